//! Several campaigns' differences as one: random effects, since campaigns differ.
//!
//! Between-campaign variance after DerSimonian & Laird (Controlled Clinical Trials 7, 1986); the interval after Hartung &
//! Knapp (Statistics in Medicine 20, 2001) with t of k − 1 degrees, and never narrower than the plain normal one.

use serde::{Deserialize, Serialize};

use super::normal::normal_quantile;
use super::proportions::Share;
use super::student::t_quantile;

/// One campaign's difference with its variance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// The difference.
    pub effect: f64,
    /// Its sampling variance, above 0.
    pub variance: f64,
}

impl Study {
    /// The difference of two shares. Each share counts half a person more with and half a person more without the event,
    /// so that a group without events still has a variance (Agresti & Caffo, The American Statistician 54, 2000, with ½).
    pub fn of(treated: Share, hold_out: Share) -> Self {
        let variance = |share: Share| {
            let (n, events) = share.counts();
            let (n, events) = (n as f64 + 1.0, events as f64 + 0.5);
            let rate = events / n;
            rate * (1.0 - rate) / n
        };
        Self { effect: treated.rate() - hold_out.rate(), variance: variance(treated) + variance(hold_out) }
    }
}

/// The pooled difference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    /// Campaigns in it.
    pub studies: u64,
    /// The mean difference over campaigns.
    pub effect: f64,
    /// Its standard error as DerSimonian and Laird have it.
    pub standard_error: f64,
    /// Its interval.
    pub interval: [f64; 2],
    /// Variance between campaigns.
    pub tau_squared: f64,
    /// Cochran's Q, with k − 1 degrees of freedom.
    pub q: f64,
    /// Share of the variance that is between campaigns, 0 to 1 (Higgins & Thompson 2002).
    pub i_squared: f64,
    /// Whether the interval leaves out zero.
    pub detectable: bool,
}

/// Pools differences; nothing for fewer than two, or where a variance is not above 0.
pub fn pooled(studies: &[Study], confidence: f64) -> Option<Pooled> {
    let k = studies.len();
    let usable = |study: &Study| study.effect.is_finite() && study.variance.is_finite() && study.variance > 0.0;
    if k < 2 || !studies.iter().all(usable) || !(0.5..1.0).contains(&confidence) {
        return None;
    }
    let degrees = (k - 1) as f64;
    let weights: Vec<f64> = studies.iter().map(|study| 1.0 / study.variance).collect();
    let total: f64 = weights.iter().sum();
    let fixed = mean(studies, &weights);
    let q: f64 = studies.iter().zip(&weights).map(|(study, weight)| weight * (study.effect - fixed).powi(2)).sum();
    let scale = total - weights.iter().map(|weight| weight * weight).sum::<f64>() / total;
    let tau_squared = ((q - degrees) / scale).max(0.0);
    let weights: Vec<f64> = studies.iter().map(|study| 1.0 / (study.variance + tau_squared)).collect();
    let total: f64 = weights.iter().sum();
    let effect = mean(studies, &weights);
    let standard_error = total.sqrt().recip();
    let spread: f64 =
        studies.iter().zip(&weights).map(|(study, weight)| weight * (study.effect - effect).powi(2)).sum();
    let upper = f64::midpoint(1.0, confidence);
    let plain = normal_quantile(upper) * standard_error;
    let half = (t_quantile(upper, degrees) * standard_error * (spread / degrees).sqrt()).max(plain);
    let interval = [effect - half, effect + half];
    Some(Pooled {
        studies: k as u64,
        effect,
        standard_error,
        interval,
        tau_squared,
        q,
        i_squared: if q > 0.0 { ((q - degrees) / q).max(0.0) } else { 0.0 },
        detectable: interval[0] > 0.0 || interval[1] < 0.0,
    })
}

fn mean(studies: &[Study], weights: &[f64]) -> f64 {
    let sum: f64 = studies.iter().zip(weights).map(|(study, weight)| weight * study.effect).sum();
    sum / weights.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// BCG vaccine trials (Colditz et al., Journal of the American Medical Association 271, 1994): cases and others among
    /// the vaccinated, cases and others among the rest.
    const BCG: [[f64; 4]; 13] = [
        [4.0, 119.0, 11.0, 128.0],
        [6.0, 300.0, 29.0, 274.0],
        [3.0, 228.0, 11.0, 209.0],
        [62.0, 13_536.0, 248.0, 12_619.0],
        [33.0, 5_036.0, 47.0, 5_761.0],
        [180.0, 1_361.0, 372.0, 1_079.0],
        [8.0, 2_537.0, 10.0, 619.0],
        [505.0, 87_886.0, 499.0, 87_892.0],
        [29.0, 7_470.0, 45.0, 7_232.0],
        [17.0, 1_699.0, 65.0, 1_600.0],
        [186.0, 50_448.0, 141.0, 27_197.0],
        [5.0, 2_493.0, 3.0, 2_338.0],
        [27.0, 16_886.0, 29.0, 17_825.0],
    ];

    #[test]
    fn the_trials_that_every_textbook_pools_give_the_published_figures() {
        let log_risk = |[a, b, c, d]: [f64; 4]| Study {
            effect: ((a / (a + b)) / (c / (c + d))).ln(),
            variance: 1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d),
        };
        let found = pooled(&BCG.map(log_risk), 0.95).expect("thirteen trials");
        // Viechtbauer, Journal of Statistical Software 36(3), 2010: τ² 0.3088, μ −0.7141 (0.1787), Q 152.2330, I² 92.12 %.
        assert!((found.tau_squared - 0.3088).abs() < 5e-5, "{found:?}");
        assert!((found.effect + 0.7141).abs() < 5e-5 && (found.standard_error - 0.1787).abs() < 5e-5, "{found:?}");
        assert!((found.q - 152.233).abs() < 5e-4 && (found.i_squared - 0.9212).abs() < 5e-5, "{found:?}");
        // The interval of Hartung and Knapp, written out with numpy and scipy 1.17.1.
        assert!((found.interval[0] + 1.107_821_354_168).abs() < 1e-9, "{found:?}");
        assert!((found.interval[1] + 0.320_413_089_978).abs() < 1e-9, "{found:?}");
        assert!(found.detectable);
    }

    #[test]
    fn two_campaigns_that_agree_by_chance_are_no_surer_than_the_plain_interval() {
        let studies = [Study { effect: 0.10, variance: 0.01 }, Study { effect: 0.08, variance: 0.02 }];
        let found = pooled(&studies, 0.95).expect("two");
        // numpy: τ² 0, μ 0.0933, plain ±0.16003; Hartung and Knapp alone would say ±0.1198.
        assert!(found.tau_squared < 1e-15 && (found.effect - 0.093_333_333_333).abs() < 1e-9);
        assert!((found.interval[0] + 0.066_697_057).abs() < 1e-6 && !found.detectable);
    }

    #[test]
    fn one_campaign_is_no_pool() {
        assert_eq!(pooled(&[Study { effect: 0.1, variance: 0.01 }], 0.95), None);
        assert_eq!(pooled(&[Study { effect: 0.1, variance: 0.0 }; 3], 0.95), None);
        let nobody_booked = Study::of(Share::new(40, 0).expect("a share"), Share::new(10, 0).expect("a share"));
        assert!(nobody_booked.variance > 0.0);
    }

    proptest! {
        #[test]
        fn the_pool_lies_among_its_parts_and_swaps_sign_with_them(
            parts in proptest::collection::vec((-1.0_f64..1.0, 0.0001_f64..0.5), 2..9),
        ) {
            let studies: Vec<_> = parts.iter().map(|&(effect, variance)| Study { effect, variance }).collect();
            let found = pooled(&studies, 0.95).expect("usable");
            let least = parts.iter().map(|part| part.0).fold(f64::INFINITY, f64::min);
            let most = parts.iter().map(|part| part.0).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(least - 1e-9 <= found.effect && found.effect <= most + 1e-9);
            prop_assert!(found.interval[0] <= found.effect && found.effect <= found.interval[1]);
            let turned: Vec<_> = studies.iter().map(|one| Study { effect: -one.effect, ..*one }).collect();
            let turned = pooled(&turned, 0.95).expect("usable");
            prop_assert!((turned.effect + found.effect).abs() < 1e-9);
            prop_assert!((turned.interval[0] + found.interval[1]).abs() < 1e-9);
        }
    }
}

//! Shares and their differences, with intervals that hold for small groups and for shares near 0 and 1.

use super::normal::normal_quantile;

/// Events among people: `events` of `n`, `n` at least 1, `events` at most `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    n: u64,
    events: u64,
}

impl Share {
    /// The share, or `None` where there is nobody or there are more events than people.
    pub fn new(n: u64, events: u64) -> Option<Self> {
        (n > 0 && events <= n).then_some(Self { n, events })
    }

    /// People, and how many of them with the event.
    pub(super) const fn counts(self) -> (u64, u64) {
        (self.n, self.events)
    }

    /// The share as a number from 0 to 1.
    pub fn rate(self) -> f64 {
        self.events as f64 / self.n as f64
    }
}

fn two_sided(confidence: f64) -> f64 {
    normal_quantile(f64::midpoint(1.0, confidence))
}

/// Score interval of a share: Wilson, Journal of the American Statistical Association 22, 1927 (without continuity
/// correction).
pub fn wilson(share: Share, confidence: f64) -> [f64; 2] {
    let (n, p, z) = (share.n as f64, share.rate(), two_sided(confidence));
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let lower = if share.events == 0 { 0.0 } else { ((centre - half) / scale).max(0.0) };
    let upper = if share.events == share.n { 1.0 } else { ((centre + half) / scale).min(1.0) };
    [lower, upper]
}

/// Interval of the difference `treated − hold_out`: the hybrid score interval, method 10 of Newcombe, Interval
/// estimation for the difference between independent proportions, Statistics in Medicine 17, 1998.
pub fn newcombe(treated: Share, hold_out: Share, confidence: f64) -> [f64; 2] {
    let (p1, p2) = (treated.rate(), hold_out.rate());
    let ([l1, u1], [l2, u2]) = (wilson(treated, confidence), wilson(hold_out, confidence));
    let lower = p1 - p2 - (p1 - l1).hypot(u2 - p2);
    let upper = p1 - p2 + (u1 - p1).hypot(p2 - l2);
    [lower.max(-1.0), upper.min(1.0)]
}

/// The smallest true rise over the hold-out's share `base` that groups of these sizes would show with the given power at
/// the given confidence; `None` where not even a rise to 1 would.
///
/// Two-sided normal test with pooled variance under no effect: solves
/// `δ = z(1−α/2)·√(p̄(1−p̄)(1/n₁+1/n₂)) + z(power)·√(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂)` with `p₁ = base + δ`, `p₂ = base` and
/// `p̄` weighted by size (Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed. 2003, ch. 4).
pub fn minimum_detectable_rise(base: f64, treated_n: u64, hold_out_n: u64, confidence: f64, power: f64) -> Option<f64> {
    if treated_n == 0 || hold_out_n == 0 || !(0.0..1.0).contains(&base) {
        return None;
    }
    let (n1, n2) = (treated_n as f64, hold_out_n as f64);
    let (z_size, z_power) = (two_sided(confidence), normal_quantile(power));
    // Convex in the rise and at most 0 at 0, so it crosses zero once and halving finds the place.
    let surplus = |rise: f64| {
        let p1 = (base + rise).min(1.0);
        let pooled = (p1 * n1 + base * n2) / (n1 + n2);
        let no_effect = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).max(0.0).sqrt();
        let effect = (p1 * (1.0 - p1) / n1 + base * (1.0 - base) / n2).max(0.0).sqrt();
        rise - z_size * no_effect - z_power * effect
    };
    let (mut low, mut high) = (0.0, 1.0 - base);
    if surplus(high) < 0.0 {
        return None;
    }
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if surplus(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

/// How many travellers must be treated to show a rise over `base`, with so many percent of all held out: the smallest number
/// for which [`minimum_detectable_rise`] is no more than `rise`; `None` above a hundred million.
pub fn treated_needed(base: f64, rise: f64, hold_out_percent: u8, confidence: f64, power: f64) -> Option<u64> {
    if !(rise > 0.0 && base + rise <= 1.0 && (1..100).contains(&hold_out_percent)) {
        return None;
    }
    let shows = |treated: u64| {
        let held = held_out_beside(treated, hold_out_percent).max(1);
        minimum_detectable_rise(base, treated, held, confidence, power).is_some_and(|least| least <= rise)
    };
    let (mut low, mut high) = (0_u64, 1_u64);
    while !shows(high) {
        low = high;
        high = high.checked_mul(2).filter(|high| *high <= 100_000_000)?;
    }
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if shows(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// How many are held out beside so many treated, where `percent` of all are held out; rounded half up.
pub fn held_out_beside(treated: u64, percent: u8) -> u64 {
    let (out, kept) = (u64::from(percent.min(99)), u64::from(100 - percent.min(99)));
    (treated.saturating_mul(out).saturating_mul(2).saturating_add(kept)) / (2 * kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(events: u64, n: u64) -> Share {
        Share::new(n, events).expect("a share")
    }

    fn close(found: [f64; 2], wanted: [f64; 2], within: f64) -> bool {
        (found[0] - wanted[0]).abs() < within && (found[1] - wanted[1]).abs() < within
    }

    #[test]
    fn the_interval_of_a_share_agrees_with_the_published_one() {
        // Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I.
        assert!(close(wilson(share(81, 263), 0.95), [0.2553, 0.3662], 5e-5));
        assert!(close(wilson(share(15, 148), 0.95), [0.0624, 0.1605], 5e-5));
        assert!(close(wilson(share(0, 20), 0.95), [0.0, 0.1611], 5e-5));
        // statsmodels 0.15.0, proportion_confint(20, 20, 0.1, "wilson").
        assert!(close(wilson(share(20, 20), 0.9), [0.880_842_162_639_035_5, 1.0], 1e-9));
    }

    #[test]
    fn the_interval_of_a_difference_agrees_with_the_published_one() {
        // Newcombe 1998, table II, method 10, examples (a), (c), (d), (e), (f), (g), (h).
        for (first, second, wanted) in [
            ((56, 70), (48, 80), [0.0524, 0.3339]),
            ((9, 10), (3, 10), [0.1705, 0.8090]),
            ((6, 7), (2, 7), [0.0582, 0.8062]),
            ((5, 56), (0, 29), [-0.0381, 0.1926]),
            ((0, 10), (0, 20), [-0.1611, 0.2775]),
            ((0, 10), (0, 10), [-0.2775, 0.2775]),
            ((10, 10), (0, 20), [0.6791, 1.0]),
        ] {
            let found = newcombe(share(first.0, first.1), share(second.0, second.1), 0.95);
            assert!(close(found, wanted, 5.1e-5), "{first:?} {second:?}: {found:?}");
        }
        // statsmodels 0.15.0, confint_proportions_2indep(…, method="newcomb"), alpha 0.05 and 0.01.
        let found = newcombe(share(9, 40), share(80, 400), 0.95);
        assert!(close(found, [-0.085_148_568_265_490_9, 0.179_351_197_023_721_8], 1e-9));
        let found = newcombe(share(56, 70), share(48, 80), 0.99);
        assert!(close(found, [0.005_370_869_250_078_4, 0.371_808_431_775_773_6], 1e-9));
    }

    #[test]
    fn the_smallest_rise_that_shows_solves_its_formula() {
        // The docstring's equation solved with scipy 1.17.1, optimize.brentq.
        for (base, treated, hold_out, confidence, power, wanted) in [
            (0.2, 40, 400, 0.95, 0.8, 0.201_644_051_458_895_3),
            (0.1, 1000, 1000, 0.95, 0.8, 0.040_745_154_311_825_9),
            (0.0, 50, 50, 0.95, 0.8, 0.142_396_688_799_626_6),
            (0.02, 20_000, 2_000, 0.99, 0.9, 0.015_276_606_011_819_7),
        ] {
            let found = minimum_detectable_rise(base, treated, hold_out, confidence, power).expect("detectable");
            assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
        }
    }

    #[test]
    fn so_many_are_needed_as_published() {
        // R 4, power.prop.test(p1 = 0.2, p2 = 0.25, power = 0.8): n = 1093.739 in each group; p1 = 0.05, p2 = 0.07: 2212.205.
        assert_eq!(treated_needed(0.2, 0.05, 50, 0.95, 0.8), Some(1_094));
        assert_eq!(treated_needed(0.05, 0.02, 50, 0.95, 0.8), Some(2_213));
        // A fifth held out: the docstring's equation solved for n with scipy 1.17.1, optimize.brentq: 209.26.
        assert!(treated_needed(0.2, 0.2, 20, 0.95, 0.8).is_some_and(|n| (208..=212).contains(&n)));
        assert_eq!(treated_needed(0.2, 0.0, 50, 0.95, 0.8), None);
        assert_eq!(treated_needed(0.2, 0.05, 0, 0.95, 0.8), None);
    }

    #[test]
    fn five_against_five_show_nothing() {
        assert_eq!(minimum_detectable_rise(0.5, 5, 5, 0.95, 0.8), None);
        assert_eq!(minimum_detectable_rise(1.0, 500, 500, 0.95, 0.8), None);
        assert_eq!(minimum_detectable_rise(f64::NAN, 500, 500, 0.95, 0.8), None);
    }

    proptest! {
        #[test]
        fn intervals_hold_their_estimate_and_mirror(
            n1 in 1_u64..5_000, n2 in 1_u64..5_000, a: u64, b: u64, confidence in 0.5_f64..0.9999,
        ) {
            let (first, second) = (share(a % (n1 + 1), n1), share(b % (n2 + 1), n2));
            let [lower, upper] = wilson(first, confidence);
            prop_assert!(0.0 <= lower && lower <= first.rate() && first.rate() <= upper && upper <= 1.0);
            let [lower, upper] = newcombe(first, second, confidence);
            let difference = first.rate() - second.rate();
            prop_assert!(-1.0 <= lower && lower <= difference && difference <= upper && upper <= 1.0);
            prop_assert!(close(newcombe(second, first, confidence), [-upper, -lower], 1e-12));
        }

        #[test]
        fn more_people_show_smaller_rises(
            base in 0.0_f64..0.9, n in 10_u64..2_000, more in 1_u64..2_000, power in 0.5_f64..0.99,
        ) {
            let few = minimum_detectable_rise(base, n, n, 0.95, power);
            let many = minimum_detectable_rise(base, n + more, n + more, 0.95, power);
            match (few, many) {
                (Some(few), Some(many)) => prop_assert!(many <= few + 1e-9, "{many} {few}"),
                (Some(_), None) => prop_assert!(false, "more people can't show less"),
                (None, _) => (),
            }
        }
    }
}

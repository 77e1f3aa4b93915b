//! How often chance alone would part two groups at least so far: shown only to who asks. The interval says more.

use super::proportions::Share;
use super::student::ln_gamma;

/// Tables as unlikely as the one seen count as well, up to this share: rounding must not tell equals apart (R's own margin).
const MARGIN: f64 = 1.0 + 1e-7;

/// The two-sided p-value of Fisher's exact test: all tables with the same sums that are no more likely than the one seen
/// (Fisher, Statistical Methods for Research Workers, 1934, §21.02; the two-sided rule as in R's `fisher.test`).
pub fn fisher_exact(treated: Share, hold_out: Share) -> f64 {
    let ((n1, a), (n2, c)) = (treated.counts(), hold_out.counts());
    let (events, people) = (a + c, n1 + n2);
    let ln_choose = |n: u64, k: u64| {
        let (n, k) = (n as f64, k as f64);
        ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
    };
    let (low, high) = (events.saturating_sub(n2), events.min(n1));
    // Relative to the table seen, each next one is a product away: no logarithm of a factorial a table.
    let first = ln_choose(n1, low) + ln_choose(n2, events - low) - ln_choose(people, events);
    let step = |x: u64| {
        let (x, n1, n2, k) = (x as f64, n1 as f64, n2 as f64, events as f64);
        ((n1 - x) * (k - x) / ((x + 1.0) * (n2 - k + x + 1.0))).ln()
    };
    let mut logs = Vec::with_capacity(usize::try_from(high - low + 1).unwrap_or(1));
    let mut at = first;
    for x in low..=high {
        logs.push(at);
        if x < high {
            at += step(x);
        }
    }
    let seen = usize::try_from(a - low).ok().and_then(|place| logs.get(place)).copied().unwrap_or(0.0) + MARGIN.ln();
    logs.iter().filter(|one| **one <= seen).map(|one| one.exp()).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn p(a: u64, n1: u64, c: u64, n2: u64) -> f64 {
        fisher_exact(Share::new(n1, a).expect("a share"), Share::new(n2, c).expect("a share"))
    }

    #[test]
    fn p_values_agree_with_the_published_ones_and_with_scipy() {
        // Fisher's lady tasting tea, 3 of 4 right: 34/70. The others, among them the Salk vaccine's
        // trial of 1954: scipy 1.17.1, stats.fisher_exact.
        assert!((p(3, 4, 1, 4) - 34.0 / 70.0).abs() < 1e-12);

        let all = [
            (9, 40, 80, 400, 0.682_509_599_061_996_9),
            (56, 70, 48, 80, 0.012_521_129_749_209_154),
            (5, 56, 0, 29, 0.160_621_443_209_471_1),
            (380, 1_200, 27, 140, 0.002_492_778_747_502_947_3),
            (57, 200_745, 142, 201_229, 1.473_645_766_791_080_4e-9),
        ];
        for (a, n1, c, n2, wanted) in all {
            let found = p(a, n1, c, n2);
            assert!((found - wanted).abs() < 1e-6 * wanted, "{a}/{n1} {c}/{n2}: {found} {wanted}");
        }
        assert!((p(0, 10, 0, 20) - 1.0).abs() < 1e-12);
        assert!((p(10, 10, 0, 20) - 1.0 / 30_045_015.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn a_p_value_is_a_probability_and_the_same_either_way(n1 in 1_u64..400, n2 in 1_u64..400, a: u64, c: u64) {
            let (a, c) = (a % (n1 + 1), c % (n2 + 1));
            let found = p(a, n1, c, n2);
            prop_assert!((0.0..=1.0).contains(&found), "{found}");
            prop_assert!((found - p(c, n2, a, n1)).abs() < 1e-9);
            prop_assert!((found - p(n1 - a, n1, n2 - c, n2)).abs() < 1e-9);
        }
    }
}

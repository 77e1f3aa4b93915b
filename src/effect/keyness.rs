//! Which themes rise: how much more often a theme is named now than in the weeks before.
//!
//! Evidence by the log-likelihood ratio over the whole table (Dunning, Computational Linguistics 19(1), 1993), size by the
//! log ratio (Hardie 2014: 1 is twice as often). A theme in fewer than ten posts tells of people, not of a public.

use serde::{Deserialize, Serialize};

/// Posts below which a theme is not shown to those who may not see people.
pub const FEWEST: u64 = 10;
/// Evidence from which a theme counts as rising: p < 0.0001 for one theme (chi-squared, one degree of freedom), as many
/// are looked at together.
pub const ENOUGH: f64 = 15.13;

/// How often a theme was named, of how many posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Named {
    /// Posts that name it.
    pub posts: u64,
    /// Posts in all.
    pub of: u64,
}

/// How a theme moved.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Keyness {
    /// Twice the log-likelihood ratio; 0 where nothing moved.
    pub evidence: f64,
    /// Binary logarithm of the two rates' ratio, with half a post added to each count so that 0 has one.
    pub log_ratio: f64,
    /// Whether it rises for certain.
    pub rising: bool,
}

/// Compares now with before; nothing where either side has no posts or more named than there are.
pub fn keyness(now: Named, before: Named) -> Option<Keyness> {
    if now.of == 0 || before.of == 0 || now.posts > now.of || before.posts > before.of {
        return None;
    }
    let (a, b) = (now.posts as f64, before.posts as f64);
    let (n, m) = (now.of as f64, before.of as f64);
    let share = (a + b) / (n + m);
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let rest = 1.0 - share;
    let evidence = 2.0 * (term(a, n * share) + term(b, m * share) + term(n - a, n * rest) + term(m - b, m * rest));
    let evidence = evidence.max(0.0);
    let log_ratio = (((a + 0.5) / (n + 1.0)) / ((b + 0.5) / (m + 1.0))).log2();
    let rising = evidence >= ENOUGH && a / n > b / m && now.posts >= FEWEST;
    Some(Keyness { evidence, log_ratio, rising })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn evidence_agrees_with_scipy() {
        // scipy 1.17.1, stats.chi2_contingency([[a, n − a], [b, m − b]], correction=False, lambda_="log-likelihood").
        let all = [
            ((30, 1_000), (10, 2_000), 29.462_729_300_977_68),
            ((12, 500), (40, 10_000), 20.983_116_660_106_482),
            ((10, 100), (100, 1_000), 0.0),
        ];
        for ((posts, of), (earlier, of_earlier), wanted) in all {
            let found = keyness(Named { posts, of }, Named { posts: earlier, of: of_earlier }).expect("counts");
            assert!((found.evidence - wanted).abs() < 1e-9, "{found:?} {wanted}");
            assert_eq!(found.rising, wanted > ENOUGH);
        }
    }

    #[test]
    fn a_handful_of_posts_is_no_theme_however_new() {
        let found = keyness(Named { posts: 9, of: 50 }, Named { posts: 0, of: 10_000 }).expect("counts");
        assert!(found.evidence > ENOUGH && !found.rising);
        assert_eq!(keyness(Named { posts: 2, of: 1 }, Named { posts: 0, of: 5 }), None);
        assert_eq!(keyness(Named::default(), Named { posts: 0, of: 5 }), None);
    }

    proptest! {
        #[test]
        fn evidence_is_never_negative_and_the_ratio_tells_the_way(
            a in 0_u64..500, b in 0_u64..500, n in 500_u64..5_000, m in 500_u64..5_000,
        ) {
            let found = keyness(Named { posts: a, of: n }, Named { posts: b, of: m }).expect("counts");
            prop_assert!(found.evidence >= 0.0 && found.evidence.is_finite());
            if found.rising {
                prop_assert!(a as f64 / n as f64 > b as f64 / m as f64);
            }
        }
    }
}

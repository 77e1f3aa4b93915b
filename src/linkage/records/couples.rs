//! Nobody stands twice in a list: match probabilities that respect both lists at once.
//!
//! Among all ways to pair the lists off, each weighted by the odds of its pairs, how often is this pair a couple? Belief propagation
//! answers it (it has one fixed point on such graphs: Zdeborová & Mézard 2006), in a few passes over the pairs.

use super::pairs::Block;

/// Passes over the pairs.
const PASSES: usize = 5;
/// Pairs with lower odds than this take nothing from others.
const NEGLIGIBLE: f64 = 1e-4;

/// Odds of any pair before its evidence. Where both lists allow one partner only, the fewer records stay single, the
/// more each of them weighs.
pub(super) fn prior(share: f64, lefts: usize, of_both: bool) -> f64 {
    let single = 1.0 - share;
    let odds = share / single / lefts as f64;
    if of_both { odds / single } else { odds }
}

/// Probability that each pair is a couple.
pub(super) fn marginals(block: &Block, odds: &[f64]) -> Vec<f64> {
    let kept: Vec<u32> = (0_u32..).zip(odds).filter(|(_, odds)| **odds >= NEGLIGIBLE).map(|(at, _)| at).collect();
    // How free the left and the right record of a pair are, this pair apart.
    let mut left_free = vec![1.0_f64; kept.len()];
    let mut right_free = vec![1.0_f64; kept.len()];
    let rights = block.starts.len() - 1;
    let (mut of_left, mut of_right) = (vec![0.0; block.lefts], vec![0.0; rights]);
    for _ in 0..PASSES {
        of_right.fill(0.0);
        for (at, pair) in kept.iter().enumerate() {
            of_right[block.right[*pair as usize] as usize] += odds[*pair as usize] * left_free[at];
        }
        for (at, pair) in kept.iter().enumerate() {
            let own = odds[*pair as usize] * left_free[at];
            right_free[at] = 1.0 / (1.0 + (of_right[block.right[*pair as usize] as usize] - own).max(0.0));
        }
        of_left.fill(0.0);
        for (at, pair) in kept.iter().enumerate() {
            of_left[block.left[*pair as usize] as usize] += odds[*pair as usize] * right_free[at];
        }
        for (at, pair) in kept.iter().enumerate() {
            let own = odds[*pair as usize] * right_free[at];
            left_free[at] = 1.0 / (1.0 + (of_left[block.left[*pair as usize] as usize] - own).max(0.0));
        }
    }
    let mut probabilities = vec![0.0; odds.len()];
    for (at, pair) in kept.iter().enumerate() {
        let both = odds[*pair as usize] * left_free[at] * right_free[at];
        probabilities[*pair as usize] = both / (1.0 + both);
    }
    probabilities
}

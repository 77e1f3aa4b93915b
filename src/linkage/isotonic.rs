//! Isotonic calibration: the rising curve that fits decisions best, by pooling adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002).
//!
//! Each block of decisions is mixed with some that the model itself would have made, so a block of few stays near the model; and no block is made
//! surer than its number can show. Between the middles of the blocks the curve is straight, in bits; beyond them it runs on with slope 1.

use serde::{Deserialize, Serialize};

use super::lines::probability_of;

/// A rising curve over weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Weight and corrected weight, bits; both rise.
    pub points: Vec<(f64, f64)>,
}

/// Decisions of its own that the model counts for in each block.
const MODEL_IS_WORTH: f64 = 10.0;
/// Blocks start with so many decisions of neighbouring weights.
const LEAST_IN_A_BLOCK: usize = 20;

/// Decisions of neighbouring weights.
#[derive(Debug, Clone, Copy)]
struct Block {
    count: f64,
    right: f64,
    weights: f64,
    stated: f64,
}

impl Block {
    fn of(decisions: &[(f64, bool)]) -> Self {
        let sum = |of: &dyn Fn(&(f64, bool)) -> f64| decisions.iter().map(of).sum();
        Self {
            count: decisions.len() as f64,
            right: sum(&|one| f64::from(u8::from(one.1))),
            weights: sum(&|one| one.0),
            stated: sum(&|one| probability_of(one.0)),
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            right: self.right + other.right,
            weights: self.weights + other.weights,
            stated: self.stated + other.stated,
        }
    }

    /// Share that was right, the model's own opinion mixed in.
    fn share(self) -> f64 {
        (self.right + MODEL_IS_WORTH * self.stated / self.count) / (self.count + MODEL_IS_WORTH)
    }

    /// Weight in the middle, and the weight its decisions speak for.
    fn point(self) -> (f64, f64) {
        let middle = self.weights / self.count;
        // n of n right show odds of n + 1 (Laplace); beyond that only the model's own opinion goes.
        let most = (self.count + 1.0).log2();
        let share = self.share();
        let told = (share / (1.0 - share)).log2();
        (middle, told.clamp(middle.min(-most), middle.max(most)))
    }
}

/// The curve of decisions sorted by weight.
pub(super) fn fit(sorted: &[(f64, bool)]) -> Curve {
    let mut blocks: Vec<Block> = Vec::new();
    for chunk in sorted.chunks(LEAST_IN_A_BLOCK) {
        let mut block = Block::of(chunk);
        while let Some(last) = blocks.pop_if(|last| last.share() >= block.share()) {
            block = last.with(block);
        }
        blocks.push(block);
    }
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (weight, told) in blocks.into_iter().map(Block::point) {
        match points.last() {
            // Of one weight the later block stands for all; a bound can push two blocks together.
            Some(last) if weight - last.0 < 1e-6 => {}
            Some(last) => points.push((weight, told.max(last.1 + 1e-6))),
            None => points.push((weight, told)),
        }
    }
    Curve { points }
}

impl Curve {
    /// The corrected weight, bits.
    pub(super) fn weight(&self, weight: f64) -> f64 {
        let behind = self.points.partition_point(|point| point.0 <= weight);
        match (behind.checked_sub(1).and_then(|at| self.points.get(at)), self.points.get(behind)) {
            (Some(from), Some(to)) => from.1 + (to.1 - from.1) * (weight - from.0) / (to.0 - from.0),
            (Some(end), None) | (None, Some(end)) => end.1 + weight - end.0,
            (None, None) => weight,
        }
    }
}

//! The certified upper bound: whatever the prices, nobody can do better than this.
//!
//! For any prices of the right sign, the sum of every traveller's best value after prices plus the prices' worth of
//! the limits bounds every plan (Lagrangian duality). Sums are f64 with the rounding error bounded and added.

use super::grid::{Grid, index32};

/// One unit in the last place of 1, the relative error of an f64 operation (twice over, to be safe).
const UNIT: f64 = f64::EPSILON;

/// What each pattern costs at these prices.
pub(super) fn pattern_prices(grid: &Grid, prices: &[f64]) -> Vec<f64> {
    (0..grid.patterns.len()).map(|p| dot(grid, index32(p), prices)).collect()
}

/// Prices times what a pattern uses.
pub(super) fn dot(grid: &Grid, pattern: u32, prices: &[f64]) -> f64 {
    grid.patterns.uses(pattern).iter().map(|&(limit, amount)| prices[limit as usize] * amount as f64).sum()
}

/// An upper bound on `sum of values` over all plans, rounding included. `values` is false for the pure feasibility
/// question (all values 0): a result below 0 then proves that no plan keeps the limits. `banned` marks cells that
/// may not be used (empty for none).
pub(super) fn certified(grid: &Grid, prices: &[f64], values: bool, banned: &[bool]) -> f64 {
    let longest = (0..grid.patterns.len()).map(|p| grid.patterns.uses(index32(p)).len()).max().unwrap_or(0);
    let cost = pattern_prices(grid, prices);
    let absolute: Vec<f64> = prices.iter().map(|p| p.abs()).collect();
    let size = pattern_prices(grid, &absolute);
    let (mut total, mut magnitude) = (0.0, 0.0);
    for row in 0..grid.rows() {
        let (mut best, mut largest) = (f64::NEG_INFINITY, 0.0_f64);
        for cell in grid.cells(row) {
            if banned.get(cell) == Some(&true) {
                continue;
            }
            let pattern = grid.pattern[cell] as usize;
            let value = if values { f64::from(grid.value[cell]) } else { 0.0 };
            best = best.max(value - cost[pattern]);
            largest = largest.max(value + size[pattern]);
        }
        total += best;
        magnitude += largest;
    }
    for (k, &price) in prices.iter().enumerate() {
        let side = if price > 0.0 { grid.hi[k] } else { grid.lo[k] };
        total += price * side as f64;
        magnitude += (price * side as f64).abs();
    }
    let operations = (grid.rows() + grid.limits() + longest + 8) as f64;
    total + operations * UNIT * magnitude
}

/// The bound as a whole number: values are whole, so everything above the floor is out of reach.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn floor(bound: f64) -> u64 {
    // From 0 to 2^53 both casts are exact; `as` saturates outside.
    bound.floor().max(0.0) as u64
}

//! One look at the whole problem at given prices: everybody's best option, how far it is ahead, and the bound.
//!
//! Rows are summed in blocks of fixed size, so that the bound, and all that follows from it, is the same on one thread
//! and on several. Invariant: `bound` is certified; the rounding error of its sums is bounded and added.

use std::num::NonZero;
use std::thread;

use super::bound::pattern_prices;
use super::grid::{Grid, index32};

/// Rows of a block.
const BLOCK: usize = 2048;
/// Below so many cells a second thread costs more than it brings.
const MANY_CELLS: usize = 1 << 21;

/// What a look at the whole has found.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Each row's best cell after prices.
    pub(super) best: Vec<u32>,
    /// How far it is ahead of the row's next cell.
    pub(super) margin: Vec<f64>,
    /// No plan is worth more.
    pub(super) bound: f64,
}

impl Look {
    /// Looks at every cell once.
    pub(super) fn new(grid: &Grid, prices: &[f64]) -> Self {
        let threads =
            if grid.value.len() < MANY_CELLS { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) };
        Self::on(grid, prices, threads)
    }

    /// The same on so many threads.
    pub(super) fn on(grid: &Grid, prices: &[f64], threads: usize) -> Self {
        let rows = grid.rows();
        let cost = pattern_prices(grid, prices);
        let absolute: Vec<f64> = prices.iter().map(|p| p.abs()).collect();
        let dearest = pattern_prices(grid, &absolute).into_iter().fold(0.0, f64::max);
        let (mut best, mut margin) = (vec![0; rows], vec![0.0; rows]);
        let blocks = rows.div_ceil(BLOCK);
        let mut sums = vec![[0.0; 2]; blocks];
        let share = blocks.div_ceil(threads.max(1)).max(1);
        let parts = best.chunks_mut(share * BLOCK).zip(margin.chunks_mut(share * BLOCK)).zip(sums.chunks_mut(share));
        thread::scope(|scope| {
            for (number, ((best, margin), sums)) in parts.enumerate() {
                let cost = &cost;
                let mut work = move || blocks_from(grid, cost, number * share * BLOCK, best, margin, sums);
                if threads > 1 {
                    scope.spawn(work);
                } else {
                    work();
                }
            }
        });
        let (mut total, mut magnitude) = (0.0, 0.0);
        for [sum, size] in &sums {
            total += sum;
            magnitude += size;
        }
        // A row's largest value is at most its best worth plus the dearest pattern, whose terms cancel as much again.
        magnitude += 2.0 * dearest * rows as f64;
        for (k, &price) in prices.iter().enumerate() {
            let side = price * if price > 0.0 { grid.hi[k] } else { grid.lo[k] } as f64;
            total += side;
            magnitude += side.abs();
        }
        let operations = (BLOCK.min(rows) + blocks + 2 * grid.limits() + 8) as f64;
        Self { best, margin, bound: total + operations * f64::EPSILON * magnitude }
    }

    /// The `count` rows with the smallest margin, ties by row, in order of margin.
    pub(super) fn nearest(&self, count: usize) -> Vec<u32> {
        let mut rows: Vec<(f64, u32)> = self.margin.iter().copied().zip(0..).collect();
        let order = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if count < rows.len() {
            rows.select_nth_unstable_by(count, order);
            rows.truncate(count);
        }
        rows.sort_unstable_by(order);
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

fn blocks_from(
    grid: &Grid,
    cost: &[f64],
    first_row: usize,
    best: &mut [u32],
    margin: &mut [f64],
    sums: &mut [[f64; 2]],
) {
    for (at, sum) in sums.iter_mut().enumerate() {
        for row in at * BLOCK..((at + 1) * BLOCK).min(best.len()) {
            let cells = grid.cells(first_row + row);
            let start = cells.start;
            let (mut first, mut second, mut which) = (f64::NEG_INFINITY, f64::NEG_INFINITY, start);
            let numbers = grid.value[cells.clone()].iter().zip(&grid.pattern[cells]);
            for (cell, (&value, &pattern)) in (start..).zip(numbers) {
                let worth = f64::from(value) - cost[pattern as usize];
                if worth > first {
                    (first, second, which) = (worth, first, cell);
                } else if worth > second {
                    second = worth;
                }
            }
            best[row] = index32(which);
            margin[row] = first - second;
            sum[0] += first;
            sum[1] += first.abs();
        }
    }
}

//! Good prices quickly: Newton's method on the bound with its corners rounded off.
//!
//! Where a traveller's best option is replaced by a mixture of the near-best (weights `exp(worth / heat)`), and a price
//! is kept from 0 by a barrier, the bound has a gradient and a curvature, and few steps lead to its lowest point. The
//! heat falls while ever more travellers take part. Invariant: a price has the sign of a side that exists.

use super::bound::pattern_prices;
use super::grid::Grid;
use super::stop::Stop;

/// Travellers of the first steps at most.
const FIRST: usize = 700;
/// Each size is so many times the one before.
const STEP: usize = 4;
/// Cells this many heats behind the best have no weight.
const FAR: f64 = 8.0;
/// Steps at one heat, and at the last heat of a size.
const STEPS: [usize; 2] = [3, 5];
/// So many travellers by limit should be undecided at the last heat.
const UNDECIDED: f64 = 4.0;
/// How the heat falls.
const FALL: f64 = 0.3;
/// The first heat, in shares of a mean best value.
const HOT: f64 = 0.3;
/// What the barrier weighs, in heats a row, and at least.
const BARRIER: [f64; 2] = [0.002, 1.0];
/// A step that promises less than this share of the bound is none.
const FLAT: f64 = 2e-7;
/// The share of the way to 0 that a price may go in a step.
const TOWARDS: f64 = 0.9;

/// Descends on the rounded bound over samples of `order`, at last over `most` rows.
pub(super) fn descend(grid: &Grid, scale: &[f64], order: &[u32], most: usize, stop: &mut Stop<'_>) -> Vec<f64> {
    let most = most.min(order.len());
    // From the last size down, so that each is so many times the one before.
    let mut size = most;
    while size > FIRST {
        size = size.div_ceil(STEP);
    }
    let best = |row: u32| grid.value[grid.cells(row as usize)].iter().copied().max().map_or(0.0, f64::from);
    let mut heat = (HOT * order[..size].iter().map(|&row| best(row)).sum::<f64>() / size.max(1) as f64).max(1e-3);
    let mut sample = Sample::new(grid, scale, &order[..size]);
    let mut height = vec![0.3 * heat; sample.sides.len()];
    let mut margin = 0.0;
    loop {
        let mut last = false;
        while !last {
            let mut slope = sample.slope(&height, heat);
            if margin == 0.0 && slope.margin > 0.0 {
                margin = slope.margin;
            }
            let goal = margin * (UNDECIDED * grid.limits() as f64 / size as f64).min(0.5);
            last = heat <= goal;
            for _ in 0..STEPS[usize::from(last)] {
                // The first sample takes some milliseconds and is never left out: bad prices would cost more.
                if stop.now() && size > FIRST {
                    return sample.prices(&height, heat);
                }
                if !sample.step(&mut height, &mut slope, heat) {
                    break;
                }
            }
            if !last {
                heat = if heat * FALL < 2.0 * goal { goal } else { heat * FALL };
            }
        }
        if size >= most {
            return sample.prices(&height, heat);
        }
        size = (size * STEP).min(most);
        sample = Sample::new(grid, scale, &order[..size]);
    }
}

/// A cap (sign 1) or a quota (sign -1), scaled and in proportion.
struct Side {
    limit: usize,
    sign: f64,
    room: f64,
}

/// Some rows, with limits in proportion.
struct Sample<'a> {
    grid: &'a Grid,
    scale: &'a [f64],
    rows: Vec<u32>,
    sides: Vec<Side>,
    barrier: f64,
}

/// The rounded bound at some heights.
struct Slope {
    bound: f64,
    gradient: Vec<f64>,
    /// Row-major, by side.
    curve: Vec<f64>,
    /// Mean distance of a row's second cell.
    margin: f64,
}

impl<'a> Sample<'a> {
    fn new(grid: &'a Grid, scale: &'a [f64], rows: &[u32]) -> Self {
        let share = rows.len() as f64 / grid.rows().max(1) as f64;
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        let caps = (0..grid.limits()).map(|limit| (limit, 1.0, grid.hi[limit]));
        let quotas = (0..grid.limits()).map(|limit| (limit, -1.0, grid.lo[limit])).filter(|(_, _, lo)| *lo > 0);
        let side =
            |(limit, sign, room): (usize, f64, i64)| Side { limit, sign, room: room as f64 * scale[limit] * share };
        let sides = caps.chain(quotas).map(side).collect();
        let barrier = (BARRIER[0] * rows.len() as f64).max(BARRIER[1]);
        Self { grid, scale, rows, sides, barrier }
    }

    /// Prices at these heights; what only the barrier keeps from 0 is 0.
    fn prices(&self, height: &[f64], heat: f64) -> Vec<f64> {
        let mut prices = vec![0.0; self.grid.limits()];
        for (side, &height) in self.sides.iter().zip(height).filter(|(_, height)| **height > 0.05 * heat) {
            prices[side.limit] += side.sign * height * self.scale[side.limit];
        }
        prices
    }

    /// One Newton step. False if there is nothing to gain.
    fn step(&self, height: &mut Vec<f64>, slope: &mut Slope, heat: f64) -> bool {
        let direction = newton(&slope.curve, &slope.gradient);
        let promised: f64 = -slope.gradient.iter().zip(&direction).map(|(g, d)| g * d).sum::<f64>();
        if promised <= FLAT * slope.bound.abs() {
            return false;
        }
        let steepest = height.iter().zip(&direction).map(|(h, d)| -d / h).fold(0.0, f64::max);
        let mut length = (TOWARDS / steepest).min(1.0);
        for _ in 0..5 {
            let next: Vec<f64> = height.iter().zip(&direction).map(|(h, d)| h + length * d).collect();
            let there = self.slope(&next, heat);
            if there.bound < slope.bound - 1e-4 * length * promised {
                (*height, *slope) = (next, there);
                return true;
            }
            length *= 0.35;
        }
        false
    }

    fn slope(&self, height: &[f64], heat: f64) -> Slope {
        let k = self.grid.limits();
        let grid = self.grid;
        let mut prices = vec![0.0; k];
        for (side, height) in self.sides.iter().zip(height) {
            prices[side.limit] += side.sign * height * self.scale[side.limit];
        }
        let cost = pattern_prices(grid, &prices);
        let (mut bound, mut margin, mut used, mut curve) = (0.0, 0.0, vec![0.0; k], vec![0.0; k * k]);
        let mut worth: Vec<f64> = Vec::new();
        let mut near: Vec<(usize, f64)> = Vec::new();
        let mut mean = vec![0.0; k];
        let mut touched: Vec<usize> = Vec::new();
        for &row in &self.rows {
            let cells = grid.cells(row as usize);
            let start = cells.start;
            worth.clear();
            let numbers = grid.value[cells.clone()].iter().zip(&grid.pattern[cells]);
            worth.extend(numbers.map(|(&value, &pattern)| f64::from(value) - cost[pattern as usize]));
            let first = worth.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let floor = first - FAR * heat;
            bound += first;
            near.clear();
            near.extend((start..).zip(&worth).filter(|(_, own)| **own >= floor).map(|(cell, own)| (cell, *own)));
            if let [(only, _)] = near[..] {
                for &(limit, amount) in grid.uses(only) {
                    used[limit as usize] += amount as f64 * self.scale[limit as usize];
                }
                margin += FAR * heat;
                continue;
            }
            let (mut total, mut second) = (0.0, f64::NEG_INFINITY);
            for (_, own) in &mut near {
                if *own < first {
                    second = second.max(*own);
                }
                *own = ((*own - first) / heat).exp();
                total += *own;
            }
            margin += first - second.max(floor);
            bound += heat * f64::ln(total);
            for &(cell, weight) in &near {
                let uses = grid.uses(cell);
                let share = weight / total;
                for &(limit, amount) in uses {
                    let l = limit as usize;
                    let part = share * amount as f64 * self.scale[l];
                    if mean[l] == 0.0 {
                        touched.push(l);
                    }
                    mean[l] += part;
                    for &(other, amount) in uses {
                        curve[l * k + other as usize] += part * amount as f64 * self.scale[other as usize];
                    }
                }
            }
            for &l in &touched {
                used[l] += mean[l];
                for &other in &touched {
                    curve[l * k + other] -= mean[l] * mean[other];
                }
            }
            for l in touched.drain(..) {
                mean[l] = 0.0;
            }
        }
        let weight = self.barrier * heat;
        let mut gradient = Vec::with_capacity(height.len());
        let mut by_side = vec![0.0; height.len() * height.len()];
        for (at, (side, &height)) in self.sides.iter().zip(height).enumerate() {
            bound += side.sign * height * side.room - weight * height.ln();
            gradient.push(side.sign * (side.room - used[side.limit]) - weight / height);
            for (to, other) in by_side[at * self.sides.len()..].iter_mut().zip(&self.sides) {
                *to = side.sign * other.sign * curve[side.limit * k + other.limit] / heat;
            }
            by_side[at * self.sides.len() + at] += weight / (height * height);
        }
        Slope { bound, gradient, curve: by_side, margin: margin / self.rows.len().max(1) as f64 }
    }
}

/// The step to where the gradient would vanish (Cholesky, slightly damped).
fn newton(curve: &[f64], gradient: &[f64]) -> Vec<f64> {
    let n = gradient.len();
    let largest = (0..n).map(|l| curve[l * n + l]).fold(1e-300, f64::max);
    let mut lower = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = lower[i * n..i * n + j].iter().zip(&lower[j * n..j * n + j]).map(|(a, b)| a * b).sum();
            let sum = curve[i * n + j] - dot;
            lower[i * n + j] = if i == j {
                (sum + 1e-4 * curve[i * n + i]).max(1e-12 * largest).sqrt()
            } else {
                sum / lower[j * n + j]
            };
        }
    }
    let mut step: Vec<f64> = gradient.iter().map(|g| -g).collect();
    for i in 0..n {
        let dot: f64 = lower[i * n..i * n + i].iter().zip(&step).map(|(a, b)| a * b).sum();
        step[i] = (step[i] - dot) / lower[i * n + i];
    }
    for i in (0..n).rev() {
        step[i] /= lower[i * n + i];
        let own = step[i];
        for (to, from) in step[..i].iter_mut().zip(&lower[i * n..i * n + i]) {
            *to -= from * own;
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::super::instance::bench_instance;
    use super::super::look::Look;
    use super::super::simplex::{End, Simplex, scales};
    use super::*;

    #[test]
    fn smoothed_steps_end_near_the_best_prices_and_never_on_a_side_without_a_limit() {
        let problem = bench_instance(800, 6, 30, 1);
        let grid = &problem.grid;
        let order: Vec<u32> = (0..800).collect();
        let prices = descend(grid, &scales(grid), &order, 800, &mut Stop::Iterations(1_000));
        let mut simplex = Simplex::new(grid, scales(grid), 1);
        assert_eq!(simplex.run(f64::NEG_INFINITY, &mut Stop::Iterations(100_000)), End::Optimal);
        let (found, best) = (Look::new(grid, &prices).bound, simplex.certified());
        assert!(found < 1.005 * best, "{found} {best}");
        for (limit, price) in problem.limits().iter().zip(&prices) {
            assert!(*price >= 0.0 || limit.min.is_some(), "{limit:?} {price}");
        }
    }
}

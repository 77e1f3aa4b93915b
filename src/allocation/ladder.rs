//! Best prices for very many travellers: first for a sample with limits in proportion, then for larger ones.
//!
//! The basis found on a sample is nearly best for the whole too. The last rung moves only the rows near the margin
//! and keeps the others at their best cell. Invariant: the sample depends on the seed only; a bound is certified for
//! the whole, whatever the prices came from.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::answer::PriceRange;
use super::explain::ranges;
use super::grid::{Grid, index32};
use super::problem::Problem;
use super::repair::Draft;
use super::simplex::{Basis, End, Simplex};
use super::stop::Stop;

/// Below this size the direct way is as fast.
const DIRECT: usize = 2500;
/// Rows of the first sample.
const FIRST: usize = 1000;
/// Each rung is so many times larger than the one before.
const STEP: usize = 5;
/// The largest sample.
const LARGEST: usize = 25_000;
/// Of more rows than in the largest sample one in so many takes part in the last rung.
const NEAR: usize = 12;

/// Where the climb ended.
pub(super) struct Top {
    pub(super) prices: Vec<f64>,
    /// A rounding of the linear solution, for all rows.
    pub(super) start: Vec<u32>,
    pub(super) ranges: BTreeMap<String, PriceRange>,
    pub(super) end: End,
}

/// A sample: which rows, where their cells stand in the whole, and the basis found, in terms of rows and cells here.
struct Rung {
    rows: Vec<u32>,
    cells: Vec<u32>,
    basis: Basis,
}

/// Solves the linear problem; for large ones by way of samples, and then for the rows near the margin.
pub(super) fn climb(problem: &Problem, scale: &[f64], seed: u64, stop: &mut Stop<'_>) -> Top {
    let grid = &problem.grid;
    let rows = grid.rows();
    let mut last: Option<(Rung, Vec<f64>)> = None;
    if rows > DIRECT {
        let mut order: Vec<u32> = (0..index32(rows)).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let mut size = FIRST;
        while size * 2 < rows && size <= LARGEST {
            last = sample(grid, scale, seed, &order[..size], last, stop);
            size *= STEP;
        }
    }
    if let Some((rung, prices)) = &last
        && let Some(top) = near_margin(problem, scale, seed, rung, prices, stop)
    {
        return top;
    }
    let mut simplex = Simplex::new(grid, scale.to_vec(), seed);
    let end = simplex.run(f64::NEG_INFINITY, stop);
    top_of(problem, &mut simplex, end)
}

fn top_of(problem: &Problem, simplex: &mut Simplex<'_>, end: End) -> Top {
    let start = simplex.rounded();
    let prices = simplex.prices.clone();
    let ranges = if end == End::Optimal { ranges(problem, simplex, &prices) } else { BTreeMap::new() };
    Top { prices, start, ranges, end }
}

/// Solves for the rows nearest to the margin at the sample's prices, the others keep their best cell. `None` if that
/// leaves no plan.
fn near_margin(
    problem: &Problem,
    scale: &[f64],
    seed: u64,
    rung: &Rung,
    prices: &[f64],
    stop: &mut Stop<'_>,
) -> Option<Top> {
    let grid = &problem.grid;
    let first = grid.first[..grid.rows()].to_vec();
    let mut draft = Draft::new(grid, scale, prices, first);
    draft.take_best();
    let mut order = draft.by_margin();
    order.truncate(if grid.rows() <= LARGEST { grid.rows() } else { (grid.rows() / NEAR).max(LARGEST / 4) });
    order.extend(rung.basis.shared().map(|row| rung.rows[row as usize]));
    order.sort_unstable();
    order.dedup();
    let mut fixed = draft.used.clone();
    for &row in &order {
        grid.add_uses(draft.plan[row as usize] as usize, -1, &mut fixed);
    }
    let (part, cells) = grid.part(&order, &fixed, |_, _| true);
    let mut simplex = Simplex::new(&part, scale.to_vec(), seed);
    lift(&mut simplex, &part, grid, &order, rung);
    let end = simplex.run(f64::NEG_INFINITY, stop);
    if matches!(end, End::Infeasible(_)) {
        return None;
    }
    let mut top = top_of(problem, &mut simplex, end);
    let mut start = draft.plan;
    for (&row, &cell) in order.iter().zip(&top.start) {
        start[row as usize] = cells[cell as usize];
    }
    top.start = start;
    Some(top)
}

/// Takes over a rung's basis; `part` holds these `rows` of the grid, all basic rows of the rung among them.
fn lift(simplex: &mut Simplex<'_>, part: &Grid, grid: &Grid, rows: &[u32], rung: &Rung) {
    simplex.lift(&rung.basis, |row, cell| {
        let whole = rung.rows[row as usize];
        let here = rows.partition_point(|r| *r < whole);
        let offset = rung.cells[cell as usize] - grid.first[whole as usize];
        (index32(here), part.first[here] + offset)
    });
}

/// Solves one sample, starting from the one before; `None` if it teaches nothing (it may have no plan by chance).
fn sample(
    grid: &Grid,
    scale: &[f64],
    seed: u64,
    chosen: &[u32],
    last: Option<(Rung, Vec<f64>)>,
    stop: &mut Stop<'_>,
) -> Option<(Rung, Vec<f64>)> {
    let mut rows = chosen.to_vec();
    rows.sort_unstable();
    let (mut part, cells) = grid.part(&rows, &vec![0; grid.limits()], |_, _| true);
    let share = |amount: i64| {
        let share = i128::from(amount) * rows.len() as i128 / grid.rows() as i128;
        i64::try_from(share).unwrap_or(amount)
    };
    part.lo.iter_mut().chain(&mut part.hi).for_each(|bound| *bound = share(*bound));
    let mut simplex = Simplex::new(&part, scale.to_vec(), seed);
    if let Some((rung, _)) = last {
        lift(&mut simplex, &part, grid, &rows, &rung);
    }
    match simplex.run(f64::NEG_INFINITY, stop) {
        End::Infeasible(_) => None,
        _ => Some((Rung { basis: simplex.basis.clone(), rows, cells }, simplex.prices.clone())),
    }
}

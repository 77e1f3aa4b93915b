//! Best prices for very many travellers: first for a sample with limits in proportion, then for larger ones, at last
//! for the whole.
//!
//! Above the first sample only travellers near the margin, and their options near the best, take part (sifting); a
//! look at everybody then says who else must. Invariant: the sample depends on the seed only; the bound is certified
//! for the whole, whatever the prices came from.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::answer::PriceRange;
use super::bound::pattern_prices;
use super::explain::ranges;
use super::grid::{Grid, index32};
use super::look::Look;
use super::problem::Problem;
use super::simplex::{Basis, Column, End, Simplex};
use super::smooth::descend;
use super::stop::Stop;

/// Below this size the direct way is as fast.
const DIRECT: usize = 1500;
/// Rows whose rounded bound is descended on at most.
const MOST_SMOOTH: usize = 128_000;
/// Rows near the margin that take part, by limit.
const NEAR_EACH: usize = 20;
/// The least of them.
const NEAR: usize = 600;
/// When so many take part, the prices at hand must do.
const MOST_NEAR: usize = 40_000;
/// Most looks at the whole on a rung.
const LOOKS: usize = 8;
/// A difference between bound and linear solution that is none, in shares.
const CLOSED: f64 = 2e-7;

/// Where the climb ended.
pub(super) struct Top {
    pub(super) prices: Vec<f64>,
    /// A plan near the linear solution, for all rows; it may break limits.
    pub(super) start: Vec<u32>,
    pub(super) ranges: BTreeMap<String, PriceRange>,
    pub(super) end: End,
}

/// A basis, and where the rows and cells it speaks of stand in the whole.
struct Rung {
    rows: Vec<u32>,
    cells: Vec<u32>,
    basis: Basis,
}

impl Rung {
    /// The basis of no rows at all: every price 0.
    fn nobody(grid: &Grid, scale: &[f64], seed: u64) -> Self {
        let nobody = grid.part(&[], &vec![0; grid.limits()], |_, _| true).0;
        Self { basis: Simplex::new(&nobody, scale.to_vec(), seed).basis, rows: Vec::new(), cells: Vec::new() }
    }
}

/// Solves the linear problem; for large ones by way of samples, and then for the rows near the margin.
pub(super) fn climb(problem: &Problem, scale: &[f64], seed: u64, stop: &mut Stop<'_>) -> Top {
    let grid = &problem.grid;
    let rows = grid.rows();
    if rows > DIRECT {
        let mut order: Vec<u32> = (0..index32(rows)).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let prices = descend(grid, scale, &order, MOST_SMOOTH, stop);
        if let Some(top) = sift(problem, scale, seed, prices, stop) {
            return top;
        }
    }
    let mut simplex = Simplex::new(grid, scale.to_vec(), seed);
    let end = simplex.run(f64::NEG_INFINITY, stop);
    top_of(problem, &mut simplex, end)
}

/// The same where good prices are known: only those near the margin at these prices take part from the start.
pub(super) fn again(problem: &Problem, scale: &[f64], seed: u64, prices: Vec<f64>, stop: &mut Stop<'_>) -> Top {
    let known = problem.grid.rows() > DIRECT && prices.iter().any(|price| *price != 0.0);
    let top = if known { sift(problem, scale, seed, prices, stop) } else { None };
    top.unwrap_or_else(|| climb(problem, scale, seed, stop))
}

fn top_of(problem: &Problem, simplex: &mut Simplex<'_>, end: End) -> Top {
    let prices = simplex.prices.clone();
    let optimal = end == End::Optimal;
    let ranges = if optimal { ranges(problem, simplex, &prices) } else { BTreeMap::new() };
    let start = simplex.rounded();
    Top { prices, start, ranges, end }
}

/// The rows and cells near the margin, with what limits leave to them.
struct Near {
    grid: Grid,
    rows: Vec<u32>,
    cells: Vec<u32>,
    fixed_value: u64,
}

impl Near {
    /// The `count` rows nearest to the margin and the basic ones; all others keep their best cell.
    fn new(grid: &Grid, look: &Look, prices: &[f64], rung: &Rung, count: usize) -> Self {
        let mut rows = look.nearest(count);
        let room = rows.last().map_or(0.0, |&row| look.margin[row as usize]);
        rows.extend(rung.basis.shared().map(|row| rung.rows[row as usize]));
        rows.sort_unstable();
        rows.dedup();
        let mut basic: Vec<u32> = Vec::new();
        for column in &rung.basis.columns {
            if let Column::Cell { row, cell } = *column {
                basic.extend([cell, rung.basis.key[row as usize]].map(|cell| rung.cells[cell as usize]));
            }
        }
        basic.sort_unstable();
        let mut fixed = grid.used(&look.best);
        let mut fixed_value = grid.worth(&look.best);
        for &row in &rows {
            let best = look.best[row as usize] as usize;
            grid.add_uses(best, -1, &mut fixed);
            fixed_value -= u64::from(grid.value[best]);
        }
        let cost = pattern_prices(grid, prices);
        let worth = |cell: usize| f64::from(grid.value[cell]) - cost[grid.pattern[cell] as usize];
        let keep = |row: u32, cell: usize| {
            let lead = worth(look.best[row as usize] as usize);
            lead - worth(cell) <= room || basic.binary_search(&index32(cell)).is_ok()
        };
        let (part, cells) = grid.part(&rows, &fixed, keep);
        Self { grid: part, rows, cells, fixed_value }
    }
}

/// Solves for what is near the margin, looks at the whole at the new prices, and so on until no more is found. Prices
/// that prove a worse bound are dropped again, and more may move. `None` if the whole has no plan, not even one with
/// shares.
fn sift(problem: &Problem, scale: &[f64], seed: u64, prices: Vec<f64>, stop: &mut Stop<'_>) -> Option<Top> {
    let grid = &problem.grid;
    let mut prices = prices;
    let mut rung = Rung::nobody(grid, scale, seed);
    let mut count = NEAR.max(NEAR_EACH * grid.limits());
    let mut look = Look::new(grid, &prices);
    let mut last = End::Cut;
    for _ in 0..LOOKS {
        let near = Near::new(grid, &look, &prices, &rung, count);
        let mut simplex = Simplex::new(&near.grid, scale.to_vec(), seed);
        lift(&mut simplex, &near.grid, &near.rows, &near.cells, &rung);
        let end = simplex.run(f64::NEG_INFINITY, stop);
        let whole = near.rows.len() == grid.rows();
        if matches!(end, End::Infeasible(_)) {
            // Those far from the margin take too much or too little.
            if whole {
                return None;
            } else if count > MOST_NEAR {
                break;
            }
            count *= 3;
            continue;
        }
        let next = Look::new(grid, &simplex.prices);
        if end != End::Optimal {
            // Half-way prices may prove less than those they came from.
            last = end;
            if next.bound < look.bound {
                (prices, look) = (simplex.prices, next);
            }
            break;
        }
        let solved = near.fixed_value as f64 + simplex.objective();
        if next.bound - solved <= CLOSED * next.bound {
            let mut top = top_of(problem, &mut simplex, end);
            let rounded = std::mem::replace(&mut top.start, look.best);
            for (&row, cell) in near.rows.iter().zip(rounded) {
                top.start[row as usize] = near.cells[cell as usize];
            }
            if look.bound < next.bound {
                top.prices = prices;
            }
            return Some(top);
        }
        if next.bound < look.bound {
            prices.clone_from(&simplex.prices);
            rung = Rung { basis: simplex.basis, rows: near.rows, cells: near.cells };
            look = next;
            count += count / 2;
        } else if count > MOST_NEAR {
            break;
        } else {
            count *= 3;
        }
    }
    Some(Top { prices, start: look.best, ranges: BTreeMap::new(), end: last })
}

/// Takes over a rung's basis; `part` holds these `rows` and `cells` of the whole, all basic ones among them.
fn lift(simplex: &mut Simplex<'_>, part: &Grid, rows: &[u32], cells: &[u32], rung: &Rung) {
    debug_assert_eq!(part.rows(), rows.len());
    simplex.lift(&rung.basis, |row, cell| {
        let (row, cell) = (rung.rows[row as usize], rung.cells[cell as usize]);
        (index32(rows.partition_point(|r| *r < row)), index32(cells.partition_point(|c| *c < cell)))
    });
}

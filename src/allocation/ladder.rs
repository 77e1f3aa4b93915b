//! Best prices for very many travellers: first for a sample with limits in proportion, then for larger ones.
//!
//! The basis found on a sample is a basis of the larger problem too, and a nearly best one, so each rung takes few
//! steps. Invariant: the sample depends on the seed only; what a rung proves, it proves for the full problem alone.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::grid::{Grid, index32};
use super::simplex::{Basis, End, Simplex};
use super::stop::Stop;

/// Below this size the direct way is as fast.
const DIRECT: usize = 2500;
/// Rows of the first sample.
const FIRST: usize = 1000;
/// Each rung is so many times larger than the one before.
const STEP: usize = 6;

/// From this size on the last rung takes only so many steps: its prices are good enough long before they are best.
const PATIENT: usize = 20_000;
const LAST_STEPS: u64 = 300;

/// A sample: which rows, and the basis found on it in terms of its own rows and cells.
struct Rung {
    rows: Vec<u32>,
    cells: Vec<u32>,
    basis: Basis,
}

/// Solves the linear problem; for large ones by way of samples, and then only nearly (`End::Cut`).
pub(super) fn climb<'g>(grid: &'g Grid, scale: &[f64], seed: u64, stop: &mut Stop<'_>) -> (Simplex<'g>, End) {
    let rows = grid.rows();
    let mut last: Option<Rung> = None;
    if rows > DIRECT {
        let mut order: Vec<u32> = (0..index32(rows)).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let mut size = FIRST;
        while size * 2 < rows {
            last = sample(grid, scale, seed, &order[..size], last, stop);
            size *= STEP;
        }
    }
    let mut simplex = Simplex::new(grid, scale.to_vec(), seed);
    if let Some(rung) = last {
        simplex.lift(&rung.basis, &rung.rows, &rung.cells);
        if rows > PATIENT {
            simplex.patience = LAST_STEPS;
        }
    }
    let end = simplex.run(f64::NEG_INFINITY, stop);
    (simplex, end)
}

/// Solves one sample, starting from the one before; `None` if it teaches nothing (it may have no plan by chance).
fn sample(
    grid: &Grid,
    scale: &[f64],
    seed: u64,
    chosen: &[u32],
    last: Option<Rung>,
    stop: &mut Stop<'_>,
) -> Option<Rung> {
    let mut rows = chosen.to_vec();
    rows.sort_unstable();
    let (mut part, cells) = grid.part(&rows, &vec![0; grid.limits()], |_, _| true);
    let share = |amount: i64| {
        let share = i128::from(amount) * rows.len() as i128 / grid.rows() as i128;
        i64::try_from(share).unwrap_or(amount)
    };
    part.lo.iter_mut().chain(&mut part.hi).for_each(|bound| *bound = share(*bound));
    let mut simplex = Simplex::new(&part, scale.to_vec(), seed);
    if let Some(last) = last {
        // Where the rows and cells of the smaller sample stand in this one.
        let place: Vec<u32> = last.rows.iter().map(|row| index32(rows.partition_point(|r| r < row))).collect();
        let mut moved = vec![0; last.cells.len()];
        let mut cell = 0;
        for (&row, &to) in last.rows.iter().zip(&place) {
            for (offset, _) in grid.cells(row as usize).enumerate() {
                moved[cell] = part.first[to as usize] + index32(offset);
                cell += 1;
            }
        }
        simplex.lift(&last.basis, &place, &moved);
    }
    match simplex.run(f64::NEG_INFINITY, stop) {
        End::Infeasible(_) => None,
        _ => Some(Rung { basis: simplex.basis.clone(), rows, cells }),
    }
}

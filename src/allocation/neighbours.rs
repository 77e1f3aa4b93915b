//! Better plans nearby: a few undecided travellers at a time are chosen anew together, by branch and bound.
//!
//! Who takes part is drawn by the seed among those nearest to the margin: now from all of them, now from those who
//! share a limit or a few (a station's staff minutes), who can make room for each other. How many, by what could be
//! settled before. Invariant: the plan only ever gets better.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::branch::{Task, search};
use super::core::Core;
use super::grid::Grid;
use super::problem::Problem;
use super::prove::is_done;
use super::repair::near_or_off;
use super::simplex::scales;
use super::solve::State;
use super::stop::Stop;

/// Travellers who may be drawn, by limit.
const POOL_EACH: usize = 6;
/// Travellers of the first draw.
const FIRST: f64 = 40.0;
/// Growth of a draw that was settled, and of one that was not.
const GROWTH: [f64; 2] = [1.02, 0.95];
/// Nodes spent on a draw.
const NODES: u64 = 100;
/// Limits at most whose travellers are drawn together.
const TOGETHER: usize = 3;

/// Draws until `patience` draws in a row led to nothing better, or `stop`.
pub(super) fn neighbours(problem: &Problem, state: &mut State, patience: u32, seed: u64, stop: &mut Stop<'_>) {
    let grid = &problem.grid;
    let Some(plan) = &state.plan else { return };
    let mut pool = near_or_off(&state.look, plan, POOL_EACH * grid.limits());
    let room = pool.last().map_or(0.0, |&row| state.look.margin[row as usize]);
    let mut sharing = sharing(grid, &pool);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    // By the number of limits that the drawn share; 0 where they are drawn from all.
    let mut sizes = [FIRST; TOGETHER + 1];
    let mut failed = 0;
    while failed < patience && state.plan.is_some() && !is_done(problem, state) {
        if stop.now() {
            state.stopped = true;
            return;
        }
        let limits = rng.random_range(0..=TOGETHER).min(sharing.len());
        let size = &mut sizes[limits];
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = (*size as usize).min(pool.len()); // at least 1, far below 2^53
        let mut rows = match limits {
            0 => pool.partial_shuffle(&mut rng, count).0.to_vec(),
            _ => drawn(&mut sharing, limits, count, &mut rng),
        };
        rows.sort_unstable();
        rows.dedup();
        let core = Core::of(grid, state, rows, room, false);
        let beat = core.beat(state, state.value);
        let scale = scales(&core.grid);
        let found = search(&Task { grid: &core.grid, scale: &scale, seed, beat, nodes: NODES }, None, stop);
        failed = if found.plan.is_some_and(|plan| core.put_back(grid, &plan, state)) { 0 } else { failed + 1 };
        state.stopped |= found.stopped;
        *size = (*size * if found.complete { GROWTH[0] } else { GROWTH[1] }).clamp(4.0, pool.len().max(4) as f64);
    }
}

/// The rows that touch each limit, for limits that several of `pool` touch, and fewer than half.
fn sharing(grid: &Grid, pool: &[u32]) -> Vec<Vec<u32>> {
    let mut sharing: Vec<Vec<u32>> = vec![Vec::new(); grid.limits()];
    for &row in pool {
        for &(limit, _) in grid.cells(row as usize).flat_map(|cell| grid.uses(cell)) {
            let rows: &mut Vec<u32> = &mut sharing[limit as usize];
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
    }
    sharing.retain(|rows| rows.len() > 1 && 2 * rows.len() < pool.len());
    sharing
}

/// About `count` rows that share one of so many limits, the same number of each.
fn drawn(sharing: &mut [Vec<u32>], limits: usize, count: usize, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let share = count.div_ceil(limits);
    let (chosen, _) = sharing.partial_shuffle(rng, limits);
    chosen
        .iter_mut()
        .flat_map(|rows| {
            let most = share.min(rows.len());
            rows.partial_shuffle(rng, most).0.to_vec()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::instance::bench_instance;
    use super::*;

    #[test]
    fn travellers_of_a_few_stations_are_drawn_together() {
        // Money and four stocks that everybody may use, and five stations.
        let problem = bench_instance(60, 4, 10, 1);
        let rows: Vec<u32> = (0..60).collect();
        let mut sharing = sharing(&problem.grid, &rows);
        assert_eq!((sharing.len(), sharing.iter().map(Vec::len).sum::<usize>()), (5, 60));
        let stations = sharing.clone();
        let drawn = drawn(&mut sharing, 2, 8, &mut ChaCha8Rng::seed_from_u64(1));
        let of: Vec<usize> = drawn.iter().map(|row| stations.iter().position(|s| s.contains(row)).unwrap()).collect();
        assert_eq!(drawn.len(), 8);
        assert!(of[..4].iter().all(|s| *s == of[0]) && of[4..].iter().all(|s| *s == of[4]) && of[0] != of[4], "{of:?}");
    }
}

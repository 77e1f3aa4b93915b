//! Better plans nearby: a few undecided travellers at a time are chosen anew together, by branch and bound.
//!
//! Who takes part is drawn by the seed among those nearest to the margin; how many, by what could be settled before.
//! Invariant: the plan only ever gets better.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::branch::{Task, search};
use super::core::Core;
use super::problem::Problem;
use super::prove::is_done;
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
const NODES: u64 = 60;

/// Draws until `patience` draws in a row led to nothing better, or `stop`.
pub(super) fn neighbours(problem: &Problem, state: &mut State, patience: u32, seed: u64, stop: &mut Stop<'_>) {
    let grid = &problem.grid;
    let mut pool = state.look.nearest(POOL_EACH * grid.limits());
    let room = pool.last().map_or(0.0, |&row| state.look.margin[row as usize]);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut size, mut failed) = (FIRST, 0);
    while failed < patience && state.plan.is_some() && !is_done(problem, state) {
        if stop.now() {
            state.stopped = true;
            return;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = (size as usize).min(pool.len()); // at least 1, far below 2^53
        let (drawn, _) = pool.partial_shuffle(&mut rng, count);
        let mut rows = drawn.to_vec();
        rows.sort_unstable();
        let core = Core::of(grid, state, rows, room, false);
        let beat = core.beat(state, state.value);
        let scale = scales(&core.grid);
        let found = search(&Task { grid: &core.grid, scale: &scale, seed, beat, nodes: NODES }, None, stop);
        failed = if found.plan.is_some_and(|plan| core.put_back(grid, &plan, state)) { 0 } else { failed + 1 };
        state.stopped |= found.stopped;
        size = (size * if found.complete { GROWTH[0] } else { GROWTH[1] }).max(4.0);
    }
}

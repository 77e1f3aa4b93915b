//! Exact steps: search the rows near the margin for a better plan, prove the bound lower, until both meet.
//!
//! Each round asks for a plan that closes a given share of the gap. A high aim leaves few cells that matter, so the
//! answer, yes or no, comes fast; "no" over the whole core lowers the bound. Invariant: `upper` stays proven.

use super::branch::{Task, search};
use super::core::Core;
use super::cuts::strengthen;
use super::merge::merge;
use super::neighbours::neighbours;
use super::problem::Problem;
use super::repair::{Draft, Effort, PRESSURE};
use super::simplex::scales;
use super::solve::State;
use super::stop::Stop;

/// Shares of the gap that rounds aim at, one after another when the aim before was too high.
const AIMS: [f64; 4] = [0.6, 0.3, 0.1, 0.0];
/// Rows of the cores, while the whole is larger.
const SIZES: [usize; 4] = [100, 200, 400, 800];
/// Up to so many rows the search goes on until it has its proof.
const EXACT_ROWS: usize = 200;
/// Up to so many it is found as soon without walks.
const WALKED_ROWS: usize = 40;
/// Above so many rows walks find more than the search of a core does.
const SEARCHED_ROWS: usize = 3000;
/// Moves a row of the first walks and of all others.
const MOVES: [u64; 3] = [300, 1000, 3000];
/// Walks of a problem that is too large for a proof, and of one that is not.
const WALKS: [usize; 2] = [32, MOVES.len()];
/// Rows that take part in them, by limit.
const WALKERS_EACH: usize = 30;
/// A walk's pressure after one that never kept all limits, and after one that did, in shares of the last.
const MORE: f64 = 1.5;
const LESS: f64 = 0.83;
/// It stays in this range.
const PRESSURES: [f64; 2] = [1.2, 20.0];
/// Draws of neighbours without success before the next walk.
const PATIENCE: u32 = 60;
/// Nodes spent on a core.
const CORE_NODES: u64 = 250;
/// A gap this small of a large problem is worth no more search.
const GOOD: f64 = 1e-5;

/// Works on the gap until it is closed, the effort is spent, or `stop`.
pub(super) fn prove(problem: &Problem, state: &mut State, seed: u64, stop: &mut Stop<'_>) {
    let rows = problem.travellers();
    if rows > WALKED_ROWS {
        walk(problem, state, seed, stop);
    }
    if rows > SEARCHED_ROWS {
        return;
    }
    for (aim, size) in AIMS.into_iter().zip(SIZES) {
        let mut tries = 0;
        while round(problem, state, aim, size, seed, stop) && tries < 6 {
            tries += 1;
        }
        if is_done(problem, state) {
            return;
        }
    }
}

/// Walks from the best plan; what a walk ends at is made better by searches of a few travellers at a time.
fn walk(problem: &Problem, state: &mut State, seed: u64, stop: &mut Stop<'_>) {
    let grid = &problem.grid;
    let scale = scales(grid);
    let is_large = problem.travellers() > EXACT_ROWS;
    let mut pressure = PRESSURE;
    for number in 0..WALKS[usize::from(!is_large)] {
        if is_done(problem, state) {
            return;
        }
        let Some(best) = state.plan.clone() else { return };
        let draft = Draft::new(grid, &scale, &state.prices, best);
        let seed = seed.wrapping_add(number as u64 + 1);
        let effort = Effort { each: WALKERS_EACH, moves: MOVES[number.min(MOVES.len() - 1)], pressure };
        let found = draft.anneal(&state.look, &state.prices, &problem.gift, effort, seed, stop);
        let keeps_limits = found.as_ref().is_some_and(|(_, is_kept)| *is_kept);
        pressure = (pressure * if keeps_limits { LESS } else { MORE }).clamp(PRESSURES[0], PRESSURES[1]);
        if let Some((found, _)) = found {
            let best = (state.value, Some(draft.plan));
            (state.value, state.plan) = (found.worth(), Some(found.plan));
            if is_large && keeps_limits {
                neighbours(problem, state, PATIENCE, seed, stop);
            }
            if state.value < best.0 {
                (state.value, state.plan) = best;
            }
        }
        state.stopped |= stop.now();
    }
}

/// Whether nothing is left to do, or nothing worth it.
pub(super) fn is_done(problem: &Problem, state: &State) -> bool {
    let gap = state.upper.saturating_sub(state.value) as f64;
    let good = problem.travellers() > EXACT_ROWS && gap <= GOOD * state.upper as f64;
    state.stopped || state.impossible || (state.plan.is_some() && (gap == 0.0 || good))
}

/// One search. True if it found a better plan, so that the same aim may be met again.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn round(problem: &Problem, state: &mut State, aim: f64, size: usize, seed: u64, stop: &mut Stop<'_>) -> bool {
    if is_done(problem, state) {
        return false;
    }
    let grid = &problem.grid;
    // A share of a gap below 2^53, at least 0: the casts are exact enough and in range.
    let target = state.value + (aim * state.upper.saturating_sub(state.value) as f64) as u64;
    let core = Core::new(grid, state, target, size);
    let exact = core.is_whole && core.rows.len() <= EXACT_ROWS;
    let nodes = if exact && aim == 0.0 { u64::MAX } else { CORE_NODES };
    let merged = exact.then(|| merge(&core.grid, core.beat(state, target), seed, stop));
    let strong = match &merged {
        Some(merged) => strengthen(&merged.grid, seed, stop),
        None => core.grid.clone(),
    };
    let beat = core.beat(state, target);
    let found = search(&Task { grid: &strong, scale: &scales(&strong), seed, beat, nodes }, None, stop);
    if core.is_whole {
        // A plan worth more than the target would lie in the core; a settled core without one proves the target, even
        // where the rows outside are worth more than it by themselves.
        let none = found.complete && found.plan.is_none();
        let upper = if none { target } else { found.upper.saturating_add(core.fixed_value).max(target) };
        state.impossible = none && state.plan.is_none();
        state.upper = state.upper.min(upper.max(state.value));
    }
    let better = found.plan.is_some_and(|plan| {
        let plan = merged.map_or(plan.clone(), |merged| merged.plan(&plan));
        core.put_back(grid, &plan, state)
    });
    state.upper = state.upper.max(state.value);
    state.stopped |= found.stopped;
    better
}

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
use super::repair::Draft;
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
/// Moves a row of the walks; each starts hot, so that many are tries of their own.
const EFFORTS: [u64; 14] = [300, 1000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000];
/// Rows that take part in them, by limit.
const WALKERS_EACH: usize = 30;
/// Draws of neighbours without success before the next walk.
const PATIENCE: u32 = 80;
/// Nodes spent on a core.
const CORE_NODES: u64 = 250;
/// A gap this small of a large problem is worth no more search.
const GOOD: f64 = 2e-5;

/// Works on the gap until it is closed, the effort is spent, or `stop`.
pub(super) fn prove(problem: &Problem, state: &mut State, seed: u64, stop: &mut Stop<'_>) {
    let rows = problem.travellers();
    if rows > WALKED_ROWS {
        let efforts = if rows > EXACT_ROWS { &EFFORTS[..] } else { &EFFORTS[..3] };
        walk(problem, state, efforts, seed, stop);
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

/// Walks, for middling problems in turn with searches of a few travellers at a time.
fn walk(problem: &Problem, state: &mut State, efforts: &[u64], seed: u64, stop: &mut Stop<'_>) {
    let scale = scales(&problem.grid);
    for (number, effort) in (1..).zip(efforts.iter().copied()) {
        if is_done(problem, state) {
            return;
        }
        let Some(plan) = &state.plan else { return };
        let mut draft = Draft::new(&problem.grid, &scale, &state.prices, plan.clone());
        if draft.anneal(
            &state.look,
            &state.prices,
            &problem.gift,
            (WALKERS_EACH, effort),
            seed.wrapping_add(number),
            stop,
        ) {
            state.value = draft.worth();
            state.plan = Some(draft.plan);
        }
        if problem.travellers() <= SEARCHED_ROWS && number > 1 {
            neighbours(problem, state, PATIENCE, seed.wrapping_add(number), stop);
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

//! The way from a problem to an answer: best prices, certified bound, plan, proof, reasons.
//!
//! Invariant: what leaves here keeps every limit, quota and required traveller, or says `infeasible` and why.

use super::answer::{Answer, Status};
use super::bound::{certified, floor};
use super::branch::{Task, search};
use super::core::Core;
use super::cuts::strengthen;
use super::explain;
use super::infeasible;
use super::ladder::climb;
use super::problem::Problem;
use super::repair::Draft;
use super::simplex::{End, scales};
use super::stop::Stop;

/// Rows in the first core.
const FIRST_CORE: usize = 50;
/// Cores do not grow beyond this.
const LAST_CORE: usize = 800;
/// Up to so many rows the search goes on until it has its proof.
const EXACT_ROWS: usize = 200;
/// Nodes spent on a core.
const CORE_NODES: u64 = 400;

/// What is known of a problem while it is being solved.
pub(super) struct State {
    /// The best plan so far.
    pub(super) plan: Option<Vec<u32>>,
    /// Its value.
    pub(super) value: u64,
    /// Proven upper bound.
    pub(super) upper: u64,
    /// The same before it was rounded down.
    pub(super) exact_upper: f64,
    /// Clean prices that prove a bound.
    pub(super) prices: Vec<f64>,
    /// Proven that there is no plan.
    pub(super) impossible: bool,
    /// Whether the rule stopped the search.
    pub(super) stopped: bool,
}

/// The best plan that can be found and proven before `stop`. Same problem, seed and iteration limit: same answer.
pub fn solve(problem: &Problem, stop: &mut Stop<'_>, seed: u64) -> Answer {
    let grid = &problem.grid;
    if let Some(clash) = infeasible::obvious(problem) {
        return infeasible::answer(clash, seed);
    }
    let scale = scales(grid);
    let (mut simplex, end) = climb(grid, &scale, seed, stop);
    if let End::Infeasible(ray) = &end
        && let Some(clash) = infeasible::proven_by(problem, ray)
    {
        return infeasible::answer(clash, seed);
    }
    let prices = explain::clean(problem, &simplex.prices);
    let exact_upper = certified(grid, &prices, true, &[]);
    let mut state = State {
        plan: None,
        value: 0,
        impossible: false,
        upper: floor(exact_upper),
        exact_upper,
        stopped: end == End::Stopped,
        prices,
    };
    let mut draft = Draft::new(grid, &scale, &state.prices, simplex.rounded());
    if draft.improve() {
        state.value = draft.worth();
        state.plan = Some(draft.plan);
    }
    if !state.stopped {
        prove(problem, &mut state, seed, stop);
    }
    let Some(plan) = &state.plan else {
        return infeasible::answer(infeasible::not_found(problem, state.impossible), seed);
    };
    let status = match state.value == state.upper {
        true => Status::Optimal,
        false if state.stopped => Status::TimeLimit,
        false => Status::WithinGap,
    };
    explain::answer(problem, plan, &state, status, seed)
}

/// Exact steps on a growing core of rows near the margin, then on all that can still matter.
fn prove(problem: &Problem, state: &mut State, seed: u64, stop: &mut Stop<'_>) {
    let grid = &problem.grid;
    let mut size = FIRST_CORE;
    loop {
        if state.plan.is_some() && state.value == state.upper {
            return;
        }
        let core = Core::new(grid, state, size);
        let whole = core.is_whole;
        let rows = core.rows.len();
        let nodes = if whole && rows <= EXACT_ROWS { u64::MAX } else { CORE_NODES };
        let strong = if rows <= EXACT_ROWS { strengthen(&core.grid, seed, stop) } else { core.grid.clone() };
        let task = Task { grid: &strong, scale: &scales(&strong), seed, beat: core.beat(state), nodes };
        let found = search(&task, None, stop);
        if let Some(plan) = found.plan {
            core.put_back(grid, &plan, state);
        }
        if whole {
            let upper = if found.upper == u64::MAX { u64::MAX } else { found.upper.saturating_add(core.fixed_value) };
            state.upper = state.upper.min(upper.max(state.value));
            if found.complete && state.plan.is_none() {
                state.impossible = true;
            }
        }
        state.stopped |= found.stopped;
        if whole || found.stopped || size > LAST_CORE {
            return;
        }
        size *= 2;
    }
}

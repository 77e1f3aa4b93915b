//! The way from a problem to an answer: best prices, certified bound, plan, proof, reasons.
//!
//! Invariant: what leaves here keeps every limit, quota and required traveller, or says `infeasible` and why.

use std::collections::BTreeMap;

use super::answer::{Answer, PriceRange, Status};
use super::bound::floor;
use super::explain;
use super::infeasible;
use super::ladder::{Top, again, climb};
use super::look::Look;
use super::problem::Problem;
use super::prove::prove;
use super::repair::Draft;
use super::simplex::{End, scales};
use super::stop::Stop;
use super::what_if::Known;

/// What is known of a problem while it is being solved.
pub(super) struct State {
    /// The best plan so far.
    pub(super) plan: Option<Vec<u32>>,
    /// Its value.
    pub(super) value: u64,
    /// Proven upper bound.
    pub(super) upper: u64,
    /// What the prices prove, before it was rounded down.
    pub(super) exact_upper: f64,
    /// Clean prices that prove a bound.
    pub(super) prices: Vec<f64>,
    /// Everybody at these prices.
    pub(super) look: Look,
    /// Where each price holds.
    pub(super) ranges: BTreeMap<String, PriceRange>,
    /// Proven that there is no plan.
    pub(super) impossible: bool,
    /// Whether the rule stopped the search.
    pub(super) stopped: bool,
}

impl State {
    fn new(problem: &Problem, prices: &[f64]) -> Self {
        let prices = explain::clean(problem, prices);
        let look = Look::new(&problem.grid, &prices);
        let exact_upper = look.bound;
        Self {
            plan: None,
            value: 0,
            upper: floor(exact_upper),
            exact_upper,
            prices,
            look,
            ranges: BTreeMap::new(),
            impossible: false,
            stopped: false,
        }
    }
}

/// The best plan that can be found and proven before `stop`. Same problem, seed and iteration limit: same answer.
pub fn solve(problem: &Problem, stop: &mut Stop<'_>, seed: u64) -> Answer {
    if let Some(clash) = infeasible::obvious(problem) {
        return infeasible::answer(problem, clash, seed);
    }
    let scale = scales(&problem.grid);
    let top = climb(problem, &scale, seed, stop);
    from_top(problem, &scale, top, None, stop, seed)
}

/// From where the climb ended, and a plan that may serve, to an answer.
fn from_top(
    problem: &Problem,
    scale: &[f64],
    top: Top,
    known: Option<Vec<u32>>,
    stop: &mut Stop<'_>,
    seed: u64,
) -> Answer {
    if let End::Infeasible(ray) = &top.end
        && let Some(clash) = infeasible::proven_by(problem, ray, seed, stop)
    {
        return infeasible::answer(problem, clash, seed);
    }
    let mut state = State::new(problem, &top.prices);
    state.stopped = top.end == End::Stopped;
    state.ranges = top.ranges;
    state
        .ranges
        .retain(|name, _| problem.limits.iter().zip(&state.prices).any(|(l, price)| l.name == *name && *price != 0.0));
    finish(problem, state, scale, top.start, known, stop, seed)
}

/// The same from the shadow prices of an earlier answer to a problem whose limits or values were a little different.
pub fn solve_from(problem: &Problem, prices: &BTreeMap<String, f64>, stop: &mut Stop<'_>, seed: u64) -> Answer {
    solve_known(problem, Known { prices, choices: &[] }, stop, seed)
}

/// From what is known of a similar problem to an answer.
pub(super) fn solve_known(problem: &Problem, known: Known<'_>, stop: &mut Stop<'_>, seed: u64) -> Answer {
    if let Some(clash) = infeasible::obvious(problem) {
        return infeasible::answer(problem, clash, seed);
    }
    let scale = scales(&problem.grid);
    let kept: Vec<f64> =
        problem.limits.iter().map(|limit| known.prices.get(&limit.name).copied().unwrap_or(0.0)).collect();
    let top = again(problem, &scale, seed, explain::clean(problem, &kept), stop);
    let plan = if known.choices.is_empty() { None } else { problem.plan_of(known.choices) };
    from_top(problem, &scale, top, plan, stop, seed)
}

/// From prices and a first rounding to the answer.
fn finish(
    problem: &Problem,
    mut state: State,
    scale: &[f64],
    start: Vec<u32>,
    known: Option<Vec<u32>>,
    stop: &mut Stop<'_>,
    seed: u64,
) -> Answer {
    let mut draft = Draft::new(&problem.grid, scale, &state.prices, start);
    if draft.improve(&state.look, &state.prices, &problem.gift, seed, stop) {
        state.value = draft.worth();
        state.plan = Some(draft.plan);
    }
    if let Some(known) = known {
        let mut draft = Draft::new(&problem.grid, scale, &state.prices, known);
        if draft.mend(&state.look) && (state.plan.is_none() || draft.worth() > state.value) {
            state.value = draft.worth();
            state.plan = Some(draft.plan);
        }
    }
    if !state.stopped {
        prove(problem, &mut state, seed, stop);
    }
    let Some(plan) = &state.plan else {
        return infeasible::answer(problem, infeasible::not_found(problem, state.impossible, seed, stop), seed);
    };
    let status = match state.value == state.upper {
        true => Status::Optimal,
        false if state.stopped => Status::TimeLimit,
        false => Status::WithinGap,
    };
    explain::answer(problem, plan, &state, status, seed)
}

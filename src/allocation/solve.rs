//! The way from a problem to an answer: best prices, certified bound, plan, proof, reasons.
//!
//! Invariant: what leaves here keeps every limit, quota and required traveller, or says `infeasible` and why.

use std::collections::BTreeMap;

use super::answer::{Answer, PriceRange, Status};
use super::bound::floor;
use super::explain;
use super::infeasible;
use super::ladder::climb;
use super::look::Look;
use super::problem::Problem;
use super::prove::prove;
use super::repair::Draft;
use super::simplex::{End, scales};
use super::stop::Stop;

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
        return infeasible::answer(clash, seed);
    }
    let scale = scales(&problem.grid);
    let top = climb(problem, &scale, seed, stop);
    if let End::Infeasible(ray) = &top.end
        && let Some(clash) = infeasible::proven_by(problem, ray, seed, stop)
    {
        return infeasible::answer(clash, seed);
    }
    let mut state = State::new(problem, &top.prices);
    state.stopped = top.end == End::Stopped;
    state.ranges = top.ranges;
    state
        .ranges
        .retain(|name, _| problem.limits.iter().zip(&state.prices).any(|(l, price)| l.name == *name && *price != 0.0));
    finish(problem, state, &scale, top.start, stop, seed)
}

/// What if: the same for a problem whose limits or values changed a little, from the shadow prices of an earlier
/// answer. Skips the search for prices, so the bound is as good as the old prices still are. Unknown names and
/// prices of the wrong sign are left out.
pub fn solve_from(problem: &Problem, prices: &BTreeMap<String, f64>, stop: &mut Stop<'_>, seed: u64) -> Answer {
    if let Some(clash) = infeasible::obvious(problem) {
        return infeasible::answer(clash, seed);
    }
    let kept: Vec<f64> = problem.limits.iter().map(|limit| prices.get(&limit.name).copied().unwrap_or(0.0)).collect();
    let state = State::new(problem, &kept);
    let scale = scales(&problem.grid);
    let start = state.look.best.clone();
    finish(problem, state, &scale, start, stop, seed)
}

/// From prices and a first rounding to the answer.
fn finish(
    problem: &Problem,
    mut state: State,
    scale: &[f64],
    start: Vec<u32>,
    stop: &mut Stop<'_>,
    seed: u64,
) -> Answer {
    let mut draft = Draft::new(&problem.grid, scale, &state.prices, start);
    if draft.improve(&state.look, &state.prices, &problem.gift, seed, stop) {
        state.value = draft.worth();
        state.plan = Some(draft.plan);
    }
    if !state.stopped {
        prove(problem, &mut state, seed, stop);
    }
    let Some(plan) = &state.plan else {
        return infeasible::answer(infeasible::not_found(problem, state.impossible, seed, stop), seed);
    };
    let status = match state.value == state.upper {
        true => Status::Optimal,
        false if state.stopped => Status::TimeLimit,
        false => Status::WithinGap,
    };
    explain::answer(problem, plan, &state, status, seed)
}

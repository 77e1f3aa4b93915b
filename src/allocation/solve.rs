//! The way from a problem to an answer: best prices, certified bound, plan, proof, reasons.
//!
//! Invariant: what leaves here keeps every limit, quota and required traveller, or says `infeasible` and why.

use super::answer::{Answer, Status};
use super::bound::{certified, floor};
use super::explain;
use super::infeasible;
use super::problem::Problem;
use super::repair::Draft;
use super::simplex::{Column, End, Simplex, scales};
use super::stop::Stop;

/// What is known of a problem while it is being solved.
pub(super) struct State {
    /// The best plan so far.
    pub(super) plan: Option<Vec<u32>>,
    /// Its value.
    pub(super) value: u64,
    /// Proven upper bound.
    pub(super) upper: u64,
    /// Clean prices that prove a bound.
    pub(super) prices: Vec<f64>,
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
    let mut simplex = Simplex::new(grid, scale.clone(), seed);
    let end = simplex.run(f64::NEG_INFINITY, stop);
    if let End::Infeasible(ray) = &end
        && let Some(clash) = infeasible::proven_by(problem, ray)
    {
        return infeasible::answer(clash, seed);
    }
    let prices = explain::clean(problem, &simplex.prices);
    let mut state = State {
        plan: None,
        value: 0,
        upper: floor(certified(grid, &prices, true, &[])),
        stopped: end == End::Stopped,
        prices,
    };
    let mut draft = Draft::new(grid, &scale, &state.prices, rounded(&simplex));
    if draft.improve() {
        state.value = draft.worth();
        state.plan = Some(draft.plan);
    }
    let Some(plan) = &state.plan else {
        return infeasible::answer(infeasible::not_found(problem), seed);
    };
    let status = match state.value == state.upper {
        true => Status::Optimal,
        false if state.stopped => Status::TimeLimit,
        false => Status::WithinGap,
    };
    explain::answer(problem, plan, &state, status, seed)
}

/// Every row's cell with the largest share.
fn rounded(simplex: &Simplex<'_>) -> Vec<u32> {
    let mut plan = simplex.basis.key.clone();
    let mut best = vec![0.0; plan.len()];
    for (row, left) in simplex.shared_rows() {
        best[row as usize] = left;
    }
    for (column, &share) in simplex.basis.columns.iter().zip(&simplex.share) {
        if let Column::Cell { row, cell } = *column
            && share > best[row as usize]
        {
            best[row as usize] = share;
            plan[row as usize] = cell;
        }
    }
    plan
}

//! Why there is no plan: the limits and required travellers that clash.
//!
//! Invariant: `proven` is only said after a check in exact or certified arithmetic.

use std::collections::BTreeMap;

use super::answer::{Answer, Clash, Status};
use super::bound::certified;
use super::branch::{Task, search};
use super::grid::Grid;
use super::margin::clash_in_words;
use super::problem::{LARGEST_SUM, Problem};
use super::simplex::scales;
use super::stop::Stop;

/// So many required travellers are named at most.
const MOST_NAMES: usize = 100;

/// Up to so many rows whole travellers are searched for when a clash is made smaller; above, shares decide.
const SEARCHED_ROWS: usize = 300;
/// Nodes of such a search.
const SEARCH_NODES: u64 = 300;

/// The answer that there is no plan.
pub(super) fn answer(problem: &Problem, clash: Clash, seed: u64) -> Answer {
    Answer {
        value: 0,
        upper_bound: 0,
        gap: 0.0,
        status: Status::Infeasible,
        choices: Vec::new(),
        shadow_prices: BTreeMap::new(),
        price_ranges: BTreeMap::new(),
        not_chosen: Vec::new(),
        in_words: vec![clash_in_words(problem, &clash)],
        clash: Some(clash),
        elapsed_ms: 0,
        seed,
    }
}

/// A limit that can't be kept whatever the others say: quota above cap, above all there is, or cap below what
/// required travellers need at least.
pub(super) fn obvious(problem: &Problem) -> Option<Clash> {
    let grid = &problem.grid;
    // A quota above all there is was set above every cap when the problem was built.
    let mut least = vec![0_i64; grid.limits()];
    for row in (0..grid.rows()).filter(|&row| problem.required[row]) {
        let mut cells = grid.cells(row).map(|cell| grid.uses(cell));
        for &(limit, amount) in cells.next().unwrap_or_default() {
            let of = |uses: &[(u32, i64)]| uses.iter().find(|(l, _)| *l == limit).map_or(0, |(_, amount)| *amount);
            let smallest = cells.clone().map(of).fold(amount, i64::min);
            least[limit as usize] += smallest;
        }
    }
    let index = (0..grid.limits()).find(|&l| grid.hi[l] < least[l] || grid.lo[l] > grid.hi[l])?;
    let over = grid.hi[index] < least[index];
    let travellers = if over { required(problem, &[index]) } else { Vec::new() };
    Some(Clash { limits: vec![problem.limits[index].name.clone()], travellers, proven: true })
}

/// The clash that prices prove: with all values 0 they bound the best plan below 0, so there is none.
pub(super) fn proven_by(problem: &Problem, ray: &[f64], seed: u64, stop: &mut Stop<'_>) -> Option<Clash> {
    let mut prices = ray.to_vec();
    let proves = |prices: &[f64]| certified(&problem.grid, prices, false, &[]) < 0.0;
    if !proves(&prices) {
        return None;
    }
    // Whatever can be left out of the proof takes no part in the clash.
    for limit in 0..prices.len() {
        let price = std::mem::replace(&mut prices[limit], 0.0);
        if price != 0.0 && !proves(&prices) {
            prices[limit] = price;
        }
    }
    let members: Vec<usize> = (0..prices.len()).filter(|&l| prices[l] != 0.0).collect();
    Some(smallest(problem, members, seed, stop))
}

/// No plan was found. If that is proven, the smallest set of limits that clash; else every quota, or every limit if
/// there is none.
pub(super) fn not_found(problem: &Problem, proven: bool, seed: u64, stop: &mut Stop<'_>) -> Clash {
    let all: Vec<usize> = (0..problem.limits.len()).collect();
    if proven {
        return smallest(problem, all, seed, stop);
    }
    let quotas: Vec<usize> = all.iter().copied().filter(|&l| problem.limits[l].min.is_some_and(|m| m > 0)).collect();
    let members = if quotas.is_empty() { &all } else { &quotas };
    let limits = members.iter().map(|&l| problem.limits[l].name.clone()).collect();
    Clash { limits, travellers: required(problem, &all), proven: false }
}

/// Leaves out one limit after another as long as the rest still clashes (deletion filter, Chinneck 1991).
fn smallest(problem: &Problem, mut members: Vec<usize>, seed: u64, stop: &mut Stop<'_>) -> Clash {
    let mut grid = problem.grid.clone();
    grid.value.fill(0);
    let scale = scales(&grid);
    let free = |grid: &mut Grid, limit: usize| {
        grid.lo[limit] = 0;
        grid.hi[limit] = i64::try_from(LARGEST_SUM).unwrap_or(i64::MAX);
    };
    for limit in (0..grid.limits()).filter(|l| !members.contains(l)) {
        free(&mut grid, limit);
    }
    let nodes = if grid.rows() <= SEARCHED_ROWS { SEARCH_NODES } else { 1 };
    for limit in members.clone() {
        if stop.now() {
            break;
        }
        let kept = (grid.lo[limit], grid.hi[limit]);
        free(&mut grid, limit);
        let found = search(&Task { grid: &grid, scale: &scale, seed, beat: None, nodes }, None, stop);
        if found.complete && found.plan.is_none() {
            members.retain(|member| *member != limit);
        } else {
            (grid.lo[limit], grid.hi[limit]) = kept;
        }
    }
    let travellers = required(problem, &members);
    let limits = members.iter().map(|&l| problem.limits[l].name.clone()).collect();
    Clash { limits, travellers, proven: true }
}

/// Required travellers with an option that uses one of these limits.
fn required(problem: &Problem, limits: &[usize]) -> Vec<String> {
    let grid = &problem.grid;
    let touches =
        |row: usize| grid.cells(row).any(|cell| grid.uses(cell).iter().any(|(l, _)| limits.contains(&(*l as usize))));
    let rows = (0..grid.rows()).filter(|&row| problem.required[row] && touches(row));
    rows.take(MOST_NAMES).map(|row| problem.traveller_id(row).to_owned()).collect()
}

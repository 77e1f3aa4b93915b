//! From indices back to names: choices, shadow prices, and the limits that priced the others out.
//!
//! Invariant: prices shown are the ones that prove a bound, of the right sign, with zeros left out.

use std::collections::BTreeMap;

use super::answer::{Answer, Choice, NotChosen, Status};
use super::problem::{NO_GIFT, Problem};
use super::solve::State;

/// Prices without noise: no price on a side that has no limit, none that is small beside all values.
pub(super) fn clean(problem: &Problem, prices: &[f64]) -> Vec<f64> {
    let grid = &problem.grid;
    let total: f64 = grid.value.iter().map(|&v| f64::from(v)).sum();
    let slight = 1e-12 * total;
    prices
        .iter()
        .zip(&problem.limits)
        .enumerate()
        .map(|(k, (&price, limit))| {
            let side = if price > 0.0 { limit.max.is_some() } else { limit.min.is_some() };
            if side && price.is_finite() && price.abs() * grid.hi[k] as f64 > slight { price } else { 0.0 }
        })
        .collect()
}

/// The answer for a plan.
pub(super) fn answer(problem: &Problem, plan: &[u32], state: &State, status: Status, seed: u64) -> Answer {
    let mut choices = Vec::new();
    let mut not_chosen = Vec::new();
    let used = problem.grid.used(plan);
    for (row, &cell) in plan.iter().enumerate() {
        let traveller = problem.traveller_id(row).to_owned();
        if problem.gift[cell as usize] == NO_GIFT {
            not_chosen.push(NotChosen { traveller, why: why_not(problem, row, &state.prices, &used) });
        } else {
            choices.push(Choice { traveller, gift: problem.gift_name(cell as usize).to_owned() });
        }
    }
    let named = problem.limits.iter().zip(&state.prices).filter(|(_, price)| **price != 0.0);
    Answer {
        value: state.value,
        upper_bound: state.upper,
        gap: Answer::gap_of(state.value, state.upper),
        status,
        choices,
        shadow_prices: named.map(|(limit, price)| (limit.name.clone(), *price)).collect(),
        price_ranges: BTreeMap::new(),
        not_chosen,
        clash: None,
        elapsed_ms: 0,
        seed,
    }
}

/// The limits that priced a traveller's most valuable option out, the dearest first; failing that, those it does not
/// fit into any more.
fn why_not(problem: &Problem, row: usize, prices: &[f64], used: &[i64]) -> Vec<String> {
    let grid = &problem.grid;
    let Some(best) = problem.option_cells(row).max_by_key(|&cell| (grid.value[cell], std::cmp::Reverse(cell))) else {
        return Vec::new();
    };
    let mut costs: Vec<(f64, u32)> = grid
        .uses(best)
        .iter()
        .map(|&(limit, amount)| (prices[limit as usize] * amount as f64, limit))
        .filter(|(cost, _)| *cost > 0.0)
        .collect();
    costs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut limits: Vec<u32> = costs.into_iter().map(|(_, limit)| limit).collect();
    if limits.is_empty() {
        let full = |&&(limit, amount): &&(u32, i64)| used[limit as usize] + amount > grid.hi[limit as usize];
        limits = grid.uses(best).iter().filter(full).map(|&(limit, _)| limit).collect();
    }
    limits.into_iter().map(|limit| problem.limits[limit as usize].name.clone()).collect()
}

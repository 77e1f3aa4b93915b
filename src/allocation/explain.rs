//! From indices back to names: choices, shadow prices, and the limits that priced the others out.
//!
//! Invariant: prices shown are the ones that prove a bound, of the right sign, with zeros left out.

use std::collections::BTreeMap;

use super::answer::{Answer, Choice, NotChosen, PriceRange, Status};
use super::bound::pattern_prices;
use super::margin::in_words;
use super::problem::{LARGEST_SUM, Problem};
use super::simplex::{Column, Simplex};
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
            // A limit of 0 (sold out) has a price too, though it is worth nothing in the sum.
            let size = grid.hi[k].max(1) as f64;
            if side && price.is_finite() && price.abs() * size > slight { price } else { 0.0 }
        })
        .collect()
}

/// How far each priced limit can move before its shadow price changes: until a share in the linear solution, or the
/// use of another limit, meets its bound.
pub(super) fn ranges(problem: &Problem, simplex: &Simplex<'_>, prices: &[f64]) -> BTreeMap<String, PriceRange> {
    let grid = &problem.grid;
    let k = grid.limits();
    let inverse = &simplex.basis.inverse;
    let mut ranges = BTreeMap::new();
    for limit in (0..k).filter(|&limit| prices[limit] != 0.0) {
        let (mut down, mut up) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut bound = |value: f64, rate: f64, lo: f64, hi: f64| {
            if rate.abs() > 1e-12 {
                let (a, b) = ((lo - value).min(0.0) / rate, (hi - value).max(0.0) / rate);
                down = down.max(a.min(b));
                up = up.min(a.max(b));
            }
        };
        let mut keys: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        for (position, column) in simplex.basis.columns.iter().enumerate() {
            let share = simplex.share[position];
            let rate = inverse[position * k + limit] * simplex.scale[limit];
            match *column {
                Column::Slack(own) => {
                    let own = own as usize;
                    let scale = simplex.scale[own];
                    bound(share, rate, simplex.grid.lo[own] as f64 * scale, simplex.grid.hi[own] as f64 * scale);
                }
                Column::Cell { row, .. } => {
                    bound(share, rate, 0.0, f64::INFINITY);
                    let key = keys.entry(row).or_insert((1.0, 0.0));
                    *key = (key.0 - share, key.1 - rate);
                }
            }
        }
        for (share, rate) in keys.into_values() {
            bound(share, rate, 0.0, f64::INFINITY);
        }
        let side = if prices[limit] > 0.0 { grid.hi[limit] } else { grid.lo[limit] } as f64;
        let range = PriceRange { from: (side + down).max(0.0), to: (side + up).min(LARGEST_SUM as f64) };
        ranges.insert(problem.limits[limit].name.clone(), range);
    }
    ranges
}

/// The answer for a plan.
pub(super) fn answer(problem: &Problem, plan: &[u32], state: &State, status: Status, seed: u64) -> Answer {
    let mut choices = Vec::new();
    let mut not_chosen = Vec::new();
    let used = problem.grid.used(plan);
    let cost = pattern_prices(&problem.grid, &state.prices);
    for (row, &cell) in plan.iter().enumerate() {
        let traveller = problem.traveller_id(row).to_owned();
        if problem.has_no_gift(cell as usize) {
            let why = why_not(problem, row, &state.prices, &used);
            let (gift, short_by) = nearest(problem, row, &cost);
            not_chosen.push(NotChosen { traveller, why, gift, short_by });
        } else {
            choices.push(Choice { traveller, gift: problem.gift_name(cell as usize).to_owned() });
        }
    }
    let named = problem.limits.iter().zip(&state.prices).filter(|(_, price)| **price != 0.0);
    let mut answer = Answer {
        value: state.value,
        upper_bound: state.upper,
        gap: Answer::gap_of(state.value, state.upper),
        status,
        choices,
        shadow_prices: named.map(|(limit, price)| (limit.name.clone(), *price)).collect(),
        price_ranges: state.ranges.clone(),
        not_chosen,
        in_words: Vec::new(),
        clash: None,
        elapsed_ms: 0,
        seed,
    };
    answer.in_words = in_words(problem, &answer);
    answer
}

/// The option that lacks least to be worth its uses, where patterns cost this, and how much it lacks.
fn nearest(problem: &Problem, row: usize, cost: &[f64]) -> (String, f64) {
    let grid = &problem.grid;
    let lacks = |cell: usize| cost[grid.pattern[cell] as usize] - f64::from(grid.value[cell]);
    let options = problem.option_cells(row).map(|cell| (lacks(cell), cell));
    let best = options.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    best.map_or((String::new(), 0.0), |(lacks, cell)| (problem.gift_name(cell).to_owned(), lacks.max(0.0)))
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

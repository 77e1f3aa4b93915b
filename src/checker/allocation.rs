//! Re-checks an allocation: every choice exists, every limit is kept, every figure adds up, no status overstates.
//!
//! Shares no code with the solver; it reads the problem through its public view and adds up in 128-bit integers.

use std::collections::BTreeMap;

use super::Fault;
use crate::allocation::{Answer, Problem, Status};

/// Every promise the answer breaks; empty if it keeps them all.
pub fn check(problem: &Problem, answer: &Answer) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |code, place: &str, message: String| faults.push(Fault { code, place: place.to_owned(), message });

    if answer.status == Status::Infeasible {
        if !answer.choices.is_empty() {
            fault("choices_in_infeasible", "choices", "an infeasible answer must give nobody anything".into());
        }
        match &answer.clash {
            Some(clash) if clash.limits.is_empty() && clash.travellers.is_empty() => {
                fault("nameless_clash", "clash", "names neither a limit nor a traveller".into());
            }
            Some(clash) => {
                for name in &clash.limits {
                    if !problem.limits().iter().any(|limit| limit.name == *name) {
                        fault("unknown_limit", name, "is named in the clash, but is no limit of the problem".into());
                    }
                }
            }
            None => fault("no_clash", "clash", "an infeasible answer must name what clashes".into()),
        }
        return faults;
    }

    let rows: BTreeMap<&str, usize> = (0..problem.travellers()).map(|row| (problem.traveller_id(row), row)).collect();
    let mut served = vec![false; problem.travellers()];
    let mut used = vec![0_u128; problem.limits().len()];
    let mut value = 0_u128;
    for choice in &answer.choices {
        let Some(&row) = rows.get(choice.traveller.as_str()) else {
            fault("unknown_traveller", &choice.traveller, "is no traveller of the problem".into());
            continue;
        };
        if std::mem::replace(&mut served[row], true) {
            fault("two_gifts", &choice.traveller, "gets more than one gift".into());
            continue;
        }
        let Some(option) = problem.options(row).find(|option| option.gift == choice.gift) else {
            fault("unknown_gift", &choice.traveller, format!("has no option `{}`", choice.gift));
            continue;
        };
        value += u128::from(option.value);
        for (limit, amount) in option.uses() {
            used[limit] += u128::from(amount);
        }
    }
    for (row, _) in served.iter().enumerate().filter(|(row, served)| !**served && problem.is_required(*row)) {
        fault("required_left_out", problem.traveller_id(row), "is required, but gets nothing".into());
    }
    for (limit, used) in problem.limits().iter().zip(&used) {
        if let Some(max) = limit.max.filter(|max| *used > u128::from(*max)) {
            fault("over_limit", &limit.name, format!("{used} used of at most {max}"));
        }
        if let Some(min) = limit.min.filter(|min| *used < u128::from(*min)) {
            fault("under_quota", &limit.name, format!("{used} used of at least {min}"));
        }
    }
    if value != u128::from(answer.value) {
        fault("wrong_value", "value", format!("is {}, but the choices add up to {value}", answer.value));
    }
    if answer.upper_bound < answer.value {
        fault(
            "bound_below_value",
            "upper_bound",
            format!("{} is below the value {}", answer.upper_bound, answer.value),
        );
    }
    let gap = if answer.upper_bound == 0 { 0.0 } else { 1.0 - answer.value as f64 / answer.upper_bound as f64 };
    if (gap - answer.gap).abs() > 1e-9 || answer.gap.is_nan() {
        fault("wrong_gap", "gap", format!("is {}, but the figures make it {gap}", answer.gap));
    }
    if answer.status == Status::Optimal && answer.upper_bound != answer.value {
        fault("not_optimal", "status", "is `optimal`, but value and upper bound differ".into());
    }
    for fault in price_faults(problem, answer) {
        faults.push(fault);
    }
    faults
}

/// Prices must exist, be of the right sign, and bound the value from above (weak duality).
fn price_faults(problem: &Problem, answer: &Answer) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut prices = vec![0.0_f64; problem.limits().len()];
    let mut bound = 0.0;
    for (name, &price) in &answer.shadow_prices {
        let Some(index) = problem.limits().iter().position(|limit| limit.name == *name) else {
            let message = "has a price, but is no limit of the problem".to_owned();
            faults.push(Fault { code: "unknown_limit", place: name.clone(), message });
            continue;
        };
        let limit = &problem.limits()[index];
        let side = if price >= 0.0 { limit.max } else { limit.min };
        match side {
            Some(side) if price.is_finite() => bound += price * side as f64,
            _ => faults.push(Fault {
                code: "wrong_price",
                place: name.clone(),
                message: format!("has the price {price}, but no limit on that side"),
            }),
        }
        prices[index] = price;
    }
    for row in 0..problem.travellers() {
        let best = problem
            .options(row)
            .map(|option| option.value as f64 - option.uses().map(|(l, amount)| prices[l] * amount as f64).sum::<f64>())
            .fold(if problem.is_required(row) { f64::NEG_INFINITY } else { 0.0 }, f64::max);
        bound += best;
    }
    if faults.is_empty() && bound < answer.value as f64 * (1.0 - 1e-9) - 1e-6 {
        let message = format!("prove a bound of {bound}, below the value {}", answer.value);
        faults.push(Fault { code: "wrong_price", place: "shadow_prices".to_owned(), message });
    }
    faults
}

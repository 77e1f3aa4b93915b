//! What if: the same travellers under changed limits, from the prices and the plan of an earlier answer.
//!
//! Invariant: any prices bound every plan, so the bound is certified anew whatever is kept; where limits are only
//! loosened, the answer is never worth less than the plan that was kept.

use std::collections::{BTreeMap, HashMap};

use super::answer::{Answer, Choice};
use super::problem::{InputFault, Problem};
use super::solve::solve_known;
use super::stop::Stop;

/// A limit with other sides than it has in the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The limit's name.
    pub limit: String,
    /// Its quota from now on.
    pub min: Option<u64>,
    /// Its cap from now on.
    pub max: Option<u64>,
}

/// What is kept of an earlier answer; either part may be empty.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its shadow prices. Unknown names and prices of the wrong sign are left out.
    pub prices: &'a BTreeMap<String, f64>,
    /// Its plan. Travellers and gifts that the problem does not have are left out.
    pub choices: &'a [Choice],
}

impl<'a> From<&'a Answer> for Known<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self { prices: &answer.shadow_prices, choices: &answer.choices }
    }
}

/// What if these limits were others? Prices and plan of the earlier answer are kept, a few looks at everybody certify
/// the bound anew, and the plan is mended: quick enough for a page that waits (`Stop::Iterations(2_000)` is about a
/// tenth of a second for a thousand travellers). Gives an answer to the changed problem, which [`Problem::with_limits`]
/// makes too; [`Answer::since`] tells what is different. Faults name changes that can't be made.
pub fn what_if(
    problem: &Problem,
    known: Known<'_>,
    changes: &[Change],
    stop: &mut Stop<'_>,
    seed: u64,
) -> Result<Answer, Vec<InputFault>> {
    Ok(solve_known(&problem.with_limits(changes)?, known, stop, seed))
}

impl Problem {
    /// The same travellers and options under changed limits.
    pub fn with_limits(&self, changes: &[Change]) -> Result<Self, Vec<InputFault>> {
        let mut changed = self.clone();
        let mut faults = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let place = format!("changes[{at}]");
            let mut fault = |code, message: String| faults.push(InputFault { code, place: place.clone(), message });
            let Some(index) = changed.limits.iter().position(|limit| limit.name == change.limit) else {
                let message = format!("`{}` is not among the limits; change one that is", change.limit);
                fault("unknown_limit", message);
                continue;
            };
            if change.min.is_none() && change.max.is_none() {
                fault("empty_limit", format!("`{}` has neither `max` nor `min`; give at least one", change.limit));
            }
            let limit = &mut changed.limits[index];
            (limit.min, limit.max) = (change.min, change.max);
            (changed.grid.lo[index], changed.grid.hi[index]) = limit.sides(changed.most[index]);
        }
        if faults.is_empty() { Ok(changed) } else { Err(faults) }
    }

    /// The plan that these choices make, as cells; `None` where a required traveller would get nothing.
    pub(super) fn plan_of(&self, choices: &[Choice]) -> Option<Vec<u32>> {
        let wanted: HashMap<&str, &str> = choices.iter().map(|c| (c.traveller.as_str(), c.gift.as_str())).collect();
        let mut plan = Vec::with_capacity(self.travellers());
        for row in 0..self.travellers() {
            let gift = wanted.get(self.traveller_id(row));
            let chosen = gift.and_then(|gift| self.option_cells(row).find(|&cell| self.gift_name(cell) == *gift));
            let cell = chosen.or_else(|| self.grid.cells(row).find(|&cell| self.has_no_gift(cell)))?;
            plan.push(super::grid::index32(cell));
        }
        Some(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bench_instance, solve};
    use super::*;
    use crate::checker::allocation::check;

    fn money(problem: &Problem, percent: u64) -> Change {
        let limit = problem.limits().iter().find(|limit| limit.name == "money").unwrap();
        Change { limit: "money".into(), min: None, max: limit.max.map(|max| max * percent / 100) }
    }

    #[test]
    fn more_money_is_never_worth_less_and_less_is_never_worth_more() {
        let problem = bench_instance(60, 6, 12, 3);
        let before = solve(&problem, &mut Stop::Iterations(2_000), 1);
        for percent in [60, 90, 100, 110, 150] {
            let change = money(&problem, percent);
            let changed = problem.with_limits(std::slice::from_ref(&change)).unwrap();
            let after = what_if(&problem, (&before).into(), &[change], &mut Stop::Iterations(300), 1).unwrap();
            assert_eq!(check(&changed, &after), []);
            if percent >= 100 {
                assert!(after.value >= before.value, "{percent}: {} {}", after.value, before.value);
            } else {
                assert!(after.value <= before.upper_bound, "{percent}: {} {}", after.value, before.upper_bound);
            }
            assert_eq!(
                after.since(&before).value,
                i64::try_from(after.value).unwrap() - i64::try_from(before.value).unwrap()
            );
        }
    }

    #[test]
    fn what_differs_is_told_by_traveller() {
        let choice = |traveller: &str, gift: &str| Choice { traveller: traveller.into(), gift: gift.into() };
        let mut before = solve(&bench_instance(1, 1, 1, 1), &mut Stop::Iterations(9), 1);
        let mut after = before.clone();
        before.choices = vec![choice("a", "x"), choice("b", "x"), choice("c", "x")];
        after.choices = vec![choice("b", "y"), choice("c", "x"), choice("d", "x")];
        let difference = after.since(&before);
        assert_eq!(difference.gained, [choice("d", "x")]);
        assert_eq!(difference.lost, [choice("a", "x")]);
        assert_eq!(difference.changed, [choice("b", "y")]);
    }

    #[test]
    fn a_change_of_an_unknown_limit_or_to_no_limit_is_refused_with_its_place() {
        let problem = bench_instance(5, 2, 3, 1);
        let nothing = |limit: &str| Change { limit: limit.into(), min: None, max: None };
        let faults = problem.with_limits(&[nothing("money"), nothing("monney")]).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.code, fault.place.as_str())).collect();
        assert_eq!(found, [("empty_limit", "changes[0]"), ("unknown_limit", "changes[1]")]);
    }

    #[test]
    fn a_cap_too_small_for_the_pinned_says_what_clashes() {
        let json = r#"{"travellers":[{"id":"t1","required":true,"options":[{"gift":"a","value":3,"uses":{"money":5}}]}],
            "limits":{"money":{"max":9}}}"#;
        let problem = Problem::parse(json).unwrap();
        let before = solve(&problem, &mut Stop::Iterations(9), 1);
        let change = Change { limit: "money".into(), min: None, max: Some(4) };
        let after = what_if(&problem, (&before).into(), &[change], &mut Stop::Iterations(9), 1).unwrap();
        assert_eq!(
            after.in_words,
            ["no plan keeps `money` (at most 4) while t1 must get something; loosen it or pin fewer"]
        );
    }
}

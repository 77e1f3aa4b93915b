//! The answer: who gets what, what it is worth, what is proven about it, and what each limit costs.
//!
//! Invariant: names only, no indices, so that an answer read back from a file can be checked against its problem.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

crate::domain::words::words! {
    /// What is proven about an answer.
    Status {
        /// The value equals the proven upper bound.
        Optimal = "optimal",
        /// The search ended by itself within the stated gap of the upper bound.
        WithinGap = "within_gap",
        /// The stop rule ended the search; the stated gap holds.
        TimeLimit = "time_limit",
        /// No plan keeps all limits, or none was found (see [`Clash::proven`]).
        Infeasible = "infeasible",
    }
}

/// One traveller's gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The traveller's id.
    pub traveller: String,
    /// The gift's name.
    pub gift: String,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// Limits that can't all be kept together (with the travellers below): leave one out and the rest can be.
    pub limits: Vec<String>,
    /// Required travellers who take part in the clash (at most the first hundred).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub travellers: Vec<String>,
    /// Whether it is proven that they clash; if not, no plan was found in the time given.
    pub proven: bool,
}

/// The range of a limit over which its shadow price holds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PriceRange {
    /// Lowest `max` (or `min`, for a quota) for which the price stays the same.
    pub from: f64,
    /// Highest such limit.
    pub to: f64,
}

/// A traveller without a gift, and the limits that priced their best option out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotChosen {
    /// The traveller's id.
    pub traveller: String,
    /// Names of limits, the dearest first.
    pub why: Vec<String>,
    /// The option that came nearest to being chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gift: String,
    /// By how many points its value fell short of what its uses cost at the shadow prices; 0 for one that was as good
    /// as chosen and only lost by whole numbers.
    #[serde(default)]
    pub short_by: f64,
}

/// What `giftgate solve allocation` writes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Sum of the chosen options' values.
    pub value: u64,
    /// No plan can be worth more than this; proven.
    pub upper_bound: u64,
    /// `(upper_bound - value) / upper_bound`, 0 where both are 0.
    pub gap: f64,
    /// What is proven.
    pub status: Status,
    /// Travellers with a gift, in the order of the file.
    pub choices: Vec<Choice>,
    /// What one more unit of a limit would add to the value; negative for quotas. Limits with price 0 are left out.
    pub shadow_prices: BTreeMap<String, f64>,
    /// Where each shadow price holds; only for prices above.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub price_ranges: BTreeMap<String, PriceRange>,
    /// Travellers without a gift, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_chosen: Vec<NotChosen>,
    /// What the prices and ranges (or the clash) say, a sentence each, amounts in the units of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_words: Vec<String>,
    /// Why there is no plan; only with status `infeasible`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clash: Option<Clash>,
    /// Milliseconds the caller measured; the solver knows no clock and leaves 0.
    #[serde(default)]
    pub elapsed_ms: u64,
    /// The seed that gives the same answer again.
    #[serde(default)]
    pub seed: u64,
}

/// What differs between two answers for the same travellers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// By how many points the later plan is worth more (or less).
    pub value: i64,
    /// Who has a gift now and had none.
    pub gained: Vec<Choice>,
    /// Who had a gift and has none now (with the gift they had).
    pub lost: Vec<Choice>,
    /// Who has another gift than before (with the gift they have now).
    pub changed: Vec<Choice>,
}

impl Answer {
    /// What is different from the answer `before`: for a page that shows what a change of limits would do.
    pub fn since(&self, before: &Self) -> Difference {
        let had: BTreeMap<&str, &Choice> = before.choices.iter().map(|c| (c.traveller.as_str(), c)).collect();
        let has: BTreeMap<&str, &Choice> = self.choices.iter().map(|c| (c.traveller.as_str(), c)).collect();
        let pick = |from: &[Choice], keep: &dyn Fn(&Choice) -> bool| from.iter().filter(|c| keep(c)).cloned().collect();
        let change = i128::from(self.value) - i128::from(before.value);
        Difference {
            value: i64::try_from(change).unwrap_or(if change > 0 { i64::MAX } else { i64::MIN }),
            gained: pick(&self.choices, &|c| !had.contains_key(c.traveller.as_str())),
            lost: pick(&before.choices, &|c| !has.contains_key(c.traveller.as_str())),
            changed: pick(&self.choices, &|c| had.get(c.traveller.as_str()).is_some_and(|old| old.gift != c.gift)),
        }
    }

    /// `(upper_bound - value) / upper_bound`, 0 where both are 0.
    pub fn gap_of(value: u64, upper_bound: u64) -> f64 {
        if upper_bound == 0 { 0.0 } else { upper_bound.saturating_sub(value) as f64 / upper_bound as f64 }
    }
}

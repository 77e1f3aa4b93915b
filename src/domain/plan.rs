//! A plan: who gets what, what it is worth, and how far from the best possible it can be at most.

use serde::{Deserialize, Serialize};

use super::flight::LegKey;
use super::gift::ScoreParts;
use super::id::{GiftId, MatchId, PlanId, TravellerId};

/// One line of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedGift {
    /// Its id.
    pub id: GiftId,
    /// The confirmed match it rests on.
    pub from_match: MatchId,
    /// Who gets it.
    pub traveller: TravellerId,
    /// On which leg.
    pub leg: LegKey,
    /// Slug of the gift idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Parts of the score.
    pub parts: ScoreParts,
    /// Facts from posts behind it: at most two.
    pub facts: Vec<String>,
}

/// A traveller without a gift, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotChosen {
    /// Who.
    pub traveller: TravellerId,
    /// Codes such as `cap:stock:watch`, `rule:liquids`, `hold_out`.
    pub why: Vec<String>,
}

/// Use of one cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapUse {
    /// Name such as `money` or `stock:watch`.
    pub cap: String,
    /// The limit.
    pub limit: i64,
    /// What the plan uses of it.
    pub used: i64,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Sum of the scores.
    pub value: i64,
    /// Proven: no set of gifts under these caps is worth more.
    pub upper_bound: i64,
    /// (bound − value) / bound, 0 when both are 0.
    pub gap: f64,
    /// Seed of every random choice in it.
    pub seed: u64,
    /// Its lines.
    pub gifts: Vec<PlannedGift>,
    /// Everyone else.
    pub not_chosen: Vec<NotChosen>,
    /// Caps.
    pub caps: Vec<CapUse>,
    /// Travellers held out at random before choosing.
    pub hold_out: Vec<TravellerId>,
}

words! {
    /// What a planner asks of the next plan about one traveller.
    WishKind {
        /// This traveller gets this gift.
        Pin = "pin",
        /// This traveller does not get it.
        Exclude = "exclude",
    }
}

/// A planner's wish for the next plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Wish {
    /// Whom it is about.
    pub traveller: TravellerId,
    /// What.
    pub kind: WishKind,
    /// Slug of the gift idea; none excludes the traveller from all. A pin names one.
    pub idea: Option<String>,
}

//! Read model of a campaign's newest plan: who gets what, what it is worth, how near the best possible.

use serde::{Deserialize, Serialize};

use crate::domain::approval::TurnDown;
use crate::domain::flight::LegKey;
use crate::domain::gift::{GiftState, ScoreParts};
use crate::domain::id::{GiftId, MatchId, PlanId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;

use super::board::ReasonCount;
use super::{CampaignHead, CapUnit, Decision, MaskedName, Names};

/// The plan page; without a plan while none was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// Head.
    pub head: CampaignHead,
    /// The newest plan.
    pub plan: Option<PlanShown>,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanShown {
    /// Its id.
    pub id: PlanId,
    /// When it was made.
    pub made_at: Instant,
    /// Seed of every random choice in it.
    pub seed: u64,
    /// Sum of the scores.
    pub value: i64,
    /// Proven: nothing under these caps is worth more.
    pub upper_bound: i64,
    /// (bound − value) / bound.
    pub gap: f64,
    /// Cost of all its gifts, minor units.
    pub cost_minor: i64,
    /// Travellers held out at random before choosing.
    pub hold_out: u64,
    /// Use of the caps, money first.
    pub caps: Vec<CapUsed>,
    /// How many gifts it has in all.
    pub gifts_total: u64,
    /// One page of gifts, highest score first, then by id.
    pub gifts: Vec<PlanLine>,
    /// Keyset of the next page of gifts (`?after=`).
    pub gifts_next: Option<String>,
    /// How many travellers got nothing (hold-out included).
    pub not_chosen_total: u64,
    /// Why, by first reason, most first.
    pub not_chosen_why: Vec<ReasonCount>,
    /// One page of those who got nothing, by id.
    pub not_chosen: Vec<NotChosenLine>,
    /// Keyset of the next page of those (`?others_after=`).
    pub not_chosen_next: Option<String>,
}

/// Use of one cap by the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapUsed {
    /// Name such as `money` or `stock:watch`.
    pub cap: String,
    /// What it counts.
    pub unit: CapUnit,
    /// The gift's names, for a stock cap.
    pub gift: Option<Names>,
    /// The limit.
    pub limit: i64,
    /// What the plan uses.
    pub used: i64,
}

/// One gift of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// The gift.
    pub id: GiftId,
    /// The match it rests on.
    pub from_match: MatchId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// Language of the traveller.
    pub language: Language,
    /// The leg.
    pub leg: LegKey,
    /// The gift's names.
    pub gift: Names,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Parts of the score.
    pub parts: ScoreParts,
    /// Facts behind it, at most two.
    pub facts: Vec<String>,
    /// State.
    pub state: GiftState,
    /// Who approved it.
    pub approval: Option<Decision>,
    /// Slug of the gift idea.
    pub idea: String,
    /// Why the same content was turned down before.
    pub turned_down: Option<TurnDown>,
}

/// A traveller without a gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotChosenLine {
    /// A match of theirs.
    pub from_match: MatchId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// Codes such as `cap:stock:watch`, `rule:liquids`, `hold_out`.
    pub why: Vec<String>,
}

//! Read models of what waits for approval, of the wishes for the next plan, and of gift ideas for one person.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::follow_ups::FollowUpLine;
use super::{CampaignHead, MaskedName, Names};
use crate::domain::approval::{Reminder, TurnDown};
use crate::domain::flight::LegKey;
use crate::domain::gift::{GiftState, ScoreParts};
use crate::domain::id::{GiftId, MatchId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::plan::WishKind;
use crate::domain::risk::Risk;

/// The approvers' queue: one page of gifts by time left, and the first posts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovalsView {
    /// Head.
    pub head: CampaignHead,
    /// When it was read.
    pub read_at: Instant,
    /// How many gifts wait in all.
    pub total: u64,
    /// How many of them have no window to be handed over in.
    pub without_window: u64,
    /// How many gifts close within 90 minutes.
    pub urgent: u64,
    /// One page of gifts, by time left, then by id.
    pub gifts: Vec<ApprovalLine>,
    /// Keyset of the next page.
    pub next: Option<String>,
    /// Gifts of this page that may be approved together: one small idea, one reason.
    pub together: Vec<TogetherGroup>,
    /// Posts that wait, the earliest first; more of them stand on the follow-ups page.
    pub posts: Vec<FollowUpLine>,
    /// How many posts wait in all.
    pub posts_total: u64,
}

/// One proposed gift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovalLine {
    /// The gift.
    pub id: GiftId,
    /// The match it rests on.
    pub from_match: MatchId,
    /// What an approval is bound to.
    pub content_hash: String,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// Language of the traveller.
    pub language: Language,
    /// The leg.
    pub leg: LegKey,
    /// Station of the hand-over and its zone.
    pub station: String,
    /// Its zone.
    pub zone: Tz,
    /// When the hand-over has to be over.
    pub closes_at: Instant,
    /// How urgent that is.
    pub reminder: Option<Reminder>,
    /// Slug of the idea.
    pub idea: String,
    /// The gift's names.
    pub gift: Names,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Parts of the score.
    pub parts: ScoreParts,
    /// Facts behind it, at most two.
    pub facts: Vec<String>,
    /// Probability of the match, 0 to 1.
    pub probability: f64,
    /// The weightiest pieces of evidence, without the prior.
    pub evidence: Vec<Evidence>,
    /// Lawful basis.
    pub basis: Basis,
    /// Approvals of this content so far.
    pub have: u64,
    /// Approvals its price needs.
    pub needed: u64,
    /// Whether the visitor proposed it.
    pub is_own: bool,
    /// Whether the visitor said yes already.
    pub said_yes: bool,
    /// Why the same content was turned down before.
    pub turned_down: Option<TurnDown>,
}

/// Gifts that may be approved together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TogetherGroup {
    /// Slug of the idea.
    pub idea: String,
    /// Its names.
    pub gift: Names,
    /// The one reason: facts behind all of them, joined with `+`.
    pub reason: String,
    /// The facts.
    pub facts: Vec<String>,
    /// How many.
    pub count: usize,
    /// Their cost together, minor units.
    pub cost_minor: i64,
}

/// What the plan page shows beside the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanDesk {
    /// Wishes for the next plan.
    pub wishes: Vec<WishLine>,
    /// Drafts that nobody proposed.
    pub drafts: u64,
    /// The draw: size, first and last time.
    pub draw: Option<Draw>,
}

/// The hold-out as it is locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// Travellers held out.
    pub held_out: u64,
    /// When the first were drawn.
    pub first_at: Instant,
    /// When the last were drawn.
    pub last_at: Instant,
}

/// A wish for the next plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishLine {
    /// A match of the traveller.
    pub from_match: MatchId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// What.
    pub kind: WishKind,
    /// Slug of the gift idea, where one is named.
    pub idea: Option<String>,
    /// Its names.
    pub gift: Option<Names>,
}

/// A traveller as lists of changes name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub traveller: TravellerId,
    /// The booked name, masked.
    pub name: MaskedName,
    /// A match of theirs.
    pub from_match: MatchId,
    /// The leg of that match.
    pub leg: LegKey,
}

/// Gift ideas for the traveller of a match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftIdeasView {
    /// Head.
    pub head: CampaignHead,
    /// The match.
    pub id: MatchId,
    /// Its state.
    pub state: MatchState,
    /// Its probability.
    pub probability: f64,
    /// The booked name, masked.
    pub traveller: Option<MaskedName>,
    /// The leg.
    pub leg: Option<LegKey>,
    /// When the hand-over has to be over.
    pub closes_at: Option<Instant>,
    /// Zone of the station.
    pub zone: Tz,
    /// Facts that may be used.
    pub facts: Vec<String>,
    /// What forbids any gift.
    pub person: Vec<String>,
    /// Whether the lot held them out.
    pub held_out: bool,
    /// The gift they have, or had.
    pub has: Option<(Names, GiftState)>,
    /// Every idea: those that may be given by falling score, then the forbidden ones.
    pub ideas: Vec<IdeaLine>,
}

/// One gift idea for one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdeaLine {
    /// Slug.
    pub slug: String,
    /// Names.
    pub gift: Names,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Staff minutes.
    pub effort_minutes: u32,
    /// Pieces left.
    pub left: i64,
    /// Pieces there were.
    pub stock: i64,
    /// Parts of the score, where it may be given.
    pub parts: Option<ScoreParts>,
    /// What can go wrong with it, where it may be given; beside the score.
    pub risk: Option<Risk>,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// What forbids it: codes.
    pub forbidden: Vec<String>,
    /// Whether it is just a note: for everybody, without a price.
    pub is_note: bool,
    /// Whether the campaign's file has no such idea yet; proposing it writes it there.
    pub to_add: bool,
}

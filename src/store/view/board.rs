//! Read models of the campaign list and of the campaign board: one campaign, one day.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::flight::{FlightState, LegKey};
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::domain::ledger::Balance;

use super::{CampaignHead, CapUnit, Names};

/// The list of campaigns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CampaignsView {
    /// Newest start first.
    pub campaigns: Vec<CampaignLine>,
}

/// One campaign in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CampaignLine {
    /// Head.
    pub head: CampaignHead,
    /// Balance of the campaign's money, minor units.
    pub money: Balance,
    /// Funnel.
    pub funnel: Funnel,
}

/// How far posts came. `screened_out` is part of `posts`; each later step is part of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Funnel {
    /// Posts read.
    pub posts: u64,
    /// Posts screened out before anything was stored.
    pub screened_out: u64,
    /// Matches suggested, whatever became of them.
    pub matched: u64,
    /// Matches a person confirmed.
    pub confirmed: u64,
    /// Gifts proposed or further.
    pub proposed: u64,
    /// Gifts approved or further.
    pub approved: u64,
    /// Gifts handed over.
    pub delivered: u64,
    /// Follow-up posts published.
    pub posted: u64,
}

/// The board of one campaign on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoardView {
    /// Head.
    pub head: CampaignHead,
    /// The day shown, local to the first station.
    pub day: NaiveDate,
    /// When the board was read.
    pub read_at: Instant,
    /// Funnel.
    pub funnel: Funnel,
    /// Balances, money first.
    pub caps: Vec<CapBalance>,
    /// Legs of the day with at least one gift, by departure.
    pub legs: Vec<LegRow>,
    /// Newest first.
    pub alerts: Vec<AlertLine>,
    /// Gifts by the traveller's language.
    pub by_language: Vec<LanguageCount>,
    /// Gifts by station.
    pub by_station: Vec<StationCount>,
    /// What was screened out, by reason, most first.
    pub screened: Vec<ReasonCount>,
}

/// Balance of one cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapBalance {
    /// Name such as `money`, `money:day`, `gifts`, `team_minutes`, `stock:watch`.
    pub cap: String,
    /// What it counts.
    pub unit: CapUnit,
    /// The gift's names, for a stock cap.
    pub gift: Option<Names>,
    /// The balance.
    pub balance: Balance,
}

/// One flight leg with its hand-overs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegRow {
    /// The leg.
    pub leg: LegKey,
    /// The station where gifts are handed over (IATA).
    pub station: String,
    /// Its zone.
    pub zone: Tz,
    /// Whether gifts are handed over when it lands; else they are before it leaves.
    pub lands: bool,
    /// When the schedule has it leave or land here.
    pub scheduled_at: Instant,
    /// When it does, as far as is known.
    pub expected_at: Instant,
    /// Gate now.
    pub gate: Option<String>,
    /// Pier now.
    pub pier: Option<String>,
    /// Gate before the last change.
    pub gate_before: Option<String>,
    /// Public state.
    pub state: FlightState,
    /// Hand-over window; none when the leg is off.
    pub window: Option<TimeWindow>,
    /// Hand-overs on this leg, by plan.
    pub hand_overs: Vec<HandOverMark>,
}

/// One hand-over on the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverMark {
    /// The gift.
    pub gift: GiftId,
    /// When the round wants it handed over; none while no courier fits.
    pub planned_at: Option<Instant>,
    /// When it was.
    pub actual_at: Option<Instant>,
    /// State.
    pub state: GiftState,
}

/// Something that wants a look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlertLine {
    /// When it became known.
    pub at: Instant,
    /// Zone of the station it happened at.
    pub zone: Tz,
    /// What.
    pub alert: Alert,
}

/// What happened. `gifts` counts open gifts that hang on the leg.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alert {
    /// A leg leaves later.
    Delay {
        /// The leg.
        leg: LegKey,
        /// ETD minus STD.
        minutes: i64,
        /// Gifts.
        gifts: u64,
    },
    /// A leg moved to another gate.
    GateChange {
        /// The leg.
        leg: LegKey,
        /// Old gate.
        from: Option<String>,
        /// New gate.
        to: String,
        /// Gifts.
        gifts: u64,
    },
    /// A leg does not fly.
    Cancelled {
        /// The leg.
        leg: LegKey,
        /// Gifts taken back.
        gifts: u64,
        /// Money set free, minor units.
        freed_minor: i64,
    },
    /// Gifts still wait for approval and their hand-over soon closes.
    Approvals {
        /// The mark that was passed: at most 90, 60 or 30 minutes are left.
        minutes: u32,
        /// Gifts.
        gifts: u64,
    },
    /// Many more complaints than usual.
    Complaints {
        /// In the last hour.
        in_hour: u64,
        /// In an hour of the day before.
        usual: f64,
    },
    /// Networks refused posts for good; somebody has to change or take back each.
    PostsRefused {
        /// Posts.
        posts: u64,
    },
    /// A gift is nearly out of stock.
    StockLow {
        /// The gift.
        gift: Names,
        /// Pieces left.
        left: i64,
    },
}

/// Gifts of one language: `done` of `gifts` are handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageCount {
    /// Language.
    pub language: Language,
    /// Gifts in the plan that are not withdrawn.
    pub gifts: u64,
    /// Handed over.
    pub done: u64,
}

/// Gifts of one station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationCount {
    /// Station (IATA).
    pub station: String,
    /// Gifts in the plan that are not withdrawn.
    pub gifts: u64,
    /// Handed over.
    pub done: u64,
}

/// A count under a reason code, never more than a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// Code such as `health`, `no_flight`, `cap:stock:watch`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

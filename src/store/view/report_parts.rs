//! Read model of the parts of a report beside figures and costs: rates, days, endings, who got gifts, where and when, what was
//! judged how, what the effect is worth, and what a reader has to know about the figures.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::actor::Role;
use crate::domain::campaign::TargetMetric;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::effect::{Note, Pooled, Returns};

use super::board::ReasonCount;

/// All of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReportParts {
    /// Engagement rates, each with its denominator.
    pub rates: Vec<RateLine>,
    /// What came in each day, by network and unit.
    pub days: Vec<DayLine>,
    /// Where the money went.
    pub cost: FullCost,
    /// What the meters counted of it.
    pub calls: Vec<CallLine>,
    /// How hand-overs ended.
    pub endings: Endings,
    /// Who got gifts, of whom.
    pub fairness: Vec<FairGroup>,
    /// What was screened out before anything was stored, by reason.
    pub screened: Vec<ReasonCount>,
    /// The posts seen most.
    pub top: Vec<TopPost>,
    /// What a person should look at.
    pub notes: Vec<Note>,
    /// Figures that networks do not give any more.
    pub retired: Vec<RetiredLine>,
    /// Readings to be made now, how many of them by hand, and how many were missed.
    pub schedule: ScheduleCount,
    /// Changes of targets after they were locked.
    pub edits: Vec<EditLine>,
    /// When the targets were locked.
    pub locked_at: Option<Instant>,
    /// The report it was closed with.
    pub closing: Option<ClosingLine>,
    /// Days without a post while live, where that is long.
    pub silent_days: Option<i64>,
    /// What a campaign of this size can show.
    pub reach_of_proof: Proof,
    /// The return, where a margin is known and bookings were seen.
    pub returns: Option<Returns>,
    /// This and the other campaigns' differences, and all of them together.
    pub forest: Vec<ForestLine>,
    /// All campaigns together.
    pub pooled: Option<Pooled>,
    /// Hand-overs by gate and hour.
    pub heat: Vec<HeatCell>,
    /// Where gifts flew to.
    pub destinations: Vec<Destination>,
    /// Stated probability against what people decided.
    pub calibration: Vec<CalibrationBand>,
    /// What a thousand views would have cost as advertisements, times what was seen; off unless somebody asked for it.
    pub earned_minor: Option<i64>,
}

/// Engagements by something, on one network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateLine {
    /// Network.
    pub network: Network,
    /// How both came about.
    pub method: Method,
    /// Engagements.
    pub engagements: u64,
    /// Field of the engagements.
    pub field: String,
    /// What they are divided by.
    pub by: Unit,
    /// Whether the campaign went live with this as what its rate divides by.
    #[serde(default)]
    pub locked: bool,
    /// Its field and definition; empty where the network gives no such figure.
    pub by_field: String,
    /// Its figure, above 0; none where the network gives no such figure.
    pub by_value: Option<u64>,
}

impl RateLine {
    /// Engagements by what they are divided by.
    pub fn rate(&self) -> Option<f64> {
        self.by_value.map(|by| self.engagements as f64 / by as f64)
    }
}

/// What came in on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLine {
    /// The day, local to the campaign.
    pub day: NaiveDate,
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// How it came about.
    pub method: Method,
    /// Sum at the end of the day less the sum a day before.
    pub change: i64,
}

/// Costs in full, minor units. What has no price given is none, and not in the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FullCost {
    /// Gifts handed over, without tax.
    pub gifts_minor: i64,
    /// Tax on them.
    pub tax_minor: i64,
    /// Wrapping.
    pub wrapping_minor: Option<i64>,
    /// Staff minutes, failed tries included.
    pub staff_minutes: i64,
    /// Staff time in money.
    pub staff_minor: Option<i64>,
    /// Credits for the networks' interfaces: what was typed in and what the meters counted.
    pub credits_minor: Option<i64>,
    /// Wrapping and staff time of gifts that reached nobody; part of the lines above.
    pub failed_minor: i64,
    /// Gifts that reached nobody.
    pub failed: u64,
    /// All together.
    pub total_minor: i64,
}

/// What calls of a kind cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLine {
    /// The network's word.
    pub network: String,
    /// The kind's word.
    pub call: String,
    /// Posts, accounts or requests.
    pub units: u64,
    /// What they cost, minor units.
    pub minor: i64,
}

/// How hand-overs ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Endings {
    /// Given.
    pub given: u64,
    /// Declined.
    pub declined: u64,
    /// Nobody was found.
    pub not_found: u64,
    /// Within their window, however they ended.
    pub in_window: u64,
    /// Consents to publication that stand.
    pub publication: u64,
    /// Consents to a photo that stand.
    pub photo: u64,
    /// Consents to reuse that stand.
    pub reuse: u64,
}

/// One way of grouping people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairGroup {
    /// `language`, `cabin`, `route` or `followers`.
    pub by: String,
    /// Its groups, the largest first.
    pub lines: Vec<FairLine>,
}

/// One group: how many had a confirmed match, how many got a gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairLine {
    /// The group.
    pub word: String,
    /// Travellers with a confirmed match.
    pub confirmed: u64,
    /// Of them, with a gift in their hands.
    pub given: u64,
}

/// One of the posts seen most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopPost {
    /// Network.
    pub network: Network,
    /// Its address or id there.
    pub post: String,
    /// Unit.
    pub unit: Unit,
    /// How often.
    pub value: u64,
    /// How that came about.
    pub method: Method,
}

/// A figure that a network does not give any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetiredLine {
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Where it stood.
    pub field: String,
    /// Since when.
    pub since_on: NaiveDate,
}

/// How the schedule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScheduleCount {
    /// To be read now.
    pub due: u64,
    /// Of them, by hand.
    pub by_hand: u64,
    /// Read in time.
    pub read: u64,
    /// Missed.
    pub missed: u64,
}

/// A change of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditLine {
    /// The figure.
    pub metric: TargetMetric,
    /// Before.
    pub was: Option<u64>,
    /// Since.
    pub value: u64,
    /// Why.
    pub why: String,
    /// Who, by role.
    pub role: Role,
    /// When.
    pub at: Instant,
}

/// The report a campaign was closed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingLine {
    /// SHA-256 of its figures.
    pub content_hash: String,
    /// Who closed it, by role.
    pub role: Role,
    /// When.
    pub at: Instant,
}

/// What a campaign of this size can show.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Proof {
    /// Gifts it can give at most, or gave.
    pub gifts: u64,
    /// Share held out, percent.
    pub hold_out_percent: u8,
    /// Share who do the thing anyway, 0 to 1.
    pub base: f64,
    /// Smallest rise that would show; none where none would.
    pub shows: Option<f64>,
    /// Gifts that a rise of five points would need; none where no hold-out can show it.
    pub needed_for_five: Option<u64>,
    /// Whether the campaign has not begun.
    pub planned: bool,
}

/// One campaign's difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForestLine {
    /// Campaign.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Travellers in both groups.
    pub people: u64,
    /// Travellers in the smaller of them.
    pub fewest: u64,
    /// Difference of shares.
    pub difference: f64,
    /// Its interval.
    pub low: f64,
    /// Its interval.
    pub high: f64,
    /// Whether it is the report's own.
    pub own: bool,
}

/// Hand-overs at a gate in an hour of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatCell {
    /// Station and gate.
    pub gate: String,
    /// Hour, local.
    pub hour: u32,
    /// Hand-overs.
    pub n: u64,
}

/// A destination of gifts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Destination {
    /// IATA code.
    pub iata: String,
    /// City.
    pub city: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Gifts.
    pub n: u64,
}

/// Matches of like probability, and how people decided.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CalibrationBand {
    /// Mean of the stated probabilities.
    pub stated: f64,
    /// Share that people confirmed.
    pub confirmed: f64,
    /// Matches decided.
    pub n: u64,
}

//! Read model of the impression report: figures with their source, costs, targets, hold-out.
//!
//! Figures of different units are never added together; nor are figures of different networks.

use serde::{Deserialize, Serialize};

use crate::domain::campaign::TargetMetric;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::effect::{Share, fisher_exact};

use super::board::Funnel;
use super::report_parts::ReportParts;
use super::report_voices::Voices;
use super::{CampaignHead, Names};

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// Head.
    pub head: CampaignHead,
    /// When it was made.
    pub made_at: Instant,
    /// Funnel over the whole campaign.
    pub funnel: Funnel,
    /// One line per network and unit.
    pub figures: Vec<Figure>,
    /// How figures grew, one per network and unit that was read more than once.
    pub series: Vec<Series>,
    /// Money spent (committed), minor units.
    pub spent_minor: i64,
    /// Gifts by idea, most money first.
    pub costs: Vec<CostLine>,
    /// Hand-overs by the traveller's language.
    pub by_language: Vec<LanguageLine>,
    /// Cost of one hand-over, minor units; none without hand-overs.
    pub cost_per_hand_over_minor: Option<i64>,
    /// Cost of a thousand impressions, per network that gives impressions.
    pub cost_per_mille: Vec<CostPerMille>,
    /// Targets against result.
    pub targets: Vec<TargetLine>,
    /// Hold-out.
    pub hold_out: HoldOut,
    /// Everything beside.
    pub parts: ReportParts,
    /// What people said.
    #[serde(default)]
    pub voices: Voices,
    /// Groups of few people that are left out for whoever reads it.
    #[serde(default)]
    pub small_groups: u64,
}

impl ReportView {
    /// Leaves other campaigns out that a reader may not see. What is pooled over all tells of each, so it goes with the first.
    pub fn keep_campaigns(&mut self, sees: impl Fn(&str) -> bool) {
        let all = self.parts.forest.len();
        self.parts.forest.retain(|line| line.own || sees(&line.slug));
        if self.parts.forest.len() < all {
            self.parts.pooled = None;
        }
    }
}

/// The newest figure of one unit on one network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Sum over the network's posts.
    pub value: u64,
    /// Posts it covers.
    pub posts: u64,
    /// Where in the network's answer it stood.
    pub field: String,
    /// Version of the network's definition.
    pub definition: String,
    /// When the newest of them was read.
    pub read_at: Instant,
    /// How it came about.
    pub method: Method,
    /// Share of posts or time it covers, percent.
    pub coverage_percent: u8,
}

/// A figure over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Where in the network's answer it stood.
    pub field: String,
    /// Version of the network's definition; another version is another line.
    pub definition: String,
    /// How it came about.
    pub method: Method,
    /// Oldest first.
    pub points: Vec<Point>,
}

/// One reading of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// When.
    pub at: Instant,
    /// How many.
    pub value: u64,
}

/// What one gift idea cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// The gift's names.
    pub gift: Names,
    /// Pieces handed over.
    pub pieces: u64,
    /// Money, minor units.
    pub cost_minor: i64,
}

/// Hand-overs of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageLine {
    /// Language.
    pub language: Language,
    /// Hand-overs.
    pub hand_overs: u64,
}

/// Cost of a thousand impressions on one network: all money spent over that network's impressions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPerMille {
    /// Network.
    pub network: Network,
    /// Minor units.
    pub minor: i64,
    /// How the impressions came about.
    pub method: Method,
}

/// A target and how far it was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLine {
    /// The figure.
    pub metric: TargetMetric,
    /// The value wanted.
    pub wanted: u64,
    /// The value reached; none while nothing is known.
    pub reached: Option<u64>,
}

/// The two groups and, where an outcome was read, their difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldOut {
    /// Travellers with a gift.
    pub treated: u64,
    /// Travellers held out.
    pub held_out: u64,
    /// The smallest difference of rates this size could show, 0 to 1.
    pub minimum_detectable: Option<f64>,
    /// What both groups did since; none before the first booking was seen.
    pub outcome: Option<Outcome>,
    /// The difference found.
    pub uplift: Option<Uplift>,
}

impl HoldOut {
    /// Fisher's exact p-value of the difference, for who asks; none before a booking was seen.
    pub fn p_value(&self) -> Option<f64> {
        let seen = self.outcome?;
        let groups = Share::new(seen.offered, seen.offered_again).zip(Share::new(seen.held_out, seen.held_out_again));
        groups.map(|(offered, held_out)| fisher_exact(offered, held_out))
    }
}

/// Who booked again, by the groups as they were drawn (intention to treat): whoever could have had a gift counts,
/// with one or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Travellers not held out.
    pub offered: u64,
    /// Of them, with a later booking.
    pub offered_again: u64,
    /// Travellers held out.
    pub held_out: u64,
    /// Of them, with a later booking.
    pub held_out_again: u64,
    /// Days after the lot in which a booking counts.
    pub window_days: u32,
}

/// Difference of two rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Uplift {
    /// Treated minus held out, −1 to 1.
    pub difference: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Confidence of the interval, such as 0.95.
    pub confidence: f64,
    /// Whether the interval leaves out zero.
    pub detectable: bool,
}

//! Read model of campaigns beside each other. Each keeps its own currency; nothing is added up over campaigns but the effect.

use serde::{Deserialize, Serialize};

use super::CampaignHead;
use super::report::Uplift;
use super::report_parts::ForestLine;
use crate::domain::instant::Instant;
use crate::effect::Pooled;

/// The comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompareView {
    /// Newest start first.
    pub lines: Vec<CompareLine>,
    /// Differences of those with later bookings.
    pub forest: Vec<ForestLine>,
    /// All of them together.
    pub pooled: Option<Pooled>,
    /// When it was made.
    pub made_at: Instant,
}

/// One campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompareLine {
    /// Head.
    pub head: CampaignHead,
    /// Gifts handed over.
    pub hand_overs: u64,
    /// Share of hand-overs within their window.
    pub on_time: Option<f64>,
    /// Costs in full, minor units.
    pub total_minor: i64,
    /// By hand-over.
    pub per_hand_over_minor: Option<i64>,
    /// Impressions on the network with the most.
    pub impressions: Option<u64>,
    /// Targets met.
    pub targets_met: u64,
    /// Targets set.
    pub targets: u64,
    /// Difference of later bookings.
    pub uplift: Option<Uplift>,
    /// Smallest difference it could show.
    pub minimum_detectable: Option<f64>,
    /// Profit by cost.
    pub return_ratio: Option<f64>,
    /// Days without a post while live, where that is long.
    pub silent_days: Option<i64>,
}

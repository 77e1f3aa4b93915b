//! Read model of the report's settings: costs and margins, targets, retired figures, links.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CampaignHead;
use super::report_parts::{EditLine, RetiredLine};
use crate::domain::campaign::Target;
use crate::domain::instant::Instant;
use crate::store::share::SharePurpose;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettingsView {
    /// Head.
    pub head: CampaignHead,
    /// Costs and margins as the form writes them, whole units; empty where nothing is known.
    pub amounts: Amounts,
    /// Targets as they were locked, or as the file has them.
    pub targets: Vec<Target>,
    /// When they were locked.
    pub locked_at: Option<Instant>,
    /// Their edits.
    pub edits: Vec<EditLine>,
    /// Figures that networks do not give any more.
    pub retired: Vec<RetiredLine>,
    /// Links that work.
    pub links: Vec<LinkLine>,
}

/// What the form of costs holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Amounts {
    /// Margin of one later booker.
    pub margin: String,
    /// An hour of staff.
    pub staff: String,
    /// Wrapping of one gift.
    pub wrapping: String,
    /// Credits for the networks' interfaces.
    pub credits: String,
    /// Share who book again anyway, percent.
    pub base: String,
    /// What a thousand views would have cost as advertisements.
    pub earned: String,
}

/// A link that works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkLine {
    /// Its id.
    pub id: Uuid,
    /// What it shows.
    pub purpose: SharePurpose,
    /// Until when.
    pub expires_at: Instant,
}

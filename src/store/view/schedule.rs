//! Read model of the readings page: which figures are due, and the files that figures were taken from.

use serde::{Deserialize, Serialize};

use super::CampaignHead;
use super::report_parts::ScheduleCount;
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScheduleView {
    /// Head.
    pub head: CampaignHead,
    /// Readings to be made now, the most urgent first.
    pub due: Vec<DueLine>,
    /// How the schedule stands.
    pub count: ScheduleCount,
    /// Files that were taken, newest first.
    pub files: Vec<FileLine>,
}

/// One reading to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLine {
    /// Network.
    pub network: Network,
    /// The post.
    pub address: String,
    /// Its age, hours.
    pub age_hours: i64,
    /// Since when.
    pub due_at: Instant,
    /// Until when.
    pub until: Instant,
    /// Whether a person has to make it.
    pub by_hand: bool,
}

/// A file that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// SHA-256 of its content.
    pub content_hash: String,
    /// When it came.
    pub made_at: Instant,
    /// Readings taken from it.
    pub readings: u64,
}

//! Read model of the page on which readings are put right.

use serde::{Deserialize, Serialize};

use super::CampaignHead;
use crate::domain::id::ReadingId;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Reading;

/// The page: the readings of a post, or which posts have some.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RepairView {
    /// Head.
    pub head: CampaignHead,
    /// The post whose readings are shown.
    pub post: Option<String>,
    /// Its readings, by unit and field, the newest first.
    pub readings: Vec<ReadingLine>,
    /// Posts with readings, those with notes first.
    pub posts: Vec<PostLine>,
    /// The campaign's posts that are out, for figures typed in.
    pub own: Vec<(Network, String)>,
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingLine {
    /// Its id.
    pub id: ReadingId,
    /// It.
    pub reading: Reading,
    /// Since when it counts nowhere.
    pub set_aside_at: Option<Instant>,
    /// The file it came from.
    pub file: Option<String>,
}

/// A post with readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostLine {
    /// Address or id.
    pub post: String,
    /// Network, as a word.
    pub network: String,
    /// Figures that count.
    pub figures: u64,
    /// Notes on them.
    pub notes: u64,
    /// When the newest was read.
    pub read_at: Instant,
}

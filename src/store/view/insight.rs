//! Read model of what people talk about: themes with their counts, a jump of complaints, and what was made of themes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::instant::Instant;
use crate::store::theme::IdeaKind;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InsightView {
    /// When it was read.
    pub read_at: Instant,
    /// Posts about the airline in the last 24 hours.
    pub posts: u64,
    /// In the four weeks before.
    pub posts_before: u64,
    /// Themes, those that rise first.
    pub themes: Vec<ThemeLine>,
    /// Themes of fewer than ten posts that are not shown.
    pub hidden: u64,
    /// A jump of complaints in the last whole hour.
    pub spike: Option<SpikeLine>,
    /// How often the alarm cries without a cause.
    pub alarm: Option<AlarmRate>,
    /// What was made of themes.
    pub ideas: Vec<IdeaLine>,
}

/// One theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThemeLine {
    /// `complaint:delay`, `station:JFK`, `interest:hiking` ...
    pub theme: String,
    /// Posts that name it now.
    pub posts: u64,
    /// Posts that named it before.
    pub before: u64,
    /// Log-likelihood ratio; none where there is no before.
    pub evidence: Option<f64>,
    /// Binary logarithm of the two rates' ratio.
    pub log_ratio: Option<f64>,
    /// Whether it rises for certain.
    pub rising: bool,
}

/// A jump.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpikeLine {
    /// The hour.
    pub hour_at: Instant,
    /// Complaints in it.
    pub posts: u64,
    /// Complaints in a usual hour.
    pub usual: f64,
    /// The chance of so many.
    pub chance: f64,
}

/// How often the alarm cries without a cause, by replay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlarmRate {
    /// False alarms in thirty days.
    pub false_alarms_a_month: f64,
    /// Hours of the past that were replayed.
    pub hours: u64,
    /// Judgements made.
    pub replayed: u64,
}

/// What was made of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaLine {
    /// Its id.
    pub id: Uuid,
    /// The theme.
    pub theme: String,
    /// In words.
    pub note: String,
    /// Task or campaign.
    pub kind: IdeaKind,
    /// When.
    pub made_at: Instant,
}

//! Shapes that several parts of the API share.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::gift::ScoreParts;
use crate::domain::instant::TimeWindow;
use crate::store::view::Names;

/// The query of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// `next` of the page before; what is unknown starts at the beginning.
    pub after: Option<String>,
}

/// When a hand-over may begin and has to be over.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Window {
    /// First instant.
    pub opens_at: DateTime<Utc>,
    /// Last instant.
    pub closes_at: DateTime<Utc>,
}

impl From<TimeWindow> for Window {
    fn from(TimeWindow { opens_at, closes_at }: TimeWindow) -> Self {
        Self { opens_at, closes_at }
    }
}

/// The parts of a score, points.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Parts {
    /// How well the gift fits what the traveller wrote about.
    pub relevance: i64,
    /// Birthday, honeymoon …
    pub occasion: i64,
    /// Whether it serves on this very trip.
    pub use_on_trip: i64,
    /// What it does for what it costs.
    pub effort_benefit: i64,
    /// How likely it can be there in time.
    pub feasibility: i64,
    /// How sure the match is.
    pub confidence: i64,
    /// What the value band is worth in this campaign.
    pub value: i64,
}

impl From<ScoreParts> for Parts {
    fn from(parts: ScoreParts) -> Self {
        let ScoreParts { relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence, value } = parts;
        Self { relevance, occasion, use_on_trip, effort_benefit, feasibility, confidence, value }
    }
}

/// Names by language code.
pub(super) type NamesByLanguage = BTreeMap<String, String>;

/// Names of a gift idea by language code.
pub(super) fn names(names: &Names) -> NamesByLanguage {
    names.iter().map(|(language, name)| (language.to_string(), name.clone())).collect()
}

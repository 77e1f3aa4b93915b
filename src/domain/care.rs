//! Care cases: complaints under our posts, with two clocks that start when the case opens.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::instant::Instant;

words! {
    /// States of a care case.
    CareState {
        /// Nobody answered yet.
        Open = "open",
        /// Answered, not solved.
        Answered = "answered",
        /// Solved.
        Solved = "solved",
    }
}

/// The two deadlines, stored when the case opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Answer by: one hour.
    pub answer_by: Instant,
    /// Solve by: one day.
    pub solve_by: Instant,
}

impl Deadlines {
    /// The deadlines of a case opened at an instant.
    pub fn from_opening(opened_at: Instant) -> Self {
        Self { answer_by: opened_at + Duration::hours(1), solve_by: opened_at + Duration::hours(24) }
    }
}

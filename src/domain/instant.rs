//! Instants, windows of time and station-local days.
//!
//! Every instant is UTC with microseconds, the finest grain both databases keep.

use chrono::{DateTime, Duration, NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A point in time, UTC, microseconds.
pub type Instant = DateTime<Utc>;

/// Cuts an instant to microseconds, so that it reads back from either database as it was written.
pub fn to_microseconds(at: Instant) -> Instant {
    at.trunc_subsecs(6)
}

/// A span of time with its opening and its close, both instants included in the sense of hand-overs:
/// a hand-over may start at `opens_at` and must be over by `closes_at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeWindow {
    /// First instant inside.
    pub opens_at: Instant,
    /// Last instant inside.
    pub closes_at: Instant,
}

impl TimeWindow {
    /// The window, or `None` where it would close before it opens.
    pub fn new(opens_at: Instant, closes_at: Instant) -> Option<Self> {
        (opens_at <= closes_at).then_some(Self { opens_at, closes_at })
    }

    /// Whether the instant lies inside.
    pub fn contains(self, at: Instant) -> bool {
        self.opens_at <= at && at <= self.closes_at
    }

    /// How long it is.
    pub fn length(self) -> Duration {
        self.closes_at - self.opens_at
    }
}

/// The calendar day that an instant falls on at a place.
pub fn local_day(at: Instant, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_closes_before_it_opens_is_none() {
        let noon: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        assert_eq!(TimeWindow::new(noon, noon - Duration::seconds(1)), None);
        assert!(TimeWindow::new(noon, noon).is_some_and(|window| window.contains(noon)));
    }

    #[test]
    fn late_evening_in_utc_is_the_next_day_at_schiphol() {
        let at: Instant = "2025-03-03T23:30:00Z".parse().expect("an instant");
        assert_eq!(local_day(at, chrono_tz::Europe::Amsterdam).to_string(), "2025-03-04");
    }
}

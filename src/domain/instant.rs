//! Instants, windows of time and station-local days.
//!
//! Every instant is UTC with microseconds, the finest grain both databases keep.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, Utc};
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

/// The instant of a local time. One that a clock change skips counts from the hour after it, one that exists twice is the first.
pub fn from_local(local: NaiveDateTime, zone: Tz) -> Option<Instant> {
    let first = |local: NaiveDateTime| local.and_local_timezone(zone).earliest();
    Some(first(local).or_else(|| first(local.checked_add_signed(Duration::hours(1))?))?.to_utc())
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
    fn a_local_time_that_is_skipped_or_doubled_has_one_instant() {
        let at = |text: &str| {
            let local = text.parse().expect("a local time");
            from_local(local, chrono_tz::Europe::Amsterdam).map(|at| at.to_rfc3339())
        };
        assert_eq!(at("2025-03-04T12:00:00").as_deref(), Some("2025-03-04T11:00:00+00:00"));
        assert_eq!(at("2025-03-30T02:30:00").as_deref(), Some("2025-03-30T01:30:00+00:00"));
        assert_eq!(at("2025-10-26T02:30:00").as_deref(), Some("2025-10-26T00:30:00+00:00"));
    }

    #[test]
    fn late_evening_in_utc_is_the_next_day_at_schiphol() {
        let at: Instant = "2025-03-03T23:30:00Z".parse().expect("an instant");
        assert_eq!(local_day(at, chrono_tz::Europe::Amsterdam).to_string(), "2025-03-04");
    }
}

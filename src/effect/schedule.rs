//! When the figures of a post are read: after 1 hour, 24 hours, 72 hours, 7 days and 28 days, each once.
//!
//! Networks forget (X shows a post's own figures for 30 days), so the last reading freezes them. A reading counts for the
//! age whose time it falls into; what was not read in its time is missed, and stays so.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::instant::Instant;

/// Ages at which figures are read, hours.
pub const AGES: [i64; 5] = [1, 24, 72, 168, 672];
/// The age at which the last one is over, hours: 30 days.
pub const FORGOTTEN: i64 = 720;

words! {
    /// How a reading of the schedule stands.
    Slot {
        /// Its time has not come.
        Later = "later",
        /// It is to be read now.
        Due = "due",
        /// It was read in its time.
        Read = "read",
        /// Its time went by without a reading.
        Missed = "missed",
    }
}

/// One reading of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// Age of the post, hours.
    pub age_hours: i64,
    /// From when on.
    pub due_at: Instant,
    /// Until when.
    pub until: Instant,
    /// How it stands.
    pub slot: Slot,
}

/// The schedule of a post published at an instant, with the instants at which it was read.
pub fn schedule(published_at: Instant, readings: &[Instant], now: Instant) -> [Scheduled; 5] {
    let end = |place: usize| AGES.get(place + 1).copied().unwrap_or(FORGOTTEN);
    let mut place = 0;
    AGES.map(|age_hours| {
        let (due_at, until) = (published_at + Duration::hours(age_hours), published_at + Duration::hours(end(place)));
        place += 1;
        let was_read = readings.iter().any(|read_at| (due_at..until).contains(read_at));
        let slot = match () {
            () if was_read => Slot::Read,
            () if now < due_at => Slot::Later,
            () if now < until => Slot::Due,
            () => Slot::Missed,
        };
        Scheduled { age_hours, due_at, until, slot }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_age_is_read_once_in_its_own_time() {
        use Slot::{Due, Later, Missed, Read};
        let at: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let hours = |n| at + Duration::hours(n);
        let slots = |readings: &[Instant], now| schedule(at, readings, now).map(|one| one.slot);
        assert_eq!(slots(&[], at), [Later, Later, Later, Later, Later]);
        assert_eq!(slots(&[], hours(1)), [Due, Later, Later, Later, Later]);
        assert_eq!(slots(&[hours(2)], hours(25)), [Read, Due, Later, Later, Later]);
        assert_eq!(slots(&[hours(2), hours(25)], hours(200)), [Read, Read, Missed, Due, Later]);
        assert_eq!(slots(&[hours(700)], hours(2_000)), [Missed, Missed, Missed, Missed, Read]);
        // A reading of the first minutes is none of the schedule.
        assert_eq!(slots(&[at + Duration::minutes(5)], hours(1))[0], Due);
        assert_eq!(schedule(at, &[], at)[4].until, hours(720), "before X forgets");
    }
}

//! What a phone at the gate may see and tell: how far its clock is believed, how long a hand-over can be taken back,
//! and when a traveller's name stands on a list.

use chrono::Duration;

use super::instant::Instant;

/// A hand-over can be taken back for this long.
pub const UNDO_FOR: Duration = Duration::seconds(30);
/// What the way to the server and back may add to it.
const UNDO_GRACE: Duration = Duration::seconds(5);
/// A report older than this comes from a clock that is wrong.
const OLDEST_REPORT: Duration = Duration::hours(48);
/// Names stand on gate lists from so long before a flight …
const NAMED_BEFORE: Duration = Duration::hours(6);
/// … until so long after it.
const NAMED_AFTER: Duration = Duration::hours(2);
/// A phone forgets its list so long after the last flight on it.
pub const KEPT_ON_PHONE: Duration = Duration::hours(24);

words! {
    /// Why nobody was met.
    NotFoundReason {
        /// They did not come to the gate.
        NoShow = "no_show",
        /// They had boarded, or boarding was over.
        Boarded = "boarded",
        /// Someone else sat there, or the pass did not fit.
        OtherPerson = "other_person",
        /// The courier could not be there in time.
        NoTime = "no_time",
    }
}

words! {
    /// How it was checked who gets the gift.
    CheckedBy {
        /// The boarding pass was read; what it says stayed on the phone.
        Pass = "pass",
        /// Seat and family name were typed.
        Typed = "typed",
    }
}

/// The instant that counts for a report: what the device says, or the time of arrival where its clock can't be right.
pub fn believed(device_at: Instant, received_at: Instant) -> Instant {
    if device_at <= received_at && device_at >= received_at - OLDEST_REPORT { device_at } else { received_at }
}

/// Whether a hand-over can be taken back; both times are of the same clock, so it does not matter how wrong that is.
pub fn may_take_back(happened_at: Instant, taken_back_at: Instant) -> bool {
    let after = taken_back_at - happened_at;
    after >= Duration::zero() && after <= UNDO_FOR + UNDO_GRACE
}

/// When a traveller's name stands on gate lists: around the flight they meet us at.
pub fn is_named(flight_at: Instant, now: Instant) -> bool {
    flight_at - NAMED_BEFORE <= now && now <= flight_at + NAMED_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_clock_that_cannot_be_right_does_not_count() {
        let now = at("2025-03-04T07:00:00Z");
        for wrong in ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "2025-03-02T06:59:59Z", "2025-03-04T07:00:01Z"] {
            assert_eq!(believed(at(wrong), now), now, "{wrong}");
        }
        for right in ["2025-03-02T07:00:00Z", "2025-03-04T06:59:59Z", "2025-03-04T07:00:00Z"] {
            assert_eq!(believed(at(right), now), at(right), "{right}");
        }
    }

    #[test]
    fn thirty_seconds_are_enough_to_take_back_and_an_earlier_clock_is_not() {
        let given = at("1970-01-01T00:00:00Z");
        assert!(may_take_back(given, given + UNDO_FOR));
        assert!(!may_take_back(given, given + UNDO_FOR * 2));
        assert!(!may_take_back(given, given - Duration::seconds(1)));
    }

    #[test]
    fn a_name_is_shown_around_the_flight_only() {
        let departs = at("2025-03-04T12:00:00Z");
        for (now, shown) in [("05:59", false), ("06:00", true), ("14:00", true), ("14:01", false)] {
            assert_eq!(is_named(departs, at(&format!("2025-03-04T{now}:00Z"))), shown, "{now}");
        }
    }
}

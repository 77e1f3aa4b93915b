//! What people may ask of us and by when it has to be answered (GDPR Art. 12(3), 15, 17, 21), and how long data is kept.

use chrono::{Duration, Months};

use super::instant::Instant;

words! {
    /// What somebody asks.
    RequestKind {
        /// Everything held about them (Art. 15).
        Access = "access",
        /// To be forgotten (Art. 17).
        Erasure = "erasure",
        /// Never to be matched (Art. 21).
        Objection = "objection",
    }
}

words! {
    /// How a request reached us.
    Channel {
        /// Somebody told our staff: the privacy desk, the gate or care.
        Desk = "desk",
        /// The public page.
        Public = "public",
    }
}

words! {
    /// How a request ended.
    Outcome {
        /// What was asked was done.
        Done = "done",
        /// There was nothing about the person.
        NothingHeld = "nothing_held",
        /// It could not be done; the person was told why.
        Refused = "refused",
    }
}

/// By when a request has to be answered: one month after it came (Art. 12(3)).
pub fn due_at(received_at: Instant) -> Instant {
    received_at.checked_add_months(Months::new(1)).unwrap_or(received_at + Duration::days(30))
}

words! {
    /// Data that is kept for a time only.
    Kept {
        /// People without a gift, with bookings, accounts, posts and matches.
        People = "people",
        /// Lines of files that could not be read.
        Quarantine = "quarantine",
        /// Jobs that are done.
        Jobs = "jobs",
        /// Sign-ins that are over.
        Sessions = "sessions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_due_after_one_month_of_the_calendar() {
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        assert_eq!(due_at(at("2025-03-04T08:00:00Z")), at("2025-04-04T08:00:00Z"));
        assert_eq!(due_at(at("2025-01-31T08:00:00Z")), at("2025-02-28T08:00:00Z"), "the last day of a short month");
    }
}

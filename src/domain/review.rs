//! Reviewing matches: who looks at one now, why it was rejected, in which order they wait, who may see a booked name.
//!
//! A lease keeps two people from the same work. It ends by a decision, by release or by time, so nobody can block the queue.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
use super::id::AccountId;
use super::instant::Instant;
use super::refusal::Refusal;

/// How long a match stays with who took it.
pub const LEASE: Duration = Duration::minutes(10);
/// Fewer minutes than this to the closing of the gate count as this many: below it a few seconds would decide the order.
const SHORTEST: f64 = 5.0;
/// What a match weighs against others once its gate is closed: it comes after all that can still be served.
const CLOSED: f64 = 1e-6;
/// At most this many facts of posts may stand behind a gift.
const MOST_FACTS: usize = 2;

words! {
    /// Why a person takes a match as wrong. Codes only: no free text, so no personal data.
    RejectReason {
        /// Somebody else of that name or on that flight.
        WrongPerson = "wrong_person",
        /// A joke, a memory, somebody else's trip.
        NotTravelling = "not_travelling",
        /// It touches health, faith, grief … that the screen let through.
        Sensitive = "sensitive",
        /// It may be right, but this does not show it.
        TooLittle = "too_little",
        /// None of these.
        Other = "other",
    }
}

words! {
    /// Why somebody has to see the full name of a booking.
    RevealReason {
        /// The spelling in the post has to be compared with the booking.
        CompareName = "compare_name",
        /// Two passengers look alike with their names masked.
        TellApart = "tell_apart",
        /// The traveller asked about it.
        TravellerAsks = "traveller_asks",
    }
}

/// Who looks at a match now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Whose it is.
    pub by: AccountId,
    /// A demo's stand-in.
    pub simulated: bool,
    /// Since when.
    pub taken_at: Instant,
    /// Until when.
    pub until: Instant,
}

impl Lease {
    /// Whether it keeps this person out.
    pub fn bars(&self, by: AccountId, now: Instant) -> bool {
        self.by != by && now < self.until
    }

    /// Takes a match for review; one's own lease is renewed.
    pub fn take(current: Option<&Self>, by: &Actor, now: Instant) -> Result<Self, Refusal> {
        expect_reviewer(by, "review a match")?;
        expect_free(current, by, now)?;
        let taken_at = current.filter(|own| own.by == by.id && now < own.until).map_or(now, |own| own.taken_at);
        Ok(Self { by: by.id, simulated: by.simulated, taken_at, until: now + LEASE })
    }
}

/// Refuses while a colleague looks at it.
pub fn expect_free(lease: Option<&Lease>, by: &Actor, now: Instant) -> Result<(), Refusal> {
    match lease {
        Some(lease) if lease.bars(by.id, now) => {
            Err(Refusal::Taken { minutes: (now - lease.taken_at).num_minutes().max(0) })
        }
        _ => Ok(()),
    }
}

/// Refuses who does not review matches.
pub fn expect_reviewer(by: &Actor, action: &'static str) -> Result<(), Refusal> {
    match by.role {
        Role::Planner | Role::Approver => Ok(()),
        role => Err(Refusal::WrongRole { role: role.as_str(), action, who: "a planner or an approver" }),
    }
}

/// The part of the queue's order that time does not change: match probability × value, where one plus the facts a gift may
/// refer to (two at most) stands for the value: with a fact a gift can fit, with two it can surprise.
pub fn promise(probability: f64, facts: usize) -> f64 {
    probability * (1 + facts.min(MOST_FACTS)) as f64
}

/// Place in the queue, the highest first: promise ÷ minutes until the gate closes (at least five). Once the gate is closed it
/// comes after everything that can still be served.
pub fn urgency(promise: f64, closes_at: Instant, now: Instant) -> f64 {
    let minutes = (closes_at - now).num_seconds() as f64 / 60.0;
    if minutes <= 0.0 { promise * CLOSED } else { promise / minutes.max(SHORTEST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANNER: Actor = Actor::simulated(Role::Planner);
    const APPROVER: Actor = Actor::simulated(Role::Approver);

    fn now() -> Instant {
        "2025-03-04T08:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn a_lease_keeps_colleagues_out_for_ten_minutes_and_renews_for_its_owner() {
        let lease = Lease::take(None, &PLANNER, now()).expect("free");
        assert_eq!(lease.until - now(), LEASE);
        let soon = now() + Duration::minutes(2);
        assert_eq!(Lease::take(Some(&lease), &APPROVER, soon), Err(Refusal::Taken { minutes: 2 }));
        let renewed = Lease::take(Some(&lease), &PLANNER, soon).expect("one's own");
        assert_eq!((renewed.taken_at, renewed.until), (now(), soon + LEASE));
        let later = Lease::take(Some(&lease), &APPROVER, lease.until).expect("over");
        assert_eq!((later.by, later.taken_at), (APPROVER.id, lease.until));
        for role in [Role::Gate, Role::Admin, Role::System] {
            assert!(matches!(Lease::take(None, &Actor::simulated(role), now()), Err(Refusal::WrongRole { .. })));
        }
    }

    #[test]
    fn what_is_sure_telling_and_soon_comes_first_and_what_is_gone_last() {
        let at = |minutes| now() + Duration::minutes(minutes);
        let place = |probability, facts, minutes| urgency(promise(probability, facts), at(minutes), now());
        assert!(place(0.99, 1, 60) > place(0.85, 1, 60));
        assert!(place(0.85, 2, 60) > place(0.99, 0, 60));
        assert!(place(0.85, 0, 30) > place(0.99, 0, 60));
        assert!((place(0.9, 1, 1) - place(0.9, 1, 5)).abs() < 1e-12, "the last minutes count alike");
        assert!(place(0.8, 0, 60 * 24 * 30) > place(1.0, 2, 0));
        assert!((promise(0.5, 9) - promise(0.5, 2)).abs() < 1e-12);
    }
}

//! The wire form of an answer, and the rule that stops a search.
//!
//! Invariant: an answer accounts for every stop: each is in exactly one round or in `unserved` with its reason.

use serde::{Deserialize, Serialize};

/// Who serves what and when, and why the rest is not served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Answer {
    /// Sum of the prizes of all served stops.
    pub prize: i64,
    /// One round for each courier, in the order of the problem; empty when the courier has nothing to do.
    pub rounds: Vec<Round>,
    /// Stops left out, in the order of the problem.
    pub unserved: Vec<Unserved>,
    /// Milliseconds the search took. The core has no clock: it leaves 0 and the caller fills it in.
    pub elapsed_ms: u64,
    /// Seed of the search.
    pub seed: u64,
}

/// One courier's round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The courier.
    pub courier: String,
    /// The stops in order.
    pub stops: Vec<PlannedStop>,
    /// When the courier is at the end place; the opening of the shift for an empty round (nobody sets out).
    pub end: i64,
}

/// One stop of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStop {
    /// The stop.
    pub id: String,
    /// When the courier gets there; for the first stop of a round, just in time.
    pub arrive: i64,
    /// When service starts, inside the window.
    pub start: i64,
    /// When service is over.
    pub leave: i64,
    /// A visit to the desk on the way here: when the courier gets there and when the courier leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<[i64; 2]>,
}

/// A stop left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unserved {
    /// The stop.
    pub id: String,
    /// Why, for people.
    pub why: String,
}

/// When a search ends. The core reads no clock: a time limit is a question asked of the caller.
#[derive(Clone, Copy)]
pub enum Stop<'a> {
    /// After so many rounds of ruin and recreate; the same seed then gives the same answer.
    Iterations(u64),
    /// As soon as the caller says that time is up; asked every few iterations.
    When(&'a dyn Fn() -> bool),
}

impl Stop<'_> {
    /// Whether to end before iteration number `done` (counted from 0).
    pub(super) fn is_reached(&self, done: u64) -> bool {
        match self {
            Self::Iterations(limit) => done >= *limit,
            Self::When(time_is_up) => done.is_multiple_of(16) && time_is_up(),
        }
    }
}

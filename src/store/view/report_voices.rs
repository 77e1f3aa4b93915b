//! Read model of what people said: complaints under our posts and how fast they were answered, the tone of posts before and
//! after, and what both groups of the lot wrote later.

use serde::{Deserialize, Serialize};

use super::report::Uplift;
use crate::domain::care::CareKind;

/// All of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Voices {
    /// Cases under our posts, by kind.
    pub care: Vec<CareTally>,
    /// Tones, by whose posts and when.
    pub tones: Vec<ToneLine>,
    /// What both groups wrote later.
    pub later: Vec<LaterLine>,
}

/// Cases of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTally {
    /// What they are about.
    pub kind: CareKind,
    /// All.
    pub opened: u64,
    /// Answered within an hour.
    pub answered_in_hour: u64,
    /// Of those whose hour is over or that were answered.
    pub answers_due: u64,
    /// Whose hour runs still.
    pub to_answer: u64,
    /// Solved within 24 hours.
    pub solved_in_day: u64,
    /// Of those whose day is over or that were solved.
    pub solutions_due: u64,
    /// Whose day runs still.
    pub to_solve: u64,
}

words! {
    /// Whose posts a tone is of.
    VoiceOf {
        /// Who could have had a gift, before the lot.
        OfferedBefore = "offered_before",
        /// The same, after it.
        OfferedAfter = "offered_after",
        /// Who was held out, before the lot.
        HeldOutBefore = "held_out_before",
        /// The same, after it.
        HeldOutAfter = "held_out_after",
        /// Whoever answered under our posts.
        Answers = "answers",
    }
}

/// Posts of one group and time, by tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToneLine {
    /// Whose.
    pub of: VoiceOf,
    /// Unhappy.
    pub negative: u64,
    /// Neither.
    pub neutral: u64,
    /// Happy.
    pub positive: u64,
    /// Of all, looked at by a person.
    pub checked: u64,
}

impl ToneLine {
    /// All posts.
    pub const fn posts(&self) -> u64 {
        self.negative + self.neutral + self.positive
    }
}

words! {
    /// What somebody may do later.
    LaterEvent {
        /// Complain to or about us.
        Complained = "complained",
        /// Write something kind to or about us.
        Pleased = "pleased",
    }
}

/// How many of each group did something later, counted as the lot put them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LaterLine {
    /// What.
    pub event: LaterEvent,
    /// Accounts not held out.
    pub offered: u64,
    /// Of them, did it.
    pub offered_did: u64,
    /// Accounts held out.
    pub held_out: u64,
    /// Of them, did it.
    pub held_out_did: u64,
    /// Their difference.
    pub uplift: Uplift,
    /// Smallest difference that groups of this size could show.
    pub minimum_detectable: Option<f64>,
}

//! Re-checks any plan, round or ledger without solver code.
//!
//! Invariant: nothing here calls the code whose answers it judges; it reads the same plain data and counts again.

pub mod rounds;

use serde::Serialize;

/// Something an answer gets wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable word for scripts.
    pub code: &'static str,
    /// Where in the answer.
    pub place: String,
    /// What is wrong, for people.
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.message, self.code)
    }
}

//! Re-checks any plan, round or ledger without solver code: only the problem, the answer and plain sums.
//!
//! A check returns every fault it finds; an empty list means the answer keeps all its promises.

pub mod allocation;
pub mod ledger;
pub mod plan;
pub mod rounds;

use std::fmt;

use serde::Serialize;

/// One broken promise: what kind, where, and in words a campaign manager can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable short name of the kind of fault, the same in code, files and tests.
    pub code: &'static str,
    /// Where it is: a traveller, limit, stop or courier by its id.
    pub place: String,
    /// What is wrong, with the figures.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.message, self.code)
    }
}

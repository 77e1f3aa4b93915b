//! Re-checks every answer without the code that made it: a fault here means that a solver or a service is wrong.
//!
//! Nothing in this room is shared with scoring, allocation or rounds; it adds up for itself.

use std::fmt;

use serde::Serialize;

pub mod ledger;
pub mod plan;

/// Something wrong in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// A stable code for programs.
    pub code: &'static str,
    /// Where: a line, a cap, a traveller's id.
    pub place: String,
    /// What is wrong, and by how much.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.message, self.code)
    }
}

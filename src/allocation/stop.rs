//! When to stop: a count of iterations, or a question the caller answers. The solver itself knows no clock.

use std::fmt;

/// The stop rule of a search.
pub enum Stop<'a> {
    /// After so many iterations (price steps and search nodes). Gives the same answer on every machine.
    Iterations(u64),
    /// When the caller says so; asked once an iteration.
    When(&'a mut dyn FnMut() -> bool),
}

impl fmt::Debug for Stop<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Iterations(left) => write!(f, "Iterations({left})"),
            Self::When(_) => f.write_str("When(..)"),
        }
    }
}

impl Stop<'_> {
    /// Counts an iteration; true once the search must end. Stays true.
    pub(super) fn now(&mut self) -> bool {
        match self {
            Self::Iterations(0) => true,
            Self::Iterations(left) => {
                *left -= 1;
                false
            }
            Self::When(ask) => ask(),
        }
    }
}

//! How networks answered since somebody last asked for it: when each let us in, and when and why not.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Fault;
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// How one network answered last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Door {
    /// When it last did what was asked.
    pub used_at: Option<Instant>,
    /// When it last did not, and why.
    pub failed: Option<(Instant, String)>,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Doors(Mutex<BTreeMap<Network, Door>>);

impl Doors {
    /// Notes an answer.
    pub fn note<T>(&self, network: Network, done: &Result<T, Fault>, now: Instant) {
        let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let door = doors.entry(network).or_default();
        match done {
            Ok(_) => door.used_at = Some(now),
            Err(fault) => door.failed = Some((now, fault.to_string())),
        }
    }

    /// What was noted since the last time.
    pub fn take(&self) -> BTreeMap<Network, Door> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

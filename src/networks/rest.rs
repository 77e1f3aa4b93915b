//! Leaving a network alone for a while: when it asks for time, and after it did not answer.
//!
//! One post that meets a network in trouble speaks for all of them: a thousand that wait ask once, not a thousand times.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::Fault;
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// Pause before a network that was away is asked again: short, so that what has to come down does within a minute.
const PAUSE: Duration = Duration::from_secs(30);

/// Until when each network is left alone. Kept by this process; a start asks anew.
#[derive(Debug, Default)]
pub struct Rest(Mutex<BTreeMap<Network, Instant>>);

impl Rest {
    pub(super) fn awake(&self, network: Network, now: Instant) -> Result<(), Fault> {
        let until = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&network).copied();
        match until.and_then(|until| (until - now).to_std().ok()).filter(|left| !left.is_zero()) {
            None => Ok(()),
            Some(left) => Err(Fault::later(network, "left alone for a while", left)),
        }
    }

    pub(super) fn add(&self, network: Network, asked: Option<Duration>, now: Instant) {
        let pause = chrono::Duration::from_std(asked.unwrap_or(PAUSE)).unwrap_or_default();
        let mut rests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = rests.entry(network).or_insert(now);
        *until = (*until).max(now + pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_asked_for_time_gets_it_and_the_others_go_on() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let rest = Rest::default();
        rest.add(Network::Bluesky, Some(Duration::from_secs(90)), now);
        rest.add(Network::Bluesky, None, now);
        let left = |seconds| match rest.awake(Network::Bluesky, now + chrono::Duration::seconds(seconds)) {
            Err(Fault::Away { retry_after, .. }) => retry_after.map(|left| left.as_secs()),
            _ => None,
        };
        assert_eq!((left(0), left(89), left(90), left(500)), (Some(90), Some(1), None, None));
        assert_eq!(rest.awake(Network::Mastodon, now), Ok(()));
    }
}

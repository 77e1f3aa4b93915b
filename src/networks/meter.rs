//! What calls of a network cost: each is weighed before it is made, and what it came to is kept until somebody writes it down.
//!
//! Nothing is asked for that could pass what may still be spent. Taking posts down is never kept back by money: it is counted,
//! and that is all. Amounts are millionths of the currency that campaigns count in.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Fault;
use crate::domain::call::{Call, Prices};
use crate::domain::post::Network;

/// A network that may not be paid for is asked again after so long: somebody may have raised the cap.
const CAP_PAUSE: std::time::Duration = std::time::Duration::from_mins(10);

/// What calls of one kind came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// The kind.
    pub call: Call,
    /// How many posts, accounts or requests.
    pub units: u64,
    /// Their price, millionths.
    pub micros: u64,
}

/// The meter of an account.
#[derive(Debug)]
pub struct Meter {
    network: Network,
    prices: Prices,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What may still be spent, less what is under way.
    left: u64,
    /// What is under way.
    held: u64,
    spent: Vec<Spent>,
}

/// What a call may come to, until it is known what it did. Dropped, it cost nothing.
#[derive(Debug)]
pub(super) struct Hold<'a> {
    meter: &'a Meter,
    micros: u64,
}

impl Meter {
    pub(super) fn new(network: Network, prices: Prices) -> Self {
        Self { network, prices, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what may be spent beyond what was taken from here so far.
    pub fn allow(&self, micros: u64) {
        let mut state = self.state();
        let unsettled = state.spent.iter().map(|one| one.micros).fold(state.held, u64::saturating_add);
        state.left = micros.saturating_sub(unsettled);
    }

    /// What was spent since this was asked last.
    pub fn take(&self) -> Vec<Spent> {
        std::mem::take(&mut self.state().spent)
    }

    /// Takes back what could not be written down: it is there the next time.
    pub fn put_back(&self, spent: &[Spent]) {
        let mut state = self.state();
        for one in spent {
            state.add(*one);
        }
    }

    /// Puts aside what a call may come to at most.
    pub(super) fn hold(&self, call: Call, most: u64) -> Result<Hold<'_>, Fault> {
        let micros = self.prices.of(call).saturating_mul(most);
        let mut state = self.state();
        let Some(left) = state.left.checked_sub(micros) else {
            let why = "the cap for network calls is reached; raise `caps.network_calls` of a live campaign";
            return Err(Fault::later(self.network, why, CAP_PAUSE));
        };
        state.left = left;
        state.held += micros;
        drop(state);
        Ok(Hold { meter: self, micros })
    }

    /// Counts what came anyhow.
    pub(super) fn note(&self, call: Call, units: u64) {
        let micros = self.prices.of(call).saturating_mul(units);
        let mut state = self.state();
        state.add(Spent { call, units, micros });
        state.left = state.left.saturating_sub(micros);
    }
}

impl State {
    fn add(&mut self, one: Spent) {
        match self.spent.iter_mut().find(|known| known.call == one.call) {
            _ if one.units == 0 => {}
            Some(known) => {
                known.units += one.units;
                known.micros += one.micros;
            }
            None => self.spent.push(one),
        }
    }
}

impl Hold<'_> {
    /// The call was made and came to this.
    pub(super) fn settle(mut self, call: Call, units: u64) {
        self.give_back();
        self.meter.note(call, units);
    }

    fn give_back(&mut self) {
        let mut state = self.meter.state();
        let micros = std::mem::take(&mut self.micros);
        state.held = state.held.saturating_sub(micros);
        state.left = state.left.saturating_add(micros);
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.give_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_for_that_could_pass_the_cap() {
        let meter = Meter::new(Network::X, Prices::default());
        assert!(meter.hold(Call::Read, 1).is_err(), "nobody allowed anything");
        meter.allow(5_000 * 10);
        let hold = meter.hold(Call::Read, 8).expect("it fits");
        assert!(meter.hold(Call::Read, 3).is_err(), "beside what is under way it does not");
        hold.settle(Call::Read, 2);
        meter.hold(Call::Read, 8).expect("two of ten are gone").settle(Call::Read, 0);
        assert_eq!(meter.take(), [Spent { call: Call::Read, units: 2, micros: 10_000 }]);
        meter.note(Call::Read, 8);
        meter.note(Call::Delete, 1);
        assert_eq!(meter.take().len(), 2, "what comes down is counted all the same");
        assert!(meter.hold(Call::OwnRead, 1).is_err());
        assert_eq!(meter.take(), []);
    }
}

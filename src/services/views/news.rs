//! What the history of a leg says was news: delays, gate changes, cancellations, each with the instant it became known.
//!
//! Events are replayed in the order they came in, so what is told here agrees with what the leg says now.

use crate::domain::flight::{FlightEvent, FlightState};
use crate::domain::instant::Instant;

/// Minutes after schedule from which a departure counts as delayed.
const DELAY_MINUTES: i64 = 15;

/// A leg moved from one gate to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GateChange {
    /// When it became known.
    pub(super) at: Instant,
    /// Old gate.
    pub(super) from: String,
    /// New gate.
    pub(super) to: String,
}

/// News of one leg.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct News {
    /// Changes of gate, oldest first.
    pub(super) gates: Vec<GateChange>,
    /// When today's delay became known and its minutes (ETD minus STD), where it is long enough to matter.
    pub(super) delay: Option<(Instant, i64)>,
    /// When it became known that the leg does not fly.
    pub(super) cancelled_at: Option<Instant>,
}

impl News {
    /// Gate before the last change.
    pub(super) fn gate_before(&self) -> Option<String> {
        self.gates.last().map(|change| change.from.clone())
    }
}

/// Replays the events of a leg.
pub(super) fn news_of(history: &[(Instant, FlightEvent)]) -> News {
    let mut news = News::default();
    let (mut gate, mut estimate): (Option<&str>, Option<(Instant, Instant)>) = (None, None);
    for (at, event) in history {
        if let Some(to) = event.gate.as_deref() {
            if let Some(from) = gate.filter(|from| *from != to) {
                news.gates.push(GateChange { at: *at, from: from.to_owned(), to: to.to_owned() });
            }
            gate = Some(to);
        }
        // The delay is known since its newest figure came in.
        if let Some(etd) = event.estimated_departure_at
            && estimate.is_none_or(|(_, before)| before != etd)
        {
            estimate = Some((*at, etd));
        }
        match event.state {
            Some(FlightState::Cancelled) => {
                news.cancelled_at.get_or_insert(*at);
            }
            Some(_) => news.cancelled_at = None,
            None => {}
        }
    }
    let schedule = history.last().map(|(_, event)| event.scheduled_departure_at);
    news.delay = estimate
        .zip(schedule)
        .map(|((at, etd), std)| (at, (etd - std).num_minutes()))
        .filter(|(_, minutes)| *minutes >= DELAY_MINUTES);
    news
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(
        minute: i64,
        gate: Option<&str>,
        later: Option<i64>,
        state: Option<FlightState>,
    ) -> (Instant, FlightEvent) {
        let start: Instant = "2025-03-04T04:00:00Z".parse().expect("an instant");
        let event = FlightEvent {
            leg: "HV5951/2025-03-04/AMS-LIS".parse().expect("a leg"),
            known_at: None,
            scheduled_departure_at: start + chrono::Duration::hours(2),
            estimated_departure_at: later
                .map(|minutes| start + chrono::Duration::hours(2) + chrono::Duration::minutes(minutes)),
            scheduled_arrival_at: None,
            estimated_arrival_at: None,
            terminal: None,
            pier: None,
            gate: gate.map(str::to_owned),
            boarding_at: None,
            gate_closes_at: None,
            state,
            codeshares: Vec::new(),
        };
        (start + chrono::Duration::minutes(minute), event)
    }

    #[test]
    fn the_first_gate_is_no_change_and_the_same_gate_again_neither() {
        let history =
            [event(0, Some("D87"), None, None), event(5, Some("D87"), None, None), event(9, Some("C4"), None, None)];
        let news = news_of(&history);
        assert_eq!(news.gates.len(), 1);
        assert_eq!((news.gates[0].at, news.gate_before()), (history[2].0, Some("D87".to_owned())));
    }

    #[test]
    fn a_delay_counts_from_a_quarter_of_an_hour_and_since_its_newest_figure() {
        assert_eq!(news_of(&[event(0, None, Some(14), None)]).delay, None);
        let history = [event(0, None, Some(20), None), event(5, None, Some(70), None), event(9, None, Some(70), None)];
        assert_eq!(news_of(&history).delay, Some((history[1].0, 70)));
    }

    #[test]
    fn a_cancellation_that_is_taken_back_is_none() {
        let history = [event(0, None, None, Some(FlightState::Cancelled)), event(5, None, None, None)];
        assert_eq!(news_of(&history).cancelled_at, Some(history[0].0));
        let back = [history[0].clone(), event(9, None, None, Some(FlightState::Scheduled))];
        assert_eq!(news_of(&back).cancelled_at, None);
    }
}

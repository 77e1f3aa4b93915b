//! The flight clock: from what is known of a flight to the window in which a gift can be handed over.
//!
//! Rule: boarding call and gate closure are counted back from off-block (IATA ground operations practice, "T minus").
//! A told time that fits the schedule better than the present estimate is from before the delay and moves with the
//! departure; one that fits the estimate better is news and stands. All instants are UTC: nights and clock changes
//! need no care.

use chrono::Duration;
use serde::{Deserialize, Serialize};

pub use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Flight, FlightState};
use crate::domain::instant::{Instant, TimeWindow};

/// The numbers behind a window, in minutes. The defaults follow what airlines publish for gates: boarding 40 and
/// closure 15 minutes before departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WindowRules {
    /// Boarding call before departure, where the flight tells none.
    pub boarding_before: u16,
    /// Gate closure before departure, where the flight tells none.
    pub closure_before: u16,
    /// From arrival to the first passenger at the hand-over point.
    pub opens_after_arrival: u16,
    /// How long passengers can be met there.
    pub open_for_after_arrival: u16,
    /// A shorter window is no window: nobody could hand anything over.
    pub shortest: u16,
    /// Passengers are not at the gate earlier than this before departure, whatever boarding call is told.
    pub passengers_before: u16,
}

impl Default for WindowRules {
    fn default() -> Self {
        Self {
            boarding_before: 40,
            closure_before: 15,
            opens_after_arrival: 10,
            open_for_after_arrival: 25,
            shortest: 2,
            passengers_before: 90,
        }
    }
}

/// Why there is no window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoWindow {
    /// The flight is cancelled.
    #[error("the flight is cancelled")]
    Cancelled,
    /// The flight has left.
    #[error("the flight has departed")]
    Departed,
    /// The gate is closed.
    #[error("the gate is closed")]
    GateClosed,
    /// No arrival time is known.
    #[error("no arrival time is known")]
    ArrivalUnknown,
    /// What is known leaves no time between opening and close.
    #[error("the times known of the flight leave no time for a hand-over")]
    TooShort,
}

/// When a gift can be handed over to a passenger of the flight.
pub fn hand_over_window(flight: &Flight, point: HandOverPoint, rules: &WindowRules) -> Result<TimeWindow, NoWindow> {
    if flight.state == FlightState::Cancelled {
        return Err(NoWindow::Cancelled);
    }
    let (opens_at, closes_at) = match point {
        HandOverPoint::Departure => departure(flight, rules)?,
        HandOverPoint::Arrival => arrival(flight, rules)?,
    };
    TimeWindow::new(opens_at, closes_at)
        .filter(|window| window.length() >= minutes(rules.shortest))
        .ok_or(NoWindow::TooShort)
}

fn departure(flight: &Flight, rules: &WindowRules) -> Result<(Instant, Instant), NoWindow> {
    match flight.state {
        FlightState::Departed | FlightState::Landed | FlightState::Arrived => return Err(NoWindow::Departed),
        FlightState::GateClosed => return Err(NoWindow::GateClosed),
        _ => {}
    }
    let leaves_at = flight.departs_at();
    // Once boarding has begun the call is a fact and stands; gate closure still follows the departure.
    let begun = matches!(flight.state, FlightState::Boarding | FlightState::GateClosing);
    let opens_at = match flight.boarding_at {
        Some(told) if begun => told,
        Some(told) => present_time(flight, told, rules.boarding_before),
        None => leaves_at - minutes(rules.boarding_before),
    };
    let closes_at = match flight.gate_closes_at {
        // A closure moved by inference is held to the usual one: a gate that closes early is worse than a shorter window.
        Some(told) => {
            present_time(flight, told, rules.closure_before).min(told.max(leaves_at - minutes(rules.closure_before)))
        }
        None => leaves_at - minutes(rules.closure_before),
    };
    Ok((opens_at.max(leaves_at - minutes(rules.passengers_before)), closes_at.min(leaves_at)))
}

/// What a told time means now. It is from the schedule when its distance to the scheduled departure is nearer the
/// usual one (or as near) than its distance to the estimated departure; then it moves with the departure.
fn present_time(flight: &Flight, told: Instant, usual: u16) -> Instant {
    let off_usual = |from: Instant| ((from - told) - minutes(usual)).abs();
    let leaves_at = flight.departs_at();
    if off_usual(flight.scheduled_departure_at) <= off_usual(leaves_at) {
        told + (leaves_at - flight.scheduled_departure_at)
    } else {
        told
    }
}

fn arrival(flight: &Flight, rules: &WindowRules) -> Result<(Instant, Instant), NoWindow> {
    let arrives_at = match (flight.estimated_arrival_at, flight.scheduled_arrival_at) {
        (Some(estimated), _) => estimated,
        // Only the departure moved later: the flight takes as long as planned.
        (None, Some(scheduled)) => {
            scheduled + (flight.departs_at() - flight.scheduled_departure_at).max(Duration::zero())
        }
        (None, None) => return Err(NoWindow::ArrivalUnknown),
    };
    let opens_at = arrives_at + minutes(rules.opens_after_arrival);
    Ok((opens_at, opens_at + minutes(rules.open_for_after_arrival)))
}

words! {
    /// The one word for a change, gravest first.
    ChangeKind {
        /// The flight is cancelled.
        Cancelled = "cancelled",
        /// There was a window and now there is none.
        WindowClosed = "window_closed",
        /// Other gate or pier.
        GateChanged = "gate_changed",
        /// Departure (or arrival, for hand-over there) moved.
        Delayed = "delayed",
        /// The flight leaves or arrives earlier than was known.
        Earlier = "earlier",
        /// The window moved although the flight did not.
        WindowMoved = "window_moved",
        /// There was no window and now there is one.
        WindowOpened = "window_opened",
    }
}

/// What the people who deliver must hear about a flight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The gravest of what changed.
    pub kind: ChangeKind,
    /// Minutes by which the flight moved at the hand-over point, later is positive.
    pub moved_minutes: i64,
    /// Gate before and after, where it changed.
    pub gate: Option<(Option<String>, Option<String>)>,
    /// Window before.
    pub before: Result<TimeWindow, NoWindow>,
    /// Window after.
    pub after: Result<TimeWindow, NoWindow>,
}

/// What changed between two states of knowledge of one leg, as far as it matters for a hand-over; `None` when
/// nothing did.
pub fn what_changed(before: &Flight, after: &Flight, point: HandOverPoint, rules: &WindowRules) -> Option<Change> {
    let (window_before, window_after) = (hand_over_window(before, point, rules), hand_over_window(after, point, rules));
    let time = |flight: &Flight| match point {
        HandOverPoint::Departure => Some(flight.departs_at()),
        HandOverPoint::Arrival => flight.arrives_at(),
    };
    let moved_minutes = match (time(before), time(after)) {
        (Some(was), Some(is)) => (is - was).num_minutes(),
        _ => 0,
    };
    // Gate and pier of a leg are those of its departure.
    let gate_changed = point == HandOverPoint::Departure && (&before.gate, &before.pier) != (&after.gate, &after.pier);
    let kind = match (window_before, window_after) {
        (was, Err(NoWindow::Cancelled)) if was != Err(NoWindow::Cancelled) => ChangeKind::Cancelled,
        (Ok(_), Err(_)) => ChangeKind::WindowClosed,
        (Err(_), Ok(_)) => ChangeKind::WindowOpened,
        (Ok(_), Ok(_)) if gate_changed => ChangeKind::GateChanged,
        (Ok(_), Ok(_)) if moved_minutes > 0 => ChangeKind::Delayed,
        (Ok(_), Ok(_)) if moved_minutes < 0 => ChangeKind::Earlier,
        (Ok(was), Ok(is)) if was != is => ChangeKind::WindowMoved,
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => return None,
    };
    let gate = gate_changed.then(|| (before.gate.clone(), after.gate.clone()));
    Some(Change { kind, moved_minutes, gate, before: window_before, after: window_after })
}

fn minutes(count: u16) -> Duration {
    Duration::minutes(i64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flight::FlightEvent;

    fn at(clock: &str) -> Instant {
        format!("2025-03-30T{clock}:00Z").parse().expect("an instant")
    }

    /// KL1613, STD 10:00, boarding call 09:20, gate closure 09:45, STA 11:45.
    fn flight() -> Flight {
        Flight::new(FlightEvent {
            leg: "KL1613/2025-03-30/AMS-VCE".parse().expect("a leg"),
            known_at: None,
            scheduled_departure_at: at("10:00"),
            estimated_departure_at: None,
            scheduled_arrival_at: Some(at("11:45")),
            estimated_arrival_at: None,
            terminal: None,
            pier: Some("D".into()),
            gate: Some("D4".into()),
            boarding_at: Some(at("09:20")),
            gate_closes_at: Some(at("09:45")),
            state: None,
            codeshares: vec![],
        })
    }

    fn window(flight: &Flight, point: HandOverPoint) -> Result<(Instant, Instant), NoWindow> {
        hand_over_window(flight, point, &WindowRules::default()).map(|window| (window.opens_at, window.closes_at))
    }

    fn departs(change: impl Fn(&mut Flight)) -> Result<(Instant, Instant), NoWindow> {
        let mut flight = flight();
        change(&mut flight);
        window(&flight, HandOverPoint::Departure)
    }

    #[test]
    fn the_window_is_from_boarding_call_to_gate_closure() {
        assert_eq!(departs(|_| ()), Ok((at("09:20"), at("09:45"))));
    }

    #[test]
    fn without_told_times_the_window_is_counted_back_from_departure() {
        let bare = |flight: &mut Flight| (flight.boarding_at, flight.gate_closes_at) = (None, None);
        assert_eq!(departs(bare), Ok((at("09:20"), at("09:45"))));
        let late = |flight: &mut Flight| {
            bare(flight);
            flight.estimated_departure_at = Some(at("11:00"));
        };
        assert_eq!(departs(late), Ok((at("10:20"), at("10:45"))));
    }

    #[test]
    fn when_only_the_departure_moves_boarding_and_closure_move_with_it() {
        for (departure, opens, closes) in
            [("10:05", "09:25", "09:50"), ("10:20", "09:40", "10:05"), ("13:00", "12:20", "12:45")]
        {
            let told = departs(|flight| flight.estimated_departure_at = Some(at(departure)));
            assert_eq!(told, Ok((at(opens), at(closes))), "{departure}");
        }
    }

    #[test]
    fn newer_told_times_stand() {
        let told = departs(|flight| {
            flight.estimated_departure_at = Some(at("11:00"));
            flight.boarding_at = Some(at("10:25"));
            flight.gate_closes_at = Some(at("10:40"));
        });
        assert_eq!(told, Ok((at("10:25"), at("10:40"))));
    }

    #[test]
    fn a_call_that_was_made_is_a_fact_but_closure_still_follows() {
        let told = departs(|flight| {
            flight.estimated_departure_at = Some(at("10:30"));
            flight.state = FlightState::Boarding;
        });
        assert_eq!(told, Ok((at("09:20"), at("10:15"))));
    }

    #[test]
    fn a_moved_closure_is_never_later_than_the_usual_one() {
        let told = departs(|flight| {
            flight.gate_closes_at = Some(at("09:50"));
            flight.estimated_departure_at = Some(at("11:00"));
        });
        assert_eq!(told, Ok((at("10:20"), at("10:45"))));
    }

    #[test]
    fn passengers_are_not_at_the_gate_hours_before() {
        let told = departs(|flight| flight.boarding_at = Some(at("07:00")));
        assert_eq!(told, Ok((at("08:30"), at("09:45"))));
    }

    #[test]
    fn a_flight_that_is_gone_or_cancelled_has_no_window() {
        for (state, why) in [
            (FlightState::Cancelled, NoWindow::Cancelled),
            (FlightState::Departed, NoWindow::Departed),
            (FlightState::Landed, NoWindow::Departed),
            (FlightState::GateClosed, NoWindow::GateClosed),
        ] {
            assert_eq!(departs(|flight| flight.state = state), Err(why));
        }
        assert_eq!(departs(|flight| flight.boarding_at = Some(at("09:46"))), Err(NoWindow::TooShort));
    }

    #[test]
    fn at_arrival_the_window_hangs_on_the_best_arrival_time_known() {
        let mut flight = flight();
        assert_eq!(window(&flight, HandOverPoint::Arrival), Ok((at("11:55"), at("12:20"))));
        flight.estimated_departure_at = Some(at("10:30"));
        assert_eq!(window(&flight, HandOverPoint::Arrival), Ok((at("12:25"), at("12:50"))));
        flight.estimated_arrival_at = Some(at("12:05"));
        assert_eq!(window(&flight, HandOverPoint::Arrival), Ok((at("12:15"), at("12:40"))));
        flight.state = FlightState::Departed;
        assert!(window(&flight, HandOverPoint::Arrival).is_ok());
        (flight.estimated_arrival_at, flight.scheduled_arrival_at) = (None, None);
        assert_eq!(window(&flight, HandOverPoint::Arrival), Err(NoWindow::ArrivalUnknown));
    }

    #[test]
    fn a_delay_over_midnight_moves_the_window_to_the_next_day() {
        let late: Instant = "2025-03-31T00:30:00Z".parse().expect("an instant");
        let told = departs(|flight| flight.estimated_departure_at = Some(late)).expect("a window");
        assert_eq!(told, (late - Duration::minutes(40), late - Duration::minutes(15)));
    }

    #[test]
    fn the_gravest_change_gives_the_word() {
        let kind = |change: &dyn Fn(&mut Flight)| {
            let (before, mut after) = (flight(), flight());
            change(&mut after);
            what_changed(&before, &after, HandOverPoint::Departure, &WindowRules::default())
                .map(|change| (change.kind, change.moved_minutes))
        };
        assert_eq!(kind(&|_| ()), None);
        assert_eq!(kind(&|after| after.state = FlightState::Cancelled), Some((ChangeKind::Cancelled, 0)));
        assert_eq!(kind(&|after| after.state = FlightState::GateClosed), Some((ChangeKind::WindowClosed, 0)));
        assert_eq!(kind(&|after| after.gate = Some("D59".into())), Some((ChangeKind::GateChanged, 0)));
        assert_eq!(kind(&|after| after.gate_closes_at = Some(at("09:40"))), Some((ChangeKind::WindowMoved, 0)));
        assert_eq!(kind(&|after| after.estimated_departure_at = Some(at("10:25"))), Some((ChangeKind::Delayed, 25)));
        assert_eq!(kind(&|after| after.estimated_departure_at = Some(at("09:55"))), Some((ChangeKind::Earlier, -5)));
        let both = kind(&|after| {
            after.gate = Some("D59".into());
            after.estimated_departure_at = Some(at("10:25"));
        });
        assert_eq!(both, Some((ChangeKind::GateChanged, 25)));
    }

    #[test]
    fn a_flight_back_from_cancellation_opens_its_window() {
        let (mut before, after) = (flight(), flight());
        before.state = FlightState::Cancelled;
        let change = what_changed(&before, &after, HandOverPoint::Departure, &WindowRules::default());
        assert_eq!(change.map(|change| change.kind), Some(ChangeKind::WindowOpened));
    }
}

//! Samples of the gate pages.

use chrono::TimeDelta;

use super::{at, id, leg, now, sketchbook, stroopwafels, trail_watch, travel_pillow};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::FlightState;
use crate::domain::gate::NotFoundReason;
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{CourierId, GiftId};
use crate::domain::instant::TimeWindow;
use crate::domain::language::Language;
use crate::domain::said::said;
use crate::store::view::Names;
use crate::store::view::deliveries::{GateIndexView, GateStation, GateStop, GateView, NextStopNews, StandingPlace};
use crate::store::view::phone::{Ended, GateGiftView, PhotoState};

/// Two stations.
pub fn stations() -> GateIndexView {
    let station = |station: &str, (open, done, offered), next| GateStation {
        station: station.to_owned(),
        zone: chrono_tz::Europe::Amsterdam,
        open,
        done,
        next_closes_at: next,
        offered,
    };
    GateIndexView { stations: vec![station("AMS", (7, 17, 1), Some(at(8, 30))), station("RTM", (4, 0, 0), None)] }
}

/// A delivery list at 08:24.
pub fn gate() -> GateView {
    let mut open = vec![
        stop(
            7,
            "Lucía",
            Language::Es,
            "¡Buen viaje, Lucía! Un detalle para el camino.",
            stroopwafels(),
            (1699, "MAD"),
            at(8, 45),
        ),
        stop(
            8,
            "Tom",
            Language::En,
            "Have a good flight, Tom. This is for the trip.",
            travel_pillow(),
            (1241, "CDG"),
            at(9, 5),
        ),
        stop(9, "Femke", Language::Nl, "Goede reis, Femke! Voor onderweg.", stroopwafels(), (1241, "CDG"), at(9, 5)),
        stop(
            10,
            "Kenta",
            Language::Ja,
            "健太さん、よい旅を。ささやかな贈り物です。",
            sketchbook(),
            (861, "NRT"),
            at(10, 15),
        ),
        stop(
            11,
            "Nora",
            Language::De,
            "Gute Reise, Nora! Eine Kleinigkeit für unterwegs.",
            trail_watch(),
            (643, "JFK"),
            at(10, 10),
        ),
    ];
    open[0].seat = Some("14C".to_owned());
    (open[0].state, open[0].flight_state) = (GiftState::PickedUp, FlightState::Boarding);
    (open[1].state, open[1].flight_state) = (GiftState::PickedUp, FlightState::GateOpen);
    (open[2].seat, open[2].courier) = (None, None);
    (open[2].said, open[3].off_map) = (said(&open[2].first_name, open[2].language), true);
    place(&mut open[0], "C14", "C");
    place(&mut open[1], "C6", "C");
    place(&mut open[2], "C6", "C");
    place(&mut open[3], "F7", "F");
    open[3].flight_state = FlightState::Delayed;
    place(&mut open[4], "E18", "E");
    (open[4].gate_before, open[4].flight_state) = (Some("E4".to_owned()), FlightState::GateChanged);
    open.swap(3, 4);
    let mut given = stop(6, "Greta", Language::De, "Gute Reise, Greta!", stroopwafels(), (1823, "BER"), at(8, 30));
    (given.state, given.ended_at, given.flight_state) =
        (GiftState::HandedOver, Some(at(8, 12)), FlightState::GateClosing);
    place(&mut given, "C9", "C");
    let mut missed =
        stop(4, "Omar", Language::En, "Have a good flight, Omar.", travel_pillow(), (1001, "LHR"), at(8, 5));
    (missed.state, missed.ended_at, missed.window) = (GiftState::Missed, Some(at(7, 50)), None);
    place(&mut missed, "D18", "D");
    GateView {
        station: "AMS".to_owned(),
        zone: chrono_tz::Europe::Amsterdam,
        day: now().date_naive(),
        read_at: now(),
        places: vec![
            StandingPlace { key: "desk".to_owned(), pier: None },
            StandingPlace { key: "lounge 2".to_owned(), pier: None },
            StandingPlace { key: "pier-C".to_owned(), pier: Some("C".to_owned()) },
        ],
        standing: "desk".to_owned(),
        couriers: ["Courier 1", "Courier 2"].map(str::to_owned).into(),
        round: None,
        told: vec![NextStopNews {
            courier: CourierId(id(41)),
            name: "Courier 2".to_owned(),
            gate_before: Some("E4".to_owned()),
            gate: Some("E18".to_owned()),
            gift: Some(GiftId(id(11))),
            at: now(),
        }],
        offers: vec![super::custody::offer()],
        open,
        done: vec![given, missed],
    }
}

/// A gift in each way its own page shows one: carried, waiting, given, missed, and not named yet.
pub fn gate_gifts() -> [GateGiftView; 5] {
    let GateView { station, zone, read_at, open, done, .. } = gate();
    let view = |stop: &GateStop, ended| {
        let (station, stop) = (station.clone(), stop.clone());
        GateGiftView { station, zone, read_at, stop, ended, photo: None }
    };
    let ended = |outcome, undo| Ended {
        outcome,
        who: "B".to_owned(),
        simulated: false,
        at: at(8, 12),
        reason: None,
        undo,
        to_bring_back: outcome != HandOverOutcome::Given,
    };
    let missed = Ended { reason: Some(NotFoundReason::NoShow), ..ended(HandOverOutcome::NotFound, None) };
    let unnamed = GateStop { first_name: String::new(), seat: None, named: false, ..open[3].clone() };
    [
        view(&open[0], None),
        view(&open[4], None),
        GateGiftView {
            photo: Some(PhotoState::Wanted),
            ..view(&done[0], Some(ended(HandOverOutcome::Given, Some(id(98)))))
        },
        view(&done[1], Some(missed)),
        view(&unnamed, None),
    ]
}

fn place(stop: &mut GateStop, gate: &str, pier: &str) {
    (stop.gate, stop.pier) = (Some(gate.to_owned()), Some(pier.to_owned()));
}

fn stop(
    number: u128,
    first_name: &str,
    language: Language,
    greeting: &str,
    gift_name: Names,
    flight: (u16, &str),
    leaves: crate::domain::instant::Instant,
) -> GateStop {
    GateStop {
        gift: GiftId(id(number)),
        gift_name,
        first_name: first_name.to_owned(),
        seat: Some(format!("{}A", 3 + number)),
        language,
        greeting: greeting.to_owned(),
        opener: "Es para su viaje.".to_owned(),
        named: true,
        walk_minutes: Some(9),
        off_map: false,
        said: Names::new(),
        leg: leg(flight.0, flight.1),
        point: HandOverPoint::Departure,
        gate: None,
        pier: None,
        gate_before: None,
        flight_state: FlightState::Scheduled,
        window: TimeWindow::new(leaves - TimeDelta::minutes(45), leaves - TimeDelta::minutes(15)),
        planned_at: Some(leaves - TimeDelta::minutes(30)),
        courier: Some("Courier 2".to_owned()),
        state: GiftState::Approved,
        ended_at: None,
    }
}

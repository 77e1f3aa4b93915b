//! A small airport for the tests of the match room.

mod bands;
mod calibrated;
mod changes;
mod hostile;
mod names;
mod properties;

use chrono::{Duration, NaiveDate};

use super::{Candidate, Clues, Comparison, Level, Manifest, ManifestEntry, TripRole};
use crate::domain::flight::{Flight, FlightEvent, LegKey};
use crate::domain::id::TravellerId;
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network};
use crate::domain::traveller::{Booking, PassengerType};

pub(super) const VENICE: &str = "KL1613/2025-03-04/AMS-VCE";
pub(super) const TOKYO: &str = "KL861/2025-03-04/AMS-NRT";

pub(super) fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

pub(super) fn leg(text: &str) -> LegKey {
    text.parse().expect("a leg")
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn flight(key: &str, departs: &str) -> Flight {
    Flight::new(FlightEvent {
        scheduled_arrival_at: Some(at(departs) + Duration::hours(2)),
        codeshares: vec!["DL9613".parse().expect("a designator")],
        ..FlightEvent::new(leg(key), at(departs))
    })
}

pub(super) fn passenger(number: u128, given: &str, family: &str, key: &str) -> ManifestEntry {
    ManifestEntry {
        traveller: TravellerId(uuid::Uuid::from_u128(number)),
        booking: Booking {
            record_locator: format!("PNR{number:03}"),
            traveller_ref: None,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            leg: leg(key),
            seat: None,
            cabin: None,
            loyalty_tier: None,
            language: Some("nl".to_owned()),
            home_city: Some("Utrecht".to_owned()),
            home_country: Some("NL".to_owned()),
            passenger_type: PassengerType::Adult,
            social: None,
            value_band: None,
            booked_at: None,
            email: None,
        },
    }
}

/// Ten other flights and fifty people nobody looks for, so that names and routes have a background.
pub(super) fn crowd() -> (Vec<ManifestEntry>, Vec<Flight>) {
    let stations = ["LHR", "CDG", "FRA", "MAD", "BCN", "FCO", "CPH", "ARN", "OSL", "ZRH"];
    let (mut passengers, mut flights) = (Vec::new(), vec![]);
    for (number, station) in stations.iter().enumerate() {
        let key = format!("KL{}/2025-03-04/AMS-{station}", 2000 + number);
        flights.push(flight(&key, "2025-03-04T11:00:00Z"));
        for seat in 0..5 {
            let person = 1_000 + 10 * number as u128 + seat;
            passengers.push(passenger(person, &format!("Given{person}x"), &format!("Family{person}y"), &key));
        }
    }
    flights.push(flight(VENICE, "2025-03-04T10:00:00Z"));
    flights.push(flight(TOKYO, "2025-03-04T13:30:00Z"));
    (passengers, flights)
}

pub(super) fn manifest(more: &[ManifestEntry]) -> Manifest {
    let (mut passengers, flights) = crowd();
    passengers.extend_from_slice(more);
    Manifest::new(&passengers, &flights)
}

pub(super) fn author(name: &str, handle: &str) -> Author {
    Author {
        handle: handle.to_owned(),
        display_name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        ..Author::default()
    }
}

/// A post two hours before the Venice flight leaves.
pub(super) fn post(author: &Author) -> Clues<'_> {
    Clues::new("post", Network::X, author, at("2025-03-04T08:00:00Z"))
}

/// The same, naming the Venice flight as the author's own.
pub(super) fn post_from_venice_flight(author: &Author) -> Clues<'_> {
    let mut clues = post(author);
    clues.travels = TripRole::Traveller;
    clues.flights = vec!["KL1613".parse().expect("a designator")];
    clues
}

pub(super) fn level(candidate: &Candidate, comparison: Comparison) -> Option<Level> {
    candidate.evidence.iter().find(|line| line.comparison == comparison).map(|line| line.level)
}

pub(super) fn bits(candidate: &Candidate, comparison: Comparison) -> f64 {
    candidate.evidence.iter().filter(|line| line.comparison == comparison).map(|line| line.weight).sum()
}

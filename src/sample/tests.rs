//! The sample day as a whole: the same from the same seed, nothing given away twice, everyone somewhere.

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::domain::flight::{Flight, FlightEvent, FlightState, LegKey};
use crate::domain::traveller::{Booking, PassengerType};

/// The demo day's flights; a plain split is enough, no field of it is quoted.
pub(super) fn demo_flights() -> Vec<Flight> {
    let mut flights: BTreeMap<LegKey, Flight> = BTreeMap::new();
    for line in include_str!("../../campaigns/demo/flights.csv").lines().skip(1) {
        let event = event(line);
        match flights.get_mut(&event.leg) {
            Some(flight) => flight.apply(event),
            None => {
                flights.insert(event.leg.clone(), Flight::new(event));
            }
        }
    }
    flights.into_values().collect()
}

fn event(line: &str) -> FlightEvent {
    let fields: Vec<&str> = line.split(',').collect();
    let [
        carrier,
        number,
        day,
        origin,
        destination,
        std,
        etd,
        sta,
        eta,
        terminal,
        pier,
        gate,
        boarding,
        closes,
        state,
        shares,
        known,
    ] = fields[..]
    else {
        panic!("{line}")
    };
    let text = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    let at = |value: &str| text(value).map(|value| value.parse().expect("an instant"));
    FlightEvent {
        leg: format!("{carrier}{number}/{day}/{origin}-{destination}").parse().expect("a leg"),
        known_at: at(known),
        scheduled_departure_at: at(std).expect("a schedule"),
        estimated_departure_at: at(etd),
        scheduled_arrival_at: at(sta),
        estimated_arrival_at: at(eta),
        terminal: text(terminal),
        pier: text(pier),
        gate: text(gate),
        boarding_at: at(boarding),
        gate_closes_at: at(closes),
        state: text(state).map(|state| state.parse().expect("a state")),
        codeshares: shares.split_whitespace().map(|share| share.parse().expect("a designator")).collect(),
    }
}

pub(super) fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

pub(super) fn one_booking() -> Booking {
    bookings(&demo_flights(), 1, &mut rng(1)).remove(0)
}

#[test]
fn the_demo_day_has_11_departures_14_arrivals_and_4_cancellations() {
    let flights = demo_flights();
    assert_eq!(flights.iter().filter(|flight| flight.leg.origin == "AMS").count(), 11);
    assert_eq!(flights.iter().filter(|flight| flight.leg.destination == "AMS").count(), 14);
    assert_eq!(flights.iter().filter(|flight| flight.state == FlightState::Cancelled).count(), 4);
}

#[test]
fn the_drill_names_only_legs_of_the_demo_day() {
    let legs: BTreeSet<LegKey> = demo_flights().into_iter().map(|flight| flight.leg).collect();
    for line in include_str!("../../campaigns/demo/gate-changes-drill.csv").lines().skip(1) {
        assert!(legs.contains(&event(line).leg), "{line}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bookings() {
    let flights = demo_flights();
    assert_eq!(bookings(&flights, 400, &mut rng(42)), bookings(&flights, 400, &mut rng(42)));
    assert_ne!(bookings(&flights, 400, &mut rng(42)), bookings(&flights, 400, &mut rng(43)));
}

#[test]
fn a_day_has_as_many_bookings_as_asked_on_every_leg() {
    let flights = demo_flights();
    let all = bookings(&flights, 3000, &mut rng(42));
    assert_eq!(all.len(), 3000);
    let legs: BTreeSet<&LegKey> = all.iter().map(|booking| &booking.leg).collect();
    assert_eq!(legs.len(), flights.len());
    assert_eq!(bookings(&[], 10, &mut rng(1)).len(), 0);
    assert_eq!(bookings(&flights, 9000, &mut rng(1)).len(), 9000);
}

#[test]
fn no_seat_and_no_name_under_a_locator_is_given_away_twice() {
    let all = bookings(&demo_flights(), 3000, &mut rng(42));
    let mut seats = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut parties: BTreeMap<&str, &LegKey> = BTreeMap::new();
    for booking in &all {
        if let Some(seat) = &booking.seat {
            assert!(seats.insert((&booking.leg, seat)), "{booking:?}");
        }
        assert!(names.insert((&booking.record_locator, &booking.given_name, &booking.family_name)), "{booking:?}");
        assert_eq!(booking.record_locator.len(), 6);
        assert_eq!(*parties.entry(&booking.record_locator).or_insert(&booking.leg), &booking.leg);
    }
}

#[test]
fn travellers_are_as_mixed_as_on_a_real_morning() {
    let all = bookings(&demo_flights(), 3000, &mut rng(42));
    let share = |test: &dyn Fn(&Booking) -> bool| all.iter().filter(|booking| test(booking)).count() * 1000 / all.len();
    assert!((100..145).contains(&share(&|b| b.social.is_some())));
    assert!((65..100).contains(&share(&|b| b.social.as_ref().is_some_and(|s| s.opted_in_at.is_some()))));
    for language in crate::domain::language::Language::ALL {
        assert!(share(&|b| b.served_language() == Some(*language)) >= 30, "{language}");
    }
    for kind in PassengerType::ALL {
        assert!(all.iter().any(|booking| booking.passenger_type == *kind), "{kind}");
    }
    let minor = |b: &Booking| b.passenger_type != PassengerType::Adult;
    assert!(all.iter().all(|b| !minor(b) || (b.social.is_none() && b.email.is_none())));
    assert!(
        all.iter()
            .filter_map(|b| b.email.as_ref())
            .all(|mail| mail.ends_with("@example.com") || mail.ends_with("@example.org"))
    );
}

#[test]
fn namesakes_happen_and_stay_rare() {
    let all = bookings(&demo_flights(), 3000, &mut rng(42));
    let mut bearers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for booking in &all {
        *bearers.entry((booking.first_name(), &booking.family_name)).or_default() += 1;
    }
    let shared: usize = bearers.values().filter(|count| **count > 1).sum();
    assert!((10..240).contains(&shared), "{shared} of 3000 share their name");
}

/// The demo day with its posts.
fn day() -> (Vec<Booking>, Vec<(crate::domain::post::Post, Truth)>) {
    let flights = demo_flights();
    let mut rng = rng(42);
    let all = bookings(&flights, 3000, &mut rng);
    let posts = posts(&flights, &all, 1500, &mut rng);
    (all, posts)
}

#[test]
fn the_same_seed_gives_the_same_posts_in_order_of_time() {
    let (one, other) = (day(), day());
    assert_eq!(one, other);
    assert_eq!(one.1.len(), 1500);
    assert!(one.1.windows(2).all(|pair| pair[0].0.created_at <= pair[1].0.created_at));
}

#[test]
fn every_slot_of_every_post_is_filled() {
    for (post, truth) in day().1 {
        assert!(
            !post.text.contains(['{', '}']) && !post.text.contains("  ") && post.text != "…",
            "{truth:?} {}",
            post.text
        );
    }
}

#[test]
fn posts_come_in_all_languages_and_kinds_and_most_match_nobody() {
    let posts = day().1;
    for kind in PostKind::ALL {
        assert!(posts.iter().filter(|(_, truth)| truth.kind == kind).count() >= 25, "{kind:?}");
    }
    for language in crate::domain::language::Language::ALL {
        let tagged = posts.iter().filter(|(post, _)| post.lang.as_deref() == Some(language.as_str())).count();
        assert!(tagged >= 90, "{language} {tagged}");
    }
    let aboard =
        |kinds: &[PostKind]| posts.iter().filter(|(_, t)| t.booking.is_some() && kinds.contains(&t.kind)).count();
    assert!((170..=210).contains(&aboard(&[PostKind::Trip, PostKind::Arrival])));
    assert!(aboard(&PostKind::ALL) < 300);
    for language in ["en", "nl", "es", "de", "ja"] {
        let own =
            posts.iter().filter(|(post, truth)| truth.booking.is_some() && post.lang.as_deref() == Some(language));
        assert!(own.count() >= 8, "{language}");
    }
}

#[test]
fn a_passenger_posts_in_time_once_and_as_an_adult() {
    let flights = demo_flights();
    let (bookings, posts) = day();
    let mut seen = BTreeSet::new();
    for (post, truth) in &posts {
        let Some(at) = truth.booking else { continue };
        let booking = &bookings[at];
        assert!(seen.insert(at) && booking.passenger_type == PassengerType::Adult);
        let flight = flights.iter().find(|flight| flight.leg == booking.leg).expect("a flight of the day");
        let before = flight.scheduled_departure_at - post.created_at;
        match truth.kind {
            PostKind::Trip => assert!((30..=24 * 60).contains(&before.num_minutes()), "{post:?}"),
            PostKind::Arrival => assert!(flight.arrives_at().is_some_and(|landed| post.created_at >= landed)),
            _ => {}
        }
    }
}

#[test]
fn no_two_posts_share_an_id_and_no_account_has_two_ids() {
    let posts = day().1;
    let ids: BTreeSet<_> = posts.iter().map(|(post, _)| &post.id).collect();
    assert_eq!(ids.len(), posts.len());
    let mut accounts: BTreeMap<&str, &str> = BTreeMap::new();
    for (post, _) in &posts {
        assert!(post.author.handle.ends_with(".example"), "{}", post.author.handle);
        assert_eq!(*accounts.entry(&post.author.handle).or_insert(post.author.account()), post.author.account());
    }
}

#[test]
fn posts_are_read_back_as_they_were_written() {
    for (post, _) in day().1 {
        let line = serde_json::to_string(&post).expect("writable");
        assert_eq!(serde_json::from_str::<crate::domain::post::Post>(&line).expect("readable"), post);
    }
}

#[test]
fn a_day_without_flights_or_bookings_is_quiet() {
    assert_eq!(posts(&[], &[], 10, &mut rng(1)).len(), 0);
    assert_eq!(posts(&demo_flights(), &[], 40, &mut rng(1)).len(), 40);
}

#[test]
#[ignore = "prints a day's posts to be read by a person"]
fn read_the_posts() {
    for (post, truth) in day().1 {
        println!("{:?}\t{}\t{:?}\t{}", truth.kind, post.author.handle, post.author.display_name, post.text);
    }
}

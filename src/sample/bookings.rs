//! Bookings of a made-up day: realistic loads, parties under one locator, seats side by side, namesakes by chance.
//!
//! Every leg has someone aboard as long as the count allows; no locator belongs to two parties, no seat to two people.

use std::collections::BTreeSet;

use chrono::{Duration, SubsecRound};
use rand::RngExt;

use super::draw::{apportion, chance, pick, pick_early, weighted};
use super::handles::{handle, network};
use super::names::plain;
use super::parties::{Member, party};
use super::seats::{Aircraft, SeatMap};
use super::stations::{Home, find_station, home_of};
use crate::domain::flight::Flight;
use crate::domain::instant::Instant;
use crate::domain::traveller::{Booking, Cabin, PassengerType, SocialHandle};

/// Countries of those who only change planes, by share.
const TRANSIT: [(&str, u32); 17] = [
    ("JP", 20),
    ("DE", 18),
    ("ES", 13),
    ("GB", 12),
    ("US", 8),
    ("FR", 6),
    ("IT", 5),
    ("BE", 4),
    ("NO", 3),
    ("TR", 3),
    ("CH", 2),
    ("MX", 2),
    ("IE", 1),
    ("CO", 1),
    ("AR", 1),
    ("PT", 1),
    ("CZ", 1),
];

/// Letters and digits of record locators; those that are mistaken for others are left out.
const LOCATOR: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// `count` made-up passengers on the given legs (none where there are no legs).
pub fn bookings(flights: &[Flight], count: usize, rng: &mut impl RngExt) -> Vec<Booking> {
    let mut maps: Vec<SeatMap> = flights.iter().map(seat_map).collect();
    let ceilings: Vec<usize> = maps.iter().map(SeatMap::len).collect();
    let weights: Vec<usize> = ceilings.iter().map(|seats| seats * rng.random_range(72..98)).collect();
    let mut taken = Taken::default();
    let mut all = Vec::with_capacity(count);
    for ((flight, map), load) in flights.iter().zip(&mut maps).zip(apportion(count, &weights, &ceilings)) {
        let end = all.len() + load;
        while all.len() < end {
            let home = home(flight, rng);
            let members = party(home, end - all.len(), rng);
            book(flight, home, members, map, &mut taken, &mut all, rng);
        }
    }
    for (number, booking) in all.iter_mut().enumerate() {
        booking.traveller_ref = Some(format!("T{:06}", number + 1));
    }
    all
}

/// What must not be given away twice.
#[derive(Default)]
struct Taken {
    locators: BTreeSet<String>,
    handles: BTreeSet<String>,
}

fn seat_map(flight: &Flight) -> SeatMap {
    let distance = match (find_station(&flight.leg.origin), find_station(&flight.leg.destination)) {
        (Some(origin), Some(destination)) => origin.distance_km(destination),
        _ => 1500.0,
    };
    let carrier = flight.leg.designator.carrier.as_str();
    SeatMap::new(Aircraft::of(carrier, distance), ["HV", "OR", "WN"].contains(&carrier))
}

fn home(flight: &Flight, rng: &mut impl RngExt) -> &'static Home {
    let country = |iata: &str| find_station(iata).map_or("GB", |station| station.country);
    let (origin, destination) = (country(&flight.leg.origin), country(&flight.leg.destination));
    let country = match rng.random_range(0..100) {
        0..45 if origin == "NL" || destination == "NL" => "NL",
        0..40 => origin,
        40..75 => {
            if destination == "NL" {
                origin
            } else {
                destination
            }
        }
        _ => weighted(&TRANSIT, rng),
    };
    home_of(country)
}

fn book(
    flight: &Flight,
    home: &Home,
    members: Vec<Member>,
    map: &mut SeatMap,
    taken: &mut Taken,
    all: &mut Vec<Booking>,
    rng: &mut impl RngExt,
) {
    let locator = locator(&mut taken.locators, rng);
    let cabin = *weighted(&[(Cabin::Business, 9), (Cabin::Premium, 8), (Cabin::Economy, 83)], rng);
    let seated = members.iter().filter(|member| member.passenger_type != PassengerType::Infant).count();
    let choices = [cabin, Cabin::Economy, Cabin::Premium, Cabin::Business];
    let found = choices.into_iter().find_map(|cabin| Some((cabin, map.take(seated, cabin, rng)?)));
    let (cabin, mut seats) = found.unwrap_or((Cabin::Economy, Vec::new()));
    seats.reverse();
    let assigned = chance(90, rng);
    let booked_at = booked_at(flight.scheduled_departure_at, rng);
    let town = (*pick_early(&home.towns, rng)).to_owned();
    for member in members {
        let infant = member.passenger_type == PassengerType::Infant;
        let seat = if infant { None } else { seats.pop().filter(|_| assigned) };
        let adult = member.passenger_type == PassengerType::Adult;
        let social = (adult && chance(14, rng)).then(|| social(&member, booked_at, taken, rng));
        let email = (adult && chance(72, rng)).then(|| email(&member, rng));
        all.push(Booking {
            record_locator: locator.clone(),
            traveller_ref: None,
            leg: flight.leg.clone(),
            seat,
            cabin: Some(cabin),
            loyalty_tier: adult.then(|| tier(cabin, rng)).flatten(),
            language: chance(94, rng).then(|| language(home, member.pool, rng)),
            home_city: chance(90, rng).then(|| town.clone()),
            home_country: chance(96, rng).then(|| home.country.to_owned()),
            passenger_type: member.passenger_type,
            social,
            value_band: adult.then(|| value_band(cabin, rng)),
            booked_at: Some(booked_at),
            email,
            given_name: member.given,
            family_name: member.family,
        });
    }
}

/// Six characters, at least one of them a letter, given to no other party.
fn locator(taken: &mut BTreeSet<String>, rng: &mut impl RngExt) -> String {
    loop {
        let text: String = (0..6).map(|_| char::from(*pick(LOCATOR, rng))).collect();
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) && taken.insert(text.clone()) {
            return text;
        }
    }
}

/// Between one day and ten months ahead, mostly weeks.
fn booked_at(departure: Instant, rng: &mut impl RngExt) -> Instant {
    let days = (0..2).map(|_| rng.random_range(1..300)).min().unwrap_or(30);
    (departure - Duration::minutes(days * 1440 + rng.random_range(0..1440))).trunc_subsecs(0)
}

fn language(home: &Home, pool: &str, rng: &mut impl RngExt) -> String {
    let stranger = !home.tag.starts_with(pool) && matches!(pool, "en" | "de" | "es" | "it" | "fr" | "zh");
    if chance(if stranger { 55 } else { 3 }, rng) { "en".to_owned() } else { home.tag.to_owned() }
}

fn tier(cabin: Cabin, rng: &mut impl RngExt) -> Option<String> {
    let flyer = if cabin == Cabin::Business { 3 } else { 1 };
    let tiers = [
        (None, 60),
        (Some("explorer"), 22),
        (Some("silver"), 9 * flyer),
        (Some("gold"), 6 * flyer),
        (Some("platinum"), 3 * flyer),
    ];
    weighted(&tiers, rng).map(str::to_owned)
}

fn value_band(cabin: Cabin, rng: &mut impl RngExt) -> String {
    let high = if cabin == Cabin::Economy { 5 } else { 60 };
    (*weighted(&[("A", high), ("B", 20), ("C", 35), ("D", 40)], rng)).to_owned()
}

fn social(member: &Member, booked_at: Instant, taken: &mut Taken, rng: &mut impl RngExt) -> SocialHandle {
    let network = network(rng);
    let handle = handle(&member.given, &member.family, network, &mut taken.handles, rng);
    let joined = booked_at - Duration::minutes(rng.random_range(0..600 * 1440));
    let opted_in_at = (rng.random_range(0..3) < 2).then_some(joined);
    SocialHandle { network, handle, opted_in_at }
}

fn email(member: &Member, rng: &mut impl RngExt) -> String {
    let (given, family) = (plain(&member.given, "."), plain(&member.family, ""));
    let number = if chance(35, rng) { rng.random_range(1..100).to_string() } else { String::new() };
    let server = if chance(60, rng) { "example.com" } else { "example.org" };
    match rng.random_range(0..3) {
        0 => format!("{given}.{family}{number}@{server}"),
        1 => format!("{}{family}{number}@{server}", given.chars().next().unwrap_or('x')),
        _ => format!("{given}{number}@{server}"),
    }
}

//! The manifest: passengers and legs with everything counted and indexed once, then asked for candidates.
//!
//! Asking changes nothing, so one manifest serves many threads; `changes.rs` keeps it up with the day. Children and infants are left out at the door.
//! Every index has one order, fixed by sorting: the order of the input never shows in an answer.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::bearer::Bearer;
use super::clues::ManifestEntry;
use super::lexicon::Lexicon;
use super::names::BookedName;
use super::settings::Settings;
use super::support::{Background, Backgrounds};
use super::trip::{Leg, Traffic};
use crate::domain::flight::{Designator, Flight, LegKey};
use crate::domain::id::TravellerId;
use crate::domain::post::Network;
use crate::domain::traveller::SocialHandle;

/// A passenger on a leg, ready to compare.
#[derive(Debug)]
pub(super) struct Seat {
    /// Index among the passengers handed in.
    pub(super) entry: usize,
    pub(super) traveller: TravellerId,
    pub(super) leg: u32,
    pub(super) person: u32,
    pub(super) bearer: Bearer,
    pub(super) background: Background,
    pub(super) social: Option<SocialHandle>,
    pub(super) record_locator: String,
    pub(super) traveller_ref: Option<String>,
    /// No longer on board.
    pub(super) is_gone: bool,
}

impl Seat {
    pub(super) fn new(entry: usize, leg: u32, passenger: &ManifestEntry, bearer: Bearer) -> Self {
        let booking = &passenger.booking;
        Self {
            entry,
            traveller: passenger.traveller,
            leg,
            person: 0,
            bearer,
            background: Background::read(booking),
            social: booking.social.clone(),
            record_locator: booking.record_locator.clone(),
            traveller_ref: booking.traveller_ref.clone().filter(|reference| !reference.is_empty()),
            is_gone: false,
        }
    }
}

/// Counts names and backgrounds of those on board and weighs the names; the order of the seats doesn't matter.
/// A person of a booking counts once, and so does a family.
pub(super) fn recount(seats: &mut [Seat], legs: &[Leg], lexicon: &mut Lexicon) -> Backgrounds {
    lexicon.forget_counts();
    let backgrounds = count_once(seats, legs, lexicon);
    for seat in seats {
        seat.bearer.weigh(lexicon);
    }
    backgrounds
}

fn count_once(seats: &[Seat], legs: &[Leg], lexicon: &mut Lexicon) -> Backgrounds {
    let mut backgrounds = Backgrounds::default();
    let mut order: Vec<&Seat> = seats.iter().filter(|seat| !seat.is_gone).collect();
    order.sort_by(|one, other| {
        one.record_locator.cmp(&other.record_locator).then_with(|| {
            let (one, other) = ((one.traveller, one.leg), (other.traveller, other.leg));
            let leg = |number: u32| &legs[number as usize].flight.leg;
            one.0.cmp(&other.0).then_with(|| leg(one.1).cmp(leg(other.1)))
        })
    });
    let (mut families, mut people) = (HashSet::new(), HashSet::new());
    for seat in order {
        lexicon.take_in(seat.bearer.family_ids().chain(seat.bearer.given_ids()));
        let (family, given) = seat.bearer.key();
        if people.insert((seat.record_locator.as_str(), family, given)) {
            seat.bearer.count(families.insert((seat.record_locator.as_str(), family)), lexicon);
            backgrounds.count(&seat.background);
        }
    }
    backgrounds
}

/// Passengers and legs, indexed.
#[derive(Debug)]
pub struct Manifest {
    pub(super) settings: Settings,
    pub(super) lexicon: Lexicon,
    pub(super) backgrounds: Backgrounds,
    pub(super) traffic: Traffic,
    /// Legs by departure as it was when the manifest was made.
    pub(super) legs: Vec<Leg>,
    /// Passengers on each leg, as a range of `seats`.
    pub(super) on_leg: Vec<std::ops::Range<u32>>,
    /// Passengers who came in later, by leg, and how many went.
    pub(super) late: Vec<Vec<u32>>,
    pub(super) gone: Vec<u32>,
    /// Seats by leg, later ones behind.
    pub(super) seats: Vec<Seat>,
    /// Legs of each person.
    pub(super) persons: Vec<Vec<u32>>,
    pub(super) by_handle: HashMap<(Network, String), Vec<u32>>,
    pub(super) by_designator: HashMap<Designator, Vec<u32>>,
    pub(super) by_destination: HashMap<String, Vec<u32>>,
    pub(super) by_origin: HashMap<String, Vec<u32>>,
    /// Seats by spelling of the family name, and of the given names.
    pub(super) by_family: Vec<Vec<u32>>,
    pub(super) by_given: Vec<Vec<u32>>,
    left_out: usize,
}

impl Manifest {
    /// Indexes passengers and flights with the default settings.
    pub fn new(passengers: &[ManifestEntry], flights: &[Flight]) -> Self {
        Self::with_settings(passengers, flights, Settings::default())
    }

    /// Indexes passengers and flights. Passengers who may not be candidates (children, infants) and passengers of a leg
    /// that is not among the flights are left out and counted.
    pub fn with_settings(passengers: &[ManifestEntry], flights: &[Flight], settings: Settings) -> Self {
        let legs = legs_by_departure(flights);
        let leg_numbers: HashMap<&LegKey, u32> = legs.iter().map(|leg| &leg.flight.leg).zip(0..).collect();
        let mut booked: Vec<(u32, usize, BookedName)> = Vec::with_capacity(passengers.len());
        for (at, passenger) in passengers.iter().enumerate() {
            let leg = leg_numbers.get(&passenger.booking.leg);
            if let (Some(leg), true) = (leg, passenger.booking.passenger_type.may_be_candidate()) {
                let name = BookedName::read(&passenger.booking.given_name, &passenger.booking.family_name);
                booked.push((*leg, at, name));
            }
        }
        let key = |at: usize| (passengers[at].traveller, &passengers[at].booking.record_locator);
        booked.sort_by(|one, other| {
            one.0.cmp(&other.0).then_with(|| key(one.1).cmp(&key(other.1))).then_with(|| one.2.cmp(&other.2))
        });

        let mut lexicon = Lexicon::new();
        let mut seats: Vec<Seat> = Vec::with_capacity(booked.len());
        for (leg, at, name) in &booked {
            seats.push(Seat::new(*at, *leg, &passengers[*at], Bearer::new(name, &mut lexicon)));
        }
        let backgrounds = recount(&mut seats, &legs, &mut lexicon);
        lexicon.close();
        let persons = super::persons::number(&mut seats);
        let left_out = passengers.len() - seats.len();
        Self::index(settings, lexicon, backgrounds, legs, seats, persons, left_out)
    }

    fn index(
        settings: Settings,
        lexicon: Lexicon,
        backgrounds: Backgrounds,
        mut legs: Vec<Leg>,
        seats: Vec<Seat>,
        persons: Vec<Vec<u32>>,
        left_out: usize,
    ) -> Self {
        let mut on_leg = vec![0..0; legs.len()];
        let mut by_handle: HashMap<(Network, String), Vec<u32>> = HashMap::new();
        let mut by_family = vec![Vec::new(); lexicon.len()];
        let mut by_given = vec![Vec::new(); lexicon.len()];
        for (seat, number) in seats.iter().zip(0_u32..) {
            let range = &mut on_leg[seat.leg as usize];
            *range = if range.start == range.end { number..number + 1 } else { range.start..number + 1 };
            if let Some(social) = &seat.social {
                by_handle.entry((social.network, plain_handle(&social.handle))).or_default().push(number);
            }
            for (index, ids) in [
                (&mut by_family, seat.bearer.family_ids().collect::<Vec<_>>()),
                (&mut by_given, seat.bearer.given_ids().collect()),
            ] {
                for id in ids {
                    let list: &mut Vec<u32> = &mut index[id as usize];
                    if list.last() != Some(&number) {
                        list.push(number);
                    }
                }
            }
        }
        let mut by_designator: HashMap<Designator, Vec<u32>> = HashMap::new();
        let mut by_destination: HashMap<String, Vec<u32>> = HashMap::new();
        let mut by_origin: HashMap<String, Vec<u32>> = HashMap::new();
        for (leg, number) in legs.iter().zip(0_u32..) {
            for designator in leg.flight.codeshares.iter().chain([&leg.flight.leg.designator]) {
                let list = by_designator.entry(designator.clone()).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
            by_destination.entry(leg.flight.leg.destination.clone()).or_default().push(number);
            by_origin.entry(leg.flight.leg.origin.clone()).or_default().push(number);
        }
        let size = |list: Option<&Vec<u32>>| list.map_or(0, |list| u32::try_from(list.len()).unwrap_or(u32::MAX));
        for leg in &mut legs {
            leg.from_origin = size(by_origin.get(&leg.flight.leg.origin));
            leg.to_destination = size(by_destination.get(&leg.flight.leg.destination));
        }
        let designators = legs.iter().map(|leg| &leg.flight.leg.designator).collect::<HashSet<_>>().len();
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let traffic = Traffic { legs: count(legs.len()), designators: count(designators) };
        Self {
            settings,
            lexicon,
            backgrounds,
            traffic,
            legs,
            late: vec![Vec::new(); on_leg.len()],
            gone: vec![0; on_leg.len()],
            on_leg,
            seats,
            persons,
            by_handle,
            by_designator,
            by_destination,
            by_origin,
            by_family,
            by_given,
            left_out,
        }
    }

    /// The settings in use.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Replaces the settings; the indexes don't depend on them.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// How many passengers on legs may be candidates.
    pub fn len(&self) -> usize {
        self.seats.iter().filter(|seat| !seat.is_gone).count()
    }

    /// Whether there is no candidate at all.
    pub fn is_empty(&self) -> bool {
        self.seats.iter().all(|seat| seat.is_gone)
    }

    /// How many of the passengers handed in were left out: children, infants, legs without a flight.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}

/// A handle as it is compared: no `@`, lower case.
pub(super) fn plain_handle(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}

/// One leg a key, in the order of departure; of several records of one leg the last in order of times is taken.
fn legs_by_departure(flights: &[Flight]) -> Vec<Leg> {
    let mut known: BTreeMap<&LegKey, &Flight> = BTreeMap::new();
    for flight in flights {
        let kept = known.entry(&flight.leg).or_insert(flight);
        if (flight.departs_at(), flight.arrives_at()) > (kept.departs_at(), kept.arrives_at()) {
            *kept = flight;
        }
    }
    let mut legs: Vec<Leg> = known
        .into_values()
        .map(|flight| {
            let departs_at = flight.departs_at();
            let arrives_at = flight.arrives_at().unwrap_or(departs_at + chrono::Duration::hours(2)).max(departs_at);
            Leg { flight: flight.clone(), departs_at, arrives_at, from_origin: 0, to_destination: 0 }
        })
        .collect();
    legs.sort_by(|one, other| {
        one.departs_at.cmp(&other.departs_at).then_with(|| one.flight.leg.cmp(&other.flight.leg))
    });
    legs
}

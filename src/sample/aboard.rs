//! Posts of passengers, with the evidence they leave: flight number, route and day, check-in, their own handle.
//!
//! A passenger posts between 24 hours and 30 minutes before departure, or just after landing; complaints come later.

use chrono::Duration;
use rand::RngExt;

use super::authors::{Person, account};
use super::draw::{chance, pick};
use super::fit::{Way, leaves_early};
use super::lines::Line;
use super::posts::{Desk, Draft, check_in, tags};
use super::slots::Slots;
use super::truth::{PostKind, Truth};
use crate::domain::flight::{Flight, FlightState};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::{Author, Network};

impl Desk<'_> {
    /// A passenger before departure.
    pub(super) fn trip(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        let base = self.base.clone();
        let away = chance(18, rng);
        let here = |flight: &Flight| (flight.leg.origin == base) != away;
        let flies = |flight: &Flight| flight.state != FlightState::Cancelled;
        let found = self.passenger(|flight| flies(flight) && here(flight), rng);
        let (booking, flight) = found.or_else(|| self.passenger(flies, rng))?;
        let language = self.bookings[booking].served_language().unwrap_or(Language::En);
        let near = chance(55, rng);
        let minutes = if near { rng.random_range(31..240) } else { rng.random_range(240..1440) };
        let at = flight.scheduled_departure_at - Duration::minutes(minutes);
        let gate_known = near && flight.gate.is_some() && flight.leg.origin == base;
        let way = Way::of(&self.bookings[booking], &flight.leg);
        let early = (360..780).contains(&minutes) && leaves_early(flight);
        let fits = |line: &Line| {
            let in_time = (near || !line.has("airport")) && (gate_known || !line.has("gate"));
            in_time && way.suits_departure(line, &flight.leg.destination) && (early || !line.tags.contains(&"early"))
        };
        let line = self.deck.deal(language, PostKind::Trip, fits, rng)?;
        let slots = Slots::of(flight, at, false, language, rng);
        let mut text = Self::write(line, &slots, language, rng);
        // Half of those who post before a trip tell the airline.
        if !text.contains('@') && chance(50, rng) {
            text = format!("{text} {}", slots.at);
        }
        let place = (near && chance(38, rng)).then(|| check_in(&flight.leg.origin));
        let (network, author) = self.own_account(booking, language, rng);
        let truth = Truth { kind: PostKind::Trip, booking: Some(booking), about: None, tags: tags(line) };
        Some(Draft { truth, language, text, at, network, author, place, account: bare(&slots.at) })
    }

    /// A passenger who has just landed.
    pub(super) fn arrival(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        let landed = |flight: &Flight| flight.arrives_at().filter(|_| flight.state != FlightState::Cancelled);
        let (booking, flight) = self.passenger(|flight| landed(flight).is_some(), rng)?;
        let language = self.bookings[booking].served_language().unwrap_or(Language::En);
        let at = landed(flight)? + Duration::minutes(rng.random_range(4..75));
        let gate_known = flight.gate.is_some() && flight.leg.destination == self.base;
        let way = Way::of(&self.bookings[booking], &flight.leg);
        let fits = |line: &Line| (gate_known || !line.has("gate")) && way.suits_arrival(line, &flight.leg.origin);
        let line = self.deck.deal(language, PostKind::Arrival, fits, rng)?;
        let slots = Slots::of(flight, at, true, language, rng);
        let text = Self::write(line, &slots, language, rng);
        let place = chance(35, rng).then(|| check_in(&flight.leg.destination));
        let (network, author) = self.own_account(booking, language, rng);
        let truth = Truth { kind: PostKind::Arrival, booking: Some(booking), about: None, tags: tags(line) };
        Some(Draft { truth, language, text, at, network, author, place, account: bare(&slots.at) })
    }

    /// A complaint by a passenger it happened to; two of five come from people of other flights (`None` here).
    pub(super) fn complaint(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        if chance(40, rng) {
            return None;
        }
        let about = *pick(&["cancelled", "cancelled", "delay", "luggage", "service", "app"], rng);
        let (booking, flight) = self.passenger(|flight| happened(flight, about), rng)?;
        let language = self.bookings[booking].served_language().unwrap_or(Language::En);
        let departure = flight.scheduled_departure_at;
        let at = match about {
            "cancelled" => departure + Duration::minutes(rng.random_range(-110..200)),
            "delay" => departure + Duration::minutes(rng.random_range(5..60)),
            "luggage" => flight.arrives_at()? + Duration::minutes(rng.random_range(45..240)),
            _ => departure - Duration::minutes(rng.random_range(30..1100)),
        };
        let gate_known = flight.gate.is_some() && flight.leg.origin == self.base;
        let fits = |line: &Line| line.tags.contains(&about) && (gate_known || !line.has("gate"));
        let line = self.deck.deal(language, PostKind::Complaint, fits, rng)?;
        let slots = Slots::of(flight, at, about == "luggage", language, rng);
        let text = Self::write(line, &slots, language, rng);
        let (network, author) = self.own_account(booking, language, rng);
        let truth = Truth { kind: PostKind::Complaint, booking: Some(booking), about: None, tags: tags(line) };
        Some(Draft { truth, language, text, at, network, author, place: None, account: bare(&slots.at) })
    }

    /// A sensitive matter in a passenger's post; every second one comes from people of other flights (`None` here).
    pub(super) fn sensitive(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        if chance(50, rng) {
            return None;
        }
        let (booking, flight) = self.passenger(|flight| flight.state != FlightState::Cancelled, rng)?;
        let language = self.bookings[booking].served_language().unwrap_or(Language::En);
        let at = flight.scheduled_departure_at - Duration::minutes(rng.random_range(60..1440));
        let line = self.deck.deal(language, PostKind::Sensitive, |_| true, rng)?;
        let slots = Slots::of(flight, at, false, language, rng);
        let text = Self::write(line, &slots, language, rng);
        let (network, author) = self.own_account(booking, language, rng);
        let truth = Truth { kind: PostKind::Sensitive, booking: Some(booking), about: None, tags: tags(line) };
        Some(Draft { truth, language, text, at, network, author, place: None, account: bare(&slots.at) })
    }

    /// The passenger's account: the one the booking names, or another of which the airline knows nothing.
    fn own_account(&mut self, booking: usize, language: Language, rng: &mut impl RngExt) -> (Network, Author) {
        let booking = &self.bookings[booking];
        let known = booking.social.as_ref().filter(|_| chance(90, rng));
        let known = known.map(|social| (social.network, social.handle.clone()));
        account(&Person::of(booking), known, language, &mut self.taken, rng)
    }
}

/// Whether what people complain of happened to the flight.
fn happened(flight: &Flight, complaint: &str) -> bool {
    let late =
        |planned: Instant, real: Option<Instant>| real.is_some_and(|real| real - planned >= Duration::minutes(15));
    let cancelled = flight.state == FlightState::Cancelled;
    match complaint {
        "cancelled" => cancelled,
        "delay" => late(flight.scheduled_departure_at, flight.estimated_departure_at),
        "luggage" => !cancelled && flight.arrives_at().is_some(),
        _ => !cancelled,
    }
}

/// The account without its `@`.
pub(super) fn bare(at: &str) -> String {
    at.trim_start_matches('@').to_owned()
}

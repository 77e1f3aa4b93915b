//! Which trip: flight, route, date and check-in of a post against one leg.
//!
//! The four hang together (a designator implies its route), so each later line is worth only what it adds to the ones
//! before: a route that the named flight implies weighs nothing.

use chrono::{Duration, NaiveDate};

use super::clues::{Clues, PlaceRole};
use super::levels::{Comparison, Level, Parameters};
use super::lines::Lines;
use crate::domain::flight::Flight;
use crate::domain::instant::Instant;

/// Legs count from so long after the post was written ...
const LATEST_DEPARTURE: Duration = Duration::days(14);
/// ... back to so long before: a post may come after take-off or landing.
const AFTERWARDS: Duration = Duration::hours(12);

/// How often stations and flights are named by those who aren't on board, counted from the legs of the manifest.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// Legs.
    pub(super) legs: u32,
    /// Distinct designators.
    pub(super) designators: u32,
}

/// A flat world of stations, mixed into the counts: about 50 legs over 200 stations.
const FLAT_LEGS: f64 = 50.0;
const FLAT_STATIONS: f64 = 200.0;
/// Flights of the world's news and small talk that a manifest doesn't hold.
const OTHER_FLIGHTS: f64 = 300.0;

impl Traffic {
    /// Chance that a post of somebody else names a station that `legs_there` of the legs touch.
    pub(super) fn station(&self, legs_there: u32) -> f64 {
        (f64::from(legs_there) + FLAT_LEGS / FLAT_STATIONS) / (f64::from(self.legs) + FLAT_LEGS)
    }

    /// Chance that a flight named by somebody else, who names `named` of them, is this one.
    pub(super) fn flight(&self, named: usize) -> f64 {
        (named.max(1) as f64 / (f64::from(self.designators) + OTHER_FLIGHTS)).min(1.0)
    }
}

/// A leg, ready to compare.
#[derive(Debug, Clone)]
pub(super) struct Leg {
    /// What is known of it.
    pub(super) flight: Flight,
    /// Departure as far as is known.
    pub(super) departs_at: Instant,
    /// Arrival; two hours after departure where nothing is known.
    pub(super) arrives_at: Instant,
    /// Legs of the manifest that leave from the origin.
    pub(super) from_origin: u32,
    /// Legs of the manifest that go to the destination.
    pub(super) to_destination: u32,
}

impl Leg {
    /// Whether a post written then may be about this leg.
    pub(super) fn is_near(&self, written_at: Instant) -> bool {
        let last = self.departs_at.max(self.arrives_at);
        self.departs_at <= written_at + LATEST_DEPARTURE && last >= written_at - AFTERWARDS
    }

    /// Whether the day names this leg's departure, or its arrival.
    fn is_on(&self, day: NaiveDate) -> bool {
        self.flight.leg.departure_on == day
    }

    /// Span of time between post and leg.
    pub(super) fn span(&self, written_at: Instant) -> Span {
        if written_at > self.arrives_at + Duration::hours(3) {
            return Span::WithinDay;
        }
        match self.departs_at - written_at {
            gap if gap <= Duration::hours(6) => Span::Hours,
            gap if gap <= Duration::hours(24) => Span::WithinDay,
            gap if gap <= Duration::hours(72) => Span::WithinThreeDays,
            _ => Span::Earlier,
        }
    }
}

/// How far a leg lies from a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Hours,
    WithinDay,
    WithinThreeDays,
    Earlier,
}

impl Span {
    pub(super) const ALL: [Self; 4] = [Self::Hours, Self::WithinDay, Self::WithinThreeDays, Self::Earlier];

    pub(super) fn level(self) -> Level {
        match self {
            Self::Hours => Level::Hours,
            Self::WithinDay => Level::WithinDay,
            Self::WithinThreeDays => Level::WithinThreeDays,
            Self::Earlier => Level::Earlier,
        }
    }

    /// Hours the span covers, about.
    fn hours(self) -> f64 {
        match self {
            Self::Hours => 10.0,
            Self::WithinDay => 24.0,
            Self::WithinThreeDays => 48.0,
            Self::Earlier => 264.0,
        }
    }
}

/// Departures around a post: passengers in each span.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Passengers of legs within each span, in the order of `Span::ALL`.
    pub(super) passengers: [f64; 4],
}

impl Around {
    /// All passengers around.
    pub(super) fn all(&self) -> f64 {
        self.passengers.iter().sum()
    }

    /// Weight of the time of the post: how much denser a traveller's posts are in this span than over all passengers
    /// around. Over a manifest of a few hours it is zero: there time tells nobody apart.
    fn weight(&self, span: Span, parameters: &Parameters) -> f64 {
        let density = |span: Span| parameters.m(span.level()) / span.hours();
        let mean: f64 = Span::ALL.iter().zip(self.passengers).map(|(span, count)| density(*span) * count).sum();
        if mean <= 0.0 { 0.0 } else { (density(span) * self.all() / mean).log2() }
    }
}

/// Writes the lines of flight, route, date and place. `onward` are stations the traveller's other legs touch.
pub(super) fn compare(
    clues: &Clues<'_>,
    leg: &Leg,
    onward: &[&str],
    traffic: &Traffic,
    around: &Around,
    parameters: &Parameters,
    lines: &mut Lines,
) {
    let (flight_bits, flight_agrees, day_told) = flight(clues, leg, traffic, parameters, lines);
    let origin_told = route(clues, leg, onward, traffic, parameters, flight_bits, lines) || flight_agrees;
    if !day_told {
        date(clues, leg, around, parameters, lines);
    }
    place(clues, leg, onward, traffic, parameters, origin_told, lines);
}

/// Returns the bits of an agreement, whether it agrees, and whether the day is part of the line.
fn flight(
    clues: &Clues<'_>,
    leg: &Leg,
    traffic: &Traffic,
    parameters: &Parameters,
    lines: &mut Lines,
) -> (f64, bool, bool) {
    if clues.flights.is_empty() {
        return (0.0, false, false);
    }
    if !clues.flights.iter().any(|named| leg.flight.is_called(named)) {
        lines.add(Comparison::Flight, Level::OtherFlight, parameters.bits(Level::OtherFlight));
        return (0.0, false, false);
    }
    let near_miss = clues.days.iter().any(|day| is_next(*day, leg));
    let level = match clues.days.as_slice() {
        [] => Level::FlightOnly,
        days if days.iter().any(|day| leg.is_on(*day)) => Level::FlightAndDate,
        _ if near_miss => Level::FlightOnly,
        _ => Level::FlightOtherDay,
    };
    let bits = parameters.bits(level) - traffic.flight(clues.flights.len()).log2();
    lines.add(Comparison::Flight, level, bits);
    (bits.max(0.0), true, matches!(level, Level::FlightAndDate | Level::FlightOtherDay))
}

fn is_next(day: NaiveDate, leg: &Leg) -> bool {
    (leg.flight.leg.departure_on - day).num_days().abs() == 1
}

/// Returns whether the origin was counted.
fn route(
    clues: &Clues<'_>,
    leg: &Leg,
    onward: &[&str],
    traffic: &Traffic,
    parameters: &Parameters,
    flight_bits: f64,
    lines: &mut Lines,
) -> bool {
    let (origin, destination) = (leg.flight.leg.origin.as_str(), leg.flight.leg.destination.as_str());
    let names = |role: PlaceRole, station: &str| {
        clues.airports.iter().any(|(iata, as_role)| *as_role == role && iata == station)
    };
    let has = |role: PlaceRole| clues.airports.iter().any(|(_, as_role)| *as_role == role);
    let from = names(PlaceRole::Origin, origin) || names(PlaceRole::At, origin);
    let to = names(PlaceRole::Destination, destination) || names(PlaceRole::At, destination);
    let named = |station: &str| names(PlaceRole::Mentioned, station);
    let goes_on =
        onward.iter().any(|station| names(PlaceRole::Destination, station) || names(PlaceRole::Origin, station));
    let other_end = |role: PlaceRole, end: &str| {
        has(role) && !names(role, end) && !onward.iter().any(|station| names(role, station))
    };
    let contradicts = other_end(PlaceRole::Origin, origin) || other_end(PlaceRole::Destination, destination);
    let (there, here) = (traffic.station(leg.to_destination), traffic.station(leg.from_origin));
    let (level, chance) = if contradicts {
        let weight = parameters.bits(Level::OtherRoute);
        lines.add(Comparison::Route, Level::OtherRoute, if flight_bits > 0.0 { weight / 2.0 } else { weight });
        return false;
    } else if (from || named(origin)) && (to || named(destination)) {
        (Level::BothEnds, there * here)
    } else if to {
        (Level::ToDestination, there)
    } else if from {
        (Level::FromOrigin, here)
    } else if named(destination) {
        (Level::Named, there)
    } else if named(origin) {
        (Level::Named, here)
    } else if goes_on {
        (Level::Onward, traffic.station(1))
    } else {
        return false;
    };
    let told = usize::from(level == Level::Named) * clues.airports.len().saturating_sub(1);
    let bits = parameters.bits(level) - chance.log2() - ((told + 1) as f64).log2();
    let rest = bits - flight_bits;
    if flight_bits > 0.0 && rest <= 0.0 {
        lines.add(Comparison::Route, Level::Implied, 0.0);
    } else {
        lines.add(Comparison::Route, level, rest);
    }
    from || named(origin)
}

fn date(clues: &Clues<'_>, leg: &Leg, around: &Around, parameters: &Parameters, lines: &mut Lines) {
    if clues.days.is_empty() {
        let span = leg.span(clues.written_at);
        lines.add(Comparison::Date, span.level(), around.weight(span, parameters));
        return;
    }
    let level = if clues.days.iter().any(|day| leg.is_on(*day)) {
        Level::SameDay
    } else if clues.days.iter().any(|day| is_next(*day, leg)) {
        Level::NextDay
    } else {
        Level::OtherDay
    };
    let several = if level == Level::OtherDay { 0.0 } else { (clues.days.len() as f64).log2() };
    lines.add(Comparison::Date, level, parameters.bits(level) - several);
}

fn place(
    clues: &Clues<'_>,
    leg: &Leg,
    onward: &[&str],
    traffic: &Traffic,
    parameters: &Parameters,
    origin_told: bool,
    lines: &mut Lines,
) {
    let Some(station) = clues.place_iata else { return };
    let written = clues.written_at;
    let before = leg.departs_at - written;
    let after = written - leg.arrives_at;
    let chance = |legs: u32| if origin_told { 0.0 } else { -traffic.station(legs).log2() };
    if station == leg.flight.leg.origin {
        if before <= Duration::hours(8) && before >= Duration::hours(-1) {
            lines.add(Comparison::Place, Level::AtOrigin, parameters.bits(Level::AtOrigin) + chance(leg.from_origin));
        }
    } else if station == leg.flight.leg.destination {
        if after >= Duration::zero() && after <= AFTERWARDS {
            let bits = parameters.bits(Level::AtDestination) + chance(leg.to_destination);
            lines.add(Comparison::Place, Level::AtDestination, bits);
        }
    } else if !onward.contains(&station) && before <= Duration::hours(1) && after <= Duration::zero() {
        lines.add(Comparison::Place, Level::Elsewhere, parameters.bits(Level::Elsewhere));
    }
}

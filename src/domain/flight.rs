//! Flight legs, their events, and what is known of a leg now.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::instant::Instant;

/// Whether the text is an IATA location code: three capital letters (Resolution 763).
pub fn is_station_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the text is an IATA airline designator: two characters, capital letters or digits, not both digits
/// (Resolution 762).
pub fn is_carrier_code(text: &str) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Carrier and number, such as KL1023 (IATA SSIM: up to four digits).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Designator {
    /// IATA airline designator.
    pub carrier: String,
    /// Flight number, 1 to 9999.
    pub number: u16,
}

impl fmt::Display for Designator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.carrier, self.number))
    }
}

impl FromStr for Designator {
    type Err = LegKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || LegKeyError(text.to_owned());
        let (carrier, number) = text.split_at_checked(2).ok_or_else(fault)?;
        let number: u16 = number.trim().parse().map_err(|_| fault())?;
        if !is_carrier_code(carrier) || !(1..=9999).contains(&number) {
            return Err(fault());
        }
        Ok(Self { carrier: carrier.to_owned(), number })
    }
}

/// What names a flight leg: designator, local day of departure, origin, destination.
/// Written `KL1613/2025-03-04/AMS-VCE`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegKey {
    /// The operating designator.
    pub designator: Designator,
    /// Day of departure in the zone of the origin.
    pub departure_on: NaiveDate,
    /// IATA code of the departure station.
    pub origin: String,
    /// IATA code of the arrival station.
    pub destination: String,
}

impl fmt::Display for LegKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}/{}-{}", self.designator, self.departure_on, self.origin, self.destination))
    }
}

/// The text is no leg, such as `KL1613/2025-03-04/AMS-VCE`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a flight leg; write it like KL1613/2025-03-04/AMS-VCE")]
pub struct LegKeyError(pub String);

impl FromStr for LegKey {
    type Err = LegKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || LegKeyError(text.to_owned());
        let mut parts = text.split('/');
        let (Some(designator), Some(day), Some(route), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(fault());
        };
        let (origin, destination) = route.split_once('-').ok_or_else(fault)?;
        if !is_station_code(origin) || !is_station_code(destination) {
            return Err(fault());
        }
        Ok(Self {
            designator: designator.parse().map_err(|_| fault())?,
            departure_on: day.parse().map_err(|_| fault())?,
            origin: origin.to_owned(),
            destination: destination.to_owned(),
        })
    }
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(Designator);
serde_as_text!(LegKey);

words! {
    /// Public state of a flight, the words of the Schiphol public flight API v4 that giftgate acts on.
    FlightState {
        /// Scheduled.
        Scheduled = "SCH",
        /// Delayed.
        Delayed = "DEL",
        /// Gate changed.
        GateChanged = "GCH",
        /// Gate open.
        GateOpen = "GTO",
        /// Boarding.
        Boarding = "BRD",
        /// Gate closing.
        GateClosing = "GCL",
        /// Gate closed.
        GateClosed = "GTD",
        /// Departed.
        Departed = "DEP",
        /// Landed.
        Landed = "LND",
        /// Arrived: at the gate, bags done.
        Arrived = "ARR",
        /// Cancelled.
        Cancelled = "CNX",
    }
}

/// One row of a flights file: what was known about a leg at `known_at`. Absent fields mean "no news".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlightEvent {
    /// The leg.
    pub leg: LegKey,
    /// When this became known; the schedule itself is known from the start.
    pub known_at: Option<Instant>,
    /// STD.
    pub scheduled_departure_at: Instant,
    /// ETD.
    pub estimated_departure_at: Option<Instant>,
    /// STA.
    pub scheduled_arrival_at: Option<Instant>,
    /// ETA.
    pub estimated_arrival_at: Option<Instant>,
    /// Terminal.
    pub terminal: Option<String>,
    /// Pier.
    pub pier: Option<String>,
    /// Gate.
    pub gate: Option<String>,
    /// Boarding call.
    pub boarding_at: Option<Instant>,
    /// Gate closure.
    pub gate_closes_at: Option<Instant>,
    /// Public state.
    pub state: Option<FlightState>,
    /// Marketing designators of the same leg.
    pub codeshares: Vec<Designator>,
}

impl FlightEvent {
    /// An event that says no more than that a leg leaves at this time.
    pub const fn new(leg: LegKey, scheduled_departure_at: Instant) -> Self {
        Self {
            leg,
            known_at: None,
            scheduled_departure_at,
            estimated_departure_at: None,
            scheduled_arrival_at: None,
            estimated_arrival_at: None,
            terminal: None,
            pier: None,
            gate: None,
            boarding_at: None,
            gate_closes_at: None,
            state: None,
            codeshares: Vec::new(),
        }
    }
}

/// What is known of a leg after all events so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flight {
    /// The leg.
    pub leg: LegKey,
    /// STD.
    pub scheduled_departure_at: Instant,
    /// ETD.
    pub estimated_departure_at: Option<Instant>,
    /// STA.
    pub scheduled_arrival_at: Option<Instant>,
    /// ETA.
    pub estimated_arrival_at: Option<Instant>,
    /// Terminal.
    pub terminal: Option<String>,
    /// Pier.
    pub pier: Option<String>,
    /// Gate.
    pub gate: Option<String>,
    /// Boarding call.
    pub boarding_at: Option<Instant>,
    /// Gate closure.
    pub gate_closes_at: Option<Instant>,
    /// Public state.
    pub state: FlightState,
    /// Marketing designators of the same leg.
    pub codeshares: Vec<Designator>,
}

impl Flight {
    /// A leg as its first event tells it.
    pub fn new(event: FlightEvent) -> Self {
        Self {
            leg: event.leg,
            scheduled_departure_at: event.scheduled_departure_at,
            estimated_departure_at: event.estimated_departure_at,
            scheduled_arrival_at: event.scheduled_arrival_at,
            estimated_arrival_at: event.estimated_arrival_at,
            terminal: event.terminal,
            pier: event.pier,
            gate: event.gate,
            boarding_at: event.boarding_at,
            gate_closes_at: event.gate_closes_at,
            state: event.state.unwrap_or(FlightState::Scheduled),
            codeshares: event.codeshares,
        }
    }

    /// Takes in a later event: what it says replaces what was known, what it leaves out stays.
    pub fn apply(&mut self, event: FlightEvent) {
        fn news<T>(known: &mut Option<T>, told: Option<T>) {
            if told.is_some() {
                *known = told;
            }
        }
        self.scheduled_departure_at = event.scheduled_departure_at;
        news(&mut self.estimated_departure_at, event.estimated_departure_at);
        news(&mut self.scheduled_arrival_at, event.scheduled_arrival_at);
        news(&mut self.estimated_arrival_at, event.estimated_arrival_at);
        news(&mut self.terminal, event.terminal);
        news(&mut self.pier, event.pier);
        news(&mut self.gate, event.gate);
        news(&mut self.boarding_at, event.boarding_at);
        news(&mut self.gate_closes_at, event.gate_closes_at);
        if let Some(state) = event.state {
            self.state = state;
        }
        for codeshare in event.codeshares {
            if !self.codeshares.contains(&codeshare) {
                self.codeshares.push(codeshare);
            }
        }
    }

    /// When it leaves, as far as is known.
    pub fn departs_at(&self) -> Instant {
        self.estimated_departure_at.unwrap_or(self.scheduled_departure_at)
    }

    /// When it arrives, as far as is known.
    pub fn arrives_at(&self) -> Option<Instant> {
        self.estimated_arrival_at.or(self.scheduled_arrival_at)
    }

    /// Whether the designator names this leg, as operating or as codeshare.
    pub fn is_called(&self, designator: &Designator) -> bool {
        self.leg.designator == *designator || self.codeshares.contains(designator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leg_reads_as_it_prints() {
        let text = "KL1613/2025-03-04/AMS-VCE";
        assert_eq!(text.parse::<LegKey>().map(|leg| leg.to_string()), Ok(text.to_owned()));
        for wrong in [
            "KL1613",
            "KL0/2025-03-04/AMS-VCE",
            "KL1613/2025-13-04/AMS-VCE",
            "12345/2025-03-04/AMS-VCE",
            "KL1/2025-03-04/AMSVCE",
        ] {
            assert!(wrong.parse::<LegKey>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_designator_with_leading_zeros_is_the_same_flight() {
        assert_eq!("KL0714".parse::<Designator>(), "KL714".parse());
    }
}

//! Read models of the gate: stations, and what is to be handed over at one of them. Never a post, never a full name.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{FlightState, LegKey};
use crate::domain::gift::GiftState;
use crate::domain::id::{CourierId, GiftId};
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;

use super::Names;
use super::custody::OfferLine;

/// Stations with hand-overs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateIndexView {
    /// By code.
    pub stations: Vec<GateStation>,
}

/// One station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateStation {
    /// IATA code.
    pub station: String,
    /// Zone.
    pub zone: Tz,
    /// Gifts still to hand over.
    pub open: u64,
    /// Gifts handed over.
    pub done: u64,
    /// The next window to close.
    pub next_closes_at: Option<Instant>,
    /// Gifts that other stations offer and nobody has answered for.
    pub offered: u64,
}

/// The delivery list of a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateView {
    /// IATA code.
    pub station: String,
    /// Zone.
    pub zone: Tz,
    /// Day shown, local.
    pub day: NaiveDate,
    /// When the list was read.
    pub read_at: Instant,
    /// Places somebody can stand at.
    pub places: Vec<StandingPlace>,
    /// Where the reader stands.
    pub standing: String,
    /// Couriers of the station.
    pub couriers: Vec<String>,
    /// Whose round is shown; everybody's where nobody is named.
    pub round: Option<String>,
    /// Couriers whose next stop became another one, and nobody has seen it yet.
    pub told: Vec<NextStopNews>,
    /// What other stations offer to this one.
    pub offers: Vec<OfferLine>,
    /// Gifts still to hand over (approved or picked up), next window to close first.
    pub open: Vec<GateStop>,
    /// Gifts that are over, newest first.
    pub done: Vec<GateStop>,
}

impl GateView {
    /// Only one courier's round; everybody's where the station has none of that name.
    #[must_use]
    pub fn of_round(mut self, courier: &str) -> Self {
        if !self.couriers.iter().any(|known| known == courier) {
            return self;
        }
        let own = |stop: &GateStop| stop.courier.as_deref() == Some(courier);
        self.open.retain(own);
        self.done.retain(own);
        self.told.retain(|news| news.name == courier);
        self.round = Some(courier.to_owned());
        self
    }
}

/// A place of a station that walking minutes are counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingPlace {
    /// Its name in addresses.
    pub key: String,
    /// A pier, named by its letter.
    pub pier: Option<String>,
}

/// A courier's next stop that became another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStopNews {
    /// Whose.
    pub courier: CourierId,
    /// Their name or number.
    pub name: String,
    /// Gate they were to go to.
    pub gate_before: Option<String>,
    /// Gate they go to now.
    pub gate: Option<String>,
    /// The gift they bring there; none where nothing is left to do.
    pub gift: Option<GiftId>,
    /// When it changed.
    pub at: Instant,
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateStop {
    /// The gift.
    pub gift: GiftId,
    /// Its names.
    pub gift_name: Names,
    /// The traveller's first name; empty until six hours before the flight and from two hours after it.
    pub first_name: String,
    /// How it is roughly said, spelled for readers of each language that need it.
    pub said: Names,
    /// Seat.
    pub seat: Option<String>,
    /// The traveller's language.
    pub language: Language,
    /// One line of greeting in that language.
    pub greeting: String,
    /// What to say then.
    pub opener: String,
    /// Whether name and seat are shown now.
    pub named: bool,
    /// Walking minutes from where the reader stands.
    pub walk_minutes: Option<i64>,
    /// The station's map does not know the gate: minutes are counted to the middle of its pier.
    pub off_map: bool,
    /// The leg.
    pub leg: LegKey,
    /// At departure or at arrival.
    pub point: HandOverPoint,
    /// Gate now.
    pub gate: Option<String>,
    /// Pier now.
    pub pier: Option<String>,
    /// Gate before the last change.
    pub gate_before: Option<String>,
    /// Public state of the flight.
    pub flight_state: FlightState,
    /// Hand-over window.
    pub window: Option<TimeWindow>,
    /// When the round wants it handed over.
    pub planned_at: Option<Instant>,
    /// Who brings it: name or number on lists.
    pub courier: Option<String>,
    /// State.
    pub state: GiftState,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

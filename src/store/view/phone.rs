//! The list that a phone at the gate keeps for when there is no signal. Never a post, never a full name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Names;
use super::custody::OfferLine;
use super::deliveries::{NextStopNews, StandingPlace};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Designator, FlightState};
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::GiftId;
use crate::domain::instant::Instant;
use crate::domain::language::Language;

/// Most cards on a phone.
pub const MOST_CARDS: usize = 40;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneList {
    /// Version of its form; a phone with another one loads the pages anew.
    pub version: u8,
    /// IATA code.
    pub station: String,
    /// Zone of its clocks.
    pub zone: Tz,
    /// Day, local.
    pub day: NaiveDate,
    /// What the keys of the cards are salted with.
    pub salt: String,
    /// When a phone forgets it.
    pub wipe_at: Option<Instant>,
    /// Places somebody can stand at.
    pub places: Vec<StandingPlace>,
    /// Couriers of the station.
    pub couriers: Vec<String>,
    /// Gifts still to hand over, next window to close first.
    pub cards: Vec<PhoneCard>,
    /// More gifts than cards.
    pub left_out: u64,
    /// Couriers whose next stop became another one.
    pub told: Vec<NextStopNews>,
    /// What other stations offer to this one.
    pub offers: Vec<OfferLine>,
}

/// One gift still to hand over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneCard {
    /// The gift.
    pub gift: GiftId,
    /// Its names.
    pub gift_name: Names,
    /// First name; empty where it is not shown now.
    pub first_name: String,
    /// How the name is roughly said, spelled for readers of each language that need it.
    pub said: Names,
    /// Seat.
    pub seat: Option<String>,
    /// When the name goes from the phone.
    pub named_until: Option<Instant>,
    /// The traveller's language.
    pub language: Language,
    /// What to say first.
    pub greeting: String,
    /// What to say then.
    pub opener: String,
    /// Designator.
    pub flight: String,
    /// Designators under which other airlines sell the flight: passes may name it so.
    pub also_called: Vec<Designator>,
    /// Day of the year the leg departs on, as boarding passes count.
    pub day_of_year: u32,
    /// Where to, or where from at arrival.
    pub route: String,
    /// At departure or at arrival.
    pub point: HandOverPoint,
    /// Gate now.
    pub gate: Option<String>,
    /// Pier now.
    pub pier: Option<String>,
    /// Gate before the last change.
    pub gate_before: Option<String>,
    /// The station's map does not know the gate.
    pub off_map: bool,
    /// Public state of the flight.
    pub flight_state: FlightState,
    /// When the hand-over may start.
    pub opens_at: Option<Instant>,
    /// When it has to be over.
    pub closes_at: Option<Instant>,
    /// State.
    pub state: GiftState,
    /// Who brings it.
    pub courier: Option<String>,
    /// Walking minutes from each place.
    pub walk: BTreeMap<String, i64>,
    /// Salted keys of what counts as the right person.
    pub keys: Vec<String>,
}

/// One gift as gate staff hand it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateGiftView {
    /// IATA code.
    pub station: String,
    /// Zone.
    pub zone: Tz,
    /// When it was read.
    pub read_at: Instant,
    /// The gift.
    pub stop: super::deliveries::GateStop,
    /// How it ended, and by whose hand.
    pub ended: Option<Ended>,
    /// Whether a photo can be added: it was given, and the traveller said yes to one.
    pub photo: Option<PhotoState>,
}

/// The photo of a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoState {
    /// The traveller said yes; there is none yet.
    Wanted,
    /// There is one.
    Kept,
}

/// How a hand-over ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub outcome: HandOverOutcome,
    /// Initial of who reported it; empty for a demo's stand-in.
    pub who: String,
    /// A stand-in of a demo.
    pub simulated: bool,
    /// When it happened.
    pub at: Instant,
    /// Why nobody was met.
    pub reason: Option<crate::domain::gate::NotFoundReason>,
    /// Receipt of the hand-over, while its reporter can take it back.
    pub undo: Option<uuid::Uuid>,
    /// The gift was not given and is not at the desk yet.
    pub to_bring_back: bool,
}

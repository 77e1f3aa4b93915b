//! Deliveries: who brings which gift to which gate, and when.

use serde::{Deserialize, Serialize};

use super::id::{CourierId, GiftId};
use super::instant::{Instant, TimeWindow};

words! {
    /// Where on the trip a gift is handed over.
    HandOverPoint {
        /// At the gate, between boarding call and gate closure.
        Departure = "departure",
        /// At the gate, after arrival.
        Arrival = "arrival",
    }
}

/// A courier on a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Courier {
    /// Its id.
    pub id: CourierId,
    /// Name or number on lists.
    pub name: String,
    /// Station (IATA).
    pub station: String,
    /// The shift.
    pub shift: TimeWindow,
    /// Gifts carried at once.
    pub capacity: u32,
    /// Named place where rounds begin and end and gifts are fetched; without one, the desk.
    pub start_desk: Option<String>,
}

/// One stop of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The gift to hand over.
    pub gift: GiftId,
    /// Who brings it.
    pub courier: CourierId,
    /// When the courier gets there.
    pub arrives_at: Instant,
    /// When the hand-over starts.
    pub starts_at: Instant,
    /// When the courier goes on.
    pub leaves_at: Instant,
    /// The hand-over window.
    pub window: TimeWindow,
}

//! The delivery list on paper.

use chrono_tz::Tz;

use crate::domain::gift::GiftState;
use crate::domain::language::Language;
use crate::formats::delivery_list::{DeliveryRow, GiftPlace};
use crate::store::view::deliveries::GateStop;

/// A stop of the list as its line on paper. The gift is named in the reader's language, in English where it has no such name.
pub fn delivery_row(stop: &GateStop, zone: Tz, reader: Language) -> DeliveryRow {
    let name = stop.gift_name.get(&reader).or_else(|| stop.gift_name.get(&Language::En));
    DeliveryRow {
        planned_at: stop.planned_at.or(stop.window.map(|window| window.opens_at)),
        window: stop.window,
        zone,
        leg: stop.leg.to_string(),
        gate: stop.gate.clone(),
        pier: stop.pier.clone(),
        walk_minutes: stop.walk_minutes,
        seat: stop.seat.clone(),
        first_name: stop.first_name.clone(),
        gift: name.cloned().unwrap_or_default(),
        lies: match stop.state {
            GiftState::Approved => Some(GiftPlace::Desk),
            GiftState::PickedUp => Some(GiftPlace::Carried),
            _ => None,
        },
        courier: stop.courier.clone().unwrap_or_default(),
        language: stop.language.to_string(),
        greeting: stop.greeting.clone(),
    }
}

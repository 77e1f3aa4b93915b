//! The delivery list on paper.

use chrono_tz::Tz;

use crate::domain::language::Language;
use crate::formats::delivery_list::DeliveryRow;
use crate::store::view::deliveries::GateStop;

/// A stop of the list as its line on paper; none where nothing can be handed over any more. The gift is named in the
/// reader's language, in English where it has no such name.
pub fn delivery_row(stop: &GateStop, zone: Tz, reader: Language) -> Option<DeliveryRow> {
    let window = stop.window?;
    let name = stop.gift_name.get(&reader).or_else(|| stop.gift_name.get(&Language::En));
    Some(DeliveryRow {
        planned_at: stop.planned_at.unwrap_or(window.opens_at),
        window_opens_at: window.opens_at,
        window_closes_at: window.closes_at,
        zone,
        leg: stop.leg.to_string(),
        gate: stop.gate.clone(),
        pier: stop.pier.clone(),
        seat: stop.seat.clone(),
        first_name: stop.first_name.clone(),
        gift: name.cloned().unwrap_or_default(),
        courier: stop.courier.clone().unwrap_or_default(),
        language: stop.language.to_string(),
        greeting: stop.greeting.clone(),
    })
}

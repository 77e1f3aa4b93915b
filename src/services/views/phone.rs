//! What a phone keeps for when there is no signal, and one gift as it is handed over.
//!
//! A family name never leaves the server: the phone gets salted keys that a boarding pass can be compared with.

use chrono::Datelike;

use super::gate::{DayList, couriers, next_stops, read_list};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::gate::{KEPT_ON_PHONE, UNDO_FOR};
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::GiftId;
use crate::formats::pass_key::{pass_key, pass_keys, plain_letters};
use crate::services::Error;
use crate::services::arrival_offers::offers_at;
use crate::services::gate_sync::initial_of;
use crate::store::sealing::FingerprintOf;
use crate::store::view::deliveries::GateStop;
use crate::store::view::gates::GiftAtGate;
use crate::store::view::phone::{Ended, GateGiftView, MOST_CARDS, PhoneCard, PhoneList, PhotoState};

/// Form of the list; the phone's own stands in `static/js/gate-vault.js`.
const VERSION: u8 = 1;

/// A station's open gifts for a phone; where there are more than it keeps, those of one courier's round before others.
pub async fn phone_list(app: &App, station: &str, round: &str) -> Result<PhoneList, Error> {
    let list = read_list(app, station).await?;
    let salt = salt(app, station, &list);
    let mut open: Vec<&GiftAtGate> = list.gifts.iter().filter(|gift| !gift.state.is_final()).collect();
    let closes = |gift: &&GiftAtGate| (gift.window.is_none(), gift.window.map(|window| window.closes_at), gift.id);
    open.sort_by_key(|gift| (gift.courier.as_deref() != Some(round), closes(gift)));
    let left_out = open.len().saturating_sub(MOST_CARDS) as u64;
    open.truncate(MOST_CARDS);
    open.sort_by_key(closes);
    let wipe_at = open.iter().map(|gift| gift.flight_at + KEPT_ON_PHONE).max();
    let places = list.paths.places();
    let cards = open.into_iter().map(|gift| card(&list, gift, &salt)).collect();
    let (zone, day, station) = (list.zone, list.day, station.to_owned());
    let told = next_stops(app, &station, list.read_at).await?;
    let offers = offers_at(app, &station).await?;
    let couriers = couriers(app, &station, (zone, list.read_at)).await?;
    let version = VERSION;
    Ok(PhoneList { version, station, zone, day, salt, wipe_at, places, couriers, cards, left_out, told, offers })
}

/// Nobody outside can guess it, every phone of the day has the same, tomorrow's is another one.
fn salt(app: &App, station: &str, list: &DayList) -> String {
    let mut digits =
        hex::encode(app.store.keys().fingerprint(FingerprintOf::GateList, &[station, &list.day.to_string()]));
    digits.truncate(32);
    digits
}

fn card(list: &DayList, gift: &GiftAtGate, salt: &str) -> PhoneCard {
    let stop = list.stop(gift, "");
    let named = stop.named;
    let keys = if named { keys_of(gift, salt) } else { Vec::new() };
    let walk = list.paths.places().into_iter().filter_map(|place| {
        let minutes = list.paths.minutes(&place.key, gift.gate.as_deref(), gift.pier.as_deref())?;
        Some((place.key, minutes))
    });
    let GateStop { gift: id, gift_name, first_name, seat, language, greeting, opener, leg, said, .. } = stop;
    PhoneCard {
        gift: id,
        gift_name,
        first_name,
        said,
        seat,
        named_until: named.then(|| gift.flight_at + chrono::Duration::hours(2)),
        language,
        greeting,
        opener,
        day_of_year: leg.departure_on.ordinal(),
        flight: leg.designator.to_string(),
        also_called: gift.also_called.clone(),
        route: format!("{}–{}", leg.origin, leg.destination),
        point: stop.point,
        gate: stop.gate,
        pier: stop.pier,
        gate_before: stop.gate_before,
        off_map: stop.off_map,
        flight_state: stop.flight_state,
        opens_at: stop.window.map(|window| window.opens_at),
        closes_at: stop.window.map(|window| window.closes_at),
        state: stop.state,
        courier: stop.courier,
        walk: walk.collect(),
        keys,
    }
}

fn keys_of(gift: &GiftAtGate, salt: &str) -> Vec<String> {
    pass_keys(salt, &gift.family_name, &gift.leg, gift.seat.as_deref(), &gift.record_locator)
}

fn not_found(gift: GiftId) -> Error {
    Error::NotFound { what: "gift", name: gift.to_string() }
}

/// One gift of a station's day, as `by` would hand it over.
pub async fn gate_gift(app: &App, station: &str, gift: GiftId, by: &Actor) -> Result<GateGiftView, Error> {
    let list = read_list(app, station).await?;
    let found = list.gifts.iter().find(|one| one.id == gift).ok_or_else(|| not_found(gift))?;
    let stop = list.stop(found, "desk");
    let ended = match app.store.find_hand_over(gift).await? {
        Some(end) => {
            let own = (end.staff, end.simulated) == (by.id, by.simulated);
            let undo = (own && list.read_at <= end.received_at + UNDO_FOR).then_some(end.receipt);
            let to_bring_back = end.outcome != HandOverOutcome::Given && end.returned_at.is_none();
            let (outcome, simulated, at, reason) = (end.outcome, end.simulated, end.happened_at, end.reason);
            let who = initial_of(app, end.staff).await?;
            Some(Ended { outcome, who, simulated, at, reason, undo, to_bring_back })
        }
        None => None,
    };
    let photo = photo_state(app, gift, stop.state).await?;
    Ok(GateGiftView { station: station.to_owned(), zone: list.zone, read_at: list.read_at, stop, ended, photo })
}

async fn photo_state(app: &App, gift: GiftId, state: GiftState) -> Result<Option<PhotoState>, Error> {
    if state != GiftState::HandedOver {
        return Ok(None);
    }
    let (granted, kept) = app.store.photo_of(gift).await?;
    Ok(granted.then_some(if kept { PhotoState::Kept } else { PhotoState::Wanted }))
}

/// Whether a typed family name and seat are those of the traveller a gift is for. Never tells what would have fitted.
pub async fn fits(app: &App, station: &str, gift: GiftId, family: &str, seat: &str) -> Result<bool, Error> {
    let list = read_list(app, station).await?;
    let found = list.gifts.iter().find(|one| one.id == gift).ok_or_else(|| not_found(gift))?;
    let typed = plain_letters(family);
    Ok(!typed.is_empty() && keys_of(found, "").contains(&pass_key("", &typed, &found.leg, seat)))
}

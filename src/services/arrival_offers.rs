//! A gift that can't be given where its flight leaves is offered to the station where it lands; people there say yes or no.
//! Who says no, or nothing until it is too late, frees its money and stock.

use serde_json::json;

use super::approval::{find_of, settle};
use super::campaigns::LoadedCampaign;
use super::pool::{station_of, window_of};
use super::queue::{Job, enqueue};
use super::views::catalogue;
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Flight, FlightState};
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::instant::TimeWindow;
use crate::domain::ledger::EntryKind;
use crate::domain::refusal::Refusal;
use crate::store::Tx;
use crate::store::gift::StoredGift;
use crate::store::view::custody::OfferLine;
use crate::store::view::names_of;

/// Offers an approved gift where its flight lands; gives that station, or nothing where it can't be offered (again).
pub(super) async fn offer(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    flight: &Flight,
    stored: &StoredGift,
    why: &str,
) -> Result<Option<String>, Error> {
    let to = station_of(flight, HandOverPoint::Arrival);
    let scope = loaded.campaign.stations.iter().find(|scope| scope.iata == to);
    let hands_over = scope.is_some_and(|scope| scope.hand_over.contains(&HandOverPoint::Arrival));
    let may = stored.point == HandOverPoint::Departure
        && stored.gift.state == GiftState::Approved
        && flight.state != FlightState::Cancelled;
    let now = app.now();
    let window = window_of(&loaded.campaign, flight, HandOverPoint::Arrival).filter(|window| window.closes_at > now);
    let Some(window) = window.filter(|_| hands_over && may) else { return Ok(None) };
    let offered = tx.offer_gift(stored.gift.id, (&stored.station, to), window, why, now).await?;
    Ok(offered.then(|| to.to_owned()))
}

/// What other stations offer to this one.
pub async fn offers_at(app: &App, station: &str) -> Result<Vec<OfferLine>, Error> {
    let mut lines = Vec::new();
    let rows = app.store.offers_at(station).await?;
    if rows.is_empty() {
        return Ok(lines);
    }
    let under_way = campaigns::list_under_way(app).await?;
    for row in rows {
        let loaded = under_way.iter().find(|loaded| loaded.id == row.campaign());
        let names = loaded.map(|loaded| catalogue(&loaded.campaign)).unwrap_or_default();
        lines.push(OfferLine {
            gift: GiftId(row.gift_id),
            gift_name: names_of(&names, &row.idea),
            from: row.from_station,
            flight: format!("{}{}", row.carrier, row.flight_number),
            route: format!("{}–{}", row.origin, row.destination),
            why: row.why,
            window: row.window_opens_at.zip(row.window_closes_at).and_then(|(from, to)| TimeWindow::new(from, to)),
            offered_at: row.offered_at,
        });
    }
    Ok(lines)
}

/// Answers an offer: accepted, the gift is this station's to hand over; refused, its money and stock are free again.
pub async fn answer_offer(app: &App, station: &str, gift: GiftId, accepts: bool, by: &Actor) -> Result<(), Error> {
    if by.role != Role::Gate {
        return Err(Refusal::WrongRole { role: by.role.as_str(), action: "answer an offer", who: "gate staff" }.into());
    }
    let not_found = || Error::NotFound { what: "gift", name: gift.to_string() };
    let place = app.store.find_gift_place(gift).await?.filter(|place| place.station == station);
    let loaded = campaigns::load(app, &place.ok_or_else(not_found)?.slug).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, &loaded, gift).await?;
    tx.answer_offer(gift, if accepts { "accepted" } else { "refused" }, by, now).await?;
    if accepts {
        let job = Job::PlanRounds { campaign: loaded.campaign.slug.clone(), station: station.to_owned() };
        enqueue(app, &mut tx, &job, now).await?;
    } else {
        let from = stored.gift.state;
        stored.gift.withdraw()?;
        tx.move_gift(gift, from, stored.gift.state, Some("offer_refused"), now).await?;
        settle(app, &mut tx, loaded.id, gift, EntryKind::Release, by).await?;
    }
    tx.audit(by, "gift.answer_offer", &gift.to_string(), json!({ "accepts": accepts }), now);
    Ok(tx.commit().await?)
}

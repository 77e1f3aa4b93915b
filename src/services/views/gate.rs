//! What gate staff see: stations, and what is to be handed over at one of them today.
//!
//! First names only, and nothing of any post.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::greeting::greeting;
use super::news::{News, news_of};
use super::{catalogue, day_bounds};
use crate::app::App;
use crate::domain::id::{CampaignId, LegId};
use crate::domain::instant::local_day;
use crate::domain::station::{find_station, zone_of};
use crate::services::{Error, campaigns};
use crate::store::view::deliveries::{GateIndexView, GateStation, GateStop, GateView};
use crate::store::view::gates::GiftAtGate;
use crate::store::view::{Catalogue, names_of};

/// Stations where campaigns under way hand over, each as it stands today.
pub async fn gate_index(app: &App) -> Result<GateIndexView, Error> {
    let now = app.now();
    let mut stations = Vec::new();
    for station in app.store.gate_stations().await? {
        let zone = zone_of(&station);
        let today = day_bounds(local_day(now, zone), zone);
        let state = app.store.station_state(&station, today, now).await?;
        let (open, done, next_closes_at) = (state.open, state.done, state.next_closes_at);
        stations.push(GateStation { station, zone, open, done, next_closes_at });
    }
    Ok(GateIndexView { stations })
}

/// Today's delivery list of a station.
pub async fn gate(app: &App, station: &str) -> Result<GateView, Error> {
    let not_found = || Error::NotFound { what: "station", name: station.to_owned() };
    let zone = find_station(station).ok_or_else(not_found)?.zone;
    let read_at = app.now();
    let day = local_day(read_at, zone);
    let gifts = app.store.gifts_at_gate(station, day_bounds(day, zone)).await?;
    let catalogues = catalogues(app, &gifts).await?;
    let news = news(app, &gifts).await?;
    let stops = gifts.into_iter().map(|gift| stop(gift, &catalogues, &news));
    let (mut done, mut open): (Vec<_>, Vec<_>) = stops.partition(|stop| stop.state.is_final());
    // Without a window nobody knows when it closes: last, but on the list.
    open.sort_by_key(|stop| (stop.window.is_none(), stop.window.map(|window| window.closes_at), stop.gift));
    done.sort_by_key(|stop| Reverse((stop.ended_at, stop.gift)));
    Ok(GateView { station: station.to_owned(), zone, day, read_at, open, done })
}

/// Gift names of the campaigns on the list.
async fn catalogues(app: &App, gifts: &[GiftAtGate]) -> Result<BTreeMap<CampaignId, Catalogue>, Error> {
    let wanted: BTreeSet<CampaignId> = gifts.iter().map(|gift| gift.campaign).collect();
    let mut found = BTreeMap::new();
    for stored in app.store.list_campaigns().await? {
        if wanted.contains(&stored.id) {
            found.insert(stored.id, catalogue(&campaigns::understand(&stored)?.campaign));
        }
    }
    Ok(found)
}

async fn news(app: &App, gifts: &[GiftAtGate]) -> Result<BTreeMap<LegId, News>, Error> {
    let legs: BTreeSet<LegId> = gifts.iter().map(|gift| gift.leg_id).collect();
    let legs: Vec<LegId> = legs.into_iter().collect();
    let history = app.store.flight_history(&legs).await?;
    Ok(history.into_iter().map(|(leg, events)| (leg, news_of(&events))).collect())
}

fn stop(gift: GiftAtGate, catalogues: &BTreeMap<CampaignId, Catalogue>, news: &BTreeMap<LegId, News>) -> GateStop {
    let none = Catalogue::new();
    GateStop {
        gift: gift.id,
        gift_name: names_of(catalogues.get(&gift.campaign).unwrap_or(&none), &gift.idea),
        greeting: greeting(gift.language, &gift.first_name),
        first_name: gift.first_name,
        seat: gift.seat,
        language: gift.language,
        gate_before: news.get(&gift.leg_id).and_then(News::gate_before),
        leg: gift.leg,
        point: gift.point,
        gate: gift.gate,
        pier: gift.pier,
        flight_state: gift.flight_state,
        window: gift.window,
        planned_at: gift.planned_at,
        courier: gift.courier,
        state: gift.state,
        ended_at: gift.ended_at,
    }
}

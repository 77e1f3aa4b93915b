//! What gate staff see: stations, and what is to be handed over at one of them today.
//!
//! First names only, and nothing of any post.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;

use super::greeting::{greeting, opener};
use super::news::{News, news_of};
use super::{catalogue, day_bounds};
use crate::app::App;
use crate::domain::gate::is_named;
use crate::domain::id::{CampaignId, CourierId, GiftId, LegId};
use crate::domain::instant::{Instant, local_day};
use crate::domain::language::Language;
use crate::domain::said::said;
use crate::domain::station::{find_station, zone_of};
use crate::rounds::station::Walks;
use crate::services::arrival_offers::offers_at;
use crate::services::stations::walks;
use crate::services::{Error, campaigns};
use crate::store::view::deliveries::{GateIndexView, GateStation, GateStop, GateView, NextStopNews, StandingPlace};
use crate::store::view::gates::{GiftAtGate, StationState};
use crate::store::view::{Catalogue, Names, names_of};

/// Stations where campaigns under way hand over, each as it stands today.
pub async fn gate_index(app: &App) -> Result<GateIndexView, Error> {
    let now = app.now();
    let mut stations = Vec::new();
    for station in app.store.gate_stations().await? {
        let zone = zone_of(&station);
        let state = app.store.station_state(&station, shift_bounds(now, zone), now).await?;
        let StationState { open, done, next_closes_at, offered } = state;
        stations.push(GateStation { station, zone, open, done, next_closes_at, offered });
    }
    Ok(GateIndexView { stations })
}

/// Today's delivery list of a station, for somebody at its desk.
pub async fn gate(app: &App, station: &str) -> Result<GateView, Error> {
    gate_from(app, station, DESK).await
}

/// Today's delivery list of a station, for somebody who stands at one of its places.
pub async fn gate_from(app: &App, station: &str, standing: &str) -> Result<GateView, Error> {
    let list = read_list(app, station).await?;
    let standing = list.paths.known(standing);
    let stops = list.gifts.iter().map(|gift| list.stop(gift, &standing));
    let (mut done, mut open): (Vec<_>, Vec<_>) = stops.partition(|stop| stop.state.is_final());
    // Without a window nobody knows when it closes: last, but on the list.
    open.sort_by_key(|stop| (stop.window.is_none(), stop.window.map(|window| window.closes_at), stop.gift));
    done.sort_by_key(|stop| Reverse((stop.ended_at, stop.gift)));
    let told = next_stops(app, station, list.read_at).await?;
    let offers = offers_at(app, station).await?;
    let (places, station) = (list.paths.places(), station.to_owned());
    let (zone, day, read_at) = (list.zone, list.day, list.read_at);
    let couriers = couriers(app, &station, (zone, read_at)).await?;
    Ok(GateView { station, zone, day, read_at, places, standing, couriers, round: None, told, offers, open, done })
}

/// What a gift's card needs.
#[derive(Debug, Clone)]
pub struct GiftCard {
    /// The gift.
    pub gift: GiftId,
    /// Its traveller's language.
    pub language: Language,
    /// Its names.
    pub names: Names,
    /// Flight designator.
    pub flight: String,
}

/// A campaign's name, and the cards of every gift of its plan that is still to be handed over.
pub async fn gift_cards(app: &App, slug: &str) -> Result<(String, Vec<GiftCard>), Error> {
    let loaded = campaigns::load(app, slug).await?;
    let names = catalogue(&loaded.campaign);
    let flights: BTreeMap<LegId, String> = app
        .store
        .list_flights()
        .await?
        .into_iter()
        .map(|(id, flight)| (id, flight.leg.designator.to_string()))
        .collect();
    let open = app.store.list_gifts(loaded.id).await?.into_iter().filter(|gift| !gift.gift.state.is_final());
    let cards = open.map(|gift| GiftCard {
        gift: gift.gift.id,
        language: gift.language,
        names: names_of(&names, &gift.idea),
        flight: flights.get(&gift.leg).cloned().unwrap_or_default(),
    });
    Ok((loaded.campaign.name, cards.collect()))
}

/// Couriers of a station whose next stop became another one within the shift; of several changes where it ends.
pub(super) async fn next_stops(app: &App, station: &str, now: Instant) -> Result<Vec<NextStopNews>, Error> {
    let mut told: BTreeMap<CourierId, NextStopNews> = BTreeMap::new();
    for row in app.store.unseen_next_stops(station, now - NEWS_FOR).await? {
        let courier = CourierId(row.courier_id);
        let gate_before = told.get(&courier).map_or(row.gate_before, |first| first.gate_before.clone());
        let (name, gate, gift, at) = (row.name, row.gate_now, row.gift_now.map(GiftId), row.told_at);
        told.insert(courier, NextStopNews { courier, name, gate_before, gate, gift, at });
    }
    Ok(told.into_values().collect())
}

/// Names of a station's couriers of the day, of all campaigns.
pub(super) async fn couriers(app: &App, station: &str, (zone, now): (Tz, Instant)) -> Result<Vec<String>, Error> {
    let on_shift = app.store.couriers_at(station, shift_bounds(now, zone)).await?;
    let mut names: Vec<String> = on_shift.into_iter().map(|courier| courier.name).collect();
    names.dedup();
    Ok(names)
}

/// A station's day, read once.
pub(super) struct DayList {
    pub(super) zone: Tz,
    pub(super) day: NaiveDate,
    pub(super) read_at: Instant,
    pub(super) gifts: Vec<GiftAtGate>,
    pub(super) paths: Paths,
    catalogues: BTreeMap<CampaignId, Catalogue>,
    news: BTreeMap<LegId, News>,
}

/// Reads a station's day.
pub(super) async fn read_list(app: &App, station: &str) -> Result<DayList, Error> {
    let not_found = || Error::NotFound { what: "station", name: station.to_owned() };
    let zone = find_station(station).ok_or_else(not_found)?.zone;
    let read_at = app.now();
    let day = local_day(read_at, zone);
    let gifts = app.store.gifts_at_gate(station, shift_bounds(read_at, zone)).await?;
    let catalogues = catalogues(app, &gifts).await?;
    let news = news(app, &gifts).await?;
    Ok(DayList { zone, day, read_at, gifts, paths: Paths(walks(app.stations(), station)?), catalogues, news })
}

impl DayList {
    /// A gift as the list shows it to somebody at a place.
    pub(super) fn stop(&self, gift: &GiftAtGate, standing: &str) -> GateStop {
        let none = Catalogue::new();
        let gift_name = names_of(self.catalogues.get(&gift.campaign).unwrap_or(&none), &gift.idea);
        let own_name = gift_name.get(&gift.language).or_else(|| gift_name.get(&Language::En)).cloned();
        let named = is_named(gift.flight_at, self.read_at);
        let first_name = if named { gift.first_name.clone() } else { String::new() };
        // Who leaves hears of where the way leads, who arrives is welcomed there: the same place.
        let city = find_station(&gift.leg.destination).map_or(gift.leg.destination.as_str(), |station| station.city);
        GateStop {
            gift: gift.id,
            greeting: greeting(gift.language, &first_name),
            opener: opener(gift.language, gift.point, &own_name.unwrap_or_default(), city),
            gift_name,
            seat: gift.seat.clone().filter(|_| named),
            said: said(&first_name, gift.language),
            first_name,
            named,
            walk_minutes: self.paths.minutes(standing, gift.gate.as_deref(), gift.pier.as_deref()),
            off_map: gift.gate.is_some() && self.paths.is_off_map(gift.gate.as_deref(), gift.pier.as_deref()),
            language: gift.language,
            gate_before: self.news.get(&gift.leg_id).and_then(News::gate_before),
            leg: gift.leg.clone(),
            point: gift.point,
            gate: gift.gate.clone(),
            pier: gift.pier.clone(),
            flight_state: gift.flight_state,
            window: gift.window,
            planned_at: gift.planned_at,
            courier: gift.courier.clone(),
            state: gift.state,
            ended_at: gift.ended_at,
        }
    }
}

/// What is on a list: the local day, and what opens within six hours, though that be tomorrow.
fn shift_bounds(now: Instant, zone: Tz) -> (Instant, Instant) {
    let (from, to) = day_bounds(local_day(now, zone), zone);
    (from, to.max(now + LISTED_BEFORE))
}

/// A night shift sees beyond midnight from so long before a window opens.
const LISTED_BEFORE: Duration = Duration::hours(6);
/// The desk: where people stand who have not said otherwise.
const DESK: &str = "desk";
/// Older news of a next stop is no news.
const NEWS_FOR: Duration = Duration::hours(4);

/// The ways of a station.
pub(super) struct Paths(Walks);

impl Paths {
    /// The places somebody can stand at: the named ones and the middle of each pier.
    pub(super) fn places(&self) -> Vec<StandingPlace> {
        let map = self.0.map();
        let named = map.places.iter().map(|name| StandingPlace { key: name.clone(), pier: None });
        let piers = map
            .piers
            .iter()
            .map(|pier| StandingPlace { key: format!("pier-{}", pier.name), pier: Some(pier.name.clone()) });
        named.chain(piers).collect()
    }

    /// The place of this key; the desk where there is none.
    fn known(&self, key: &str) -> String {
        let known = self.places().iter().any(|place| place.key == key);
        (if known { key } else { DESK }).to_owned()
    }

    /// Whether the map lacks a gate.
    fn is_off_map(&self, gate: Option<&str>, pier: Option<&str>) -> bool {
        self.0.gate(gate, pier).1.is_some()
    }

    /// Walking minutes from a place to a gate, rounded up.
    pub(super) fn minutes(&self, key: &str, gate: Option<&str>, pier: Option<&str>) -> Option<i64> {
        if gate.is_none() && pier.is_none() {
            return None;
        }
        let from = match key.strip_prefix("pier-") {
            Some(pier) => self.0.gate(None, Some(pier)).0,
            None => self.0.named(key)?,
        };
        let seconds = self.0.seconds(&from, &self.0.gate(gate, pier).0);
        Some((seconds + 59) / 60)
    }
}

/// Walking minutes from a station's desk to a gate, rounded up; none where neither gate nor pier is known.
pub(super) fn walk_from_desk(
    app: &App,
    station: &str,
    gate: Option<&str>,
    pier: Option<&str>,
) -> Result<Option<i64>, Error> {
    Ok(Paths(walks(app.stations(), station)?).minutes(DESK, gate, pier))
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

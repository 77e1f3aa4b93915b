//! Where the gifts of a station are, and the count at the end of a shift. A difference is written down only with its reason.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::json;

use super::arrival_offers::offers_at;
use super::rounds::DESK;
use super::views::{catalogue, day_bounds};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, GiftId, mint};
use crate::domain::instant::{Instant, TimeWindow, local_day};
use crate::domain::refusal::Refusal;
use crate::domain::station::find_station;
use crate::store::StoreError;
use crate::store::gate::NewCount;
use crate::store::view::custody::{
    Counted, CourierRow, Custody, CustodyRow, Round, RoundStop, RoundsView, StockLine, Stray, UnsettledLine,
};
use crate::store::view::{Catalogue, Names, names_of};

words! {
    /// Why a count differs from what should be there.
    StockReason {
        /// It broke or spoiled.
        Damaged = "damaged",
        /// Nobody knows where it is.
        Lost = "lost",
        /// More was there than expected.
        Found = "found",
        /// It went to another desk.
        Moved = "moved",
    }
}

/// How long after a shift its gifts are still counted with it.
const CHECKED_WITHIN: Duration = Duration::hours(2);

struct Known {
    slug: String,
    names: Catalogue,
}

/// The rounds and the custody of a station's day.
pub async fn rounds(app: &App, station: &str) -> Result<RoundsView, Error> {
    let not_found = || Error::NotFound { what: "station", name: station.to_owned() };
    let zone = find_station(station).ok_or_else(not_found)?.zone;
    let read_at = app.now();
    let day = local_day(read_at, zone);
    let (from, to) = day_bounds(day, zone);
    let couriers = app.store.couriers_at(station, (from - CHECKED_WITHIN, to)).await?;
    let bounds = shift_bounds((from, to), &couriers, read_at);
    let rows = app.store.custody_at(station, bounds).await?;
    let known = known(app).await?;
    let mut rounds = Vec::new();
    for courier in couriers.into_iter().filter(|courier| courier.shift_closes_at >= bounds.0) {
        let mine: Vec<&CustodyRow> = rows.iter().filter(|row| row.courier_id == Some(courier.id)).collect();
        let shift = TimeWindow::new(courier.shift_opens_at, courier.shift_closes_at);
        let shift = shift.ok_or(StoreError::BadRow { what: "courier" })?;
        let mut stops = mine.iter().filter_map(|row| stop(row, &known)).collect::<Result<Vec<_>, _>>()?;
        stops.sort_by_key(|stop| (stop.arrives_at, stop.gift));
        let strays = mine.iter().filter(|row| is_stray(row)).map(|row| stray(row, &known));
        rounds.push(Round {
            name: courier.name,
            shift,
            capacity: u64::try_from(courier.capacity).unwrap_or(0),
            start_desk: courier.start_desk.unwrap_or_else(|| DESK.to_owned()),
            stops,
            custody: count(&mine),
            strays: strays.collect::<Result<_, _>>()?,
        });
    }
    let all: Vec<&CustodyRow> = rows.iter().collect();
    let waits = |row: &&CustodyRow| row.courier_id.is_none() && row.outcome.is_none();
    let unsettled = app.store.unsettled_reports(station, bounds.0).await?.into_iter();
    let unsettled = unsettled.map(|row| UnsettledLine {
        kind: row.kind,
        code: row.code,
        outcome: row.outcome,
        gift: row.gift_id,
        at: row.received_at,
    });
    Ok(RoundsView {
        station: station.to_owned(),
        zone,
        day,
        read_at,
        custody: count(&all),
        without_round: all.iter().copied().filter(waits).count() as u64,
        stock: stock(app, station, &rows, &known, bounds).await?,
        offers: offers_at(app, station).await?,
        rounds,
        unsettled: unsettled.collect(),
    })
}

/// The local day, and with it the whole of a night shift that is under way or ended a while ago: what it picked up before midnight
/// counts after it, until its end is checked.
fn shift_bounds((from, to): (Instant, Instant), couriers: &[CourierRow], now: Instant) -> (Instant, Instant) {
    let here = |one: &&CourierRow| one.shift_opens_at <= now && now <= one.shift_closes_at + CHECKED_WITHIN;
    let night = couriers.iter().filter(here);
    let opens = night.clone().map(|one| one.shift_opens_at).min();
    let closes = night.map(|one| one.shift_closes_at).max();
    (opens.map_or(from, |opens| opens.min(from)), closes.map_or(to, |closes| closes.max(to)))
}

async fn known(app: &App) -> Result<BTreeMap<CampaignId, Known>, Error> {
    let under_way = campaigns::list_under_way(app).await?.into_iter();
    let known = under_way.map(|loaded| {
        let names = catalogue(&loaded.campaign);
        (loaded.id, Known { slug: loaded.campaign.slug, names })
    });
    Ok(known.collect())
}

fn names(row: &CustodyRow, known: &BTreeMap<CampaignId, Known>) -> Names {
    let none = Catalogue::new();
    names_of(known.get(&CampaignId(row.campaign_id)).map_or(&none, |known| &known.names), &row.idea)
}

fn state(row: &CustodyRow) -> Result<GiftState, Error> {
    Ok(row.state.parse().map_err(|_| StoreError::BadRow { what: "gift state" })?)
}

fn stop(row: &CustodyRow, known: &BTreeMap<CampaignId, Known>) -> Option<Result<RoundStop, Error>> {
    let (arrives_at, starts_at, leaves_at) = (row.arrives_at?, row.starts_at?, row.leaves_at?);
    let window = row.window_opens_at.zip(row.window_closes_at);
    Some(state(row).map(|state| RoundStop {
        gift: GiftId(row.id),
        gift_name: names(row, known),
        gate: row.gate.clone(),
        arrives_at,
        starts_at,
        leaves_at,
        window: window.and_then(|(opens, closes)| TimeWindow::new(opens, closes)),
        state,
    }))
}

fn is_stray(row: &CustodyRow) -> bool {
    row.outcome.as_deref().is_some_and(|outcome| outcome != "given") && row.returned_at.is_none()
}

fn stray(row: &CustodyRow, known: &BTreeMap<CampaignId, Known>) -> Result<Stray, Error> {
    Ok(Stray { gift: GiftId(row.id), gift_name: names(row, known), state: state(row)? })
}

fn count(rows: &[&CustodyRow]) -> Custody {
    let mut custody = Custody::default();
    for row in rows {
        let place = match (row.state.as_str(), row.outcome.as_deref()) {
            ("approved", _) => &mut custody.at_desk,
            ("picked_up", _) => &mut custody.carried,
            (_, Some("given")) => &mut custody.handed,
            _ if row.returned_at.is_some() => &mut custody.returned,
            _ => &mut custody.to_bring_back,
        };
        *place += 1;
    }
    custody
}

/// What should lie at the desk: what waits there and what came back.
const fn expected(custody: &Custody) -> i64 {
    (custody.at_desk + custody.returned).cast_signed()
}

async fn stock(
    app: &App,
    station: &str,
    rows: &[CustodyRow],
    known: &BTreeMap<CampaignId, Known>,
    bounds: (Instant, Instant),
) -> Result<Vec<StockLine>, Error> {
    let mut kinds: BTreeMap<(CampaignId, &str), Vec<&CustodyRow>> = BTreeMap::new();
    for row in rows {
        kinds.entry((CampaignId(row.campaign_id), &row.idea)).or_default().push(row);
    }
    let counts = app.store.stock_counts(station, bounds).await?;
    let lines = kinds.into_iter().map(|((campaign, idea), rows)| {
        let custody = count(&rows);
        let last = counts.iter().rev().find(|one| one.idea == idea && one.campaign_id == campaign.0);
        StockLine {
            campaign: known.get(&campaign).map(|known| known.slug.clone()).unwrap_or_default(),
            idea: idea.to_owned(),
            gift_name: names(rows[0], known),
            custody,
            expected: expected(&custody),
            counted: last.map(|one| Counted {
                expected: one.expected,
                counted: one.counted,
                why: one.why.clone(),
                simulated: one.simulated,
                at: one.counted_at,
            }),
        }
    });
    Ok(lines.collect())
}

/// Writes down how many gifts of a kind lie at the desk. `None`: it differs from what should be there, and nobody said why.
pub async fn count_stock(
    app: &App,
    station: &str,
    (campaign, idea): (&str, &str),
    counted: u32,
    why: Option<StockReason>,
    by: &Actor,
) -> Result<Option<i64>, Error> {
    let line =
        rounds(app, station).await?.stock.into_iter().find(|line| line.campaign == campaign && line.idea == idea);
    let line = line.ok_or_else(|| Error::NotFound { what: "gift idea", name: idea.to_owned() })?;
    if by.role != crate::domain::actor::Role::Gate {
        let role = by.role.as_str();
        return Err(Refusal::WrongRole { role, action: "count gifts", who: "gate staff" }.into());
    }
    let difference = i64::from(counted) - line.expected;
    if difference != 0 && why.is_none() {
        return Ok(None);
    }
    let now = app.now();
    let loaded = campaigns::load(app, campaign).await?;
    let id = mint(now, &mut *app.rng());
    let why = why.filter(|_| difference != 0).map(StockReason::as_str);
    let (expected, counted) = (line.expected, i64::from(counted));
    let new = NewCount { id, station, campaign: loaded.id, idea, expected, counted, why };
    let mut tx = app.store.begin().await?;
    tx.add_stock_count(&new, by, now).await?;
    let detail = json!({ "idea": idea, "expected": expected, "counted": counted, "why": why });
    tx.audit(by, "stock.count", station, detail, now);
    tx.commit().await?;
    Ok(Some(difference))
}

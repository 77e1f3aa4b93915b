//! The flight clock: what is news of a flight moves its gifts' windows, offers to the arrival station or frees what can't be
//! used, and asks for new rounds.
//!
//! Event, windows, offers, released money and the job that plans rounds again are one transaction.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::approval::settle;
use super::arrival_offers::offer;
use super::campaigns::LoadedCampaign;
use super::intake::{LegChange, add_event};
use super::pool::{window_of, window_rules};
use super::queue::{Job, enqueue};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::flight::{Flight, FlightEvent, FlightState};
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, LegId};
use crate::domain::ledger::EntryKind;
use crate::rounds::flight_clock::{Change, what_changed};
use crate::store::Tx;
use crate::store::gift::StoredGift;

/// What a batch of events did to the open gifts of campaigns.
#[derive(Debug, Default)]
pub struct ClockReport {
    /// News about legs with open gifts.
    pub changes: Vec<Change>,
    /// Gifts whose window moved.
    pub moved: usize,
    /// Gifts taken back, their money and stock freed.
    pub withdrawn: usize,
    /// Gifts offered to the station where their flight lands.
    pub offered: usize,
}

/// Takes in what is news of flights, and moves everything that hangs on them.
pub async fn apply_events(app: &App, events: Vec<FlightEvent>) -> Result<ClockReport, Error> {
    let now = app.now();
    let under_way = campaigns::list_under_way(app).await?;
    let mut tx = app.store.begin().await?;
    let mut changes = Vec::new();
    for event in events {
        changes.extend(add_event(app, &mut tx, event, now).await?);
    }
    let report = follow_all(app, &mut tx, &under_way, &changes).await?;
    tx.commit().await?;
    Ok(report)
}

/// Moves everything that hangs on the legs that changed.
pub(super) async fn follow_all(
    app: &App,
    tx: &mut Tx,
    under_way: &[LoadedCampaign],
    changes: &[LegChange],
) -> Result<ClockReport, Error> {
    let now = app.now();
    let mut report = ClockReport::default();
    let mut stations_told = BTreeSet::new();
    let mut audits = Vec::new();
    // What is known of a leg after the last of its events.
    let legs: BTreeMap<LegId, &Flight> = changes.iter().map(|change| (change.id, &change.after)).collect();
    for loaded in under_way {
        // All gifts are held before the first entry of the ledger: approvals take them in that order too.
        let mut gifts = Vec::new();
        for leg in legs.keys() {
            gifts.extend(tx.open_gifts_on(loaded.id, *leg).await?);
        }
        let mut stations = BTreeSet::new();
        for gift in &gifts {
            for change in changes.iter().filter(|change| change.id == gift.leg) {
                note(loaded, change, gift, &mut report);
            }
            let Some(flight) = legs.get(&gift.leg) else { continue };
            stations.insert(gift.station.clone());
            match follow(app, tx, loaded, flight, gift, &mut report).await? {
                Followed::Kept => {}
                Followed::Offered(to) => {
                    audits.push(("gift.offer", gift.gift.id, json!({ "from": gift.station, "to": to })));
                    stations.insert(to);
                }
                Followed::Withdrawn(why) => audits.push(("gift.withdraw", gift.gift.id, json!({ "why": why }))),
            }
        }
        for station in stations {
            let job = Job::PlanRounds { campaign: loaded.campaign.slug.clone(), station: station.clone() };
            enqueue(app, tx, &job, now).await?;
            stations_told.insert(station);
        }
    }
    for (action, gift, detail) in audits {
        tx.audit(&Actor::SYSTEM, action, &gift.to_string(), detail, now);
    }
    // Open pages hear of an audit entry; they need not wait for the new rounds to show another gate.
    for station in stations_told {
        let detail = json!({ "moved": report.moved, "withdrawn": report.withdrawn, "offered": report.offered });
        tx.audit(&Actor::SYSTEM, "flights.news", &station, detail, now);
    }
    Ok(report)
}

/// What became of a gift whose flight moved.
enum Followed {
    /// It is still to be handed over, or somebody carries it.
    Kept,
    /// It was offered to this station.
    Offered(String),
    /// It was taken back, for this reason.
    Withdrawn(&'static str),
}

/// Notes what is news of a leg with an open gift.
fn note(loaded: &LoadedCampaign, change: &LegChange, stored: &StoredGift, report: &mut ClockReport) {
    let rules = window_rules(&loaded.campaign.delivery);
    let news = change.before.as_ref().and_then(|before| what_changed(before, &change.after, stored.point, &rules));
    if let Some(news) = news
        && !report.changes.contains(&news)
    {
        report.changes.push(news);
    }
}

/// Moves a gift's window with its flight, offers it where the flight lands, or takes it back.
async fn follow(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    flight: &Flight,
    stored: &StoredGift,
    report: &mut ClockReport,
) -> Result<Followed, Error> {
    let now = app.now();
    let gift = &stored.gift;
    // What is carried for somebody who was taken off the flight has no window, wherever the flight goes.
    let has_traveller = gift.state != GiftState::PickedUp || tx.has_passage(stored.leg, stored.traveller).await?;
    if let Some(window) = window_of(&loaded.campaign, flight, stored.point).filter(|_| has_traveller) {
        if gift.window != Some(window) {
            tx.set_window(gift.id, Some(window), now).await?;
            report.moved += 1;
        }
        return Ok(Followed::Kept);
    }
    if gift.state == GiftState::PickedUp {
        // It is in somebody's hands: gate staff say how it ended.
        tx.set_window(gift.id, None, now).await?;
        return Ok(Followed::Kept);
    }
    if let Some(to) = offer(app, tx, loaded, flight, stored, "no_window").await? {
        report.offered += 1;
        return Ok(Followed::Offered(to));
    }
    let why = if flight.state == FlightState::Cancelled { "cancelled" } else { "no_window" };
    take_back(app, tx, loaded.id, stored, why).await?;
    report.withdrawn += 1;
    Ok(Followed::Withdrawn(why))
}

/// Takes back a gift that nobody carries: an offer of it lapses, its money and stock are free again.
pub(super) async fn take_back(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    stored: &StoredGift,
    why: &str,
) -> Result<(), Error> {
    let (now, gift) = (app.now(), &stored.gift);
    let mut after = gift.clone();
    after.withdraw()?;
    if tx.is_offered(gift.id).await? {
        tx.answer_offer(gift.id, "lapsed", &Actor::SYSTEM, now).await?;
    }
    tx.move_gift(gift.id, gift.state, after.state, Some(why), now).await?;
    settle(app, tx, campaign, gift.id, EntryKind::Release, &Actor::SYSTEM).await
}

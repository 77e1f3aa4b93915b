//! The flight clock: what is news of a flight moves its gifts' windows, frees what can't be used, and asks for new rounds.
//!
//! Event, windows, released money and the job that plans rounds again are one transaction.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::approval::settle;
use super::campaigns::LoadedCampaign;
use super::intake::{LegChange, add_event};
use super::pool::{window_of, window_rules};
use super::queue::{Job, enqueue};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::flight::{Flight, FlightEvent, FlightState};
use crate::domain::gift::GiftState;
use crate::domain::id::{GiftId, LegId};
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
}

/// Takes in what is news of flights, and moves everything that hangs on them.
pub async fn apply_events(app: &App, events: Vec<FlightEvent>) -> Result<ClockReport, Error> {
    let now = app.now();
    let under_way = campaigns::list_under_way(app).await?;
    let mut report = ClockReport::default();
    let mut tx = app.store.begin().await?;
    let mut changes = Vec::new();
    for event in events {
        changes.extend(add_event(app, &mut tx, event, now).await?);
    }
    let mut withdrawn = Vec::new();
    for loaded in &under_way {
        let legs: BTreeMap<LegId, Flight> =
            changes.iter().map(|change: &LegChange| (change.id, change.after.clone())).collect();
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
            withdrawn.extend(follow(app, &mut tx, loaded, flight, gift, &mut report).await?);
            stations.insert(gift.station.clone());
        }
        for station in stations {
            let job = Job::PlanRounds { campaign: loaded.campaign.slug.clone(), station };
            enqueue(app, &mut tx, &job, now).await?;
        }
    }
    for (gift, why) in withdrawn {
        tx.audit(&Actor::SYSTEM, "gift.withdraw", &gift.to_string(), json!({ "why": why }), now).await?;
    }
    tx.commit().await?;
    Ok(report)
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

/// Moves a gift's window with its flight, or takes the gift back; gives what was taken back and why.
async fn follow(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    flight: &Flight,
    stored: &StoredGift,
    report: &mut ClockReport,
) -> Result<Option<(GiftId, &'static str)>, Error> {
    let now = app.now();
    let gift = &stored.gift;
    let window = window_of(&loaded.campaign, flight, stored.point);
    if let Some(window) = window {
        if gift.window != Some(window) {
            tx.set_window(gift.id, Some(window), now).await?;
            report.moved += 1;
        }
    } else if gift.state == GiftState::PickedUp {
        // It is in somebody's hands: gate staff say how it ended.
        tx.set_window(gift.id, None, now).await?;
    } else {
        let mut after = gift.clone();
        after.withdraw()?;
        let why = if flight.state == FlightState::Cancelled { "cancelled" } else { "no_window" };
        tx.move_gift(gift.id, gift.state, after.state, Some(why), now).await?;
        settle(app, tx, loaded.id, gift.id, EntryKind::Release, &Actor::SYSTEM).await?;
        report.withdrawn += 1;
        return Ok(Some((gift.id, why)));
    }
    Ok(None)
}

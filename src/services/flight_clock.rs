//! The flight clock: what is news of a flight moves its gifts' windows, frees what can't be used, and asks for new rounds.
//!
//! Event, windows, released money and the job that plans rounds again are one transaction.

use std::collections::BTreeSet;

use serde_json::json;

use super::approval::settle;
use super::campaigns::LoadedCampaign;
use super::intake::{LegChange, add_event};
use super::pool::{window_of, window_rules};
use super::queue::{Job, enqueue};
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::flight::FlightEvent;
use crate::domain::gift::GiftState;
use crate::domain::ledger::EntryKind;
use crate::rounds::flight_clock::{Change, what_changed};
use crate::store::Tx;
use crate::store::gift::StoredGift;

/// What a batch of events did to the gifts of live campaigns.
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
    let live = campaigns::list_live(app).await?;
    let mut report = ClockReport::default();
    let mut tx = app.store.begin().await?;
    let mut changes = Vec::new();
    for event in events {
        changes.extend(add_event(app, &mut tx, event, now).await?);
    }
    for loaded in &live {
        let mut stations = BTreeSet::new();
        for change in &changes {
            for gift in tx.open_gifts_on(loaded.id, change.id).await? {
                follow(app, &mut tx, loaded, change, &gift, &mut report).await?;
                stations.insert(gift.station.clone());
            }
        }
        for station in stations {
            let job = Job::PlanRounds { campaign: loaded.campaign.slug.clone(), station };
            enqueue(app, &mut tx, &job, now).await?;
        }
    }
    tx.commit().await?;
    Ok(report)
}

async fn follow(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    change: &LegChange,
    stored: &StoredGift,
    report: &mut ClockReport,
) -> Result<(), Error> {
    let now = app.now();
    let gift = &stored.gift;
    let rules = window_rules(&loaded.campaign.delivery);
    let news = change.before.as_ref().and_then(|before| what_changed(before, &change.after, stored.point, &rules));
    let window = window_of(&loaded.campaign, &change.after, stored.point);
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
        let why =
            if change.after.state == crate::domain::flight::FlightState::Cancelled { "cancelled" } else { "no_window" };
        tx.move_gift(gift.id, gift.state, after.state, Some(why), now).await?;
        settle(app, tx, loaded.id, gift.id, EntryKind::Release, &Actor::SYSTEM).await?;
        tx.audit(&Actor::SYSTEM, "gift.withdraw", &gift.id.to_string(), json!({ "why": why }), now).await?;
        report.withdrawn += 1;
    }
    if let Some(news) = news
        && !report.changes.contains(&news)
    {
        report.changes.push(news);
    }
    Ok(())
}

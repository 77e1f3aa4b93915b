//! Measuring: readings into the store, each with where it comes from. What networks count of our own posts is read back.

use std::collections::BTreeMap;

use chrono::{Duration, Timelike};
use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::intake::{Intake, IntakeReport};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::ReadingId;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};
use crate::formats::quarantine::{Counted, FileFault, Row};
use crate::networks::Outlet;
use crate::store::reading::OutPost;

/// Takes readings in.
pub async fn import_readings<I>(
    app: &App,
    loaded: &LoadedCampaign,
    mut rows: I,
    by: &Actor,
) -> Result<IntakeReport, Error>
where
    I: Iterator<Item = Result<Row<Reading>, FileFault>> + Counted,
{
    let now = app.now();
    let mut intake = Intake::new(app);
    let mut tx = app.store.begin().await?;
    for row in rows.by_ref() {
        if let Some((_, reading)) = intake.row(row?) {
            let id = ReadingId::mint(now, &mut *app.rng());
            intake.taken(tx.add_reading(id, loaded.id, &reading).await?);
        }
    }
    intake.store_aside(&mut tx).await?;
    let detail = json!({ "accepted": intake.report.accepted });
    tx.audit(by, "readings.import", &loaded.id.to_string(), detail, now).await?;
    tx.commit().await?;
    intake.report.unknown_fields = rows.counts().unknown_fields;
    Ok(intake.report)
}

/// Days after publication that a post's figures are read.
const READ_DAYS: i64 = 30;
/// Days after publication that they are read every hour; later every sixth.
const FRESH_DAYS: i64 = 2;

/// Reads how often our posts were liked, passed on, answered and quoted; gives how many figures were new. A network that is away
/// keeps the others from nothing.
pub async fn read_counts(app: &App, outlet: &Outlet) -> Result<u64, Error> {
    let now = app.now();
    let every_one = now.hour().is_multiple_of(6);
    let since = now - Duration::days(if every_one { READ_DAYS } else { FRESH_DAYS });
    let mut by_network: BTreeMap<Network, Vec<OutPost>> = BTreeMap::new();
    for post in app.store.list_out_posts(since).await? {
        by_network.entry(post.network).or_default().push(post);
    }
    let (mut added, mut away) = (0, None);
    for (network, posts) in by_network {
        match read_network(app, outlet, network, &posts, now).await {
            Ok(new) => added += new,
            Err(error @ Error::Network(_)) => away = Some(error),
            Err(error) => return Err(error),
        }
    }
    away.map_or(Ok(added), Err)
}

async fn read_network(
    app: &App,
    outlet: &Outlet,
    network: Network,
    posts: &[OutPost],
    now: Instant,
) -> Result<u64, Error> {
    let ids: Vec<&str> = posts.iter().map(|post| post.external_id.as_str()).collect();
    let counts = outlet.counts(network, &ids, now).await?;
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for count in counts {
        let Some(post) = posts.iter().find(|post| post.external_id == count.id) else { continue };
        let reading = Reading {
            post: post.address.clone(),
            network,
            unit: Unit::Engagements,
            value: count.value,
            field: count.field.to_owned(),
            definition: count.definition.to_owned(),
            read_at: now,
            method: Method::Measured,
            coverage_percent: 100,
        };
        let id = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(id, post.campaign, &reading).await?);
    }
    tx.commit().await?;
    Ok(added)
}

/// Takes single readings in; gives how many were new.
pub async fn add_readings(app: &App, loaded: &LoadedCampaign, readings: &[Reading]) -> Result<u64, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for reading in readings {
        let id = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(id, loaded.id, reading).await?);
    }
    tx.commit().await?;
    Ok(added)
}

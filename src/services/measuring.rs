//! Measuring: readings into the store, each with where it comes from, and when the next ones are due.
//!
//! A file of a platform is looked at first and taken second; it is kept as evidence of what it gave. What networks count of
//! our own posts is read back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, Timelike};
use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::campaigns::{LoadedCampaign, list_under_way};
use super::intake::{Intake, IntakeReport};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{ReadingId, mint};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};
use crate::effect::schedule::{FORGOTTEN, Slot, schedule};
use crate::formats::platform_exports::{ExportMapping, ExportReadings, ExportTable, export_readings, read_export};
use crate::formats::quarantine::{Counted, FileFault, Row};
use crate::networks::{Count, Figures, Outlet};
use crate::store::attachment::Attachment;
use crate::store::measure::{DueReading, RetiredFigure};
use crate::store::reading::OutPost;
use crate::store::sealing::content_hash;

/// Largest file of a platform that is taken, bytes.
pub const LARGEST_EXPORT: usize = 8 << 20;
/// Hours that a file waits to be taken.
pub(super) const PREVIEW_HOURS: i64 = 24;

/// Networks whose figures a program can read, and Meta's where there is an account. The figures of the others a person takes
/// over.
pub async fn read_by_program(app: &App) -> Result<BTreeSet<Network>, Error> {
    let kept = super::network_access::open_all(app).await?.into_keys();
    let known = [Network::Bluesky, Network::Mastodon, Network::X].into_iter();
    Ok(known.chain(kept).chain(app.outside().accounts.iter().copied()).collect())
}

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
            intake.taken(tx.add_reading(id, loaded.id, &reading, None).await?);
        }
    }
    intake.store_aside(&mut tx).await?;
    let detail = json!({ "accepted": intake.report.accepted });
    tx.audit(by, "readings.import", &loaded.id.to_string(), detail, now);
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
    let Figures { counts, gone } = outlet.counts(network, &ids, now).await?;
    note_retired(app, network, &counts, &gone).await?;
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for count in counts {
        let Some(post) = posts.iter().find(|post| post.external_id == count.id) else { continue };
        let reading = Reading {
            post: post.address.clone(),
            network,
            unit: count.unit,
            value: count.value,
            field: count.field.to_owned(),
            definition: count.definition.to_owned(),
            read_at: now,
            method: Method::Measured,
            coverage_percent: 100,
        };
        let id = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(id, post.campaign, &reading, None).await?);
    }
    tx.commit().await?;
    Ok(added)
}

/// Notes figures that a network says it does not give any more, and takes such a note back where it gives them again. What a
/// person noted stays.
async fn note_retired(
    app: &App,
    network: Network,
    counts: &[Count],
    gone: &BTreeSet<(Unit, &'static str)>,
) -> Result<(), Error> {
    let retired = app.store.list_retired().await?;
    let known = |unit: Unit, field: &str| {
        retired.iter().find(|one| one.network == network && one.unit == unit && one.field == field)
    };
    let today = app.now().date_naive();
    for (unit, field) in gone.iter().filter(|(unit, field)| known(*unit, field).is_none()) {
        retire(app, (network, *unit, *field), Some(today), &Actor::SYSTEM).await?;
    }
    let given: BTreeSet<_> = counts.iter().map(|count| (count.unit, count.field)).collect();
    for (unit, field) in given {
        if known(unit, field).is_some_and(|one| one.noted_by == Actor::SYSTEM.id) {
            retire(app, (network, unit, field), None, &Actor::SYSTEM).await?;
        }
    }
    Ok(())
}

/// Takes single readings in; gives how many were new. This is also the way in for readings that a program fetched.
pub async fn add_readings(app: &App, loaded: &LoadedCampaign, readings: &[Reading]) -> Result<u64, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for reading in readings {
        let id = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(id, loaded.id, reading, None).await?);
    }
    tx.commit().await?;
    Ok(added)
}

/// Loads readings of posts that have none yet, many at once.
pub async fn load_readings(app: &App, loaded: &LoadedCampaign, readings: &[Reading]) -> Result<(), Error> {
    let now = app.now();
    let minted: Vec<_> = {
        let mut rng = app.rng();
        readings.iter().map(|one| (ReadingId::mint(now, &mut *rng), one.clone())).collect()
    };
    let mut tx = app.store.begin().await?;
    tx.load_readings(loaded.id, &minted).await?;
    Ok(tx.commit().await?)
}

/// Notes for every post that is out which readings of its schedule are due, read or missed, and which a person has to make.
/// Gives how many are due.
pub async fn note_due(app: &App, loaded: &LoadedCampaign) -> Result<u64, Error> {
    let now = app.now();
    // Once the last slot is over nothing changes any more.
    let after = now - Duration::hours(FORGOTTEN + 24);
    let mut due = 0;
    let posts = app.store.list_published(loaded.id, after).await?;
    let mut slots = Vec::with_capacity(posts.len());
    for post in &posts {
        let read = app.store.read_instants(loaded.id, &post.address).await?;
        slots.push(schedule(post.published_at, &read, now));
    }
    let machines = read_by_program(app).await?;
    let mut tx = app.store.begin().await?;
    for (post, slots) in posts.iter().zip(&slots) {
        let by_hand = !machines.contains(&post.network);
        for one in slots {
            due += u64::from(one.slot == Slot::Due);
            tx.save_slot(loaded.id, post, one, by_hand).await?;
        }
    }
    tx.commit().await?;
    Ok(due)
}

/// The same for every campaign under way.
pub async fn note_due_everywhere(app: &App) -> Result<(), Error> {
    for loaded in list_under_way(app).await? {
        note_due(app, &loaded).await?;
    }
    Ok(())
}

/// Readings that a program should fetch now: the seam for networks. What it fetched goes to [`add_readings`].
pub async fn due_for_programs(app: &App, loaded: &LoadedCampaign) -> Result<Vec<DueReading>, Error> {
    Ok(app.store.list_due_readings(loaded.id).await?.into_iter().filter(|due| !due.by_hand).collect())
}

/// Keeps a file of a platform to be looked at; gives its id. A file that is no table is refused.
pub async fn preview(
    app: &App,
    loaded: &LoadedCampaign,
    name: &str,
    bytes: Vec<u8>,
    by: &Actor,
) -> Result<Uuid, Error> {
    read_export(&bytes, name)?;
    let now = app.now();
    let id = mint(now, &mut *app.rng());
    let hash = content_hash(&[&String::from_utf8_lossy(&bytes)]);
    let name: String = name.chars().filter(|mark| !mark.is_control()).take(120).collect();
    let file = Attachment { id, name, bytes, content_hash: hash, state: "preview".to_owned(), made_at: now };
    let mut tx = app.store.begin().await?;
    tx.add_attachment(loaded.id, &file, by).await?;
    tx.commit().await?;
    Ok(id)
}

/// A file of a platform as it would be taken.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The file.
    pub name: String,
    /// Whether it waits to be taken.
    pub waiting: bool,
    /// Its table.
    pub table: ExportTable,
    /// Readings and faults.
    pub found: ExportReadings,
    /// When the file came; readings that tell no time of their own were read then.
    pub read_at: Instant,
}

/// Looks at a file under a mapping; without one, under what the file looks like.
pub async fn look(
    app: &App,
    loaded: &LoadedCampaign,
    id: Uuid,
    mapping: impl FnOnce(&ExportTable) -> ExportMapping,
) -> Result<(Preview, ExportMapping), Error> {
    let file = app.store.find_attachment(id, loaded.id).await?;
    let file = file.ok_or_else(|| Error::NotFound { what: "file", name: id.to_string() })?;
    let table = read_export(&file.bytes, &file.name)?;
    let mapping = mapping(&table);
    let posts = known_posts(app, loaded).await?;
    let found = export_readings(&table, &mapping, &file.name, file.made_at, |name| find_post(&posts, name));
    let waiting = file.state == "preview";
    Ok((Preview { name: file.name, waiting, table, found, read_at: file.made_at }, mapping))
}

/// Takes a file's readings; gives how many were new.
pub async fn take(
    app: &App,
    loaded: &LoadedCampaign,
    id: Uuid,
    mapping: ExportMapping,
    by: &Actor,
) -> Result<u64, Error> {
    let (preview, _) = look(app, loaded, id, |_| mapping).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.keep_attachment(id).await?;
    let mut added = 0;
    for (_, reading) in &preview.found.readings {
        let own = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(own, loaded.id, reading, Some(id)).await?);
    }
    let detail = json!({ "accepted": added, "faults": preview.found.faults.len(), "attachment": id });
    tx.audit(by, "readings.import", &loaded.id.to_string(), detail, now);
    tx.commit().await?;
    note_due(app, loaded).await?;
    Ok(added)
}

/// Drops a file that was only looked at.
pub async fn drop_preview(app: &App, loaded: &LoadedCampaign, id: Uuid) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.drop_attachment(id, loaded.id).await?;
    Ok(tx.commit().await?)
}

/// Sets a reading aside: it was wrong, and counts nowhere from now on.
pub async fn set_aside(app: &App, loaded: &LoadedCampaign, id: ReadingId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !tx.set_reading_aside(id, loaded.id, by, now).await? {
        return Err(Error::NotFound { what: "reading", name: id.to_string() });
    }
    tx.audit(by, "reading.set_aside", &id.to_string(), json!({ "campaign": loaded.id }), now);
    Ok(tx.commit().await?)
}

/// Notes that a network does not give a figure any more, or that it does again.
pub async fn retire(
    app: &App,
    (network, unit, field): (Network, Unit, &str),
    since_on: Option<NaiveDate>,
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match since_on {
        Some(since_on) => {
            let figure = RetiredFigure { network, unit, field: field.to_owned(), since_on, noted_by: by.id };
            tx.retire_figure(&figure, by, now).await?;
        }
        None => tx.unretire_figure(network, unit, field).await?,
    }
    let detail = json!({ "network": network, "unit": unit, "since_on": since_on });
    tx.audit(by, "figure.retire", network.as_str(), detail, now);
    Ok(tx.commit().await?)
}

/// The campaign's posts by what an export may call them.
async fn known_posts(app: &App, loaded: &LoadedCampaign) -> Result<BTreeMap<String, String>, Error> {
    let posts = app.store.list_published(loaded.id, Instant::UNIX_EPOCH).await?;
    Ok(posts.into_iter().map(|post| (key_of(&post.address).to_owned(), post.address)).collect())
}

/// The last part of an address: the id by which every network tells a post from others.
fn key_of(address: &str) -> &str {
    let address = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    address.rsplit('/').next().unwrap_or(address)
}

fn find_post(posts: &BTreeMap<String, String>, name: &str) -> Option<String> {
    posts.get(key_of(name.trim())).cloned()
}

//! The audit log for those who may read it: pages of entries by actor, action and day, and a check of the whole chain.
//! Looking at it is no secret either: a check is on record.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::instant::Instant;
use crate::store::audit::AuditFilter;
pub use crate::store::audit::ChainState;

/// Entries of a page.
const PAGE: usize = 50;

/// What is looked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Wanted {
    /// The account that did it.
    pub actor: Option<Uuid>,
    /// How the action begins; empty for all.
    pub action: String,
    /// The day (UTC).
    pub day: Option<NaiveDate>,
    /// Entries before this position.
    pub before: Option<i64>,
}

/// An entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryLine {
    /// Its position.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// Who: the name of an account that is there, else the id.
    pub who: String,
    /// In which role.
    pub role: String,
    /// Whether a demo's stand-in did it.
    pub simulated: bool,
    /// What.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Counts and codes.
    pub detail: String,
}

/// A page of the log.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AuditPage {
    /// Entries, the latest first.
    pub entries: Vec<EntryLine>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// Everyone whose actions can be looked for: id and name.
    pub people: Vec<(String, String)>,
    /// Every action there is.
    pub actions: Vec<String>,
}

/// A page of entries that fit.
pub async fn search(app: &App, wanted: &Wanted) -> Result<AuditPage, Error> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    // No entry is from before the epoch; both databases can write the year 9999.
    let (first, last) = (DateTime::UNIX_EPOCH, DateTime::from_timestamp(253_370_764_800, 0).unwrap_or_default());
    let of_day = |day: NaiveDate| (midnight(day), day.succ_opt().map_or(last, midnight));
    let (from, to) = wanted.day.map_or((first, last), of_day);
    let filter = AuditFilter {
        before: wanted.before.unwrap_or(i64::MAX),
        actor: wanted.actor,
        action: &wanted.action,
        from,
        to,
    };
    let mut found = app.store.search_audit(&filter, i64::try_from(PAGE).unwrap_or(i64::MAX) + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|entry| entry.sequence);
    let names: BTreeMap<Uuid, String> =
        app.store.list_accounts().await?.into_iter().map(|account| (account.id.0, account.name)).collect();
    let entries = found.into_iter().map(|entry| EntryLine {
        sequence: entry.sequence,
        at: entry.happened_at,
        who: names.get(&entry.actor_id).cloned().unwrap_or_else(|| known_id(entry.actor_id)),
        role: entry.actor_role,
        simulated: entry.simulated,
        action: entry.action,
        subject: entry.subject,
        detail: if entry.detail == "{}" { String::new() } else { entry.detail },
    });
    let entries = entries.collect();
    let people = names.into_iter().map(|(id, name)| (id.to_string(), name));
    let machine = [Actor::SYSTEM, Actor::OPERATOR].map(|one| (one.id.to_string(), known_id(one.id.0)));
    let people = people.chain(machine).collect();
    Ok(AuditPage { entries, next, people, actions: app.store.audit_actions().await? })
}

/// Checks every hash of the log, and puts on record that it was done.
pub async fn check(app: &App, by: &Actor) -> Result<ChainState, Error> {
    let state = app.store.check_audit().await?;
    let detail = match state {
        ChainState::Whole(entries) => json!({ "whole": entries }),
        ChainState::BrokenAt(entry) => json!({ "broken_at": entry }),
    };
    let mut tx = app.store.begin().await?;
    tx.audit(by, "audit.check", "", detail, app.now());
    tx.commit().await?;
    Ok(state)
}

fn known_id(id: Uuid) -> String {
    match id {
        id if id == Actor::SYSTEM.id.0 => "giftgate".to_owned(),
        id if id == Actor::OPERATOR.id.0 => "command line".to_owned(),
        id => id.to_string(),
    }
}

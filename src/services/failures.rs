//! The failure inbox: work that was given up, why, and what a person can do about it: run it again, or drop it with a
//! reason. Nothing of it names anybody.

use chrono::Duration;
use serde::Serialize;
use serde_json::json;

use super::Error;
use super::accounts::expect_admin;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::JobId;
use crate::domain::instant::Instant;
use crate::store::health::DeadJob;
pub use crate::store::stream::StreamGap;
use crate::store::stream::StreamState;

/// Jobs of a page.
const PAGE: usize = 50;
/// Most characters of a reason.
const LONGEST_REASON: usize = 300;

/// Work that was given up.
#[derive(Debug, Clone, Serialize)]
pub struct FailureLine {
    /// Its id.
    pub id: JobId,
    /// Which kind of work.
    pub kind: String,
    /// On what: ids and codes.
    pub about: Vec<(String, String)>,
    /// Tries.
    pub attempts: i64,
    /// What the last one said.
    pub why: String,
    /// When the last try was due.
    pub at: Instant,
}

/// Work that was given up, the oldest first, and where the next page begins.
pub async fn list(app: &App, after: Option<JobId>) -> Result<(Vec<FailureLine>, Option<JobId>), Error> {
    let after = after.unwrap_or(JobId(uuid::Uuid::nil()));
    let mut found = app.store.dead_jobs(after, i64::try_from(PAGE).unwrap_or(i64::MAX) + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|job| job.id);
    Ok((found.into_iter().map(line).collect(), next))
}

/// A listener that is broken: a stream, a feed, the import folder. It tries again by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListenerLine {
    /// Its name.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// What it said last.
    pub why: String,
    /// When something came last.
    pub heard_at: Option<Instant>,
}

/// Listeners that are broken now.
pub async fn broken_listeners(app: &App) -> Result<Vec<ListenerLine>, Error> {
    let line = |stream: StreamState| {
        let StreamState { name, heard_at, broken_at, why, .. } = stream;
        Some(ListenerLine { name, since: broken_at?, why: why.unwrap_or_default(), heard_at })
    };
    Ok(app.store.list_streams().await?.into_iter().filter_map(line).collect())
}

/// Days for which a gap is told.
const GAP_DAYS: i64 = 7;

/// Spans of time of the last week that a stream told nothing of, the newest first.
pub async fn gaps(app: &App) -> Result<Vec<StreamGap>, Error> {
    let mut gaps = app.store.list_gaps(app.now() - Duration::days(GAP_DAYS)).await?;
    gaps.truncate(PAGE);
    Ok(gaps)
}

/// Runs it again.
pub async fn retry(app: &App, id: JobId, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "run failed work again")?;
    let job = get(app, id).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.revive_job(id, now).await?;
    tx.audit(by, "job.retry", &id.to_string(), json!({ "kind": job.kind }), now);
    Ok(tx.commit().await?)
}

/// Drops it for good; `false` where no reason is given.
pub async fn drop_with_reason(app: &App, id: JobId, reason: &str, by: &Actor) -> Result<bool, Error> {
    expect_admin(by, "drop failed work")?;
    let words = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason: String = words.chars().filter(|mark| !mark.is_control()).take(LONGEST_REASON).collect();
    if reason.is_empty() {
        return Ok(false);
    }
    let job = get(app, id).await?;
    let now = app.now();
    let detail = json!({ "kind": job.kind, "payload": job.payload, "reason": reason });
    let mut tx = app.store.begin().await?;
    tx.drop_job(id).await?;
    tx.audit(by, "job.drop", &id.to_string(), detail, now);
    tx.commit().await?;
    Ok(true)
}

fn line(job: DeadJob) -> FailureLine {
    let parts = job.payload.as_object().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let about = parts.iter().filter(|(name, _)| *name != "kind").map(|(name, value)| (name.clone(), text(value)));
    FailureLine {
        id: job.id,
        kind: job.kind,
        about: about.collect(),
        attempts: job.attempts,
        why: job.last_error.unwrap_or_default(),
        at: job.run_at,
    }
}

async fn get(app: &App, id: JobId) -> Result<DeadJob, Error> {
    app.store.find_dead_job(id).await?.ok_or_else(|| Error::NotFound { what: "failed job", name: id.to_string() })
}

//! Holding everything that goes out: by hand, or because the database is older than what went out (a backup was restored).
//!
//! Beside the database lies a mark: how far the audit log was, and its hash there. A database that does not hold that entry
//! has lost what happened since; posts, answers and mails wait until an admin has looked and lets them go.

use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::Error;
use super::accounts::expect_admin;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::instant::Instant;
use crate::store::hold::WaitingRow;

/// Everything is held, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// Since when.
    pub since: Instant,
    /// Whether the database is older than what went out; else somebody said so.
    pub restored: bool,
    /// How many entries of the log it lacks, at least.
    pub missing: i64,
}

/// What waits to go out, and whether it may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutboxDesk {
    /// The hold; none where all goes out.
    pub hold: Option<Hold>,
    /// Posts that were never tried.
    pub queued: i64,
    /// Posts of which a try was begun.
    pub begun: i64,
    /// Posts of which nobody knows whether they are out.
    pub uncertain: i64,
    /// Answers of the care desk.
    pub answers: i64,
    /// Mails.
    pub mails: i64,
}

async fn find(app: &App) -> Result<Option<Hold>, Error> {
    let found = app.store.find_hold().await?.filter(|row| row.released_at.is_none());
    Ok(found.map(|row| Hold { since: row.since, restored: row.why == "restored", missing: row.missing }))
}

/// Whether nothing goes out.
pub async fn is_held(app: &App) -> Result<bool, Error> {
    Ok(find(app).await?.is_some())
}

/// Whether something that was written at an instant waits: after a restore, only what was written before it may have gone out.
pub async fn holds(app: &App, written_at: Instant) -> Result<bool, Error> {
    Ok(find(app).await?.is_some_and(|hold| !hold.restored || written_at <= hold.since))
}

/// What an admin sees of it.
pub async fn desk(app: &App) -> Result<OutboxDesk, Error> {
    let WaitingRow { queued, begun, uncertain, answers, mails } = app.store.waiting_to_go_out().await?;
    Ok(OutboxDesk { hold: find(app).await?, queued, begun, uncertain, answers, mails })
}

/// Somebody holds everything.
pub async fn hold(app: &App, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "hold what goes out")?;
    begin(app, "by_hand", 0, by).await
}

async fn begin(app: &App, why: &str, missing: i64, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if tx.hold_outbox(why, missing, now).await? {
        tx.audit(by, "outbox.hold", "", json!({ "why": why, "missing": missing }), now);
        tx.commit().await?;
    }
    Ok(())
}

/// An admin who has looked lets the hold of that instant go.
pub async fn release(app: &App, since: Instant, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "let go out what is held")?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.release_outbox(since, by, now).await?;
    tx.audit(by, "outbox.release", "", json!({}), now);
    tx.commit().await?;
    Ok(())
}

/// Whether something may go out now. Compares the mark beside the database with the log first, and holds everything where
/// the database is the older of the two; where all is well the mark moves on, so that what is lost later is missed.
pub async fn may_go_out(app: &App) -> Result<bool, Error> {
    let Some(path) = &app.outside().mark else { return Ok(!is_held(app).await?) };
    let head = app.store.audit_head().await?;
    if let Some((sequence, hash)) = read_mark(path)
        && sequence > 0
        && app.store.audit_hash(sequence).await?.map(hex::encode).as_deref() != Some(&hash)
    {
        begin(app, "restored", (sequence - head).max(0), &Actor::SYSTEM).await?;
    }
    let free = !is_held(app).await?;
    write_mark(app, path).await?;
    Ok(free)
}

async fn write_mark(app: &App, path: &Path) -> Result<(), Error> {
    let head = app.store.audit_head().await?;
    let Some(hash) = app.store.audit_hash(head).await? else { return Ok(()) };
    let text = format!("{head} {}\n", hex::encode(hash));
    if std::fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    // A mark is there whole or not at all.
    let beside = path.with_extension("mark.new");
    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    if let Err(error) =
        folder.and_then(|()| std::fs::write(&beside, text)).and_then(|()| std::fs::rename(&beside, path))
    {
        tracing::warn!(path = %path.display(), %error, "the mark beside the database can't be written; a restored backup would not be noticed");
    }
    Ok(())
}

fn read_mark(path: &Path) -> Option<(i64, String)> {
    let text = std::fs::read_to_string(path).ok()?;
    let (sequence, hash) = text.trim_end().split_once(' ')?;
    Some((sequence.parse().ok()?, hash.to_owned()))
}

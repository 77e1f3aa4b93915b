//! How this installation is, for those who keep it: schema, queue, what is kept for a time, the disk, the version.

use std::path::Path;

use serde::Serialize;

use super::privacy::{RetentionLine, retention};
use super::{Error, holding, stations};
use crate::app::App;
use crate::domain::instant::Instant;
use crate::domain::outside::Expiry;

/// The state of an installation.
#[derive(Debug, Clone, Serialize)]
pub struct Health {
    /// Version of giftgate.
    pub version: &'static str,
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// The last migration that ran.
    pub schema: i64,
    /// Whether that is this version's.
    pub schema_current: bool,
    /// Jobs that wait.
    pub queued: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// Since when the job that is due longest has waited; none where nothing is due.
    pub waits_since: Option<Instant>,
    /// Whether work runs behind the pages: nothing due has waited for five minutes.
    pub works: bool,
    /// Open privacy requests.
    pub requests: i64,
    /// Mails that somebody has to decide on; 100 are counted.
    pub mails_unsettled: usize,
    /// Classes of data that are kept for a time.
    pub retention: Vec<RetentionLine>,
    /// The database's size in bytes; none for one that is not a file.
    pub database_bytes: Option<u64>,
    /// Files in the outbox folder; none where there is no such folder.
    pub outbox_files: Option<u64>,
    /// Secrets that end some day, the next one first.
    pub expiries: Vec<ExpiryLine>,
    /// Whether everything that goes out is held.
    pub on_hold: bool,
    /// Listeners that are broken now.
    pub broken: usize,
    /// Stations with a walking map.
    pub stations: usize,
}

/// When a secret ends.
#[derive(Debug, Clone, Serialize)]
pub struct ExpiryLine {
    /// What it is for.
    pub name: String,
    /// When it ends.
    pub at: Instant,
    /// Whole days left.
    pub days: i64,
    /// Whether that is less than a week.
    pub near: bool,
}

fn expiries(app: &App) -> Vec<ExpiryLine> {
    let now = app.now();
    let line = |one: &Expiry| ExpiryLine {
        name: one.name.clone(),
        at: one.at,
        days: one.days_left(now).max(0),
        near: one.is_near(now),
    };
    let mut lines: Vec<_> = app.outside().expiries.iter().map(line).collect();
    lines.sort_by(|one, other| (one.at, &one.name).cmp(&(other.at, &other.name)));
    lines
}

/// Looks at everything.
pub async fn health(app: &App) -> Result<Health, Error> {
    let store = &app.store;
    let now = app.now();
    let waits_since = store.oldest_waiting_job().await?.filter(|at| *at <= now);
    let database = store.file();
    let outbox = database.as_deref().and_then(Path::parent).map(|folder| folder.join("outbox"));
    let size = |path: &Path| std::fs::metadata(path).ok().map(|known| known.len());
    let with_log = |path: &Path| {
        let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
        size(path).map(|bytes| bytes + size(&log).unwrap_or(0))
    };
    Ok(Health {
        version: env!("CARGO_PKG_VERSION"),
        engine: store.engine(),
        schema: store.schema_version().await?,
        schema_current: store.check_schema().await.is_ok(),
        queued: store.count_jobs("queued").await?,
        running: store.count_jobs("running").await?,
        dead: store.count_jobs("dead").await?,
        waits_since,
        works: waits_since.is_none_or(|at| now - at < chrono::Duration::minutes(5)),
        requests: store.count_open_requests().await?,
        mails_unsettled: store.unsettled_mails(100).await?.len(),
        retention: retention(app).await?,
        database_bytes: database.as_deref().and_then(with_log),
        expiries: expiries(app),
        on_hold: holding::is_held(app).await?,
        broken: app.store.list_streams().await?.iter().filter(|stream| stream.broken_at.is_some()).count(),
        outbox_files: outbox.and_then(|folder| std::fs::read_dir(folder).ok()).map(|files| files.count() as u64),
        stations: stations::known(app.stations()).len(),
    })
}

//! How this installation is, for those who keep it: schema, queue, what is kept for a time, the disk, the version.

use std::path::Path;

use serde::Serialize;

use super::privacy::{RetentionLine, retention};
use super::{Error, stations};
use crate::app::App;
use crate::domain::instant::Instant;

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
    /// Stations with a walking map.
    pub stations: usize,
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
        outbox_files: outbox.and_then(|folder| std::fs::read_dir(folder).ok()).map(|files| files.count() as u64),
        stations: stations::known().len(),
    })
}

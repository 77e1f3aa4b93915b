//! What comes in beside the networks: signed messages, feeds and files of a folder, all by the same ways in as imports.
//!
//! Invariant: the same message, entry or file again changes nothing; a source that breaks costs only itself.

use serde::Serialize;

use super::intake::IntakeReport;
use super::listening::{Listener, listen};
use super::measuring::import_readings;
use super::passenger_lists::import_file;
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::formats::booking_files::BookingFile;
use crate::formats::posts::PostRows;
use crate::formats::readings::ReadingRows;

/// What became of posts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PostsReport {
    /// Lines, as each campaign counted them.
    #[serde(flatten)]
    pub records: IntakeReport,
    /// Live campaigns that listened.
    pub campaigns: usize,
    /// Candidates that wait for a person.
    pub suggested: u64,
    /// Candidates that fit several travellers or authors.
    pub ambiguous: u64,
}

/// Takes posts in, one JSON object a line, for every live campaign.
pub async fn take_posts(app: &App, body: &[u8], name: &str) -> Result<PostsReport, Error> {
    let mut report = PostsReport::default();
    for loaded in campaigns::list_live(app).await? {
        let listener = Listener::new(app, &loaded).await?;
        let heard = listen(app, &loaded, &listener, PostRows::open(body, name), |_| ()).await?;
        report.records = heard.intake;
        report.campaigns += 1;
        report.suggested += heard.suggested;
        report.ambiguous += heard.ambiguous;
    }
    Ok(report)
}

/// Takes bookings in: CSV, or PNL and ADL messages of about today.
pub async fn take_bookings(app: &App, body: &[u8], name: &str) -> Result<IntakeReport, Error> {
    let near = app.now().date_naive();
    import_file(app, name, BookingFile::open(body, name, near)?, |_| ()).await
}

/// Takes readings of a campaign in.
pub async fn take_readings(app: &App, slug: &str, body: &[u8], name: &str) -> Result<IntakeReport, Error> {
    let loaded = campaigns::load(app, slug).await?;
    import_readings(app, &loaded, ReadingRows::open(body, name)?, &Actor::SYSTEM).await
}

/// Does what a signed message asks for, once. The message is noted when it is done: one that fails may be sent again, and
/// what it did so far is known by then.
pub async fn once<T>(
    app: &App,
    source: &str,
    id: &str,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<Option<T>, Error> {
    if app.store.has_hook_message(source, id).await? {
        return Ok(None);
    }
    let done = work.await?;
    let mut tx = app.store.begin().await?;
    tx.add_hook_message(source, id, app.now()).await?;
    tx.commit().await?;
    Ok(Some(done))
}

/// Notes that a listener is broken.
pub(super) async fn broken(app: &App, name: &str, why: &str) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.note_broken(name, why, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Notes that a listener stands, where it was broken or never heard of.
pub(super) async fn fine(app: &App, name: &str) -> Result<(), Error> {
    if app.store.find_stream(name).await?.is_some_and(|known| known.broken_at.is_none()) {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    tx.note_connected(name, app.now()).await?;
    Ok(tx.commit().await?)
}

//! What the page shows on which readings are put right.

use super::head_of;
use crate::app::App;
use crate::domain::id::ReadingId;
use crate::domain::instant::Instant;
use crate::services::{Error, campaigns};
use crate::store::reading_repair::{KeptReading, ReadPost};
use crate::store::view::PAGE_SIZE;
use crate::store::view::repair::{PostLine, ReadingLine, RepairView};

fn line(kept: KeptReading) -> ReadingLine {
    let KeptReading { id, reading, set_aside_at, file } = kept;
    ReadingLine { id, reading, set_aside_at, file }
}

/// A page of a campaign's readings in the order they came in, those set aside as well, and behind which the next begins.
pub async fn readings(
    app: &App,
    slug: &str,
    after: Option<ReadingId>,
) -> Result<(Vec<ReadingLine>, Option<ReadingId>), Error> {
    let loaded = campaigns::load(app, slug).await?;
    let after = after.unwrap_or(ReadingId(uuid::Uuid::nil()));
    let most = i64::try_from(PAGE_SIZE).unwrap_or(i64::MAX);
    let mut found = app.store.page_of_readings(loaded.id, after, most + 1).await?;
    let more = found.len() > PAGE_SIZE;
    found.truncate(PAGE_SIZE);
    let next = found.last().filter(|_| more).map(|kept| kept.id);
    Ok((found.into_iter().map(line).collect(), next))
}

/// The readings of one post, or which posts have some.
pub async fn repair(app: &App, slug: &str, post: Option<&str>) -> Result<RepairView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let mut view = RepairView {
        head: head_of(&loaded),
        post: post.map(str::to_owned),
        readings: Vec::new(),
        posts: Vec::new(),
        own: Vec::new(),
    };
    if let Some(post) = post {
        view.readings = app.store.readings_of_post(loaded.id, post).await?.into_iter().map(line).collect();
        return Ok(view);
    }
    let line = |one: ReadPost| PostLine {
        post: one.post,
        network: one.network,
        figures: one.figures,
        notes: one.notes,
        read_at: one.read_at,
    };
    view.posts = app.store.posts_read(loaded.id).await?.into_iter().map(line).collect();
    let out = app.store.list_published(loaded.id, Instant::UNIX_EPOCH).await?;
    view.own = out.into_iter().rev().take(200).map(|post| (post.network, post.address)).collect();
    Ok(view)
}

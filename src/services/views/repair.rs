//! What the page shows on which readings are put right.

use super::head_of;
use crate::app::App;
use crate::domain::instant::Instant;
use crate::services::{Error, campaigns};
use crate::store::view::repair::{PostLine, ReadingLine, RepairView};

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
        let line = |kept: crate::store::reading_repair::KeptReading| ReadingLine {
            id: kept.id,
            reading: kept.reading,
            set_aside_at: kept.set_aside_at,
            file: kept.file,
        };
        view.readings = app.store.readings_of_post(loaded.id, post).await?.into_iter().map(line).collect();
        return Ok(view);
    }
    let line = |one: crate::store::reading_repair::ReadPost| PostLine {
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

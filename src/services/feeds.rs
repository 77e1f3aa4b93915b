//! RSS and Atom feeds: fetched every five minutes, newer entries taken in as posts.

use std::convert::Infallible;
use std::time::Duration;

use rand::RngExt;

use super::Error;
use super::sources::{self, PostsReport, take_posts};
use crate::app::App;
use crate::formats::feeds::read_feed;
use crate::networks::feed::Fetcher;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_mins(5);

/// Why a look at a feed brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum LookFault {
    /// It can't be fetched.
    #[error(transparent)]
    Away(#[from] crate::networks::feed::Away),
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] crate::formats::feeds::FeedFault),
    /// Its posts could not be taken in.
    #[error(transparent)]
    Service(#[from] Error),
}

impl From<crate::store::StoreError> for LookFault {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Service(error.into())
    }
}

/// The name of a feed among listeners: its host and path, without what may be a key behind a question mark.
pub fn name_of(url: &str) -> String {
    let plain = url.split_once("://").map_or(url, |(_, rest)| rest);
    format!("feed {}", plain.split(['?', '#']).next().unwrap_or(plain))
}

/// Looks at a feed once; entries not newer than the newest before are known.
pub async fn look(app: &App, fetcher: &Fetcher, url: &str) -> Result<PostsReport, LookFault> {
    let name = name_of(url);
    let text = fetcher.fetch(url).await?;
    let known: i64 = app.store.find_stream(&name).await?.and_then(|kept| kept.cursor?.parse().ok()).unwrap_or(i64::MIN);
    let mut posts = read_feed(&name, &text)?;
    posts.retain(|post| post.created_at.timestamp_micros() > known);
    let newest = posts.iter().map(|post| post.created_at.timestamp_micros()).max();
    let mut lines = Vec::new();
    for post in &posts {
        lines.extend(serde_json::to_vec(post).map_err(|_| crate::store::StoreError::BadRow { what: "post" })?);
        lines.push(b'\n');
    }
    let report = if posts.is_empty() { PostsReport::default() } else { take_posts(app, &lines, &name).await? };
    let mut tx = app.store.begin().await?;
    tx.save_cursor(&name, newest.map(|at| at.to_string()).as_deref(), app.now()).await?;
    tx.commit().await?;
    Ok(report)
}

/// Looks at a feed for ever; what breaks is noted and tried again.
pub async fn run(app: &App, url: &str) -> Infallible {
    let fetcher = Fetcher::default();
    loop {
        if let Err(fault) = look(app, &fetcher, url).await {
            let name = name_of(url);
            tracing::warn!(feed = name, %fault, "a feed broke");
            if let Err(error) = sources::broken(app, &name, &fault.to_string()).await {
                tracing::error!(%error, "a broken feed could not be noted");
            }
        }
        let jitter = app.rng().random_range(0.9..1.1);
        tokio::time::sleep(PAUSE.mul_f64(jitter)).await;
    }
}

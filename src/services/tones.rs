//! What people say of a post's tone goes before the machine's word, and counts as looked at.

use serde_json::json;
use uuid::Uuid;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{MatchId, PostId};
use crate::signals::SentimentLabel;

/// Of the post behind a match.
pub async fn say_of_match(app: &App, id: MatchId, tone: SentimentLabel, by: &Actor) -> Result<(), Error> {
    let missing = || Error::NotFound { what: "match", name: id.to_string() };
    let post = app.store.post_of_match(id).await?.ok_or_else(missing)?;
    say(app, post, tone, by).await
}

/// Of the post behind a case of the care desk.
pub async fn say_of_case(app: &App, id: Uuid, tone: SentimentLabel, by: &Actor) -> Result<(), Error> {
    let missing = || Error::NotFound { what: "case", name: id.to_string() };
    let case = app.store.find_case(id).await?.ok_or_else(missing)?;
    say(app, case.post, tone, by).await
}

async fn say(app: &App, post: PostId, tone: SentimentLabel, by: &Actor) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let was = tx.say_tone(post, tone).await?;
    let was = was.ok_or_else(|| Error::NotFound { what: "post", name: post.to_string() })?;
    let detail = json!({ "was": was.tone, "is": tone });
    tx.audit(by, "post.tone", &post.to_string(), detail, app.now());
    Ok(tx.commit().await?)
}

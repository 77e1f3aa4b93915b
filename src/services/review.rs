//! Reviewing matches: a person confirms or rejects what the machine suggests.

use serde_json::json;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::domain::matching::MatchState;
use crate::domain::refusal::Refusal;

/// A person takes a match as right.
pub async fn confirm(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    decide(app, id, by, MatchState::confirm, "match.confirm").await
}

/// A person takes a match as wrong.
pub async fn reject(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    decide(app, id, by, MatchState::reject, "match.reject").await
}

async fn decide(
    app: &App,
    id: MatchId,
    by: &Actor,
    decision: impl FnOnce(&mut MatchState, &Actor) -> Result<(), Refusal>,
    action: &str,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let candidate = tx.find_candidate(id).await?;
    let candidate = candidate.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })?;
    let mut state = candidate.state;
    decision(&mut state, by)?;
    tx.save_decision(id, candidate.state, state, by, now).await?;
    tx.audit(by, action, &id.to_string(), json!({}), now).await?;
    Ok(tx.commit().await?)
}

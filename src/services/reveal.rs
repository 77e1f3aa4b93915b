//! Revealing the full name of a booking to a reviewer, for one match and one answer. The audit entry is written first.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::domain::review::{RevealReason, expect_reviewer};

/// The name of the booking behind a match of a campaign; empty once the person is erased.
pub async fn booked_name(
    app: &App,
    loaded: &LoadedCampaign,
    id: MatchId,
    why: RevealReason,
    by: &Actor,
) -> Result<String, Error> {
    expect_reviewer(by, "see the name of a booking")?;
    let not_there = || Error::NotFound { what: "match", name: id.to_string() };
    if !app.store.is_candidate_of(id, loaded.id).await? {
        return Err(not_there());
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let candidate = tx.find_candidate(id).await?.ok_or_else(not_there)?;
    let detail = json!({ "what": "booked_name", "why": why });
    tx.audit(by, "person.reveal", &id.to_string(), detail, now);
    tx.commit().await?;
    let known = app.store.known_traveller(candidate.traveller).await?;
    Ok(known.map(|one| format!("{} {}", one.given_name, one.family_name)).unwrap_or_default())
}

//! Reviewing matches: a person takes one, confirms or rejects it, or takes a decision back while nothing rests on it.
//!
//! Who decides while a colleague looks at it is refused; a decision ends the lease.

use serde_json::{Value, json};

use super::campaigns::LoadedCampaign;
use super::views;
use super::{Error, requests};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::domain::matching::MatchState;
use crate::domain::refusal::Refusal;
use crate::domain::review::{Lease, RejectReason, expect_free};
use crate::store::candidate::Candidate;
use crate::store::view::candidates::CandidateFilter;
use crate::store::{StoreError, Tx};

/// A person takes a match as right.
pub async fn confirm(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    decide(app, id, by, MatchState::confirm, ("match.confirm", json!({})), None).await
}

/// A person takes a match as wrong.
pub async fn reject(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    reject_because(app, id, RejectReason::Other, by).await
}

/// A person takes a match as wrong and says why.
pub async fn reject_because(app: &App, id: MatchId, why: RejectReason, by: &Actor) -> Result<(), Error> {
    decide(app, id, by, MatchState::reject, ("match.reject", json!({ "why": why })), Some(why)).await
}

/// A person says that this author and this traveller must never be contacted. Nothing takes that back.
pub async fn never_contact(app: &App, id: MatchId, by: &Actor) -> Result<requests::Barred, Error> {
    requests::never_contact(app, id, by).await
}

async fn decide(
    app: &App,
    id: MatchId,
    by: &Actor,
    decision: impl FnOnce(&mut MatchState, &Actor) -> Result<(), Refusal>,
    (action, detail): (&str, Value),
    why: Option<RejectReason>,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let candidate = find(&mut tx, id).await?;
    let mut state = candidate.state;
    decision(&mut state, by)?;
    expect_free(tx.lease_on(id).await?.as_ref(), by, now)?;
    tx.save_decision(id, candidate.state, state, by, now).await?;
    if let Some(why) = why {
        tx.save_reject_reason(id, why).await?;
    }
    tx.audit(by, action, &id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// A person takes a decision back, as long as no gift rests on it. It waits again, for whoever comes first.
pub async fn reopen(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let candidate = find(&mut tx, id).await?;
    let mut state = candidate.state;
    state.reopen(by, tx.has_gift(id).await?)?;
    tx.reopen_candidate(id, candidate.state).await?;
    tx.audit(by, "match.reopen", &id.to_string(), json!({ "from": candidate.state }), now);
    Ok(tx.commit().await?)
}

/// Takes a match for review, or renews one's own lease.
pub async fn take(app: &App, id: MatchId, by: &Actor) -> Result<Lease, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let candidate = find(&mut tx, id).await?;
    if candidate.state != MatchState::Suggested {
        let (state, wanted) = (candidate.state.as_str(), "suggested");
        return Err(Refusal::WrongState { thing: "match", state, wanted, action: "reviewed" }.into());
    }
    let lease = Lease::take(tx.lease_on(id).await?.as_ref(), by, now)?;
    tx.save_lease(id, &lease, now).await?;
    if lease.taken_at == now {
        tx.audit(by, "match.take", &id.to_string(), json!({}), now);
    }
    tx.commit().await?;
    Ok(lease)
}

/// Gives a match back undecided; nothing happens where the lease is somebody else's or over.
pub async fn release(app: &App, id: MatchId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if tx.end_lease(id, by.id).await? {
        tx.audit(by, "match.release", &id.to_string(), json!({}), now);
        tx.commit().await?;
    }
    Ok(())
}

/// Takes the first match of the queue that no colleague has; none where nothing is left. `but` was just looked at.
pub async fn take_next(
    app: &App,
    loaded: &LoadedCampaign,
    filter: &CandidateFilter,
    but: Option<MatchId>,
    by: &Actor,
) -> Result<Option<MatchId>, Error> {
    let filter = CandidateFilter { state: Some(MatchState::Suggested), after: None, ..filter.clone() };
    let page = views::candidates(app, &loaded.campaign.slug, &filter).await?;
    let now = app.now();
    let free = page.lines.iter().filter(|line| line.taken.is_none_or(|lease| !lease.bars(by.id, now)));
    for line in free.filter(|line| Some(line.id) != but) {
        match take(app, line.id, by).await {
            Ok(_) => return Ok(Some(line.id)),
            // Somebody was faster with this one: the next may be free.
            Err(
                Error::Refused(Refusal::Taken { .. } | Refusal::WrongState { .. }) | Error::Store(StoreError::Stale),
            ) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

async fn find(tx: &mut Tx, id: MatchId) -> Result<Candidate, Error> {
    let candidate = tx.find_candidate(id).await?;
    candidate.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })
}

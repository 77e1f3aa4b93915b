//! The stop switch: one person freezes a campaign's posts and open deliveries, two people let it go on.
//!
//! Freezing is the campaign's state: publishing, approving and picking up ask for it in their own transactions.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::campaigns::{self, LoadedCampaign};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::CampaignState;
use crate::domain::id::mint;
use crate::domain::refusal::Refusal;
use crate::domain::stopping::ResumeRequest;
use crate::store::Tx;
use crate::store::view::stopping::{Frozen, StopView};

/// The stop switch of a campaign as it stands.
pub async fn view(app: &App, slug: &str) -> Result<StopView, Error> {
    view_of(app, &campaigns::load(app, slug).await?).await
}

/// A campaign that can be stopped, or is.
#[derive(Debug, Clone, Serialize)]
pub struct StopLine {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its stop switch.
    pub stop: StopView,
}

/// The stop switches of all campaigns that are live or stopped.
pub async fn switches(app: &App) -> Result<Vec<StopLine>, Error> {
    let mut lines = Vec::new();
    for loaded in campaigns::list_under_way(app).await? {
        if matches!(loaded.state, CampaignState::Live | CampaignState::Paused) {
            let stop = view_of(app, &loaded).await?;
            lines.push(StopLine { slug: loaded.campaign.slug, name: loaded.campaign.name, stop });
        }
    }
    Ok(lines)
}

async fn view_of(app: &App, loaded: &LoadedCampaign) -> Result<StopView, Error> {
    let now = app.now();
    let stopped = match loaded.state {
        CampaignState::Paused => app.store.last_move(loaded.id).await?,
        _ => None,
    };
    let request = app.store.resume_request(loaded.id).await?;
    let request = request.filter(|request| loaded.state == CampaignState::Paused && now < request.expires_at);
    Ok(StopView { state: loaded.state, frozen: app.store.frozen(loaded.id).await?, stopped, request })
}

/// Stops a campaign; gives what that froze.
pub async fn stop(app: &App, loaded: &LoadedCampaign, by: &Actor) -> Result<Frozen, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let state = state_now(&mut tx, loaded).await?;
    state.move_to(CampaignState::Paused, by)?;
    tx.move_campaign(loaded.id, state, CampaignState::Paused, now).await?;
    // What somebody asked for before is no answer to this stop.
    tx.end_requests(loaded.id, now).await?;
    let frozen = tx.frozen_by_stop(loaded.id).await?;
    let detail = json!({ "from": state, "to": CampaignState::Paused, "frozen": frozen });
    tx.audit(by, "campaign.move", &loaded.id.to_string(), detail, now);
    tx.commit().await?;
    Ok(frozen)
}

/// Asks that a stopped campaign goes on; somebody else has to confirm it.
pub async fn ask_to_resume(app: &App, loaded: &LoadedCampaign, by: &Actor) -> Result<ResumeRequest, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let state = state_now(&mut tx, loaded).await?;
    let open = tx.waiting_request(loaded.id).await?;
    let id = mint(now, &mut *app.rng());
    let request = ResumeRequest::ask(id, state, open.as_ref(), by, now)?;
    tx.end_requests(loaded.id, now).await?;
    tx.add_request(loaded.id, &request).await?;
    tx.audit(by, "campaign.ask_resume", &loaded.id.to_string(), json!({ "request": id }), now);
    tx.commit().await?;
    Ok(request)
}

/// A second person agrees to the request they were shown; the campaign goes on.
pub async fn confirm_resume(app: &App, loaded: &LoadedCampaign, request: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let state = state_now(&mut tx, loaded).await?;
    let open = tx.waiting_request(loaded.id).await?.filter(|open| open.id == request);
    let open = open.ok_or(Refusal::RequestExpired)?;
    let to = open.confirm(state, by, now)?;
    tx.confirm_request(open.id, by, now).await?;
    tx.move_campaign(loaded.id, state, to, now).await?;
    let detail = json!({ "from": state, "to": to, "request": open.id, "asked_by": open.asked_by });
    tx.audit(by, "campaign.move", &loaded.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

async fn state_now(tx: &mut Tx, loaded: &LoadedCampaign) -> Result<CampaignState, Error> {
    Ok(tx.campaign_state(loaded.id).await?.unwrap_or(loaded.state))
}

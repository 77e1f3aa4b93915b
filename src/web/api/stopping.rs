//! The stop switch: whether a campaign stands still, and stopping it. To let it go on takes two people on the pages.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::account::{Place, Verdict, judge};
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::CampaignState;
use crate::domain::token::Scope;
use crate::services::{campaigns, stopping};
use crate::store::view::stopping::{Frozen, StopView};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// What a stop freezes.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrozenShown {
    /// Follow-up posts that were approved and have not gone out.
    pub posts: u64,
    /// Gifts that wait for approval.
    pub proposed: u64,
    /// Approved gifts that no courier has picked up.
    pub deliveries: u64,
    /// Gifts that couriers carry already.
    pub carried: u64,
}

impl From<Frozen> for FrozenShown {
    fn from(Frozen { posts, proposed, deliveries, carried }: Frozen) -> Self {
        Self { posts, proposed, deliveries, carried }
    }
}

/// How the stop switch stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct StopShown {
    /// State of the campaign; `paused` where it is stopped.
    pub state: CampaignState,
    /// What a stop would freeze, or has frozen.
    pub frozen: FrozenShown,
    /// In which role somebody stopped it.
    pub stopped_as: Option<Role>,
    /// When.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Until when a second person can confirm that it goes on, where somebody asked.
    pub resume_open_until: Option<DateTime<Utc>>,
}

impl From<StopView> for StopShown {
    fn from(StopView { state, frozen, stopped, request }: StopView) -> Self {
        Self {
            state,
            frozen: frozen.into(),
            stopped_as: stopped.as_ref().map(|stopped| stopped.role),
            stopped_at: stopped.map(|stopped| stopped.at),
            resume_open_until: request.map(|request| request.expires_at),
        }
    }
}

/// Whoever stops it, in the first of their roles that counts for the campaign.
fn actor(visitor: &Visitor, slug: &str) -> Actor {
    let has = |role: &&Role| match visitor {
        Visitor::Program(program) => {
            judge(&program.grants, &[**role], Some((Place::Campaign, slug))) == Verdict::Allowed
        }
        _ => true,
    };
    visitor.actor(Scope::CampaignsStop.roles().iter().find(has).copied().unwrap_or(Role::Planner))
}

/// Whether a campaign stands still, and what that freezes
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/stop", tag = "campaigns",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The stop switch", body = StopShown)))]
pub async fn show(State(web): State<Web>, Path(slug): Path<String>) -> Result<Json<StopShown>, Problem> {
    Ok(Json(stopping::view(web.app()?, &slug).await?.into()))
}

/// Stop a campaign: nothing is approved, picked up or published from now on. Two people on the pages let it go on
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/stop", tag = "campaigns",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "It stands still", body = FrozenShown)))]
pub async fn stop(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Json<FrozenShown>, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    Ok(Json(stopping::stop(app, &loaded, &actor(&visitor, &slug)).await?.into()))
}

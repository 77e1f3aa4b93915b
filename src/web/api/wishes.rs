//! What planners ask of the next plan: this traveller gets this gift, or does not. Nothing changes until a plan is made.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::Body;
use crate::domain::actor::Role;
use crate::domain::id::MatchId;
use crate::domain::plan::WishKind;
use crate::services::{campaigns, views, wishes};
use crate::store::view::approvals::WishLine;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A wish for the next plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct WishShown {
    /// A match of the traveller.
    pub from_match: Uuid,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// What.
    pub kind: WishKind,
    /// Name of the gift idea; null excludes the traveller from all.
    pub idea: Option<String>,
}

impl From<WishLine> for WishShown {
    fn from(line: WishLine) -> Self {
        Self {
            from_match: line.from_match.0,
            traveller: line.traveller.as_str().to_owned(),
            leg: line.leg.to_string(),
            kind: line.kind,
            idea: line.idea,
        }
    }
}

/// Wishes for the next plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct WishesShown {
    /// They; the first fifty.
    pub items: Vec<WishShown>,
}

/// A wish to note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishSent {
    /// A confirmed match of the traveller.
    pub from_match: Uuid,
    /// What.
    pub kind: WishKind,
    /// Name of the gift idea. A pin names one; without one an exclusion is from all.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 80)]
    pub idea: Option<String>,
}

/// A wish to take back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishBack {
    /// A match of the traveller.
    pub from_match: Uuid,
    /// Name of the gift idea, where the wish names one.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 80)]
    pub idea: Option<String>,
}

fn expect_name(idea: Option<&str>) -> Result<(), Problem> {
    match idea {
        Some(idea) if idea.is_empty() || idea.chars().count() > 80 => {
            Err(Problem::Invalid("`idea` names none".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Wishes for the next plan
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/plan/wishes", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The wishes", body = WishesShown)))]
pub async fn list(State(web): State<Web>, Path(slug): Path<String>) -> Result<Json<WishesShown>, Problem> {
    let items = views::plan_desk(web.app()?, &slug).await?.wishes.into_iter().map(Into::into).collect();
    Ok(Json(WishesShown { items }))
}

/// Pin a gift for a traveller, or exclude them
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/plan/wishes", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")), request_body = WishSent,
    responses((status = 204, description = "The next plan will heed it")))]
pub async fn note(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Body(WishSent { from_match, kind, idea }): Body<WishSent>,
) -> Result<StatusCode, Problem> {
    let app = web.app()?;
    expect_name(idea.as_deref())?;
    if kind == WishKind::Pin && idea.is_none() {
        return Err(Problem::Invalid("a `pin` names an `idea`".to_owned()));
    }
    let loaded = campaigns::load(app, &slug).await?;
    let by = visitor.actor(Role::Planner);
    wishes::wish(app, &loaded, MatchId(from_match), kind, idea.as_deref(), &by).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a wish back; one that is gone already is no fault
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/plan/wishes/take-back", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")), request_body = WishBack,
    responses((status = 204, description = "The next plan will not heed it")))]
pub async fn take_back(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Body(WishBack { from_match, idea }): Body<WishBack>,
) -> Result<StatusCode, Problem> {
    expect_name(idea.as_deref())?;
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    wishes::take_back(app, &loaded, MatchId(from_match), idea.as_deref(), &visitor.actor(Role::Planner)).await?;
    Ok(StatusCode::NO_CONTENT)
}

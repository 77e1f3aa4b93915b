//! What waits for approval, and the yes or no to a gift exactly as it was seen: `If-Match` carries its tag.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::candidates::EvidenceShown;
use super::gifts::GiftShown;
use super::input::{Asked, Body, expect_seen};
use super::output::{Paged, tag_of};
use super::shapes::{After, Parts};
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::approval::TurnDown;
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::matching::Basis;
use crate::services::approval::{self, Approval};
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::views;
use crate::store::view::approvals::ApprovalLine;
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A gift that waits for a yes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// The gift.
    pub id: Uuid,
    /// The match it hangs on.
    pub from_match: Uuid,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// When its hand-over has to be over.
    pub closes_at: DateTime<Utc>,
    /// Name of its idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// What its score is made of.
    pub parts: Parts,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// Probability of the match.
    pub probability: f64,
    /// The evidence for it.
    pub evidence: Vec<EvidenceShown>,
    /// Why we may look.
    pub basis: Basis,
    /// How many said yes.
    pub have: u64,
    /// How many its price needs.
    pub needed: u64,
    /// Whether the own account proposed it, and so can't decide on it.
    pub is_own: bool,
}

impl From<ApprovalLine> for Waiting {
    fn from(line: ApprovalLine) -> Self {
        Self {
            id: line.id.0,
            from_match: line.from_match.0,
            traveller: line.traveller.as_str().to_owned(),
            leg: line.leg.to_string(),
            closes_at: line.closes_at,
            idea: line.idea,
            cost_minor: line.cost_minor,
            parts: line.parts.into(),
            facts: line.facts,
            probability: line.probability,
            evidence: line.evidence.iter().map(Into::into).collect(),
            basis: line.basis,
            have: line.have,
            needed: line.needed,
            is_own: line.is_own,
        }
    }
}

/// Where a gift stands after a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Its state.
    pub state: GiftState,
    /// How many more have to say yes.
    pub needs_more: i64,
}

/// Why not.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct No {
    /// The reason; some send it back to its author, some end it.
    pub why: TurnDown,
}

/// What waits for approval, by time left
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/approvals", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), After),
    responses((status = 200, description = "A page of gifts", body = Paged<Waiting>)))]
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<Waiting>>, Problem> {
    let own = visitor.actor(Role::Approver).id;
    let view = views::approvals(web.app()?, &slug, own, after.as_deref()).await?;
    Ok(Json(Paged { items: view.gifts.into_iter().map(Into::into).collect(), next: view.next }))
}

/// The gift's campaign and the hash of what was seen of it.
async fn seen(
    app: &App,
    slug: &str,
    id: GiftId,
    headers: &HeaderMap,
) -> Result<(LoadedCampaign, GiftId, String), Problem> {
    let loaded = campaigns::load(app, slug).await?;
    let gift = views::gift(app, &loaded, id).await?;
    expect_seen(headers, &tag_of(&GiftShown::from(&gift))?)?;
    Ok((loaded, id, gift.content_hash))
}

/// Approve a gift as it was seen
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/gifts/{id}/approve", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The gift"),
        ("If-Match" = String, Header, description = "`ETag` of the gift as it was seen")),
    responses((status = 200, description = "It is approved, or needs more approvers", body = Decided)))]
pub async fn approve(
    State(web): State<Web>,
    At((slug, id)): At<(String, GiftId)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Json<Decided>, Problem> {
    let app = web.app()?;
    let (loaded, id, content) = seen(app, &slug, id, &headers).await?;
    let done = approval::approve(app, &loaded, id, &content, &visitor.actor(Role::Approver)).await?;
    Ok(Json(match done {
        Approval::Complete => Decided { state: GiftState::Approved, needs_more: 0 },
        Approval::NeedsMore(more) => Decided { state: GiftState::Proposed, needs_more: more },
    }))
}

/// Turn a gift down as it was seen
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/gifts/{id}/turn-down", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The gift"),
        ("If-Match" = String, Header, description = "`ETag` of the gift as it was seen")),
    request_body = No,
    responses((status = 200, description = "It goes back to its author, or ends", body = Decided)))]
pub async fn turn_down(
    State(web): State<Web>,
    At((slug, id)): At<(String, GiftId)>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(No { why }): Body<No>,
) -> Result<Json<Decided>, Problem> {
    let app = web.app()?;
    let (loaded, id, content) = seen(app, &slug, id, &headers).await?;
    let state = approval::turn_down(app, &loaded, id, &content, why, &visitor.actor(Role::Approver)).await?;
    Ok(Json(Decided { state, needs_more: 0 }))
}

//! `/api/v1/campaigns/{slug}/candidates`: matches with their evidence; booked names stay masked.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::{Asked, Body};
use super::output::{Paged, tagged};
use crate::domain::actor::Role;
use crate::domain::id::MatchId;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::post::Network;
use crate::domain::review::RejectReason;
use crate::services::{review, views};
use crate::store::view::candidates::{Band, CandidateFilter, CandidateLine};
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// The query of candidates.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CandidatesAsked {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<MatchState>,
    /// Only this sure.
    #[param(inline)]
    pub band: Option<Band>,
    /// `next` of the page before; what is unknown starts at the beginning.
    pub after: Option<String>,
}

/// A candidate in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateShown {
    /// Id of the match.
    pub id: Uuid,
    /// State.
    pub state: MatchState,
    /// Probability that author and traveller are one person.
    pub probability: f64,
    /// Weight of all evidence, bits.
    pub weight: f64,
    /// Where the post stands.
    pub network: Network,
    /// The author's handle.
    pub handle: String,
    /// The post as its author wrote it.
    pub text: String,
    /// When.
    pub posted_at: DateTime<Utc>,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// When it leaves.
    pub departs_at: DateTime<Utc>,
}

impl From<CandidateLine> for CandidateShown {
    fn from(line: CandidateLine) -> Self {
        Self {
            id: line.id.0,
            state: line.state,
            probability: line.probability,
            weight: line.weight,
            network: line.network,
            handle: line.handle,
            text: line.text,
            posted_at: line.posted_at,
            traveller: line.traveller.as_str().to_owned(),
            leg: line.leg.to_string(),
            departs_at: line.departs_at,
        }
    }
}

/// A piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceShown {
    /// What was compared; `prior` for what was known before.
    pub comparison: String,
    /// How well it agreed.
    pub level: String,
    /// Weight, bits.
    pub weight: f64,
}

impl From<&Evidence> for EvidenceShown {
    fn from(one: &Evidence) -> Self {
        Self { comparison: one.comparison.clone(), level: one.level.clone(), weight: one.weight }
    }
}

/// A candidate with its evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateDetail {
    /// Id of the match.
    pub id: Uuid,
    /// State.
    pub state: MatchState,
    /// Probability that author and traveller are one person.
    pub probability: f64,
    /// Weight of all evidence, bits.
    pub weight: f64,
    /// The evidence; its weights add up.
    pub evidence: Vec<EvidenceShown>,
    /// Why we may look.
    pub basis: Basis,
    /// What the post tells that a gift may hang on.
    pub facts: Vec<String>,
    /// Where the post stands.
    pub network: Network,
    /// Its address.
    pub url: Option<String>,
    /// The author's handle.
    pub handle: String,
    /// The post as its author wrote it.
    pub text: String,
    /// When.
    pub posted_at: DateTime<Utc>,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// When it leaves.
    pub departs_at: DateTime<Utc>,
    /// Others who fit the same post.
    pub rivals: Vec<Uuid>,
}

/// Candidates, surest first
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/candidates", tag = "candidates",
    params(("slug" = String, Path, description = "The campaign"), CandidatesAsked),
    responses((status = 200, description = "A page of candidates", body = Paged<CandidateShown>)))]
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Asked(asked): Asked<CandidatesAsked>,
) -> Result<Json<Paged<CandidateShown>>, Problem> {
    let filter =
        CandidateFilter { state: asked.state, band: asked.band, after: asked.after, ..CandidateFilter::default() };
    let view = views::candidates(web.app()?, &slug, &filter).await?;
    Ok(Json(Paged { items: view.lines.into_iter().map(Into::into).collect(), next: view.next }))
}

/// One candidate with its evidence
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/candidates/{id}", tag = "candidates",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The match")),
    responses((status = 200, description = "The candidate", body = CandidateDetail, headers(("ETag" = String)))))]
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let view = views::candidate(web.app()?, &slug, id).await?;
    let detail = CandidateDetail {
        id: view.id.0,
        state: view.state,
        probability: view.probability,
        weight: view.weight,
        evidence: view.evidence.iter().map(Into::into).collect(),
        basis: view.basis,
        facts: view.facts,
        network: view.post.network,
        url: view.post.url,
        handle: view.post.handle,
        text: view.post.text,
        posted_at: view.post.created_at,
        traveller: view.traveller.as_str().to_owned(),
        leg: view.leg.to_string(),
        departs_at: view.departs_at,
        rivals: view.rivals.iter().map(|rival| rival.id.0).collect(),
    };
    tagged(&headers, &detail)
}

/// Why it is somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// The reason.
    pub why: RejectReason,
}

/// The match, where it is of this campaign.
async fn find(web: &Web, slug: &str, id: MatchId) -> Result<MatchId, Problem> {
    Ok(views::candidate(web.app()?, slug, id).await?.id)
}

/// Confirm that author and traveller are one person
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/candidates/{id}/confirm", tag = "candidates",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The match")),
    responses((status = 204, description = "It is confirmed")))]
pub async fn confirm(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    visitor: Visitor,
) -> Result<StatusCode, Problem> {
    let id = find(&web, &slug, id).await?;
    review::confirm(web.app()?, id, &visitor.actor(Role::Planner)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reject a match
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/candidates/{id}/reject", tag = "candidates",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The match")),
    request_body = Rejection, responses((status = 204, description = "It is rejected")))]
pub async fn reject(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    visitor: Visitor,
    Body(Rejection { why }): Body<Rejection>,
) -> Result<StatusCode, Problem> {
    let id = find(&web, &slug, id).await?;
    review::reject_because(web.app()?, id, why, &visitor.actor(Role::Planner)).await?;
    Ok(StatusCode::NO_CONTENT)
}

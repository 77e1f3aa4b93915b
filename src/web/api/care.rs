//! `/api/v1/care`: what people wrote under our posts, the least time left first; taking a case, answering, approving an
//! answer exactly as it was seen, and marking a case as solved.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Asked, Body, expect_seen};
use super::output::{Paged, made, tag_of, tagged};
use super::shapes::After;
use crate::domain::actor::Role;
use crate::domain::care::{AnswerState, CareKind, CareState, LONGEST_ANSWER};
use crate::domain::post::Network;
use crate::services::care;
use crate::services::views;
use crate::store::view::care::{CareAnswer, CareLine};
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseShown {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub kind: CareKind,
    /// State.
    pub state: CareState,
    /// The network it came from.
    pub network: Network,
    /// Language it was written in, ISO 639-1; `und` where nobody can tell.
    pub language: String,
    /// When it opened.
    pub opened_at: DateTime<Utc>,
    /// The deadline that counts now: an hour to answer, a day to solve; null once it is solved.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether somebody has it.
    pub taken: bool,
    /// Whether an answer waits for approval.
    pub answer_waits: bool,
}

impl From<CareLine> for CaseShown {
    fn from(line: CareLine) -> Self {
        Self {
            id: line.id,
            kind: line.kind,
            state: line.state,
            network: line.network,
            language: line.language,
            opened_at: line.opened_at,
            due_at: line.due_at,
            taken: line.taken,
            answer_waits: line.answer_waits,
        }
    }
}

/// An answer of ours.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerShown {
    /// Its id.
    pub id: Uuid,
    /// Its text.
    pub text: String,
    /// State.
    pub state: AnswerState,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl From<CareAnswer> for AnswerShown {
    fn from(answer: CareAnswer) -> Self {
        let CareAnswer { id, text, state, written_at, .. } = answer;
        Self { id, text, state, written_at }
    }
}

/// A case with what was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDetail {
    /// As the list shows it.
    pub case: CaseShown,
    /// What was written to us; null once its author deleted it.
    pub text: Option<String>,
    /// The author's handle.
    pub author: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Our answers, the oldest first.
    pub answers: Vec<AnswerShown>,
    /// Whether the own account has it.
    pub own: bool,
}

/// An answer to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSent {
    /// What it says, at most 280 characters.
    #[schema(min_length = 1, max_length = 280, pattern = "\\S")]
    pub text: String,
}

/// Cases that are not solved, the least time left first
#[utoipa::path(get, path = "/api/v1/care", tag = "care", params(After),
    responses((status = 200, description = "A page of cases", body = Paged<CaseShown>)))]
pub async fn list(
    State(web): State<Web>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<CaseShown>>, Problem> {
    let (lines, next) = views::care_page(web.app()?, after.as_deref()).await?;
    Ok(Json(Paged { items: lines.into_iter().map(Into::into).collect(), next }))
}

/// One case with our answers
#[utoipa::path(get, path = "/api/v1/care/{id}", tag = "care",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 200, description = "The case", body = CaseDetail, headers(("ETag" = String)))))]
pub async fn show(
    State(web): State<Web>,
    At(id): At<Uuid>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let view = views::care_case(web.app()?, id, &visitor.actor(Role::Care)).await?;
    let detail = CaseDetail {
        case: view.line.into(),
        text: view.text,
        author: view.author,
        url: view.url,
        answers: view.answers.into_iter().map(Into::into).collect(),
        own: view.own,
    };
    tagged(&headers, &detail)
}

/// Take a case for a quarter of an hour
#[utoipa::path(post, path = "/api/v1/care/{id}/claim", tag = "care",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 204, description = "It is the own account's")))]
pub async fn claim(State(web): State<Web>, At(id): At<Uuid>, visitor: Visitor) -> Result<StatusCode, Problem> {
    care::claim(web.app()?, id, &visitor.actor(Role::Care)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give a case back
#[utoipa::path(post, path = "/api/v1/care/{id}/release", tag = "care",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 204, description = "Nobody has it")))]
pub async fn release(State(web): State<Web>, At(id): At<Uuid>, visitor: Visitor) -> Result<StatusCode, Problem> {
    care::give_back(web.app()?, id, &visitor.actor(Role::Care)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark a case as solved
#[utoipa::path(post, path = "/api/v1/care/{id}/solve", tag = "care",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 204, description = "It is solved")))]
pub async fn solve(State(web): State<Web>, At(id): At<Uuid>, visitor: Visitor) -> Result<StatusCode, Problem> {
    care::solve(web.app()?, id, &visitor.actor(Role::Care)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(web: &Web, case: Uuid, answer: Uuid, visitor: &Visitor) -> Result<CareAnswer, Problem> {
    let view = views::care_case(web.app()?, case, &visitor.actor(Role::Care)).await?;
    view.answers.into_iter().find(|one| one.id == answer).ok_or(Problem::NotFound)
}

/// Write an answer; it goes out once another person approved it
#[utoipa::path(post, path = "/api/v1/care/{id}/answers", tag = "care",
    params(("id" = Uuid, Path, description = "The case")), request_body = AnswerSent,
    responses((status = 201, description = "It waits for approval", body = AnswerShown, headers(("Location" = String)))))]
pub async fn answer(
    State(web): State<Web>,
    At(id): At<Uuid>,
    visitor: Visitor,
    Body(AnswerSent { text }): Body<AnswerSent>,
) -> Result<Response, Problem> {
    if text.trim().is_empty() || text.chars().count() > LONGEST_ANSWER {
        return Err(Problem::Invalid(format!("`text` is empty or longer than {LONGEST_ANSWER} characters")));
    }
    let written = care::write_answer(web.app()?, id, &text, &visitor.actor(Role::Care)).await?;
    let shown: AnswerShown = find(&web, id, written, &visitor).await?.into();
    Ok(made(&format!("/api/v1/care/{id}/answers/{written}"), shown))
}

/// One answer; its tag is what an approval names
#[utoipa::path(get, path = "/api/v1/care/{id}/answers/{answer}", tag = "care",
    params(("id" = Uuid, Path, description = "The case"), ("answer" = Uuid, Path, description = "The answer")),
    responses((status = 200, description = "The answer", body = AnswerShown, headers(("ETag" = String)))))]
pub async fn show_answer(
    State(web): State<Web>,
    At((id, answer)): At<(Uuid, Uuid)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    tagged(&headers, &AnswerShown::from(find(&web, id, answer, &visitor).await?))
}

/// Approve an answer as it was seen; it goes out then
#[utoipa::path(post, path = "/api/v1/care/{id}/answers/{answer}/approve", tag = "care",
    params(("id" = Uuid, Path, description = "The case"), ("answer" = Uuid, Path, description = "The answer"),
        ("If-Match" = String, Header, description = "`ETag` of the answer as it was seen")),
    responses((status = 204, description = "It is approved")))]
pub async fn approve(
    State(web): State<Web>,
    At((id, answer)): At<(Uuid, Uuid)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let seen = find(&web, id, answer, &visitor).await?;
    let content = seen.content.clone();
    expect_seen(&headers, &tag_of(&AnswerShown::from(seen))?)?;
    care::approve_answer(web.app()?, answer, &content, &visitor.actor(Role::Approver)).await?;
    Ok(StatusCode::NO_CONTENT)
}

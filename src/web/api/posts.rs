//! Follow-up posts: their texts, editing one as it was seen, and the yes or no to exactly that text.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::{Asked, Body, expect_seen};
use super::output::{Paged, tag_of, tagged};
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::approval::SendBack;
use crate::domain::follow_up::{FollowUpState, PostAs};
use crate::domain::id::FollowUpId;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::services::approval::{PostDecision, decide_post};
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::post_photo;
use crate::services::post_text::{self, Editable};
use crate::services::views;
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpLine};
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// The query of posts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostsAsked {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<FollowUpState>,
    /// `next` of the page before; what is unknown starts at the beginning.
    pub after: Option<String>,
}

/// A follow-up post in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostLine {
    /// Its id.
    pub id: Uuid,
    /// The gift it follows up.
    pub gift: Uuid,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// What is to be seen on the photo that goes out with it.
    pub photo: Option<String>,
    /// Whether it goes out as a reply to the traveller's own post or as a quote of it; else it is a post of its own.
    pub answers: Option<PostAs>,
    /// State.
    pub state: FollowUpState,
    /// What it still waits for.
    pub needs: Vec<String>,
    /// Why its network refused it for good: a status or a code. An edit makes it a draft again.
    pub fault: Option<String>,
    /// When it goes out at the earliest.
    pub earliest_at: DateTime<Utc>,
    /// When it went out.
    pub published_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub url: Option<String>,
}

impl From<FollowUpLine> for PostLine {
    fn from(line: FollowUpLine) -> Self {
        Self {
            id: line.id.0,
            gift: line.gift.0,
            network: line.network,
            language: line.language,
            text: line.text,
            photo: line.photo,
            answers: line.answers,
            state: line.state,
            needs: line.needs.iter().map(ToString::to_string).collect(),
            fault: line.fault,
            earliest_at: line.earliest_at,
            published_at: line.published_at,
            url: line.url,
        }
    }
}

/// A follow-up post as its author edits it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostShown {
    /// Its id.
    pub id: Uuid,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// What is to be seen on the photo that goes out with it.
    pub photo: Option<String>,
    /// How long it is, as its network counts.
    pub length: usize,
    /// How long it may be.
    pub longest: usize,
    /// Names that may stand in `{{ }}`.
    pub variables: Vec<&'static str>,
    /// Hash of what an approver decides on.
    pub content: String,
}

impl From<&Editable> for PostShown {
    fn from(post: &Editable) -> Self {
        Self {
            id: post.id.0,
            network: post.network,
            language: post.language,
            text: post.text.clone(),
            photo: post.photo.clone(),
            length: post.length,
            longest: post.longest,
            variables: post.variables.iter().map(|(name, _)| *name).collect(),
            content: post.content_hash.clone(),
        }
    }
}

/// A new text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewText {
    /// The text, with the campaign's variables in `{{ }}`.
    pub text: String,
}

/// The photo of the hand-over in a post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPhoto {
    /// What is to be seen on it, for those who can't see it; without one it does not go out.
    #[serde(default)]
    pub description: Option<String>,
}

/// Why it goes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// The reason.
    pub why: SendBack,
}

/// Follow-up posts, by the time they go out
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/follow-ups", tag = "posts",
    params(("slug" = String, Path, description = "The campaign"), PostsAsked),
    responses((status = 200, description = "A page of posts", body = Paged<PostLine>)))]
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Asked(PostsAsked { state, after }): Asked<PostsAsked>,
) -> Result<Json<Paged<PostLine>>, Problem> {
    let view = views::follow_ups(web.app()?, &slug, &FollowUpFilter { state, after }).await?;
    Ok(Json(Paged { items: view.lines.into_iter().map(Into::into).collect(), next: view.next }))
}

async fn find(app: &App, slug: &str, id: FollowUpId) -> Result<(LoadedCampaign, FollowUpId, Editable), Problem> {
    let loaded = campaigns::load(app, slug).await?;
    let post = post_text::editable(app, &loaded, id).await?;
    Ok((loaded, id, post))
}

/// One follow-up post
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/follow-ups/{id}", tag = "posts",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The post")),
    responses((status = 200, description = "The post", body = PostShown, headers(("ETag" = String)))))]
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (_, _, post) = find(web.app()?, &slug, id).await?;
    tagged(&headers, &PostShown::from(&post))
}

/// Write a new text over the one that was seen; whatever was approved is void
#[utoipa::path(put, path = "/api/v1/campaigns/{slug}/follow-ups/{id}", tag = "posts",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The post"),
        ("If-Match" = String, Header, description = "`ETag` of the post as it was seen")),
    request_body = NewText,
    responses((status = 200, description = "The post as it is now", body = PostShown, headers(("ETag" = String)))))]
pub async fn edit(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(NewText { text }): Body<NewText>,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let (loaded, id, post) = find(app, &slug, id).await?;
    expect_seen(&headers, &tag_of(&PostShown::from(&post))?)?;
    let by = visitor.actor(Role::Planner);
    match post_text::edit(app, &loaded, id, &post.content_hash, &text, &by).await? {
        Ok(()) => tagged(&HeaderMap::new(), &PostShown::from(&post_text::editable(app, &loaded, id).await?)),
        Err(fault) => Err(Problem::Invalid(format!("`text`: {} (length {})", fault.code, fault.length))),
    }
}

/// Put the photo of the hand-over with a post as it was seen, or take it off; somebody else approves of it
#[utoipa::path(put, path = "/api/v1/campaigns/{slug}/follow-ups/{id}/photo", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The post"),
        ("If-Match" = String, Header, description = "`ETag` of the post as it was seen")),
    request_body = NewPhoto,
    responses((status = 200, description = "The post as it is now", body = PostShown, headers(("ETag" = String)))))]
pub async fn change_photo(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(NewPhoto { description }): Body<NewPhoto>,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let (loaded, id, post) = find(app, &slug, id).await?;
    expect_seen(&headers, &tag_of(&PostShown::from(&post))?)?;
    let by = visitor.actor(Role::Approver);
    match post_photo::change(app, &loaded, id, &post.content_hash, description.as_deref(), &by).await? {
        Ok(()) => tagged(&HeaderMap::new(), &PostShown::from(&post_text::editable(app, &loaded, id).await?)),
        Err(unfit) => Err(Problem::Invalid(format!("`description`: {unfit}"))),
    }
}

/// Approve a post as it was seen
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/follow-ups/{id}/approve", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The post"),
        ("If-Match" = String, Header, description = "`ETag` of the post as it was seen")),
    responses((status = 204, description = "It goes out when nothing else is missing")))]
pub async fn approve(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<axum::http::StatusCode, Problem> {
    let app = web.app()?;
    let (loaded, id, post) = find(app, &slug, id).await?;
    expect_seen(&headers, &tag_of(&PostShown::from(&post))?)?;
    let decision = PostDecision::Yes(&post.content_hash);
    decide_post(app, Some(&loaded), id, &visitor.actor(Role::Approver), decision).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// Send a post back to its author as it was seen
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/follow-ups/{id}/send-back", tag = "approvals",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The post"),
        ("If-Match" = String, Header, description = "`ETag` of the post as it was seen")),
    request_body = Back,
    responses((status = 204, description = "Its author has it again")))]
pub async fn send_back(
    State(web): State<Web>,
    At((slug, id)): At<(String, FollowUpId)>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(Back { why }): Body<Back>,
) -> Result<axum::http::StatusCode, Problem> {
    let app = web.app()?;
    let (loaded, id, post) = find(app, &slug, id).await?;
    expect_seen(&headers, &tag_of(&PostShown::from(&post))?)?;
    let decision = PostDecision::Back(&post.content_hash, why);
    decide_post(app, Some(&loaded), id, &visitor.actor(Role::Approver), decision).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

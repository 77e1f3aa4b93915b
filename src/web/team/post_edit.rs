//! `/campaigns/{slug}/follow-ups/{id}`: the text of a post, its variables and how long it may be.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::fault::Fault;
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::id::FollowUpId;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::services::post_text::{self, Editable};
use crate::services::views;
use crate::store::view::CampaignHead;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A post to edit.
#[derive(Debug, Clone, Serialize)]
pub struct PostEditView {
    /// Head.
    pub head: CampaignHead,
    /// The post.
    pub id: FollowUpId,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// What an edit is bound to.
    pub content_hash: String,
    /// Variables and what they put in.
    pub variables: Vec<(&'static str, String)>,
    /// How long it may be.
    pub longest: usize,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct PostEditPage {
    /// What it shows.
    pub view: PostEditView,
    /// The text, or what was sent.
    pub text: String,
    /// How long it is.
    pub length: usize,
    /// What is wrong with the text.
    pub text_fault: Option<&'static str>,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl Page for PostEditPage {
    const TEMPLATE: &'static str = "team/post_edit.html";

    fn samples() -> Vec<Self> {
        let view = PostEditView {
            head: samples::approvals::queue().head,
            id: FollowUpId(uuid::Uuid::nil()),
            network: Network::Bluesky,
            language: Language::Nl,
            content_hash: "0".repeat(64),
            variables: vec![("first_name", "Femke".to_owned()), ("city", "Parijs".to_owned())],
            longest: 300,
        };
        let faults = ["mention", "empty", "too_long", "template_variable", "template_not_allowed", "template_syntax"];
        let fault = Fault { code: "content_changed", reason: None };
        let page = |text_fault, fault| Self {
            view: view.clone(),
            text: "Goede reis, Femke! <3".to_owned(),
            length: 21,
            text_fault,
            fault,
        };
        let mut pages: Vec<_> = faults.into_iter().map(|code| page(Some(code), None)).collect();
        pages.extend([page(None, Some(fault)), page(None, None), page(Some("template_too_long"), None)]);
        pages
    }
}

async fn page(app: &App, slug: &str, id: FollowUpId) -> Result<PostEditPage, Problem> {
    let (loaded, head) = views::campaign(app, slug).await?;
    let Editable { network, language, text, content_hash, length, longest, variables, .. } =
        post_text::editable(app, &loaded, id).await?;
    let view = PostEditView { head, id, network, language, content_hash, variables, longest };
    Ok(PostEditPage { view, text, length, text_fault: None, fault: None })
}

/// Shows it.
pub async fn show(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    web.page(&page(web.app()?, &slug, id).await?, &chrome)
}

/// Writes the text.
pub async fn save(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let (loaded, _) = views::campaign(app, &slug).await?;
    let (seen, text) = (fields.get("content"), fields.get("text"));
    let outcome = post_text::edit(app, &loaded, id, seen, text, &doer.actor(Role::Planner)).await;
    let (text_fault, length, fault) = match outcome {
        Ok(Ok(())) => {
            let address = format!("/campaigns/{slug}/follow-ups?done=saved");
            return Ok(Redirect::to(&chrome.to(&address)).into_response());
        }
        Ok(Err(found)) => (Some(found.code), found.length, None),
        Err(error) => (None, text.chars().count(), Some(Fault::of(error)?)),
    };
    let status = if fault.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PostEditPage { text: text.to_owned(), length, text_fault, fault, ..page(app, &slug, id).await? };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

//! Approving a follow-up post or sending it back, from the follow-ups page or from the queue.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::fault::{Fault, refused};
use super::{approvals, follow_ups};
use crate::domain::actor::Role;
use crate::domain::approval::SendBack;
use crate::services::approval::{PostDecision, decide_post};
use crate::services::{campaigns, care};
use crate::web::chrome::Chrome;
use crate::web::csrf::{DeskForm, Fields};
use crate::web::page::chosen;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Approves a post as it was shown.
pub async fn approve(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    visitor: Visitor,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let decision = PostDecision::Yes(form.fields.get("content"));
    decide(&web, (&slug, &id), &visitor, &chrome, &form, decision, "post_approved").await
}

/// Sends a post back to its author.
pub async fn send_back(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    visitor: Visitor,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let why: SendBack = chosen(form.fields.get("why"))?.ok_or(Problem::BadRequest)?;
    let decision = PostDecision::Back(form.fields.get("content"), why);
    decide(&web, (&slug, &id), &visitor, &chrome, &form, decision, "post_back").await
}

/// Says that posts may go out although complaints wait; a second person has to say so too.
pub async fn let_go_on(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, .. }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    match care::release(app, loaded.id, &doer.actor(Role::Approver)).await {
        Ok(()) => {
            Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/follow-ups?done=posts_said"))).into_response())
        }
        Err(error) => {
            let fault = Some(Fault::of(error)?);
            refused(&web, &follow_ups::page(&web, &slug, &visitor, follow_ups::Asked::default(), fault).await?, &chrome)
        }
    }
}

/// Whether the form stood on the queue.
fn is_from_queue(fields: &Fields) -> bool {
    fields.get("from") == "approvals"
}

async fn decide(
    web: &Web,
    (slug, id): (&str, &str),
    visitor: &Visitor,
    chrome: &Chrome,
    DeskForm { doer, fields }: &DeskForm,
    decision: PostDecision<'_>,
    done: &str,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let loaded = campaigns::load(app, slug).await?;
    let from = if is_from_queue(fields) { "approvals" } else { "follow-ups" };
    match decide_post(app, Some(&loaded), id, &doer.actor(Role::Approver), decision).await {
        Ok(()) => Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/{from}?done={done}"))).into_response()),
        Err(error) => {
            let fault = Some(Fault::of(error)?);
            if is_from_queue(fields) {
                return refused(web, &approvals::page(web, slug, visitor, None, fault).await?, chrome);
            }
            refused(web, &follow_ups::page(web, slug, visitor, follow_ups::Asked::default(), fault).await?, chrome)
        }
    }
}

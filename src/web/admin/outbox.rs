//! `/admin/outbox`: what waits to go out, whether it is held, and the button that holds it or lets it go.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use crate::domain::actor::Role;
use crate::services::holding::{self, Hold, OutboxDesk};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The page.
#[derive(Debug, Serialize)]
pub struct OutboxPage {
    /// What it shows.
    pub desk: OutboxDesk,
    /// The hold's instant as a form sends it back.
    pub since: String,
}

impl OutboxPage {
    fn of(desk: OutboxDesk) -> Self {
        let since = desk.hold.as_ref().map(|hold| hold.since.to_rfc3339()).unwrap_or_default();
        Self { desk, since }
    }
}

impl Page for OutboxPage {
    const TEMPLATE: &'static str = "admin/outbox.html";

    fn samples() -> Vec<Self> {
        let desk = |hold| Self::of(OutboxDesk { hold, queued: 3, begun: 1, uncertain: 2, answers: 1, mails: 4 });
        let hold = |restored, missing| Some(Hold { since: samples::now(), restored, missing });
        vec![desk(None), desk(hold(true, 14)), desk(hold(true, 1)), desk(hold(false, 0))]
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.page(&OutboxPage::of(holding::desk(&web.accounts()?.app).await?), &chrome)
}

/// Holds everything.
pub async fn hold(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    holding::hold(&web.accounts()?.app, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/outbox?done=outbox_held")).into_response())
}

/// Lets everything go.
pub async fn release(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let since = fields.get("since").parse().map_err(|_| Problem::BadRequest)?;
    holding::release(&web.accounts()?.app, since, &member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/outbox?done=outbox_released")).into_response())
}

//! The stop switch on the board: one person stops a campaign, two let it go on.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::acting::{reviewer, second_person};
use crate::services::{Error, campaigns, stopping};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::problem::Problem;
use crate::web::router::Web;
use uuid::Uuid;

fn back(chrome: &Chrome, slug: &str, outcome: Result<(), Error>, done: &str) -> Result<Response, Problem> {
    outcome?;
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}?done={done}"))).into_response())
}

/// Freezes posts and open deliveries.
pub async fn stop(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let loaded = campaigns::load(web.app()?, &slug).await?;
    let outcome = stopping::stop(web.app()?, &loaded, &reviewer(&form.doer, &slug)).await.map(drop);
    back(&chrome, &slug, outcome, "stopped")
}

/// Asks that the campaign goes on.
pub async fn ask(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let loaded = campaigns::load(web.app()?, &slug).await?;
    let outcome = stopping::ask_to_resume(web.app()?, &loaded, &reviewer(&form.doer, &slug)).await.map(drop);
    back(&chrome, &slug, outcome, "resume_asked")
}

/// Agrees as a second person.
pub async fn confirm(
    State(web): State<Web>,
    At((slug, request)): At<(String, Uuid)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let loaded = campaigns::load(web.app()?, &slug).await?;
    // A demo has one person before it and two stand-ins behind it.
    let by = second_person(&form.doer, &slug);
    back(&chrome, &slug, stopping::confirm_resume(web.app()?, &loaded, request, &by).await, "resumed")
}

//! `/campaigns/{slug}/report/readings`: which figures are due, and the way in for files of platforms.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::acting::{actor, load};
use crate::store::view::report_parts::ReportParts;
use crate::store::view::schedule::{DueLine, FileLine, ScheduleView};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::upload::UploadForm;

/// Due readings and files.
#[derive(Debug, Serialize)]
pub struct ReadingsPage {
    /// What it shows.
    pub view: ScheduleView,
    /// Whether the last file was no table.
    pub fault: bool,
}

impl Page for ReadingsPage {
    const TEMPLATE: &'static str = "report/readings.html";

    fn samples() -> Vec<Self> {
        let (head, at) = (samples::report::report().head, samples::now());
        let due = |network: &str, by_hand| DueLine {
            network: network.parse().unwrap_or(crate::domain::post::Network::X),
            address: "https://www.instagram.com/p/17".to_owned(),
            age_hours: 24,
            due_at: at,
            until: at + chrono::TimeDelta::hours(48),
            by_hand,
        };
        let file =
            FileLine { name: "content.csv".to_owned(), content_hash: "0f".repeat(32), made_at: at, readings: 12 };
        let parts = ReportParts::default();
        let full = ScheduleView {
            head: head.clone(),
            due: vec![due("instagram", true), due("bluesky", false)],
            count: parts.schedule,
            files: vec![file],
        };
        let empty = ScheduleView { head, due: Vec::new(), count: parts.schedule, files: Vec::new() };
        vec![Self { view: full, fault: false }, Self { view: empty, fault: true }]
    }
}

/// Shows what is due.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let view = web.views.schedule(&slug).await?.ok_or(Problem::NotFound)?;
    web.page(&ReadingsPage { view, fault: false }, &chrome)
}

/// Keeps a file to be looked at.
pub async fn upload(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    form: UploadForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&form.doer, Some(&slug));
    match crate::services::measuring::preview(app, &loaded, &form.name, form.bytes, &by).await {
        Ok(id) => Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/readings/{id}"))).into_response()),
        Err(crate::services::Error::File(_)) => {
            let view = web.views.schedule(&slug).await?.ok_or(Problem::NotFound)?;
            let page = web.page(&ReadingsPage { view, fault: true }, &chrome)?;
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

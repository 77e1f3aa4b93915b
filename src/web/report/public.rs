//! What anybody may read: a published case study as page and PDF, and what a link shows until it ends.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use super::case_paper::case_pdf;
use super::groups::{LineGroup, groups};
use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::services::{sharing, views};
use crate::store::view::case_study::PublicCase;
use crate::store::view::report::ReportView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A case study for everybody.
#[derive(Debug, Serialize)]
pub struct PublicCasePage {
    /// What it says.
    pub case: PublicCase,
    /// Its figures.
    pub view: ReportView,
}

impl Page for PublicCasePage {
    const TEMPLATE: &'static str = "report/case_public.html";

    fn samples() -> Vec<Self> {
        let case = samples::report::public_case();
        let bare = PublicCase { quotes: Vec::new(), published_at: None, ..case.clone() };
        [case, bare].map(|case| Self { view: case.figures.clone(), case }).into()
    }
}

/// Shows a published case study.
pub async fn case(State(web): State<Web>, Path(case): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let case = views::public_case(web.app()?, &case).await?.ok_or(Problem::NotFound)?;
    web.page(&PublicCasePage { view: case.figures.clone(), case }, &chrome)
}

/// The same on paper.
pub async fn paper(State(web): State<Web>, Path(case): Path<String>, chrome: Chrome) -> Result<Response, Problem> {
    let case = views::public_case(web.app()?, &case).await?.ok_or(Problem::NotFound)?;
    let bytes = case_pdf(&case, &web.engine.locales, chrome.language).map_err(|error| Problem::failed(&error))?;
    let name =
        HeaderValue::from_str(&format!("attachment; filename=\"{}.pdf\"", case.slug)).map_err(|_| Problem::NotFound)?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("application/pdf")), (CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// A report behind a link.
#[derive(Debug, Serialize)]
pub struct SharedPage {
    /// The report, small groups left out.
    pub view: ReportView,
    /// What it is held against.
    pub yardstick: Yardstick,
    /// Its lines, by unit.
    pub groups: Vec<LineGroup>,
}

impl SharedPage {
    fn new(view: ReportView) -> Self {
        Self { groups: groups(&view), view, yardstick: KLM_SURPRISE_2010 }
    }
}

impl Page for SharedPage {
    const TEMPLATE: &'static str = "report/shared.html";

    fn samples() -> Vec<Self> {
        vec![Self::new(samples::report::report())]
    }
}

/// Shows the report behind a link. A link is a secret: no cache keeps what it shows.
pub async fn shared(State(web): State<Web>, Path(token): Path<String>, chrome: Chrome) -> Result<Response, Problem> {
    let view = sharing::shared_report(web.app()?, &token).await?.ok_or(Problem::NotFound)?;
    let page = web.page(&SharedPage::new(view), &chrome)?;
    Ok(([(CACHE_CONTROL, HeaderValue::from_static("no-store"))], page).into_response())
}

/// The calendar behind a link.
pub async fn calendar(State(web): State<Web>, Path(token): Path<String>, chrome: Chrome) -> Result<Response, Problem> {
    let text = sharing::shared_calendar(web.app()?, &token, chrome.language).await?.ok_or(Problem::NotFound)?;
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, HeaderValue::from_static("no-store"))], text).into_response())
}

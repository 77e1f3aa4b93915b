//! `/privacy/register`: the register of processing (GDPR Art. 30), made from what this installation really does.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::domain::instant::Instant;
use crate::services::requests::{Register, RegisterSection, register, register_markdown, register_sections};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The register. Its own words are English: it is a document for the supervisory authority.
#[derive(Debug, Serialize)]
pub struct RegisterPage {
    /// When it was made.
    pub made_at: Instant,
    /// Its sections.
    pub sections: Vec<RegisterSection>,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "privacy/register.html";

    fn samples() -> Vec<Self> {
        let section = |title, items: &[&str]| RegisterSection {
            title,
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        };
        let sections = vec![section("Purposes", &["handing a gift over"]), section("Networks read", &[])];
        vec![Self { made_at: samples::now(), sections }]
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let register: Register = register(&web.accounts()?.app).await?;
    web.page(&RegisterPage { made_at: register.made_at, sections: register_sections(&register) }, &chrome)
}

/// The same as a file.
pub async fn file(State(web): State<Web>) -> Result<Response, Problem> {
    let register = register(&web.accounts()?.app).await?;
    let name = "attachment; filename=\"register-of-processing.md\"";
    let headers = [(CONTENT_TYPE, "text/markdown; charset=utf-8"), (CONTENT_DISPOSITION, name)];
    Ok((headers, register_markdown(&register)).into_response())
}

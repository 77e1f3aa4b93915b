//! `/campaigns/insight`: what people talk about, and what somebody makes of it.

use axum::extract::State;
use axum::response::{Html, Redirect};
use serde::Serialize;

use super::acting::actor;
use crate::services::insight;
use crate::store::view::insight::InsightView;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;
use crate::web::team::start::may_start;
use uuid::Uuid;

/// The page.
#[derive(Debug, Serialize)]
pub struct InsightPage {
    /// What it shows.
    pub view: InsightView,
    /// Zone of its times.
    pub zone: chrono_tz::Tz,
    /// Whether the visitor may make a campaign of an idea.
    pub may_start: bool,
}

impl Page for InsightPage {
    const TEMPLATE: &'static str = "report/insight.html";

    fn samples() -> Vec<Self> {
        let full = samples::report::insight();
        let quiet = InsightView {
            posts: 0,
            posts_before: 0,
            themes: Vec::new(),
            hidden: 0,
            spike: None,
            alarm: None,
            ideas: Vec::new(),
            ..full.clone()
        };
        [full, quiet].map(|view| Self { view, zone: chrono_tz::UTC, may_start: true }).into()
    }
}

/// Shows the page. Who may see posts may see small themes too.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let sees_posts = visitor.sees("/campaigns/{slug}/candidates", None);
    let view = web.views.insight(sees_posts).await?;
    web.page(&InsightPage { view, zone: chrono_tz::UTC, may_start: may_start(&visitor) }, &chrome)
}

/// Takes a theme up.
pub async fn take_up(
    State(web): State<Web>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Redirect, Problem> {
    let kind = fields.get("kind").parse().map_err(|_| Problem::BadRequest)?;
    insight::take_up(web.app()?, fields.get("theme"), fields.get("note"), kind, &actor(&doer, None)).await?;
    Ok(Redirect::to(&chrome.to("/campaigns/insight?done=saved")))
}

/// A task or idea is done with.
pub async fn finish(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    DeskForm { doer, .. }: DeskForm,
) -> Result<Redirect, Problem> {
    insight::finish(web.app()?, id, &actor(&doer, None)).await?;
    Ok(Redirect::to(&chrome.to("/campaigns/insight?done=saved")))
}

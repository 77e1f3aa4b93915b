//! `/campaigns/{slug}/plan`: who gets what and why, who gets nothing and why, and the proven bound.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::store::view::plan::PlanView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::views::PlanCursors;

/// The plan.
#[derive(Debug, Serialize)]
pub struct PlanPage {
    /// What it shows.
    pub view: PlanView,
    /// The highest score on the page: it fills a bar.
    pub most: i64,
}

impl PlanPage {
    /// The page of a plan.
    pub fn new(view: PlanView) -> Self {
        let scores = view.plan.iter().flat_map(|plan| &plan.gifts).map(|line| line.parts.total());
        Self { most: scores.max().unwrap_or(0), view }
    }
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "team/plan.html";

    fn samples() -> Vec<Self> {
        let full = samples::plan::plan();
        let none = PlanView { plan: None, ..full.clone() };
        vec![Self::new(full), Self::new(none)]
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    others_after: String,
}

/// Shows the plan.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let cursors = PlanCursors { after: given(asked.after), others_after: given(asked.others_after) };
    let view = web.views.plan(&slug, cursors).await?.ok_or(Problem::NotFound)?;
    web.page(&PlanPage::new(view), &chrome)
}

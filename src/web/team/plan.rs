//! `/campaigns/{slug}/plan`: who gets what and why, who gets nothing and why, and the proven bound.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::domain::account::Place;
use crate::store::view::approvals::PlanDesk;
use crate::store::view::plan::PlanView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;
use crate::web::views::PlanCursors;

/// The plan.
#[derive(Debug, Serialize)]
pub struct PlanPage {
    /// What it shows.
    pub view: PlanView,
    /// The highest score on the page: it fills a bar.
    pub most: i64,
    /// Wishes for the next plan, drafts, and the draw as it is locked.
    pub desk: PlanDesk,
    /// Whether the visitor plans; others look.
    pub may_plan: bool,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl PlanPage {
    /// The page of a plan.
    pub fn new(view: PlanView, desk: PlanDesk, may_plan: bool, fault: Option<Fault>) -> Self {
        let scores = view.plan.iter().flat_map(|plan| &plan.gifts).map(|line| line.parts.total());
        Self { most: scores.max().unwrap_or(0), view, desk, may_plan, fault }
    }
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "team/plan.html";

    fn samples() -> Vec<Self> {
        let full = samples::plan::plan();
        let none = PlanView { plan: None, ..full.clone() };
        let fault = Fault { code: "has_one", reason: None };
        vec![
            Self::new(full.clone(), samples::approvals::desk(), true, Some(fault)),
            Self::new(full, PlanDesk::default(), false, None),
            Self::new(none.clone(), PlanDesk::default(), true, None),
            Self::new(none, PlanDesk::default(), false, None),
        ]
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

/// The page, with what went wrong.
pub async fn page(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    asked: Asked,
    fault: Option<Fault>,
) -> Result<PlanPage, Problem> {
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let cursors = PlanCursors { after: given(asked.after), others_after: given(asked.others_after) };
    let view = web.views.plan(slug, cursors).await?.ok_or(Problem::NotFound)?;
    let desk = web.views.plan_desk(slug).await?;
    let may_plan = visitor.sees("/campaigns/{slug}/plan/wishes", Some((Place::Campaign, slug)));
    Ok(PlanPage::new(view, desk, may_plan, fault))
}

/// Shows the plan.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&page(&web, &slug, &visitor, asked, None).await?, &chrome)
}

//! `/campaigns/{slug}/report`: the impression report as a page.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use super::groups::{LineGroup, groups};
use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::domain::account::Place;
use crate::store::view::report::{HoldOut, Outcome, ReportView, Uplift};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The report.
#[derive(Debug, Serialize)]
pub struct ReportPage {
    /// What it shows.
    pub view: ReportView,
    /// What it is held against.
    pub yardstick: Yardstick,
    /// Its lines, by unit.
    pub groups: Vec<LineGroup>,
}

impl ReportPage {
    /// The page of a report.
    pub fn new(view: ReportView) -> Self {
        Self { groups: groups(&view), view, yardstick: KLM_SURPRISE_2010 }
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "report/show.html";

    fn samples() -> Vec<Self> {
        let full = samples::report::report();
        let mut early = full.clone();
        (early.figures, early.series, early.costs) = (Vec::new(), Vec::new(), Vec::new());
        (early.cost_per_hand_over_minor, early.cost_per_mille, early.by_language) = (None, Vec::new(), Vec::new());
        (early.funnel.delivered, early.targets) = (0, Vec::new());
        early.parts = crate::store::view::report_parts::ReportParts::default();
        early.hold_out = HoldOut { treated: 0, held_out: 0, minimum_detectable: None, outcome: None, uplift: None };
        let mut proven = full.clone();
        proven.hold_out.uplift =
            Some(Uplift { difference: 0.12, low: 0.03, high: 0.21, confidence: 0.95, detectable: true });
        proven.hold_out.outcome =
            Some(Outcome { offered: 1_200, offered_again: 380, held_out: 140, held_out_again: 27, window_days: 180 });
        let mut open = proven.clone();
        open.hold_out.uplift =
            Some(Uplift { difference: 0.02, low: -0.05, high: 0.09, confidence: 0.95, detectable: false });
        [full, early, proven, open].map(Self::new).into()
    }
}

/// Shows the report.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let mut view = web.views.report(&slug).await?.ok_or(Problem::NotFound)?;
    // Other campaigns are named to those who may see them.
    let sees = |slug: &str| visitor.sees("/campaigns/{slug}/report", Some((Place::Campaign, slug)));
    view.parts.forest.retain(|line| sees(&line.slug));
    web.page(&ReportPage::new(view), &chrome)
}

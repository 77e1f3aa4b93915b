//! `/campaigns/{slug}/report`: the impression report as a page.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use super::groups::{LineGroup, groups};
use super::yardstick::{KLM_SURPRISE_2010, Yardstick};
use crate::domain::account::Place;
use crate::store::view::report::{HoldOut, Outcome, ReportView, Uplift};
use crate::store::view::report_voices::Voices;
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
    /// Whether somebody asked for the p-value.
    pub asked: bool,
    /// The p-value, where somebody asked and there is one.
    pub p_value: Option<f64>,
}

impl ReportPage {
    /// The page of a report.
    pub fn new(view: ReportView) -> Self {
        Self { groups: groups(&view), view, yardstick: KLM_SURPRISE_2010, asked: false, p_value: None }
    }

    /// The same with the p-value.
    fn with_p_value(self) -> Self {
        Self { asked: true, p_value: self.view.hold_out.p_value(), ..self }
    }
}

impl ReportPage {
    fn samples_asked() -> Vec<Self> {
        let mut known = samples::report::report();
        known.hold_out.outcome =
            Some(Outcome { offered: 1_200, offered_again: 380, held_out: 140, held_out_again: 27, window_days: 180 });
        [known, samples::report::report()].map(|view| Self::new(view).with_p_value()).into()
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
        early.voices = Voices::default();
        let mut pages: Vec<Self> = [full, early, proven, open].map(Self::new).into();
        pages.extend(Self::samples_asked());
        pages
    }
}

/// What is asked beside the report.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    p_value: String,
}

/// Shows the report.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let view = seen_by(web.views.report(&slug).await?.ok_or(Problem::NotFound)?, &visitor);
    let page = ReportPage::new(view);
    web.page(&if asked.p_value.is_empty() { page } else { page.with_p_value() }, &chrome)
}

/// What of a report a visitor may see: other campaigns are named, and figures over all of them told, only to those who may
/// see the reports of all; groups of few people are told only to those who may see people.
pub(in crate::web) fn seen_by(mut view: ReportView, visitor: &Visitor) -> ReportView {
    view.keep_campaigns(sees_report(visitor));
    if !sees_people(visitor)(&view.head.slug) {
        view.hide_small_groups();
    }
    view
}

/// Whose reports a visitor may see.
pub(in crate::web) fn sees_report(visitor: &Visitor) -> impl Fn(&str) -> bool + '_ {
    |slug| sees(visitor, ["/campaigns/{slug}/report", "/api/v1/campaigns/{slug}/report"], slug)
}

/// Of which campaigns a visitor may see people.
pub(in crate::web) fn sees_people(visitor: &Visitor) -> impl Fn(&str) -> bool + '_ {
    |slug| sees(visitor, ["/campaigns/{slug}/candidates", "/api/v1/campaigns/{slug}/candidates"], slug)
}

/// Whether a visitor may see one of two addresses of a campaign: people ask for pages, programs for the API.
fn sees(visitor: &Visitor, paths: [&str; 2], slug: &str) -> bool {
    paths.iter().any(|path| visitor.sees(path, Some((Place::Campaign, slug))))
}

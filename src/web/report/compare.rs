//! `/campaigns/compare`: campaigns beside each other.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use super::show::{sees_people, sees_report};
use crate::store::view::compare::CompareView;
use crate::store::view::report_parts::ReportParts;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The comparison.
#[derive(Debug, Serialize)]
pub struct ComparePage {
    /// What it shows.
    pub compared: CompareView,
    /// Its pool, as the parts that draw it expect it.
    pub view: Pool,
}

/// What the plot of differences is drawn from.
#[derive(Debug, Serialize)]
pub struct Pool {
    /// Differences and their pool.
    pub parts: ReportParts,
}

impl ComparePage {
    fn new(compared: CompareView) -> Self {
        let parts = ReportParts { forest: compared.forest.clone(), pooled: compared.pooled, ..ReportParts::default() };
        Self { compared, view: Pool { parts } }
    }
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "report/compare.html";

    fn samples() -> Vec<Self> {
        let full = samples::report::compare();
        let empty = CompareView { lines: Vec::new(), forest: Vec::new(), pooled: None, ..full.clone() };
        [full, empty].map(Self::new).into()
    }
}

/// Shows the comparison of what the visitor may see.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let compared = web.views.compare(sees_report(&visitor), sees_people(&visitor)).await?;
    web.page(&ComparePage::new(compared), &chrome)
}

//! `/campaigns/{slug}/candidates/{id}`: one candidate, with every piece of evidence.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use crate::store::view::candidates::CandidateView;
use crate::web::charts::waterfall::Waterfall;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A candidate.
#[derive(Debug, Serialize)]
pub struct CandidatePage {
    /// What it shows.
    pub view: CandidateView,
    /// Its evidence, ready to draw.
    pub waterfall: Waterfall,
}

impl CandidatePage {
    /// The page of a candidate.
    pub fn new(view: CandidateView) -> Self {
        Self { waterfall: Waterfall::of(&view.evidence), view }
    }
}

impl Page for CandidatePage {
    const TEMPLATE: &'static str = "team/candidate.html";

    fn samples() -> Vec<Self> {
        samples::candidates::all().into_iter().map(Self::new).collect()
    }
}

/// Shows the candidate.
pub async fn show(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let view = web.views.candidate(&slug, id).await?.ok_or(Problem::NotFound)?;
    web.page(&CandidatePage::new(view), &chrome)
}

//! `/campaigns/{slug}/candidates`: who may have written a post and booked a seat, surest first.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::domain::matching::MatchState;
use crate::store::view::candidates::{Band, CandidateFilter, CandidatesView};
use crate::web::chrome::Chrome;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The list of candidates.
#[derive(Debug, Serialize)]
pub struct CandidatesPage {
    /// What it shows.
    pub view: CandidatesView,
    /// Bands to filter by.
    pub bands: &'static [Band],
}

impl Page for CandidatesPage {
    const TEMPLATE: &'static str = "team/candidates.html";

    fn samples() -> Vec<Self> {
        let filters = [
            CandidateFilter::default(),
            CandidateFilter { state: Some(MatchState::Ambiguous), ..CandidateFilter::default() },
            CandidateFilter { band: Some(Band::Weak), after: Some("x".to_owned()), state: Some(MatchState::Expired) },
        ];
        filters.map(|filter| Self { view: samples::candidates::list(filter), bands: Band::ALL }).into()
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    band: String,
    #[serde(default)]
    after: String,
}

/// Shows one page of the list.
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let filter = CandidateFilter {
        state: chosen(&asked.state)?,
        band: chosen(&asked.band)?,
        after: Some(asked.after).filter(|after| !after.is_empty()),
    };
    let view = web.views.candidates(&slug, filter).await?.ok_or(Problem::NotFound)?;
    web.page(&CandidatesPage { view, bands: Band::ALL }, &chrome)
}

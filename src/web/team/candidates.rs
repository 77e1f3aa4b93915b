//! `/campaigns/{slug}/candidates`: who may have written a post and booked a seat; what waits for a decision as a queue.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use super::acting::looking;
use crate::domain::actor::Actor;
use crate::domain::id::{AccountId, MatchId};
use crate::domain::language::Language;
use crate::domain::matching::MatchState;
use crate::domain::uri::encode;
use crate::store::view::candidates::{Band, CandidateFilter, CandidatesView};
use crate::web::chrome::Chrome;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The list of candidates.
#[derive(Debug, Serialize)]
pub struct CandidatesPage {
    /// What it shows.
    pub view: CandidatesView,
    /// Bands to filter by.
    pub bands: &'static [Band],
    /// Languages to filter by.
    pub languages: &'static [Language],
    /// Who looks.
    pub me: AccountId,
    /// What was just decided, to take it back.
    pub last: Option<MatchId>,
    /// What it was made at, to know when it is old.
    pub version: i64,
}

impl CandidatesPage {
    fn new(view: CandidatesView, me: &Actor, last: Option<MatchId>, version: i64) -> Self {
        Self { view, bands: Band::ALL, languages: Language::ALL, me: me.id, last, version }
    }
}

impl Page for CandidatesPage {
    const TEMPLATE: &'static str = "team/candidates.html";

    fn samples() -> Vec<Self> {
        let me = samples::review::ME;
        let filters = [
            CandidateFilter::default(),
            CandidateFilter { state: Some(MatchState::Ambiguous), ..CandidateFilter::default() },
            CandidateFilter { state: Some(MatchState::Suggested), mine: Some(me.id), ..CandidateFilter::default() },
            CandidateFilter {
                band: Some(Band::Weak),
                after: Some("x".to_owned()),
                state: Some(MatchState::Expired),
                language: Some("ja".to_owned()),
                station: Some("AMS".to_owned()),
                flight: Some("KL1613".to_owned()),
                mine: None,
                ..CandidateFilter::default()
            },
        ];
        let page = |filter: CandidateFilter| {
            let last = filter.mine.and(Some(MatchId(uuid::Uuid::from_u128(7))));
            Self::new(samples::candidates::list(filter), &me, last, 12)
        };
        filters.map(page).into()
    }
}

/// The query.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    band: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    station: String,
    #[serde(default)]
    flight: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    last: String,
}

impl Asked {
    /// What it asks for, for somebody.
    pub fn filter(&self, me: AccountId) -> Result<CandidateFilter, Problem> {
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>();
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(CandidateFilter {
            state: chosen(&self.state)?,
            band: chosen(&self.band)?,
            language: given(plain(&self.language).to_lowercase()),
            station: given(plain(&self.station).to_uppercase()),
            flight: given(plain(&self.flight).to_uppercase()),
            mine: (!self.mine.is_empty()).then_some(me),
            after: given(self.after.clone()),
            ..CandidateFilter::default()
        })
    }

    /// What was just decided.
    pub fn last(&self) -> Option<MatchId> {
        self.last.parse().ok()
    }
}

/// The part of an address that keeps a queue's filter, with what else is to be told.
pub(super) fn query_of(filter: &CandidateFilter, more: &[(&str, &str)]) -> String {
    let mine = filter.mine.map(|_| "1");
    let band = filter.band.map(Band::as_str);
    let kept = [
        ("band", band),
        ("language", filter.language.as_deref()),
        ("station", filter.station.as_deref()),
        ("flight", filter.flight.as_deref()),
        ("mine", mine),
    ];
    let kept = kept.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let pairs = kept.chain(more.iter().copied()).map(|(name, value)| format!("{name}={}", encode(value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { query } else { format!("?{query}") }
}

/// Shows one page of the list.
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let me = looking(&visitor, &slug);
    // First, so that nothing newer than the page is taken for shown.
    let version = web.views.version().await?;
    let view = web.views.candidates(&slug, asked.filter(me.id)?).await?.ok_or(Problem::NotFound)?;
    web.page(&CandidatesPage::new(view, &me, asked.last(), version), &chrome)
}

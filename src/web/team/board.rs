//! `/campaigns/{slug}`: the campaign board: funnel, money, today's hand-overs against the flight clock.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use super::acting::looking;
use crate::domain::id::AccountId;
use crate::store::view::board::{BoardView, CapBalance, Funnel};
use crate::store::view::stopping::StopView;
use crate::web::charts::flight_clock::{self, Block};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The board.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    /// What it shows, but for the legs.
    pub view: BoardView,
    /// The legs, against the flight clock.
    pub blocks: Vec<Block>,
    /// How many kinds of gifts nobody was promised.
    pub untouched: usize,
    /// The stop switch.
    pub stop: StopView,
    /// Who looks.
    pub me: AccountId,
    /// What it was made at, to know when it is old.
    pub version: i64,
}

impl BoardPage {
    /// The page of a board for somebody.
    pub fn new(mut view: BoardView, stop: StopView, me: AccountId, version: i64) -> Self {
        let is_untouched = |cap: &&CapBalance| cap.gift.is_some() && cap.balance.reserved + cap.balance.committed == 0;
        let untouched = view.caps.iter().filter(is_untouched).count();
        Self { blocks: flight_clock::blocks(std::mem::take(&mut view.legs)), untouched, view, stop, me, version }
    }
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "team/board.html";

    fn samples() -> Vec<Self> {
        let full = samples::board::board();
        let mut quiet = full.clone();
        quiet.funnel = Funnel::default();
        (quiet.caps, quiet.legs, quiet.alerts) = (Vec::new(), Vec::new(), Vec::new());
        (quiet.by_language, quiet.by_station, quiet.screened) = (Vec::new(), Vec::new(), Vec::new());
        let stops = samples::review::stops().into_iter();
        let page = |(stop, view): (StopView, BoardView)| Self::new(view, stop, samples::review::ME.id, 12);
        stops.zip([full.clone(), quiet, full.clone(), full.clone(), full]).map(page).collect()
    }
}

/// Shows the board.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    // First, so that nothing newer than the page is taken for shown.
    let version = web.views.version().await?;
    let view = web.views.board(&slug).await?.ok_or(Problem::NotFound)?;
    let stop = web.views.stop(&slug).await?.ok_or(Problem::NotFound)?;
    web.page(&BoardPage::new(view, stop, looking(&visitor, &slug).id, version), &chrome)
}

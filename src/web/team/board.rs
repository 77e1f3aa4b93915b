//! `/campaigns/{slug}`: the campaign board: funnel, money, today's hand-overs against the flight clock.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use crate::store::view::board::{BoardView, CapBalance, Funnel};
use crate::web::charts::flight_clock::{self, Block};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The board.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    /// What it shows.
    pub view: BoardView,
    /// The flight clock.
    pub blocks: Vec<Block>,
    /// How many kinds of gifts nobody was promised.
    pub untouched: usize,
}

impl BoardPage {
    /// The page of a board.
    pub fn new(view: BoardView) -> Self {
        let is_untouched = |cap: &&CapBalance| cap.gift.is_some() && cap.balance.reserved + cap.balance.committed == 0;
        let untouched = view.caps.iter().filter(is_untouched).count();
        Self { blocks: flight_clock::blocks(&view.legs), untouched, view }
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
        vec![Self::new(full), Self::new(quiet)]
    }
}

/// Shows the board.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let view = web.views.board(&slug).await?.ok_or(Problem::NotFound)?;
    web.page(&BoardPage::new(view), &chrome)
}

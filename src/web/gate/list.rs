//! `/gate/{station}`: what to hand to whom, where and by when; the next window to close first.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::domain::flight::is_station_code;
use crate::store::view::deliveries::GateView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The delivery list.
#[derive(Debug, Serialize)]
pub struct ListPage {
    /// What it shows.
    pub view: GateView,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "gate/list.html";

    fn samples() -> Vec<Self> {
        let full = samples::deliveries::gate();
        let quiet = GateView { offers: Vec::new(), open: Vec::new(), done: Vec::new(), ..full.clone() };
        let own = full.clone().of_round("Courier 2");
        vec![Self { view: full }, Self { view: quiet }, Self { view: own }]
    }
}

/// Where the reader stands, and whose round is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Key of a place of the station.
    pub at: String,
    /// Name of a courier; everybody's where it is empty.
    pub round: String,
}

impl Asked {
    /// The list asked for.
    pub(super) async fn view(&self, web: &Web, station: &str) -> Result<GateView, Problem> {
        if !is_station_code(station) {
            return Err(Problem::NotFound);
        }
        let view = web.views.gate(station, &self.at).await?.ok_or(Problem::NotFound)?;
        Ok(view.of_round(&self.round))
    }
}

/// Shows the list of a station.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let view = asked.view(&web, &station).await?;
    web.page(&ListPage { view }, &chrome)
}

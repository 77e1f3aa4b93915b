//! `/gate/{station}`: what to hand to whom, where and by when; the next window to close first.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

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
        let quiet = GateView { open: Vec::new(), done: Vec::new(), ..full.clone() };
        vec![Self { view: full }, Self { view: quiet }]
    }
}

/// Shows the list of a station.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let view = web.views.gate(&station).await?.ok_or(Problem::NotFound)?;
    web.page(&ListPage { view }, &chrome)
}

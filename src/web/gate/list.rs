//! `/gate/{station}`: what to hand to whom, where and by when; the next window to close first.

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::domain::flight::is_station_code;
use crate::formats::delivery_list::DeliveryRow;
use crate::formats::delivery_pdf::delivery_pdf;
use crate::services::views::delivery_row;
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

/// Where the reader stands.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Key of a place of the station.
    #[serde(default)]
    at: String,
}

/// Shows the list of a station.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let view = web.views.gate(&station, &asked.at).await?.ok_or(Problem::NotFound)?;
    web.page(&ListPage { view }, &chrome)
}

/// The same list on paper.
pub async fn paper(State(web): State<Web>, Path(station): Path<String>, chrome: Chrome) -> Result<Response, Problem> {
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let view = web.views.gate(&station, "").await?.ok_or(Problem::NotFound)?;
    let row = |stop| delivery_row(stop, view.zone, chrome.language);
    let rows: Vec<DeliveryRow> = view.open.iter().filter_map(row).collect();
    let title = format!("{station} · {}", view.day);
    let bytes = delivery_pdf(&title, &rows).map_err(|fault| Problem::failed(&fault))?;
    let name = format!("inline; filename=\"{station}-{}.pdf\"", view.day);
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

//! `/gate`: stations with hand-overs today.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use crate::domain::account::Place;
use crate::store::view::deliveries::GateIndexView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The list of stations.
#[derive(Debug, Serialize)]
pub struct StationsPage {
    /// What it shows.
    pub view: GateIndexView,
}

impl Page for StationsPage {
    const TEMPLATE: &'static str = "gate/stations.html";

    fn samples() -> Vec<Self> {
        let none = GateIndexView { stations: Vec::new() };
        vec![Self { view: samples::deliveries::stations() }, Self { view: none }]
    }
}

/// Shows the stations.
pub async fn list(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let mut view = web.views.gates().await?;
    view.stations.retain(|line| visitor.sees("/gate/{station}", Some((Place::Station, &line.station))));
    web.page(&StationsPage { view }, &chrome)
}

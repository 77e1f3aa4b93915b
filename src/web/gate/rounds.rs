//! `/gate/{station}/rounds`: who carries what where, and whether it adds up at the end of a shift.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use crate::domain::actor::Role;
use crate::domain::instant::TimeWindow;
use crate::services::custody::{self, StockReason, count_stock};
use crate::store::view::custody::RoundsView;
use crate::web::charts::round_lane;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The rounds.
#[derive(Debug, Serialize)]
pub struct RoundsPage {
    /// What it shows.
    pub view: RoundsView,
    /// The axis of the picture; none without a round.
    pub span: Option<TimeWindow>,
    /// Why a count may differ.
    pub reasons: &'static [StockReason],
    /// The gift idea whose count lacks a reason.
    pub unexplained: Option<String>,
    /// Number of the change that it shows all before.
    pub version: i64,
}

impl RoundsPage {
    fn new(view: RoundsView, unexplained: Option<String>, version: i64) -> Self {
        Self { span: round_lane::span(&view.rounds), view, reasons: StockReason::ALL, unexplained, version }
    }
}

impl Page for RoundsPage {
    const TEMPLATE: &'static str = "gate/rounds.html";

    fn samples() -> Vec<Self> {
        let [full, quiet] = samples::custody::rounds();
        let unexplained = Some("stroopwafels".to_owned());
        vec![Self::new(full.clone(), None, 1), Self::new(full, unexplained, 1), Self::new(quiet, None, 1)]
    }
}

/// Shows the rounds of a station.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let version = web.views.version().await?;
    web.page(&RoundsPage::new(custody::rounds(web.app()?, &station).await?, None, version), &chrome)
}

/// Takes in a count of one kind of gift; one that does not fit comes back with the question why.
pub async fn count(
    State(web): State<Web>,
    Path(station): Path<String>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let (app, fields) = (web.app()?, &form.fields);
    let counted = fields.get("counted").trim().parse().map_err(|_| Problem::BadRequest)?;
    let why = chosen::<StockReason>(fields.get("why"))?;
    let kind = (fields.get("campaign"), fields.get("idea"));
    let by = form.doer.actor(Role::Gate);
    if count_stock(app, &station, kind, counted, why, &by).await?.is_none() {
        let version = web.views.version().await?;
        let page = RoundsPage::new(custody::rounds(app, &station).await?, Some(kind.1.to_owned()), version);
        return Ok(web.page(&page, &chrome)?.into_response());
    }
    Ok(Redirect::to(&chrome.to(&format!("/gate/{station}/rounds?done=counted"))).into_response())
}

//! Buttons of the gate pages that say "seen" and answer what other stations offer.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::actor::Role;
use crate::domain::id::{CourierId, GiftId};
use crate::services::arrival_offers::answer_offer;
use crate::services::rounds::see_next_stop;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Somebody has seen that a courier's next stop is another one.
pub async fn see(
    State(web): State<Web>,
    Path(station): Path<String>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let courier: CourierId = form.fields.get("courier").parse().map_err(|_| Problem::BadRequest)?;
    see_next_stop(web.app()?, &station, courier, &form.doer.actor(Role::Gate)).await?;
    Ok(Redirect::to(&chrome.to(&format!("/gate/{station}"))).into_response())
}

/// Answers an offer of another station.
pub async fn answer(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let accepts = match form.fields.get("answer") {
        "accept" => true,
        "refuse" => false,
        _ => return Err(Problem::BadRequest),
    };
    answer_offer(web.app()?, &station, gift, accepts, &form.doer.actor(Role::Gate)).await?;
    let done = if accepts { "offer_accepted" } else { "offer_refused" };
    let page = if form.fields.get("back") == "list" { "" } else { "/rounds" };
    Ok(Redirect::to(&chrome.to(&format!("/gate/{station}{page}?done={done}"))).into_response())
}

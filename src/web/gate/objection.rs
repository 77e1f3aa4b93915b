//! `/gate/{station}/gifts/{id}/objection`: somebody at the gate wants none of this. No reason is asked; it counts at once.

use axum::extract::State;
use axum::response::Response;

use super::gift::Asked;
use crate::domain::actor::Role;
use crate::domain::id::GiftId;
use crate::services::requests::object_at_gate;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Logs it for whoever the gift is for.
pub async fn log(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = form.doer.actor(Role::Gate);
    let asked = Asked { web: &web, chrome: &chrome, station: &station, gift, by };
    // A gift of another station is not found here; of somebody who is not named nobody knows who said it.
    asked.expect_named().await?;
    if !form.fields.has("sure") {
        return asked.unconfirmed().await;
    }
    object_at_gate(web.app()?, gift, &asked.by).await?;
    Ok(asked.here("objection_logged"))
}

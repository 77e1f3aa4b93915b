//! `/care/{id}/objection`: whoever wrote wants none of this. No reason is asked; it counts at once.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::case::CarePage;
use crate::domain::actor::Role;
use crate::services::requests::object_in_case;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Logs it for the author of the case's post.
pub async fn log(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = form.doer.actor(Role::Care);
    if !form.fields.has("sure") {
        let page = CarePage { unconfirmed: true, ..CarePage::load(&web, id, "", &by).await? };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response());
    }
    object_in_case(web.app()?, id, &by).await?;
    Ok(Redirect::to(&chrome.to(&format!("/care/{id}?done=objection_logged"))).into_response())
}

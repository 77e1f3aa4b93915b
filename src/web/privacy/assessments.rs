//! `/privacy/assessments`: a privacy officer signs the impact assessment of a campaign, or withdraws it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::actor::Role;
use crate::services::privacy;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::problem::Problem;
use crate::web::router::Web;
use uuid::Uuid;

/// Signs it for 90 days.
pub async fn sign(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    privacy::sign(&web.accounts()?.app, fields.get("campaign"), &member.actor(Role::Privacy)).await?;
    Ok(Redirect::to(&chrome.to("/privacy?done=assessment_signed")).into_response())
}

/// Withdraws it at once.
pub async fn withdraw(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    privacy::withdraw(&web.accounts()?.app, id, &form.member.actor(Role::Privacy)).await?;
    Ok(Redirect::to(&chrome.to("/privacy?done=assessment_withdrawn")).into_response())
}

//! `/privacy/campaigns/{slug}/stop`: the officer stops a campaign from their desk; two people of its team let it go on.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::actor::Role;
use crate::services::{campaigns, stopping};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Freezes posts and open deliveries.
pub async fn stop(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    let loaded = campaigns::load(app, &slug).await?;
    stopping::stop(app, &loaded, &form.member.actor(Role::Privacy)).await?;
    Ok(Redirect::to(&chrome.to("/privacy?done=stopped")).into_response())
}

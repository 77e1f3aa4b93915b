//! `/sign-in/forgotten`: whoever forgot their password asks for a link by mail. The answer is the same for every address.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::services::mails::way_in;
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Peer;

/// The form, and the answer to it.
#[derive(Debug, Default, Serialize)]
pub struct ForgottenPage {
    /// Whether it was asked for.
    pub taken: bool,
    /// Minutes until there is another try.
    pub minutes: Option<i64>,
}

impl Page for ForgottenPage {
    const TEMPLATE: &'static str = "account/forgotten.html";

    fn samples() -> Vec<Self> {
        let page = |taken, minutes| Self { taken, minutes };
        vec![page(false, None), page(true, None), page(false, Some(7))]
    }
}

/// Shows the form; where mail is off there is none.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.accounts()?.app.mail().ok_or(Problem::NotFound)?;
    web.page(&ForgottenPage::default(), &chrome)
}

/// Takes it.
pub async fn ask(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    app.mail().ok_or(Problem::NotFound)?;
    let (status, page) = match way_in::forgotten(app, fields.get("email"), &peer.address).await? {
        None => (StatusCode::OK, ForgottenPage { taken: true, minutes: None }),
        minutes => (StatusCode::TOO_MANY_REQUESTS, ForgottenPage { taken: false, minutes }),
    };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

//! `/card/{token}`: where the code on a gift's card leads: who we are, and one tap that takes our posts down. No sign-in: the
//! link is what one holds. Looking at it changes nothing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::services::withdrawal::{self, Receipt, Tapped};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Peer;

/// The page behind a card.
#[derive(Debug, Default, Serialize)]
pub struct CardPage {
    /// `ask`, `done` or `dead`.
    pub step: &'static str,
    /// The token of the link.
    pub token: String,
    /// What one holds in hand afterwards.
    pub receipt: Option<Receipt>,
    /// Minutes until there is another try.
    pub minutes: Option<i64>,
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "public/card.html";

    fn samples() -> Vec<Self> {
        let at = |step| Self { step, token: "0123".to_owned(), ..Self::default() };
        let receipt = |posts| Some(Receipt { number: "4F0A91C2".to_owned(), at: crate::web::samples::now(), posts });
        let done = [0, 1, 2].map(|posts| Self { receipt: receipt(posts), ..at("done") });
        [at("ask"), Self { minutes: Some(7), ..at("ask") }, at("dead")].into_iter().chain(done).collect()
    }
}

/// Shows what the card is about, and the button.
pub async fn show(State(web): State<Web>, Path(token): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let step = if withdrawal::read_card_token(web.app()?, &token).is_some() { "ask" } else { "dead" };
    web.page(&CardPage { step, token, ..CardPage::default() }, &chrome)
}

/// Takes our posts down.
pub async fn withdraw(
    State(web): State<Web>,
    Path(token): Path<String>,
    chrome: Chrome,
    peer: Peer,
) -> Result<Response, Problem> {
    let page = |step, receipt, minutes| CardPage { step, token: token.clone(), receipt, minutes };
    let (status, page) = match withdrawal::tap(web.app()?, &token, &peer.address).await? {
        Tapped::Done(receipt) => (StatusCode::OK, page("done", Some(receipt), None)),
        Tapped::Unknown => (StatusCode::OK, page("dead", None, None)),
        Tapped::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, page("ask", None, Some(minutes))),
    };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

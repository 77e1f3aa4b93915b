//! `/story`: travellers who wish to hear once when their story is out; `/unsubscribe`: those who do not any more. No sign-in:
//! the code on the card and the link in the mail are what one holds. Asking has the same answer whatever the code.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::services::mails::wishes::{self, Wished};
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::public::objection::Scanned;
use crate::web::router::Web;
use crate::web::session::Peer;

/// Every step of a wish.
#[derive(Debug, Default, Serialize)]
pub struct StoryPage {
    /// `ask`, `taken`, `confirm`, `confirmed`, `dead`, `unsubscribe` or `done`.
    pub step: &'static str,
    /// Code of the card as it was sent.
    pub card: String,
    /// Address as it was sent.
    pub email: String,
    /// Whether that is no address.
    pub no_address: bool,
    /// Minutes until there is another try.
    pub minutes: Option<i64>,
    /// The token of the link.
    pub token: String,
}

impl StoryPage {
    fn at(step: &'static str, token: &str) -> Self {
        Self { step, token: token.to_owned(), ..Self::default() }
    }
}

impl Page for StoryPage {
    const TEMPLATE: &'static str = "public/story.html";

    fn samples() -> Vec<Self> {
        let ask = || Self { card: "63ex0-pr499".to_owned(), email: "anna".to_owned(), ..Self::at("ask", "") };
        let mut all = vec![ask(), Self { no_address: true, ..ask() }, Self { minutes: Some(7), ..ask() }];
        all.extend(["taken", "confirm", "confirmed", "dead", "unsubscribe", "done"].map(|step| Self::at(step, "0123")));
        all
    }
}

/// Shows the form; where mail is off there is none.
pub async fn show(
    State(web): State<Web>,
    Query(scanned): Query<Scanned>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.app()?.mail().ok_or(Problem::NotFound)?;
    web.page(&StoryPage { card: scanned.code(), ..StoryPage::at("ask", "") }, &chrome)
}

/// Takes a wish.
pub async fn ask(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    app.mail().ok_or(Problem::NotFound)?;
    let short = |name: &str, most: usize| fields.get(name).trim().chars().take(most).collect::<String>();
    let (card, email) = (short("card", 40), short("email", 254));
    let form = StoryPage { card, email, ..StoryPage::at("ask", "") };
    let wished = wishes::ask(app, &form.card, &form.email, chrome.language, &peer.address).await?;
    let (status, page) = match wished {
        Wished::Taken => (StatusCode::OK, StoryPage::at("taken", "")),
        Wished::NoAddress => (StatusCode::UNPROCESSABLE_ENTITY, StoryPage { no_address: true, ..form }),
        Wished::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, StoryPage { minutes: Some(minutes), ..form }),
    };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

/// Asks once more: a link that is only looked at, as mail programs do, confirms nothing.
pub async fn before(
    State(web): State<Web>,
    Path(token): Path<String>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let step = if wishes::can_confirm(web.app()?, &token).await? { "confirm" } else { "dead" };
    web.page(&StoryPage::at(step, &token), &chrome)
}

/// Confirms the wish.
pub async fn confirm(
    State(web): State<Web>,
    Path(token): Path<String>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let step = if wishes::confirm(web.app()?, &token).await? { "confirmed" } else { "dead" };
    web.page(&StoryPage::at(step, ""), &chrome)
}

/// Shows the button that ends mails.
pub async fn before_end(
    State(web): State<Web>,
    Path(token): Path<String>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&StoryPage::at("unsubscribe", &token), &chrome)
}

/// Ends them: from the page, or from a mail program with one click.
pub async fn end(State(web): State<Web>, Path(token): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    wishes::unsubscribe(web.app()?, &token).await?;
    web.page(&StoryPage::at("done", ""), &chrome)
}

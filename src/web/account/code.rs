//! `/sign-in/code`: the second factor, after the password. Whoever stands here can do nothing else.

use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::sign_in::{Asked, go_on, onward};
use crate::domain::account::Stage;
use crate::services::second_factor::{self, Checked};
use crate::services::sign_in::SignIn;
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Peer;

/// The form.
#[derive(Debug, Default, Serialize)]
pub struct CodePage {
    /// Where to go afterwards.
    pub next: String,
    /// Why it did not work: `wrong` or `too_often`.
    pub fault: Option<&'static str>,
    /// Minutes until there is another try.
    pub minutes: i64,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "account/code.html";

    fn samples() -> Vec<Self> {
        let fault = |fault| Self { fault: Some(fault), minutes: 3, next: "/gate".to_owned() };
        vec![Self::default(), fault("wrong"), fault("too_often")]
    }
}

/// Shows the form.
pub async fn show(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match web.accounts()?.halfway(&headers).await? {
        Some(waiting) if waiting.stage == Stage::Factor => {
            Ok(web.page(&CodePage { next: asked.next, ..CodePage::default() }, &chrome)?.into_response())
        }
        Some(waiting) => Ok(go_on(&chrome, waiting.stage, &asked.next).into_response()),
        None => Ok(Redirect::to(&chrome.to("/sign-in")).into_response()),
    }
}

/// Takes the code.
pub async fn enter(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    headers: HeaderMap,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let (accounts, next) = (web.accounts()?, fields.get("next"));
    let Some(waiting) = accounts.halfway(&headers).await? else { return Err(Problem::SignInFirst) };
    let from = accounts.visit(&peer, &headers);
    let (status, fault, minutes) = match second_factor::enter(&accounts.app, &waiting, fields.get("code"), from).await?
    {
        Checked::Right(SignIn::Done(token, member)) => {
            let there = Redirect::to(&chrome.to(&onward(next, &member.grants)));
            return Ok(([(SET_COOKIE, accounts.keep(&token))], there).into_response());
        }
        Checked::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, "too_often", minutes),
        Checked::Right(_) | Checked::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "wrong", 0),
    };
    let page = CodePage { next: next.to_owned(), fault: Some(fault), minutes };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

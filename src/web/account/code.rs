//! `/sign-in/code`: the second factor, after the password. Whoever stands here can do nothing else.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::sign_in::{Asked, go_on, let_in};
use crate::domain::account::Stage;
use crate::domain::id::AccountId;
use crate::services::passkeys;
use crate::services::second_factor::{self, Checked, Status};
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
    /// Whether a code would do: the authenticator's, or a recovery code.
    pub has_code: bool,
    /// Whether there is no authenticator, so that only a recovery code would.
    pub recovery_only: bool,
    /// Whether it has a passkey that would do.
    pub passkey: bool,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "account/code.html";

    fn samples() -> Vec<Self> {
        let plain = || Self { has_code: true, ..Self::default() };
        let fault = |fault| Self { fault: Some(fault), minutes: 3, next: "/gate".to_owned(), ..plain() };
        let passkey = Self { passkey: true, recovery_only: true, ..Self::default() };
        let both = || Self { passkey: true, ..plain() };
        let spare = Self { recovery_only: true, ..both() };
        vec![plain(), fault("wrong"), fault("too_often"), passkey, both(), spare]
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
            let page = CodePage { next: asked.next, ..before(&web, waiting.account, &headers).await? };
            Ok(web.page(&page, &chrome)?.into_response())
        }
        Some(waiting) => Ok(go_on(&chrome, waiting.stage, &asked.next).into_response()),
        None => Ok(Redirect::to(&chrome.to("/sign-in")).into_response()),
    }
}

/// What the account has to show.
async fn before(web: &Web, account: AccountId, headers: &HeaderMap) -> Result<CodePage, Problem> {
    let accounts = web.accounts()?;
    let Status { since, codes_left } = second_factor::status(&accounts.app, account).await?;
    let (has_code, recovery_only) = (since.is_some() || codes_left > 0, since.is_none());
    let passkey = accounts.party(headers).is_some() && !passkeys::list(&accounts.app, account).await?.is_empty();
    Ok(CodePage { has_code, recovery_only, passkey, ..CodePage::default() })
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
            return Ok(let_in(accounts, &chrome, &token, &member, next));
        }
        Checked::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, "too_often", minutes),
        Checked::Right(_) | Checked::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "wrong", 0),
    };
    let page = before(&web, waiting.account, &headers).await?;
    let page = CodePage { next: next.to_owned(), fault: Some(fault), minutes, ..page };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

//! `/sign-in/set-up`: whoever needs a second factor and has none sets it up before anything else; and the recovery codes,
//! which are shown once.

use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::qr::{Qr, draw};
use super::sign_in::{Asked, go_on, onward};
use crate::domain::account::Stage;
use crate::domain::id::AccountId;
use crate::services::second_factor::{self, Checked, Offer};
use crate::services::sign_in::SignIn;
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Peer;

/// The secret for the authenticator, and the form for its first code.
#[derive(Debug, Serialize)]
pub struct SetUpPage {
    /// Where the form goes.
    pub action: &'static str,
    /// Where to go afterwards.
    pub next: String,
    /// The secret as a picture.
    pub qr: Option<Qr>,
    /// The secret in groups of four.
    pub secret: String,
    /// Why it did not work: `wrong` or `too_often`.
    pub fault: Option<&'static str>,
    /// Minutes until there is another try.
    pub minutes: i64,
}

impl SetUpPage {
    pub(super) async fn load(web: &Web, account: AccountId, action: &'static str) -> Result<Self, Problem> {
        let offer = second_factor::offer(&web.accounts()?.app, account).await?;
        Ok(Self::of(&offer, action))
    }

    fn of(offer: &Offer, action: &'static str) -> Self {
        let letters: Vec<char> = offer.secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        let (qr, secret) = (draw(&offer.address), groups.join(" "));
        Self { action, next: String::new(), qr, secret, fault: None, minutes: 0 }
    }

    pub(super) fn with_fault(self, outcome: &Checked<()>) -> (StatusCode, Self) {
        match outcome {
            Checked::TooOften(minutes) => {
                (StatusCode::TOO_MANY_REQUESTS, Self { fault: Some("too_often"), minutes: *minutes, ..self })
            }
            _ => (StatusCode::UNPROCESSABLE_ENTITY, Self { fault: Some("wrong"), ..self }),
        }
    }
}

impl Page for SetUpPage {
    const TEMPLATE: &'static str = "account/set_up.html";

    fn samples() -> Vec<Self> {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
        let offer = Offer { address: format!("otpauth://totp/giftgate:ada?secret={secret}&issuer=giftgate"), secret };
        let page = |action| Self::of(&offer, action);
        vec![
            page("/sign-in/set-up"),
            page("/account/second-factor").with_fault(&Checked::Wrong).1,
            page("/sign-in/set-up").with_fault(&Checked::TooOften(2)).1,
        ]
    }
}

/// The recovery codes.
#[derive(Debug, Serialize)]
pub struct CodesPage {
    /// They.
    pub codes: Vec<String>,
    /// Where to go afterwards.
    pub next: String,
}

impl CodesPage {
    pub(super) fn of(codes: Vec<String>, next: String) -> Self {
        let halved = |code: String| match code.split_at_checked(5) {
            Some((first, rest)) => format!("{first}-{rest}"),
            None => code,
        };
        Self { codes: codes.into_iter().map(halved).collect(), next }
    }
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "account/codes.html";

    fn samples() -> Vec<Self> {
        let codes = (0..10).map(|n| format!("4k7t{n}9xq0m")).collect();
        vec![Self::of(codes, "/account".to_owned())]
    }
}

/// Shows the secret.
pub async fn show(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match web.accounts()?.halfway(&headers).await? {
        Some(waiting) if waiting.stage == Stage::SetUp => {
            let page = SetUpPage::load(&web, waiting.account, "/sign-in/set-up").await?;
            Ok(web.page(&SetUpPage { next: asked.next, ..page }, &chrome)?.into_response())
        }
        Some(waiting) => Ok(go_on(&chrome, waiting.stage, &asked.next).into_response()),
        None => Ok(Redirect::to(&chrome.to("/sign-in")).into_response()),
    }
}

/// Takes the first code; the sign-in is complete, and the recovery codes are shown.
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
    let outcome = second_factor::enter_by_set_up(&accounts.app, &waiting, fields.get("code"), from).await?;
    let fault = match outcome {
        Checked::Right((SignIn::Done(token, member), codes)) => {
            let page = CodesPage::of(codes, onward(next, &member.grants));
            return Ok(([(SET_COOKIE, accounts.keep(&token))], web.page(&page, &chrome)?).into_response());
        }
        Checked::TooOften(minutes) => Checked::TooOften(minutes),
        Checked::Right(_) | Checked::Wrong => Checked::Wrong,
    };
    let page = SetUpPage::load(&web, waiting.account, "/sign-in/set-up").await?;
    let (status, page) = SetUpPage { next: next.to_owned(), ..page }.with_fault(&fault);
    Ok((status, web.page(&page, &chrome)?).into_response())
}

//! `/account/passkeys` and `/sign-in/passkey`: the own passkeys, adding and removing them, and coming in by one. Browsers
//! ask the device by a script of ours; what it answers comes as a form like any other.

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;

use super::set_up::CodesPage;
use super::sign_in::{SignInPage, let_in};
use crate::domain::id::PasskeyId;
use crate::formats::webauthn::Party;
use crate::services::passkeys::{self, AddFault, Added, Answer, PasskeyLine};
use crate::services::second_factor::Checked;
use crate::services::sign_in::{Member, SignIn};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::{Fields, OpenForm, SignedForm};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::{Accounts, Peer, Visitor};

const ADDED: &str = "/account/passkeys?done=passkey_added";

/// The own passkeys.
#[derive(Debug, Serialize)]
pub struct PasskeysPage {
    /// They.
    pub passkeys: Vec<PasskeyLine>,
    /// Whether browsers can make passkeys for the address people come by.
    pub possible: bool,
    /// Whether the sign-in is fresh enough to change them.
    pub fresh: bool,
    /// The name as it was sent.
    pub label: String,
    /// Why it did not work.
    pub fault: Option<AddFault>,
}

impl Page for PasskeysPage {
    const TEMPLATE: &'static str = "account/passkeys.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let line = |label: &str, last_used_at| PasskeyLine {
            id: PasskeyId(uuid::Uuid::nil()),
            label: label.to_owned(),
            created_at: now - Duration::days(3),
            last_used_at,
        };
        let page = |possible, fresh, fault| Self {
            passkeys: vec![line("Phone", Some(now)), line("Key ring", None)],
            possible,
            fresh,
            label: "Laptop".to_owned(),
            fault,
        };
        let faults = AddFault::ALL.iter().map(|fault| page(true, *fault != AddFault::Stale, Some(*fault)));
        let empty = Self { passkeys: Vec::new(), ..page(true, true, None) };
        faults.chain([empty, page(false, true, None)]).collect()
    }
}

impl Accounts {
    /// The site as passkeys know it; none where browsers know no passkeys for the address people come by.
    pub(super) fn party(&self, headers: &HeaderMap) -> Option<Party> {
        Party::of(&self.address("", headers))
    }
}

async fn page(
    accounts: &Accounts,
    member: &Member,
    headers: &HeaderMap,
    (label, fault): (&str, Option<AddFault>),
) -> Result<PasskeysPage, Problem> {
    Ok(PasskeysPage {
        passkeys: passkeys::list(&accounts.app, member.account).await?,
        possible: accounts.party(headers).is_some(),
        fresh: passkeys::is_fresh(&accounts.app, member).await?,
        label: label.to_owned(),
        fault,
    })
}

/// Shows them.
pub async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
) -> Result<Html<String>, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    web.page(&page(web.accounts()?, member, &headers, ("", None)).await?, &chrome)
}

/// What the browser needs to make one.
pub async fn options(State(web): State<Web>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    let accounts = web.accounts()?;
    let Some(party) = accounts.party(&headers) else { return Ok(Json(()).into_response()) };
    Ok(unkept(passkeys::offer_add(&accounts.app, member, &party).await?))
}

/// Takes a new one; the recovery codes that come with it are shown once.
pub async fn add(
    State(web): State<Web>,
    chrome: Chrome,
    headers: HeaderMap,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let party = accounts.party(&headers).ok_or(Problem::BadRequest)?;
    let label = fields.get("label");
    match passkeys::add(&accounts.app, &member, label, answer(&fields), &party).await? {
        Ok(Added { codes, .. }) if codes.is_empty() => Ok(Redirect::to(&chrome.to(ADDED)).into_response()),
        Ok(Added { codes, .. }) => Ok(web.page(&CodesPage::of(codes, ADDED.to_owned()), &chrome)?.into_response()),
        Err(fault) => refused(&web, &member, &chrome, &headers, (label, fault)).await,
    }
}

/// Removes one.
pub async fn remove(
    State(web): State<Web>,
    At(id): At<PasskeyId>,
    chrome: Chrome,
    headers: HeaderMap,
    SignedForm { member, .. }: SignedForm,
) -> Result<Response, Problem> {
    match passkeys::remove(&web.accounts()?.app, &member, id).await? {
        Ok(()) => Ok(Redirect::to(&chrome.to("/account/passkeys?done=passkey_removed")).into_response()),
        Err(fault) => refused(&web, &member, &chrome, &headers, ("", fault)).await,
    }
}

async fn refused(
    web: &Web,
    member: &Member,
    chrome: &Chrome,
    headers: &HeaderMap,
    (label, fault): (&str, AddFault),
) -> Result<Response, Problem> {
    let page = page(web.accounts()?, member, headers, (label, Some(fault))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, chrome)?).into_response())
}

/// What the browser needs to come in by one.
pub async fn entry_options(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let party = accounts.party(&headers).ok_or(Problem::NotFound)?;
    Ok(unkept(passkeys::offer_entry(&accounts.app, &party)))
}

/// Lets whoever shows one in.
pub async fn enter(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    headers: HeaderMap,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let party = accounts.party(&headers).ok_or(Problem::NotFound)?;
    let (from, next) = (accounts.visit(&peer, &headers), fields.get("next"));
    let (status, fault, minutes) = match passkeys::enter(&accounts.app, answer(&fields), &party, from).await? {
        Checked::Right(SignIn::Done(token, member)) => {
            return Ok(let_in(accounts, &chrome, &token, &member, next));
        }
        Checked::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, "too_often", minutes),
        Checked::Right(_) | Checked::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "passkey", 0),
    };
    let page = SignInPage { fault: Some(fault), minutes, ..SignInPage::before(accounts, &headers, next) };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

fn unkept<T: Serialize>(options: T) -> Response {
    ([(CACHE_CONTROL, "no-store")], Json(options)).into_response()
}

fn answer(fields: &Fields) -> Answer<'_> {
    Answer {
        credential_id: fields.get("credential_id"),
        client_data: fields.get("client_data"),
        authenticator_data: fields.get("authenticator_data"),
        signature: fields.get("signature"),
        user_id: fields.get("user_id"),
    }
}

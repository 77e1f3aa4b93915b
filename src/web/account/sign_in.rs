//! `/sign-in` and `/sign-out`. One answer for a wrong address, a wrong password and a disabled account.

use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use crate::domain::account::Grant;
use crate::domain::account::Stage;
use crate::domain::uri::encode;
use crate::services::sign_in::{self, Member, SignIn};
use crate::services::single_sign_on::SignOnFault;
use crate::web::chrome::{Chrome, home_of};
use crate::web::csrf::{OpenForm, SignedForm};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::{Accounts, Peer, Visitor};

/// The form.
#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a part of the page is there")]
pub struct SignInPage {
    /// Nobody has an account yet: the page says how the first comes about.
    pub first_run: bool,
    /// E-mail address as it was sent.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
    /// Why it did not work: `wrong`, `passkey` or `too_often`.
    pub fault: Option<&'static str>,
    /// Minutes until there is another try.
    pub minutes: i64,
    /// What was done just before: `password` or `out`.
    pub done: Option<&'static str>,
    /// Whether there is an identity provider.
    pub provider: bool,
    /// Whether a link for a forgotten password can come by mail.
    pub can_mail: bool,
    /// Whether browsers know passkeys for the address people come by.
    pub passkey: bool,
    /// Why the way through it led nowhere.
    pub provider_fault: Option<SignOnFault>,
}

impl SignInPage {
    /// The form before anything was typed.
    pub(super) fn before(accounts: &Accounts, headers: &HeaderMap, next: &str) -> Self {
        Self {
            next: next.to_owned(),
            provider: accounts.provider.is_some(),
            can_mail: accounts.app.mail().is_some(),
            passkey: accounts.party(headers).is_some(),
            ..Self::default()
        }
    }
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "account/sign_in.html";

    fn samples() -> Vec<Self> {
        let email = "ada@klm.example".to_owned();
        let faults = SignOnFault::ALL.iter().map(|fault| Self {
            provider: true,
            provider_fault: Some(*fault),
            ..Self::default()
        });
        let mut all: Vec<_> = faults.collect();
        all.extend([
            Self::default(),
            Self { first_run: true, ..Self::default() },
            Self { can_mail: true, passkey: true, ..Self::default() },
            Self { passkey: true, fault: Some("passkey"), ..Self::default() },
            Self { email: email.clone(), fault: Some("wrong"), ..Self::default() },
            Self { email, fault: Some("too_often"), minutes: 2, next: "/gate".to_owned(), ..Self::default() },
            Self { done: Some("password"), ..Self::default() },
            Self { done: Some("out"), ..Self::default() },
        ]);
        all
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub(super) next: String,
    #[serde(default)]
    done: String,
}

/// Shows the form; whoever is in already goes on.
pub async fn show(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Visitor::Member(member) = &visitor {
        return Ok(Redirect::to(&chrome.to(&onward(&asked.next, &member.grants))).into_response());
    }
    let done = ["password", "out"].into_iter().find(|word| *word == asked.done);
    let first_run = matches!(visitor, Visitor::Stranger { first_run: true });
    let page = SignInPage { first_run, done, ..SignInPage::before(web.accounts()?, &headers, &asked.next) };
    Ok(web.page(&page, &chrome)?.into_response())
}

/// Takes the form.
pub async fn enter(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    headers: HeaderMap,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let (email, next) = (fields.get("email"), fields.get("next"));
    let from = accounts.visit(&peer, &headers);
    let outcome = sign_in::sign_in(&accounts.app, email, fields.get("password"), from).await;
    let (status, fault, minutes) = match outcome.map_err(|error| Problem::failed(&error))? {
        SignIn::Done(token, member) => {
            return Ok(let_in(accounts, &chrome, &token, &member, next));
        }
        SignIn::Halfway(token, stage) => {
            return Ok(([(SET_COOKIE, accounts.keep(&token))], go_on(&chrome, stage, next)).into_response());
        }
        SignIn::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "wrong", 0),
        SignIn::TooOften(minutes) => (StatusCode::TOO_MANY_REQUESTS, "too_often", minutes),
    };
    let email = email.to_owned();
    let page = SignInPage { email, fault: Some(fault), minutes, ..SignInPage::before(accounts, &headers, next) };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

/// Ends the session.
pub async fn leave(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    sign_in::sign_out(&accounts.app, &form.member).await.map_err(Problem::from)?;
    // Whoever has to show again that it is them comes back to where they were.
    let next = form.fields.get("next");
    let next = if next.is_empty() { String::new() } else { format!("&next={}", encode(next)) };
    let there = Redirect::to(&chrome.to(&format!("/sign-in?done=out{next}")));
    Ok(([(SET_COOKIE, accounts.forget())], there).into_response())
}

/// Leads to the sign-in and from there back to an address, in the same language.
pub fn redirect_here(uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
    let language = uri.query().and_then(|query| query.split('&').find(|pair| pair.starts_with("lang=")));
    let next = if wanted == "/" { String::new() } else { format!("next={}", encode(wanted)) };
    let query = [language.unwrap_or_default(), &next].into_iter().filter(|part| !part.is_empty());
    let query = query.collect::<Vec<_>>().join("&");
    let there = if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{query}") };
    Redirect::to(&there).into_response()
}

/// Where somebody goes whose second factor is missing.
pub(super) fn go_on(chrome: &Chrome, stage: Stage, next: &str) -> Redirect {
    let page = if stage == Stage::SetUp { "/sign-in/set-up" } else { "/sign-in/code" };
    let query = if next.is_empty() { String::new() } else { format!("?next={}", encode(next)) };
    Redirect::to(&chrome.to(&format!("{page}{query}")))
}

/// Keeps the session of somebody who signed in, and leads them on.
pub(super) fn let_in(accounts: &Accounts, chrome: &Chrome, token: &str, member: &Member, next: &str) -> Response {
    let onward = Redirect::to(&chrome.to(&onward(next, &member.grants)));
    ([(SET_COOKIE, accounts.keep(token))], onward).into_response()
}

/// Where to go: what was asked for where it is an address of ours, else the first page of the own roles.
pub(super) fn onward(next: &str, grants: &[Grant]) -> String {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/sign-") && plain;
    if ours { next.to_owned() } else { home_of(grants).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_never_leads_to_a_foreign_place() {
        for foreign in ["", "//evil.example", "https://evil.example", "/\\evil.example", "\\/x", "/a b", "/sign-out"] {
            assert_eq!(onward(foreign, &[]), "/account", "{foreign}");
        }
        assert_eq!(onward("/gate/AMS?lang=nl", &[]), "/gate/AMS?lang=nl");
    }
}

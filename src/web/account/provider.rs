//! `/sign-in/provider`: to the airline's identity provider and back. Where none is set up there is nothing here.

use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sign_in::{SignInPage, go_on, let_in};
use crate::services::sign_in::SignIn;
use crate::services::single_sign_on::{self, Returned, SignOnFault, SingleSignOn};
use crate::web::chrome::Chrome;
use crate::web::csrf::{SignedForm, is_from_our_pages};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::{Accounts, Peer, Visitor};

const BACK: &str = "/sign-in/provider/back";

/// The query on the way there.
#[derive(Debug, Default, Deserialize)]
pub struct Going {
    #[serde(default)]
    next: String,
    #[serde(default)]
    link: String,
}

/// The query on the way back.
#[derive(Debug, Default, Deserialize)]
pub struct Coming {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

fn provider(accounts: &Accounts) -> Result<&SingleSignOn, Problem> {
    accounts.provider.as_ref().ok_or(Problem::NotFound)
}

/// Sends somebody to the provider. A link and no form, for the page's policy lets forms go to our own pages only.
pub async fn depart(
    State(web): State<Web>,
    Query(going): Query<Going>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let provider = provider(accounts)?;
    // Linking changes an account, so it has to begin on a page of ours.
    let member = visitor.member().filter(|_| !going.link.is_empty());
    if !going.link.is_empty() && !is_from_our_pages(&headers, web.public_host.as_deref()) {
        return Err(Problem::ForeignForm);
    }
    let back = accounts.address(BACK, &headers);
    match provider.depart(&accounts.app, &back, &going.next, member.map(|member| &**member)).await? {
        Ok((token, address)) => {
            Ok(([(SET_COOKIE, accounts.keep_departure(&token))], Redirect::to(&address)).into_response())
        }
        Err(fault) => refused(&web, &chrome, fault),
    }
}

/// Takes somebody back.
pub async fn arrive(
    State(web): State<Web>,
    Query(coming): Query<Coming>,
    chrome: Chrome,
    peer: Peer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let accounts = web.accounts()?;
    let provider = provider(accounts)?;
    let (back, from) = (accounts.address(BACK, &headers), accounts.visit(&peer, &headers));
    let with = (coming.state.as_str(), coming.code.as_str());
    match provider.arrive(&accounts.app, &back, accounts.departure(&headers), with, from).await? {
        Returned::In(SignIn::Done(token, member), next) => Ok(let_in(accounts, &chrome, &token, &member, &next)),
        Returned::In(SignIn::Halfway(token, stage), next) => {
            Ok(([(SET_COOKIE, accounts.keep(&token))], go_on(&chrome, stage, &next)).into_response())
        }
        Returned::In(..) => refused(&web, &chrome, SignOnFault::Unsound),
        Returned::Linked => Ok(Redirect::to(&chrome.to("/account?done=linked")).into_response()),
        Returned::Not(fault) => refused(&web, &chrome, fault),
    }
}

/// Undoes the link of the own account.
pub async fn unlink(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    single_sign_on::unlink(&web.accounts()?.app, &form.member).await?;
    Ok(Redirect::to(&chrome.to("/account?done=unlinked")).into_response())
}

fn refused(web: &Web, chrome: &Chrome, fault: SignOnFault) -> Result<Response, Problem> {
    let page = SignInPage { provider: true, provider_fault: Some(fault), ..SignInPage::default() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, chrome)?).into_response())
}

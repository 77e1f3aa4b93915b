//! `/accounts/{id}`: one account, its roles, a new link for its password, and whether it is disabled.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::list::sample_lines;
use super::{ROLES, RolesForm};
use crate::domain::actor::Role;
use crate::domain::id::AccountId;
use crate::domain::refusal::Refusal;
use crate::services::Error;
use crate::services::accounts::{self, AccountLine};
use crate::services::second_factor;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// One account.
#[derive(Debug, Serialize)]
pub struct OnePage {
    /// It.
    pub account: AccountLine,
    /// The roles there are.
    pub all_roles: [Role; 7],
    /// Sessions they have open.
    pub sessions: usize,
    /// Roles as they are, or as they were sent.
    pub form: RolesForm,
    /// What is wrong: a fault of the form, or `last_admin`.
    pub fault: Option<&'static str>,
    /// A link that was just made.
    pub fresh_link: Option<String>,
    /// Whether it also goes out by mail.
    pub mailed: bool,
}

impl Page for OnePage {
    const TEMPLATE: &'static str = "account/one.html";

    fn samples() -> Vec<Self> {
        let page = |(account, fault, link): (AccountLine, Option<&'static str>, bool)| Self {
            form: RolesForm::of(&account.grants),
            account,
            all_roles: ROLES,
            sessions: 2,
            fault,
            fresh_link: link.then(|| "https://gifts.example/welcome/0123".to_owned()),
            mailed: link,
        };
        let faults = [Some("last_admin"), Some("no_role"), Some("station"), Some("campaign"), None];
        let shown = sample_lines().into_iter().cycle().zip(faults);
        shown.map(|(account, fault)| page((account, fault, fault.is_none()))).collect()
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, At(id): At<AccountId>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let page = load(&web, id).await?;
    web.page(&page, &chrome)
}

/// Sets its roles.
pub async fn save_roles(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let form = RolesForm::sent(&fields);
    let outcome = match form.grants() {
        Ok(grants) => accounts::set_grants(&web.accounts()?.app, id, &grants, &member.actor(Role::Admin)).await,
        Err(fault) => Ok(Err(fault)),
    };
    let fault = match outcome {
        Ok(Ok(())) => return Ok(back(&chrome, id)),
        Ok(Err(fault)) => fault.as_str(),
        Err(error) => last_admin(error)?,
    };
    let page = OnePage { form, ..load(&web, id).await? };
    refused(&web, &chrome, page, fault)
}

/// Makes a new link and shows it once.
pub async fn renew_link(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    headers: HeaderMap,
    form: SignedForm,
) -> Result<Html<String>, Problem> {
    let own = web.accounts()?;
    let token = accounts::renew_link(&own.app, id, &form.member.actor(Role::Admin)).await?;
    let fresh_link = Some(own.address(&format!("/welcome/{token}"), &headers));
    web.page(&OnePage { fresh_link, ..load(&web, id).await? }, &chrome)
}

/// Disables it.
pub async fn disable(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    match accounts::disable(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await {
        Ok(()) => Ok(back(&chrome, id)),
        Err(error) => {
            let fault = last_admin(error)?;
            let page = load(&web, id).await?;
            refused(&web, &chrome, page, fault)
        }
    }
}

/// Enables it again.
pub async fn enable(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    accounts::enable(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(back(&chrome, id))
}

/// Ends its sessions.
pub async fn end_sessions(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    accounts::end_sessions(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to(&format!("/accounts/{id}?done=sessions_ended"))).into_response())
}

/// Resets its second factor.
pub async fn reset_factor(
    State(web): State<Web>,
    At(id): At<AccountId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    second_factor::reset(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(back(&chrome, id))
}

fn last_admin(error: Error) -> Result<&'static str, Problem> {
    match error {
        Error::Refused(Refusal::LastAdmin) => Ok(Refusal::LastAdmin.code()),
        other => Err(other.into()),
    }
}

fn back(chrome: &Chrome, id: AccountId) -> Response {
    Redirect::to(&chrome.to(&format!("/accounts/{id}"))).into_response()
}

fn refused(web: &Web, chrome: &Chrome, page: OnePage, fault: &'static str) -> Result<Response, Problem> {
    let page = OnePage { fault: Some(fault), ..page };
    let status =
        if fault == Refusal::LastAdmin.code() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.page(&page, chrome)?).into_response())
}

async fn load(web: &Web, id: AccountId) -> Result<OnePage, Problem> {
    let app = &web.accounts()?.app;
    let account = accounts::find(app, id).await?;
    let sessions = accounts::count_sessions(app, id).await?;
    let form = RolesForm::of(&account.grants);
    Ok(OnePage {
        account,
        all_roles: ROLES,
        sessions,
        form,
        fault: None,
        fresh_link: None,
        mailed: app.mail().is_some(),
    })
}

//! `/accounts`: everyone with an account, and the form that invites somebody. The link is shown once, on the answer.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use uuid::Uuid;

use super::{ROLES, RolesForm};
use crate::domain::account::Grant;
use crate::domain::actor::Role;
use crate::domain::id::AccountId;
use crate::services::accounts::{self, AccountFault, AccountLine};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The list with its form.
#[derive(Debug, Serialize)]
pub struct ListPage {
    /// Everyone.
    pub accounts: Vec<AccountLine>,
    /// The roles there are.
    pub all_roles: [Role; 7],
    /// E-mail address as it was sent.
    pub email: String,
    /// Name as it was sent.
    pub name: String,
    /// Roles as they were sent.
    pub form: RolesForm,
    /// What is wrong.
    pub fault: Option<AccountFault>,
    /// The link for somebody who was just invited.
    pub fresh_link: Option<String>,
    /// Whether it also goes out by mail.
    pub mailed: bool,
}

/// Three people for looking at pages.
pub(super) fn sample_lines() -> Vec<AccountLine> {
    let line = |number: u128, name: &str, grants: Vec<Grant>, has_password, disabled_at| AccountLine {
        id: AccountId(Uuid::from_u128(number)),
        email: format!("{}@klm.example", name.to_lowercase()),
        name: name.to_owned(),
        grants,
        has_password,
        has_factor: has_password,
        disabled_at,
    };
    let at = |station: &str| Grant { station: Some(station.to_owned()), ..Grant::everywhere(Role::Gate) };
    let of = Grant { campaign: Some(samples::SLUG.to_owned()), ..Grant::everywhere(Role::Planner) };
    vec![
        line(1, "Ada", vec![Grant::everywhere(Role::Admin)], true, None),
        line(2, "Bo", vec![of, at("AMS"), at("RTM")], false, None),
        line(3, "Cy", vec![Grant::everywhere(Role::Marketer)], true, Some(samples::now())),
    ]
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "account/list.html";

    fn samples() -> Vec<Self> {
        let page = |fault, fresh_link: Option<&str>| Self {
            accounts: sample_lines(),
            all_roles: ROLES,
            email: "dee@klm.example".to_owned(),
            name: "Dee".to_owned(),
            form: RolesForm { roles: vec![Role::Gate], stations: "AMS, XX".to_owned(), campaigns: String::new() },
            fault,
            mailed: fault.is_none() && fresh_link.is_some(),
            fresh_link: fresh_link.map(str::to_owned),
        };
        let faults = AccountFault::ALL.iter().map(|fault| page(Some(*fault), None));
        faults.chain([page(None, Some("https://gifts.example/welcome/0123")), page(None, None)]).collect()
    }
}

/// Shows the list.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let page = empty(&web).await?;
    web.page(&page, &chrome)
}

/// Invites somebody.
pub async fn invite(
    State(web): State<Web>,
    chrome: Chrome,
    headers: HeaderMap,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let own = web.accounts()?;
    let (email, name, form) = (fields.get("email"), fields.get("name"), RolesForm::sent(&fields));
    let outcome = match form.grants() {
        Ok(grants) => accounts::invite(&own.app, (email, name), &grants, &member.actor(Role::Admin)).await?,
        Err(fault) => Err(fault),
    };
    let mut page = empty(&web).await?;
    let status = match outcome {
        Ok((_, token)) => {
            page.fresh_link = Some(own.address(&format!("/welcome/{token}"), &headers));
            StatusCode::OK
        }
        Err(fault) => {
            page = ListPage { email: email.to_owned(), name: name.to_owned(), form, fault: Some(fault), ..page };
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

async fn empty(web: &Web) -> Result<ListPage, Problem> {
    Ok(ListPage {
        accounts: accounts::list(&web.accounts()?.app).await?,
        all_roles: ROLES,
        email: String::new(),
        name: String::new(),
        form: RolesForm::default(),
        fault: None,
        fresh_link: None,
        mailed: web.accounts()?.app.mail().is_some(),
    })
}

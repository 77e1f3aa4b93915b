//! `/account/second-factor`: setting the own second factor up, new recovery codes, and taking it away. The last two ask for
//! a code first.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::set_up::{CodesPage, SetUpPage};
use crate::domain::id::AccountId;
use crate::services::second_factor::{self, Checked};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::{Peer, Visitor};

const HERE: &str = "/account/second-factor";

/// What can be done about a second factor that is set up.
#[derive(Debug, Default, Serialize)]
pub struct FactorPage {
    /// Recovery codes left.
    pub codes_left: i64,
    /// Which form did not work: `codes` or `remove`.
    pub form: &'static str,
    /// Why: `wrong` or `too_often`.
    pub fault: Option<&'static str>,
    /// Minutes until there is another try.
    pub minutes: i64,
}

impl Page for FactorPage {
    const TEMPLATE: &'static str = "account/factor.html";

    fn samples() -> Vec<Self> {
        vec![
            Self { codes_left: 10, ..Self::default() },
            Self { codes_left: 1, form: "codes", fault: Some("wrong"), minutes: 0 },
            Self { codes_left: 0, form: "remove", fault: Some("too_often"), minutes: 4 },
        ]
    }
}

/// Shows the secret where nothing is set up yet, else what can be done.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Response, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    let status = second_factor::status(&web.accounts()?.app, member.account).await?;
    if status.since.is_none() {
        let page = SetUpPage::load(&web, member.account, HERE).await?;
        return Ok(web.page(&page, &chrome)?.into_response());
    }
    let page = FactorPage { codes_left: status.codes_left, ..FactorPage::default() };
    Ok(web.page(&page, &chrome)?.into_response())
}

/// Takes the first code.
pub async fn confirm(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    let fault = match second_factor::confirm(app, member.account, fields.get("code"), &peer.address).await? {
        Checked::Right(codes) => return shown(&web, &chrome, codes),
        Checked::TooOften(minutes) => Checked::TooOften(minutes),
        Checked::Wrong => Checked::Wrong,
    };
    let (status, page) = SetUpPage::load(&web, member.account, HERE).await?.with_fault(&fault);
    Ok((status, web.page(&page, &chrome)?).into_response())
}

/// Makes new recovery codes.
pub async fn renew_codes(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    match second_factor::renew_codes(app, &member, fields.get("code"), &peer.address).await? {
        Checked::Right(codes) => shown(&web, &chrome, codes),
        Checked::Wrong => refused(&web, &chrome, member.account, "codes", None).await,
        Checked::TooOften(minutes) => refused(&web, &chrome, member.account, "codes", Some(minutes)).await,
    }
}

/// Takes it away.
pub async fn remove(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    match second_factor::remove(app, &member, fields.get("code"), &peer.address).await? {
        Checked::Right(()) => Ok(Redirect::to(&chrome.to("/account?done=factor_removed")).into_response()),
        Checked::Wrong => refused(&web, &chrome, member.account, "remove", None).await,
        Checked::TooOften(minutes) => refused(&web, &chrome, member.account, "remove", Some(minutes)).await,
    }
}

fn shown(web: &Web, chrome: &Chrome, codes: Vec<String>) -> Result<Response, Problem> {
    Ok(web.page(&CodesPage::of(codes, "/account".to_owned()), chrome)?.into_response())
}

async fn refused(
    web: &Web,
    chrome: &Chrome,
    account: AccountId,
    form: &'static str,
    wait: Option<i64>,
) -> Result<Response, Problem> {
    let codes_left = second_factor::status(&web.accounts()?.app, account).await?.codes_left;
    let (status, fault) = match wait {
        Some(_) => (StatusCode::TOO_MANY_REQUESTS, "too_often"),
        None => (StatusCode::UNPROCESSABLE_ENTITY, "wrong"),
    };
    let page = FactorPage { codes_left, form, fault: Some(fault), minutes: wait.unwrap_or_default() };
    Ok((status, web.page(&page, chrome)?).into_response())
}

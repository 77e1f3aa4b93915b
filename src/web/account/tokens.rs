//! `/account/tokens`: tokens for programs that act for the own account. One is shown once, when it is made.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;

use crate::domain::id::ApiTokenId;
use crate::domain::token::{Scope, TOKEN_DAYS, TokenFault};
use crate::services::sign_in::Member;
use crate::services::tokens::{self, TokenLine};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The own tokens.
#[derive(Debug, Serialize)]
pub struct TokensPage {
    /// Those that hold.
    pub tokens: Vec<TokenLine>,
    /// Scopes that the own roles have a use for.
    pub scopes: Vec<Scope>,
    /// For how long one can be made.
    pub all_days: [i64; 3],
    /// Label as it was sent.
    pub label: String,
    /// Scopes as they were sent.
    pub ticked: Vec<Scope>,
    /// What is wrong.
    pub fault: Option<TokenFault>,
    /// The token that was just made.
    pub fresh: Option<String>,
}

impl Page for TokensPage {
    const TEMPLATE: &'static str = "account/tokens.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let line = |number: u128, used: bool| TokenLine {
            id: ApiTokenId(uuid::Uuid::from_u128(number)),
            label: "Nightly figures".to_owned(),
            scopes: vec![Scope::CampaignsRead, Scope::ReportsRead],
            created_at: now - Duration::days(9),
            last_used_at: used.then(|| now - Duration::minutes(4)),
            expires_at: now + Duration::days(81),
        };
        let page = |fault, fresh: bool| Self {
            tokens: vec![line(1, true), line(2, false)],
            scopes: Scope::ALL.to_vec(),
            all_days: TOKEN_DAYS,
            label: "Nightly".to_owned(),
            ticked: vec![Scope::ReportsRead],
            fault,
            fresh: fresh.then(|| format!("{}{}", tokens::PREFIX, "0".repeat(64))),
        };
        let mut pages: Vec<_> = TokenFault::ALL.iter().map(|fault| page(Some(*fault), false)).collect();
        let none = Self { tokens: Vec::new(), scopes: Vec::new(), ..page(None, false) };
        pages.extend([page(None, true), none]);
        pages
    }
}

async fn load(web: &Web, member: &Member) -> Result<TokensPage, Problem> {
    Ok(TokensPage {
        tokens: tokens::list(&web.accounts()?.app, member).await?,
        scopes: Scope::of(&member.grants),
        all_days: TOKEN_DAYS,
        label: String::new(),
        ticked: Vec::new(),
        fault: None,
        fresh: None,
    })
}

/// Shows them.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    web.page(&load(&web, member).await?, &chrome)
}

/// Makes one and shows it once.
pub async fn make(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let ticked: Vec<Scope> = fields.all("scope").filter_map(|word| word.parse().ok()).collect();
    let (label, days) = (fields.get("label"), fields.get("days").parse().unwrap_or(0));
    let whose = (member.account, member.grants.as_slice());
    let made = tokens::make(&web.accounts()?.app, whose, label, &ticked, days, &member.own_actor()).await?;
    let page = load(&web, &member).await?;
    let (status, page) = match made {
        Ok(token) => (StatusCode::OK, TokensPage { fresh: Some(token), ..page }),
        Err(fault) => {
            let label = label.chars().take(200).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, TokensPage { label, ticked, fault: Some(fault), ..page })
        }
    };
    Ok((status, web.page(&page, &chrome)?).into_response())
}

/// Revokes one.
pub async fn revoke(
    State(web): State<Web>,
    At(id): At<ApiTokenId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    tokens::revoke(&web.accounts()?.app, &form.member, id).await?;
    Ok(Redirect::to(&chrome.to("/account/tokens")).into_response())
}

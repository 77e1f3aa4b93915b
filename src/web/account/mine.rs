//! `/account`: the own roles and sessions, and the way to end each.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;

use crate::domain::account::{Browser, Grant};
use crate::domain::actor::Role;
use crate::domain::id::SessionId;
use crate::domain::instant::Instant;
use crate::services::second_factor::{self, Status};
use crate::services::sign_in::{self, SessionLine};
use crate::services::single_sign_on;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The own account.
#[derive(Debug, Serialize)]
pub struct MinePage {
    /// Name.
    pub name: String,
    /// What one may do.
    pub grants: Vec<Grant>,
    /// Open sessions.
    pub sessions: Vec<SessionLine>,
    /// Since when a second factor is asked for.
    pub factor_since: Option<Instant>,
    /// Recovery codes left.
    pub codes_left: i64,
    /// Whether there is an identity provider.
    pub has_provider: bool,
    /// Whether the account is linked with it.
    pub linked: bool,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "account/mine.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let line = |number: u128, browser, current| SessionLine {
            id: SessionId(uuid::Uuid::from_u128(number)),
            browser,
            created_at: now - Duration::hours(2),
            last_seen_at: now - Duration::minutes(4),
            current,
        };
        let grants = vec![
            Grant { campaign: Some(samples::SLUG.to_owned()), ..Grant::everywhere(Role::Planner) },
            Grant { station: Some("AMS".to_owned()), ..Grant::everywhere(Role::Gate) },
            Grant::everywhere(Role::Admin),
        ];
        let own = line(0, Browser::Firefox, true);
        let others = Browser::ALL.iter().zip(1..).map(|(browser, number)| line(number, *browser, false));
        let all = std::iter::once(own.clone()).chain(others).collect();
        let name = || "Ada Lind".to_owned();
        let plain = Self {
            name: name(),
            grants: vec![],
            sessions: vec![own],
            factor_since: None,
            codes_left: 0,
            has_provider: true,
            linked: false,
        };
        let (factor_since, codes_left, has_provider, linked) = (Some(now), 9, true, true);
        vec![Self { name: name(), grants, sessions: all, factor_since, codes_left, has_provider, linked }, plain]
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    let accounts = web.accounts()?;
    let sessions = sign_in::list_sessions(&accounts.app, member).await?;
    let Status { since: factor_since, codes_left } = second_factor::status(&accounts.app, member.account).await?;
    let has_provider = accounts.provider.is_some();
    let linked = has_provider && single_sign_on::is_linked(&accounts.app, member).await?;
    let (name, grants) = (member.name.clone(), member.grants.clone());
    web.page(&MinePage { name, grants, sessions, factor_since, codes_left, has_provider, linked }, &chrome)
}

/// Ends one session.
pub async fn end(
    State(web): State<Web>,
    Path(id): Path<String>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    sign_in::end_session(&web.accounts()?.app, &form.member, id).await?;
    Ok(Redirect::to(&chrome.to("/account")).into_response())
}

/// Ends all sessions but this one.
pub async fn end_others(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    sign_in::end_other_sessions(&web.accounts()?.app, &form.member).await?;
    Ok(Redirect::to(&chrome.to("/account")).into_response())
}

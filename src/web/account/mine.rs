//! `/account`: the own roles and sessions, and the way to end each.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;

use crate::domain::account::{Browser, Grant};
use crate::domain::actor::Role;
use crate::domain::id::SessionId;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::services::accounts;
use crate::services::passkeys;
use crate::services::second_factor::{self, Status};
use crate::services::sign_in::{self, SessionLine};
use crate::services::single_sign_on;
use crate::web::at::At;
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
    /// The language of mails to them.
    pub mail_language: Language,
    /// Open sessions.
    pub sessions: Vec<SessionLine>,
    /// Since when a second factor is asked for.
    pub factor_since: Option<Instant>,
    /// Recovery codes left.
    pub codes_left: i64,
    /// How many passkeys there are.
    pub passkeys: usize,
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
        let plain = || Self {
            name: name(),
            grants: vec![],
            mail_language: Language::En,
            sessions: vec![own.clone()],
            factor_since: None,
            codes_left: 0,
            passkeys: 0,
            has_provider: true,
            linked: false,
        };
        let (factor_since, codes_left, has_provider, linked) = (Some(now), 9, true, true);
        let mail_language = Language::Ja;
        vec![
            Self {
                name: name(),
                grants,
                mail_language,
                sessions: all,
                factor_since,
                codes_left,
                passkeys: 2,
                has_provider,
                linked,
            },
            plain(),
            Self { codes_left: 10, passkeys: 1, ..plain() },
        ]
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    let own = web.accounts()?;
    let sessions = sign_in::list_sessions(&own.app, member).await?;
    let Status { since: factor_since, codes_left } = second_factor::status(&own.app, member.account).await?;
    let passkeys = passkeys::list(&own.app, member.account).await?.len();
    let has_provider = own.provider.is_some();
    let linked = has_provider && single_sign_on::is_linked(&own.app, member).await?;
    let (name, grants) = (member.name.clone(), member.grants.clone());
    let mail_language = accounts::language(&own.app, member.account).await?;
    web.page(
        &MinePage { name, grants, mail_language, sessions, factor_since, codes_left, passkeys, has_provider, linked },
        &chrome,
    )
}

/// Sets the language of mails to them.
pub async fn save_language(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    let language = form.fields.get("language").parse().map_err(|_| Problem::BadRequest)?;
    accounts::set_language(&web.accounts()?.app, form.member.account, language).await?;
    Ok(Redirect::to(&chrome.to("/account?done=language_saved")).into_response())
}

/// Ends one session.
pub async fn end(
    State(web): State<Web>,
    At(id): At<SessionId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    sign_in::end_session(&web.accounts()?.app, &form.member, id).await?;
    Ok(Redirect::to(&chrome.to("/account")).into_response())
}

/// Ends all sessions but this one.
pub async fn end_others(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    sign_in::end_other_sessions(&web.accounts()?.app, &form.member).await?;
    Ok(Redirect::to(&chrome.to("/account")).into_response())
}

//! `/admin/break-glass`: an admin asks for a role with a reason, a second person grants it, and it ends after an hour.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::account::{Verdict, judge};
use crate::domain::actor::{Actor, Role};
use crate::domain::id::AccountId;
use crate::services::break_glass::{self, GlassFault, GlassLine, GlassState};
use crate::services::sign_in::Member;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// Requests and the form for one.
#[derive(Debug, Serialize)]
pub struct GlassPage {
    /// Requests of the last times.
    pub requests: Vec<GlassLine>,
    /// Whether the viewer may ask.
    pub may_ask: bool,
    /// Roles that can be asked for.
    pub roles: [Role; 5],
    /// The role as it was sent.
    pub role: String,
    /// The reason as it was sent.
    pub reason: String,
    /// What is wrong with it.
    pub fault: Option<GlassFault>,
}

impl Page for GlassPage {
    const TEMPLATE: &'static str = "admin/glass.html";

    fn samples() -> Vec<Self> {
        let line = |number: u128, state: GlassState, own| GlassLine {
            id: Uuid::from_u128(number),
            who: "Ada Lind".to_owned(),
            role: Role::Planner,
            reason: "A traveller called about gift 12; nobody of the team is at work".to_owned(),
            asked_at: samples::now(),
            decided_by: (state != GlassState::Asked).then(|| "Cy".to_owned()),
            expires_at: [GlassState::Held, GlassState::Over].contains(&state).then(samples::now),
            state,
            own,
        };
        let all = |own: bool| GlassState::ALL.iter().zip(1..).map(|(state, n)| line(n, *state, own)).collect();
        let page = |requests, may_ask, fault| Self {
            requests,
            may_ask,
            roles: break_glass::ROLES,
            role: "gate".to_owned(),
            reason: "short".to_owned(),
            fault,
        };
        let faults = GlassFault::ALL.iter().map(|fault| page(Vec::new(), true, Some(*fault)));
        faults.chain([page(all(true), true, None), page(all(false), false, None)]).collect()
    }
}

/// Shows it.
pub async fn list(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let member = visitor.member().ok_or(Problem::SignInFirst)?;
    let page = load(&web, member).await?;
    web.page(&page, &chrome)
}

/// Asks for a role.
pub async fn ask(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let (role, reason) = (fields.get("role"), fields.get("reason"));
    let by = acting(&member).filter(|by| by.role == Role::Admin).ok_or(Problem::Forbidden)?;
    let outcome = match role.parse() {
        Ok(role) => break_glass::ask(&web.accounts()?.app, role, reason, &by).await?,
        Err(_) => Err(GlassFault::Role),
    };
    let Err(fault) = outcome else { return Ok(back(&chrome, "glass_asked")) };
    let (role, reason) = (role.to_owned(), reason.to_owned());
    let page = GlassPage { role, reason, fault: Some(fault), ..load(&web, &member).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response())
}

/// Grants what somebody else asked for.
pub async fn grant(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    decide(&web, id, true, &form.member).await?;
    Ok(back(&chrome, "glass_granted"))
}

/// Refuses it.
pub async fn refuse(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    decide(&web, id, false, &form.member).await?;
    Ok(back(&chrome, "glass_refused"))
}

/// Gives the own one back.
pub async fn end(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    let by = acting(&form.member).ok_or(Problem::Forbidden)?;
    break_glass::end(&web.accounts()?.app, id, &by).await?;
    Ok(back(&chrome, "glass_ended"))
}

async fn decide(web: &Web, id: Uuid, grant: bool, member: &Member) -> Result<(), Problem> {
    let by = acting(member).ok_or(Problem::Forbidden)?;
    Ok(break_glass::decide(&web.accounts()?.app, id, grant, &by).await?)
}

/// The member in the role of their own that keeps this page; what a broken glass gave does not count.
fn acting(member: &Member) -> Option<Actor> {
    let own = |role: &Role| judge(member.own_grants(), &[*role], None) == Verdict::Allowed;
    [Role::Admin, Role::Privacy].into_iter().find(own).map(|role| member.actor(role))
}

async fn load(web: &Web, member: &Member) -> Result<GlassPage, Problem> {
    let viewer: AccountId = member.account;
    Ok(GlassPage {
        requests: break_glass::list(&web.accounts()?.app, viewer).await?,
        may_ask: acting(member).is_some_and(|by| by.role == Role::Admin),
        roles: break_glass::ROLES,
        role: String::new(),
        reason: String::new(),
        fault: None,
    })
}

fn back(chrome: &Chrome, done: &str) -> Response {
    Redirect::to(&chrome.to(&format!("/admin/break-glass?done={done}"))).into_response()
}

//! What the table of addresses says about a visitor: whether they get in, and which forms they may send.
//!
//! Nobody passes without a row, and changes come from our own pages only.

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::http::header::ACCEPT;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::account::sign_in;
use super::api::is_api;
use super::csrf;
use super::problem::Problem;
use super::router::Web;
use super::routes::{MATRIX, Row, Who, find_row};
use super::session::Visitor;
use crate::domain::account::{Place, Verdict, judge};
use crate::services::break_glass;

/// Why a visitor does not get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// They have to sign in first.
    SignInFirst,
    /// Their roles do not allow it.
    WrongRole,
    /// For them there is nothing here.
    NotFound,
}

/// Whether a visitor may see what is at a row about a place.
pub fn may_see(visitor: &Visitor, row: &Row, place: Option<(Place, &str)>) -> Result<(), Barred> {
    let by_role = |roles| match visitor {
        Visitor::Member(member) => match judge(&member.grants, roles, place) {
            Verdict::Allowed => Ok(()),
            Verdict::WrongRole => Err(Barred::WrongRole),
            Verdict::Foreign => Err(Barred::NotFound),
        },
        Visitor::Stranger { .. } | Visitor::Program(_) => Err(Barred::SignInFirst),
        Visitor::Open => Ok(()),
    };
    match (row.who, visitor) {
        (Who::Anyone | Who::Holder | Who::Programs, _) | (Who::Token(..), Visitor::Open) => Ok(()),
        (Who::Token(scope, _), Visitor::Program(program)) if program.scopes.contains(&scope) => {
            match judge(&program.grants, scope.roles(), place) {
                Verdict::Allowed => Ok(()),
                Verdict::WrongRole => Err(Barred::WrongRole),
                Verdict::Foreign => Err(Barred::NotFound),
            }
        }
        (Who::Token(..), Visitor::Program(_)) => Err(Barred::WrongRole),
        // A session is for pages: what opens the API travels with no cookie.
        (Who::Token(..), _) | (Who::Member, Visitor::Program(_) | Visitor::Stranger { .. }) => Err(Barred::SignInFirst),
        (Who::Roles(roles), _) => by_role(roles),
        // Where nobody has an account there are no pages about them.
        (_, Visitor::Open) => Err(Barred::NotFound),
        (Who::Entrance, _) | (Who::Member, Visitor::Member(_)) => Ok(()),
        (Who::Keepers(roles), _) => by_role(roles),
    }
}

/// What an address is about. It is compared as it was sent: one written in another way names no place anybody has.
fn place_of<'a>(row: &Row, path: &'a str) -> Option<(Place, &'a str)> {
    row.path.split('/').zip(path.split('/')).find_map(|(pattern, part)| match pattern {
        "{slug}" => Some((Place::Campaign, part)),
        "{station}" => Some((Place::Station, part)),
        _ => None,
    })
}

/// The rows of forms for people that a visitor may send, as far as they are about the place of a page.
pub fn may_send(visitor: &Visitor, page: &str) -> Vec<&'static str> {
    let has_form = |row: &&Row| row.methods.contains(&"post") && matches!(row.who, Who::Roles(_) | Who::Keepers(_));
    let rows = MATRIX.iter().filter(has_form);
    rows.filter(|row| may_see(visitor, row, place_of(row, page)).is_ok()).map(|row| row.path).collect()
}

/// Middleware: lets through what the table allows, and changes only from our own pages. Without a row nobody passes.
pub async fn enforce(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Some(matched) = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()) else {
        return next.run(request).await;
    };
    let visitor = match request.extensions().get::<Result<Visitor, Problem>>() {
        Some(Ok(visitor)) => visitor.clone(),
        Some(Err(problem)) => return problem.clone().into_response(),
        None => Visitor::Stranger { first_run: false },
    };
    let Some(row) = find_row(&matched) else { return Problem::Forbidden.into_response() };
    let asked = Row { who: row.who.by(request.method()), ..*row };
    if let Err(barred) = may_see(&visitor, &asked, place_of(row, request.uri().path())) {
        return match barred {
            Barred::SignInFirst if is_api(request.uri().path()) => Problem::TokenFirst.into_response(),
            Barred::SignInFirst => sign_in_first(&request),
            Barred::WrongRole => Problem::Forbidden.into_response(),
            Barred::NotFound => Problem::NotFound.into_response(),
        };
    }
    if let Err(problem) = note_broken_glass(&web, &visitor, row, place_of(row, request.uri().path())).await {
        return problem.into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    // A token comes with no request by itself, so no other site can send one.
    let by_token = matches!(visitor, Visitor::Program(_));
    if !reads
        && !by_token
        && !matches!(row.who, Who::Programs | Who::Holder)
        && row.methods.iter().any(|method| *method != "get")
        && !csrf::is_from_our_pages(request.headers(), web.public_host.as_deref())
    {
        return Problem::ForeignForm.into_response();
    }
    next.run(request).await
}

/// Puts on record what somebody sees by a broken glass only: the address as the table has it, and in which role.
async fn note_broken_glass(
    web: &Web,
    visitor: &Visitor,
    row: &Row,
    place: Option<(Place, &str)>,
) -> Result<(), Problem> {
    let (Visitor::Member(member), Who::Roles(roles) | Who::Keepers(roles)) = (visitor, row.who) else { return Ok(()) };
    let (own, extra) = member.grants.split_at(member.own.min(member.grants.len()));
    if extra.is_empty() || judge(own, roles, place) == Verdict::Allowed {
        return Ok(());
    }
    let Some(role) = extra.iter().map(|grant| grant.role).find(|role| roles.contains(role)) else { return Ok(()) };
    Ok(break_glass::note_page(&web.accounts()?.app, row.path, &member.actor(role)).await?)
}

/// People are led to the sign-in and back; programs are told.
fn sign_in_first(request: &Request) -> Response {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let as_json = ["json", "event-stream"].iter().any(|kind| accept.contains(kind)) && !accept.contains("text/html");
    if as_json || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::SignInFirst.into_response();
    }
    sign_in::redirect_here(request.uri())
}

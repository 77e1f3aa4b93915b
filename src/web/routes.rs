//! Every address with who may see it: the one table from which the router is built and rights are judged.
//!
//! An address without a row does not exist; a row says who, or nobody gets in. Foreign stations and campaigns are 404.

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::http::header::ACCEPT;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

use super::account::{list, mine, one, sign_in, welcome};
use super::problem::Problem;
use super::router::Web;
use super::session::Visitor;
use super::{csrf, gate, hooks, public, report, team};
use crate::domain::account::{Place, Verdict, judge};
use crate::domain::actor::Role;

/// Who may see an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody: no person and no figure stands there.
    Anyone,
    /// Everybody, where there are accounts: the way in.
    Entrance,
    /// Whoever is signed in: their own account.
    Member,
    /// These roles; with an open demo, everybody on this machine.
    Roles(&'static [Role]),
    /// These roles, and only where there are accounts.
    Keepers(&'static [Role]),
    /// Programs that prove by a key who they are; no session, no form of ours.
    Programs,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The address as the router matches it.
    pub path: &'static str,
    /// Who.
    pub who: Who,
    /// What can be done there, lower case.
    pub methods: &'static [&'static str],
}

/// TRUST: planners and approvers see posts and candidates.
const TEAM: Who = Who::Roles(&[Role::Planner, Role::Approver]);
/// Planners propose and plan.
const PLANS: Who = Who::Roles(&[Role::Planner]);
/// Approvers say yes or no.
const APPROVES: Who = Who::Roles(&[Role::Approver]);
/// Marketers see figures beside them.
const FIGURES: Who = Who::Roles(&[Role::Planner, Role::Approver, Role::Marketer]);
/// Photos with consent are for who approves posts.
const APPROVER: Who = Who::Roles(&[Role::Approver]);
/// Names and seats at the gate are for those who stand there.
const GATE: Who = Who::Roles(&[Role::Gate]);
/// Admins keep accounts and see no traveller.
const ADMIN: Who = Who::Keepers(&[Role::Admin]);

macro_rules! routes {
    ($($path:literal, $who:expr => $($method:ident $handler:path),+;)+) => {
        /// Every address there is.
        pub const MATRIX: &[Row] = &[$(Row { path: $path, who: $who, methods: &[$(stringify!($method)),+] }),+];

        /// The router of the table, without its layers.
        pub(super) fn routes() -> Router<Web> {
            Router::new()$(.route($path, MethodRouter::new()$(.$method($handler))+))+
        }
    };
}

routes! {
    "/", FIGURES => get team::campaigns::list;
    "/campaigns/{slug}", TEAM => get team::board::show;
    "/campaigns/{slug}/candidates", TEAM => get team::candidates::list;
    "/campaigns/{slug}/candidates/next", TEAM => post team::review::take_next;
    "/campaigns/{slug}/candidates/{id}", TEAM => get team::candidate::show;
    "/campaigns/{slug}/candidates/{id}/take", TEAM => post team::review::take;
    "/campaigns/{slug}/candidates/{id}/release", TEAM => post team::review::release;
    "/campaigns/{slug}/candidates/{id}/confirm", TEAM => post team::review::confirm;
    "/campaigns/{slug}/candidates/{id}/reject", TEAM => post team::review::reject;
    "/campaigns/{slug}/candidates/{id}/never-contact", TEAM => post team::review::never_contact;
    "/campaigns/{slug}/candidates/{id}/reopen", TEAM => post team::review::reopen;
    "/campaigns/{slug}/candidates/{id}/reveal", TEAM => post team::review::reveal;
    "/campaigns/{slug}/people/{id}", TEAM => get team::person::show;
    "/campaigns/{slug}/stop", TEAM => post team::stop::stop;
    "/campaigns/{slug}/resume", TEAM => post team::stop::ask;
    "/campaigns/{slug}/resume/{id}", TEAM => post team::stop::confirm;
    "/campaigns/{slug}/edit", PLANS => get team::edit::show, post team::edit::check;
    "/campaigns/{slug}/edit/save", PLANS => post team::edit::save;
    "/campaigns/{slug}/edit/rehearse", PLANS => get team::rehearsal::show, post team::rehearsal::rehearse;
    "/campaigns/{slug}/go-live", PLANS => post team::edit::go_live;
    "/campaigns/{slug}/events", TEAM => get team::events::show;
    "/campaigns/{slug}/plan", TEAM => get team::plan::show;
    "/campaigns/{slug}/candidates/{id}/gifts", TEAM => get team::gift_ideas::show;
    "/campaigns/{slug}/candidates/{id}/gifts/propose", PLANS => post team::gift_ideas::propose;
    "/campaigns/{slug}/plan/propose", PLANS => post team::plan_actions::propose;
    "/campaigns/{slug}/plan/wishes", PLANS => post team::plan_actions::wish;
    "/campaigns/{slug}/plan/again", PLANS => get team::replan::show, post team::replan::apply;
    "/campaigns/{slug}/plan/what-if", TEAM => get team::what_if::show;
    "/campaigns/{slug}/approvals", TEAM => get team::approvals::show;
    "/campaigns/{slug}/approvals/together", APPROVES => get team::together::show, post team::together::approve;
    "/campaigns/{slug}/approvals/{id}", APPROVES => post team::approvals::approve;
    "/campaigns/{slug}/approvals/{id}/turn-down", APPROVES => post team::approvals::turn_down;
    "/campaigns/{slug}/follow-ups", TEAM => get team::follow_ups::list;
    "/campaigns/{slug}/follow-ups/{id}", PLANS => get team::post_edit::show, post team::post_edit::save;
    "/campaigns/{slug}/follow-ups/{id}/approve", APPROVES => post team::posts::approve;
    "/campaigns/{slug}/follow-ups/{id}/send-back", APPROVES => post team::posts::send_back;
    "/campaigns/{slug}/report", FIGURES => get report::show::show;
    "/campaigns/{slug}/report/{file}", FIGURES => get report::download::show;
    "/gate", GATE => get gate::stations::list;
    "/gate/shell", GATE => get gate::phone::shell;
    "/gate/worker.js", GATE => get gate::phone::worker;
    "/gate/app.webmanifest", GATE => get gate::phone::manifest;
    "/gate/{station}", GATE => get gate::list::show;
    "/gate/{station}/events", GATE => get gate::events::show;
    "/gate/{station}/list.json", GATE => get gate::phone::list;
    "/gate/{station}/list.pdf", GATE => get gate::list::paper;
    "/gate/{station}/sync", GATE => post gate::phone::take_in;
    "/gate/{station}/cards", GATE => get gate::cards::show;
    "/gate/{station}/rounds", GATE => get gate::rounds::show;
    "/gate/{station}/rounds/count", GATE => post gate::rounds::count;
    "/gate/{station}/gifts/{id}", GATE => get gate::gift::show;
    "/gate/{station}/gifts/{id}/pick-up", GATE => post gate::gift::pick_up;
    "/gate/{station}/gifts/{id}/check", GATE => post gate::gift::check;
    "/gate/{station}/gifts/{id}/hand-over", GATE => post gate::gift::hand_over;
    "/gate/{station}/gifts/{id}/undo", GATE => post gate::gift::undo;
    "/gate/{station}/gifts/{id}/back", GATE => post gate::gift::back_at_desk;
    "/gate/{station}/gifts/{id}/photo", GATE => post gate::photo::take_in;
    "/gate/{station}/gifts/{id}/offer", GATE => post gate::told::answer;
    "/gate/{station}/seen", GATE => post gate::told::see;
    "/campaigns/{slug}/cards", TEAM => get gate::cards::of_campaign;
    "/campaigns/{slug}/photos/{id}", APPROVER => get gate::photo::show;
    "/hooks/flights", Who::Programs => post hooks::flights::webhook;
    "/api/v1/flights/events", Who::Programs => post hooks::flights::events;
    "/sign-in", Who::Entrance => get sign_in::show, post sign_in::enter;
    "/welcome/{token}", Who::Entrance => get welcome::show, post welcome::save;
    "/sign-out", Who::Member => post sign_in::leave;
    "/account", Who::Member => get mine::show;
    "/account/sessions/end-others", Who::Member => post mine::end_others;
    "/account/sessions/{id}/end", Who::Member => post mine::end;
    "/accounts", ADMIN => get list::show, post list::invite;
    "/accounts/{id}", ADMIN => get one::show, post one::save_roles;
    "/accounts/{id}/link", ADMIN => post one::renew_link;
    "/accounts/{id}/disable", ADMIN => post one::disable;
    "/accounts/{id}/enable", ADMIN => post one::enable;
    "/healthz", Who::Anyone => get public::health::alive;
    "/readyz", Who::Anyone => get public::health::ready;
    "/static/{name}", Who::Anyone => get public::files::show;
}

/// The row of an address as the router matches it.
pub fn find_row(path: &str) -> Option<&'static Row> {
    MATRIX.iter().find(|row| row.path == path)
}

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
        Visitor::Stranger { .. } => Err(Barred::SignInFirst),
        Visitor::Open => Ok(()),
    };
    match (row.who, visitor) {
        (Who::Anyone | Who::Programs, _) => Ok(()),
        (Who::Roles(roles), _) => by_role(roles),
        // Where nobody has an account there are no pages about them.
        (_, Visitor::Open) => Err(Barred::NotFound),
        (Who::Entrance, _) | (Who::Member, Visitor::Member(_)) => Ok(()),
        (Who::Member, Visitor::Stranger { .. }) => Err(Barred::SignInFirst),
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
    if let Err(barred) = may_see(&visitor, row, place_of(row, request.uri().path())) {
        return match barred {
            Barred::SignInFirst => sign_in_first(&request),
            Barred::WrongRole => Problem::Forbidden.into_response(),
            Barred::NotFound => Problem::NotFound.into_response(),
        };
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads
        && row.who != Who::Programs
        && row.methods.contains(&"post")
        && !csrf::is_from_our_pages(request.headers(), web.public_host.as_deref())
    {
        return Problem::ForeignForm.into_response();
    }
    next.run(request).await
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

//! Every address with who may see it: the one table from which the router is built and rights are judged
//! (`rights.rs`).
//!
//! An address without a row does not exist; a row says who, or nobody gets in. Foreign stations and campaigns are 404.

use axum::Router;
use axum::http::Method;
use axum::routing::MethodRouter;

use super::account::{code, factor, forgotten, list, mine, one, passkeys, provider, set_up, sign_in, tokens, welcome};
use super::router::Web;
use super::{admin, api, care, gate, hooks, privacy, public, report, team};
use crate::domain::actor::Role;
use crate::domain::token::Scope;

/// Who may see an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody: no person and no figure stands there.
    Anyone,
    /// Everybody, where there are accounts: the way in.
    Entrance,
    /// Whoever holds the link of a mail: the token in the address stands for them, and mail programs send its form
    /// themselves (RFC 8058), so it need not come from a page of ours.
    Holder,
    /// Whoever is signed in: their own account.
    Member,
    /// These roles; with an open demo, everybody on this machine.
    Roles(&'static [Role]),
    /// These roles, and only where there are accounts.
    Keepers(&'static [Role]),
    /// Programs whose token has the scope to read, and the one to write; with an open demo, everybody on this machine.
    Token(Scope, Scope),
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
/// Privacy officers see people by request, each look on record.
const PRIVACY: Who = Who::Keepers(&[Role::Privacy]);
/// Both read the audit log and are each other's second pair of eyes.
const AUDIT: Who = Who::Keepers(&[Role::Privacy, Role::Admin]);

/// What was written under our posts: care works on it, approvers approve answers.
const CASES: Who = Who::Roles(&[Role::Care, Role::Approver]);
const CARE: Who = Who::Roles(&[Role::Care]);

/// Programs with this scope.
const fn only(scope: Scope) -> Who {
    Who::Token(scope, scope)
}

impl Who {
    /// Who may use a method there.
    pub(super) const fn by(self, method: &Method) -> Self {
        match self {
            Self::Token(read, _) if matches!(*method, Method::GET | Method::HEAD) => Self::Token(read, read),
            Self::Token(_, write) => Self::Token(write, write),
            other => other,
        }
    }
}

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
    "/campaigns/{slug}/candidates/{id}/tone", TEAM => post team::review::tone;
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
    "/campaigns/{slug}/follow-ups/{id}/photo", APPROVES => get team::post_photo::show, post team::post_photo::save;
    "/campaigns/{slug}/follow-ups/{id}/look", TEAM => get team::post_look::show;
    "/campaigns/{slug}/follow-ups/release", APPROVES => post team::posts::let_go_on;
    "/campaigns/{slug}/follow-ups/{id}/approve", APPROVES => post team::posts::approve;
    "/campaigns/{slug}/follow-ups/{id}/send-back", APPROVES => post team::posts::send_back;
    "/campaigns/{slug}/report", FIGURES => get report::show::show;
    "/campaigns/{slug}/report/{file}", FIGURES => get report::download::show;
    "/campaigns/new", PLANS => get team::start::show, post team::start::make;
    "/campaigns/compare", FIGURES => get report::compare::show;
    "/campaigns/insight", FIGURES => get report::insight::show, post report::insight::take_up;
    "/campaigns/insight/{id}/done", FIGURES => post report::insight::finish;
    "/campaigns/{slug}/report/readings", FIGURES => get report::readings::show, post report::readings::upload;
    "/campaigns/{slug}/report/readings/{id}", FIGURES => get report::preview::show, post report::preview::act;
    "/campaigns/{slug}/report/repair", FIGURES => get report::repair::show, post report::repair::act;
    "/campaigns/{slug}/report/typed", FIGURES => post report::repair::type_in;
    "/campaigns/{slug}/report/settings", FIGURES => get report::settings::show, post report::settings::save;
    "/campaigns/{slug}/report/targets", PLANS => post report::settings::save_target;
    "/campaigns/{slug}/report/close", PLANS => post report::settings::close;
    "/campaigns/{slug}/case", FIGURES => get report::case::show, post report::case::act;
    "/cases/{case}", Who::Anyone => get report::public::case;
    "/cases/{case}/case.pdf", Who::Anyone => get report::public::paper;
    "/shared/{token}", Who::Anyone => get report::public::shared;
    "/shared/{token}/calendar.ics", Who::Anyone => get report::public::calendar;
    "/gate", GATE => get gate::stations::list;
    "/gate/shell", GATE => get gate::phone::shell;
    "/gate/worker.js", GATE => get gate::phone::worker;
    "/gate/app.webmanifest", GATE => get gate::phone::manifest;
    "/gate/{station}", GATE => get gate::list::show;
    "/gate/{station}/events", GATE => get gate::events::show;
    "/gate/{station}/list.json", GATE => get gate::phone::list;
    "/gate/{station}/list.pdf", GATE => get gate::paper::show;
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
    "/gate/{station}/gifts/{id}/objection", GATE => post gate::objection::log;
    "/gate/{station}/gifts/{id}/offer", GATE => post gate::told::answer;
    "/gate/{station}/seen", GATE => post gate::told::see;
    "/campaigns/{slug}/cards", TEAM => get gate::cards::of_campaign;
    "/campaigns/{slug}/photos/{id}", APPROVER => get gate::photo::show;
    "/hooks/flights", Who::Programs => post hooks::flights::webhook;
    "/hooks/meta", Who::Programs => get hooks::meta::verify, post hooks::meta::receive;
    "/hooks/posts", Who::Programs => post hooks::sources::posts;
    "/hooks/bookings", Who::Programs => post hooks::sources::bookings;
    "/hooks/readings/{campaign}", Who::Programs => post hooks::sources::readings;
    "/api/v1/flights/events", Who::Programs => post hooks::flights::events;
    "/care", CASES => get care::list::list;
    "/care/{id}", CASES => get care::case::show;
    "/care/{id}/claim", CARE => post care::case::claim;
    "/care/{id}/release", CARE => post care::case::release;
    "/care/{id}/answer", CARE => post care::case::answer;
    "/care/{id}/tone", CARE => post care::case::tone;
    "/care/{id}/solve", CARE => post care::case::solve;
    "/care/{id}/objection", CARE => post care::objection::log;
    "/care/{id}/approve", APPROVER => post care::case::approve;
    "/care/{id}/send-back", APPROVER => post care::case::send_back;
    "/care/{id}/edit", CARE => post care::case::edit;
    "/sign-in", Who::Entrance => get sign_in::show, post sign_in::enter;
    "/sign-in/code", Who::Entrance => get code::show, post code::enter;
    "/sign-in/forgotten", Who::Entrance => get forgotten::show, post forgotten::ask;
    "/sign-in/set-up", Who::Entrance => get set_up::show, post set_up::enter;
    "/sign-in/passkey", Who::Entrance => get passkeys::entry_options, post passkeys::enter;
    "/sign-in/provider", Who::Entrance => get provider::depart;
    "/sign-in/provider/back", Who::Entrance => get provider::arrive;
    "/welcome/{token}", Who::Entrance => get welcome::show, post welcome::save;
    "/sign-out", Who::Member => post sign_in::leave;
    "/account", Who::Member => get mine::show;
    "/account/second-factor", Who::Member => get factor::show, post factor::confirm;
    "/account/second-factor/codes", Who::Member => post factor::renew_codes;
    "/account/second-factor/remove", Who::Member => post factor::remove;
    "/account/passkeys", Who::Member => get passkeys::show, post passkeys::add;
    "/account/passkeys/options", Who::Member => get passkeys::options;
    "/account/passkeys/{id}/remove", Who::Member => post passkeys::remove;
    "/account/language", Who::Member => post mine::save_language;
    "/account/provider/unlink", Who::Member => post provider::unlink;
    "/account/sessions/end-others", Who::Member => post mine::end_others;
    "/account/sessions/{id}/end", Who::Member => post mine::end;
    "/account/tokens", Who::Member => get tokens::show, post tokens::make;
    "/account/tokens/{id}/revoke", Who::Member => post tokens::revoke;
    "/accounts", ADMIN => get list::show, post list::invite;
    "/accounts/{id}", ADMIN => get one::show, post one::save_roles;
    "/accounts/{id}/link", ADMIN => post one::renew_link;
    "/accounts/{id}/sessions/end", ADMIN => post one::end_sessions;
    "/accounts/{id}/second-factor/reset", ADMIN => post one::reset_factor;
    "/accounts/{id}/disable", ADMIN => post one::disable;
    "/accounts/{id}/enable", ADMIN => post one::enable;
    "/privacy", PRIVACY => get privacy::desk::show;
    "/privacy/requests", PRIVACY => post privacy::desk::note;
    "/privacy/requests/{id}", PRIVACY => post privacy::person::open;
    "/privacy/requests/{id}/close", PRIVACY => post privacy::desk::close;
    "/privacy/person", PRIVACY => post privacy::person::show;
    "/privacy/person/file", PRIVACY => post privacy::person::file;
    "/privacy/person/erase", PRIVACY => post privacy::person::remove;
    "/privacy/campaigns/{slug}/stop", PRIVACY => post privacy::stop::stop;
    "/privacy/assessments", PRIVACY => post privacy::assessments::sign;
    "/privacy/assessments/{id}/withdraw", PRIVACY => post privacy::assessments::withdraw;
    "/privacy/register", PRIVACY => get privacy::register::show;
    "/privacy/register/file", PRIVACY => get privacy::register::file;
    "/audit", AUDIT => get privacy::audit::show;
    "/audit/check", AUDIT => post privacy::audit::check;
    "/admin/health", ADMIN => get admin::health::show;
    "/admin/failures", ADMIN => get admin::failures::list;
    "/admin/failures/{id}/retry", ADMIN => post admin::failures::retry;
    "/admin/failures/{id}/drop", ADMIN => post admin::failures::remove;
    "/admin/mails", ADMIN => get admin::mails::list;
    "/admin/mails/kinds/{kind}", ADMIN => get admin::mails::preview;
    "/admin/mails/kinds/{kind}/page", ADMIN => get admin::mails::page;
    "/admin/mails/{id}/again", ADMIN => post admin::mails::again;
    "/admin/mails/{id}/drop", ADMIN => post admin::mails::let_be;
    "/admin/webhooks", ADMIN => get admin::webhooks::list, post admin::webhooks::add;
    "/admin/webhooks/{id}/test", ADMIN => post admin::webhooks::test;
    "/admin/webhooks/{id}/end", ADMIN => post admin::webhooks::end;
    "/admin/networks", ADMIN => get admin::networks::list;
    "/admin/networks/{network}", ADMIN => post admin::networks::set;
    "/admin/networks/{network}/try", ADMIN => post admin::networks::try_out;
    "/admin/networks/{network}/remove", ADMIN => post admin::networks::remove;
    "/admin/outbox", ADMIN => get admin::outbox::show;
    "/admin/outbox/hold", ADMIN => post admin::outbox::hold;
    "/admin/outbox/release", ADMIN => post admin::outbox::release;
    "/admin/stations", ADMIN => get admin::stations::list;
    "/admin/break-glass", AUDIT => get admin::glass::list, post admin::glass::ask;
    "/admin/break-glass/{id}/grant", AUDIT => post admin::glass::grant;
    "/admin/break-glass/{id}/refuse", AUDIT => post admin::glass::refuse;
    "/admin/break-glass/{id}/end", AUDIT => post admin::glass::end;
    "/objection", Who::Anyone => get public::objection::show, post public::objection::object;
    "/card/{token}", Who::Holder => get public::card::show, post public::card::withdraw;
    "/r/{code}", Who::Anyone => get public::short::follow;
    "/story", Who::Anyone => get public::story::show, post public::story::ask;
    "/story/{token}", Who::Holder => get public::story::before, post public::story::confirm;
    "/unsubscribe/{token}", Who::Holder => get public::story::before_end, post public::story::end;
    "/api/v1", Who::Anyone => get api::reference::show;
    "/api/v1/openapi.json", Who::Anyone => get api::document::show;
    "/api/v1/campaigns", Who::Token(Scope::CampaignsRead, Scope::CampaignsWrite) => get api::campaigns::list, post api::files::make;
    "/api/v1/campaigns/{slug}", only(Scope::CampaignsRead) => get api::campaigns::show;
    "/api/v1/campaigns/{slug}/file", only(Scope::CampaignsWrite) => get api::files::show, put api::files::save;
    "/api/v1/campaigns/{slug}/file/check", only(Scope::CampaignsWrite) => post api::files::check;
    "/api/v1/campaigns/{slug}/stop", only(Scope::CampaignsStop) => get api::stopping::show, post api::stopping::stop;
    "/api/v1/campaigns/{slug}/candidates", only(Scope::CandidatesRead) => get api::candidates::list;
    "/api/v1/campaigns/{slug}/candidates/{id}", only(Scope::CandidatesRead) => get api::candidates::show;
    "/api/v1/campaigns/{slug}/candidates/{id}/confirm", only(Scope::CandidatesWrite) => post api::candidates::confirm;
    "/api/v1/campaigns/{slug}/candidates/{id}/reject", only(Scope::CandidatesWrite) => post api::candidates::reject;
    "/api/v1/campaigns/{slug}/candidates/{id}/gifts", Who::Token(Scope::GiftsRead, Scope::GiftsWrite) => get api::gifts::ideas, post api::gifts::propose;
    "/api/v1/campaigns/{slug}/gifts", only(Scope::GiftsRead) => get api::gifts::list;
    "/api/v1/campaigns/{slug}/gifts/{id}", only(Scope::GiftsRead) => get api::gifts::show;
    "/api/v1/campaigns/{slug}/gifts/{id}/approve", only(Scope::ApprovalsWrite) => post api::approvals::approve;
    "/api/v1/campaigns/{slug}/gifts/{id}/turn-down", only(Scope::ApprovalsWrite) => post api::approvals::turn_down;
    "/api/v1/campaigns/{slug}/plan", only(Scope::PlansRead) => get api::plans::show;
    "/api/v1/campaigns/{slug}/plan/preview", only(Scope::PlansRead) => get api::plans::preview;
    "/api/v1/campaigns/{slug}/plan/what-if", only(Scope::PlansRead) => post api::what_if::ask;
    "/api/v1/campaigns/{slug}/plan/wishes", Who::Token(Scope::PlansRead, Scope::PlansWrite) => get api::wishes::list, post api::wishes::note;
    "/api/v1/campaigns/{slug}/plan/wishes/take-back", only(Scope::PlansWrite) => post api::wishes::take_back;
    "/api/v1/campaigns/{slug}/plan/propose", only(Scope::PlansWrite) => post api::plans::propose;
    "/api/v1/campaigns/{slug}/plans", only(Scope::PlansWrite) => post api::plans::make;
    "/api/v1/campaigns/{slug}/approvals", only(Scope::ApprovalsRead) => get api::approvals::list;
    "/api/v1/campaigns/{slug}/approvals/together", only(Scope::ApprovalsWrite) => post api::together::approve;
    "/api/v1/campaigns/{slug}/follow-ups", only(Scope::PostsRead) => get api::posts::list;
    "/api/v1/campaigns/{slug}/follow-ups/{id}", Who::Token(Scope::PostsRead, Scope::PostsWrite) => get api::posts::show, put api::posts::edit;
    "/api/v1/campaigns/{slug}/follow-ups/{id}/photo", only(Scope::ApprovalsWrite) => put api::posts::change_photo;
    "/api/v1/campaigns/{slug}/follow-ups/{id}/approve", only(Scope::ApprovalsWrite) => post api::posts::approve;
    "/api/v1/campaigns/{slug}/follow-ups/{id}/send-back", only(Scope::ApprovalsWrite) => post api::posts::send_back;
    "/api/v1/campaigns/{slug}/deliveries", only(Scope::DeliveriesRead) => get api::deliveries::of_campaign;
    "/api/v1/campaigns/{slug}/report", only(Scope::ReportsRead) => get api::reports::show;
    "/api/v1/campaigns/{slug}/report/readings", only(Scope::ReportsRead) => get api::measures::readings;
    "/api/v1/campaigns/{slug}/report/effect", only(Scope::ReportsRead) => get api::measures::effect;
    "/api/v1/campaigns/{slug}/case", only(Scope::ReportsRead) => get api::measures::case_study;
    "/api/v1/reports", only(Scope::ReportsRead) => get api::measures::list;
    "/api/v1/reports/compare", only(Scope::ReportsRead) => get api::measures::compare;
    "/api/v1/reports/{slug}", only(Scope::ReportsRead) => get api::reports::by_campaign;
    "/api/v1/stations/{station}/deliveries", only(Scope::GateRead) => get api::deliveries::of_station;
    "/api/v1/care", only(Scope::CareRead) => get api::care::list;
    "/api/v1/care/{id}", only(Scope::CareRead) => get api::care::show;
    "/api/v1/care/{id}/claim", only(Scope::CareWrite) => post api::care::claim;
    "/api/v1/care/{id}/release", only(Scope::CareWrite) => post api::care::release;
    "/api/v1/care/{id}/solve", only(Scope::CareWrite) => post api::care::solve;
    "/api/v1/care/{id}/answers", only(Scope::CareWrite) => post api::care::answer;
    "/api/v1/care/{id}/answers/{answer}", only(Scope::CareRead) => get api::care::show_answer;
    "/api/v1/care/{id}/answers/{answer}/approve", only(Scope::ApprovalsWrite) => post api::care::approve;
    "/api/v1/privacy/requests", Who::Token(Scope::PrivacyRead, Scope::PrivacyWrite) => get api::privacy::list, post api::privacy::note;
    "/api/v1/privacy/requests/{id}", only(Scope::PrivacyRead) => get api::privacy::show;
    "/api/v1/privacy/requests/{id}/open", only(Scope::PrivacyWrite) => post api::privacy::open;
    "/api/v1/privacy/requests/{id}/close", only(Scope::PrivacyWrite) => post api::privacy::close;
    "/api/v1/privacy/look-up", only(Scope::PrivacyWrite) => post api::privacy::look;
    "/api/v1/privacy/retention", only(Scope::PrivacyRead) => get api::privacy::retention;
    "/api/v1/audit", only(Scope::AuditRead) => get api::audit::list;
    "/api/v1/audit/check", only(Scope::AuditRead) => post api::audit::check;
    "/api/v1/accounts", Who::Token(Scope::AccountsRead, Scope::AccountsWrite) => get api::accounts::list, post api::accounts::invite;
    "/api/v1/accounts/{id}", only(Scope::AccountsRead) => get api::accounts::show;
    "/api/v1/accounts/{id}/roles", only(Scope::AccountsWrite) => put api::accounts::save_roles;
    "/api/v1/accounts/{id}/disable", only(Scope::AccountsWrite) => post api::accounts::disable;
    "/api/v1/accounts/{id}/enable", only(Scope::AccountsWrite) => post api::accounts::enable;
    "/api/v1/health", only(Scope::OperationsRead) => get api::operations::health;
    "/api/v1/stations", only(Scope::OperationsRead) => get api::operations::stations;
    "/api/v1/failures", only(Scope::OperationsRead) => get api::operations::failures;
    "/api/v1/failures/{id}/retry", only(Scope::OperationsWrite) => post api::operations::retry;
    "/api/v1/failures/{id}/drop", only(Scope::OperationsWrite) => post api::operations::settle;
    "/api/v1/flights", only(Scope::IntakeWrite) => post api::intake::flights;
    "/api/v1/bookings", only(Scope::IntakeWrite) => post api::intake::bookings;
    "/healthz", Who::Anyone => get public::health::alive;
    "/readyz", Who::Anyone => get public::health::ready;
    "/static/{name}", Who::Anyone => get public::files::show;
}

/// The row of an address as the router matches it.
pub fn find_row(path: &str) -> Option<&'static Row> {
    MATRIX.iter().find(|row| row.path == path)
}

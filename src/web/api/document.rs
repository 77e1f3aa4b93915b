//! `/api/v1/openapi.json`: the `OpenAPI` 3.1 document, made from the handlers; what all addresses share is added here, with
//! the scope that the table of addresses asks for.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::header::Header;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Required, ResponseBuilder, Type};
use utoipa::{Modify, OpenApi, ToSchema};

use super::repeat::{KEY, LONGEST_KEY};
use super::{
    accounts, approvals, audit, campaigns, candidates, care, deliveries, examples, files, gifts, intake, measures,
    operations, plans, posts, privacy, reports, stopping, together, what_if, wishes,
};
use crate::domain::token::Scope;
use crate::web::hooks;
use crate::web::routes::{Who, find_row};

/// Why a request was not done (RFC 9457).
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `problem::show` writes")]
pub struct ProblemDetails {
    /// Always `about:blank`.
    #[schema(rename = "type")]
    kind: String,
    /// What kind, in the language asked for.
    title: String,
    /// Status code.
    status: u16,
    /// More words.
    detail: String,
    /// A stable code for programs.
    code: String,
    /// Number to name when asking for help.
    reference: Option<String>,
}

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "giftgate",
        version = "1",
        description = "Surprise campaigns for air travellers: candidates, gifts, plans, approvals, deliveries, figures. \
                       A token of an account opens what its scopes and the account's roles allow. Money is minor units; \
                       instants are RFC 3339. Lists come in pages of 50. Changes to what can be edited carry `If-Match`; a \
                       POST may carry an `Idempotency-Key`."
    ),
    paths(
        campaigns::list, campaigns::show, files::make, files::show, files::save, files::check,
        stopping::show, stopping::stop,
        candidates::list, candidates::show, candidates::confirm, candidates::reject,
        gifts::ideas, gifts::propose, gifts::list, gifts::show,
        plans::show, plans::preview, plans::make, plans::propose, what_if::ask,
        wishes::list, wishes::note, wishes::take_back,
        approvals::list, approvals::approve, approvals::turn_down, together::approve,
        posts::list, posts::show, posts::edit, posts::change_photo, posts::approve, posts::send_back,
        deliveries::of_campaign, deliveries::of_station,
        measures::list, measures::compare, measures::readings, measures::effect, measures::case_study,
        reports::show, reports::by_campaign,
        care::list, care::show, care::claim, care::release, care::solve, care::answer, care::show_answer, care::approve,
        privacy::list, privacy::note, privacy::show, privacy::open, privacy::close, privacy::look, privacy::retention,
        audit::list, audit::check,
        accounts::list, accounts::invite, accounts::show, accounts::save_roles, accounts::disable, accounts::enable,
        operations::health, operations::stations, operations::failures, operations::retry, operations::settle,
        intake::flights, intake::bookings, hooks::flights::events,
    ),
    components(schemas(ProblemDetails)),
    tags(
        (name = "campaigns", description = "Campaigns with their money and funnel, their files, and the stop switch"),
        (name = "candidates", description = "Matches between authors and travellers, with their evidence"),
        (name = "gifts", description = "Ideas for one traveller, and gifts"),
        (name = "plans", description = "Who gets what, what a new plan would change, what if"),
        (name = "approvals", description = "What waits for a yes, and deciding"),
        (name = "posts", description = "Follow-up posts"),
        (name = "deliveries", description = "How far hand-overs are"),
        (name = "gate", description = "Hand-overs of a station, with first names and seats"),
        (name = "reports", description = "Figures with their sources, the effect, and case studies"),
        (name = "care", description = "What people wrote under our posts, and our answers"),
        (name = "privacy", description = "Requests of people with their clocks; nobody is named"),
        (name = "audit", description = "Who did what, and whether the chain is whole"),
        (name = "admin", description = "Accounts, health, stations and failed work"),
        (name = "intake", description = "Flights and bookings sent in"),
    ),
    modifiers(&Shared),
)]
struct Document;

/// The name of the way to say who asks.
const TOKEN: &str = "token";
/// The name of the key that whoever sends flight news has.
const FLIGHT_KEY: &str = "flight_key";

/// What all addresses share.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some("A token from the page of the own account.".to_owned());
        let mut key_scheme = Http::new(HttpAuthScheme::Bearer);
        key_scheme.description = Some("One of `flight_keys` of the server's settings.".to_owned());
        let components = document.components.get_or_insert_default();
        components.security_schemes.insert(TOKEN.to_owned(), RefOr::T(SecurityScheme::Http(scheme)));
        components.security_schemes.insert(FLIGHT_KEY.to_owned(), RefOr::T(SecurityScheme::Http(key_scheme)));
        for (path, item) in &mut document.paths.paths {
            let (reads, writes) = match find_row(path).map(|row| row.who) {
                Some(Who::Token(reads, writes)) => (needs(reads), needs(writes)),
                _ => (SecurityRequirement::new(FLIGHT_KEY, NO_SCOPE), SecurityRequirement::new(FLIGHT_KEY, NO_SCOPE)),
            };
            let keeps_answers = find_row(path).is_some_and(|row| matches!(row.who, Who::Token(..)));
            if let Some(get) = &mut item.get {
                complete(get, ("get", path), reads, &READS);
            }
            if let Some(post) = &mut item.post {
                if keeps_answers && !privacy::UNKEPT.contains(&path.as_str()) {
                    post.parameters.get_or_insert_default().push(RefOr::T(key()));
                }
                complete(post, ("post", path), writes.clone(), &WRITES);
            }
            if let Some(put) = &mut item.put {
                complete(put, ("put", path), writes, &WRITES);
            }
        }
        examples::add(document);
    }
}

/// A key has no scopes.
const NO_SCOPE: [&str; 0] = [];

fn needs(scope: Scope) -> SecurityRequirement {
    SecurityRequirement::new(TOKEN, [scope.as_str()])
}

/// Status codes of problems, with what they mean.
type Told = (&'static str, &'static str);

const READS: [Told; 5] = [
    ("400", "The address or query can't be read"),
    ("401", "No token, or one that does not hold"),
    ("403", "The token's scopes or the account's roles do not allow it"),
    ("404", "There is nothing here, or nothing for this account"),
    ("503", "Not ready right now"),
];
const WRITES: [Told; 11] = [
    ("400", "The address or body can't be read"),
    ("401", "No token, or one that does not hold"),
    ("403", "The token's scopes or the account's roles do not allow it"),
    ("404", "There is nothing here, or nothing for this account"),
    ("409", "The rules say no, or somebody was faster"),
    ("412", "It changed since it was seen"),
    ("413", "The body is too large"),
    ("415", "The body is not `application/json`"),
    ("422", "The body does not have the shape it should, or the key named another request"),
    ("428", "`If-Match` is missing"),
    ("503", "Not ready right now"),
];

fn complete(operation: &mut Operation, (method, path): (&str, &str), who: SecurityRequirement, problems: &[Told]) {
    // `get_campaigns_slug_plan`: a name for generated clients that nothing else has.
    let parts = path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).skip(2);
    operation.operation_id = Some([method].into_iter().chain(parts).collect::<Vec<_>>().join("_"));
    operation.security = Some(vec![who]);
    let details = || Content::new(Some(Ref::from_schema_name("ProblemDetails")));
    for (status, words) in problems {
        let mut told = ResponseBuilder::new().description(*words).content("application/problem+json", details());
        if *status == "401" {
            told = told.header("WWW-Authenticate", Header::default());
        }
        operation.responses.responses.insert((*status).to_owned(), RefOr::T(told.build()));
    }
    let has_tag = operation
        .responses
        .responses
        .get("200")
        .is_some_and(|answer| matches!(answer, RefOr::T(answer) if answer.headers.contains_key("ETag")));
    if has_tag && operation.request_body.is_none() {
        let same = ResponseBuilder::new().description("It is what `If-None-Match` named").build();
        operation.responses.responses.insert("304".to_owned(), RefOr::T(same));
    }
}

fn key() -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(format!("^[!-~]{{1,{LONGEST_KEY}}}$")));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("Names this request: sent again under the same key within a day it gets the first answer"))
        .schema(Some(Schema::Object(schema.build())))
        .build()
}

static TEXT: LazyLock<String> = LazyLock::new(|| document().to_pretty_json().unwrap_or_default());

/// The document as a value.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// Shows it.
pub async fn show() -> impl IntoResponse {
    debug_assert_eq!(KEY.as_str(), "idempotency-key");
    ([(CONTENT_TYPE, "application/json")], TEXT.as_str())
}

//! `/api/v1/privacy`: requests of people with their clocks, look-ups (masked, each on record) and what is kept how long.
//!
//! No answer here names anybody: who asked stays sealed, and answering access or erasing is for people on the desk's pages.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::{Asked, Body};
use super::output::{Paged, made, tagged};
use crate::domain::actor::Role;
use crate::domain::post::Network;
use crate::domain::privacy::{Channel, Kept, Outcome, RequestKind};
use crate::services::privacy::{self, RequestLine, RetentionLine};
use crate::services::requests::{self, Answer, look_up};
use crate::web::at::At;
use crate::web::privacy::PersonForm;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Addresses whose answers are kept nowhere, not even under an `Idempotency-Key`: they tell what is held about somebody.
pub const UNKEPT: [&str; 2] = ["/api/v1/privacy/look-up", "/api/v1/privacy/requests/{id}/open"];

/// The query of requests.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RequestsAsked {
    /// Answered ones as well.
    #[serde(default)]
    pub answered: bool,
    /// `next` of the page before; what is unknown starts at the beginning.
    pub after: Option<String>,
}

/// A request of somebody, without who it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestShown {
    /// Its id.
    pub id: Uuid,
    /// What is asked.
    pub kind: RequestKind,
    /// How it reached us.
    pub channel: Channel,
    /// When.
    pub received_at: DateTime<Utc>,
    /// By when it has to be answered (GDPR Art. 12(3)).
    pub due_at: DateTime<Utc>,
    /// Whole days left; negative where it is late.
    pub days_left: i64,
    /// When it was answered.
    pub closed_at: Option<DateTime<Utc>>,
    /// How.
    pub outcome: Option<Outcome>,
    /// The receipt of what was done; the audit log has it too.
    pub receipt: Option<Uuid>,
}

impl From<RequestLine> for RequestShown {
    fn from(line: RequestLine) -> Self {
        let RequestLine { id, kind, channel, received_at, due_at, days_left, closed_at, outcome, receipt } = line;
        Self { id, kind, channel, received_at, due_at, days_left, closed_at, outcome, receipt }
    }
}

/// Who is meant: a booking with a name, a handle, or an e-mail address. Nothing of it is kept but in a request that is noted,
/// sealed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonSent {
    /// Record locator; it goes with a family name.
    #[schema(max_length = 200, pattern = "^[A-Za-z0-9]*$")]
    pub locator: Option<String>,
    /// Family name as booked.
    #[schema(max_length = 200)]
    pub family: Option<String>,
    /// Given name as booked.
    #[schema(max_length = 200)]
    pub given: Option<String>,
    /// Network of the handle.
    pub network: Option<Network>,
    /// Handle.
    #[schema(max_length = 200)]
    pub handle: Option<String>,
    /// E-mail address.
    #[schema(max_length = 200)]
    pub email: Option<String>,
}

impl PersonSent {
    /// By the rules of the desk's own form.
    fn asked(self) -> Result<requests::Asked, Problem> {
        let plain = |text: &str| text.trim().chars().filter(|mark| !mark.is_control()).take(200).collect::<String>();
        let text = |field: Option<String>| plain(&field.unwrap_or_default());
        let form = PersonForm {
            locator: text(self.locator).to_uppercase(),
            family: text(self.family),
            given: text(self.given),
            network: self.network.map(|network| network.to_string()).unwrap_or_default(),
            handle: text(self.handle),
            email: text(self.email),
        };
        form.asked().map_err(|fault| Problem::Invalid(format!("it names nobody: {fault}")))
    }
}

/// A request to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestSent {
    /// What is asked.
    pub kind: RequestKind,
    /// By whom.
    pub person: PersonSent,
}

/// How a request ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosingSent {
    /// The outcome; who asked is destroyed with it.
    pub outcome: Outcome,
}

/// What is held about somebody: counts and masked words.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Held {
    /// The look; the audit log has it too. Null where several people fit, which is not told apart.
    pub look: Option<Uuid>,
    /// How many people fit; where there are several nothing is told of them.
    pub people: usize,
    /// Bookings, masked.
    pub bookings: Vec<String>,
    /// Accounts on networks, masked.
    pub accounts: Vec<String>,
    /// Posts.
    pub posts: usize,
    /// Matches.
    pub matches: usize,
    /// Gifts.
    pub gifts: usize,
    /// Our posts about them.
    pub follow_ups: usize,
    /// Whether they are on the suppression list.
    pub suppressed: bool,
}

/// An open request with what is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestOpened {
    /// The request.
    pub request: RequestShown,
    /// What is held about whoever asked.
    pub held: Held,
}

/// Whether a class of data goes in time.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetentionShown {
    /// The class.
    pub class: Kept,
    /// From when its oldest row is.
    pub oldest_at: Option<DateTime<Utc>>,
    /// When that row has to go.
    pub goes_at: Option<DateTime<Utc>>,
    /// Whether it should be gone.
    pub late: bool,
}

/// What is kept for a time.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetentionStatus {
    /// Every class there is.
    pub classes: Vec<RetentionShown>,
}

/// Requests, the one due first first
#[utoipa::path(get, path = "/api/v1/privacy/requests", tag = "privacy", params(RequestsAsked),
    responses((status = 200, description = "A page of requests", body = Paged<RequestShown>)))]
pub async fn list(
    State(web): State<Web>,
    Asked(RequestsAsked { answered, after }): Asked<RequestsAsked>,
) -> Result<Json<Paged<RequestShown>>, Problem> {
    let after = after.and_then(|after| after.parse().ok());
    let (lines, next) = privacy::requests(&web.accounts()?.app, answered, after).await?;
    let next = next.map(|id| id.to_string());
    Ok(Json(Paged { items: lines.into_iter().map(Into::into).collect(), next }))
}

/// Write a request down; who asks is sealed
#[utoipa::path(post, path = "/api/v1/privacy/requests", tag = "privacy", request_body = RequestSent,
    responses((status = 201, description = "It is on the desk", body = RequestShown, headers(("Location" = String)))))]
pub async fn note(
    State(web): State<Web>,
    visitor: Visitor,
    Body(RequestSent { kind, person }): Body<RequestSent>,
) -> Result<Response, Problem> {
    let (app, asked) = (&web.accounts()?.app, person.asked()?);
    let id = privacy::note(app, kind, &asked, &visitor.actor(Role::Privacy)).await?;
    let shown: RequestShown = privacy::find(app, id).await?.into();
    Ok(made(&format!("/api/v1/privacy/requests/{id}"), shown))
}

/// One request: its state, its clock and its receipt
#[utoipa::path(get, path = "/api/v1/privacy/requests/{id}", tag = "privacy",
    params(("id" = Uuid, Path, description = "The request")),
    responses((status = 200, description = "The request", body = RequestShown, headers(("ETag" = String)))))]
pub async fn show(State(web): State<Web>, At(id): At<Uuid>, headers: HeaderMap) -> Result<Response, Problem> {
    tagged(&headers, &RequestShown::from(privacy::find(&web.accounts()?.app, id).await?))
}

/// Open a request: what is held about whoever asked, masked. It is on record, and the answer is kept nowhere
#[utoipa::path(post, path = "/api/v1/privacy/requests/{id}/open", tag = "privacy",
    params(("id" = Uuid, Path, description = "The request")),
    responses((status = 200, description = "What is held", body = RequestOpened)))]
pub async fn open(State(web): State<Web>, At(id): At<Uuid>, visitor: Visitor) -> Result<Json<RequestOpened>, Problem> {
    let (request, asked) = privacy::open(&web.accounts()?.app, id, &visitor.actor(Role::Privacy)).await?;
    Ok(Json(RequestOpened { request: request.into(), held: held(&web, &asked, &visitor).await? }))
}

/// Close a request that was worked on, or leads nowhere; who asked is destroyed
#[utoipa::path(post, path = "/api/v1/privacy/requests/{id}/close", tag = "privacy",
    params(("id" = Uuid, Path, description = "The request")), request_body = ClosingSent,
    responses((status = 200, description = "It is closed", body = RequestShown)))]
pub async fn close(
    State(web): State<Web>,
    At(id): At<Uuid>,
    visitor: Visitor,
    Body(ClosingSent { outcome }): Body<ClosingSent>,
) -> Result<Json<RequestShown>, Problem> {
    let app = &web.accounts()?.app;
    privacy::find(app, id).await?;
    privacy::close(app, id, outcome, None, &visitor.actor(Role::Privacy)).await?;
    Ok(Json(privacy::find(app, id).await?.into()))
}

/// Look somebody up: counts and masked words. It is on record, and the answer is kept nowhere
#[utoipa::path(post, path = "/api/v1/privacy/look-up", tag = "privacy", request_body = PersonSent,
    responses((status = 200, description = "What is held", body = Held)))]
pub async fn look(
    State(web): State<Web>,
    visitor: Visitor,
    Body(person): Body<PersonSent>,
) -> Result<Json<Held>, Problem> {
    Ok(Json(held(&web, &person.asked()?, &visitor).await?))
}

async fn held(web: &Web, asked: &requests::Asked, visitor: &Visitor) -> Result<Held, Problem> {
    let found = look_up(&web.accounts()?.app, asked, &visitor.actor(Role::Privacy)).await?;
    Ok(match found {
        Answer::Ambiguous(people) => Held { people, ..Held::default() },
        Answer::Done(all) => Held {
            look: Some(all.request),
            people: usize::from(all.found),
            bookings: all.bookings,
            accounts: all.accounts,
            posts: all.posts,
            matches: all.matches,
            gifts: all.gifts,
            follow_ups: all.follow_ups,
            suppressed: all.suppressed,
        },
    })
}

/// What is kept for a time, and whether it goes in time
#[utoipa::path(get, path = "/api/v1/privacy/retention", tag = "privacy",
    responses((status = 200, description = "Every class", body = RetentionStatus)))]
pub async fn retention(State(web): State<Web>) -> Result<Json<RetentionStatus>, Problem> {
    let shown =
        |RetentionLine { class, oldest, goes_at, late }| RetentionShown { class, oldest_at: oldest, goes_at, late };
    let lines = privacy::retention(&web.accounts()?.app).await?;
    Ok(Json(RetentionStatus { classes: lines.into_iter().map(shown).collect() }))
}

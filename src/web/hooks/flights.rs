//! Flight news by webhook (`/hooks/flights`, signed) and by API (`/api/v1/flights/events`, bearer token): CSV or the JSON of a
//! Schiphol-style flight API. The answer counts what became of each record.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::sources::signed;
use crate::services::Error;
use crate::services::flight_news::{NewsReport, take_body};
use crate::services::intake::IntakeReport;
use crate::services::trust::{Untrusted, check_token};
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Longest body: a station's day with its codeshares several times over.
const LARGEST: usize = 8 << 20;

/// Takes in a signed message. The same one again changes nothing.
pub async fn webhook(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let take = async |body: &[u8]| take_body(app, body, "webhook").await;
    Box::pin(signed(app, app.flight_keys(), request, "flights", take)).await
}

/// What became of flight news: `lines = accepted + duplicate + quarantined`.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsTaken {
    /// Records.
    pub lines: u64,
    /// Taken in.
    pub accepted: u64,
    /// Known before.
    pub duplicate: u64,
    /// Set aside.
    pub quarantined: u64,
    /// Set aside, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Columns or values that giftgate does not keep and dropped unread.
    pub unknown_fields: u64,
    /// Gifts whose window moved.
    pub moved: usize,
    /// Gifts offered where their flight lands.
    pub offered: usize,
    /// Gifts taken back.
    pub withdrawn: usize,
}

impl From<NewsReport> for NewsTaken {
    fn from(NewsReport { records, moved, offered, withdrawn }: NewsReport) -> Self {
        let IntakeReport { lines, accepted, duplicate, quarantined, reasons, unknown_fields, .. } = records;
        Self { lines, accepted, duplicate, quarantined, reasons, unknown_fields, moved, offered, withdrawn }
    }
}

/// Send flight news as an airport's system has it; the same again changes nothing
#[utoipa::path(post, path = "/api/v1/flights/events", tag = "intake",
    request_body(description = "Flights as CSV, the JSON of a Schiphol-style flight API, or movement messages",
        content((String = "text/csv"), (Value = "application/json"), (String = "text/plain"))),
    responses((status = 200, description = "What became of the records", body = NewsTaken)))]
pub async fn events(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let token = text(request.headers(), AUTHORIZATION.as_str()).strip_prefix("Bearer ").unwrap_or_default();
    if let Err(why) = check_token(app.flight_keys(), token) {
        return Ok(([(WWW_AUTHENTICATE, "Bearer")], turned_away(why)).into_response());
    }
    let (_, body) = whole(request).await?;
    match take_body(app, &body, "API").await {
        Ok(report) => Ok(Json(NewsTaken::from(report)).into_response()),
        Err(error) => unreadable(error),
    }
}

/// Headers and body of a message.
pub(super) async fn whole(request: Request) -> Result<(HeaderMap, Bytes), Problem> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST).await.map_err(|_| Problem::BadRequest)?;
    Ok((parts.headers, body))
}

/// The text of a header; empty where there is none.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The answer to whoever is not trusted.
pub(super) fn turned_away(why: Untrusted) -> Response {
    problem(StatusCode::UNAUTHORIZED, "untrusted", &why.to_string())
}

/// A body that can't be read is the sender's fault and says why; everything else is ours.
pub(super) fn unreadable(error: Error) -> Result<Response, Problem> {
    match error {
        Error::File(fault) => Ok(problem(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", &fault.to_string())),
        other => Err(other.into()),
    }
}

pub(super) fn problem(status: StatusCode, code: &str, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body: Value =
        json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "code": code, "detail": detail });
    (status, [("content-type", "application/problem+json")], body.to_string()).into_response()
}

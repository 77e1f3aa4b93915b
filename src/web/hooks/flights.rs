//! Flight news by webhook (`/hooks/flights`, signed) and by API (`/api/v1/flights/events`, bearer token): CSV or the JSON of a
//! Schiphol-style flight API. The answer counts what became of each record.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::sources::signed;
use crate::services::Error;
use crate::services::flight_news::take_body;
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

/// Takes in what a program with a token sends.
pub async fn events(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let token = text(request.headers(), AUTHORIZATION.as_str()).strip_prefix("Bearer ").unwrap_or_default();
    if let Err(why) = check_token(app.flight_keys(), token) {
        return Ok(turned_away(why));
    }
    let (_, body) = whole(request).await?;
    match take_body(app, &body, "API").await {
        Ok(report) => Ok(Json(report).into_response()),
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
    let body: Value = json!({ "type": "about:blank", "status": status.as_u16(), "code": code, "detail": detail });
    (status, [("content-type", "application/problem+json")], body.to_string()).into_response()
}

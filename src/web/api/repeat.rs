//! Middleware: a POST with an `Idempotency-Key` is done once. Sent again it gets the first answer, told by a header.

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_TYPE, IF_MATCH, LOCATION};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::input::LARGEST_BODY;
use super::{is_api, privacy};
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::id::AccountId;
use crate::services::replay::{self, Claim, KeptAnswer};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Names a request, so that it can be sent again.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Longest key, bytes.
pub const LONGEST_KEY: usize = 200;

/// Does a request once.
pub async fn once(State(web): State<Web>, visitor: Visitor, request: Request, next: Next) -> Response {
    // Who is known by another key than a token has no place to keep answers at.
    let is_known = matches!(visitor, Visitor::Program(_) | Visitor::Open);
    let kept_nowhere =
        request.extensions().get::<MatchedPath>().is_some_and(|path| privacy::UNKEPT.contains(&path.as_str()));
    if !is_known || kept_nowhere || request.method() != Method::POST || !is_api(request.uri().path()) {
        return next.run(request).await;
    }
    let Some(key) = request.headers().get(KEY).cloned() else { return next.run(request).await };
    let outcome = async {
        let key = read(&key)?;
        let app = web.app()?;
        run_once(app, visitor.actor(Role::System).id, key, request, next).await
    };
    outcome.await.unwrap_or_else(IntoResponse::into_response)
}

fn read(key: &HeaderValue) -> Result<&str, Problem> {
    let key = key.to_str().map_err(|_| Problem::BadRequest)?;
    let fits = (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(key) } else { Err(Problem::BadRequest) }
}

async fn run_once(app: &App, account: AccountId, key: &str, request: Request, next: Next) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.map_err(|_| Problem::TooLarge)?;
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let condition = parts.headers.get(IF_MATCH).map_or(&b""[..], HeaderValue::as_bytes);
    let hash = replay::request_hash(&[path.as_bytes(), condition, &body]);
    match replay::claim(app, account, key, &hash).await? {
        Claim::Done(answer) => return Ok(again(answer)),
        Claim::Running => return Err(Problem::Refused("key_running")),
        Claim::Other => return Err(Problem::KeyReused),
        Claim::Mine => {}
    }
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !answer.status().is_success() {
        // What was refused changed nothing; it may be tried again.
        replay::free(app, account, key).await?;
        return Ok(answer);
    }
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.map_err(|error| Problem::failed(&error))?;
    let location = parts.headers.get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let text = String::from_utf8_lossy(&body).into_owned();
    let kept = KeptAnswer { status: parts.status.as_u16(), location, body: text };
    replay::keep(app, account, key, &kept).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(kept: KeptAnswer) -> Response {
    let has_body = !kept.body.is_empty();
    let mut answer = Response::new(Body::from(kept.body));
    *answer.status_mut() = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let headers = answer.headers_mut();
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    if has_body {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    if let Some(location) = kept.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
        headers.insert(LOCATION, location);
    }
    answer
}

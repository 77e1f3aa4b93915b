//! When a page can't be shown: a page with words and a way on, or RFC 9457 JSON for programs.
//!
//! A failure is logged once, under a reference number that the visitor sees; its cause is never shown.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::api::is_api;
use super::chrome::Chrome;
use super::page::Page;
use super::router::Web;
use super::templates::RenderError;
use crate::domain::refusal::Refusal;
use crate::services::Error;

/// Why a page can't be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing at this address.
    NotFound,
    /// The address can't be read.
    BadRequest,
    /// The request names a host that is not ours.
    WrongHost,
    /// Nobody is signed in.
    SignInFirst,
    /// The own roles do not allow it.
    Forbidden,
    /// A form that did not come from our own pages, or from an older session.
    ForeignForm,
    /// Somebody else changed it first.
    Conflict,
    /// The rules say no; the code of the refusal.
    Refused(&'static str),
    /// No token, or one that does not hold.
    TokenFirst,
    /// The body is of another kind.
    WrongContentType,
    /// The body is larger than what is read.
    TooLarge,
    /// The body does not have its shape; what is wrong with it.
    Invalid(String),
    /// It is not what was seen any more.
    ChangedSince,
    /// A change does not say what was seen.
    NeedsCondition,
    /// The key of another request.
    KeyReused,
    /// Only reading is possible here.
    NotAllowed,
    /// It took too long, or a part is not ready.
    Unavailable,
    /// Something broke; the text is for the log.
    Failed(String),
}

impl Problem {
    /// A failure with its causes for the log.
    pub fn failed(error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        Self::Failed(text)
    }

    /// A stable code for programs and texts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::BadRequest => "bad_request",
            Self::WrongHost => "wrong_host",
            Self::SignInFirst => "sign_in",
            Self::Forbidden => "forbidden",
            Self::ForeignForm => "foreign_form",
            Self::Conflict => "conflict",
            Self::Refused(code) => code,
            Self::TokenFirst => "token",
            Self::WrongContentType => "wrong_content_type",
            Self::TooLarge => "too_large",
            Self::Invalid(_) => "invalid",
            Self::ChangedSince => "changed_since",
            Self::NeedsCondition => "needs_condition",
            Self::KeyReused => "key_reused",
            Self::NotAllowed => "not_allowed",
            Self::Unavailable => "unavailable",
            Self::Failed(_) => "failed",
        }
    }

    /// Which title; all refusals share one.
    const fn title(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            other => other.code(),
        }
    }

    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::SignInFirst | Self::TokenFirst => StatusCode::UNAUTHORIZED,
            Self::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::ChangedSince => StatusCode::PRECONDITION_FAILED,
            Self::NeedsCondition => StatusCode::PRECONDITION_REQUIRED,
            Self::Forbidden | Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::Conflict | Self::Refused(_) => StatusCode::CONFLICT,
            Self::NotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::NotAllowed),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::Unavailable),
            status if status.is_client_error() => Some(Self::BadRequest),
            status if status.is_server_error() => Some(Self::Failed(status.to_string())),
            _ => None,
        }
    }
}

impl From<RenderError> for Problem {
    fn from(error: RenderError) -> Self {
        Self::failed(&error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound { .. } => Self::NotFound,
            Error::Refused(Refusal::WrongRole { .. }) => Self::Forbidden,
            Error::Refused(refusal) => Self::Refused(refusal.code()),
            error if error.is_stale() => Self::Conflict,
            other => Self::failed(&other),
        }
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem to [`show`].
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page of a problem.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemPage {
    /// Status code.
    pub status: u16,
    /// Which title.
    pub title: &'static str,
    /// Which words below it.
    pub code: &'static str,
    /// Number to name when asking for help; only where something was logged.
    pub reference: Option<String>,
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "public/problem.html";

    fn samples() -> Vec<Self> {
        let all = [
            Problem::NotFound,
            Problem::BadRequest,
            Problem::WrongHost,
            Problem::SignInFirst,
            Problem::Forbidden,
            Problem::ForeignForm,
            Problem::Conflict,
            Problem::Refused("own_proposal"),
            Problem::TokenFirst,
            Problem::WrongContentType,
            Problem::TooLarge,
            Problem::Invalid(String::new()),
            Problem::ChangedSince,
            Problem::NeedsCondition,
            Problem::KeyReused,
            Problem::NotAllowed,
            Problem::Unavailable,
            Problem::Failed(String::new()),
        ];
        let page = |problem: Problem| {
            let reference = matches!(problem, Problem::Failed(_)).then(|| "0A1B-0001".to_owned());
            Self { status: problem.status().as_u16(), title: problem.title(), code: problem.code(), reference }
        };
        all.map(page).to_vec()
    }
}

/// Middleware: turns problems and bare error answers into a page or JSON, and logs failures.
pub async fn show(State(web): State<Web>, chrome: Chrome, request: Request, next: Next) -> Response {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let as_json = is_api(request.uri().path()) || (accept.contains("json") && !accept.contains("text/html"));
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let bare = !response.headers().contains_key(CONTENT_TYPE) || response.status() == StatusCode::BAD_REQUEST;
    let carried = response.extensions_mut().remove::<Problem>();
    let Some(problem) = carried.or_else(|| Problem::of_status(response.status()).filter(|_| bare)) else {
        return response;
    };
    let reference = match &problem {
        Problem::Failed(cause) => {
            let reference = reference(&web);
            let route = route.as_deref().unwrap_or("-");
            tracing::error!(reference, route, cause, "a page could not be shown");
            Some(reference)
        }
        _ => None,
    };
    let page =
        ProblemPage { status: problem.status().as_u16(), title: problem.title(), code: problem.code(), reference };
    let texts = web.engine.locales.texts(chrome.language);
    let mut answer = if as_json {
        let words = texts.word("problem-words", page.code);
        let detail = match &problem {
            Problem::Invalid(what) => format!("{words} ({what})"),
            _ => words,
        };
        let body = json!({
            "type": "about:blank",
            "title": texts.word("problem-title", page.title),
            "status": page.status,
            "detail": detail,
            "code": page.code,
            "reference": page.reference,
        });
        let mut answer = (problem.status(), Json(body)).into_response();
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if problem == Problem::TokenFirst {
            answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    } else {
        let body = web.engine.render(&page, &chrome).unwrap_or_else(|error| {
            tracing::error!(%error, "the page of a problem could not be shown");
            texts.word("problem-title", page.title)
        });
        (problem.status(), Html(body)).into_response()
    };
    if let Some(allow) = response.headers().get("allow") {
        answer.headers_mut().insert("allow", allow.clone());
    }
    answer
}

/// A number that tells one failure from the next: when, and which since start.
fn reference(web: &Web) -> String {
    static FAILURES: AtomicU32 = AtomicU32::new(0);
    let seconds = (web.clock)().timestamp() & 0xFFFF;
    format!("{seconds:04X}-{:04X}", (FAILURES.fetch_add(1, Ordering::Relaxed) + 1) & 0xFFFF)
}

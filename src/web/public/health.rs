//! `/healthz` (the process lives) and `/readyz` (it can do its work).

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::web::router::Web;

/// The process lives.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// It can do its work, or what is missing.
pub async fn ready(State(web): State<Web>) -> impl IntoResponse {
    let (status, text) = match (web.ready)().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")),
    };
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text)
}

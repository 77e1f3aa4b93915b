//! `/gate/{station}/events`: tells an open page at the gate that something changed, and nothing else; programs get the number
//! as JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::domain::flight::is_station_code;
use crate::services::live;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::views::{Live, Views};

/// Streams numbers to an `EventSource`.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Views::App(Live { app, .. }) = &web.views else { return Err(Problem::NotAllowed) };
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let app = Arc::clone(app);
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("text/event-stream") {
        return web.pulse().listen(&app).await;
    }
    Ok(Json(json!({ "version": live::version(&app).await? })).into_response())
}

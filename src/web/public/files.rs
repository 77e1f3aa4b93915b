//! Style sheets, scripts and pictures, under names that carry their content's hash.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::web::problem::Problem;
use crate::web::router::Web;

/// A file.
pub async fn show(State(web): State<Web>, Path(name): Path<String>) -> Result<Response, Problem> {
    let asset = web.engine.assets.find(&name).ok_or(Problem::NotFound)?;
    let headers = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes.clone()).into_response())
}

//! What programs get: JSON with a tag of its content, pages of a list, and where a new thing stands.

use axum::Json;
use axum::http::header::{ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::store::view::PAGE_SIZE;
use crate::web::problem::Problem;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paged<T> {
    /// Its lines.
    pub items: Vec<T>,
    /// What to ask for as `after` to get the next page; null on the last one.
    pub next: Option<String>,
}

impl<T> Paged<T> {
    /// The first page of what is left of a list in memory; `key` is what the next page begins behind.
    pub(super) fn first_of<L: Into<T>>(mut left: Vec<L>, key: impl Fn(&L) -> String) -> Self {
        let more = left.len() > PAGE_SIZE;
        left.truncate(PAGE_SIZE);
        let next = left.last().filter(|_| more).map(key);
        Self { items: left.into_iter().map(Into::into).collect(), next }
    }
}

/// The tag of a representation: the same content has the same tag.
pub(super) fn tag_of<T: Serialize>(content: &T) -> Result<String, Problem> {
    let bytes = serde_json::to_vec(content).map_err(|error| Problem::failed(&error))?;
    Ok(format!("\"{}\"", hex::encode(&Sha256::digest(&bytes)[..16])))
}

/// Content with its tag, or that it is what the program has already.
pub(super) fn tagged<T: Serialize>(headers: &HeaderMap, content: &T) -> Result<Response, Problem> {
    let tag = tag_of(content)?;
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut answer = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Json(content).into_response() };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.headers_mut().insert(ETAG, tag);
    }
    Ok(answer)
}

/// What was made, and where it stands.
pub(super) fn made<T: Serialize>(location: &str, content: T) -> Response {
    let mut answer = (StatusCode::CREATED, Json(content)).into_response();
    if let Ok(location) = HeaderValue::from_str(location) {
        answer.headers_mut().insert(LOCATION, location);
    }
    answer
}

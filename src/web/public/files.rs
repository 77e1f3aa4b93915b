//! Style sheets, scripts and pictures, under names that carry their content's hash; packed once, not for every request.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};

use crate::web::problem::Problem;
use crate::web::router::Web;

/// A file.
pub async fn show(State(web): State<Web>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = web.engine.assets.find(&name).ok_or(Problem::NotFound)?;
    let kept = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    match asset.packed().filter(|_| takes_gzip(&headers)) {
        Some(packed) => {
            let packing = [(CONTENT_ENCODING, "gzip"), (VARY, "accept-encoding")];
            Ok((kept, packing, packed.to_vec()).into_response())
        }
        None => Ok((kept, asset.bytes.clone()).into_response()),
    }
}

/// Whether a visitor named gzip, and not to refuse it.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let named = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    let refused = |weight: &str| weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';');
        parts.next().is_some_and(|coding| coding.trim().eq_ignore_ascii_case("gzip")) && !parts.any(refused)
    })
}

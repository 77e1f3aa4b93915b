//! `/gate/{station}/gifts/{id}/photo`: the photo of a hand-over, as a phone sends it. It is re-encoded before it is kept.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::actor::{Actor, Role};
use crate::domain::id::GiftId;
use crate::formats::photo::{LARGEST_BYTES, PhotoFault};
use crate::services::photos::{PhotoAnswer, add_photo, find_photo};
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Carries the form token beside a body that is a picture.
const TOKEN: &str = "giftgate-form-token";
/// Carries the phone's receipt.
const RECEIPT: &str = "giftgate-receipt";

/// Takes a photo in.
pub async fn take_in(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let by = match &visitor {
        Visitor::Open => Actor::simulated(Role::Gate),
        Visitor::Member(member) if Sha256::digest(header(TOKEN)) == Sha256::digest(&member.form_token) => {
            member.actor(Role::Gate)
        }
        Visitor::Member(_) => return Err(Problem::ForeignForm),
        Visitor::Stranger { .. } | Visitor::Program(_) => return Err(Problem::SignInFirst),
    };
    let receipt: Uuid = header(RECEIPT).parse().map_err(|_| Problem::BadRequest)?;
    let app = web.app()?;
    let told = |status: StatusCode, answer: &str| (status, Json(json!({ "answer": answer }))).into_response();
    let Ok(bytes) = to_bytes(body, LARGEST_BYTES).await else {
        return Ok(told(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
    };
    Ok(match add_photo(app, &station, gift, receipt, bytes.to_vec(), &by).await? {
        PhotoAnswer::Kept => told(StatusCode::CREATED, "kept"),
        PhotoAnswer::Before => told(StatusCode::OK, "duplicate"),
        PhotoAnswer::NoConsent => told(StatusCode::CONFLICT, "no_consent"),
        PhotoAnswer::Bad(PhotoFault::TooLarge) => told(StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        PhotoAnswer::Bad(PhotoFault::Unreadable) => told(StatusCode::UNPROCESSABLE_ENTITY, "unreadable"),
    })
}

/// Shows it to who approves posts, while the traveller's consent stands.
pub async fn show(State(web): State<Web>, At((slug, gift)): At<(String, GiftId)>) -> Result<Response, Problem> {
    let photo = find_photo(web.app()?, &slug, gift).await?.ok_or(Problem::NotFound)?;
    Ok(([(CONTENT_TYPE, "image/jpeg")], photo).into_response())
}

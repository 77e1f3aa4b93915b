//! `/hooks/posts`, `/hooks/bookings`, `/hooks/readings/{campaign}`: signed messages of other programs, in the form of
//! Standard Webhooks. The answer counts what became of each record; the same message again changes nothing.

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::flights::{text, turned_away, unreadable, whole};
use crate::app::App;
use crate::services::Error;
use crate::services::sources::{once, take_bookings, take_posts, take_readings};
use crate::services::trust::{Message, check_message};
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Posts, one JSON object a line.
pub async fn posts(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let take = async |body: &[u8]| take_posts(app, body, "webhook").await;
    Box::pin(signed(app, &app.outside().hook_keys, request, "posts", take)).await
}

/// Bookings as CSV, or PNL and ADL messages.
pub async fn bookings(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let take = async |body: &[u8]| take_bookings(app, body, "webhook").await;
    signed(app, &app.outside().hook_keys, request, "bookings", take).await
}

/// Readings of a campaign as CSV.
pub async fn readings(State(web): State<Web>, Path(slug): Path<String>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let take = async |body: &[u8]| take_readings(app, &slug, body, "webhook").await;
    signed(app, &app.outside().hook_keys, request, "readings", take).await
}

/// Does what a message asks for, once, where it is signed with one of the keys.
pub(super) async fn signed<T: Serialize>(
    app: &App,
    keys: &[String],
    request: Request,
    source: &'static str,
    take: impl AsyncFnOnce(&[u8]) -> Result<T, Error>,
) -> Result<Response, Problem> {
    let (headers, body) = whole(request).await?;
    let message =
        Message { id: text(&headers, "webhook-id"), timestamp: text(&headers, "webhook-timestamp"), body: &body };
    if let Err(why) = check_message(keys, &message, text(&headers, "webhook-signature"), app.now()) {
        return Ok(turned_away(why));
    }
    match once(app, source, message.id, take(&body)).await {
        Ok(Some(report)) => Ok(Json(report).into_response()),
        Ok(None) => Ok(Json(json!({ "duplicate_message": true })).into_response()),
        Err(error) => unreadable(error),
    }
}

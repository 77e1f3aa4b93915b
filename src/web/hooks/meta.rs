//! Meta's webhooks (`/hooks/meta`): set up by a word that both sides know, then signed messages. Experimental.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::flights::{problem, text};
use crate::services::meta_news::{is_signed, knows_word, take};
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Longest message; Meta puts up to a thousand changes into one.
const LARGEST: usize = 4 << 20;
/// Longest word that is given back.
const LONGEST_CHALLENGE: usize = 200;

/// What Meta asks when a webhook is set up.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.challenge")]
    challenge: String,
    #[serde(rename = "hub.verify_token")]
    word: String,
}

/// Gives the challenge back to whoever knows the word.
pub async fn verify(State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Result<Response, Problem> {
    let app = web.app()?;
    let Asked { mode, challenge, word } = asked.map(|Query(asked)| asked).unwrap_or_default();
    let plain = (1..=LONGEST_CHALLENGE).contains(&challenge.len())
        && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let known = app.meta_hook().is_some_and(|hook| knows_word(hook, &word));
    if mode == "subscribe" && known && plain {
        return Ok(([("content-type", "text/plain; charset=utf-8")], challenge).into_response());
    }
    // Whoever does not know the word learns nothing, not even that there is one.
    Err(Problem::NotFound)
}

/// Takes a signed message in.
pub async fn receive(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let (parts, body) = request.into_parts();
    let body: Bytes = to_bytes(body, LARGEST).await.map_err(|_| Problem::BadRequest)?;
    let signature = text(&parts.headers, "x-hub-signature-256");
    if !app.meta_hook().is_some_and(|hook| is_signed(hook, signature, &body)) {
        return Ok(problem(StatusCode::FORBIDDEN, "untrusted", "the word or the signature is not right"));
    }
    let opened = take(app, &body).await?;
    Ok(Json(json!({ "cases": opened })).into_response())
}

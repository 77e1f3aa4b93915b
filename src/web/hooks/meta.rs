//! Meta's webhooks (`/hooks/meta`): set up by a word that both sides know, then signed messages. Experimental.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::services::meta_news::{is_signed, knows_word, take};
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Longest message; Meta puts up to a thousand changes into one.
const LARGEST: usize = 4 << 20;
/// Longest word that is given back.
const LONGEST_CHALLENGE: usize = 200;

/// Gives the challenge back to whoever knows the word.
pub async fn verify(State(web): State<Web>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let app = web.app()?;
    let query = query.unwrap_or_default();
    let asked = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut found = pairs.filter(|(key, _)| key.replace("%2E", ".").replace("%2e", ".") == name);
        found.next().map(|(_, value)| value)
    };
    let word = asked("hub.verify_token").map(decode).unwrap_or_default();
    let challenge = asked("hub.challenge").unwrap_or_default();
    let plain = challenge.len() <= LONGEST_CHALLENGE
        && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let known = app.meta_hook().is_some_and(|hook| knows_word(hook, &word));
    if asked("hub.mode") == Some("subscribe") && known && plain && !challenge.is_empty() {
        return Ok(([("content-type", "text/plain; charset=utf-8")], challenge.to_owned()).into_response());
    }
    // Whoever does not know the word learns nothing, not even that there is one.
    Err(Problem::NotFound)
}

/// Takes a signed message in.
pub async fn receive(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let app = web.app()?;
    let (parts, body) = request.into_parts();
    let body: Bytes = to_bytes(body, LARGEST).await.map_err(|_| Problem::BadRequest)?;
    let signature = parts.headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !app.meta_hook().is_some_and(|hook| is_signed(hook, signature, &body)) {
        return Ok(turned_away());
    }
    let opened = take(app, &body).await?;
    Ok(Json(json!({ "cases": opened })).into_response())
}

fn turned_away() -> Response {
    let body = json!({ "type": "about:blank", "status": 403, "code": "untrusted", "detail": "the word or the signature is not right" });
    (StatusCode::FORBIDDEN, [("content-type", "application/problem+json")], body.to_string()).into_response()
}

/// A value of a query, decoded; what is no text stays as it is.
fn decode(value: &str) -> String {
    let (mut bytes, mut at) = (Vec::with_capacity(value.len()), 0);
    while let Some(first) = value.as_bytes().get(at).copied() {
        let digits = value.get(at + 1..at + 3).filter(|_| first == b'%');
        let hex = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(match (first, hex) {
            (b'+', None) => b' ',
            (_, Some(byte)) | (byte, None) => byte,
        });
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_query_are_decoded() {
        for (value, wanted) in
            [("a%20b+c", "a b c"), ("%", "%"), ("%zz", "%zz"), ("%C3%AB", "ë"), ("%FF", "%FF"), ("ë", "ë")]
        {
            assert_eq!(decode(value), wanted);
        }
    }
}

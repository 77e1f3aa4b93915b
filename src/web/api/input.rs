//! What programs send: JSON of a known shape, a condition on what they saw, and a query without unknown words.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::web::problem::Problem;

/// Largest body that is read; thousands of bookings fit.
pub(super) const LARGEST_BODY: usize = 8 << 20;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        if !is_json(request.headers()) {
            return Err(Problem::WrongContentType);
        }
        let bytes = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| Problem::TooLarge)?;
        // What is no JSON is not quoted back.
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|_| Problem::BadRequest)?;
        write_whole(&mut value);
        serde_json::from_value(value).map(Self).map_err(|error| Problem::Invalid(error.to_string()))
    }
}

/// Largest whole number that a float holds exactly: 2^53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// To JSON Schema (2020-12, core 4.2.3) 209.0 is the integer 209.
fn write_whole(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let whole = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < LARGEST_EXACT);
            if let Some(whole) = whole.and_then(|float| format!("{float:.0}").parse::<i64>().ok()) {
                *number = whole.into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(write_whole),
        Value::Object(fields) => fields.values_mut().for_each(write_whole),
        _ => {}
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// A query; unknown words and values are a problem.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(asked)| Self(asked)).map_err(|_| Problem::BadRequest)
    }
}

/// Refuses where a change is meant for something else than what stands there now (RFC 9110, 13.1.1).
pub(super) fn expect_seen(headers: &HeaderMap, tag: &str) -> Result<(), Problem> {
    let Some(seen) = headers.get(IF_MATCH) else { return Err(Problem::NeedsCondition) };
    let seen = seen.to_str().map_err(|_| Problem::ChangedSince)?;
    if seen.split(',').any(|one| one.trim() == tag) { Ok(()) } else { Err(Problem::ChangedSince) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_have_a_point() {
        let mut value = serde_json::json!({ "a": 209.0, "b": [1.5, -2.0, 1e300], "c": 7 });
        write_whole(&mut value);
        assert_eq!(value, serde_json::json!({ "a": 209, "b": [1.5, -2, 1e300], "c": 7 }));
    }

    #[test]
    fn a_change_names_what_was_seen() {
        let asked = |seen: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(seen) = seen {
                headers.insert(IF_MATCH, seen.parse().expect("a value"));
            }
            expect_seen(&headers, "\"b\"")
        };
        assert_eq!(asked(Some("\"b\"")), Ok(()));
        assert_eq!(asked(Some("\"a\", \"b\"")), Ok(()));
        assert_eq!(asked(Some("\"a\"")), Err(Problem::ChangedSince));
        // A weak tag is no promise that nothing changed, and a star names nothing that was seen.
        assert_eq!(asked(Some("W/\"b\"")), Err(Problem::ChangedSince));
        assert_eq!(asked(Some("*")), Err(Problem::ChangedSince));
        assert_eq!(asked(None), Err(Problem::NeedsCondition));
    }
}

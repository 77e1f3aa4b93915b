//! Flight news from outside, by webhook, API or poll: one way in, whoever brings it. What changes nothing is counted as known.
//!
//! A webhook is signed the Standard Webhooks way: HMAC-SHA-256 over `id.timestamp.body`, within five minutes, each id once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::intake::{IntakeReport, take_flights};
use super::{Error, sources};
use crate::app::App;
use crate::domain::flight::FlightEvent;
use crate::domain::instant::Instant;
pub use crate::formats::flight_map::FlightMap;
use crate::formats::quarantine::{Intake, IntakeRows};
use crate::formats::schiphol::read_flights;
use crate::formats::telex::{is_telex, read_telex};

/// How far a message's time stamp may be off.
const SKEW: Duration = Duration::minutes(5);
/// What webhooks are noted under.
const WEBHOOK: &str = "flights";
/// What polls are noted under: one a minute, whichever instance is first.
const POLL: &str = "flight_poll";

/// What a delivery of flight news did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsReport {
    /// What became of its records.
    #[serde(flatten)]
    pub records: IntakeReport,
    /// Gifts whose window moved.
    pub moved: usize,
    /// Gifts offered where their flight lands.
    pub offered: usize,
    /// Gifts taken back.
    pub withdrawn: usize,
}

/// A signed message.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The sender's id of it; the same one again is the same message.
    pub id: &'a str,
    /// Seconds since 1970, as text.
    pub timestamp: &'a str,
    /// `v1,BASE64`, several parted by blanks.
    pub signatures: &'a str,
    /// The body, byte by byte.
    pub body: &'a [u8],
}

/// Why a message is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    /// No key is configured.
    #[error("nobody may send anything here; set GIFTGATE_FLIGHT_KEYS or GIFTGATE_HOOK_KEYS")]
    NoKeys,
    /// None of its signatures is one of ours.
    #[error("the signature is not by one of the keys")]
    WrongSignature,
    /// It is too old, or from the future.
    #[error("the time stamp is more than five minutes off")]
    WrongTime,
}

/// Whether a message is by one of the keys and of now.
pub fn check_message(keys: &[String], message: &Message<'_>, now: Instant) -> Result<(), Untrusted> {
    if keys.is_empty() {
        return Err(Untrusted::NoKeys);
    }
    let sent_at = message.timestamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let fits = |key: &String, signature: &[u8]| {
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&bytes_of(key)) else { return false };
        for part in [message.id.as_bytes(), b".", message.timestamp.as_bytes(), b".", message.body] {
            mac.update(part);
        }
        mac.verify_slice(signature).is_ok()
    };
    let mut signatures = message.signatures.split_whitespace().filter_map(|text| text.strip_prefix("v1,"));
    let signed =
        signatures.any(|text| STANDARD.decode(text).is_ok_and(|bytes| keys.iter().any(|key| fits(key, &bytes))));
    if !signed || message.id.is_empty() || message.id.len() > 200 {
        return Err(Untrusted::WrongSignature);
    }
    match sent_at {
        Some(at) if (now - at).abs() <= SKEW => Ok(()),
        _ => Err(Untrusted::WrongTime),
    }
}

/// The bytes of a key: Standard Webhooks write them as `whsec_` and base64; any other key is its own letters.
fn bytes_of(key: &str) -> Vec<u8> {
    let written = key.strip_prefix("whsec_").and_then(|text| STANDARD.decode(text).ok());
    written.unwrap_or_else(|| key.as_bytes().to_vec())
}

/// The signature of a message, as a sender makes it.
pub fn sign_message(key: &str, id: &str, timestamp: &str, body: &[u8]) -> String {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&bytes_of(key)) else { return String::new() };
    for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        mac.update(part);
    }
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Whether a bearer token is one of the keys. Hashes are compared, so that the time tells nothing of how much fits.
pub fn check_token(keys: &[String], token: &str) -> Result<(), Untrusted> {
    if keys.is_empty() {
        return Err(Untrusted::NoKeys);
    }
    let same = |key: &String| Sha256::digest(key) == Sha256::digest(token);
    if keys.iter().any(same) { Ok(()) } else { Err(Untrusted::WrongSignature) }
}

/// Takes in a signed message that was checked; `None` where it came in before.
pub async fn take_message(app: &App, message: &Message<'_>) -> Result<Option<NewsReport>, Error> {
    // Read first: what can't be read may be sent again under the same id once it is repaired.
    let intake = read(app, message.body, "webhook").await?;
    sources::once(app, WEBHOOK, message, take_rows(app, IntakeRows::from(intake))).await
}

/// Takes in flight news: CSV, the JSON of a Schiphol-style API, or movement and schedule messages.
pub async fn take_body(app: &App, body: &[u8], name: &str) -> Result<NewsReport, Error> {
    let intake = read(app, body, name).await?;
    take_rows(app, IntakeRows::from(intake)).await
}

/// Takes in the answer of an API whose records a mapping explains.
pub async fn take_mapped(app: &App, map: &FlightMap, body: &[u8], name: &str) -> Result<NewsReport, Error> {
    take_rows(app, IntakeRows::from(map.flights(body, name)?)).await
}

async fn read(app: &App, body: &[u8], name: &str) -> Result<Intake<FlightEvent>, Error> {
    if !is_telex(body) {
        return Ok(read_flights(body, name)?);
    }
    let known: Vec<_> = app.store.list_flights().await?.into_iter().map(|(_, flight)| flight).collect();
    Ok(read_telex(body, name, &known, app.now())?)
}

async fn take_rows(app: &App, rows: IntakeRows<FlightEvent>) -> Result<NewsReport, Error> {
    let (records, clock) = take_flights(app, rows).await?;
    Ok(NewsReport { records, moved: clock.moved, offered: clock.offered, withdrawn: clock.withdrawn })
}

/// Whether this instance is the one to ask the flight API in this minute.
pub async fn claim_poll(app: &App) -> Result<bool, Error> {
    let now = app.now();
    let minute = now.timestamp().div_euclid(60).to_string();
    let mut tx = app.store.begin().await?;
    let first = tx.add_hook_message(POLL, &minute, now).await?;
    tx.commit().await?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "a key of the airport, long enough";

    fn at(seconds: i64) -> Instant {
        DateTime::from_timestamp(seconds, 0).expect("an instant")
    }

    #[test]
    fn a_key_in_the_standard_form_is_its_base64() {
        // The example of the specification's own libraries: the same message signs the same there.
        let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signature = sign_message(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b"{\"test\": 2432232314}");
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn only_a_fresh_message_by_one_of_two_keys_is_trusted() {
        let keys = ["an older key that still counts".to_owned(), KEY.to_owned()];
        let signature = sign_message(KEY, "msg_1", "1741068000", b"{}");
        let message = Message { id: "msg_1", timestamp: "1741068000", signatures: &signature, body: b"{}" };
        let check = |message: &Message<'_>, seconds| check_message(&keys, message, at(seconds));
        assert_eq!(check(&message, 1_741_068_299), Ok(()));
        assert_eq!(check(&message, 1_741_067_701), Ok(()));
        for late in [1_741_068_301, 1_741_067_699, 0] {
            assert_eq!(check(&message, late), Err(Untrusted::WrongTime), "{late}");
        }
        let wrong = Err(Untrusted::WrongSignature);
        assert_eq!(check(&Message { body: b"{ }", ..message }, 1_741_068_000), wrong);
        assert_eq!(check(&Message { id: "msg_2", ..message }, 1_741_068_000), wrong);
        assert_eq!(check(&Message { timestamp: "1741068001", ..message }, 1_741_068_000), wrong);
        for broken in ["", "v1,", "v1,!!", &signature[3..], "v2,AAAA"] {
            assert_eq!(check(&Message { signatures: broken, ..message }, 1_741_068_000), wrong, "{broken}");
        }
        let several = format!("v1,AAAA {signature}");
        assert_eq!(check(&Message { signatures: &several, ..message }, 1_741_068_000), Ok(()));
        assert_eq!(check_message(&[], &message, at(1_741_068_000)), Err(Untrusted::NoKeys));
        assert_eq!(check_token(&keys, KEY), Ok(()));
        assert_eq!(check_token(&keys, ""), wrong);
    }
}

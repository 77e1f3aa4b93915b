//! Whether another program that sends something is one of ours: by its signature, or by its token.
//!
//! A webhook is signed the Standard Webhooks way: HMAC-SHA-256 over `id.timestamp.body`, within five minutes, each id once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration};
use sha2::{Digest, Sha256};

use crate::domain::instant::Instant;
pub use crate::domain::webhook::Message;

/// How far a message's time stamp may be off.
const SKEW: Duration = Duration::minutes(5);

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

/// Whether a message is signed with one of the keys, and of now.
pub fn check_message(keys: &[String], message: &Message<'_>, signatures: &str, now: Instant) -> Result<(), Untrusted> {
    if keys.is_empty() {
        return Err(Untrusted::NoKeys);
    }
    let signed = keys.iter().any(|key| message.is_signed(&bytes_of(key), signatures));
    if !signed || message.id.is_empty() || message.id.len() > 200 {
        return Err(Untrusted::WrongSignature);
    }
    let sent_at = message.timestamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
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

/// Whether a bearer token is one of the keys. Hashes are compared, so that the time tells nothing of how much fits.
pub fn check_token(keys: &[String], token: &str) -> Result<(), Untrusted> {
    if keys.is_empty() {
        return Err(Untrusted::NoKeys);
    }
    let same = |key: &String| Sha256::digest(key) == Sha256::digest(token);
    if keys.iter().any(same) { Ok(()) } else { Err(Untrusted::WrongSignature) }
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
        let keys = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()];
        let (id, timestamp) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330");
        let message = Message { id, timestamp, body: b"{\"test\": 2432232314}" };
        let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(check_message(&keys, &message, signature, at(1_614_265_330)), Ok(()));
    }

    #[test]
    fn only_a_fresh_message_by_one_of_two_keys_is_trusted() {
        let keys = ["an older key that still counts".to_owned(), KEY.to_owned()];
        let message = Message { id: "msg_1", timestamp: "1741068000", body: b"{}" };
        let signature = message.sign(KEY.as_bytes());
        let check = |message: &Message<'_>, seconds| check_message(&keys, message, &signature, at(seconds));
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
            assert_eq!(check_message(&keys, &message, broken, at(1_741_068_000)), wrong, "{broken}");
        }
        let several = format!("v1,AAAA {signature}");
        assert_eq!(check_message(&keys, &message, &several, at(1_741_068_000)), Ok(()));
        assert_eq!(check_message(&[], &message, &signature, at(1_741_068_000)), Err(Untrusted::NoKeys));
        assert_eq!(check_token(&keys, KEY), Ok(()));
        assert_eq!(check_token(&keys, ""), wrong);
    }
}

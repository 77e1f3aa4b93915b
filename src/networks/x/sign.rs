//! Requests in an account's own name: OAuth 1.0a with HMAC-SHA-1 (RFC 5849), whose tokens neither expire nor turn over.
//!
//! What is signed is what is sent: query values are encoded here, once, for both.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::domain::instant::Instant;
use crate::domain::uri::encode;

/// The secrets of an account and of the app that acts for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    /// The app's key.
    pub api_key: String,
    /// Its secret.
    pub api_secret: String,
    /// The account's token for this app.
    pub access_token: String,
    /// Its secret.
    pub access_secret: String,
    /// The app's bearer token, for what is no account's.
    pub bearer: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Reads lines `api_key = "…"`; an error is the name that is missing.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let find = |name: &'static str| {
            let lines = text.lines().filter_map(|line| line.split_once('='));
            let mut found = lines.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim());
            let value = found.next().map(|value| value.trim_matches('"').to_owned());
            value.filter(|value| !value.is_empty()).ok_or(name)
        };
        Ok(Self {
            api_key: find("api_key")?,
            api_secret: find("api_secret")?,
            access_token: find("access_token")?,
            access_secret: find("access_secret")?,
            bearer: find("bearer")?,
        })
    }

    /// The header that lets a request in. `url` has no query.
    pub(super) fn authorize(&self, method: &str, url: &str, query: &[(&str, &str)], now: Instant) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let once = (COUNT.fetch_add(1, Ordering::Relaxed), std::process::id(), now.timestamp_micros());
        let nonce = hex::encode(&Sha256::digest(format!("{once:?} {}", self.access_secret))[..16]);
        self.authorize_with(method, url, query, (&nonce, &now.timestamp().to_string()))
    }

    fn authorize_with(&self, method: &str, url: &str, query: &[(&str, &str)], (nonce, at): (&str, &str)) -> String {
        let own = [
            ("oauth_consumer_key", self.api_key.as_str()),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", at),
            ("oauth_token", &self.access_token),
            ("oauth_version", "1.0"),
        ];
        let mut pairs: Vec<(String, String)> =
            own.iter().chain(query).map(|(name, value)| (encode(name), encode(value))).collect();
        pairs.sort();
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let base = format!("{method}&{}&{}", encode(url), encode(&pairs.join("&")));
        let key = format!("{}&{}", encode(&self.api_secret), encode(&self.access_secret));
        let signature = <Hmac<Sha1> as KeyInit>::new_from_slice(key.as_bytes()).map_or_else(
            |_| String::new(),
            |mut mac| {
                mac.update(base.as_bytes());
                STANDARD.encode(mac.finalize().into_bytes())
            },
        );
        let signed = own.into_iter().chain([("oauth_signature", signature.as_str())]);
        let header: Vec<String> = signed.map(|(name, value)| format!("{name}=\"{}\"", encode(value))).collect();
        format!("OAuth {}", header.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of X's own page "Creating a signature".
    #[test]
    fn a_signature_is_the_one_of_the_documentation() {
        let keys = Keys {
            api_key: "xvz1evFS4wEEPTGEFPHBog".to_owned(),
            api_secret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw".to_owned(),
            access_token: "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb".to_owned(),
            access_secret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE".to_owned(),
            bearer: "b".to_owned(),
        };
        let query = [("status", "Hello Ladies + Gentlemen, a signed OAuth request!"), ("include_entities", "true")];
        let once = ("kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", "1318622958");
        let header = keys.authorize_with("POST", "https://api.twitter.com/1.1/statuses/update.json", &query, once);
        assert!(header.contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\""), "{header}");
        assert!(!format!("{keys:?}").contains("kAcS"));
    }

    #[test]
    fn keys_are_read_and_the_missing_one_is_named() {
        let text = "api_key = \"a\"\napi_secret=b=\naccess_token = c\naccess_secret = d\nbearer = e\n";
        assert_eq!(Keys::read(text).map(|keys| keys.api_secret), Ok("b=".to_owned()));
        assert_eq!(Keys::read(&text.replace("bearer = e", "")), Err("bearer"));
    }
}

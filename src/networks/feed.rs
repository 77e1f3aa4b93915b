//! Fetches feeds. Bounded in time and size; a fault says what the other side did.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::ACCEPT;

use super::http::{use_ring, why_of};

/// Longest feed that is read, bytes.
const LARGEST: usize = 4 << 20;
/// A server that takes longer is away.
const PATIENCE: Duration = Duration::from_secs(10);
/// Times that a server may send us elsewhere.
const HOPS: usize = 3;

/// A feed could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the feed can't be fetched ({0}); it is tried again")]
pub struct Away(pub String);

/// Fetches feeds.
#[derive(Debug, Clone)]
pub struct Fetcher(Client);

impl Default for Fetcher {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl Fetcher {
    /// One with a patience of its own, for tests. TLS is rustls with ring.
    pub fn with_patience(patience: Duration) -> Self {
        use_ring();
        let client = Client::builder()
            .timeout(patience)
            .connect_timeout(patience)
            .redirect(reqwest::redirect::Policy::limited(HOPS))
            .user_agent(concat!("giftgate/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("options that are fixed here make a client");
        Self(client)
    }

    /// The text at an address.
    pub async fn fetch(&self, url: &str) -> Result<String, Away> {
        let away = |error: &reqwest::Error| Away(why_of(error).to_owned());
        let kinds = "application/rss+xml, application/atom+xml, application/xml, text/xml";
        let mut response = self.0.get(url).header(ACCEPT, kinds).send().await.map_err(|error| away(&error))?;
        if !response.status().is_success() {
            return Err(Away(response.status().as_u16().to_string()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| away(&error))? {
            if bytes.len() + chunk.len() > LARGEST {
                return Err(Away("it is too long".to_owned()));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

//! Requests to networks: bounded in time and size, never redirected, and faults without a word of what was sent.

use std::time::Duration;

use chrono::DateTime;
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode};
use serde_json::Value;

use super::Fault;
use crate::domain::post::Network;

/// Longest answer that is read.
const LARGEST: usize = 1 << 20;
/// A network that takes longer is away.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// An account that is locked or not let in is put right by people; asking often makes it worse.
const LOCKED_OUT: Duration = Duration::from_mins(10);
/// The longest a network may make us wait.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Makes ring the one that TLS is done with.
pub fn use_ring() {
    // It is there already where another client was made before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client. TLS is rustls with ring.
pub(super) fn client(patience: Duration) -> Client {
    build(Client::builder().timeout(patience), patience)
}

/// A client for answers that never end; it gives up where nothing comes for so long.
pub(super) fn streaming_client(silence: Duration) -> Client {
    build(Client::builder().read_timeout(silence), silence)
}

fn build(builder: ClientBuilder, patience: Duration) -> Client {
    use_ring();
    builder
        .connect_timeout(patience.min(Duration::from_secs(5)))
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("giftgate/", env!("CARGO_PKG_VERSION")))
        .build()
        .expect("options that are fixed here make a client")
}

/// An answer: its status, and its body as JSON where it is some.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) retry_after: Option<Duration>,
    pub(super) body: Value,
}

impl Answer {
    /// A text of the body.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.body.get(key).and_then(Value::as_str)
    }

    /// The answer as a fault: later where the network has a trouble of its own or asks for time, else for good.
    pub(super) fn fault(&self, network: Network) -> Fault {
        let code =
            self.text("error").filter(|code| code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let number = self.status.as_u16();
        let why = code.map_or_else(|| number.to_string(), |code| format!("{number}, {code}"));
        let away = |retry_after, perhaps_done| Fault::Away { network, why: why.clone(), retry_after, perhaps_done };
        let locked_out = matches!(self.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
            || code.is_some_and(|code| code.starts_with("Account"));
        match self.status {
            _ if locked_out => away(Some(self.retry_after.unwrap_or(LOCKED_OUT)), false),
            StatusCode::TOO_MANY_REQUESTS => away(self.retry_after, false),
            StatusCode::REQUEST_TIMEOUT => away(self.retry_after, true),
            status if status.is_server_error() => away(self.retry_after, true),
            // A server that moved or lost its ways is put right by people, and then the same try is good.
            status if status.is_redirection() || status == StatusCode::NOT_FOUND => away(self.retry_after, false),
            _ => Fault::Refused { network, why },
        }
    }
}

/// Sends a request and reads the answer.
pub(super) async fn send(network: Network, request: RequestBuilder) -> Result<Answer, Fault> {
    read_answer(network, request.send().await.map_err(|error| away(network, &error))?).await
}

/// Reads the answer to a request.
pub(super) async fn read_answer(network: Network, mut response: Response) -> Result<Answer, Fault> {
    let (status, retry_after) = (response.status(), wait_asked(&response));
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| away(network, &error))? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(Fault::cut_off(network, "the answer is too long"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Answer { status, retry_after, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
}

fn away(network: Network, error: &reqwest::Error) -> Fault {
    let fault = if error.is_connect() { Fault::away } else { Fault::cut_off };
    fault(network, why_of(error))
}

/// What happened to a request, without a word of what was sent.
pub(super) fn why_of(error: &reqwest::Error) -> &'static str {
    match () {
        () if error.is_timeout() => "no answer",
        () if error.is_connect() => "no connection",
        () if error.is_redirect() => "it leads elsewhere too often",
        () => "cut off",
    }
}

/// Where X, Bluesky and Mastodon say when their window ends.
const RESETS: [&str; 3] = ["x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset"];

/// How long a network wants to be left alone: as it says, or until its window ends by its own clock.
pub(super) fn wait_asked(response: &Response) -> Option<Duration> {
    let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::trim);
    wait_of(response.status(), header)
}

fn wait_of<'a>(status: StatusCode, header: impl Fn(&str) -> Option<&'a str>) -> Option<Duration> {
    let asked = || header(RETRY_AFTER.as_str())?.parse::<u64>().ok();
    let window = || {
        let reset = RESETS.iter().find_map(|name| header(name)).filter(|_| status == StatusCode::TOO_MANY_REQUESTS)?;
        // Seconds since 1970 on X and Bluesky, an instant in words on Mastodon.
        let in_words = || Some(DateTime::parse_from_rfc3339(reset).ok()?.timestamp());
        let reset: i64 = reset.parse().ok().or_else(in_words)?;
        let there = DateTime::parse_from_rfc2822(header("date")?).ok()?.timestamp();
        u64::try_from(reset.saturating_sub(there).max(1)).ok()
    };
    Some(Duration::from_secs(asked().or_else(window)?).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_says_in_its_own_way_when_it_wants_to_be_asked_again() {
        let date = ("date", "Tue, 04 Mar 2025 12:00:00 GMT");
        let wait = |status, headers: &[(&str, &'static str)]| {
            wait_of(status, |name| headers.iter().find(|(own, _)| *own == name).map(|(_, value)| *value))
        };
        let busy = StatusCode::TOO_MANY_REQUESTS;
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(wait(busy, &[("retry-after", "20"), ("ratelimit-reset", "1741090200"), date]), seconds(20));
        assert_eq!(wait(busy, &[("x-rate-limit-reset", "1741089690"), date]), seconds(90));
        assert_eq!(wait(busy, &[("ratelimit-reset", "1741089900"), date]), seconds(300));
        assert_eq!(wait(busy, &[("x-ratelimit-reset", "2025-03-04T12:04:00.123456Z"), date]), seconds(240));
        assert_eq!(wait(busy, &[("x-ratelimit-reset", "2025-03-04T11:00:00Z"), date]), seconds(1));
        assert_eq!(wait(busy, &[("x-ratelimit-reset", "soon"), date]), None);
        assert_eq!(wait(StatusCode::OK, &[("ratelimit-reset", "1741089900"), date]), None, "every answer says it");
    }
}

//! Mastodon's streaming by server-sent events: `event:` and `data:` lines, a beat every few seconds.

use std::time::Duration;

use reqwest::Response;

use super::Fault;
use super::http::{streaming_client, wait_asked};
use crate::domain::post::Network;

/// A server beats every fifteen seconds; one that is silent for so long is gone.
const SILENCE: Duration = Duration::from_mins(1);
/// Longest event that is read, bytes.
const LARGEST: usize = 1 << 20;

/// An open line.
#[derive(Debug)]
pub(super) struct Sse {
    response: Response,
    unread: Vec<u8>,
    event: String,
    data: String,
}

fn away(why: &str) -> Fault {
    Fault::away(Network::Mastodon, why)
}

impl Sse {
    pub(super) async fn open(url: &str, token: Option<&str>) -> Result<Self, Fault> {
        let mut request = streaming_client(SILENCE).get(url).header("Accept", "text/event-stream");
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.map_err(|_| away("no connection"))?;
        let status = response.status();
        if !status.is_success() {
            let retry_after = wait_asked(&response);
            let why = status.as_u16().to_string();
            return Err(Fault::Away { network: Network::Mastodon, why, retry_after, perhaps_done: false });
        }
        Ok(Self { response, unread: Vec::new(), event: String::new(), data: String::new() })
    }

    /// The next event: its name and its data.
    pub(super) async fn next(&mut self) -> Result<(String, String), Fault> {
        loop {
            while let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.unread.drain(..=end).collect();
                if let Some(told) = self.take(&String::from_utf8_lossy(&line)) {
                    return Ok(told);
                }
            }
            if self.unread.len() + self.data.len() > LARGEST {
                return Err(away("an event is too long"));
            }
            match self.response.chunk().await {
                Ok(Some(bytes)) => self.unread.extend_from_slice(&bytes),
                Ok(None) => return Err(away("the line was closed")),
                Err(error) => return Err(away(if error.is_timeout() { "nothing comes" } else { "the line broke" })),
            }
        }
    }

    /// Takes a line; an empty one ends an event.
    fn take(&mut self, line: &str) -> Option<(String, String)> {
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            let told = (std::mem::take(&mut self.event), std::mem::take(&mut self.data));
            return (!told.1.is_empty()).then_some(told);
        }
        if let Some(name) = line.strip_prefix("event:") {
            name.trim_start().clone_into(&mut self.event);
        } else if let Some(data) = line.strip_prefix("data:") {
            if !self.data.is_empty() {
                self.data.push('\n');
            }
            self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
        }
        None
    }
}

//! A timeline of a Mastodon server, live: by server-sent events, or by WebSocket where a server has no other way.

use serde_json::Value;

use super::Fault;
use super::http::{PATIENCE, client, send};
use super::socket::{Frame, Socket};
use super::sse::Sse;
use crate::domain::post::Network;

/// Longest event that is read, bytes.
const LARGEST: usize = 1 << 20;
/// What servers without server-sent events answer when asked for some.
const NO_SSE: [&str; 8] = ["400", "404", "405", "406", "410", "415", "426", "501"];

/// An open line.
#[derive(Debug)]
pub(super) enum Timeline {
    Sse(Box<Sse>),
    Socket(Box<Socket>),
}

impl Timeline {
    pub(super) async fn open(server: &str, token: Option<&str>, timeline: &str) -> Result<Self, Fault> {
        let server = server.trim_end_matches('/');
        let path = match timeline.split_once(':') {
            Some((_, tag)) => format!("hashtag?tag={tag}"),
            None => timeline.to_owned(),
        };
        match Sse::open(&format!("{server}/api/v1/streaming/{path}"), token).await {
            Ok(line) => Ok(Self::Sse(Box::new(line))),
            Err(Fault::Away { why, .. }) if NO_SSE.contains(&why.as_str()) => {
                let query = match timeline.split_once(':') {
                    Some((_, tag)) => format!("hashtag&tag={tag}"),
                    None => timeline.replace('/', ":"),
                };
                let url = format!("{}/api/v1/streaming?stream={query}", streaming_address(server).await);
                Ok(Self::Socket(Box::new(Socket::open(Network::Mastodon, &url, token, LARGEST).await?)))
            }
            Err(fault) => Err(fault),
        }
    }

    /// The next event: its name and its data.
    pub(super) async fn next(&mut self) -> Result<(String, String), Fault> {
        let socket = match self {
            Self::Sse(line) => return line.next().await,
            Self::Socket(socket) => socket,
        };
        loop {
            let Frame::Text(line) = socket.next().await? else { continue };
            let Ok(told) = serde_json::from_str::<Value>(&line) else { continue };
            // Some servers write the payload of a deletion as a number.
            let payload = match &told["payload"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if let Some(event) = told["event"].as_str() {
                return Ok((event.to_owned(), payload));
            }
        }
    }
}

/// Where a server streams: larger ones have a host of its own for it. Secrets never go where they would travel in clear.
async fn streaming_address(server: &str) -> String {
    let own = server.replacen("http", "ws", 1);
    let request = client(PATIENCE).get(format!("{server}/api/v2/instance"));
    let Ok(answer) = send(Network::Mastodon, request).await else { return own };
    let told = answer.body["configuration"]["urls"]["streaming"].as_str().unwrap_or_default().trim_end_matches('/');
    let safe = told.starts_with("wss://") || (told.starts_with("ws://") && server.starts_with("http://"));
    if answer.status.is_success() && safe { told.to_owned() } else { own }
}

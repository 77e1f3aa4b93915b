//! Jetstream: the public events of Bluesky as lines of JSON over a WebSocket. Form: <https://github.com/bluesky-social/jetstream>.

use super::Fault;
use super::socket::{Frame, Socket};
use crate::domain::post::Network;

/// Longest message that is read; a record of the network is far below it.
const LARGEST: usize = 1 << 20;

/// An open line.
#[derive(Debug)]
pub(super) struct Jetstream(Socket);

impl Jetstream {
    /// Opens a line that tells of posts and accounts, from an event's time in microseconds on where one is given.
    pub(super) async fn open(url: &str, cursor: Option<&str>) -> Result<Self, Fault> {
        let joint = if url.contains('?') { '&' } else { '?' };
        let mut url = format!("{url}{joint}wantedCollections=app.bsky.feed.post");
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={cursor}");
        }
        Ok(Self(Socket::open(Network::Bluesky, &url, None, LARGEST).await?))
    }

    /// The next event.
    pub(super) async fn next(&mut self) -> Result<String, Fault> {
        loop {
            if let Frame::Text(line) = self.0.next().await? {
                return Ok(line);
            }
        }
    }
}

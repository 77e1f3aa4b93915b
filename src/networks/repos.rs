//! The AT Protocol's own firehose (`com.atproto.sync.subscribeRepos`), of one server or of a relay for all of them.
//!
//! It goes on behind the last frame told. Where it does not go back so far, or was begun anew, that is said.

use std::collections::VecDeque;

use super::frames::{Told, read};
use super::socket::{Frame, Socket};
use super::{Fault, Message};
use crate::domain::post::Network;

/// Longest frame that is read: five megabytes are the protocol's limit.
const LARGEST: usize = 5 << 20;
/// The name of the event that says that something is missing.
pub(super) const GAP: &str = "gap";

/// An open line.
#[derive(Debug)]
pub(super) struct Repos {
    url: String,
    socket: Socket,
    waiting: VecDeque<Message>,
}

impl Repos {
    /// Opens a line, behind a place where one is given.
    pub(super) async fn open(url: &str, cursor: Option<&str>) -> Result<Self, Fault> {
        let url = format!("{}/xrpc/com.atproto.sync.subscribeRepos", url.trim_end_matches('/'));
        let from = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
        let socket = Socket::open(Network::Bluesky, &format!("{url}{from}"), None, LARGEST).await?;
        Ok(Self { url, socket, waiting: VecDeque::new() })
    }

    /// The next event in Jetstream's form, or an empty one that only moves the place on.
    pub(super) async fn next(&mut self) -> Result<Message, Fault> {
        loop {
            if let Some(message) = self.waiting.pop_front() {
                return Ok(message);
            }
            let Frame::Bytes(frame) = self.socket.next().await? else { continue };
            match read(&frame) {
                Told::Events(seq, events) => {
                    let message = |data: String| Message { event: String::new(), data, cursor: Some(seq), place: None };
                    self.waiting.extend(events.iter().map(|event| message(event.to_string())));
                    if events.is_empty() {
                        return Ok(message(String::new()));
                    }
                }
                Told::Outdated => return Ok(gap()),
                Told::FutureCursor => {
                    self.socket = Socket::open(Network::Bluesky, &self.url, None, LARGEST).await?;
                    return Ok(gap());
                }
                Told::End => return Err(Fault::away(Network::Bluesky, "the stream ended")),
                Told::Nothing => {}
            }
        }
    }
}

fn gap() -> Message {
    Message { event: GAP.to_owned(), data: String::new(), cursor: None, place: None }
}

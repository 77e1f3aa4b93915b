//! Jetstream: the public events of Bluesky as lines of JSON over a WebSocket. Form: <https://github.com/bluesky-social/jetstream>.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::Fault;
use super::http::use_ring;
use crate::domain::post::Network;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// A line on which nothing comes for so long is asked whether it still stands; twice without a word, it does not.
const SILENCE: Duration = Duration::from_secs(20);
/// Longest message that is read; a record of the network is far below it.
const LARGEST: usize = 1 << 20;

/// An open line.
#[derive(Debug)]
pub(super) struct Jetstream {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

fn away(why: &str) -> Fault {
    Fault::away(Network::Bluesky, why)
}

impl Jetstream {
    /// Opens a line that tells of posts and accounts, from an event's time in microseconds on where one is given.
    pub(super) async fn open(url: &str, cursor: Option<&str>) -> Result<Self, Fault> {
        use_ring();
        let joint = if url.contains('?') { '&' } else { '?' };
        let mut url = format!("{url}{joint}wantedCollections=app.bsky.feed.post");
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={cursor}");
        }
        let bounds = WebSocketConfig::default().max_message_size(Some(LARGEST)).max_frame_size(Some(LARGEST));
        let opened = timeout(CONNECT, connect_async_with_config(url, Some(bounds), true)).await;
        let (socket, _) = opened.map_err(|_| away("no answer"))?.map_err(|_| away("no connection"))?;
        Ok(Self { socket })
    }

    /// The next event.
    pub(super) async fn next(&mut self) -> Result<String, Fault> {
        let mut asked = false;
        loop {
            match timeout(SILENCE, self.socket.next()).await {
                Ok(Some(Ok(Message::Text(line)))) => return Ok(line.as_str().to_owned()),
                Ok(Some(Ok(Message::Close(_))) | None) => return Err(away("the line was closed")),
                Ok(Some(Ok(_))) => asked = false,
                Ok(Some(Err(_))) => return Err(away("the line broke")),
                Err(_) if asked => return Err(away("nothing comes")),
                Err(_) => {
                    asked = true;
                    let ping = self.socket.send(Message::Ping(Vec::new().into()));
                    ping.await.map_err(|_| away("the line broke"))?;
                }
            }
        }
    }
}

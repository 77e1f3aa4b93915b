//! A WebSocket that is listened to: opened within bounds, asked whether it still stands where nothing comes.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::Fault;
use super::http::use_ring;
use crate::domain::post::Network;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// A line on which nothing comes for so long is asked whether it still stands; twice without a word, it does not.
const SILENCE: Duration = Duration::from_secs(20);

/// An open line.
#[derive(Debug)]
pub(super) struct Socket {
    network: Network,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// What came.
#[derive(Debug)]
pub(super) enum Frame {
    Text(String),
    Bytes(Vec<u8>),
}

impl Socket {
    /// Opens a line; a message is at most `largest` bytes.
    pub(super) async fn open(network: Network, url: &str, token: Option<&str>, largest: usize) -> Result<Self, Fault> {
        use_ring();
        let away = |why: &str| Fault::away(network, why);
        let mut request = url.into_client_request().map_err(|_| away("no address"))?;
        let agent = HeaderValue::from_static(concat!("giftgate/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert("User-Agent", agent);
        if let Some(token) = token {
            let value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| away("no token"))?;
            request.headers_mut().insert("Authorization", value);
        }
        let bounds = WebSocketConfig::default().max_message_size(Some(largest)).max_frame_size(Some(largest));
        let opened = timeout(CONNECT, connect_async_with_config(request, Some(bounds), true)).await;
        let (socket, _) = opened.map_err(|_| away("no answer"))?.map_err(|error| match error {
            Error::Http(answer) => away(answer.status().as_str()),
            _ => away("no connection"),
        })?;
        Ok(Self { network, socket })
    }

    /// The next message.
    pub(super) async fn next(&mut self) -> Result<Frame, Fault> {
        let away = |why: &str| Fault::away(self.network, why);
        let mut asked = false;
        loop {
            match timeout(SILENCE, self.socket.next()).await {
                Ok(Some(Ok(Message::Text(line)))) => return Ok(Frame::Text(line.as_str().to_owned())),
                Ok(Some(Ok(Message::Binary(bytes)))) => return Ok(Frame::Bytes(bytes.into())),
                Ok(Some(Ok(Message::Close(_))) | None) => return Err(away("the line was closed")),
                Ok(Some(Ok(_))) => asked = false,
                Ok(Some(Err(_))) => return Err(away("the line broke")),
                Err(_) if asked => return Err(away("nothing comes")),
                Err(_) => {
                    asked = true;
                    let ping = self.socket.send(Message::Ping(Vec::new().into()));
                    ping.await.map_err(|_| Fault::away(self.network, "the line broke"))?;
                }
            }
        }
    }
}

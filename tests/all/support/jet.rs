//! A Jetstream of a test's own: tells every listener what was said since the cursor they come with, and all that follows.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};

/// Events by their time in microseconds.
type Told = Arc<Mutex<Vec<(u64, String)>>>;

/// A stream.
pub struct Jet {
    pub url: String,
    told: Told,
    /// How many times the lines were cut, and how many events there are.
    pulse: watch::Sender<(usize, usize)>,
    cursors: Arc<Mutex<Vec<Option<u64>>>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for Jet {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Jet {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("ws://{}/subscribe", listener.local_addr().expect("an address"));
        let (told, cursors) = (Told::default(), Arc::new(Mutex::new(Vec::new())));
        let pulse = watch::Sender::new((0, 0));
        let (kept, seen, beat) = (Arc::clone(&told), Arc::clone(&cursors), pulse.clone());
        let serving = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(serve(line, Arc::clone(&kept), Arc::clone(&seen), beat.subscribe()));
            }
        });
        Self { url, told, pulse, cursors, serving }
    }

    /// Says something at a time in seconds.
    pub fn say(&self, seconds: u64, did: &str, mut event: Value) {
        let micros = seconds * 1_000_000;
        event["did"] = json!(did);
        event["time_us"] = json!(micros);
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push((micros, event.to_string()));
        self.pulse.send_modify(|(_, events)| *events += 1);
    }

    /// Says that a post was created, deleted or updated.
    pub fn commit(&self, seconds: u64, did: &str, operation: &str, key: &str, record: &Value) {
        let mut commit =
            json!({ "operation": operation, "collection": "app.bsky.feed.post", "rkey": key, "cid": "bafy" });
        if !record.is_null() {
            commit["record"] = record.clone();
        }
        self.say(seconds, did, json!({ "kind": "commit", "commit": commit }));
    }

    /// Cuts all lines.
    pub fn cut(&self) {
        self.pulse.send_modify(|(cuts, _)| *cuts += 1);
    }

    /// Forgets everything said.
    pub fn forget(&self) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The cursors that listeners came with, in order.
    pub fn cursors(&self) -> Vec<Option<u64>> {
        self.cursors.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(
    line: TcpStream,
    told: Told,
    cursors: Arc<Mutex<Vec<Option<u64>>>>,
    mut pulse: watch::Receiver<(usize, usize)>,
) {
    let mut asked = String::new();
    #[expect(clippy::result_large_err, reason = "the library's own type")]
    let look = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        asked = request.uri().to_string();
        Ok(response)
    };
    let Ok(mut line) = accept_hdr_async(line, look).await else { return };
    assert!(asked.contains("wantedCollections=app.bsky.feed.post"), "{asked}");
    let cursor = asked.split_once("cursor=").and_then(|(_, cursor)| cursor.parse::<u64>().ok());
    cursors.lock().unwrap_or_else(PoisonError::into_inner).push(cursor);
    let (cuts, mut next) = (pulse.borrow().0, 0);
    loop {
        let events: Vec<(u64, String)> = {
            let told = told.lock().unwrap_or_else(PoisonError::into_inner);
            told.iter().skip(next).cloned().collect()
        };
        next += events.len();
        for (_, event) in events.into_iter().filter(|(time, _)| cursor.is_none_or(|cursor| *time >= cursor)) {
            if line.send(Message::text(event)).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = pulse.changed() => if changed.is_err() || pulse.borrow().0 != cuts { return },
            said = line.next() => if !matches!(said, Some(Ok(_))) { return },
        }
    }
}

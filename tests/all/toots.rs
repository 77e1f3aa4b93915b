//! A Mastodon server without server-sent events that takes its time over pictures: it is listened to by WebSocket where it says,
//! and a picture goes out with its description once it is worked on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::SinkExt;
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::networks::{Beside, Fault, Mastodon, Networks, Outlet, Picture, Source, freeze};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use uuid::Uuid;

/// What the server was told, and how it answers.
#[derive(Debug, Default)]
struct Inner {
    asked: Vec<String>,
    media: Vec<String>,
    statuses: Vec<Value>,
    /// How often a picture is not ready yet.
    working: usize,
    /// Whether it knows the first version of its API only.
    old: bool,
}

type Shared = Arc<Mutex<Inner>>;

fn lock(inner: &Shared) -> std::sync::MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn start(working: usize, old: bool) -> (String, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    let inner = Arc::new(Mutex::new(Inner { working, old, ..Inner::default() }));
    let (kept, own) = (Arc::clone(&inner), host.clone());
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(answer(line, Arc::clone(&kept), own.clone()));
        }
    });
    (format!("http://{host}"), inner)
}

async fn answer(mut line: TcpStream, inner: Shared, host: String) {
    let mut head = [0; 2048];
    let seen = line.peek(&mut head).await.unwrap_or(0);
    if String::from_utf8_lossy(&head[..seen]).to_lowercase().contains("upgrade: websocket") {
        return listen(line, &inner).await;
    }
    let mut bytes = Vec::new();
    let (first, body) = loop {
        let mut some = [0; 4096];
        let Ok(n @ 1..) = line.read(&mut some).await else { return };
        bytes.extend_from_slice(&some[..n]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok())
            .unwrap_or(0);
        if bytes.len() >= end + 4 + length {
            break (head.lines().next().unwrap_or_default().to_owned(), bytes[end + 4..].to_vec());
        }
    };
    let (status, told) = perform(&inner, first.trim_end_matches(" HTTP/1.1"), &String::from_utf8_lossy(&body), &host);
    let told = told.to_string();
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        told.len()
    );
    let _ = line.write_all(format!("{head}{told}").as_bytes()).await;
}

fn perform(inner: &Shared, what: &str, body: &str, host: &str) -> (u16, Value) {
    let mut inner = lock(inner);
    inner.asked.push(what.split('?').next().unwrap_or_default().to_owned());
    match what.split('?').next().unwrap_or_default() {
        "GET /api/v1/accounts/verify_credentials" => (200, json!({ "id": "7" })),
        "GET /api/v1/accounts/7/statuses" => (200, json!(inner.statuses)),
        "GET /api/v2/instance" => {
            (200, json!({ "configuration": { "urls": { "streaming": format!("ws://{host}") } } }))
        }
        "POST /api/v2/media" if inner.old => (404, json!({ "error": "Record not found" })),
        "POST /api/v2/media" | "POST /api/v1/media" => {
            inner.media.push(body.to_owned());
            let id = format!("m{}", inner.media.len());
            if inner.old {
                (200, json!({ "id": id, "url": "https://m.example/m" }))
            } else {
                (202, json!({ "id": id, "url": null }))
            }
        }
        "GET /api/v1/media/m1" if inner.working > 0 => {
            inner.working -= 1;
            (206, json!({ "id": "m1", "url": null }))
        }
        "GET /api/v1/media/m1" => (200, json!({ "id": "m1", "url": "https://m.example/m" })),
        "POST /api/v1/statuses" => {
            let status: Value = serde_json::from_str(body).unwrap_or_default();
            if inner.working > 0 {
                return (422, json!({ "error": "Cannot attach files that have not finished processing" }));
            }
            let kept = json!({ "id": "1", "url": "https://m.example/1", "created_at": "2025-03-04T12:00:00.000Z",
                "content": format!("<p>{}</p>", status["status"].as_str().unwrap_or_default()), "media_ids": status["media_ids"] });
            inner.statuses.push(kept.clone());
            (200, kept)
        }
        _ => (404, json!({ "error": "Not found" })),
    }
}

/// Tells two events to those who bring the token in a header.
async fn listen(line: TcpStream, inner: &Shared) {
    let mut allowed = String::new();
    #[expect(clippy::result_large_err, reason = "the library's own type")]
    let check = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        let header = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
        allowed = format!("{} {header}", request.uri());
        Ok(response)
    };
    let Ok(mut socket) = accept_hdr_async(line, check).await else { return };
    lock(inner).asked.push(allowed);
    let _ = socket.send(Message::Text(json!({ "error": "words" }).to_string().into())).await;
    for (event, payload) in [("update", json!("{\"id\":\"1\"}")), ("delete", json!(103))] {
        let told = json!({ "stream": ["hashtag"], "event": event, "payload": payload });
        let _ = socket.send(Message::Text(told.to_string().into())).await;
    }
    tokio::time::sleep(Duration::from_secs(5)).await;
}

fn post() -> FollowUp {
    FollowUp {
        id: FollowUpId(Uuid::nil()),
        gift: GiftId(Uuid::nil()),
        network: Network::Mastodon,
        language: Language::Nl,
        text: "Goede reis!".to_owned(),
        photo: None,
        target: None,
        state: FollowUpState::Queued,
        earliest_at: "2025-03-04T12:00:00Z".parse().expect("an instant"),
    }
}

fn outlet(server: &str) -> Outlet {
    Outlet::Networks(Box::new(Networks { mastodon: Some(Mastodon::new(server, "secret")), ..Networks::default() }))
}

#[tokio::test]
async fn a_picture_goes_out_with_its_description_once_it_is_worked_on() {
    let picture = Picture {
        bytes: b"\x89PNG and more".to_vec(),
        mime: "image/png".to_owned(),
        alt: "Een doos met een strik".to_owned(),
        size: (4, 3),
        url: None,
    };
    let now = post().earliest_at;
    let beside = Beside { picture: Some(&picture), quote: None, ..Beside::default() };
    let frozen = freeze(&post(), &beside, now, &mut ChaCha8Rng::seed_from_u64(42)).expect("it fits");
    for (working, old) in [(2, false), (0, true)] {
        let (server, inner) = start(working, old).await;
        let outlet = outlet(&server);
        let first = outlet.publish(&frozen, &BTreeSet::new(), now).await.expect("out");
        assert_eq!(outlet.publish(&frozen, &BTreeSet::new(), now).await, Ok(first), "found again");
        let inner = lock(&inner);
        assert_eq!((inner.statuses.len(), inner.media.len()), (1, 1));
        assert_eq!(inner.statuses[0]["media_ids"], json!(["m1"]));
        let sent = &inner.media[0];
        for part in
            ["name=\"description\"", "Een doos met een strik", "filename=\"picture.png\"", "image/png", "PNG and more"]
        {
            assert!(sent.contains(part), "{part}: {sent}");
        }
    }
    let quote = Some(("1", ""));
    for (picture, fits) in [(Some(&picture), false), (None, true)] {
        let beside = Beside { picture, quote, ..Beside::default() };
        assert_eq!(freeze(&post(), &beside, now, &mut ChaCha8Rng::seed_from_u64(42)).is_ok(), fits);
    }
}

#[tokio::test]
async fn a_server_without_server_sent_events_is_listened_to_by_websocket() {
    let (server, inner) = start(0, false).await;
    let now = post().earliest_at;
    let source = Source::Mastodon { server, token: Some("secret".to_owned()), timeline: "hashtag:klm".to_owned() };
    let mut stream = source.open(None, now).await.expect("open");
    let (first, second) = (stream.next().await.expect("an event"), stream.next().await.expect("an event"));
    assert_eq!((first.event.as_str(), first.data.as_str()), ("update", "{\"id\":\"1\"}"));
    assert_eq!((second.event.as_str(), second.data.as_str()), ("delete", "103"));
    let asked = lock(&inner).asked.clone();
    assert_eq!(
        asked.last().map(String::as_str),
        Some("/api/v1/streaming?stream=hashtag&tag=klm Bearer secret"),
        "{asked:?}"
    );
    assert!(
        asked.contains(&"GET /api/v1/streaming/hashtag".to_owned())
            && asked.contains(&"GET /api/v2/instance".to_owned())
    );
    let nowhere =
        Source::Mastodon { server: "http://127.0.0.1:9".to_owned(), token: None, timeline: "public".to_owned() };
    assert!(matches!(nowhere.open(None, now).await, Err(Fault::Away { .. })));
}

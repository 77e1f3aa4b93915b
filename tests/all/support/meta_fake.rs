//! Meta in this process, written from the public documentation and nastier: containers that take their time, expire or fail,
//! limits told as 400 with a code, names of figures that are gone, answers lost after the deed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::Utc;
use giftgate::domain::post::Network;
use giftgate::networks::{Meta, Networks, Outlet};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::nasty::Trick;
use super::x_contract::decode;

/// What Meta has.
#[derive(Debug, Default)]
pub struct Inner {
    /// What is done to the next requests that publish or delete.
    pub tricks: VecDeque<Trick>,
    /// Posts and comments by id.
    pub posts: BTreeMap<String, Value>,
    /// Ids of everything of ours that ever stood there.
    pub ever: Vec<String>,
    /// Containers: what they hold and how many looks they still take.
    pub containers: BTreeMap<String, (Value, u32)>,
    /// How many looks a new container takes, and what becomes of it.
    pub looks: u32,
    pub outcome: String,
    /// Names of figures that are gone.
    pub retired: BTreeSet<String>,
    /// What was asked for beside what there is, or without the token.
    pub strange: BTreeSet<String>,
}

/// A server.
pub struct MetaFake {
    pub address: String,
    inner: Arc<Mutex<Inner>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for MetaFake {
    fn drop(&mut self) {
        self.serving.abort();
        if !std::thread::panicking() {
            assert_eq!(self.inner().strange, BTreeSet::new());
        }
    }
}

impl MetaFake {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/v25.0", listener.local_addr().expect("an address"));
        let inner = Arc::new(Mutex::new(Inner { looks: 2, outcome: "FINISHED".to_owned(), ..Inner::default() }));
        let kept = Arc::clone(&inner);
        let serving = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(answer(line, Arc::clone(&kept)));
            }
        });
        Self { address, inner, serving }
    }

    pub fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn outlet(&self, folder: std::path::PathBuf) -> Outlet {
        let account = |network: Network, id: &str| {
            let meta = Meta::new(network, &self.address, id, "the-token");
            (network, meta.with_patience(Duration::from_secs(2), Duration::from_millis(10)))
        };
        let meta = [(Network::Instagram, "178"), (Network::Threads, "179"), (Network::Facebook, "180")];
        let meta = meta.into_iter().map(|(network, id)| account(network, id)).collect();
        Outlet::Networks(Box::new(Networks { meta, folder, ..Networks::default() }))
    }
}

type Fields = BTreeMap<String, String>;

fn fields(text: &str) -> Fields {
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, value)| (decode(key), decode(value))).collect()
}

async fn answer(line: TcpStream, inner: Arc<Mutex<Inner>>) {
    let mut line = BufReader::new(line);
    let Some((method, target, body, allowed)) = read(&mut line).await else { return };
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let (status, body, trick) = {
        let mut inner = inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !allowed || target.contains("token") {
            inner.strange.insert(format!("{method} {path} without token in its header"));
        }
        let parts: Vec<&str> = path.trim_start_matches("/v25.0/").split('/').collect();
        let last = parts.last().copied().unwrap_or_default();
        let counts = method == "DELETE" || (method == "POST" && !matches!(last, "media" | "threads"));
        let trick = if counts { inner.tricks.pop_front() } else { None };
        match trick {
            Some(Trick::FailBefore) => (500, error(2, true), None),
            Some(Trick::Busy(_)) => (400, error(4, false), None),
            Some(Trick::LockedOut) => (400, error(190, false), None),
            _ => {
                let (status, body) = perform(&mut inner, &method, &parts, &fields(query), &fields(&body));
                if trick == Some(Trick::FailAfter) { (500, error(1, true), trick) } else { (status, body, trick) }
            }
        }
    };
    match trick {
        Some(Trick::Hang) => tokio::time::sleep(Duration::from_secs(30)).await,
        Some(Trick::Drop) => {}
        _ => {
            let body = body.to_string();
            let head =
                format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", body.len());
            let _ = line.get_mut().write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes()).await;
        }
    }
}

async fn read(line: &mut BufReader<TcpStream>) -> Option<(String, String, String, bool)> {
    let mut first = String::new();
    line.read_line(&mut first).await.ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut allowed) = (0, false);
    loop {
        let mut header = String::new();
        line.read_line(&mut header).await.ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" => allowed = value == "Bearer the-token",
            _ => {}
        }
    }
    let mut body = vec![0; length];
    line.read_exact(&mut body).await.ok()?;
    Some((method, target, String::from_utf8(body).ok()?, allowed))
}

fn error(code: i64, transient: bool) -> Value {
    json!({ "error": { "message": "(#1) words", "type": "OAuthException", "code": code, "is_transient": transient, "fbtrace_id": "x" } })
}

fn missing() -> (u16, Value) {
    (400, json!({ "error": { "message": "does not exist", "code": 100, "error_subcode": 33 } }))
}

fn perform(inner: &mut Inner, method: &str, parts: &[&str], query: &Fields, form: &Fields) -> (u16, Value) {
    let text = |name: &str| form.get(name).cloned().unwrap_or_default();
    match (method, parts) {
        ("POST", ["178", "media"]) if text("image_url").starts_with("https://") => {
            contain(inner, &text("caption"), form)
        }
        ("POST", ["179", "threads"]) if text("media_type") == "TEXT" || text("image_url").starts_with("https://") => {
            contain(inner, &text("text"), form)
        }
        ("POST", ["178", "media_publish"] | ["179", "threads_publish"]) => {
            let id = text("creation_id");
            match inner.containers.get(&id).cloned() {
                Some((_, looks)) if looks > 0 => (400, error(9007, false)),
                Some((post, _)) => {
                    inner.containers.remove(&id);
                    stand(inner, &post)
                }
                None => missing(),
            }
        }
        ("POST", ["180", "feed"]) => stand(inner, &json!({ "message": text("message") })),
        ("POST", ["180", "photos"]) if text("url").starts_with("https://") => {
            let (status, told) = stand(inner, &json!({ "message": text("caption") }));
            (status, json!({ "id": "999", "post_id": told["id"] }))
        }
        ("POST", [below, "replies"]) => stand(inner, &json!({ "text": text("message"), "below": below })),
        ("POST", [below, "comments"]) => stand(inner, &json!({ "message": text("message"), "below": below })),
        ("GET", ["178", "media"] | ["179", "threads" | "replies"] | ["180", "feed"]) => list(inner, None, query),
        ("GET", [below, "replies" | "comments"]) => list(inner, Some(below), query),
        ("GET", [id, "insights"]) => {
            let name = query.get("metric").cloned().unwrap_or_default();
            if inner.retired.contains(&name) {
                let message = "(#100) metric[0] must be one of the following values: reach, saved";
                return (400, json!({ "error": { "message": message, "type": "OAuthException", "code": 100 } }));
            }
            if name.contains(',') || !inner.posts.contains_key(*id) {
                return (400, error(100, false));
            }
            (200, json!({ "data": [{ "name": name, "period": "lifetime", "values": [{ "value": name.len() }] }] }))
        }
        ("DELETE", [id]) => match inner.posts.remove(*id) {
            Some(_) => (200, json!({ "success": true })),
            None => missing(),
        },
        ("GET", [id]) if inner.containers.contains_key(*id) => {
            let outcome = inner.outcome.clone();
            let Some((_, looks)) = inner.containers.get_mut(*id) else { return missing() };
            *looks = looks.saturating_sub(1);
            let word = if *looks == 0 { outcome } else { "IN_PROGRESS".to_owned() };
            (200, json!({ "id": id, "status_code": word, "status": word }))
        }
        ("GET", [id]) => match inner.posts.get(*id) {
            Some(_) => (
                200,
                json!({ "permalink": format!("https://meta.example/p/{id}"), "permalink_url": format!("https://meta.example/p/{id}") }),
            ),
            None => missing(),
        },
        _ => {
            inner.strange.insert(format!("{method} {}", parts.join("/")));
            missing()
        }
    }
}

fn contain(inner: &mut Inner, text: &str, form: &Fields) -> (u16, Value) {
    let id = format!("55{:04}", inner.containers.len() + inner.ever.len());
    let post = json!({ "caption": text, "text": text, "below": form.get("reply_to_id"), "alt": form.get("alt_text") });
    inner.containers.insert(id.clone(), (post, inner.looks));
    (200, json!({ "id": id }))
}

fn stand(inner: &mut Inner, post: &Value) -> (u16, Value) {
    let id = format!("77{:04}", inner.ever.len());
    let mut post = post.clone();
    #[expect(clippy::disallowed_methods, reason = "a server of its own has a clock of its own")]
    let now = Utc::now().format("%Y-%m-%dT%H:%M:%S+0000").to_string();
    post["id"] = json!(id);
    post["timestamp"] = json!(now);
    post["created_time"] = json!(now);
    post["permalink"] = json!(format!("https://meta.example/p/{id}"));
    post["permalink_url"] = post["permalink"].clone();
    inner.posts.insert(id.clone(), post);
    inner.ever.push(id.clone());
    (200, json!({ "id": id }))
}

/// Two a page, the newest first.
fn list(inner: &Inner, below: Option<&str>, query: &Fields) -> (u16, Value) {
    let of = |post: &&Value| below.is_none_or(|below| post["below"] == below);
    let all: Vec<&Value> = inner.posts.values().rev().filter(of).collect();
    let from: usize = query.get("after").and_then(|after| after.parse().ok()).unwrap_or(0);
    let page: Vec<&Value> = all.iter().skip(from).take(2).copied().collect();
    let mut answer = json!({ "data": page });
    if all.len() > from + 2 {
        answer["paging"] = json!({ "cursors": { "after": (from + 2).to_string() } });
    }
    (200, answer)
}

//! Networks that misbehave, in this process: a small server that speaks as much of the AT Protocol and of Mastodon's API as
//! giftgate does. Tricks are played on requests that change something, one each, in order.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{SecondsFormat, Utc};
use giftgate::networks::{AppView, Bluesky, Mastodon, Networks, Outlet};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;

use super::small::{family, given};

/// What is done to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// Done, and the line is cut before an answer.
    Drop,
    /// Done, and the answer says that it is not.
    FailAfter,
    /// Not done: the server is broken.
    FailBefore,
    /// Not done: asks for so many seconds.
    Busy(u64),
    /// Done, and no answer ever.
    Hang,
    /// Not done: the account is not let in.
    LockedOut,
    /// Not done, today and ever.
    Refused,
}

/// What the server has.
#[derive(Debug, Default)]
pub struct Inner {
    /// What is done to the next requests that change something.
    pub tricks: VecDeque<Trick>,
    /// What stands on the network: id to record or status.
    pub posts: BTreeMap<String, Value>,
    /// What others have there: id to the hash of its content.
    pub theirs: BTreeMap<String, String>,
    /// Ids of everything that ever stood there.
    pub ever: Vec<String>,
    /// Whether idempotency keys are forgotten at once.
    pub forgets_keys: bool,
    /// Whether sessions of Bluesky have ended.
    pub sessions_end: bool,
    /// Requests that would change something, whether played a trick or not.
    pub tries: usize,
    /// What accounts say of themselves where it is more than a name: labels by account.
    pub labels: BTreeMap<String, String>,
    /// What is counted of each post, in the order of the API's fields.
    pub counts: [u64; 4],
    /// What accounts are called where it is not what they were called at first.
    pub handles: BTreeMap<String, String>,
    /// The version of Mastodon's API; quotes came with 7.
    pub api: u64,
    /// What the server says of quoting others' statuses; "automatic" where nothing is said.
    pub leave: Option<&'static str>,
    /// Notices of the account, the oldest first.
    pub notices: Vec<Value>,
    /// What the server was called with beside what it knows.
    pub strange: BTreeSet<String>,
    keys: BTreeMap<String, String>,
    listening: Option<broadcast::Sender<String>>,
}

/// A server.
pub struct Nasty {
    pub address: String,
    inner: Arc<Mutex<Inner>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for Nasty {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Nasty {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let listening = Some(broadcast::channel(1000).0);
        let inner = Arc::new(Mutex::new(Inner { listening, ..Inner::default() }));
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

    pub fn play(&self, tricks: &[Trick]) {
        self.inner().tricks.extend(tricks);
    }

    /// Tells those who listen to its timelines; gives how many there are.
    pub fn tell(&self, event: &str, data: &str) -> usize {
        let told = format!("event: {event}\ndata: {data}\n\n");
        self.inner().listening.as_ref().map_or(0, |listening| listening.send(told).unwrap_or(0))
    }

    /// Cuts the lines of those who listen.
    pub fn cut(&self) {
        self.inner().listening = Some(broadcast::channel(1000).0);
    }

    /// Accounts on both networks of this server; who hangs is given up on soon.
    pub fn outlet(&self, folder: std::path::PathBuf) -> Outlet {
        let soon = Duration::from_millis(300);
        Outlet::Networks(Box::new(Networks {
            appview: Some(AppView::new(&self.address)),
            bluesky: Some(Bluesky::new(&self.address, "airline.test", "secret").with_patience(soon)),
            mastodon: Some(Mastodon::new(&self.address, "secret").with_patience(soon)),
            folder,
            ..Networks::default()
        }))
    }
}

struct Request {
    method: String,
    path: String,
    key: Option<String>,
    body: Value,
}

async fn answer(line: TcpStream, inner: Arc<Mutex<Inner>>) {
    let mut line = BufReader::new(line);
    let Some(request) = read(&mut line).await else { return };
    if request.path.starts_with("/api/v1/streaming/") {
        return stream(line, &inner).await;
    }
    let (status, body, wait) = {
        let mut inner = inner.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = request.method != "GET" && !request.path.contains("createSession");
        inner.tries += usize::from(changes);
        let trick = if changes { inner.tricks.pop_front() } else { None };
        match trick {
            Some(Trick::FailBefore) => (503, json!({}), None),
            Some(Trick::Busy(seconds)) => (429, json!({ "error": "RateLimitExceeded" }), Some(seconds)),
            Some(Trick::Refused) => (422, json!({ "error": "Validation failed" }), None),
            Some(Trick::LockedOut) => (403, json!({ "error": "AccountTakedown" }), None),
            Some(trick) => {
                perform(&mut inner, &request);
                match trick {
                    Trick::FailAfter => (500, json!({ "error": "InternalServerError" }), None),
                    Trick::Hang => (0, Value::Null, Some(30)),
                    _ => (0, Value::Null, None),
                }
            }
            None => {
                let (status, body) = perform(&mut inner, &request);
                (status, body, None)
            }
        }
    };
    if status == 0 {
        tokio::time::sleep(Duration::from_secs(wait.unwrap_or(0))).await;
        return;
    }
    let body = body.to_string();
    let wait = wait.map(|seconds| format!("Retry-After: {seconds}\r\n")).unwrap_or_default();
    let head = format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    let _ = line.get_mut().write_all(format!("{head}{wait}Connection: close\r\n\r\n{body}").as_bytes()).await;
}

async fn stream(mut line: BufReader<TcpStream>, inner: &Mutex<Inner>) {
    let heard =
        inner.lock().unwrap_or_else(PoisonError::into_inner).listening.as_ref().map(broadcast::Sender::subscribe);
    let Some(mut heard) = heard else { return };
    let head = "HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n:)\n\n";
    let mut told = Ok(head.to_owned());
    while let Ok(text) = told {
        if line.get_mut().write_all(text.as_bytes()).await.is_err() {
            return;
        }
        told = heard.recv().await;
    }
}

async fn read(line: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut first = String::new();
    line.read_line(&mut first).await.ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut key) = (0, None);
    loop {
        let mut header = String::new();
        line.read_line(&mut header).await.ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "idempotency-key" => key = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    line.read_exact(&mut body).await.ok()?;
    Some(Request { method, path, key, body: serde_json::from_slice(&body).unwrap_or(Value::Null) })
}

fn perform(inner: &mut Inner, request: &Request) -> (u16, Value) {
    let path = request.path.split('?').next().unwrap_or_default();
    match (request.method.as_str(), path) {
        ("POST", "/xrpc/com.atproto.server.createSession") => {
            inner.sessions_end = false;
            (200, json!({ "did": "did:plc:airline", "accessJwt": "token" }))
        }
        ("POST", _) if path.starts_with("/xrpc/") && inner.sessions_end => (400, json!({ "error": "ExpiredToken" })),
        ("POST", "/xrpc/com.atproto.repo.putRecord") => {
            let uri = format!("at://did:plc:airline/app.bsky.feed.post/{}", word(&request.body["rkey"]));
            // The same bytes again are the same record.
            if inner.posts.insert(uri.clone(), request.body["record"].clone()).is_none() {
                inner.ever.push(uri.clone());
            }
            (200, json!({ "uri": uri, "cid": "bafy" }))
        }
        ("POST", "/xrpc/com.atproto.repo.deleteRecord") => {
            let uri = format!("at://did:plc:airline/app.bsky.feed.post/{}", word(&request.body["rkey"]));
            inner.posts.remove(&uri);
            (200, json!({}))
        }
        ("GET", "/xrpc/com.atproto.repo.getRecord") => {
            let one = |name| asked(request, name).into_iter().next().unwrap_or_default();
            let uri = format!("at://{}/app.bsky.feed.post/{}", one("repo"), one("rkey"));
            if let Some(cid) = inner.theirs.get(&uri) {
                return (200, json!({ "uri": uri, "cid": cid, "value": {} }));
            }
            match inner.posts.get(&uri) {
                Some(record) => (200, json!({ "uri": uri, "value": record })),
                None => (400, json!({ "error": "RecordNotFound" })),
            }
        }
        ("GET", "/xrpc/app.bsky.actor.getProfiles") => {
            let profiles: Vec<Value> = asked(request, "actors").iter().map(|actor| profile(inner, actor)).collect();
            (200, json!({ "profiles": profiles }))
        }
        ("GET", "/xrpc/app.bsky.feed.getPosts") => {
            let [likes, reposts, replies, quotes] = inner.counts;
            let post = |uri: &String| json!({ "uri": uri, "likeCount": likes, "repostCount": reposts, "replyCount": replies, "quoteCount": quotes });
            let posts: Vec<Value> =
                asked(request, "uris").iter().filter(|uri| inner.posts.contains_key(*uri)).map(post).collect();
            (200, json!({ "posts": posts }))
        }
        ("GET", "/api/v1/accounts/verify_credentials") => (200, json!({ "id": "7" })),
        ("GET", "/api/v1/accounts/7/statuses") => {
            let before = request.path.split_once("max_id=").map_or("~", |(_, id)| id).to_owned();
            let statuses: Vec<&Value> = inner.posts.range(..before).rev().map(|(_, post)| post).take(40).collect();
            (200, json!(statuses))
        }
        ("GET", "/api/v2/instance") => (200, json!({ "version": "4", "api_versions": { "mastodon": inner.api } })),
        ("POST", "/api/v1/statuses") => status(inner, request),
        ("GET", "/api/v1/notifications") => {
            let number = |text: &str| text.parse::<usize>().unwrap_or_default();
            let of = |notice: &Value| number(word(&notice["id"]));
            let limit = asked(request, "limit").first().map_or(40, |limit| number(limit));
            // A page right behind one, or the newest; the newest first either way.
            let mut page: Vec<Value> = match asked(request, "min_id").first() {
                Some(id) => inner.notices.iter().filter(|one| of(one) > number(id)).take(limit).cloned().collect(),
                None => inner.notices.iter().rev().take(limit).rev().cloned().collect(),
            };
            page.reverse();
            (200, json!(page))
        }
        ("GET", _) if path.starts_with("/api/v1/statuses/") => {
            let [likes, boosts, replies, _] = inner.counts;
            let id = path.rsplit('/').next().unwrap_or_default();
            if inner.posts.contains_key(id) || inner.theirs.contains_key(id) {
                let mut status =
                    json!({ "favourites_count": likes, "reblogs_count": boosts, "replies_count": replies });
                if inner.api >= 7 {
                    let leave = inner.leave.unwrap_or("automatic");
                    status["quote_approval"] = json!({ "automatic": [], "manual": [], "current_user": leave });
                }
                (200, status)
            } else {
                (404, json!({}))
            }
        }
        ("DELETE", _) => match inner.posts.remove(path.rsplit('/').next().unwrap_or_default()) {
            Some(status) => (200, status),
            None => (404, json!({})),
        },
        _ => {
            inner.strange.insert(format!("{} {path}", request.method));
            (404, json!({}))
        }
    }
}

/// The values of a key of the query, decoded.
fn asked(request: &Request, key: &str) -> Vec<String> {
    let query = request.path.split_once('?').map_or("", |(_, query)| query);
    let values = query.split('&').filter_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    values.map(|value| value.replace("%3A", ":").replace("%2F", "/")).collect()
}

/// `did:plc:anna7` is called `anna7.example`, whichever of both is asked for.
fn profile(inner: &Inner, actor: &str) -> Value {
    let name = actor.trim_start_matches("did:plc:").trim_end_matches(".example");
    let did = format!("did:plc:{name}");
    let labels: Vec<Value> = inner.labels.get(&did).iter().map(|label| json!({ "val": label })).collect();
    let number: usize = name.trim_start_matches("anna").parse().unwrap_or_default();
    let shown = format!("{} {}", given(number), family(number));
    let handle = inner.handles.get(&did).cloned().unwrap_or_else(|| format!("{name}.example"));
    json!({ "did": did, "handle": handle, "displayName": shown, "labels": labels })
}

fn status(inner: &mut Inner, request: &Request) -> (u16, Value) {
    let key = request.key.clone().unwrap_or_default();
    if let Some(post) = inner.keys.get(&key).and_then(|id| inner.posts.get(id)) {
        return (200, post.clone());
    }
    let id = format!("{:06}", inner.ever.len() + 1);
    let text = word(&request.body["status"]).replace('&', "&amp;").replace('\'', "&#39;").replace(' ', " \n ");
    #[expect(clippy::disallowed_methods, reason = "a server of its own has a clock of its own")]
    let now = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let quoted = if inner.api >= 7 { request.body["quoted_status_id"].clone() } else { Value::Null };
    // For programs that know no quotes.
    let line = quoted.as_str().map_or(String::new(), |quoted| {
        format!("<p class=\"quote-inline\">RE: <a href=\"https://m.example/{quoted}\">m.example/{quoted}</a></p>")
    });
    let post = json!({ "id": id, "created_at": now, "content": format!("{line}<p>{text}</p>"), "quoted": quoted,
        "in_reply_to_id": request.body["in_reply_to_id"], "url": format!("https://m.example/{id}") });
    inner.posts.insert(id.clone(), post.clone());
    inner.ever.push(id.clone());
    if !inner.forgets_keys {
        inner.keys.insert(key, id);
    }
    (200, post)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

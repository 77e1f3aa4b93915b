//! X in this process, nastier than the real one: checks every request by the contract, hands out errors beside data, shortens
//! links, escapes marks, cuts lines in the middle of a post and tells the last ones twice after that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{SecondsFormat, Utc};
use giftgate::domain::call::Prices;
use giftgate::networks::{Keys, Networks, Outlet, X};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;

use super::nasty::Trick;
use super::x_contract::{KEYS, Request, decode, violations};
use super::x_said::{kind_of, note, note_answer, trouble};

/// What X has.
#[derive(Debug, Default)]
pub struct Inner {
    /// What is done to the next requests that change something.
    pub tricks: VecDeque<Trick>,
    /// Posts by id.
    pub posts: BTreeMap<String, Value>,
    /// Ids of everything of ours that ever stood there.
    pub ever: Vec<String>,
    /// Whom somebody may be answered by: ids of posts that mention us.
    pub summons: BTreeSet<String>,
    /// Rules by id.
    pub rules: BTreeMap<String, (String, String)>,
    /// Mentions as they are told, the oldest first.
    pub mentions: Vec<(u64, Value)>,
    /// Compliance jobs.
    pub jobs: Vec<Value>,
    /// Lists by job.
    pub lists: BTreeMap<String, String>,
    /// Whether the owner's figures are refused.
    pub keeps_figures: bool,
    /// What the contract does not allow.
    pub violations: Vec<String>,
    /// Everything that was said, as `tests/peers/x_document.mjs` reads it; the storage of lists is no part of X's document.
    pub exchanges: Vec<Value>,
    /// Requests by method and path without ids.
    pub asked: BTreeMap<String, usize>,
    line: Option<broadcast::Sender<String>>,
    lines: usize,
}

/// A server.
pub struct XMock {
    pub account: Arc<X>,
    inner: Arc<Mutex<Inner>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for XMock {
    fn drop(&mut self) {
        self.serving.abort();
        if !std::thread::panicking() {
            assert_eq!(self.inner().violations, Vec::<String>::new(), "beside the contract");
        }
    }
}

impl XMock {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let inner = Arc::new(Mutex::new(Inner { line: Some(broadcast::channel(1000).0), ..Inner::default() }));
        let (kept, own) = (Arc::clone(&inner), address.clone());
        let serving = tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(answer(line, Arc::clone(&kept), own.clone()));
            }
        });
        let keys = Keys::read(KEYS).expect("keys");
        let account = X::new(&address, keys, Prices::default()).with_patience(Duration::from_secs(2));
        Self { account: Arc::new(account), inner, serving }
    }

    pub fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn play(&self, tricks: &[Trick]) {
        self.inner().tricks.extend(tricks);
    }

    pub fn outlet(&self, folder: std::path::PathBuf) -> Outlet {
        Outlet::Networks(Box::new(Networks { x: Some(Arc::clone(&self.account)), folder, ..Networks::default() }))
    }

    /// Sends bytes over the filtered stream; gives how many listen.
    pub fn send(&self, bytes: &str) -> usize {
        self.inner().line.as_ref().map_or(0, |line| line.send(bytes.to_owned()).unwrap_or(0))
    }

    /// Cuts the lines.
    pub fn cut(&self) {
        self.inner().line = Some(broadcast::channel(1000).0);
    }

    /// How often a path was asked for.
    pub fn asked(&self, what: &str) -> usize {
        self.inner().asked.get(what).copied().unwrap_or_default()
    }
}

/// A post by account `n` in the stream's form.
pub fn told(id: u64, n: usize, text: &str, at: &str) -> Value {
    let author = format!("90{n}");
    json!({
        "data": { "id": id.to_string(), "author_id": author, "created_at": at, "lang": "en", "text": text,
                  "edit_history_tweet_ids": [id.to_string()], "conversation_id": id.to_string(),
                  "entities": { "mentions": [{ "username": "KLM", "id": "7", "start": 0, "end": 4 }] } },
        "includes": { "users": [{ "id": author, "username": format!("Anna{n}"),
                                  "name": format!("{} {}", super::small::given(n), super::small::family(n)) }] },
        "matching_rules": [{ "id": "1", "tag": "giftgate" }],
    })
}

async fn answer(line: TcpStream, inner: Arc<Mutex<Inner>>, address: String) {
    let mut line = BufReader::new(line);
    let Some(request) = read(&mut line, address).await else { return };
    let lock = || inner.lock().unwrap_or_else(PoisonError::into_inner);
    let faults = violations(&request);
    let words: Vec<&str> = request
        .path
        .split('/')
        .map(|part| if part.parse::<u64>().is_ok_and(|id| id > 9) { "ID" } else { part })
        .collect();
    *lock().asked.entry(format!("{} {}", request.method, words.join("/"))).or_default() += 1;
    if !faults.is_empty() {
        lock().violations.extend(faults);
        return write(&mut line, 400, &trouble(400, "Invalid Request"), "").await;
    }
    let number = note(&mut lock().exchanges, &request);
    if request.path.ends_with("/search/stream") {
        return stream(line, &inner, &request).await;
    }
    let posts = request.method == "POST" && request.path == "/2/tweets";
    let changes = posts || request.method == "DELETE";
    let trick = if changes { lock().tricks.pop_front() } else { None };
    match trick {
        Some(Trick::FailBefore) => {
            let body = trouble(503, "Service Unavailable");
            note_answer(&mut lock().exchanges, number, 503, &body);
            return write(&mut line, 503, &body, "").await;
        }
        Some(Trick::Busy(seconds)) => {
            #[expect(clippy::disallowed_methods, reason = "a server of its own has a clock of its own")]
            let now = Utc::now();
            let reset = now.timestamp() + i64::try_from(seconds).expect("short");
            let head = format!(
                "Date: {}\r\nx-rate-limit-limit: 100\r\nx-rate-limit-remaining: 0\r\nx-rate-limit-reset: {reset}\r\n",
                now.to_rfc2822()
            );
            let body = trouble(429, "Too Many Requests");
            note_answer(&mut lock().exchanges, number, 429, &body);
            return write(&mut line, 429, &body, &head).await;
        }
        Some(Trick::LockedOut) => {
            let mut body = trouble(403, "Forbidden");
            body["detail"] = json!("suspended");
            note_answer(&mut lock().exchanges, number, 403, &body);
            return write(&mut line, 403, &body, "").await;
        }
        _ => {}
    }
    let (status, body) = perform(&mut lock(), &request);
    match trick {
        Some(Trick::FailAfter) => write(&mut line, 502, &json!({}), "").await,
        Some(Trick::Hang) => tokio::time::sleep(Duration::from_secs(30)).await,
        Some(Trick::Drop) => {}
        _ => {
            note_answer(&mut lock().exchanges, number, status, &body);
            write(&mut line, status, &body, "").await;
        }
    }
}

async fn write(line: &mut BufReader<TcpStream>, status: u16, body: &Value, more: &str) {
    let body = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
    let (kind, length) = (kind_of(status), body.len());
    let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n");
    let _ = line.get_mut().write_all(format!("{head}{more}Connection: close\r\n\r\n{body}").as_bytes()).await;
}

/// One line at a time; a beat before everything that is told.
async fn stream(mut line: BufReader<TcpStream>, inner: &Mutex<Inner>, request: &Request) {
    let lock = || inner.lock().unwrap_or_else(PoisonError::into_inner);
    let heard = {
        let mut inner = lock();
        inner.lines += 1;
        if inner.lines == 2 { None } else { inner.line.as_ref().map(broadcast::Sender::subscribe) }
    };
    let Some(mut heard) = heard else {
        // The second time the first line still counts.
        let body = json!({ "title": "ConnectionException", "detail": "maximum allowed connection limit", "connection_issue": "TooManyConnections",
            "type": "https://api.twitter.com/2/problems/streaming-connection" });
        let number = lock().exchanges.len().checked_sub(1);
        note_answer(&mut lock().exchanges, number, 429, &body);
        return write(&mut line, 429, &body, "").await;
    };
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\r\n";
    let mut told = Ok(head.to_owned());
    while let Ok(text) = told {
        if line.get_mut().write_all(text.as_bytes()).await.is_err() {
            return;
        }
        told = heard.recv().await.map(|text| {
            // Every line that is whole is an answer of its own.
            if let Ok(body) = serde_json::from_str(&text) {
                let mut inner = lock();
                let said = &mut inner.exchanges;
                let number = note(said, request);
                note_answer(said, number, 200, &body);
            }
            format!("\r\n{text}")
        });
    }
}

async fn read(line: &mut BufReader<TcpStream>, address: String) -> Option<Request> {
    let mut first = String::new();
    line.read_line(&mut first).await.ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        line.read_line(&mut header).await.ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    line.read_exact(&mut body).await.ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let query = pairs.map(|(name, value)| (decode(name), decode(value))).collect();
    let body = String::from_utf8(body).ok()?;
    Some(Request { method, path: path.to_owned(), query, headers, body, address })
}

fn problem(kind: &str, title: &str, id: &str) -> Value {
    json!({ "value": id, "resource_id": id, "parameter": "ids", "resource_type": "tweet", "title": title, "section": "data",
            "field": "non_public_metrics", "detail": format!("Could not find tweet with ids: [{id}]."), "type": format!("https://api.twitter.com/2/problems/{kind}") })
}

fn perform(inner: &mut Inner, request: &Request) -> (u16, Value) {
    let body = request.json();
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match (request.method.as_str(), parts.as_slice()) {
        ("GET", ["2", "users", "me"]) => (200, json!({ "data": { "id": "7", "name": "KLM", "username": "KLM" } })),
        ("POST", ["2", "tweets"]) => post(inner, &body),
        ("DELETE", ["2", "tweets", id]) => match inner.posts.remove(*id) {
            Some(_) => (200, json!({ "data": { "deleted": true } })),
            None => (404, trouble(404, "Not Found")),
        },
        ("GET", ["2", "tweets"]) => lookup(inner, request),
        ("GET", ["2", "users", "7", "tweets"]) => {
            // Two a page, with a token as long as real ones; everything newer than asked.
            let since = request.asked("start_time").unwrap_or_default();
            let own: Vec<&Value> = inner
                .posts
                .values()
                .rev()
                .filter(|post| post["created_at"].as_str().is_some_and(|at| at >= since))
                .collect();
            let from: usize = request.asked("pagination_token").and_then(|token| token[16..].parse().ok()).unwrap_or(0);
            let page: Vec<Value> = own.iter().skip(from).take(2).map(|post| shown(post)).collect();
            let mut meta = json!({ "result_count": page.len() });
            if own.len() > from + 2 {
                meta["next_token"] = json!(format!("0123456789abcdef{}", from + 2));
            }
            (200, if page.is_empty() { json!({ "meta": meta }) } else { json!({ "data": page, "meta": meta }) })
        }
        ("GET", ["2", "users", "7", "mentions"]) => {
            let since: u64 = request.asked("since_id").and_then(|id| id.parse().ok()).unwrap_or(0);
            let newest: Vec<&Value> =
                inner.mentions.iter().rev().filter(|(id, _)| *id > since).map(|(_, told)| told).collect();
            let posts: Vec<&Value> = newest.iter().map(|told| &told["data"]).collect();
            let users: Vec<&Value> = newest.iter().map(|told| &told["includes"]["users"][0]).collect();
            let meta = json!({ "result_count": posts.len() });
            // There are no empty lists.
            let found = json!({ "data": posts, "includes": { "users": users }, "meta": meta });
            (200, if posts.is_empty() { json!({ "meta": meta }) } else { found })
        }
        ("GET", ["2", "tweets", "search", "stream", "rules"]) => {
            let rules: Vec<Value> =
                inner.rules.iter().map(|(id, (value, tag))| json!({ "id": id, "value": value, "tag": tag })).collect();
            (200, json!({ "data": rules, "meta": { "sent": "2025-03-04T02:30:00.000Z" } }))
        }
        ("POST", ["2", "tweets", "search", "stream", "rules"]) => rules(inner, &body),
        ("GET", ["2", "compliance", "jobs"]) => {
            let meta = json!({ "result_count": inner.jobs.len() });
            let found = json!({ "data": inner.jobs, "meta": meta });
            (200, if inner.jobs.is_empty() { json!({ "meta": meta }) } else { found })
        }
        ("POST", ["2", "compliance", "jobs"]) => {
            if inner.jobs.iter().any(|job| job["status"] != "complete") {
                let kind = "https://api.twitter.com/2/problems/conflict";
                return (409, json!({ "type": kind, "title": "Conflict", "status": 409 }));
            }
            let id = (100 + inner.jobs.len()).to_string();
            let place = format!("{}/lists/{id}", request.address);
            let (now, later) = ("2025-03-04T02:30:00.000Z", "2025-03-11T02:30:00.000Z");
            let job = json!({ "id": id, "type": "tweets", "name": body["name"], "status": "created", "upload_url": place, "download_url": place,
                "created_at": now, "upload_expires_at": later, "download_expires_at": later });
            inner.jobs.push(job.clone());
            (200, json!({ "data": job }))
        }
        ("PUT", ["lists", id]) => {
            inner.lists.insert((*id).to_owned(), request.body.clone());
            inner.jobs.iter_mut().filter(|job| job["id"] == *id).for_each(|job| job["status"] = json!("in_progress"));
            (200, json!({}))
        }
        ("GET", ["lists", id]) => {
            let asked: Vec<&str> = inner.lists.get(*id).map_or(Vec::new(), |list| list.lines().collect());
            let gone = asked.iter().filter(|id| !inner.posts.contains_key(**id));
            let lines: Vec<String> =
                gone.map(|id| json!({ "id": id, "action": "delete", "reason": "deleted" }).to_string()).collect();
            (200, json!(lines.join("\n")))
        }
        _ => (404, trouble(404, "Not Found")),
    }
}

/// A post as it is told: what is only ours to know stays here.
fn shown(post: &Value) -> Value {
    let mut post = post.clone();
    if let Some(fields) = post.as_object_mut() {
        fields.remove("written");
        fields.remove("hidden");
    }
    post
}

/// What is not there stands in `errors` beside what is, and the answer is 200.
fn lookup(inner: &Inner, request: &Request) -> (u16, Value) {
    let owner = request.asked("tweet.fields").is_some_and(|fields| fields.contains("non_public"));
    let (mut data, mut errors) = (Vec::new(), Vec::new());
    for id in request.asked("ids").unwrap_or_default().split(',') {
        match inner.posts.get(id) {
            Some(_) if owner && inner.keeps_figures => {
                errors.push(problem("not-authorized-for-field", "Field Authorization Error", id));
            }
            Some(post) if post["hidden"] == true => {
                errors.push(problem("not-authorized-for-resource", "Authorization Error", id));
            }
            Some(post) => data.push(shown(post)),
            None => errors.push(problem("resource-not-found", "Not Found Error", id)),
        }
    }
    let mut body = json!({});
    if !data.is_empty() {
        body["data"] = json!(data);
    }
    if !errors.is_empty() {
        body["errors"] = json!(errors);
    }
    (200, body)
}

fn post(inner: &mut Inner, body: &Value) -> (u16, Value) {
    let text = body["text"].as_str().unwrap_or_default();
    let says =
        |detail: &str| (403, json!({ "title": "Forbidden", "status": 403, "type": "about:blank", "detail": detail }));
    if let Some(to) = body["reply"]["in_reply_to_tweet_id"].as_str().filter(|to| !inner.summons.contains(*to)) {
        return says(&format!(
            "Reply to this conversation ({to}) is not allowed because you have not been mentioned by its author."
        ));
    }
    if inner.posts.values().any(|post| post["written"] == text) {
        return says("You are not allowed to create a Tweet with duplicate content.");
    }
    let id = (1_900_000_000_000_000_000_u64 + inner.ever.len() as u64).to_string();
    #[expect(clippy::disallowed_methods, reason = "a server of its own has a clock of its own")]
    let now = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let links: Vec<Value> = text
        .split_whitespace()
        .filter(|word| word.starts_with("https://"))
        .map(|link| {
            let url = format!("https://t.co/{}", link.len());
            json!({ "url": url, "expanded_url": link, "start": 0, "end": url.len() })
        })
        .collect();
    let shown = links.iter().fold(text.to_owned(), |text, link| {
        text.replace(link["expanded_url"].as_str().unwrap_or_default(), link["url"].as_str().unwrap_or_default())
    });
    let shown = shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let entities = if links.is_empty() { json!({}) } else { json!({ "urls": links }) };
    let kept = json!({ "id": id, "text": shown, "written": text, "created_at": now, "entities": entities, "edit_history_tweet_ids": [id],
        "public_metrics": { "like_count": 5, "retweet_count": 3, "reply_count": 2, "quote_count": 1, "bookmark_count": 4, "impression_count": 900 },
        "non_public_metrics": { "impression_count": 950, "url_link_clicks": 7, "user_profile_clicks": 6 } });
    inner.posts.insert(id.clone(), kept);
    inner.ever.push(id.clone());
    (
        201,
        json!({ "data": { "id": id, "text": shown }, "errors": [problem("resource-not-found", "Not Found Error", "1")] }),
    )
}

fn rules(inner: &mut Inner, body: &Value) -> (u16, Value) {
    let gone: Vec<&str> = body["delete"]["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    inner.rules.retain(|id, _| !gone.contains(&id.as_str()));
    let (mut errors, asked) = (Vec::new(), body["add"].as_array().map_or(0, Vec::len));
    for rule in body["add"].as_array().into_iter().flatten() {
        let value = rule["value"].as_str().unwrap_or_default();
        if value.contains("place:") {
            errors.push(json!({ "value": value, "title": "UnprocessableEntity", "type": "https://api.twitter.com/2/problems/invalid-rules" }));
        } else if inner.rules.values().any(|(known, _)| known == value) {
            errors.push(json!({ "value": value, "title": "DuplicateRule", "type": "https://api.twitter.com/2/problems/duplicate-rules" }));
        } else {
            let id = (1_000 + inner.rules.len() + inner.ever.len()).to_string();
            inner.rules.insert(id, (value.to_owned(), rule["tag"].as_str().unwrap_or_default().to_owned()));
        }
    }
    let (sent, not) = ("2025-03-04T02:30:00.000Z", errors.len());
    let summary = if body["delete"].is_object() {
        json!({ "deleted": gone.len(), "not_deleted": 0 })
    } else {
        json!({ "created": asked - not, "not_created": not, "valid": asked - not, "invalid": not })
    };
    let mut answer = json!({ "meta": { "sent": sent, "summary": summary } });
    if !errors.is_empty() {
        answer["errors"] = json!(errors);
    }
    (200, answer)
}

//! X's published contract (API v2, `OpenAPI` 2.167 and its reference pages) as far as giftgate calls it, written from the
//! documentation: which paths there are, in whose name, with which parameters, fields and limits. Whatever does not fit is told.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha1::Sha1;

pub const BEARER: &str = "the-bearer";
/// What a keys file holds.
pub const KEYS: &str = "api_key = \"ck\"\napi_secret = \"cs & more\"\naccess_token = \"7-at\"\naccess_secret = \"as\"\nbearer = \"the-bearer\"\n";

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    pub address: String,
}

impl Request {
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

/// In whose name an operation is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    App,
    Account,
    Either,
}

const TWEET_FIELDS: &str = "article attachments author_id card_uri community_id context_annotations conversation_id created_at \
    display_text_range edit_controls edit_history_tweet_ids entities geo id in_reply_to_user_id lang media_metadata non_public_metrics \
    note_tweet organic_metrics possibly_sensitive promoted_metrics public_metrics referenced_tweets reply_settings scopes source \
    suggested_source_links text withheld";
const USER_FIELDS: &str = "affiliation confirmed_email connection_status created_at description entities id is_identity_verified \
    location most_recent_tweet_id name parody pinned_tweet_id profile_banner_url profile_image_url protected public_metrics \
    receives_your_dm subscription subscription_type url username verified verified_followers_count verified_type withheld";
const EXPANSIONS: &str = "article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet \
    attachments.poll_ids author_id edit_history_tweet_ids entities.mentions.username geo.place_id in_reply_to_user_id \
    entities.note.mentions.username referenced_tweets.id referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id";

/// Everything about a request that the contract does not allow.
pub fn violations(request: &Request) -> Vec<String> {
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let (by, known): (By, &[&str]) = match (request.method.as_str(), parts.as_slice()) {
        ("GET", ["2", "tweets"]) => (By::Either, &["ids", "tweet.fields", "expansions", "user.fields"]),
        ("POST", ["2", "tweets"]) => (By::Account, &[]),
        ("DELETE", ["2", "tweets", id]) if is_id(id) => (By::Account, &[]),
        ("GET", ["2", "users", "me"]) => (By::Account, &["user.fields", "expansions", "tweet.fields"]),
        ("GET", ["2", "users", id, "tweets"]) if is_id(id) => (
            By::Either,
            &[
                "since_id",
                "until_id",
                "max_results",
                "pagination_token",
                "exclude",
                "start_time",
                "end_time",
                "tweet.fields",
                "expansions",
                "user.fields",
            ],
        ),
        ("GET", ["2", "users", id, "mentions"]) if is_id(id) => (
            By::Either,
            &[
                "since_id",
                "until_id",
                "max_results",
                "pagination_token",
                "start_time",
                "end_time",
                "tweet.fields",
                "expansions",
                "user.fields",
            ],
        ),
        ("GET", ["2", "tweets", "search", "stream"]) => {
            (By::App, &["backfill_minutes", "start_time", "end_time", "tweet.fields", "expansions", "user.fields"])
        }
        ("GET", ["2", "tweets", "search", "stream", "rules"]) => (By::App, &["ids", "max_results", "pagination_token"]),
        ("POST", ["2", "tweets", "search", "stream", "rules"]) => (By::App, &["dry_run", "delete_all"]),
        ("GET", ["2", "compliance", "jobs"]) => (By::App, &["type", "status", "compliance_job.fields"]),
        ("POST", ["2", "compliance", "jobs"]) => (By::App, &[]),
        ("GET", ["2", "compliance", "jobs", id]) if is_id(id) => (By::App, &["compliance_job.fields"]),
        // The places of lists are signed addresses that take no other secret.
        ("PUT" | "GET", ["lists", _]) => return list_faults(request),
        _ => return vec![format!("no such operation: {} {}", request.method, request.path)],
    };
    let mut faults = Vec::new();
    faults.extend(authorization(request, by));
    for (name, value) in &request.query {
        if !known.contains(&name.as_str()) {
            faults.push(format!("{}: no such parameter: {name}", request.path));
        }
        faults.extend(parameter(name, value));
    }
    if request.method == "POST" {
        faults.extend(body(request));
    }
    if !request.headers.get("user-agent").is_some_and(|agent| agent.starts_with("giftgate/")) {
        faults.push("no User-Agent".to_owned());
    }
    match parts.as_slice() {
        ["2", "tweets"] if request.method == "GET" && request.asked("ids").is_none() => {
            faults.push("no ids".to_owned());
        }
        ["2", "compliance", "jobs"] if request.method == "GET" && request.asked("type").is_none() => {
            faults.push("no type".to_owned());
        }
        _ => {}
    }
    let own = ["non_public_metrics", "organic_metrics", "promoted_metrics"];
    let asks_own =
        request.asked("tweet.fields").is_some_and(|fields| fields.split(',').any(|field| own.contains(&field)));
    if asks_own && request.headers.get("authorization").is_some_and(|header| header.starts_with("Bearer")) {
        faults.push("figures of the owner are asked for in the app's name".to_owned());
    }
    faults
}

fn list_faults(request: &Request) -> Vec<String> {
    let mut faults = Vec::new();
    if request.headers.contains_key("authorization") {
        faults.push("a secret is sent to a storage address".to_owned());
    }
    let typed = request.headers.get("content-type").is_some_and(|kind| kind == "text/plain");
    if request.method == "PUT" && (!typed || !request.body.lines().all(is_id) || request.body.is_empty()) {
        faults.push("a list is one id a line, text/plain".to_owned());
    }
    faults
}

fn is_id(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn parameter(name: &str, value: &str) -> Option<String> {
    let all = |words: &str| value.split(',').all(|one| words.split_whitespace().any(|word| word == one));
    let between = |least: u32, most: u32| value.parse().is_ok_and(|number| (least..=most).contains(&number));
    let fits = match name {
        "ids" => (1..=100).contains(&value.split(',').count()) && value.split(',').all(is_id),
        "tweet.fields" => all(TWEET_FIELDS),
        "user.fields" => all(USER_FIELDS),
        "expansions" => all(EXPANSIONS),
        "exclude" => all("replies retweets"),
        "since_id" | "until_id" => is_id(value),
        "max_results" => between(5, 100),
        "start_time" | "end_time" => {
            value.len() == 20 && value.ends_with('Z') && value.parse::<chrono::DateTime<chrono::Utc>>().is_ok()
        }
        "pagination_token" => value.len() >= 16,
        "type" => all("tweets users"),
        "status" => all("created in_progress failed complete"),
        _ => true,
    };
    (!fits).then(|| format!("{name}={value}"))
}

fn body(request: &Request) -> Vec<String> {
    let mut faults = Vec::new();
    if request.headers.get("content-type").is_none_or(|kind| kind != "application/json") {
        faults.push(format!("{}: a body that is no JSON", request.path));
    }
    let body = request.json();
    let mut only = |value: &Value, known: &[&str]| {
        let unknown =
            value.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| !known.contains(&key.as_str()));
        faults.extend(unknown.map(|key| format!("{}: no such field: {key}", request.path)));
    };
    let mut wrong = Vec::new();
    match request.path.as_str() {
        "/2/tweets" => {
            only(
                &body,
                &["text", "reply", "quote_tweet_id", "media", "reply_settings", "made_with_ai", "paid_partnership"],
            );
            only(&body["reply"], &["in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata"]);
            let text = body["text"].as_str().unwrap_or_default();
            if text.is_empty() || text.chars().count() > 280 {
                wrong.push("text".to_owned());
            }
            if body["reply"].is_object() && !body["reply"]["in_reply_to_tweet_id"].as_str().is_some_and(is_id) {
                wrong.push("in_reply_to_tweet_id".to_owned());
            }
        }
        "/2/tweets/search/stream/rules" => {
            only(&body, &["add", "delete"]);
            if body["add"].is_array() == body["delete"].is_object() {
                wrong.push("either add or delete".to_owned());
            }
            for rule in body["add"].as_array().into_iter().flatten() {
                only(rule, &["value", "tag"]);
                if !rule["value"].as_str().is_some_and(|value| (1..=512).contains(&value.chars().count())) {
                    wrong.push("a rule's length".to_owned());
                }
            }
            only(&body["delete"], &["ids", "values"]);
        }
        "/2/compliance/jobs" => {
            only(&body, &["type", "name", "resumable"]);
            if !matches!(body["type"].as_str(), Some("tweets" | "users"))
                || body["name"].as_str().is_some_and(|name| name.len() > 64)
            {
                wrong.push("a job's type or name".to_owned());
            }
        }
        _ => {}
    }
    faults.extend(wrong.into_iter().map(|what| format!("{}: {what}", request.path)));
    faults
}

fn authorization(request: &Request, by: By) -> Option<String> {
    let header = request.headers.get("authorization").map_or("", String::as_str);
    let account = header.strip_prefix("OAuth ");
    let fits = match (by, account) {
        (By::App | By::Either, None) => header == format!("Bearer {BEARER}"),
        (By::Account | By::Either, Some(signed)) => is_signed(request, signed),
        (By::App, Some(_)) | (By::Account, None) => false,
    };
    (!fits).then(|| format!("{} {}: not let in", request.method, request.path))
}

/// RFC 5849, reckoned anew.
fn is_signed(request: &Request, signed: &str) -> bool {
    let pairs: BTreeMap<String, String> = signed
        .split(", ")
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), decode(value.trim_matches('"'))))
        .collect();
    let mut all: Vec<(String, String)> = pairs
        .iter()
        .filter(|(key, _)| *key != "oauth_signature")
        .map(|(key, value)| (key.clone(), value.clone()))
        .chain(request.query.iter().cloned())
        .map(|(key, value)| (encode(&key), encode(&value)))
        .collect();
    all.sort();
    let joined: Vec<String> = all.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let url = format!("{}{}", request.address, request.path);
    let base = format!("{}&{}&{}", request.method, encode(&url), encode(&joined.join("&")));
    let mut mac = <Hmac<Sha1> as KeyInit>::new_from_slice(b"cs%20%26%20more&as").expect("any length");
    mac.update(base.as_bytes());
    let wanted = STANDARD.encode(mac.finalize().into_bytes());
    pairs.get("oauth_consumer_key").is_some_and(|key| key == "ck")
        && pairs.get("oauth_token").is_some_and(|token| token == "7-at")
        && pairs.get("oauth_nonce").is_some_and(|nonce| nonce.len() >= 16)
        && pairs.get("oauth_signature") == Some(&wanted)
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

pub fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap_or(b'?'));
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

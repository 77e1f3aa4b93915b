//! Bluesky (AT Protocol): posts as records of an account's repository on its own server.
//!
//! The record key is minted with the record, and the record is put, not created: a repeated put of the same bytes is the
//! same post, so a try that got no answer is simply made again.

use std::time::Duration;

use chrono::SecondsFormat;
use rand::{Rng, RngExt};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use unicode_segmentation::UnicodeSegmentation;

use super::http::{Answer, PATIENCE, client, send};
use super::picture::{Picture, split};
use super::{Beside, Fault, Frozen, Out, ReplyTo, name_of};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;

const NETWORK: Network = Network::Bluesky;
const POSTS: &str = "app.bsky.feed.post";
/// Longest hashtag, graphemes (lexicon `app.bsky.richtext.facet#tag`).
const LONGEST_TAG: usize = 64;

/// A record key in the form of a TID: 53 bits of microseconds, 10 of chance, in 13 sortable characters.
pub(super) fn record_key(now: Instant, rng: &mut impl Rng) -> String {
    const DIGITS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
    let micros = u64::try_from(now.timestamp_micros()).unwrap_or(0) & ((1 << 53) - 1);
    let bits = (micros << 10) | u64::from(rng.random_range(0..1024_u16));
    let digit = |place: u32| DIGITS[usize::try_from(bits >> (5 * place) & 31).unwrap_or_default()];
    (0..13).rev().map(|place| char::from(digit(place))).collect()
}

/// A record of a post: text, language, and its links and hashtags marked by their place in bytes.
pub(super) fn record(text: &str, language: Language, beside: &Beside<'_>, now: Instant) -> Vec<u8> {
    let mut record = fields(text, language, now);
    let picture = beside.picture.map(Picture::embed);
    let quote = beside
        .quote
        .map(|(uri, cid)| json!({ "$type": "app.bsky.embed.record", "record": { "uri": uri, "cid": cid } }));
    let embed = match (picture, quote) {
        (Some(media), Some(record)) => {
            Some(json!({ "$type": "app.bsky.embed.recordWithMedia", "record": record, "media": media }))
        }
        (picture, quote) => picture.or(quote),
    };
    if let Some(embed) = embed {
        record["embed"] = embed;
    }
    if let Some(to) = &beside.reply {
        record["reply"] = answered(to);
    }
    record.to_string().into_bytes()
}

/// What an answer names: the post, and the one that the thread began with.
fn answered(to: &ReplyTo<'_>) -> Value {
    let reference = |(uri, cid): (&str, &str)| json!({ "uri": uri, "cid": cid });
    json!({ "parent": reference(to.parent), "root": reference(to.root.unwrap_or(to.parent)) })
}

/// The same as an answer.
pub(super) fn reply(text: &str, language: Language, to: &ReplyTo<'_>, now: Instant) -> Vec<u8> {
    let mut record = fields(text, language, now);
    record["reply"] = answered(to);
    record.to_string().into_bytes()
}

fn fields(text: &str, language: Language, now: Instant) -> Value {
    let mut record = json!({
        "$type": POSTS,
        "text": text,
        "langs": [language],
        "createdAt": now.to_rfc3339_opts(SecondsFormat::Millis, true),
    });
    let facets = facets(text);
    if !facets.is_empty() {
        record["facets"] = Value::Array(facets);
    }
    record
}

fn facets(text: &str) -> Vec<Value> {
    let mut facets = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|mark: char| mark.is_whitespace() || ".,;:!?)»”".contains(mark));
        let feature = if word.starts_with("https://") && word.len() > "https://".len() {
            json!({ "$type": "app.bsky.richtext.facet#link", "uri": word })
        } else if let Some(tag) = word.strip_prefix('#')
            && (1..=LONGEST_TAG).contains(&tag.graphemes(true).count())
            && !tag.chars().all(|mark| mark.is_ascii_digit())
        {
            json!({ "$type": "app.bsky.richtext.facet#tag", "tag": tag })
        } else {
            continue;
        };
        facets.push(json!({ "index": { "byteStart": start, "byteEnd": start + word.len() }, "features": [feature] }));
    }
    facets
}

/// An account.
pub struct Bluesky {
    service: String,
    account: String,
    password: String,
    client: Client,
    session: Mutex<Option<Session>>,
}

#[derive(Clone)]
struct Session {
    did: String,
    token: String,
}

impl std::fmt::Debug for Bluesky {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bluesky({})", self.service)
    }
}

impl Bluesky {
    /// An account by its handle or DID and an app password, on its server.
    pub fn new(service: &str, account: &str, password: &str) -> Self {
        let service = service.trim_end_matches('/').to_owned();
        let (account, password) = (account.to_owned(), password.trim().to_owned());
        Self { service, account, password, client: client(PATIENCE), session: Mutex::new(None) }
    }

    /// The same with another bound on how long an answer may take.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { client: client(patience), ..self }
    }

    pub(super) async fn publish(&self, frozen: &Frozen) -> Result<Out, Fault> {
        let (record, picture) = split(&frozen.body, NETWORK)?;
        if let Some(picture) = picture {
            self.upload(&picture).await?;
        }
        let put = json!({ "collection": POSTS, "rkey": name_of(&frozen.identity), "record": record });
        let answer = self.call("com.atproto.repo.putRecord", put).await?;
        if !answer.status.is_success() {
            return Err(answer.fault(NETWORK));
        }
        out_of(&answer).ok_or_else(|| Fault::away(NETWORK, "an answer without uri"))
    }

    /// Bytes that no record names yet are forgotten there after a while, so they are sent before every try.
    async fn upload(&self, picture: &Picture) -> Result<(), Fault> {
        let url = format!("{}/xrpc/com.atproto.repo.uploadBlob", self.service);
        let upload = |session: &Session| {
            let request = self.client.post(&url).bearer_auth(&session.token).header("Content-Type", &picture.mime);
            request.body(picture.bytes.clone())
        };
        let answer = self.ask(upload).await.map_err(Fault::of_upload)?;
        if !answer.status.is_success() {
            return Err(answer.fault(NETWORK).of_upload());
        }
        if answer.body["blob"]["ref"]["$link"] == picture.cid() {
            return Ok(());
        }
        Err(Fault::refused(NETWORK, "the server changes pictures"))
    }

    pub(super) async fn look(&self, identity: &str) -> Result<Option<Out>, Fault> {
        let did = self.session().await?.did;
        let query = [("repo", did.as_str()), ("collection", POSTS), ("rkey", name_of(identity))];
        let request = self.client.get(format!("{}/xrpc/com.atproto.repo.getRecord", self.service)).query(&query);
        let answer = send(NETWORK, request).await.map_err(Fault::of_question)?;
        match answer.text("error") {
            _ if answer.status.is_success() => Ok(out_of(&answer)),
            Some("RecordNotFound") => Ok(None),
            _ => Err(answer.fault(NETWORK).of_question()),
        }
    }

    /// Whether a post of anybody still stands as it was. Its own server, and ours for it, tell of it.
    pub(super) async fn stands(&self, uri: &str, cid: &str) -> Result<bool, Fault> {
        let mut parts = uri.strip_prefix("at://").unwrap_or_default().split('/');
        let (Some(repo), Some(collection), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Ok(false);
        };
        let query = [("repo", repo), ("collection", collection), ("rkey", key)];
        let request = self.client.get(format!("{}/xrpc/com.atproto.repo.getRecord", self.service)).query(&query);
        let answer = send(NETWORK, request).await.map_err(Fault::of_question)?;
        match answer.text("error") {
            _ if answer.status.is_success() => Ok(answer.text("cid").is_none_or(|now| now == cid)),
            Some("RecordNotFound" | "RepoNotFound" | "RepoDeactivated" | "RepoTakendown") => Ok(false),
            _ => Err(answer.fault(NETWORK).of_question()),
        }
    }

    pub(super) async fn retract(&self, identity: &str) -> Result<(), Fault> {
        let delete = json!({ "collection": POSTS, "rkey": name_of(identity) });
        let answer = self.call("com.atproto.repo.deleteRecord", delete).await?;
        if answer.status.is_success() { Ok(()) } else { Err(answer.fault(NETWORK)) }
    }

    /// Signs in, and says as whom; for `giftgate doctor`.
    pub async fn check(&self) -> Result<String, Fault> {
        Ok(self.sign_in().await?.did)
    }

    /// Calls a procedure on the own repository.
    async fn call(&self, procedure: &str, input: Value) -> Result<Answer, Fault> {
        let url = format!("{}/xrpc/{procedure}", self.service);
        let request = |session: &Session| {
            let mut input = input.clone();
            input["repo"] = json!(session.did);
            self.client.post(&url).bearer_auth(&session.token).json(&input)
        };
        self.ask(request).await
    }

    /// Asks in the account's name; signs in again once where the session is over.
    async fn ask(&self, request: impl Fn(&Session) -> RequestBuilder) -> Result<Answer, Fault> {
        let mut session = self.session().await?;
        for _ in 0..2 {
            let answer = send(NETWORK, request(&session)).await?;
            let expired = answer.status == StatusCode::UNAUTHORIZED
                || matches!(answer.text("error"), Some("ExpiredToken" | "InvalidToken"));
            if !expired {
                return Ok(answer);
            }
            session = self.sign_in().await?;
        }
        Err(Fault::away(NETWORK, "sessions end at once"))
    }

    async fn session(&self) -> Result<Session, Fault> {
        let kept = self.session.lock().await.clone();
        match kept {
            Some(session) => Ok(session),
            None => self.sign_in().await,
        }
    }

    async fn sign_in(&self) -> Result<Session, Fault> {
        let mut kept = self.session.lock().await;
        let request = self.client.post(format!("{}/xrpc/com.atproto.server.createSession", self.service));
        let who = json!({ "identifier": self.account, "password": self.password });
        let answer = send(NETWORK, request.json(&who)).await.map_err(Fault::of_question)?;
        let (Some(did), Some(token), true) = (answer.text("did"), answer.text("accessJwt"), answer.status.is_success())
        else {
            return Err(answer.fault(NETWORK).of_question());
        };
        let session = Session { did: did.to_owned(), token: token.to_owned() };
        *kept = Some(session.clone());
        Ok(session)
    }
}

fn out_of(answer: &Answer) -> Option<Out> {
    let uri = answer.text("uri")?.to_owned();
    Some(Out { address: uri.clone(), external_id: uri })
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn record_keys_are_tids_that_sort_by_time() {
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        let one = record_key(at("2025-03-04T12:00:00Z"), &mut rng);
        let other = record_key(at("2025-03-04T12:00:00.000001Z"), &mut rng);
        assert_eq!(one.len(), 13);
        assert!(one < other && one.bytes().all(|byte| b"234567abcdefghijklmnopqrstuvwxyz".contains(&byte)));
    }

    #[test]
    fn links_and_tags_are_marked_by_bytes() {
        let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let text = "Goede reis, Zoë! 🎁 #klm, https://gifts.example/r/1. #1";
        let record: Value = serde_json::from_slice(&record(text, Language::Nl, &Beside::default(), now)).expect("JSON");
        let marked: Vec<&str> = record["facets"]
            .as_array()
            .expect("facets")
            .iter()
            .map(|facet| {
                let place = |end: &str| usize::try_from(facet["index"][end].as_u64().expect("a place")).expect("small");
                &text[place("byteStart")..place("byteEnd")]
            })
            .collect();
        assert_eq!(marked, ["#klm", "https://gifts.example/r/1"]);
        assert_eq!((&record["langs"][0], &record["createdAt"]), (&json!("nl"), &json!("2025-03-04T12:00:00.000Z")));
    }
}

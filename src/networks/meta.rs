//! Meta's networks (Graph API): Instagram, Threads and a Facebook page. Experimental: tried against a fake of our own only.
//!
//! A post is put together as a container, which is looked at until it is done, and then published. Meta keeps no key of ours,
//! so what stands on the account is looked through before every try. The token travels in a header, never in an address.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::DateTime;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::http::{Answer, PATIENCE, client, send};
use super::mark::{mark_of, sought};
use super::picture::split;
use super::{Count, Fault, Figures, Frozen, Out};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Unit;

/// How often and after which pause a container is looked at.
const MOST_LOOKS: usize = 20;
const LOOK_PAUSE: Duration = Duration::from_secs(3);
/// Pages of posts that are looked through.
const MOST_PAGES: usize = 20;
/// Limits and locked accounts take their time.
const LONG_PAUSE: Duration = Duration::from_mins(10);
/// The definition that figures follow.
const DEFINITION: &str = "meta graph insights";

/// What is asked of a post. Each alone: Meta retires names, and one that is gone fails all it is asked with.
const INSTAGRAM: [(&str, Unit); 7] = [
    ("views", Unit::Views),
    ("reach", Unit::Reach),
    ("impressions", Unit::Impressions),
    ("likes", Unit::Engagements),
    ("comments", Unit::Engagements),
    ("shares", Unit::Engagements),
    ("saved", Unit::Engagements),
];
const THREADS: [(&str, Unit); 6] = [
    ("views", Unit::Views),
    ("likes", Unit::Engagements),
    ("replies", Unit::Engagements),
    ("reposts", Unit::Engagements),
    ("quotes", Unit::Engagements),
    ("shares", Unit::Engagements),
];
const FACEBOOK: [(&str, Unit); 5] = [
    ("post_media_view", Unit::Views),
    ("post_impressions", Unit::Impressions),
    ("post_impressions_unique", Unit::Reach),
    ("post_clicks", Unit::Engagements),
    ("post_reactions_like_total", Unit::Engagements),
];

/// A post; `to` is the comment that it answers.
pub(super) fn post(text: &str, to: Option<&str>) -> Vec<u8> {
    let mut post = json!({ "text": text });
    if let Some(to) = to {
        post["reply_to"] = json!(to);
    }
    post.to_string().into_bytes()
}

/// An account on one of the three.
pub struct Meta {
    network: Network,
    base: String,
    account: String,
    token: String,
    client: Client,
    pause: Duration,
}

impl std::fmt::Debug for Meta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Meta({}, {})", self.network, self.base)
    }
}

impl Meta {
    /// An account or page by its number and token; `base` is the API with its version.
    pub fn new(network: Network, base: &str, account: &str, token: &str) -> Self {
        let (base, token) = (base.trim_end_matches('/').to_owned(), token.trim().to_owned());
        Self { network, base, account: account.to_owned(), token, client: client(PATIENCE), pause: LOOK_PAUSE }
    }

    /// The same with other bounds: how long an answer may take, and the pause before a container is looked at again.
    #[must_use]
    pub fn with_patience(self, patience: Duration, pause: Duration) -> Self {
        Self { client: client(patience), pause, ..self }
    }

    pub(super) async fn publish(&self, frozen: &Frozen, known: &BTreeSet<String>) -> Result<Out, Fault> {
        let (post, picture) = split(&frozen.body, self.network)?;
        let text = post["text"].as_str().unwrap_or_default();
        let to = post["reply_to"].as_str().filter(|id| is_id(id));
        if let Some(out) = self.find(&frozen.identity, to, known).await? {
            return Ok(out);
        }
        let link = picture.as_ref().and_then(|picture| Some((picture.url.as_deref()?, picture.alt.as_str())));
        let id = match (self.network, to, link) {
            (Network::Instagram, Some(to), _) => self.make(&format!("{to}/replies"), &[("message", text)]).await?,
            (Network::Facebook, Some(to), _) => self.make(&format!("{to}/comments"), &[("message", text)]).await?,
            (Network::Facebook, None, None) => self.make(&self.own("feed"), &[("message", text)]).await?,
            (Network::Facebook, None, Some((url, alt))) => {
                self.make(&self.own("photos"), &[("url", url), ("caption", text), ("alt_text_custom", alt)]).await?
            }
            (Network::Instagram, None, Some((url, alt))) => {
                let fields = [("image_url", url), ("caption", text), ("alt_text", alt)];
                self.publish_container("media", "media_publish", &fields).await?
            }
            (Network::Instagram, None, None) => return Err(self.refused("Instagram takes no post without a picture")),
            (_, to, link) => {
                let mut fields = vec![("text", text), ("media_type", if link.is_some() { "IMAGE" } else { "TEXT" })];
                fields.extend(to.map(|to| ("reply_to_id", to)));
                fields.extend(link.into_iter().flat_map(|(url, alt)| [("image_url", url), ("alt_text", alt)]));
                self.publish_container("threads", "threads_publish", &fields).await?
            }
        };
        let address = self.address_of(&id).await.unwrap_or_else(|| id.clone());
        Ok(Out { address, external_id: id })
    }

    /// Puts a container together, waits until it is done, publishes it; gives the post's id.
    async fn publish_container(&self, make: &str, publish: &str, fields: &[(&str, &str)]) -> Result<String, Fault> {
        // A container that nobody publishes is forgotten there after a day: none of it is out yet.
        let container = self.make(&self.own(make), fields).await.map_err(Fault::of_upload)?;
        let (asked, done) = match self.network {
            Network::Instagram => ("status_code", "status_code"),
            _ => ("status,error_message", "status"),
        };
        for look in 0..MOST_LOOKS {
            if look > 0 {
                tokio::time::sleep(self.pause).await;
            }
            let answer = self.get(&container, &[("fields", asked)]).await?;
            match answer.body[done].as_str() {
                Some("FINISHED") => return self.make(&self.own(publish), &[("creation_id", &container)]).await,
                Some("IN_PROGRESS") | None => {}
                Some("PUBLISHED") => {
                    return Err(Fault::cut_off(self.network, "published, under an id that is not told"));
                }
                Some("EXPIRED") => return Err(self.away("the container is too old")),
                Some(_) => return Err(self.refused("the container can't be made")),
            }
        }
        Err(self.away("the container is not done"))
    }

    /// Looks whether a post went out that nobody heard of.
    pub(super) async fn look(&self, identity: &str, known: &BTreeSet<String>) -> Result<Option<Out>, Fault> {
        self.find(identity, None, known).await
    }

    /// Among what stands on the account, or below what was answered.
    async fn find(&self, identity: &str, to: Option<&str>, known: &BTreeSet<String>) -> Result<Option<Out>, Fault> {
        let (mark, earliest) = sought(self.network, identity)?;
        let (path, words, time, link) = match (self.network, to) {
            (Network::Instagram, None) => (self.own("media"), "caption", "timestamp", "permalink"),
            (Network::Instagram, Some(to)) => (format!("{to}/replies"), "text", "timestamp", "id"),
            (Network::Facebook, None) => (self.own("feed"), "message", "created_time", "permalink_url"),
            (Network::Facebook, Some(to)) => (format!("{to}/comments"), "message", "created_time", "permalink_url"),
            (_, None) => (self.own("threads"), "text", "timestamp", "permalink"),
            (_, Some(_)) => (self.own("replies"), "text", "timestamp", "permalink"),
        };
        let fields = format!("id,{words},{time},{link}");
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("fields", fields.as_str()), ("limit", "50")];
            query.extend(after.as_deref().map(|after| ("after", after)));
            let answer = self.get(&path, &query).await?;
            let posts = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
            let mut older = false;
            for post in posts {
                older |= instant_of(&post[time]).is_some_and(|at| at < earliest);
                let id = post["id"].as_str().filter(|id| is_id(id) && !known.contains(*id) && !older);
                if let Some(id) = id.filter(|_| post[words].as_str().is_some_and(|text| mark_of(text) == mark)) {
                    let address = post[link].as_str().unwrap_or(id).to_owned();
                    return Ok(Some(Out { address, external_id: id.to_owned() }));
                }
            }
            let next = answer.body["paging"]["cursors"]["after"].as_str().map(str::to_owned);
            if older || posts.is_empty() || next.is_none() || next == after {
                return Ok(None);
            }
            after = next;
        }
        Err(self.away("the own posts are too many"))
    }

    pub(super) async fn retract(&self, id: &str) -> Result<(), Fault> {
        if !is_id(id) {
            return Err(self.refused("no id"));
        }
        let answer = self.send(self.client.delete(format!("{}/{id}", self.base))).await?;
        let gone = answer.status == StatusCode::NOT_FOUND || is_missing(&answer);
        if gone || (answer.status.is_success() && answer.body["success"] == true) {
            return Ok(());
        }
        if answer.status.is_success() {
            return Err(self.refused("it can't be taken down by a program; take it down by hand"));
        }
        Err(self.fault_of(&answer))
    }

    /// Figures, asked one by one: a name that Meta retired fails alone.
    pub(super) async fn counts(&self, ids: &[&str]) -> Result<Figures, Fault> {
        let metrics: &[(&'static str, Unit)] = match self.network {
            Network::Instagram => &INSTAGRAM,
            Network::Facebook => &FACEBOOK,
            _ => &THREADS,
        };
        let mut found = Figures::default();
        for id in ids.iter().filter(|id| is_id(id)) {
            for (name, unit) in metrics {
                let asked = self.client.get(format!("{}/{id}/insights", self.base)).query(&[("metric", name)]);
                let answer = match self.send(asked).await.map_err(Fault::of_upload) {
                    Ok(answer) if answer.status.is_success() => Ok(answer),
                    Ok(answer) if says_retired(&answer) => {
                        found.gone.insert((*unit, *name));
                        continue;
                    }
                    Ok(answer) => Err(self.fault_of(&answer).of_upload()),
                    Err(fault) => Err(fault),
                };
                let answer = match answer {
                    Ok(answer) => answer,
                    Err(fault @ Fault::Away { retry_after: Some(_), .. }) => {
                        return if found.counts.is_empty() { Err(fault) } else { Ok(found) };
                    }
                    Err(fault) => {
                        tracing::debug!(network = %self.network, metric = name, %fault, "a figure is not given");
                        continue;
                    }
                };
                let told = answer.body["data"].as_array().into_iter().flatten().find(|one| one["name"] == *name);
                let value = told.and_then(|one| {
                    one["values"][0]["value"].as_u64().or_else(|| one["total_value"]["value"].as_u64())
                });
                let id = (*id).to_owned();
                found.counts.extend(value.map(|value| Count {
                    id,
                    field: name,
                    value,
                    definition: DEFINITION,
                    unit: *unit,
                }));
            }
        }
        // What one post has, the network still gives.
        let counts = &found.counts;
        found.gone.retain(|(_, name)| !counts.iter().any(|count| count.field == *name));
        Ok(found)
    }

    /// The account's name; for `giftgate doctor`.
    pub async fn check(&self) -> Result<String, Fault> {
        let field = if self.network == Network::Facebook { "name" } else { "username" };
        let answer = self.get(&self.account, &[("fields", field)]).await?;
        let name = answer.text(field).ok_or_else(|| self.away("an answer without name"))?;
        Ok(format!("{name} (experimental)"))
    }

    async fn address_of(&self, id: &str) -> Option<String> {
        let field = if self.network == Network::Facebook { "permalink_url" } else { "permalink" };
        let answer = self.get(id, &[("fields", field)]).await.ok()?;
        answer.text(field).filter(|url| url.starts_with("https://")).map(str::to_owned)
    }

    fn own(&self, edge: &str) -> String {
        format!("{}/{edge}", self.account)
    }

    async fn make(&self, path: &str, fields: &[(&str, &str)]) -> Result<String, Fault> {
        let answer = self.send(self.client.post(format!("{}/{path}", self.base)).form(fields)).await?;
        if !answer.status.is_success() {
            return Err(self.fault_of(&answer));
        }
        let id = answer.text("post_id").or_else(|| answer.text("id")).filter(|id| is_id(id));
        id.map(str::to_owned).ok_or_else(|| Fault::cut_off(self.network, "an answer without id"))
    }

    async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Answer, Fault> {
        let request = self.client.get(format!("{}/{path}", self.base)).query(query);
        let answer = self.send(request).await.map_err(Fault::of_upload)?;
        if answer.status.is_success() { Ok(answer) } else { Err(self.fault_of(&answer).of_upload()) }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, Fault> {
        send(self.network, request.bearer_auth(&self.token)).await
    }

    fn away(&self, why: &str) -> Fault {
        Fault::away(self.network, why)
    }

    fn refused(&self, why: &str) -> Fault {
        Fault::refused(self.network, why)
    }

    /// What Meta means: limits and ended sessions come as 400, with a code.
    fn fault_of(&self, answer: &Answer) -> Fault {
        let Some(code) = answer.body["error"]["code"].as_i64() else { return answer.fault(self.network) };
        let why = format!("{}, code {code}", answer.status.as_u16());
        let transient = answer.body["error"]["is_transient"] == true || matches!(code, 1 | 2);
        match code {
            4 | 10 | 17 | 32 | 102 | 190 | 200 | 341 | 368 | 613 | 80_000..=80_099 => {
                Fault::later(self.network, &why, answer.retry_after.unwrap_or(LONG_PAUSE))
            }
            9_007 => self.away(&why),
            _ if transient || answer.status.is_server_error() => Fault::cut_off(self.network, &why),
            _ => self.refused(&why),
        }
    }
}

/// Something that is not there: code 100 with subcode 33.
fn is_missing(answer: &Answer) -> bool {
    let error = &answer.body["error"];
    error["code"] == 100 && error["error_subcode"] == 33
}

/// Whether a metric's name is gone: code 100, and words that speak of the name, not of this post or its kind of media.
fn says_retired(answer: &Answer) -> bool {
    let error = &answer.body["error"];
    let words = error["message"].as_str().unwrap_or_default().to_lowercase();
    let of_name = ["must be one of the following values", "deprecated", "no longer available", "no longer supported"];
    let plainly_gone = words.contains("not available") && !words.contains("media") && !words.contains("post");
    error["code"] == 100 && !is_missing(answer) && (of_name.iter().any(|part| words.contains(part)) || plainly_gone)
}

/// Ids are numbers, two of them for posts of a page.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 80 && id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

/// `2025-03-04T12:00:00+0000`, as Meta writes times.
fn instant_of(value: &Value) -> Option<Instant> {
    let text = value.as_str()?;
    let read = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z").or_else(|_| DateTime::parse_from_rfc3339(text));
    read.ok().map(|at| at.to_utc())
}

//! X (API v2): posts of an account, and what is counted of them.
//!
//! X keeps no key of ours, so the own timeline is looked at before every try, and again where X says that the text is there
//! already. Every call that costs goes over the meter.

mod gone;
mod line;
mod rules;
mod sign;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::SecondsFormat;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

pub(super) use gone::MANY;
pub(super) use line::{Mentions, Tweets};
pub use sign::Keys;

use super::http::{Answer, PATIENCE, client, send};
use super::mark::{mark_of, sought};
use super::meter::Meter;
use super::{Count, Fault, Frozen, Out};
use crate::domain::call::{Call, Prices};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Unit;
use crate::domain::tweet;
use crate::domain::uri::encode;

const NETWORK: Network = Network::X;
/// Most posts of a lookup or of a page.
const MOST: usize = 100;
/// Pages of the own timeline that are looked through.
const MOST_PAGES: usize = 20;
/// Credits are bought by people.
const CREDIT_PAUSE: Duration = Duration::from_hours(1);
/// The definition that counts follow.
const DEFINITION: &str = "x api v2 Tweet";
/// What everyone may read of a post, and what only its author may.
const PUBLIC: [(&str, Unit); 6] = [
    ("public_metrics.like_count", Unit::Engagements),
    ("public_metrics.retweet_count", Unit::Engagements),
    ("public_metrics.reply_count", Unit::Engagements),
    ("public_metrics.quote_count", Unit::Engagements),
    ("public_metrics.bookmark_count", Unit::Engagements),
    ("public_metrics.impression_count", Unit::Impressions),
];
const OWNER: [(&str, Unit); 4] = [
    ("non_public_metrics.impression_count", Unit::Impressions),
    ("non_public_metrics.url_link_clicks", Unit::Engagements),
    ("non_public_metrics.user_profile_clicks", Unit::Engagements),
    ("organic_metrics.impression_count", Unit::Impressions),
];

/// A post.
pub(super) fn post(text: &str) -> Vec<u8> {
    json!({ "text": text }).to_string().into_bytes()
}

/// The same as an answer.
pub(super) fn reply(text: &str, to: &str) -> Vec<u8> {
    json!({ "text": text, "reply": { "in_reply_to_tweet_id": to } }).to_string().into_bytes()
}

/// The same that quotes a post.
pub(super) fn quote(text: &str, of: &str) -> Vec<u8> {
    json!({ "text": text, "quote_tweet_id": of }).to_string().into_bytes()
}

/// An account.
pub struct X {
    base: String,
    keys: Keys,
    client: Client,
    meter: Meter,
    own: OnceCell<(String, String)>,
}

impl std::fmt::Debug for X {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "X({})", self.base)
    }
}

/// In whose name is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    App,
    Account,
}

impl X {
    /// An account by its keys; `base` is `https://api.x.com`.
    pub fn new(base: &str, keys: Keys, prices: Prices) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self { base, keys, client: client(PATIENCE), meter: Meter::new(NETWORK, prices), own: OnceCell::new() }
    }

    /// The same with another bound on how long an answer may take.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { client: client(patience), ..self }
    }

    /// What its calls cost.
    pub const fn meter(&self) -> &Meter {
        &self.meter
    }

    pub(super) async fn publish(&self, frozen: &Frozen, known: &BTreeSet<String>, now: Instant) -> Result<Out, Fault> {
        if let Some(out) = self.look(&frozen.identity, known, now).await? {
            return Ok(out);
        }
        let text = String::from_utf8_lossy(&frozen.body);
        let call = if text.contains("https://") { Call::CreateWithLink } else { Call::Create };
        let hold = self.meter.hold(call, 1)?;
        let url = format!("{}/2/tweets", self.base);
        let request = self.client.post(&url).header("Content-Type", "application/json").body(frozen.body.clone());
        let request = request.header("Authorization", self.keys.authorize("POST", &url, &[], now));
        let answer = match send(NETWORK, request).await {
            Ok(answer) => answer,
            Err(fault) => {
                if fault.is_uncertain() {
                    hold.settle(call, 1);
                }
                return Err(fault);
            }
        };
        if answer.status.is_success() {
            hold.settle(call, 1);
            let id = answer.body["data"]["id"].as_str().filter(|id| is_id(id));
            let uncertain = || Fault::cut_off(NETWORK, "an answer without id");
            return Ok(self.out(id.ok_or_else(uncertain)?, now).await);
        }
        drop(hold);
        let says = answer.text("detail").unwrap_or_default();
        if answer.status == StatusCode::FORBIDDEN && says.contains("duplicate") {
            let refused = || Fault::refused(NETWORK, "403, the same text is out already");
            return self.look(&frozen.identity, known, now).await?.ok_or_else(refused);
        }
        Err(fault_of(&answer))
    }

    /// Looks on the own timeline for a post that went out though nobody heard of it.
    pub(super) async fn look(
        &self,
        identity: &str,
        known: &BTreeSet<String>,
        now: Instant,
    ) -> Result<Option<Out>, Fault> {
        let (mark, earliest) = sought(NETWORK, identity)?;
        let (own, _) = self.who(now).await?;
        let since = earliest.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut page: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![
                ("exclude", "retweets"),
                ("max_results", "100"),
                ("start_time", since.as_str()),
                ("tweet.fields", "created_at,entities,note_tweet"),
            ];
            query.extend(page.as_deref().map(|token| ("pagination_token", token)));
            let hold = self.meter.hold(Call::OwnRead, MOST as u64)?;
            let answer = self.get(&format!("/2/users/{own}/tweets"), &query, By::Account, now).await?;
            let posts = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
            hold.settle(Call::OwnRead, posts.len() as u64);
            for post in posts {
                let id = post["id"].as_str().filter(|id| is_id(id) && !known.contains(*id));
                if let Some(id) = id.filter(|_| mark_of(&plain(post)) == mark) {
                    return Ok(Some(self.out(id, now).await));
                }
            }
            let next = answer.body["meta"]["next_token"].as_str().map(str::to_owned);
            if next.is_none() || next == page {
                return Ok(None);
            }
            page = next;
        }
        Err(Fault::away(NETWORK, "the own timeline is too long"))
    }

    pub(super) async fn retract(&self, id: &str, now: Instant) -> Result<(), Fault> {
        if !is_id(id) {
            return Err(Fault::refused(NETWORK, "no id"));
        }
        let url = format!("{}/2/tweets/{id}", self.base);
        let request = self.client.delete(&url).header("Authorization", self.keys.authorize("DELETE", &url, &[], now));
        let answer = send(NETWORK, request).await?;
        let down = answer.status.is_success() && answer.body["data"]["deleted"] == true;
        if down || answer.status == StatusCode::NOT_FOUND {
            self.meter.note(Call::Delete, 1);
            return Ok(());
        }
        Err(if answer.status.is_success() { Fault::away(NETWORK, "still there") } else { fault_of(&answer) })
    }

    /// What everyone may read, then what only the author may; one of both failing keeps the other.
    pub(super) async fn counts(&self, ids: &[&str], now: Instant) -> Result<Vec<Count>, Fault> {
        let ids: Vec<&str> = ids.iter().copied().filter(|id| is_id(id)).collect();
        let (mut found, mut fault) = (Vec::new(), None);
        let paths = [
            (By::App, Call::Read, "public_metrics", &PUBLIC[..]),
            (By::Account, Call::OwnRead, "non_public_metrics,organic_metrics", &OWNER[..]),
        ];
        for (by, call, asked, fields) in paths {
            for some in ids.chunks(MOST) {
                match self.metrics(some, (by, call, asked), fields, now).await {
                    Ok(counts) => found.extend(counts),
                    Err(one) => fault = Some(one),
                }
            }
        }
        match fault {
            Some(fault) if found.is_empty() => Err(fault),
            _ => Ok(found),
        }
    }

    async fn metrics(
        &self,
        ids: &[&str],
        (by, call, asked): (By, Call, &str),
        fields: &[(&'static str, Unit)],
        now: Instant,
    ) -> Result<Vec<Count>, Fault> {
        let hold = self.meter.hold(call, ids.len() as u64)?;
        let joined = ids.join(",");
        let answer = self.get("/2/tweets", &[("ids", &joined), ("tweet.fields", asked)], by, now).await?;
        // Posts that are gone, and figures that are not given any more, stand in `errors` beside the rest.
        let posts = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
        hold.settle(call, posts.len() as u64);
        let mut found = Vec::new();
        for post in posts {
            let Some(id) = post["id"].as_str() else { continue };
            found.extend(fields.iter().filter_map(|(field, unit)| {
                let (group, name) = field.split_once('.')?;
                let value = post[group][name].as_u64()?;
                Some(Count { id: id.to_owned(), field, value, definition: DEFINITION, unit: *unit })
            }));
        }
        Ok(found)
    }

    /// The account's handle; for `giftgate doctor`.
    pub async fn check(&self, now: Instant) -> Result<String, Fault> {
        Ok(self.who(now).await?.1.clone())
    }

    /// The account's id and handle.
    async fn who(&self, now: Instant) -> Result<&(String, String), Fault> {
        let ask = async || {
            let answer = self.get("/2/users/me", &[], By::Account, now).await?;
            let text = |name: &str| answer.body["data"][name].as_str().map(str::to_owned);
            match (text("id").filter(|id| is_id(id)), text("username")) {
                (Some(id), Some(name)) => Ok((id, name)),
                _ => Err(Fault::away(NETWORK, "an answer without id")),
            }
        };
        self.own.get_or_try_init(ask).await
    }

    async fn out(&self, id: &str, now: Instant) -> Out {
        let name = self.who(now).await.map_or("i", |(_, name)| name.as_str());
        Out { address: format!("https://x.com/{name}/status/{id}"), external_id: id.to_owned() }
    }

    /// A question; what is no answer is a fault that says nothing of any post.
    async fn get(&self, path: &str, query: &[(&str, &str)], by: By, now: Instant) -> Result<Answer, Fault> {
        let answer =
            send(NETWORK, self.request(Method::GET, path, query, by, now)).await.map_err(Fault::of_question)?;
        if answer.status.is_success() { Ok(answer) } else { Err(fault_of(&answer).of_question()) }
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        by: By,
        now: Instant,
    ) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.base);
        let header = match by {
            By::App => format!("Bearer {}", self.keys.bearer),
            By::Account => self.keys.authorize(method.as_str(), &url, query, now),
        };
        let pairs: Vec<String> =
            query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        self.client.request(method, format!("{url}{mark}{}", pairs.join("&"))).header("Authorization", header)
    }
}

/// What X means where it says no.
fn fault_of(answer: &Answer) -> Fault {
    let says = answer.text("detail").unwrap_or_default();
    match answer.status {
        StatusCode::PAYMENT_REQUIRED => Fault::later(NETWORK, "402, the credits are used up", CREDIT_PAUSE),
        StatusCode::TOO_MANY_REQUESTS if answer.text("type").is_some_and(|kind| kind.ends_with("/usage-capped")) => {
            Fault::later(NETWORK, "429, the month is used up", CREDIT_PAUSE)
        }
        StatusCode::FORBIDDEN if says.to_lowercase().contains("reply") => {
            Fault::refused(NETWORK, "403, its author did not ask for a reply")
        }
        _ => answer.fault(NETWORK),
    }
}

/// Ids are numbers of up to nineteen digits.
fn is_id(id: &str) -> bool {
    (1..=19).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn plain(post: &Value) -> String {
    tweet::body(post).map(|(text, entities)| tweet::written(text, entities)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_number() {
        assert!(is_id("1372966999991541762") && !is_id("") && !is_id("1/..") && !is_id(&"1".repeat(20)));
    }
}

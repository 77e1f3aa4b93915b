//! Mastodon and servers that speak its API: statuses of an account.
//!
//! Servers keep an idempotency key for an hour, and some keep none. So the own timeline is looked at before every try: what
//! is there already is taken for what it is.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::http::{Answer, PATIENCE, client, send};
use super::mark::{mark_of, sought};
use super::picture::{Picture, split};
use super::{Count, Fault, Frozen, Out, Stands};
use crate::domain::html::text_of;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::Unit;

const NETWORK: Network = Network::Mastodon;
/// The definition that counts follow.
const DEFINITION: &str = "mastodon api v1 Status";
/// What is counted of a status; older servers know no quotes.
const FIELDS: [&str; 4] = ["favourites_count", "reblogs_count", "replies_count", "quotes_count"];
/// How often and after which pause a picture is looked at that the server still works on.
const MOST_LOOKS: usize = 40;
const LOOK_PAUSE: Duration = Duration::from_millis(500);
/// The version of its API from which on a server of Mastodon quotes (4.5).
const QUOTES_SINCE: u64 = 7;
/// What a server puts before a status that quotes one, for programs that know no quotes.
const QUOTE_LINE: &str = "<p class=\"quote-inline\">";
/// Pages of forty statuses that are looked through.
const MOST_PAGES: usize = 50;

/// A status.
pub(super) fn status(text: &str, language: Language) -> Vec<u8> {
    json!({ "status": text, "language": language, "visibility": "public" }).to_string().into_bytes()
}

/// The same as an answer.
pub(super) fn reply(text: &str, language: Language, to: &str) -> Vec<u8> {
    let reply = json!({ "status": text, "language": language, "visibility": "public", "in_reply_to_id": to });
    reply.to_string().into_bytes()
}

/// The same that quotes a status.
pub(super) fn quote(text: &str, language: Language, of: &str) -> Vec<u8> {
    let quote = json!({ "status": text, "language": language, "visibility": "public", "quoted_status_id": of });
    quote.to_string().into_bytes()
}

/// An account.
pub struct Mastodon {
    server: String,
    token: String,
    client: Client,
    id: OnceCell<String>,
}

impl std::fmt::Debug for Mastodon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mastodon({})", self.server)
    }
}

impl Mastodon {
    /// An account by its access token (scopes `read:accounts read:statuses write:statuses`) on its server.
    pub fn new(server: &str, token: &str) -> Self {
        let (server, token) = (server.trim_end_matches('/').to_owned(), token.trim().to_owned());
        Self { server, token, client: client(PATIENCE), id: OnceCell::new() }
    }

    /// The same with another bound on how long an answer may take.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { client: client(patience), ..self }
    }

    pub(super) async fn publish(&self, frozen: &Frozen, known: &BTreeSet<String>) -> Result<Out, Fault> {
        if let Some(out) = self.look(&frozen.identity, known).await? {
            return Ok(out);
        }
        let (mut status, picture) = split(&frozen.body, NETWORK)?;
        if let Some(picture) = picture {
            status["media_ids"] = json!([self.upload(&picture).await?]);
        }
        let request = self.client.post(format!("{}/api/v1/statuses", self.server)).json(&status);
        let answer = self.send(request.header("Idempotency-Key", &frozen.identity)).await?;
        if !answer.status.is_success() {
            return Err(answer.fault(NETWORK));
        }
        out_of(&answer.body).ok_or_else(|| Fault::away(NETWORK, "an answer without id"))
    }

    /// Sends a picture and waits until the server has worked on it; gives its id. One that no status names is forgotten there.
    async fn upload(&self, picture: &Picture) -> Result<String, Fault> {
        let form = || {
            let ending = picture.mime.rsplit('/').next().unwrap_or_default();
            let part = Part::bytes(picture.bytes.clone()).file_name(format!("picture.{ending}"));
            let part = part.mime_str(&picture.mime).map_err(|_| Fault::refused(NETWORK, "no kind of picture"))?;
            Ok::<_, Fault>(Form::new().text("description", picture.alt.clone()).part("file", part))
        };
        let mut answer = Err(Fault::refused(NETWORK, "no way for pictures"));
        // The first version is what older servers have; it answers once all is done.
        for version in ["v2", "v1"] {
            let request = self.client.post(format!("{}/api/{version}/media", self.server)).multipart(form()?);
            let found = self.send(request).await.map_err(Fault::of_upload)?;
            let there = found.status != StatusCode::NOT_FOUND;
            answer = Ok(found);
            if there {
                break;
            }
        }
        let answer = answer?;
        let Some(id) = answer.text("id").filter(|id| answer.status.is_success() && is_id(id)) else {
            return Err(answer.fault(NETWORK).of_upload());
        };
        if answer.status != StatusCode::ACCEPTED {
            return Ok(id.to_owned());
        }
        for _ in 0..MOST_LOOKS {
            tokio::time::sleep(LOOK_PAUSE).await;
            let request = self.client.get(format!("{}/api/v1/media/{id}", self.server));
            let answer = self.send(request).await.map_err(Fault::of_upload)?;
            match answer.status {
                StatusCode::OK => return Ok(id.to_owned()),
                StatusCode::PARTIAL_CONTENT | StatusCode::ACCEPTED => {}
                _ => return Err(answer.fault(NETWORK).of_upload()),
            }
        }
        Err(Fault::away(NETWORK, "the picture is not worked on"))
    }

    /// Looks on the own timeline for a status that went out though nobody heard of it.
    pub(super) async fn look(&self, identity: &str, known: &BTreeSet<String>) -> Result<Option<Out>, Fault> {
        let (mark, earliest) = sought(NETWORK, identity)?;
        let own = self.id.get_or_try_init(|| self.check()).await?;
        let mut before: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let request = self.client.get(format!("{}/api/v1/accounts/{own}/statuses", self.server));
            let mut query = vec![("limit", "40"), ("exclude_reblogs", "true")];
            query.extend(before.as_deref().map(|id| ("max_id", id)));
            let answer = self.send(request.query(&query)).await.map_err(Fault::of_question)?;
            let Some(statuses) = answer.body.as_array().filter(|_| answer.status.is_success()) else {
                return Err(answer.fault(NETWORK).of_question());
            };
            for status in statuses {
                let (at, id) = (instant_of(status), status["id"].as_str().unwrap_or_default());
                // Pinned statuses stand first and may be older than those behind them.
                if at.is_some_and(|at| at < earliest) || known.contains(id) {
                    continue;
                }
                if status["content"].as_str().is_some_and(|html| mark_of(&text_of(own_words(html))) == mark) {
                    return Ok(out_of(status));
                }
            }
            let last = statuses.last().filter(|last| instant_of(last).is_some_and(|at| at >= earliest));
            match last.and_then(|last| last["id"].as_str()) {
                Some(id) if before.as_deref() != Some(id) => before = Some(id.to_owned()),
                _ => return Ok(None),
            }
        }
        Err(Fault::away(NETWORK, "the own timeline is too long"))
    }

    pub(super) async fn retract(&self, id: &str) -> Result<(), Fault> {
        if !is_id(id) {
            return Err(Fault::refused(NETWORK, "no id"));
        }
        let answer = self.send(self.client.delete(format!("{}/api/v1/statuses/{id}", self.server))).await?;
        if answer.status.is_success() || answer.status == StatusCode::NOT_FOUND {
            return Ok(());
        }
        Err(answer.fault(NETWORK))
    }

    /// Whether the server knows quotes. Other software that speaks this API may number its own version another way, and says so.
    pub(super) async fn knows_quotes(&self) -> Result<bool, Fault> {
        let answer = self.send(self.client.get(format!("{}/api/v2/instance", self.server))).await;
        let answer = answer.map_err(Fault::of_question)?;
        match answer.status {
            status if status.is_success() => {
                Ok(answer.body["api_versions"]["mastodon"].as_u64().is_some_and(|version| version >= QUOTES_SINCE))
            }
            // Older servers have the first version of this question only.
            StatusCode::NOT_FOUND => Ok(false),
            _ => Err(answer.fault(NETWORK).of_question()),
        }
    }

    /// Whether a status of anybody still stands, as far as this server knows, and may be quoted where that is wanted.
    pub(super) async fn stands(&self, id: &str, quoted: bool) -> Result<Stands, Fault> {
        if !is_id(id) {
            return Ok(Stands::Gone);
        }
        let request = self.client.get(format!("{}/api/v1/statuses/{id}", self.server));
        let answer = self.send(request).await.map_err(Fault::of_question)?;
        match answer.status {
            // Its author decides who quotes it, at once or after a look. What the server does not know is no leave.
            status if status.is_success() => Ok(match answer.body["quote_approval"]["current_user"].as_str() {
                Some("automatic" | "manual") => Stands::AsItWas,
                _ if quoted => Stands::WithoutLeave,
                _ => Stands::AsItWas,
            }),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Stands::Gone),
            _ => Err(answer.fault(NETWORK).of_question()),
        }
    }

    pub(super) async fn counts(&self, ids: &[&str]) -> Result<Vec<Count>, Fault> {
        let mut found = Vec::new();
        for id in ids.iter().filter(|id| is_id(id)) {
            let request = self.client.get(format!("{}/api/v1/statuses/{id}", self.server));
            let answer = self.send(request).await.map_err(Fault::of_question)?;
            match answer.status {
                status if status.is_success() => found.extend(FIELDS.into_iter().filter_map(|field| {
                    let value = answer.body[field].as_u64()?;
                    Some(Count { id: (*id).to_owned(), field, value, definition: DEFINITION, unit: Unit::Engagements })
                })),
                // Taken down by somebody else: it has no figures any more.
                StatusCode::NOT_FOUND => {}
                _ => return Err(answer.fault(NETWORK).of_question()),
            }
        }
        Ok(found)
    }

    /// The account's id; for `giftgate doctor` too.
    pub async fn check(&self) -> Result<String, Fault> {
        let request = self.client.get(format!("{}/api/v1/accounts/verify_credentials", self.server));
        let answer = self.send(request).await.map_err(Fault::of_question)?;
        match answer.text("id") {
            Some(id) if answer.status.is_success() => Ok(id.to_owned()),
            _ => Err(answer.fault(NETWORK).of_question()),
        }
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, Fault> {
        send(NETWORK, request.bearer_auth(&self.token)).await
    }
}

/// Ids are opaque, but nothing in them may lead elsewhere.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The HTML of a status without the line about what it quotes.
fn own_words(html: &str) -> &str {
    html.strip_prefix(QUOTE_LINE).and_then(|rest| rest.split_once("</p>")).map_or(html, |(_, own)| own)
}

fn out_of(status: &Value) -> Option<Out> {
    let id = status["id"].as_str()?;
    let address = status["url"].as_str().or_else(|| status["uri"].as_str())?;
    Some(Out { address: address.to_owned(), external_id: id.to_owned() })
}

fn instant_of(status: &Value) -> Option<Instant> {
    status["created_at"].as_str()?.parse::<DateTime<Utc>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_puts_before_a_quote_is_none_of_its_words() {
        let line = "<p class=\"quote-inline\">RE: <a href=\"https://m.example/@a/1\">m.example/@a/1</a></p>";
        assert_eq!(own_words(&format!("{line}<p>Goede reis</p><p>!</p>")), "<p>Goede reis</p><p>!</p>");
        assert_eq!(own_words("<p>RE: Goede reis</p>"), "<p>RE: Goede reis</p>");
        assert_eq!(own_words(QUOTE_LINE), QUOTE_LINE);
    }
}

//! Listening to X: the filtered stream, and the mentions of the account where there is none.
//!
//! The stream keeps no place to go on from, and an app may have one line at a time. Mentions go on behind the last one told.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Response;
use serde_json::{Value, json};

use super::{By, MOST, NETWORK, X, fault_of, is_id};
use crate::domain::call::Call;
use crate::domain::instant::Instant;
use crate::networks::Fault;
use crate::networks::http::{read_answer, streaming_client};

/// The stream beats every twenty seconds; one that is silent for so long is gone.
const SILENCE: Duration = Duration::from_secs(50);
/// Longest post that is read with its author, bytes.
const LARGEST: usize = 1 << 20;
/// Pages of mentions that are read at once.
const MOST_PAGES: usize = 10;
/// What is asked of each post and its author.
const FIELDS: [(&str, &str); 3] = [
    ("expansions", "author_id"),
    (
        "tweet.fields",
        "author_id,conversation_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,referenced_tweets",
    ),
    ("user.fields", "description,location,name,protected,public_metrics,username"),
];

fn away(why: &str) -> Fault {
    Fault::away(NETWORK, why)
}

/// An open line of the filtered stream.
#[derive(Debug)]
pub(in crate::networks) struct Tweets {
    account: Arc<X>,
    response: Response,
    unread: Vec<u8>,
}

impl Tweets {
    pub(in crate::networks) async fn open(account: &Arc<X>, rules: &[String], now: Instant) -> Result<Self, Fault> {
        // Nothing is listened to that can't be paid for.
        drop(account.meter.hold(Call::Read, 1)?);
        account.keep_rules(rules, now).await?;
        let request = account.request(reqwest::Method::GET, "/2/tweets/search/stream", &FIELDS, By::App, now);
        let request = request.build().map_err(|_| away("no address"))?;
        let response = streaming_client(SILENCE).execute(request).await.map_err(|_| away("no connection"))?;
        if !response.status().is_success() {
            return Err(fault_of(&read_answer(NETWORK, response).await?).of_question());
        }
        Ok(Self { account: Arc::clone(account), response, unread: Vec::new() })
    }

    /// The next post, with its author.
    pub(in crate::networks) async fn next(&mut self) -> Result<String, Fault> {
        // What came is paid for and told; nothing more is listened to once the money is gone.
        drop(self.account.meter.hold(Call::Read, 1)?);
        loop {
            while let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.unread.drain(..=end).collect();
                let line = String::from_utf8_lossy(&line);
                if !line.trim().is_empty() {
                    return self.take(line.trim());
                }
            }
            if self.unread.len() > LARGEST {
                return Err(away("a post is too long"));
            }
            match self.response.chunk().await {
                Ok(Some(bytes)) => self.unread.extend_from_slice(&bytes),
                Ok(None) => return Err(away("the line was closed")),
                Err(error) => return Err(away(if error.is_timeout() { "nothing comes" } else { "the line broke" })),
            }
        }
    }

    fn take(&self, line: &str) -> Result<String, Fault> {
        let told: Value = serde_json::from_str(line).map_err(|_| away("half a line"))?;
        // Beside a post, errors are of what could not be told of it; alone, they are the stream's end.
        if told["data"].is_null() && told["errors"].is_array() {
            return Err(away("X ends the stream"));
        }
        let authors = told["includes"]["users"].as_array().map_or(0, Vec::len) as u64;
        self.account.meter.note(Call::Read, 1);
        self.account.meter.note(Call::User, authors);
        Ok(line.to_owned())
    }
}

/// The account's mentions, asked for again and again.
#[derive(Debug)]
pub(in crate::networks) struct Mentions {
    account: Arc<X>,
    pause: Duration,
    since: Option<String>,
    waiting: VecDeque<(u64, String)>,
    asked: bool,
}

impl Mentions {
    pub(in crate::networks) async fn open(
        account: &Arc<X>,
        pause: Duration,
        since: Option<&str>,
        now: Instant,
    ) -> Result<Self, Fault> {
        account.who(now).await?;
        let since = since.filter(|id| is_id(id)).map(str::to_owned);
        Ok(Self { account: Arc::clone(account), pause, since, waiting: VecDeque::new(), asked: false })
    }

    /// The next mention and its place.
    pub(in crate::networks) async fn next(&mut self) -> Result<(u64, String), Fault> {
        loop {
            if let Some(told) = self.waiting.pop_front() {
                return Ok(told);
            }
            if self.asked {
                tokio::time::sleep(self.pause).await;
            }
            self.asked = true;
            self.ask().await?;
        }
    }

    async fn ask(&mut self) -> Result<(), Fault> {
        // Who we are is known since the line was opened, and the app asks in its own name: nothing is signed.
        let now = Instant::UNIX_EPOCH;
        let (own, _) = self.account.who(now).await?;
        let (path, mut page) = (format!("/2/users/{own}/mentions"), None::<String>);
        let mut found: Vec<(u64, String)> = Vec::new();
        // The first time only the newest are read: what was before is not ours to catch up with.
        for _ in 0..if self.since.is_some() { MOST_PAGES } else { 1 } {
            let mut query = FIELDS.to_vec();
            query.push(("max_results", "100"));
            query.extend(self.since.as_deref().map(|id| ("since_id", id)));
            query.extend(page.as_deref().map(|token| ("pagination_token", token)));
            let read = self.account.meter.hold(Call::Read, MOST as u64)?;
            let met = self.account.meter.hold(Call::User, MOST as u64)?;
            let answer = self.account.get(&path, &query, By::App, now).await?;
            let posts = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
            let users = answer.body["includes"]["users"].as_array().map_or(&[][..], Vec::as_slice);
            read.settle(Call::Read, posts.len() as u64);
            met.settle(Call::User, users.len() as u64);
            for post in posts {
                let Some(id) = post["id"].as_str().filter(|id| is_id(id)).and_then(|id| id.parse().ok()) else {
                    continue;
                };
                let author: Vec<&Value> = users.iter().filter(|user| user["id"] == post["author_id"]).collect();
                found.push((id, json!({ "data": post, "includes": { "users": author } }).to_string()));
            }
            page = answer.body["meta"]["next_token"].as_str().map(str::to_owned);
            if page.is_none() {
                break;
            }
        }
        found.sort_unstable();
        if let Some((last, _)) = found.last() {
            self.since = Some(last.to_string());
        }
        self.waiting.extend(found);
        Ok(())
    }
}

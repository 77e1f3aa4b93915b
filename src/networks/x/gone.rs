//! Which posts of X are not what they were: deleted, hidden or edited. By lookup, or for many at once by a compliance job.
//!
//! X's stream tells of no deletion, so what is stored is asked about again and again. A post that is only not told of is not
//! taken for gone.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::{By, MOST, NETWORK, X, fault_of, is_id};
use crate::domain::call::Call;
use crate::domain::instant::Instant;
use crate::networks::Fault;
use crate::networks::http::{Answer, read_answer, send};

/// From so many posts on, a compliance job is asked instead of one by one.
pub(in crate::networks) const MANY: usize = 1_000;
/// Pause before a compliance job is looked at again.
const JOB_PAUSE: Duration = Duration::from_mins(1);
/// Where the lists of a compliance job may lie beside X itself.
const STORAGE: &str = "https://storage.googleapis.com/";

fn later(why: &str) -> Fault {
    Fault::later(NETWORK, why, JOB_PAUSE)
}

impl X {
    /// Those of these posts that nobody may keep any longer.
    pub(in crate::networks) async fn gone(&self, ids: &[&str], now: Instant) -> Result<Vec<String>, Fault> {
        let ids: Vec<&str> = ids.iter().copied().filter(|id| is_id(id)).collect();
        let mut gone = Vec::new();
        for some in ids.chunks(MOST) {
            let hold = self.meter.hold(Call::Read, some.len() as u64)?;
            let query = [("ids", some.join(",")), ("tweet.fields", "edit_history_tweet_ids".to_owned())];
            let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = self.get("/2/tweets", &query, By::App, now).await?;
            let posts = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
            hold.settle(Call::Read, posts.len() as u64);
            let mut told: Vec<&str> =
                answer.body["errors"].as_array().into_iter().flatten().filter_map(hidden).collect();
            told.extend(posts.iter().filter_map(edited));
            gone.extend(some.iter().filter(|id| told.contains(*id)).map(|id| (*id).to_owned()));
        }
        Ok(gone)
    }

    /// The same by a compliance job of this name. It takes minutes: until then it is a network that wants to be asked later.
    pub(in crate::networks) async fn comply(
        &self,
        name: &str,
        ids: &[&str],
        now: Instant,
    ) -> Result<Vec<String>, Fault> {
        let jobs = self.get("/2/compliance/jobs", &[("type", "tweets")], By::App, now).await?;
        let known = jobs.body["data"].as_array().and_then(|jobs| jobs.iter().find(|job| job["name"] == name).cloned());
        let job = match known {
            Some(job) => job,
            None => self.begin(name, now).await?,
        };
        let address = |key: &str| job[key].as_str().filter(|url| self.is_theirs(url)).map(str::to_owned);
        match job["status"].as_str() {
            Some("created") => {
                let url = address("upload_url").ok_or_else(|| later("a job without a place for its list"))?;
                let ids: Vec<&str> = ids.iter().copied().filter(|id| is_id(id)).collect();
                let upload = self.client.put(url).header("Content-Type", "text/plain").body(ids.join("\n"));
                let answer = send(NETWORK, upload).await.map_err(Fault::of_question)?;
                if !answer.status.is_success() {
                    return Err(answer.fault(NETWORK).of_question());
                }
                Err(later("a compliance job has begun"))
            }
            Some("in_progress") => Err(later("a compliance job is not done yet")),
            Some("complete") => {
                let url = address("download_url").ok_or_else(|| later("a job without a result"))?;
                self.result(&url, ids).await
            }
            _ => Err(later("a compliance job failed")),
        }
    }

    async fn begin(&self, name: &str, now: Instant) -> Result<Value, Fault> {
        let request = self.request(Method::POST, "/2/compliance/jobs", &[], By::App, now);
        let request = request.json(&json!({ "type": "tweets", "name": name }));
        let Answer { status, mut body, retry_after } = send(NETWORK, request).await.map_err(Fault::of_question)?;
        if status.is_success() {
            return Ok(body["data"].take());
        }
        // One job at a time: another one of ours, or of another program, runs.
        let busy = status == reqwest::StatusCode::CONFLICT;
        let answer = Answer { status, retry_after, body };
        Err(if busy { later("another compliance job runs") } else { fault_of(&answer).of_question() })
    }

    async fn result(&self, url: &str, ids: &[&str]) -> Result<Vec<String>, Fault> {
        let mut response = self.client.get(url).send().await.map_err(|_| later("no connection"))?;
        if !response.status().is_success() {
            return Err(read_answer(NETWORK, response).await?.fault(NETWORK).of_question());
        }
        let (mut unread, mut gone) = (Vec::new(), Vec::new());
        // However long the list is, one line of it is in memory.
        while let Some(bytes) = response.chunk().await.map_err(|_| later("cut off"))? {
            unread.extend_from_slice(&bytes);
            while let Some(end) = unread.iter().position(|byte| *byte == b'\n') {
                gone.extend(condemned(&unread.drain(..=end).collect::<Vec<u8>>()));
            }
            if unread.len() > 1 << 16 {
                return Err(later("a line is too long"));
            }
        }
        gone.extend(condemned(&unread));
        gone.retain(|id| ids.contains(&id.as_str()));
        Ok(gone)
    }

    fn is_theirs(&self, url: &str) -> bool {
        url.starts_with(STORAGE) || url.starts_with(&format!("{}/", self.base))
    }
}

/// A line of a result; only what has to go stands in it.
fn condemned(line: &[u8]) -> Option<String> {
    let told: Value = serde_json::from_slice(line).ok()?;
    told["id"].as_str().filter(|id| is_id(id)).map(str::to_owned)
}

/// The post that an error says is not to be seen.
fn hidden(error: &Value) -> Option<&str> {
    let kind = error["type"].as_str().unwrap_or_default();
    let hidden = kind.ends_with("/resource-not-found") || kind.ends_with("/not-authorized-for-resource");
    // Errors of what a post refers to name another parameter.
    let of_post = matches!(error["parameter"].as_str(), Some("ids" | "id"));
    error["resource_id"].as_str().or_else(|| error["value"].as_str()).filter(|_| hidden && of_post)
}

/// A post that was edited since: it has a newer id.
fn edited(post: &Value) -> Option<&str> {
    let id = post["id"].as_str()?;
    let last =
        post["edit_history_tweet_ids"].as_array()?.iter().filter_map(Value::as_str).max_by_key(|id| (id.len(), *id))?;
    (last != id).then_some(id)
}

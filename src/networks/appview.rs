//! What Bluesky tells everyone about accounts and posts: handles and labels, and how often posts were liked.

use reqwest::Client;
use serde_json::Value;

use super::http::{PATIENCE, client, send};
use super::{Count, Fault};
use crate::domain::post::{Author, Network};
use crate::domain::reading::Unit;

/// Accounts or posts that are asked for at once (lexicons `app.bsky.actor.getProfiles`, `app.bsky.feed.getPosts`).
const MOST: usize = 25;
/// The definition that counts follow.
const DEFINITION: &str = "app.bsky.feed.defs#postView";
/// What is counted of a post.
const FIELDS: [&str; 4] = ["likeCount", "repostCount", "replyCount", "quoteCount"];

/// A server that answers without a sign-in, such as `https://public.api.bsky.app`.
#[derive(Debug)]
pub struct AppView {
    address: String,
    client: Client,
}

impl AppView {
    /// By its address.
    pub fn new(address: &str) -> Self {
        Self { address: address.trim_end_matches('/').to_owned(), client: client(PATIENCE) }
    }

    /// Accounts by handle or DID, as far as there are any.
    pub async fn profiles(&self, accounts: &[String]) -> Result<Vec<Author>, Fault> {
        let mut found = Vec::new();
        for some in accounts.chunks(MOST) {
            let query: Vec<_> = some.iter().map(|account| ("actors", account.as_str())).collect();
            let answer = self.get("app.bsky.actor.getProfiles", &query).await?;
            found.extend(answer["profiles"].as_array().into_iter().flatten().filter_map(profile));
        }
        Ok(found)
    }

    pub(super) async fn counts(&self, posts: &[&str]) -> Result<Vec<Count>, Fault> {
        let mut found = Vec::new();
        for some in posts.chunks(MOST) {
            let query: Vec<_> = some.iter().map(|post| ("uris", *post)).collect();
            let answer = self.get("app.bsky.feed.getPosts", &query).await?;
            for post in answer["posts"].as_array().into_iter().flatten() {
                let Some(id) = post["uri"].as_str() else { continue };
                found.extend(FIELDS.into_iter().filter_map(|field| {
                    let value = post[field].as_u64()?;
                    Some(Count { id: id.to_owned(), field, value, definition: DEFINITION, unit: Unit::Engagements })
                }));
            }
        }
        Ok(found)
    }

    async fn get(&self, query: &str, values: &[(&str, &str)]) -> Result<Value, Fault> {
        let request = self.client.get(format!("{}/xrpc/{query}", self.address)).query(values);
        let answer = send(Network::Bluesky, request).await.map_err(Fault::of_question)?;
        if answer.status.is_success() { Ok(answer.body) } else { Err(answer.fault(Network::Bluesky).of_question()) }
    }
}

fn profile(profile: &Value) -> Option<Author> {
    let text = |key: &str| profile[key].as_str().map(str::to_owned);
    let labels = profile["labels"].as_array().into_iter().flatten();
    Some(Author {
        id: text("did"),
        handle: text("handle")?.to_lowercase(),
        display_name: text("displayName").filter(|name| !name.is_empty()),
        bio: text("description"),
        location: None,
        followers: profile["followersCount"].as_u64(),
        flags: labels.filter_map(|label| Some(label["val"].as_str()?.to_owned())).collect(),
    })
}

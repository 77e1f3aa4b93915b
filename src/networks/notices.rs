//! What an account on Mastodon was told while nobody listened: mentions, from the last one heard on.
//!
//! Ids are opaque: they are kept and sent back as they came.

use std::collections::VecDeque;

use reqwest::StatusCode;
use serde_json::Value;

use super::http::{PATIENCE, client, send};
use super::{Fault, Message};
use crate::domain::post::Network;

/// Pages of forty that are read back.
const MOST_PAGES: usize = 50;

/// Mentions after the one that was heard last, the oldest first. Where none was ever heard, only the place to go on from. A
/// token that may not read them gets none, and the stream goes on.
pub(super) async fn missed(server: &str, token: &str, last: Option<&str>) -> Result<VecDeque<Message>, Fault> {
    let (client, server) = (client(PATIENCE), server.trim_end_matches('/'));
    let ask = async |query: &[(&str, &str)]| {
        let request = client.get(format!("{server}/api/v1/notifications")).query(query).bearer_auth(token);
        let answer = send(Network::Mastodon, request).await.map_err(Fault::of_question)?;
        match answer.status {
            status if status.is_success() => Ok(answer.body.as_array().cloned().unwrap_or_default()),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Ok(Vec::new()),
            _ => Err(answer.fault(Network::Mastodon).of_question()),
        }
    };
    let Some(last) = last else {
        let newest = ask(&[("types[]", "mention"), ("limit", "1")]).await?;
        let place = newest.first().and_then(place_of);
        return Ok(place.map(|place| message("place", String::new(), place)).into_iter().collect());
    };
    let (mut found, mut last) = (VecDeque::new(), last.to_owned());
    for _ in 0..MOST_PAGES {
        // The page right behind it, the newest of the page first.
        let page = ask(&[("types[]", "mention"), ("limit", "40"), ("min_id", last.as_str())]).await?;
        let Some(newest) = page.first().and_then(place_of).filter(|newest| *newest != last) else { break };
        let told = page.iter().rev().filter_map(|notice| Some((notice.to_string(), place_of(notice)?)));
        found.extend(told.map(|(data, place)| message("notification", data, place)));
        last = newest;
    }
    Ok(found)
}

/// Where to go on behind what an event of a stream tells.
pub(super) fn place_in(event: &str, data: &str) -> Option<String> {
    let notice = || serde_json::from_str::<Value>(data).ok();
    if event == "notification" { notice().as_ref().and_then(place_of) } else { None }
}

fn place_of(notice: &Value) -> Option<String> {
    notice["id"].as_str().filter(|id| !id.is_empty() && id.len() <= 100).map(str::to_owned)
}

fn message(event: &str, data: String, place: String) -> Message {
    Message { event: event.to_owned(), data, cursor: None, place: Some(place) }
}

//! What Meta's webhooks tell of comments: on Instagram, Threads and a Facebook page. Whatever else they tell is passed over.

use serde_json::Value;

use super::fields;
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network, Post};

/// Longest comment that is kept, characters.
const TEXT_LIMIT: usize = 10_000;

/// What a message tells of comments.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A comment; what it answers stands in it.
    New(Box<Post>),
    /// A comment was deleted, or changed so that it is another one.
    Gone {
        /// Where.
        network: Network,
        /// Its id.
        id: String,
    },
}

impl Told {
    /// Where a comment was written, where one was.
    pub const fn commented(&self) -> Option<Network> {
        match self {
            Self::New(post) => Some(post.network),
            Self::Gone { .. } => None,
        }
    }
}

/// Everything a message tells, in its order. Never fails: a message of another form tells nothing.
pub fn tell(body: &[u8], now: Instant) -> Vec<Told> {
    let Ok(message) = serde_json::from_slice::<Value>(body) else { return Vec::new() };
    let entries = message["entry"].as_array().into_iter().flatten();
    match message["object"].as_str() {
        Some("instagram") => {
            entries.flat_map(|entry| changes(entry, "comments")).filter_map(|one| instagram(one, now)).collect()
        }
        Some("page") => entries.flat_map(|entry| changes(entry, "feed")).filter_map(|one| facebook(one, now)).collect(),
        // Threads tells one thing at a time, without a list.
        None if message["values"]["field"] == "replies" => {
            threads(&message["values"]["value"], now).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn changes<'a>(entry: &'a Value, field: &'a str) -> impl Iterator<Item = &'a Value> {
    let changes = entry["changes"].as_array().into_iter().flatten();
    changes.filter(move |change| change["field"] == field).map(|change| &change["value"])
}

fn instagram(value: &Value, now: Instant) -> Option<Told> {
    let who = (text(&value["from"], "id"), text(&value["from"], "username"));
    let below = text(&value["media"], "id")?;
    comment(Network::Instagram, text(value, "id")?, (value["text"].as_str()?, now), who, below)
}

fn facebook(value: &Value, now: Instant) -> Option<Told> {
    if value["item"] != "comment" {
        return None;
    }
    let (network, id) = (Network::Facebook, text(value, "comment_id")?);
    if value["verb"] != "add" {
        return Some(Told::Gone { network, id });
    }
    let who = (text(&value["from"], "id"), text(&value["from"], "name"));
    let at = value["created_time"].as_i64().and_then(|at| chrono::DateTime::from_timestamp(at, 0)).unwrap_or(now);
    comment(network, id, (value["message"].as_str()?, at), who, text(value, "post_id")?)
}

fn threads(value: &Value, now: Instant) -> Option<Told> {
    let who = (None, text(value, "username"));
    let below = text(&value["root_post"], "id").or_else(|| text(&value["replied_to"], "id"))?;
    let at = value["timestamp"].as_str().and_then(fields::instant).unwrap_or(now);
    comment(Network::Threads, text(value, "id")?, (value["text"].as_str()?, at), who, below)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().filter(|text| !text.is_empty() && text.len() <= 200).map(str::to_owned)
}

fn comment(
    network: Network,
    id: String,
    (words, created_at): (&str, Instant),
    (account, name): (Option<String>, Option<String>),
    below: String,
) -> Option<Told> {
    if words.contains('\0') || words.chars().count() > TEXT_LIMIT {
        return None;
    }
    // Pages learn no names of people who did not agree; somebody without account and name can't be told from others.
    let handle = name.clone().or_else(|| account.clone())?.to_lowercase();
    let author = Author { id: account, handle, display_name: name, ..Author::default() };
    Some(Told::New(Box::new(Post {
        id,
        network,
        url: None,
        created_at,
        text: words.to_owned(),
        lang: None,
        author,
        mentions: Vec::new(),
        reply_to: Some(below),
        record: None,
        place: None,
        media: Vec::new(),
        deleted: false,
    })))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn now() -> Instant {
        "2025-03-04T12:00:00Z".parse().expect("an instant")
    }

    fn told(message: &Value) -> Vec<Told> {
        tell(message.to_string().as_bytes(), now())
    }

    fn on_instagram() -> Value {
        let value =
            json!({ "id": "55", "text": "Lovely!", "from": { "id": "9", "username": "Zoe" }, "media": { "id": "77" } });
        json!({ "object": "instagram", "entry": [{ "id": "178", "time": 1, "changes": [
            { "field": "mentions", "value": { "media_id": "1" } }, { "field": "comments", "value": value },
        ]}]})
    }

    #[test]
    fn comments_of_all_three_are_read() {
        let Told::New(post) = &told(&on_instagram())[0] else { panic!("a comment") };
        assert_eq!(
            (post.id.as_str(), post.reply_to.as_deref(), post.author.handle.as_str()),
            ("55", Some("77"), "zoe")
        );
        let page = |verb: &str| {
            json!({ "object": "page", "entry": [{ "changes": [{ "field": "feed", "value": {
            "item": "comment", "verb": verb, "comment_id": "7_8", "post_id": "1_7", "from": { "id": "9", "name": "Zoë" },
            "message": "Where is my bag?", "created_time": 1_741_072_320 } }] }] })
        };
        let Told::New(post) = &told(&page("add"))[0] else { panic!("a comment") };
        assert_eq!((post.network, post.reply_to.as_deref()), (Network::Facebook, Some("1_7")));
        for verb in ["remove", "edited"] {
            assert_eq!(told(&page(verb)), [Told::Gone { network: Network::Facebook, id: "7_8".to_owned() }]);
        }
        let threads = json!({ "app_id": "1", "topic": "moderate", "values": { "field": "replies", "value": {
            "id": "88", "username": "zoe", "text": "Me too", "timestamp": "2025-03-04T07:12:00+0000",
            "root_post": { "id": "70" }, "replied_to": { "id": "71" } } } });
        let Told::New(post) = &told(&threads)[0] else { panic!("a comment") };
        assert_eq!((post.network, post.reply_to.as_deref()), (Network::Threads, Some("70")));
    }

    #[test]
    fn what_is_no_comment_is_passed_over() {
        for message in [
            json!({}),
            json!([]),
            json!({ "object": "page", "entry": [{ "changes": [{ "field": "feed", "value": { "item": "like", "verb": "add" } }] }] }),
            json!({ "object": "instagram", "entry": [{ "changes": [{ "field": "comments", "value": { "id": "5", "text": "x", "media": { "id": "7" } } }] }] }),
        ] {
            assert_eq!(told(&message), [], "{message}");
        }
        assert_eq!(tell(b"{", now()), []);
    }

    proptest! {
        #[test]
        fn a_corrupted_message_never_panics(at in 0_usize..1_000, byte: u8) {
            let mut bytes = on_instagram().to_string().into_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            tell(&bytes, now());
        }
    }
}

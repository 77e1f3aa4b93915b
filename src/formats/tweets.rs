//! Posts of X (API v2) as its stream and its lists tell them: a post beside its author, JSON.
//!
//! Only an author's own words count, and only where the author is told of: whoever is protected is left alone. Whatever is
//! not in good form gives nothing.

use serde_json::Value;

use super::fields;
use crate::domain::post::{Author, Media, Network, Post};
use crate::domain::tweet;

/// Longest text that is kept, characters; X allows that many to those who pay.
const TEXT_LIMIT: usize = 25_000;

/// What a message tells of posts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// A post.
    pub new: Option<Box<Post>>,
    /// Ids of what it was before it was edited.
    pub gone: Vec<String>,
    /// The post that the conversation began with.
    pub root: Option<String>,
}

/// What a message tells. Never fails: a stream is not ours to mend.
pub fn tell(line: &str) -> Told {
    let Ok(told) = serde_json::from_str::<Value>(line) else { return Told::default() };
    let data = &told["data"];
    let id = data["id"].as_str().unwrap_or_default();
    let history = data["edit_history_tweet_ids"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let gone = history.filter(|earlier| *earlier != id && earlier.len() <= 19).map(str::to_owned).collect();
    let root = data["conversation_id"].as_str().filter(|root| *root != id).map(str::to_owned);
    let users = told["includes"]["users"].as_array().into_iter().flatten();
    let author = users.into_iter().find(|user| user["id"].is_string() && user["id"] == data["author_id"]);
    Told { new: author.and_then(|author| post(data, author)).map(Box::new), gone, root }
}

fn post(data: &Value, author: &Value) -> Option<Post> {
    let text = |key: &str| data[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let referred = |kind: &str| {
        let all = data["referenced_tweets"].as_array().into_iter().flatten();
        all.filter(|one| one["type"] == kind).find_map(|one| one["id"].as_str().map(str::to_owned))
    };
    // What is passed on is not one's own word.
    if referred("retweeted").is_some() {
        return None;
    }
    let id = text("id").filter(|id| id.len() <= 19 && id.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (body, entities) = tweet::body(data)?;
    let body = tweet::written(body, entities);
    if body.contains('\0') || body.chars().count() > TEXT_LIMIT {
        return None;
    }
    let mentions = entities["mentions"].as_array().into_iter().flatten();
    let author = account(author)?;
    Some(Post {
        network: Network::X,
        url: Some(format!("https://x.com/{}/status/{id}", author.handle)),
        id,
        created_at: fields::instant(data["created_at"].as_str()?)?,
        text: body,
        lang: text("lang").filter(|tag| tag != "und"),
        mentions: mentions.filter_map(|one| Some(one["username"].as_str()?.to_lowercase())).collect(),
        reply_to: referred("replied_to"),
        record: None,
        place: None,
        media: Vec::<Media>::new(),
        author,
        deleted: false,
    })
}

fn account(user: &Value) -> Option<Author> {
    let text = |key: &str| user[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let flags = if user["protected"] == true { vec!["protected".to_owned()] } else { Vec::new() };
    Some(Author {
        id: text("id"),
        handle: text("username").filter(|name| name.len() <= 50)?.to_lowercase(),
        display_name: text("name"),
        bio: text("description"),
        location: text("location"),
        followers: user["public_metrics"]["followers_count"].as_u64(),
        flags,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn message() -> Value {
        json!({
            "data": {
                "id": "1900", "author_id": "7", "created_at": "2025-03-04T07:12:00.000Z", "lang": "en", "conversation_id": "1800",
                "text": "Off to Oslo &amp; back with @KLM KL1197 <3 https://t.co/a", "edit_history_tweet_ids": ["1899", "1900"],
                "referenced_tweets": [{ "type": "replied_to", "id": "1850" }],
                "entities": { "mentions": [{ "username": "KLM" }], "urls": [{ "url": "https://t.co/a", "expanded_url": "https://a.example/x" }] },
            },
            "includes": { "users": [
                { "id": "8", "username": "other" },
                { "id": "7", "username": "Zoe", "name": "Zoë", "description": "hi", "public_metrics": { "followers_count": 12 } },
            ]},
            "matching_rules": [{ "id": "1", "tag": "giftgate" }],
        })
    }

    #[test]
    fn a_post_is_its_authors_own_words_and_what_it_was_before_is_gone() {
        let told = tell(&message().to_string());
        assert_eq!((told.gone, told.root), (vec!["1899".to_owned()], Some("1800".to_owned())));
        let post = *told.new.expect("a post");
        assert_eq!(post.text, "Off to Oslo & back with @KLM KL1197 <3 https://a.example/x");
        assert_eq!((post.author.handle.as_str(), post.author.account(), post.author.followers), ("zoe", "7", Some(12)));
        assert_eq!((post.mentions, post.reply_to.as_deref()), (vec!["klm".to_owned()], Some("1850")));
        assert_eq!(post.url.as_deref(), Some("https://x.com/zoe/status/1900"));
    }

    #[test]
    fn what_is_passed_on_or_by_somebody_unknown_is_passed_over() {
        let told = |at: &str, value: Value| {
            let mut message = message();
            *message.pointer_mut(at).expect("a place") = value;
            tell(&message.to_string()).new
        };
        assert_eq!(told("/data/referenced_tweets/0/type", json!("retweeted")), None);
        assert_eq!(told("/data/author_id", json!("9")), None, "nobody knows whether they want to be left alone");
        assert_eq!(told("/data/created_at", json!("soon")), None);
        assert_eq!(told("/data/id", json!("../x")), None);
        let mut hidden = message();
        hidden["includes"]["users"][1]["protected"] = json!(true);
        assert!(tell(&hidden.to_string()).new.expect("a post").author.asks_to_be_left_alone());
        assert_eq!(tell("{\"errors\":[]}"), Told::default());
    }

    proptest! {
        #[test]
        fn a_corrupted_message_never_panics(at in 0_usize..1_000, byte: u8) {
            let mut bytes = message().to_string().into_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            tell(&String::from_utf8_lossy(&bytes));
        }
    }
}

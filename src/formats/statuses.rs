//! Mastodon's statuses and streaming events as posts. Only public ones; flags of the account come along, for whoever asks to
//! be left alone is.
//!
//! Ids are a server's own and opaque. Whatever is not in good form gives nothing.

use serde_json::Value;

use super::fields;
use crate::domain::html::text_of;
use crate::domain::post::{Author, Media, Network, Post};

/// Longest text that is kept, characters.
const TEXT_LIMIT: usize = 25_000;

/// What a streaming event tells of posts.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A new post.
    New(Box<Post>),
    /// A post was deleted, or changed so that it is another one.
    Gone {
        /// Its id.
        id: String,
    },
    /// Nothing of interest here.
    Nothing,
}

/// What an event tells. `server` is the host that was listened to. Never fails: a stream is not ours to mend.
pub fn tell(server: &str, event: &str, data: &str) -> Told {
    let id = |id: &str| Told::Gone { id: id.to_owned() };
    match event {
        "delete" if data.len() <= 100 => id(data.trim().trim_matches('"')),
        // Some servers write the word with an underscore.
        "status.update" | "status_update" => match serde_json::from_str::<Value>(data) {
            Ok(status) => status["id"].as_str().map_or(Told::Nothing, id),
            Err(_) => Told::Nothing,
        },
        "update" => match serde_json::from_str::<Value>(data) {
            Ok(status) => post(server, &status).map_or(Told::Nothing, |post| Told::New(Box::new(post))),
            Err(_) => Told::Nothing,
        },
        "notification" => match serde_json::from_str::<Value>(data) {
            Ok(notice) if notice["type"] == "mention" => {
                post(server, &notice["status"]).map_or(Told::Nothing, |post| Told::New(Box::new(post)))
            }
            _ => Told::Nothing,
        },
        _ => Told::Nothing,
    }
}

/// A public status as a post.
pub fn post(server: &str, status: &Value) -> Option<Post> {
    let text = |value: &Value, key: &str| value[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    // A boost is not its author's own word.
    if status["visibility"].as_str() != Some("public") || status["reblog"].is_object() {
        return None;
    }
    let warning = text(status, "spoiler_text").map(|warning| format!("{warning}\n")).unwrap_or_default();
    let body = format!("{warning}{}", text_of(status["content"].as_str()?));
    if body.contains('\0') || body.chars().count() > TEXT_LIMIT {
        return None;
    }
    let media = status["media_attachments"].as_array().into_iter().flatten();
    let mentions = status["mentions"].as_array().into_iter().flatten();
    Some(Post {
        id: text(status, "id").filter(|id| id.len() <= 100)?,
        network: Network::Mastodon,
        url: text(status, "url"),
        created_at: fields::instant(status["created_at"].as_str()?)?,
        text: body,
        lang: text(status, "language"),
        author: author(server, &status["account"])?,
        mentions: mentions.filter_map(|one| Some(full_handle(server, one["acct"].as_str()?))).collect(),
        reply_to: text(status, "in_reply_to_id"),
        record: None,
        place: None,
        media: media
            .map(|one| Media { kind: text(one, "type").unwrap_or_default(), alt: text(one, "description") })
            .collect(),
        deleted: false,
    })
}

fn author(server: &str, account: &Value) -> Option<Author> {
    let text = |key: &str| account[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let says = |key: &str, wanted: bool| account[key].as_bool() == Some(wanted);
    let fields = account["fields"].as_array().into_iter().flatten();
    let told: Vec<String> = fields.filter_map(|field| Some(text_of(field["value"].as_str()?))).collect();
    let bio = std::iter::once(text("note").map(|note| text_of(&note)).unwrap_or_default()).chain(told);
    // `indexable` is the account's yes to be found by machines; without it nobody listens.
    let unlisted = says("noindex", true) || !says("indexable", true);
    let flags = [("noindex", unlisted), ("bot", says("bot", true))];
    Some(Author {
        id: text("url").or_else(|| text("uri")),
        handle: full_handle(server, &text("acct")?),
        display_name: text("display_name"),
        bio: Some(bio.collect::<Vec<_>>().join("\n")).filter(|bio| !bio.is_empty()),
        location: None,
        followers: account["followers_count"].as_u64(),
        flags: flags.into_iter().filter(|(_, set)| *set).map(|(flag, _)| flag.to_owned()).collect(),
    })
}

/// Accounts of the server itself come without its name.
fn full_handle(server: &str, acct: &str) -> String {
    let acct = acct.to_lowercase();
    if acct.contains('@') { acct } else { format!("{acct}@{server}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn status() -> Value {
        json!({
            "id": "01HX", "created_at": "2025-03-04T07:12:00.000Z", "visibility": "public", "language": "en",
            "in_reply_to_id": "7", "url": "https://m.example/@zoe/01HX", "spoiler_text": "", "reblog": null,
            "content": "<p>Off to Oslo with <a href=\"x\">#<span>KL1197</span></a></p>",
            "mentions": [{ "acct": "klm" }],
            "media_attachments": [{ "type": "image", "description": "a gate" }],
            "account": { "acct": "Zoe", "url": "https://m.example/@zoe", "display_name": "Zoë", "note": "<p>hi</p>",
                         "indexable": true, "bot": false, "fields": [{ "value": "#nobot" }] },
        })
    }

    fn new(status: &Value) -> Option<Post> {
        match tell("m.example", "update", &status.to_string()) {
            Told::New(post) => Some(*post),
            _ => None,
        }
    }

    #[test]
    fn a_public_status_is_a_post_with_its_accounts_flags() {
        let post = new(&status()).expect("a post");
        assert_eq!((post.text.as_str(), post.author.handle.as_str()), ("Off to Oslo with #KL1197", "zoe@m.example"));
        assert_eq!((post.mentions, post.reply_to.as_deref()), (vec!["klm@m.example".to_owned()], Some("7")));
        assert!(post.author.asks_to_be_left_alone(), "a field says so");
        let mut open = status();
        open["account"]["fields"] = json!([]);
        assert!(!new(&open).expect("a post").author.asks_to_be_left_alone());
        for (key, value) in [("indexable", json!(false)), ("indexable", json!(null)), ("bot", json!(true))] {
            let mut asks = open.clone();
            asks["account"][key] = value;
            assert!(new(&asks).expect("a post").author.asks_to_be_left_alone(), "{key}");
        }
    }

    #[test]
    fn what_is_not_public_or_not_ones_own_is_not_heard() {
        for (key, value) in [
            ("visibility", json!("unlisted")),
            ("visibility", json!("private")),
            ("reblog", json!({ "id": "8" })),
            ("created_at", json!("soon")),
            ("content", json!(7)),
            ("account", json!(null)),
        ] {
            let mut other = status();
            other[key] = value;
            assert_eq!(new(&other), None, "{key}");
        }
        assert_eq!(tell("m.example", "update", "{"), Told::Nothing);
        assert_eq!(tell("m.example", "filters_changed", ""), Told::Nothing);
    }

    #[test]
    fn deletions_and_changes_take_the_post_away() {
        let gone = Told::Gone { id: "01HX".to_owned() };
        assert_eq!(tell("m.example", "delete", "01HX"), gone);
        assert_eq!(tell("m.example", "status.update", &status().to_string()), gone);
        assert_eq!(tell("m.example", "status_update", &status().to_string()), gone);
    }

    #[test]
    fn a_notice_of_a_mention_is_a_post() {
        let notice = json!({ "type": "mention", "status": status() }).to_string();
        assert!(matches!(tell("m.example", "notification", &notice), Told::New(_)));
        assert_eq!(tell("m.example", "notification", &notice.replace("\"mention\"", "\"favourite\"")), Told::Nothing);
    }
}

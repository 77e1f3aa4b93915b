//! One event of a public firehose (Jetstream's JSON over the AT Protocol), read without copying what is not kept.
//!
//! Most events are no posts and most posts never matter, so text and names are borrowed from the line; only
//! [`Heard::into_post`] makes them one's own. Whatever is no new public post in good form gives nothing.
//! Form: <https://github.com/bluesky-social/jetstream>, lexicon `app.bsky.feed.post`.

use std::borrow::Cow;

use serde::Deserialize;

use super::fields;
use crate::domain::post::{Author, Media, Network, Post};

/// Longest line that is read, bytes; a record of the network is far below it.
const LINE_LIMIT: usize = 1 << 20;
/// The collection of posts.
const POSTS: &str = "app.bsky.feed.post";

/// A new post as the firehose tells it, borrowed from the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard<'a> {
    /// The author's account.
    pub did: Cow<'a, str>,
    /// The record's key in the author's repository.
    pub key: Cow<'a, str>,
    /// When the author says it was written.
    pub created_at: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// The first language tag the author gave.
    pub lang: Option<Cow<'a, str>>,
    /// The post it answers.
    pub reply_to: Option<Cow<'a, str>>,
    /// Descriptions of its pictures.
    pub alts: Vec<Cow<'a, str>>,
}

/// Borrowed where the line holds no escapes; inside an `Option`, serde borrows only through a type of its own.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Event<'a> {
    #[serde(borrow)]
    did: Cow<'a, str>,
    #[serde(borrow)]
    commit: Option<Commit<'a>>,
}

#[derive(Deserialize)]
struct Commit<'a> {
    #[serde(borrow)]
    operation: Cow<'a, str>,
    #[serde(borrow)]
    collection: Cow<'a, str>,
    #[serde(borrow)]
    rkey: Cow<'a, str>,
    #[serde(borrow)]
    record: Option<Record<'a>>,
}

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, rename = "createdAt")]
    created_at: Option<Text<'a>>,
    #[serde(borrow)]
    text: Option<Text<'a>>,
    #[serde(borrow, default)]
    langs: Option<Vec<Text<'a>>>,
    #[serde(borrow, default)]
    reply: Option<Reply<'a>>,
    #[serde(borrow, default)]
    embed: Option<Embed<'a>>,
}

#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(borrow)]
    parent: Option<Parent<'a>>,
}

#[derive(Deserialize)]
struct Parent<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Embed<'a> {
    #[serde(borrow, default)]
    images: Option<Vec<Image<'a>>>,
}

#[derive(Deserialize)]
struct Image<'a> {
    #[serde(borrow)]
    alt: Option<Text<'a>>,
}

/// The new post of an event, if it is one. Never fails: a firehose is not ours to mend.
pub fn heard(line: &str) -> Option<Heard<'_>> {
    // A like names a post's address, never the collection in quotes: most events end here.
    if line.len() > LINE_LIMIT || !line.contains("\"app.bsky.feed.post\"") {
        return None;
    }
    let event: Event<'_> = serde_json::from_str(line).ok()?;
    let commit = event.commit?;
    if commit.operation != "create" || commit.collection != POSTS {
        return None;
    }
    let record = commit.record?;
    let images = record.embed.and_then(|embed| embed.images).unwrap_or_default();
    Some(Heard {
        did: event.did,
        key: commit.rkey,
        created_at: record.created_at?.0,
        text: record.text?.0,
        lang: record.langs.and_then(|tags| tags.into_iter().next()).map(|tag| tag.0),
        reply_to: record.reply.and_then(|reply| reply.parent?.uri).map(|uri| uri.0),
        alts: images.into_iter().filter_map(|image| image.alt).map(|alt| alt.0).collect(),
    })
}

impl Heard<'_> {
    /// The post with everything its own; none where its time or text can't be kept. The handle is not told by the
    /// firehose: the account's identifier stands in until it is asked for.
    pub fn into_post(self) -> Option<Post> {
        if self.text.contains('\0') || self.did.len() > 2_048 || self.key.len() > 512 {
            return None;
        }
        let kind = || "image".to_owned();
        Some(Post {
            id: format!("at://{}/{POSTS}/{}", self.did, self.key),
            network: Network::Bluesky,
            url: Some(format!("https://bsky.app/profile/{}/post/{}", self.did, self.key)),
            created_at: fields::instant(&self.created_at)?,
            text: self.text.into_owned(),
            lang: self.lang.map(Cow::into_owned),
            author: Author {
                id: Some(self.did.clone().into_owned()),
                handle: self.did.into_owned(),
                ..Author::default()
            },
            mentions: Vec::new(),
            reply_to: self.reply_to.map(Cow::into_owned),
            place: None,
            media: self.alts.into_iter().map(|alt| Media { kind: kind(), alt: Some(alt.into_owned()) }).collect(),
            deleted: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"did":"did:plc:a","time_us":1,"kind":"commit","commit":{"rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"k1","record":{"$type":"app.bsky.feed.post","createdAt":"2025-03-04T07:12:00Z","langs":["nl"],"text":"Morgen KL1613","embed":{"$type":"app.bsky.embed.images","images":[{"alt":"a gate","image":{"size":1}}]}}}}"#;

    #[test]
    fn a_new_post_is_borrowed_from_its_line() {
        let heard = heard(EVENT).expect("a post");
        assert!(matches!(heard.text, Cow::Borrowed("Morgen KL1613")));
        let post = heard.into_post().expect("kept");
        assert_eq!(post.id, "at://did:plc:a/app.bsky.feed.post/k1");
        assert_eq!((post.lang.as_deref(), post.media[0].alt.as_deref()), (Some("nl"), Some("a gate")));
    }

    #[test]
    fn what_is_no_new_post_is_passed_over() {
        for line in [
            EVENT.replace("\"create\"", "\"delete\""),
            EVENT.replace("app.bsky.feed.post\",\"rkey", "app.bsky.feed.like\",\"rkey"),
            EVENT.replace("\"text\":\"Morgen KL1613\"", "\"text\":\"\\ud800\""),
            EVENT.replace("\"text\":\"Morgen KL1613\"", "\"text\":7"),
            EVENT[..80].to_owned(),
            format!("{{\"x\":{}\"app.bsky.feed.post\"{}}}", "[".repeat(10_000), "]".repeat(10_000)),
            String::new(),
        ] {
            assert_eq!(heard(&line), None, "{line:.120}");
        }
    }

    #[test]
    fn a_time_that_is_none_keeps_nothing() {
        let line = EVENT.replace("2025-03-04T07:12:00Z", "soon");
        assert!(heard(&line).is_some_and(|heard| heard.into_post().is_none()));
    }
}

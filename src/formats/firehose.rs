//! One event of a public firehose (Jetstream's JSON over the AT Protocol), read without copying what is not kept.
//!
//! Most events are no posts and most posts never matter, so text and names are borrowed from the line; only
//! [`Heard::into_post`] makes them one's own. Whatever is no new public post in good form gives nothing.
//! Form: <https://github.com/bluesky-social/jetstream>, lexicon `app.bsky.feed.post`.

use std::borrow::Cow;

use serde::Deserialize;

use super::fields;
pub use crate::domain::post::Reference;
use crate::domain::post::{Author, Media, Network, Post, Record as Named};

/// What an event tells of posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told<'a> {
    /// A new post.
    New(Box<Heard<'a>>),
    /// A post was deleted, or changed so that it is another one.
    Gone {
        /// The author's account.
        did: Cow<'a, str>,
        /// The record's key.
        key: Cow<'a, str>,
    },
    /// An account was deleted, deactivated, suspended or taken down; nothing of it may be kept.
    Left {
        /// The account.
        did: Cow<'a, str>,
    },
    /// What an account is called changed: whatever is known of it is old.
    Renamed {
        /// The account.
        did: Cow<'a, str>,
    },
    /// Nothing of interest here.
    Nothing,
}

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
    /// The post that the thread began with.
    pub root: Option<Reference>,
    /// The hash of its content.
    pub cid: Option<Cow<'a, str>>,
    /// Accounts it mentions.
    pub mentions: Vec<Cow<'a, str>>,
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
    time_us: Option<u64>,
    #[serde(borrow)]
    commit: Option<Commit<'a>>,
    account: Option<Account>,
    identity: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Account {
    active: bool,
}

#[derive(Deserialize)]
struct Commit<'a> {
    #[serde(borrow)]
    operation: Cow<'a, str>,
    #[serde(borrow)]
    collection: Cow<'a, str>,
    #[serde(borrow)]
    rkey: Cow<'a, str>,
    #[serde(borrow, default)]
    cid: Option<Text<'a>>,
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
    #[serde(borrow, default)]
    facets: Option<Vec<Facet<'a>>>,
}

#[derive(Deserialize)]
struct Facet<'a> {
    #[serde(borrow, default)]
    features: Vec<Feature<'a>>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow, default)]
    did: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(borrow)]
    parent: Option<Parent<'a>>,
    root: Option<Reference>,
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
    match tell(line).1 {
        Told::New(heard) => Some(*heard),
        _ => None,
    }
}

/// What an event tells, and its time in microseconds, from which a stream goes on. Never fails either.
pub fn tell(line: &str) -> (Option<u64>, Told<'_>) {
    let nothing = (None, Told::Nothing);
    if line.len() > LINE_LIMIT {
        return nothing;
    }
    let Ok(event) = serde_json::from_str::<Event<'_>>(line) else { return nothing };
    let time = event.time_us;
    if event.account.is_some_and(|account| !account.active) {
        return (time, Told::Left { did: event.did });
    }
    if event.identity.is_some() {
        return (time, Told::Renamed { did: event.did });
    }
    let Some(commit) = event.commit.filter(|commit| commit.collection == POSTS) else { return (time, Told::Nothing) };
    let told = match commit.operation.as_ref() {
        "create" => new_post(event.did, commit).map_or(Told::Nothing, |heard| Told::New(Box::new(heard))),
        _ => Told::Gone { did: event.did, key: commit.rkey },
    };
    (time, told)
}

fn new_post<'a>(did: Cow<'a, str>, commit: Commit<'a>) -> Option<Heard<'a>> {
    let record = commit.record?;
    let images = record.embed.and_then(|embed| embed.images).unwrap_or_default();
    let (parent, root) = record.reply.map_or((None, None), |reply| (reply.parent, reply.root));
    let features = record.facets.into_iter().flatten().flat_map(|facet| facet.features);
    Some(Heard {
        did,
        key: commit.rkey,
        created_at: record.created_at?.0,
        text: record.text?.0,
        lang: record.langs.and_then(|tags| tags.into_iter().next()).map(|tag| tag.0),
        reply_to: parent.and_then(|parent| parent.uri).map(|uri| uri.0),
        root,
        cid: commit.cid.map(|cid| cid.0),
        mentions: features.filter_map(|feature| feature.did).map(|did| did.0).collect(),
        alts: images.into_iter().filter_map(|image| image.alt).map(|alt| alt.0).collect(),
    })
}

/// The address of a post.
pub fn address_of(did: &str, key: &str) -> String {
    format!("at://{did}/{POSTS}/{key}")
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
            id: address_of(&self.did, &self.key),
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
            mentions: self.mentions.into_iter().map(Cow::into_owned).collect(),
            reply_to: self.reply_to.map(Cow::into_owned),
            record: self.cid.map(|cid| Named { cid: cid.into_owned(), root: self.root }),
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
    fn deletions_changes_and_accounts_that_left_are_told_with_their_time() {
        let gone =
            |line: &str| matches!(tell(line), (Some(1), Told::Gone { did, key }) if did == "did:plc:a" && key == "k1");
        assert!(gone(&EVENT.replace("\"create\"", "\"delete\"")));
        assert!(gone(&EVENT.replace("\"create\"", "\"update\"")));
        let account = |active| {
            format!(
                r#"{{"did":"did:plc:a","time_us":7,"kind":"account","account":{{"active":{active},"did":"did:plc:a","status":"deactivated"}}}}"#
            )
        };
        assert_eq!(tell(&account(false)), (Some(7), Told::Left { did: "did:plc:a".into() }));
        assert_eq!(tell(&account(true)), (Some(7), Told::Nothing));
        let identity =
            r#"{"did":"did:plc:a","time_us":8,"kind":"identity","identity":{"did":"did:plc:a","handle":"x.example"}}"#;
        assert_eq!(tell(identity), (Some(8), Told::Renamed { did: "did:plc:a".into() }));
    }

    #[test]
    fn a_reply_names_what_it_answers_and_whom_it_mentions() {
        let reply = r#""cid":"bafy","record":{"reply":{"parent":{"uri":"at://p","cid":"c1"},"root":{"uri":"at://r","cid":"c2"}},"facets":[{"index":{},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:us"}]}],"#;
        let line = EVENT.replace(r#""record":{"#, reply);
        let heard = heard(&line).expect("a post");
        assert_eq!((heard.reply_to.as_deref(), heard.cid.as_deref()), (Some("at://p"), Some("bafy")));
        assert_eq!(heard.root, Some(Reference { uri: "at://r".to_owned(), cid: "c2".to_owned() }));
        assert_eq!(heard.mentions, ["did:plc:us"]);
    }

    #[test]
    fn a_time_that_is_none_keeps_nothing() {
        let line = EVENT.replace("2025-03-04T07:12:00Z", "soon");
        assert!(heard(&line).is_some_and(|heard| heard.into_post().is_none()));
    }
}

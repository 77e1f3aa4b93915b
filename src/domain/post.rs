//! A public post as any network delivers it, after reading and before anything is stored.

use serde::{Deserialize, Serialize};

use super::instant::Instant;

words! {
    /// Where a post was published.
    Network {
        /// Bluesky (AT Protocol).
        Bluesky = "bluesky",
        /// Mastodon and servers that speak its API.
        Mastodon = "mastodon",
        /// X, formerly Twitter.
        X = "x",
        /// Instagram.
        Instagram = "instagram",
        /// Threads.
        Threads = "threads",
        /// A Facebook page.
        Facebook = "facebook",
        /// A signed webhook of another system.
        Webhook = "webhook",
    }
}

impl Network {
    /// Whether it takes no post without a picture that everyone can fetch. Photos of travellers stand at no such address.
    pub const fn needs_public_picture(self) -> bool {
        matches!(self, Self::Instagram)
    }
}

/// A record's address and the hash of its content, as another record names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Reference {
    /// Its address, or the network's id of it.
    pub uri: String,
    /// The hash; empty on networks that have none.
    pub cid: String,
}

/// What an answer to a post names beside its id, on networks that want that.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Record {
    /// The hash of its content.
    pub cid: String,
    /// The post that its thread began with, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<Reference>,
}

/// A public post. Lives in memory only until it is screened and matched; an unmatched post is never stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The network's own identifier (an AT URI, a status id ...), unique within the network.
    pub id: String,
    /// Where it was published.
    pub network: Network,
    /// Its public address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When the author published it.
    pub created_at: Instant,
    /// The text as the author wrote it.
    pub text: String,
    /// The language tag the author or network gave, unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// Handles the post mentions, without `@`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
    /// The post it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// What an answer has to name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// A check-in: the place the author attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Attached media.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// Whether this record reports the post's deletion.
    #[serde(default)]
    pub deleted: bool,
}

/// The account that wrote a post.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Author {
    /// The network's stable account id (a DID ...); the handle stands in where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The handle, without `@`.
    pub handle: String,
    /// The name shown beside the handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The account's own description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// The place the author gave, free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// How many follow the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// Flags of the account: `noindex`, `nobot`, `no-unauthenticated`, `bot`, `protected` ...
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
}

impl Author {
    /// The stable account id, or the handle where the network gives none.
    pub fn account(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.handle)
    }

    /// Whether the account asked not to be read by machines (flags or words in the bio).
    pub fn asks_to_be_left_alone(&self) -> bool {
        const FLAGS: [&str; 5] = ["noindex", "nobot", "no-unauthenticated", "protected", "bot"];
        let flagged = self.flags.iter().any(|flag| FLAGS.contains(&flag.trim_start_matches('!')));
        let bio = self.bio.as_deref().unwrap_or_default().to_lowercase();
        flagged || bio.contains("#nobot") || bio.contains("#noindex")
    }
}

/// A place attached to a post.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// IATA location code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iata: Option<String>,
    /// Name as the network shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

/// A picture or film attached to a post; never fetched, only its description is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Media {
    /// `image`, `video` ...
    #[serde(default)]
    pub kind: String,
    /// The author's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_that_asks_to_be_left_alone_is_heard() {
        let author = |flag: &str, bio: &str| Author {
            flags: vec![flag.to_owned()],
            bio: Some(bio.to_owned()),
            ..Author::default()
        };
        assert!(author("!no-unauthenticated", "").asks_to_be_left_alone());
        assert!(author("", "Photos. #NoBot please").asks_to_be_left_alone());
        assert!(!author("verified", "I like bots").asks_to_be_left_alone());
    }
}

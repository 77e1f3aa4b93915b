//! A picture that goes out with a post: with words for those who can't see it, and within what networks take.
//!
//! It is frozen with the post. A body is one line of JSON, the post; where there is a picture, a second line holds it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ipld_core::cid::Cid;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Fault;
use crate::domain::post::Network;

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are: `image/jpeg` or `image/png`.
    pub mime: String,
    /// What is to be seen, in words.
    pub alt: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Where everyone can fetch it; Meta's networks take no other way.
    pub url: Option<String>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes, {})", self.bytes.len(), self.mime)
    }
}

/// Why a picture can't go out on a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nobody wrote what is to be seen.
    #[error("the picture has no description; write one or two sentences for those who can't see it")]
    NoDescription,
    /// The description is too long.
    #[error("the picture's description is longer than {0} characters; shorten it")]
    LongDescription(usize),
    /// It is neither JPEG nor PNG, or no picture at all.
    #[error("the picture is neither JPEG nor PNG; save it as one of them")]
    Form,
    /// It is too large for the network.
    #[error("the picture has more than {0} bytes; save it smaller")]
    TooLarge(usize),
    /// The network takes none from a program, or not this way.
    #[error("{0} takes no picture this way; post without it")]
    NotThere(Network),
    /// The network lets no program answer a post.
    #[error("{0} lets no program answer a post; post without that")]
    NoReply(Network),
    /// The network has no quotes for programs.
    #[error("{0} lets no program quote a post; post without the quote")]
    NoQuote(Network),
}

impl Unfit {
    /// A stable code for pages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDescription => "no_description",
            Self::LongDescription(_) => "long_description",
            Self::Form => "form",
            Self::TooLarge(_) => "too_large",
            Self::NotThere(_) | Self::NoReply(_) | Self::NoQuote(_) => "not_there",
        }
    }
}

/// Most bytes of a picture and longest description, characters, where a network takes pictures as they are. Bluesky: lexicon
/// `app.bsky.embed.images`; Mastodon: defaults of version 4.
pub const fn limits(network: Network) -> Option<(usize, usize)> {
    match network {
        Network::Bluesky => Some((1_000_000, 2_000)),
        Network::Mastodon => Some((16 << 20, 1_500)),
        _ => None,
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    mime: String,
    alt: String,
    size: (u32, u32),
    data: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl Picture {
    /// Whether a network takes it: description, form and size. Meta's networks fetch it from its address (reference of their
    /// containers).
    pub fn check(&self, network: Network) -> Result<(), Unfit> {
        let fetched =
            matches!(network, Network::Instagram | Network::Threads | Network::Facebook) && self.url.is_some();
        let bounds = limits(network).or(fetched.then_some((8 << 20, 1_000)));
        let (most, longest) = bounds.ok_or(Unfit::NotThere(network))?;
        let magic = match self.mime.as_str() {
            "image/jpeg" => self.bytes.starts_with(&[0xff, 0xd8, 0xff]),
            "image/png" => self.bytes.starts_with(b"\x89PNG"),
            _ => false,
        };
        if !magic || self.size.0 == 0 || self.size.1 == 0 {
            return Err(Unfit::Form);
        }
        if self.alt.trim().is_empty() {
            return Err(Unfit::NoDescription);
        }
        if self.alt.chars().count() > longest {
            return Err(Unfit::LongDescription(longest));
        }
        if self.bytes.len() > most {
            return Err(Unfit::TooLarge(most));
        }
        Ok(())
    }

    /// What Bluesky calls these bytes: it follows from them, so it is known before they are there.
    pub(super) fn cid(&self) -> String {
        let mut name = vec![1, 0x55, 0x12, 32];
        name.extend_from_slice(&Sha256::digest(&self.bytes));
        Cid::try_from(name).map(|cid| cid.to_string()).unwrap_or_default()
    }

    /// The images of a record of Bluesky.
    pub(super) fn embed(&self) -> Value {
        let (width, height) = self.size;
        let blob =
            json!({ "$type": "blob", "ref": { "$link": self.cid() }, "mimeType": self.mime, "size": self.bytes.len() });
        let image = json!({ "alt": self.alt, "image": blob, "aspectRatio": { "width": width, "height": height } });
        json!({ "$type": "app.bsky.embed.images", "images": [image] })
    }

    /// Puts it behind a post.
    pub(super) fn join(&self, post: &mut Vec<u8>) {
        let data = STANDARD.encode(&self.bytes);
        let kept =
            Kept { mime: self.mime.clone(), alt: self.alt.clone(), size: self.size, data, url: self.url.clone() };
        post.push(b'\n');
        post.extend(serde_json::to_vec(&kept).unwrap_or_default());
    }
}

/// The post of a body, and its picture; nothing where a second line is none.
pub(super) fn parts(body: &[u8]) -> Option<(&[u8], Option<Picture>)> {
    let mut lines = body.splitn(2, |byte| *byte == b'\n');
    let post = lines.next().unwrap_or_default();
    let Some(line) = lines.next() else { return Some((post, None)) };
    let Kept { mime, alt, size, data, url } = serde_json::from_slice(line).ok()?;
    let bytes = STANDARD.decode(data).ok()?;
    Some((post, Some(Picture { bytes, mime, alt, size, url })))
}

/// The same, the post read.
pub(super) fn split(body: &[u8], network: Network) -> Result<(Value, Option<Picture>), Fault> {
    let read = |(post, picture)| Some((serde_json::from_slice(post).ok()?, picture));
    parts(body).and_then(read).ok_or_else(|| Fault::refused(network, "a body of another form"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        Picture {
            bytes: b"\x89PNG and more".to_vec(),
            mime: "image/png".to_owned(),
            alt: "A box with a ribbon".to_owned(),
            size: (4, 3),
            url: None,
        }
    }

    #[test]
    fn a_picture_stays_with_its_post() {
        let mut body = json!({ "text": "a\nb" }).to_string().into_bytes();
        assert_eq!(split(&body, Network::Bluesky), Ok((json!({ "text": "a\nb" }), None)));
        picture().join(&mut body);
        assert_eq!(split(&body, Network::Bluesky), Ok((json!({ "text": "a\nb" }), Some(picture()))));
        assert!(split(b"{}\nno", Network::Bluesky).is_err());
    }

    #[test]
    fn what_a_network_does_not_take_is_said_before_it_goes_out() {
        let check = |change: fn(&mut Picture), network| {
            let mut changed = picture();
            change(&mut changed);
            changed.check(network)
        };
        assert_eq!(check(|_| (), Network::Bluesky), Ok(()));
        assert_eq!(check(|one| one.alt = " ".to_owned(), Network::Bluesky), Err(Unfit::NoDescription));
        assert_eq!(check(|one| one.alt = "x".repeat(1_501), Network::Mastodon), Err(Unfit::LongDescription(1_500)));
        assert_eq!(check(|one| one.mime = "image/jpeg".to_owned(), Network::Bluesky), Err(Unfit::Form));
        assert_eq!(check(|one| one.size = (0, 3), Network::Bluesky), Err(Unfit::Form));
        assert_eq!(check(|one| one.bytes.resize(1_000_001, 0), Network::Bluesky), Err(Unfit::TooLarge(1_000_000)));
        assert_eq!(check(|one| one.bytes.resize(1_000_001, 0), Network::Mastodon), Ok(()));
        assert_eq!(check(|_| (), Network::X), Err(Unfit::NotThere(Network::X)));
        assert_eq!(check(|_| (), Network::Instagram), Err(Unfit::NotThere(Network::Instagram)));
    }

    #[test]
    fn the_name_of_bytes_follows_from_them() {
        let empty = Picture { bytes: Vec::new(), ..picture() };
        assert_eq!(empty.cid(), "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    }
}

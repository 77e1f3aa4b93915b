//! Names by which a post is found again on a network that keeps none of ours: when it was frozen, and a hash of its letters.
//!
//! A name holds no word of the post, so it may be kept once the text is forgotten.

use chrono::{DateTime, TimeDelta};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Fault, name_of};
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// Clocks differ; a post this much older than its first try can still be it.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// The name of a post: an id, when it was frozen, and a hash of its letters.
pub(super) fn name(id: Uuid, now: Instant, text: &str) -> String {
    format!("{}-{:x}-{}", id.simple(), now.timestamp(), mark_of(text))
}

/// What a post of this identity is told by: the hash of its letters, and the earliest time it can bear.
pub(super) fn sought(network: Network, identity: &str) -> Result<(&str, Instant), Fault> {
    let (mark, frozen_at) = read_name(identity).ok_or_else(|| Fault::refused(network, "a name of another form"))?;
    Ok((mark, frozen_at - SKEW))
}

/// How identities of posts with the same letters look (`%` stands for anything); nothing where letters tell nothing.
pub fn twins(identity: &str) -> Option<String> {
    let (network, _) = identity.split_once('-')?;
    read_name(identity).map(|(mark, _)| format!("{network}-%-{mark}"))
}

/// The hash, and when the post of this identity was frozen; nothing where the identity has another form.
fn read_name(identity: &str) -> Option<(&str, Instant)> {
    let mut parts = name_of(identity).rsplit('-');
    let mark = parts.next()?;
    let frozen_at = i64::from_str_radix(parts.next()?, 16).ok()?;
    Some((mark, DateTime::from_timestamp(frozen_at, 0)?))
}

pub(super) fn mark_of(text: &str) -> String {
    hex::encode(&Sha256::digest(letters(text).as_bytes())[..8])
}

/// Only what is read: servers change blanks and lines, and show handles without their server.
pub(super) fn letters(text: &str) -> String {
    let short = |word: &str| match word.strip_prefix('@').and_then(|handle| handle.split_once('@')) {
        Some((name, server)) => {
            let rest = server.trim_start_matches(|mark: char| mark.is_alphanumeric() || ".-".contains(mark));
            format!("@{name}{rest}")
        }
        None => word.to_owned(),
    };
    text.split_whitespace().map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::html::text_of;

    #[test]
    fn the_text_of_a_post_is_told_by_its_letters() {
        let html = "<p>Goede reis,&nbsp;<br>Zo\u{eb} &amp; co! <a href=\"https://x.example\">#<span>klm</span></a></p>";
        assert_eq!(letters(&text_of(html)), letters("Goede reis, Zo\u{eb} & co! #klm"));
        let html = "<p>Dank <span class=\"h-card\"><a href=\"https://m.example/@zoe\">@<span>zoe</span></a></span>, tot ziens</p>";
        assert_eq!(letters(&text_of(html)), letters("Dank @zoe@m.example, tot ziens"));
    }

    #[test]
    fn the_name_of_a_post_holds_no_word_of_it() {
        let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let name = name(Uuid::nil(), now, "Goede reis, Sanne!");
        assert_eq!(name, format!("{}-67c6eb40-{}", Uuid::nil().simple(), mark_of("Goede\nreis, Sanne!")));
        assert!(!name.contains("Sanne"));
        let alike = twins(&format!("x-{name}")).expect("letters");
        assert!(alike.starts_with("x-%-") && name.ends_with(&alike[4..]));
        assert_eq!(twins("bluesky-3ljx2k4s5t6u7"), None);
        assert_eq!(read_name(&format!("x-{name}")), Some((mark_of("Goede reis, Sanne!").as_str(), now)));
        for other in ["x-", "x-3kabc", "x-a-zz-b"] {
            assert_eq!(read_name(other), None, "{other}");
        }
    }
}

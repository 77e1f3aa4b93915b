//! A post as it goes out: its name and its bytes, fixed before the first try.

use rand::Rng;
use serde_json::json;
use uuid::Uuid;

use super::picture::{Picture, Unfit};
use super::{bluesky, mark, mastodon, meta, x};
use crate::domain::follow_up::FollowUp;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;

/// A post as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its unique name: `network-…`, with the record key, idempotency key or file name behind it.
    pub identity: String,
    /// What goes out, byte for byte.
    pub body: Vec<u8>,
}

/// What goes out beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// A picture.
    pub picture: Option<&'a Picture>,
    /// A post that is quoted: its id and the hash of its content. Bluesky, Mastodon and X only; on Mastodon without a picture.
    pub quote: Option<(&'a str, &'a str)>,
    /// A post that is answered. Bluesky, Mastodon and X only.
    pub reply: Option<ReplyTo<'a>>,
}

/// Fixes name and bytes of a post and of what goes out beside its text, where its network takes that.
pub fn freeze(post: &FollowUp, beside: &Beside<'_>, now: Instant, rng: &mut impl Rng) -> Result<Frozen, Unfit> {
    if beside.quote.is_some() && !matches!(post.network, Network::Bluesky | Network::Mastodon | Network::X) {
        return Err(Unfit::NoQuote(post.network));
    }
    if post.network == Network::Mastodon && beside.quote.is_some() && beside.picture.is_some() {
        return Err(Unfit::NotThere(post.network));
    }
    if beside.reply.is_some() && !matches!(post.network, Network::Bluesky | Network::Mastodon | Network::X) {
        return Err(Unfit::NoReply(post.network));
    }
    beside.picture.map_or(Ok(()), |picture| picture.check(post.network))?;
    let network = post.network;
    let (name, mut body) = match network {
        Network::Bluesky => (bluesky::record_key(now, rng), bluesky::record(&post.text, post.language, beside, now)),
        Network::Mastodon => {
            let body = match (beside.reply, beside.quote) {
                (Some(to), _) => mastodon::reply(&post.text, post.language, to.parent.0),
                (None, Some((id, _))) => mastodon::quote(&post.text, post.language, id),
                (None, None) => mastodon::status(&post.text, post.language),
            };
            (mark::name(post.id.0, now, &post.text), body)
        }
        Network::X => {
            let body = match (beside.reply, beside.quote) {
                (Some(to), _) => x::reply(&post.text, to.parent.0),
                (None, Some((id, _))) => x::quote(&post.text, id),
                (None, None) => x::post(&post.text),
            };
            (mark::name(post.id.0, now, &post.text), body)
        }
        Network::Instagram | Network::Threads | Network::Facebook => {
            (mark::name(post.id.0, now, &post.text), meta::post(&post.text, None))
        }
        Network::Webhook => {
            let body = json!({ "network": network, "language": post.language, "text": post.text, "created_at": now });
            (post.id.to_string(), body.to_string().into_bytes())
        }
    };
    if let Some(picture) = beside.picture {
        picture.join(&mut body);
    }
    Ok(Frozen { identity: format!("{network}-{name}"), body })
}

/// What an answer answers, in the network's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyTo<'a> {
    /// The post: its id and the hash of its content.
    pub parent: (&'a str, &'a str),
    /// The post that the thread began with, where it is another one.
    pub root: Option<(&'a str, &'a str)>,
    /// The handle of its author.
    pub handle: &'a str,
}

/// Fixes name and bytes of an answer.
pub fn freeze_answer(
    network: Network,
    id: Uuid,
    (text, language): (&str, Language),
    to: &ReplyTo<'_>,
    now: Instant,
    rng: &mut impl Rng,
) -> Frozen {
    let (name, body) = match network {
        Network::Bluesky => (bluesky::record_key(now, rng), bluesky::reply(text, language, to, now)),
        Network::Mastodon => {
            let text = format!("@{} {text}", to.handle.trim_start_matches('@'));
            (mark::name(id, now, &text), mastodon::reply(&text, language, to.parent.0))
        }
        Network::X => (mark::name(id, now, text), x::reply(text, to.parent.0)),
        Network::Instagram | Network::Threads | Network::Facebook => {
            (mark::name(id, now, text), meta::post(text, Some(to.parent.0)))
        }
        Network::Webhook => {
            let body = json!({ "network": network, "language": language, "text": text, "reply_to": to.parent.0 });
            (id.to_string(), body.to_string().into_bytes())
        }
    };
    Frozen { identity: format!("{network}-{name}"), body }
}

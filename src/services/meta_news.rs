//! Comments under our posts on Meta's networks, as webhooks tell them: signed with the app's secret, each at most one case.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Error;
use super::care::{self, Thread};
use super::listening::forget_stored;
use crate::app::{App, MetaHook};
use crate::domain::actor::Actor;
use crate::domain::id::PostId;
use crate::domain::post::Network;
use crate::formats::firehose::Reference;
use crate::formats::meta_hooks::{Told, tell};
use crate::signals::Reader;

/// Whether a message is by whoever holds the app's secret; `signature` is `sha256=HEX` over the body as it came.
pub fn is_signed(hook: &MetaHook, signature: &str, body: &[u8]) -> bool {
    let Some(signature) = signature.strip_prefix("sha256=").and_then(|hex| hex::decode(hex).ok()) else { return false };
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(hook.secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

/// Whether somebody who sets a webhook up knows the word for it. Hashes are compared, so that the time tells nothing.
pub fn knows_word(hook: &MetaHook, word: &str) -> bool {
    Sha256::digest(&hook.word) == Sha256::digest(word)
}

/// Takes a message in; gives how many cases it opened. What answers no post of ours leaves no trace.
pub async fn take(app: &App, body: &[u8]) -> Result<usize, Error> {
    let reader = Reader::new();
    let mut ours = BTreeMap::new();
    for network in [Network::Instagram, Network::Threads, Network::Facebook] {
        for own in care::own_posts(app, network).await? {
            ours.insert((network, own.external_id.clone()), own);
        }
    }
    let mut opened = 0;
    for told in tell(body, app.now()) {
        match told {
            Told::New(post) => {
                let below = post.reply_to.clone().unwrap_or_default();
                let Some(own) = ours.get(&(post.network, below)) else { continue };
                let parent = Reference { uri: post.id.clone(), cid: String::new() };
                let thread = Thread { parent, root: None, handle: post.author.handle.clone(), summoned: true };
                opened += usize::from(care::hear(app, &reader, own, &post, &thread).await?);
            }
            Told::Gone { network, id } => forget(app, network, &id).await?,
        }
    }
    Ok(opened)
}

async fn forget(app: &App, network: Network, id: &str) -> Result<(), Error> {
    let now = app.now();
    let fingerprint = app.store.fingerprint_of_post(network, id);
    let mut tx = app.store.begin().await?;
    let Some(post) = tx.find_post_id(&fingerprint).await? else { return Ok(()) };
    let post: PostId = post;
    forget_stored(&mut tx, post, &fingerprint, now).await?;
    tx.audit(&Actor::SYSTEM, "post.forget", &post.to_string(), json!({}), now).await?;
    Ok(tx.commit().await?)
}

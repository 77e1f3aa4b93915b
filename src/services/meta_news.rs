//! Comments under our posts on Meta's networks, as webhooks tell them: signed with the app's secret, each at most one case.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::Error;
use super::care::{self, Thread};
use super::forgetting::forget_by_id;
use crate::app::{App, MetaHook};
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
    let told = tell(body, app.now());
    let networks: BTreeSet<Network> = told.iter().filter_map(Told::commented).collect();
    let mut ours = BTreeMap::new();
    for network in networks {
        let own = care::own_posts(app, network).await?;
        ours.extend(own.into_iter().map(|own| ((network, own.external_id.clone()), own)));
    }
    let (mut reader, mut opened) = (None, 0);
    for told in told {
        match told {
            Told::New(post) => {
                let below = post.reply_to.clone().unwrap_or_default();
                let Some(own) = ours.get(&(post.network, below)) else { continue };
                let parent = Reference { uri: post.id.clone(), cid: String::new() };
                let thread = Thread { parent, root: None, handle: post.author.handle.clone(), summoned: true };
                opened +=
                    usize::from(care::hear(app, reader.get_or_insert_with(Reader::new), own, &post, &thread).await?);
            }
            Told::Gone { network, id } => {
                forget_by_id(app, network, &id).await?;
            }
        }
    }
    Ok(opened)
}

//! Posts that were deleted where they were written: they go here too, with everything that hangs on them, and stay out.

use serde_json::json;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::post::{Network, Post};
use crate::store::Tx;

/// A deleted post takes everything with it that hangs on it, and stays out if it comes again; gives the stored post.
pub(super) async fn forget(app: &App, tx: &mut Tx, post: &Post) -> Result<Option<PostId>, Error> {
    let now = app.now();
    let fingerprint = app.store.post_fingerprint(post);
    let stored = tx.find_post_id(&fingerprint).await?;
    if let Some(id) = stored {
        forget_stored(tx, id, &fingerprint, now).await?;
    } else {
        tx.add_tombstone(&fingerprint, now).await?;
        tx.forget_later_post(&fingerprint).await?;
    }
    Ok(stored)
}

/// The same for a post that is known to be stored.
pub(super) async fn forget_stored(tx: &mut Tx, id: PostId, fingerprint: &[u8], now: Instant) -> Result<(), Error> {
    tx.add_tombstone(fingerprint, now).await?;
    tx.forget_later_post(fingerprint).await?;
    tx.withdraw_candidates(id, now).await?;
    Ok(tx.blank_post(id).await?)
}

/// The same by the network's id, on record. What was never stored leaves no trace; whether it was.
pub(super) async fn forget_by_id(app: &App, network: Network, id: &str) -> Result<bool, Error> {
    let now = app.now();
    let fingerprint = app.store.fingerprint_of_post(network, id);
    let mut tx = app.store.begin().await?;
    let Some(post) = tx.find_post_id(&fingerprint).await? else { return Ok(false) };
    forget_stored(&mut tx, post, &fingerprint, now).await?;
    tx.audit(&Actor::SYSTEM, "post.forget", &post.to_string(), json!({}), now);
    tx.commit().await?;
    Ok(true)
}

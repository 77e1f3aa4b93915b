//! A request that is sent again under the same key is done once: the first answer is kept for a day and given again.
//!
//! Another request under the same key is refused, and so is the same one while the first still runs.

use chrono::Duration;
use sha2::{Digest, Sha256};

use super::Error;
use crate::app::App;
use crate::domain::id::AccountId;
pub use crate::store::token::KeptAnswer;

/// A request that began longer ago than this and never ended was cut off; the same one may try again. Services refuse
/// what is done already, so nothing happens twice.
const STUCK: Duration = Duration::minutes(1);

/// What stands under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: do it, then [`keep`] or [`free`].
    Mine,
    /// It was done.
    Done(KeptAnswer),
    /// It is being done.
    Running,
    /// Another request.
    Other,
}

/// Hash of a request: what is asked of which address with which content and conditions.
pub fn request_hash(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Takes a key of an account for a request.
pub async fn claim(app: &App, account: AccountId, key: &str, request: &[u8]) -> Result<Claim, Error> {
    let (now, key) = (app.now(), Sha256::digest(key.as_bytes()));
    let mut tx = app.store.begin().await?;
    let mine = tx.claim_key(account, &key, request, now, now - STUCK).await?;
    tx.commit().await?;
    if mine {
        return Ok(Claim::Mine);
    }
    Ok(match app.store.find_stored_answer(account, &key).await? {
        Some(found) if found.request_hash != request => Claim::Other,
        Some(found) => found.answer.map_or(Claim::Running, Claim::Done),
        // It was freed this moment.
        None => Claim::Running,
    })
}

/// Keeps the answer of a request that was done.
pub async fn keep(app: &App, account: AccountId, key: &str, answer: &KeptAnswer) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.keep_answer(account, &Sha256::digest(key.as_bytes()), answer).await?;
    Ok(tx.commit().await?)
}

/// Frees the key of a request that came to nothing, so that it can be tried again.
pub async fn free(app: &App, account: AccountId, key: &str) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.drop_key(account, &Sha256::digest(key.as_bytes())).await?;
    Ok(tx.commit().await?)
}

//! Messages of webhooks that came in, and the minutes in which somebody asked outside: each once, whoever asks first.

use super::{Store, StoreError, Tx};
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into hook_message (source, id, received_at) values ($1, $2, $3) on conflict (source, id) do nothing";
    HAS = "select count(*) from hook_message where source = $1 and id = $2";
    PURGE = "delete from hook_message where received_at < $1";
}

impl Tx {
    /// Notes a message; `false` where it came in before.
    pub async fn add_hook_message(&mut self, source: &str, id: &str, now: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, ADD, query[source, id, now], execute)? == 1)
    }

    /// Forgets messages that came in before an instant: by then their time stamp alone keeps them out.
    pub async fn purge_hook_messages(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }
}

impl Store {
    /// Whether a message was noted.
    pub async fn has_hook_message(&self, source: &str, id: &str) -> Result<bool, StoreError> {
        Ok(on_read!(self, HAS, query_scalar::<i64>[source, id], fetch_one)? > 0)
    }
}

//! Messages of webhooks that came in, and the minutes in which somebody asked outside: each once, whoever asks first.

use super::{StoreError, Tx};
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into hook_message (source, id, received_at) values ($1, $2, $3) on conflict (source, id) do nothing";
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

//! Short addresses in posts, and how often each was followed. A code says nothing of anybody; of who follows it nothing is
//! kept.

use super::{Store, StoreError, Tx};
use crate::domain::id::FollowUpId;
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into short_link (code, follow_up_id, target, made_at) values ($1, $2, $3, $4) on conflict (code) do nothing";
    FIND = "select target from short_link where code = $1";
    CODE_OF = "select code from short_link where follow_up_id = $1";
    CLICK = "update short_link set clicks = clicks + 1 where code = $1";
}

impl Tx {
    /// Adds a post's link; `Taken` where the code is another one's.
    pub async fn add_short_link(
        &mut self,
        code: &str,
        follow_up: FollowUpId,
        target: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let added = in_tx!(self, ADD, query[code, follow_up.0, target, now], execute)?;
        if added == 1 { Ok(()) } else { Err(StoreError::Taken) }
    }

    /// Counts somebody who follows a link.
    pub async fn count_click(&mut self, code: &str) -> Result<(), StoreError> {
        in_tx!(self, CLICK, query[code], execute)?;
        Ok(())
    }
}

impl Store {
    /// Where a code leads.
    pub async fn find_short_link(&self, code: &str) -> Result<Option<String>, StoreError> {
        Ok(on_read!(self, FIND, query_scalar::<String>[code], fetch_optional)?)
    }

    /// The code in a post's link.
    pub async fn short_link_of(&self, follow_up: FollowUpId) -> Result<Option<String>, StoreError> {
        Ok(on_read!(self, CODE_OF, query_scalar::<String>[follow_up.0], fetch_optional)?)
    }
}

//! Streams that are listened to: how far each came, whether it stands, and what was missed.

use serde::Serialize;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::instant::Instant;

statements! {
    FIND = "select name, cursor, heard_at, connected_at, broken_at, why from stream where name = $1";
    LIST = "select name, cursor, heard_at, connected_at, broken_at, why from stream order by name";
    CONNECTED = "insert into stream (name, connected_at) values ($1, $2) \
                 on conflict (name) do update set connected_at = excluded.connected_at, broken_at = null, why = null";
    BROKEN = "insert into stream (name, broken_at, why) values ($1, $2, $3) \
              on conflict (name) do update set broken_at = coalesce(stream.broken_at, excluded.broken_at), why = excluded.why";
    HEARD = "insert into stream (name, cursor, heard_at) values ($1, $2, $3) \
             on conflict (name) do update set cursor = coalesce(excluded.cursor, stream.cursor), heard_at = excluded.heard_at, \
             broken_at = null, why = null";
    LEFT = "update stream set broken_at = null, why = null where name = $1";
    ADD_GAP = "insert into stream_gap (id, stream, from_at, to_at, noticed_at) values ($1, $2, $3, $4, $5)";
    LIST_GAPS = "select stream, from_at, to_at, noticed_at from stream_gap where noticed_at >= $1 order by noticed_at desc, id";
    POSTS_OF_ACCOUNT = "select p.id, p.fingerprint from post p join author a on a.id = p.author_id where a.fingerprint = $1 \
                        and length(p.sealed) > 0 order by p.id";
}

row! {
    /// A stream.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StreamState {
        /// Its name.
        pub name: String,
        /// Where to go on, in the stream's own words.
        pub cursor: Option<String>,
        /// When something came last.
        pub heard_at: Option<Instant>,
        /// When it was connected last.
        pub connected_at: Option<Instant>,
        /// Since when it is broken.
        pub broken_at: Option<Instant>,
        /// Why.
        pub why: Option<String>,
    }
}

row! {
    /// A span of time of which a stream told nothing.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct StreamGap {
        /// The stream.
        pub stream: String,
        /// From when on.
        pub from_at: Instant,
        /// Until when.
        pub to_at: Instant,
        /// When that was noticed.
        pub noticed_at: Instant,
    }
}

row! {
    struct PostRow { id: Uuid, fingerprint: Vec<u8> }
}

impl Tx {
    /// How far a stream came; without a cursor the old one stays.
    pub async fn save_cursor(&mut self, name: &str, cursor: Option<&str>, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, HEARD, query[name, cursor, now], execute)?;
        Ok(())
    }

    /// A stream stands.
    pub async fn note_connected(&mut self, name: &str, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, CONNECTED, query[name, now], execute)?;
        Ok(())
    }

    /// A stream is listened to no more: that it is broken is no fault.
    pub async fn note_left(&mut self, name: &str) -> Result<(), StoreError> {
        in_tx!(self, LEFT, query[name], execute)?;
        Ok(())
    }

    /// A stream is broken; since when stays as it was noted first.
    pub async fn note_broken(&mut self, name: &str, why: &str, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, BROKEN, query[name, now, why], execute)?;
        Ok(())
    }

    /// A stream told nothing of a span of time.
    pub async fn add_gap(&mut self, id: Uuid, gap: &StreamGap) -> Result<(), StoreError> {
        in_tx!(self, ADD_GAP, query[id, &gap.stream, gap.from_at, gap.to_at, gap.noticed_at], execute)?;
        Ok(())
    }

    /// The stored posts of an account, with their fingerprints.
    pub async fn posts_of_account(&mut self, account: &[u8]) -> Result<Vec<(Uuid, Vec<u8>)>, StoreError> {
        let rows = in_tx!(self, POSTS_OF_ACCOUNT, query_as::<PostRow>[account], fetch_all)?;
        Ok(rows.into_iter().map(|PostRow { id, fingerprint }| (id, fingerprint)).collect())
    }
}

impl Store {
    /// A stream as it was left.
    pub async fn find_stream(&self, name: &str) -> Result<Option<StreamState>, StoreError> {
        Ok(on_read!(self, FIND, query_as::<StreamState>[name], fetch_optional)?)
    }

    /// All streams that were ever listened to.
    pub async fn list_streams(&self) -> Result<Vec<StreamState>, StoreError> {
        Ok(on_read!(self, LIST, query_as::<StreamState>[], fetch_all)?)
    }

    /// Gaps noticed since an instant, the newest first.
    pub async fn list_gaps(&self, since: Instant) -> Result<Vec<StreamGap>, StoreError> {
        Ok(on_read!(self, LIST_GAPS, query_as::<StreamGap>[since], fetch_all)?)
    }
}

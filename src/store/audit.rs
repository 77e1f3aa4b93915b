//! The audit log: who did what, as a chain in which each hash covers the entry and the hash before it.
//!
//! Entries hold ids and counts, never personal data, so the chain still verifies after a person is erased.

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::instant::{Instant, to_microseconds};

statements! {
    LOCK_HEAD = "select sequence, hash from audit_head where id = 1",
        postgres: "select sequence, hash from audit_head where id = 1 for update";
    MOVE_HEAD = "update audit_head set sequence = $1, hash = $2 where id = 1";
    ADD = "insert into audit_entry (sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, \
           previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LIST = "select sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, previous_hash, hash \
            from audit_entry where sequence > $1 order by sequence limit $2";
    HEAD = "select sequence from audit_head where id = 1";
    SEEN = "select coalesce(max(sequence), 0) from audit_entry where sequence > $1 and action not like 'session.%' \
            and action not like 'account.%'";
}

row! {
    #[derive(Debug)]
    struct Head { sequence: i64, hash: Vec<u8> }
}

row! {
    /// One entry of the log.
    #[derive(Debug, Clone)]
    pub struct AuditEntry {
        /// Position, from 1, without gaps.
        pub sequence: i64,
        /// When.
        pub happened_at: Instant,
        /// Who.
        pub actor_id: Uuid,
        /// In which role.
        pub actor_role: String,
        /// Whether a demo's stand-in did it.
        pub simulated: bool,
        /// What: a verb such as `gift.approve`.
        pub action: String,
        /// To what: an id.
        pub subject: String,
        /// Counts, codes, hashes as JSON text; text, because a database may reorder JSON and so break the chain.
        pub detail: String,
        /// The hash before.
        pub previous_hash: Vec<u8>,
        /// This entry's hash.
        pub hash: Vec<u8>,
    }
}

impl AuditEntry {
    /// SHA-256 over the previous hash and every field, length-prefixed.
    fn computed_hash(&self) -> Vec<u8> {
        let fields = [
            self.sequence.to_string(),
            self.happened_at.to_rfc3339(),
            self.actor_id.to_string(),
            self.actor_role.clone(),
            self.simulated.to_string(),
            self.action.clone(),
            self.subject.clone(),
            self.detail.clone(),
        ];
        let mut hasher = Sha256::new();
        hasher.update(&self.previous_hash);
        for field in fields {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.finalize().to_vec()
    }
}

impl Tx {
    /// Adds an entry. Call it last in a transaction: it holds the chain's head until the commit.
    pub async fn audit(
        &mut self,
        by: &Actor,
        action: &str,
        subject: &str,
        detail: Value,
        now: Instant,
    ) -> Result<(), StoreError> {
        let head = in_tx!(self, LOCK_HEAD, query_as::<Head>[], fetch_one)?;
        let mut entry = AuditEntry {
            sequence: head.sequence + 1,
            happened_at: to_microseconds(now),
            actor_id: by.id.0,
            actor_role: by.role.to_string(),
            simulated: by.simulated,
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail: detail.to_string(),
            previous_hash: head.hash,
            hash: Vec::new(),
        };
        entry.hash = entry.computed_hash();
        in_tx!(self, MOVE_HEAD, query[entry.sequence, &entry.hash], execute)?;
        let AuditEntry {
            sequence,
            happened_at,
            actor_id,
            actor_role,
            simulated,
            action,
            subject,
            detail,
            previous_hash,
            hash,
        } = entry;
        in_tx!(self, ADD, query[sequence, happened_at, actor_id, &actor_role, simulated, &action, &subject, &detail, &previous_hash, &hash], execute)?;
        Ok(())
    }
}

/// What a check of the whole chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainState {
    /// Every hash fits; this many entries.
    Whole(i64),
    /// The first entry that does not fit what stands before it.
    BrokenAt(i64),
}

impl Store {
    /// Entries after a position, oldest first.
    pub async fn list_audit(&self, after: i64, limit: i64) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(on_read!(self, LIST, query_as::<AuditEntry>[after, limit], fetch_all)?)
    }

    /// How many entries there are.
    pub async fn audit_head(&self) -> Result<i64, StoreError> {
        Ok(on_read!(self, HEAD, query_scalar::<i64>[], fetch_one)?)
    }

    /// The newest entry after a position that pages may show: signing in and accounts aside; none where there is none.
    pub async fn newest_shown(&self, after: i64) -> Result<Option<i64>, StoreError> {
        let newest = on_read!(self, SEEN, query_scalar::<i64>[after], fetch_one)?;
        Ok(Some(newest).filter(|newest| *newest > after))
    }

    /// Walks the whole chain.
    pub async fn check_audit(&self) -> Result<ChainState, StoreError> {
        let (mut sequence, mut hash) = (0, vec![0; 32]);
        loop {
            let page = self.list_audit(sequence, 1000).await?;
            if page.is_empty() {
                return Ok(ChainState::Whole(sequence));
            }
            for entry in page {
                let fits = entry.sequence == sequence + 1
                    && entry.previous_hash == hash
                    && entry.computed_hash() == entry.hash;
                if !fits {
                    return Ok(ChainState::BrokenAt(sequence + 1));
                }
                (sequence, hash) = (entry.sequence, entry.hash);
            }
        }
    }
}

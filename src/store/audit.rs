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
    LIST = "select sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, previous_hash, hash \
            from audit_entry where sequence > $1 order by sequence limit $2";
    SEARCH = "select sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, previous_hash, hash \
              from audit_entry where sequence < $1 and ($2 is null or actor_id = $2) and substr(action, 1, length($3)) = $3 \
              and happened_at >= $4 and happened_at < $5 order by sequence desc limit $6",
        postgres: "select sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, previous_hash, hash \
              from audit_entry where sequence < $1 and (cast($2 as uuid) is null or actor_id = $2) \
              and substr(action, 1, length(cast($3 as text))) = $3 \
              and happened_at >= $4 and happened_at < $5 order by sequence desc limit $6";
    ACTIONS = "select distinct action from audit_entry order by action";
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

/// An entry that waits for its transaction's end, where it gets its place in the chain.
#[derive(Debug)]
pub(super) struct AuditDraft {
    happened_at: Instant,
    by: Actor,
    action: String,
    subject: String,
    detail: Value,
}

impl AuditDraft {
    fn after(self, head: Head) -> AuditEntry {
        let mut entry = AuditEntry {
            sequence: head.sequence + 1,
            happened_at: self.happened_at,
            actor_id: self.by.id.0,
            actor_role: self.by.role.to_string(),
            simulated: self.by.simulated,
            action: self.action,
            subject: self.subject,
            detail: self.detail.to_string(),
            previous_hash: head.hash,
            hash: Vec::new(),
        };
        entry.hash = entry.computed_hash();
        entry
    }
}

impl Tx {
    /// Adds an entry. It is written with the commit, in the order of the calls.
    pub fn audit(&mut self, by: &Actor, action: &str, subject: &str, detail: Value, now: Instant) {
        self.entries.push(AuditDraft {
            happened_at: to_microseconds(now),
            by: *by,
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail,
        });
    }

    /// Chains the entries of this transaction to the log.
    pub(super) async fn write_audit(&mut self) -> Result<(), StoreError> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let mut head = in_tx!(self, LOCK_HEAD, query_as::<Head>[], fetch_one)?;
        let mut chained = Vec::with_capacity(self.entries.len());
        for draft in self.entries.drain(..) {
            let entry = draft.after(head);
            head = Head { sequence: entry.sequence, hash: entry.hash.clone() };
            chained.push(entry);
        }
        in_tx!(self, MOVE_HEAD, query[head.sequence, &head.hash], execute)?;
        for entries in chained.chunks(500) {
            bulk!(
                self,
                "insert into audit_entry (sequence, happened_at, actor_id, actor_role, simulated, action, subject, detail, \
                 previous_hash, hash)",
                entries,
                |cell, entry| {
                    cell.push_bind(entry.sequence);
                    cell.push_bind(entry.happened_at);
                    cell.push_bind(entry.actor_id);
                    cell.push_bind(&entry.actor_role);
                    cell.push_bind(entry.simulated);
                    cell.push_bind(&entry.action);
                    cell.push_bind(&entry.subject);
                    cell.push_bind(&entry.detail);
                    cell.push_bind(&entry.previous_hash);
                    cell.push_bind(&entry.hash);
                },
                ""
            )?;
        }
        Ok(())
    }
}

/// Which entries are looked for.
#[derive(Debug, Clone, Copy)]
pub struct AuditFilter<'a> {
    /// Before this position.
    pub before: i64,
    /// By this account.
    pub actor: Option<Uuid>,
    /// Whose action begins so; empty for all.
    pub action: &'a str,
    /// From this instant on.
    pub from: Instant,
    /// Before this instant.
    pub to: Instant,
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

    /// Entries that fit, the latest first.
    pub async fn search_audit(&self, wanted: &AuditFilter<'_>, limit: i64) -> Result<Vec<AuditEntry>, StoreError> {
        let AuditFilter { before, actor, action, from, to } = *wanted;
        Ok(on_read!(self, SEARCH, query_as::<AuditEntry>[before, actor, action, from, to, limit], fetch_all)?)
    }

    /// Every action that was ever taken.
    pub async fn audit_actions(&self) -> Result<Vec<String>, StoreError> {
        Ok(on_read!(self, ACTIONS, query_scalar::<String>[], fetch_all)?)
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

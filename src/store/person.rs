//! People, their wrapped data keys, and the lists that keep them out: suppression and tombstones.
//!
//! Invariant: every intake asks both lists in the transaction that stores something.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::sealing::DataKey;
use super::{Store, StoreError, Tx};
use crate::domain::id::PersonId;
use crate::domain::instant::Instant;

statements! {
    LIST_SUPPRESSED = "select fingerprint from suppression";
    SUPPRESS = "insert into suppression (fingerprint, kind, reason, created_at) values ($1, $2, $3, $4) \
                on conflict (fingerprint) do nothing";
    ADD_TOMBSTONE = "insert into tombstone (fingerprint, deleted_at) values ($1, $2) on conflict (fingerprint) do nothing";
    FIND_TOMBSTONE = "select count(*) from tombstone where fingerprint = $1";
    PURGE_PASSAGES = "delete from passage where not exists (select 1 from gift where gift.traveller_id = passage.traveller_id) \
                      and not exists (select 1 from passage other join flight_leg l on l.id = other.leg_id \
                      where other.traveller_id = passage.traveller_id \
                      and coalesce(l.estimated_departure_at, l.scheduled_departure_at) >= $1)";
    PURGE_CANDIDATES = "delete from candidate where not exists (select 1 from gift where gift.candidate_id = candidate.id) \
                        and not exists (select 1 from passage where passage.traveller_id = candidate.traveller_id)";
    PURGE_POSTS = "delete from post where not exists (select 1 from candidate where candidate.post_id = post.id) \
                   and not exists (select 1 from care_case where care_case.post_id = post.id)";
    PURGE_AUTHORS = "delete from author where not exists (select 1 from post where post.author_id = author.id) \
                     and not exists (select 1 from candidate where candidate.author_id = author.id)";
    PURGE_TRAVELLERS = "delete from traveller where not exists (select 1 from passage where passage.traveller_id = traveller.id) \
                        and not exists (select 1 from gift where gift.traveller_id = traveller.id)";
    PURGE_PEOPLE = "delete from person where erased_at is null \
                    and not exists (select 1 from traveller where traveller.person_id = person.id) \
                    and not exists (select 1 from author where author.person_id = person.id)";
    FIND_KEY = "select wrapped_key from person where id = $1";
}

words! {
    /// What a suppression entry is a fingerprint of.
    SuppressionKind {
        /// An account on a network.
        Account = "account",
        /// An e-mail address.
        Email = "email",
        /// A passenger of a booking.
        Passenger = "passenger",
    }
}

/// A person about to be stored.
#[derive(Debug)]
pub struct NewPerson {
    /// Its id.
    pub id: PersonId,
    /// The data key, wrapped.
    pub wrapped_key: Vec<u8>,
    /// When.
    pub created_at: Instant,
}

impl Tx {
    /// Adds people, at most 500 a call.
    pub async fn add_people(&mut self, people: &[NewPerson]) -> Result<(), StoreError> {
        bulk!(
            self,
            "insert into person (id, wrapped_key, created_at)",
            people,
            |cell, person| {
                cell.push_bind(person.id.0).push_bind(&person.wrapped_key).push_bind(person.created_at);
            },
            ""
        )?;
        Ok(())
    }

    /// Fingerprints of everyone who must not be stored.
    pub async fn suppressed(&mut self) -> Result<BTreeSet<Vec<u8>>, StoreError> {
        let list = in_tx!(self, LIST_SUPPRESSED, query_scalar::<Vec<u8>>[], fetch_all)?;
        Ok(list.into_iter().collect())
    }

    /// Puts a fingerprint on the suppression list.
    pub async fn suppress(
        &mut self,
        fingerprint: &[u8],
        kind: SuppressionKind,
        reason: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, SUPPRESS, query[fingerprint, kind.as_str(), reason, now], execute)?;
        Ok(())
    }

    /// Forgets everyone without a gift whose last leg left before an instant, with posts and keys. Gives how many people, and matches.
    pub async fn purge_people(&mut self, departed_before: Instant) -> Result<(u64, u64), StoreError> {
        in_tx!(self, PURGE_PASSAGES, query[departed_before], execute)?;
        let matches = in_tx!(self, PURGE_CANDIDATES, query[], execute)?;
        for step in [PURGE_POSTS, PURGE_AUTHORS, PURGE_TRAVELLERS] {
            in_tx!(self, step, query[], execute)?;
        }
        Ok((in_tx!(self, PURGE_PEOPLE, query[], execute)?, matches))
    }

    /// Remembers that a post was deleted.
    pub async fn add_tombstone(&mut self, fingerprint: &[u8], now: Instant) -> Result<(), StoreError> {
        in_tx!(self, ADD_TOMBSTONE, query[fingerprint, now], execute)?;
        Ok(())
    }

    /// Whether a post was deleted.
    pub async fn is_tombstoned(&mut self, fingerprint: &[u8]) -> Result<bool, StoreError> {
        Ok(in_tx!(self, FIND_TOMBSTONE, query_scalar::<i64>[fingerprint], fetch_one)? > 0)
    }
}

impl Store {
    /// A person's key; `None` once the person is erased or unknown.
    pub async fn find_key(&self, person: PersonId) -> Result<Option<DataKey>, StoreError> {
        let wrapped = on_read!(self, FIND_KEY, query_scalar::<Option<Vec<u8>>>[person.0], fetch_optional)?;
        wrapped.flatten().map(|wrapped| self.keys.unwrap(person, &wrapped)).transpose()
    }

    /// Opens a value sealed for a person, given the wrapped key beside it.
    pub(crate) fn open_sealed(&self, person: Uuid, wrapped_key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.keys.unwrap(PersonId(person), wrapped_key)?.open(sealed)
    }
}

//! Erasing a person: the data key goes, and with it every sealed value; rows go where nothing must stay.
//!
//! What gifts and ledger rest on stays as a row without a name: its texts are emptied and its look-up hash is replaced by
//! the row's own id, so that the same passenger or account read again is somebody new.

use serde_json::json;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::follow_up::FollowUpState;
use crate::domain::id::{AuthorId, FollowUpId, MatchId, PersonId, TravellerId};
use crate::domain::instant::Instant;

statements! {
    FOLLOW_UPS_OF = "select f.id, f.state from follow_up f join gift g on g.id = f.gift_id where g.traveller_id = $1 \
                     or g.candidate_id in (select id from candidate where author_id = $1) order by f.id";
    DROP_OUTBOX = "delete from outbox where follow_up_id = $1";
    DROP_FOLLOW_UP = "delete from follow_up where id = $1";
    RETRACT = "update follow_up set state = 'retracted', sealed = $2, photo_receipt = null, photo_sealed = null, target_sealed = null, changed_at = $3 where id = $1 and state <> 'retracted'";
    EMPTY_OUTBOX = "update outbox set sealed = $2, state = case when state = 'done' then 'done' else 'failed' end where follow_up_id = $1";
    CONSENTS = "update consent set withdrawn_at = $2 where person_id = $1 and withdrawn_at is null";
    EMPTY_GIFTS = "update gift set facts = $2 where traveller_id = $1 or candidate_id in (select id from candidate where author_id = $1)";
    COUNT_GIFTS = "select count(*) from gift where traveller_id = $1";
    COUNT_ENTRIES = "select count(*) from ledger_entry where gift_id in (select id from gift where traveller_id = $1)";
    LIST_MATCHES = "select id from candidate where traveller_id = $1 or author_id = $1 order by id";
    DROP_MATCHES = "delete from candidate where (traveller_id = $1 or author_id = $1) \
                    and not exists (select 1 from gift where gift.candidate_id = candidate.id)";
    EMPTY_MATCHES = "update candidate set evidence = $2, facts = $2, decided_at = case when state in ('suggested', 'confirmed', 'ambiguous') \
                     then $3 else decided_at end, state = case when state in ('suggested', 'confirmed', 'ambiguous') then 'withdrawn' \
                     else state end where traveller_id = $1 or author_id = $1";
    COUNT_POSTS = "select count(*) from post where author_id = $1 and length(sealed) > 0";
    ADD_TOMBSTONES = "insert into tombstone (fingerprint, deleted_at) select fingerprint, $2 from post where author_id = $1 \
                      on conflict (fingerprint) do nothing",
        postgres: "insert into tombstone (fingerprint, deleted_at) select fingerprint, cast($2 as timestamptz) from post \
                   where author_id = $1 on conflict (fingerprint) do nothing";
    DROP_POSTS = "delete from post where author_id = $1 and not exists (select 1 from candidate where candidate.post_id = post.id)";
    EMPTY_POSTS = "update post set sealed = $2, signals = $3, fingerprint = id where author_id = $1",
        postgres: "update post set sealed = $2, signals = $3, fingerprint = uuid_send(id) where author_id = $1";
    DROP_AUTHOR = "delete from author where id = $1 and not exists (select 1 from post where post.author_id = author.id) \
                   and not exists (select 1 from candidate where candidate.author_id = author.id)";
    EMPTY_AUTHOR = "update author set sealed = $2, followers = null, fingerprint = id where id = $1",
        postgres: "update author set sealed = $2, followers = null, fingerprint = uuid_send(id) where id = $1";
    DROP_PASSAGES = "delete from passage where traveller_id = $1";
    DROP_TRAVELLER = "delete from traveller where id = $1 and not exists (select 1 from gift where gift.traveller_id = traveller.id) \
                      and not exists (select 1 from candidate where candidate.traveller_id = traveller.id)";
    EMPTY_TRAVELLER = "update traveller set sealed = $2, language = null, home_country = null, loyalty_tier = null, value_band = null, \
                       opted_in_at = null, booked_at = null, fingerprint = id where id = $1",
        postgres: "update traveller set sealed = $2, language = null, home_country = null, loyalty_tier = null, value_band = null, \
                   opted_in_at = null, booked_at = null, fingerprint = uuid_send(id) where id = $1";
    DESTROY_KEY = "update person set wrapped_key = null, erased_at = $2 where id = $1 and wrapped_key is not null";
}

row! {
    struct FollowUpRow { id: Uuid, state: String }
}

/// What is left in place of a sealed value.
const NOTHING: &[u8] = &[];

impl Tx {
    /// Follow-up posts that hang on a traveller or an author.
    pub async fn follow_ups_of(&mut self, side: Uuid) -> Result<Vec<(FollowUpId, FollowUpState)>, StoreError> {
        let rows = in_tx!(self, FOLLOW_UPS_OF, query_as::<FollowUpRow>[side], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "post state" };
        rows.into_iter().map(|row| Ok((FollowUpId(row.id), row.state.parse().map_err(bad)?))).collect()
    }

    /// Drops a post that never went out.
    pub async fn drop_follow_up(&mut self, id: FollowUpId) -> Result<(), StoreError> {
        in_tx!(self, DROP_OUTBOX, query[id.0], execute)?;
        in_tx!(self, DROP_FOLLOW_UP, query[id.0], execute)?;
        Ok(())
    }

    /// Empties a post that is out or on its way, and marks it as retracted; its name on the network stays, to take it down.
    pub async fn retract_follow_up(&mut self, id: FollowUpId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, RETRACT, query[id.0, NOTHING, now], execute)?;
        in_tx!(self, EMPTY_OUTBOX, query[id.0, NOTHING], execute)?;
        Ok(())
    }

    /// Withdraws every consent of a person; gives how many stood.
    pub async fn withdraw_consents(&mut self, person: PersonId, now: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, CONSENTS, query[person.0, now], execute)?)
    }

    /// Forgets what a traveller's or an author's gifts and matches tell of them; gives the matches there were.
    pub async fn forget_matches(&mut self, side: Uuid, now: Instant) -> Result<Vec<MatchId>, StoreError> {
        let ids = in_tx!(self, LIST_MATCHES, query_scalar::<Uuid>[side], fetch_all)?;
        in_tx!(self, EMPTY_GIFTS, query[side, Json(json!([]))], execute)?;
        in_tx!(self, DROP_MATCHES, query[side], execute)?;
        in_tx!(self, EMPTY_MATCHES, query[side, Json(json!([])), now], execute)?;
        Ok(ids.into_iter().map(MatchId).collect())
    }

    /// Forgets an account and its posts, which stay out if they come again; gives how many posts there were. Matches go first.
    pub async fn forget_author(&mut self, author: AuthorId, now: Instant) -> Result<u64, StoreError> {
        let n = in_tx!(self, COUNT_POSTS, query_scalar::<i64>[author.0], fetch_one)?;
        in_tx!(self, ADD_TOMBSTONES, query[author.0, now], execute)?;
        in_tx!(self, DROP_POSTS, query[author.0], execute)?;
        in_tx!(self, EMPTY_POSTS, query[author.0, NOTHING, Json(serde_json::Value::Null)], execute)?;
        if in_tx!(self, DROP_AUTHOR, query[author.0], execute)? == 0 {
            in_tx!(self, EMPTY_AUTHOR, query[author.0, NOTHING], execute)?;
        }
        Ok(n.cast_unsigned())
    }

    /// Forgets a passenger; gives how many legs they were booked on. Matches go first.
    pub async fn forget_traveller(&mut self, traveller: TravellerId) -> Result<u64, StoreError> {
        self.drop_wishes_of(traveller).await?;
        let legs = in_tx!(self, DROP_PASSAGES, query[traveller.0], execute)?;
        if in_tx!(self, DROP_TRAVELLER, query[traveller.0], execute)? == 0 {
            in_tx!(self, EMPTY_TRAVELLER, query[traveller.0, NOTHING], execute)?;
        }
        Ok(legs)
    }

    /// Gifts and ledger entries of a traveller, which stay without a name.
    pub async fn kept_of(&mut self, traveller: TravellerId) -> Result<(u64, u64), StoreError> {
        let gifts = in_tx!(self, COUNT_GIFTS, query_scalar::<i64>[traveller.0], fetch_one)?;
        let entries = in_tx!(self, COUNT_ENTRIES, query_scalar::<i64>[traveller.0], fetch_one)?;
        Ok((gifts.cast_unsigned(), entries.cast_unsigned()))
    }

    /// Destroys a person's data key, and what is kept under keys of its own; gives whether there was one.
    pub async fn destroy_key(&mut self, person: PersonId, now: Instant) -> Result<bool, StoreError> {
        self.forget_mails_of(person).await?;
        Ok(in_tx!(self, DESTROY_KEY, query[person.0, now], execute)? > 0)
    }
}

impl Store {
    /// Empties SQLite's write-ahead log, which still holds pages as they were; PostgreSQL keeps its own by its own rules.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        if let super::Db::Sqlite { write, .. } = &self.db {
            sqlx::query("pragma wal_checkpoint(truncate)").execute(write).await?;
        }
        Ok(())
    }
}

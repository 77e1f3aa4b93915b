//! Passkeys: public keys of devices, found by what the device calls them. An answered challenge counts once.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::{AccountId, PasskeyId};
use crate::domain::instant::Instant;

statements! {
    ADD_PASSKEY = "insert into passkey (id, credential_id, account_id, label, public_key, counter, created_at) \
                   values ($1, $2, $3, $4, $5, $6, $7)";
    FIND_PASSKEY = "select p.id, p.credential_id, p.account_id, p.label, p.public_key, p.counter, p.created_at, p.last_used_at \
                    from passkey p join account a on a.id = p.account_id \
                    where p.credential_id = $1 and a.disabled_at is null";
    LIST_PASSKEYS = "select id, credential_id, account_id, label, public_key, counter, created_at, last_used_at \
                     from passkey where account_id = $1 order by created_at, id";
    COUNT_PASSKEYS = "select count(*) from passkey where account_id = $1";
    USE_PASSKEY = "update passkey set counter = $2, last_used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))";
    REMOVE_PASSKEY = "delete from passkey where id = $1 and account_id = $2";
    REMOVE_PASSKEYS = "delete from passkey where account_id = $1";
    ANSWER = "insert into passkey_answer (challenge, expires_at) values ($1, $2) on conflict (challenge) do nothing";
    FORGET_ANSWERED = "delete from passkey_answer where expires_at <= $1";
}

row! {
    struct PasskeyRow {
        id: Uuid,
        credential_id: Vec<u8>,
        account_id: Uuid,
        label: String,
        public_key: Vec<u8>,
        counter: i64,
        created_at: Instant,
        last_used_at: Option<Instant>,
    }
}

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id here.
    pub id: PasskeyId,
    /// How its device calls it.
    pub credential_id: Vec<u8>,
    /// Whose.
    pub account: AccountId,
    /// What its owner calls it.
    pub label: String,
    /// Its public half (COSE).
    pub public_key: Vec<u8>,
    /// How often it signed; devices that keep keys in step tell zero.
    pub counter: u32,
    /// When it was added.
    pub created_at: Instant,
    /// When it was used last.
    pub last_used_at: Option<Instant>,
}

impl PasskeyRow {
    fn into_passkey(self) -> Passkey {
        Passkey {
            id: PasskeyId(self.id),
            credential_id: self.credential_id,
            account: AccountId(self.account_id),
            label: self.label,
            public_key: self.public_key,
            counter: u32::try_from(self.counter).unwrap_or(u32::MAX),
            created_at: self.created_at,
            last_used_at: self.last_used_at,
        }
    }
}

impl Store {
    /// The passkey a device calls so, of an account that is not disabled.
    pub async fn find_passkey(&self, credential_id: &[u8]) -> Result<Option<Passkey>, StoreError> {
        let row = on_read!(self, FIND_PASSKEY, query_as::<PasskeyRow>[credential_id], fetch_optional)?;
        Ok(row.map(PasskeyRow::into_passkey))
    }

    /// The passkeys of an account, the oldest first.
    pub async fn list_passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let rows = on_read!(self, LIST_PASSKEYS, query_as::<PasskeyRow>[account.0], fetch_all)?;
        Ok(rows.into_iter().map(PasskeyRow::into_passkey).collect())
    }

    /// How many passkeys an account has.
    pub async fn count_passkeys(&self, account: AccountId) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT_PASSKEYS, query_scalar::<i64>[account.0], fetch_one)?)
    }
}

impl Tx {
    /// Adds a passkey; `Taken` where the device's name for it is known already.
    pub async fn add_passkey(&mut self, passkey: &Passkey) -> Result<(), StoreError> {
        let Passkey { id, credential_id, account, label, public_key, counter, created_at, .. } = passkey;
        let added = in_tx!(
            self,
            ADD_PASSKEY,
            query[id.0, credential_id, account.0, label, public_key, i64::from(*counter), *created_at],
            execute
        );
        match added {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => super::one_row(other?),
        }
    }

    /// Notes that a passkey signed; `Stale` where it signed more often before, so that there may be a copy of it.
    pub async fn use_passkey(&mut self, id: PasskeyId, counter: u32, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, USE_PASSKEY, query[id.0, i64::from(counter), now], execute)?)
    }

    /// Removes a passkey of an account; `false` where it has no such.
    pub async fn remove_passkey(&mut self, id: PasskeyId, account: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, REMOVE_PASSKEY, query[id.0, account.0], execute)? == 1)
    }

    /// Removes all passkeys of an account; gives how many.
    pub async fn remove_passkeys(&mut self, account: AccountId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, REMOVE_PASSKEYS, query[account.0], execute)?)
    }

    /// Uses a challenge up; `false` where it was answered before.
    pub async fn answer_challenge(&mut self, challenge: &[u8], expires_at: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, ANSWER, query[challenge, expires_at], execute)? == 1)
    }

    /// Forgets answered challenges that ended by then.
    pub async fn forget_challenges(&mut self, then: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, FORGET_ANSWERED, query[then], execute)?)
    }
}

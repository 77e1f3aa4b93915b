//! Who an account is at the airline's identity provider, and who was sent there and has not come back yet.
//!
//! Issuer and subject stand as a keyed hash; an e-mail address alone never leads to an account.

use uuid::Uuid;

use super::sealing::FingerprintOf;
use super::{Store, StoreError, Tx};
use crate::domain::id::AccountId;
use crate::domain::instant::Instant;

statements! {
    FIND = "select account_id, managed from account_identity where fingerprint = $1";
    LINK = "insert into account_identity (fingerprint, account_id, managed, created_at) values ($1, $2, $3, $4)";
    IS_LINKED = "select count(*) from account_identity where account_id = $1";
    UNLINK = "delete from account_identity where account_id = $1";
    DEPART = "insert into sign_on (token_hash, account_id, next, expires_at) values ($1, $2, $3, $4)";
    RETURN = "delete from sign_on where token_hash = $1 returning account_id, next, expires_at";
}

row! {
    struct IdentityRow { account_id: Uuid, managed: bool }
}

row! {
    struct DepartureRow { account_id: Option<Uuid>, next: String, expires_at: Instant }
}

/// Someone who came back from the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The account that asked to be linked; none for a sign-in.
    pub account: Option<AccountId>,
    /// Where to go afterwards.
    pub next: String,
}

impl Store {
    /// The account that a subject of an issuer is, and whether the provider brought it.
    pub async fn find_identity(&self, issuer: &str, subject: &str) -> Result<Option<(AccountId, bool)>, StoreError> {
        let fingerprint = self.keys.fingerprint(FingerprintOf::Identity, &[issuer, subject]);
        let row = on_read!(self, FIND, query_as::<IdentityRow>[fingerprint], fetch_optional)?;
        Ok(row.map(|row| (AccountId(row.account_id), row.managed)))
    }

    /// Whether an account is known at the provider.
    pub async fn has_identity(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(on_read!(self, IS_LINKED, query_scalar::<i64>[account.0], fetch_one)? > 0)
    }

    /// Links an account to a subject of an issuer; `Taken` where the subject is somebody already.
    pub async fn add_identity(
        &self,
        tx: &mut Tx,
        (issuer, subject): (&str, &str),
        account: AccountId,
        managed: bool,
        now: Instant,
    ) -> Result<(), StoreError> {
        let fingerprint = self.keys.fingerprint(FingerprintOf::Identity, &[issuer, subject]);
        match in_tx!(tx, LINK, query[fingerprint, account.0, managed, now], execute) {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }
}

impl Tx {
    /// Undoes what [`Store::add_identity`] did; gives how many there were.
    pub async fn remove_identities(&mut self, account: AccountId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, UNLINK, query[account.0], execute)?)
    }

    /// Remembers someone who is sent to the provider.
    pub async fn add_departure(
        &mut self,
        token_hash: &[u8],
        departure: &Departure,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        let account = departure.account.map(|account| account.0);
        in_tx!(self, DEPART, query[token_hash, account, &departure.next, expires_at], execute)?;
        Ok(())
    }

    /// Whoever was sent with this token; they come back once, and in time.
    pub async fn take_departure(&mut self, token_hash: &[u8], now: Instant) -> Result<Option<Departure>, StoreError> {
        let row = in_tx!(self, RETURN, query_as::<DepartureRow>[token_hash], fetch_optional)?;
        let in_time = row.filter(|row| row.expires_at > now);
        Ok(in_time.map(|row| Departure { account: row.account_id.map(AccountId), next: row.next }))
    }
}

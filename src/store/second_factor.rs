//! What someone shows beside the password: the secret of their authenticator, sealed with the account's own key, and
//! recovery codes as keyed hashes. A step counts once, whoever is faster.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::sealing::FingerprintOf;
use super::{Store, StoreError, Tx};
use crate::domain::id::{AccountId, PersonId};
use crate::domain::instant::Instant;

statements! {
    ACCOUNT_KEY = "select wrapped_key from account where id = $1";
    FIND = "select f.sealed, f.confirmed_at, a.wrapped_key from second_factor f join account a on a.id = f.account_id \
            where f.account_id = $1";
    BEGIN = "insert into second_factor (account_id, sealed, last_step, created_at) values ($1, $2, 0, $3) \
             on conflict (account_id) do update set sealed = excluded.sealed, created_at = excluded.created_at \
             where second_factor.confirmed_at is null";
    CONFIRM = "update second_factor set confirmed_at = $3, last_step = $2 where account_id = $1 and confirmed_at is null";
    USE_STEP = "update second_factor set last_step = $2 where account_id = $1 and last_step < $2 and confirmed_at is not null";
    REMOVE = "delete from second_factor where account_id = $1";
    CONFIRMED = "select account_id from second_factor where confirmed_at is not null union select account_id from passkey";
    HAS_ANY = "select count(*) from (select account_id from second_factor where account_id = $1 and confirmed_at is not null \
               union select account_id from passkey where account_id = $1) known";
    ADD_CODE = "insert into recovery_code (code_hash, account_id) values ($1, $2)";
    USE_CODE = "update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null";
    COUNT_CODES = "select count(*) from recovery_code where account_id = $1 and used_at is null";
    REMOVE_CODES = "delete from recovery_code where account_id = $1";
    REMOVE_SPARE_CODES = "delete from recovery_code where account_id = $1 \
                          and not exists (select 1 from passkey where account_id = $1) \
                          and not exists (select 1 from second_factor where account_id = $1 and confirmed_at is not null)";
    WAYS_BACK = "select count(*) from (\
                 select account_id from second_factor where account_id = $1 and confirmed_at is not null union all \
                 select account_id from recovery_code where account_id = $1 and used_at is null) known";
}

row! {
    struct FactorRow { sealed: Vec<u8>, confirmed_at: Option<Instant>, wrapped_key: Vec<u8> }
}

/// An account's second factor, opened.
pub struct Factor {
    /// The secret that its authenticator shares with us.
    pub secret: Vec<u8>,
    /// Since when it counts; none before its first code was right.
    pub confirmed_at: Option<Instant>,
}

impl Store {
    /// An account's second factor, set up or not yet.
    pub async fn find_factor(&self, account: AccountId) -> Result<Option<Factor>, StoreError> {
        let Some(row) = on_read!(self, FIND, query_as::<FactorRow>[account.0], fetch_optional)? else {
            return Ok(None);
        };
        let secret = self.open_sealed(account.0, &row.wrapped_key, &row.sealed)?;
        Ok(Some(Factor { secret, confirmed_at: row.confirmed_at }))
    }

    /// Whether an account has a second factor that counts: an authenticator or a passkey.
    pub async fn has_factor(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(on_read!(self, HAS_ANY, query_scalar::<i64>[account.0], fetch_one)? > 0)
    }

    /// Accounts with a second factor that counts.
    pub async fn accounts_with_factor(&self) -> Result<BTreeSet<AccountId>, StoreError> {
        let ids = on_read!(self, CONFIRMED, query_scalar::<Uuid>[], fetch_all)?;
        Ok(ids.into_iter().map(AccountId).collect())
    }

    /// How many recovery codes an account has left.
    pub async fn count_recovery_codes(&self, account: AccountId) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT_CODES, query_scalar::<i64>[account.0], fetch_one)?)
    }

    /// Keeps a secret that does not count yet; an earlier one that did not either is replaced, one that does stays.
    pub async fn begin_factor(
        &self,
        tx: &mut Tx,
        account: AccountId,
        secret: &[u8],
        now: Instant,
    ) -> Result<(), StoreError> {
        let wrapped = in_tx!(tx, ACCOUNT_KEY, query_scalar::<Vec<u8>>[account.0], fetch_one)?;
        let key = self.keys.unwrap(PersonId(account.0), &wrapped)?;
        let sealed = self.keys.seal(&key, secret);
        super::one_row(in_tx!(tx, BEGIN, query[account.0, &sealed, now], execute)?)
    }

    /// Replaces an account's recovery codes.
    pub async fn set_recovery_codes(
        &self,
        tx: &mut Tx,
        account: AccountId,
        codes: &[String],
    ) -> Result<(), StoreError> {
        in_tx!(tx, REMOVE_CODES, query[account.0], execute)?;
        for code in codes {
            in_tx!(tx, ADD_CODE, query[self.recovery_hash(account, code), account.0], execute)?;
        }
        Ok(())
    }

    /// Uses a recovery code up; `false` where it is none of the account's, or was used.
    pub async fn use_recovery_code(
        &self,
        tx: &mut Tx,
        account: AccountId,
        code: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        Ok(in_tx!(tx, USE_CODE, query[account.0, self.recovery_hash(account, code), now], execute)? == 1)
    }

    fn recovery_hash(&self, account: AccountId, code: &str) -> Vec<u8> {
        self.keys.fingerprint(FingerprintOf::Recovery, &[&account.to_string(), code])
    }
}

impl Tx {
    /// The secret counts from now on, and the step of its first code is used; `Stale` where it did already.
    pub async fn confirm_factor(&mut self, account: AccountId, step: i64, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, CONFIRM, query[account.0, step, now], execute)?)
    }

    /// Uses a step up; `false` where it or a later one was used.
    pub async fn use_step(&mut self, account: AccountId, step: i64) -> Result<bool, StoreError> {
        Ok(in_tx!(self, USE_STEP, query[account.0, step], execute)? == 1)
    }

    /// Removes an account's authenticator, and its recovery codes where it has no passkey; `false` where it had none.
    pub async fn remove_factor(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let removed = in_tx!(self, REMOVE, query[account.0], execute)? == 1;
        self.remove_spare_codes(account).await?;
        Ok(removed)
    }

    /// Removes an account's recovery codes where it has neither an authenticator nor a passkey that they stand in for.
    pub async fn remove_spare_codes(&mut self, account: AccountId) -> Result<(), StoreError> {
        in_tx!(self, REMOVE_SPARE_CODES, query[account.0], execute)?;
        Ok(())
    }

    /// Whether an account has an authenticator or a recovery code left.
    pub async fn has_code(&mut self, account: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, WAYS_BACK, query_scalar::<i64>[account.0], fetch_one)? > 0)
    }
}

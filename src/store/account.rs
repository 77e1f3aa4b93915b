//! People who work with giftgate, and what they may do. E-mail and name are sealed with the account's own key and found
//! by a keyed fingerprint; the password stands as an argon2id hash.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::sealing::FingerprintOf;
use super::{Store, StoreError, Tx};
use crate::domain::account::Grant;
use crate::domain::id::{AccountId, PersonId};
use crate::domain::instant::Instant;

/// An account's row, narrowed by what follows.
macro_rules! accounts {
    ($narrowed:literal) => {
        concat!("select id, wrapped_key, sealed, password_hash, disabled_at, created_at from account ", $narrowed)
    };
}

statements! {
    ADD = "insert into account (id, fingerprint, wrapped_key, sealed, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)";
    FIND = accounts!("where id = $1");
    FIND_BY_EMAIL = accounts!("where fingerprint = $1");
    LIST = accounts!("order by created_at, id");
    COUNT = "select count(*) from account";
    SET_PASSWORD = "update account set password_hash = $2 where id = $1 and disabled_at is null";
    DISABLE = "update account set disabled_at = $2 where id = $1 and disabled_at is null";
    ENABLE = "update account set disabled_at = null where id = $1 and disabled_at is not null";
    GRANTS = "select r.account_id, r.role, r.station, c.slug as campaign from account_role r \
              left join campaign c on c.id = r.campaign_id order by r.account_id, r.role, r.station, c.slug";
    GRANTS_OF = "select r.account_id, r.role, r.station, c.slug as campaign from account_role r \
                 left join campaign c on c.id = r.campaign_id where r.account_id = $1 order by r.role, r.station, c.slug";
    CAMPAIGN_OF = "select id from campaign where slug = $1";
    ADD_GRANT = "insert into account_role (account_id, role, station, campaign_id) values ($1, $2, $3, $4)";
    REMOVE_GRANTS = "delete from account_role where account_id = $1";
    LOCK_ACCOUNTS = "select id from account where id = $1",
        postgres: "select id from account where id = $1 or id in (select account_id from account_role where role = 'admin') \
                   order by id for update";
    OTHER_ADMINS = "select count(*) from account a where a.id <> $1 and a.disabled_at is null and a.password_hash is not null \
                    and exists (select 1 from account_role r where r.account_id = a.id and r.role = 'admin')";
}

/// What is sealed of an account.
#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    name: String,
}

row! {
    struct AccountRow {
        id: Uuid,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
        password_hash: Option<String>,
        disabled_at: Option<Instant>,
        created_at: Instant,
    }
}

row! {
    struct GrantRow { account_id: Uuid, role: String, station: Option<String>, campaign: Option<String> }
}

/// Someone who works with giftgate, opened.
#[derive(Clone)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// E-mail address, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// The password's hash as a PHC string; none before one is chosen.
    pub password_hash: Option<String>,
    /// Since when nobody can sign in with it.
    pub disabled_at: Option<Instant>,
    /// Since when it exists.
    pub created_at: Instant,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

impl GrantRow {
    fn into_grant(self) -> Result<(AccountId, Grant), StoreError> {
        let role = self.role.parse().map_err(|_| StoreError::BadRow { what: "role" })?;
        Ok((AccountId(self.account_id), Grant { role, station: self.station, campaign: self.campaign }))
    }
}

impl Store {
    /// The account with this e-mail address, which is in plain form already.
    pub async fn find_account_by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        self.find_account_by_fingerprint(&self.keys.fingerprint(FingerprintOf::Staff, &[email])).await
    }

    /// The account whose e-mail address, in plain form, has this keyed hash.
    pub async fn find_account_by_fingerprint(&self, fingerprint: &[u8]) -> Result<Option<Account>, StoreError> {
        let row = on_read!(self, FIND_BY_EMAIL, query_as::<AccountRow>[fingerprint], fetch_optional)?;
        row.map(|row| self.open_account(&row)).transpose()
    }

    /// The account of this id.
    pub async fn find_account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row = on_read!(self, FIND, query_as::<AccountRow>[id.0], fetch_optional)?;
        row.map(|row| self.open_account(&row)).transpose()
    }

    /// All accounts, oldest first.
    pub async fn list_accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<AccountRow>[], fetch_all)?;
        rows.iter().map(|row| self.open_account(row)).collect()
    }

    /// How many accounts there are.
    pub async fn count_accounts(&self) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT, query_scalar::<i64>[], fetch_one)?)
    }

    /// What an account may do.
    pub async fn grants_of(&self, account: AccountId) -> Result<Vec<Grant>, StoreError> {
        let rows = on_read!(self, GRANTS_OF, query_as::<GrantRow>[account.0], fetch_all)?;
        rows.into_iter().map(|row| Ok(row.into_grant()?.1)).collect()
    }

    /// What each account may do.
    pub async fn list_grants(&self) -> Result<Vec<(AccountId, Grant)>, StoreError> {
        let rows = on_read!(self, GRANTS, query_as::<GrantRow>[], fetch_all)?;
        rows.into_iter().map(GrantRow::into_grant).collect()
    }

    fn open_account(&self, row: &AccountRow) -> Result<Account, StoreError> {
        let plain = self.open_sealed(row.id, &row.wrapped_key, &row.sealed)?;
        let Sealed { email, name } =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed account" })?;
        let AccountRow { id, password_hash, disabled_at, created_at, .. } = row;
        let (password_hash, disabled_at, created_at) = (password_hash.clone(), *disabled_at, *created_at);
        Ok(Account { id: AccountId(*id), email, name, password_hash, disabled_at, created_at })
    }

    /// E-mail and name as they are stored: fingerprint, wrapped key, sealed.
    fn seal_account(&self, id: AccountId, email: &str, name: &str) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        // The key is bound to the account's id; people and accounts never share one.
        let (key, wrapped) = self.keys.new_person(PersonId(id.0));
        let sealed = Sealed { email: email.to_owned(), name: name.to_owned() };
        // A struct of strings always serializes.
        let sealed = self.keys.seal(&key, &serde_json::to_vec(&sealed).unwrap_or_default());
        (self.keys.fingerprint(FingerprintOf::Staff, &[email]), wrapped, sealed)
    }

    /// Adds an account; `Taken` where the e-mail address has one.
    pub async fn add_account(&self, tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
        let (fingerprint, wrapped, sealed) = self.seal_account(account.id, &account.email, &account.name);
        let Account { id, password_hash, created_at, .. } = account;
        let added = in_tx!(tx, ADD, query[id.0, &fingerprint, &wrapped, &sealed, password_hash, created_at], execute);
        match added {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }
}

impl Tx {
    /// How many accounts there are, as this transaction sees it.
    pub async fn count_accounts(&mut self) -> Result<i64, StoreError> {
        Ok(in_tx!(self, COUNT, query_scalar::<i64>[], fetch_one)?)
    }

    /// Gives an account that is not disabled a password.
    pub async fn set_password(&mut self, id: AccountId, hash: &str) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SET_PASSWORD, query[id.0, hash], execute)?)
    }

    /// Disables an account.
    pub async fn disable_account(&mut self, id: AccountId, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DISABLE, query[id.0, now], execute)?)
    }

    /// Enables a disabled account again.
    pub async fn enable_account(&mut self, id: AccountId) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, ENABLE, query[id.0], execute)?)
    }

    /// Sets what an account may do; `false`, and nothing is right any more, where a campaign is unknown: roll back.
    pub async fn set_grants(&mut self, id: AccountId, grants: &[Grant]) -> Result<bool, StoreError> {
        in_tx!(self, REMOVE_GRANTS, query[id.0], execute)?;
        for grant in grants {
            let campaign = match &grant.campaign {
                None => None,
                Some(slug) => match in_tx!(self, CAMPAIGN_OF, query_scalar::<Uuid>[slug], fetch_optional)? {
                    None => return Ok(false),
                    found => found,
                },
            };
            in_tx!(self, ADD_GRANT, query[id.0, grant.role.as_str(), &grant.station, campaign], execute)?;
        }
        Ok(true)
    }

    /// How many others could manage accounts if this one could not. Admins stay as they are until the transaction ends.
    pub async fn count_other_admins(&mut self, id: AccountId) -> Result<i64, StoreError> {
        in_tx!(self, LOCK_ACCOUNTS, query_scalar::<Uuid>[id.0], fetch_all)?;
        Ok(in_tx!(self, OTHER_ADMINS, query_scalar::<i64>[id.0], fetch_one)?)
    }
}

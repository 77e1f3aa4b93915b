//! What an account that is known is called: handles change, the account stays.

use uuid::Uuid;

use super::sealing::FingerprintOf;
use super::{Store, StoreError, Tx};
use crate::domain::id::{AuthorId, PersonId};
use crate::domain::post::{Author, Network};

statements! {
    FIND = "select a.id, a.person_id, a.sealed, p.wrapped_key from author a join person p on p.id = a.person_id \
            where a.fingerprint = $1 and p.wrapped_key is not null";
    SAVE = "update author set sealed = $2 where id = $1";
}

row! {
    struct KnownRow { id: Uuid, person_id: Uuid, sealed: Vec<u8>, wrapped_key: Vec<u8> }
}

impl Store {
    /// Whether something of an account is stored.
    pub async fn knows_account(&self, network: Network, account: &str) -> Result<bool, StoreError> {
        let fingerprint = self.keys.fingerprint(FingerprintOf::Account, &[network.as_str(), account]);
        Ok(on_read!(self, FIND, query_as::<KnownRow>[fingerprint], fetch_optional)?.is_some())
    }

    /// Writes down what an account is called now; none where it is not known, or was called so before.
    pub async fn rename_author(
        &self,
        tx: &mut Tx,
        network: Network,
        account: &str,
        handle: &str,
    ) -> Result<Option<AuthorId>, StoreError> {
        let fingerprint = self.keys.fingerprint(FingerprintOf::Account, &[network.as_str(), account]);
        let Some(row) = in_tx!(tx, FIND, query_as::<KnownRow>[fingerprint], fetch_optional)? else { return Ok(None) };
        let key = self.keys.unwrap(PersonId(row.person_id), &row.wrapped_key)?;
        let bad = || StoreError::BadRow { what: "sealed author" };
        let author: Author = serde_json::from_slice(&key.open(&row.sealed)?).map_err(|_| bad())?;
        if author.handle == handle {
            return Ok(None);
        }
        let author = Author { handle: handle.to_owned(), ..author };
        let sealed = self.keys.seal(&key, &serde_json::to_vec(&author).map_err(|_| bad())?);
        in_tx!(tx, SAVE, query[row.id, sealed], execute)?;
        Ok(Some(AuthorId(row.id)))
    }
}

//! Who a request of a person is about: every passenger and account that can still be opened, page by page.
//!
//! Names, handles and addresses are sealed, so nothing can be looked up by them: a request reads them all. Who was erased
//! is not among them.

use uuid::Uuid;

use super::person::SuppressionKind;
use super::traveller::Sealed;
use super::{Store, StoreError};
use crate::domain::id::{AuthorId, PersonId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network};
use crate::domain::traveller::SocialHandle;

macro_rules! travellers {
    ($narrowed:literal) => {
        concat!(
            "select t.id, t.person_id, p.wrapped_key, t.sealed, t.fingerprint from traveller t join person p \
             on p.id = t.person_id where p.wrapped_key is not null and ",
            $narrowed
        )
    };
}

macro_rules! authors {
    ($narrowed:literal) => {
        concat!(
            "select a.id, a.person_id, p.wrapped_key, a.sealed, a.fingerprint, a.network from author a join person p \
             on p.id = a.person_id where p.wrapped_key is not null and ",
            $narrowed
        )
    };
}

statements! {
    TRAVELLERS = travellers!("t.id > $1 order by t.id limit $2");
    AUTHORS = authors!("a.id > $1 order by a.id limit $2");
    TRAVELLERS_OF = travellers!("t.id in (select c.traveller_id from candidate c where c.author_id = $1 and (c.state = 'confirmed' \
                    or (c.basis in ('opted_in', 'gave_handle') and c.state not in ('rejected', 'ambiguous')))) order by t.id");
    AUTHORS_OF = authors!("a.id in (select c.author_id from candidate c where c.traveller_id = $1 and (c.state = 'confirmed' \
                 or (c.basis in ('opted_in', 'gave_handle') and c.state not in ('rejected', 'ambiguous')))) order by a.id");
    TRAVELLER = travellers!("t.id = $1");
    AUTHOR = authors!("a.id = $1");
    FIND_SUPPRESSION = "select kind, reason, created_at from suppression where fingerprint = $1";
}

row! {
    struct TravellerRow { id: Uuid, person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>, fingerprint: Vec<u8> }
}

row! {
    struct AuthorRow {
        id: Uuid,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
        fingerprint: Vec<u8>,
        network: String,
    }
}

row! {
    struct SuppressionRow { kind: String, reason: String, created_at: Instant }
}

/// A passenger with what names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTraveller {
    /// Its id.
    pub id: TravellerId,
    /// The person.
    pub person: PersonId,
    /// Keyed hash of the passenger of the booking.
    pub fingerprint: Vec<u8>,
    /// Record locator.
    pub record_locator: String,
    /// Given name(s).
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The handle the passenger gave.
    pub social: Option<SocialHandle>,
    /// E-mail address.
    pub email: Option<String>,
    /// The airline's own key.
    pub traveller_ref: Option<String>,
}

/// An account with what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAuthor {
    /// Its id.
    pub id: AuthorId,
    /// The person.
    pub person: PersonId,
    /// Keyed hash of the account.
    pub fingerprint: Vec<u8>,
    /// The network.
    pub network: Network,
    /// The account.
    pub author: Author,
}

/// An entry of the suppression list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suppression {
    /// What it is a fingerprint of.
    pub kind: SuppressionKind,
    /// `objection`, `erasure` or `rejected`.
    pub reason: String,
    /// Since when.
    pub since: Instant,
}

impl Store {
    /// Passengers after one, in the order of their ids.
    pub async fn travellers_after(&self, after: TravellerId, limit: i64) -> Result<Vec<KnownTraveller>, StoreError> {
        let rows = on_read!(self, TRAVELLERS, query_as::<TravellerRow>[after.0, limit], fetch_all)?;
        rows.into_iter().map(|row| self.open_traveller(row)).collect()
    }

    /// Accounts after one, in the order of their ids.
    pub async fn authors_after(&self, after: AuthorId, limit: i64) -> Result<Vec<KnownAuthor>, StoreError> {
        let rows = on_read!(self, AUTHORS, query_as::<AuthorRow>[after.0, limit], fetch_all)?;
        rows.into_iter().map(|row| self.open_author(row)).collect()
    }

    /// Passengers that are the author by a person's decision or by the handle they gave.
    pub async fn travellers_of(&self, author: AuthorId) -> Result<Vec<KnownTraveller>, StoreError> {
        let rows = on_read!(self, TRAVELLERS_OF, query_as::<TravellerRow>[author.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_traveller(row)).collect()
    }

    /// Accounts that are the passenger's, by a person's decision or by the handle they gave.
    pub async fn authors_of(&self, traveller: TravellerId) -> Result<Vec<KnownAuthor>, StoreError> {
        let rows = on_read!(self, AUTHORS_OF, query_as::<AuthorRow>[traveller.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_author(row)).collect()
    }

    /// A passenger that can still be opened.
    pub async fn known_traveller(&self, id: TravellerId) -> Result<Option<KnownTraveller>, StoreError> {
        let row = on_read!(self, TRAVELLER, query_as::<TravellerRow>[id.0], fetch_optional)?;
        row.map(|row| self.open_traveller(row)).transpose()
    }

    /// An account that can still be opened.
    pub async fn known_author(&self, id: AuthorId) -> Result<Option<KnownAuthor>, StoreError> {
        let row = on_read!(self, AUTHOR, query_as::<AuthorRow>[id.0], fetch_optional)?;
        row.map(|row| self.open_author(row)).transpose()
    }

    /// The entry of a fingerprint on the suppression list.
    pub async fn find_suppression(&self, fingerprint: &[u8]) -> Result<Option<Suppression>, StoreError> {
        let row = on_read!(self, FIND_SUPPRESSION, query_as::<SuppressionRow>[fingerprint], fetch_optional)?;
        row.map(|SuppressionRow { kind, reason, created_at }| {
            let kind = kind.parse().map_err(|_| StoreError::BadRow { what: "suppression" })?;
            Ok(Suppression { kind, reason, since: created_at })
        })
        .transpose()
    }

    fn open_traveller(&self, row: TravellerRow) -> Result<KnownTraveller, StoreError> {
        let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
        let sealed: Sealed =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed booking" })?;
        Ok(KnownTraveller {
            id: TravellerId(row.id),
            person: PersonId(row.person_id),
            fingerprint: row.fingerprint,
            record_locator: sealed.record_locator,
            given_name: sealed.given_name,
            family_name: sealed.family_name,
            social: sealed.social,
            email: sealed.email,
            traveller_ref: sealed.traveller_ref,
        })
    }

    fn open_author(&self, row: AuthorRow) -> Result<KnownAuthor, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
        Ok(KnownAuthor {
            id: AuthorId(row.id),
            person: PersonId(row.person_id),
            fingerprint: row.fingerprint,
            network: row.network.parse().map_err(|_| bad("network"))?,
            author: serde_json::from_slice(&plain).map_err(|_| bad("sealed author"))?,
        })
    }
}

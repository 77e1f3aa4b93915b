//! What opens accounts on networks: each value sealed with a key of its own, bound to its row; and how each network's door
//! was found last.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::PersonId;
use crate::domain::instant::Instant;
use crate::domain::post::Network;

statements! {
    SECRETS = "select network, name, id, wrapped_key, sealed, set_at from network_secret order by network, name";
    VERSION = "select max(set_at) as at, count(*) as n from network_secret";
    SET_SECRET = "insert into network_secret (network, name, id, wrapped_key, sealed, set_at, set_by) \
                  values ($1, $2, $3, $4, $5, $6, $7) on conflict (network, name) do update set id = excluded.id, \
                  wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, set_at = excluded.set_at, set_by = excluded.set_by";
    REMOVE_SECRET = "delete from network_secret where network = $1 and name = $2";
    REMOVE_SECRETS = "delete from network_secret where network = $1";
    DOORS = "select network, used_at, failed_at, fault, checked_at from network_door order by network";
    DOOR_OPEN = "insert into network_door (network, used_at) values ($1, $2) \
                 on conflict (network) do update set used_at = excluded.used_at";
    DOOR_SHUT = "insert into network_door (network, failed_at, fault) values ($1, $2, $3) \
                 on conflict (network) do update set failed_at = excluded.failed_at, fault = excluded.fault";
    DOOR_CHECKED = "insert into network_door (network, checked_at, failed_at, fault) values ($1, $2, $3, $4) \
                    on conflict (network) do update set checked_at = excluded.checked_at, failed_at = excluded.failed_at, \
                    fault = excluded.fault";
    FORGET_DOOR = "delete from network_door where network = $1";
}

row! {
    struct SecretRow { network: String, name: String, id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>, set_at: Instant }
}

row! {
    struct VersionRow { at: Option<Instant>, n: i64 }
}

row! {
    struct DoorRow {
        network: String,
        used_at: Option<Instant>,
        failed_at: Option<Instant>,
        fault: Option<String>,
        checked_at: Option<Instant>,
    }
}

/// A value as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptValue {
    /// Of which network.
    pub network: Network,
    /// Its name.
    pub name: String,
    /// The value.
    pub value: String,
    /// When it was set.
    pub set_at: Instant,
}

/// How a network's door was found last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DoorState {
    /// When it last did what was asked.
    pub used_at: Option<Instant>,
    /// When it last did not.
    pub failed_at: Option<Instant>,
    /// Why.
    pub fault: Option<String>,
    /// When somebody last tried it from the page.
    pub checked_at: Option<Instant>,
}

fn network(text: &str) -> Result<Network, StoreError> {
    text.parse().map_err(|_| StoreError::BadRow { what: "network of a secret" })
}

impl Store {
    /// Every value, opened.
    pub async fn network_secrets(&self) -> Result<Vec<KeptValue>, StoreError> {
        let rows = on_read!(self, SECRETS, query_as::<SecretRow>[], fetch_all)?;
        let open = |row: SecretRow| {
            let plain = self.open_sealed(row.id, &row.wrapped_key, &row.sealed)?;
            let value = String::from_utf8(plain).map_err(|_| StoreError::BadRow { what: "secret of a network" })?;
            Ok(KeptValue { network: network(&row.network)?, name: row.name, value, set_at: row.set_at })
        };
        rows.into_iter().map(open).collect()
    }

    /// What differs once a value was set or removed.
    pub async fn network_secrets_version(&self) -> Result<(Option<Instant>, i64), StoreError> {
        let row = on_read!(self, VERSION, query_as::<VersionRow>[], fetch_one)?;
        Ok((row.at, row.n))
    }

    /// Keeps a value, sealed with a fresh key.
    pub async fn set_network_secret(
        &self,
        tx: &mut Tx,
        (network, name): (Network, &str),
        value: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let id = uuid::Builder::from_random_bytes(self.keys.random()).into_uuid();
        let (key, wrapped) = self.keys.new_person(PersonId(id));
        let sealed = self.keys.seal(&key, value.as_bytes());
        super::one_row(in_tx!(
            tx,
            SET_SECRET,
            query[network.as_str(), name, id, &wrapped, &sealed, now, by.id.0],
            execute
        )?)
    }

    /// How the doors were found last.
    pub async fn network_doors(&self) -> Result<BTreeMap<Network, DoorState>, StoreError> {
        let rows = on_read!(self, DOORS, query_as::<DoorRow>[], fetch_all)?;
        let door = |DoorRow { network: name, used_at, failed_at, fault, checked_at }| {
            Ok((network(&name)?, DoorState { used_at, failed_at, fault, checked_at }))
        };
        rows.into_iter().map(door).collect()
    }
}

impl Tx {
    /// Forgets every value of a network; gives how many there were.
    pub async fn remove_network_secrets(&mut self, network: Network) -> Result<u64, StoreError> {
        in_tx!(self, FORGET_DOOR, query[network.as_str()], execute)?;
        Ok(in_tx!(self, REMOVE_SECRETS, query[network.as_str()], execute)?)
    }

    /// Forgets one value.
    pub async fn remove_network_secret(&mut self, network: Network, name: &str) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, REMOVE_SECRET, query[network.as_str(), name], execute)?)
    }

    /// A network did what was asked.
    pub async fn door_opened(&mut self, network: Network, at: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DOOR_OPEN, query[network.as_str(), at], execute)?)
    }

    /// It did not.
    pub async fn door_shut(&mut self, network: Network, at: Instant, why: &str) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DOOR_SHUT, query[network.as_str(), at, why], execute)?)
    }

    /// Somebody tried it: it works, or why not.
    pub async fn door_checked(&mut self, network: Network, at: Instant, fault: Option<&str>) -> Result<(), StoreError> {
        let failed_at = fault.map(|_| at);
        super::one_row(in_tx!(self, DOOR_CHECKED, query[network.as_str(), at, failed_at, fault], execute)?)
    }
}

//! Accounts on networks that an admin keeps here: set, rotated, tried, removed. A value is never shown again; what the
//! settings of the server name wins.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::Error;
use super::accounts::expect_admin;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
pub use crate::networks::access::{ACCOUNTS, Key, KeyKind, Values, keys_of};
use crate::networks::access::{check, is_wrong_wish};
use crate::networks::{Fault, Outlet};

/// Most characters of a value.
const LONGEST: usize = 4_096;

words! {
    /// Why values are not kept.
    AccessFault {
        /// One is missing.
        Missing = "missing",
        /// One is longer than any that a network gives out.
        Long = "long",
        /// An address does not begin with `https://`: secrets would travel in clear.
        Address = "address",
        /// It names something that can't be listened to.
        Wish = "wish",
    }
}

/// Where an account comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessFrom {
    /// There is none.
    Nowhere,
    /// The settings of the server.
    Settings,
    /// What an admin keeps here.
    Kept,
}

/// A value of an account as an admin sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyLine {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: KeyKind,
    /// When it was set here.
    pub set_at: Option<Instant>,
    /// What it says, where it is no secret.
    pub shown: Option<String>,
    /// What it mostly is; empty where nobody knows.
    pub usual: &'static str,
}

/// An account as an admin sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessLine {
    /// On which network.
    pub network: Network,
    /// Where it comes from.
    pub from: AccessFrom,
    /// Its values.
    pub keys: Vec<KeyLine>,
    /// When the network last did what was asked.
    pub used_at: Option<Instant>,
    /// When it last did not.
    pub failed_at: Option<Instant>,
    /// Why.
    pub fault: Option<String>,
    /// When somebody last tried it here.
    pub checked_at: Option<Instant>,
}

/// Every account there can be; `named` are those that the settings of the server name.
pub async fn list(app: &App, named: &BTreeSet<Network>) -> Result<Vec<AccessLine>, Error> {
    let kept = app.store.network_secrets().await?;
    let mut doors = app.store.network_doors().await?;
    let lines = ACCOUNTS.iter().map(|(network, keys)| {
        let own: BTreeMap<&str, _> =
            kept.iter().filter(|one| one.network == *network).map(|one| (one.name.as_str(), one)).collect();
        let key = |key: &Key| KeyLine {
            name: key.name,
            kind: key.kind,
            set_at: own.get(key.name).map(|one| one.set_at),
            shown: own.get(key.name).filter(|_| key.kind != KeyKind::Secret).map(|one| one.value.clone()),
            usual: key.usual,
        };
        let from = match () {
            () if named.contains(network) => AccessFrom::Settings,
            () if keys.iter().all(|key| !key.is_needed() || own.contains_key(key.name)) => AccessFrom::Kept,
            () => AccessFrom::Nowhere,
        };
        let door = doors.remove(network).unwrap_or_default();
        AccessLine {
            network: *network,
            from,
            keys: keys.iter().map(key).collect(),
            used_at: door.used_at,
            failed_at: door.failed_at,
            fault: door.fault,
            checked_at: door.checked_at,
        }
    });
    Ok(lines.collect())
}

/// Keeps values of an account; a secret left empty stays as it is. Gives the first value that will not do.
pub async fn set(
    app: &App,
    network: Network,
    sent: &Values,
    by: &Actor,
) -> Result<Result<(), (AccessFault, &'static str)>, Error> {
    expect_admin(by, "keep an account on a network")?;
    let keys = keys_of(network).ok_or_else(|| missing(network))?;
    let known = app.store.network_secrets().await?;
    let mut changed = Vec::new();
    for key in keys {
        let text = sent.get(key.name).map(|text| text.trim()).unwrap_or_default();
        let old = known.iter().find(|one| one.network == network && one.name == key.name);
        match () {
            () if text.is_empty() && key.kind == KeyKind::Secret && old.is_some() => {}
            () if text.is_empty() && !key.is_needed() => changed.extend(old.map(|_| (key.name, None))),
            () if text.is_empty() => return Ok(Err((AccessFault::Missing, key.name))),
            () if text.chars().count() > LONGEST => return Ok(Err((AccessFault::Long, key.name))),
            () if key.kind == KeyKind::Address && !is_safe(text) => {
                return Ok(Err((AccessFault::Address, key.name)));
            }
            () if is_wrong_wish(network, key, text) => return Ok(Err((AccessFault::Wish, key.name))),
            () if old.is_some_and(|old| old.value == text) => {}
            () => changed.push((key.name, Some(text))),
        }
    }
    if changed.is_empty() {
        return Ok(Ok(()));
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    for (name, text) in &changed {
        match text {
            Some(text) => app.store.set_network_secret(&mut tx, (network, name), text, by, now).await?,
            None => tx.remove_network_secret(network, name).await?,
        }
    }
    let names: Vec<_> = changed.iter().map(|(name, _)| *name).collect();
    tx.audit(by, "network.set", network.as_str(), json!({ "names": names }), now);
    tx.commit().await?;
    Ok(Ok(()))
}

/// Forgets an account.
pub async fn remove(app: &App, network: Network, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "remove an account on a network")?;
    let mut tx = app.store.begin().await?;
    if tx.remove_network_secrets(network).await? == 0 {
        return Err(missing(network));
    }
    tx.audit(by, "network.remove", network.as_str(), json!({}), app.now());
    Ok(tx.commit().await?)
}

/// Tries an account that is kept here; gives whether it opens.
pub async fn try_out(app: &App, network: Network, by: &Actor) -> Result<bool, Error> {
    expect_admin(by, "try an account on a network")?;
    let values = open_all(app).await?.remove(&network).ok_or_else(|| missing(network))?;
    // The network may take its time; nothing is held open meanwhile.
    let found = check(network, &values, app.now()).await;
    let fault = found.as_ref().err().map(Fault::to_string);
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.door_checked(network, now, fault.as_deref()).await?;
    tx.audit(by, "network.try", network.as_str(), json!({ "opened": found.is_ok() }), now);
    tx.commit().await?;
    Ok(found.is_ok())
}

/// The accounts that have all their values.
pub async fn open_all(app: &App) -> Result<BTreeMap<Network, Values>, Error> {
    let mut all: BTreeMap<Network, Values> = BTreeMap::new();
    for one in app.store.network_secrets().await? {
        all.entry(one.network).or_default().insert(one.name, one.value);
    }
    all.retain(|network, values| {
        keys_of(*network).is_some_and(|keys| keys.iter().all(|key| !key.is_needed() || values.contains_key(key.name)))
    });
    Ok(all)
}

/// What differs once an account was set or removed.
pub async fn version(app: &App) -> Result<(Option<Instant>, i64), Error> {
    Ok(app.store.network_secrets_version().await?)
}

/// Puts on record how networks answered since the last time.
pub async fn note(app: &App, outlet: &Outlet) -> Result<(), Error> {
    let doors = outlet.take_doors();
    if doors.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    for (network, door) in doors {
        if let Some(at) = door.used_at {
            tx.door_opened(network, at).await?;
        }
        if let Some((at, why)) = door.failed {
            tx.door_shut(network, at, &why).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Whether secrets may travel there: over TLS, or not leave this machine.
fn is_safe(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    match address.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty() && !rest.contains('@'),
        Some(("http", rest)) => {
            let host = host(rest);
            let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
            matches!(name, "127.0.0.1" | "localhost" | "[::1]")
        }
        _ => false,
    }
}

fn missing(network: Network) -> Error {
    Error::NotFound { what: "account on", name: network.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_over_tls_or_stay_on_this_machine() {
        for safe in ["https://bsky.social", "https://pds.example:8443/", "http://127.0.0.1:2583", "http://localhost"] {
            assert!(is_safe(safe), "{safe}");
        }
        for not in
            ["http://bsky.social", "bsky.social", "ftp://x", "https://", "https://a:b@c", "http://127.0.0.1.evil"]
        {
            assert!(!is_safe(not), "{not}");
        }
    }
}

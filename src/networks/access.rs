//! What opens an account on a network: which values it takes, and the accounts that values open.
//!
//! One table for all networks, so that whoever keeps the values need not know any of them.

use std::collections::BTreeMap;

use super::{AppView, Bluesky, Fault, Mastodon, Networks};
use crate::domain::post::Network;

words! {
    /// What a value is.
    KeyKind {
        /// Where the network stands: an address that begins with `https://`.
        Address = "address",
        /// The name of the account.
        Name = "name",
        /// What nobody may read again.
        Secret = "secret",
    }
}

/// A value that an account takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: KeyKind,
}

const fn key(name: &'static str, kind: KeyKind) -> Key {
    Key { name, kind }
}

/// The networks whose accounts can be opened, with the values each takes.
pub const ACCOUNTS: &[(Network, &[Key])] = &[
    (
        Network::Bluesky,
        &[key("service", KeyKind::Address), key("account", KeyKind::Name), key("password", KeyKind::Secret)],
    ),
    (Network::Mastodon, &[key("server", KeyKind::Address), key("token", KeyKind::Secret)]),
];

/// Values of an account, by their names.
pub type Values = BTreeMap<String, String>;

/// The values that an account on a network takes; none where it can't be opened.
pub fn keys_of(network: Network) -> Option<&'static [Key]> {
    ACCOUNTS.iter().find(|(own, _)| *own == network).map(|(_, keys)| *keys)
}

fn value<'a>(values: &'a Values, name: &str) -> &'a str {
    values.get(name).map(String::as_str).unwrap_or_default()
}

fn bluesky(values: &Values) -> Bluesky {
    Bluesky::new(value(values, "service"), value(values, "account"), value(values, "password"))
}

fn mastodon(values: &Values) -> Mastodon {
    Mastodon::new(value(values, "server"), value(values, "token"))
}

/// Signs in with values, or asks the network who they belong to; gives what the network calls the account.
pub async fn check(network: Network, values: &Values) -> Result<String, Fault> {
    match network {
        Network::Bluesky => bluesky(values).check().await,
        Network::Mastodon => mastodon(values).check().await,
        other => Err(Fault::Refused { network: other, why: "no account can be opened there".to_owned() }),
    }
}

impl Networks {
    /// The networks that have an account.
    pub fn open(&self) -> Vec<Network> {
        let all = [(Network::Bluesky, self.bluesky.is_some()), (Network::Mastodon, self.mastodon.is_some())];
        all.into_iter().filter(|(_, open)| *open).map(|(network, _)| network).collect()
    }

    /// The same with accounts for networks that have none yet.
    #[must_use]
    pub fn with_accounts(mut self, kept: &BTreeMap<Network, Values>, appview_url: &str) -> Self {
        for (network, values) in kept {
            match network {
                Network::Bluesky if self.bluesky.is_none() => {
                    self.bluesky = Some(bluesky(values));
                    self.appview = Some(AppView::new(appview_url));
                }
                Network::Mastodon if self.mastodon.is_none() => self.mastodon = Some(mastodon(values)),
                _ => {}
            }
        }
        self
    }
}

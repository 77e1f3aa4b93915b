//! What opens an account on a network: which values it takes, and the accounts that values open.
//!
//! One table for all networks, so that whoever keeps the values need not know any of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::{AppView, Bluesky, Fault, Keys, Mastodon, Meta, Networks, Source, X};
use crate::domain::call::Prices;
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::stream_wish;

words! {
    /// What a value is.
    KeyKind {
        /// Where the network stands: an address that begins with `https://`.
        Address = "address",
        /// The name of the account.
        Name = "name",
        /// What nobody may read again.
        Secret = "secret",
        /// What is listened to, in the network's words; nothing where it is empty.
        Wish = "wish",
        /// Something that is done or not: `yes` or empty.
        Switch = "switch",
    }
}

/// A value that an account takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: KeyKind,
    /// What it mostly is; empty where nobody knows.
    pub usual: &'static str,
}

impl Key {
    /// Whether no account opens without it.
    pub const fn is_needed(&self) -> bool {
        matches!(self.kind, KeyKind::Address | KeyKind::Name | KeyKind::Secret)
    }
}

const fn at(name: &'static str, usual: &'static str) -> Key {
    Key { name, kind: KeyKind::Address, usual }
}

const fn name(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Name, usual: "" }
}

const fn secret(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Secret, usual: "" }
}

const fn wish(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Wish, usual: "" }
}

const fn switch(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Switch, usual: "" }
}

/// Accounts on Meta's networks take the same values.
const fn meta(usual: &'static str) -> [Key; 3] {
    [at("service", usual), name("number"), secret("token")]
}

const GRAPH: [Key; 3] = meta("https://graph.facebook.com/v25.0");
const THREADS: [Key; 3] = meta("https://graph.threads.net/v1.0");

/// The networks whose accounts can be opened, with the values each takes.
pub const ACCOUNTS: &[(Network, &[Key])] = &[
    (Network::Bluesky, &[at("service", "https://bsky.social"), name("account"), secret("password")]),
    (Network::Mastodon, &[at("server", ""), secret("token"), wish("timelines")]),
    (
        Network::X,
        &[
            at("service", "https://api.x.com"),
            secret("api_key"),
            secret("api_secret"),
            secret("access_token"),
            secret("access_secret"),
            secret("bearer"),
            wish("rules"),
            switch("mentions"),
        ],
    ),
    (Network::Instagram, &GRAPH),
    (Network::Threads, &THREADS),
    (Network::Facebook, &GRAPH),
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

/// An account on X. What its calls cost is reckoned with the prices that X publishes.
pub fn x(values: &Values) -> X {
    let own = |name| value(values, name).to_owned();
    let keys = Keys {
        api_key: own("api_key"),
        api_secret: own("api_secret"),
        access_token: own("access_token"),
        access_secret: own("access_secret"),
        bearer: own("bearer"),
    };
    X::new(value(values, "service"), keys, Prices::default())
}

fn meta_account(network: Network, values: &Values) -> Meta {
    Meta::new(network, value(values, "service"), value(values, "number"), value(values, "token"))
}

/// Signs in with values, or asks the network who they belong to; gives what the network calls the account.
pub async fn check(network: Network, values: &Values, now: Instant) -> Result<String, Fault> {
    match network {
        Network::Bluesky => bluesky(values).check().await,
        Network::Mastodon => mastodon(values).check().await,
        Network::X => x(values).check(now).await,
        Network::Instagram | Network::Threads | Network::Facebook => meta_account(network, values).check().await,
        Network::Webhook => Err(Fault::refused(network, "no account can be opened there")),
    }
}

/// Whether a value is none that can be listened to.
pub fn is_wrong_wish(network: Network, key: &Key, text: &str) -> bool {
    key.kind == KeyKind::Wish
        && match network {
            Network::Mastodon => stream_wish::timelines(text).is_err(),
            _ => stream_wish::rules(text).is_err(),
        }
}

/// Pause between two questions for mentions on X.
pub const MENTIONS_PAUSE: Duration = Duration::from_mins(1);

/// What values ask to listen to. X is listened to with an account that is open already, so that one meter counts all its calls.
pub fn sources(network: Network, values: &Values, x: Option<&Arc<X>>) -> Vec<Source> {
    match (network, x) {
        (Network::Mastodon, _) => {
            let timelines = stream_wish::timelines(value(values, "timelines")).unwrap_or_default();
            let of = |timeline| Source::Mastodon {
                server: value(values, "server").to_owned(),
                token: Some(value(values, "token").to_owned()),
                timeline,
            };
            timelines.into_iter().map(of).collect()
        }
        (Network::X, Some(account)) => {
            let rules = stream_wish::rules(value(values, "rules")).unwrap_or_default();
            let stream = (!rules.is_empty()).then(|| Source::X { account: Arc::clone(account), rules });
            let asked = !value(values, "mentions").is_empty();
            let mentions = asked.then(|| Source::XMentions { account: Arc::clone(account), pause: MENTIONS_PAUSE });
            stream.into_iter().chain(mentions).collect()
        }
        _ => Vec::new(),
    }
}

impl Networks {
    /// The networks that have an account.
    pub fn open(&self) -> Vec<Network> {
        let all = [
            (Network::Bluesky, self.bluesky.is_some()),
            (Network::Mastodon, self.mastodon.is_some()),
            (Network::X, self.x.is_some()),
        ];
        let open = all.into_iter().filter(|(_, open)| *open).map(|(network, _)| network);
        open.chain(self.meta.keys().copied()).collect()
    }

    /// The same with accounts for networks that have none yet; X, which is shared with its streams, comes from the caller.
    #[must_use]
    pub fn with_accounts(mut self, kept: &BTreeMap<Network, Values>, appview_url: &str) -> Self {
        for (network, values) in kept {
            match network {
                Network::Bluesky if self.bluesky.is_none() => {
                    self.bluesky = Some(bluesky(values));
                    self.appview = Some(AppView::new(appview_url));
                }
                Network::Mastodon if self.mastodon.is_none() => self.mastodon = Some(mastodon(values)),
                Network::Instagram | Network::Threads | Network::Facebook => {
                    self.meta.entry(*network).or_insert_with(|| meta_account(*network, values));
                }
                _ => {}
            }
        }
        self
    }
}

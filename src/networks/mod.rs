//! Where posts go out: an account on a network, or a folder of this machine where there is none.
//!
//! What goes out has a name and bytes that are fixed before the first try ([`Frozen`]). Whoever publishes may be killed at
//! any point and starts again: the same name and bytes are the same post.

pub mod access;
mod appview;
mod bluesky;
mod doors;
pub mod feed;
pub mod flight_api;
mod folder;
mod http;
mod jetstream;
mod mastodon;
mod rest;
mod source;
mod sse;
pub mod webhooks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use rand::Rng;
use serde_json::json;
use uuid::Uuid;

pub use appview::AppView;
pub use bluesky::Bluesky;
pub use doors::{Door, Doors};
pub use mastodon::Mastodon;
pub use rest::Rest;
pub use source::{Message, Source, Stream};

use crate::domain::follow_up::FollowUp;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;

/// A post as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its unique name: `network-…`, with the record key, idempotency key or file name behind it.
    pub identity: String,
    /// What goes out, byte for byte.
    pub body: Vec<u8>,
}

/// Fixes name and bytes of a post.
pub fn freeze(post: &FollowUp, now: Instant, rng: &mut impl Rng) -> Frozen {
    let network = post.network;
    let (name, body) = match network {
        Network::Bluesky => (bluesky::record_key(now, rng), bluesky::record(&post.text, post.language, now)),
        Network::Mastodon => (mastodon::name(post.id.0, now, &post.text), mastodon::status(&post.text, post.language)),
        _ => {
            let body = json!({ "network": network, "language": post.language, "text": post.text, "created_at": now });
            (post.id.to_string(), body.to_string().into_bytes())
        }
    };
    Frozen { identity: format!("{network}-{name}"), body }
}

/// What an answer answers, in the network's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyTo<'a> {
    /// The post: its id and the hash of its content.
    pub parent: (&'a str, &'a str),
    /// The post that the thread began with, where it is another one.
    pub root: Option<(&'a str, &'a str)>,
    /// The handle of its author.
    pub handle: &'a str,
}

/// Fixes name and bytes of an answer.
pub fn freeze_answer(
    network: Network,
    id: Uuid,
    (text, language): (&str, Language),
    to: &ReplyTo<'_>,
    now: Instant,
    rng: &mut impl Rng,
) -> Frozen {
    let (name, body) = match network {
        Network::Bluesky => (bluesky::record_key(now, rng), bluesky::reply(text, language, to, now)),
        Network::Mastodon => {
            let text = format!("@{} {text}", to.handle.trim_start_matches('@'));
            (mastodon::name(id, now, &text), mastodon::reply(&text, language, to.parent.0))
        }
        _ => {
            let body = json!({ "network": network, "language": language, "text": text, "reply_to": to.parent.0 });
            (id.to_string(), body.to_string().into_bytes())
        }
    };
    Frozen { identity: format!("{network}-{name}"), body }
}

/// A post that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Out {
    /// Where people find it.
    pub address: String,
    /// What the network calls it; needed to take it down.
    pub external_id: String,
}

/// A figure that a network gives of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What the network calls the post.
    pub id: String,
    /// Where in the answer the figure stands.
    pub field: &'static str,
    /// The figure.
    pub value: u64,
    /// The network's definition of it.
    pub definition: &'static str,
}

/// Why a post is not out, or not known to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The network can't be reached or has no time; the same try later is safe.
    #[error("{network} can't be reached ({why}); it is tried again")]
    Away {
        /// The network.
        network: Network,
        /// Status or code, never a text.
        why: String,
        /// When the network wants to hear from us again.
        retry_after: Option<Duration>,
        /// Whether what was asked for may have happened all the same.
        perhaps_done: bool,
    },
    /// The network will never take it.
    #[error("{network} refuses the post ({why})")]
    Refused {
        /// The network.
        network: Network,
        /// Status or code, never a text.
        why: String,
    },
    /// A folder can't be written.
    #[error("{path} can't be written: {why}; choose a folder you may write to")]
    Folder {
        /// The path.
        path: String,
        /// What the system said.
        why: String,
    },
}

impl Fault {
    fn away(network: Network, why: &str) -> Self {
        Self::Away { network, why: why.to_owned(), retry_after: None, perhaps_done: false }
    }

    /// The same of a question, which changes nothing and is no word on any post.
    fn of_question(self) -> Self {
        match self {
            Self::Refused { network, why } => Self::away(network, &why),
            Self::Away { network, why, retry_after, .. } => {
                Self::Away { network, why, retry_after, perhaps_done: false }
            }
            folder @ Self::Folder { .. } => folder,
        }
    }

    /// Whether the post may be out though nobody said so.
    pub const fn is_uncertain(&self) -> bool {
        matches!(self, Self::Away { perhaps_done: true, .. })
    }
}

/// A place that posts go to.
#[derive(Debug)]
pub enum Outlet {
    /// One JSON file a post, in a folder.
    Folder(PathBuf),
    /// Accounts on networks; what has none goes into the folder.
    Networks(Box<Networks>),
}

/// The accounts there are.
#[derive(Debug)]
pub struct Networks {
    /// On Bluesky.
    pub bluesky: Option<Bluesky>,
    /// Who tells of Bluesky's accounts and posts.
    pub appview: Option<AppView>,
    /// On a Mastodon server.
    pub mastodon: Option<Mastodon>,
    /// For all other networks.
    pub folder: PathBuf,
    /// Which networks are left alone for a while.
    pub rest: Rest,
    /// How they answered.
    pub doors: Doors,
}

/// Who takes a post of a network.
enum Taker<'a> {
    Folder(&'a PathBuf),
    Bluesky(&'a Bluesky),
    Mastodon(&'a Mastodon),
}

impl Outlet {
    /// Puts a post out. `known` are the network's ids of our other posts.
    pub async fn publish(&self, frozen: &Frozen, known: &BTreeSet<String>, now: Instant) -> Result<Out, Fault> {
        self.awake(&frozen.identity, now)?;
        let done = match self.taker(&frozen.identity) {
            Taker::Folder(folder) => folder::publish(folder, frozen),
            Taker::Bluesky(account) => account.publish(frozen).await,
            Taker::Mastodon(account) => account.publish(frozen, known).await,
        };
        self.note(network_of(&frozen.identity), done, now)
    }

    /// Looks whether a post went out that nobody heard of.
    pub async fn look(&self, identity: &str, known: &BTreeSet<String>, now: Instant) -> Result<Option<Out>, Fault> {
        self.awake(identity, now)?;
        let done = match self.taker(identity) {
            Taker::Folder(folder) => Ok(folder::look(folder, identity)),
            Taker::Bluesky(account) => account.look(identity).await,
            Taker::Mastodon(account) => account.look(identity, known).await,
        };
        self.note(network_of(identity), done, now)
    }

    /// Takes what was published under an identity down; what is not there any more is down already.
    pub async fn retract(
        &self,
        identity: &str,
        external_id: Option<&str>,
        known: &BTreeSet<String>,
        now: Instant,
    ) -> Result<(), Fault> {
        self.awake(identity, now)?;
        let done = match self.taker(identity) {
            Taker::Folder(folder) => folder::retract(folder, identity),
            Taker::Bluesky(account) => account.retract(identity).await,
            Taker::Mastodon(account) => account.retract(identity, external_id, known).await,
        };
        self.note(network_of(identity), done, now)
    }

    /// How often posts of a network were liked, passed on, answered and quoted. Nothing where the network is a folder.
    pub async fn counts(&self, network: Network, ids: &[&str], now: Instant) -> Result<Vec<Count>, Fault> {
        let Self::Networks(networks) = self else { return Ok(Vec::new()) };
        networks.rest.awake(network, now)?;
        let done = match (network, &networks.appview, &networks.mastodon) {
            (Network::Bluesky, Some(appview), _) => appview.counts(ids).await,
            (Network::Mastodon, _, Some(account)) => account.counts(ids).await,
            _ => return Ok(Vec::new()),
        };
        self.note(Some(network), done, now)
    }

    /// The places in words, for messages.
    pub fn place(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Networks(networks) => networks.folder.display().to_string(),
        }
    }

    /// A network that asked for time or was away is not asked again before its time, whatever the post.
    fn awake(&self, identity: &str, now: Instant) -> Result<(), Fault> {
        match (self, network_of(identity)) {
            (Self::Networks(networks), Some(network)) => networks.rest.awake(network, now),
            _ => Ok(()),
        }
    }

    /// How networks answered since this was asked last.
    pub fn take_doors(&self) -> BTreeMap<Network, Door> {
        match self {
            Self::Folder(_) => BTreeMap::new(),
            Self::Networks(networks) => networks.doors.take(),
        }
    }

    fn note<T>(&self, network: Option<Network>, done: Result<T, Fault>, now: Instant) -> Result<T, Fault> {
        if let (Self::Networks(networks), Some(network)) = (self, network)
            && networks.open().contains(&network)
        {
            networks.doors.note(network, &done, now);
        }
        if let (Self::Networks(networks), Err(Fault::Away { network, retry_after, .. })) = (self, &done) {
            networks.rest.add(*network, *retry_after, now);
        }
        done
    }

    fn taker(&self, identity: &str) -> Taker<'_> {
        match self {
            Self::Folder(folder) => Taker::Folder(folder),
            Self::Networks(networks) => match (network_of(identity), &networks.bluesky, &networks.mastodon) {
                (Some(Network::Bluesky), Some(account), _) => Taker::Bluesky(account),
                (Some(Network::Mastodon), _, Some(account)) => Taker::Mastodon(account),
                _ => Taker::Folder(&networks.folder),
            },
        }
    }
}

fn network_of(identity: &str) -> Option<Network> {
    identity.split_once('-').and_then(|(network, _)| network.parse().ok())
}

/// What stands behind the network's word in an identity.
fn name_of(identity: &str) -> &str {
    identity.split_once('-').map_or(identity, |(_, name)| name)
}

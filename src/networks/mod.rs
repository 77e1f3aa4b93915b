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
mod frames;
mod frozen;
mod http;
mod jetstream;
mod mark;
mod mastodon;
mod meta;
mod meter;
mod notices;
mod picture;
mod repos;
mod rest;
mod socket;
mod source;
mod sse;
mod stands;
mod timeline;
pub mod webhooks;
mod x;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use appview::AppView;
pub use bluesky::Bluesky;
pub use doors::{Door, Doors};
pub use frozen::{Beside, Frozen, ReplyTo, freeze, freeze_answer};
pub use http::use_ring;
pub use mark::twins;
pub use mastodon::Mastodon;
pub use meta::Meta;
pub use meter::{Meter, Spent};
pub use picture::{Picture, Unfit, limits};
pub use rest::Rest;
pub use source::{Message, Source, Stream};
pub use stands::Stands;
pub use x::{Keys, X};

use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Unit;

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
    /// What is counted.
    pub unit: Unit,
}

/// What a network told of posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The figures.
    pub counts: Vec<Count>,
    /// Figures of which the network says that there is no such thing any more: unit and field.
    pub gone: BTreeSet<(Unit, &'static str)>,
}

impl From<Vec<Count>> for Figures {
    fn from(counts: Vec<Count>) -> Self {
        Self { counts, gone: BTreeSet::new() }
    }
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

    /// The same where what was asked for may have happened.
    fn cut_off(network: Network, why: &str) -> Self {
        Self::Away { network, why: why.to_owned(), retry_after: None, perhaps_done: true }
    }

    /// The same where it is known for how long.
    fn later(network: Network, why: &str, pause: Duration) -> Self {
        Self::Away { network, why: why.to_owned(), retry_after: Some(pause), perhaps_done: false }
    }

    fn refused(network: Network, why: &str) -> Self {
        Self::Refused { network, why: why.to_owned() }
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

    /// The same of bytes that a post only names later: none of it is out yet.
    fn of_upload(self) -> Self {
        match self {
            Self::Away { network, why, retry_after, .. } => {
                Self::Away { network, why, retry_after, perhaps_done: false }
            }
            other => other,
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
#[derive(Debug, Default)]
pub struct Networks {
    /// On Bluesky.
    pub bluesky: Option<Bluesky>,
    /// Who tells of Bluesky's accounts and posts.
    pub appview: Option<AppView>,
    /// On a Mastodon server.
    pub mastodon: Option<Mastodon>,
    /// On X; listened to as well, so the meter is one.
    pub x: Option<Arc<X>>,
    /// On Meta's networks.
    pub meta: BTreeMap<Network, Meta>,
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
    X(&'a X),
    Meta(&'a Meta),
}

impl Taker<'_> {
    async fn look(&self, identity: &str, known: &BTreeSet<String>, now: Instant) -> Result<Option<Out>, Fault> {
        match self {
            Self::Folder(folder) => Ok(folder::look(folder, identity)),
            Self::Bluesky(account) => account.look(identity).await,
            Self::Mastodon(account) => account.look(identity, known).await,
            Self::X(account) => account.look(identity, known, now).await,
            Self::Meta(account) => account.look(identity, known).await,
        }
    }

    async fn retract(
        &self,
        identity: &str,
        external_id: Option<&str>,
        known: &BTreeSet<String>,
        now: Instant,
    ) -> Result<(), Fault> {
        // The others take down by their own id; where none came back the post may be out all the same.
        let id = async || match external_id {
            Some(id) => Ok(Some(id.to_owned())),
            None => Ok(self.look(identity, known, now).await?.map(|out| out.external_id)),
        };
        match self {
            Self::Folder(folder) => folder::retract(folder, identity),
            Self::Bluesky(account) => account.retract(identity).await,
            Self::Mastodon(account) => match id().await? {
                Some(id) => account.retract(&id).await,
                None => Ok(()),
            },
            Self::X(account) => match id().await? {
                Some(id) => account.retract(&id, now).await,
                None => Ok(()),
            },
            Self::Meta(account) => match id().await? {
                Some(id) => account.retract(&id).await,
                None => Ok(()),
            },
        }
    }
}

impl Outlet {
    /// Puts a post out. `known` are the network's ids of our other posts.
    pub async fn publish(&self, frozen: &Frozen, known: &BTreeSet<String>, now: Instant) -> Result<Out, Fault> {
        self.awake(&frozen.identity, now)?;
        let done = match self.taker(&frozen.identity) {
            Taker::Folder(folder) => folder::publish(folder, frozen),
            Taker::Bluesky(account) => account.publish(frozen).await,
            Taker::Mastodon(account) => account.publish(frozen, known).await,
            Taker::X(account) => account.publish(frozen, known, now).await,
            Taker::Meta(account) => account.publish(frozen, known).await,
        };
        self.note(network_of(&frozen.identity), done, now)
    }

    /// Looks whether a post went out that nobody heard of.
    pub async fn look(&self, identity: &str, known: &BTreeSet<String>, now: Instant) -> Result<Option<Out>, Fault> {
        self.awake(identity, now)?;
        let done = self.taker(identity).look(identity, known, now).await;
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
        let done = self.taker(identity).retract(identity, external_id, known, now).await;
        self.note(network_of(identity), done, now)
    }

    /// How often posts of a network were liked, passed on, answered and quoted. Nothing where the network is a folder.
    pub async fn counts(&self, network: Network, ids: &[&str], now: Instant) -> Result<Figures, Fault> {
        let Self::Networks(networks) = self else { return Ok(Figures::default()) };
        networks.rest.awake(network, now)?;
        let done = match network {
            Network::Bluesky => match &networks.appview {
                Some(appview) => appview.counts(ids).await.map(Figures::from),
                None => Ok(Figures::default()),
            },
            Network::Mastodon => match &networks.mastodon {
                Some(account) => account.counts(ids).await.map(Figures::from),
                None => Ok(Figures::default()),
            },
            Network::X => match &networks.x {
                Some(account) => account.counts(ids, now).await.map(Figures::from),
                None => Ok(Figures::default()),
            },
            other => match networks.meta.get(&other) {
                Some(account) => account.counts(ids).await,
                None => Ok(Figures::default()),
            },
        };
        self.note(Some(network), done, now)
    }

    /// Whether a network has to be asked what became of posts, because no stream tells.
    pub fn has_to_ask(&self, network: Network) -> bool {
        matches!((self, network), (Self::Networks(networks), Network::X) if networks.x.is_some())
    }

    /// Those of these posts that are deleted, hidden or edited. `name` is the same for the same question.
    pub async fn gone(&self, network: Network, ids: &[&str], name: &str, now: Instant) -> Result<Vec<String>, Fault> {
        let Self::Networks(networks) = self else { return Ok(Vec::new()) };
        networks.rest.awake(network, now)?;
        match (network, &networks.x) {
            // A list that takes its time is no network that wants to be left alone.
            (Network::X, Some(account)) if ids.len() >= x::MANY => account.comply(name, ids, now).await,
            (Network::X, Some(account)) => self.note(Some(network), account.gone(ids, now).await, now),
            _ => Ok(Vec::new()),
        }
    }

    /// The account on X, for those who listen.
    pub fn x(&self) -> Option<&Arc<X>> {
        match self {
            Self::Networks(networks) => networks.x.as_ref(),
            Self::Folder(_) => None,
        }
    }

    /// Meters of the networks whose calls cost.
    pub fn meters(&self) -> impl Iterator<Item = (Network, &Meter)> {
        self.x().map(|account| (Network::X, account.meter())).into_iter()
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
            Self::Networks(networks) => {
                let own = match network_of(identity) {
                    Some(Network::Bluesky) => networks.bluesky.as_ref().map(Taker::Bluesky),
                    Some(Network::Mastodon) => networks.mastodon.as_ref().map(Taker::Mastodon),
                    Some(Network::X) => networks.x.as_deref().map(Taker::X),
                    Some(network) => networks.meta.get(&network).map(Taker::Meta),
                    None => None,
                };
                own.unwrap_or(Taker::Folder(&networks.folder))
            }
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

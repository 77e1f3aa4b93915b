//! What ours answers or quotes: whether it still stands as it was when that was approved, and whether it may be quoted.

use super::{Fault, Outlet};
use crate::domain::follow_up::{PostAs, Target};
use crate::domain::instant::Instant;
use crate::domain::post::Network;

/// What became of a post that ours answers or quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It stands as it was.
    AsItWas,
    /// It is deleted or changed.
    Gone,
    /// It stands, and its author lets us not quote it.
    WithoutLeave,
}

impl From<bool> for Stands {
    fn from(stands: bool) -> Self {
        if stands { Self::AsItWas } else { Self::Gone }
    }
}

impl Outlet {
    /// Whether a post that ours answers or quotes still stands as it was. A network that is a folder has none that could go.
    pub async fn stands(&self, network: Network, target: &Target, now: Instant) -> Result<Stands, Fault> {
        let Self::Networks(networks) = self else { return Ok(Stands::AsItWas) };
        networks.rest.awake(network, now)?;
        let post = &target.post;
        let done = match (network, &networks.bluesky, &networks.mastodon, &networks.x) {
            (Network::Bluesky, Some(account), _, _) => account.stands(&post.uri, &post.cid).await.map(Stands::from),
            (Network::Mastodon, _, Some(account), _) => account.stands(&post.uri, target.way == PostAs::Quote).await,
            (Network::X, _, _, Some(account)) => {
                account.gone(&[&post.uri], now).await.map(|gone| Stands::from(gone.is_empty()))
            }
            _ => Ok(Stands::AsItWas),
        };
        self.note(Some(network), done, now)
    }

    /// Whether an account's server says that it knows quotes; only Mastodon's have to be asked.
    pub async fn knows_quotes(&self, network: Network, now: Instant) -> Result<bool, Fault> {
        let Self::Networks(networks) = self else { return Ok(false) };
        let (Network::Mastodon, Some(account)) = (network, &networks.mastodon) else { return Ok(false) };
        networks.rest.awake(network, now)?;
        self.note(Some(network), account.knows_quotes().await, now)
    }
}

//! How an installation meets the world: when posts go out and where their links lead, the page behind a card, what holds
//! everything, what complaints do, and what comes in beside the networks.

mod answering;
mod faults;
mod holds;
mod incoming;
mod photos;
mod posts;

use giftgate::domain::campaign::Campaign;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::language::Language;
use giftgate::services::approval;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::follow_ups::{draft, queue_due};
use giftgate::store::gift::StoredGift;

use crate::support::small::{APPROVER, approved, give, plain, written};
use crate::support::world::{CAMPAIGN, World};

/// Gifts that were handed over with a yes to publication, each with an approved post.
pub struct Told {
    pub world: World,
    pub loaded: LoadedCampaign,
    pub gifts: Vec<StoredGift>,
}

impl Told {
    pub async fn new(n: usize, change: impl FnOnce(&mut Campaign)) -> Self {
        Self::of(CAMPAIGN, n, change).await
    }

    /// The same in a campaign of another file.
    pub async fn of(source: &str, n: usize, change: impl FnOnce(&mut Campaign)) -> Self {
        let world = World::new().await;
        let loaded = written(&world, source, |campaign| {
            plain(campaign);
            change(campaign);
        })
        .await;
        let gifts = approved(&world, &loaded, n).await;
        let yes =
            ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
        for gift in &gifts {
            give(&world, &loaded, gift, vec![yes]).await;
        }
        assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), n);
        let told = Self { world, loaded, gifts };
        for post in told.posts().await {
            approval::approve_post(&told.world.app, &post, &APPROVER).await.expect("approved");
        }
        told
    }

    pub async fn posts(&self) -> Vec<FollowUp> {
        self.world.app.store.list_follow_ups(self.loaded.id).await.expect("posts")
    }

    pub async fn states(&self) -> Vec<FollowUpState> {
        self.posts().await.iter().map(|post| post.state).collect()
    }

    pub async fn queue(&self) -> usize {
        queue_due(&self.world.app, &self.loaded).await.expect("asked")
    }
}

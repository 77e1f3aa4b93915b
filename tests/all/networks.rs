//! Posts go out to networks that misbehave: each once, none lost, and what was taken back comes down.

use std::collections::BTreeSet;

use chrono::Duration;
use giftgate::domain::actor::Actor;
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::domain::reading::Method;
use giftgate::jobs::run_until_idle;
use giftgate::networks::Outlet;
use giftgate::services::approval;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::follow_ups::{draft, publish, queue_due};
use giftgate::services::measuring::read_counts;
use giftgate::services::post_text;
use giftgate::services::queue::{Job, enqueue};
use giftgate::services::views;
use giftgate::store::follow_up::post_hash;
use giftgate::store::view::board::{Alert, BoardView};
use giftgate::store::view::follow_ups::FollowUpFilter;

use crate::support::nasty::{Nasty, Trick};
use crate::support::raw;
use crate::support::small::{APPROVER, PLANNER, approved, campaign, give, plain};
use crate::support::world::World;

/// Posts in the outbox of a world, on one network that misbehaves.
struct Shore {
    world: World,
    loaded: LoadedCampaign,
    nasty: Nasty,
    outlet: Outlet,
    _folder: tempfile::TempDir,
}

impl Shore {
    async fn new(network: Network, n: usize) -> Self {
        let world = World::new().await;
        let loaded = campaign(&world, |campaign| {
            plain(campaign);
            campaign.follow_up.networks = vec![network];
        })
        .await;
        let answer =
            ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
        for gift in approved(&world, &loaded, n).await {
            give(&world, &loaded, &gift, vec![answer]).await;
        }
        assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), n);
        for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
            approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
        }
        world.advance(24 * 60);
        assert_eq!(queue_due(&world.app, &loaded).await.expect("queued"), n);
        let folder = tempfile::tempdir().expect("a folder");
        let nasty = Nasty::start().await;
        let outlet = nasty.outlet(folder.path().to_owned());
        Self { world, loaded, nasty, outlet, _folder: folder }
    }

    async fn run(&self) {
        run_until_idle(&self.world.app, &self.outlet).await.expect("jobs run");
    }

    /// Works for so many minutes, as a worker does.
    async fn work(&self, minutes: i64) {
        for _ in 0..minutes * 4 {
            self.run().await;
            self.world.app.set_now(self.world.app.now() + Duration::seconds(15));
        }
        self.run().await;
    }

    async fn posts(&self) -> Vec<FollowUp> {
        self.world.app.store.list_follow_ups(self.loaded.id).await.expect("posts")
    }

    async fn states(&self) -> BTreeSet<FollowUpState> {
        self.posts().await.iter().map(|post| post.state).collect()
    }

    /// Each of the `n` posts went out once and stands.
    async fn once_each(&self, n: usize) {
        assert_eq!(self.states().await, BTreeSet::from([FollowUpState::Published]));
        assert_eq!(self.stands_of_ever(), (n, n));
        assert_eq!(self.nasty.inner().strange, BTreeSet::new());
    }

    /// How many posts stand on the network, of how many that ever did.
    fn stands_of_ever(&self) -> (usize, usize) {
        let inner = self.nasty.inner();
        (inner.posts.len(), inner.ever.len())
    }

    async fn take_consent_back(&self) {
        let sql = "update consent set withdrawn_at = given_at";
        raw::execute(&self.world.app.store, sql).await.expect("withdrawn");
    }
}

/// Every way a try can go wrong, more than once.
const TRICKS: [Trick; 9] = [
    Trick::Drop,
    Trick::Busy(20),
    Trick::FailAfter,
    Trick::FailBefore,
    Trick::Hang,
    Trick::Drop,
    Trick::FailAfter,
    Trick::LockedOut,
    Trick::Drop,
];

#[tokio::test]
async fn whatever_bluesky_does_each_post_goes_out_once() {
    let shore = Shore::new(Network::Bluesky, 3).await;
    shore.nasty.play(&TRICKS);
    shore.work(20).await;
    shore.once_each(3).await;
    let records: Vec<String> =
        shore.nasty.inner().posts.values().filter_map(|record| Some(record["text"].as_str()?.to_owned())).collect();
    assert!(shore.posts().await.iter().all(|post| records.contains(&post.text)), "{records:?}");
}

#[tokio::test]
async fn whatever_a_mastodon_server_does_each_post_goes_out_once() {
    let shore = Shore::new(Network::Mastodon, 3).await;
    shore.nasty.play(&TRICKS);
    shore.work(20).await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn a_server_that_forgets_keys_is_looked_at_before_each_try() {
    let shore = Shore::new(Network::Mastodon, 3).await;
    shore.nasty.inner().forgets_keys = true;
    shore.nasty.play(&[Trick::Drop, Trick::FailAfter, Trick::Hang, Trick::Drop]);
    shore.work(10).await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn sessions_that_end_are_begun_again() {
    let shore = Shore::new(Network::Bluesky, 3).await;
    shore.nasty.inner().sessions_end = true;
    shore.run().await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn a_network_that_asks_for_time_is_left_alone_by_all_posts() {
    let shore = Shore::new(Network::Bluesky, 3).await;
    shore.nasty.play(&[Trick::Busy(300)]);
    shore.work(4).await;
    assert_eq!(shore.nasty.inner().tries, 1);
    assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Queued]));
    shore.work(2).await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn after_an_hour_without_network_all_goes_out_once() {
    let shore = Shore::new(Network::Mastodon, 3).await;
    shore.nasty.play(&[Trick::FailBefore; 120]);
    shore.work(58).await;
    assert_eq!(shore.nasty.inner().ever.len(), 0);
    assert_eq!(shore.world.app.store.count_jobs("dead").await.expect("counted"), 0);
    shore.nasty.inner().tricks.clear();
    shore.work(1).await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn a_refused_post_says_why_and_goes_out_once_it_is_changed_and_approved_again() {
    let shore = Shore::new(Network::Mastodon, 1).await;
    let (app, loaded) = (&shore.world.app, &shore.loaded);
    shore.nasty.play(&[Trick::Refused]);
    shore.work(1).await;
    let page = views::follow_ups(app, &loaded.campaign.slug, &FollowUpFilter::default()).await.expect("a page");
    assert_eq!((page.lines[0].state, page.lines[0].fault.as_deref()), (FollowUpState::Failed, Some("422")));
    let board = views::board(app, &loaded.campaign.slug).await.expect("a board");
    let told =
        |board: &BoardView| board.alerts.iter().any(|line| matches!(line.alert, Alert::PostsRefused { posts: 1 }));
    assert!(told(&board), "{:?}", board.alerts);
    let post = shore.posts().await.remove(0);
    let edited =
        post_text::edit(app, loaded, post.id, &post_hash(&post), "Farewell with the {{ gift }}!", &PLANNER).await;
    edited.expect("an answer").expect("taken");
    assert!(!told(&views::board(app, &loaded.campaign.slug).await.expect("a board")));
    let post = shore.posts().await.remove(0);
    assert_eq!(post.state, FollowUpState::Draft);
    approval::approve_post(app, &post, &APPROVER).await.expect("approved");
    assert_eq!(queue_due(app, loaded).await.expect("queued"), 1);
    shore.work(1).await;
    shore.once_each(1).await;
    let stands: Vec<_> = shore.nasty.inner().posts.values().cloned().collect();
    assert!(stands[0].to_string().contains("Farewell"), "{stands:?}");
}

#[tokio::test]
async fn a_post_without_an_answer_is_shown_as_uncertain_until_it_is_known() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 1).await;
        shore.nasty.play(&[Trick::Drop]);
        shore.run().await;
        assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Uncertain]));
        shore.work(1).await;
        shore.once_each(1).await;
    }
}

#[tokio::test]
async fn a_worker_that_died_in_the_middle_leaves_one_post() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 1).await;
        shore.nasty.inner().forgets_keys = true;
        let app = &shore.world.app;
        // It claimed the job, told the network, and was gone.
        app.store.claim_job(app.now()).await.expect("asked").expect("a job");
        let id = shore.posts().await[0].id;
        let item = app.store.find_outbox(id).await.expect("asked").expect("queued");
        let mut tx = app.store.begin().await.expect("begun");
        tx.mark_sending(&item).await.expect("marked");
        tx.commit().await.expect("committed");
        let frozen = giftgate::networks::Frozen { identity: item.identity, body: item.body };
        shore.outlet.publish(&frozen, &BTreeSet::new(), app.now()).await.expect("out");
        shore.run().await;
        assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Queued]), "still leased");
        shore.work(1).await;
        shore.once_each(1).await;
    }
}

#[tokio::test]
async fn what_may_be_out_comes_down_when_the_consent_is_taken_back() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 1).await;
        shore.nasty.play(&[Trick::Drop]);
        shore.run().await;
        assert_eq!(shore.nasty.inner().posts.len(), 1, "out, though nobody knows");
        shore.take_consent_back().await;
        shore.work(2).await;
        assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Retracted]));
        assert_eq!(shore.stands_of_ever(), (0, 1));
    }
}

#[tokio::test]
async fn what_never_got_out_is_held_and_goes_out_later_once() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 1).await;
        shore.nasty.play(&[Trick::FailBefore]);
        shore.run().await;
        let mut loaded = shore.loaded.clone();
        campaigns::move_to(&shore.world.app, &mut loaded, CampaignState::Paused, &PLANNER).await.expect("paused");
        shore.work(2).await;
        assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Held]));
        assert_eq!(shore.nasty.inner().ever.len(), 0);
        campaigns::move_to(&shore.world.app, &mut loaded, CampaignState::CoolDown, &Actor::OPERATOR)
            .await
            .expect("cooling down");
        assert_eq!(queue_due(&shore.world.app, &loaded).await.expect("queued"), 1);
        shore.work(1).await;
        shore.once_each(1).await;
    }
}

#[tokio::test]
async fn a_post_taken_back_while_the_network_hangs_does_not_stay() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 1).await;
        let app = &shore.world.app;
        let id = shore.posts().await[0].id;
        shore.nasty.play(&[Trick::Hang]);
        assert!(publish(app, &shore.outlet, id).await.is_err());
        // Erasure empties the bytes; only the name is left to find it by.
        let mut tx = app.store.begin().await.expect("begun");
        tx.retract_follow_up(id, app.now()).await.expect("retracted");
        enqueue(app, &mut tx, &Job::Retract { follow_up: id }, app.now()).await.expect("queued");
        tx.commit().await.expect("committed");
        shore.work(2).await;
        assert_eq!(shore.stands_of_ever(), (0, 1));
        assert_eq!(raw::count(&app.store, "audit_entry where action = 'post.retract'").await, 2, "by both jobs");
    }
}

#[tokio::test]
async fn what_networks_count_is_read_back_with_where_it_comes_from() {
    for network in [Network::Bluesky, Network::Mastodon] {
        let shore = Shore::new(network, 2).await;
        shore.run().await;
        shore.nasty.inner().counts = [5, 3, 2, 1];
        let app = &shore.world.app;
        let fields = if network == Network::Bluesky { 4 } else { 3 };
        assert_eq!(read_counts(app, &shore.outlet).await.expect("read"), 2 * fields);
        assert_eq!(read_counts(app, &shore.outlet).await.expect("read"), 0, "the same hour twice is one reading");
        let readings = app.store.list_readings(shore.loaded.id).await.expect("readings");
        let likes: Vec<_> = readings.iter().filter(|one| one.field.starts_with(['l', 'f'])).collect();
        assert_eq!(likes.len(), 2);
        assert!(likes.iter().all(|one| one.value == 5 && one.method == Method::Measured && !one.definition.is_empty()));
        shore.world.advance(31 * 24 * 60);
        assert_eq!(read_counts(app, &shore.outlet).await.expect("read"), 0, "after a month nobody asks");
    }
}

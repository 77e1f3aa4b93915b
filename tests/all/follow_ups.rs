//! Follow-up posts: nothing goes out before consent, approval and arrival; what goes out goes once.

use std::path::PathBuf;

use chrono::Duration;
use giftgate::domain::actor::Actor;
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::language::Language;
use giftgate::jobs::{self, run_until_idle};
use giftgate::networks::Outlet;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::follow_ups::{draft, publish, queue_due};
use giftgate::services::{Error, approval};
use giftgate::store::gift::StoredGift;

use crate::support::raw;
use crate::support::small::{APPROVER, PLANNER, approved, campaign, family, give, plain};
use crate::support::world::World;

/// A world with its own outlet, to see what is there.
struct Street {
    world: World,
    loaded: LoadedCampaign,
    gifts: Vec<StoredGift>,
    folder: tempfile::TempDir,
}

impl Street {
    /// `n` drafts; the first `given` gifts are handed over with a yes to publication.
    async fn new(n: usize, given: usize) -> Self {
        let world = World::new().await;
        let loaded = campaign(&world, plain).await;
        let gifts = approved(&world, &loaded, n).await;
        for gift in &gifts[..given] {
            give(&world, &loaded, gift, vec![publication(true)]).await;
        }
        assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), n);
        assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), 0, "once");
        Self { world, loaded, gifts, folder: tempfile::tempdir().expect("a folder") }
    }

    fn outlet(&self) -> Outlet {
        Outlet::Folder(self.folder.path().join("outbox"))
    }

    fn out(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path().join("outbox")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    async fn posts(&self) -> Vec<FollowUp> {
        self.world.app.store.list_follow_ups(self.loaded.id).await.expect("posts")
    }

    async fn post_of(&self, gift: &StoredGift) -> FollowUp {
        self.posts().await.into_iter().find(|post| post.gift == gift.gift.id).expect("its post")
    }

    async fn approve_all(&self) {
        for post in self.posts().await {
            approval::approve_post(&self.world.app, &post, &APPROVER).await.expect("approved");
        }
    }

    async fn queue(&self) -> usize {
        queue_due(&self.world.app, &self.loaded).await.expect("queued")
    }

    async fn run(&self) -> usize {
        run_until_idle(&self.world.app, &self.outlet()).await.expect("jobs run")
    }

    /// After the last embargo.
    fn next_day(&self) {
        self.world.advance(24 * 60);
    }
}

fn publication(granted: bool) -> ConsentAnswer {
    ConsentAnswer { kind: ConsentKind::Publication, granted, language: Language::En, text_version: 1 }
}

#[tokio::test]
async fn nothing_is_queued_before_consent_approval_and_embargo() {
    let street = Street::new(4, 2).await;
    let (world, loaded) = (&street.world, &street.loaded);
    // Three: given, and said no. Four: not given at all.
    give(world, loaded, &street.gifts[2], vec![publication(false)]).await;
    street.next_day();
    assert_eq!(street.queue().await, 0, "nobody approved");
    assert!(street.posts().await.iter().all(|post| post.state == FollowUpState::Draft));
    world.app.set_now(world.app.now() - Duration::days(1));
    street.approve_all().await;
    let first = street.post_of(&street.gifts[0]).await;
    world.app.set_now(first.earliest_at - Duration::seconds(1));
    for _ in 0..2 {
        street.queue().await;
        assert_eq!(street.post_of(&street.gifts[0]).await.state, FollowUpState::Held, "too early by a second");
    }
    world.app.set_now(first.earliest_at);
    street.queue().await;
    assert_eq!(street.post_of(&street.gifts[0]).await.state, FollowUpState::Queued);
    street.next_day();
    street.queue().await;
    street.run().await;
    let states: Vec<FollowUpState> = {
        let mut states = Vec::new();
        for gift in &street.gifts {
            states.push(street.post_of(gift).await.state);
        }
        states
    };
    let (out, held) = (FollowUpState::Published, FollowUpState::Held);
    assert_eq!(states, [out, out, held, held]);
    assert_eq!(street.out().len(), 2);
}

#[tokio::test]
async fn the_embargo_counts_from_arrival() {
    let street = Street::new(3, 0).await;
    let flights = street.world.app.store.list_flights().await.expect("flights");
    for gift in &street.gifts {
        let arrives = flights.iter().find(|(id, _)| *id == gift.leg).and_then(|(_, flight)| flight.arrives_at());
        assert_eq!(street.post_of(gift).await.earliest_at, arrives.expect("an arrival") + Duration::hours(3));
    }
}

#[tokio::test]
async fn a_post_goes_out_once_however_often_the_work_is_done() {
    let street = Street::new(3, 3).await;
    let app = &street.world.app;
    street.approve_all().await;
    street.next_day();
    assert_eq!(street.queue().await, 3);
    assert_eq!(street.queue().await, 0);
    let post = street.post_of(&street.gifts[0]).await;
    // One: the worker died after the network took it and before the mark.
    let item = app.store.find_outbox(post.id).await.expect("asked").expect("in the outbox");
    street.outlet().publish(&item.identity, &item.body).expect("out");
    let bytes = std::fs::read(&street.out()[0]).expect("the post");
    // Two: the work is done twice at the same time.
    let outlet = street.outlet();
    let (one, other) = tokio::join!(publish(app, &outlet, post.id), publish(app, &outlet, post.id));
    one.expect("published");
    other.expect("nothing left to do");
    street.world.advance(5);
    street.run().await;
    publish(app, &outlet, post.id).await.expect("nothing left to do");
    assert_eq!(street.out().len(), 3);
    assert!(street.out().iter().any(|path| std::fs::read(path).expect("a post") == bytes), "not a byte differs");
    assert!(street.posts().await.iter().all(|post| post.state == FollowUpState::Published));
    let published = "audit_entry where action = 'post.publish'";
    assert_eq!(raw::count(&app.store, published).await, 3);
}

#[tokio::test]
async fn who_takes_the_consent_back_before_it_is_out_is_not_published() {
    let street = Street::new(2, 2).await;
    let app = &street.world.app;
    street.approve_all().await;
    street.next_day();
    assert_eq!(street.queue().await, 2);
    raw::execute(&app.store, "update consent set withdrawn_at = given_at").await.expect("withdrawn");
    street.run().await;
    assert_eq!(street.out().len(), 0);
    assert!(street.posts().await.iter().all(|post| post.state == FollowUpState::Held));
    assert_eq!(street.queue().await, 0);
}

#[tokio::test]
async fn a_stopped_campaign_publishes_nothing_until_it_goes_on() {
    let street = Street::new(2, 2).await;
    let app = &street.world.app;
    street.approve_all().await;
    street.next_day();
    assert_eq!(street.queue().await, 2);
    let mut loaded = street.loaded.clone();
    campaigns::move_to(app, &mut loaded, CampaignState::Paused, &PLANNER).await.expect("paused");
    street.run().await;
    assert_eq!(street.out().len(), 0, "frozen");
    assert!(matches!(queue_due(app, &loaded).await, Err(Error::Refused(_))));
    jobs::schedule(app).await.expect("scheduled");
    street.run().await;
    assert_eq!(street.out().len(), 0, "still frozen");
    // Cooling down: no new gifts, posts go on, by the clock alone.
    campaigns::move_to(app, &mut loaded, CampaignState::CoolDown, &Actor::OPERATOR).await.expect("cooling down");
    street.world.advance(1);
    jobs::schedule(app).await.expect("scheduled");
    street.run().await;
    assert_eq!(street.out().len(), 2);
    assert!(street.posts().await.iter().all(|post| post.state == FollowUpState::Published));
}

#[tokio::test]
async fn the_text_of_an_erased_person_opens_for_nobody() {
    let street = Street::new(2, 2).await;
    let app = &street.world.app;
    street.approve_all().await;
    street.next_day();
    assert_eq!(street.queue().await, 2);
    let kept = street.post_of(&street.gifts[0]).await;
    let erased = street.post_of(&street.gifts[1]).await;
    let sql = if app.store.engine() == "sqlite" {
        "update person set wrapped_key = null, erased_at = created_at where id in (select t.person_id from traveller t \
         join gift g on g.traveller_id = t.id join follow_up f on f.gift_id = g.id where hex(f.id) = upper(replace('{id}', '-', '')))"
    } else {
        "update person set wrapped_key = null, erased_at = created_at where id in (select t.person_id from traveller t \
         join gift g on g.traveller_id = t.id join follow_up f on f.gift_id = g.id where f.id = '{id}')"
    };
    let touched = raw::execute(&app.store, &sql.replace("{id}", &erased.id.to_string())).await.expect("erased");
    assert_eq!(touched, 1);
    assert_eq!(street.posts().await.iter().map(|post| post.id).collect::<Vec<_>>(), [kept.id]);
    assert_eq!(app.store.find_outbox(erased.id).await.expect("asked"), None);
    street.run().await;
    assert_eq!(street.out().len(), 1, "nothing of an erased person goes out");
    let texts = [family(0), family(1), kept.text, erased.text];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(raw::found(&street.world, &texts).await, Vec::<String>::new());
}

//! One story from end to end: a post on Bluesky becomes a gift, the gift a post, the post a case, and the traveller ends it.

use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::care::{AnswerState, CareKind, CareState};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::FollowUpState;
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::jobs::run_until_idle;
use giftgate::networks::{AppView, Outlet, Source};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::measuring::read_counts;
use giftgate::services::{approval, care, follow_ups, streams, withdrawal};
use serde_json::json;
use uuid::Uuid;

use crate::support::jet::Jet;
use crate::support::nasty::{Nasty, Trick};
use crate::support::raw;
use crate::support::small::{
    APPROVER, approve, booking, bookings, bookings_csv, campaign, candidates, confirm_all, gifts, give, legs, plain,
    plan, post, propose_all,
};
use crate::support::world::World;

const CARE: Actor = Actor::simulated(Role::Care);

/// A world that listens to a stream and publishes to a network that misbehaves.
struct Story {
    world: Arc<World>,
    loaded: LoadedCampaign,
    nasty: Nasty,
    jet: Jet,
    outlet: Outlet,
    listening: tokio::task::JoinHandle<()>,
    _folder: tempfile::TempDir,
}

impl Drop for Story {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Story {
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let loaded = campaign(&world, |campaign| {
            plain(campaign);
            campaign.follow_up.networks = vec![Network::Bluesky];
        })
        .await;
        legs(&world).await;
        bookings(&world, &bookings_csv((0..2).map(booking))).await;
        let (nasty, jet) = (Nasty::start().await, Jet::start().await);
        let folder = tempfile::tempdir().expect("a folder");
        let outlet = nasty.outlet(folder.path().to_owned());
        let (app, source) = (Arc::clone(&world.app), Source::Jetstream { url: jet.url.clone() });
        let appview = AppView::new(&nasty.address);
        let listening = tokio::spawn(async move {
            streams::run(&app, &source, Some(&appview), Duration::from_millis(50)).await;
        });
        let story = Self { world, loaded, nasty, jet, outlet, listening, _folder: folder };
        story.until("listening", async || !story.jet.cursors().is_empty()).await;
        story
    }

    async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        for _ in 0..600 {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {what} within 30 s");
    }

    /// Works for three minutes, as a worker does.
    async fn work(&self) {
        for _ in 0..12 {
            run_until_idle(&self.world.app, &self.outlet).await.expect("jobs run");
            self.world.app.set_now(self.world.app.now() + chrono::Duration::seconds(15));
        }
    }

    /// From a post on the stream to our post on the network.
    async fn told(&self) -> String {
        let (world, loaded) = (&self.world, &self.loaded);
        let said = post(0);
        let record = json!({ "text": said["text"], "createdAt": said["created_at"], "langs": ["en"] });
        self.jet.commit(1_741_055_400, "did:plc:anna0", "create", "k0", &record);
        self.until("a candidate", async || candidates(world, loaded).await.len() == 1).await;
        assert_eq!(confirm_all(world, loaded).await, 1);
        plan(world, loaded, 7).await;
        propose_all(world, loaded).await;
        let gift = gifts(world, loaded).await.remove(0);
        approve(world, loaded, &gift).await;
        let yes =
            ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
        give(world, loaded, &gift, vec![yes]).await;
        follow_ups::draft(&world.app, loaded).await.expect("a draft");
        let draft = world.app.store.list_follow_ups(loaded.id).await.expect("posts").remove(0);
        approval::approve_post(&world.app, &draft, &APPROVER).await.expect("approved");
        world.advance(24 * 60);
        assert_eq!(follow_ups::queue_due(&world.app, loaded).await.expect("queued"), 1);
        self.nasty.play(&[Trick::Drop, Trick::FailAfter]);
        self.work().await;
        let inner = self.nasty.inner();
        assert_eq!(inner.ever.len(), 1, "once");
        inner.ever[0].clone()
    }

    async fn answered(&self, ours: &str, text: &str) -> Uuid {
        let here = json!({ "uri": ours, "cid": "bafy" });
        let record = json!({ "text": text, "createdAt": "2025-03-05T09:00:00Z", "langs": ["en"],
                             "reply": { "parent": here, "root": here } });
        self.jet.commit(1_741_140_001, "did:plc:reader", "create", "r0", &record);
        self.until("a case", async || raw::count(&self.world.app.store, "care_case").await == 1).await;
        self.world.app.store.list_cases().await.expect("cases")[0].id
    }

    async fn state(&self) -> FollowUpState {
        self.world.app.store.list_follow_ups(self.loaded.id).await.expect("posts")[0].state
    }
}

#[tokio::test]
async fn a_post_becomes_a_gift_a_story_and_a_case_and_the_traveller_ends_it() {
    let story = Story::new().await;
    let app = &story.world.app;
    let ours = story.told().await;
    assert_eq!(story.state().await, FollowUpState::Published);

    story.nasty.inner().counts = [1, 0, 1, 0];
    assert_eq!(read_counts(app, &story.outlet).await.expect("counts"), 4);
    let readings = app.store.list_readings(story.loaded.id).await.expect("readings");
    assert!(readings.iter().any(|one| one.field == "likeCount" && one.value == 1), "{readings:?}");

    let id = story.answered(&ours, "How nice, what a lovely idea! Who may join this the next time we travel?").await;
    let open = care::show(app, id).await.expect("the case");
    assert_eq!((open.case.state, open.case.kind), (CareState::Open, CareKind::Reply));
    assert_eq!(open.case.deadlines.answer_by - open.case.opened_at, chrono::Duration::hours(1));
    let answer = care::write_answer(app, id, "Everybody who signs up on our page.", &CARE).await.expect("written");
    let written = app.store.find_answer(answer).await.expect("asked").expect("an answer");
    assert!(care::approve_answer(app, answer, &written.content_hash, &CARE).await.is_err(), "not by its author");
    assert!(care::approve_answer(app, answer, "another text", &APPROVER).await.is_err());
    care::approve_answer(app, answer, &written.content_hash, &APPROVER).await.expect("approved");
    story.nasty.play(&[Trick::Drop]);
    story.work().await;
    let open = care::show(app, id).await.expect("the case");
    assert_eq!((open.case.state, open.answers[0].state), (CareState::Answered, AnswerState::Published));
    let parent = {
        let inner = story.nasty.inner();
        assert_eq!((inner.posts.len(), inner.ever.len()), (2, 2), "once too");
        inner.posts[&inner.ever[1]]["reply"]["parent"]["uri"].clone()
    };
    assert_eq!(parent, "at://did:plc:reader/app.bsky.feed.post/r0");
    let (echo, here) = (story.nasty.inner().ever[1].clone(), json!({ "uri": ours, "cid": "bafy" }));
    let [us, key] = ["at://", "app.bsky.feed.post/"].map(|mark| echo.split(mark).nth(1).expect("a part").to_owned());
    let said = json!({ "text": "Everybody who signs up on our page. A lovely idea, we travel on!",
                       "createdAt": "2025-03-05T10:00:00Z", "langs": ["en"],
                       "reply": { "parent": { "uri": parent, "cid": "bafy" }, "root": here } });
    story.jet.commit(1_741_140_100, us.split('/').next().expect("an account"), "create", &key, &said);
    story
        .until("the echo", async || {
            let streams = app.store.list_streams().await.expect("streams");
            streams.iter().any(|stream| stream.cursor.as_deref() == Some("1741140100000000"))
        })
        .await;
    assert_eq!(raw::count(&app.store, "care_case").await, 1, "what we answer ourselves is no case");
    care::solve(app, id, &CARE).await.expect("solved");

    let gift = gifts(&story.world, &story.loaded).await.remove(0).gift.id;
    let token = withdrawal::card_token(app, gift);
    assert_eq!(withdrawal::read_card_token(app, &token.replace(&token[40..], "00000000")), None);
    let read = withdrawal::read_card_token(app, &token).expect("our own card");
    for _ in 0..2 {
        withdrawal::withdraw(app, read, &Actor::SYSTEM).await.expect("withdrawn");
    }
    story.work().await;
    assert_eq!(story.state().await, FollowUpState::Retracted);
    assert!(!story.nasty.inner().posts.contains_key(&ours), "the post is gone");
    assert_eq!(follow_ups::queue_due(app, &story.loaded).await.expect("nothing"), 0);
    story.work().await;
    assert_eq!(story.nasty.inner().ever.len(), 2, "and stays so");
}

#[tokio::test]
async fn no_post_goes_out_while_a_complaint_waits_past_its_deadline_unless_two_people_say_so() {
    let story = Story::new().await;
    let app = &story.world.app;
    let ours = story.told().await;
    let text = "Shame on you @klm, my suitcase is lost for three days and nobody answers. Worst airline, never again!";
    let id = story.answered(&ours, text).await;
    assert_eq!(care::show(app, id).await.expect("the case").case.kind, CareKind::Complaint);
    // Another post waits; here the same one, as if it had never gone out.
    raw::execute(&app.store, "delete from outbox").await.expect("emptied");
    raw::execute(&app.store, "update follow_up set state = 'approved'").await.expect("approved");
    story.world.advance(61);
    let queue = async || follow_ups::queue_due(app, &story.loaded).await.expect("asked");
    assert_eq!(queue().await, 0, "a complaint waits");
    care::release(app, story.loaded.id, &APPROVER).await.expect("said");
    care::release(app, story.loaded.id, &APPROVER).await.expect("said again");
    assert_eq!(queue().await, 0, "one person is not two");
    care::release(app, story.loaded.id, &crate::support::small::SECOND_APPROVER).await.expect("said");
    assert_eq!(queue().await, 1);
    story.work().await;
}

#[tokio::test]
async fn a_case_is_one_persons_for_a_quarter_of_an_hour() {
    let story = Story::new().await;
    let app = &story.world.app;
    let ours = story.told().await;
    let id = story.answered(&ours, "What a lovely surprise that is, and may everybody on this flight join it?").await;
    let other = Actor::second_simulated(Role::Care);
    care::claim(app, id, &CARE).await.expect("taken");
    assert!(care::claim(app, id, &other).await.is_err());
    assert!(care::write_answer(app, id, "Yes.", &other).await.is_err());
    story.world.advance(15);
    care::claim(app, id, &other).await.expect("free again");
    assert!(care::write_answer(app, id, &"x".repeat(281), &other).await.is_err());
    story.work().await;
}

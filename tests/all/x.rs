//! X through a mock that checks every request by the published contract: posts go out once, cost what they cost and no more than
//! the cap, are counted by both paths, and come down.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::domain::reading::Unit;
use giftgate::jobs::run_until_idle;
use giftgate::networks::{Beside, Fault, Outlet, ReplyTo, freeze, freeze_answer};
use giftgate::services::approval;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::follow_ups::{draft, queue_due};
use giftgate::services::measuring::read_counts;
use giftgate::services::network_costs;
use giftgate::services::queue::{Job, enqueue};
use giftgate::services::views;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::support::nasty::Trick;
use crate::support::raw;
use crate::support::small::{APPROVER, approved, give, plain, written};
use crate::support::world::{CAMPAIGN, World};
use crate::support::x_mock::XMock;

/// The demo's campaign on X, with so much money for calls.
pub(crate) fn on_x(cap: Option<&str>) -> String {
    let person = "person = \"EUR 130.00\"";
    let cap = cap.map_or(String::new(), |cap| format!("\nnetwork_calls = \"EUR {cap}\""));
    let text = CAMPAIGN.replace(person, &format!("{person}{cap}"));
    // X may be listened to for those who joined only.
    let text = text.replace("mode = \"mention\"", "mode = \"opt_in\"");
    let networks = "networks = [\"bluesky\", \"mastodon\"]";
    let text = text.replacen(networks, "networks = [\"bluesky\", \"x\"]", 1);
    text.replacen(networks, "networks = [\"x\"]", 1)
}

/// Posts in the outbox of a world, on their way to X.
struct Shore {
    world: World,
    loaded: LoadedCampaign,
    mock: XMock,
    outlet: Outlet,
    _folder: tempfile::TempDir,
}

impl Shore {
    async fn new(cap: Option<&str>, n: usize) -> Self {
        let world = World::new().await;
        let loaded = written(&world, &on_x(cap), plain).await;
        let yes =
            ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
        for gift in approved(&world, &loaded, n).await {
            give(&world, &loaded, &gift, vec![yes]).await;
        }
        assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), n);
        for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
            approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
        }
        world.advance(24 * 60);
        assert_eq!(queue_due(&world.app, &loaded).await.expect("queued"), n);
        let folder = tempfile::tempdir().expect("a folder");
        let mock = XMock::start().await;
        let outlet = mock.outlet(folder.path().to_owned());
        Self { world, loaded, mock, outlet, _folder: folder }
    }

    async fn run(&self) {
        run_until_idle(&self.world.app, &self.outlet).await.expect("jobs run");
    }

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

    async fn once_each(&self, n: usize) {
        assert_eq!(self.states().await, BTreeSet::from([FollowUpState::Published]));
        let inner = self.mock.inner();
        assert_eq!((inner.posts.len(), inner.ever.len()), (n, n));
    }

    /// What waits for money is no fault of a test.
    async fn nothing_waits(&self) {
        raw::execute(&self.world.app.store, "delete from job").await.expect("forgotten");
    }

    /// What a kind of call came to: units and millionths.
    async fn cost(&self, call: &str) -> (i64, i64) {
        let costs = self.world.app.store.list_network_costs(self.loaded.id).await.expect("costs");
        costs.iter().find(|one| one.call == call).map_or((0, 0), |one| (one.units, one.micros))
    }
}

#[tokio::test]
async fn whatever_x_does_each_post_goes_out_once() {
    let shore = Shore::new(Some("50.00"), 3).await;
    shore.mock.play(&[
        Trick::Drop,
        Trick::Busy(20),
        Trick::FailAfter,
        Trick::FailBefore,
        Trick::Hang,
        Trick::Drop,
        Trick::LockedOut,
        Trick::FailAfter,
    ]);
    shore.work(20).await;
    shore.once_each(3).await;
}

#[tokio::test]
async fn what_calls_cost_is_written_to_the_campaign() {
    let shore = Shore::new(Some("50.00"), 2).await;
    shore.run().await;
    shore.once_each(2).await;
    assert_eq!(shore.cost("create").await, (2, 30_000));
    assert_eq!(read_counts(&shore.world.app, &shore.outlet).await.expect("read"), 2 * 9);
    network_costs::settle(&shore.world.app, &shore.outlet).await.expect("settled");
    assert_eq!(shore.cost("read").await, (2, 10_000));
    network_costs::settle(&shore.world.app, &shore.outlet).await.expect("settled");
    assert_eq!(shore.cost("read").await, (2, 10_000), "nothing is written twice");
    let readings = shore.world.app.store.list_readings(shore.loaded.id).await.expect("readings");
    let seen: Vec<_> = readings.iter().filter(|one| one.unit == Unit::Impressions).collect();
    assert_eq!(seen.len(), 4, "what everyone may read and what only the author may are two figures");
    assert!(seen.iter().any(|one| one.field == "non_public_metrics.impression_count" && one.value == 950));
    assert!(readings.iter().any(|one| one.field == "public_metrics.like_count" && one.unit == Unit::Engagements));
    let report = views::report(&shore.world.app, &shore.loaded.campaign.slug).await.expect("a report");
    let calls = &report.parts.calls;
    assert!(calls.iter().any(|line| (line.call.as_str(), line.units, line.minor) == ("create", 2, 3)), "{calls:?}");
    assert_eq!(report.parts.cost.credits_minor, Some(calls.iter().map(|line| line.minor).sum()));
}

#[tokio::test]
async fn without_money_nobody_is_asked_and_with_it_the_posts_go_out() {
    let shore = Shore::new(None, 1).await;
    shore.work(2).await;
    assert_eq!(shore.states().await, BTreeSet::from([FollowUpState::Queued]));
    assert_eq!((shore.mock.asked("POST /2/tweets"), shore.mock.asked("GET /2/users/7/tweets")), (0, 0));
    shore.nothing_waits().await;
    let capped = Shore::new(Some("0.11"), 2).await;
    capped.work(2).await;
    assert_eq!(capped.mock.inner().ever.len(), 1, "the look before the second try could cost more than is left");
    assert_eq!(capped.states().await, BTreeSet::from([FollowUpState::Queued, FollowUpState::Published]));
    capped.nothing_waits().await;
}

#[tokio::test]
async fn a_post_comes_down_even_when_the_money_is_gone() {
    let shore = Shore::new(Some("0.11"), 1).await;
    shore.run().await;
    shore.once_each(1).await;
    let app = &shore.world.app;
    network_costs::settle(app, &shore.outlet).await.expect("settled");
    let id = shore.posts().await[0].id;
    let mut tx = app.store.begin().await.expect("begun");
    tx.retract_follow_up(id, app.now()).await.expect("retracted");
    enqueue(app, &mut tx, &Job::Retract { follow_up: id }, app.now()).await.expect("queued");
    tx.commit().await.expect("committed");
    shore.work(1).await;
    assert_eq!(shore.mock.inner().posts.len(), 0);
    assert_eq!(shore.cost("delete").await, (1, 10_000));
}

#[tokio::test]
async fn figures_that_only_the_author_may_read_cost_the_others_nothing() {
    let shore = Shore::new(Some("50.00"), 1).await;
    shore.run().await;
    shore.mock.inner().keeps_figures = true;
    assert_eq!(read_counts(&shore.world.app, &shore.outlet).await.expect("read"), 6);
}

#[tokio::test]
async fn x_is_left_alone_until_its_window_ends() {
    let shore = Shore::new(Some("50.00"), 2).await;
    shore.mock.play(&[Trick::Busy(300)]);
    shore.work(4).await;
    assert_eq!(shore.mock.asked("POST /2/tweets"), 1);
    shore.work(3).await;
    shore.once_each(2).await;
}

#[tokio::test]
async fn a_follow_up_post_answers_or_quotes_as_the_contract_says() {
    let (mock, none) = (XMock::start().await, BTreeSet::new());
    let outlet = mock.outlet(std::env::temp_dir());
    mock.account.meter().allow(1_000_000);
    mock.inner().summons.insert("1800".to_owned());
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let mut rng = ChaCha8Rng::seed_from_u64(42);
    let to = ReplyTo { parent: ("1800", ""), root: None, handle: "zoe" };
    let ways =
        [Beside { reply: Some(to), ..Beside::default() }, Beside { quote: Some(("1800", "")), ..Beside::default() }];
    for (number, beside) in (1..).zip(&ways) {
        let post = FollowUp {
            id: FollowUpId(Uuid::from_u128(number)),
            gift: GiftId(Uuid::nil()),
            network: Network::X,
            language: Language::En,
            text: format!("Have a good trip, number {number}!"),
            photo: None,
            target: None,
            state: FollowUpState::Queued,
            earliest_at: now,
        };
        let frozen = freeze(&post, beside, now, &mut rng).expect("it fits");
        outlet.publish(&frozen, &none, now).await.expect("out");
    }
    assert_eq!(mock.asked("POST /2/tweets"), 2);
}

#[tokio::test]
async fn only_who_mentioned_us_is_answered() {
    let (mock, none) = (XMock::start().await, BTreeSet::new());
    let outlet = mock.outlet(std::env::temp_dir());
    mock.account.meter().allow(1_000_000);
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let to = |id| ReplyTo { parent: (id, ""), root: None, handle: "zoe" };
    let mut rng = ChaCha8Rng::seed_from_u64(42);
    let mut answer = |id, text| freeze_answer(Network::X, Uuid::nil(), (text, Language::En), &to(id), now, &mut rng);
    let (summoned, other) =
        (answer("1800", "Thank you & see you <soon> https://klm.example/x"), answer("1801", "Hello"));
    mock.inner().summons.insert("1800".to_owned());
    let out = outlet.publish(&summoned, &none, now).await.expect("out");
    assert_eq!(outlet.publish(&summoned, &none, now).await.as_ref(), Ok(&out), "found again by its letters");
    assert_eq!(mock.asked("POST /2/tweets"), 1);
    assert!(out.address.starts_with("https://x.com/KLM/status/19"), "{}", out.address);
    assert!(matches!(outlet.publish(&other, &none, now).await, Err(Fault::Refused { .. })));
    // The same letters under another name: X says that it has them, and they are another post of ours.
    let known = BTreeSet::from([out.external_id]);
    assert!(matches!(outlet.publish(&summoned, &known, now).await, Err(Fault::Refused { .. })));
}

#[tokio::test]
async fn what_is_gone_is_found_by_lookup_and_for_many_by_a_job() {
    let mock = XMock::start().await;
    let outlet = mock.outlet(std::env::temp_dir());
    mock.account.meter().allow(1_000_000);
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let stands = |id: &str| serde_json::json!({ "id": id, "edit_history_tweet_ids": [id] });
    {
        let mut inner = mock.inner();
        inner.posts.insert("1001".to_owned(), stands("1001"));
        inner
            .posts
            .insert("1002".to_owned(), serde_json::json!({ "id": "1002", "edit_history_tweet_ids": ["1002", "1009"] }));
        inner.posts.insert("1003".to_owned(), serde_json::json!({ "id": "1003", "hidden": true }));
    }
    let gone = outlet.gone(Network::X, &["1001", "1002", "1003", "1004", "no id"], "a", now).await.expect("asked");
    assert_eq!(gone, ["1002", "1003", "1004"], "edited, hidden, deleted");
    let many: Vec<String> = (2_000..3_200).map(|id| id.to_string()).collect();
    mock.inner().posts.extend(many.iter().skip(2).map(|id| (id.clone(), stands(id))));
    let ids: Vec<&str> = many.iter().map(String::as_str).collect();
    for _ in 0..2 {
        let later = outlet.gone(Network::X, &ids, "a", now).await;
        assert!(matches!(later, Err(Fault::Away { retry_after: Some(_), perhaps_done: false, .. })), "{later:?}");
    }
    mock.inner().jobs[0]["status"] = serde_json::json!("complete");
    assert_eq!(outlet.gone(Network::X, &ids, "a", now).await, Ok(vec!["2000".to_owned(), "2001".to_owned()]));
    assert_eq!(mock.asked("POST /2/compliance/jobs"), 1);
}

#[tokio::test]
async fn a_campaign_that_is_over_still_pays_for_what_comes_down() {
    let shore = Shore::new(Some("50.00"), 1).await;
    shore.run().await;
    let ended = "update campaign set state = 'closed'";
    raw::execute(&shore.world.app.store, ended).await.expect("closed");
    assert!(campaigns::list_under_way(&shore.world.app).await.expect("asked").is_empty());
    let (identity, id) = (format!("x-{}-0-0", Uuid::nil().simple()), shore.mock.inner().ever[0].clone());
    let now = shore.world.app.now();
    shore.outlet.retract(&identity, Some(&id), &BTreeSet::new(), now).await.expect("down");
    network_costs::settle(&shore.world.app, &shore.outlet).await.expect("settled");
    assert_eq!(shore.cost("delete").await, (1, 10_000));
    assert!(Arc::strong_count(&shore.mock.account) >= 2);
}

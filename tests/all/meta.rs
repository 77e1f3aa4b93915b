//! Meta's networks through a fake of our own: containers are published once, one retired figure fails alone, webhooks are let in
//! by word and signature, and comments become cases.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use giftgate::app::{App, Clock, MetaHook};
use giftgate::domain::actor::Actor;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::instant::Instant;
use giftgate::domain::language::Language;
use giftgate::domain::outside::Outside;
use giftgate::domain::post::Network;
use giftgate::domain::reading::Unit;
use giftgate::jobs::run_until_idle;
use giftgate::networks::{Beside, Fault, Figures, Frozen, Picture, ReplyTo, freeze, freeze_answer};
use giftgate::services::approval;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::follow_ups::{draft, queue_due};
use giftgate::services::measuring::{note_due, read_counts, retire};
use giftgate::services::meta_news::{is_signed, knows_word};
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::BodyExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use sha2::Sha256;
use tower::ServiceExt;
use uuid::Uuid;

use crate::support::meta_fake::MetaFake;
use crate::support::nasty::Trick;
use crate::support::raw;
use crate::support::small::{APPROVER, approved, campaign, give, plain};
use crate::support::world::{World, pages};

const ALL: [Network; 3] = [Network::Instagram, Network::Threads, Network::Facebook];

fn now() -> Instant {
    "2025-03-04T12:00:00Z".parse().expect("an instant")
}

fn picture() -> Picture {
    Picture {
        bytes: b"\x89PNG and more".to_vec(),
        mime: "image/png".to_owned(),
        alt: "A box with a ribbon".to_owned(),
        size: (4, 3),
        url: Some("https://gifts.example/p/1".to_owned()),
    }
}

fn frozen(network: Network, n: u128, with_picture: bool) -> Result<Frozen, giftgate::networks::Unfit> {
    let post = FollowUp {
        id: FollowUpId(Uuid::from_u128(n)),
        gift: GiftId(Uuid::nil()),
        network,
        language: Language::En,
        text: format!("Have a good trip, number {n} & co!"),
        photo: None,
        target: None,
        state: FollowUpState::Queued,
        earliest_at: now(),
    };
    let picture = picture();
    let beside = Beside { picture: with_picture.then_some(&picture), quote: None, ..Beside::default() };
    freeze(&post, &beside, now(), &mut ChaCha8Rng::seed_from_u64(42))
}

#[tokio::test]
async fn whatever_meta_does_each_post_goes_out_once() {
    for network in ALL {
        let fake = MetaFake::start().await;
        let tricks = [
            Trick::Drop,
            Trick::FailAfter,
            Trick::Busy(1),
            Trick::Hang,
            Trick::FailBefore,
            Trick::LockedOut,
            Trick::Drop,
        ];
        fake.inner().tricks.extend(tricks);
        let outlet = fake.outlet(std::env::temp_dir());
        let (mut known, mut at) = (BTreeSet::new(), now());
        for n in 0..4 {
            let post = frozen(network, n, true).expect("fits");
            let mut out = None;
            // Tries go on as the outbox does; each finds a network that was left alone for long enough.
            for _ in 0..10 {
                at += chrono::Duration::hours(2);
                match outlet.publish(&post, &known, at).await {
                    Ok(done) => {
                        out = Some(done);
                        break;
                    }
                    Err(fault) => assert!(matches!(fault, Fault::Away { .. }), "{network}: {fault}"),
                }
            }
            let out = out.expect("out");
            assert!(out.address.starts_with("https://meta.example/p/77"), "{}", out.address);
            known.insert(out.external_id);
        }
        let stand = |fake: &MetaFake| {
            let inner = fake.inner();
            (inner.posts.len(), inner.ever.len())
        };
        assert_eq!(stand(&fake), (4, 4), "{network}");
        let last = frozen(network, 3, true).expect("fits");
        let id = known.pop_last().expect("an id");
        outlet.retract(&last.identity, None, &known, at).await.expect("down");
        outlet.retract(&last.identity, Some(&id), &known, at).await.expect("it is gone already");
        assert_eq!(stand(&fake), (3, 4));
    }
}

#[tokio::test]
async fn a_container_that_fails_is_no_post_and_one_that_takes_its_time_is_waited_for() {
    let fake = MetaFake::start().await;
    fake.inner().looks = 8;
    let outlet = fake.outlet(std::env::temp_dir());
    let none = BTreeSet::new();
    outlet.publish(&frozen(Network::Threads, 1, false).expect("fits"), &none, now()).await.expect("out");
    fake.inner().outcome = "ERROR".to_owned();
    let failed = outlet.publish(&frozen(Network::Threads, 2, false).expect("fits"), &none, now()).await;
    assert!(matches!(failed, Err(Fault::Refused { .. })), "{failed:?}");
    fake.inner().outcome = "EXPIRED".to_owned();
    let expired = outlet.publish(&frozen(Network::Threads, 3, false).expect("fits"), &none, now()).await;
    assert!(matches!(expired, Err(Fault::Away { perhaps_done: false, .. })), "{expired:?}");
    let plain = fake
        .outlet(std::env::temp_dir())
        .publish(&frozen(Network::Instagram, 4, false).expect("fits"), &none, now())
        .await;
    assert!(matches!(plain, Err(Fault::Refused { .. })), "Instagram takes no post without a picture: {plain:?}");
    assert_eq!(fake.inner().ever.len(), 1);
}

#[tokio::test]
async fn a_figure_that_is_retired_fails_alone() {
    for (network, figures) in [(Network::Instagram, 6), (Network::Threads, 5), (Network::Facebook, 4)] {
        let fake = MetaFake::start().await;
        let outlet = fake.outlet(std::env::temp_dir());
        let out = outlet.publish(&frozen(network, 1, true).expect("fits"), &BTreeSet::new(), now()).await.expect("out");
        fake.inner().retired.extend(["impressions", "views", "post_impressions"].map(str::to_owned));
        fake.inner().retired.remove(if network == Network::Instagram { "views" } else { "impressions" });
        let Figures { counts, gone } = outlet.counts(network, &[&out.external_id], now()).await.expect("read");
        assert_eq!(gone.len(), 1, "{network}: {gone:?}");
        assert_eq!(counts.len(), figures, "{network}: {counts:?}");
        let reach = counts.iter().filter(|count| count.unit == Unit::Reach).count();
        assert_eq!(reach, usize::from(network != Network::Threads));
    }
}

#[tokio::test]
async fn answers_stand_below_what_they_answer_once() {
    for network in ALL {
        let fake = MetaFake::start().await;
        let outlet = fake.outlet(std::env::temp_dir());
        let to = ReplyTo { parent: ("8801", ""), root: None, handle: "zoe" };
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        let answer = freeze_answer(network, Uuid::nil(), ("Thank you!", Language::En), &to, now(), &mut rng);
        fake.inner().tricks.push_back(Trick::Drop);
        assert!(outlet.publish(&answer, &BTreeSet::new(), now()).await.is_err_and(|fault| fault.is_uncertain()));
        fake.outlet(std::env::temp_dir()).publish(&answer, &BTreeSet::new(), now()).await.expect("found");
        let inner = fake.inner();
        assert_eq!(inner.ever.len(), 1, "{network}");
        assert_eq!(inner.posts.values().next().map(|post| post["below"] == "8801"), Some(true));
    }
}

#[test]
fn the_word_and_the_signature_let_meta_in() {
    let hook = MetaHook { secret: "app secret".to_owned(), word: "a word".to_owned() };
    assert!(knows_word(&hook, "a word") && !knows_word(&hook, "") && !knows_word(&hook, "another"));
    let signature = signature("app secret", b"{}");
    assert!(is_signed(&hook, &signature, b"{}"));
    for (signature, body) in
        [(&signature[7..], &b"{}"[..]), (&signature, b"{ }"), ("sha256=", b"{}"), ("sha1=00", b"{}"), ("", b"{}")]
    {
        assert!(!is_signed(&hook, signature, body), "{signature}");
    }
    assert!(!format!("{hook:?}").contains("secret"));
}

fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

async fn ask(router: &Router, method: Method, path: &str, signature: &str, body: &str) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("host", "localhost:8080");
    let request =
        request.header("x-hub-signature-256", signature).body(Body::from(body.to_owned())).expect("a request");
    let answer = router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// A world with a post of ours on Threads.
async fn on_threads() -> (World, LoadedCampaign, MetaFake) {
    let world = World::new().await;
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.follow_up.networks = vec![Network::Threads];
    })
    .await;
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    for gift in approved(&world, &loaded, 1).await {
        give(&world, &loaded, &gift, vec![yes]).await;
    }
    draft(&world.app, &loaded).await.expect("drafts");
    for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
        approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
    }
    world.advance(24 * 60);
    assert_eq!(queue_due(&world.app, &loaded).await.expect("queued"), 1);
    let fake = MetaFake::start().await;
    run_until_idle(&world.app, &fake.outlet(std::env::temp_dir())).await.expect("jobs run");
    (world, loaded, fake)
}

#[tokio::test]
async fn a_figure_that_meta_retires_is_noted_once_and_comes_back_by_itself() {
    let (world, loaded, fake) = on_threads().await;
    let app = &world.app;
    let outlet = fake.outlet(std::env::temp_dir());
    let retired = async || {
        let all = app.store.list_retired().await.expect("figures").into_iter();
        all.map(|one| (one.field, one.since_on, one.noted_by == Actor::SYSTEM.id)).collect::<Vec<_>>()
    };
    assert_eq!(read_counts(app, &outlet).await.expect("read"), 6);
    assert_eq!(retired().await, []);
    fake.inner().retired.insert("views".to_owned());
    let today = app.now().date_naive();
    for _ in 0..2 {
        world.advance(60);
        read_counts(app, &outlet).await.expect("read");
        assert_eq!(retired().await, [("views".to_owned(), today, true)]);
    }
    assert_eq!(raw::count(&app.store, "audit_entry where action = 'figure.retire'").await, 1, "once");
    retire(app, (Network::Threads, Unit::Engagements, "likes"), Some(today), &APPROVER).await.expect("noted");
    fake.inner().retired.clear();
    world.advance(60);
    read_counts(app, &outlet).await.expect("read");
    assert_eq!(retired().await, [("likes".to_owned(), today, false)], "what a person noted stays");

    let due = async |app: &App| {
        note_due(app, &loaded).await.expect("due");
        let all = app.store.list_due_readings(loaded.id).await.expect("due");
        all.iter().map(|one| one.by_hand).collect::<Vec<_>>()
    };
    world.advance(24 * 60);
    let hands = due(app).await;
    assert!(!hands.is_empty() && hands.iter().all(|hand| *hand), "without an account a person reads them: {hands:?}");
    let clock = Clock::Set(Mutex::new(app.now()));
    let with = App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(1));
    let with = with.with_outside(Outside { accounts: [Network::Threads].into(), ..Outside::default() });
    let hands = due(&with).await;
    assert!(!hands.is_empty() && !hands.contains(&true), "{hands:?}");
    with.store.close().await;
}

#[tokio::test]
async fn a_comment_that_a_webhook_tells_of_becomes_one_case() {
    let (world, _, fake) = on_threads().await;
    let own = fake.inner().ever[0].clone();

    let clock = Clock::Set(Mutex::new(world.app.now()));
    let app = App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(1));
    let hook = MetaHook { secret: "app secret".to_owned(), word: "a word".to_owned() };
    let router = pages(&Arc::new(app.with_meta_hook(Some(hook))), None);
    let set_up =
        |word: &str| format!("/hooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={word}");
    let verify = async |word: &str| ask(&router, Method::GET, &set_up(word), "", "").await;
    assert_eq!(verify("a%20word").await, (StatusCode::OK, "1158201444".to_owned()));
    assert_eq!(verify("guess").await.0, StatusCode::NOT_FOUND);
    let reply = |id: &str, below: &str| {
        json!({ "values": { "field": "replies", "value": { "id": id, "username": "zoe", "text": "What a lovely surprise!",
            "timestamp": "2025-03-05T09:00:00+0000", "root_post": { "id": below } } } })
        .to_string()
    };
    let body = reply("8801", &own);
    let send = async |body: &str, secret: &str| {
        ask(&router, Method::POST, "/hooks/meta", &signature(secret, body.as_bytes()), body).await
    };
    assert_eq!(send(&body, "guess").await.0, StatusCode::FORBIDDEN);
    assert_eq!(send(&body, "app secret").await, (StatusCode::OK, "{\"cases\":1}".to_owned()));
    assert_eq!(send(&body, "app secret").await, (StatusCode::OK, "{\"cases\":0}".to_owned()), "told twice is one case");
    assert_eq!(send(&reply("8802", "12345"), "app secret").await.1, "{\"cases\":0}", "below nothing of ours");
    assert_eq!(send("not JSON", "app secret").await.1, "{\"cases\":0}");
    assert_eq!(raw::count(&world.app.store, "care_case").await, 1);
    assert_eq!(raw::count(&world.app.store, "post where network = 'threads'").await, 1);
}

//! What holds posts back: a restored backup, a person, a rise of complaints; and secrets that end.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use chrono::Duration;
use giftgate::app::{App, Clock};
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::follow_up::FollowUpState;
use giftgate::domain::outside::{Expiry, Outside};
use giftgate::domain::post::Post;
use giftgate::jobs::run_until_idle;
use giftgate::mail::MailRoom;
use giftgate::networks::Outlet;
use giftgate::services::care::{Thread, hear, release};
use giftgate::services::{care_watch, holding, mails, views, withdrawal};
use giftgate::signals::Reader;
use giftgate::store::view::board::Alert;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::Told;
use crate::support::client::Client;
use crate::support::small::{APPROVER, SECOND_APPROVER};
use crate::support::world::{World, pages};

const ADMIN: Actor = Actor::simulated(Role::Admin);

/// Another process of the same installation, with settings of its own.
async fn beside(world: &World, outside: Outside) -> App {
    let clock = Clock::Set(Mutex::new(world.app.now()));
    App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(9)).with_outside(outside)
}

#[tokio::test]
async fn after_a_restore_everything_waits_until_an_admin_has_looked() {
    let told = Told::new(2, |_| ()).await;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 2);
    let folder = tempfile::tempdir().expect("a folder");
    let mark = folder.path().join("data").join("outbox.mark");
    let app = beside(&told.world, Outside { mark: Some(mark.clone()), ..Outside::default() }).await;
    assert!(holding::may_go_out(&app).await.expect("asked"), "nothing is known yet");
    let known = std::fs::read_to_string(&mark).expect("a mark");
    assert!(holding::may_go_out(&app).await.expect("asked"), "all as it was");
    // The log went on for fourteen entries; then a backup was put in its place.
    let head = app.store.audit_head().await.expect("a head");
    std::fs::write(&mark, format!("{} {}", head + 14, "ab".repeat(32))).expect("written");
    let outlet = Outlet::Folder(folder.path().join("outbox"));
    run_until_idle(&app, &outlet).await.expect("jobs run");
    assert_eq!(told.states().await, [FollowUpState::Queued; 2]);
    let desk = holding::desk(&app).await.expect("the desk");
    let hold = desk.hold.expect("a hold");
    assert_eq!((hold.restored, hold.missing, desk.queued), (true, 14, 2));
    // Whoever takes it back is heard all the same.
    withdrawal::withdraw(&app, told.gifts[0].gift.id, &Actor::SYSTEM).await.expect("withdrawn");
    run_until_idle(&app, &outlet).await.expect("jobs run");
    assert!(told.states().await.contains(&FollowUpState::Retracted));
    app.set_now(app.now() + Duration::hours(2));
    run_until_idle(&app, &outlet).await.expect("jobs run");
    assert!(told.states().await.contains(&FollowUpState::Queued), "however long it takes");
    assert!(holding::release(&app, hold.since, &APPROVER).await.is_err(), "not by an approver");
    holding::release(&app, hold.since, &ADMIN).await.expect("let go");
    assert!(holding::release(&app, hold.since, &ADMIN).await.is_err(), "once");
    app.set_now(app.now() + Duration::minutes(2));
    run_until_idle(&app, &outlet).await.expect("jobs run");
    assert!(told.states().await.contains(&FollowUpState::Published));
    assert_ne!(std::fs::read_to_string(&mark).expect("a mark"), known, "the mark moved on");
}

#[tokio::test]
async fn an_admin_holds_everything_and_lets_it_go_on_the_page() {
    let told = Told::new(1, |_| ()).await;
    told.world.advance(24 * 60);
    let mut admin = told.world.admin().await;
    assert!(admin.get("/admin/outbox").await.body.contains("Hold everything"));
    assert_eq!(admin.post("/admin/outbox/hold", &[]).await.leads_to(), "/admin/outbox?done=outbox_held");
    assert_eq!(told.queue().await, 1);
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Queued]);
    let page = admin.get("/admin/outbox").await.body;
    let since = page.split("name=\"since\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("since");
    let since = since.replace("&#x2B;", "+").replace("&#43;", "+").replace("&#x2b;", "+");
    let answer = admin.post("/admin/outbox/release", &[("since", &since)]).await;
    assert_eq!(answer.leads_to(), "/admin/outbox?done=outbox_released");
    told.world.advance(1);
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Published]);
}

#[tokio::test]
async fn three_complaints_in_an_hour_stop_the_posts_until_two_people_let_them_go_on() {
    let told = Told::new(2, |_| ()).await;
    let app = &told.world.app;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 2);
    told.world.run_jobs().await;
    let network = told.posts().await[0].network;
    let own = app.store.list_own_posts(network).await.expect("posts").remove(0);
    let reader = Reader::new();
    let complain = async |n: usize| {
        let text =
            "Shame on you @klm, my suitcase is lost for three days and nobody answers. Worst airline, never again!";
        let post: Post = serde_json::from_value(json!({
            "id": format!("at://passer{n}/1"), "network": network, "created_at": app.now(), "text": text, "lang": "en",
            "author": { "id": format!("did:plc:passer{n}"), "handle": format!("passer{n}.example") },
        }))
        .expect("a post");
        let reference = || giftgate::formats::firehose::Reference { uri: own.external_id.clone(), cid: String::new() };
        let thread = Thread { parent: reference(), root: None, handle: "passer".to_owned(), summoned: true };
        assert!(hear(app, &reader, &own, &post, &thread).await.expect("heard"), "a case");
    };
    for n in 0..2 {
        complain(n).await;
    }
    assert_eq!(care_watch::watch(app).await.expect("watched"), 0, "two are chance");
    complain(2).await;
    assert_eq!(care_watch::watch(app).await.expect("watched"), 1);
    assert_eq!(care_watch::watch(app).await.expect("watched"), 0, "once");
    let board = views::board(app, &told.loaded.campaign.slug).await.expect("a board");
    let rise = board.alerts.iter().find_map(|line| match line.alert {
        Alert::Complaints { in_hour, usual } => Some((in_hour, usual)),
        _ => None,
    });
    assert_eq!(rise, Some((3, 0.0)), "{:?}", board.alerts);
    let kept = care_watch::kept_back(app, told.loaded.id).await.expect("asked").expect("kept back");
    assert_eq!((kept.complaints, kept.overdue, kept.said), (3, 0, 0));
    let mut approver = told.world.approver().await;
    let path = "/campaigns/schiphol-surprise/follow-ups";
    let page = approver.get(path).await.body;
    assert!(page.contains("3 complaints in an hour stopped them") && page.contains("They may go on"), "{page}");
    let answer = approver.post(&format!("{path}/release"), &[]).await;
    assert_eq!(answer.leads_to(), format!("{path}?done=posts_said"));
    approver.post(&format!("{path}/release"), &[]).await;
    assert!(care_watch::kept_back(app, told.loaded.id).await.expect("asked").is_some(), "one person is not two");
    release(app, told.loaded.id, &SECOND_APPROVER).await.expect("said");
    assert_eq!(care_watch::kept_back(app, told.loaded.id).await.expect("asked"), None);
    assert_eq!(care_watch::watch(app).await.expect("watched"), 0, "what two people let pass counts no longer");
    told.world.advance(10);
    for n in 3..6 {
        complain(n).await;
    }
    assert_eq!(care_watch::watch(app).await.expect("watched"), 1, "three more do");
    let planner = told.world.planner().await.post(&format!("{path}/release"), &[]).await;
    assert_eq!(planner.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_secret_that_ends_within_a_week_is_told_to_admins_once_and_daily_at_the_end() {
    let world = World::new().await;
    world.first_admin().await;
    let ends = world.app.now() + Duration::days(30);
    let expiries = vec![Expiry { name: "meta".to_owned(), at: ends }];
    let app = beside(&world, Outside { expiries, ..Outside::default() }).await;
    let app = Arc::new(app.with_mail(MailRoom::in_memory("https://gifts.example").expect("a mail room")));
    let written = async |days: i64| {
        app.set_now(ends - Duration::days(days));
        let written = mails::write_due(&app).await.expect("written");
        run_until_idle(&app, &Outlet::Folder("unused".into())).await.expect("jobs run");
        written
    };
    let days = [8, 7, 6, 3, 2, 2, 1, 0, -1];
    let mut told = Vec::new();
    for day in days {
        told.push(written(day).await);
    }
    assert_eq!(told, [0, 1, 0, 0, 1, 0, 1, 1, 1]);
    let mail = app.mail().expect("a mail room").taken().expect("in memory")[0].clone();
    let text = String::from_utf8(mail.bytes).expect("ASCII");
    assert!(text.contains("Subject: The secret for meta ends in 7 days"), "{text}");
    let mut admin = Client::new(pages(&app, None), "localhost:8080");
    admin.sign_in("admin@klm.example").await;
    assert!(admin.get("/admin/health").await.body.contains("Secret for meta"));
}

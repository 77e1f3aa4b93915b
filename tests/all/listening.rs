//! Listening: each post ends in one place and is counted there once; who is not suggested can't be guessed at either.

use std::collections::BTreeSet;

use giftgate::domain::actor::Actor;
use giftgate::domain::campaign::ListeningMode;
use giftgate::domain::id::{LegId, MatchId, mint};
use giftgate::domain::matching::{Basis, Evidence, MatchState};
use giftgate::domain::post::Network;
use giftgate::formats::posts::PostRows;
use giftgate::linkage::Calibration;
use giftgate::services::listening::{self, ListenReport, Listener};
use giftgate::services::{Error, calibrating, flight_clock, review};
use giftgate::store::candidate::Candidate;
use giftgate::store::intake::IntakeStep;
use giftgate::store::person::SuppressionKind;
use serde_json::{Value, json};

use crate::support::raw;
use crate::support::small::{
    PLANNER, booking, bookings, bookings_csv, campaign, candidates, confirm_all, confirmed, event, legs, listen, named,
    post,
};
use crate::support::world::World;

/// Every post ends at exactly one step besides having been read.
fn adds_up(report: &ListenReport) {
    let read = at(report, IntakeStep::Read);
    let ended: u64 = report.steps.iter().filter(|((step, _), _)| *step != IntakeStep::Read).map(|(_, n)| n).sum();
    assert_eq!(read, ended, "{report:?}");
    assert_eq!(read, report.intake.accepted, "{report:?}");
    let intake = &report.intake;
    assert_eq!(intake.lines, intake.accepted + intake.duplicate + intake.quarantined, "{report:?}");
}

fn at(report: &ListenReport, step: IntakeStep) -> u64 {
    report.steps.iter().filter(|((one, _), _)| *one == step).map(|(_, n)| n).sum()
}

/// Post `n` by an account that is in no booking, under the name of traveller `n`.
fn stranger(n: usize, account: usize) -> Value {
    let mut post = post(n);
    post["id"] = json!(format!("at://stranger/{n}/{account}"));
    post["author"]["id"] = json!(format!("did:plc:stranger{n}-{account}"));
    post["author"]["handle"] = json!(format!("acc{account}.example"));
    post
}

/// Traveller `n` without handle or address: only a name and a flight.
fn plain_booking(n: usize) -> String {
    let row = booking(n);
    format!("{},,,,\n", row.split(",bluesky,").next().expect("a row"))
}

fn deletion(post: &Value) -> Value {
    let mut deletion = post.clone();
    deletion["deleted"] = json!(true);
    deletion["text"] = json!("");
    deletion
}

async fn world_of(rows: impl IntoIterator<Item = String>) -> World {
    let world = World::new().await;
    legs(&world).await;
    bookings(&world, &bookings_csv(rows)).await;
    world
}

#[tokio::test]
async fn each_post_is_counted_once_where_it_ended() {
    let world = world_of((0..6).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let mut posts: Vec<Value> = (0..6).map(post).collect();
    posts.push(post(0)); // the same line twice
    let mut garden = stranger(90, 1);
    garden["text"] = json!("My tomatoes are coming along nicely.");
    garden["mentions"] = json!([]);
    let mut ill = stranger(91, 1);
    ill["text"] = json!("@klm flying KL1401 to Paris for my chemotherapy, the cancer is back");
    let mut shy = stranger(92, 1);
    shy["author"]["bio"] = json!("I read books. #nobot");
    let unknown = stranger(93, 1);
    posts.extend([garden, ill, shy, unknown, deletion(&stranger(94, 1)), json!({ "id": "broken" })]);
    let report = listen(&world, &loaded, &posts).await;
    adds_up(&report);
    assert_eq!((report.intake.lines, report.intake.duplicate, report.intake.quarantined), (13, 1, 1));
    for (step, n) in [
        (IntakeStep::Matched, 6),
        (IntakeStep::NotAboutTravel, 1),
        (IntakeStep::Screened, 1),
        (IntakeStep::LeftAlone, 1),
        (IntakeStep::Unmatched, 1),
        (IntakeStep::Deleted, 1),
    ] {
        assert_eq!(at(&report, step), n, "{step}: {report:?}");
    }
    // What the store counts is what the call reported.
    let counts = world.app.store.intake_counts().await.expect("counts");
    let reported: Vec<_> =
        report.steps.iter().map(|((step, detail), n)| (step.to_string(), detail.clone(), n.cast_signed())).collect();
    let mut stored: Vec<_> = counts.into_iter().map(|count| (count.step, count.detail, count.n)).collect();
    let mut wanted = reported;
    wanted.sort();
    stored.sort();
    assert_eq!(stored, wanted);
    assert_eq!(raw::count(&world.app.store, "post").await, 6);
}

#[tokio::test]
async fn two_campaigns_that_read_the_same_posts_count_them_each_for_itself() {
    let world = world_of((0..3).map(booking)).await;
    let one = campaign(&world, |_| ()).await;
    let other = named(&world, "other-flights", |_| ()).await;
    let posts: Vec<Value> = (0..3).map(post).collect();
    listen(&world, &one, &posts).await;
    listen(&world, &other, &posts[..2]).await;
    for (loaded, n) in [(&one, 3), (&other, 2)] {
        assert_eq!(
            world.app.store.figures(loaded.id).await.expect("figures").funnel.posts,
            n,
            "{}",
            loaded.campaign.slug
        );
    }
}

#[tokio::test]
async fn of_a_screened_post_nothing_stays_but_a_counter() {
    let world = world_of((0..3).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let texts = [
        "@klm KL1401 to Paris, qanary, my chemotherapy starts on Monday",
        "@klm KL1401 to Paris, qanary, I am pregnant and so nervous",
        "@klm KL1401 to Paris, qanary, for the funeral of my mother",
    ];
    let posts: Vec<Value> = (0..3)
        .map(|n| {
            let mut post = post(n);
            post["text"] = json!(texts[n]);
            post["author"]["bio"] = json!("qanarybio");
            post["url"] = json!("https://qanaryurl.example/1");
            post
        })
        .collect();
    let report = listen(&world, &loaded, &posts).await;
    adds_up(&report);
    assert_eq!(at(&report, IntakeStep::Screened), 3, "{report:?}");
    assert_eq!(raw::found(&world, &["qanary", "did:plc:anna0", "chemo"]).await, Vec::<String>::new());
    for table in ["post", "author", "candidate"] {
        assert_eq!(raw::count(&world.app.store, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn what_a_kept_post_says_is_sealed() {
    let world = world_of((0..1).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let mut one = post(0);
    one["text"] = json!("@klm KL1197 to Oslo this morning, qanarytext hiking!");
    one["author"]["bio"] = json!("qanarybio");
    one["url"] = json!("https://qanaryurl.example/1");
    assert_eq!(at(&listen(&world, &loaded, &[one]).await, IntakeStep::Matched), 1);
    let words = ["qanarytext", "qanarybio", "qanaryurl", "anna0.example", "did:plc:anna0"];
    assert_eq!(raw::found(&world, &words).await, Vec::<String>::new());
}

#[tokio::test]
async fn accounts_that_ask_to_be_left_alone_are_left_alone() {
    let world = world_of((0..5).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let flags = ["noindex", "nobot", "!no-unauthenticated", "protected"];
    let mut posts: Vec<Value> = (0..4)
        .map(|n| {
            let mut post = post(n);
            post["author"]["flags"] = json!([flags[n]]);
            post
        })
        .collect();
    let mut bio = post(4);
    bio["author"]["bio"] = json!("please #NoIndex me");
    posts.push(bio);
    let report = listen(&world, &loaded, &posts).await;
    adds_up(&report);
    assert_eq!(at(&report, IntakeStep::LeftAlone), 5);
    assert!(candidates(&world, &loaded).await.is_empty());
}

#[tokio::test]
async fn on_x_only_who_opted_in_is_matched() {
    let on_x = |n: usize| booking(n).replace(",bluesky,", ",x,");
    // Traveller 1 gave the handle and agreed to nothing.
    let given = on_x(1).replace("2025-01-01T00:00:00Z", "");
    let world = world_of([on_x(0), given, plain_booking(2)]).await;
    let loaded = campaign(&world, |campaign| campaign.listening.networks.push(Network::X)).await;
    let posts: Vec<Value> = (0..3)
        .map(|n| {
            let mut post = post(n);
            post["network"] = json!("x");
            post
        })
        .collect();
    let report = listen(&world, &loaded, &posts).await;
    adds_up(&report);
    let found = candidates(&world, &loaded).await;
    assert_eq!(found.iter().map(|one| one.basis).collect::<Vec<_>>(), [Basis::OptedIn], "{report:?}");
    assert_eq!(at(&report, IntakeStep::NoBasis), 2, "{report:?}");
}

#[tokio::test]
async fn in_opt_in_mode_a_mention_is_no_basis() {
    let given = booking(1).replace("2025-01-01T00:00:00Z", "");
    let world = world_of([booking(0), given, plain_booking(2)]).await;
    let loaded = campaign(&world, |campaign| campaign.listening.mode = ListeningMode::OptIn).await;
    let report = listen(&world, &loaded, &(0..3).map(post).collect::<Vec<_>>()).await;
    adds_up(&report);
    assert_eq!((at(&report, IntakeStep::Matched), at(&report, IntakeStep::NoBasis)), (1, 2), "{report:?}");
    assert_eq!(candidates(&world, &loaded).await[0].basis, Basis::OptedIn);
}

#[tokio::test]
async fn a_deletion_wins_whether_it_comes_before_after_or_with_the_post() {
    let world = world_of((0..4).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    // 0: before, in a call of its own. 1: after, once confirmed. 2: in the same call, after. 3: in the same call, before.
    adds_up(&listen(&world, &loaded, &[deletion(&post(0))]).await);
    let report =
        listen(&world, &loaded, &[post(0), post(1), post(2), deletion(&post(2)), deletion(&post(3)), post(3)]).await;
    adds_up(&report);
    assert_eq!((at(&report, IntakeStep::Matched), at(&report, IntakeStep::Deleted)), (1, 5), "{report:?}");
    let found = candidates(&world, &loaded).await;
    assert_eq!(found.len(), 1);
    confirm_all(&world, &loaded).await;
    adds_up(&listen(&world, &loaded, &[deletion(&post(1))]).await);
    assert_eq!(candidates(&world, &loaded).await[0].state, MatchState::Withdrawn);
    assert!(world.app.store.find_post(found[0].post).await.expect("asked").is_none());
    // Coming again does not help.
    let again = listen(&world, &loaded, &(0..4).map(post).collect::<Vec<_>>()).await;
    adds_up(&again);
    assert_eq!(at(&again, IntakeStep::Deleted), 4, "{again:?}");
}

#[tokio::test]
async fn the_same_feed_three_times_gives_the_same_candidates() {
    let world = world_of((0..9).map(booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let mut posts: Vec<Value> = (0..9).map(post).collect();
    posts.extend((0..3).map(|n| stranger(n, 1)));
    adds_up(&listen(&world, &loaded, &posts).await);
    let first = candidates(&world, &loaded).await;
    assert!(first.len() >= 9);
    for _ in 0..2 {
        let report = listen(&world, &loaded, &posts).await;
        adds_up(&report);
        assert_eq!((report.suggested, report.ambiguous, at(&report, IntakeStep::Matched)), (0, 0, 0), "{report:?}");
        assert_eq!(candidates(&world, &loaded).await, first);
    }
}

#[tokio::test]
async fn two_campaigns_may_match_the_same_post() {
    let world = world_of((0..2).map(booking)).await;
    let first = campaign(&world, |_| ()).await;
    let second = named(&world, "second", |_| ()).await;
    let posts: Vec<Value> = (0..2).map(post).collect();
    for loaded in [&first, &second] {
        let report = listen(&world, loaded, &posts).await;
        adds_up(&report);
        assert_eq!((report.suggested, at(&report, IntakeStep::Matched)), (2, 2), "{report:?}");
    }
    assert_eq!(raw::count(&world.app.store, "post").await, 2);
    // A post that says something else now is not the one that was stored.
    let mut edited = post(0);
    edited["text"] = json!("@klm KL1197 to Oslo, and a birthday to celebrate in Norway!");
    let third = named(&world, "third", |_| ()).await;
    assert_eq!(at(&listen(&world, &third, &[edited]).await, IntakeStep::Duplicate), 1);
}

#[tokio::test]
async fn fifty_accounts_with_a_victims_name_and_flight_are_never_suggested() {
    let posts: Vec<Value> = (0..50).map(|account| stranger(2, account)).collect();
    // All in one call, or a few at a time as a stream brings them.
    for (size, accounts) in [(50, 50), (10, 50), (1, 8)] {
        let world = world_of((0..6).map(plain_booking)).await;
        let loaded = campaign(&world, |_| ()).await;
        for chunk in posts[..accounts].chunks(size) {
            adds_up(&listen(&world, &loaded, chunk).await);
        }
        let found = candidates(&world, &loaded).await;
        let suggested = found.iter().filter(|one| one.state == MatchState::Suggested).count();
        assert_eq!(suggested, 0, "{size} at a time: {} candidates", found.len());
        assert!(found.iter().any(|one| one.state == MatchState::Ambiguous), "{size} at a time");
    }
}

#[tokio::test]
async fn one_account_with_a_name_and_a_flight_is_suggested_for_a_person_to_look_at() {
    let world = world_of((0..6).map(plain_booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let report = listen(&world, &loaded, &[stranger(2, 1)]).await;
    assert_eq!((report.suggested, report.ambiguous), (1, 0), "{report:?}");
    assert_eq!(candidates(&world, &loaded).await[0].basis, Basis::MentionedUs);
}

#[tokio::test]
async fn namesakes_on_one_flight_are_ambiguous_and_nobody_can_confirm_one() {
    let namesake = plain_booking(2).replace("PNR002", "PNR777").replace("3A", "9C");
    let world = world_of([plain_booking(0), plain_booking(1), plain_booking(2), namesake]).await;
    let loaded = campaign(&world, |_| ()).await;
    let report = listen(&world, &loaded, &[stranger(2, 1)]).await;
    adds_up(&report);
    assert_eq!((report.suggested, report.ambiguous), (0, 2), "{report:?}");
    for candidate in candidates(&world, &loaded).await {
        assert_eq!(candidate.state, MatchState::Ambiguous);
        let confirmed = review::confirm(&world.app, candidate.id, &PLANNER).await;
        assert!(matches!(confirmed, Err(Error::Refused(_))), "{confirmed:?}");
    }
}

#[tokio::test]
async fn who_objected_is_not_read_by_account_or_handle() {
    let world = world_of((0..3).map(plain_booking)).await;
    let loaded = campaign(&world, |_| ()).await;
    let store = &world.app.store;
    let mut tx = store.begin().await.expect("a transaction");
    let network = "bluesky".parse().expect("a network");
    // One named the account's id, the other the handle that people know.
    let by_id = store.handle_fingerprint(network, "did:plc:anna0");
    for fingerprint in [by_id, store.handle_fingerprint(network, "@Anna1.Example")] {
        tx.suppress(&fingerprint, SuppressionKind::Account, "objection", world.app.now()).await.expect("suppressed");
    }
    tx.commit().await.expect("committed");
    let posts: Vec<Value> = (0..3).map(post).collect();
    for _ in 0..3 {
        let report = listen(&world, &loaded, &posts).await;
        adds_up(&report);
        assert_eq!(at(&report, IntakeStep::Suppressed), 2, "{report:?}");
    }
    assert_eq!((raw::count(store, "author").await, candidates(&world, &loaded).await.len()), (1, 1));
}

/// Decisions on every pairing of nine posts, nine travellers and three legs, each of ten bits, every second one right.
async fn decide_on_243(world: &World, by: &Actor) {
    let loaded = campaign(world, |_| ()).await;
    confirmed(world, &loaded, 9).await;
    let known = candidates(world, &loaded).await;
    let line =
        |comparison: &str, weight| Evidence { comparison: comparison.to_owned(), level: "exact".to_owned(), weight };
    let mut tx = world.app.store.begin().await.expect("a transaction");
    let mut n = 0;
    let legs: BTreeSet<LegId> = known.iter().map(|one| one.leg).collect();
    let pairs = known.iter().flat_map(|post| known.iter().map(move |traveller| (post, traveller)));
    for ((post, traveller), leg) in pairs.flat_map(|pair| legs.iter().map(move |leg| (pair, *leg))) {
        let id = MatchId(mint(world.app.now(), &mut *world.app.rng()));
        let evidence = vec![line("prior", -20.0), line("name", 30.0), line("competition", -1.0)];
        let state = MatchState::Suggested;
        let new = Candidate { id, traveller: traveller.traveller, leg, evidence, state, ..post.clone() };
        if tx.add_candidate(loaded.id, &new, world.app.now()).await.expect("added") {
            let to = if n % 2 == 0 { MatchState::Confirmed } else { MatchState::Rejected };
            tx.save_decision(id, state, to, by, world.app.now()).await.expect("decided");
            n += 1;
        }
    }
    tx.commit().await.expect("committed");
    assert!(n >= 200, "{n}");
}

#[tokio::test]
async fn what_people_decided_on_earlier_days_corrects_the_weights() {
    let world = World::new().await;
    decide_on_243(&world, &Actor { simulated: false, ..PLANNER }).await;
    let calibration = async || calibrating::settings(&world.app).await.expect("settings").calibration;
    assert_eq!(calibration().await, Calibration::AsIs, "a day's posts are weighed alike");
    world.advance(24 * 60);
    let learnt = calibration().await;
    // Ten bits came true every second time: that is no bit at all, and six is the furthest.
    assert!((learnt.weight(10.0) - 4.0).abs() < 1e-9, "{learnt:?}");
}

#[tokio::test]
async fn decisions_of_a_demo_teach_nothing() {
    let world = World::new().await;
    decide_on_243(&world, &PLANNER).await;
    world.advance(24 * 60);
    assert_eq!(calibrating::settings(&world.app).await.expect("settings").calibration, Calibration::AsIs);
}

#[tokio::test]
async fn a_listener_keeps_up_with_bookings_and_flights() {
    let world = world_of([plain_booking(0)]).await;
    let loaded = campaign(&world, |_| ()).await;
    let mut listener = Listener::new(&world.app, &loaded).await.expect("a listener");
    assert_eq!(listener.keep_up(&world.app).await.expect("nothing new"), 0);
    let hear = async |listener: &Listener, post: Value| {
        let line = post.to_string();
        let rows = PostRows::open(line.as_bytes(), "posts.ndjson");
        listening::listen(&world.app, &loaded, listener, rows, |_| ()).await.expect("posts").suggested
    };
    assert_eq!(hear(&listener, stranger(2, 1)).await, 0, "not booked yet");
    bookings(&world, &bookings_csv([plain_booking(0), plain_booking(2)])).await;
    assert_eq!(listener.keep_up(&world.app).await.expect("a booking"), 1);
    assert_eq!(hear(&listener, stranger(2, 2)).await, 1, "booked now");
    let (_, flight) = world.app.store.list_flights().await.expect("flights").remove(0);
    let mut moved = event(&flight, world.app.now());
    moved.gate = Some("Z99".to_owned());
    flight_clock::apply_events(&world.app, vec![moved]).await.expect("applied");
    assert_eq!(listener.keep_up(&world.app).await.expect("a gate"), 1);
}

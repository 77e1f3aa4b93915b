//! A worker killed at chance moments while networks misbehave, and an hour in which none answers.
//!
//! `GIFTGATE_KILLS` (300; on PostgreSQL 60) and `GIFTGATE_QUEUED` (1,000; on PostgreSQL 200) make both as long as wanted; docs/interop.md has the commands.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use giftgate::domain::follow_up::FollowUpState;
use giftgate::domain::post::Network;
use giftgate::jobs::run_until_idle;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Told;
use crate::support::database::on_postgres;
use crate::support::nasty::{Nasty, Trick};
use crate::support::raw;
use crate::support::world::CAMPAIGN;

fn wanted(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Posts to publish between two fresh databases.
const POSTS: usize = 6;

/// Databases side by side: a worker waits most of its life.
const LANES: usize = 4;
/// Most kills between two fresh databases.
const MOST_OF_ONE: usize = 25;
/// How long a post may wait once nothing is killed any more.
const STUCK: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_worker_killed_again_and_again_while_networks_misbehave_publishes_each_post_once() {
    let usual = if on_postgres() { 60 } else { 300 };
    let (all, began) = (wanted("GIFTGATE_KILLS", usual), Instant::now());
    let lanes = (0..LANES).map(async |lane| {
        let share = all / LANES + usize::from(lane < all % LANES);
        let (mut kills, mut busy, mut seed) = (0, 0, 42 + lane as u64);
        while kills < share {
            let network = if seed.is_multiple_of(2) { Network::Mastodon } else { Network::Bluesky };
            // One database is left alone after its last kill, as in life: leases and pauses take their time.
            let settles = lane < 2 && kills == 0;
            let most = MOST_OF_ONE.min(share - kills);
            let (killed, working) = Box::pin(killed(network, most, settles, seed)).await;
            (kills, busy, seed) = (kills + killed, busy + working, seed + LANES as u64 + 1);
        }
        (kills, busy)
    });
    let sums = join_all(lanes).await.into_iter().fold((0, 0), |sum, lane| (sum.0 + lane.0, sum.1 + lane.1));
    println!("{} kills, {} of them of a worker in the middle of a job, in {:?}", sums.0, sums.1, began.elapsed());
    assert!(sums.0 >= all && (all < 100 || sums.1 > all / 10), "kills have to meet work: {sums:?}");
}

/// Publishes [`POSTS`] posts with a worker that is killed up to so many times while some are not out; gives how many times,
/// and how often it was in the middle of a job.
async fn killed(network: Network, most: usize, settles: bool, seed: u64) -> (usize, usize) {
    let told = Told::new(POSTS, |campaign| campaign.follow_up.networks = vec![network]).await;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, POSTS);
    let nasty = Nasty::start().await;
    nasty.inner().forgets_keys = true;
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = worker(&told, &nasty, network, folder.path());
    let store = &told.world.app.store;
    let open = async || raw::count(store, "follow_up where state <> 'published'").await;
    let running = async || usize::from(raw::count(store, "job where state = 'running'").await > 0);
    // A worker's lease is over, and so is the minute after which another one takes over.
    let later = async || {
        let sql = "update job set locked_until = created_at, run_at = created_at where state in ('running', 'queued')";
        raw::execute(store, sql).await.expect("a minute later");
    };
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut kills, mut busy) = (0, 0);
    while kills < most && open().await > 0 {
        let tricks = [Trick::Drop, Trick::FailAfter, Trick::FailBefore, Trick::Busy(1), Trick::Hang, Trick::Drop];
        nasty.inner().tricks.clear();
        nasty.play(&[0, 1].map(|_| tricks.choose(&mut rng).copied().unwrap_or(Trick::Drop)));
        later().await;
        let mut worker = command.spawn().expect("it starts");
        tokio::time::sleep(Duration::from_millis(rng.random_range(0..500))).await;
        kills += usize::from(open().await > 0);
        worker.kill().expect("killed");
        worker.wait().expect("gone");
        busy += running().await;
    }
    nasty.inner().tricks.clear();
    if !settles {
        later().await;
    }
    let (mut worker, since) = (command.spawn().expect("it starts"), Instant::now());
    while open().await > 0 && since.elapsed() < STUCK {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    worker.kill().expect("killed");
    worker.wait().expect("gone");
    let same = if on_postgres() {
        "(j.payload->>'follow_up')::uuid = f.id"
    } else {
        "replace(json_extract(j.payload, '$.follow_up'), '-', '') = lower(hex(f.id))"
    };
    let waiting = format!(
        "select f.state || ', job ' || j.state || ', attempts ' || j.attempts || ', lost ' || j.lost || ', due ' || j.run_at \
         || coalesce(', lease ' || j.locked_until, '') || coalesce(': ' || j.last_error, '') from follow_up f join job j \
         on {same} where f.state <> 'published'"
    );
    assert_eq!(open().await, 0, "stuck for {STUCK:?} after {kills} kills: {:?}", raw::texts(store, &waiting).await);
    assert_eq!(told.states().await, [FollowUpState::Published; POSTS], "none is lost, none is stuck");
    let there = { nasty.inner().posts.len() };
    assert_eq!((there, nasty.inner().ever.len()), (POSTS, POSTS), "none is there twice");
    raw::execute(store, "delete from job").await.expect("what recurs");
    (kills, busy)
}

/// A worker as it is started in life, on this database and this server.
fn worker(told: &Told, nasty: &Nasty, network: Network, folder: &Path) -> Command {
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_giftgate"));
    command.arg("worker").current_dir(folder).env_clear().stdout(Stdio::null()).stderr(Stdio::null());
    command.env("GIFTGATE_DATABASE_URL", told.world.database.address());
    command.env("GIFTGATE_MASTER_KEY_FILE", file("master.key", &"07".repeat(32)));
    let secret = file("secret", "pw-airline");
    if network == Network::Bluesky {
        command.env("GIFTGATE_BLUESKY_SERVICE", &nasty.address).env("GIFTGATE_BLUESKY_ACCOUNT", "airline.test");
        command.env("GIFTGATE_BLUESKY_PASSWORD_FILE", secret).env("GIFTGATE_APPVIEW_URL", &nasty.address);
    } else {
        command.env("GIFTGATE_MASTODON_SERVER", &nasty.address).env("GIFTGATE_MASTODON_TOKEN_FILE", secret);
    }
    command
}

#[tokio::test]
async fn a_post_whose_workers_are_killed_again_and_again_is_not_given_up() {
    let told = Told::new(1, |campaign| campaign.follow_up.networks = vec![Network::Mastodon]).await;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 1);
    let (nasty, folder) = (Nasty::start().await, tempfile::tempdir().expect("a folder"));
    let (app, outlet) = (&told.world.app, nasty.outlet(folder.path().to_owned()));
    for killed in 0..30 {
        let job = app.store.claim_job(app.now()).await.expect("asked").expect("it waits for another worker");
        assert_eq!((job.attempts, job.lost), (killed + 1, killed), "and the worker is killed");
        told.world.advance(1);
    }
    // An ordinary fault after that is the first of its kind.
    nasty.play(&[Trick::FailBefore]);
    run_until_idle(app, &outlet).await.expect("jobs run");
    assert_eq!(app.store.count_jobs("dead").await.expect("counted"), 0);
    told.world.advance(1);
    run_until_idle(app, &outlet).await.expect("jobs run");
    assert_eq!((told.states().await, nasty.inner().ever.len()), (vec![FollowUpState::Published], 1));
}

#[tokio::test]
async fn posts_with_the_same_words_go_out_each_though_one_of_them_is_in_doubt() {
    for forgets_keys in [false, true] {
        let told = Told::new(3, |campaign| {
            campaign.follow_up.networks = vec![Network::Mastodon];
            let same = "Somebody found a surprise at the gate.".to_owned();
            campaign.follow_up.templates.values_mut().for_each(|text| text.clone_from(&same));
        })
        .await;
        told.world.advance(24 * 60);
        assert_eq!(told.queue().await, 3);
        let (nasty, folder) = (Nasty::start().await, tempfile::tempdir().expect("a folder"));
        nasty.inner().forgets_keys = forgets_keys;
        nasty.play(&[Trick::Drop]);
        let (app, outlet) = (&told.world.app, nasty.outlet(folder.path().to_owned()));
        for _ in 0..6 {
            run_until_idle(app, &outlet).await.expect("jobs run");
            told.world.advance(1);
        }
        assert_eq!(told.states().await, [FollowUpState::Published; 3]);
        let there = { nasty.inner().posts.len() };
        assert_eq!((there, nasty.inner().ever.len()), (3, 3), "each of them is there, and once");
    }
}

/// The demo's campaign with money, gifts and couriers for so many travellers of three flights.
fn crowd(n: usize) -> String {
    let (head, rest) = CAMPAIGN.split_once("[[delivery.couriers]]").expect("couriers");
    let (_, tail) = rest.split_once("[[approval]]").expect("couriers come before the approvers");
    let couriers = (0..5 + n / 6).map(|courier| {
        format!("[[delivery.couriers]]\nname = \"courier {courier}\"\nstation = \"AMS\"\nfrom = \"04:00\"\nto = \"12:00\"\ncapacity = 30\n\n")
    });
    let text = format!("{head}{}[[approval]]{tail}", couriers.collect::<String>());
    let limits = [
        ("\"EUR 2500.00\"", "\"EUR 1000000.00\""),
        ("gifts = 40\n", "gifts = 5000\n"),
        ("team_minutes = 1800", "team_minutes = 500000"),
        ("service_minutes = 3", "service_minutes = 1"),
    ];
    let text = limits.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let lines = text.lines().map(|line| if line.starts_with("stock = ") { "stock = 5000" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn an_hour_in_which_no_network_answers_loses_no_post_and_sends_none_twice() {
    let (n, began) = (wanted("GIFTGATE_QUEUED", if on_postgres() { 200 } else { 1_000 }), Instant::now());
    let told = Told::of(&crowd(n), n, |campaign| {
        campaign.follow_up.networks = vec![Network::Bluesky, Network::Mastodon];
    })
    .await;
    // Half of them go to the other network.
    let half = "update follow_up set network = 'mastodon' where id in (select id from follow_up order by id limit ";
    raw::execute(&told.world.app.store, &format!("{half}{})", n / 2)).await.expect("moved");
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, n);
    println!("{n} posts are queued after {:?}", began.elapsed());
    let nasty = Nasty::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let outlet = nasty.outlet(folder.path().to_owned());
    let app = &told.world.app;
    let work = async |minutes: i64| {
        for _ in 0..minutes {
            run_until_idle(app, &outlet).await.expect("jobs run");
            app.set_now(app.now() + chrono::Duration::minutes(1));
        }
    };
    nasty.play(&vec![Trick::FailBefore; 2_000]);
    work(60).await;
    let tries = { nasty.inner().tries };
    println!("after an hour without an answer: {tries} tries, {:?}", began.elapsed());
    assert!(tries <= 2 * 3 * 60, "{tries}: one post that meets a network in trouble speaks for all");
    assert_eq!(nasty.inner().ever.len(), 0);
    assert_eq!(app.store.count_jobs("dead").await.expect("counted"), 0);
    nasty.inner().tricks.clear();
    nasty.play(&[Trick::Drop, Trick::FailAfter]);
    work(10).await;
    let states: BTreeSet<_> = told.states().await.into_iter().collect();
    let sql = "select distinct network || ': ' || coalesce(last_error, '') from job where kind = 'publish' and state <> 'done'";
    let left = raw::texts(&app.store, sql).await;
    assert_eq!(states, BTreeSet::from([FollowUpState::Published]), "all out within ten minutes: {left:?}");
    let there = { nasty.inner().posts.len() };
    assert_eq!((there, nasty.inner().ever.len()), (n, n), "none twice");
    assert_eq!(nasty.inner().strange, BTreeSet::new());
    println!("all out after {:?}", began.elapsed());
    work(1).await;
}

//! A worker killed at chance moments while networks misbehave, and an hour in which none answers.
//!
//! `GIFTGATE_KILLS` (30) and `GIFTGATE_QUEUED` (8) make both as long as wanted; docs/interop.md has the commands.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

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

fn wanted(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Posts to publish between two fresh databases.
const POSTS: usize = 6;

#[tokio::test]
async fn a_worker_killed_again_and_again_while_networks_misbehave_publishes_each_post_once() {
    // The worker opens the database by its address, which names no schema.
    if on_postgres() {
        return;
    }
    let (all, mut kills, mut seed) = (wanted("GIFTGATE_KILLS", 30), 0, 42);
    while kills < all {
        let network = if seed % 2 == 0 { Network::Mastodon } else { Network::Bluesky };
        kills += killed(network, all - kills, seed).await;
        seed += 1;
    }
}

/// Publishes [`POSTS`] posts with a worker that is killed up to so many times while some are not out; gives how many times.
async fn killed(network: Network, most: usize, seed: u64) -> usize {
    let told = Told::new(POSTS, |campaign| campaign.follow_up.networks = vec![network]).await;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, POSTS);
    let nasty = Nasty::start().await;
    nasty.inner().forgets_keys = true;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_giftgate"));
    command.arg("worker").current_dir(folder.path()).env_clear().stdout(Stdio::null()).stderr(Stdio::null());
    command.env("GIFTGATE_DATABASE_URL", &told.world.database.url);
    command.env("GIFTGATE_MASTER_KEY_FILE", file("master.key", &"07".repeat(32)));
    let secret = file("secret", "pw-airline");
    if network == Network::Bluesky {
        command.env("GIFTGATE_BLUESKY_SERVICE", &nasty.address).env("GIFTGATE_BLUESKY_ACCOUNT", "airline.test");
        command.env("GIFTGATE_BLUESKY_PASSWORD_FILE", secret).env("GIFTGATE_APPVIEW_URL", &nasty.address);
    } else {
        command.env("GIFTGATE_MASTODON_SERVER", &nasty.address).env("GIFTGATE_MASTODON_TOKEN_FILE", secret);
    }
    let store = &told.world.app.store;
    let open = async || raw::count(store, "follow_up where state <> 'published'").await;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut kills, mut calm) = (0, 0);
    while open().await > 0 {
        let misbehaves = kills < most.min(60);
        let tricks = [Trick::Drop, Trick::FailAfter, Trick::FailBefore, Trick::Busy(1), Trick::Hang, Trick::Drop];
        nasty.inner().tricks.clear();
        if misbehaves {
            nasty.play(&[0, 1].map(|_| tricks.choose(&mut rng).copied().unwrap_or(Trick::Drop)));
        } else {
            calm += 1;
            assert!(calm < 20, "{} posts are stuck", open().await);
        }
        let mut worker = command.spawn().expect("it starts");
        let patience = if misbehaves { rng.random_range(0..900) } else { 20_000 };
        for _ in 0..=patience / 20 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if !misbehaves && open().await == 0 {
                break;
            }
        }
        kills += usize::from(misbehaves && open().await > 0);
        worker.kill().expect("killed");
        worker.wait().expect("gone");
        // Its lease is over, and so is the minute after which another worker takes over.
        let sql = "update job set locked_until = created_at, run_at = created_at where state in ('running', 'queued')";
        raw::execute(store, sql).await.expect("a minute later");
    }
    assert_eq!(told.states().await, [FollowUpState::Published; POSTS], "none is lost, none is stuck");
    let there = { nasty.inner().posts.len() };
    assert_eq!((there, nasty.inner().ever.len()), (POSTS, POSTS), "none is there twice");
    raw::execute(store, "delete from job").await.expect("what recurs");
    kills
}

#[tokio::test]
async fn an_hour_in_which_no_network_answers_loses_no_post_and_sends_none_twice() {
    let n = wanted("GIFTGATE_QUEUED", 8);
    let told = Told::new(n, |campaign| {
        campaign.follow_up.networks = vec![Network::Bluesky, Network::Mastodon];
        campaign.caps.campaign.minor = 100_000_000;
        (campaign.caps.day, campaign.caps.gifts, campaign.caps.team_minutes) = (None, None, None);
        for scope in &mut campaign.stations {
            scope.budget = None;
        }
        for idea in &mut campaign.gifts {
            idea.stock = 1_000;
        }
    })
    .await;
    // Half of them go to the other network.
    let half = "update follow_up set network = 'mastodon' where id in (select id from follow_up order by id limit ";
    raw::execute(&told.world.app.store, &format!("{half}{})", n / 2)).await.expect("moved");
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, n);
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
    assert_eq!(nasty.inner().ever.len(), 0);
    assert_eq!(app.store.count_jobs("dead").await.expect("counted"), 0);
    nasty.inner().tricks.clear();
    nasty.play(&[Trick::Drop, Trick::FailAfter]);
    work(10).await;
    let states: BTreeSet<_> = told.states().await.into_iter().collect();
    assert_eq!(states, BTreeSet::from([FollowUpState::Published]), "all out within ten minutes");
    let there = { nasty.inner().posts.len() };
    assert_eq!((there, nasty.inner().ever.len()), (n, n), "none twice");
    assert_eq!(nasty.inner().strange, BTreeSet::new());
    work(1).await;
}

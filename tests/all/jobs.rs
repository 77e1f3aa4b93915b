//! The queue: one worker a job, later again with growing pauses, at last a person; recurring work once a slot.

use std::collections::BTreeSet;
use std::sync::Arc;

use giftgate::domain::id::{JobId, mint};
use giftgate::jobs::{run_one, schedule};
use giftgate::networks::Outlet;
use giftgate::services::queue::{self, Job};
use giftgate::store::StoreError;
use giftgate::store::job::LEASE_SECONDS;
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::raw;
use crate::support::world::World;

fn nowhere() -> Outlet {
    Outlet::Folder(std::path::PathBuf::from("/nowhere"))
}

async fn enqueue(world: &World, job: &Job) {
    let mut tx = world.app.store.begin().await.expect("a transaction");
    queue::enqueue(&world.app, &mut tx, job, world.app.now()).await.expect("queued");
    tx.commit().await.expect("committed");
}

async fn in_state(world: &World, state: &str) -> i64 {
    world.app.store.count_jobs(state).await.expect("counted")
}

/// A job that fails whenever it runs: there is no such campaign.
fn hopeless() -> Job {
    Job::PlanRounds { campaign: "no-such".to_owned(), station: "AMS".to_owned() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_never_hold_one_job() {
    let world = Arc::new(World::new().await);
    for _ in 0..40 {
        enqueue(&world, &Job::QueuePosts).await;
    }
    let mut workers = JoinSet::new();
    for _ in 0..12 {
        let world = Arc::clone(&world);
        workers.spawn(async move {
            let mut mine = Vec::new();
            while let Some(job) = world.app.store.claim_job(world.app.now()).await.expect("claimed") {
                world.app.store.finish_job(&job).await.expect("it is mine");
                mine.push(job.id);
            }
            mine
        });
    }
    let claimed: Vec<JobId> = workers.join_all().await.into_iter().flatten().collect();
    assert_eq!(claimed.len(), 40);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 40);
    assert_eq!(in_state(&world, "done").await, 40);
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_changes_nothing() {
    let world = World::new().await;
    let store = &world.app.store;
    enqueue(&world, &Job::Purge).await;
    let slow = store.claim_job(world.app.now()).await.expect("asked").expect("a job");
    assert_eq!(store.claim_job(world.app.now()).await.expect("asked"), None, "the lease holds");
    world.app.set_now(world.app.now() + chrono::Duration::seconds(LEASE_SECONDS - 1));
    assert_eq!(store.claim_job(world.app.now()).await.expect("asked"), None, "to the last second");
    world.advance(1);
    let quick = store.claim_job(world.app.now()).await.expect("asked").expect("taken over");
    assert_eq!((quick.id, quick.attempts), (slow.id, 2));
    for late in [
        store.finish_job(&slow).await,
        store.retry_job(&slow, world.app.now(), "late").await,
        store.bury_job(&slow, "late").await,
    ] {
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    }
    store.finish_job(&quick).await.expect("it is mine");
    assert!(matches!(store.finish_job(&quick).await, Err(StoreError::Stale)), "once");
    assert_eq!((in_state(&world, "done").await, in_state(&world, "running").await), (1, 0));
}

#[tokio::test]
async fn a_failing_job_waits_longer_each_time_and_is_buried_at_last() {
    let world = World::new().await;
    enqueue(&world, &hopeless()).await;
    let store = &world.app.store;
    let mut pauses = Vec::new();
    for _ in 0..20 {
        let Some(due) = store.next_job_at().await.expect("asked") else { break };
        pauses.push((due - world.app.now()).num_seconds());
        world.app.set_now(due - chrono::Duration::seconds(1));
        if pauses.len() > 1 {
            assert!(!run_one(&world.app, &nowhere()).await.expect("asked"), "not before its time");
        }
        world.app.set_now(due);
        assert!(run_one(&world.app, &nowhere()).await.expect("ran"));
    }
    assert_eq!(pauses.len(), 8, "{pauses:?}");
    assert!(pauses[1] >= 10 && pauses[1..].iter().all(|pause| *pause <= 900 + 225), "{pauses:?}");
    assert!(pauses[6] > 4 * pauses[2], "{pauses:?}");
    assert_eq!((in_state(&world, "dead").await, in_state(&world, "queued").await), (1, 0));
    // A person finds out why.
    let told = "job where last_error like '%no-such%'";
    assert_eq!(raw::count(store, told).await, 1);
}

#[tokio::test]
async fn a_job_that_no_worker_survives_is_buried_too() {
    let world = World::new().await;
    enqueue(&world, &hopeless()).await;
    for _ in 0..8 {
        assert!(world.app.store.claim_job(world.app.now()).await.expect("asked").is_some(), "and the worker dies");
        world.advance(2);
    }
    assert!(run_one(&world.app, &nowhere()).await.expect("ran"));
    assert_eq!((in_state(&world, "dead").await, in_state(&world, "running").await), (1, 0));
}

#[tokio::test]
async fn a_job_of_another_version_is_set_aside_and_stops_nothing() {
    let world = World::new().await;
    let now = world.app.now();
    let id = JobId(mint(now, &mut *world.app.rng()));
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.add_job(id, "fly_to_the_moon", &json!({ "kind": "fly_to_the_moon" }), now, None, now).await.expect("queued");
    tx.commit().await.expect("committed");
    enqueue(&world, &Job::Purge).await;
    assert_eq!(world.run_jobs().await, 2);
    assert_eq!((in_state(&world, "dead").await, in_state(&world, "done").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn recurring_work_is_queued_once_a_slot_however_many_instances_run() {
    let world = Arc::new(World::new().await);
    for _ in 0..3 {
        let mut instances = JoinSet::new();
        for _ in 0..3 {
            let world = Arc::clone(&world);
            instances.spawn(async move { schedule(&world.app).await.expect("scheduled") });
        }
        instances.join_all().await;
    }
    assert_eq!(
        in_state(&world, "queued").await,
        8,
        "posts and overdue gifts each minute, mails each five, due readings, alarms and purge each ten, counts each hour, \
         sweeps each sixth"
    );
    assert_eq!(world.run_jobs().await, 8);
    schedule(&world.app).await.expect("scheduled");
    assert_eq!(in_state(&world, "queued").await, 0, "what ran is not queued again in its slot");
    for _ in 0..10 {
        world.advance(1);
        schedule(&world.app).await.expect("scheduled");
    }
    assert_eq!(
        world.run_jobs().await,
        25,
        "ten minutes of posts and overdue gifts, two of mails, one each of purge, due readings and alarms"
    );
}

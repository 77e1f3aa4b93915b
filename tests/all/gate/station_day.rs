//! A full station on a bad day: how soon rounds are planned again, and how soon an open page shows what a flight did.

use std::sync::Arc;
use std::time::{Duration as Wait, Instant as Stopwatch};

use chrono::Duration;
use giftgate::domain::flight::FlightEvent;
use giftgate::jobs::Pace;
use giftgate::networks::Outlet;
use giftgate::services::flight_clock::apply_events;
use http_body_util::BodyExt;

use super::shuffled::large;
use super::{World, approved, check_ledger, plain, raw};
use crate::support::small::{event, flight_of, written};

const PLANNED: &str = "audit_entry where action = 'rounds.plan'";

/// The value that so many of a hundred do not exceed.
fn percentile(values: &mut [f64], of: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * of).div_ceil(100).clamp(1, values.len()) - 1]
}

/// A worker and an open page beside `news` pieces of flight news, one a second or slower; gives how long each took until the
/// rounds were new, and until the list of the page had it, in milliseconds.
async fn live(gifts: usize, couriers: usize, news: usize) -> (Vec<f64>, Vec<f64>) {
    let world = World::new().await;
    let loaded = written(&world, &large(couriers), plain).await;
    let all = approved(&world, &loaded, gifts).await;
    world.run_jobs().await;
    let mut page = world.gate("AMS").await;
    let mut body = page.listen("/gate/AMS/events").await.into_body();
    let folder = tempfile::tempdir().expect("a folder");
    let (app, outlet) = (Arc::clone(&world.app), Outlet::Folder(folder.path().to_owned()));
    let worker = tokio::spawn(async move {
        let mut pace = Pace::default();
        loop {
            pace.look(&app, &outlet).await.expect("work is done");
            pace.rest(&app).await;
        }
    });
    let (mut planned, mut shown) = (Vec::new(), Vec::new());
    for n in 0..news {
        let flight = flight_of(&world, &all[n % all.len()]).await;
        let gate = format!("{}{}", ["B", "D", "E"][n % 3], 2 + n);
        let mut told = FlightEvent { gate: Some(gate.clone()), ..event(&flight, world.app.now()) };
        if n % 2 == 0 {
            let late = Duration::minutes(i64::try_from(n).expect("few"));
            told.estimated_departure_at = Some(flight.scheduled_departure_at + late);
        }
        let before = raw::count(&world.app.store, PLANNED).await;
        let watch = Stopwatch::now();
        apply_events(&world.app, vec![told]).await.expect("told");
        let ms = || watch.elapsed().as_secs_f64() * 1e3;
        let rounds = async {
            while raw::count(&world.app.store, PLANNED).await == before {
                tokio::time::sleep(Wait::from_millis(5)).await;
            }
            ms()
        };
        let list = async {
            loop {
                let frame = body.frame().await.expect("it goes on").expect("bytes");
                if frame.data_ref().is_some_and(|data| !data.is_empty())
                    && page.get("/gate/AMS/list.json").await.body.contains(&format!("\"{gate}\""))
                {
                    return ms();
                }
            }
        };
        let both = async { tokio::join!(rounds, list) };
        let (rounds, list) = tokio::time::timeout(Wait::from_secs(20), both).await.expect("within 20 seconds");
        planned.push(rounds);
        shown.push(list);
    }
    while world.app.store.has_due_job(world.app.now()).await.expect("an answer") {
        tokio::time::sleep(Wait::from_millis(50)).await;
    }
    worker.abort();
    assert!(worker.await.is_err(), "it works until it is stopped");
    drop(body);
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
    (planned, shown)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_plans_rounds_again_at_once_and_an_open_page_shows_it_within_two_seconds() {
    let (planned, shown) = live(6, 8, 3).await;
    assert!(planned.iter().chain(&shown).all(|ms| *ms <= 2_000.0), "{planned:?} {shown:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: cargo test --release --test all -- --ignored --nocapture station_day"]
async fn a_station_day_is_planned_again_within_a_second_and_shown_within_two() {
    let (mut planned, mut shown) = live(200, 8, 50).await;
    for (what, values, most) in
        [("rounds planned again", &mut planned, 1_000.0), ("page shows it", &mut shown, 2_000.0)]
    {
        let (half, last) = (percentile(values, 50), percentile(values, 99));
        println!("200 hand-overs, 8 couriers, 50 pieces of news: {what} after p50 {half:.0} ms, p99 {last:.0} ms");
        assert!(last <= most, "{what}: {last:.0} ms");
    }
}

//! A full station on a bad day: how soon rounds are planned again, and how soon an open page shows what a flight did.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration as Wait, Instant as Stopwatch};

use chrono::Duration;
use giftgate::domain::flight::FlightEvent;
use giftgate::domain::instant::Instant;
use giftgate::jobs::Pace;
use giftgate::networks::Outlet;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::flight_clock::apply_events;
use giftgate::store::gift::StoredGift;
use giftgate::store::view::phone::MOST_CARDS;
use http_body_util::BodyExt;

use super::shuffled::large;
use super::{World, check_ledger, plain, raw};
use crate::support::small::{
    booking_on, bookings, bookings_csv, confirm_all, event, flight_of, flights, given_to_all, listen, post_on, written,
};

const PLANNED: &str = "audit_entry where action = 'rounds.plan'";

/// The value that so many of a hundred do not exceed.
fn percentile(values: &mut [f64], of: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * of).div_ceil(100).clamp(1, values.len()) - 1]
}

/// A flight each twelve minutes from seven on, at one of three gates.
const FLIGHTS: usize = 20;

fn leg(n: usize) -> (u16, &'static str) {
    (u16::try_from(1201 + n % FLIGHTS).expect("few"), "OSL")
}

/// `n` travellers over the morning's flights, with an approved gift each.
async fn morning(world: &World, loaded: &LoadedCampaign, n: usize) -> Vec<StoredGift> {
    let mut legs = "carrier,flight_number,departure_date,origin,destination,scheduled_departure,pier,gate\n".to_owned();
    for flight in 0..FLIGHTS {
        let leaves: Instant = "2025-03-04T06:00:00Z".parse().expect("an instant");
        let leaves = leaves + Duration::minutes(12 * i64::try_from(flight).expect("few"));
        let (pier, gate) = [("D", "D86"), ("B", "B3"), ("D", "D82")][flight % 3];
        let _ = writeln!(legs, "KL,{},2025-03-04,AMS,OSL,{},{pier},{gate}", leg(flight).0, leaves.to_rfc3339());
    }
    flights(world, &legs).await;
    bookings(world, &bookings_csv((0..n).map(|n| booking_on(n, leg(n))))).await;
    let posts: Vec<_> = (0..n).map(|n| post_on(n, leg(n))).collect();
    listen(world, loaded, &posts).await;
    assert_eq!(confirm_all(world, loaded).await, n, "each of them has a clear match");
    given_to_all(world, loaded, n).await
}

/// A worker and an open page beside `news` pieces of flight news, one a second or slower; gives how long each took until the
/// rounds were new, and until the list of the page had it, in milliseconds.
async fn live(gifts: usize, couriers: usize, news: usize) -> (Vec<f64>, Vec<f64>) {
    let world = World::new().await;
    let loaded = written(&world, &large(couriers), plain).await;
    let all = morning(&world, &loaded, gifts).await;
    // The list has what leaves within six hours.
    world.advance(100);
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
                if frame.data_ref().is_none_or(axum::body::Bytes::is_empty) {
                    continue;
                }
                // A phone keeps the cards that close next, the page has all.
                let phone =
                    gifts > MOST_CARDS || page.get("/gate/AMS/list.json").await.body.contains(&format!("\"{gate}\""));
                if phone && page.get("/gate/AMS").await.body.contains(&format!(">{gate}<")) {
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

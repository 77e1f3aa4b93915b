//! A shift that goes on beyond midnight sees what it will have to do.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use giftgate::domain::flight::FlightEvent;
use giftgate::domain::instant::Instant;
use giftgate::services::custody::rounds;
use giftgate::services::delivery::{HandOverReport, hand_over, pick_up};
use giftgate::services::flight_clock::apply_events;
use giftgate::services::rounds::due_at_desk;
use giftgate::services::views::{gate, gate_index, phone_list};

use super::{World, approved, campaign, plain};
use crate::support::small::{GATE, event, flight_of, gift, given as first_name, report, written};
use crate::support::world::CAMPAIGN;

#[tokio::test]
async fn a_window_just_after_midnight_is_on_the_list_and_on_the_phone_six_hours_before() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    // The morning's flight is late by a whole day's work: ten to one at night.
    let leaves: Instant = "2025-03-04T23:50:00Z".parse().expect("an instant");
    let flight = flight_of(&world, &all[0]).await;
    let told = FlightEvent {
        estimated_departure_at: Some(leaves),
        boarding_at: Some(leaves - Duration::minutes(40)),
        gate_closes_at: Some(leaves - Duration::minutes(15)),
        ..event(&flight, world.app.now())
    };
    apply_events(&world.app, vec![told]).await.expect("told");
    world.run_jobs().await;
    let opens_at = gift(&world, &loaded, &all[0]).await.gift.window.expect("a window").opens_at;
    let midnight: Instant = "2025-03-04T23:00:00Z".parse().expect("an instant");
    assert!(opens_at > midnight, "{opens_at}");

    let on_list = async || {
        let index = gate_index(&world.app).await.expect("stations").stations;
        let (list, phone) = (gate(&world.app, "AMS").await.expect("a list"), phone_list(&world.app, "AMS", "").await);
        (index[0].open, list.open.len(), phone.expect("a list").cards.len())
    };
    world.app.set_now(opens_at - Duration::minutes(361));
    assert_eq!(on_list().await, (0, 0, 0), "an afternoon's shift has nothing to do with it");
    world.app.set_now(opens_at - Duration::minutes(360));
    assert_eq!(on_list().await, (1, 1, 1));
    world.app.set_now(midnight - Duration::minutes(10));
    assert_eq!(on_list().await, (1, 1, 1));
    let mut staff = world.gate("AMS").await;
    let phone = staff.ask(Method::GET, "/gate/AMS/list.json").await;
    assert!(phone.status == StatusCode::OK && phone.body.contains(first_name(0)), "{}", phone.body);
    world.app.set_now(midnight + Duration::minutes(10));
    assert_eq!(on_list().await, (1, 1, 1), "and after midnight it is still there");
    world.run_jobs().await;
}

#[tokio::test]
async fn the_list_on_paper_is_in_the_readers_language_and_counts_from_where_they_stand() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 3).await;
    let mut staff = world.gate("AMS").await;
    for language in ["en", "nl", "es", "de", "ja"] {
        let paper = staff.send(Method::GET, &format!("/gate/AMS/list.pdf?lang={language}&at=pier-D"), &[], &[]).await;
        assert!(paper.status == StatusCode::OK && paper.headers["content-type"] == "application/pdf", "{language}");
    }
    let page = staff.get("/gate/AMS?at=pier-D").await.body;
    assert!(page.contains("/gate/AMS/list.pdf?at=pier-D"), "{page}");
}

#[tokio::test]
async fn what_a_night_shift_handed_over_before_midnight_counts_until_its_end_is_checked() {
    let world = World::new().await;
    let shifts = CAMPAIGN.replace("from = \"06:00\"\nto = \"14:00\"", "from = \"21:00\"\nto = \"05:00\"");
    let loaded = written(&world, &shifts, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let leaves: Instant = "2025-03-04T23:50:00Z".parse().expect("an instant");
    for one in &all {
        let flight = flight_of(&world, one).await;
        let told = FlightEvent {
            estimated_departure_at: Some(leaves),
            boarding_at: Some(leaves - Duration::minutes(40)),
            gate_closes_at: Some(leaves - Duration::minutes(15)),
            ..event(&flight, world.app.now())
        };
        apply_events(&world.app, vec![told]).await.expect("told");
    }
    world.run_jobs().await;
    let at = |clock: &str| clock.parse::<Instant>().expect("an instant");
    let places = async |clock: &str| {
        world.app.set_now(at(clock));
        let custody = rounds(&world.app, "AMS").await.expect("rounds").custody;
        (custody.at_desk, custody.carried, custody.handed)
    };
    assert_eq!(places("2025-03-04T21:00:00Z").await, (2, 0, 0), "what opens after midnight waits at the desk");
    for one in &all {
        pick_up(&world.app, &loaded, one.gift.id, &GATE).await.expect("picked up");
    }
    let given = HandOverReport { happened_at: at("2025-03-04T22:30:00Z"), ..report(&world, &all[0], Vec::new()) };
    assert!(hand_over(&world.app, &loaded, &given, &GATE).await.expect("given"));
    assert_eq!(places("2025-03-04T22:40:00Z").await, (0, 1, 1));
    assert_eq!(places("2025-03-05T00:30:00Z").await, (0, 1, 1), "half past one at night");
    assert_eq!(places("2025-03-05T05:30:00Z").await, (0, 1, 1), "the shift ended, and is checked");
    assert_eq!(places("2025-03-05T08:00:00Z").await, (0, 1, 0), "the next day begins anew");
    world.run_jobs().await;
}

#[tokio::test]
async fn a_round_begins_at_the_desk_of_its_shift_and_leaves_it_as_late_as_it_may() {
    let mut leaves = Vec::new();
    for desk in ["", "\nstart_desk = \"lounge 2\""] {
        let world = World::new().await;
        let source = CAMPAIGN.replace("capacity = 12\n", &format!("capacity = 12{desk}\n"));
        let source = source.replace("capacity = 8\n", &format!("capacity = 8{desk}\n"));
        let loaded = written(&world, &source, plain).await;
        let all = approved(&world, &loaded, 1).await;
        world.run_jobs().await;
        let couriers = world.app.store.list_couriers(loaded.id).await.expect("couriers");
        let wanted = (!desk.is_empty()).then_some("lounge 2");
        assert!(couriers.iter().all(|courier| courier.start_desk.as_deref() == wanted), "{couriers:?}");
        let page = world.gate("AMS").await.get("/gate/AMS/rounds").await.body;
        let named = if desk.is_empty() { "from Desk" } else { "from Lounge 2" };
        assert!(page.matches(named).count() >= 2, "in the list and in the picture: {page}");
        // The first second at which it is time to go.
        let stop = &world.app.store.list_stops(loaded.id).await.expect("stops")[0];
        assert_eq!(stop.gift, all[0].gift.id);
        let due = async |seconds: i64| {
            let until = stop.starts_at - Duration::seconds(seconds);
            !due_at_desk(&world.app, &loaded, until).await.expect("due").is_empty()
        };
        let mut way = 0;
        while way < 3600 && due(way).await {
            way += 10;
        }
        leaves.push(way);
    }
    assert_eq!(leaves[0] - leaves[1], 240, "from the desk to the lounge: {leaves:?}");
}

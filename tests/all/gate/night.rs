//! A shift that goes on beyond midnight sees what it will have to do.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use giftgate::domain::flight::FlightEvent;
use giftgate::domain::instant::Instant;
use giftgate::services::flight_clock::apply_events;
use giftgate::services::views::{gate, gate_index, phone_list};

use super::{World, approved, campaign, plain};
use crate::support::small::{event, flight_of, gift, given as first_name};

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
        let (list, phone) = (gate(&world.app, "AMS").await.expect("a list"), phone_list(&world.app, "AMS").await);
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

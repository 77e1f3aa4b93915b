//! Posts: when they go out, what their links count, whom they may name, and the tap that takes them down.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use giftgate::domain::flight::FlightState;
use giftgate::domain::follow_up::FollowUpState;
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::services::intake::import_events;
use giftgate::services::{approval, post_text, withdrawal};
use giftgate::store::follow_up::post_hash;

use super::Told;
use crate::support::raw;
use crate::support::small::{APPROVER, PLANNER, event, flight_of};

#[tokio::test]
async fn a_post_waits_for_the_landing_as_it_is_known_when_its_time_comes() {
    let told = Told::new(1, |campaign| campaign.follow_up.when = Some("next day 10:00".to_owned())).await;
    let app = &told.world.app;
    let first = told.posts().await.remove(0).earliest_at;
    assert_eq!(first.to_rfc3339(), "2025-03-05T09:00:00+00:00", "ten o’clock in Oslo");
    let flight = flight_of(&told.world, &told.gifts[0]).await;
    let mut late = event(&flight, app.now());
    let lands = flight.arrives_at().expect("a plan") + Duration::hours(20);
    (late.estimated_arrival_at, late.state) = (Some(lands), Some(FlightState::Delayed));
    import_events(app, vec![late]).await.expect("news");
    app.set_now(first);
    assert_eq!(told.queue().await, 0, "it has not landed yet");
    let moved = told.posts().await.remove(0).earliest_at;
    assert_eq!(moved.to_rfc3339(), "2025-03-06T09:00:00+00:00", "the next day is another one now");
    app.set_now(moved - Duration::seconds(1));
    assert_eq!(told.queue().await, 0);
    app.set_now(moved);
    assert_eq!(told.queue().await, 1);
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Published]);
}

#[tokio::test]
async fn nothing_is_told_of_a_flight_that_does_not_take_place_even_where_it_was_queued() {
    let told = Told::new(1, |_| ()).await;
    let app = &told.world.app;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 1);
    let flight = flight_of(&told.world, &told.gifts[0]).await;
    let news = async |state| {
        let mut news = event(&flight, app.now());
        news.state = Some(state);
        import_events(app, vec![news]).await.expect("news");
        told.world.advance(1);
    };
    news(FlightState::Cancelled).await;
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Held], "the worker looked once more");
    assert_eq!(told.queue().await, 0);
    let mut desk = told.world.approver().await;
    let page = desk.get("/campaigns/schiphol-surprise/follow-ups").await;
    assert!(page.body.contains("does not take place"), "{}", page.body);
    news(FlightState::Scheduled).await;
    assert_eq!(told.queue().await, 1);
    news(FlightState::Cancelled).await;
    assert_eq!(told.queue().await, 0);
    assert_eq!(told.states().await, [FollowUpState::Held], "and so did the clock");
    news(FlightState::Landed).await;
    assert_eq!(told.queue().await, 1);
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Published]);
}

#[tokio::test]
async fn a_link_in_a_post_leads_where_the_campaign_says_and_counts_clicks_but_nobody() {
    let told = Told::new(2, |campaign| {
        let rules = &mut campaign.follow_up;
        rules.link = Some("https://www.klm.example/surprise".to_owned());
        rules.link_tags = true;
        rules.templates.insert(Language::En, "{{ first_name }} {{ link }}".to_owned());
    })
    .await;
    let posts = told.posts().await;
    let path = |text: &str| text.split_once("http://localhost:8080").expect("our address").1.to_owned();
    let (one, other) = (path(&posts[0].text), path(&posts[1].text));
    assert_ne!(one, other, "each post has its own");
    let mut anyone = told.world.anyone();
    for _ in 0..2 {
        let answer = anyone.get(&one).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        let target = format!(
            "https://www.klm.example/surprise?utm_source={}&utm_medium=social&utm_campaign=schiphol-surprise",
            posts[0].network
        );
        assert_eq!(answer.headers["location"], target.as_str());
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    anyone.send(Method::HEAD, &one, &[], &[]).await;
    anyone.send(Method::GET, &one, &[("sec-purpose", "prefetch")], &[]).await;
    for wrong in ["/r/0000000000", "/r/https:%2F%2Fevil.example", "/r/x"] {
        assert_eq!(anyone.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let clicks = async |n: i64| raw::count(&told.world.app.store, &format!("short_link where clicks = {n}")).await;
    assert_eq!((clicks(2).await, clicks(0).await), (1, 1));
    let page = told.world.planner().await.get("/campaigns/schiphol-surprise/follow-ups").await;
    assert!(page.body.contains("followed 2 times"), "{}", page.body);
}

#[tokio::test]
async fn a_post_is_seen_as_each_network_will_show_it() {
    let told = Told::new(1, |_| ()).await;
    let post = told.posts().await.remove(0);
    let address = format!("/campaigns/schiphol-surprise/follow-ups/{}/look", post.id);
    let page = told.world.approver().await.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    for word in ["Bluesky", "Mastodon", "goes out here"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    assert_eq!(told.world.gate("AMS").await.get(&address).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_is_named_without_a_consent_of_its_own_and_no_text_is_longer_than_its_network_takes() {
    let told = Told::new(1, |campaign| {
        campaign.listening.mentions.insert("klm.example".to_owned());
    })
    .await;
    let (app, loaded) = (&told.world.app, &told.loaded);
    let edit = async |text: &str| {
        let post = told.posts().await.remove(0);
        post_text::edit(app, loaded, post.id, &post_hash(&post), text, &PLANNER).await.expect("an answer")
    };
    let refused = edit("Have fun, @anna0.example!").await.expect_err("no consent");
    assert_eq!(refused.code, "mention");
    assert_eq!(edit("Have fun! Yours, @klm.example").await, Ok(()));
    raw::execute(&app.store, "update consent set kind = 'handle'").await.expect("another consent");
    assert_eq!(edit("Have fun, @anna0.example!").await, Ok(()));
    // A template that names make too long comes this far; nobody can approve of it.
    let mut post = told.posts().await.remove(0);
    post.text = "x".repeat(301);
    assert_eq!(post.network, Network::Bluesky);
    let refused = approval::approve_post(app, &post, &APPROVER).await.expect_err("too long");
    assert!(refused.to_string().contains("longer than its network takes"), "{refused}");
}

#[tokio::test]
async fn one_tap_on_the_page_behind_a_card_takes_posts_down_without_an_account() {
    let told = Told::new(2, |_| ()).await;
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 2);
    told.world.run_jobs().await;
    let token = withdrawal::card_token(&told.world.app, told.gifts[0].gift.id);
    let path = format!("/card/{token}");
    let mut anyone = told.world.anyone();
    for language in ["en", "nl", "es", "de", "ja"] {
        let page = anyone.get(&format!("{path}?lang={language}")).await;
        assert!(page.status == StatusCode::OK && page.body.contains("<form"), "{language}");
    }
    assert_eq!(told.states().await, [FollowUpState::Published; 2], "looking changes nothing");
    let mut receipts = Vec::new();
    for _ in 0..2 {
        let answer = anyone.send(Method::POST, &path, &[], &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(answer.body.contains("One post comes down now"), "{}", answer.body);
        receipts.push(answer.body.split("class=\"mono\">").nth(1).expect("a receipt")[..8].to_owned());
    }
    assert_eq!(receipts[0], receipts[1]);
    told.world.run_jobs().await;
    let states = told.states().await;
    assert!(states.contains(&FollowUpState::Retracted) && states.contains(&FollowUpState::Published), "{states:?}");
    let foreign = format!("/card/{}00000000", &token[..40]);
    let mut tries = 2;
    loop {
        let answer = anyone.send(Method::POST, &foreign, &[], &[]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        assert!(answer.body.contains("know this card"), "{}", answer.body);
        tries += 1;
    }
    assert_eq!(tries, 20, "then it is too often");
    let cards = told.world.planner().await.get("/campaigns/schiphol-surprise/cards").await;
    assert!(cards.status == StatusCode::OK && cards.body.contains("<svg"), "{}", cards.status);
}

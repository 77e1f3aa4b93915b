//! Live pages: a change reaches every open page, tells nothing but a number, and keeps nobody signed in.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use futures_util::StreamExt;
use giftgate::services::review;
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout};

use super::{ROOT, suggested};
use crate::support::small::{PLANNER, candidates};
use crate::support::world::World;

/// The next event's number; comments that keep the connection alive are passed over.
async fn next(body: &mut Body) -> i64 {
    loop {
        let frame = timeout(Duration::from_secs(5), body.frame()).await.expect("in time").expect("it goes on");
        let bytes = frame.expect("bytes").into_data().expect("data");
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
            assert!(text.contains("event: change"), "{text}");
            return data.parse().expect("nothing but a number");
        }
    }
}

#[tokio::test]
async fn a_change_reaches_two_hundred_open_pages_within_a_second() {
    let world = World::new().await;
    let loaded = suggested(&world, 3).await;
    let anna = world.planner().await;
    let events = format!("{ROOT}/events");
    let mut pages = Vec::new();
    for _ in 0..200 {
        let answer: Response = anna.listen(&events).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert!(!answer.headers().contains_key("content-encoding"), "a compressor would hold events back");
        let mut body = answer.into_body();
        let known = next(&mut body).await;
        pages.push((body, known));
    }
    let id = candidates(&world, &loaded).await[0].id;
    review::confirm(&world.app, id, &PLANNER).await.expect("confirmed");
    let began = Instant::now();
    let heard = futures_util::stream::iter(pages).map(|(mut body, known)| async move {
        let number = next(&mut body).await;
        assert!(number > known);
        drop(body);
        number
    });
    let heard: Vec<_> = heard.buffer_unordered(200).collect().await;
    let took = began.elapsed();
    assert_eq!(heard.len(), 200);
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[tokio::test]
async fn who_may_not_see_the_board_hears_nothing_and_a_program_gets_the_number() {
    let world = World::new().await;
    suggested(&world, 3).await;
    let events = format!("{ROOT}/events");
    assert_eq!(world.anyone().listen(&events).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(world.marketer().await.listen(&events).await.status(), StatusCode::FORBIDDEN);
    let mut anna = world.planner().await;
    assert_eq!(anna.listen("/campaigns/none/events").await.status(), StatusCode::NOT_FOUND);
    let answer = anna.get(&events).await;
    let version: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let head = world.app.store.audit_head().await.expect("a head");
    assert_eq!(version, serde_json::json!({ "version": head }));
    for page in [ROOT.to_owned(), format!("{ROOT}/candidates"), format!("{ROOT}/approvals")] {
        let body = anna.get(&page).await.body;
        let hears = format!("data-version=\"{head}\" data-events=\"{events}\"");
        assert!(body.contains("data-live") && body.contains(&hears), "{page}: {body}");
    }
}

#[tokio::test]
async fn a_page_that_refreshes_itself_keeps_nobody_signed_in() {
    let world = World::new().await;
    suggested(&world, 3).await;
    let (mut away, mut busy) = (world.planner().await, world.planner().await);
    for _ in 0..3 {
        world.advance(9);
        let refreshed = away.send(axum::http::Method::GET, ROOT, &[("x-giftgate-refresh", "1")], &[]).await;
        assert_eq!(refreshed.status, StatusCode::OK);
        assert_eq!(away.listen(&format!("{ROOT}/events")).await.status(), StatusCode::OK);
        assert_eq!(busy.get(ROOT).await.status, StatusCode::OK);
    }
    world.advance(4);
    assert!(away.get(ROOT).await.leads_to().starts_with("/sign-in"), "31 minutes without a person");
    assert_eq!(busy.get(ROOT).await.status, StatusCode::OK);
}

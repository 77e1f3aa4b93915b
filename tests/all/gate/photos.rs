//! Photos of hand-overs: only with a yes, without anything but the picture, gone with the consent, the undo, the person.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::gift::HandOverOutcome;
use giftgate::domain::id::GiftId;
use giftgate::domain::language::Language;
use giftgate::services::gate_sync::{Report, Told, sync};
use giftgate::services::photos::{PhotoAnswer, add_photo};
use giftgate::services::retention::purge;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use super::{GATE, OTHER, PLANNER, World, approved, back, campaign, given, plain, raw, receipt, tell};

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::new(40, 30).write_with_encoder(JpegEncoder::new(&mut bytes)).expect("encoded");
    bytes
}

fn given_with(photo: bool) -> Told {
    let yes = |kind, granted| ConsentAnswer { kind, granted, language: Language::En, text_version: 1 };
    let consents = vec![yes(ConsentKind::Photo, photo), yes(ConsentKind::Publication, true)];
    Told::HandOver { outcome: HandOverOutcome::Given, reason: None, checked_by: None, consents }
}

async fn add(world: &World, gift: GiftId, bytes: &[u8]) -> PhotoAnswer {
    add_photo(&world.app, "AMS", gift, receipt(world), bytes.to_vec(), &GATE).await.expect("an answer")
}

#[tokio::test]
async fn a_photo_is_kept_with_a_yes_only_and_goes_with_it() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let [yes, no, open] = [all[0].gift.id, all[1].gift.id, all[2].gift.id];
    let told = Report { told: given_with(true), ..tell(&world, yes, given()) };
    let reports = [told.clone(), Report { told: given_with(false), ..tell(&world, no, given()) }];
    sync(&world.app, "AMS", &reports, &GATE).await.expect("answers");
    assert_eq!(add(&world, no, &jpeg()).await, PhotoAnswer::NoConsent);
    assert_eq!(add(&world, open, &jpeg()).await, PhotoAnswer::NoConsent, "nothing was handed over");
    assert!(matches!(add(&world, yes, b"<svg onload=alert(1)>").await, PhotoAnswer::Bad(_)));
    assert!(add_photo(&world.app, "JFK", yes, receipt(&world), jpeg(), &GATE).await.is_err(), "another station");
    assert!(add_photo(&world.app, "AMS", yes, receipt(&world), jpeg(), &PLANNER).await.is_err());
    assert_eq!(add(&world, yes, &jpeg()).await, PhotoAnswer::Kept);
    assert_eq!(add(&world, yes, &jpeg()).await, PhotoAnswer::Before);
    let kept = world.app.store.find_photo(yes).await.expect("an answer").expect("a photo");
    assert!(kept.starts_with(&[0xFF, 0xD8]), "JPEG");
    assert!(raw::found(&world, &["JFIF"]).await.is_empty(), "sealed in the database");
    // Taken back within half a minute: the photo goes too, and a new hand-over can have a new one.
    back(&world, &loaded, yes, told.receipt, 10).await.expect("undone");
    assert_eq!(raw::count(&world.app.store, "gift_photo").await, 0);
    let again = Report { told: given_with(true), ..tell(&world, yes, given()) };
    sync(&world.app, "AMS", &[again], &GATE).await.expect("answers");
    assert_eq!(add(&world, yes, &jpeg()).await, PhotoAnswer::Kept);
    // The traveller withdraws: nobody sees it any more, and the next purge removes it.
    raw::execute(&world.app.store, "update consent set withdrawn_at = given_at where kind = 'photo'")
        .await
        .expect("withdrawn");
    assert!(world.app.store.find_photo(yes).await.expect("an answer").is_none());
    purge(&world.app).await.expect("purged");
    assert_eq!(raw::count(&world.app.store, "gift_photo").await, 0);
    let _ = OTHER;
}

#[tokio::test]
async fn a_phone_sends_a_photo_with_its_token_and_an_approver_may_look_at_it() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    let id = all[0].gift.id;
    let mut gate = world.gate("AMS").await;
    let report = Report { told: given_with(true), ..tell(&world, id, given()) };
    let batch = serde_json::to_string(&[report]).expect("JSON");
    assert_eq!(gate.post("/gate/AMS/sync", &[("batch", &batch)]).await.status, StatusCode::OK);
    let page = gate.get(&format!("/gate/AMS/gifts/{id}")).await.body;
    assert!(page.contains("data-photo-file") && page.contains("They said yes to a photo"), "{page}");
    let token = gate.form_token().await;
    let path = format!("/gate/AMS/gifts/{id}/photo");
    let bare = Request::builder().method(Method::POST).uri(&path).header("host", "localhost:8080");
    let bare = bare.header("origin", "http://localhost:8080").body(Body::from(jpeg())).expect("a request");
    let stranger = tower::ServiceExt::oneshot(world.router(), bare).await.expect("an answer");
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let receipt = receipt(&world).to_string();
    let headers = [("giftgate-receipt", receipt.as_str()), ("content-type", "image/jpeg")];
    assert_eq!(gate.send_bytes(&path, &headers, jpeg()).await.status, StatusCode::FORBIDDEN, "without the token");
    let headers = [headers[0], headers[1], ("giftgate-form-token", token.as_str())];
    assert_eq!(gate.send_bytes(&path, &headers, vec![0; 20]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(gate.send_bytes(&path, &headers, vec![0; 11 << 20]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(gate.send_bytes(&path, &headers, jpeg()).await.status, StatusCode::CREATED);
    assert_eq!(gate.send_bytes(&path, &headers, jpeg()).await.status, StatusCode::OK, "again is known");
    assert!(gate.get(&format!("/gate/AMS/gifts/{id}")).await.body.contains("The photo is kept"));
    let address = format!("/campaigns/schiphol-surprise/photos/{id}");
    assert_eq!(gate.get(&address).await.status, StatusCode::FORBIDDEN, "gate staff take photos only");
    let mut approver = world.approver().await;
    let shown = approver.get(&address).await;
    assert_eq!((shown.status, shown.headers["content-type"].to_str().ok()), (StatusCode::OK, Some("image/jpeg")));
    assert_eq!(
        approver.get(&format!("/campaigns/schiphol-surprise/photos/{receipt}")).await.status,
        StatusCode::NOT_FOUND
    );
}

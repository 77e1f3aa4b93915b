//! What goes wrong in a pier: revoked devices, a server that starts anew in mid-sync, apps of last week, odd reports.

use axum::http::{Method, StatusCode};
use giftgate::app::{App, Clock};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::services::accounts;
use giftgate::services::gate_sync::{Answer, sync};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::{GATE, Report, Told, World, approved, campaign, check_ledger, given, plain, raw, tell};

#[tokio::test]
async fn a_server_that_starts_anew_in_mid_sync_takes_the_rest_in_and_nothing_twice() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    let reports: Vec<Report> = all.iter().map(|one| tell(&world, one.gift.id, given())).collect();
    // It dies after three of six; the phone never hears an answer.
    sync(&world.app, "AMS", &reports[..3], &GATE).await.expect("answers");
    let clock = Clock::Set(std::sync::Mutex::new(world.app.now()));
    let anew = App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(9));
    let answers = sync(&anew, "AMS", &reports, &GATE).await.expect("answers");
    assert_eq!(answers, [vec![Answer::Duplicate; 3], vec![Answer::Accepted; 3]].concat());
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 6);
    anew.store.close().await;
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_revoked_phone_gets_nothing_and_what_it_kept_goes_out_with_the_next_sign_in() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let by = world.first_admin().await;
    let grants = [Grant { station: Some("AMS".to_owned()), ..Grant::everywhere(Role::Gate) }];
    let mut phone = world.member(&grants).await;
    assert_eq!(phone.ask(Method::GET, "/gate/AMS/list.json").await.status, StatusCode::OK);
    let kept = json!([tell(&world, all[0].gift.id, given())]).to_string();
    let account =
        world.app.store.find_account_by_email("member1@klm.example").await.expect("an answer").expect("theirs");
    accounts::disable(&world.app, account.id, &by).await.expect("revoked");
    let list = phone.ask(Method::GET, "/gate/AMS/list.json").await;
    assert_eq!((list.status, list.code().as_str()), (StatusCode::UNAUTHORIZED, "sign_in"));
    assert_eq!(phone.post_as_it_is("/gate/AMS/sync", &[("batch", &kept)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 0, "nobody is believed without a sign-in");
    // The same phone, a colleague signs in: its sealed queue goes out and counts once.
    let mut colleague = world.member(&grants).await;
    for answer in ["accepted", "duplicate"] {
        let told = colleague.post("/gate/AMS/sync", &[("batch", &kept)]).await;
        let body: Value = serde_json::from_str(&told.body).expect("JSON");
        assert_eq!(body["answers"][0]["answer"].as_str(), Some(answer));
    }
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn the_app_of_last_week_is_understood_and_nonsense_is_refused_one_by_one() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let mut phone = world.gate("AMS").await;
    let receipt = |n: u32| format!("00000000-0000-7000-8000-{n:012}");
    let [one, two, three] = [&all[0], &all[1], &all[2]].map(|gift| gift.gift.id.to_string());
    let at = "1970-01-01T00:00:00Z";
    let batch = json!([
        // No reason, no check, no consents: a form of before. And a field of after.
        { "receipt": receipt(1), "gift": one, "device_at": at, "kind": "hand_over", "outcome": "given" },
        { "receipt": receipt(2), "gift": two, "device_at": at, "kind": "pick_up", "battery": 12, "told_by": ["x"] },
        // Nonsense of every kind.
        null, 7, "x", [], {},
        { "receipt": "x", "gift": three, "device_at": at, "kind": "pick_up" },
        { "receipt": receipt(3), "gift": three, "device_at": "yesterday", "kind": "pick_up" },
        { "receipt": receipt(4), "gift": three, "device_at": at, "kind": "hand_over", "outcome": "eaten" },
        { "receipt": receipt(5), "gift": three, "device_at": at, "kind": "hand_over", "outcome": "given",
          "consents": [{ "kind": "photo", "granted": "perhaps" }] },
        { "receipt": receipt(6), "gift": receipt(0), "device_at": at, "kind": "pick_up" },
    ])
    .to_string();
    let told = phone.post("/gate/AMS/sync", &[("batch", &batch)]).await;
    let body: Value = serde_json::from_str(&told.body).expect("JSON");
    let answers: Vec<&str> =
        body["answers"].as_array().expect("answers").iter().filter_map(|one| one["answer"].as_str()).collect();
    assert_eq!(answers, [vec!["accepted"; 2], vec!["refused"; 10]].concat());
    for nonsense in ["", "x", "{}", "7", "[", "null"] {
        assert_eq!(
            phone.post("/gate/AMS/sync", &[("batch", nonsense)]).await.status,
            StatusCode::BAD_REQUEST,
            "{nonsense}"
        );
    }
    let taken = world.app.store.find_pick_up(all[1].gift.id).await.expect("an answer").expect("picked up");
    assert_eq!(taken.happened_at, world.app.now(), "a clock in 1970 does not count");
    let _ = Told::PickUp;
    check_ledger(&world, &loaded).await;
}

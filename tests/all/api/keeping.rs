//! What keeps an installation, by program: requests of people without a name, the audit log, accounts, failed work, and the
//! stop switch for whoever has it on a page.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::services::queue::{Job, enqueue};
use serde_json::{Value, json};

use super::{CAMPAIGN, Program, ask, token_of};
use crate::support::raw;
use crate::support::small::{approved, campaign, family, given, plain};
use crate::support::world::World;

#[tokio::test]
async fn a_request_is_noted_opened_and_closed_and_no_answer_names_anybody() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 2).await;
    let officer = Program::of(&world, Role::Privacy).await;
    let person = json!({ "locator": "PNR001", "family": family(1), "given": given(1) });
    let key = [("idempotency-key", "k1")];
    let noted = json!({ "kind": "access", "person": person });
    let made = officer.send(Method::POST, "/api/v1/privacy/requests", &key, Some(noted.clone())).await;
    let place = made.is(StatusCode::CREATED).header("location").to_owned();
    let again = officer.send(Method::POST, "/api/v1/privacy/requests", &key, Some(noted.clone())).await;
    assert_eq!(again.json["id"], made.json["id"], "once");
    assert!(made.json["days_left"].as_i64().is_some_and(|days| (28..=31).contains(&days)));
    world.advance(1);
    let second = officer.post("/api/v1/privacy/requests", noted).await.json["id"].clone();
    let list = officer.get("/api/v1/privacy/requests").await.json["items"].clone();
    assert_eq!((list.as_array().map(Vec::len), &list[1]["id"]), (Some(2), &second), "the one due first first");
    let first = made.json["id"].as_str().expect("an id");
    let behind = officer.get(&format!("/api/v1/privacy/requests?after={first}")).await;
    assert_eq!((behind.json["items"].as_array().map(Vec::len), &behind.json["items"][0]["id"]), (Some(1), &second));

    let opened = officer.send(Method::POST, &format!("{place}/open"), &[("idempotency-key", "k2")], None).await;
    let held = &opened.is(StatusCode::OK).json["held"];
    assert_eq!((&held["people"], held["bookings"].as_array().map(Vec::len)), (&json!(1), Some(1)));
    let looked =
        officer.send(Method::POST, "/api/v1/privacy/look-up", &[("idempotency-key", "k3")], Some(person)).await;
    assert_eq!(looked.is(StatusCode::OK).json["bookings"], held["bookings"]);
    for answer in [&made, &opened, &looked] {
        let text = answer.json.to_string();
        assert!(!text.contains(&family(1)) && !text.contains(given(1)) && !text.contains("PNR001"), "{text}");
    }
    // A masked word is still about somebody: the answers stand nowhere, also not under a key.
    assert_eq!(raw::count(&world.app.store, "api_answer").await, 1, "only that a request was noted");
    assert_eq!(raw::count(&world.app.store, "audit_entry where action = 'person.look_up'").await, 2, "each look");
    assert_eq!(raw::count(&world.app.store, "audit_entry where action = 'request.open'").await, 1);
    let nobody = officer.post("/api/v1/privacy/look-up", json!({ "family": "Vries" })).await;
    assert_eq!(nobody.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");

    let closed = officer.post(&format!("{place}/close"), json!({ "outcome": "done" })).await;
    assert_eq!(closed.is(StatusCode::OK).json["outcome"], "done");
    assert_eq!(officer.post(&format!("{place}/close"), json!({ "outcome": "done" })).await.code(), "conflict");
    let gone = officer.send(Method::POST, &format!("{place}/open"), &[], None).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "who asked is destroyed");
    assert_eq!(officer.get("/api/v1/privacy/requests").await.json["items"].as_array().map(Vec::len), Some(1));
    let all = officer.get("/api/v1/privacy/requests?answered=true").await;
    assert_eq!(all.json["items"].as_array().map(Vec::len), Some(2));
    let retention = officer.get("/api/v1/privacy/retention").await;
    let classes = retention.is(StatusCode::OK).json["classes"].as_array().expect("classes").clone();
    assert!(classes.len() == 4 && classes.iter().all(|class| class["late"] == false));
    raw::execute(&world.app.store, "delete from job").await.expect("nothing goes out here");
}

#[tokio::test]
async fn the_audit_log_is_paged_and_its_chain_checked() {
    let world = World::new().await;
    world.live_campaign().await;
    let admin = Program::of(&world, Role::Admin).await;
    let officer = Program::of(&world, Role::Privacy).await;
    for _ in 0..60 {
        let whole = officer.send(Method::POST, "/api/v1/audit/check", &[], None).await;
        assert_eq!(whole.is(StatusCode::OK).json["whole"], true);
    }
    let first = admin.get("/api/v1/audit?action=audit.").await;
    let items = first.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!((items.len(), &items[0]["action"], &items[0]["role"]), (50, &json!("audit.check"), &json!("privacy")));
    let next = first.json["next"].as_str().expect("a next page");
    let second = admin.get(&format!("/api/v1/audit?action=audit.&after={next}")).await;
    assert_eq!((second.json["items"].as_array().map(Vec::len), &second.json["next"]), (Some(10), &Value::Null));
    for wrong in ["action=%00", "day=soon", "day=-0001-01-01", "actor=me", "other=1"] {
        assert_eq!(admin.get(&format!("/api/v1/audit?{wrong}")).await.code(), "bad_request", "{wrong}");
    }
    raw::execute(&world.app.store, "update audit_entry set detail = '{\"whole\":0}' where sequence = 3")
        .await
        .expect("one");
    let broken = admin.send(Method::POST, "/api/v1/audit/check", &[], None).await;
    assert_eq!((&broken.json["whole"], &broken.json["at"]), (&json!(false), &json!(3)));
}

#[tokio::test]
async fn a_program_invites_and_disables_people_but_touches_no_admin() {
    let world = World::new().await;
    world.live_campaign().await;
    let admin = Program::of(&world, Role::Admin).await;
    let gate = json!({ "role": "gate", "station": "AMS" });
    let invitation = |email: &str, roles: Value| json!({ "email": email, "name": "Dee Jansen", "roles": roles });
    let made = admin.post("/api/v1/accounts", invitation("dee@klm.example", json!([gate]))).await;
    let place = made.is(StatusCode::CREATED).header("location").to_owned();
    assert!(made.json["has_password"] == false && !made.json.to_string().contains("welcome"), "the link goes by mail");
    for (email, roles) in [
        ("dee@klm.example", json!([gate])),
        ("none", json!([gate])),
        ("new@klm.example", json!([])),
        ("new@klm.example", json!([{ "role": "system" }])),
        ("new@klm.example", json!([{ "role": "gate", "station": "ZZZ" }])),
        ("new@klm.example", json!([{ "role": "planner", "campaign": "none" }])),
        ("new@klm.example", json!([{ "role": "planner", "station": "AMS" }])),
    ] {
        let told = admin.post("/api/v1/accounts", invitation(email, roles.clone())).await;
        assert_eq!(told.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid", "{email} {roles}");
    }
    let told = admin.post("/api/v1/accounts", invitation("eve@klm.example", json!([{ "role": "admin" }]))).await;
    assert_eq!(told.is(StatusCode::CONFLICT).code(), "admin_account");

    let tag = admin.get(&place).await.is(StatusCode::OK).header("etag").to_owned();
    let roles = format!("{place}/roles");
    let put = async |tag: &str, roles_sent: Value| {
        let headers = [("if-match", tag)];
        let headers = if tag.is_empty() { &headers[..0] } else { &headers[..] };
        admin.send(Method::PUT, &roles, headers, Some(json!({ "roles": roles_sent }))).await
    };
    assert_eq!(put("", json!([gate])).await.code(), "needs_condition");
    assert_eq!(put(&tag, json!([{ "role": "admin" }])).await.code(), "admin_account");
    let saved = put(&tag, json!([{ "role": "marketer" }])).await;
    assert_eq!(saved.is(StatusCode::OK).json["roles"][0]["role"], "marketer");
    assert_eq!(put(&tag, json!([gate])).await.code(), "changed_since", "somebody changed it since");
    let post = async |place: &str, what: &str| admin.send(Method::POST, &format!("{place}/{what}"), &[], None).await;
    assert!(post(&place, "disable").await.is(StatusCode::OK).json["disabled_at"].is_string());
    assert!(post(&place, "enable").await.is(StatusCode::OK).json["disabled_at"].is_null());

    let list = admin.get("/api/v1/accounts").await;
    let items = list.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    for one in items.iter().filter(|one| one["roles"][0]["role"] == "admin") {
        let place = format!("/api/v1/accounts/{}", one["id"].as_str().expect("an id"));
        assert_eq!(post(&place, "disable").await.is(StatusCode::CONFLICT).code(), "admin_account");
        let tag = admin.get(&place).await.header("etag").to_owned();
        let body = Some(json!({ "roles": [gate] }));
        let told = admin.send(Method::PUT, &format!("{place}/roles"), &[("if-match", &tag)], body).await;
        assert_eq!(told.is(StatusCode::CONFLICT).code(), "admin_account");
    }
    let first = items[0]["id"].as_str().expect("an id");
    let behind = admin.get(&format!("/api/v1/accounts?after={first}")).await;
    assert_eq!(behind.json["items"].as_array().map(Vec::len), Some(items.len() - 1));
}

#[tokio::test]
async fn failed_work_is_run_again_or_dropped_with_a_reason() {
    let world = World::new().await;
    world.live_campaign().await;
    let admin = Program::of(&world, Role::Admin).await;
    let mut tx = world.app.store.begin().await.expect("a transaction");
    for _ in 0..2 {
        let answer = giftgate::domain::id::mint(world.app.now(), &mut *world.app.rng());
        enqueue(&world.app, &mut tx, &Job::Answer { answer }, world.app.now()).await.expect("queued");
    }
    tx.commit().await.expect("kept");
    raw::execute(&world.app.store, "update job set state = 'dead', last_error = 'no answer' where kind = 'answer'")
        .await
        .expect("given up");
    let list = admin.get("/api/v1/failures").await;
    let items = list.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!((items.len(), &items[0]["why"], &items[0]["kind"]), (2, &json!("no answer"), &json!("answer")));
    let place = |n: usize| format!("/api/v1/failures/{}", items[n]["id"].as_str().expect("an id"));
    admin.send(Method::POST, &format!("{}/retry", place(0)), &[], None).await.is(StatusCode::NO_CONTENT);
    let empty = admin.post(&format!("{}/drop", place(1)), json!({ "reason": " " })).await;
    assert_eq!(empty.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    admin.post(&format!("{}/drop", place(1)), json!({ "reason": "a test" })).await.is(StatusCode::NO_CONTENT);
    assert_eq!(admin.get("/api/v1/failures").await.json["items"], json!([]));
    let health = admin.get("/api/v1/health").await;
    assert_eq!((&health.is(StatusCode::OK).json["failed"], &health.json["schema_current"]), (&json!(0), &json!(true)));
    let stations = admin.get("/api/v1/stations").await;
    let codes: Vec<_> = stations.json["items"].as_array().into_iter().flatten().map(|one| &one["iata"]).collect();
    assert!(codes.contains(&&json!("AMS")) && codes.is_sorted_by_key(|code| code.as_str()));
    world.run_jobs().await;
}

#[tokio::test]
async fn whoever_may_stop_a_campaign_on_a_page_may_by_token() {
    for role in [Role::Approver, Role::Planner, Role::Privacy] {
        let world = World::new().await;
        campaign(&world, plain).await;
        let program = Program::of(&world, role).await;
        let path = format!("{CAMPAIGN}/stop");
        let before = program.get(&path).await;
        assert_eq!(
            (&before.is(StatusCode::OK).json["state"], &before.json["stopped_as"]),
            (&json!("live"), &Value::Null)
        );
        program.send(Method::POST, &path, &[], None).await.is(StatusCode::OK);
        let after = program.get(&path).await;
        let (state, by) = (&after.json["state"], &after.json["stopped_as"]);
        assert_eq!((state, by), (&json!("paused"), &json!(role.as_str())), "in their own role");
        let again = program.send(Method::POST, &path, &[], None).await;
        assert_eq!(again.is(StatusCode::CONFLICT).code(), "wrong_state");
    }
}

#[tokio::test]
async fn a_token_for_files_alone_stops_nothing() {
    let world = World::new().await;
    campaign(&world, plain).await;
    let by = world.first_admin().await;
    let grants = [Grant::everywhere(Role::Planner)];
    let (_, account) = token_of(&world, &grants).await;
    let scopes = [giftgate::domain::token::Scope::CampaignsWrite];
    let made = giftgate::services::tokens::make(&world.app, (account, &grants), "files", &scopes, 30, &by).await;
    let token = made.expect("an answer").expect("a token");
    let told = ask(&world.router(), &token, (Method::POST, &format!("{CAMPAIGN}/stop")), &[], None).await;
    assert_eq!(told.code(), "forbidden");
}

//! What programs change: bound to what was seen, once for one key, by the same rules as the pages.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::gift::GiftState;
use giftgate::services::campaigns::LoadedCampaign;
use serde_json::{Value, json};

use super::{CAMPAIGN, Program, ask, token_of};
use crate::support::raw;
use crate::support::small::{campaign, check_ledger, confirmed, gifts, plain, plan, propose_all};
use crate::support::world::World;

async fn proposed(world: &World, n: usize) -> LoadedCampaign {
    let loaded = campaign(world, plain).await;
    confirmed(world, &loaded, n).await;
    plan(world, &loaded, 1).await;
    propose_all(world, &loaded).await;
    loaded
}

#[tokio::test]
async fn a_yes_is_bound_to_the_tag_of_the_gift_that_was_seen() {
    let world = World::new().await;
    let loaded = proposed(&world, 2).await;
    let approver = Program::of(&world, Role::Approver).await;
    let queue = approver.get(&format!("{CAMPAIGN}/approvals")).await;
    let items = queue.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!(items.len(), 2);
    assert!(items[0]["evidence"].as_array().is_some_and(|evidence| !evidence.is_empty()));
    assert!(!queue.json.to_string().contains("Sanne"), "names stay masked");
    let one = format!("{CAMPAIGN}/gifts/{}", items[0]["id"].as_str().expect("an id"));
    let shown = approver.get(&one).await;
    let tag = shown.is(StatusCode::OK).header("etag").to_owned();
    let known = approver.send(Method::GET, &one, &[("if-none-match", &tag)], None).await;
    assert_eq!((known.status, known.header("etag")), (StatusCode::NOT_MODIFIED, tag.as_str()));
    let yes = format!("{one}/approve");
    assert_eq!(
        approver.send(Method::POST, &yes, &[], None).await.is(StatusCode::PRECONDITION_REQUIRED).code(),
        "needs_condition"
    );
    raw::execute(&world.app.store, "update gift set facts = '[\"music\"]', content_hash = 'edited'")
        .await
        .expect("edited");
    let stale = approver.send(Method::POST, &yes, &[("if-match", &tag)], None).await;
    assert_eq!(stale.is(StatusCode::PRECONDITION_FAILED).code(), "changed_since");
    let tag = approver.get(&one).await.header("etag").to_owned();
    let mut by = approver;
    loop {
        let told = by.send(Method::POST, &yes, &[("if-match", &tag)], None).await;
        if told.is(StatusCode::OK).json["needs_more"] == 0 {
            break;
        }
        by = Program::of(&world, Role::Approver).await;
    }
    // The gift is not what it was: its tag has changed with its state.
    let again = by.send(Method::POST, &yes, &[("if-match", &tag)], None).await;
    assert_eq!(again.is(StatusCode::PRECONDITION_FAILED).code(), "changed_since");
    let now = by.get(&one).await;
    assert_eq!(now.json["state"], "approved");
    let again = by.send(Method::POST, &yes, &[("if-match", now.header("etag"))], None).await;
    assert_eq!(again.is(StatusCode::CONFLICT).code(), "wrong_state");
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn whoever_proposes_by_program_does_not_approve_by_program() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 1).await;
    plan(&world, &loaded, 1).await;
    let grants = [Grant::everywhere(Role::Planner), Grant::everywhere(Role::Approver)];
    let (token, _) = token_of(&world, &grants).await;
    let router = world.router();
    let told = ask(&router, &token, (Method::POST, &format!("{CAMPAIGN}/plan/propose")), &[], Some(json!({}))).await;
    assert_eq!(told.is(StatusCode::OK).json["proposed"], 1);
    let gift = gifts(&world, &loaded).await.remove(0).gift;
    let path = format!("{CAMPAIGN}/gifts/{}", gift.id);
    let tag = ask(&router, &token, (Method::GET, &path), &[], None).await.header("etag").to_owned();
    let own = ask(&router, &token, (Method::POST, &format!("{path}/approve")), &[("if-match", &tag)], None).await;
    assert_eq!(own.is(StatusCode::CONFLICT).code(), "own_proposal");
    let approver = Program::of(&world, Role::Approver).await;
    let no = json!({ "why": "too_dear" });
    let told = approver.send(Method::POST, &format!("{path}/turn-down"), &[("if-match", &tag)], Some(no)).await;
    assert_eq!(told.is(StatusCode::OK).json["state"], "draft");
}

#[tokio::test]
async fn a_request_sent_again_under_its_key_is_done_once() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 3).await;
    let planner = Program::of(&world, Role::Planner).await;
    let preview = planner.get(&format!("{CAMPAIGN}/plan/preview")).await;
    let digest = preview.is(StatusCode::OK).json["digest"].clone();
    let make = async |key: &str, body: Value| {
        planner.send(Method::POST, &format!("{CAMPAIGN}/plans"), &[("idempotency-key", key)], Some(body)).await
    };
    let body = json!({ "digest": digest });
    let first = make("k1", body.clone()).await;
    first.is(StatusCode::CREATED);
    assert_eq!(first.header("location"), format!("{CAMPAIGN}/plan"));
    let again = make("k1", body.clone()).await;
    assert_eq!(
        (again.is(StatusCode::CREATED).json["id"].clone(), again.header("idempotency-replayed")),
        (first.json["id"].clone(), "true")
    );
    assert_eq!(again.header("location"), first.header("location"));
    // Another request under the same key, and a new one with what is old by now.
    assert_eq!(
        make("k1", json!({ "digest": "other" })).await.is(StatusCode::UNPROCESSABLE_ENTITY).code(),
        "key_reused"
    );
    assert_eq!(make("k2", json!({ "digest": "other" })).await.is(StatusCode::CONFLICT).code(), "preview_old");
    // What was refused frees its key.
    assert_eq!(make("k2", json!({ "digest": "other" })).await.is(StatusCode::CONFLICT).code(), "preview_old");
    assert_eq!(make("not a key", body.clone()).await.is(StatusCode::BAD_REQUEST).code(), "bad_request");
    // Keys are an account's own, and kept for a day.
    let stranger = Program::of(&world, Role::Planner).await;
    let foreign =
        stranger.send(Method::POST, &format!("{CAMPAIGN}/plans"), &[("idempotency-key", "k1")], Some(body)).await;
    assert_ne!(foreign.header("idempotency-replayed"), "true");
    let plan = planner.get(&format!("{CAMPAIGN}/plan")).await;
    let plan = &plan.is(StatusCode::OK).json;
    let (made, held) = (plan["gifts"].as_u64().expect("a number"), plan["held_out"].as_u64().expect("a number"));
    assert_eq!(made + held, 3, "one plan, made once");
    let drafts = gifts(&world, &loaded).await.iter().filter(|gift| gift.gift.state == GiftState::Draft).count();
    assert_eq!(drafts as u64, made);
}

#[tokio::test]
async fn ideas_what_if_and_a_direct_proposal_follow_the_rules_of_the_pages() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 2).await;
    let planner = Program::of(&world, Role::Planner).await;
    let found = planner.get(&format!("{CAMPAIGN}/candidates?state=confirmed")).await;
    let id = found.is(StatusCode::OK).json["items"][0]["id"].as_str().expect("an id").to_owned();
    let ideas = planner.get(&format!("{CAMPAIGN}/candidates/{id}/gifts")).await;
    let ideas = ideas.is(StatusCode::OK).json["ideas"].as_array().expect("ideas").clone();
    assert!(ideas.iter().any(|idea| idea["is_note"] == true));
    let best = ideas[0]["idea"].clone();
    let path = format!("{CAMPAIGN}/candidates/{id}/gifts");
    let made = planner.post(&path, json!({ "idea": best })).await;
    let place = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(planner.get(&place).await.is(StatusCode::OK).json["state"], "proposed");
    assert_eq!(planner.post(&path, json!({ "idea": best })).await.is(StatusCode::CONFLICT).code(), "has_one");
    assert_eq!(planner.post(&path, json!({ "idea": "no such" })).await.status, StatusCode::NOT_FOUND);
    let asked = planner.post(&format!("{CAMPAIGN}/plan/what-if"), json!({ "money_minor": 10_000, "stock": [] })).await;
    assert!(asked.is(StatusCode::OK).json["then"]["cost_minor"].as_i64().is_some());
    for wrong in [json!({ "money_minor": -1 }), json!({ "hold_out_percent": 51 }), json!({ "gold": 1 })] {
        let told = planner.post(&format!("{CAMPAIGN}/plan/what-if"), wrong.clone()).await;
        assert_eq!(told.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid", "{wrong}");
    }
    let board = planner.get(&format!("{CAMPAIGN}/deliveries")).await;
    assert_eq!(board.is(StatusCode::OK).json["deliveries"].as_array().map(Vec::len), Some(1));
}

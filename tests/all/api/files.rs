//! Campaign files, wishes, one yes for several gifts, and the stop switch, by programs.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use serde_json::json;

use super::{CAMPAIGN, Program, ask, token_of};
use crate::support::small::{campaign, confirmed, plain, plan, propose_all};
use crate::support::world::World;

#[tokio::test]
async fn a_campaign_file_is_saved_as_it_was_seen_or_not_at_all() {
    let world = World::new().await;
    campaign(&world, plain).await;
    let planner = Program::of(&world, Role::Planner).await;
    let path = format!("{CAMPAIGN}/file");
    let seen = planner.get(&path).await;
    let (tag, source) = (seen.is(StatusCode::OK).header("etag").to_owned(), seen.json["source"].clone());
    let source = source.as_str().expect("a text").to_owned();
    let edited = source.replacen("goal = \"", "goal = \"Really: ", 1);
    assert_ne!(edited, source);
    let sent = json!({ "source": edited });
    let judged = planner.post(&format!("{path}/check"), sent.clone()).await;
    let judged = &judged.is(StatusCode::OK).json;
    assert_eq!(
        (judged["faults"].as_array().map(Vec::len), judged["changes"][0]["path"].as_str()),
        (Some(0), Some("goal"))
    );
    let put = async |tag: Option<&str>, body: serde_json::Value| {
        let headers: Vec<_> = tag.into_iter().map(|tag| ("if-match", tag)).collect();
        planner.send(Method::PUT, &path, &headers, Some(body)).await
    };
    assert_eq!(put(None, sent.clone()).await.is(StatusCode::PRECONDITION_REQUIRED).code(), "needs_condition");
    let broken = put(Some(&tag), json!({ "source": "slug = 3" })).await;
    assert_eq!(broken.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    let saved = put(Some(&tag), sent.clone()).await;
    let new_tag = saved.is(StatusCode::OK).header("etag").to_owned();
    assert!(new_tag != tag && saved.json["source"] == edited.as_str());
    assert_eq!(put(Some(&tag), sent).await.is(StatusCode::PRECONDITION_FAILED).code(), "changed_since");
    assert_eq!(planner.get(&path).await.header("etag"), new_tag);
    // An approver's token has no such scope.
    let approver = Program::of(&world, Role::Approver).await;
    assert_eq!(approver.get(&path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_campaign_is_made_by_whoever_plans_all_of_them() {
    let world = World::new().await;
    campaign(&world, plain).await;
    let planner = Program::of(&world, Role::Planner).await;
    let source = planner.get(&format!("{CAMPAIGN}/file")).await.json["source"].as_str().expect("a text").to_owned();
    let other = source.replace("slug = \"schiphol-surprise\"", "slug = \"second\"");
    let made = planner.post("/api/v1/campaigns", json!({ "source": other })).await;
    assert_eq!(made.is(StatusCode::CREATED).header("location"), "/api/v1/campaigns/second");
    assert_eq!(planner.get("/api/v1/campaigns/second").await.is(StatusCode::OK).json["campaign"]["state"], "draft");
    let taken = planner.post("/api/v1/campaigns", json!({ "source": other })).await;
    assert_eq!(taken.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    let grant = Grant { campaign: Some("schiphol-surprise".to_owned()), ..Grant::everywhere(Role::Planner) };
    let (token, _) = token_of(&world, &[grant]).await;
    let body = Some(json!({ "source": source }));
    let bound = ask(&world.router(), &token, (Method::POST, "/api/v1/campaigns"), &[], body).await;
    assert_eq!(bound.is(StatusCode::FORBIDDEN).code(), "forbidden");
}

#[tokio::test]
async fn wishes_are_noted_listed_and_taken_back() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 2).await;
    let planner = Program::of(&world, Role::Planner).await;
    let found = planner.get(&format!("{CAMPAIGN}/candidates?state=confirmed")).await;
    let id = found.is(StatusCode::OK).json["items"][0]["id"].clone();
    let idea = loaded.campaign.gifts[0].slug.clone();
    let path = format!("{CAMPAIGN}/plan/wishes");
    let noted = planner.post(&path, json!({ "from_match": id, "kind": "exclude", "idea": idea })).await;
    noted.is(StatusCode::NO_CONTENT);
    let nameless = planner.post(&path, json!({ "from_match": id, "kind": "pin" })).await;
    assert_eq!(nameless.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    let unknown = planner.post(&path, json!({ "from_match": id, "kind": "pin", "idea": "none" })).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let listed = planner.get(&path).await;
    let items = listed.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!((items.len(), items[0]["idea"].as_str()), (1, Some(idea.as_str())));
    let back = json!({ "from_match": id, "idea": idea });
    planner.post(&format!("{path}/take-back"), back.clone()).await.is(StatusCode::NO_CONTENT);
    planner.post(&format!("{path}/take-back"), back).await.is(StatusCode::NO_CONTENT);
    assert_eq!(planner.get(&path).await.json["items"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn one_yes_for_several_follows_the_rules_of_the_page_and_a_stop_ends_it() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 2).await;
    plan(&world, &loaded, 1).await;
    propose_all(&world, &loaded).await;
    let approver = Program::of(&world, Role::Approver).await;
    let waiting = approver.get(&format!("{CAMPAIGN}/approvals")).await.json["items"].as_array().expect("items").clone();
    let path = format!("{CAMPAIGN}/approvals/together");
    let stale = json!({ "gifts": [{ "id": waiting[0]["id"], "content": "old" }] });
    assert_eq!(approver.post(&path, stale).await.is(StatusCode::CONFLICT).code(), "content_changed");
    for wrong in [json!({ "gifts": [] }), json!({ "gifts": [{ "id": waiting[0]["id"], "content": "" }] })] {
        assert_eq!(approver.post(&path, wrong).await.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    }
    let one = approver.get(&format!("{CAMPAIGN}/gifts/{}", waiting[0]["id"].as_str().expect("an id"))).await;
    let right = json!({ "gifts": [{ "id": waiting[0]["id"], "content": one.json["content"] }] });
    let told = approver.post(&path, right.clone()).await;
    let by_rule = told.status == StatusCode::CONFLICT && told.code() == "not_together";
    assert!(by_rule || told.is(StatusCode::OK).json["approved"] == 1, "{}", told.json);
    let planner = Program::of(&world, Role::Planner).await;
    let stopped = planner.post(&format!("{CAMPAIGN}/stop"), json!({})).await;
    assert!(stopped.is(StatusCode::OK).json["proposed"].as_u64().is_some());
    assert_eq!(
        planner.post(&format!("{CAMPAIGN}/stop"), json!({})).await.is(StatusCode::CONFLICT).code(),
        "wrong_state"
    );
    let last = approver.get(&format!("{CAMPAIGN}/gifts/{}", waiting[1]["id"].as_str().expect("an id"))).await;
    let late = json!({ "gifts": [{ "id": waiting[1]["id"], "content": last.json["content"] }] });
    assert_eq!(approver.post(&path, late).await.is(StatusCode::CONFLICT).code(), "stopped");
}

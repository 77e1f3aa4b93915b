//! Who gets in: every address for programs × every role, by token; what a token never opens; and the page that makes them.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::token::{Scope, TokenFault};
use giftgate::services::tokens;
use giftgate::web::routes::{MATRIX, Who};
use serde_json::json;

use super::{CAMPAIGN, Program, ask, token_of};
use crate::support::raw;
use crate::support::world::World;

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";
const ROLES: [Role; 7] =
    [Role::Planner, Role::Approver, Role::Gate, Role::Marketer, Role::Care, Role::Privacy, Role::Admin];

#[tokio::test]
async fn every_token_opens_what_its_scopes_and_roles_allow_and_nothing_else() {
    let world = World::new().await;
    world.live_campaign().await;
    let router = world.router();
    for role in ROLES {
        let grants = [Grant::everywhere(role)];
        if Scope::of(&grants).is_empty() {
            continue;
        }
        let (token, _) = token_of(&world, &grants).await;
        for row in MATRIX {
            let Who::Token(reads, writes) = row.who else { continue };
            let path = row.path.replace("{slug}", "schiphol-surprise").replace("{station}", "AMS");
            let path = path.replace("{id}", NOBODY).replace("{answer}", NOBODY);
            for method in row.methods {
                let (verb, scope) = match *method {
                    "get" => (Method::GET, reads),
                    "put" => (Method::PUT, writes),
                    _ => (Method::POST, writes),
                };
                let told = ask(&router, &token, (verb.clone(), &path), &[], None).await;
                let what = format!("{role}: {verb} {path}");
                if scope.roles().contains(&role) {
                    assert_ne!(told.status, StatusCode::FORBIDDEN, "{what}");
                    assert!(!told.status.is_server_error() && told.status != StatusCode::UNAUTHORIZED, "{what}");
                    if verb == Method::GET
                        && !path.contains(NOBODY)
                        && !["/plan", "/case"].iter().any(|end| path.ends_with(end))
                    {
                        assert_eq!(told.status, StatusCode::OK, "{what}: {}", told.json);
                    }
                } else {
                    assert_eq!((told.status, told.code()), (StatusCode::FORBIDDEN, "forbidden"), "{what}");
                }
                let told = ask(&router, "", (verb.clone(), &path), &[], None).await;
                assert_eq!((told.status, told.code()), (StatusCode::UNAUTHORIZED, "token"), "{what} without a token");
                assert_eq!(told.header("www-authenticate"), "Bearer");
            }
        }
    }
}

#[tokio::test]
async fn a_token_for_one_campaign_finds_no_other_and_a_narrow_one_does_no_more() {
    let world = World::new().await;
    world.live_campaign().await;
    let only = Grant { campaign: Some("schiphol-surprise".to_owned()), ..Grant::everywhere(Role::Planner) };
    let (token, account) = token_of(&world, std::slice::from_ref(&only)).await;
    let router = world.router();
    let foreign = ask(&router, &token, (Method::GET, "/api/v1/campaigns/winter-escape"), &[], None).await;
    assert_eq!((foreign.status, foreign.code()), (StatusCode::NOT_FOUND, "not_found"));
    let list = ask(&router, &token, (Method::GET, "/api/v1/campaigns"), &[], None).await;
    assert_eq!(list.is(StatusCode::OK).json["items"][0]["slug"], "schiphol-surprise");
    let by = world.first_admin().await;
    let make = |scopes: Vec<Scope>| {
        let (app, grants, by) = (world.app.clone(), [only.clone()], by);
        async move { tokens::make(&app, (account, &grants), "one", &scopes, 30, &by).await.expect("an answer") }
    };
    let narrow = make(vec![Scope::ReportsRead]).await.expect("a token");
    let refused = ask(&router, &narrow, (Method::GET, CAMPAIGN), &[], None).await;
    assert_eq!(refused.code(), "forbidden");
    let report = ask(&router, &narrow, (Method::GET, &format!("{CAMPAIGN}/report")), &[], None).await;
    assert!(report.is(StatusCode::OK).json["figures"].as_array().is_some_and(|figures| figures.len() > 5));
    // Scopes that the own roles have no use for are not given.
    assert_eq!(make(vec![Scope::ApprovalsWrite]).await, Err(TokenFault::Scopes));
    assert_eq!(make(Vec::new()).await, Err(TokenFault::Scopes));
}

#[tokio::test]
async fn a_token_holds_until_it_is_over_revoked_or_its_account_disabled() {
    let world = World::new().await;
    world.live_campaign().await;
    let planner = Program::of(&world, Role::Planner).await;
    planner.get(CAMPAIGN).await.is(StatusCode::OK);
    world.advance(30 * 24 * 60);
    assert_eq!(planner.get(CAMPAIGN).await.code(), "token");
    let (token, account) = token_of(&world, &[Grant::everywhere(Role::Planner)]).await;
    let router = world.router();
    let get = async || ask(&router, &token, (Method::GET, CAMPAIGN), &[], None).await;
    get().await.is(StatusCode::OK);
    let by = world.first_admin().await;
    giftgate::services::accounts::disable(&world.app, account, &by).await.expect("disabled");
    assert_eq!(get().await.code(), "token");
    giftgate::services::accounts::enable(&world.app, account, &by).await.expect("enabled");
    get().await.is(StatusCode::OK);
    // Other ways to write it open nothing, and neither does its hash.
    for wrong in [&token[1..], &format!("{token}0"), &token.to_uppercase(), "giftgate_", ""] {
        let told = ask(&router, wrong, (Method::GET, CAMPAIGN), &[], None).await;
        assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
}

#[tokio::test]
async fn a_member_makes_a_token_on_their_page_sees_it_once_and_revokes_it() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut planner = world.planner().await;
    let page = planner.get("/account/tokens").await;
    assert!(page.body.contains("plans:write") && !page.body.contains("approvals:write"), "{}", page.body);
    let form = [("label", "Nightly"), ("scope", "campaigns:read"), ("scope", "plans:read"), ("days", "30")];
    let made = planner.post("/account/tokens", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let start = made.body.find(tokens::PREFIX).expect("the token");
    let token = made.body[start..start + tokens::PREFIX.len() + 64].to_owned();
    let router = world.router();
    ask(&router, &token, (Method::GET, CAMPAIGN), &[], None).await.is(StatusCode::OK);
    let page = planner.get("/account/tokens").await.body;
    assert!(page.contains("Nightly") && !page.contains(&token));
    // Only its hash is kept.
    let stored = raw::execute(&world.app.store, "update api_token set label = 'kept'").await.expect("one");
    assert_eq!(stored, 1);
    let id = page.split("/account/tokens/").nth(1).and_then(|rest| rest.split('/').next()).expect("an id");
    let mut other = world.approver().await;
    let foreign = other.post(&format!("/account/tokens/{id}/revoke"), &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(planner.post(&format!("/account/tokens/{id}/revoke"), &[]).await.leads_to(), "/account/tokens");
    assert_eq!(ask(&router, &token, (Method::GET, CAMPAIGN), &[], None).await.code(), "token");
    let nothing = planner.post("/account/tokens", &[("label", "x"), ("days", "30")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_session_opens_no_api_and_a_token_opens_no_page() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut planner = world.planner().await;
    let told = planner.ask(Method::GET, CAMPAIGN).await;
    assert_eq!((told.status, told.code().as_str()), (StatusCode::UNAUTHORIZED, "token"));
    let (token, _) = token_of(&world, &[Grant::everywhere(Role::Planner)]).await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("accept", "application/json")];
    let page = world.anyone().send(Method::GET, "/campaigns/schiphol-surprise", &headers, &[]).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_document_and_its_page_are_open_and_anything_else_is_a_problem() {
    let world = World::new().await;
    let router = world.router();
    let document = ask(&router, "", (Method::GET, "/api/v1/openapi.json"), &[], None).await;
    assert_eq!(document.is(StatusCode::OK).json["openapi"], "3.1.0");
    let page = world.anyone().get("/api/v1").await;
    assert!(page.status == StatusCode::OK && page.body.contains("/api/v1/campaigns/{slug}/plan/what-if"));
    let told = ask(&router, "", (Method::GET, "/api/v1/nothing"), &[], None).await;
    assert_eq!((told.status, told.code()), (StatusCode::NOT_FOUND, "not_found"));
    let (token, _) = token_of(&world, &[Grant::everywhere(Role::Planner)]).await;
    let told = ask(&router, &token, (Method::DELETE, "/api/v1/campaigns"), &[], None).await;
    assert_eq!((told.status, told.code()), (StatusCode::METHOD_NOT_ALLOWED, "not_allowed"));
    assert_eq!(told.header("allow"), "GET,HEAD,POST");
    let told = ask(&router, &token, (Method::GET, "/api/v1/campaigns?unknown=1"), &[], None).await;
    assert_eq!((told.status, told.code()), (StatusCode::BAD_REQUEST, "bad_request"));
    let told =
        ask(&router, &token, (Method::POST, &format!("{CAMPAIGN}/plans")), &[], Some(json!({ "digest": 3 }))).await;
    assert_eq!(told.status, StatusCode::NOT_FOUND.max(StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(told.code(), "invalid");
    let plain = [("content-type", "text/plain")];
    let told = ask(&router, &token, (Method::POST, &format!("{CAMPAIGN}/plans")), &plain, None).await;
    assert_eq!((told.status, told.code()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type"));
}

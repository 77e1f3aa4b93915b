//! Care by program: by the time left, one person's for a while, written by one and approved by another exactly as seen.

use axum::http::{Method, StatusCode};
use chrono::{DateTime, Utc};
use giftgate::domain::actor::Role;
use serde_json::json;

use super::Program;
use crate::believed::{BAD, GOOD, answered_to};
use crate::measuring::posted;
use crate::support::raw;
use crate::support::world::World;

#[tokio::test]
async fn a_case_is_taken_given_back_answered_and_approved_by_somebody_else() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    answered_to(&world, &loaded, 1, BAD).await;
    world.advance(5);
    answered_to(&world, &loaded, 2, GOOD).await;
    let care = Program::of(&world, Role::Care).await;
    let other = Program::of(&world, Role::Care).await;
    let approver = Program::of(&world, Role::Approver).await;

    let list = care.get("/api/v1/care").await;
    let items = list.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!((items.len(), &items[0]["kind"], &items[0]["state"]), (2, &json!("complaint"), &json!("open")));
    assert!(!list.json.to_string().contains("reader1"), "names stand in a case only");
    let due: DateTime<Utc> = items[0]["due_at"].as_str().expect("a deadline").parse().expect("an instant");
    let id = items[0]["id"].as_str().expect("an id");
    let behind = care.get(&format!("/api/v1/care?after={}.{id}", due.timestamp_micros())).await;
    let rest = behind.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    assert_eq!((rest.len(), &rest[0]["id"]), (1, &items[1]["id"]), "the next page begins behind the first case");
    assert_eq!(care.get("/api/v1/care?after=none").await.json["items"].as_array().map(Vec::len), Some(2));

    let one = format!("/api/v1/care/{id}");
    let seen = care.get(&one).await;
    assert!(seen.is(StatusCode::OK).json["text"].as_str().is_some_and(|text| text.contains("suitcase")));
    let tag = seen.header("etag").to_owned();
    world.advance(1);
    let known = care.send(Method::GET, &one, &[("if-none-match", &tag)], None).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED, "a minute later it is the same case");
    let post = async |who: &Program, what: &str| who.send(Method::POST, &format!("{one}/{what}"), &[], None).await;
    post(&care, "claim").await.is(StatusCode::NO_CONTENT);
    assert_eq!(care.get(&one).await.json["own"], true);
    assert_eq!(post(&other, "claim").await.is(StatusCode::CONFLICT).code(), "wrong_state");
    assert_eq!(post(&other, "release").await.is(StatusCode::CONFLICT).code(), "wrong_state", "it is not theirs");
    post(&care, "release").await.is(StatusCode::NO_CONTENT);
    post(&care, "release").await.is(StatusCode::NO_CONTENT);
    let given_back = raw::count(&world.app.store, "audit_entry where action = 'case.give_back'").await;
    assert_eq!(given_back, 1, "what nobody has can't be given back again");
    post(&other, "claim").await.is(StatusCode::NO_CONTENT);
    post(&other, "release").await.is(StatusCode::NO_CONTENT);

    let written = care.post(&format!("{one}/answers"), json!({ "text": "We look for it now." })).await;
    let answer = written.is(StatusCode::CREATED).header("location").to_owned();
    let long = care.post(&format!("{one}/answers"), json!({ "text": "x".repeat(281) })).await;
    assert_eq!(long.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    let yes = format!("{answer}/approve");
    assert_eq!(care.send(Method::POST, &yes, &[("if-match", "\"0\"")], None).await.status, StatusCode::FORBIDDEN);
    let blind = approver.send(Method::POST, &yes, &[], None).await;
    assert_eq!(blind.is(StatusCode::PRECONDITION_REQUIRED).code(), "needs_condition");
    let stale = approver.send(Method::POST, &yes, &[("if-match", "\"0\"")], None).await;
    assert_eq!(stale.is(StatusCode::PRECONDITION_FAILED).code(), "changed_since");
    let tag = approver.get(&answer).await.is(StatusCode::OK).header("etag").to_owned();
    approver.send(Method::POST, &yes, &[("if-match", &tag)], None).await.is(StatusCode::NO_CONTENT);
    assert_eq!(approver.get(&answer).await.json["state"], "approved");
    let elsewhere = answer.replace(id, items[1]["id"].as_str().expect("an id"));
    assert_eq!(approver.get(&elsewhere).await.code(), "not_found", "an answer is one case's");

    post(&care, "solve").await.is(StatusCode::NO_CONTENT);
    assert_eq!(care.get("/api/v1/care").await.json["items"].as_array().map(Vec::len), Some(1));
    raw::execute(&world.app.store, "delete from job").await.expect("nothing goes out here");
}

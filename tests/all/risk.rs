//! What can go wrong with a gift stands beside its score: in words on the page of ideas, in figures in the API, and no plan
//! changes by it.

use axum::http::StatusCode;
use giftgate::domain::actor::Role;
use giftgate::domain::campaign::Campaign;
use serde_json::Value;

use crate::api::{CAMPAIGN, Program};
use crate::support::small::{campaign, candidates, confirmed, plain, plan};
use crate::support::world::World;

/// One coffee is left.
fn one_coffee(campaign: &mut Campaign) {
    plain(campaign);
    for idea in campaign.gifts.iter_mut().filter(|idea| idea.slug == "coffee-card") {
        idea.stock = 1;
    }
}

#[tokio::test]
async fn what_can_go_wrong_is_told_with_each_idea_in_words_and_figures() {
    let world = World::new().await;
    let loaded = campaign(&world, one_coffee).await;
    confirmed(&world, &loaded, 2).await;
    let about = candidates(&world, &loaded).await[0].id;
    let path = format!("/campaigns/schiphol-surprise/candidates/{about}/gifts");
    let mut planner = world.planner().await;
    let page = planner.get(&path).await.body;
    for words in ["It stands beside the score", "The last piece", "Risk 20 of 100"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let ja = planner.get(&format!("{path}?lang=ja")).await.body;
    assert!(ja.contains("残り 1個だけ") && ja.contains("リスク 20 / 100"), "{ja}");

    let program = Program::of(&world, Role::Planner).await;
    let answer = program.get(&format!("{CAMPAIGN}/candidates/{about}/gifts")).await;
    let ideas = answer.is(StatusCode::OK).json["ideas"].as_array().expect("ideas").clone();
    let named = |slug: &str| ideas.iter().find(|idea| idea["idea"] == slug).expect("an idea");
    let risk = &named("coffee-card")["risk"];
    assert_eq!((risk["points"].as_i64(), risk["level"].as_str()), (Some(20), Some("some")));
    assert_eq!(risk["hazards"][0]["kind"], "stock");
    assert_eq!((&risk["hazards"][0]["figure"], &risk["hazards"][0]["what"]), (&1.into(), &Value::Array(Vec::new())));
    // The note has plenty of pieces; a gift that a rule forbids has no risk but a no.
    assert_eq!(named("just-a-note")["risk"]["points"], 0);
    let forbidden = ideas.iter().find(|idea| idea["parts"].is_null()).expect("a forbidden one");
    assert_eq!(forbidden["risk"], Value::Null);
    // Risk is no part of a score: a plan counts what the page shows.
    let made = plan(&world, &loaded, 1).await.plan;
    let planned = made.gifts.iter().find(|gift| gift.from_match == about).expect("a gift of the plan");
    let parts = serde_json::to_value(planned.parts).expect("parts");
    for name in ["relevance", "use_on_trip", "effort_benefit", "feasibility", "confidence"] {
        assert_eq!(named(&planned.idea)["parts"][name], parts[name], "{name}");
    }
}

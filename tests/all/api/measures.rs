//! Reports by program: which there are, every reading with its provenance, the effect, the comparison, case studies.

use axum::http::StatusCode;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::language::Language;
use giftgate::services::case_studies;
use giftgate::store::view::case_study::CaseText;
use serde_json::{Value, json};

use super::{CAMPAIGN, Program, ask, token_of};
use crate::measuring::posted;
use crate::support::small::{PLANNER, named, plain};
use crate::support::world::World;

#[tokio::test]
async fn a_marketer_reads_reports_readings_effect_and_case_study_of_their_campaigns() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    named(&world, "winter-escape", plain).await;
    let marketer = Program::of(&world, Role::Marketer).await;
    let list = marketer.get("/api/v1/reports").await;
    let slugs: Vec<_> =
        list.is(StatusCode::OK).json["items"].as_array().into_iter().flatten().map(|one| &one["slug"]).collect();
    assert_eq!(slugs, ["schiphol-surprise", "winter-escape"]);
    assert_eq!(list.json["items"][0]["hand_overs"], 2);
    let behind = marketer.get("/api/v1/reports?after=schiphol-surprise").await;
    assert_eq!(behind.json["items"].as_array().map(Vec::len), Some(1));

    let post =
        world.app.store.list_published(loaded.id, giftgate::domain::instant::Instant::UNIX_EPOCH).await.expect("posts");
    let typed = giftgate::domain::reading::Reading {
        post: post[0].address.clone(),
        network: post[0].network,
        unit: giftgate::domain::reading::Unit::Impressions,
        value: 1_234,
        field: "typed".to_owned(),
        definition: "by hand".to_owned(),
        read_at: world.app.now(),
        method: giftgate::domain::reading::Method::Measured,
        coverage_percent: 100,
    };
    giftgate::services::measuring::add_readings(&world.app, &loaded, &[typed]).await.expect("taken");
    let readings = marketer.get(&format!("{CAMPAIGN}/report/readings")).await;
    let items = readings.is(StatusCode::OK).json["items"].as_array().expect("items").clone();
    let own = items.iter().find(|one| one["field"] == "typed").expect("the reading");
    assert_eq!(
        (&own["value"], &own["definition"], &own["set_aside_at"]),
        (&json!(1_234), &json!("by hand"), &Value::Null)
    );
    let last = items.last().expect("one")["id"].as_str().expect("an id");
    let behind = marketer.get(&format!("{CAMPAIGN}/report/readings?after={last}")).await;
    assert_eq!(behind.json["items"], json!([]));

    let effect = marketer.get(&format!("{CAMPAIGN}/report/effect")).await;
    assert!(effect.is(StatusCode::OK).json["treated"].as_u64().is_some_and(|n| n >= 1));
    let compared = marketer.get("/api/v1/reports/compare").await;
    assert_eq!(compared.is(StatusCode::OK).json["campaigns"].as_array().map(Vec::len), Some(2));

    let case = format!("{CAMPAIGN}/case");
    assert_eq!(marketer.get(&case).await.code(), "not_found", "nobody wrote one");
    let text = CaseText {
        title: "A watch for Willem".to_owned(),
        story: "He wrote that he flies.".to_owned(),
        slug: "a-watch".to_owned(),
        language: Language::En,
    };
    case_studies::save(&world.app, &loaded, &text, &PLANNER).await.expect("an answer").expect("saved");
    let shown = marketer.get(&case).await;
    assert_eq!((&shown.is(StatusCode::OK).json["state"], &shown.json["address"]), (&json!("draft"), &Value::Null));

    let only = Grant { campaign: Some("winter-escape".to_owned()), ..Grant::everywhere(Role::Marketer) };
    let (token, _) = token_of(&world, &[only]).await;
    let router = world.router();
    let get = async |path: &str| ask(&router, &token, (axum::http::Method::GET, path), &[], None).await;
    assert_eq!(get("/api/v1/reports").await.json["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(get("/api/v1/reports/compare").await.json["campaigns"].as_array().map(Vec::len), Some(1));
    for path in ["/report/readings", "/report/effect", "/case"] {
        assert_eq!(get(&format!("{CAMPAIGN}{path}")).await.code(), "not_found", "{path}");
    }
}

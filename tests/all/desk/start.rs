//! A new campaign from an example: a draft with a file of its own, for planners of all campaigns.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::services::insight::IdeaKind;
use giftgate::services::{campaigns, insight};

use crate::support::world::World;

#[tokio::test]
async fn a_planner_starts_a_campaign_from_an_example() {
    let world = World::new().await;
    let mut planner = world.planner().await;
    let list = planner.get("/").await.body;
    assert!(list.contains("href=\"/campaigns/new\""), "{list}");
    let page = planner.get("/campaigns/new").await;
    assert!(page.status == StatusCode::OK && page.body.contains("value=\"winter-escape\""), "{}", page.body);
    let right = [
        ("example", "winter-escape"),
        ("slug", "spring-2026"),
        ("name", "Spring"),
        ("starts_on", "2026-04-01"),
        ("ends_on", "2026-04-02"),
        ("station", "MAD"),
    ];
    let wrong: Vec<_> = right.iter().map(|(name, _)| (*name, if *name == "example" { "small" } else { "" })).collect();
    let told = planner.post("/campaigns/new", &wrong).await;
    assert_eq!((told.status, told.body.matches("role=\"alert\"").count()), (StatusCode::UNPROCESSABLE_ENTITY, 5));
    let made = planner.post("/campaigns/new", &right).await;
    assert_eq!(made.leads_to(), "/campaigns/spring-2026/edit?done=campaign_made");
    let loaded = campaigns::load(&world.app, "spring-2026").await.expect("it is there");
    assert_eq!((loaded.state, loaded.campaign.stations[0].iata.as_str()), (CampaignState::Draft, "MAD"));
    let editor = planner.get("/campaigns/spring-2026/edit").await;
    assert!(editor.status == StatusCode::OK && editor.body.contains("# "), "its comments are there");
    let again = planner.post("/campaigns/new", &right).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("already"), "{}", again.body);
    let shadowing = [right[0], ("slug", "compare"), right[2], right[3], right[4], right[5]];
    assert_eq!(planner.post("/campaigns/new", &shadowing).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_idea_from_what_people_talk_about_becomes_a_campaign_once() {
    let world = World::new().await;
    let marketer = Actor::simulated(Role::Marketer);
    let note = "Boots dried for hikers";
    for kind in [IdeaKind::Task, IdeaKind::Campaign] {
        insight::take_up(&world.app, "interest:hiking", note, kind, &marketer).await.expect("taken up");
    }
    let ideas = insight::insight(&world.app, false).await.expect("ideas").ideas;
    let id = |kind| ideas.iter().find(|idea| idea.kind == kind).expect("one").id.to_string();
    let (task, idea) = (id(IdeaKind::Task), id(IdeaKind::Campaign));
    let mut planner = world.planner().await;
    let themes = planner.get("/campaigns/insight").await.body;
    let leads = |id: &str| themes.contains(&format!("/campaigns/new?idea={id}"));
    assert!(leads(&idea) && !leads(&task), "{themes}");
    assert!(!world.marketer().await.get("/campaigns/insight").await.body.contains("/campaigns/new"));
    for (asked, told) in [(idea.as_str(), true), (&task, false), ("7", false)] {
        let page = planner.get(&format!("/campaigns/new?idea={asked}")).await;
        assert_eq!((page.status, page.body.contains(note)), (StatusCode::OK, told), "{asked}");
    }
    let form = [
        ("example", "small"),
        ("slug", "boots"),
        ("name", "Boots"),
        ("starts_on", "2026-04-01"),
        ("ends_on", "2026-04-02"),
        ("station", "AMS"),
        ("idea", idea.as_str()),
    ];
    assert_eq!(planner.post("/campaigns/new", &form).await.leads_to(), "/campaigns/boots/edit?done=campaign_made");
    assert_eq!(campaigns::load(&world.app, "boots").await.expect("made").campaign.goal, note);
    let left = insight::insight(&world.app, false).await.expect("ideas").ideas;
    assert_eq!(left.iter().map(|idea| idea.id.to_string()).collect::<Vec<_>>(), [task]);
}

#[tokio::test]
async fn whoever_is_bound_to_one_campaign_starts_no_other() {
    let world = World::new().await;
    world.live_campaign().await;
    let grant = Grant { campaign: Some("schiphol-surprise".to_owned()), ..Grant::everywhere(Role::Planner) };
    let mut bound = world.member(&[grant]).await;
    assert!(!bound.get("/").await.body.contains("/campaigns/new"));
    assert_eq!(bound.ask(Method::GET, "/campaigns/new").await.code(), "forbidden");
    let mut approver = world.approver().await;
    assert_eq!(approver.ask(Method::GET, "/campaigns/new").await.code(), "forbidden");
}

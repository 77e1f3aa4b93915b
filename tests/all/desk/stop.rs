//! The stop switch: one freezes, two let it go on; the database knows that rule too.

use axum::http::StatusCode;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::gift::GiftState;
use giftgate::domain::refusal::Refusal;
use giftgate::services::{Error, campaigns, delivery, stopping};

use super::{ROOT, audited};
use crate::support::raw;
use crate::support::small::{APPROVER, GATE, PLANNER, approved, campaign, gift, named, plain};
use crate::support::world::World;

async fn state(world: &World) -> CampaignState {
    campaigns::load(&world.app, "schiphol-surprise").await.expect("the campaign").state
}

#[tokio::test]
async fn one_stops_a_campaign_and_two_let_it_go_on() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    delivery::pick_up(&world.app, &loaded, all[0].gift.id, &GATE).await.expect("picked up");
    let (mut anna, mut bo) = (world.planner().await, world.approver().await);
    assert!(anna.get(ROOT).await.body.contains("Stop this campaign"));
    assert_eq!(anna.post(&format!("{ROOT}/stop"), &[]).await.leads_to(), format!("{ROOT}?done=stopped"));
    assert_eq!(state(&world).await, CampaignState::Paused);
    let board = bo.get(ROOT).await.body;
    assert!(board.contains("This campaign is stopped") && board.contains("<b>5</b> approved gifts frozen"), "{board}");
    assert!(board.contains("<b>1</b> gift is with a courier already"));
    let (_, detail) = audited(&world, &loaded.id.to_string()).await.pop().expect("an entry");
    assert!(detail.contains(r#""deliveries":5"#) && detail.contains(r#""carried":1"#), "{detail}");
    let refused = delivery::pick_up(&world.app, &loaded, all[1].gift.id, &GATE).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::Stopped { .. }))));
    assert_eq!(anna.post(&format!("{ROOT}/stop"), &[]).await.status, StatusCode::CONFLICT, "it is stopped already");

    anna.post(&format!("{ROOT}/resume"), &[]).await.leads_to();
    let own = anna.get(ROOT).await.body;
    assert!(own.contains("You asked yourself") && !own.contains("Confirm: the campaign goes on"));
    let board = bo.get(ROOT).await.body;
    let request = board.split(&format!("{ROOT}/resume/")).nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("{ROOT}/resume/{}", request.expect("a form"));
    let alone = anna.post(&path, &[]).await;
    assert!(alone.status == StatusCode::CONFLICT && alone.body.contains("You asked for this yourself"));
    assert_eq!(bo.post(&format!("{ROOT}/resume"), &[]).await.status, StatusCode::CONFLICT, "one request at a time");
    assert_eq!(state(&world).await, CampaignState::Paused);
    assert_eq!(bo.post(&path, &[]).await.leads_to(), format!("{ROOT}?done=resumed"));
    assert_eq!(state(&world).await, CampaignState::Live);
    delivery::pick_up(&world.app, &loaded, all[1].gift.id, &GATE).await.expect("it goes on");
    assert_eq!(bo.post(&path, &[]).await.status, StatusCode::CONFLICT, "once");
    assert_eq!(gift(&world, &loaded, &all[2]).await.gift.state, GiftState::Approved, "as it was before the stop");
    world.run_jobs().await;
}

#[tokio::test]
async fn the_privacy_officer_stops_a_campaign_and_its_team_lets_it_go_on() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 2).await;
    let mut officer = world.member(&[Grant::everywhere(Role::Privacy)]).await;
    let path = "/privacy/campaigns/schiphol-surprise/stop";
    let desk = officer.get("/privacy").await.body;
    assert!(desk.contains(&format!("action=\"{path}\"")) && desk.contains("<b>2</b> approved gifts frozen"), "{desk}");
    assert_eq!(officer.post("/privacy/campaigns/none/stop", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(path, &[]).await.leads_to(), "/privacy?done=stopped");
    assert_eq!(state(&world).await, CampaignState::Paused);
    let (action, detail) = audited(&world, &loaded.id.to_string()).await.pop().expect("an entry");
    assert!(action == "campaign.move" && detail.contains(r#""deliveries":2"#), "{detail}");
    let desk = officer.get("/privacy").await.body;
    assert!(desk.contains("Stopped by: Privacy officer") && !desk.contains(path), "{desk}");
    assert_eq!(officer.post(path, &[]).await.status, StatusCode::CONFLICT, "it is stopped already");
    // To let it go on is not for the officer: neither page nor role.
    assert_eq!(officer.post(&format!("{ROOT}/resume"), &[]).await.status, StatusCode::FORBIDDEN);
    let by_role = stopping::ask_to_resume(&world.app, &loaded, &Actor::simulated(Role::Privacy)).await;
    assert!(matches!(by_role, Err(Error::Refused(Refusal::WrongRole { .. }))));
    assert!(world.planner().await.get(ROOT).await.body.contains("Stopped by: Privacy officer"));
    let asked = stopping::ask_to_resume(&world.app, &loaded, &PLANNER).await.expect("asked");
    assert!(officer.get("/privacy").await.body.contains("Asked to go on by"));
    stopping::confirm_resume(&world.app, &loaded, asked.id, &APPROVER).await.expect("confirmed");
    named(&world, "another", plain).await;
    let only = Grant { campaign: Some("another".to_owned()), ..Grant::everywhere(Role::Privacy) };
    assert_eq!(world.member(&[only]).await.post(path, &[]).await.status, StatusCode::NOT_FOUND, "not theirs");
    assert_eq!(state(&world).await, CampaignState::Live);
    world.run_jobs().await;
}

#[tokio::test]
async fn a_request_holds_for_an_hour_and_not_beyond_the_next_stop() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let app = &world.app;
    stopping::stop(app, &loaded, &APPROVER).await.expect("stopped");
    let old = stopping::ask_to_resume(app, &loaded, &PLANNER).await.expect("asked");
    world.advance(60);
    let late = stopping::confirm_resume(app, &loaded, old.id, &APPROVER).await;
    assert!(matches!(late, Err(Error::Refused(Refusal::RequestExpired))), "{late:?}");
    let new = stopping::ask_to_resume(app, &loaded, &PLANNER).await.expect("asked again");
    let mixed = stopping::confirm_resume(app, &loaded, old.id, &APPROVER).await;
    assert!(matches!(mixed, Err(Error::Refused(Refusal::RequestExpired))), "only what they were shown: {mixed:?}");
    stopping::confirm_resume(app, &loaded, new.id, &APPROVER).await.expect("confirmed");
    stopping::stop(app, &loaded, &PLANNER).await.expect("stopped again");
    let before = stopping::confirm_resume(app, &loaded, new.id, &APPROVER).await;
    assert!(matches!(before, Err(Error::Refused(Refusal::RequestExpired))), "{before:?}");
    assert_eq!(state(&world).await, CampaignState::Paused);
}

#[tokio::test]
async fn the_database_refuses_a_second_person_who_is_the_first() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    stopping::stop(&world.app, &loaded, &PLANNER).await.expect("stopped");
    stopping::ask_to_resume(&world.app, &loaded, &PLANNER).await.expect("asked");
    let store = &world.app.store;
    let alone = "update resume_request set confirmed_by = asked_by, confirmed_at = asked_at";
    assert!(raw::execute(store, alone).await.is_err());
    let twice = "insert into resume_request select * from resume_request";
    assert!(raw::execute(store, twice).await.is_err());
    for (mut stopped, by) in [(loaded.clone(), PLANNER), (loaded.clone(), APPROVER)] {
        stopped.state = CampaignState::Paused;
        let alone = campaigns::move_to(&world.app, &mut stopped, CampaignState::Live, &by).await;
        assert!(matches!(alone, Err(Error::Refused(_))), "{alone:?}");
    }
}

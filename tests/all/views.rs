//! Read models on a small day that services built: numbers agree with each other, pages add up, nothing sealed leaks.

mod day;
mod lists;

use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::flight::Flight;
use giftgate::domain::gift::HandOverOutcome;
use giftgate::domain::id::{MatchId, mint};
use giftgate::domain::matching::MatchState;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::delivery::{HandOverReport, hand_over, pick_up};
use giftgate::services::{Error, approval, planning, review, views};
use giftgate::store::gift::StoredGift;
use giftgate::store::view::candidates::CandidateFilter;
use giftgate::store::view::follow_ups::FollowUpFilter;
use uuid::Uuid;

use crate::support::small::event;
use crate::support::world::World;

const SLUG: &str = "schiphol-surprise";

const fn actor(role: Role) -> Actor {
    Actor::simulated(role)
}

/// A day with everything confirmed and planned.
async fn planned(world: &World) -> LoadedCampaign {
    let loaded = world.live_campaign().await;
    let report = world.sample_day(&loaded).await;
    assert!(report.suggested > 20, "{report:?}");
    for candidate in world.app.store.list_candidates(loaded.id).await.expect("candidates") {
        if candidate.state == MatchState::Suggested {
            review::confirm(&world.app, candidate.id, &actor(Role::Planner)).await.expect("confirmed");
        }
    }
    planning::make_plan(&world.app, &loaded, planning::PlanFrom::Confirmed, 7, &actor(Role::Planner))
        .await
        .expect("a plan");
    loaded
}

async fn gifts(world: &World, loaded: &LoadedCampaign) -> Vec<StoredGift> {
    world.app.store.list_gifts(loaded.id).await.expect("gifts")
}

async fn approve_all(world: &World, loaded: &LoadedCampaign) {
    for gift in gifts(world, loaded).await {
        approval::propose(&world.app, gift.gift.id, &actor(Role::Planner)).await.expect("proposed");
        let (id, hash) = (gift.gift.id, gift.gift.content_hash);
        let approvers = [actor(Role::Approver), Actor::second_simulated(Role::Approver)];
        for by in approvers.iter().take(usize::from(loaded.campaign.approvers_for(gift.cost_minor))) {
            approval::approve(&world.app, loaded, id, &hash, by).await.expect("approved");
        }
    }
}

async fn bring(world: &World, loaded: &LoadedCampaign, gift: &StoredGift, outcome: HandOverOutcome, consent: bool) {
    let gate = actor(Role::Gate);
    pick_up(&world.app, loaded, gift.gift.id, &gate).await.expect("picked up");
    let now = world.app.now();
    let consents = ConsentKind::ALL
        .iter()
        .map(|kind| ConsentAnswer { kind: *kind, granted: consent, language: gift.language, text_version: 1 })
        .collect();
    let happened_at = gift.gift.window.expect("a window").opens_at;
    let report = HandOverReport { gift: gift.gift.id, receipt: receipt(world), outcome, happened_at, consents };
    assert!(hand_over(&world.app, loaded, &report, &gate).await.expect("handed over"), "{now}");
}

fn receipt(world: &World) -> Uuid {
    mint(world.app.now(), &mut *world.app.rng())
}

async fn flight_of(world: &World, gift: &StoredGift) -> Flight {
    let flights = world.app.store.list_flights().await.expect("flights");
    flights.into_iter().find(|(id, _)| *id == gift.leg).expect("its leg").1
}

#[tokio::test]
async fn an_unknown_campaign_match_or_station_is_not_found() {
    let world = World::new().await;
    let app = &world.app;
    assert!(matches!(views::board(app, "nope").await, Err(Error::NotFound { what: "campaign", .. })));
    assert!(matches!(views::report(app, "nope").await, Err(Error::NotFound { .. })));
    assert!(matches!(views::plan(app, "nope", None, None).await, Err(Error::NotFound { .. })));
    assert!(matches!(views::gate(app, "QQQ").await, Err(Error::NotFound { what: "station", .. })));
    assert!(views::campaigns(app).await.expect("a list").campaigns.is_empty());
    world.live_campaign().await;
    let missing = views::candidate(app, SLUG, MatchId(Uuid::nil())).await;
    assert!(matches!(missing, Err(Error::NotFound { what: "match", .. })));
}

#[tokio::test]
async fn an_empty_campaign_shows_empty_pages() {
    let world = World::new().await;
    world.live_campaign().await;
    let app = &world.app;
    let board = views::board(app, SLUG).await.expect("a board");
    assert_eq!((board.day.to_string().as_str(), board.legs.len(), board.alerts.len()), ("2025-03-04", 0, 0));
    assert_eq!(board.caps[0].cap, "money");
    assert!(board.caps.iter().any(|cap| cap.cap == "stock:novel" && cap.gift.is_some()));
    assert_eq!(views::plan(app, SLUG, None, None).await.expect("no plan").plan, None);
    let candidates = views::candidates(app, SLUG, &CandidateFilter::default()).await.expect("none");
    assert_eq!((candidates.total, candidates.counts.len()), (0, MatchState::ALL.len()));
    let report = views::report(app, SLUG).await.expect("a report");
    assert_eq!((report.cost_per_hand_over_minor, report.hold_out.minimum_detectable), (None, None));
    assert_eq!(views::gate_index(app).await.expect("no station").stations, []);
    assert_eq!(views::follow_ups(app, SLUG, &FollowUpFilter::default()).await.expect("none").lines, []);
}

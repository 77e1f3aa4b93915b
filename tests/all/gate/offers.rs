//! Gifts that can't be given where their flight leaves: offered where it lands, taken or refused there, or released.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use giftgate::domain::delivery::HandOverPoint;
use giftgate::domain::flight::{FlightEvent, FlightState};
use giftgate::domain::gift::GiftState;
use giftgate::services::arrival_offers::{answer_offer, offers_at};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::delivery::withdraw_overdue;
use giftgate::services::flight_clock::apply_events;
use giftgate::services::gate_sync::{Answer, sync};
use giftgate::services::views::gate;
use giftgate::store::audit::ChainState;
use giftgate::store::gift::StoredGift;
use serde_json::json;

use super::{GATE, PLANNER, World, approved, balances, check_ledger, gift, given, plain, tell};
use crate::support::small::{event, flight_of, written};
use crate::support::world::CAMPAIGN;

/// The campaign hands over at Oslo too, to who arrives there.
async fn with_oslo(world: &World) -> LoadedCampaign {
    let source = CAMPAIGN.replacen("[caps]", "[[stations]]\niata = \"OSL\"\nhand_over = [\"arrival\"]\n\n[caps]", 1);
    let courier = "\n[[delivery.couriers]]\nname = \"courier O\"\nstation = \"OSL\"\nfrom = \"06:00\"\nto = \"14:00\"\ncapacity = 12\n";
    let source = source + courier;
    written(world, &source, plain).await
}

/// The first gift on the flight to Oslo.
async fn to_oslo(world: &World, all: &[StoredGift]) -> StoredGift {
    for one in all {
        if flight_of(world, one).await.leg.destination == "OSL" {
            return one.clone();
        }
    }
    panic!("somebody flies to Oslo")
}

async fn departs(world: &World, one: &StoredGift) {
    let flight = flight_of(world, one).await;
    let told = FlightEvent { state: Some(FlightState::Departed), ..event(&flight, world.app.now()) };
    apply_events(&world.app, vec![told]).await.expect("told");
}

#[tokio::test]
async fn what_was_not_given_before_the_flight_left_is_offered_where_it_lands_and_given_there() {
    let world = World::new().await;
    let loaded = with_oslo(&world).await;
    let all = approved(&world, &loaded, 6).await;
    let one = to_oslo(&world, &all).await;
    let held = balances(&world, &loaded).await;
    world.advance(60);
    departs(&world, &one).await;
    world.run_jobs().await;
    let offered = offers_at(&world.app, "OSL").await.expect("offers");
    assert_eq!(offered.len(), 2, "both gifts of that flight");
    assert!(offered.iter().all(|offer| offer.from == "AMS" && offer.flight == "KL1197" && offer.window.is_some()));
    assert_eq!(balances(&world, &loaded).await, held, "their money stays promised");
    let on_list = async |station: &str| gate(&world.app, station).await.expect("a list").open.len();
    assert_eq!((on_list("AMS").await, on_list("OSL").await), (4, 0), "nobody carries it before somebody said yes");

    let mut oslo = world.gate("OSL").await;
    let page = oslo.get("/gate/OSL/rounds").await.body;
    assert!(page.contains("Offered to us") && page.contains("from AMS"), "{page}");
    assert!(page.contains("data-events=\"/gate/OSL/events\""), "it hears of changes by itself");
    let list = oslo.get("/gate/OSL").await.body;
    assert!(list.contains("from AMS") && list.contains("value=\"accept\""), "answered where gate staff look: {list}");
    assert!(oslo.get("/gate").await.body.contains("2 offered to us"), "the choice of stations counts them");
    let phone = oslo.ask(Method::GET, "/gate/OSL/list.json").await.body;
    let phone: serde_json::Value = serde_json::from_str(&phone).expect("JSON");
    assert_eq!(phone["list"]["offers"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&phone["list"]["offers"][0]["flight"], &phone["list"]["offers"][0]["from"]),
        (&json!("KL1197"), &json!("AMS"))
    );
    let answer = |gift| format!("/gate/OSL/gifts/{gift}/offer");
    let [first, second] = [offered[0].gift, offered[1].gift];
    let foreign = world.gate("AMS").await.post(&answer(first), &[("answer", "accept")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(oslo.post(&answer(first), &[("answer", "perhaps")]).await.status, StatusCode::BAD_REQUEST);
    let taken = oslo.post(&answer(first), &[("answer", "accept")]).await;
    assert_eq!(taken.leads_to(), "/gate/OSL/rounds?done=offer_accepted");
    assert_eq!(oslo.post(&answer(first), &[("answer", "accept")]).await.status, StatusCode::CONFLICT, "answered");
    let refused = oslo.post(&answer(second), &[("answer", "refuse"), ("back", "list")]).await;
    assert_eq!(refused.leads_to(), "/gate/OSL?done=offer_refused", "whoever answers on the list stays there");
    assert!(!oslo.get("/gate/OSL").await.body.contains("data-offer-list"));
    assert!(!oslo.get("/gate").await.body.contains("offered to us"));
    world.run_jobs().await;
    assert_eq!(on_list("OSL").await, 1);
    let (ours, theirs) =
        (all.iter().find(|gift| gift.gift.id == first), all.iter().find(|gift| gift.gift.id == second));
    let theirs = gift(&world, &loaded, theirs.expect("a gift")).await;
    assert_eq!((theirs.gift.state, theirs.withdrawn_why.as_deref()), (GiftState::Withdrawn, Some("offer_refused")));
    let ours = gift(&world, &loaded, ours.expect("a gift")).await;
    assert_eq!(
        (ours.station.as_str(), ours.point, ours.gift.state),
        ("OSL", HandOverPoint::Arrival, GiftState::Approved)
    );
    let answers = sync(&world.app, "OSL", &[tell(&world, first, given())], &GATE).await.expect("answers");
    assert_eq!(answers, [Answer::Accepted]);
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn an_offer_that_nobody_answers_lapses_and_a_cancelled_flight_is_offered_nowhere() {
    let world = World::new().await;
    let loaded = with_oslo(&world).await;
    let all = approved(&world, &loaded, 6).await;
    let one = to_oslo(&world, &all).await;
    let free = |balances: Vec<(String, i64, i64)>| balances.iter().map(|(_, reserved, _)| *reserved).sum::<i64>();
    let held = free(balances(&world, &loaded).await);
    // The window closes while nobody has picked them up.
    let closes_at = one.gift.window.expect("a window").closes_at;
    world.app.set_now(closes_at + Duration::minutes(1));
    assert_eq!(withdraw_overdue(&world.app, &loaded).await.expect("looked"), 0);
    assert_eq!(offers_at(&world.app, "OSL").await.expect("offers").len(), 2);
    assert_eq!(free(balances(&world, &loaded).await), held);
    assert!(answer_offer(&world.app, "OSL", one.gift.id, true, &PLANNER).await.is_err(), "not for planners");
    // It lands, everyone leaves, nobody answered.
    world.advance(6 * 60);
    assert_eq!(withdraw_overdue(&world.app, &loaded).await.expect("looked"), 6);
    assert_eq!(offers_at(&world.app, "OSL").await.expect("offers"), []);
    assert_eq!(gift(&world, &loaded, &one).await.withdrawn_why.as_deref(), Some("too_late"));
    assert_eq!(free(balances(&world, &loaded).await), 0, "all money is free again");
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;

    let other = World::new().await;
    let loaded = with_oslo(&other).await;
    let all = approved(&other, &loaded, 3).await;
    let one = to_oslo(&other, &all).await;
    let flight = flight_of(&other, &one).await;
    let told = FlightEvent { state: Some(FlightState::Cancelled), ..event(&flight, other.app.now()) };
    let report = apply_events(&other.app, vec![told]).await.expect("told");
    assert_eq!((report.offered, report.withdrawn), (0, 1));
    other.run_jobs().await;
}

#[tokio::test]
async fn a_phone_without_signal_that_gave_it_in_time_still_counts() {
    let world = World::new().await;
    let loaded = with_oslo(&world).await;
    let all = approved(&world, &loaded, 3).await;
    let one = to_oslo(&world, &all).await;
    let report = tell(&world, one.gift.id, given());
    world.advance(120);
    departs(&world, &one).await;
    assert_eq!(offers_at(&world.app, "OSL").await.expect("offers").len(), 1);
    let answers = sync(&world.app, "AMS", &[report.clone(), report], &GATE).await.expect("answers");
    assert_eq!(answers, [Answer::Accepted, Answer::Duplicate]);
    assert_eq!(offers_at(&world.app, "OSL").await.expect("offers"), []);
    assert!(answer_offer(&world.app, "OSL", one.gift.id, true, &GATE).await.is_err());
    assert_eq!(gift(&world, &loaded, &one).await.gift.state, GiftState::HandedOver);
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
}

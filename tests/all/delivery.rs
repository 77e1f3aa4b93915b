//! Delivering while flights move: money and stock come back, what is carried stays in its hands, a hand-over counts once.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Duration;
use giftgate::domain::actor::Actor;
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::flight::{FlightEvent, FlightState};
use giftgate::domain::gift::{GiftState, HandOverOutcome};
use giftgate::domain::id::{CourierId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::refusal::Refusal;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::delivery::{Beside, HandOverReport, TakenIn, hand_over, hand_over_told, pick_up};
use giftgate::services::{Error, flight_clock, rounds};
use giftgate::store::StoreError;
use giftgate::store::audit::ChainState;
use giftgate::store::delivery::StoredStop;
use giftgate::store::gift::StoredGift;
use tokio::task::JoinSet;

use crate::support::raw;
use crate::support::small::{
    GATE, PLANNER, approve, approved, balances, campaign, check_ledger, confirmed, event, flight_of, gift, gifts, give,
    plain, plan, propose_all, receipt, report,
};
use crate::support::world::World;

async fn stops(world: &World, loaded: &LoadedCampaign) -> BTreeMap<GiftId, StoredStop> {
    let stops = world.app.store.list_stops(loaded.id).await.expect("stops");
    stops.into_iter().map(|stop| (stop.gift, stop)).collect()
}

/// Gifts of the leg that the first gift is on.
fn on_same_leg<'a>(all: &'a [StoredGift], one: &StoredGift) -> Vec<&'a StoredGift> {
    all.iter().filter(|gift| gift.leg == one.leg).collect()
}

async fn tell(
    world: &World,
    one: &StoredGift,
    change: impl FnOnce(FlightEvent) -> FlightEvent,
) -> flight_clock::ClockReport {
    let flight = flight_of(world, one).await;
    let news = change(event(&flight, world.app.now()));
    let report = flight_clock::apply_events(&world.app, vec![news]).await.expect("news");
    world.run_jobs().await;
    report
}

fn cancelled(event: FlightEvent) -> FlightEvent {
    FlightEvent { state: Some(FlightState::Cancelled), ..event }
}

#[tokio::test]
async fn a_cancelled_flight_gives_back_its_gifts_money_and_stock() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 9).await;
    let off = on_same_leg(&all, &all[0]);
    let before: BTreeMap<_, _> =
        balances(&world, &loaded).await.into_iter().map(|(cap, held, _)| (cap, held)).collect();
    world.advance(1);
    let told = tell(&world, &all[0], cancelled).await;
    assert_eq!((told.withdrawn, told.changes.len()), (3, 1));
    let freed: i64 = off.iter().map(|gift| gift.cost_minor).sum();
    let after: BTreeMap<_, _> = balances(&world, &loaded).await.into_iter().map(|(cap, held, _)| (cap, held)).collect();
    assert_eq!(after["money"], before["money"] - freed);
    assert_eq!(after["gifts"], before["gifts"] - 3);
    for one in &off {
        let cap = format!("stock:{}", one.idea);
        let of_idea = off.iter().filter(|other| other.idea == one.idea).count();
        assert_eq!(after[&cap], before[&cap] - i64::try_from(of_idea).expect("few"), "{cap}");
        let now = gift(&world, &loaded, one).await;
        assert_eq!((now.gift.state, now.withdrawn_why.as_deref()), (GiftState::Withdrawn, Some("cancelled")));
        assert!(!stops(&world, &loaded).await.contains_key(&one.gift.id), "nobody walks there");
    }
    check_ledger(&world, &loaded).await;
    // The same news again frees nothing again.
    assert_eq!(tell(&world, &all[0], cancelled).await.withdrawn, 0);
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn flights_move_gifts_of_stopped_campaigns_too() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    let mut stopped = loaded.clone();
    campaigns::move_to(&world.app, &mut stopped, CampaignState::Paused, &PLANNER).await.expect("paused");
    world.advance(1);
    assert_eq!(tell(&world, &all[0], cancelled).await.withdrawn, 2);
    campaigns::move_to(&world.app, &mut stopped, CampaignState::CoolDown, &Actor::OPERATOR)
        .await
        .expect("cooling down");
    let other = all.iter().find(|gift| gift.leg != all[0].leg).expect("another leg");
    assert_eq!(tell(&world, other, cancelled).await.withdrawn, 2);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_gate_change_moves_the_stop_and_a_delay_moves_the_window() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    let (moved, late) = (&all[0], all.iter().find(|gift| gift.leg != all[0].leg).expect("another leg"));
    let before = stops(&world, &loaded).await;
    assert_eq!(before.len(), 6);
    world.advance(1);
    let elsewhere = |event| FlightEvent {
        gate: Some("C5".to_owned()),
        pier: Some("C".to_owned()),
        state: Some(FlightState::GateChanged),
        ..event
    };
    let told = tell(&world, moved, elsewhere).await;
    assert_eq!((told.withdrawn, told.changes.len()), (0, 1), "{told:?}");
    let after = stops(&world, &loaded).await;
    for gift in on_same_leg(&all, moved) {
        assert_ne!(before[&gift.gift.id].gate.as_deref(), Some("C5"));
        assert_eq!(after[&gift.gift.id].gate.as_deref(), Some("C5"));
    }
    let delayed = |event: FlightEvent| {
        let later = |at: Option<_>| at.map(|at: chrono::DateTime<chrono::Utc>| at + Duration::minutes(40));
        FlightEvent {
            estimated_departure_at: later(Some(event.scheduled_departure_at)),
            state: Some(FlightState::Delayed),
            ..event
        }
    };
    let told = tell(&world, late, delayed).await;
    assert_eq!((told.moved, told.withdrawn), (2, 0), "{told:?}");
    let after = stops(&world, &loaded).await;
    for one in on_same_leg(&all, late) {
        let now = gift(&world, &loaded, one).await;
        let (was, is) = (one.gift.window.expect("a window"), now.gift.window.expect("a window"));
        assert!(is.closes_at > was.closes_at, "{was:?} {is:?}");
        let stop = &after[&one.gift.id];
        assert!(is.contains(stop.starts_at) && is.contains(stop.leaves_at), "{stop:?} {is:?}");
        assert_eq!(now.gift.state, GiftState::Approved);
    }
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn what_a_courier_carries_stays_with_that_courier() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 9).await;
    let before = stops(&world, &loaded).await;
    let carried: Vec<&StoredGift> = all.iter().step_by(2).collect();
    for gift in &carried {
        pick_up(&world.app, &loaded, gift.gift.id, &GATE).await.expect("picked up");
    }
    let with = |stops: &BTreeMap<GiftId, StoredStop>| -> Vec<(GiftId, CourierId)> {
        carried.iter().filter_map(|gift| Some((gift.gift.id, stops.get(&gift.gift.id)?.courier))).collect()
    };
    assert_eq!(with(&before).len(), carried.len());
    for (minutes, seed) in [(1, 1), (15, 2), (15, 3)] {
        world.advance(minutes);
        let gate = format!("B{seed}");
        tell(&world, &all[seed], |event| FlightEvent { gate: Some(gate), pier: Some("B".to_owned()), ..event }).await;
        rounds::replan_station(&world.app, &loaded, "AMS", seed as u64).await.expect("replanned");
        assert_eq!(with(&stops(&world, &loaded).await), with(&before), "turn {seed}");
    }
    // Off: what is carried is not taken back by the machine, what lies at the desk is.
    let flight = all[0].leg;
    world.advance(1);
    tell(&world, &all[0], cancelled).await;
    for gift in gifts(&world, &loaded).await.iter().filter(|gift| gift.leg == flight) {
        let was_carried = carried.iter().any(|one| one.gift.id == gift.gift.id);
        let wanted = if was_carried { GiftState::PickedUp } else { GiftState::Withdrawn };
        assert_eq!(gift.gift.state, wanted);
    }
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_gift_no_round_can_bring_is_offered_to_somebody_else() {
    let world = World::new().await;
    let slow = |campaign: &mut giftgate::domain::campaign::Campaign| {
        plain(campaign);
        // One hand-over fills a window of 25 minutes.
        campaign.delivery.service_minutes = 20;
        campaign.caps.gifts = Some(3);
    };
    let loaded = campaign(&world, slow).await;
    raw::execute(&world.app.store, "delete from courier where name <> 'courier 1'").await.expect("one courier left");
    confirmed(&world, &loaded, 12).await;
    let outcome = plan(&world, &loaded, 1).await;
    let legs: std::collections::BTreeSet<_> = gifts(&world, &loaded).await.iter().map(|gift| gift.leg).collect();
    assert_eq!((outcome.plan.gifts.len(), legs.len()), (3, 3), "one gift a flight is all a single courier can bring");
    assert_eq!(stops(&world, &loaded).await.len(), 3);
    assert!(outcome.plan.value <= outcome.plan.upper_bound);
    let given_up = |why: &String| why.starts_with("round:");
    assert!(outcome.plan.not_chosen.iter().any(|left| left.why.iter().any(given_up)), "{:?}", outcome.plan.not_chosen);
}

#[tokio::test]
async fn couriers_take_along_one_trip_at_a_time() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    raw::execute(&world.app.store, "delete from courier where name <> 'courier 1'").await.expect("one courier left");
    let all = approved(&world, &loaded, 6).await;
    let due = |minutes| rounds::due_at_desk(&world.app, &loaded, world.app.now() + Duration::minutes(minutes));
    assert_eq!(due(0).await.expect("nothing yet"), []);
    // Between two of the three flights there is time to come by the desk.
    let first = due(24 * 60).await.expect("the first trip");
    let mut legs: Vec<_> = all.iter().filter(|one| first.contains(&one.gift.id)).map(|one| one.leg).collect();
    legs.dedup();
    assert_eq!((first.len(), legs.len()), (2, 1), "{first:?}");
    for gift in first {
        pick_up(&world.app, &loaded, gift, &GATE).await.expect("picked up");
    }
    assert_eq!(due(24 * 60).await.expect("nothing"), [], "who is out takes nothing else");
}

#[tokio::test]
async fn the_same_receipt_five_times_in_any_order_is_one_hand_over() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    for gift in &all {
        pick_up(&world.app, &loaded, gift.gift.id, &GATE).await.expect("picked up");
    }
    let reports: Vec<HandOverReport> = all.iter().map(|gift| report(&world, gift, Vec::new())).collect();
    let mut taken = 0;
    for turn in 0..5 {
        for at in 0..3 {
            taken +=
                usize::from(hand_over(&world.app, &loaded, &reports[(at + turn) % 3], &GATE).await.expect("an answer"));
        }
    }
    assert_eq!((taken, raw::count(&world.app.store, "hand_over").await), (3, 3));
    let spent: i64 = all.iter().map(|gift| gift.cost_minor).sum();
    let money = balances(&world, &loaded).await.into_iter().find(|(cap, ..)| cap == "money").expect("money");
    assert_eq!(money, ("money".to_owned(), 0, spent));
    check_ledger(&world, &loaded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_devices_that_give_one_gift_at_once_one_is_refused_in_words() {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    for gift in &all {
        pick_up(&world.app, &loaded, gift.gift.id, &GATE).await.expect("picked up");
        let mut devices = JoinSet::new();
        for _ in 0..4 {
            let (world, loaded, report) = (Arc::clone(&world), loaded.clone(), report(&world, gift, Vec::new()));
            devices.spawn(async move { hand_over(&world.app, &loaded, &report, &GATE).await });
        }
        let answers = devices.join_all().await;
        assert_eq!(answers.iter().filter(|answer| matches!(answer, Ok(true))).count(), 1, "{answers:?}");
        let refused = |answer: &Result<bool, Error>| {
            matches!(
                answer,
                Err(Error::Refused(Refusal::WrongState { .. }) | Error::Store(StoreError::Stale | StoreError::Taken))
            )
        };
        assert_eq!(answers.iter().filter(|answer| refused(answer)).count(), 3, "{answers:?}");
    }
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 6);
    check_ledger(&world, &loaded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn approvals_hand_overs_and_cancellations_at_once_never_wait_in_a_circle() {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 18).await;
    plan(&world, &loaded, 7).await;
    propose_all(&world, &loaded).await;
    let all = gifts(&world, &loaded).await;
    let off = all[0].leg;
    let (now, later): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|gift| gift.gift.id.0.as_u128() % 2 == 0);
    for gift in &now {
        approve(&world, &loaded, gift).await;
    }
    let mut tasks = JoinSet::new();
    for one in now.into_iter().filter(|gift| gift.leg != off) {
        let (world, loaded) = (Arc::clone(&world), loaded.clone());
        tasks.spawn(async move { give(&world, &loaded, &one, Vec::new()).await });
    }
    for one in later.into_iter().filter(|gift| gift.leg != off) {
        let (world, loaded) = (Arc::clone(&world), loaded.clone());
        tasks.spawn(async move { approve(&world, &loaded, &one).await });
    }
    let news = cancelled(event(&flight_of(&world, &all[0]).await, world.app.now()));
    let clock = Arc::clone(&world);
    tasks.spawn(async move {
        let report = flight_clock::apply_events(&clock.app, vec![news]).await.expect("news");
        assert!(report.withdrawn > 0);
    });
    tasks.join_all().await;
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
    for gift in gifts(&world, &loaded).await {
        let wanted: &[GiftState] =
            if gift.leg == off { &[GiftState::Withdrawn] } else { &[GiftState::Approved, GiftState::HandedOver] };
        assert!(wanted.contains(&gift.gift.state), "{:?}", gift.gift);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn phones_that_send_their_whole_morning_at_once_never_wait_in_a_circle() {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 18).await;
    let mut phones = JoinSet::new();
    for (at, gift) in all.iter().enumerate() {
        let (world, loaded, report) = (Arc::clone(&world), loaded.clone(), report(&world, gift, Vec::new()));
        phones.spawn(async move {
            let beside = Beside { picks_up: at % 2 == 0, ..Beside::default() };
            if !beside.picks_up {
                pick_up(&world.app, &loaded, report.gift, &GATE).await.expect("picked up");
            }
            hand_over_told(&world.app, &loaded, &report, beside, &GATE).await
        });
    }
    for taken in phones.join_all().await {
        assert_eq!(taken.expect("taken in"), TakenIn::Now);
    }
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 18);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn what_was_not_picked_up_is_not_handed_over() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let before = balances(&world, &loaded).await;
    let early = hand_over(&world.app, &loaded, &report(&world, &all[0], Vec::new()), &GATE).await;
    assert!(matches!(early, Err(Error::Refused(Refusal::WrongState { .. }))), "{early:?}");
    let planner = pick_up(&world.app, &loaded, all[0].gift.id, &PLANNER).await;
    assert!(matches!(planner, Err(Error::Refused(Refusal::WrongRole { .. }))), "{planner:?}");
    assert_eq!(balances(&world, &loaded).await, before);
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 0);
}

#[tokio::test]
async fn a_receipt_stands_for_one_gift_only() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    for gift in &all {
        pick_up(&world.app, &loaded, gift.gift.id, &GATE).await.expect("picked up");
    }
    let first = report(&world, &all[0], Vec::new());
    assert!(hand_over(&world.app, &loaded, &first, &GATE).await.expect("taken in"));
    let mixed_up = HandOverReport { receipt: first.receipt, ..report(&world, &all[1], Vec::new()) };
    let answer = hand_over(&world.app, &loaded, &mixed_up, &GATE).await;
    assert!(matches!(answer, Err(Error::Store(StoreError::Taken))), "not silently dropped: {answer:?}");
    assert_eq!(gift(&world, &loaded, &all[1]).await.gift.state, GiftState::PickedUp);
}

#[tokio::test]
async fn a_declined_gift_frees_its_money_and_its_stock() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    for (one, outcome) in all.iter().zip([HandOverOutcome::Declined, HandOverOutcome::NotFound]) {
        pick_up(&world.app, &loaded, one.gift.id, &GATE).await.expect("picked up");
        let report = HandOverReport { outcome, receipt: receipt(&world), ..report(&world, one, Vec::new()) };
        assert!(hand_over(&world.app, &loaded, &report, &GATE).await.expect("taken in"));
    }
    assert!(balances(&world, &loaded).await.iter().all(|(_, held, spent)| (*held, *spent) == (0, 0)));
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn consents_are_no_until_somebody_says_yes() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let yes = |kind| ConsentAnswer { kind, granted: true, language: Language::En, text_version: 1 };
    give(&world, &loaded, &all[0], Vec::new()).await;
    give(&world, &loaded, &all[1], vec![yes(ConsentKind::Photo), yes(ConsentKind::Handle)]).await;
    give(&world, &loaded, &all[2], vec![yes(ConsentKind::Publication)]).await;
    let mut tx = world.app.store.begin().await.expect("a transaction");
    for (gift, granted) in all.iter().zip([false, false, true]) {
        assert_eq!(tx.publication_granted(gift.gift.id).await.expect("asked"), granted);
    }
    drop(tx);
    assert_eq!(raw::count(&world.app.store, "consent").await, 3);
}

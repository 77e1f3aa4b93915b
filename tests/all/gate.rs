//! The gate: what phones send is taken in once in any order, hand-overs can be taken back, the right person is told apart
//! without a name, and nobody sees another station.

mod faults;
mod flight_news;
mod night;
mod offers;
mod own_round;
mod pages;
mod photos;
mod real_day;
mod shuffled;
mod station_day;

use chrono::Duration;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::gift::{GiftState, HandOverOutcome};
use giftgate::domain::id::{AccountId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::refusal::Refusal;
use giftgate::services::Error;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::custody::{self, StockReason, count_stock};
use giftgate::services::delivery::{TakeBack, TakenIn, bring_back, hand_over, pick_up, take_back};
use giftgate::services::gate_sync::{Answer, Report, Told, sync};
use giftgate::services::views::{fits, phone_list};
use giftgate::store::audit::ChainState;
use giftgate::store::gift::StoredGift;
use uuid::Uuid;

use crate::support::raw;
use crate::support::small::{
    GATE, PLANNER, approved, balances, campaign, check_ledger, family, gift, give, plain, receipt, report,
};
use crate::support::world::World;

/// Somebody else at the gate.
const OTHER: Actor = Actor { id: AccountId(Uuid::from_u128(77)), role: Role::Gate, simulated: false };

fn given() -> Told {
    Told::HandOver { outcome: HandOverOutcome::Given, reason: None, checked_by: None, consents: Vec::new() }
}

fn tell(world: &World, gift: GiftId, told: Told) -> Report {
    Report { receipt: receipt(world), gift, device_at: world.app.now(), told }
}

async fn state(world: &World, loaded: &LoadedCampaign, one: &StoredGift) -> GiftState {
    gift(world, loaded, one).await.gift.state
}

async fn back(
    world: &World,
    loaded: &LoadedCampaign,
    gift: GiftId,
    hand_over: Uuid,
    after: i64,
) -> Result<TakenIn, Error> {
    let device_at = world.app.now() + Duration::seconds(after);
    let report = TakeBack { gift, hand_over, receipt: receipt(world), device_at };
    take_back(&world.app, loaded, &report, &GATE).await
}

#[tokio::test]
async fn a_hand_over_taken_back_gives_the_money_back_to_its_promise_and_withdraws_consents() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let promised = balances(&world, &loaded).await;
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    for outcome in HandOverOutcome::ALL {
        let one = &all[0];
        if state(&world, &loaded, one).await == GiftState::Approved {
            pick_up(&world.app, &loaded, one.gift.id, &GATE).await.expect("picked up");
        }
        let told = Report {
            told: Told::HandOver { outcome: *outcome, reason: None, checked_by: None, consents: vec![yes] },
            ..tell(&world, one.gift.id, Told::PickUp)
        };
        assert_eq!(
            sync(&world.app, "AMS", std::slice::from_ref(&told), &GATE).await.expect("answers"),
            [Answer::Accepted]
        );
        assert_ne!(balances(&world, &loaded).await, promised, "{outcome}");
        assert_eq!(back(&world, &loaded, one.gift.id, told.receipt, 20).await.expect("undone"), TakenIn::Now);
        assert_eq!(balances(&world, &loaded).await, promised, "{outcome}");
        assert_eq!(state(&world, &loaded, one).await, GiftState::PickedUp);
        let mut tx = world.app.store.begin().await.expect("a transaction");
        assert!(!tx.publication_granted(one.gift.id).await.expect("asked"));
        drop(tx);
        // The same undo and the same hand-over again change nothing.
        assert_eq!(back(&world, &loaded, one.gift.id, told.receipt, 21).await.expect("undone"), TakenIn::Before);
        assert_eq!(sync(&world.app, "AMS", &[told], &GATE).await.expect("answers"), [Answer::Duplicate]);
        assert_eq!(raw::count(&world.app.store, "hand_over").await, 0);
    }
    // It can be given for good then, with a fresh yes.
    let last = report(&world, &all[0], vec![yes]);
    assert!(hand_over(&world.app, &loaded, &last, &GATE).await.expect("given"));
    let mut tx = world.app.store.begin().await.expect("a transaction");
    assert!(tx.publication_granted(all[0].gift.id).await.expect("asked"));
    drop(tx);
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn a_hand_over_is_settled_after_thirty_seconds_and_for_everyone_else() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let told = tell(&world, all[0].gift.id, given());
    assert_eq!(sync(&world.app, "AMS", std::slice::from_ref(&told), &GATE).await.expect("answers"), [Answer::Accepted]);
    let late = back(&world, &loaded, all[0].gift.id, told.receipt, 60).await;
    assert!(matches!(late, Err(Error::Refused(Refusal::UndoTooLate))), "{late:?}");
    let undo = tell(&world, all[0].gift.id, Told::Undo { hand_over: told.receipt });
    let refused = [Answer::Refused { code: "undo_too_late".to_owned() }];
    assert_eq!(sync(&world.app, "AMS", &[undo], &OTHER).await.expect("answers"), refused);
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::HandedOver);
    let planner = TakeBack {
        gift: all[0].gift.id,
        hand_over: told.receipt,
        receipt: receipt(&world),
        device_at: world.app.now(),
    };
    assert!(take_back(&world.app, &loaded, &planner, &PLANNER).await.is_err());
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn of_two_phones_the_first_wins_and_the_other_is_told_who_and_when() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let id = all[0].gift.id;
    let (first, second) = (tell(&world, id, given()), tell(&world, id, given()));
    assert_eq!(
        sync(&world.app, "AMS", std::slice::from_ref(&first), &GATE).await.expect("answers"),
        [Answer::Accepted]
    );
    let at = world.app.now();
    world.advance(5);
    let declined =
        Told::HandOver { outcome: HandOverOutcome::Declined, reason: None, checked_by: None, consents: Vec::new() };
    let second = Report { told: declined, ..second };
    let conflict = [Answer::Conflict { who: String::new(), at, state: GiftState::HandedOver }];
    for _ in 0..2 {
        assert_eq!(sync(&world.app, "AMS", std::slice::from_ref(&second), &OTHER).await.expect("answers"), conflict);
    }
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::HandedOver);
    // A pick-up that comes after the same person's hand-over says nothing new; someone else's is a conflict.
    let late = tell(&world, id, Told::PickUp);
    assert_eq!(sync(&world.app, "AMS", &[late], &GATE).await.expect("answers"), [Answer::Duplicate]);
    let other = tell(&world, id, Told::PickUp);
    assert!(matches!(
        sync(&world.app, "AMS", &[other], &OTHER).await.expect("answers")[0],
        Answer::Conflict { state: GiftState::HandedOver, .. }
    ));
    let view = custody::rounds(&world.app, "AMS").await.expect("rounds");
    assert_eq!(view.unsettled.iter().filter(|line| line.code == "conflict").count(), 2);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn an_undo_that_comes_before_its_hand_over_keeps_it_from_counting() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let before = balances(&world, &loaded).await;
    let one = tell(&world, all[0].gift.id, given());
    let undo = tell(&world, all[0].gift.id, Told::Undo { hand_over: one.receipt });
    let taken = tell(&world, all[0].gift.id, Told::PickUp);
    let answers = sync(&world.app, "AMS", &[undo, one, taken], &GATE).await.expect("answers");
    assert_eq!(answers, [Answer::Accepted, Answer::Duplicate, Answer::Accepted]);
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::PickedUp);
    assert_eq!(balances(&world, &loaded).await, before);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_report_for_another_station_or_no_gift_is_kept_and_changes_nothing() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let unknown = tell(&world, GiftId(Uuid::from_u128(5)), given());
    let foreign = tell(&world, all[0].gift.id, given());
    let refused = Answer::Refused { code: "unknown_gift".to_owned() };
    assert_eq!(
        sync(&world.app, "JFK", std::slice::from_ref(&foreign), &GATE).await.expect("answers"),
        std::slice::from_ref(&refused)
    );
    assert_eq!(sync(&world.app, "AMS", &[unknown], &GATE).await.expect("answers"), [refused]);
    assert_eq!(raw::count(&world.app.store, "unsettled_report").await, 2);
    // At the right station it is taken in, and no longer waits for anybody to look at it.
    assert_eq!(sync(&world.app, "AMS", &[foreign], &GATE).await.expect("answers"), [Answer::Accepted]);
    assert_eq!(raw::count(&world.app.store, "unsettled_report").await, 1);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn the_right_person_is_told_by_seat_and_name_and_nobody_else_is() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let list = phone_list(&world.app, "AMS", "").await.expect("a list");
    assert_eq!(list.cards.len(), 3);
    let mut right = 0;
    for n in 0..3 {
        for one in &all {
            let seat = format!("{}A", n + 1);
            right += usize::from(fits(&world.app, "AMS", one.gift.id, &family(n), &seat).await.expect("an answer"));
            assert!(!fits(&world.app, "AMS", one.gift.id, &family(n), "30F").await.expect("an answer"));
            assert!(!fits(&world.app, "AMS", one.gift.id, "", &seat).await.expect("an answer"));
        }
    }
    assert_eq!(right, 3, "each of them for one gift");
    let told = serde_json::to_string(&list).expect("JSON").to_uppercase();
    for n in 0..3 {
        assert!(
            !told.contains(&family(n).to_uppercase()) && !told.contains(&format!("PNR00{n}")),
            "a name on the list"
        );
    }
    assert!(list.cards.iter().all(|card| card.keys.len() >= 2 && !card.first_name.is_empty()));
    assert_eq!(list.wipe_at.map(|at| at.to_rfc3339()).as_deref(), Some("2025-03-05T09:00:00+00:00"));
    // A pass may name the flight as another airline sells it.
    let also = |flight: &str| {
        let card = list.cards.iter().find(|card| card.flight == flight).expect("a card");
        card.also_called.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((also("KL1401").as_str(), also("KL1197").as_str()), ("DL9205", ""));
    // Before six hours to go and from two hours after the flight a phone learns no name.
    world.advance(9 * 60);
    let late = phone_list(&world.app, "AMS", "").await.expect("a list");
    assert!(late.cards.iter().all(|card| card.first_name.is_empty() && card.keys.is_empty() && card.seat.is_none()));
}

#[tokio::test]
async fn at_the_end_of_a_shift_the_gifts_add_up_or_somebody_says_why_not() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    give(&world, &loaded, &all[0], Vec::new()).await;
    pick_up(&world.app, &loaded, all[1].gift.id, &GATE).await.expect("picked up");
    pick_up(&world.app, &loaded, all[2].gift.id, &GATE).await.expect("picked up");
    let missed = giftgate::services::delivery::HandOverReport {
        outcome: HandOverOutcome::NotFound,
        happened_at: world.app.now(),
        ..report(&world, &all[2], Vec::new())
    };
    assert!(hand_over(&world.app, &loaded, &missed, &GATE).await.expect("told"));
    // The first one's time lies ahead of the world's clock, as the window does; the day's list has it all the same.
    let view = custody::rounds(&world.app, "AMS").await.expect("rounds");
    let sums = view.custody;
    assert_eq!((sums.at_desk, sums.carried, sums.handed, sums.to_bring_back, sums.returned), (3, 1, 1, 1, 0));
    assert_eq!(view.rounds.iter().map(|round| round.strays.len()).sum::<usize>(), 1);
    bring_back(&world.app, &loaded, all[2].gift.id, &GATE).await.expect("back");
    assert!(bring_back(&world.app, &loaded, all[2].gift.id, &GATE).await.is_err(), "it is back already");
    assert!(bring_back(&world.app, &loaded, all[0].gift.id, &GATE).await.is_err(), "what was given stays");
    let view = custody::rounds(&world.app, "AMS").await.expect("rounds");
    assert_eq!((view.custody.to_bring_back, view.custody.returned), (0, 1));
    assert_eq!(view.stock.iter().map(|line| line.expected).sum::<i64>(), 4);
    let line = &view.stock[0];
    let kind = (line.campaign.as_str(), line.idea.as_str());
    let right = u32::try_from(line.expected).expect("few");
    let count = |counted, why| count_stock(&world.app, "AMS", kind, counted, why, &GATE);
    assert_eq!(count(right, None).await.expect("counted"), Some(0));
    assert_eq!(count(right + 1, None).await.expect("asked why"), None);
    world.advance(1);
    assert_eq!(count(right + 1, Some(StockReason::Found)).await.expect("counted"), Some(1));
    assert!(count_stock(&world.app, "AMS", kind, right, None, &PLANNER).await.is_err());
    let view = custody::rounds(&world.app, "AMS").await.expect("rounds");
    let counted = view.stock[0].counted.as_ref().expect("a count");
    assert_eq!((counted.counted - counted.expected, counted.why.as_deref()), (1, Some("found")));
}

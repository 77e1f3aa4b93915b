//! A real morning at Schiphol, 4 March 2025, as its flights moved: what must hold whatever a flight does, after every piece of
//! news. Flights are facts (`campaigns/demo/README.md`), travellers and couriers are made up.

use std::collections::BTreeMap;

use chrono::Duration;
use giftgate::domain::flight::FlightEvent;
use giftgate::domain::gift::{GiftState, HandOverOutcome};
use giftgate::domain::id::{CourierId, GiftId};
use giftgate::domain::instant::Instant;
use giftgate::formats::flights::FlightRows;
use giftgate::formats::quarantine::collect;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::delivery::{HandOverReport, hand_over, pick_up, withdraw_overdue};
use giftgate::services::flight_clock::apply_events;
use giftgate::services::rounds::due_at_desk;
use giftgate::services::views::gate;
use giftgate::store::audit::ChainState;
use giftgate::store::gift::StoredGift;
use serde_json::{Value, json};

use super::{GATE, World, balances, campaign, check_ledger, family, plain, receipt};
use crate::support::small::{
    BOOKING_HEADER, approve, bookings, confirm_all, flight_of, flights, gifts, given, listen, plan, propose_all,
};
use crate::support::world::FLIGHTS;

/// Legs of that morning with gifts on them: on time, a little late, 70 minutes late (LIS), cancelled in the night (BRU).
const LEGS: [(&str, u16, &str); 8] = [
    ("KL", 1401, "CDG"),
    ("KL", 1701, "BRU"),
    ("HV", 5951, "LIS"),
    ("HV", 6115, "AGP"),
    ("HV", 6143, "ALC"),
    ("HV", 5071, "TOS"),
    ("HV", 6901, "DXB"),
    ("HV", 5663, "LPA"),
];
const TRAVELLERS: usize = 24;
/// The clock's step.
const STEP: i64 = 5;

/// Rows of the day that were known before an instant, and the news after it in the order they became known.
fn known(now: Instant) -> (String, Vec<FlightEvent>) {
    let known_at = |line: &str| line.rsplit(',').next().and_then(|cell| cell.parse::<Instant>().ok());
    let before: Vec<&str> = FLIGHTS.lines().filter(|line| known_at(line).is_none_or(|at| at <= now)).collect();
    let rows = FlightRows::open(FLIGHTS.as_bytes(), "flights.csv").expect("a header");
    let mut news = collect(rows).expect("rows").into_values();
    news.retain(|event| event.known_at.is_some_and(|at| at > now));
    news.sort_by_key(|event| event.known_at);
    (before.join("\n"), news)
}

fn booking(n: usize) -> String {
    let (carrier, number, to) = LEGS[n % LEGS.len()];
    let (given, family, row) = (given(n), family(n), n + 1);
    format!(
        "PNR{n:03},{given},{family},{carrier},{number},2025-03-04,AMS,{to},{row}A,economy,en,NL,bluesky,anna{n}.example,\
         2025-01-01T00:00:00Z,anna{n}@mail.example\n"
    )
}

fn post(n: usize) -> Value {
    let (carrier, number, to) = LEGS[n % LEGS.len()];
    json!({
        "id": format!("at://post/{n}"), "network": "bluesky", "created_at": "2025-03-04T02:30:00Z", "lang": "en",
        "text": format!("@klm off to {to} with {carrier}{number} from Schiphol this morning, a good coffee and hiking ahead!"),
        "author": { "id": format!("did:plc:anna{n}"), "handle": format!("anna{n}.example"),
                    "display_name": format!("{} {}", given(n), family(n)) },
        "mentions": ["klm.example"],
    })
}

/// Travellers on real flights, each with an approved gift.
async fn morning(world: &World) -> (LoadedCampaign, Vec<FlightEvent>) {
    let loaded = campaign(world, plain).await;
    let (before, news) = known(world.app.now());
    flights(world, &before).await;
    bookings(world, &(0..TRAVELLERS).map(booking).fold(format!("{BOOKING_HEADER}\n"), |csv, row| csv + &row)).await;
    listen(world, &loaded, &(0..TRAVELLERS).map(post).collect::<Vec<_>>()).await;
    assert_eq!(confirm_all(world, &loaded).await, TRAVELLERS, "each of them has a clear match");
    plan(world, &loaded, 7).await;
    propose_all(world, &loaded).await;
    for gift in gifts(world, &loaded).await {
        approve(world, &loaded, &gift).await;
    }
    world.run_jobs().await;
    (loaded, news)
}

/// Gifts, who has which on their list, and where each courier goes next.
struct Seen {
    gifts: BTreeMap<GiftId, StoredGift>,
    with: BTreeMap<GiftId, CourierId>,
    next: BTreeMap<CourierId, Option<String>>,
}

async fn look(world: &World, loaded: &LoadedCampaign) -> Seen {
    let gifts: BTreeMap<_, _> = gifts(world, loaded).await.into_iter().map(|gift| (gift.gift.id, gift)).collect();
    let mut stops = world.app.store.list_stops(loaded.id).await.expect("stops");
    stops.sort_by_key(|stop| (stop.starts_at, stop.gift));
    let with = stops.iter().map(|stop| (stop.gift, stop.courier)).collect();
    let is_open = |id: &GiftId| matches!(gifts[id].gift.state, GiftState::Approved | GiftState::PickedUp);
    let mut next = BTreeMap::new();
    for stop in stops.iter().filter(|stop| is_open(&stop.gift)) {
        next.entry(stop.courier).or_insert_with(|| stop.gate.clone());
    }
    Seen { gifts, with, next }
}

/// What a piece of news must leave as it is, and whom it must be told to.
async fn expect_kept(world: &World, before: &Seen, after: &Seen) {
    let now = world.app.now();
    for (id, was) in before.gifts.iter().filter(|(_, gift)| gift.gift.state == GiftState::PickedUp) {
        assert_eq!(after.gifts[id].gift.state, GiftState::PickedUp, "what is carried stays carried: {was:?}");
        assert_eq!(after.with.get(id), before.with.get(id), "and with who carries it: {was:?}");
    }
    let told = gate(&world.app, "AMS").await.expect("a list").told;
    for (courier, was) in &before.next {
        let is = after.next.get(courier);
        if is != Some(was) {
            let news = told.iter().find(|news| news.courier == *courier && news.at == now);
            let news = news.unwrap_or_else(|| panic!("nobody told {courier:?} of {was:?} -> {is:?} at {now}"));
            assert_eq!(news.gate.as_ref(), is.and_then(Option::as_ref), "the news say where to");
        }
    }
}

/// No window of an open gift closes after its flight has left; gives how many windows moved.
async fn expect_in_time(world: &World, before: &Seen, after: &Seen) -> usize {
    let mut moved = 0;
    for (id, gift) in after.gifts.iter().filter(|(_, gift)| !gift.gift.state.is_final()) {
        let flight = flight_of(world, gift).await;
        let leaves_at = flight.estimated_departure_at.unwrap_or(flight.scheduled_departure_at);
        if let Some(window) = gift.gift.window {
            assert!(window.closes_at <= leaves_at, "{} leaves at {leaves_at}: {window:?}", flight.leg);
        }
        moved += usize::from(gift.gift.window != before.gifts[id].gift.window);
    }
    moved
}

/// The ledger holds what is promised to open gifts, in money and in stock, and no cent more.
async fn expect_promised(world: &World, loaded: &LoadedCampaign) {
    let open: Vec<_> = gifts(world, loaded).await.into_iter().filter(|gift| !gift.gift.state.is_final()).collect();
    for (cap, reserved, _) in balances(world, loaded).await {
        if cap == "money" {
            assert_eq!(reserved, open.iter().map(|gift| gift.cost_minor).sum::<i64>(), "at {}", world.app.now());
        } else if let Some(idea) = cap.strip_prefix("stock:") {
            let promised = open.iter().filter(|gift| gift.idea == idea).count();
            assert_eq!(reserved, i64::try_from(promised).expect("few"), "{cap} at {}", world.app.now());
        }
    }
}

/// Couriers take along what is due, and hand over what is due now; who is gone is not met.
async fn deliver(world: &World, loaded: &LoadedCampaign) {
    let now = world.app.now();
    for gift in due_at_desk(&world.app, loaded, now + Duration::minutes(STEP)).await.expect("due") {
        pick_up(&world.app, loaded, gift, &GATE).await.expect("picked up");
    }
    let stops = world.app.store.list_stops(loaded.id).await.expect("stops");
    for gift in gifts(world, loaded).await.into_iter().filter(|gift| gift.gift.state == GiftState::PickedUp) {
        let stop = stops.iter().find(|stop| stop.gift == gift.gift.id);
        let (happened_at, outcome) = match stop {
            _ if gift.gift.window.is_none_or(|window| window.closes_at < now) => (now, HandOverOutcome::NotFound),
            Some(stop) if stop.starts_at <= now => (stop.starts_at, HandOverOutcome::Given),
            _ => continue,
        };
        let report =
            HandOverReport { gift: gift.gift.id, receipt: receipt(world), outcome, happened_at, consents: Vec::new() };
        assert!(hand_over(&world.app, loaded, &report, &GATE).await.expect("handed over"));
    }
    withdraw_overdue(&world.app, loaded).await.expect("taken back");
}

#[tokio::test]
async fn a_real_morning_breaks_no_promise_however_its_flights_move() {
    let world = World::new().await;
    let (loaded, mut news) = morning(&world).await;
    assert_eq!(gifts(&world, &loaded).await.len(), TRAVELLERS);
    let (mut batches, mut next_moved, mut windows_moved) = (0, 0, 0);
    let end: Instant = "2025-03-04T07:00:00Z".parse().expect("an instant");
    while world.app.now() < end {
        world.advance(STEP);
        let now = world.app.now();
        let due: Vec<_> = news.drain(..news.partition_point(|one| one.known_at.is_none_or(|at| at <= now))).collect();
        if !due.is_empty() {
            batches += 1;
            let before = look(&world, &loaded).await;
            apply_events(&world.app, due).await.expect("applied");
            world.run_jobs().await;
            let after = look(&world, &loaded).await;
            expect_kept(&world, &before, &after).await;
            windows_moved += expect_in_time(&world, &before, &after).await;
            next_moved += before.next.iter().filter(|(courier, was)| after.next.get(courier) != Some(was)).count();
            expect_promised(&world, &loaded).await;
        }
        deliver(&world, &loaded).await;
        world.run_jobs().await;
        expect_promised(&world, &loaded).await;
    }
    let last = look(&world, &loaded).await.gifts;
    let mut met = 0;
    for (id, gift) in &last {
        let flight = flight_of(&world, gift).await;
        let (number, state) = (flight.leg.designator.number, gift.gift.state);
        assert!(state.is_final(), "nothing is left open: {gift:?}");
        if number == 1701 {
            let why = gift.withdrawn_why.as_deref();
            assert_eq!((state, why), (GiftState::Withdrawn, Some("cancelled")), "its flight did not leave");
        }
        if state == GiftState::HandedOver {
            met += 1;
            let ended = world.app.store.find_hand_over(*id).await.expect("an answer").expect("handed over");
            let left_at = flight.estimated_departure_at.unwrap_or(flight.scheduled_departure_at);
            assert!(ended.happened_at < left_at, "{} left at {left_at}, given at {}", number, ended.happened_at);
        }
    }
    println!(
        "{batches} batches of news, {windows_moved} windows and {next_moved} next stops moved, {met} of {TRAVELLERS} met"
    );
    assert!(batches >= 15 && met >= 15 && windows_moved > 0, "{batches} batches, {met} met, {windows_moved} moved");
    assert_eq!(last.values().filter(|gift| gift.withdrawn_why.as_deref() == Some("cancelled")).count(), 3);
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

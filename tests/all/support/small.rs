//! A day small enough to see through: three legs, a dozen travellers, what they post, and gifts up to any state.
//!
//! Everyone is called by a number: traveller 7 is booked as PNR007, flies on leg 7 % 3 and writes as anna7.example.

use std::fmt::Write as _;

use giftgate::checker::ledger::{self, LedgerEntry};
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::{Campaign, CampaignState};
use giftgate::domain::consent::ConsentAnswer;
use giftgate::domain::flight::{Flight, FlightEvent};
use giftgate::domain::gift::HandOverOutcome;
use giftgate::domain::id::mint;
use giftgate::domain::instant::Instant;
use giftgate::domain::matching::MatchState;
use giftgate::formats::bookings::BookingRows;
use giftgate::formats::flights::FlightRows;
use giftgate::formats::posts::PostRows;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::delivery::{HandOverReport, hand_over, pick_up};
use giftgate::services::intake::{self, IntakeReport};
use giftgate::services::listening::{self, ListenReport, Listener};
use giftgate::services::planning::{PlanFrom, PlanOutcome, make_plan};
use giftgate::services::{approval, review};
use giftgate::store::candidate::Candidate;
use giftgate::store::gift::StoredGift;
use serde_json::{Value, json};
use uuid::Uuid;

use super::world::{CAMPAIGN, World};

pub const PLANNER: Actor = Actor::simulated(Role::Planner);
pub const APPROVER: Actor = Actor::simulated(Role::Approver);
pub const SECOND_APPROVER: Actor = Actor::second_simulated(Role::Approver);
pub const GATE: Actor = Actor::simulated(Role::Gate);

/// Three legs from Schiphol between seven and ten; DL9205 is a codeshare of KL1401.
pub const LEGS: [(u16, &str); 3] = [(1197, "OSL"), (1351, "PRG"), (1401, "CDG")];
const LEGS_CSV: &str = "\
carrier,flight_number,departure_date,origin,destination,scheduled_departure,scheduled_arrival,pier,gate,boarding_at,gate_closes_at,state,codeshares,known_at
KL,1197,2025-03-04,AMS,OSL,2025-03-04T08:00:00+01:00,2025-03-04T09:50:00+01:00,D,D86,2025-03-04T07:20:00+01:00,2025-03-04T07:45:00+01:00,SCH,,2025-03-03T00:00:00+01:00
KL,1351,2025-03-04,AMS,PRG,2025-03-04T09:00:00+01:00,2025-03-04T10:30:00+01:00,B,B3,2025-03-04T08:20:00+01:00,2025-03-04T08:45:00+01:00,SCH,,2025-03-03T00:00:00+01:00
KL,1401,2025-03-04,AMS,CDG,2025-03-04T10:00:00+01:00,2025-03-04T11:15:00+01:00,D,D82,2025-03-04T09:20:00+01:00,2025-03-04T09:45:00+01:00,SCH,DL9205,2025-03-03T00:00:00+01:00
";
pub const BOOKING_HEADER: &str = "record_locator,given_name,family_name,carrier,flight_number,departure_date,origin,destination,\
    seat,cabin,language,home_country,social_network,social_handle,opted_in_at,email";

/// The demo's campaign, live, with what a test wants otherwise; its limits are the ledger's.
pub async fn campaign(world: &World, change: impl FnOnce(&mut Campaign)) -> LoadedCampaign {
    named(world, "schiphol-surprise", change).await
}

pub async fn named(world: &World, slug: &str, change: impl FnOnce(&mut Campaign)) -> LoadedCampaign {
    written(world, &CAMPAIGN.replacen("slug = \"schiphol-surprise\"", &format!("slug = \"{slug}\""), 1), change).await
}

/// The same from a text of its own.
pub async fn written(world: &World, source: &str, change: impl FnOnce(&mut Campaign)) -> LoadedCampaign {
    let mut loaded = campaigns::add(&world.app, source, &PLANNER).await.expect("the campaign is good");
    campaigns::move_to(&world.app, &mut loaded, CampaignState::Live, &PLANNER).await.expect("it goes live");
    change(&mut loaded.campaign);
    let mut tx = world.app.store.begin().await.expect("a transaction");
    for (cap, limit) in campaigns::caps(&loaded.campaign) {
        tx.set_limit(loaded.id, &cap, limit).await.expect("a limit");
    }
    tx.commit().await.expect("committed");
    loaded
}

/// Nobody is held out and no language asks for anything: everyone with a match can count on a gift.
pub fn plain(campaign: &mut Campaign) {
    campaign.hold_out_percent = 0;
    campaign.rules.language_min.clear();
}

/// Plain, and with so much money; the gifts that cost nothing are gone.
pub fn with_money(minor: i64) -> impl FnOnce(&mut Campaign) {
    move |campaign| {
        plain(campaign);
        campaign.caps.campaign.minor = minor;
        campaign.gifts.retain(|idea| idea.cost.minor > 0);
    }
}

/// A name that nobody else of the day has.
pub fn given(n: usize) -> &'static str {
    ["Sanne", "Joost", "Femke", "Ruben", "Maartje", "Thijs", "Lotte", "Bram", "Hanneke", "Koen"][n % 10]
}

pub fn family(n: usize) -> String {
    const PARTS: [&str; 10] = ["bran", "dijk", "voor", "hal", "ster", "zeel", "murk", "plas", "twen", "gouw"];
    let tail = if n >= 100 { PARTS[n / 100 % 10] } else { "oord" };
    format!("Q{}{}{tail}", PARTS[(n + n / 10) % 10], PARTS[(3 * n + n / 10) % 10])
}

pub async fn legs(world: &World) {
    flights(world, LEGS_CSV).await;
}

pub async fn flights(world: &World, csv: &str) -> IntakeReport {
    let rows = FlightRows::open(csv.as_bytes(), "flights.csv").expect("a header");
    intake::import_flights(&world.app, rows).await.expect("flights")
}

/// The row of traveller `n`: on leg `n % 3`, in the programme with the own handle.
pub fn booking(n: usize) -> String {
    booking_on(n, LEGS[n % 3])
}

/// The same on any leg.
pub fn booking_on(n: usize, (number, to): (u16, &str)) -> String {
    format!(
        "PNR{n:03},{given},{family},KL,{number},2025-03-04,AMS,{to},{row}{side},economy,en,NL,bluesky,anna{n}.example,\
         2025-01-01T00:00:00Z,anna{n}@mail.example\n",
        given = given(n),
        family = family(n),
        row = n % 900 + 1,
        side = if n < 900 { 'A' } else { 'B' }
    )
}

pub fn bookings_csv(rows: impl IntoIterator<Item = String>) -> String {
    rows.into_iter().fold(format!("{BOOKING_HEADER}\n"), |csv, row| csv + &row)
}

pub async fn bookings(world: &World, csv: &str) -> IntakeReport {
    let rows = BookingRows::open(csv.as_bytes(), "bookings.csv").expect("a header");
    intake::import_bookings(&world.app, "bookings.csv", rows, |_| ()).await.expect("bookings")
}

/// What traveller `n` writes: where to, with which flight, and what they like.
pub fn post(n: usize) -> Value {
    post_on(n, LEGS[n % 3])
}

/// The same of any leg.
pub fn post_on(n: usize, (number, to): (u16, &str)) -> Value {
    json!({
        "id": format!("at://post/{n}"), "network": "bluesky", "created_at": "2025-03-04T02:30:00Z", "lang": "en",
        "text": format!("@klm off to {to} with KL{number} from Schiphol this morning, a good coffee and hiking ahead!"),
        "author": { "id": format!("did:plc:anna{n}"), "handle": format!("anna{n}.example"),
                    "display_name": format!("{} {}", given(n), family(n)) },
        "mentions": ["klm.example"],
    })
}

pub async fn listen(world: &World, loaded: &LoadedCampaign, posts: &[Value]) -> ListenReport {
    let lines = posts.iter().fold(String::new(), |mut lines, post| {
        let _ = writeln!(lines, "{post}");
        lines
    });
    let listener = Listener::new(&world.app, loaded).await.expect("a listener");
    let rows = PostRows::open(lines.as_bytes(), "posts.ndjson");
    listening::listen(&world.app, loaded, &listener, rows, |_| ()).await.expect("posts")
}

pub async fn candidates(world: &World, loaded: &LoadedCampaign) -> Vec<Candidate> {
    world.app.store.list_candidates(loaded.id).await.expect("candidates")
}

pub async fn confirm_all(world: &World, loaded: &LoadedCampaign) -> usize {
    let mut confirmed = 0;
    for candidate in candidates(world, loaded).await {
        if candidate.state == MatchState::Suggested {
            review::confirm(&world.app, candidate.id, &PLANNER).await.expect("confirmed");
            confirmed += 1;
        }
    }
    confirmed
}

/// `n` travellers who are booked, posted and confirmed.
pub async fn confirmed(world: &World, loaded: &LoadedCampaign, n: usize) {
    legs(world).await;
    bookings(world, &bookings_csv((0..n).map(booking))).await;
    let posts: Vec<Value> = (0..n).map(post).collect();
    listen(world, loaded, &posts).await;
    assert_eq!(confirm_all(world, loaded).await, n, "each of them has a clear match");
}

pub async fn plan(world: &World, loaded: &LoadedCampaign, seed: u64) -> PlanOutcome {
    make_plan(&world.app, loaded, PlanFrom::Confirmed, seed, &PLANNER).await.expect("a plan")
}

pub async fn gifts(world: &World, loaded: &LoadedCampaign) -> Vec<StoredGift> {
    world.app.store.list_gifts(loaded.id).await.expect("gifts")
}

pub async fn gift(world: &World, loaded: &LoadedCampaign, like: &StoredGift) -> StoredGift {
    gifts(world, loaded).await.into_iter().find(|gift| gift.gift.id == like.gift.id).expect("the gift stays")
}

pub async fn propose_all(world: &World, loaded: &LoadedCampaign) {
    for gift in gifts(world, loaded).await {
        approval::propose(&world.app, gift.gift.id, &PLANNER).await.expect("proposed");
    }
}

pub async fn approve(world: &World, loaded: &LoadedCampaign, gift: &StoredGift) {
    let (id, hash) = (gift.gift.id, &gift.gift.content_hash);
    for by in [APPROVER, SECOND_APPROVER].iter().take(usize::from(loaded.campaign.approvers_for(gift.cost_minor))) {
        approval::approve(&world.app, loaded, id, hash, by).await.expect("approved");
    }
}

/// `n` travellers with an approved gift each, and its rounds.
pub async fn approved(world: &World, loaded: &LoadedCampaign, n: usize) -> Vec<StoredGift> {
    confirmed(world, loaded, n).await;
    given_to_all(world, loaded, n).await
}

/// The same for `n` travellers who are confirmed.
pub async fn given_to_all(world: &World, loaded: &LoadedCampaign, n: usize) -> Vec<StoredGift> {
    let why = plan(world, loaded, 7).await.plan.not_chosen;
    propose_all(world, loaded).await;
    let all = gifts(world, loaded).await;
    let why: Vec<_> = why.iter().take(3).collect();
    assert_eq!(all.len(), n, "each of them gets a gift: {why:?}");
    for gift in &all {
        approve(world, loaded, gift).await;
    }
    all
}

pub fn receipt(world: &World) -> Uuid {
    mint(world.app.now(), &mut *world.app.rng())
}

/// A hand-over in the middle of the window.
pub fn report(world: &World, gift: &StoredGift, consents: Vec<ConsentAnswer>) -> HandOverReport {
    let happened_at = gift.gift.window.map_or_else(|| world.app.now(), |window| window.opens_at);
    HandOverReport {
        gift: gift.gift.id,
        receipt: receipt(world),
        outcome: HandOverOutcome::Given,
        happened_at,
        consents,
    }
}

pub async fn give(world: &World, loaded: &LoadedCampaign, gift: &StoredGift, consents: Vec<ConsentAnswer>) {
    pick_up(&world.app, loaded, gift.gift.id, &GATE).await.expect("picked up");
    assert!(hand_over(&world.app, loaded, &report(world, gift, consents), &GATE).await.expect("handed over"));
}

/// What a later event says of a leg; fields without news stay empty.
pub fn event(flight: &Flight, at: Instant) -> FlightEvent {
    FlightEvent { known_at: Some(at), ..FlightEvent::new(flight.leg.clone(), flight.scheduled_departure_at) }
}

pub async fn flight_of(world: &World, gift: &StoredGift) -> Flight {
    let flights = world.app.store.list_flights().await.expect("flights");
    flights.into_iter().find(|(id, _)| *id == gift.leg).expect("its leg").1
}

/// Reserved and committed amounts, cap by cap.
pub async fn balances(world: &World, loaded: &LoadedCampaign) -> Vec<(String, i64, i64)> {
    let balances = world.app.store.balances(loaded.id).await.expect("balances");
    balances.into_iter().map(|(cap, balance)| (cap, balance.reserved, balance.committed)).collect()
}

/// Replays the ledger without the store's own sums: no fault, and what is held at the end is what the balances say.
pub async fn check_ledger(world: &World, loaded: &LoadedCampaign) {
    let store = &world.app.store;
    let entries = store.ledger_entries(loaded.id).await.expect("entries");
    let entries: Vec<_> = entries.into_iter().map(|(cap, kind, amount)| LedgerEntry { kind, cap, amount }).collect();
    let limits = campaigns::caps(&loaded.campaign).into_iter().collect();
    assert_eq!(ledger::check(&entries, &limits), []);
    for (cap, reserved, committed) in balances(world, loaded).await {
        let sum = |word: &str| {
            let of_kind = entries.iter().filter(|entry| entry.cap == cap && entry.kind.as_str() == word);
            of_kind.map(|entry| entry.amount).sum::<i64>()
        };
        assert_eq!(reserved, sum("reserve") + sum("recall") - sum("commit") - sum("release"), "{cap}");
        assert_eq!(committed, sum("commit") - sum("recall"), "{cap}");
    }
}

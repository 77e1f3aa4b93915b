//! Passenger lists: PNL and ADL messages amend who is booked, in any order and as often as they come, and nobody is lost.

use chrono::{DateTime, Duration};
use giftgate::domain::gift::GiftState;
use giftgate::domain::matching::MatchState;
use giftgate::domain::traveller::{Cabin, PassengerType};
use giftgate::formats::booking_files::BookingFile;
use giftgate::services::delivery::pick_up;
use giftgate::services::flight_clock::apply_events;
use giftgate::services::intake::IntakeReport;
use giftgate::services::passenger_lists::import_file;
use giftgate::services::{retention, views};
use giftgate::store::audit::ChainState;
use giftgate::store::traveller::Passenger;
use giftgate::store::view::candidates::CandidateFilter;

use crate::support::raw;
use crate::support::small::{
    GATE, approved, balances, booking, bookings, bookings_csv, campaign, candidates, check_ledger, confirmed, event,
    family, flight_of, gift, given, legs, plain,
};
use crate::support::world::World;

async fn import(world: &World, text: &str) -> IntakeReport {
    let near = world.app.now().date_naive();
    let file = BookingFile::open(text.as_bytes(), "list.txt", near).expect("a file");
    let report = import_file(&world.app, "list.txt", file, |_| ()).await.expect("taken in");
    assert_eq!(report.lines, report.accepted + report.duplicate + report.quarantined, "{report:?}");
    assert_eq!(report.quarantined, report.reasons.values().sum::<u64>(), "{report:?}");
    report
}

/// A message for KL1197 to Oslo, sent at this time of 3 March.
fn message(kind: &str, sent: &str, class: &str, names: &str) -> String {
    let head = if sent.is_empty() { String::new() } else { format!("QU AMSKKKL\n.HDQRMKL 03{sent}\n") };
    format!("{head}{kind}\nKL1197/04MAR AMS PART1\n-OSL001{class}\n{names}\nEND{kind}\n")
}

fn adl(sent: &str, names: &str) -> String {
    message("ADL", sent, "Y", names)
}

fn pnl(sent: &str, names: &str) -> String {
    message("PNL", sent, "Y", names)
}

/// Traveller `n` of the small day as a list writes them.
fn element(n: usize) -> String {
    format!("1{}/{}MR .L/PNR{n:03}", family(n).to_uppercase(), given(n).to_uppercase())
}

async fn aboard(world: &World) -> Vec<Passenger> {
    let until = world.app.now() + Duration::days(9);
    world.app.store.manifest(DateTime::UNIX_EPOCH, until).await.expect("passengers")
}

async fn names(world: &World) -> Vec<String> {
    let all = aboard(world).await;
    let mut names: Vec<_> = all
        .iter()
        .map(|one| format!("{}/{}/{}", one.booking.family_name, one.booking.given_name, one.booking.record_locator))
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn counts_of_matches_follow_a_deletion_that_no_gift_hangs_on() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 6).await;
    let withdrawn = async || {
        let page =
            views::candidates(&world.app, "schiphol-surprise", &CandidateFilter::default()).await.expect("a page");
        page.counts.iter().find(|line| line.state == MatchState::Withdrawn).map_or(0, |line| line.count)
    };
    assert_eq!(withdrawn().await, 0);
    assert_eq!(import(&world, &adl("1200", &format!("DEL\n{}", element(0)))).await.taken_off, 1);
    assert_eq!(withdrawn().await, 1);
    assert_eq!(raw::count(&world.app.store, "audit_entry where action = 'match.withdraw'").await, 1);
}

#[tokio::test]
async fn a_deletion_of_its_own_takes_a_passenger_off_with_match_and_gift() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 6).await;
    let on_oslo: Vec<_> = {
        let mut found = Vec::new();
        for one in &all {
            if flight_of(&world, one).await.leg.destination == "OSL" {
                found.push(one.clone());
            }
        }
        found
    };
    let [first, second] = on_oslo.as_slice() else { panic!("two fly to Oslo") };
    pick_up(&world.app, &loaded, second.gift.id, &GATE).await.expect("picked up");
    let held = balances(&world, &loaded).await;
    let people = raw::count(&world.app.store, "person").await;
    let report = import(&world, &adl("1200", &format!("DEL\n{}\n{}", element(0), element(3)))).await;
    assert_eq!((report.accepted, report.taken_off, report.quarantined), (2, 2, 0), "{report:?}");
    assert_eq!(aboard(&world).await.len(), 4);

    // Nobody carries the one: it goes back with its money. The other waits for the courier to say how it ended.
    let (one, other) = (gift(&world, &loaded, first).await, gift(&world, &loaded, second).await);
    assert_eq!((one.gift.state, one.withdrawn_why.as_deref()), (GiftState::Withdrawn, Some("off_list")));
    assert_eq!((other.gift.state, other.gift.window), (GiftState::PickedUp, None));
    assert_ne!(balances(&world, &loaded).await, held);
    check_ledger(&world, &loaded).await;
    let states: Vec<_> = candidates(&world, &loaded)
        .await
        .iter()
        .filter(|one| one.leg == first.leg)
        .map(|one| (one.traveller == first.traveller, one.state))
        .collect();
    assert!(
        states.contains(&(true, MatchState::Withdrawn)) && states.contains(&(false, MatchState::Confirmed)),
        "{states:?}"
    );
    // A delay gives the carried one no window: there is nobody to bring it to.
    let flight = flight_of(&world, second).await;
    let late = Some(flight.scheduled_departure_at + Duration::minutes(40));
    let told =
        giftgate::domain::flight::FlightEvent { estimated_departure_at: late, ..event(&flight, world.app.now()) };
    apply_events(&world.app, vec![told]).await.expect("told");
    assert_eq!(gift(&world, &loaded, second).await.gift.window, None);

    // Neither the same message nor the bookings of before bring anybody back; a later addition does.
    assert_eq!(import(&world, &adl("1200", &format!("DEL\n{}\n{}", element(0), element(3)))).await.duplicate, 2);
    let before = bookings(&world, &bookings_csv((0..6).map(booking))).await;
    assert_eq!((before.duplicate, before.reasons.get("withdrawn")), (4, Some(&2)), "{before:?}");
    assert_eq!(import(&world, &adl("1300", &format!("ADD\n{}", element(0)))).await.accepted, 1);
    assert_eq!(aboard(&world).await.len(), 5);
    assert_eq!(raw::count(&world.app.store, "person").await, people, "the same traveller, nobody new");
    world.run_jobs().await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn a_change_of_class_told_as_deletion_and_addition_costs_nobody_their_gift() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    // Classes come in their order, so the addition stands before the deletion.
    let text = "ADL\nKL1197/04MAR AMS PART1\n-OSL001C\nADD\n@\n-OSL001Y\nDEL\n@\nENDADL\n".replace('@', &element(0));
    let report = import(&world, &text).await;
    assert_eq!((report.accepted, report.taken_off, report.changed), (2, 0, 1), "{report:?}");
    let one = aboard(&world).await.into_iter().find(|one| one.booking.record_locator == "PNR000").expect("aboard");
    assert_eq!((one.booking.cabin, one.booking.seat.as_deref()), (Some(Cabin::Business), Some("1A")));
    for one in &all {
        assert_eq!(gift(&world, &loaded, one).await.gift.state, GiftState::Approved);
    }
    // CHG changes what it names: class, and that it is a child, who gets no gift.
    let report = import(&world, &adl("1200", &format!("CHG\n{} .R/CHLD HK1", element(0)))).await;
    assert_eq!((report.accepted, report.changed), (1, 1), "{report:?}");
    let one = aboard(&world).await.into_iter().find(|one| one.booking.record_locator == "PNR000").expect("aboard");
    assert_eq!((one.booking.cabin, one.booking.passenger_type), (Some(Cabin::Economy), PassengerType::Child));
    let gone = all.iter().find(|gift| gift.traveller == one.id).expect("a gift");
    assert_eq!(gift(&world, &loaded, gone).await.withdrawn_why.as_deref(), Some("rule:child"));
    check_ledger(&world, &loaded).await;
    world.run_jobs().await;
}

#[tokio::test]
async fn messages_in_any_order_and_again_come_to_the_same() {
    let told = [
        pnl("0100", "1SMIT/JANMR .L/AAAAA1\n1VISSER/ANNAMRS .L/AAAAA2\n1BAKKER/PIETMR .L/AAAAA3"),
        adl("0500", "DEL\n1SMIT/JANMR .L/AAAAA1\nADD\n1MULDER/EVAMRS .L/AAAAA4"),
        adl("0700", "ADD\n1SMIT/JANMR .L/AAAAA1\nDEL\n1VISSER/ANNAMRS .L/AAAAA2"),
        adl("0900", "DEL\n1MULDER/EVAMRS .L/AAAAA4\nCHG\n1BAKKER/PIETMR .L/AAAAA3"),
    ];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [0, 3, 1, 2]] {
        let world = World::new().await;
        legs(&world).await;
        for at in order.into_iter().chain(order) {
            import(&world, &told[at]).await;
        }
        assert_eq!(names(&world).await, ["Bakker/Piet/AAAAA3", "Smit/Jan/AAAAA1"], "{order:?}");
        // All in one file come to the same.
        let world = World::new().await;
        legs(&world).await;
        import(&world, &order.map(|at| told[at].clone()).concat()).await;
        assert_eq!(names(&world).await, ["Bakker/Piet/AAAAA3", "Smit/Jan/AAAAA1"], "{order:?}");
    }
    // Without the sender's time the list counts as the first, and amendments in the order they come.
    let world = World::new().await;
    legs(&world).await;
    import(&world, &adl("", "DEL\n1SMIT/JANMR .L/AAAAA1")).await;
    import(&world, &pnl("", "1SMIT/JANMR .L/AAAAA1\n1VISSER/ANNAMRS .L/AAAAA2")).await;
    assert_eq!(names(&world).await, ["Visser/Anna/AAAAA2"]);
    import(&world, &adl("", "ADD\n1SMIT/JANMR .L/AAAAA1")).await;
    import(&world, &adl("", "DEL\n1SMIT/JANMR .L/AAAAA1")).await;
    assert_eq!(names(&world).await.len(), 2, "the same message was taken in before");
}

#[tokio::test]
async fn who_is_deleted_and_unknown_is_told_with_place_and_remedy() {
    let world = World::new().await;
    legs(&world).await;
    import(&world, &pnl("0100", "1SMIT/JANMR .L/AAAAA1\n1SMIT/JANMR .L/AAAAA2")).await;
    let report = import(&world, &adl("0200", "DEL\n1SMIT/PIETMR .L/AAAAA1\n1SMIT/JANMR")).await;
    assert_eq!(report.reasons, [("several_fit".to_owned(), 1), ("unknown_passenger".to_owned(), 1)].into());
    assert!(report.warnings.iter().any(|told| told.starts_with("line 7: DEL") && told.contains("import the list")));
    assert!(report.warnings.iter().any(|told| told.starts_with("line 8: DEL") && told.contains("record locator")));
    assert_eq!(names(&world).await.len(), 2, "nobody is taken off by guess");
    assert!(!format!("{report:?}").to_lowercase().contains("smit"), "no values");
    let aside = world.app.store.list_quarantine().await.expect("lines");
    assert_eq!(
        aside.iter().map(|line| (line.line, line.reason.as_str())).collect::<Vec<_>>(),
        [(7, "unknown_passenger"), (8, "several_fit")]
    );
    // A message for a flight nobody knows waits, and counts once the flight is known.
    let unknown = adl("0300", "DEL\n1SMIT/JANMR .L/AAAAA1").replace("KL1197", "KL1198");
    assert_eq!(import(&world, &unknown).await.reasons.get("unknown_flight"), Some(&1));
    assert_eq!(import(&world, &unknown).await.reasons.get("unknown_flight"), Some(&1));
}

#[tokio::test]
async fn names_without_locator_or_given_name_stay_passengers() {
    let world = World::new().await;
    legs(&world).await;
    let list =
        pnl("0100", "1SMIT/JANMR\n1SMIT/JANMR\n3VISSER/ANNAMRS .L/AAAAA2\n1MULDER\n2BOS/EVAMRS/EVAMRS .L/AAAAA5");
    let report = import(&world, &list).await;
    assert_eq!((report.accepted, report.quarantined), (8, 0), "{report:?}");
    assert!(report.warnings.iter().any(|told| told.starts_with("line 6: 5 name(s)")), "{:?}", report.warnings);
    let all = [
        "Bos/Eva/AAAAA5",
        "Bos/Eva/AAAAA5",
        "Mulder//",
        "Smit/Jan/",
        "Smit/Jan/",
        "Visser//AAAAA2",
        "Visser//AAAAA2",
        "Visser/Anna/AAAAA2",
    ];
    assert_eq!(names(&world).await, all);
    // The list sent again later is the same people; a further part with the name holds another one.
    assert_eq!(import(&world, &list.replace("030100", "030200")).await.duplicate, 8);
    let part = pnl("0200", "1SMIT/JANMR").replace("PART1", "PART2");
    assert_eq!(import(&world, &part).await.accepted, 1);
    assert_eq!(names(&world).await.len(), 9);
    // One of three who differ in nothing is taken off, once; a change tells a locator.
    assert_eq!(import(&world, &adl("0300", "DEL\n1SMIT/JANMR")).await.taken_off, 1);
    assert_eq!(import(&world, &adl("0300", "DEL\n1SMIT/JANMR")).await.duplicate, 1);
    assert_eq!(import(&world, &adl("0400", "CHG\n1SMIT/JANMR .L/AAAAA9")).await.changed, 1);
    let smits: Vec<_> = names(&world).await.into_iter().filter(|name| name.starts_with("Smit")).collect();
    assert_eq!(smits, ["Smit/Jan/", "Smit/Jan/AAAAA9"]);
    // Who is in the bookings with a locator is nobody new on a list without.
    let world = World::new().await;
    legs(&world).await;
    bookings(&world, &bookings_csv([booking(0)])).await;
    let bare = element(0).replace(" .L/PNR000", "");
    assert_eq!(import(&world, &pnl("0100", &bare)).await.duplicate, 1);
    assert_eq!(import(&world, &pnl("0200", &format!("{bare}\n{bare}"))).await.accepted, 1, "a second one of the name");
}

#[tokio::test]
async fn what_lists_said_goes_with_the_flight() {
    let world = World::new().await;
    legs(&world).await;
    import(&world, &pnl("0100", "1SMIT/JANMR .L/AAAAA1")).await;
    import(&world, &adl("0200", "DEL\n1SMIT/JANMR .L/AAAAA1")).await;
    let store = &world.app.store;
    assert_eq!((raw::count(store, "list_mark").await, raw::count(store, "list_message").await), (2, 2));
    world.app.set_now(world.app.now() + Duration::days(3));
    retention::purge(&world.app).await.expect("purged");
    assert_eq!((raw::count(store, "list_mark").await, raw::count(store, "list_message").await), (0, 2));
    world.app.set_now(world.app.now() + Duration::days(60));
    retention::purge(&world.app).await.expect("purged");
    assert_eq!(raw::count(store, "list_message").await, 0);
}

//! Bookings and flights into the store: every line is accounted for, nothing comes in twice, nothing comes in that must not.

use std::fmt::Write as _;

use giftgate::services::intake::IntakeReport;
use giftgate::store::person::SuppressionKind;
use giftgate::store::sealing::FingerprintOf;

use crate::support::raw;
use crate::support::small::{BOOKING_HEADER, booking, bookings, bookings_csv, family, flights, given, legs};
use crate::support::world::World;

/// A file of `n` bookings of which every hundredth is broken in one of several ways.
fn with_bad_rows(n: usize) -> String {
    let row = |at: usize| match at {
        at if at % 400 == 50 => booking(at).replacen("PNR", "?!", 1),
        at if at % 400 == 150 => booking(at).replacen("2025-03-04", "2025-02-30", 1),
        at if at % 400 == 250 => booking(at).replacen(",KL,", ",KL,,", 1),
        at if at % 400 == 350 => booking(at).replacen(&family(at), "", 1),
        at => booking(at),
    };
    bookings_csv((0..n).map(row))
}

fn adds_up(report: &IntakeReport) {
    assert_eq!(report.lines, report.accepted + report.duplicate + report.quarantined, "{report:?}");
    assert_eq!(report.quarantined, report.reasons.values().sum::<u64>(), "{report:?}");
}

#[tokio::test]
async fn every_line_of_a_file_with_bad_rows_is_accounted_for() {
    let world = World::new().await;
    legs(&world).await;
    let report = bookings(&world, &with_bad_rows(800)).await;
    adds_up(&report);
    assert_eq!((report.lines, report.accepted, report.quarantined), (800, 792, 8));
    let store = &world.app.store;
    assert_eq!(store.count_passages().await.expect("passages"), 792);
    let aside = store.list_quarantine().await.expect("lines");
    let lines: Vec<u64> = aside.iter().map(|line| line.line).collect();
    // The header is line 1, row 0 is line 2.
    assert_eq!(lines, [52, 152, 252, 352, 452, 552, 652, 752]);
}

#[tokio::test]
async fn importing_the_same_file_three_times_changes_nothing() {
    let world = World::new().await;
    legs(&world).await;
    let csv = bookings_csv((0..60).map(booking));
    assert_eq!(bookings(&world, &csv).await.accepted, 60);
    let store = &world.app.store;
    let stored = store.manifest(chrono::DateTime::UNIX_EPOCH, world.app.now() + chrono::Duration::days(9)).await;
    let before: Vec<_> = stored.expect("passengers").into_iter().map(|one| (one.id, one.person, one.booking)).collect();
    for _ in 0..2 {
        let report = bookings(&world, &csv).await;
        adds_up(&report);
        assert_eq!((report.accepted, report.duplicate), (0, 60));
    }
    // Names in other letters are the same passenger of the same booking.
    assert_eq!(bookings(&world, &csv.to_uppercase()).await.duplicate, 60);
    let stored = store.manifest(chrono::DateTime::UNIX_EPOCH, world.app.now() + chrono::Duration::days(9)).await;
    let after: Vec<_> = stored.expect("passengers").into_iter().map(|one| (one.id, one.person, one.booking)).collect();
    assert_eq!(before, after);
    assert_eq!(raw::count(store, "person").await, 60);
}

#[tokio::test]
async fn who_objected_is_never_booked_again_by_address_handle_or_name() {
    let world = World::new().await;
    legs(&world).await;
    let store = &world.app.store;
    let now = world.app.now();
    let mut tx = store.begin().await.expect("a transaction");
    let email = store.keys().fingerprint(FingerprintOf::Email, &["anna1@mail.example"]);
    let passenger = store
        .keys()
        .fingerprint(FingerprintOf::Passenger, &["PNR003", &family(3).to_lowercase(), &given(3).to_lowercase(), ""]);
    let handle = store.handle_fingerprint("bluesky".parse().expect("a network"), "anna2.example");
    let list =
        [(email, SuppressionKind::Email), (handle, SuppressionKind::Account), (passenger, SuppressionKind::Passenger)];
    for (fingerprint, kind) in &list {
        tx.suppress(fingerprint, *kind, "objection", now).await.expect("suppressed");
    }
    tx.commit().await.expect("committed");

    // The same people in every spelling a later file may use.
    let csv = bookings_csv((0..6).map(booking));
    let shouted = csv.replace("anna2.example", "Anna2.Example").replace("anna1@mail", "ANNA1@Mail");
    for csv in [&csv, &shouted, &csv.replace(&family(3), &family(3).to_uppercase())] {
        let report = bookings(&world, csv).await;
        adds_up(&report);
        assert_eq!(report.reasons.get("suppressed"), Some(&3), "{report:?}");
    }
    assert_eq!(store.count_passages().await.expect("passages"), 3);
    assert_eq!(raw::count(store, "person").await, 3);
    let manifest =
        store.manifest(chrono::DateTime::UNIX_EPOCH, now + chrono::Duration::days(9)).await.expect("passengers");
    let names: Vec<&str> = manifest.iter().map(|one| one.booking.given_name.as_str()).collect();
    assert!([1, 2, 3].iter().all(|n| !names.contains(&given(*n))), "{names:?}");
}

#[tokio::test]
async fn unknown_columns_are_dropped_unread_and_names_are_sealed() {
    let world = World::new().await;
    legs(&world).await;
    let mut csv = format!("{BOOKING_HEADER},meal,passport_number,remarks\n");
    for n in 0..40 {
        let row = booking(n).replace(given(n), "Qanarygiven").replace(&family(n), &format!("Qanaryfamily{}", given(n)));
        let _ = writeln!(csv, "{},qanarydiet,qanarypass{n},qanaryremark", row.trim_end());
    }
    // A bad row keeps its line and its reason, never a value.
    csv.push_str("qanarybad!,Qanarygiven,Qanaryfamily,KL,1197,2025-03-04,AMS,OSL,,,,,,,,,qanarydiet,,\n");
    let report = bookings(&world, &csv).await;
    adds_up(&report);
    assert_eq!((report.accepted, report.quarantined), (40, 1));
    assert!(report.unknown_fields > 0, "{report:?}");
    let canaries =
        ["qanarydiet", "qanarypass", "qanaryremark", "qanarygiven", "qanaryfamily", "qanarybad", "mail.example"];
    assert_eq!(raw::found(&world, &canaries).await, Vec::<String>::new());
    assert_eq!(raw::found(&world, &["PNR001", "anna7.example"]).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_booking_on_a_flight_nobody_knows_waits_in_quarantine() {
    let world = World::new().await;
    let csv = bookings_csv([booking(0)]);
    let report = bookings(&world, &csv).await;
    adds_up(&report);
    assert_eq!(report.reasons.get("unknown_flight"), Some(&1), "{report:?}");
    let aside = world.app.store.list_quarantine().await.expect("lines");
    assert_eq!((aside[0].line, aside[0].reason.as_str()), (2, "unknown_flight"));
    // Once the schedule is known, the same file brings the passenger in.
    legs(&world).await;
    assert_eq!(bookings(&world, &csv).await.accepted, 1);
}

#[tokio::test]
async fn a_codeshare_booking_flies_on_the_operating_leg() {
    let world = World::new().await;
    legs(&world).await;
    let codeshare = booking(2).replacen(",KL,1401,", ",DL,9205,", 1);
    assert_eq!(bookings(&world, &bookings_csv([codeshare.clone()])).await.accepted, 1);
    // The same passenger under the operating number is no second passenger.
    assert_eq!(bookings(&world, &bookings_csv([booking(2)])).await.duplicate, 1);
    let all = world.app.store.list_flights().await.expect("legs");
    let (operating, _) = all.iter().find(|(_, flight)| flight.leg.designator.number == 1401).expect("the leg");
    let until = world.app.now() + chrono::Duration::days(2);
    let manifest = world.app.store.manifest(chrono::DateTime::UNIX_EPOCH, until).await.expect("passengers");
    assert_eq!(manifest.iter().map(|one| one.leg_id).collect::<Vec<_>>(), [*operating]);
    assert_eq!(manifest[0].booking.leg.to_string(), "KL1401/2025-03-04/AMS-CDG");
}

#[tokio::test]
async fn the_same_flight_event_counts_once_and_a_bad_one_stops_nothing() {
    let world = World::new().await;
    let header = "carrier,flight_number,departure_date,origin,destination,scheduled_departure,gate,known_at";
    let first = "KL,1197,2025-03-04,AMS,OSL,2025-03-04T08:00:00+01:00,D86,2025-03-03T00:00:00+01:00";
    let moved = first.replace("D86", "D59").replace("03-03T00", "03-04T02");
    let csv = format!("{header}\n{first}\n{moved}\nKL,1197,2025-03-04,AMS,AMS,,,\n");
    let report = flights(&world, &csv).await;
    adds_up(&report);
    assert_eq!((report.accepted, report.quarantined), (2, 1));
    let report = flights(&world, &csv).await;
    adds_up(&report);
    assert_eq!((report.accepted, report.duplicate), (0, 2));
    let all = world.app.store.list_flights().await.expect("legs");
    assert_eq!((all.len(), all[0].1.gate.as_deref()), (1, Some("D59")));
    assert_eq!(raw::count(&world.app.store, "flight_event").await, 2);
}

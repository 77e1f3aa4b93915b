//! Who books again: counted by the groups as the lot drew them, by keyed hashes, for half a year, and forgotten on request.

use std::fmt::Write as _;

use chrono::Duration;
use giftgate::domain::instant::Instant;
use giftgate::services::requests::{Answer, Asked, erase};
use giftgate::services::{campaigns::LoadedCampaign, retention, views};
use giftgate::store::view::report::HoldOut;

use crate::support::small::{
    BOOKING_HEADER, PLANNER, booking, bookings, campaign, confirm_all, family, given, legs, listen, plain, plan, post,
};
use crate::support::world::World;

/// The rows of travellers with the airline's own key, booked at an instant on a flight.
fn keyed(people: impl Iterator<Item = usize>, booked_at: Instant, locator: &str, flight: Option<u16>) -> String {
    let mut csv = format!("{BOOKING_HEADER},traveller_id,booked_at\n");
    for n in people {
        let row = booking(n).trim_end().replace("PNR", locator);
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        if let Some(number) = flight {
            cells[4] = number.to_string();
        }
        let _ = writeln!(csv, "{},FF{n:04},{}", cells.join(","), booked_at.to_rfc3339());
    }
    csv
}

/// Twelve travellers of whom the lot holds out half.
async fn drawn(world: &World) -> LoadedCampaign {
    let half = |campaign: &mut giftgate::domain::campaign::Campaign| {
        plain(campaign);
        campaign.hold_out_percent = 50;
    };
    let loaded = campaign(world, half).await;
    legs(world).await;
    let earlier = world.app.now() - Duration::days(20);
    bookings(world, &keyed(0..12, earlier, "PNR", None)).await;
    listen(world, &loaded, &(0..12).map(post).collect::<Vec<_>>()).await;
    assert_eq!(confirm_all(world, &loaded).await, 12);
    assert_eq!(plan(world, &loaded, 7).await.plan.hold_out.len(), 6);
    loaded
}

async fn hold_out(world: &World, loaded: &LoadedCampaign) -> HoldOut {
    views::report(&world.app, &loaded.campaign.slug).await.expect("a report").hold_out
}

async fn booked_again(world: &World, loaded: &LoadedCampaign) -> Option<(u64, u64, u64, u64)> {
    let seen = hold_out(world, loaded).await.outcome?;
    Some((seen.offered, seen.offered_again, seen.held_out, seen.held_out_again))
}

#[tokio::test]
async fn later_bookings_count_once_for_the_group_the_lot_drew() {
    let world = World::new().await;
    let loaded = drawn(&world).await;
    assert_eq!(booked_again(&world, &loaded).await, None, "nothing was seen yet, and that is not 0");
    let now = world.app.now();

    // Everybody of the twelve books again, on a flight that nobody knows yet; the file comes twice.
    let later = keyed(0..12, now + Duration::days(30), "NEW", Some(9999));
    let report = bookings(&world, &later).await;
    assert_eq!((report.accepted, report.quarantined), (0, 12), "the flight is unknown");
    bookings(&world, &later).await;
    assert_eq!(booked_again(&world, &loaded).await, Some((6, 6, 6, 6)));

    // The same people again are still six and six; strangers are nobody.
    bookings(&world, &keyed(0..20, now + Duration::days(31), "OTH", Some(9999))).await;
    assert_eq!(booked_again(&world, &loaded).await, Some((6, 6, 6, 6)));
    let found = hold_out(&world, &loaded).await.uplift.expect("a difference");
    assert!(found.difference.abs() < 1e-12 && !found.detectable);
    let figures = views::report_figures(&views::report(&world.app, &loaded.campaign.slug).await.expect("a report"));
    let of = |name: &str, of: &str| {
        figures.iter().find(|one| one.figure == name && one.of == of).map(|one| one.value.clone())
    };
    assert_eq!((of("booked_again", "offered"), of("drawn", "held_out")), (Some(6.into()), Some(6.into())));
}

#[tokio::test]
async fn bookings_before_the_lot_or_long_after_it_say_nothing() {
    let world = World::new().await;
    let loaded = drawn(&world).await;
    let now = world.app.now();
    for at in [now - Duration::minutes(1), now + Duration::days(181)] {
        bookings(&world, &keyed(0..12, at, "NEW", Some(9999))).await;
        assert_eq!(booked_again(&world, &loaded).await, None, "{at}");
    }
}

#[tokio::test]
async fn groups_are_forgotten_on_request_and_in_time() {
    let world = World::new().await;
    let loaded = drawn(&world).await;
    let now = world.app.now();
    bookings(&world, &keyed(0..12, now + Duration::days(30), "NEW", Some(9999))).await;

    let name = format!("{}/{}", family(3), given(3));
    let asked = Asked { locator: Some("PNR003".to_owned()), name: Some(name), ..Asked::default() };
    let Answer::Done(receipt) = erase(&world.app, &asked, false, &PLANNER).await.expect("erased") else {
        panic!("one person has this locator");
    };
    assert!(receipt.found);
    let (offered, _, held_out, _) = booked_again(&world, &loaded).await.expect("an outcome");
    assert_eq!(offered + held_out, 11);

    world.advance(211 * 24 * 60);
    retention::purge(&world.app).await.expect("purged");
    assert_eq!(booked_again(&world, &loaded).await, None);
    world.run_jobs().await;
}

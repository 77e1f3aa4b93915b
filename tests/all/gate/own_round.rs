//! A courier's own round: on the page, on paper and on the phone.

use std::collections::BTreeSet;

use giftgate::services::views::{gate, phone_list};
use giftgate::store::view::deliveries::{GateStop, GateView};

use super::shuffled::large;
use super::{World, approved, plain};
use crate::support::small::written;

/// More than a phone keeps.
const GIFTS: usize = 44;

#[tokio::test]
async fn whoever_walks_a_round_sees_that_round() {
    let world = World::new().await;
    let loaded = written(&world, &large(8), plain).await;
    approved(&world, &loaded, GIFTS).await;
    world.run_jobs().await;
    let all = gate(&world.app, "AMS").await.expect("a list");
    assert_eq!((all.open.len(), all.couriers.len()), (GIFTS, 8));
    let of = |view: &GateView, name: &str| -> Vec<GateStop> {
        view.open.iter().filter(|stop| stop.courier.as_deref() == Some(name)).cloned().collect()
    };
    // Of all who have something to do, the one whose work closes last.
    let last = all.open.iter().rev().find_map(|stop| stop.courier.clone()).expect("a courier");
    let own = of(&all, &last);
    assert!(!own.is_empty() && own.len() < GIFTS);
    assert_eq!(all.clone().of_round(&last).open, own);
    assert_eq!(all.clone().of_round("nobody"), all, "a name that the station does not have is everybody");

    // A phone that cannot keep all keeps those of its courier, still in the order in which they close.
    let (phone, plain) = (phone_list(&world.app, "AMS", &last).await, phone_list(&world.app, "AMS", "").await);
    let (phone, plain) = (phone.expect("a list"), plain.expect("a list"));
    assert_eq!((phone.cards.len(), phone.left_out, plain.cards.len()), (40, 4, 40));
    let kept: BTreeSet<_> = phone.cards.iter().map(|card| card.gift).collect();
    assert!(own.iter().all(|stop| kept.contains(&stop.gift)));
    assert!(phone.cards.is_sorted_by_key(|card| card.closes_at));

    let mut staff = world.gate("AMS").await;
    let address = format!("?at=pier-D&round={}", last.replace(' ', "%20"));
    let page = staff.get(&format!("/gate/AMS{address}")).await.body;
    let shown = own.iter().filter(|stop| page.contains(&stop.gift.to_string())).count();
    let others = all.open.iter().filter(|stop| page.contains(&stop.gift.to_string())).count();
    assert_eq!((shown, others), (own.len(), own.len()));
    assert!(page.contains(&format!("<option selected>{last}</option>")), "{page}");
    let paper = staff.get(&format!("/gate/AMS/list.pdf{address}")).await;
    assert_eq!(paper.status.as_u16(), 200);
    let json = staff.get(&format!("/gate/AMS/list.json{address}")).await.body;
    assert!(own.iter().all(|stop| json.contains(&stop.gift.to_string())));
}

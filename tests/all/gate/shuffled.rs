//! What phones send after hours without signal, many times over, in any order, with clocks that are wrong.

use std::fmt::Write as _;

use chrono::{DateTime, Duration};
use giftgate::services::gate_sync::{Answer, sync};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{GATE, Report, Told, World, approved, check_ledger, given, plain, raw, tell};
use crate::support::small::written;
use crate::support::world::CAMPAIGN;

/// The campaign with room for hundreds of gifts, and so many couriers for them.
pub fn large(couriers: usize) -> String {
    let mut source = CAMPAIGN.replace("gifts = 40", "gifts = 400").replace("EUR 2500.00", "EUR 250000.00");
    source = source.replace("team_minutes = 1800", "team_minutes = 18000").replace("stock = ", "stock = 5");
    for number in 6..=couriers {
        let _ = write!(
            source,
            "\n[[delivery.couriers]]\nname = \"courier {number}\"\nstation = \"AMS\"\nfrom = \"04:30\"\nto = \"12:30\"\ncapacity = 12\n"
        );
    }
    source
}

/// Uploads of each report.
const UPLOADS: usize = 5;

/// `n` hand-overs with their pick-ups, each uploaded five times, shuffled, by clocks from 48 hours late to the year 2099.
async fn hand_over_shuffled(n: usize, seed: u64) {
    let world = World::new().await;
    let loaded = written(&world, &large(29), plain).await;
    let all = approved(&world, &loaded, n).await;
    let now = world.app.now();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let clock = |rng: &mut ChaCha8Rng| match rng.random_range(0..5) {
        0 => DateTime::UNIX_EPOCH,
        1 => "2099-12-31T23:59:59Z".parse().expect("an instant"),
        2 => now - Duration::hours(48) - Duration::minutes(1),
        _ => now - Duration::minutes(rng.random_range(0..48 * 60)),
    };
    let mut uploads: Vec<Report> = Vec::new();
    for gift in &all {
        for told in [Told::PickUp, given()] {
            let report = Report { device_at: clock(&mut rng), ..tell(&world, gift.gift.id, told) };
            uploads.extend(std::iter::repeat_n(report, UPLOADS));
        }
    }
    uploads.shuffle(&mut rng);
    let mut accepted = 0;
    for batch in uploads.chunks(37) {
        let answers = sync(&world.app, "AMS", batch, &GATE).await.expect("answers");
        assert!(answers.iter().all(|answer| matches!(answer, Answer::Accepted | Answer::Duplicate)), "{answers:?}");
        let hand_overs = answers.iter().zip(batch).filter(|(_, report)| report.told != Told::PickUp);
        accepted += hand_overs.filter(|(answer, _)| **answer == Answer::Accepted).count();
    }
    assert_eq!(accepted, n);
    assert_eq!(raw::count(&world.app.store, "hand_over").await, i64::try_from(n).expect("few"));
    assert_eq!(raw::count(&world.app.store, "pick_up").await, i64::try_from(n).expect("few"));
    assert_eq!(raw::count(&world.app.store, "unsettled_report").await, 0);
    for gift in &all {
        let ended = world.app.store.find_hand_over(gift.gift.id).await.expect("an answer").expect("handed over");
        assert!(ended.happened_at <= now && ended.happened_at >= now - Duration::hours(48), "{ended:?}");
        assert!(ended.device_at.is_some() && ended.received_at == now);
    }
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn many_uploads_with_wrong_clocks_are_as_many_hand_overs_as_there_were() {
    hand_over_shuffled(12, 1).await;
}

#[tokio::test]
#[ignore = "the full count takes minutes in a debug build: cargo test --release --test all -- --ignored two_hundred"]
async fn two_hundred_hand_overs_uploaded_five_times_are_exactly_two_hundred() {
    hand_over_shuffled(200, 2).await;
}

//! Planning: the hold-out first, no cap passed, the same seed the same plan, and a clear answer where nothing can be given.

use std::collections::{BTreeMap, BTreeSet};

use giftgate::checker::plan::{About, check};
use giftgate::domain::campaign::Campaign;
use giftgate::domain::gift::GiftState;
use giftgate::domain::id::TravellerId;
use giftgate::domain::language::Language;
use giftgate::domain::traveller::PassengerType;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::planning::PlanOutcome;
use serde_json::Value;

use crate::support::raw;
use crate::support::small::{
    balances, booking, bookings, bookings_csv, campaign, confirm_all, confirmed, gifts, listen, plain, plan, post,
    propose_all, with_money,
};
use crate::support::world::World;

/// Gifts by the booking they are for, which stays the same from world to world.
async fn by_locator(world: &World, outcome: &PlanOutcome) -> BTreeMap<String, String> {
    let until = world.app.now() + chrono::Duration::days(3);
    let manifest = world.app.store.manifest(chrono::DateTime::UNIX_EPOCH, until).await.expect("passengers");
    let locators: BTreeMap<TravellerId, String> =
        manifest.into_iter().map(|one| (one.id, one.booking.record_locator)).collect();
    outcome.plan.gifts.iter().map(|gift| (locators[&gift.traveller].clone(), gift.idea.clone())).collect()
}

fn held_out(percent: u8) -> impl FnOnce(&mut Campaign) {
    move |campaign| {
        plain(campaign);
        campaign.hold_out_percent = percent;
    }
}

fn few_gifts(percent: u8, most: u32) -> impl FnOnce(&mut Campaign) {
    move |campaign| {
        held_out(percent)(campaign);
        campaign.caps.gifts = Some(most);
    }
}

fn keeps_caps(outcome: &PlanOutcome, loaded: &LoadedCampaign) {
    let plan = &outcome.plan;
    assert!(plan.value <= plan.upper_bound, "{} of {}", plan.value, plan.upper_bound);
    let limits: BTreeMap<String, i64> = campaigns::caps(&loaded.campaign).into_iter().collect();
    for cap in &plan.caps {
        assert!(cap.used <= cap.limit && cap.limit <= limits[&cap.cap], "{cap:?}");
    }
    let spent: i64 = plan.gifts.iter().map(|gift| gift.cost_minor).sum();
    assert!(spent <= limits["money"]);
}

#[tokio::test]
async fn nobody_held_out_gets_a_gift_and_the_draw_holds_for_all_later_plans() {
    let world = World::new().await;
    let loaded = campaign(&world, held_out(50)).await;
    confirmed(&world, &loaded, 12).await;
    let first = plan(&world, &loaded, 7).await;
    keeps_caps(&first, &loaded);
    let held: BTreeSet<TravellerId> = first.plan.hold_out.iter().copied().collect();
    assert_eq!(held.len(), 6);
    assert_eq!(first.plan.gifts.len(), 6, "everybody else gets one");
    assert!(first.plan.gifts.iter().all(|gift| !held.contains(&gift.traveller)));
    for seed in [7, 8, 9] {
        let next = plan(&world, &loaded, seed).await;
        assert_eq!(next.plan.hold_out.iter().copied().collect::<BTreeSet<_>>(), held, "seed {seed}");
        assert_eq!(next.plan.gifts.len(), 6, "the same six may get one");
        assert!(next.plan.gifts.iter().all(|gift| !held.contains(&gift.traveller)));
    }
}

#[tokio::test]
async fn the_lot_is_cast_once_for_everybody_however_often_plans_are_made() {
    let world = World::new().await;
    // Money for two gifts only: most are eligible again and again.
    let small = |campaign: &mut Campaign| {
        with_money(2000)(campaign);
        campaign.hold_out_percent = 25;
    };
    let loaded = campaign(&world, small).await;
    confirmed(&world, &loaded, 12).await;
    for seed in 1..=6 {
        plan(&world, &loaded, seed).await;
    }
    let held = world.app.store.list_hold_out(loaded.id).await.expect("hold-out");
    assert_eq!(held.len(), 3, "a quarter of twelve, drawn once");
    // New people get a lot of their own.
    bookings(&world, &bookings_csv((12..24).map(booking))).await;
    listen(&world, &loaded, &(12..24).map(post).collect::<Vec<Value>>()).await;
    assert_eq!(confirm_all(&world, &loaded).await, 12);
    plan(&world, &loaded, 1).await;
    let all = world.app.store.list_hold_out(loaded.id).await.expect("hold-out");
    assert_eq!(all.len(), 6);
    assert!(held.iter().all(|one| all.contains(one)));
}

#[tokio::test]
async fn the_hold_out_is_drawn_before_anyone_is_chosen() {
    // With and without money the same people are held out: the draw knows nothing of the choice.
    let mut draws = Vec::new();
    for money in [250_000, 900] {
        let world = World::new().await;
        let change = |campaign: &mut Campaign| {
            with_money(money)(campaign);
            campaign.hold_out_percent = 20;
        };
        let loaded = campaign(&world, change).await;
        confirmed(&world, &loaded, 12).await;
        let outcome = plan(&world, &loaded, 3).await;
        keeps_caps(&outcome, &loaded);
        let until = world.app.now() + chrono::Duration::days(3);
        let manifest = world.app.store.manifest(chrono::DateTime::UNIX_EPOCH, until).await.expect("passengers");
        let held = manifest.iter().filter(|one| outcome.plan.hold_out.contains(&one.id));
        draws.push(held.map(|one| one.booking.record_locator.clone()).collect::<BTreeSet<_>>());
    }
    assert_eq!(draws[0], draws[1]);
    assert!(!draws[0].is_empty());
}

#[tokio::test]
async fn the_same_seed_gives_the_same_plan() {
    let mut plans = Vec::new();
    for seed in [5, 5] {
        let world = World::new().await;
        let loaded = campaign(&world, few_gifts(20, 5)).await;
        confirmed(&world, &loaded, 12).await;
        let outcome = plan(&world, &loaded, seed).await;
        keeps_caps(&outcome, &loaded);
        assert_eq!(outcome.plan.gifts.len(), 5);
        plans.push((by_locator(&world, &outcome).await, outcome.plan.value, outcome.plan.upper_bound));
    }
    assert_eq!(plans[0], plans[1]);
}

#[tokio::test]
async fn a_second_plan_gives_nobody_a_second_gift() {
    let world = World::new().await;
    let loaded = campaign(&world, few_gifts(0, 4)).await;
    confirmed(&world, &loaded, 9).await;
    let first = plan(&world, &loaded, 1).await;
    assert_eq!(first.plan.gifts.len(), 4);
    propose_all(&world, &loaded).await;
    // Who had one that was taken back is not asked again.
    let one = &gifts(&world, &loaded).await[0];
    let (id, now) = (one.gift.id, world.app.now());
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.move_gift(id, GiftState::Proposed, GiftState::Withdrawn, Some("cancelled"), now).await.expect("withdrawn");
    tx.commit().await.expect("committed");
    for seed in 2..4 {
        let next = plan(&world, &loaded, seed).await;
        keeps_caps(&next, &loaded);
        let all = gifts(&world, &loaded).await;
        let open: Vec<_> = all.iter().filter(|gift| gift.gift.state != GiftState::Withdrawn).collect();
        assert_eq!((open.len(), next.new_gifts), (4, 1), "seed {seed}");
        assert_eq!(open.iter().map(|gift| gift.traveller).collect::<BTreeSet<_>>().len(), 4);
        assert!(open.iter().all(|gift| gift.traveller != one.traveller));
    }
    // A draft that a later plan replaced was never anybody's gift.
    let replaced = |gift: &giftgate::store::gift::StoredGift| gift.withdrawn_why.as_deref() == Some("replaced");
    let all: Vec<_> = gifts(&world, &loaded).await.into_iter().filter(|gift| !replaced(gift)).collect();
    let travellers: BTreeSet<_> = all.iter().map(|gift| gift.traveller).collect();
    assert_eq!(travellers.len(), all.len());
    assert!(all.len() > 4);
}

#[tokio::test]
async fn a_plan_that_breaks_a_promise_is_found_out() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 6).await;
    let plan = plan(&world, &loaded, 1).await.plan;
    let about: BTreeMap<TravellerId, About> = plan
        .gifts
        .iter()
        .map(|gift| {
            let about = About {
                passenger_type: PassengerType::Adult,
                day: gift.leg.departure_on,
                station: gift.leg.origin.clone(),
                destination_country: None,
                elite: false,
                had_minor: 0,
            };
            (gift.traveller, about)
        })
        .collect();
    let codes = |plan, campaign| check(plan, campaign, &about).iter().map(|fault| fault.code).collect::<BTreeSet<_>>();
    assert_eq!(codes(&plan, &loaded.campaign), BTreeSet::new());
    let mut poor = loaded.campaign.clone();
    poor.caps.campaign.minor = plan.gifts.iter().map(|gift| gift.cost_minor).sum::<i64>() - 1;
    assert!(codes(&plan, &poor).contains("plan:over_cap"));
    let mut held = plan.clone();
    held.hold_out.push(plan.gifts[0].traveller);
    assert!(codes(&held, &loaded.campaign).contains("plan:held_out"));
    let mut boast = plan.clone();
    boast.upper_bound = plan.value - 1;
    assert!(codes(&boast, &loaded.campaign).contains("plan:over_bound"));
    let mut twice = plan.clone();
    twice.gifts.push(plan.gifts[0].clone());
    assert!(codes(&twice, &loaded.campaign).contains("plan:traveller_twice"));
    // The table refuses it too.
    let store = &world.app.store;
    assert!(raw::execute(store, "update plan set upper_bound = value - 1").await.is_err());
}

#[tokio::test]
async fn without_candidates_a_plan_is_empty_and_no_error() {
    let world = World::new().await;
    let loaded = campaign(&world, |_| ()).await;
    confirmed(&world, &loaded, 0).await;
    let outcome = plan(&world, &loaded, 1).await;
    assert_eq!((outcome.plan.gifts.len(), outcome.plan.value, outcome.plan.upper_bound), (0, 0, 0));
    assert!(outcome.plan.not_chosen.is_empty() && outcome.is_proven_best());
    assert!(world.app.store.latest_plan(loaded.id).await.expect("asked").is_some());
    assert!(balances(&world, &loaded).await.iter().all(|(_, reserved, committed)| *reserved == 0 && *committed == 0));
}

#[tokio::test]
async fn a_quota_beyond_the_candidates_asks_for_what_there_is() {
    let world = World::new().await;
    let quotas = |campaign: &mut Campaign| {
        plain(campaign);
        campaign.rules.language_min = BTreeMap::from([(Language::En, 39), (Language::Ja, 9)]);
    };
    let loaded = campaign(&world, quotas).await;
    confirmed(&world, &loaded, 6).await;
    let outcome = plan(&world, &loaded, 1).await;
    keeps_caps(&outcome, &loaded);
    assert_eq!(outcome.plan.gifts.len(), 6);
    assert_eq!(outcome.eased, BTreeMap::new());
}

#[tokio::test]
async fn a_quota_that_money_can_not_meet_gives_way_and_says_so() {
    let world = World::new().await;
    let quota = |campaign: &mut Campaign| {
        with_money(2000)(campaign);
        campaign.rules.language_min = BTreeMap::from([(Language::En, 6)]);
    };
    let loaded = campaign(&world, quota).await;
    confirmed(&world, &loaded, 6).await;
    let outcome = plan(&world, &loaded, 1).await;
    keeps_caps(&outcome, &loaded);
    assert!(!outcome.plan.gifts.is_empty(), "money for some is given to some");
    assert!(outcome.eased.get(&Language::En).is_some_and(|kept| *kept < 6), "{:?}", outcome.eased);
}

#[tokio::test]
async fn without_money_or_stock_the_plan_says_which_cap_was_short() {
    for (money, gifts, why) in [(0, 40, "cap:money"), (250_000, 0, "cap:gifts")] {
        let world = World::new().await;
        let change = |campaign: &mut Campaign| {
            with_money(money)(campaign);
            campaign.caps.gifts = Some(gifts);
        };
        let loaded = campaign(&world, change).await;
        confirmed(&world, &loaded, 3).await;
        let outcome = plan(&world, &loaded, 1).await;
        keeps_caps(&outcome, &loaded);
        assert_eq!((outcome.plan.gifts.len(), outcome.plan.value), (0, 0));
        assert_eq!(outcome.plan.not_chosen.len(), 3);
        for left in &outcome.plan.not_chosen {
            assert_eq!(left.why, [why], "{:?}", outcome.plan.not_chosen);
        }
    }
    let world = World::new().await;
    let sold_out = |campaign: &mut Campaign| {
        plain(campaign);
        campaign.gifts.iter_mut().for_each(|idea| idea.stock = 0);
    };
    let loaded = campaign(&world, sold_out).await;
    confirmed(&world, &loaded, 3).await;
    let outcome = plan(&world, &loaded, 1).await;
    assert!(outcome.plan.gifts.is_empty());
    assert!(outcome.plan.not_chosen.iter().all(|left| left.why.iter().any(|why| why == "rule:stock")));
}

//! Retention: who got nothing is forgotten a day after the last leg; figures and the audit chain stay.

use giftgate::domain::gift::GiftState;
use giftgate::domain::id::{JobId, mint};
use giftgate::services::retention::{self, Purged};
use giftgate::store::audit::ChainState;
use serde_json::{Value, json};

use crate::support::raw;
use crate::support::small::{
    booking, bookings, bookings_csv, campaign, candidates, confirm_all, confirmed, gifts, legs, listen, plain, plan,
    post,
};
use crate::support::world::World;

async fn rows(world: &World, table: &str) -> i64 {
    raw::count(&world.app.store, table).await
}

async fn purge(world: &World) -> Purged {
    retention::purge(&world.app).await.expect("purged")
}

#[tokio::test]
async fn who_got_nothing_is_gone_a_day_after_the_last_leg_and_not_before() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    // Traveller 0 flies on to Paris two hours after Oslo leaves: the later leg counts.
    let onward = booking(0).replace(",KL,1197,2025-03-04,AMS,OSL", ",KL,1401,2025-03-04,AMS,CDG");
    bookings(&world, &bookings_csv((0..3).map(booking).chain([onward]))).await;
    listen(&world, &loaded, &(0..3).map(post).collect::<Vec<Value>>()).await;
    let people = rows(&world, "person").await;
    assert_eq!(people, 6, "three travellers, three authors");
    // Legs leave at 7, 8 and 9 UTC.
    let at = |text: &str| text.parse().expect("an instant");
    world.app.set_now(at("2025-03-05T07:00:00Z"));
    assert_eq!(purge(&world).await.people, 0, "to the second");
    world.app.set_now(at("2025-03-05T08:00:01Z"));
    let purged = purge(&world).await;
    assert_eq!((purged.people, rows(&world, "traveller").await, rows(&world, "author").await), (2, 2, 2));
    world.app.set_now(at("2025-03-05T09:00:01Z"));
    purge(&world).await;
    for table in ["person", "traveller", "passage", "author", "post", "candidate"] {
        assert_eq!(rows(&world, table).await, 0, "{table}");
    }
    assert_eq!(purge(&world).await, Purged::default(), "a second purge finds nothing");
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn people_with_a_gift_and_all_figures_stay() {
    let world = World::new().await;
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.hold_out_percent = 50;
        campaign.caps.gifts = Some(2);
    })
    .await;
    confirmed(&world, &loaded, 8).await;
    let outcome = plan(&world, &loaded, 3).await;
    assert_eq!((outcome.plan.gifts.len(), outcome.plan.hold_out.len()), (2, 4));
    let held = rows(&world, "hold_out").await;
    let not_chosen = rows(&world, "not_chosen").await;
    let counts = world.app.store.intake_counts().await.expect("counts");
    let figures = world.app.store.figures(loaded.id).await.expect("figures");
    assert_eq!((figures.funnel.matched, figures.funnel.confirmed), (8, 8));
    world.advance(2 * 24 * 60);
    assert!(purge(&world).await.people > 0);
    assert_eq!((rows(&world, "hold_out").await, rows(&world, "not_chosen").await), (held, not_chosen));
    assert_eq!(world.app.store.intake_counts().await.expect("counts"), counts);
    assert_eq!(world.app.store.figures(loaded.id).await.expect("figures"), figures);
    assert_eq!(rows(&world, "candidate").await, 2, "they are counted, not kept");
    let all = gifts(&world, &loaded).await;
    assert_eq!((all.len(), rows(&world, "traveller").await), (2, 2));
    // Their match and their post too: the gift rests on them.
    for gift in &all {
        assert!(world.app.store.find_passenger(gift.traveller, gift.leg).await.expect("asked").is_some());
        let candidate = candidates(&world, &loaded).await.into_iter().find(|one| one.id == gift.candidate);
        let post = candidate.expect("the match").post;
        assert!(world.app.store.find_post(post).await.expect("asked").is_some());
        assert_eq!(gift.gift.state, GiftState::Draft);
    }
    assert_eq!(world.app.store.list_not_chosen(outcome.plan.id).await.expect("asked").len(), 6);
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test]
async fn a_delay_keeps_people_until_a_day_after_it() {
    let world = World::new().await;
    legs(&world).await;
    bookings(&world, &bookings_csv([booking(0)])).await;
    let sql = "update flight_leg set estimated_departure_at = '2025-03-04T19:00:00Z' where flight_number = 1197";
    let sql = if world.app.store.engine() == "sqlite" { sql.replace('Z', "+00:00") } else { sql.to_owned() };
    assert_eq!(raw::execute(&world.app.store, &sql).await.expect("delayed"), 1);
    world.app.set_now("2025-03-05T08:00:00Z".parse().expect("an instant"));
    assert_eq!(purge(&world).await.people, 0);
    world.app.set_now("2025-03-05T19:00:01Z".parse().expect("an instant"));
    assert_eq!(purge(&world).await.people, 1);
}

#[tokio::test]
async fn undecided_matches_expire_when_the_flight_leaves_and_decided_ones_do_not() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    bookings(&world, &bookings_csv((0..6).map(booking))).await;
    listen(&world, &loaded, &[post(0)]).await;
    assert_eq!(confirm_all(&world, &loaded).await, 1);
    listen(&world, &loaded, &(1..6).map(post).collect::<Vec<Value>>()).await;
    // Oslo (0, 3) leaves at 7 UTC, Prague (1, 4) at 8, Paris (2, 5) at 9.
    world.app.set_now("2025-03-04T08:30:00Z".parse().expect("an instant"));
    assert_eq!(purge(&world).await.expired, 3);
    let states: Vec<String> = candidates(&world, &loaded).await.iter().map(|one| one.state.to_string()).collect();
    let of = |state: &str| states.iter().filter(|one| *one == state).count();
    assert_eq!((of("confirmed"), of("expired"), of("suggested")), (1, 3, 2));
}

#[tokio::test]
async fn quarantine_goes_after_two_weeks_and_done_jobs_after_one() {
    let world = World::new().await;
    bookings(&world, &bookings_csv([booking(0)])).await;
    assert_eq!(rows(&world, "quarantine").await, 1);
    let now = world.app.now();
    let id = JobId(mint(now, &mut *world.app.rng()));
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.add_job(id, "purge", &json!({ "kind": "purge" }), now, Some("purge@1"), now).await.expect("queued");
    tx.commit().await.expect("committed");
    world.run_jobs().await;
    world.advance(7 * 24 * 60);
    purge(&world).await;
    assert_eq!((rows(&world, "quarantine").await, rows(&world, "job").await), (1, 1), "to the minute");
    world.advance(1);
    purge(&world).await;
    assert_eq!(rows(&world, "job").await, 0);
    world.advance(7 * 24 * 60);
    assert_eq!(purge(&world).await.quarantine, 1);
    assert_eq!(rows(&world, "quarantine").await, 0);
}

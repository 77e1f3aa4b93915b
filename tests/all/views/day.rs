//! The day itself: board, gate, follow-up posts, report.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::Duration;
use giftgate::domain::actor::Role;
use giftgate::domain::campaign::TargetMetric;
use giftgate::domain::delivery::HandOverPoint;
use giftgate::domain::flight::{FlightEvent, FlightState};
use giftgate::domain::follow_up::{FollowUpState, Need};
use giftgate::domain::gift::{GiftState, HandOverOutcome};
use giftgate::domain::post::Network;
use giftgate::domain::reading::{Method, Reading, Unit};
use giftgate::services::{approval, flight_clock, follow_ups, measuring, views};
use giftgate::store::view::PAGE_SIZE;
use giftgate::store::view::board::Alert;
use giftgate::store::view::follow_ups::FollowUpFilter;

use super::{SLUG, actor, approve_all, bring, event, flight_of, gifts, planned};
use crate::support::world::World;

#[tokio::test]
async fn the_board_tells_delays_gate_changes_and_cancellations_with_the_money_they_free() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    approve_all(&world, &loaded).await;
    let app = &world.app;
    let all = gifts(&world, &loaded).await;
    let before = views::board(app, SLUG).await.expect("a board");
    let on_legs: usize = before.legs.iter().map(|row| row.hand_overs.len()).sum();
    assert_eq!(on_legs, all.len());
    assert!(before.legs.iter().all(|row| row.window.is_some() && row.gate_before.is_none()));
    assert!(before.legs.is_sorted_by_key(|row| row.expected_at));
    assert!(before.legs.iter().flat_map(|row| &row.hand_overs).any(|mark| mark.planned_at.is_some()));

    // Three legs with a gift each, bound for elsewhere.
    let mut departures: Vec<_> = all.iter().filter(|gift| gift.point == HandOverPoint::Departure).collect();
    departures.sort_by_key(|gift| gift.leg);
    departures.dedup_by_key(|gift| gift.leg);
    let [off, late, moved] = departures[..3] else { panic!("three departures with gifts") };
    world.advance(1);
    let flight = flight_of(&world, off).await;
    let cancelled = FlightEvent { state: Some(FlightState::Cancelled), ..event(&flight, world.app.now()) };
    let flight = flight_of(&world, late).await;
    let etd = flight.scheduled_departure_at + Duration::minutes(40);
    let delayed = FlightEvent { estimated_departure_at: Some(etd), ..event(&flight, world.app.now()) };
    let flight = flight_of(&world, moved).await;
    let old_gate = flight.gate.clone();
    let other_gate =
        FlightEvent { gate: Some("B23".to_owned()), pier: Some("B".to_owned()), ..event(&flight, world.app.now()) };
    flight_clock::apply_events(app, vec![cancelled, delayed, other_gate]).await.expect("news");
    world.run_jobs().await;

    let board = views::board(app, SLUG).await.expect("a board");
    let on = |leg| all.iter().filter(|gift| gift.leg == leg).count() as u64;
    let money = |leg| all.iter().filter(|gift| gift.leg == leg).map(|gift| gift.cost_minor).sum::<i64>();
    let (mut seen_off, mut seen_late, mut seen_gate) = (false, false, false);
    for line in &board.alerts {
        match &line.alert {
            Alert::Cancelled { gifts, freed_minor, .. } => {
                seen_off = true;
                assert_eq!((*gifts, *freed_minor, line.at), (on(off.leg), money(off.leg), app.now()));
            }
            Alert::Delay { minutes, gifts, .. } => {
                seen_late = true;
                assert_eq!((*minutes, *gifts), (40, on(late.leg)));
            }
            Alert::GateChange { from, to, .. } => {
                seen_gate = true;
                assert_eq!((from, to.as_str()), (&old_gate, "B23"));
            }
            Alert::Complaints { .. } => panic!("nobody complained"),
            Alert::PostsRefused { .. } => panic!("nothing was posted"),
            Alert::StockLow { left, .. } => assert!(*left <= 2),
            Alert::Approvals { minutes, .. } => assert!([30, 60, 90].contains(minutes)),
        }
    }
    assert!(seen_off && seen_late && seen_gate, "{:?}", board.alerts);
    let low = board.caps.iter().filter(|cap| cap.gift.is_some() && cap.balance.left() <= 2);
    let low = low.filter(|cap| cap.balance.left() * 10 <= cap.balance.limit).count();
    let told = board.alerts.iter().filter(|line| matches!(line.alert, Alert::StockLow { .. })).count();
    assert_eq!(told, low);
    assert!(board.alerts.is_sorted_by_key(|line| Reverse(line.at)));
    let row = board.legs.iter().find(|row| row.state == FlightState::Cancelled).expect("the leg stays on the board");
    assert_eq!(row.window, None);
    assert!(row.hand_overs.iter().all(|mark| mark.state == GiftState::Withdrawn));
    let row = board.legs.iter().find(|row| row.gate.as_deref() == Some("B23")).expect("the moved leg");
    assert_eq!(row.gate_before, old_gate);
    assert_eq!(board.funnel, before.funnel);
    assert_eq!(board.caps[0].balance.reserved, before.caps[0].balance.reserved - money(off.leg));
    let gifts: u64 = board.by_language.iter().map(|line| line.gifts).sum();
    assert_eq!(gifts, all.len() as u64 - on(off.leg));
    assert_eq!(board.by_station.iter().map(|line| line.gifts).sum::<u64>(), gifts);
}

#[tokio::test]
async fn the_gate_sees_first_names_greetings_and_windows_and_nothing_else() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    approve_all(&world, &loaded).await;
    let app = &world.app;
    let all = gifts(&world, &loaded).await;
    let view = views::gate(app, "AMS").await.expect("a list");
    assert_eq!((view.open.len(), view.done.len()), (all.len(), 0));
    assert!(view.open.is_sorted_by_key(|stop| stop.window.map(|window| window.closes_at)));
    assert!(view.open.iter().all(|stop| stop.greeting.contains(&stop.first_name)));
    assert!(view.open.iter().all(|stop| stop.named != stop.first_name.is_empty()), "a name stands where it may");
    assert!(view.open.iter().any(|stop| stop.courier.is_some() && stop.planned_at.is_some() && stop.seat.is_some()));
    let index = views::gate_index(app).await.expect("stations");
    assert_eq!(index.stations.len(), 1);
    assert_eq!((index.stations[0].open, index.stations[0].done), (all.len() as u64, 0));
    assert_eq!(index.stations[0].next_closes_at, view.open[0].window.map(|window| window.closes_at));

    bring(&world, &loaded, &all[0], HandOverOutcome::Given, true).await;
    bring(&world, &loaded, &all[1], HandOverOutcome::NotFound, false).await;
    let view = views::gate(app, "AMS").await.expect("a list");
    assert_eq!((view.open.len(), view.done.len()), (all.len() - 2, 2));
    assert!(view.done.iter().all(|stop| stop.ended_at.is_some()));
    let index = views::gate_index(app).await.expect("stations");
    assert_eq!((index.stations[0].open, index.stations[0].done), (all.len() as u64 - 2, 1));
    // Nobody was found later on the same day; on the next day both are off the list.
    world.advance(24 * 60);
    assert_eq!(views::gate(app, "AMS").await.expect("a list").done.len(), 0);
    assert_eq!(views::gate(app, "JFK").await.expect("a list").open.len(), 0);
}

#[tokio::test]
async fn follow_ups_tell_what_they_wait_for_until_they_are_out() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    approve_all(&world, &loaded).await;
    let app = &world.app;
    let all = gifts(&world, &loaded).await;
    let drafts = follow_ups::draft(app, &loaded).await.expect("drafts");
    let page = views::follow_ups(app, SLUG, &FollowUpFilter::default()).await.expect("a page");
    assert_eq!(page.lines.len(), drafts.min(PAGE_SIZE));
    assert!(page.lines.iter().all(|line| line.needs == [Need::Publication, Need::Approval] && !line.text.is_empty()));
    assert!(page.lines.is_sorted_by_key(|line| (line.earliest_at, line.id)));

    bring(&world, &loaded, &all[0], HandOverOutcome::Given, true).await;
    let posts = app.store.list_follow_ups(loaded.id).await.expect("posts");
    let post = posts.iter().find(|post| post.gift == all[0].gift.id).expect("its post");
    world.advance(3);
    let approved_at = app.now();
    approval::approve_post(app, post, &actor(Role::Approver)).await.expect("approved");
    let approved = FollowUpFilter { state: Some(FollowUpState::Approved), after: None };
    let page = views::follow_ups(app, SLUG, &approved).await.expect("a page");
    assert_eq!(page.lines.len(), 1);
    assert_eq!(page.lines[0].needs, []);
    assert_eq!(page.lines[0].approval.as_ref().map(|approval| approval.at), Some(approved_at));
    let at = |state| page.counts.iter().find(|line| line.state == state).map(|line| line.count);
    assert_eq!((at(FollowUpState::Approved), at(FollowUpState::Draft)), (Some(1), Some(drafts as u64 - 1)));

    world.advance(24 * 60);
    assert_eq!(follow_ups::queue_due(app, &loaded).await.expect("queued"), 1);
    world.run_jobs().await;
    let published = FollowUpFilter { state: Some(FollowUpState::Published), after: None };
    let page = views::follow_ups(app, SLUG, &published).await.expect("a page");
    assert_eq!((page.lines.len(), page.lines[0].published_at), (1, Some(app.now())));
    assert!(page.lines[0].url.is_some() && page.lines[0].approval.is_some());
    assert_eq!(views::board(app, SLUG).await.expect("a board").funnel.posted, 1);
}

#[tokio::test]
async fn the_report_keeps_sample_figures_apart_and_counts_what_was_on_time() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    approve_all(&world, &loaded).await;
    let app = &world.app;
    let all = gifts(&world, &loaded).await;
    bring(&world, &loaded, &all[0], HandOverOutcome::Given, true).await;
    bring(&world, &loaded, &all[1], HandOverOutcome::Given, false).await;
    bring(&world, &loaded, &all[2], HandOverOutcome::Declined, false).await;
    let reading = |post: &str, value, hour, method| Reading {
        post: post.to_owned(),
        network: Network::Bluesky,
        unit: Unit::Impressions,
        value,
        field: "views".to_owned(),
        definition: "2025-01".to_owned(),
        read_at: app.now() + Duration::hours(hour),
        method,
        coverage_percent: 100,
    };
    let readings = [
        reading("a", 100, 1, Method::Measured),
        reading("b", 10, 2, Method::Measured),
        reading("a", 300, 3, Method::Measured),
        reading("c", 5000, 1, Method::Sample),
        Reading { unit: Unit::Engagements, ..reading("a", 7, 3, Method::Measured) },
    ];
    assert_eq!(measuring::add_readings(app, &loaded, &readings).await.expect("readings"), 5);

    let report = views::report(app, SLUG).await.expect("a report");
    let figures: BTreeSet<_> = report.figures.iter().map(|one| (one.unit, one.method, one.value, one.posts)).collect();
    let wanted = [
        (Unit::Impressions, Method::Measured, 310, 2),
        (Unit::Impressions, Method::Sample, 5000, 1),
        (Unit::Engagements, Method::Measured, 7, 1),
    ];
    assert_eq!(figures, BTreeSet::from(wanted));
    assert_eq!(report.series.len(), 1);
    assert_eq!(report.series[0].points.iter().map(|point| point.value).collect::<Vec<_>>(), [100, 110, 310]);

    let spent = all[0].cost_minor + all[1].cost_minor;
    assert_eq!(report.spent_minor, spent);
    assert_eq!(report.costs.iter().map(|line| line.cost_minor).sum::<i64>(), spent);
    assert_eq!(report.cost_per_hand_over_minor, Some((spent + 1) / 2));
    assert_eq!(report.cost_per_mille.len(), 2);
    assert_eq!(report.by_language.iter().map(|line| line.hand_overs).sum::<u64>(), 2);
    let reached = |metric| report.targets.iter().find(|line| line.metric == metric).and_then(|line| line.reached);
    assert_eq!(reached(TargetMetric::HandOvers), Some(2));
    assert_eq!(reached(TargetMetric::OnTimePercent), Some(100));
    assert_eq!(reached(TargetMetric::PublicationConsents), Some(1));
    assert_eq!(reached(TargetMetric::AnsweredInHourPercent), None);
    assert_eq!(report.hold_out.treated, all.len() as u64);
    assert!(report.hold_out.held_out > 0 && report.hold_out.uplift.is_none());

    let list = views::campaigns(app).await.expect("a list");
    assert_eq!(list.campaigns[0].money.committed, spent);
    let funnel = list.campaigns[0].funnel;
    assert_eq!(funnel, report.funnel);
    assert_eq!((funnel.approved, funnel.proposed, funnel.delivered), (all.len() as u64, all.len() as u64, 2));
    assert!(funnel.posts > funnel.screened_out && funnel.matched >= funnel.confirmed);
}

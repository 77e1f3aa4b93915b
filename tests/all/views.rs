//! Read models on a small day that services built: numbers agree with each other, pages add up, nothing sealed leaks.

use std::collections::BTreeSet;

use chrono::Duration;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::TargetMetric;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::flight::{Flight, FlightEvent, FlightState};
use giftgate::domain::follow_up::{FollowUpState, Need};
use giftgate::domain::gift::{GiftState, HandOverOutcome};
use giftgate::domain::id::{MatchId, mint};
use giftgate::domain::language::Language;
use giftgate::domain::matching::MatchState;
use giftgate::domain::post::Network;
use giftgate::domain::reading::{Method, Reading, Unit};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::delivery::{HandOverReport, hand_over, pick_up};
use giftgate::services::{Error, approval, flight_clock, follow_ups, measuring, planning, review, views};
use giftgate::store::gift::StoredGift;
use giftgate::store::view::PAGE_SIZE;
use giftgate::store::view::board::Alert;
use giftgate::store::view::candidates::{Band, CandidateFilter};
use giftgate::store::view::follow_ups::FollowUpFilter;
use uuid::Uuid;

use crate::support::world::World;

const SLUG: &str = "schiphol-surprise";

const fn actor(role: Role) -> Actor {
    Actor::simulated(role)
}

/// A day with everything confirmed and planned.
async fn planned(world: &World) -> LoadedCampaign {
    let loaded = world.live_campaign().await;
    let report = world.sample_day(&loaded).await;
    assert!(report.suggested > 20, "{report:?}");
    for candidate in world.app.store.list_candidates(loaded.id).await.expect("candidates") {
        if candidate.state == MatchState::Suggested {
            review::confirm(&world.app, candidate.id, &actor(Role::Planner)).await.expect("confirmed");
        }
    }
    planning::make_plan(&world.app, &loaded, 7, &actor(Role::Planner)).await.expect("a plan");
    loaded
}

async fn gifts(world: &World, loaded: &LoadedCampaign) -> Vec<StoredGift> {
    world.app.store.list_gifts(loaded.id).await.expect("gifts")
}

async fn approve_all(world: &World, loaded: &LoadedCampaign) {
    for gift in gifts(world, loaded).await {
        approval::propose(&world.app, gift.gift.id, &actor(Role::Planner)).await.expect("proposed");
        let (id, hash) = (gift.gift.id, gift.gift.content_hash);
        approval::approve(&world.app, loaded, id, &hash, &actor(Role::Approver)).await.expect("approved");
    }
}

async fn bring(world: &World, loaded: &LoadedCampaign, gift: &StoredGift, outcome: HandOverOutcome, consent: bool) {
    let gate = actor(Role::Gate);
    pick_up(&world.app, loaded, gift.gift.id, &gate).await.expect("picked up");
    let now = world.app.now();
    let consents = ConsentKind::ALL
        .iter()
        .map(|kind| ConsentAnswer { kind: *kind, granted: consent, language: gift.language, text_version: 1 })
        .collect();
    let happened_at = gift.gift.window.expect("a window").opens_at;
    let report = HandOverReport { gift: gift.gift.id, receipt: receipt(world), outcome, happened_at, consents };
    assert!(hand_over(&world.app, loaded, &report, &gate).await.expect("handed over"), "{now}");
}

fn receipt(world: &World) -> Uuid {
    mint(world.app.now(), &mut *world.app.rng())
}

/// What a later flight event says of a leg, all else unchanged.
fn event(flight: &Flight, world: &World) -> FlightEvent {
    FlightEvent {
        leg: flight.leg.clone(),
        known_at: Some(world.app.now()),
        scheduled_departure_at: flight.scheduled_departure_at,
        estimated_departure_at: None,
        scheduled_arrival_at: None,
        estimated_arrival_at: None,
        terminal: None,
        pier: None,
        gate: None,
        boarding_at: None,
        gate_closes_at: None,
        state: None,
        codeshares: Vec::new(),
    }
}

async fn flight_of(world: &World, gift: &StoredGift) -> Flight {
    let flights = world.app.store.list_flights().await.expect("flights");
    flights.into_iter().find(|(id, _)| *id == gift.leg).expect("its leg").1
}

#[tokio::test]
async fn an_unknown_campaign_match_or_station_is_not_found() {
    let world = World::new().await;
    let app = &world.app;
    assert!(matches!(views::board(app, "nope").await, Err(Error::NotFound { what: "campaign", .. })));
    assert!(matches!(views::report(app, "nope").await, Err(Error::NotFound { .. })));
    assert!(matches!(views::plan(app, "nope", None, None).await, Err(Error::NotFound { .. })));
    assert!(matches!(views::gate(app, "QQQ").await, Err(Error::NotFound { what: "station", .. })));
    assert!(views::campaigns(app).await.expect("a list").campaigns.is_empty());
    world.live_campaign().await;
    let missing = views::candidate(app, SLUG, MatchId(Uuid::nil())).await;
    assert!(matches!(missing, Err(Error::NotFound { what: "match", .. })));
}

#[tokio::test]
async fn an_empty_campaign_shows_empty_pages() {
    let world = World::new().await;
    world.live_campaign().await;
    let app = &world.app;
    let board = views::board(app, SLUG).await.expect("a board");
    assert_eq!((board.day.to_string().as_str(), board.legs.len(), board.alerts.len()), ("2025-03-04", 0, 0));
    assert_eq!(board.caps[0].cap, "money");
    assert!(board.caps.iter().any(|cap| cap.cap == "stock:novel" && cap.gift.is_some()));
    assert_eq!(views::plan(app, SLUG, None, None).await.expect("no plan").plan, None);
    let candidates = views::candidates(app, SLUG, &CandidateFilter::default()).await.expect("none");
    assert_eq!((candidates.total, candidates.counts.len()), (0, MatchState::ALL.len()));
    let report = views::report(app, SLUG).await.expect("a report");
    assert_eq!((report.cost_per_hand_over_minor, report.hold_out.minimum_detectable), (None, None));
    assert_eq!(views::gate_index(app).await.expect("no station").stations, []);
    assert_eq!(views::follow_ups(app, SLUG, &FollowUpFilter::default()).await.expect("none").lines, []);
}

#[tokio::test]
async fn pages_of_candidates_add_up_and_run_from_sure_to_unsure() {
    let world = World::new().await;
    let loaded = world.live_campaign().await;
    world.sample_day(&loaded).await;
    let app = &world.app;
    let all = app.store.list_candidates(loaded.id).await.expect("candidates");
    let mut filter = CandidateFilter::default();
    let mut seen = Vec::new();
    loop {
        let page = views::candidates(app, SLUG, &filter).await.expect("a page");
        assert_eq!(page.total, all.len() as u64);
        assert_eq!(page.counts.iter().map(|line| line.count).sum::<u64>(), page.total);
        assert!(page.lines.len() <= PAGE_SIZE);
        seen.extend(page.lines);
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    let ids: Vec<MatchId> = seen.iter().map(|line| line.id).collect();
    assert_eq!(ids, all.iter().map(|candidate| candidate.id).collect::<Vec<_>>());
    assert!(seen.iter().all(|line| !line.text.is_empty() && line.traveller.as_str().contains('•')));

    let suggested = CandidateFilter { state: Some(MatchState::Suggested), ..CandidateFilter::default() };
    let page = views::candidates(app, SLUG, &suggested).await.expect("a page");
    assert!(page.total > 0 && page.lines.iter().all(|line| line.state == MatchState::Suggested));
    let mut total = 0;
    for band in Band::ALL {
        let filter = CandidateFilter { band: Some(*band), ..CandidateFilter::default() };
        let page = views::candidates(app, SLUG, &filter).await.expect("a page");
        assert!(page.lines.iter().all(|line| Band::of(line.probability) == *band));
        total += page.total;
    }
    assert_eq!(total, all.len() as u64);

    for wrong in ["", "x", "0.5", "0.5_x", "NaN_00000000-0000-0000-0000-000000000000"] {
        let filter = CandidateFilter { after: Some(wrong.to_owned()), ..CandidateFilter::default() };
        views::candidates(app, SLUG, &filter).await.expect("a page whatever the keyset says");
    }
}

#[tokio::test]
async fn a_candidate_shows_its_evidence_its_rivals_and_who_decided() {
    let world = World::new().await;
    let loaded = world.live_campaign().await;
    world.sample_day(&loaded).await;
    let app = &world.app;
    let all = app.store.list_candidates(loaded.id).await.expect("candidates");
    let found = all.iter().find(|candidate| candidate.state == MatchState::Suggested).expect("a suggestion");
    let before = views::candidate(app, SLUG, found.id).await.expect("a candidate");
    assert_eq!(before.decision, None);
    assert_eq!(before.evidence[0].comparison, "prior");
    let sum: f64 = before.evidence.iter().map(|piece| piece.weight).sum();
    assert!((sum - before.weight).abs() < 1e-6);
    world.advance(1);
    review::confirm(app, found.id, &actor(Role::Approver)).await.expect("confirmed");
    let after = views::candidate(app, SLUG, found.id).await.expect("a candidate");
    let decision = after.decision.expect("a decision");
    assert_eq!((decision.role, decision.simulated, decision.at), (Role::Approver, true, app.now()));

    let rival = all.iter().find(|one| all.iter().any(|other| other.post == one.post && other.id != one.id));
    if let Some(one) = rival {
        let view = views::candidate(app, SLUG, one.id).await.expect("a candidate");
        assert!(!view.rivals.is_empty() && view.rivals.iter().all(|rival| rival.id != one.id));
    }
}

#[tokio::test]
async fn the_plan_page_agrees_with_the_plan() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    let app = &world.app;
    let gifts = gifts(&world, &loaded).await;
    let view = views::plan(app, SLUG, None, None).await.expect("a plan").plan.expect("one was made");
    assert_eq!(view.made_at, app.now());
    assert_eq!(view.gifts_total, gifts.len() as u64);
    assert_eq!(view.cost_minor, gifts.iter().map(|gift| gift.cost_minor).sum::<i64>());
    assert_eq!(view.value, gifts.iter().map(|gift| gift.score).sum::<i64>());
    assert!(view.value <= view.upper_bound);
    let held = app.store.list_hold_out(loaded.id).await.expect("hold-out").len() as u64;
    assert_eq!(view.hold_out, held);
    assert_eq!(view.not_chosen_why.iter().map(|line| line.count).sum::<u64>(), view.not_chosen_total);
    assert!(view.gifts.is_sorted_by_key(|line| std::cmp::Reverse(line.parts.total())));
    assert!(view.gifts.iter().all(|line| line.approval.is_none() && line.gift.contains_key(&Language::En)));
    let money = &view.caps[0];
    assert_eq!((money.cap.as_str(), money.used), ("money", view.cost_minor));

    let mut others = view.not_chosen.len();
    let mut after = view.not_chosen_next;
    while let Some(key) = after {
        let page = views::plan(app, SLUG, None, Some(&key)).await.expect("a page").plan.expect("a plan");
        others += page.not_chosen.len();
        after = page.not_chosen_next;
    }
    assert_eq!(others as u64, view.not_chosen_total);

    approve_all(&world, &loaded).await;
    let view = views::plan(app, SLUG, None, None).await.expect("a plan").plan.expect("one was made");
    let role = |line: &giftgate::store::view::plan::PlanLine| line.approval.as_ref().map(|approval| approval.role);
    assert!(view.gifts.iter().all(|line| role(line) == Some(Role::Approver)));
}

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
    assert!(before.legs.is_sorted_by_key(|row| row.departs_at));
    assert!(before.legs.iter().flat_map(|row| &row.hand_overs).any(|mark| mark.planned_at.is_some()));

    // Three legs with a gift each, bound for elsewhere.
    let mut departures: Vec<_> =
        all.iter().filter(|gift| gift.point == giftgate::domain::delivery::HandOverPoint::Departure).collect();
    departures.sort_by_key(|gift| gift.leg);
    departures.dedup_by_key(|gift| gift.leg);
    let [off, late, moved] = departures[..3] else { panic!("three departures with gifts") };
    world.advance(1);
    let flight = flight_of(&world, off).await;
    let cancelled = FlightEvent { state: Some(FlightState::Cancelled), ..event(&flight, &world) };
    let flight = flight_of(&world, late).await;
    let etd = flight.scheduled_departure_at + Duration::minutes(40);
    let delayed = FlightEvent { estimated_departure_at: Some(etd), ..event(&flight, &world) };
    let flight = flight_of(&world, moved).await;
    let old_gate = flight.gate.clone();
    let other_gate = FlightEvent { gate: Some("B23".to_owned()), pier: Some("B".to_owned()), ..event(&flight, &world) };
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
            Alert::StockLow { left, .. } => assert!(*left <= 2),
        }
    }
    assert!(seen_off && seen_late && seen_gate, "{:?}", board.alerts);
    assert!(board.alerts.is_sorted_by_key(|line| std::cmp::Reverse(line.at)));
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
    assert!(view.open.iter().all(|stop| stop.greeting.contains(&stop.first_name) && !stop.first_name.is_empty()));
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

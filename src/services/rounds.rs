//! The rounds of a station: made new after every plan, and moved as little as possible when a flight moves.
//!
//! What a courier carries stays with that courier.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::pool::REPLACED;
use super::stations::walks;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::delivery::Courier;
use crate::domain::flight::Flight;
use crate::domain::gift::GiftState;
use crate::domain::id::{CourierId, GiftId, LegId, mint};
use crate::domain::instant::{Instant, TimeWindow};
use crate::rounds::Stop;
use crate::rounds::deliveries::{
    CourierOnDuty, DeliveryToPlan, LeftOut, PlannedHandOver, PlannedRound, PlannedRounds, plan_rounds, replan_rounds,
};
use crate::rounds::station::{StationMaps, Walks};
use crate::store::delivery::StoredStop;
use crate::store::gift::StoredGift;
use crate::store::next_stop::NewNextStop;

/// Iterations of the search: a station day in well under 100 ms, and the same answer on every machine.
const ITERATIONS: u64 = 3000;
/// Where rounds start and end, and where couriers come by for the gifts of their next trip, unless their shift says otherwise.
pub(super) const DESK: &str = "desk";
/// Points a change of courier must be worth: about one usual score.
const MOVE_PENALTY: i64 = 300;

/// A gift as a delivery: where its flight is now, and when.
pub(super) fn delivery(
    id: String,
    flight: &Flight,
    window: TimeWindow,
    score: i64,
    service_minutes: u32,
) -> DeliveryToPlan {
    DeliveryToPlan {
        id,
        gate: flight.gate.clone(),
        pier: flight.pier.clone(),
        window,
        takes_seconds: i64::from(service_minutes) * 60,
        prize: score,
        load: 1,
        ready_at: None,
    }
}

/// What a courier has in hand: the stops of the gifts carried, in order, and the last stop that is over.
#[derive(Debug, Default)]
struct Hand<'a> {
    carried: Vec<&'a StoredStop>,
    last_done: Option<&'a StoredStop>,
}

/// Where a courier's rounds start and end. A place that the map lost since is the desk.
fn desk_of<'a>(courier: &'a Courier, walks: &Walks) -> &'a str {
    courier.start_desk.as_deref().filter(|desk| walks.named(desk).is_some()).unwrap_or(DESK)
}

/// Couriers of a station, each where their round finds them. Who is out with gifts delivers those first and can take new
/// ones only once back at the desk.
fn on_duty(
    couriers: &[Courier],
    station: &str,
    hands: &BTreeMap<CourierId, Hand<'_>>,
    walks: &Walks,
    now: Instant,
) -> Vec<CourierOnDuty> {
    let mut duties = Vec::new();
    for courier in couriers.iter().filter(|courier| courier.station == station) {
        let hand = hands.get(&courier.id);
        let desk = desk_of(courier, walks);
        let carried = hand.map_or(&[][..], |hand| &hand.carried);
        let next = carried.iter().min_by_key(|stop| stop.arrives_at);
        let (from, free_from) = if let Some(next) = next {
            // On the way to the next gate: there when the round says so, or there already.
            (next.gate.clone(), next.arrives_at.max(now).min(courier.shift.closes_at))
        } else {
            let back = hand.and_then(|hand| hand.last_done).map(|done| done.leaves_at + to_desk(walks, desk, done));
            (None, back.map_or(courier.shift.opens_at, |back| back.max(courier.shift.opens_at)))
        };
        let Some(shift) = TimeWindow::new(free_from, courier.shift.closes_at) else { continue };
        duties.push(CourierOnDuty {
            id: courier.id.to_string(),
            starts_at: from.unwrap_or_else(|| desk.to_owned()),
            ends_at: desk.to_owned(),
            shift,
            // What is in hand is carried, whatever the capacity was meant to be.
            capacity: i64::from(courier.capacity).max(i64::try_from(carried.len()).unwrap_or(i64::MAX)),
            carries: carried.iter().map(|stop| stop.gift.to_string()).collect(),
            desk: Some(desk.to_owned()),
        });
    }
    duties
}

/// How long the way back to the desk takes.
fn to_desk(walks: &Walks, desk: &str, stop: &StoredStop) -> Duration {
    let (gate, _) = walks.gate(stop.gate.as_deref(), None);
    let desk = walks.named(desk).unwrap_or_else(|| gate.clone());
    Duration::seconds(walks.seconds(&gate, &desk))
}

/// How long the way from the desk takes.
fn from_desk(walks: &Walks, desk: &str, stop: &StoredStop) -> Duration {
    let (gate, _) = walks.gate(stop.gate.as_deref(), None);
    let desk = walks.named(desk).unwrap_or_else(|| gate.clone());
    Duration::seconds(walks.seconds(&desk, &gate))
}

/// Whether a courier can come by the desk between two stops and still start the second in time.
fn passes_desk(walks: &Walks, desk: &str, one: &StoredStop, next: &StoredStop) -> bool {
    one.leaves_at + to_desk(walks, desk, one) + from_desk(walks, desk, next) <= next.starts_at
}

/// Gifts to take from the desk by couriers who have to leave it before `until`, each with the trip it belongs to. Who is
/// still out gets none; a trip ends where there is time to come by the desk again, so that nothing is carried, and
/// bound to its carrier, longer than it must be.
pub async fn due_at_desk(app: &App, loaded: &LoadedCampaign, until: Instant) -> Result<Vec<GiftId>, Error> {
    let now = app.now();
    let gifts: BTreeMap<GiftId, StoredGift> =
        app.store.list_gifts(loaded.id).await?.into_iter().map(|gift| (gift.gift.id, gift)).collect();
    let stops = app.store.list_stops(loaded.id).await?;
    let couriers = app.store.list_couriers(loaded.id).await?;
    let state = |stop: &StoredStop| gifts.get(&stop.gift).map(|gift| gift.gift.state);
    let is_out = |courier| stops.iter().any(|stop| stop.courier == courier && state(stop) == Some(GiftState::PickedUp));
    let mut due = Vec::new();
    for couriers_own in stops.chunk_by(|one, next| one.courier == next.courier) {
        let ahead: Vec<&StoredStop> = couriers_own
            .iter()
            .filter(|stop| state(stop) == Some(GiftState::Approved) && stop.leaves_at > now)
            .collect();
        let Some(first) = ahead.first().filter(|first| !is_out(first.courier)) else { continue };
        let Some(gift) = gifts.get(&first.gift) else { continue };
        let walks = walks(app.stations(), &gift.station)?;
        let desk = couriers.iter().find(|one| one.id == first.courier).map_or(DESK, |one| desk_of(one, &walks));
        if first.starts_at - from_desk(&walks, desk, first) > until {
            continue;
        }
        let trip = ahead.chunk_by(|one, next| !passes_desk(&walks, desk, one, next)).next();
        due.extend(trip.into_iter().flatten().map(|stop| stop.gift));
    }
    Ok(due)
}

/// Which deliveries no round can serve, before anything is promised.
pub(super) fn left_out(
    own: &StationMaps,
    deliveries: &[DeliveryToPlan],
    couriers: &[Courier],
    station: &str,
    now: Instant,
    seed: u64,
) -> Result<Vec<LeftOut>, Error> {
    let walks = walks(own, station)?;
    let duty = on_duty(couriers, station, &BTreeMap::new(), &walks, now);
    Ok(plan_rounds(deliveries, &duty, &walks, now, &Stop::Iterations(ITERATIONS), seed).left_out)
}

/// What a re-plan changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replanned {
    /// Hand-overs in the rounds now.
    pub stops: usize,
    /// Gifts that changed hands.
    pub moved: usize,
    /// Gifts that no round can serve, with the reason.
    pub left_out: Vec<(GiftId, String)>,
}

/// Plans a station's rounds again from those people have.
pub async fn replan_station(app: &App, loaded: &LoadedCampaign, station: &str, seed: u64) -> Result<Replanned, Error> {
    let now = app.now();
    let gifts: BTreeMap<GiftId, StoredGift> = app
        .store
        .list_gifts(loaded.id)
        .await?
        .into_iter()
        .filter(|gift| gift.station == station)
        .map(|gift| (gift.gift.id, gift))
        .collect();
    let flights: BTreeMap<LegId, Flight> = app.store.list_flights().await?.into_iter().collect();
    let couriers = app.store.list_couriers(loaded.id).await?;
    let current = app.store.list_stops(loaded.id).await?;

    // Nobody carries what another station offered and nobody here has answered.
    let offered: BTreeSet<GiftId> = app.store.open_offers().await?.into_iter().collect();
    let open = |gift: &&StoredGift| !gift.gift.state.is_final() && !offered.contains(&gift.gift.id);
    let service = loaded.campaign.delivery.service_minutes;
    let deliveries: Vec<_> = gifts
        .values()
        .filter(open)
        .filter_map(|gift| {
            Some(delivery(gift.gift.id.to_string(), flights.get(&gift.leg)?, gift.gift.window?, gift.score, service))
        })
        .collect();
    let mut hands: BTreeMap<CourierId, Hand<'_>> = BTreeMap::new();
    for stop in &current {
        let Some(gift) = gifts.get(&stop.gift) else { continue };
        let hand = hands.entry(stop.courier).or_default();
        match gift.gift.state {
            GiftState::PickedUp if gift.gift.window.is_some() => hand.carried.push(stop),
            state if state.is_final() && state != GiftState::Withdrawn => hand.last_done = Some(stop),
            _ => {}
        }
    }
    for hand in hands.values_mut() {
        // Who carries gifts for several flights goes where the gate closes first, whatever the order was.
        hand.carried.sort_by_key(|stop| {
            (gifts.get(&stop.gift).and_then(|gift| gift.gift.window).map(|window| window.closes_at), stop.sequence)
        });
    }
    let walks = walks(app.stations(), station)?;
    let duty = on_duty(&couriers, station, &hands, &walks, now);
    let known = known_rounds(&current, &gifts, &duty, &walks);
    // The stop rule must not live on: pages call this, and it can't wait on several threads.
    let rounds =
        replan_rounds(&deliveries, &duty, &known, MOVE_PENALTY, &walks, now, &Stop::Iterations(ITERATIONS), seed);

    let mut stops = stops_of(&rounds, &gifts, &flights);
    stops.extend(in_hand_but_late(&hands, &gifts, &stops));
    let before: BTreeMap<GiftId, CourierId> = current.iter().map(|stop| (stop.gift, stop.courier)).collect();
    let moved =
        stops.iter().filter(|stop| before.get(&stop.gift).is_some_and(|courier| *courier != stop.courier)).count();
    let left_out =
        rounds.left_out.iter().filter_map(|out| Some((out.delivery.parse().ok()?, out.why.clone()))).collect();
    let here = couriers.iter().filter(|courier| courier.station == station).map(|courier| courier.id).collect();
    let news = changed_next_stops(app, &here, (&current, &stops), &gifts);
    let mut tx = app.store.begin().await?;
    tx.replace_stops(loaded.id, station, &stops).await?;
    for one in &news {
        tx.add_next_stop(loaded.id, station, one, now).await?;
    }
    let detail = json!({ "stops": stops.len(), "moved": moved, "left_out": rounds.left_out.len() });
    tx.audit(&Actor::SYSTEM, "rounds.plan", station, detail, now);
    tx.commit().await?;
    Ok(Replanned { stops: stops.len(), moved, left_out })
}

/// Where each courier goes next: the first stop on their list.
fn next_stops(stops: &[StoredStop], is_over: impl Fn(&StoredStop) -> bool) -> BTreeMap<CourierId, &StoredStop> {
    let mut next: BTreeMap<CourierId, &StoredStop> = BTreeMap::new();
    for stop in stops.iter().filter(|stop| !is_over(stop)) {
        let known = next.entry(stop.courier).or_insert(stop);
        if (stop.starts_at, stop.gift) < (known.starts_at, known.gift) {
            *known = stop;
        }
    }
    next
}

/// Couriers of the station whose next stop is another one now, or at another gate: each of them has to be told.
fn changed_next_stops(
    app: &App,
    couriers: &BTreeSet<CourierId>,
    (before, after): (&[StoredStop], &[StoredStop]),
    gifts: &BTreeMap<GiftId, StoredGift>,
) -> Vec<NewNextStop> {
    // What is not approved yet is on nobody's list; what was taken back or offered elsewhere was.
    let on_list = [GiftState::Approved, GiftState::PickedUp, GiftState::Withdrawn];
    let is_over = |stop: &StoredStop| {
        let gift = gifts.get(&stop.gift);
        let listed = gift
            .is_none_or(|gift| on_list.contains(&gift.gift.state) && gift.withdrawn_why.as_deref() != Some(REPLACED));
        !couriers.contains(&stop.courier) || !listed
    };
    let (before, after) = (next_stops(before, is_over), next_stops(after, is_over));
    let place = |stop: &StoredStop| (stop.gift, stop.gate.clone());
    let changed = before.into_iter().filter_map(|(courier, was)| {
        let (was, is) = (place(was), after.get(&courier).map(|stop| place(stop)));
        // Somebody else to meet at the same gate changes no way; the list has who.
        let same_gate = is.as_ref().is_some_and(|(_, gate)| gate.is_some() && *gate == was.1);
        if is.as_ref() == Some(&was) || same_gate {
            return None;
        }
        let id = mint(app.now(), &mut *app.rng());
        Some(NewNextStop { id, courier, before: was, now: is })
    });
    changed.collect()
}

/// Somebody at the station has seen a courier's other next stop.
pub async fn see_next_stop(app: &App, station: &str, courier: CourierId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if tx.see_next_stops(station, courier, by, now).await? > 0 {
        tx.audit(by, "rounds.see", &courier.to_string(), json!({}), now);
    }
    Ok(tx.commit().await?)
}

/// Gifts in a courier's hand that the round has no room for any more: they stay with that courier, for the last moment of
/// their window, until gate staff say how it ended.
fn in_hand_but_late(
    hands: &BTreeMap<CourierId, Hand<'_>>,
    gifts: &BTreeMap<GiftId, StoredGift>,
    planned: &[StoredStop],
) -> Vec<StoredStop> {
    let is_planned = |stop: &StoredStop| planned.iter().any(|one| one.gift == stop.gift);
    let late = hands.values().flat_map(|hand| &hand.carried).filter(|stop| !is_planned(stop));
    late.filter_map(|stop| {
        let at = gifts.get(&stop.gift)?.gift.window?.closes_at;
        Some(StoredStop { arrives_at: at, starts_at: at, leaves_at: at, ..(*stop).clone() })
    })
    .collect()
}

/// The rounds people have, as far as they are still ahead.
fn known_rounds(
    current: &[StoredStop],
    gifts: &BTreeMap<GiftId, StoredGift>,
    duty: &[CourierOnDuty],
    walks: &Walks,
) -> PlannedRounds {
    let ahead: BTreeSet<GiftId> =
        gifts.values().filter(|gift| !gift.gift.state.is_final()).map(|gift| gift.gift.id).collect();
    let rounds = duty
        .iter()
        .map(|courier| {
            let mine: Vec<&StoredStop> = current
                .iter()
                .filter(|stop| ahead.contains(&stop.gift) && courier.id.parse() == Ok(stop.courier))
                .collect();
            let hand_overs: Vec<_> = mine
                .iter()
                .enumerate()
                .map(|(nth, stop)| PlannedHandOver {
                    delivery: stop.gift.to_string(),
                    spot: stop.gate.clone().unwrap_or_default(),
                    arrives_at: stop.arrives_at,
                    starts_at: stop.starts_at,
                    leaves_at: stop.leaves_at,
                    leaves_desk_at: (nth > 0 && passes_desk(walks, &courier.ends_at, mine[nth - 1], stop))
                        .then_some(stop.starts_at),
                })
                .collect();
            let ends_at =
                hand_overs.last().map_or(courier.shift.opens_at, |last| last.leaves_at + Duration::minutes(10));
            PlannedRound { courier: courier.id.clone(), hand_overs, ends_at }
        })
        .collect();
    PlannedRounds { rounds, ..PlannedRounds::default() }
}

fn stops_of(
    rounds: &PlannedRounds,
    gifts: &BTreeMap<GiftId, StoredGift>,
    flights: &BTreeMap<LegId, Flight>,
) -> Vec<StoredStop> {
    let mut stops = Vec::new();
    for round in &rounds.rounds {
        let Ok(courier) = round.courier.parse::<CourierId>() else { continue };
        for hand_over in &round.hand_overs {
            let Ok(gift) = hand_over.delivery.parse::<GiftId>() else { continue };
            let flight = gifts.get(&gift).and_then(|stored| flights.get(&stored.leg));
            stops.push(StoredStop {
                gift,
                courier,
                sequence: 0,
                gate: flight.and_then(|flight| flight.gate.clone()),
                arrives_at: hand_over.arrives_at,
                starts_at: hand_over.starts_at,
                leaves_at: hand_over.leaves_at,
            });
        }
    }
    stops
}

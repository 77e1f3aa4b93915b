//! The rounds of a station: made new after every plan, and moved as little as possible when a flight moves.
//!
//! What a courier carries stays with that courier.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::stations::walks;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::delivery::Courier;
use crate::domain::flight::Flight;
use crate::domain::gift::GiftState;
use crate::domain::id::{CourierId, GiftId, LegId};
use crate::domain::instant::{Instant, TimeWindow};
use crate::rounds::Stop;
use crate::rounds::deliveries::{
    CourierOnDuty, DeliveryToPlan, LeftOut, PlannedHandOver, PlannedRound, PlannedRounds, plan_rounds, replan_rounds,
};
use crate::store::delivery::StoredStop;
use crate::store::gift::StoredGift;

/// Iterations of the search: a station day in well under 100 ms, and the same answer on every machine.
const ITERATIONS: u64 = 3000;
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
    }
}

/// Couriers of a station with what each carries.
pub(super) fn on_duty(
    couriers: &[Courier],
    station: &str,
    carried: &BTreeMap<CourierId, Vec<String>>,
) -> Vec<CourierOnDuty> {
    let duty = |courier: &Courier| CourierOnDuty {
        id: courier.id.to_string(),
        starts_at: "desk".to_owned(),
        ends_at: "desk".to_owned(),
        shift: courier.shift,
        capacity: i64::from(courier.capacity),
        carries: carried.get(&courier.id).cloned().unwrap_or_default(),
    };
    couriers.iter().filter(|courier| courier.station == station).map(duty).collect()
}

/// Which deliveries no round can serve, before anything is promised.
pub(super) fn left_out(
    deliveries: &[DeliveryToPlan],
    couriers: &[Courier],
    station: &str,
    now: Instant,
    seed: u64,
) -> Result<Vec<LeftOut>, Error> {
    let duty = on_duty(couriers, station, &BTreeMap::new());
    Ok(plan_rounds(deliveries, &duty, &walks(station)?, now, &Stop::Iterations(ITERATIONS), seed).left_out)
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

    let open = |gift: &&StoredGift| !gift.gift.state.is_final();
    let service = loaded.campaign.delivery.service_minutes;
    let deliveries: Vec<_> = gifts
        .values()
        .filter(open)
        .filter_map(|gift| {
            Some(delivery(gift.gift.id.to_string(), flights.get(&gift.leg)?, gift.gift.window?, gift.score, service))
        })
        .collect();
    let mut carried: BTreeMap<CourierId, Vec<String>> = BTreeMap::new();
    for stop in &current {
        if gifts
            .get(&stop.gift)
            .is_some_and(|gift| gift.gift.state == GiftState::PickedUp && gift.gift.window.is_some())
        {
            carried.entry(stop.courier).or_default().push(stop.gift.to_string());
        }
    }
    let duty = on_duty(&couriers, station, &carried);
    let known = known_rounds(&current, &gifts, &duty);
    let rounds = replan_rounds(
        &deliveries,
        &duty,
        &known,
        MOVE_PENALTY,
        &walks(station)?,
        now,
        &Stop::Iterations(ITERATIONS),
        seed,
    );

    let stops = stops_of(&rounds, &gifts, &flights);
    let before: BTreeMap<GiftId, CourierId> = current.iter().map(|stop| (stop.gift, stop.courier)).collect();
    let moved =
        stops.iter().filter(|stop| before.get(&stop.gift).is_some_and(|courier| *courier != stop.courier)).count();
    let left_out =
        rounds.left_out.iter().filter_map(|out| Some((out.delivery.parse().ok()?, out.why.clone()))).collect();
    let mut tx = app.store.begin().await?;
    tx.replace_stops(loaded.id, station, &stops).await?;
    let detail = json!({ "stops": stops.len(), "moved": moved, "left_out": rounds.left_out.len() });
    tx.audit(&Actor::SYSTEM, "rounds.plan", station, detail, now).await?;
    tx.commit().await?;
    Ok(Replanned { stops: stops.len(), moved, left_out })
}

/// The rounds people have, as far as they are still ahead.
fn known_rounds(current: &[StoredStop], gifts: &BTreeMap<GiftId, StoredGift>, duty: &[CourierOnDuty]) -> PlannedRounds {
    let ahead: BTreeSet<GiftId> =
        gifts.values().filter(|gift| !gift.gift.state.is_final()).map(|gift| gift.gift.id).collect();
    let rounds = duty
        .iter()
        .map(|courier| {
            let mine =
                current.iter().filter(|stop| stop.courier.to_string() == courier.id && ahead.contains(&stop.gift));
            let hand_overs: Vec<_> = mine
                .map(|stop| PlannedHandOver {
                    delivery: stop.gift.to_string(),
                    spot: stop.gate.clone().unwrap_or_default(),
                    arrives_at: stop.arrives_at,
                    starts_at: stop.starts_at,
                    leaves_at: stop.leaves_at,
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

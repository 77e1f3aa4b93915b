//! From deliveries with instants and gates to a rounds problem in whole seconds, and back.
//!
//! Invariant: seconds count from `now` (rounded up); openings are rounded up and closes down, so a planned hand-over
//! lies inside its true window and is over before the window closes.

use std::collections::BTreeMap;

use chrono::Duration;

use super::answer::{Answer, PlannedStop, Round};
use super::deliveries::{CourierOnDuty, DeliveryToPlan, LeftOut, PlannedHandOver, PlannedRound, PlannedRounds};
use super::problem::{Courier, Desk, LARGEST_NUMBER, Problem, StopToServe};
use super::station::{Spot, StationWarning, Walks};
use crate::domain::instant::Instant;

/// The problem in seconds. Stops and couriers carry their index as id, so that names given twice can't clash.
pub(super) struct Frame {
    pub(super) problem: Problem,
    origin: Instant,
    /// Spot of each delivery.
    spots: Vec<Spot>,
    /// Deliveries that never became stops.
    early: BTreeMap<usize, &'static str>,
    warnings: Vec<StationWarning>,
}

impl Frame {
    pub(super) fn new(deliveries: &[DeliveryToPlan], couriers: &[CourierOnDuty], walks: &Walks, now: Instant) -> Self {
        let origin = ceiling(now);
        let mut warnings = Vec::new();
        let mut keep = |(spot, warning): (Spot, Option<StationWarning>)| {
            warnings.extend(warning);
            spot
        };
        let spots: Vec<Spot> = deliveries
            .iter()
            .map(|delivery| keep(walks.gate(delivery.gate.as_deref(), delivery.pier.as_deref())))
            .collect();
        let mut stand = |name: &str| walks.named(name).unwrap_or_else(|| keep(walks.gate(Some(name), None)));
        let ends: Vec<(Spot, Spot)> =
            couriers.iter().map(|courier| (stand(&courier.starts_at), stand(&courier.ends_at))).collect();
        let desks: Vec<Option<Spot>> = couriers.iter().map(|courier| courier.desk.as_deref().map(&mut stand)).collect();
        let mut numbers: BTreeMap<&Spot, usize> = BTreeMap::new();
        let mut places: Vec<Spot> = Vec::new();
        let stands = ends.iter().flat_map(|(start, end)| [start, end]).chain(desks.iter().flatten());
        for spot in spots.iter().chain(stands) {
            numbers.entry(spot).or_insert_with(|| {
                places.push(spot.clone());
                places.len() - 1
            });
        }
        let place = |spot: &Spot| numbers.get(spot).copied().unwrap_or(0).to_string();
        let mut early = BTreeMap::new();
        let mut stops = Vec::new();
        for (index, delivery) in deliveries.iter().enumerate() {
            let service = delivery.takes_seconds.clamp(0, LARGEST_NUMBER);
            let opens = seconds_up(delivery.window.opens_at, origin).max(0);
            let closes = seconds_down(delivery.window.closes_at, origin) - service;
            if delivery.window.closes_at < now {
                early.insert(index, "its window has closed");
            } else if closes < opens {
                early.insert(index, "what is left of its window is shorter than the hand-over");
            } else {
                stops.push(StopToServe {
                    id: index.to_string(),
                    place: place(&spots[index]),
                    window: [opens, closes],
                    service,
                    prize: delivery.prize.clamp(0, LARGEST_NUMBER),
                    load: delivery.load.clamp(0, LARGEST_NUMBER),
                    release: delivery.ready_at.map_or(0, |at| seconds_up(at, origin).max(0)),
                    late: None,
                });
            }
        }
        let mut index_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, delivery) in deliveries.iter().enumerate().filter(|(index, _)| !early.contains_key(index)) {
            index_of.entry(&delivery.id).or_insert(index);
        }
        let shifts =
            couriers.iter().zip(&ends).zip(&desks).enumerate().map(|(index, ((courier, (start, end)), desk))| {
                let opens = seconds_up(courier.shift.opens_at, origin).max(0);
                Courier {
                    id: index.to_string(),
                    start: place(start),
                    end: place(end),
                    shift: [opens, seconds_down(courier.shift.closes_at, origin).max(opens)],
                    capacity: courier.capacity.clamp(0, LARGEST_NUMBER),
                    // Taking the entry out leaves a delivery with the first courier who claims it.
                    committed: courier
                        .carries
                        .iter()
                        .filter_map(|id| index_of.remove(id.as_str()).map(|index| index.to_string()))
                        .collect(),
                    desk: desk.as_ref().map(|desk| Desk { place: place(desk), takes: 0 }),
                }
            });
        let couriers = shifts.collect();
        let names = (0..places.len()).map(|number| number.to_string()).collect();
        let problem = Problem { places: names, travel: walks.table(&places), couriers, stops };
        Self { problem, origin, spots, early, warnings }
    }

    pub(super) fn back(
        self,
        answer: &Answer,
        deliveries: &[DeliveryToPlan],
        couriers: &[CourierOnDuty],
    ) -> PlannedRounds {
        let instant = |seconds: i64| self.origin + Duration::seconds(seconds);
        let index = |id: &str| id.parse::<usize>().ok().filter(|&index| index < deliveries.len());
        let hand_over = |stop: &PlannedStop| {
            index(&stop.id).map(|at| PlannedHandOver {
                delivery: deliveries[at].id.clone(),
                spot: self.spots[at].name.clone(),
                arrives_at: instant(stop.arrive),
                starts_at: instant(stop.start),
                leaves_at: instant(stop.leave),
                leaves_desk_at: stop.desk.map(|[_, leave]| instant(leave)),
            })
        };
        let rounds = couriers.iter().zip(&answer.rounds).enumerate().map(|(index, (courier, round))| {
            let mut stops = round.stops.clone();
            self.come_by_when_idle(index, &mut stops);
            PlannedRound {
                courier: courier.id.clone(),
                hand_overs: stops.iter().filter_map(hand_over).collect(),
                ends_at: instant(round.end),
            }
        });
        let rounds = rounds.collect();
        let mut why: BTreeMap<usize, &str> = self.early;
        why.extend(answer.unserved.iter().filter_map(|left| Some((index(&left.id)?, left.why.as_str()))));
        let left_out = why
            .into_iter()
            .map(|(at, why)| LeftOut { delivery: deliveries[at].id.clone(), why: why.to_owned() })
            .collect();
        PlannedRounds { rounds, left_out, prize: answer.prize, warnings: self.warnings }
    }

    /// Where a courier would wait at a gate long enough to come by the desk, the courier does: what is not carried yet can
    /// still go to somebody else when a flight moves.
    fn come_by_when_idle(&self, courier: usize, stops: &mut [PlannedStop]) {
        let place = |name: &str| name.parse::<usize>().ok().filter(|&place| place < self.problem.places.len());
        let at = |stop: &PlannedStop| place(&self.problem.stops.iter().find(|one| one.id == stop.id)?.place);
        let courier = &self.problem.couriers[courier];
        let Some(desk) = courier.desk.as_ref().and_then(|desk| place(&desk.place)) else { return };
        for next in 1..stops.len() {
            let (one, two) = (&stops[next - 1], &stops[next]);
            let (Some(from), Some(to)) = (at(one), at(two)) else { continue };
            let back = one.leave + self.problem.travel[from][desk];
            let leaves = two.start - self.problem.travel[desk][to];
            if back <= leaves && !courier.committed.contains(&two.id) {
                (stops[next].desk, stops[next].arrive) = (Some([back, leaves]), stops[next].start);
            }
        }
    }

    /// Rounds in instants as an answer in index names; only who serves what, when, is used of it.
    pub(super) fn known(
        &self,
        current: &PlannedRounds,
        deliveries: &[DeliveryToPlan],
        couriers: &[CourierOnDuty],
    ) -> Answer {
        let delivery: BTreeMap<&str, usize> =
            deliveries.iter().enumerate().rev().map(|(index, delivery)| (delivery.id.as_str(), index)).collect();
        let courier: BTreeMap<&str, usize> =
            couriers.iter().enumerate().rev().map(|(index, courier)| (courier.id.as_str(), index)).collect();
        let rounds = current.rounds.iter().filter_map(|round| {
            let stops = round.hand_overs.iter().filter_map(|hand_over| {
                let index = delivery.get(hand_over.delivery.as_str())?;
                let start = seconds_down(hand_over.starts_at, self.origin);
                let desk = hand_over.leaves_desk_at.map(|_| [start; 2]);
                Some(PlannedStop { id: index.to_string(), arrive: start, start, leave: start, desk })
            });
            let stops = stops.collect();
            Some(Round { courier: courier.get(round.courier.as_str())?.to_string(), stops, end: 0 })
        });
        Answer { rounds: rounds.collect(), ..Answer::default() }
    }
}

/// The first whole second that is not before the instant.
fn ceiling(at: Instant) -> Instant {
    let whole = at - Duration::nanoseconds(i64::from(at.timestamp_subsec_nanos()));
    if whole < at { whole + Duration::seconds(1) } else { whole }
}

fn seconds_up(at: Instant, origin: Instant) -> i64 {
    seconds_down(ceiling(at), origin)
}

fn seconds_down(at: Instant, origin: Instant) -> i64 {
    (at.timestamp() - origin.timestamp()).clamp(-LARGEST_NUMBER, LARGEST_NUMBER)
}

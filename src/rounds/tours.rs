//! The routes of a search and what changes in them.
//!
//! Invariant: every route kept here is feasible: windows, shift, capacity and releases of each trip. The gaps are up to
//! date, so that one insertion is judged in constant time (Savelsbergh 1992: forward time slack).

use super::model::{DISPLACES, Model, NO_ROOM, NOBODY, Node};

/// One courier's stops with the times that judge an insertion.
#[derive(Debug, Clone, Default)]
pub(super) struct Route {
    /// Node numbers in order.
    pub(super) stops: Vec<u32>,
    /// Positions of the stops on whose way the courier comes by the desk, rising. Each begins a trip.
    pub(super) desk_before: Vec<usize>,
    /// The gap before each stop, before each visit to the desk and before the end place.
    pub(super) gaps: Vec<Gap>,
    /// The first trip begins at the start place, each other at the desk.
    pub(super) trips: Vec<Trip>,
    /// Prizes plus bonuses for stops that stay.
    pub(super) worth: i64,
    pub(super) travel: i64,
}

/// Between two places of a route: all it takes to judge an insertion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// When the courier can leave `from`.
    pub(super) leave: i64,
    /// Latest arrival at `to` that keeps the rest feasible.
    pub(super) latest: i64,
    /// Travel from `from` to `to`.
    pub(super) direct: i64,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What is taken along at once. Gap number `g` of trip number `t` lies before the stop at position `g - t`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trip {
    /// First gap, and the one after the last.
    pub(super) gaps: (usize, usize),
    pub(super) load: i64,
    /// When the courier could set out if all gifts were there.
    pub(super) ready: i64,
    /// When the courier sets out, not before all gifts are there.
    pub(super) depart: i64,
    /// Latest departure that keeps the rest feasible.
    pub(super) latest: i64,
}

/// All routes of a solution.
#[derive(Debug, Clone)]
pub(super) struct Tours {
    pub(super) routes: Vec<Route>,
    /// Courier of each node, or [`NOBODY`].
    pub(super) courier_of: Vec<u32>,
}

/// A place to insert a stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) route: usize,
    pub(super) trip: usize,
    pub(super) before: usize,
    pub(super) cost: i64,
    /// New visits to the desk: on the way to the stop, and on the way from it.
    pub(super) fetch: [bool; 2],
}

impl Tours {
    /// Empty routes for all couriers. A courier whose shift is too short to get from start to end stays empty for good.
    pub(super) fn empty(model: &Model) -> Self {
        let mut tours =
            Self { routes: vec![Route::default(); model.runners.len()], courier_of: vec![NOBODY; model.nodes.len()] };
        for route in 0..tours.routes.len() {
            tours.refresh(model, route);
        }
        tours
    }

    /// Worth and travel of all routes.
    pub(super) fn totals(&self) -> (i64, i64) {
        self.routes.iter().fold((0, 0), |(worth, travel), route| (worth + route.worth, travel + route.travel))
    }

    /// Whether the stop of a node is served, by this node or by its twin.
    pub(super) fn is_served(&self, model: &Model, node: u32) -> bool {
        let twin = model.nodes[node as usize].twin;
        self.courier_of[node as usize] != NOBODY || (twin != NOBODY && self.courier_of[twin as usize] != NOBODY)
    }

    /// Cheapest feasible slot of a route by added travel; `skip` makes the search overlook a slot now and then. New
    /// visits to the desk are looked for only where room or a gift is lacking without.
    #[inline]
    pub(super) fn cheapest_slot(
        &self,
        model: &Model,
        route: usize,
        node: u32,
        mut skip: impl FnMut() -> bool,
    ) -> Option<Slot> {
        let (tour, runner) = (&self.routes[route], &model.runners[route]);
        let stop = &model.nodes[node as usize];
        let mut best: Option<Slot> = None;
        let mut lacks = false;
        'trips: for (number, trip) in tour.trips.iter().enumerate() {
            if trip.load + stop.load > runner.room(number) || (number == 0 && stop.release > runner.release_limit) {
                lacks = true;
                continue;
            }
            if stop.release > trip.depart {
                lacks = true;
                let slot = self.slot_after_waiting(model, route, number, node);
                best = [best, slot].into_iter().flatten().min_by_key(|slot| slot.cost);
                continue;
            }
            for (index, gap) in (trip.gaps.0..).zip(&tour.gaps[trip.gaps.0..trip.gaps.1]) {
                if gap.leave > stop.closes {
                    break 'trips;
                }
                if stop.opens + stop.service > gap.latest {
                    continue;
                }
                let (there, onward) = (model.between(gap.from, stop.place), model.between_to(gap.to, stop.place));
                let arrive = gap.leave + there;
                if arrive > stop.closes || arrive.max(stop.opens) + stop.service + onward > gap.latest || skip() {
                    continue;
                }
                let cost = there + onward - gap.direct;
                if best.is_none_or(|known| cost < known.cost) {
                    best = Some(Slot { route, trip: number, before: index - number, cost, fetch: [false; 2] });
                }
            }
        }
        if lacks && best.is_none() && runner.desk.is_some() && !skip() {
            return self.slot_with_desk(model, route, node);
        }
        best
    }

    /// Why a stop that somebody could serve is left out: what stands in the way of the courier who comes closest.
    pub(super) fn why_not(&self, model: &Model, stop: &Node) -> &'static str {
        let is_full = |(tour, runner): (&Route, &super::model::Runner)| {
            tour.trips.iter().all(|trip| trip.load + stop.load > runner.capacity) && runner.desk.is_none()
        };
        if self.routes.iter().zip(&model.runners).all(is_full) { NO_ROOM } else { DISPLACES }
    }

    /// Puts a node into a slot.
    pub(super) fn insert(&mut self, model: &Model, node: u32, to: Slot) {
        let tour = &mut self.routes[to.route];
        tour.stops.insert(to.before, node);
        if !tour.desk_before.is_empty() || to.fetch != [false; 2] {
            for position in &mut tour.desk_before[to.trip..] {
                *position += 1;
            }
            if to.fetch[1] {
                tour.desk_before.insert(to.trip, to.before + 1);
            }
            if to.fetch[0] {
                tour.desk_before.insert(to.trip, to.before);
            }
        }
        self.courier_of[node as usize] = courier_number(to.route);
        self.refresh(model, to.route);
    }

    /// Puts a node after all others of a route, with a visit to the desk on the way or without; `false` where that does
    /// not fit.
    pub(super) fn append(&mut self, model: &Model, route: usize, node: u32, fetch: bool) -> bool {
        let tour = &mut self.routes[route];
        let before = tour.stops.len();
        tour.stops.push(node);
        if fetch {
            tour.desk_before.push(before);
        }
        let fits = self.fault_at(model, route).is_none();
        if fits {
            self.courier_of[node as usize] = courier_number(route);
        } else {
            let tour = &mut self.routes[route];
            tour.stops.pop();
            tour.desk_before.retain(|&position| position < before);
        }
        self.refresh(model, route);
        fits
    }

    /// Takes `count` stops from position `from` out of a route; call [`Tours::mend`] before using the route again.
    pub(super) fn take(&mut self, route: usize, from: usize, count: usize, taken: &mut Vec<u32>) {
        let begin = taken.len();
        let tour = &mut self.routes[route];
        taken.extend(tour.stops.drain(from..from + count));
        for position in &mut tour.desk_before {
            if *position > from {
                *position = position.saturating_sub(count).max(from);
            }
        }
        for &node in &taken[begin..] {
            self.courier_of[node as usize] = NOBODY;
        }
    }

    /// Makes a route feasible again after stops were taken out: without the triangle inequality the way that is left
    /// may be longer than the one over the stop taken. Visits to the desk that nobody needs any more go.
    pub(super) fn mend(&mut self, model: &Model, route: usize, taken: &mut Vec<u32>) {
        self.drop_empty_trips(model, route);
        while let Some(position) = self.fault_at(model, route) {
            self.take(route, position, 1, taken);
            self.drop_empty_trips(model, route);
        }
        if !self.routes[route].desk_before.is_empty() {
            self.join_trips(model, route);
        }
        self.refresh(model, route);
    }

    /// Computes times, load, worth and travel of a route anew.
    pub(super) fn refresh(&mut self, model: &Model, route: usize) {
        let runner = &model.runners[route];
        let tour = &mut self.routes[route];
        let home = courier_number(route);
        tour.gaps.clear();
        tour.trips.clear();
        (tour.worth, tour.travel) = (0, 0);
        let (mut from, mut leave, mut begin) = (runner.place, runner.ready, 0);
        for number in 0..=tour.desk_before.len() {
            let end = tour.desk_before.get(number).copied().unwrap_or(tour.stops.len());
            let stops = &tour.stops[begin..end];
            let ready = leave;
            if model.has_releases {
                leave = stops.iter().fold(leave, |latest, &node| latest.max(model.nodes[node as usize].release));
            }
            let (first, depart) = (tour.gaps.len(), leave);
            let mut load = 0;
            for &node in stops {
                let stop = &model.nodes[node as usize];
                let direct = model.between(from, stop.place);
                tour.gaps.push(Gap { leave, latest: stop.closes, direct, from, to: stop.place });
                leave = stop.opens.max(leave + direct) + stop.service;
                from = stop.place;
                tour.travel += direct;
                load += stop.load;
                tour.worth += stop.prize + if stop.home == home { model.stay_bonus } else { 0 };
            }
            let to = if end < tour.stops.len() { runner.desk_place() } else { runner.end_place };
            let direct = model.between(from, to);
            tour.travel += direct;
            tour.gaps.push(Gap { leave, latest: runner.deadline, direct, from, to });
            tour.trips.push(Trip { gaps: (first, tour.gaps.len()), load, ready, depart, latest: 0 });
            (from, leave, begin) = (to, leave + direct + runner.desk_takes(), end);
        }
        let mut latest = runner.deadline;
        let mut later = tour.stops.iter().rev();
        for trip in tour.trips.iter_mut().rev() {
            let mut onward = 0;
            for (index, gap) in tour.gaps[trip.gaps.0..trip.gaps.1].iter_mut().enumerate().rev() {
                // The last gap of a trip leads to no stop, so nothing is served before it.
                if trip.gaps.0 + index + 1 < trip.gaps.1
                    && let Some(&node) = later.next()
                {
                    let stop = &model.nodes[node as usize];
                    latest = stop.closes.min(latest - onward - stop.service);
                }
                gap.latest = latest;
                onward = gap.direct;
            }
            trip.latest = latest - onward;
            latest = trip.latest - runner.desk_takes();
        }
    }
}

/// Courier numbers are small; the table of couriers is bounded by memory long before `u32` is.
pub(super) fn courier_number(route: usize) -> u32 {
    u32::try_from(route).unwrap_or(NOBODY - 1)
}

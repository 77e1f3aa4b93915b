//! The routes of a search and what changes in them.
//!
//! Invariant: every route kept here is feasible: windows, shift and capacity. The gaps are up to date, so
//! that one insertion is judged in constant time (Savelsbergh 1992: forward time slack).

use super::model::{DISPLACES, Model, NO_ROOM, NOBODY, Node};

/// One courier's stops with the times that judge an insertion.
#[derive(Debug, Clone, Default)]
pub(super) struct Route {
    /// Node numbers in order.
    pub(super) stops: Vec<u32>,
    /// The gap before each stop and the one before the end place.
    gaps: Vec<Gap>,
    pub(super) load: i64,
    /// Prizes plus bonuses for stops that stay.
    pub(super) worth: i64,
    pub(super) travel: i64,
}

/// Between two places of a route: all it takes to judge an insertion.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// When the courier can leave `from`.
    leave: i64,
    /// Latest arrival at `to` that keeps the rest feasible.
    latest: i64,
    /// Travel from `from` to `to`.
    direct: i64,
    from: usize,
    to: usize,
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
    pub(super) before: usize,
    pub(super) cost: i64,
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

    /// Cheapest feasible slot of a route by added travel; `skip` makes the search overlook a slot now and then.
    #[inline]
    pub(super) fn cheapest_slot(
        &self,
        model: &Model,
        route: usize,
        node: u32,
        mut skip: impl FnMut() -> bool,
    ) -> Option<Slot> {
        let tour = &self.routes[route];
        let stop = &model.nodes[node as usize];
        if tour.load + stop.load > model.runners[route].capacity {
            return None;
        }
        let mut best: Option<Slot> = None;
        for (before, gap) in tour.gaps.iter().enumerate() {
            if gap.leave > stop.closes {
                break;
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
                best = Some(Slot { route, before, cost });
            }
        }
        best
    }

    /// Whether a node can be served after all others of a route.
    pub(super) fn fits_last(&self, model: &Model, route: usize, node: u32) -> bool {
        let (runner, stop, tour) = (&model.runners[route], &model.nodes[node as usize], &self.routes[route]);
        let Some(last) = tour.gaps.last() else { return false };
        let start = stop.opens.max(last.leave + model.between(last.from, stop.place));
        tour.load + stop.load <= runner.capacity
            && start <= stop.closes
            && start + stop.service + model.between(stop.place, runner.end_place) <= runner.deadline
    }

    /// Why a stop that somebody could serve is left out: what stands in the way of the courier who comes closest.
    pub(super) fn why_not(&self, model: &Model, stop: &Node) -> &'static str {
        let full = self.routes.iter().zip(&model.runners).all(|(tour, runner)| tour.load + stop.load > runner.capacity);
        if full { NO_ROOM } else { DISPLACES }
    }

    /// Puts a node into a slot.
    pub(super) fn insert(&mut self, model: &Model, node: u32, to: Slot) {
        self.routes[to.route].stops.insert(to.before, node);
        self.courier_of[node as usize] = courier_number(to.route);
        self.refresh(model, to.route);
    }

    /// Takes `count` stops from position `from` out of a route; call [`Tours::mend`] before using the route again.
    pub(super) fn take(&mut self, route: usize, from: usize, count: usize, taken: &mut Vec<u32>) {
        let begin = taken.len();
        taken.extend(self.routes[route].stops.drain(from..from + count));
        for &node in &taken[begin..] {
            self.courier_of[node as usize] = NOBODY;
        }
    }

    /// Makes a route feasible again after stops were taken out: without the triangle inequality the way that is left
    /// may be longer than the one over the stop taken.
    pub(super) fn mend(&mut self, model: &Model, route: usize, taken: &mut Vec<u32>) {
        while let Some(position) = self.first_late(model, route) {
            self.take(route, position, 1, taken);
        }
        self.refresh(model, route);
    }

    /// Position of the first stop that can't be kept, if any.
    fn first_late(&self, model: &Model, route: usize) -> Option<usize> {
        let runner = &model.runners[route];
        let stops = &self.routes[route].stops;
        let (mut place, mut ready) = (runner.place, runner.ready);
        for (position, &node) in stops.iter().enumerate() {
            let stop = &model.nodes[node as usize];
            let start = stop.opens.max(ready + model.between(place, stop.place));
            if start > stop.closes {
                return Some(position);
            }
            (place, ready) = (stop.place, start + stop.service);
        }
        let late = ready + model.between(place, runner.end_place) > runner.deadline;
        (late && !stops.is_empty()).then(|| stops.len() - 1)
    }

    /// Computes times, load, worth and travel of a route anew.
    fn refresh(&mut self, model: &Model, route: usize) {
        let runner = &model.runners[route];
        let tour = &mut self.routes[route];
        tour.gaps.clear();
        (tour.load, tour.worth, tour.travel) = (0, 0, 0);
        let (mut from, mut leave) = (runner.place, runner.ready);
        for &node in &tour.stops {
            let stop = &model.nodes[node as usize];
            let direct = model.between(from, stop.place);
            tour.gaps.push(Gap { leave, latest: stop.closes, direct, from, to: stop.place });
            leave = stop.opens.max(leave + direct) + stop.service;
            from = stop.place;
            tour.travel += direct;
            tour.load += stop.load;
            tour.worth += stop.prize + if stop.home == courier_number(route) { model.stay_bonus } else { 0 };
        }
        let direct = model.between(from, runner.end_place);
        tour.travel += direct;
        tour.gaps.push(Gap { leave, latest: runner.deadline, direct, from, to: runner.end_place });
        let (mut latest, mut onward) = (runner.deadline, direct);
        for (&node, gap) in tour.stops.iter().zip(&mut tour.gaps).rev() {
            let stop = &model.nodes[node as usize];
            latest = stop.closes.min(latest - onward - stop.service);
            gap.latest = latest;
            onward = gap.direct;
        }
    }
}

/// Courier numbers are small; the table of couriers is bounded by memory long before `u32` is.
pub(super) fn courier_number(route: usize) -> u32 {
    u32::try_from(route).unwrap_or(NOBODY - 1)
}

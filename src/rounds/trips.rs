//! Several trips of one courier: visits to the desk that come and go with the stops.
//!
//! Invariant: as for all of [`Tours`]; besides, no trip but the first is empty, and what is not in hand is never in a
//! trip that can't have fetched it.

use super::model::Model;
use super::tours::{Slot, Tours};

/// The stops of a trip before one of its gaps, if the trip ended there: a courier who sets out at `t` can leave the gap's
/// first place at the later of `earliest` and `t + length`.
#[derive(Clone, Copy)]
struct Head {
    earliest: i64,
    length: i64,
    /// When all gifts of these stops are there.
    release: i64,
}

impl Head {
    fn leave(&self, depart: i64) -> i64 {
        self.earliest.max(depart + self.length)
    }
}

impl Tours {
    /// Cheapest slot of a trip that has to wait for the node's gift; later starts are reckoned from that departure.
    pub(super) fn slot_after_waiting(&self, model: &Model, route: usize, number: usize, node: u32) -> Option<Slot> {
        let tour = &self.routes[route];
        let (trip, stop) = (&tour.trips[number], &model.nodes[node as usize]);
        if stop.release > trip.latest {
            return None;
        }
        let mut leave = stop.release;
        let mut best: Option<Slot> = None;
        for index in trip.gaps.0..trip.gaps.1 {
            let gap = &tour.gaps[index];
            let (there, onward) = (model.between(gap.from, stop.place), model.between_to(gap.to, stop.place));
            let arrive = leave + there;
            let cost = there + onward - gap.direct;
            if arrive <= stop.closes
                && arrive.max(stop.opens) + stop.service + onward <= gap.latest
                && best.is_none_or(|known| cost < known.cost)
            {
                best = Some(Slot { route, trip: number, before: index - number, cost, fetch: [false; 2] });
            }
            if let Some(&next) = tour.stops.get(index - number) {
                let next = &model.nodes[next as usize];
                leave = next.opens.max(leave + gap.direct) + next.service;
            }
        }
        best
    }

    /// Cheapest slot with a new visit to the desk before the stop, after it, or both.
    pub(super) fn slot_with_desk(&self, model: &Model, route: usize, node: u32) -> Option<Slot> {
        let (tour, runner) = (&self.routes[route], &model.runners[route]);
        let desk = runner.desk_place();
        let stop = &model.nodes[node as usize];
        let to_stop = model.between(desk, stop.place);
        let mut best: Option<Slot> = None;
        for (number, trip) in tour.trips.iter().enumerate() {
            let (mut load_after, mut release_after) = (0, 0);
            let heads = self.heads(model, route, number);
            for index in (trip.gaps.0..trip.gaps.1).rev() {
                let (gap, before) = (&tour.gaps[index], index - number);
                let is_end = index + 1 == trip.gaps.1;
                if !is_end {
                    let next = &model.nodes[tour.stops[before] as usize];
                    load_after += next.load;
                    release_after = release_after.max(next.release);
                }
                let head = heads[index - trip.gaps.0];
                let alone = head.leave(trip.ready.max(head.release));
                if alone > stop.closes {
                    continue;
                }
                let is_first = index == trip.gaps.0;
                let mut offer = |fetch: [bool; 2], depart: i64, way: i64| {
                    let arrive = depart + if fetch[0] { to_stop } else { model.between(gap.from, stop.place) };
                    let leave = arrive.max(stop.opens) + stop.service;
                    let there = if fetch[1] {
                        let back = leave + model.between(stop.place, desk) + runner.desk_takes();
                        back.max(release_after) + model.between(desk, gap.to)
                    } else {
                        leave + model.between(stop.place, gap.to)
                    };
                    let cost = way - gap.direct;
                    if arrive <= stop.closes && there <= gap.latest && best.is_none_or(|known| cost < known.cost) {
                        best = Some(Slot { route, trip: number, before, cost, fetch });
                    }
                };
                let back = model.between(stop.place, desk) + model.between(desk, gap.to);
                let fetched = alone + model.between(gap.from, desk) + runner.desk_takes();
                // At the start of a trip the courier is at the desk already, or could not fetch anything before.
                if !is_first || (number == 0 && !runner.is_open()) {
                    let way = model.between(gap.from, desk) + to_stop;
                    if load_after + stop.load <= runner.room(1) {
                        let depart = fetched.max(release_after).max(stop.release);
                        offer([true, false], depart, way + model.between(stop.place, gap.to));
                    }
                    if !is_end && stop.load <= runner.room(1) {
                        offer([true, true], fetched.max(stop.release), way + back);
                    }
                }
                let in_time = if is_first { number > 0 || runner.is_open() } else { stop.release <= trip.depart };
                let allowed = number > 0 || stop.release <= runner.release_limit;
                if !is_end && in_time && allowed && trip.load - load_after + stop.load <= runner.room(number) {
                    let depart = trip.ready.max(head.release).max(stop.release);
                    offer([false, true], head.leave(depart), model.between(gap.from, stop.place) + back);
                }
            }
        }
        best
    }

    /// For each gap of a trip, what comes before it.
    fn heads(&self, model: &Model, route: usize, number: usize) -> Vec<Head> {
        let tour = &self.routes[route];
        let trip = &tour.trips[number];
        let mut head = Head { earliest: 0, length: 0, release: 0 };
        let mut heads = Vec::with_capacity(trip.gaps.1 - trip.gaps.0);
        for index in trip.gaps.0..trip.gaps.1 {
            heads.push(head);
            if index + 1 < trip.gaps.1 {
                let (gap, stop) = (&tour.gaps[index], &model.nodes[tour.stops[index - number] as usize]);
                head = Head {
                    earliest: stop.opens.max(head.earliest + gap.direct) + stop.service,
                    length: head.length + gap.direct + stop.service,
                    release: head.release.max(stop.release),
                };
            }
        }
        heads
    }

    /// Drops visits to the desk on whose trip nothing is brought.
    pub(super) fn drop_empty_trips(&mut self, model: &Model, route: usize) {
        let tour = &mut self.routes[route];
        if tour.desk_before.is_empty() {
            return;
        }
        let (stops, open) = (tour.stops.len(), model.runners[route].is_open());
        tour.desk_before.dedup();
        tour.desk_before.retain(|&position| position < stops && !(position == 0 && open));
    }

    /// Leaves out each visit to the desk without which the route is feasible as well.
    pub(super) fn join_trips(&mut self, model: &Model, route: usize) {
        let mut number = 0;
        while number < self.routes[route].desk_before.len() {
            let position = self.routes[route].desk_before.remove(number);
            if self.fault_at(model, route).is_some() {
                self.routes[route].desk_before.insert(number, position);
                number += 1;
            }
        }
    }

    /// Position of the first stop that can't be kept, if any.
    pub(super) fn fault_at(&self, model: &Model, route: usize) -> Option<usize> {
        let (tour, runner) = (&self.routes[route], &model.runners[route]);
        let (mut place, mut ready, mut begin) = (runner.place, runner.ready, 0);
        for number in 0..=tour.desk_before.len() {
            let end = tour.desk_before.get(number).copied().unwrap_or(tour.stops.len());
            let mut load = 0;
            for position in begin..end {
                let stop = &model.nodes[tour.stops[position] as usize];
                load += stop.load;
                if load > runner.room(number) || (number == 0 && stop.release > runner.release_limit) {
                    return Some(position);
                }
                ready = ready.max(stop.release);
            }
            for position in begin..end {
                let stop = &model.nodes[tour.stops[position] as usize];
                let start = stop.opens.max(ready + model.between(place, stop.place));
                if start > stop.closes {
                    return Some(position);
                }
                (place, ready) = (stop.place, start + stop.service);
            }
            let is_last = end == tour.stops.len();
            let to = if is_last { runner.end_place } else { runner.desk_place() };
            ready += model.between(place, to);
            if is_last && ready > runner.deadline {
                return tour.stops.len().checked_sub(1);
            }
            (place, ready, begin) = (to, ready + runner.desk_takes(), end);
        }
        None
    }
}

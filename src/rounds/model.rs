//! The problem as the search sees it: numbers instead of names, committed stops already driven.
//!
//! Invariant: committed stops are no part of the search. A courier with committed stops begins the search where and
//! when the last of them is done, with what capacity is left; so nothing the search does can move them.

use std::collections::BTreeMap;

use super::problem::Problem;

/// Number of neighbours kept for each stop.
const NEIGHBOURS: usize = 120;
/// Number of stops looked at for them; in larger problems every second, third ... is, so that setting up stays short.
const LOOKED_AT: usize = 5_000;
/// "No courier" in tables of courier numbers.
pub(super) const NOBODY: u32 = u32::MAX;

/// A stop the search may serve.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) stop: usize,
    pub(super) place: usize,
    pub(super) opens: i64,
    pub(super) closes: i64,
    pub(super) service: i64,
    pub(super) prize: i64,
    pub(super) load: i64,
    /// Courier who serves it today (re-planning), or [`NOBODY`].
    pub(super) home: u32,
}

/// A courier after the committed stops.
#[derive(Debug, Clone, Copy)]
pub(super) struct Runner {
    pub(super) place: usize,
    pub(super) ready: i64,
    pub(super) end_place: usize,
    pub(super) deadline: i64,
    pub(super) capacity: i64,
}

/// The search's view of a problem.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) nodes: Vec<Node>,
    pub(super) runners: Vec<Runner>,
    /// Committed stops that are served, for each courier (indices into the problem's stops).
    pub(super) committed: Vec<Vec<usize>>,
    /// Nodes near each node in place and time, nearest first, without itself.
    pub(super) near: Vec<Vec<u32>>,
    /// Extra worth of leaving a stop with the courier who has it.
    pub(super) stay_bonus: i64,
    /// Problem stops that are no nodes, with the reason.
    pub(super) hopeless: Vec<(usize, &'static str)>,
    travel: Vec<i64>,
    /// The same with rows and columns swapped: what leads to one place lies together.
    travel_to: Vec<i64>,
    width: usize,
}

pub(super) const COMMITTED_LATE: &str = "committed, but its courier can no longer be there before the window closes";
pub(super) const COMMITTED_SHIFT: &str = "committed, but its courier could not be back before the shift ends";
pub(super) const COMMITTED_ROOM: &str = "committed, but its courier has no room for it";
pub(super) const NOBODY_THERE: &str = "no courier is planned";
pub(super) const NO_ROOM: &str = "no courier has room";
pub(super) const CLOSES_BEFORE: &str = "window closes before anyone can be there";
pub(super) const SHIFT_ENDS: &str = "no courier could be back before the shift ends";
pub(super) const DISPLACES: &str = "worth less than what it displaces";
pub(super) const NO_PRIZE: &str = "worth nothing";

impl Model {
    /// Drives the committed stops and keeps as nodes the stops that someone could serve. `None` when the problem has
    /// faults (see [`Problem::faults`]).
    pub(super) fn new(problem: &Problem) -> Option<Self> {
        let width = problem.places.len();
        if !problem.faults().is_empty() {
            return None;
        }
        let travel: Vec<i64> = problem.travel.iter().flatten().copied().collect();
        let places: BTreeMap<&str, usize> =
            problem.places.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
        let mut model = Self {
            nodes: Vec::new(),
            runners: Vec::new(),
            committed: Vec::new(),
            near: Vec::new(),
            stay_bonus: 0,
            hopeless: Vec::new(),
            travel_to: (0..width * width).map(|cell| travel[cell % width * width + cell / width]).collect(),
            travel,
            width,
        };
        let mut all = Vec::with_capacity(problem.stops.len());
        for (stop, given) in problem.stops.iter().enumerate() {
            all.push(Node {
                stop,
                place: *places.get(given.place.as_str())?,
                opens: given.window[0],
                closes: given.window[1],
                service: given.service,
                prize: given.prize,
                load: given.load,
                home: NOBODY,
            });
        }
        let free = model.drive_committed(problem, &places, &all)?;
        model.keep_servable(all.into_iter().filter(|node| free[node.stop]));
        model.find_neighbours();
        Some(model)
    }

    /// Travel time between places.
    #[inline]
    pub(super) fn between(&self, from: usize, to: usize) -> i64 {
        self.travel[from * self.width + to]
    }

    /// The same the other way round. Where `to` stays and `from` changes, what is read lies together.
    #[inline]
    pub(super) fn between_to(&self, to: usize, from: usize) -> i64 {
        self.travel_to[to * self.width + from]
    }

    fn drive_committed(
        &mut self,
        problem: &Problem,
        places: &BTreeMap<&str, usize>,
        all: &[Node],
    ) -> Option<Vec<bool>> {
        let index: BTreeMap<&str, usize> =
            problem.stops.iter().enumerate().map(|(index, stop)| (stop.id.as_str(), index)).collect();
        let mut free = vec![true; all.len()];
        for courier in &problem.couriers {
            let mut runner = Runner {
                place: *places.get(courier.start.as_str())?,
                ready: courier.shift[0],
                end_place: *places.get(courier.end.as_str())?,
                deadline: courier.shift[1],
                capacity: courier.capacity,
            };
            let mut served = Vec::new();
            for id in &courier.committed {
                let node = &all[*index.get(id.as_str())?];
                free[node.stop] = false;
                let start = node.opens.max(runner.ready + self.between(runner.place, node.place));
                let leave = start + node.service;
                if start > node.closes {
                    self.hopeless.push((node.stop, COMMITTED_LATE));
                } else if leave + self.between(node.place, runner.end_place) > runner.deadline {
                    self.hopeless.push((node.stop, COMMITTED_SHIFT));
                } else if node.load > runner.capacity {
                    self.hopeless.push((node.stop, COMMITTED_ROOM));
                } else {
                    served.push(node.stop);
                    runner.place = node.place;
                    runner.ready = leave;
                    runner.capacity -= node.load;
                }
            }
            self.runners.push(runner);
            self.committed.push(served);
        }
        Some(free)
    }

    /// Sorts out stops that nobody could serve even alone; by shortest paths, since a detour over a third place may be
    /// faster than the direct way.
    fn keep_servable(&mut self, nodes: impl Iterator<Item = Node>) {
        let reach: Vec<(Vec<i64>, Vec<i64>)> = self
            .runners
            .iter()
            .map(|runner| (self.shortest(runner.place, false), self.shortest(runner.end_place, true)))
            .collect();
        for node in nodes {
            let mut why = if self.runners.is_empty() { NOBODY_THERE } else { NO_ROOM };
            let mut servable = false;
            for (runner, (there, back)) in self.runners.iter().zip(&reach) {
                let start = node.opens.max(runner.ready.saturating_add(there[node.place]));
                if node.load > runner.capacity {
                    continue;
                }
                if start > node.closes {
                    why = CLOSES_BEFORE;
                } else if start.saturating_add(node.service).saturating_add(back[node.place]) > runner.deadline {
                    why = if why == CLOSES_BEFORE { why } else { SHIFT_ENDS };
                } else {
                    servable = true;
                    break;
                }
            }
            if !servable {
                self.hopeless.push((node.stop, why));
            } else if node.prize == 0 {
                self.hopeless.push((node.stop, NO_PRIZE));
            } else {
                self.nodes.push(node);
            }
        }
    }

    /// Shortest times from a place to all others, or from all others to it (Dijkstra on the full matrix).
    fn shortest(&self, place: usize, backwards: bool) -> Vec<i64> {
        let mut time = vec![i64::MAX; self.width];
        let mut done = vec![false; self.width];
        time[place] = 0;
        while let Some(here) = (0..self.width).filter(|&at| !done[at] && time[at] < i64::MAX).min_by_key(|&at| time[at])
        {
            done[here] = true;
            for next in 0..self.width {
                let step = if backwards { self.between(next, here) } else { self.between(here, next) };
                time[next] = time[next].min(time[here].saturating_add(step));
            }
        }
        time
    }

    fn find_neighbours(&mut self) {
        let count = self.nodes.len();
        let stride = count / LOOKED_AT + 1;
        let mut ranked: Vec<(i64, u32)> = Vec::with_capacity(count);
        let mut near = Vec::with_capacity(count);
        for (index, node) in self.nodes.iter().enumerate() {
            ranked.clear();
            for (number, other) in (0_u32..).zip(&self.nodes).skip(index % stride).step_by(stride) {
                if number as usize != index {
                    ranked.push((self.apart(node, other).min(self.apart(other, node)), number));
                }
            }
            if ranked.len() > NEIGHBOURS {
                ranked.select_nth_unstable(NEIGHBOURS);
                ranked.truncate(NEIGHBOURS);
            }
            ranked.sort_unstable();
            near.push(ranked.iter().map(|&(_, number)| number).collect());
        }
        self.near = near;
    }

    /// How far `to` is after `from`: travel, plus a part of the wait or a penalty where it can't follow.
    fn apart(&self, from: &Node, to: &Node) -> i64 {
        let travel = self.between(from.place, to.place);
        let wait = (to.opens - (from.closes + from.service + travel)).max(0);
        let late = (from.opens + from.service + travel - to.closes).max(0);
        travel + wait / 5 + late
    }
}

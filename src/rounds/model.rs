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
    /// When its gift can be taken along.
    pub(super) release: i64,
    /// The node of the same stop for a start after, or in, its window, or [`NOBODY`]; one of the two is served at most.
    pub(super) twin: u32,
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
    /// What is left for the trip that begins at the start.
    pub(super) capacity: i64,
    /// Latest release of what can be taken along on that trip; below 0 where nothing can.
    pub(super) release_limit: i64,
    /// Where further trips begin, how long that takes, and the capacity of each.
    pub(super) desk: Option<(usize, i64, i64)>,
}

impl Runner {
    /// Capacity of a trip.
    #[inline]
    pub(super) fn room(&self, trip: usize) -> i64 {
        if trip == 0 { self.capacity } else { self.desk.map_or(0, |(_, _, room)| room) }
    }

    /// Whether the first trip can wait for gifts at its start.
    pub(super) fn is_open(&self) -> bool {
        self.release_limit == i64::MAX
    }

    pub(super) fn desk_place(&self) -> usize {
        self.desk.map_or(self.end_place, |(place, ..)| place)
    }

    pub(super) fn desk_takes(&self) -> i64 {
        self.desk.map_or(0, |(_, takes, _)| takes)
    }
}

/// Shortest times of one courier.
struct Reach {
    /// From where the courier is.
    there: Vec<i64>,
    /// When the courier can leave the desk, and times from there.
    from_desk: Option<(i64, Vec<i64>)>,
    /// To the end place.
    back: Vec<i64>,
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
    /// Whether any gift is not there from the start.
    pub(super) has_releases: bool,
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
pub(super) const COMMITTED_NOT_THERE: &str = "committed, but its gift is not there when the courier sets out";
pub(super) const NOBODY_THERE: &str = "no courier is planned";
pub(super) const NO_ROOM: &str = "no courier has room";
pub(super) const CLOSES_BEFORE: &str = "window closes before anyone can be there";
pub(super) const SHIFT_ENDS: &str = "no courier could be back before the shift ends";
pub(super) const NOT_THERE: &str = "its gift comes too late for anyone to bring it in time";
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
            has_releases: problem.stops.iter().any(|stop| stop.release > 0),
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
                release: given.release,
                twin: NOBODY,
                home: NOBODY,
            });
        }
        let free = model.drive_committed(problem, &places, &all)?;
        model.keep_servable(problem, all.into_iter().filter(|node| free[node.stop]));
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
            let place = *places.get(courier.start.as_str())?;
            let desk = match &courier.desk {
                Some(desk) => Some((*places.get(desk.place.as_str())?, desk.takes, courier.capacity)),
                None => None,
            };
            let waits = courier.committed.is_empty() && desk.is_none_or(|(desk, ..)| desk == place);
            let mut runner = Runner {
                place,
                ready: courier.shift[0],
                end_place: *places.get(courier.end.as_str())?,
                deadline: courier.shift[1],
                capacity: courier.capacity,
                release_limit: match desk {
                    _ if waits => i64::MAX,
                    Some(_) => -1,
                    None => courier.shift[0],
                },
                desk,
            };
            let mut served = Vec::new();
            for id in &courier.committed {
                let node = &all[*index.get(id.as_str())?];
                free[node.stop] = false;
                let start = node.opens.max(runner.ready + self.between(runner.place, node.place));
                let leave = start + node.service;
                // With a desk, committed gifts are in hand; without, they are there when the courier sets out, or never.
                let is_there = desk.is_some() || node.release <= runner.release_limit;
                if start > problem.stops[node.stop].latest_start() {
                    self.hopeless.push((node.stop, COMMITTED_LATE));
                } else if !is_there {
                    self.hopeless.push((node.stop, COMMITTED_NOT_THERE));
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
    /// faster than the direct way. A stop that is worth something late gets a second node for that.
    fn keep_servable(&mut self, problem: &Problem, nodes: impl Iterator<Item = Node>) {
        let reach: Vec<Reach> = self.runners.iter().map(|runner| self.reach(runner)).collect();
        for node in nodes {
            let given = &problem.stops[node.stop];
            let in_time = self.servable(&reach, &node);
            let late = given.late.filter(|late| late.until > node.closes && late.prize > 0).map(|late| Node {
                opens: node.closes + 1,
                closes: late.until,
                prize: late.prize,
                ..node
            });
            let late = late.filter(|late| self.servable(&reach, late).is_ok());
            let number = u32::try_from(self.nodes.len()).unwrap_or(NOBODY);
            match (in_time, late) {
                (Ok(()), Some(late)) if node.prize > 0 => {
                    self.nodes.push(Node { twin: number + 1, ..node });
                    self.nodes.push(Node { twin: number, ..late });
                }
                (Ok(()), _) if node.prize > 0 => self.nodes.push(node),
                (Ok(()), _) => self.hopeless.push((node.stop, NO_PRIZE)),
                (Err(_), Some(late)) => self.nodes.push(late),
                (Err(why), None) => self.hopeless.push((node.stop, why)),
            }
        }
    }

    /// Why no courier could serve a node even alone, if so.
    fn servable(&self, reach: &[Reach], node: &Node) -> Result<(), &'static str> {
        let mut why = if self.runners.is_empty() { NOBODY_THERE } else { NO_ROOM };
        for (runner, reach) in self.runners.iter().zip(reach) {
            let at_once = node.load <= runner.capacity && node.release <= runner.release_limit;
            let fetched = node.load <= runner.room(1);
            if !at_once && !fetched {
                // Only who has a fixed departure can lack the gift and still have room.
                why = if node.load <= runner.capacity && why == NO_ROOM { NOT_THERE } else { why };
                continue;
            }
            let arrival = |ready: i64, there: &[i64]| ready.max(node.release).saturating_add(there[node.place]);
            let mut arrive = i64::MAX;
            if at_once {
                arrive = arrival(runner.ready, &reach.there);
            }
            if let Some((at_desk, there)) = reach.from_desk.as_ref().filter(|_| fetched) {
                arrive = arrive.min(arrival(*at_desk, there));
            }
            let start = node.opens.max(arrive);
            if start > node.closes {
                let unhindered = arrive.saturating_sub((node.release - runner.ready).max(0)) <= node.closes;
                why = if unhindered && node.release > runner.ready { NOT_THERE } else { CLOSES_BEFORE };
            } else if start.saturating_add(node.service).saturating_add(reach.back[node.place]) > runner.deadline {
                why = if why == CLOSES_BEFORE { why } else { SHIFT_ENDS };
            } else {
                return Ok(());
            }
        }
        Err(why)
    }

    fn reach(&self, runner: &Runner) -> Reach {
        let there = self.shortest(runner.place, false);
        let from_desk = runner.desk.map(|(desk, takes, _)| {
            (runner.ready.saturating_add(there[desk]).saturating_add(takes), self.shortest(desk, false))
        });
        Reach { back: self.shortest(runner.end_place, true), there, from_desk }
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

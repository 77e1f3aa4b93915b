//! Ruin and recreate by slack induction with annealing (Christiaens & Vanden Berghe 2020), for optional stops.
//!
//! Invariant: the best solution seen is never lost, and equal model, stop rule by iterations and generator give equal
//! routes. The objective is worth minus a little travel, so that plateaus of equal prize slope towards shorter rounds.

use std::cmp::Reverse;

use rand::{Rng, RngExt};

use super::answer::Stop;
use super::model::{Model, NOBODY};
use super::tours::{Slot, Tours, courier_number};

/// Numbers that shape the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Mean number of stops taken out in one iteration.
    pub(super) ruin: usize,
    /// Longest string taken out of one route.
    pub(super) longest_string: usize,
    /// A slot is overlooked once in so many times (the paper's blink).
    pub(super) blink_one_in: u32,
    /// First temperature of a cycle in mean prizes.
    pub(super) hot: f64,
    /// Last temperature of a cycle in mean prizes.
    pub(super) cold: f64,
    /// Iterations of the first cycle.
    pub(super) first_cycle: u64,
    /// Growth of cycles.
    pub(super) growth: f64,
    /// What travel costs: mean prizes for the travel of a whole mean shift.
    pub(super) travel_cost: f64,
    /// Width of the noise on the order in which stops are put back.
    pub(super) noise: f64,
    /// Least time a stop is taken to cost in that order, in mean shifts.
    pub(super) least_time: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ruin: 8,
            longest_string: 10,
            blink_one_in: 100,
            hot: 0.5,
            cold: 0.01,
            first_cycle: 10_000,
            growth: 1.5,
            travel_cost: 0.3,
            noise: 0.7,
            least_time: 0.005,
        }
    }
}

impl Settings {
    /// For a start that people already walk by: cool, so that the search stays near it.
    pub(super) fn near_the_start() -> Self {
        Self { hot: 0.1, ..Self::default() }
    }
}

/// One search over a model.
pub(super) struct Search<'a, R> {
    model: &'a Model,
    settings: Settings,
    rng: R,
    travel_weight: f64,
    least_time: f64,
    mean_prize: f64,
    taken: Vec<u32>,
    touched: Vec<bool>,
    waiting: Vec<(f64, u32)>,
}

impl<'a, R: Rng> Search<'a, R> {
    pub(super) fn new(model: &'a Model, settings: Settings, rng: R) -> Self {
        let count = model.nodes.len().max(1) as f64;
        let mean_prize = model.nodes.iter().map(|node| node.prize as f64).sum::<f64>() / count;
        let shifts: f64 = model.runners.iter().map(|runner| (runner.deadline - runner.ready).max(1) as f64).sum();
        let mean_shift = shifts / model.runners.len().max(1) as f64;
        Self {
            model,
            settings,
            rng,
            least_time: settings.least_time * mean_shift,
            travel_weight: settings.travel_cost * mean_prize / mean_shift.max(1.0),
            mean_prize: mean_prize.max(1.0),
            taken: Vec::new(),
            touched: vec![false; model.runners.len()],
            waiting: Vec::new(),
        }
    }

    fn score(&self, tours: &Tours) -> f64 {
        let (worth, travel) = tours.totals();
        worth as f64 - self.travel_weight * travel as f64
    }

    /// Stops in the order in which their windows close, each where it costs least: the answer before any search.
    pub(super) fn construct(&mut self, tours: &mut Tours) {
        self.touched.fill(true);
        self.taken.clear();
        self.recreate(tours, Order::Closing);
    }

    /// Improves `start` until `stop` and gives back the best.
    pub(super) fn run(&mut self, start: Tours, stop: Stop<'_>) -> Tours {
        let mut best = start.clone();
        let mut best_score = self.score(&best);
        let mut best_worth = worth_then_travel(&best);
        if self.model.nodes.is_empty() || self.model.runners.is_empty() {
            return best;
        }
        let mut current = start;
        let mut current_score = best_score;
        let mut trial = current.clone();
        let (mut done, mut cycle) = (0_u64, self.settings.first_cycle as f64);
        let mut cycle_begin = 0_u64;
        while !stop.is_reached(done) {
            let share = (done - cycle_begin) as f64 / cycle;
            if share >= 1.0 {
                cycle *= self.settings.growth;
                cycle_begin = done;
                current.clone_from(&best);
                current_score = best_score;
            }
            let temperature =
                self.mean_prize * self.settings.hot * (self.settings.cold / self.settings.hot).powf(share.min(1.0));
            done += 1;
            trial.clone_from(&current);
            self.ruin(&mut trial);
            let order = match self.rng.random_range(0..32) {
                0 => Order::Shuffled,
                1..16 => Order::Worth,
                _ => Order::WorthForTime,
            };
            self.recreate(&mut trial, order);
            let score = self.score(&trial);
            let chance: f64 = self.rng.random();
            if score > current_score + temperature * chance.max(1e-12).ln() {
                std::mem::swap(&mut current, &mut trial);
                current_score = score;
                let worth = worth_then_travel(&current);
                if worth > best_worth {
                    best.clone_from(&current);
                    (best_score, best_worth) = (score, worth);
                }
            }
        }
        best
    }

    /// Takes strings of stops out of routes near a random stop.
    fn ruin(&mut self, tours: &mut Tours) {
        let served: usize = tours.routes.iter().map(|route| route.stops.len()).sum();
        self.taken.clear();
        self.touched.fill(false);
        // Short rounds must be able to empty: otherwise what they hold together is never let go.
        let longest = self.settings.longest_string.min(served.div_ceil(tours.routes.len()).max(3));
        let strings = (4 * self.settings.ruin / (1 + longest)).max(1);
        let strings = self.rng.random_range(1..=strings);
        let model = self.model;
        let seed = self.rng.random_range(0..model.nodes.len());
        let mut ruined = 0;
        let seed_number = u32::try_from(seed).unwrap_or(0);
        for &near in std::iter::once(&seed_number).chain(&model.near[seed]) {
            if ruined >= strings {
                break;
            }
            let courier = tours.courier_of[near as usize];
            if courier == NOBODY || self.touched[courier as usize] {
                continue;
            }
            let route = courier as usize;
            self.touched[route] = true;
            self.take_string(tours, route, near, longest);
            ruined += 1;
        }
        if ruined == 0 {
            // Nobody near is served: clear the way somewhere else.
            let route = self.rng.random_range(0..tours.routes.len());
            self.touched[route] = true;
            if let Some(&node) = tours.routes[route].stops.first() {
                self.take_string(tours, route, node, longest);
            }
        }
    }

    fn take_string(&mut self, tours: &mut Tours, route: usize, near: u32, longest: usize) {
        let stops = &tours.routes[route].stops;
        let count = stops.len();
        let Some(position) = stops.iter().position(|&node| node == near) else { return };
        let length = self.rng.random_range(1..=longest.min(count));
        let kept = if length < count && self.rng.random_bool(0.5) {
            let mut kept = 1;
            while length + kept < count && self.rng.random_bool(0.5) {
                kept += 1;
            }
            kept
        } else {
            0
        };
        let span = length + kept;
        let from = self.rng.random_range(position.saturating_sub(span - 1)..=position.min(count - span));
        if kept == 0 {
            tours.take(route, from, length, &mut self.taken);
        } else {
            let head = self.rng.random_range(1..=length);
            tours.take(route, from + head + kept, length - head, &mut self.taken);
            tours.take(route, from, head, &mut self.taken);
        }
        tours.mend(self.model, route, &mut self.taken);
    }

    /// Puts waiting stops back where they cost least, in the given order. Stops that were waiting before the ruin are
    /// tried only in routes the ruin touched: they did not fit into the others.
    fn recreate(&mut self, tours: &mut Tours, order: Order) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.line_up(tours, order, &mut waiting);
        for &(_, node) in &waiting {
            if !tours.is_served(self.model, node)
                && let Some(slot) = self.best_slot(tours, node, order != Order::Closing)
            {
                tours.insert(self.model, node, slot);
            }
        }
        self.waiting = waiting;
    }

    /// Fills `waiting` with the stops to put back, first to last. Noise on the key makes every order possible that is
    /// not too foolish; an order without noise would give the same routes again and again.
    fn line_up(&mut self, tours: &Tours, order: Order, waiting: &mut Vec<(f64, u32)>) {
        let model = self.model;
        waiting.clear();
        for (node, _) in (0_u32..).zip(&tours.courier_of).filter(|&(_, &courier)| courier == NOBODY) {
            let stop = &model.nodes[node as usize];
            if stop.twin != NOBODY && tours.courier_of[stop.twin as usize] != NOBODY {
                continue;
            }
            let bonus = if stop.home == NOBODY { 0 } else { model.stay_bonus };
            let worth = (stop.prize + bonus) as f64;
            let key = match order {
                // Stops that somebody has today come first: they lose more by being left out.
                Order::Closing => stop.closes as f64 + if bonus > 0 { 0.0 } else { LATER },
                Order::Shuffled => self.rng.random(),
                Order::Worth => -worth * self.noise(),
                Order::WorthForTime => {
                    let Some(slot) = self.best_slot(tours, node, false) else { continue };
                    let time = slot.cost.max(0) as f64 + stop.service as f64 + self.least_time;
                    -worth * worth * self.noise() / time
                }
            };
            waiting.push((key, node));
        }
        waiting.sort_by(|one, other| one.0.total_cmp(&other.0));
    }

    fn noise(&mut self) -> f64 {
        let chance: f64 = self.rng.random();
        1.0 + self.settings.noise * (chance - 0.5)
    }

    fn best_slot(&mut self, tours: &Tours, node: u32, blink: bool) -> Option<Slot> {
        let model = self.model;
        let blink_below = if blink { u32::MAX / self.settings.blink_one_in.max(1) } else { 0 };
        let home = if model.stay_bonus > 0 { model.nodes[node as usize].home } else { NOBODY };
        let twin = model.nodes[node as usize].twin;
        let new = self.taken.iter().any(|&taken| taken == node || taken == twin);
        let mut best: Option<Slot> = None;
        for route in (0..tours.routes.len()).filter(|&route| new || self.touched[route]) {
            let rng = &mut self.rng;
            let skip = || blink_below > 0 && rng.next_u32() < blink_below;
            if let Some(slot) = tours.cheapest_slot(model, route, node, skip) {
                if home == courier_number(route) {
                    return Some(slot);
                }
                if best.is_none_or(|known| slot.cost < known.cost) {
                    best = Some(slot);
                }
            }
        }
        best
    }
}

/// More than any time of a problem.
const LATER: f64 = 1e15;

/// In which order waiting stops are put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As their windows close.
    Closing,
    /// Any.
    Shuffled,
    /// Much worth first, with noise.
    Worth,
    /// Much worth (squared, as in Vansteenwegen et al. 2009) for little time first, with noise.
    WorthForTime,
}

/// What makes a solution the best: worth first, then little travel.
fn worth_then_travel(tours: &Tours) -> (i64, Reverse<i64>) {
    let (worth, travel) = tours.totals();
    (worth, Reverse(travel))
}

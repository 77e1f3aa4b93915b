//! The best answer of a tiny problem, by trying everything: each set of gifts at each visit to the desk, in each order.

use super::super::*;

/// One courier's possibilities.
struct Trial<'a> {
    problem: &'a Problem,
    courier: &'a Courier,
    /// Most prize for each set of stops, where the courier can serve exactly these and be back in time.
    best: Vec<Option<i64>>,
}

/// Where a courier stands in a trial.
#[derive(Clone, Copy)]
struct State {
    at: usize,
    time: i64,
    in_hand: usize,
    done: usize,
    prize: i64,
}

impl Trial<'_> {
    fn place(&self, name: &str) -> usize {
        self.problem.places.iter().position(|known| known == name).expect("a place")
    }

    fn stops(&self, mask: usize) -> impl Iterator<Item = (usize, &StopToServe)> {
        self.problem.stops.iter().enumerate().filter(move |(number, _)| mask & (1 << number) != 0)
    }

    /// Sets out from here with every set of gifts there is room for; at the desk that must be something.
    fn set_out(&mut self, state: State, least: usize) {
        for taken in (least..1 << self.problem.stops.len()).filter(|taken| taken & state.done == 0) {
            if self.stops(taken).map(|(_, stop)| stop.load).sum::<i64>() <= self.courier.capacity {
                let time = self.stops(taken).fold(state.time, |latest, (_, stop)| latest.max(stop.release));
                self.go_on(State { time, in_hand: taken, ..state });
            }
        }
    }

    fn go_on(&mut self, state: State) {
        if state.in_hand > 0 {
            for number in (0..self.problem.stops.len()).filter(|number| state.in_hand & (1 << number) != 0) {
                let stop = &self.problem.stops[number];
                let here = self.place(&stop.place);
                let start = stop.window[0].max(state.time + self.problem.travel[state.at][here]);
                if start <= stop.latest_start() {
                    self.go_on(State {
                        at: here,
                        time: start + stop.service,
                        in_hand: state.in_hand ^ (1 << number),
                        done: state.done | (1 << number),
                        prize: state.prize + stop.prize_at(start),
                    });
                }
            }
            return;
        }
        if state.time + self.problem.travel[state.at][self.place(&self.courier.end)] <= self.courier.shift[1] {
            self.best[state.done] = self.best[state.done].max(Some(state.prize));
        }
        if let Some(desk) = &self.courier.desk
            && state.done + 1 < self.best.len()
        {
            let at = self.place(&desk.place);
            let time = state.time + self.problem.travel[state.at][at] + desk.takes;
            if time <= self.courier.shift[1] {
                self.set_out(State { at, time, ..state }, 1);
            }
        }
    }
}

/// Most prize of a problem without committed stops.
pub(super) fn best_by_enumeration(problem: &Problem) -> i64 {
    let size = 1 << problem.stops.len();
    let mut reachable: Vec<Option<i64>> = vec![None; size];
    reachable[0] = Some(0);
    for courier in &problem.couriers {
        let mut trial = Trial { problem, courier, best: vec![None; size] };
        let at = trial.place(&courier.start);
        let state = State { at, time: courier.shift[0], in_hand: 0, done: 0, prize: 0 };
        if courier.desk.as_ref().is_none_or(|desk| desk.place == courier.start) {
            trial.set_out(state, 0);
        } else {
            trial.go_on(state);
        }
        // Nobody has to set out.
        trial.best[0] = Some(0);
        let before = reachable.clone();
        for (mask, reached) in reachable.iter_mut().enumerate() {
            for part in (0..=mask).filter(|part| part & mask == *part) {
                if let (Some(others), Some(own)) = (before[part], trial.best[mask ^ part]) {
                    *reached = (*reached).max(Some(others + own));
                }
            }
        }
    }
    reachable.into_iter().flatten().max().unwrap_or(0)
}

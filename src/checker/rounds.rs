//! Re-checks an answer of `giftgate solve rounds` against its problem.
//!
//! Invariant: no line is shared with the solver. Times are only required to be possible (a courier may dawdle), so
//! answers of other solvers can be judged as well; what they claim (prize, times, who is left out) must be true.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use crate::rounds::{Answer, Courier, Problem, Round, StopToServe};

/// Everything the answer gets wrong; empty when it is right.
pub fn check(problem: &Problem, answer: &Answer) -> Vec<Fault> {
    let mut check = Check {
        places: problem.places.iter().enumerate().map(|(row, name)| (name.as_str(), row)).collect(),
        stops: problem.stops.iter().map(|stop| (stop.id.as_str(), stop)).collect(),
        couriers: problem.couriers.iter().map(|courier| (courier.id.as_str(), courier)).collect(),
        problem,
        seen: BTreeMap::new(),
        prize: 0,
        faults: Vec::new(),
    };
    check.run(answer);
    check.faults
}

struct Check<'a> {
    problem: &'a Problem,
    places: BTreeMap<&'a str, usize>,
    stops: BTreeMap<&'a str, &'a StopToServe>,
    couriers: BTreeMap<&'a str, &'a Courier>,
    /// Where each stop was first met.
    seen: BTreeMap<&'a str, String>,
    prize: i128,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, code: &'static str, place: &str, message: String) {
        self.faults.push(Fault { code, place: place.to_owned(), message });
    }

    fn run(&mut self, answer: &'a Answer) {
        let mut driven = BTreeSet::new();
        for (index, round) in answer.rounds.iter().enumerate() {
            let place = format!("rounds[{index}]");
            let Some(&courier) = self.couriers.get(round.courier.as_str()) else {
                self.fault("unknown_courier", &place, format!("`{}` is no courier of the problem", round.courier));
                continue;
            };
            if !driven.insert(round.courier.as_str()) {
                self.fault("courier_twice", &place, format!("`{}` has two rounds", round.courier));
            }
            self.check_round(&place, courier, round);
        }
        for (index, left_out) in answer.unserved.iter().enumerate() {
            let place = format!("unserved[{index}]");
            self.meet(&place, &left_out.id);
            if left_out.why.trim().is_empty() {
                self.fault("no_reason", &place, format!("stop `{}` is left out without a reason", left_out.id));
            }
        }
        self.check_committed(answer);
        for stop in &self.problem.stops {
            if !self.seen.contains_key(stop.id.as_str()) {
                self.fault("stop_missing", "unserved", format!("stop `{}` is neither served nor unserved", stop.id));
            }
        }
        if self.prize != i128::from(answer.prize) {
            let message = format!("claims {} but the served stops are worth {}", answer.prize, self.prize);
            self.fault("wrong_prize", "prize", message);
        }
    }

    /// Notes a stop of the answer; each may be met once.
    fn meet(&mut self, place: &str, id: &'a str) -> Option<&'a StopToServe> {
        let Some(&stop) = self.stops.get(id) else {
            self.fault("unknown_stop", place, format!("`{id}` is no stop of the problem"));
            return None;
        };
        if let Some(first) = self.seen.get(id) {
            let message = format!("stop `{id}` is already at {first}");
            self.fault("stop_twice", place, message);
            return None;
        }
        self.seen.insert(&stop.id, place.to_owned());
        Some(stop)
    }

    /// Time between named places, if both are known and the matrix has the entry.
    fn travel(&self, from: &str, to: &str) -> Option<i64> {
        self.problem.travel.get(*self.places.get(from)?)?.get(*self.places.get(to)?).copied()
    }

    fn check_round(&mut self, place: &str, courier: &'a Courier, round: &'a Round) {
        let (mut at, mut free) = (courier.start.as_str(), courier.shift[0]);
        let mut begin = 0;
        for (index, planned) in round.stops.iter().enumerate() {
            let place = format!("{place}.stops[{index}]");
            if planned.desk.is_some() || index == 0 {
                self.check_trip(&format!("{place} and after"), courier, round, index);
                begin = index;
            }
            let Some(stop) = self.meet(&place, &planned.id) else { continue };
            let mut earliest = free.max(if begin == index { self.gifts_there(courier, round, begin) } else { free });
            if let Some([arrive, leave]) = planned.desk {
                self.check_visit(&place, courier, [arrive, leave], (at, free), earliest);
                (at, earliest) = (courier.desk.as_ref().map_or(at, |desk| desk.place.as_str()), leave);
            }
            self.prize += i128::from(stop.prize_at(planned.start));
            match self.travel(at, &stop.place).and_then(|way| earliest.checked_add(way)) {
                None => self.fault("unknown_way", &place, format!("no travel time from `{at}` to `{}`", stop.place)),
                Some(earliest) if planned.arrive < earliest => {
                    let message = format!("arrives at {} but can't be there before {earliest}", planned.arrive);
                    self.fault("too_fast", &place, message);
                }
                Some(_) => {}
            }
            if planned.start < planned.arrive {
                let message = format!("starts at {} before arriving at {}", planned.start, planned.arrive);
                self.fault("starts_before_arrival", &place, message);
            }
            let (opens, closes) = (stop.window[0], stop.latest_start());
            if planned.start < opens || planned.start > closes {
                let message = format!("starts at {} outside the window {opens} to {closes}", planned.start);
                self.fault("outside_window", &place, message);
            }
            if planned.start.checked_add(stop.service) != Some(planned.leave) {
                let message =
                    format!("leaves at {} but service from {} takes {}", planned.leave, planned.start, stop.service);
                self.fault("wrong_leave", &place, message);
            }
            (at, free) = (stop.place.as_str(), planned.leave);
        }
        self.check_end(place, courier, round, at, free);
    }

    /// The stops of the trip that begins before position `begin` of a round.
    fn trip(&self, round: &'a Round, begin: usize) -> Vec<&'a StopToServe> {
        let rest = round.stops.iter().enumerate().skip(begin);
        rest.take_while(|(index, planned)| *index == begin || planned.desk.is_none())
            .filter_map(|(_, planned)| self.stops.get(planned.id.as_str()).copied())
            .collect()
    }

    /// When all gifts of a trip can be taken along. What is in hand is there already.
    fn gifts_there(&self, courier: &Courier, round: &'a Round, begin: usize) -> i64 {
        let in_hand = |stop: &StopToServe| courier.desk.is_some() && courier.committed.contains(&stop.id);
        let fetched = self.trip(round, begin).into_iter().filter(|stop| !in_hand(stop));
        fetched.map(|stop| stop.release).max().unwrap_or(0)
    }

    /// Load of a trip, and whether its gifts can have been fetched at all.
    fn check_trip(&mut self, place: &str, courier: &Courier, round: &'a Round, begin: usize) {
        let trip = self.trip(round, begin);
        let load: i128 = trip.iter().map(|stop| i128::from(stop.load)).sum();
        if load > i128::from(courier.capacity) {
            let message = format!("carries {load}, more than the capacity {}", courier.capacity);
            self.fault("over_capacity", place, message);
        }
        let Some(desk) = &courier.desk else { return };
        let at_desk = desk.place == courier.start && courier.committed.is_empty();
        if round.stops[begin].desk.is_some() || at_desk {
            return;
        }
        if let Some(stop) = trip.iter().find(|stop| !courier.committed.contains(&stop.id)) {
            let message =
                format!("stop `{}` is brought without a visit to `{}`, where its gift is", stop.id, desk.place);
            self.fault("not_fetched", place, message);
        }
    }

    /// A visit to the desk by a courier who is free at `from`, for gifts that are there at `gifts`.
    fn check_visit(
        &mut self,
        place: &str,
        courier: &Courier,
        [arrive, leave]: [i64; 2],
        (at, free): (&str, i64),
        gifts: i64,
    ) {
        let Some(desk) = &courier.desk else {
            self.fault("no_desk", place, format!("courier `{}` has no desk to come by", courier.id));
            return;
        };
        match self.travel(at, &desk.place).and_then(|way| free.checked_add(way)) {
            None => self.fault("unknown_way", place, format!("no travel time from `{at}` to `{}`", desk.place)),
            Some(earliest) if arrive < earliest => {
                self.fault("too_fast", place, format!("is at the desk at {arrive} but can't before {earliest}"));
            }
            Some(_) => {}
        }
        if leave < gifts || arrive.checked_add(desk.takes).is_none_or(|earliest| leave < earliest) {
            let message = format!("leaves the desk at {leave}, before its gifts are there or the visit is over");
            self.fault("leaves_desk_early", place, message);
        }
    }

    fn check_end(&mut self, place: &str, courier: &Courier, round: &Round, at: &str, free: i64) {
        if round.stops.is_empty() {
            return;
        }
        match self.travel(at, &courier.end).and_then(|way| free.checked_add(way)) {
            None => self.fault("unknown_way", place, format!("no travel time from `{at}` to `{}`", courier.end)),
            Some(earliest) if round.end < earliest => {
                self.fault("too_fast", place, format!("ends at {} but can't before {earliest}", round.end));
            }
            Some(_) => {}
        }
        if round.end > courier.shift[1] {
            let message = format!("ends at {}, after the shift ends at {}", round.end, courier.shift[1]);
            self.fault("after_shift", place, message);
        }
    }

    /// Committed stops come first, with their courier, in their order. One may be left out only when it can no longer
    /// be served after the committed stops before it.
    fn check_committed(&mut self, answer: &Answer) {
        let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
        for courier in &self.problem.couriers {
            for id in &courier.committed {
                owner.insert(id, &courier.id);
            }
        }
        for (index, round) in answer.rounds.iter().enumerate() {
            for (nth, planned) in round.stops.iter().enumerate() {
                let place = format!("rounds[{index}].stops[{nth}]");
                if let Some(keeper) = owner.get(planned.id.as_str()).filter(|keeper| **keeper != round.courier) {
                    let message = format!("stop `{}` is committed to courier `{keeper}`", planned.id);
                    self.fault("committed_moved", &place, message);
                }
            }
        }
        let problem = self.problem;
        for (index, courier) in problem.couriers.iter().enumerate() {
            let place = format!("couriers[{index}].committed");
            let round = answer.rounds.iter().find(|round| round.courier == courier.id);
            let served: Vec<&str> = round.iter().flat_map(|round| &round.stops).map(|stop| stop.id.as_str()).collect();
            let kept: Vec<&str> =
                courier.committed.iter().map(String::as_str).filter(|id| served.contains(id)).collect();
            if !served.starts_with(&kept) {
                let message =
                    format!("courier `{}` must serve the committed stops first and in their order", courier.id);
                self.fault("committed_order", &place, message);
            }
            let mut before: Vec<&StopToServe> = Vec::new();
            for id in &courier.committed {
                let Some(&stop) = self.stops.get(id.as_str()) else { continue };
                before.push(stop);
                if served.contains(&id.as_str()) {
                    continue;
                }
                if self.can_serve(courier, &before) {
                    let message = format!("committed stop `{id}` is dropped although `{}` can serve it", courier.id);
                    self.fault("committed_dropped", &place, message);
                }
                before.pop();
            }
        }
    }

    /// Whether a courier can serve exactly these stops in this order.
    fn can_serve(&self, courier: &Courier, stops: &[&StopToServe]) -> bool {
        let load: i128 = stops.iter().map(|stop| i128::from(stop.load)).sum();
        let (mut at, mut time) = (courier.start.as_str(), i128::from(courier.shift[0]));
        // Without a desk the courier sets out with the shift, so what comes later to the start is never taken along.
        if courier.desk.is_none() && stops.iter().any(|stop| stop.release > courier.shift[0]) {
            return false;
        }
        for stop in stops {
            let Some(way) = self.travel(at, &stop.place) else { return false };
            time = (time + i128::from(way)).max(i128::from(stop.window[0]));
            if time > i128::from(stop.latest_start()) {
                return false;
            }
            time += i128::from(stop.service);
            at = &stop.place;
        }
        let Some(back) = self.travel(at, &courier.end) else { return false };
        load <= i128::from(courier.capacity) && time + i128::from(back) <= i128::from(courier.shift[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounds::Stop;

    fn sample() -> (Problem, Answer) {
        let problem = Problem::parse(
            r#"{"places":["desk","D4","D59"],"travel":[[0,300,540],[300,0,260],[540,260,0]],
            "couriers":[{"id":"c1","start":"desk","end":"desk","shift":[0,28800],"capacity":2,"committed":["s9"]}],
            "stops":[{"id":"s1","place":"D4","window":[3600,6000],"service":120,"prize":812,"load":1},
                     {"id":"s9","place":"D59","window":[0,5000],"service":120,"prize":100,"load":1},
                     {"id":"s2","place":"D4","window":[0,100],"service":120,"prize":100,"load":1}]}"#,
        )
        .expect("a problem");
        let answer = crate::rounds::solve(&problem, &Stop::Iterations(50), 1);
        (problem, answer)
    }

    #[test]
    fn a_right_answer_has_no_fault() {
        let (problem, answer) = sample();
        assert_eq!(answer.prize, 912);
        assert_eq!(check(&problem, &answer), vec![]);
    }

    #[test]
    fn each_kind_of_lie_is_found() {
        type Lie = fn(&mut Answer);
        let lies: [(&str, Lie); 15] = [
            ("wrong_prize", |answer| answer.prize += 1),
            ("unknown_courier", |answer| answer.rounds[0].courier = "c2".into()),
            ("courier_twice", |answer| answer.rounds.push(answer.rounds[0].clone())),
            ("stop_twice", |answer| answer.unserved[0].id = "s1".into()),
            ("unknown_stop", |answer| answer.unserved[0].id = "s7".into()),
            ("stop_missing", |answer| answer.unserved.clear()),
            ("no_reason", |answer| answer.unserved[0].why = " ".into()),
            ("too_fast", |answer| answer.rounds[0].stops[1].arrive = 0),
            ("starts_before_arrival", |answer| answer.rounds[0].stops[1].arrive = 9000),
            ("outside_window", |answer| answer.rounds[0].stops[1].start = 6001),
            ("wrong_leave", |answer| answer.rounds[0].stops[1].leave += 1),
            ("after_shift", |answer| answer.rounds[0].end = 28801),
            ("too_fast", |answer| answer.rounds[0].end = 1),
            ("committed_order", |answer| answer.rounds[0].stops.swap(0, 1)),
            ("committed_dropped", |answer| {
                answer.rounds[0].stops.remove(0);
            }),
        ];
        for (code, lie) in lies {
            let (problem, mut answer) = sample();
            lie(&mut answer);
            let found: Vec<&str> = check(&problem, &answer).iter().map(|fault| fault.code).collect();
            assert!(found.contains(&code), "{code} not in {found:?}");
        }
    }

    #[test]
    fn gifts_that_were_never_fetched_are_found() {
        type Lie = fn(&mut Answer);
        let (mut problem, _) = sample();
        problem.couriers[0].desk = Some(crate::rounds::Desk { place: "desk".into(), takes: 60 });
        problem.stops[0].release = 2000;
        let answer = crate::rounds::solve(&problem, &Stop::Iterations(50), 1);
        assert_eq!((answer.prize, check(&problem, &answer)), (912, vec![]));
        let lies: [(&str, Lie); 4] = [
            ("not_fetched", |answer| answer.rounds[0].stops[1].desk = None),
            ("leaves_desk_early", |answer| answer.rounds[0].stops[1].desk = Some([1500, 1999])),
            ("leaves_desk_early", |answer| answer.rounds[0].stops[1].desk = Some([1990, 2000])),
            ("too_fast", |answer| answer.rounds[0].stops[1].desk = Some([600, 2000])),
        ];
        for (code, lie) in lies {
            let mut answer = answer.clone();
            lie(&mut answer);
            let found: Vec<&str> = check(&problem, &answer).iter().map(|fault| fault.code).collect();
            assert!(found.contains(&code), "{code} not in {found:?}");
        }
        problem.couriers[0].desk = None;
        assert!(check(&problem, &answer).iter().any(|fault| fault.code == "no_desk"));
    }

    #[test]
    fn a_late_start_is_worth_what_the_late_band_says() {
        let (mut problem, mut answer) = sample();
        answer.rounds[0].stops[1].start = 6001;
        answer.rounds[0].stops[1].leave = 6121;
        answer.rounds[0].end = 6421;
        assert!(check(&problem, &answer).iter().any(|fault| fault.code == "outside_window"));
        problem.stops[0].late = Some(crate::rounds::Late { until: 6001, prize: 12 });
        assert_eq!(check(&problem, &answer)[0].code, "wrong_prize");
        answer.prize = 112;
        assert_eq!(check(&problem, &answer), vec![]);
    }

    #[test]
    fn too_much_load_and_a_stranger_s_committed_stop_are_found() {
        let (mut problem, answer) = sample();
        problem.couriers[0].capacity = 1;
        assert!(check(&problem, &answer).iter().any(|fault| fault.code == "over_capacity"));
        let (mut problem, answer) = sample();
        let mut second = problem.couriers[0].clone();
        problem.couriers[0].committed.clear();
        second.id = "c2".into();
        problem.couriers.push(second);
        assert!(check(&problem, &answer).iter().any(|fault| fault.code == "committed_moved"));
    }
}

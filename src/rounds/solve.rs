//! From a problem to an answer: model, first solution, search, reasons.
//!
//! Invariant: whatever the stop rule and seed, the answer is feasible and accounts for every stop.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::answer::{Answer, PlannedStop, Round, Stop, Unserved};
use super::model::{Model, NOBODY};
use super::problem::Problem;
use super::search::{Search, Settings};
use super::tours::{Tours, courier_number};

/// Plans rounds from scratch. Deterministic for the same problem, seed and [`Stop::Iterations`]. A problem with faults
/// (see [`Problem::faults`]) gets an answer without rounds.
pub fn solve(problem: &Problem, stop: &Stop<'_>, seed: u64) -> Answer {
    let Some(model) = Model::new(problem) else { return without_rounds(problem, seed) };
    let mut search = Search::new(&model, Settings::default(), ChaCha8Rng::seed_from_u64(seed));
    let mut tours = Tours::empty(&model);
    search.construct(&mut tours);
    let tours = search.run(tours, *stop);
    to_answer(problem, &model, &tours, seed)
}

/// Plans again from the rounds people already have. A stop that `current` serves and that afterwards is with another
/// courier or with none counts as moved and costs `move_penalty` (in prize); a new order within a round is no move.
/// Committed stops never move.
pub fn replan(problem: &Problem, current: &Answer, move_penalty: i64, stop: &Stop<'_>, seed: u64) -> Answer {
    let Some(mut model) = Model::new(problem) else { return without_rounds(problem, seed) };
    model.stay_bonus = move_penalty.clamp(0, super::problem::LARGEST_NUMBER);
    let couriers: BTreeMap<&str, usize> =
        problem.couriers.iter().enumerate().map(|(index, courier)| (courier.id.as_str(), index)).collect();
    let nodes: BTreeMap<&str, u32> =
        (0_u32..).zip(&model.nodes).map(|(number, node)| (problem.stops[node.stop].id.as_str(), number)).collect();
    let mut wished: Vec<Vec<(u32, bool)>> = vec![Vec::new(); model.runners.len()];
    for round in &current.rounds {
        let Some(&courier) = couriers.get(round.courier.as_str()) else { continue };
        for stop in &round.stops {
            let Some(&first) = nodes.get(stop.id.as_str()) else { continue };
            if model.nodes[first as usize].home != NOBODY {
                continue;
            }
            for node in [first, model.nodes[first as usize].twin].into_iter().filter(|&node| node != NOBODY) {
                let planned = &mut model.nodes[node as usize];
                planned.home = courier_number(courier);
                // A stop that can't start when planned is late or moved: it must not push the others out of the round.
                if (planned.opens..=planned.closes).contains(&stop.start) {
                    wished[courier].push((node, stop.desk.is_some()));
                }
            }
        }
    }
    let mut tours = Tours::empty(&model);
    for (route, stops) in wished.iter().enumerate() {
        let mut fetch = false;
        for &(node, over_desk) in stops {
            // Where the stop that began a trip is gone, the next one begins it.
            fetch |= over_desk;
            let runner = &model.runners[route];
            let can_fetch = runner.desk.is_some();
            let is_first = tours.routes[route].stops.is_empty();
            let visit = can_fetch && if is_first { !runner.is_open() } else { fetch };
            if tours.append(&model, route, node, visit) || (can_fetch && tours.append(&model, route, node, !visit)) {
                fetch = false;
            }
        }
    }
    let mut search = Search::new(&model, Settings::near_the_start(), ChaCha8Rng::seed_from_u64(seed));
    search.construct(&mut tours);
    let tours = search.run(tours, *stop);
    to_answer(problem, &model, &tours, seed)
}

fn without_rounds(problem: &Problem, seed: u64) -> Answer {
    let why = "the problem has faults";
    Answer {
        unserved: problem.stops.iter().map(|stop| Unserved { id: stop.id.clone(), why: why.to_owned() }).collect(),
        seed,
        ..Answer::default()
    }
}

fn to_answer(problem: &Problem, model: &Model, tours: &Tours, seed: u64) -> Answer {
    let places: BTreeMap<&str, usize> =
        problem.places.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
    let place = |name: &str| places.get(name).copied().unwrap_or(0);
    let mut answer = Answer { seed, ..Answer::default() };
    let mut served = vec![false; problem.stops.len()];
    for (index, courier) in problem.couriers.iter().enumerate() {
        let (tour, runner) = (&tours.routes[index], &model.runners[index]);
        let committed = &model.committed[index];
        let numbers: Vec<usize> =
            committed.iter().copied().chain(tour.stops.iter().map(|&node| model.nodes[node as usize].stop)).collect();
        // Where the trips begin, counted with the committed stops.
        let begins: Vec<usize> = tour.desk_before.iter().map(|position| committed.len() + position).collect();
        let departure = |ready: i64, from: usize| {
            let until = begins.iter().copied().find(|&begin| begin > from).unwrap_or(numbers.len());
            numbers[from.max(committed.len())..until.max(committed.len())]
                .iter()
                .fold(ready, |latest, &number| latest.max(problem.stops[number].release))
        };
        let (mut at, mut ready) = (place(&courier.start), courier.shift[0]);
        if runner.is_open() && begins.first() != Some(&0) {
            ready = departure(ready, 0);
        }
        let mut stops: Vec<PlannedStop> = Vec::new();
        for (position, &number) in numbers.iter().enumerate() {
            let stop = &problem.stops[number];
            let here = place(&stop.place);
            let mut desk = None;
            if begins.contains(&position) {
                let arrive = ready + model.between(at, runner.desk_place());
                ready = departure(arrive + runner.desk_takes(), position);
                desk = Some([arrive, ready]);
                at = runner.desk_place();
            }
            let arrive = ready + model.between(at, here);
            let start = arrive.max(stop.window[0]);
            let leave = start + stop.service;
            let arrive = if stops.is_empty() && desk.is_none() { start } else { arrive };
            stops.push(PlannedStop { id: stop.id.clone(), arrive, start, leave, desk });
            answer.prize += stop.prize_at(start);
            served[number] = true;
            (at, ready) = (here, leave);
        }
        let end = if stops.is_empty() { courier.shift[0] } else { ready + model.between(at, place(&courier.end)) };
        answer.rounds.push(Round { courier: courier.id.clone(), stops, end });
    }
    let mut why: BTreeMap<usize, &str> = model.hopeless.iter().copied().collect();
    for node in model.nodes.iter().filter(|node| !served[node.stop]) {
        why.insert(node.stop, tours.why_not(model, node));
    }
    answer.unserved = why
        .into_iter()
        .map(|(stop, why)| Unserved { id: problem.stops[stop].id.clone(), why: why.to_owned() })
        .collect();
    answer
}

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
use super::tours::{Slot, Tours, courier_number};

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
    let mut wished: Vec<Vec<u32>> = vec![Vec::new(); model.runners.len()];
    for round in &current.rounds {
        let Some(&courier) = couriers.get(round.courier.as_str()) else { continue };
        for stop in &round.stops {
            let Some(&node) = nodes.get(stop.id.as_str()) else { continue };
            if model.nodes[node as usize].home == NOBODY {
                model.nodes[node as usize].home = courier_number(courier);
                let planned = &model.nodes[node as usize];
                // A stop that can't start when planned is late or moved: it must not push the others out of the round.
                if (planned.opens..=planned.closes).contains(&stop.start) {
                    wished[courier].push(node);
                }
            }
        }
    }
    let mut tours = Tours::empty(&model);
    for (route, stops) in wished.iter().enumerate() {
        for &node in stops {
            let slot = tours.routes[route].stops.len();
            if tours.fits_last(&model, route, node) {
                tours.insert(&model, node, Slot { route, before: slot, cost: 0 });
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
    for (index, courier) in problem.couriers.iter().enumerate() {
        let free = tours.routes[index].stops.iter().map(|&node| model.nodes[node as usize].stop);
        let (mut at, mut ready) = (place(&courier.start), courier.shift[0]);
        let mut stops: Vec<PlannedStop> = Vec::new();
        for number in model.committed[index].iter().copied().chain(free) {
            let stop = &problem.stops[number];
            let here = place(&stop.place);
            let arrive = ready + model.between(at, here);
            let start = arrive.max(stop.window[0]);
            let leave = start + stop.service;
            let arrive = if stops.is_empty() { start } else { arrive };
            stops.push(PlannedStop { id: stop.id.clone(), arrive, start, leave });
            answer.prize += stop.prize;
            (at, ready) = (here, leave);
        }
        let end = if stops.is_empty() { ready } else { ready + model.between(at, place(&courier.end)) };
        answer.rounds.push(Round { courier: courier.id.clone(), stops, end });
    }
    let mut why: BTreeMap<usize, &str> = model.hopeless.iter().copied().collect();
    for (node, &courier) in model.nodes.iter().zip(&tours.courier_of) {
        if courier == NOBODY {
            why.insert(node.stop, tours.why_not(model, node));
        }
    }
    answer.unserved = why
        .into_iter()
        .map(|(stop, why)| Unserved { id: problem.stops[stop].id.clone(), why: why.to_owned() })
        .collect();
    answer
}

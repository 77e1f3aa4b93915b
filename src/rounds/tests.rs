//! The optimiser against exact enumeration, the checker and hostile input.

use proptest::prelude::*;

use super::instance::bench_instance;
use super::*;
use crate::checker::rounds::check;

/// A random problem; `metric` closes the matrix so that no detour is faster than the direct way.
fn problems(most_stops: usize, metric: bool) -> impl Strategy<Value = Problem> {
    let stop = (0..5_usize, 0..120_i64, 0..60_i64, 0..10_i64, 0..20_i64, 0..3_i64);
    let courier = (0..5_usize, 0..5_usize, 0..40_i64, 40..200_i64, 0..8_i64);
    (
        prop::collection::vec(0..40_i64, 25),
        prop::collection::vec(stop, 0..=most_stops),
        prop::collection::vec(courier, 0..=2),
        prop::collection::vec(0..most_stops, 0..3),
    )
        .prop_map(move |(times, stops, couriers, committed)| {
            let mut travel: Vec<Vec<i64>> = times.chunks(5).map(<[i64]>::to_vec).collect();
            for (place, row) in travel.iter_mut().enumerate() {
                row[place] = 0;
            }
            for (over, from, to) in (0..125).map(|cell| (cell / 25, cell / 5 % 5, cell % 5)) {
                if metric {
                    travel[from][to] = travel[from][to].min(travel[from][over] + travel[over][to]);
                }
            }
            let mut problem = Problem {
                places: (0..5).map(|place| format!("p{place}")).collect(),
                travel,
                couriers: (0..)
                    .zip(couriers)
                    .map(|(number, (start, end, opens, length, capacity)): (usize, _)| Courier {
                        id: format!("c{number}"),
                        start: format!("p{start}"),
                        end: format!("p{end}"),
                        shift: [opens, opens + length],
                        capacity,
                        committed: Vec::new(),
                    })
                    .collect(),
                stops: (0..)
                    .zip(stops)
                    .map(|(number, (place, opens, length, service, prize, load)): (usize, _)| StopToServe {
                        id: format!("s{number}"),
                        place: format!("p{place}"),
                        window: [opens, opens + length],
                        service,
                        prize,
                        load,
                    })
                    .collect(),
            };
            for (nth, stop) in committed.into_iter().enumerate() {
                let id = format!("s{stop}");
                let taken = problem.couriers.iter().any(|courier| courier.committed.contains(&id));
                let couriers = problem.couriers.len().max(1);
                if stop < problem.stops.len()
                    && !taken
                    && let Some(courier) = problem.couriers.get_mut(nth % couriers)
                {
                    courier.committed.push(id);
                }
            }
            problem
        })
}

/// Most prize of a problem without committed stops, by trying every order of every subset.
fn best_by_enumeration(problem: &Problem) -> i64 {
    fn extend(
        problem: &Problem,
        courier: &Courier,
        place: &dyn Fn(&str) -> usize,
        (at, time, load, mask): (usize, i64, i64, usize),
        feasible: &mut [bool],
    ) {
        if load <= courier.capacity && time + problem.travel[at][place(&courier.end)] <= courier.shift[1] {
            feasible[mask] = true;
        }
        for (number, stop) in problem.stops.iter().enumerate().filter(|(number, _)| mask & (1 << number) == 0) {
            let here = place(&stop.place);
            let start = stop.window[0].max(time + problem.travel[at][here]);
            if start <= stop.window[1] {
                let next = (here, start + stop.service, load + stop.load, mask | (1 << number));
                extend(problem, courier, place, next, feasible);
            }
        }
    }
    let place = |name: &str| problem.places.iter().position(|known| known == name).expect("a place");
    let worth = |mask: usize| -> i64 {
        problem
            .stops
            .iter()
            .enumerate()
            .filter(|(number, _)| mask & (1 << number) != 0)
            .map(|(_, stop)| stop.prize)
            .sum()
    };
    let size = 1 << problem.stops.len();
    let mut reachable = vec![false; size];
    reachable[0] = true;
    for courier in &problem.couriers {
        let mut feasible = vec![false; size];
        extend(problem, courier, &place, (place(&courier.start), courier.shift[0], 0, 0), &mut feasible);
        feasible[0] = true;
        let before = reachable.clone();
        for mask in 0..size {
            for part in 0..=mask {
                if part & mask == part && before[part] && feasible[mask ^ part] {
                    reachable[mask] = true;
                }
            }
        }
    }
    (0..size).filter(|&mask| reachable[mask]).map(worth).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn tiny_problems_are_solved_to_the_best_by_enumeration(mut problem in problems(6, true)) {
        for courier in &mut problem.couriers {
            courier.committed.clear();
        }
        let answer = solve(&problem, &Stop::Iterations(1_500), 7);
        prop_assert_eq!(answer.prize, best_by_enumeration(&problem));
    }

    #[test]
    fn the_checker_agrees_with_every_answer(problem in problems(12, false), seed in 0..4_u64, iterations in 0..200_u64) {
        let answer = solve(&problem, &Stop::Iterations(iterations), seed);
        prop_assert_eq!(check(&problem, &answer), vec![]);
        prop_assert_eq!(&answer, &solve(&problem, &Stop::Iterations(iterations), seed));
    }

    #[test]
    fn a_re_plan_of_a_changed_day_is_right_too(before in problems(12, false), after in problems(12, false), penalty in 0..30_i64) {
        let current = solve(&before, &Stop::Iterations(50), 1);
        let answer = replan(&after, &current, penalty, &Stop::Iterations(50), 1);
        prop_assert_eq!(check(&after, &answer), vec![]);
        prop_assert_eq!(&answer, &replan(&after, &current, penalty, &Stop::Iterations(50), 1));
    }

    #[test]
    fn no_text_makes_parsing_panic(text in ".{0,200}") {
        prop_assert!(Problem::parse(&text).is_err());
    }
}

#[test]
fn a_problem_with_faults_gets_an_answer_without_rounds() {
    let mut problem = bench_instance(5, 1, 1);
    problem.travel.pop();
    let answer = solve(&problem, &Stop::Iterations(10), 1);
    assert_eq!((answer.rounds.len(), answer.unserved.len()), (0, 5));
    let mut problem = bench_instance(5, 1, 1);
    (problem.stops[0].place, problem.stops[1].service) = ("nowhere".into(), i64::MAX);
    assert_eq!(solve(&problem, &Stop::Iterations(10), 1).rounds.len(), 0);
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let mut problem = bench_instance(40, 2, 1);
    for stop in &mut problem.stops {
        stop.window = [0, LARGEST_NUMBER];
        (stop.service, stop.prize, stop.load) = (LARGEST_NUMBER, LARGEST_NUMBER, LARGEST_NUMBER);
    }
    for courier in &mut problem.couriers {
        (courier.shift, courier.capacity) = ([LARGEST_NUMBER, LARGEST_NUMBER], LARGEST_NUMBER);
    }
    problem.travel.iter_mut().flatten().for_each(|time| *time = LARGEST_NUMBER);
    assert_eq!(problem.faults(), vec![]);
    let answer = solve(&problem, &Stop::Iterations(50), 1);
    assert_eq!(check(&problem, &answer), vec![]);
    problem.couriers[0].committed = problem.stops.iter().map(|stop| stop.id.clone()).collect();
    assert_eq!(check(&problem, &solve(&problem, &Stop::Iterations(50), 1)), vec![]);
}

#[test]
fn time_that_is_up_at_once_still_gives_rounds() {
    let problem = bench_instance(60, 3, 1);
    let answer = solve(&problem, &Stop::When(&|| true), 1);
    assert_eq!(check(&problem, &answer), vec![]);
    assert!(answer.prize > 0);
}

#[test]
fn a_longer_search_is_never_worse() {
    let problem = bench_instance(60, 2, 3);
    let prizes: Vec<i64> =
        [0, 50, 200, 800].iter().map(|&limit| solve(&problem, &Stop::Iterations(limit), 1).prize).collect();
    assert!(prizes.is_sorted(), "{prizes:?}");
}

#[test]
fn a_high_move_penalty_keeps_everybody_in_place() {
    let problem = bench_instance(80, 3, 5);
    let current = solve(&problem, &Stop::Iterations(300), 1);
    let after = replan(&problem, &current, 100_000, &Stop::Iterations(300), 2);
    let who = |answer: &Answer, id: &str| {
        answer
            .rounds
            .iter()
            .find(|round| round.stops.iter().any(|stop| stop.id == id))
            .map(|round| round.courier.clone())
    };
    for stop in current.rounds.iter().flat_map(|round| &round.stops) {
        assert_eq!(who(&current, &stop.id), who(&after, &stop.id), "{}", stop.id);
    }
}

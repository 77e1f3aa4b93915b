//! The optimiser against exact enumeration, the checker and hostile input.

mod enumeration;
mod ng_routes;

use std::fmt::Write as _;

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use self::enumeration::best_by_enumeration;
use self::ng_routes::upper_bound;
use super::instance::{bench_instance, orienteering_instance};
use super::*;
use crate::checker::rounds::check;

/// Which of the model's optional parts a random problem has.
#[derive(Clone, Copy)]
struct Parts {
    /// No detour is faster than the direct way.
    metric: bool,
    /// Several trips, releases and late bands.
    trips: bool,
    committed: bool,
}

fn travel_of(times: &[i64], metric: bool) -> Vec<Vec<i64>> {
    let mut travel: Vec<Vec<i64>> = times.chunks(5).map(<[i64]>::to_vec).collect();
    for (place, row) in travel.iter_mut().enumerate() {
        row[place] = 0;
    }
    for (over, from, to) in (0..125).map(|cell| (cell / 25, cell / 5 % 5, cell % 5)) {
        if metric {
            travel[from][to] = travel[from][to].min(travel[from][over] + travel[over][to]);
        }
    }
    travel
}

/// A random problem with up to two couriers.
fn problems(most_stops: usize, parts: Parts) -> impl Strategy<Value = Problem> {
    let extra = (0..160_i64, 0..40_i64, 0..20_i64, 0..4_u8);
    let stop = ((0..5_usize, 0..120_i64, 0..60_i64, 0..10_i64, 0..20_i64, 0..3_i64), extra);
    let courier = ((0..5_usize, 0..5_usize, 0..40_i64, 40..200_i64, 0..8_i64), (0..5_usize, 0..9_i64, 0..4_u8));
    (
        prop::collection::vec(0..40_i64, 25),
        prop::collection::vec(stop, 0..=most_stops),
        prop::collection::vec(courier, 0..=2),
        prop::collection::vec(0..most_stops, 0..3),
    )
        .prop_map(move |(times, stops, couriers, committed)| {
            let place = |number: usize| format!("p{number}");
            let courier = |((start, end, opens, length, capacity), (desk, takes, kind))| Courier {
                id: String::new(),
                start: place(start),
                end: place(end),
                shift: [opens, opens + length],
                capacity,
                committed: Vec::new(),
                desk: match kind {
                    1 => Some(Desk { place: place(desk), takes }),
                    2 | 3 => Some(Desk { place: place(start), takes }),
                    _ => None,
                }
                .filter(|_| parts.trips),
            };
            let stop = |((at, opens, length, service, prize, load), (release, band, late, kind))| StopToServe {
                id: String::new(),
                place: place(at),
                window: [opens, opens + length],
                service,
                prize,
                load,
                release: if parts.trips && kind < 2 { release } else { 0 },
                late: (parts.trips && kind % 2 == 1)
                    .then_some(Late { until: opens + length + band, prize: prize.min(late) }),
            };
            let mut problem = Problem {
                places: (0..5).map(place).collect(),
                travel: travel_of(&times, parts.metric),
                couriers: couriers.into_iter().map(courier).collect(),
                stops: stops.into_iter().map(stop).collect(),
            };
            for (number, courier) in problem.couriers.iter_mut().enumerate() {
                courier.id = format!("c{number}");
            }
            for (number, stop) in problem.stops.iter_mut().enumerate() {
                stop.id = format!("s{number}");
            }
            for (nth, stop) in committed.into_iter().enumerate().filter(|_| parts.committed) {
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

/// Everything at once, and ways that break the triangle rule.
const ANY: Parts = Parts { metric: false, trips: true, committed: true };

fn every_answer_is_right(problem: &Problem, seed: u64, iterations: u64) -> Result<(), TestCaseError> {
    let answer = solve(problem, &Stop::Iterations(iterations), seed);
    prop_assert_eq!(check(problem, &answer), vec![]);
    prop_assert_eq!(&answer, &solve(problem, &Stop::Iterations(iterations), seed));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn tiny_problems_are_solved_to_the_best_by_enumeration(
        problem in problems(6, Parts { metric: true, trips: false, committed: false }),
    ) {
        let answer = solve(&problem, &Stop::Iterations(1_500), 7);
        prop_assert_eq!(answer.prize, best_by_enumeration(&problem));
    }

    #[test]
    fn tiny_problems_with_several_trips_are_solved_to_the_best_by_enumeration(
        problem in problems(5, Parts { metric: true, trips: true, committed: false }),
    ) {
        let answer = solve(&problem, &Stop::Iterations(3_000), 7);
        prop_assert_eq!(check(&problem, &answer), vec![]);
        prop_assert_eq!(answer.prize, best_by_enumeration(&problem));
    }

    #[test]
    fn the_bound_is_never_below_the_best_by_enumeration(
        mut problem in problems(6, Parts { metric: true, trips: false, committed: false }),
    ) {
        let first = problem.couriers.first().cloned();
        for courier in problem.couriers.iter_mut().skip(1) {
            *courier = Courier { id: courier.id.clone(), ..first.clone().expect("the first") };
        }
        prop_assert!(upper_bound(&problem, 0) >= best_by_enumeration(&problem));
    }

    #[test]
    fn the_checker_agrees_with_every_answer(problem in problems(12, ANY), seed in 0..4_u64, iterations in 0..200_u64) {
        every_answer_is_right(&problem, seed, iterations)?;
    }

    #[test]
    fn a_re_plan_of_a_changed_day_is_right_too(before in problems(12, ANY), after in problems(12, ANY), penalty in 0..30_i64) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "minutes in a debug build: cargo test --release --lib rounds -- --ignored ten_thousand"]
    fn the_checker_agrees_with_ten_thousand_answers(
        problem in problems(12, ANY),
        other in problems(12, ANY),
        seed in 0..4_u64,
        iterations in 0..200_u64,
    ) {
        every_answer_is_right(&problem, seed, iterations)?;
        let current = solve(&other, &Stop::Iterations(20), seed);
        prop_assert_eq!(check(&problem, &replan(&problem, &current, 5, &Stop::Iterations(iterations), seed)), vec![]);
    }

    #[test]
    #[ignore = "minutes in a debug build: cargo test --release --lib rounds -- --ignored ten_thousand"]
    fn ten_thousand_tiny_problems_are_solved_to_the_best_by_enumeration(
        problem in problems(5, Parts { metric: true, trips: true, committed: false }),
    ) {
        prop_assert_eq!(solve(&problem, &Stop::Iterations(3_000), 7).prize, best_by_enumeration(&problem));
    }
}

/// A problem in the manner of Solomon's: vertices strewn over a square, windows around a time at which they can be met.
fn strewn(stops: usize, couriers: usize, seed: u64) -> Problem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = "0 0 0 0\n0 0\n0 35 35 0 0 0 0 0 230\n".to_owned();
    for number in 1..=stops {
        let (x, y, prize) = (rng.random_range(5..65), rng.random_range(5..65), rng.random_range(1..40));
        let (opens, length) = (rng.random_range(10..150), rng.random_range(10..40));
        writeln!(text, "{number} {x} {y} 10 {prize} 0 0 {opens} {}", opens + length).expect("a line");
    }
    orienteering_instance(&text, couriers).expect("an instance")
}

#[test]
fn small_problems_are_proven_best_by_column_generation() {
    let mut proven = 0;
    for (couriers, seed) in [(1, 0), (2, 1), (1, 2), (2, 3)] {
        let problem = strewn(25, couriers, seed);
        let answer = solve(&problem, &Stop::Iterations(2_000), 1);
        let bound = upper_bound(&problem, answer.prize);
        assert!(answer.prize <= bound, "seed {seed}: {} is over the bound {bound}", answer.prize);
        proven += usize::from(answer.prize == bound);
    }
    assert!(proven >= 3, "only {proven} of 4 proven");
}

/// `GIFTGATE_ROUTING` is a folder with Solomon's instances and `reference_values.csv` (`instance,m,reference,...`).
#[test]
#[ignore = "needs public instances: GIFTGATE_ROUTING=DIR cargo test --release --lib rounds -- --ignored public --nocapture"]
fn public_instances_keep_within_the_bound_by_column_generation() {
    let folder = std::path::PathBuf::from(std::env::var_os("GIFTGATE_ROUTING").expect("GIFTGATE_ROUTING"));
    let references = std::fs::read_to_string(folder.join("reference_values.csv")).expect("reference values");
    for line in references.lines().skip(1) {
        let words: Vec<&str> = line.split(',').collect();
        let text = std::fs::read_to_string(folder.join(format!("{}.txt", words[0]))).expect("an instance");
        let problem = orienteering_instance(&text, words[1].parse().expect("m")).expect("an instance");
        let (answer, started) = (solve(&problem, &Stop::Iterations(40_000), 1), std::time::Instant::now());
        let bound = upper_bound(&problem, answer.prize);
        let seconds = started.elapsed().as_secs_f64();
        println!(
            "{} m = {}: {} of at most {bound}, reference {}, {seconds:.1} s",
            words[0], words[1], answer.prize, words[2]
        );
        assert!(answer.prize <= bound && words[2].parse::<i64>().expect("a value") <= bound);
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

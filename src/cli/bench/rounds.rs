//! Rounds: public orienteering instances within a second each, re-planning of a station's day within 100 ms, and how cost
//! grows with the number of stops.
//!
//! The public instances need `--data`, a folder with `routing/` as the page on planning describes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::super::Failure;
use super::super::stage::Stage;
use super::allocation::Processor;
use super::figures::{Figure, Target, percentile};
use crate::checker::rounds::check;
use crate::rounds::instance::{bench_instance, orienteering_instance};
use crate::rounds::{Answer, Problem, Stop, replan, solve};

/// Stops and couriers of the re-planned day.
const DAY: (usize, usize) = (200, 4);
/// Processor seconds of a plan from scratch, of a re-plan, and of a public instance.
const FULL: f64 = 5.0;
const QUICK: f64 = 0.1;
const PUBLIC: f64 = 1.0;
/// Re-plans of one day, each with a seed of its own.
const TURNS: u64 = 10;
const HOUR: i64 = 3_600;

/// Iterations the services give a station's rounds.
const STATION: u64 = 3_000;
/// Stops and couriers of days that grow.
const GROWTH: [(usize, usize); 5] = [(40, 2), (200, 4), (1_000, 10), (5_000, 40), (20_000, 100)];

/// Re-plans made-up days with seeds from 1, then solves what `data` holds; the days go into `write` for the peers.
pub(super) fn measure(seeds: u32, data: Option<&Path>, write: Option<&Path>) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("rounds", 0);
    let mut figures = Vec::new();
    growth(write, &mut figures)?;
    replans(seeds, &mut figures)?;
    if let Some(folder) = data {
        orienteering(&folder.join("routing"), seeds, &mut figures)?;
    }
    stage.end();
    Ok(figures)
}

/// Processor seconds of a first plan and of 1,000 iterations after it.
fn growth(write: Option<&Path>, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    for (stops, couriers) in GROWTH {
        let problem = bench_instance(stops, couriers, 1);
        if let Some(folder) = write {
            let path = folder.join(format!("{stops}x{couriers}-1.json"));
            let text = serde_json::to_string(&problem).map_err(|error| Failure::failed(error.to_string()))?;
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::write(&path, text))
                .map_err(|error| Failure::failed(format!("{}: {error}", path.display())))?;
        }
        let what = |rest: &str| format!("rounds, {stops} stops, {couriers} couriers: {rest}");
        let mut spent = [0.0; 2];
        for (spent, iterations) in spent.iter_mut().zip([0, 1_000]) {
            let clock = Processor::start();
            sound(&problem, solve(&problem, &Stop::Iterations(iterations), 1))?;
            *spent = clock.seconds();
        }
        figures.push(Figure::new(what("first plan"), spent[0], "s"));
        figures.push(Figure::new(what("1,000 iterations"), spent[1] - spent[0], "s"));
    }
    let problem = bench_instance(DAY.0, DAY.1, 1);
    let clock = Processor::start();
    sound(&problem, solve(&problem, &Stop::Iterations(STATION), 1))?;
    let what = format!("rounds, station day, {} stops, {} couriers", DAY.0, DAY.1);
    figures.push(Figure::new(what, clock.seconds() * 1e3, "ms").with_target(Target::AtMost(QUICK * 1e3)));
    Ok(())
}

fn run(problem: &Problem, from: Option<&Answer>, seconds: f64, seed: u64) -> Result<Answer, Failure> {
    let clock = Processor::start();
    let time_is_up = || clock.seconds() >= seconds;
    let stop = Stop::When(&time_is_up);
    let answer = match from {
        Some(current) => replan(problem, current, mean_prize(problem) * 15 / 100, &stop, seed),
        None => solve(problem, &stop, seed),
    };
    sound(problem, answer)
}

fn sound(problem: &Problem, answer: Answer) -> Result<Answer, Failure> {
    match check(problem, &answer).first() {
        None => Ok(answer),
        Some(fault) => Err(Failure::failed(format!("an answer was wrong: {fault}"))),
    }
}

fn mean_prize(problem: &Problem) -> i64 {
    let count = i64::try_from(problem.stops.len()).unwrap_or(1).max(1);
    problem.stops.iter().map(|stop| stop.prize).sum::<i64>() / count
}

/// One hour into the day every tenth flight ahead is an hour late. What was started by then is committed; the plan of
/// before is re-planned within 100 ms and held against one from scratch.
fn replans(seeds: u32, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let (mut lost, mut moved, mut taken, mut broken) = (Vec::new(), Vec::new(), Vec::new(), 0_u32);
    for seed in 1..=u64::from(seeds) {
        let mut problem = bench_instance(DAY.0, DAY.1, seed);
        let before = run(&problem, None, FULL, 1)?;
        for (courier, round) in problem.couriers.iter_mut().zip(&before.rounds) {
            let started = round.stops.iter().take_while(|stop| stop.start < HOUR);
            courier.committed = started.map(|stop| stop.id.clone()).collect();
        }
        let committed: BTreeSet<&String> = problem.couriers.iter().flat_map(|courier| &courier.committed).collect();
        let mut late = BTreeSet::new();
        for stop in problem.stops.iter_mut().step_by(10).filter(|stop| !committed.contains(&stop.id)) {
            stop.window = stop.window.map(|at| at + HOUR);
            late.insert(stop.id.clone());
        }
        let fresh = run(&problem, None, FULL, 1)?;
        for turn in 1..=TURNS {
            let wall = Instant::now();
            let again = run(&problem, Some(&before), QUICK, turn)?;
            taken.push(wall.elapsed().as_secs_f64() * 1e3);
            lost.push(100.0 * (fresh.prize - again.prize) as f64 / fresh.prize.max(1) as f64);
            let home =
                |answer: &Answer, id: &str| answer.rounds.iter().position(|r| r.stops.iter().any(|s| s.id == id));
            let elsewhere = |id: &str| {
                let now = home(&again, id);
                home(&before, id).is_some_and(|was| now.is_some_and(|now| now != was))
            };
            let stays = problem.stops.iter().filter(|stop| !late.contains(&stop.id));
            moved.push(stays.filter(|stop| elsewhere(&stop.id)).count() as f64);
            for (courier, round) in problem.couriers.iter().zip(&again.rounds) {
                let kept = courier.committed.iter().zip(&round.stops).take_while(|(id, stop)| **id == stop.id).count();
                broken += u32::try_from(courier.committed.len() - kept).unwrap_or(u32::MAX);
            }
        }
    }
    let what = |rest: &str| format!("rounds, re-plan {} stops, {} couriers: {rest}", DAY.0, DAY.1);
    figures.push(Figure::new(what("mean value lost"), mean(&lost), "%"));
    figures.push(Figure::new(what("most value lost"), percentile(&lost, 1.0), "%").with_target(Target::AtMost(3.0)));
    figures.push(Figure::new(what("mean of stops moved"), mean(&moved), "stops").with_target(Target::AtMost(3.0)));
    figures.push(Figure::new(what("committed broken"), f64::from(broken), "stops").with_target(Target::AtMost(0.0)));
    figures
        .push(Figure::new(what("p99 on the wall"), percentile(&taken, 0.99), "ms").with_target(Target::AtMost(250.0)));
    Ok(())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Solomon's 100-series with one and two couriers against the reference values in the folder.
fn orienteering(folder: &Path, seeds: u32, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let references = std::fs::read_to_string(folder.join("reference_values.csv")).unwrap_or_default();
    for (couriers, target, misses) in [(1_usize, 0.0, 0.0), (2, 0.15, 4.0)] {
        for seed in 1..=u64::from(seeds) {
            let mut gaps = Vec::new();
            for line in references.lines().skip(1) {
                let words: Vec<&str> = line.split(',').collect();
                let reference = words.get(2).and_then(|word| word.parse::<i64>().ok());
                let (Some(name), Some(reference)) = (words.first(), reference) else { continue };
                if words.get(1).and_then(|word| word.parse().ok()) != Some(couriers) {
                    continue;
                }
                let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.txt"))) else { continue };
                let Some(problem) = orienteering_instance(&text, couriers) else {
                    return Err(Failure::input(format!("{name}: not an orienteering problem")));
                };
                let answer = run(&problem, None, PUBLIC, seed)?;
                gaps.push(100.0 * (reference - answer.prize) as f64 / reference.max(1) as f64);
            }
            if gaps.is_empty() {
                continue;
            }
            let missed = gaps.iter().filter(|gap| **gap > 0.0).count();
            let what = format!("rounds, {} public, m = {couriers}, {PUBLIC} s, seed {seed}", gaps.len());
            let gap = Figure::new(format!("{what}: mean gap"), mean(&gaps), "%");
            figures.push(gap.with_target(Target::AtMost(target)));
            let missed = Figure::new(format!("{what}: missed"), missed as f64, "");
            figures.push(missed.with_target(Target::AtMost(misses)));
        }
    }
    Ok(())
}

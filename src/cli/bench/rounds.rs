//! Rounds: public orienteering instances within a second each, and re-planning of a station's day within 100 ms.
//!
//! The public instances need `--data`, a folder with `routing/` as the page on planning describes it.

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

/// Re-plans made-up days with seeds from 1, then solves what `data` holds.
pub(super) fn measure(seeds: u32, data: Option<&Path>) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("rounds", 0);
    let mut figures = Vec::new();
    replans(seeds, &mut figures)?;
    if let Some(folder) = data {
        orienteering(&folder.join("routing"), &mut figures)?;
    }
    stage.end();
    Ok(figures)
}

fn run(problem: &Problem, from: Option<&Answer>, seconds: f64) -> Result<Answer, Failure> {
    let clock = Processor::start();
    let time_is_up = || clock.seconds() >= seconds;
    let stop = Stop::When(&time_is_up);
    let answer = match from {
        Some(current) => replan(problem, current, mean_prize(problem) * 15 / 100, &stop, 1),
        None => solve(problem, &stop, 1),
    };
    match check(problem, &answer).first() {
        None => Ok(answer),
        Some(fault) => Err(Failure::failed(format!("an answer was wrong: {fault}"))),
    }
}

fn mean_prize(problem: &Problem) -> i64 {
    let count = i64::try_from(problem.stops.len()).unwrap_or(1).max(1);
    problem.stops.iter().map(|stop| stop.prize).sum::<i64>() / count
}

/// Every tenth flight of the day is an hour late: the plan of before against one from scratch.
fn replans(seeds: u32, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let (mut kept, mut moved, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for seed in 1..=u64::from(seeds) {
        let mut problem = bench_instance(DAY.0, DAY.1, seed);
        let before = run(&problem, None, FULL)?;
        for stop in problem.stops.iter_mut().step_by(10) {
            stop.window = stop.window.map(|at| at + 3600);
        }
        let fresh = run(&problem, None, FULL)?;
        let wall = Instant::now();
        let again = run(&problem, Some(&before), QUICK)?;
        taken.push(wall.elapsed().as_secs_f64() * 1e3);
        kept.push(100.0 * again.prize as f64 / fresh.prize.max(1) as f64);
        let home = |answer: &Answer, id: &str| answer.rounds.iter().position(|r| r.stops.iter().any(|s| s.id == id));
        let late = |index: usize| index.is_multiple_of(10);
        let stays = problem.stops.iter().enumerate().filter(|(index, _)| !late(*index));
        let elsewhere = |id: &str| {
            let now = home(&again, id);
            home(&before, id).is_some_and(|was| now.is_some_and(|now| now != was))
        };
        moved.push(stays.filter(|(_, stop)| elsewhere(&stop.id)).count() as f64);
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let what = |rest: &str| format!("rounds, re-plan {} stops, {} couriers: {rest}", DAY.0, DAY.1);
    figures.push(Figure::new(what("least value kept, of 100"), percentile(&kept, 0.0), "%"));
    figures.push(Figure::new(what("mean of stops moved"), mean(&moved), "stops").with_target(Target::AtMost(3.0)));
    figures.push(
        Figure::new(what("longest, on the wall"), percentile(&taken, 0.99), "ms").with_target(Target::AtMost(250.0)),
    );
    Ok(())
}

/// Solomon's 100-series with one and two couriers against the reference values in the folder.
fn orienteering(folder: &Path, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let references = std::fs::read_to_string(folder.join("reference_values.csv")).unwrap_or_default();
    for couriers in [1_usize, 2] {
        let mut gaps = Vec::new();
        for line in references.lines().skip(1) {
            let words: Vec<&str> = line.split(',').collect();
            let (Some(name), Some(reference)) = (words.first(), words.get(2).and_then(|word| word.parse::<i64>().ok()))
            else {
                continue;
            };
            if words.get(1).and_then(|word| word.parse().ok()) != Some(couriers) {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.txt"))) else { continue };
            let Some(problem) = orienteering_instance(&text, couriers) else {
                return Err(Failure::input(format!("{name}: not an orienteering problem")));
            };
            let answer = run(&problem, None, PUBLIC)?;
            gaps.push(100.0 * (reference - answer.prize) as f64 / reference.max(1) as f64);
        }
        if gaps.is_empty() {
            continue;
        }
        let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
        let hits = gaps.iter().filter(|gap| **gap <= 0.0).count();
        let what = format!("rounds, {} orienteering instances, m = {couriers}, {PUBLIC} s", gaps.len());
        let target = if couriers == 1 { 0.0 } else { 0.15 };
        figures.push(Figure::new(format!("{what}: mean gap"), mean, "%").with_target(Target::AtMost(target)));
        figures.push(Figure::new(format!("{what}: hits"), hits as f64, ""));
    }
    Ok(())
}

//! Who gets what, by size: gap to the proven bound, processor seconds and memory, on made-up problems, and on public
//! instances where `--data` names a folder that holds them.
//!
//! Runs in this process; the search is told to stop by processor time, so that a busy machine changes little.

use std::path::Path;
use std::time::{Duration, Instant};

use super::super::Failure;
use super::super::files;
use super::super::stage::Stage;
use super::figures::{Figure, Target};
use crate::allocation::{Answer, Builder, Problem, Stop, bench_instance, solve};
use crate::checker::allocation::check;

/// A size: travellers, gifts, limits; for each run the seconds it may take and the gap in percent to be met.
type Size = (usize, usize, usize, &'static [(f64, f64)]);

/// The sizes of the promise; a gap of 0 asks for the proof.
const SIZES: [Size; 4] = [
    (40, 20, 40, &[(1.0, 0.0)]),
    (1_000, 20, 40, &[(5.0, 0.15)]),
    (10_000, 50, 70, &[(0.2, 0.10), (11.0, 0.01)]),
    (100_000, 50, 70, &[(1.0, 0.04), (9.0, 0.002)]),
];
/// The size that takes minutes to make up, only measured if asked for.
const LARGE: Size = (1_000_000, 100, 120, &[(6.0, 0.03)]);
/// Seconds for a public instance, and the gap in percent to the best known value.
const PUBLIC: (f64, f64) = (3.0, 0.05);

/// Measures all sizes with seeds from 1, then what `data` holds. Writes each problem into `write`.
pub(super) fn measure(
    seeds: u32,
    large: bool,
    data: Option<&Path>,
    write: Option<&Path>,
) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (travellers, gifts, limits, runs) in SIZES.into_iter().chain(large.then_some(LARGE)) {
        for seed in 1..=u64::from(seeds) {
            let stage = Stage::begin("allocation", 0);
            let problem = bench_instance(travellers, gifts, limits, seed);
            let name = format!("{travellers} x {gifts}, seed {seed}");
            if let Some(folder) = write {
                let json = serde_json::to_vec(&problem).map_err(|error| Failure::failed(error.to_string()))?;
                let path = folder.join(format!("{travellers}x{gifts}-{seed}.json"));
                std::fs::write(&path, json).map_err(|error| {
                    Failure::failed(format!("{}: can't be written: {error}", files::name_of(&path)))
                })?;
            }
            for &(seconds, gap) in runs {
                let (answer, spent) = run(&problem, seconds)?;
                let what = format!("allocation {name}, {seconds} s");
                figures.push(
                    Figure::new(format!("{what}: gap"), 100.0 * answer.gap, "%").with_target(Target::AtMost(gap)),
                );
                figures.push(Figure::new(format!("{what}: processor"), spent, "s"));
            }
            figures.push(Figure::new(format!("allocation {name}: peak memory so far"), peak_megabytes(), "MB"));
            stage.end();
        }
    }
    if let Some(folder) = data {
        public(&folder.join("allocation"), &mut figures)?;
    }
    Ok(figures)
}

/// Solves, checks the answer without solver code, and tells the processor seconds.
fn run(problem: &Problem, seconds: f64) -> Result<(Answer, f64), Failure> {
    let clock = Processor::start();
    let mut time_is_up = || clock.seconds() >= seconds;
    let answer = solve(problem, &mut Stop::When(&mut time_is_up), 1);
    let spent = clock.seconds();
    match check(problem, &answer).first() {
        None => Ok((answer, spent)),
        Some(fault) => Err(Failure::failed(format!("an answer was wrong: {fault}"))),
    }
}

/// OR-Library's multiple-choice knapsacks and the generalised assignment problems, as far as the folder has them.
fn public(folder: &Path, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let read = |path: &Path| std::fs::read_to_string(path).ok();
    let best = read(&folder.join("best_known_lucadibello.csv")).unwrap_or_default();
    for number in 1..=13 {
        let Some(text) = read(&folder.join(format!("orlib_I01_I13/I{number:02}"))) else { continue };
        let Some(problem) = multiple_choice(&text) else {
            return Err(Failure::input(format!("I{number:02}: not a multiple-choice knapsack")));
        };
        let key = format!("mmkp_a_{number:02}.txt,");
        let known = best.lines().find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix(&key)?.parse().ok());
        against(&format!("I{number:02}"), &problem, known, 0, figures)?;
    }
    let best = read(&folder.join("data.csv")).unwrap_or_default();
    for line in best.lines().filter(|line| line.starts_with("cattrysse1994/")) {
        let mut words = line.split(',');
        let (Some(name), Some(known)) = (words.next(), words.next_back().and_then(|word| word.parse::<u64>().ok()))
        else {
            continue;
        };
        let name = name.trim_start_matches("cattrysse1994/");
        let Some(text) = read(&folder.join("gap_cattrysse1994").join(name)) else { continue };
        let Some((problem, lift)) = assignment(&text) else {
            return Err(Failure::input(format!("{name}: not an assignment problem")));
        };
        against(name, &problem, Some(lift.saturating_sub(known)), lift, figures)?;
    }
    Ok(())
}

/// One public instance: by how many percent its best known value is missed (by its bound where none is known). Costs
/// stand as `lift` less the cost, and are compared as costs.
fn against(
    name: &str,
    problem: &Problem,
    known: Option<u64>,
    lift: u64,
    figures: &mut Vec<Figure>,
) -> Result<(), Failure> {
    let (answer, spent) = run(problem, PUBLIC.0)?;
    let goal = known.unwrap_or(answer.upper_bound);
    let whole = if lift > 0 { lift.saturating_sub(goal) } else { goal };
    let missed = 100.0 * (goal as f64 - answer.value as f64) / whole.max(1) as f64;
    let target = Target::AtMost(if lift > 0 { 0.0 } else { PUBLIC.1 });
    let best = if known.is_some() { "best known" } else { "own bound" };
    figures.push(Figure::new(format!("allocation {name}: missed of {best}"), missed, "%").with_target(target));
    figures.push(Figure::new(format!("allocation {name}: processor"), spent, "s"));
    Ok(())
}

/// OR-Library: classes, items a class, limits; the limits' caps; then by class its number and a line an item.
fn multiple_choice(text: &str) -> Option<Problem> {
    let mut numbers = text.split_whitespace().map(|word| word.parse::<f64>().ok());
    let mut next = || whole(numbers.next()??);
    let (classes, items, limits) = (next()?, next()?, next()?);
    let mut builder = Builder::default();
    for limit in 0..limits {
        builder.declare(&format!("l{limit}"), None, Some(next()?));
    }
    for class in 0..classes {
        next()?;
        for item in 0..items {
            let value = next()?;
            let mut uses = Vec::new();
            for limit in 0..u32::try_from(limits).ok()? {
                uses.push((limit, i64::try_from(next()?).ok()?));
            }
            builder.option(&format!("i{item}"), value, &mut uses);
        }
        builder.traveller(&format!("c{class}"), true);
    }
    builder.build().ok()
}

/// Generalised assignment at least cost: agents, jobs, costs, amounts, caps. Values are what a job's cost lacks to the
/// dearest; the second figure is all those dearest together.
fn assignment(text: &str) -> Option<(Problem, u64)> {
    let mut numbers = text.split_whitespace().map(|word| word.parse::<u64>().ok());
    let mut next = || numbers.next()?;
    let (agents, jobs) = (usize::try_from(next()?).ok()?, usize::try_from(next()?).ok()?);
    let mut table = || (0..agents * jobs).map(|_| next()).collect::<Option<Vec<u64>>>();
    let (costs, amounts) = (table()?, table()?);
    let dearest = costs.iter().copied().max()?;
    let mut builder = Builder::default();
    for agent in 0..agents {
        builder.declare(&format!("a{agent}"), None, Some(next()?));
    }
    for job in 0..jobs {
        for agent in 0..agents {
            let at = agent * jobs + job;
            let uses = &mut vec![(u32::try_from(agent).ok()?, i64::try_from(amounts[at]).ok()?)];
            builder.option(&format!("a{agent}"), dearest - costs[at], uses);
        }
        builder.traveller(&format!("j{job}"), true);
    }
    Some((builder.build().ok()?, dearest * jobs as u64))
}

/// A number of an old file, written with decimals; `None` if it is negative or far too large.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Option<u64> {
    // In this range the cast is exact.
    (0.0..1e15).contains(&number).then(|| number.round() as u64)
}

/// Processor seconds of this process; wall time where the system does not tell.
pub(super) struct Processor {
    wall: Instant,
    before: Option<Duration>,
}

impl Processor {
    pub(super) fn start() -> Self {
        Self { wall: Instant::now(), before: processor() }
    }

    pub(super) fn seconds(&self) -> f64 {
        let spent = self.before.zip(processor()).map(|(before, now)| now.saturating_sub(before));
        spent.unwrap_or_else(|| self.wall.elapsed()).as_secs_f64()
    }
}

/// What all threads of this process have used, ended ones too. Solvers ask for it at every step, so it must be cheap.
#[cfg(unix)]
fn processor() -> Option<Duration> {
    rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).try_into().ok()
}

#[cfg(not(unix))]
fn processor() -> Option<Duration> {
    None
}

/// The most this process has held, in MB of 10^6 bytes.
pub(super) fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_of_a_multiple_choice_knapsack_is_read() {
        let problem = multiple_choice(" 2 2 1\n 5\n 1\n 7.00 3\n 9.00 4\n 2\n 1.00 1\n 4.00 2\n").unwrap();
        let answer = solve(&problem, &mut Stop::Iterations(500), 1);
        assert_eq!((answer.value, answer.upper_bound), (11, 11));
        assert!(multiple_choice("2 2").is_none() && multiple_choice("1 1 1 -5 1 1 1").is_none());
    }

    #[test]
    fn an_assignment_at_least_cost_is_read() {
        let (problem, lift) = assignment("2 2  1 5  4 2  3 3  3 3  3 3").unwrap();
        let answer = solve(&problem, &mut Stop::Iterations(500), 1);
        assert_eq!(lift - answer.value, 3);
    }
}

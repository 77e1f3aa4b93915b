//! `giftgate solve`: the two optimisers alone, and a check of any answer that shares no code with them.
//!
//! The same file, seed and iteration limit give the same answer; time is measured here, where there is a clock.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

use super::Failure;
use super::files::{self, Output, note};
use crate::checker::{self, Fault};
use crate::{allocation, rounds};

/// Seconds an allocation may take where nothing is said; most need far less and stop by themselves.
const ALLOCATION_SECONDS: f64 = 60.0;
/// Seconds rounds are improved where nothing is said.
const ROUNDS_SECONDS: f64 = 5.0;
/// Most faults that are told one by one.
const MOST_TOLD: usize = 100;

/// What to solve.
#[derive(Debug, Subcommand)]
pub(super) enum SolveCommand {
    /// Who gets what: the best set of gifts under all caps, with a proven bound
    Allocation(SolveArgs),
    /// Who hands over what and when: rounds of couriers through time windows
    Rounds(SolveArgs),
    /// Checks an answer against its problem without solver code
    Check(CheckArgs),
}

/// A problem, and when to stop.
#[derive(Debug, Args)]
pub(super) struct SolveArgs {
    /// The problem as JSON; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Seconds to search at most [default: 60 for an allocation, 5 for rounds]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    time_limit: Option<f64>,
    /// Search steps at most, in place of a time limit: the same answer on every machine
    #[arg(long, value_name = "N", conflicts_with = "time_limit")]
    iterations: Option<u64>,
    /// Seed of the search
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// A problem and an answer to it.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The problem as JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The answer as JSON; `-` is standard input
    #[arg(value_name = "ANSWER")]
    answer: PathBuf,
    /// The verdict as JSON
    #[arg(long)]
    json: bool,
}

/// What tells an allocation from rounds.
#[derive(Deserialize)]
struct Keys {
    travellers: Option<IgnoredAny>,
    stops: Option<IgnoredAny>,
}

/// What a check found.
#[derive(Serialize)]
struct Verdict<'a> {
    right: bool,
    faults: &'a [Fault],
}

fn seconds(text: &str) -> Result<f64, String> {
    let fits = |seconds: &f64| (0.0..=1e6).contains(seconds);
    text.parse().ok().filter(fits).ok_or_else(|| "write seconds as a number, such as 10 or 0.5".to_owned())
}

pub(super) fn run(command: &SolveCommand) -> Result<(), Failure> {
    match command {
        SolveCommand::Allocation(args) => solve_allocation(args),
        SolveCommand::Rounds(args) => solve_rounds(args),
        SolveCommand::Check(args) => check(args),
    }
}

fn solve_allocation(args: &SolveArgs) -> Result<(), Failure> {
    let text = files::read_text(&args.file)?;
    let problem = allocation::Problem::parse(&text)
        .map_err(|faults| all(&files::name_of(&args.file), &faults, Failure::input))?;
    drop(text);
    let (started, limit) = (Instant::now(), args.limit(ALLOCATION_SECONDS));
    let mut time_is_up = || started.elapsed() >= limit;
    let mut stop = match args.iterations {
        Some(iterations) => allocation::Stop::Iterations(iterations),
        None => allocation::Stop::When(&mut time_is_up),
    };
    let mut answer = allocation::solve(&problem, &mut stop, args.seed);
    answer.elapsed_ms = milliseconds(started);
    if let Some(clash) = answer.clash.as_ref().filter(|_| answer.status == allocation::Status::Infeasible) {
        let found = if clash.proven { "no plan keeps all limits" } else { "no plan was found in the time given" };
        note(&format!("{}: {found}; these clash: {}", files::name_of(&args.file), clash.limits.join(", ")));
    }
    print(&answer)
}

fn solve_rounds(args: &SolveArgs) -> Result<(), Failure> {
    let text = files::read_text(&args.file)?;
    let problem =
        rounds::Problem::parse(&text).map_err(|faults| all(&files::name_of(&args.file), &faults, Failure::input))?;
    let (started, limit) = (Instant::now(), args.limit(ROUNDS_SECONDS));
    let time_is_up = || started.elapsed() >= limit;
    let stop = args.iterations.map_or(rounds::Stop::When(&time_is_up), rounds::Stop::Iterations);
    let mut answer = rounds::solve(&problem, &stop, args.seed);
    answer.elapsed_ms = milliseconds(started);
    print(&answer)
}

fn check(args: &CheckArgs) -> Result<(), Failure> {
    let (name, text) = (files::name_of(&args.file), files::read_text(&args.file)?);
    let keys: Keys =
        serde_json::from_str(&text).map_err(|error| Failure::input(format!("{name}: not a JSON object ({error})")))?;
    let faults = match (keys.travellers.is_some(), keys.stops.is_some()) {
        (true, false) => {
            let problem = allocation::Problem::parse(&text).map_err(|faults| all(&name, &faults, Failure::input))?;
            checker::allocation::check(&problem, &answer_of(&args.answer)?)
        }
        (false, true) => {
            let problem = rounds::Problem::parse(&text).map_err(|faults| all(&name, &faults, Failure::input))?;
            checker::rounds::check(&problem, &answer_of(&args.answer)?)
        }
        _ => {
            let remedy = "an allocation has `travellers` and `limits`, rounds have `places`, `couriers` and `stops`";
            return Err(Failure::input(format!("{name}: neither an allocation nor rounds; {remedy}")));
        }
    };
    verdict(&files::name_of(&args.answer), &faults, args.json)
}

fn verdict(name: &str, faults: &[Fault], as_json: bool) -> Result<(), Failure> {
    let mut output = Output::new();
    if as_json {
        output.json(&Verdict { right: faults.is_empty(), faults })?;
    } else if faults.is_empty() {
        output.line(&format!("{name}: right"))?;
    }
    output.close()?;
    if faults.is_empty() { Ok(()) } else { Err(all(name, faults, Failure::failed)) }
}

fn answer_of<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = files::read_text(path)?;
    serde_json::from_str(&text).map_err(|error| {
        let remedy = "give what `giftgate solve` printed for this problem";
        Failure::input(format!("{}: not an answer ({error}); {remedy}", files::name_of(path)))
    })
}

/// All faults, one a line.
fn all(name: &str, faults: &[impl Display], failure: fn(String) -> Failure) -> Failure {
    let mut lines: Vec<_> = faults.iter().take(MOST_TOLD).map(|fault| format!("{name}: {fault}")).collect();
    if faults.len() > MOST_TOLD {
        lines.push(format!("{name}: and {} more", faults.len() - MOST_TOLD));
    }
    failure(lines.join("\n"))
}

fn print(answer: &impl Serialize) -> Result<(), Failure> {
    let mut output = Output::new();
    output.json(answer)?;
    output.close()
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

impl SolveArgs {
    fn limit(&self, usual: f64) -> Duration {
        Duration::from_secs_f64(self.time_limit.unwrap_or(usual))
    }
}

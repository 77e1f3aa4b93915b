//! The demo day, from start to summary.

use super::super::Failure;
use super::super::stage::Stage;
use super::child::Bench;
use super::figures::{Figure, Target, percentile};

/// Runs the demo once to warm up, then `runs` times.
pub(super) fn measure(bench: &Bench, runs: u32) -> Result<Vec<Figure>, Failure> {
    const WORDS: [&str; 2] = ["demo", "--no-serve"];
    let stage = Stage::begin("bench demo", u64::from(runs) + 1);
    bench.run(&WORDS)?;
    let (mut seconds, mut megabytes) = (Vec::new(), None);
    for run in 1..=runs {
        stage.at(run.into());
        let done = bench.run(&WORDS)?;
        seconds.push(done.seconds);
        megabytes = most(megabytes, done.megabytes);
    }
    stage.end();
    let figure = |which: &str, share| Figure::new(format!("demo: {which} of {runs}"), percentile(&seconds, share), "s");
    Ok(vec![
        figure("shortest", 0.0),
        figure("median", 0.5).with_target(Target::Below(5.0)),
        figure("longest", 1.0),
        Figure::new("demo: peak memory", megabytes, "MB").with_target(Target::Below(300.0)),
    ])
}

/// The larger of two figures that may be unknown.
pub(super) fn most(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    one.into_iter().chain(other).reduce(f64::max)
}

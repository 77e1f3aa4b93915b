//! From the start of the server on an existing small database until `/readyz` says yes.

use std::time::Duration;

use super::super::Failure;
use super::super::stage::Stage;
use super::child::Bench;
use super::figures::{Figure, Target, percentile};
use super::http::Connection;
use super::import::fill;

/// Rows of the small database.
const ROWS: u32 = 1000;
/// A server that takes longer than this does not come.
const PATIENCE: Duration = Duration::from_mins(1);

/// Starts the server `runs` times.
pub(super) fn measure(bench: &Bench, runs: u32) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("bench serve", runs.into());
    fill(bench, ROWS)?;
    let mut milliseconds = Vec::new();
    for run in 1..=runs {
        let mut server = bench.start(&["serve", "--listen", "127.0.0.1:0", "--data-dir", "data"])?;
        let address = server.address(PATIENCE)?;
        while !Connection::open(&address).and_then(|mut connection| connection.get("/readyz")).is_ok_and(|a| a.is_ok())
        {
            server.still_waiting("its readiness", PATIENCE)?;
        }
        milliseconds.push(server.seconds() * 1e3);
        stage.at(run.into());
    }
    stage.end();
    let figure = |which: &str, share| {
        Figure::new(format!("serve: ready, {which} of {runs}"), percentile(&milliseconds, share), "ms")
    };
    Ok(vec![figure("shortest", 0.0), figure("median", 0.5).with_target(Target::Below(300.0)), figure("longest", 1.0)])
}

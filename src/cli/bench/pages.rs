//! The demo's pages over loopback, one request after the other on one connection, compressed as a browser asks for.

use std::time::{Duration, Instant as Stopwatch};

use super::super::Failure;
use super::super::stage::Stage;
use super::child::Bench;
use super::figures::{Figure, Target, percentile};
use super::http::Connection;

/// The demo lives through its day first.
const PATIENCE: Duration = Duration::from_mins(10);
const CAMPAIGN: &str = "/campaigns/schiphol-surprise";
const TARGET: Target = Target::AtMost(20.0);

/// Asks for each page `requests` times.
pub(super) fn measure(bench: &Bench, requests: u32) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("bench pages", 0);
    let mut server = bench.start(&["demo", "--listen", "127.0.0.1:0"])?;
    let address = server.address(PATIENCE)?;
    let mut connection =
        Connection::open(&address).map_err(|error| Failure::failed(format!("{address} does not answer: {error}")))?;
    let candidate = first_candidate(&mut connection)?;
    let pages = [
        ("campaigns", "/".to_owned()),
        ("board", CAMPAIGN.to_owned()),
        ("candidates", format!("{CAMPAIGN}/candidates")),
        ("one candidate", candidate),
        ("plan", format!("{CAMPAIGN}/plan")),
        ("gate", "/gate".to_owned()),
        ("gate AMS", "/gate/AMS".to_owned()),
        ("follow-ups", format!("{CAMPAIGN}/follow-ups")),
        ("report", format!("{CAMPAIGN}/report")),
    ];
    let mut figures = Vec::new();
    for (name, path) in &pages {
        // The first answer warms up and is not counted.
        page(&mut connection, path)?;
        let mut milliseconds = Vec::new();
        for _ in 0..requests {
            let watch = Stopwatch::now();
            page(&mut connection, path)?;
            milliseconds.push(watch.elapsed().as_secs_f64() * 1e3);
        }
        figures.push(Figure::new(format!("pages: {name}, p50"), percentile(&milliseconds, 0.5), "ms"));
        let p99 = Figure::new(format!("pages: {name}, p99"), percentile(&milliseconds, 0.99), "ms");
        figures.push(p99.with_target(TARGET));
    }
    figures.push(Figure::new("pages: peak memory, the demo's day included", server.megabytes(), "MB"));
    stage.end();
    Ok(figures)
}

fn first_candidate(connection: &mut Connection) -> Result<String, Failure> {
    let list = format!("{CAMPAIGN}/candidates");
    connection.compress(false);
    let text = page(connection, &list)?;
    connection.compress(true);
    let start = format!("{list}/");
    let link = text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next());
    let found = link.into_iter().find(|link| link.len() > start.len() && link.starts_with(&start));
    found.map(str::to_owned).ok_or_else(|| Failure::failed(format!("{list} links to no candidate")))
}

fn page(connection: &mut Connection, path: &str) -> Result<String, Failure> {
    let answer =
        connection.get(path).map_err(|error| Failure::failed(format!("{path} could not be fetched: {error}")))?;
    if !answer.is_ok() {
        return Err(Failure::failed(format!("{path} answered {}", answer.status)));
    }
    Ok(answer.text())
}

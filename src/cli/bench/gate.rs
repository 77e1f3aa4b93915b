//! Phones at a gate that get their signal back at the same moment: each asks for its list and sends a hand-over five times, in
//! any order, by clocks that are wrong. What counts is how long an answer takes, and that each gift is given exactly once.

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant as Stopwatch};

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::Failure;
use super::super::stage::Stage;
use super::child::{Bench, own_processor_seconds};
use super::figures::{Figure, Target, percentile};
use super::http::{Connection, percent_encoded};

/// The demo lives through its morning first.
const PATIENCE: Duration = Duration::from_mins(10);
/// Uploads of each report.
const UPLOADS: usize = 5;
const TARGET: Target = Target::AtMost(500.0);
/// Clocks of phones, from wrong in one way to wrong in the other.
const CLOCKS: [&str; 4] =
    ["1970-01-01T00:00:00Z", "2025-03-02T05:30:00Z", "2025-03-04T04:59:00Z", "2099-12-31T23:59:59Z"];

/// What one phone lived through.
#[derive(Default)]
struct Told {
    lists: Vec<f64>,
    syncs: Vec<f64>,
    accepted: usize,
    faults: usize,
}

/// Lets so many phones sync at once.
pub(super) fn measure(bench: &Bench, phones: usize, database: Option<&str>) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("bench gate", 0);
    let mut words = vec!["demo", "--until", "06:00", "--listen", "127.0.0.1:0"];
    words.extend(database.map(|url| ["--database-url", url]).into_iter().flatten());
    let mut server = bench.start(&words)?;
    let address = server.address(PATIENCE)?;
    let gifts = open_gifts(&address)?;
    if gifts.is_empty() {
        return Err(Failure::failed("the demo has no gift to hand over at six"));
    }
    let start = Arc::new(Barrier::new(phones));
    let run = |number: usize| {
        let (address, start) = (address.clone(), Arc::clone(&start));
        let gift = gifts[number % gifts.len()].clone();
        let phone = thread::Builder::new().stack_size(256 << 10);
        phone.spawn(move || live(&address, &gift, number as u64, &start)).map_err(Failure::failed)
    };
    let before = (server.processor_seconds(), own_processor_seconds());
    let running: Vec<_> = (0..phones).map(run).collect::<Result<_, _>>()?;
    let mut all = Told::default();
    for phone in running {
        let told = phone.join().map_err(|_| Failure::failed("a phone of the bench stopped"))?;
        all.lists.extend(told.lists);
        all.syncs.extend(told.syncs);
        all.accepted += told.accepted;
        all.faults += told.faults;
    }
    stage.end();
    let took = |before: Option<f64>, after: Option<f64>| Some(after? - before?);
    let (server_took, phones_took) =
        (took(before.0, server.processor_seconds()), took(before.1, own_processor_seconds()));
    let name = |what: &str| format!("gate: {phones} phones at once, {what}");
    let accepted = all.accepted as f64;
    Ok(vec![
        Figure::new(name("list, p50"), percentile(&all.lists, 0.5), "ms"),
        Figure::new(name("list, p99"), percentile(&all.lists, 0.99), "ms").with_target(TARGET),
        Figure::new(name("sync, p50"), percentile(&all.syncs, 0.5), "ms"),
        Figure::new(name("sync, p99"), percentile(&all.syncs, 0.99), "ms").with_target(TARGET),
        Figure::new(name("requests that failed"), all.faults as f64, "").with_target(Target::AtMost(0.0)),
        Figure::new(name("gifts"), gifts.len().min(phones) as f64, ""),
        Figure::new(name("hand-overs that count"), accepted, "")
            .with_target(Target::AtMost(gifts.len().min(phones) as f64)),
        Figure::new(name("processor time of the server"), server_took, "s"),
        Figure::new(name("processor time of the phones"), phones_took, "s"),
        Figure::new(name("peak memory"), server.megabytes(), "MB"),
    ])
}

/// Gifts of the list that can be handed over now.
fn open_gifts(address: &str) -> Result<Vec<String>, Failure> {
    let fault = |error: std::io::Error| Failure::failed(format!("{address} does not answer: {error}"));
    let mut connection = Connection::open(address).map_err(fault)?;
    connection.compress(false);
    let body = connection.get("/gate/AMS/list.json").map_err(fault)?.text();
    let list: Value = serde_json::from_str(&body).map_err(Failure::failed)?;
    let cards = list["list"]["cards"].as_array().cloned().unwrap_or_default();
    Ok(cards.iter().filter_map(|card| card["gift"].as_str().map(str::to_owned)).collect())
}

/// One phone: its list, then its pick-up and its hand-over, each five times, shuffled, one report a request.
fn live(address: &str, gift: &str, number: u64, start: &Barrier) -> Told {
    let mut told = Told::default();
    let mut rng = ChaCha8Rng::seed_from_u64(number);
    let mut uploads = Vec::new();
    for kind in [json!({ "kind": "pick_up" }), json!({ "kind": "hand_over", "outcome": "given" })] {
        let mut report = kind;
        report["receipt"] = json!(Uuid::from_u128(rng.random()).to_string());
        report["gift"] = json!(gift);
        report["device_at"] = json!(CLOCKS[rng.random_range(0..CLOCKS.len())]);
        uploads.extend(std::iter::repeat_n(report, UPLOADS));
    }
    uploads.shuffle(&mut rng);
    let connection = Connection::open(address);
    start.wait();
    let Ok(mut connection) = connection else {
        told.faults += 1;
        return told;
    };
    connection.compress(false);
    let watch = Stopwatch::now();
    match connection.get("/gate/AMS/list.json") {
        Ok(answer) if answer.is_ok() => told.lists.push(watch.elapsed().as_secs_f64() * 1e3),
        _ => told.faults += 1,
    }
    for report in uploads {
        let is_hand_over = report["kind"] == "hand_over";
        let form = format!("batch={}", percent_encoded(&json!([report]).to_string()));
        let watch = Stopwatch::now();
        let Some(answer) = connection.post("/gate/AMS/sync", &form).ok().filter(super::http::Answer::is_ok) else {
            told.faults += 1;
            return told;
        };
        told.syncs.push(watch.elapsed().as_secs_f64() * 1e3);
        let answer: Value = serde_json::from_str(&answer.text()).unwrap_or_default();
        told.accepted += usize::from(is_hand_over && answer["answers"][0]["answer"] == "accepted");
    }
    told
}

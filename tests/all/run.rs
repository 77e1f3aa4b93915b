//! `giftgate run` on an airline's own files: another airport, another year, files that are half broken.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use giftgate::domain::flight::{Flight, LegKey};
use giftgate::formats::flights::FlightRows;
use giftgate::formats::quarantine::collect;
use giftgate::sample;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use tempfile::TempDir;

/// A real summer day with storms: 77 departures from New York, delays and cancellations.
const FLIGHTS: &str = include_str!("../data/jfk-2013-07-10.csv");
const CAMPAIGN: &str = include_str!("../../campaigns/schiphol-surprise.toml");
const PASSENGERS: usize = 2000;
const POSTS: usize = 800;

/// A folder with the three files and the campaign.
struct Files(TempDir);

impl Files {
    /// Made-up passengers and posts on the real flights; a few posts and rows are broken on purpose.
    fn of_the_day() -> Self {
        let rows = FlightRows::open(Cursor::new(FLIGHTS), "flights.csv").expect("flights");
        let mut flights: BTreeMap<LegKey, Flight> = BTreeMap::new();
        for event in collect(rows).expect("flights").into_values() {
            flights
                .entry(event.leg.clone())
                .and_modify(|flight| flight.apply(event.clone()))
                .or_insert(Flight::new(event));
        }
        let flights: Vec<Flight> = flights.into_values().collect();
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let bookings = sample::bookings(&flights, PASSENGERS, &mut rng);
        let posts = sample::posts(&flights, &bookings, POSTS, &mut rng);
        let lines: Vec<String> =
            posts.iter().map(|(post, _)| serde_json::to_string(post).expect("a post") + "\n").collect();
        let campaign = CAMPAIGN
            .replace("\"AMS\"", "\"JFK\"")
            .replace("2025-03-04", "2013-07-10")
            .replace("from = \"04:30\"", "from = \"07:00\"");
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("campaign.toml", &campaign);
        folder.write("flights.csv", FLIGHTS);
        folder.write("bookings.csv", &sample::bookings_csv(&bookings));
        folder.write("posts.ndjson", &lines.concat());
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file");
    }

    fn run(&self, out: &str, more: &[&str]) -> Output {
        self.on_the_day("run", &[&["--out", out], more].concat())
    }

    /// Runs a command that takes a day's files.
    fn on_the_day(&self, command: &str, more: &[&str]) -> Output {
        let mut giftgate = Command::new(env!("CARGO_BIN_EXE_giftgate"));
        giftgate.args([command, "campaign.toml", "--bookings", "bookings.csv", "--flights", "flights.csv"]);
        giftgate.args(["--posts", "posts.ndjson"]).args(more);
        giftgate.current_dir(self.0.path()).env_clear().stdin(Stdio::null()).output().expect("the binary runs")
    }

    /// The counts that a run printed as JSON.
    fn counts(&self, out: &str) -> Value {
        let said = self.run(out, &["--json"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        serde_json::from_slice(&said.stdout).expect("JSON")
    }
}

fn count(report: &Value, name: &str) -> u64 {
    report[name].as_u64().unwrap_or_else(|| panic!("{name} is missing in {report}"))
}

fn adds_up(report: &Value) {
    let parts = ["accepted", "duplicate", "quarantined"].map(|part| count(report, part));
    assert_eq!(count(report, "lines"), parts.iter().sum::<u64>(), "{report}");
}

#[test]
fn another_airports_day_gives_every_file_and_the_same_ones_again() {
    let files = Files::of_the_day();
    let counts = files.counts("first");
    for part in ["flights", "bookings", "posts"] {
        adds_up(&counts[part]);
        assert_eq!(count(&counts[part], "quarantined"), 0, "{counts}");
    }
    assert_eq!(count(&counts["bookings"], "accepted"), PASSENGERS as u64);
    assert!(count(&counts, "gifts") >= 5, "{counts}");
    assert!(count(&counts, "value") <= count(&counts, "upper_bound"), "{counts}");

    let plan: Value = serde_json::from_str(&files.read("first/plan.json")).expect("a plan");
    let gifts = plan["gifts"].as_array().expect("gifts");
    assert_eq!(gifts.len() as u64, count(&counts, "gifts"));
    let spent: i64 = gifts.iter().map(|gift| gift["cost_minor"].as_i64().expect("a cost")).sum();
    assert!(spent <= 250_000, "over the campaign's EUR 2,500");
    assert!(gifts.iter().all(|gift| gift["leg"].as_str().is_some_and(|leg| leg.contains("JFK"))), "{plan}");

    assert_eq!(files.counts("second")["value"], counts["value"]);
    for name in names(&files.path("first")) {
        let same = |out: &str| std::fs::read(files.path(out).join(&name)).expect("a file");
        assert!(same("first") == same("second"), "{name} differs between two runs with one seed");
    }
}

#[test]
fn a_rehearsal_says_what_a_run_would_come_to_and_keeps_nothing() {
    let files = Files::of_the_day();
    let before = names(files.0.path());
    let said = files.on_the_day("rehearse", &["--json"]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let rehearsal: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let said = files.on_the_day("rehearse", &[]);
    let text = String::from_utf8(said.stdout).expect("UTF-8");
    assert_eq!(names(files.0.path()), before, "nothing is written");

    let run = files.counts("out");
    let (funnel, plan, hold_out) = (&rehearsal["funnel"], &rehearsal["plan"], &rehearsal["hold_out"]);
    for (of_rehearsal, of_run) in [
        (&plan["gifts"], "gifts"),
        (&plan["value"], "value"),
        (&plan["upper_bound"], "upper_bound"),
        (&plan["gap"], "gap"),
        (&hold_out["held_out"], "held_out"),
        (&funnel["would_be_proposed"], "gifts"),
        (&rehearsal["files"]["posts"], "posts"),
    ] {
        assert_eq!(*of_rehearsal, run[of_run], "{of_run}");
    }
    let sum = |group: &Value| group.as_object().expect("a group").values().filter_map(Value::as_u64).sum::<u64>();
    let ended = sum(&funnel["screened"]) + sum(&funnel["ended"]) + count(funnel, "matched");
    assert_eq!(count(funnel, "posts"), ended, "every post ends once: {funnel}");
    assert!(count(&funnel["matches"], "suggested") >= count(plan, "gifts") + count(hold_out, "held_out"), "{funnel}");
    assert_eq!(sum(&plan["by_language"]), count(plan, "gifts"));
    assert!(plan["cost_minor"].as_i64() <= plan["limit_minor"].as_i64());
    let rises = hold_out["minimum_detectable"].as_array().expect("rises");
    assert!(rises.iter().all(|one| one["rise"].as_f64().is_none_or(|rise| rise > 0.0)), "{rises:?}");
    assert_eq!(count(&rehearsal, "contacted"), 0);
    for words in ["funnel  ", "would be proposed", "of EUR ", "gap ", "hold-out", "nobody was contacted"] {
        assert!(text.contains(words), "`{words}` is not in: {text}");
    }
}

#[test]
fn broken_rows_are_set_aside_with_exact_counts_and_the_rest_is_done() {
    let files = Files::of_the_day();
    let whole = files.counts("whole");
    let bookings = files.read("bookings.csv");
    let columns = bookings.lines().next().expect("a header").split(',').count();
    files.write("bookings.csv", &format!("{bookings}NONSENSE{}\n{},x\n", ",".repeat(columns - 1), "a,b".repeat(2)));
    files.write("flights.csv", &format!("{FLIGHTS}ZZ,0,2013-07-10,JFK,XXX,yesterday,,,SCH,\n"));
    files.write("posts.ndjson", &format!("{}not json\n{{\"id\":1}}\n\n", files.read("posts.ndjson")));
    let half = files.counts("half");
    for (part, broken) in [("bookings", 2), ("flights", 1), ("posts", 2)] {
        adds_up(&half[part]);
        assert_eq!(count(&half[part], "quarantined"), broken, "{part}: {half}");
        assert_eq!(half[part]["accepted"], whole[part]["accepted"], "{part}");
    }
    assert_eq!(files.read("half/quarantine.csv").lines().count(), 1 + 5);
}

#[test]
fn a_wrong_campaign_is_told_with_its_fault_and_nothing_is_written() {
    let files = Files::of_the_day();
    let campaign =
        files.read("campaign.toml").replace("person = \"EUR 130.00\"", "person = \"EUR 130.00\"\nnonsense = 3");
    files.write("campaign.toml", &campaign);
    let said = files.run("none", &[]);
    assert_eq!(said.status.code(), Some(2));
    let why = String::from_utf8_lossy(&said.stderr);
    assert!(why.contains("campaign.toml") && why.contains("nonsense"), "{why}");
    assert!(!files.path("none").exists());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

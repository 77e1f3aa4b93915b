//! `giftgate bench`: measures on this machine what is promised: the demo, a large import, the start of the server, its
//! pages; and, on request, phones at the gate and the two optimisers. Each figure of the four comes from a child of this same binary, in a
//! temporary folder that goes afterwards.
//!
//! It is no test: a missed target is told and changes no exit status.

mod allocation;
mod child;
mod demo;
mod desk;
mod figures;
mod gate;
mod http;
mod import;
mod networks;
mod pages;
mod report;
mod rounds;
mod serve;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::child::Bench;
use self::figures::{Figure, Report};
use super::Failure;
use super::files::{Output, note};

/// What to measure.
#[derive(Debug, Args)]
pub(super) struct BenchArgs {
    /// What to measure [default: demo, import, serve and pages]
    #[arg(value_name = "WHAT")]
    what: Vec<What>,
    /// Booking rows of the import; files and database go into the temporary folder (TMPDIR)
    #[arg(long, default_value_t = import::PROMISED_ROWS, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// Runs of the demo (after one warm-up) and of the server's start
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Requests per page
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..))]
    requests: u32,
    /// Phones at the gate that sync at once [default: 300 on SQLite, 2000 on PostgreSQL]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=5000))]
    phones: Option<u32>,
    /// A PostgreSQL database, empty or of an earlier demo, for the phones at the gate; without it a fresh SQLite file
    #[arg(long, value_name = "URL")]
    gate_database: Option<String>,
    /// Seeds of the made-up problems of allocation and rounds, from 1
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    seeds: u32,
    /// Allocation with a million travellers and 100 gifts too; takes minutes and 3 GB
    #[arg(long)]
    large: bool,
    /// Folder with public instances in `allocation` and `routing`
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Folder into which the made-up problems of allocation and rounds are written as JSON, for the peers
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Readings of the report, of 10,000 posts
    #[arg(long, default_value_t = report::PROMISED_READINGS, value_parser = clap::value_parser!(u32).range(10_000..))]
    readings: u32,
    /// Seconds that the stream of a network is listened to
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(5..=600))]
    seconds: u32,
    /// Posts a second of that stream
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=20_000))]
    rate: u32,
    /// The figures as JSON
    #[arg(long)]
    json: bool,
}

/// The things that are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum What {
    /// The whole demo day: seconds and memory
    Demo,
    /// Made-up bookings into a fresh SQLite database: seconds, rows a second, memory
    Import,
    /// From the start of the server until it is ready
    Serve,
    /// The demo's pages over loopback
    Pages,
    /// The report over 10,000 posts and many readings: page, PDF, workbook; on PostgreSQL with `GIFTGATE_DATABASE_URL`
    Report,
    /// Board, queue and plan of a campaign with 100,000 candidates; on PostgreSQL with `GIFTGATE_DATABASE_URL`
    Desk,
    /// Phones at the gate that get their signal back at once
    Gate,
    /// Who gets what, by size: gap, processor seconds, memory
    Allocation,
    /// Rounds: growth, re-planning, and public instances
    Rounds,
    /// A live stream of a network: what it takes, and how soon a traveller's post waits for a person
    Networks,
}

impl What {
    /// What is measured where nothing is named; the optimisers take minutes.
    const USUAL: [Self; 4] = [Self::Demo, Self::Import, Self::Serve, Self::Pages];
}

pub(super) fn run(args: &BenchArgs) -> Result<(), Failure> {
    let mut wanted = if args.what.is_empty() { What::USUAL.to_vec() } else { args.what.clone() };
    wanted.sort_unstable();
    wanted.dedup();
    if cfg!(debug_assertions) {
        note("giftgate bench: this is a debug build; the targets are meant for a release build");
    }
    if !child::memory_is_known() {
        note("giftgate bench: this system has no /proc, so memory is shown as -; run it on Linux to see it");
    }
    let mut figures: Vec<Figure> = Vec::new();
    for what in wanted {
        let bench = Bench::new()?;
        figures.extend(match what {
            What::Demo => demo::measure(&bench, args.runs)?,
            What::Import => import::measure(&bench, args.rows)?,
            What::Serve => serve::measure(&bench, args.runs)?,
            What::Pages => pages::measure(&bench, args.requests)?,
            What::Report => report::measure(args.readings, args.requests)?,
            What::Desk => desk::measure(args.requests)?,
            What::Gate => {
                let database = args.gate_database.as_deref();
                let usual = if database.is_some() { 2000 } else { 300 };
                gate::measure(&bench, args.phones.unwrap_or(usual) as usize, database)?
            }
            What::Allocation => {
                allocation::measure(args.seeds, args.large, args.data.as_deref(), args.write.as_deref())?
            }
            What::Networks => networks::measure(args.seconds, args.rate)?,
            What::Rounds => rounds::measure(args.seeds, args.data.as_deref(), args.write.as_deref())?,
        });
    }
    let report = Report::new(figures);
    let mut output = Output::new();
    if args.json {
        output.pretty(&report)?;
    } else {
        output.bytes(report.table().as_bytes())?;
    }
    output.close()
}

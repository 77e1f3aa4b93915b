//! `giftgate import`: files into the store. What is counted adds up, and a repeated file changes nothing.
//!
//! The file is opened before the database: a wrong path leaves no trace.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::files::{self, Output, Source};
use super::readers::{self, Taken};
use super::{Failure, SettingsFlags, block_on, ready_app};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::CampaignState;
use crate::formats::posts::PostRows;
use crate::formats::readings::ReadingRows;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::intake::{self, IntakeReport};
use crate::services::listening::{ListenReport, Listener, listen};
use crate::services::measuring;
use crate::services::passenger_lists::import_file;

/// What to import.
#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// Bookings: CSV, or PNL/ADL messages; import the flights first
    Bookings {
        #[command(flatten)]
        file: FileArgs,
        /// A day near the departures, as PNL/ADL messages name no year [default: today]
        #[arg(long, value_name = "DAY")]
        near: Option<NaiveDate>,
    },
    /// Flights: CSV, or JSON of the Schiphol flight API; each later row of a leg is an event
    Flights(FileArgs),
    /// Posts, one JSON object a line; live campaigns listen to them
    Posts {
        #[command(flatten)]
        file: FileArgs,
        /// The live campaign that listens; may be given several times [default: every live one]
        #[arg(long, value_name = "SLUG")]
        campaign: Vec<String>,
    },
    /// Readings of impressions, views and the like, CSV
    Readings {
        #[command(flatten)]
        file: FileArgs,
        /// The campaign that was measured
        #[arg(long, value_name = "SLUG")]
        campaign: String,
    },
}

/// The file, the store, the form of the counts.
#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    settings: SettingsFlags,
    /// The counts as JSON
    #[arg(long)]
    json: bool,
}

/// Counts of one campaign's listening.
#[derive(Debug, Serialize)]
struct Heard {
    campaign: String,
    #[serde(flatten)]
    intake: IntakeReport,
    suggested: u64,
    ambiguous: u64,
    /// Posts by the step where they ended.
    steps: BTreeMap<String, u64>,
}

pub(super) fn run(command: &ImportCommand) -> Result<(), Failure> {
    let args = match command {
        ImportCommand::Flights(args) => args,
        ImportCommand::Bookings { file, .. }
        | ImportCommand::Posts { file, .. }
        | ImportCommand::Readings { file, .. } => file,
    };
    let (settings, _) = args.settings.load()?;
    let bar = files::progress(&files::name_of(&args.file));
    let source = files::open_watched(&args.file, &bar)?;
    let name = source.name.clone();
    let report = block_on(async {
        let open = || ready_app(&settings);
        let report = match command {
            ImportCommand::Bookings { near, .. } => {
                let near = near.unwrap_or_else(|| crate::app::system_now().date_naive());
                let bookings = readers::bookings(source, near)?;
                import_file(&open().await?, &name, bookings, |_| ()).await?
            }
            ImportCommand::Flights(_) => {
                let rows = Taken::from(readers::flight_events(source)?);
                intake::import_flights(&open().await?, rows).await?
            }
            ImportCommand::Readings { campaign, .. } => {
                let rows = ReadingRows::open(source.input, &source.name)?;
                let app = open().await?;
                let loaded = campaigns::load(&app, campaign).await?;
                measuring::import_readings(&app, &loaded, rows, &Actor::SYSTEM).await?
            }
            ImportCommand::Posts { campaign, .. } => {
                let heard = hear(&open().await?, args, campaign, source).await?;
                return Ok(Err(heard));
            }
        };
        Ok(Ok(report))
    });
    bar.finish_and_clear();
    match report? {
        Ok(report) => {
            for warning in &report.warnings {
                files::note(&format!("{name}, {warning}"));
            }
            let mut output = Output::new();
            if args.json {
                output.json(&report)?;
            } else {
                output.bytes(told(&name, &report).as_bytes())?;
            }
            output.close()?;
            nothing_taken(&name, &report)
        }
        Err(heard) => print_heard(&name, &heard, args.json),
    }
}

/// Lets each campaign listen to the file.
async fn hear(app: &App, args: &FileArgs, wanted: &[String], source: Source) -> Result<Vec<Heard>, Failure> {
    let mut listening = Vec::new();
    for slug in wanted {
        let loaded = campaigns::load(app, slug).await?;
        if loaded.state != CampaignState::Live {
            let message = format!("the campaign `{slug}` is {}; only a live campaign listens", loaded.state);
            return Err(Failure::failed(message));
        }
        listening.push(loaded);
    }
    if wanted.is_empty() {
        listening = campaigns::list_live(app).await?;
    }
    if listening.is_empty() {
        return Err(Failure::failed("no campaign is live, so nobody listens; put a campaign live first"));
    }
    if listening.len() > 1 && files::is_stdin(&args.file) {
        let remedy = "name one with --campaign, or give a file";
        return Err(Failure::input(format!(
            "standard input can be read once, and {} campaigns listen; {remedy}",
            listening.len()
        )));
    }
    let (mut all, mut first) = (Vec::new(), Some(source));
    for loaded in &listening {
        let source = match first.take() {
            Some(source) => source,
            None => files::open(&args.file)?,
        };
        let listener = Listener::new(app, loaded).await?;
        let rows = PostRows::open(source.input, &source.name);
        let report = listen(app, loaded, &listener, rows, |_| ()).await?;
        all.push(Heard::new(loaded, report));
    }
    Ok(all)
}

impl Heard {
    fn new(loaded: &LoadedCampaign, report: ListenReport) -> Self {
        let step = |((step, detail), n): ((crate::store::intake::IntakeStep, String), u64)| {
            let name = if detail.is_empty() { step.to_string() } else { format!("{step}:{detail}") };
            (name, n)
        };
        Self {
            campaign: loaded.campaign.slug.clone(),
            intake: report.intake,
            suggested: report.suggested,
            ambiguous: report.ambiguous,
            steps: report.steps.into_iter().map(step).collect(),
        }
    }
}

fn print_heard(name: &str, all: &[Heard], as_json: bool) -> Result<(), Failure> {
    let mut output = Output::new();
    if as_json {
        output.json(&all)?;
    } else {
        for heard in all {
            output.line(&format!("campaign {}", heard.campaign))?;
            output.bytes(told(name, &heard.intake).as_bytes())?;
            let steps: Vec<_> = heard.steps.iter().map(|(step, n)| format!("{step} {n}")).collect();
            output.line(&format!("  steps: {}", steps.join(", ")))?;
            output.line(&format!("  candidates: {} suggested, {} ambiguous", heard.suggested, heard.ambiguous))?;
        }
    }
    output.close()?;
    all.iter().try_for_each(|heard| nothing_taken(name, &heard.intake))
}

/// The counts in words.
fn told(name: &str, report: &IntakeReport) -> String {
    let IntakeReport { lines, accepted, duplicate, quarantined, reasons, unknown_fields, .. } = report;
    let mut text =
        format!("{name}: {lines} lines = {accepted} accepted + {duplicate} duplicate + {quarantined} quarantined\n");
    if !reasons.is_empty() {
        let reasons: Vec<_> = reasons.iter().map(|(reason, n)| format!("{reason} {n}")).collect();
        let _ = writeln!(text, "  quarantined: {}", reasons.join(", "));
    }
    if report.taken_off + report.changed > 0 {
        let _ = writeln!(text, "  of them {} taken off their flight, {} changed", report.taken_off, report.changed);
    }
    if *unknown_fields > 0 {
        // Writing to a String never fails.
        let _ = writeln!(text, "  {unknown_fields} columns or values that giftgate does not keep were dropped unread");
    }
    text
}

/// A file of which nothing could be used is bad input.
fn nothing_taken(name: &str, report: &IntakeReport) -> Result<(), Failure> {
    if report.lines == 0 || report.quarantined < report.lines {
        return Ok(());
    }
    let remedy = if report.reasons.contains_key("unknown_flight") {
        "import the flights of these days first"
    } else {
        "is it the right file?"
    };
    Err(Failure::input(format!("{name}: every line was set aside; {remedy}")))
}

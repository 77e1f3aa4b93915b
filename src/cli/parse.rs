//! `giftgate parse`: boarding passes, passenger name lists and flights as one JSON object a line.
//!
//! What can't be read is told on standard error with its line; counts close the run.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::files::{self, Output, note};
use super::{Failure, readers};
use crate::app::system_now;
use crate::domain::flight::{Flight, LegKey};
use crate::formats::bcbp::{BoardingPass, PassLeg, PassName, read_boarding_passes};
use crate::formats::pnl::read_pnl;
use crate::formats::quarantine::Intake;

/// What to parse.
#[derive(Debug, Subcommand)]
pub(super) enum ParseCommand {
    /// Boarding passes: the text of the bar code, one a line
    Bcbp {
        #[command(flatten)]
        file: FileArgs,
        /// A day near the departures, as passes name no year [default: today]
        #[arg(long, value_name = "DAY")]
        near: Option<NaiveDate>,
        /// Flights the passes are looked up in: CSV, or JSON of the Schiphol flight API
        #[arg(long, value_name = "FILE")]
        flights: Option<PathBuf>,
    },
    /// Passenger name lists: PNL and ADL messages
    Pnl {
        #[command(flatten)]
        file: FileArgs,
        /// A day near the departures, as messages name no year [default: today]
        #[arg(long, value_name = "DAY")]
        near: Option<NaiveDate>,
    },
    /// Flights: CSV, or JSON of the Schiphol flight API
    Flights(FileArgs),
}

/// The file.
#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// A boarding pass with the year it lacks.
#[derive(Debug, Serialize)]
struct DatedPass {
    name: PassName,
    legs: Vec<DatedLeg>,
}

#[derive(Debug, Serialize)]
struct DatedLeg {
    #[serde(flatten)]
    leg: PassLeg,
    /// By the flight list where the leg is on it, else the day nearest to the one given.
    departure_on: Option<NaiveDate>,
    /// The leg of the flight list, under its operating designator.
    #[serde(skip_serializing_if = "Option::is_none")]
    listed: Option<LegKey>,
}

impl DatedPass {
    fn new(pass: BoardingPass, near: NaiveDate, flights: Option<&[Flight]>) -> Self {
        let dated = |leg: PassLeg| {
            let listed = flights.and_then(|flights| leg.leg_among(flights, near)).cloned();
            let departure_on = listed.clone().or_else(|| leg.leg_near(near)).map(|leg| leg.departure_on);
            DatedLeg { leg, departure_on, listed }
        };
        Self { name: pass.name, legs: pass.legs.into_iter().map(dated).collect() }
    }
}

pub(super) fn run(command: &ParseCommand) -> Result<(), Failure> {
    match command {
        ParseCommand::Bcbp { file, near, flights } => {
            let near = near.unwrap_or_else(|| system_now().date_naive());
            let flights = flights.as_deref().map(readers::flights).transpose()?;
            let source = files::open(&file.file)?;
            let Intake { accepted, quarantined, counts } = read_boarding_passes(source.input, &source.name)?;
            let dated = accepted.into_iter().map(|(line, pass)| (line, DatedPass::new(pass, near, flights.as_deref())));
            print(&source.name, &Intake { accepted: dated.collect(), quarantined, counts }, "boarding pass")
        }
        ParseCommand::Pnl { file, near } => {
            let source = files::open(&file.file)?;
            let near = near.unwrap_or_else(|| system_now().date_naive());
            let messages = read_pnl(source.input, &source.name, near)?;
            for warning in &messages.warnings {
                note(&format!("{}, line {}: {}", source.name, warning.line, warning.message));
            }
            print(&source.name, &messages.intake, "passenger")
        }
        ParseCommand::Flights(args) => {
            let source = files::open(&args.file)?;
            let name = source.name.clone();
            print(&name, &readers::flight_events(source)?, "flight")
        }
    }
}

fn print<T: Serialize>(name: &str, intake: &Intake<T>, what: &str) -> Result<(), Failure> {
    let mut output = Output::new();
    for (_, value) in &intake.accepted {
        output.json(value)?;
    }
    output.close()?;
    files::tell_quarantined(&intake.quarantined);
    let counts = &intake.counts;
    note(&format!(
        "{name}: {} lines = {} accepted + {} duplicate + {} quarantined",
        counts.lines, counts.accepted, counts.duplicate, counts.quarantined
    ));
    if counts.lines > 0 && counts.lines == counts.quarantined {
        return Err(Failure::input(format!("{name}: no line of it is a {what}; is it the right file?")));
    }
    Ok(())
}

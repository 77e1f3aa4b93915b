//! `giftgate records`: access (GDPR Art. 15) as one JSON document, and the register of processing (Art. 30).

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::files::{note, write_or_print};
use super::person::PersonArgs;
use super::{Failure, SettingsFlags, block_on, ready_app};
use crate::domain::actor::Actor;
use crate::services::requests::{Answer, records, register, register_markdown};

/// The form of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For machines
    Json,
    /// For people; the register only
    Markdown,
}

/// Whose records.
#[derive(Debug, Args)]
pub(super) struct RecordsArgs {
    #[command(flatten)]
    person: PersonArgs,
    /// The register of processing of this installation; names nobody
    #[arg(long, conflicts_with_all = ["locator", "name", "handle", "email"])]
    register: bool,
    /// The form of the document
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// File for the document, readable by its owner only [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run(args: &RecordsArgs) -> Result<(), Failure> {
    let bytes = if args.register { register_bytes(args)? } else { person_bytes(args)? };
    write_or_print(args.out.as_deref(), &bytes)
}

fn register_bytes(args: &RecordsArgs) -> Result<Vec<u8>, Failure> {
    let (settings, _) = args.settings.load()?;
    let register = block_on(async { Ok(register(&ready_app(&settings).await?).await?) })?;
    match args.format {
        Format::Json => pretty(&register),
        Format::Markdown => Ok(register_markdown(&register).into_bytes()),
    }
}

fn person_bytes(args: &RecordsArgs) -> Result<Vec<u8>, Failure> {
    if args.person.is_empty() {
        return Err(Failure::input(
            "nobody is named; give --locator LOCATOR and --name FAMILY/GIVEN, --handle NETWORK:HANDLE or --email ADDRESS, \
             or --register for the register of processing",
        ));
    }
    if args.format == Format::Markdown {
        return Err(Failure::input("--format markdown: only the register has that form; leave --format away"));
    }
    let asked = args.person.asked()?;
    let (settings, _) = args.settings.load()?;
    let answer = block_on(async {
        let app = ready_app(&settings).await?;
        Ok(Box::pin(records(&app, &asked, &Actor::OPERATOR)).await?)
    })?;
    match answer {
        Answer::Done(records) => {
            if !records.found {
                note(&format!("nothing is stored about {}", args.person.typed()));
            }
            pretty(&records)
        }
        Answer::Ambiguous(people) => Err(args.person.ambiguous(people, "nothing was told of them")),
    }
}

fn pretty(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(Failure::failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

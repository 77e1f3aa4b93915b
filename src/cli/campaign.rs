//! `giftgate campaign`: a file to start from, all faults at once, what an edit changes, the schema for editors.
//!
//! What needs a database stands in `campaign_store`.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::campaign_store::{self, AddArgs, StoredArgs};
use super::files::{self, Output};
use super::{Failure, stations_here};
use crate::domain::campaign::{Campaign, CampaignState};
use crate::formats::campaign::{Fault, Known, campaign_diff, campaign_schema_text, campaign_template, read_campaign};
use crate::rounds::station::StationMaps;
use crate::services::campaign_edit::read;

/// What to do with campaign files.
#[derive(Debug, Subcommand)]
pub(super) enum CampaignCommand {
    /// Writes a small commented campaign that is valid as it stands
    New(NewArgs),
    /// Checks campaign files and tells all faults at once
    Check(CheckArgs),
    /// Tells in words what an edit changes
    Diff(DiffArgs),
    /// Prints the JSON Schema of campaign files, for editors
    Schema,
    /// Puts a campaign file into the store, as a draft
    Add(AddArgs),
    /// Starts a campaign of the store; its targets are locked from then on
    Live(StoredArgs),
    /// Stops a live campaign: nothing is approved or posted until it is live again
    Pause(StoredArgs),
    /// Ends a campaign: no new gifts, posts and answers go on
    End(StoredArgs),
}

/// A new campaign.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// Its name in addresses and files: lower-case letters, digits and single hyphens
    slug: String,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Files to check.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Campaign files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The faults as JSON
    #[arg(long)]
    json: bool,
}

/// Two versions of a campaign.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The campaign as it was
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The campaign as it is now
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The changes as JSON
    #[arg(long)]
    json: bool,
}

/// What a check found.
#[derive(Serialize)]
struct Verdict {
    file: String,
    valid: bool,
    faults: Vec<Fault>,
}

pub(super) fn run(command: &CampaignCommand) -> Result<(), Failure> {
    match command {
        CampaignCommand::New(args) => new(args),
        CampaignCommand::Check(args) => check(args),
        CampaignCommand::Diff(args) => diff(args),
        CampaignCommand::Add(args) => campaign_store::add(args),
        CampaignCommand::Live(args) => campaign_store::move_to(args, CampaignState::Live),
        CampaignCommand::Pause(args) => campaign_store::move_to(args, CampaignState::Paused),
        CampaignCommand::End(args) => campaign_store::move_to(args, CampaignState::CoolDown),
        CampaignCommand::Schema => {
            let mut output = Output::new();
            output.bytes(campaign_schema_text().as_bytes())?;
            output.close()
        }
    }
}

fn new(args: &NewArgs) -> Result<(), Failure> {
    let parts = || args.slug.split('-');
    let allowed = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if parts().any(|part| part.is_empty() || !allowed(part)) {
        let remedy = "write lower-case letters, digits and single hyphens, such as spring-surprise";
        return Err(Failure::input(format!("`{}` is no name for a campaign; {remedy}", args.slug)));
    }
    let text = campaign_template(&args.slug);
    read_campaign(&text, &Known::default()).map_err(|faults| told("the new campaign", &faults))?;
    let Some(path) = &args.out else {
        let mut output = Output::new();
        output.bytes(text.as_bytes())?;
        return output.close();
    };
    let name = path.display();
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    written.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::input(format!("{name}: there is such a file already; choose another name with --out"))
        }
        io::ErrorKind::NotFound => Failure::input(format!("{name}: its folder does not exist; make it first")),
        _ => Failure::failed(format!("{name}: it can't be written ({error}); choose a folder you may write to")),
    })?;
    files::note(&format!("{name}: written; edit it, then: giftgate campaign check {name}"));
    Ok(())
}

fn check(args: &CheckArgs) -> Result<(), Failure> {
    let mut results = Vec::new();
    let own = stations_here()?;
    for path in &args.files {
        let name = files::name_of(path);
        results.push((name, read(&own, &files::read_bytes(path)?)));
    }
    let faulty = results.iter().filter(|(_, result)| result.is_err()).count();
    let mut output = Output::new();
    if args.json {
        let verdict = |(file, result): &(String, Result<Campaign, Vec<Fault>>)| Verdict {
            file: file.clone(),
            valid: result.is_ok(),
            faults: result.as_ref().err().cloned().unwrap_or_default(),
        };
        let list: Vec<_> = results.iter().map(verdict).collect();
        output.pretty(&list)?;
    } else {
        for (name, result) in &results {
            if let Ok(campaign) = result {
                output.line(&format!("{name}: valid; {}", summary(campaign)))?;
            }
        }
    }
    output.close()?;
    if faulty == 0 {
        return Ok(());
    }
    if args.json {
        return Err(Failure::input(format!("{faulty} of {} campaign files have faults", results.len())));
    }
    let lines: Vec<_> = results
        .iter()
        .filter_map(|(name, result)| Some((name, result.as_ref().err()?)))
        .map(|(name, faults)| lines(name, faults))
        .collect();
    Err(Failure::input(lines.join("\n")))
}

fn diff(args: &DiffArgs) -> Result<(), Failure> {
    let own = stations_here()?;
    let load =
        |path: &Path| read(&own, &files::read_bytes(path)?).map_err(|faults| told(&files::name_of(path), &faults));
    let changes = campaign_diff(&load(&args.old)?, &load(&args.new)?);
    let mut output = Output::new();
    if args.json {
        output.pretty(&changes)?;
    } else if changes.is_empty() {
        output.line("no change")?;
    } else {
        for change in &changes {
            output.line(&format!("{}  ({})", change.effect, change.path))?;
        }
    }
    output.close()
}

/// Reads a campaign against all that this installation knows; all faults at once are the failure.
pub(super) fn read_known_campaign(name: &str, bytes: &[u8], own: &StationMaps) -> Result<Campaign, Failure> {
    read(own, bytes).map_err(|faults| told(name, &faults))
}

fn summary(campaign: &Campaign) -> String {
    let stations: Vec<_> = campaign.stations.iter().map(|scope| scope.iata.as_str()).collect();
    format!(
        "{} to {} at {}, {} kinds of gifts, up to {}",
        campaign.starts_on,
        campaign.ends_on,
        stations.join(" "),
        campaign.gifts.len(),
        campaign.caps.campaign
    )
}

fn told(name: &str, faults: &[Fault]) -> Failure {
    Failure::input(lines(name, faults))
}

fn lines(name: &str, faults: &[Fault]) -> String {
    let lines: Vec<_> = faults.iter().map(|fault| format!("{name}, {fault}")).collect();
    lines.join("\n")
}

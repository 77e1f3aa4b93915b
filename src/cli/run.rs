//! `giftgate run`: the whole job on a user's own files, without a server. Nothing is approved and nobody is contacted.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveTime};
use clap::Args;

use super::stage::Stage;
use super::workspace::{Workspace, write_files};
use super::{Failure, block_on};
use crate::app::{App, system_now};
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::instant::{Instant, local_day};
use crate::domain::language::Language;
use crate::domain::station::zone_of;
use crate::formats::bookings::BookingRows;
use crate::formats::campaign::read_campaign_bytes;
use crate::formats::flights::FlightRows;
use crate::formats::posts::PostRows;
use crate::services::campaigns::LoadedCampaign;
use crate::services::intake::IntakeReport;
use crate::services::listening::{Listener, listen};
use crate::services::planning::{PlanFrom, PlanOutcome, make_plan};
use crate::services::{Error, campaigns, exports, follow_ups, intake, views};
use crate::web::render_report_html;

/// Plan a campaign on your own files and write what comes of it
#[derive(Debug, Args)]
pub(super) struct Run {
    /// The campaign file
    campaign: PathBuf,
    /// Booked passengers: CSV
    #[arg(long, value_name = "FILE")]
    bookings: PathBuf,
    /// Flights: CSV
    #[arg(long, value_name = "FILE")]
    flights: PathBuf,
    /// Public posts: one JSON object a line
    #[arg(long, value_name = "FILE")]
    posts: PathBuf,
    /// Folder for the results
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Plan as of this instant [default: now during the campaign, else each traveller as of their newest post]
    #[arg(long, value_name = "INSTANT")]
    at: Option<Instant>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print counts as JSON
    #[arg(long)]
    json: bool,
}

impl Run {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let source = std::fs::read(&self.campaign).map_err(|error| unreadable(&self.campaign, &error))?;
        let known = campaigns::known_words();
        let campaign = read_campaign_bytes(&source, &known.as_known()).map_err(|faults| {
            let lines: Vec<_> = faults.iter().map(|fault| format!("{}: {fault}", self.campaign.display())).collect();
            Failure::input(lines.join("\n"))
        })?;
        let source = String::from_utf8_lossy(&source).into_owned();
        block_on(self.perform(&source, &campaign))
    }

    async fn perform(&self, source: &str, campaign: &Campaign) -> Result<(), Failure> {
        let workspace = Workspace::new(self.at.unwrap_or_else(|| default_instant(campaign)), self.seed).await?;
        let app = &workspace.app;
        let by = Actor::SYSTEM;
        let mut loaded = campaigns::add(app, source, &by).await.map_err(failure)?;
        campaigns::move_to(app, &mut loaded, CampaignState::Rehearsal, &by).await.map_err(failure)?;

        let (file, name) = open(&self.flights)?;
        let flights = intake::import_flights(app, FlightRows::open(file, &name).map_err(Failure::input)?).await;
        let flights = flights.map_err(failure)?;
        let (file, name) = open(&self.bookings)?;
        let rows = BookingRows::open(file, &name).map_err(Failure::input)?;
        let stage = Stage::begin("bookings", 0);
        let bookings = intake::import_bookings(app, &name, rows, |done| stage.at(done)).await.map_err(failure)?;
        stage.end();
        let listener = Listener::new(app, &loaded).await.map_err(failure)?;
        let (file, name) = open(&self.posts)?;
        let stage = Stage::begin("posts", 0);
        let heard = listen(app, &loaded, &listener, PostRows::open(file, &name), |done| stage.at(done)).await;
        let heard = heard.map_err(failure)?;
        stage.end();

        let outcome = make_plan(app, &loaded, PlanFrom::Suggested, self.seed, &by).await.map_err(failure)?;
        follow_ups::draft(app, &loaded).await.map_err(failure)?;
        write_results(app, &loaded, &self.out).await?;
        let counts = [("flights", &flights), ("bookings", &bookings), ("posts", &heard.intake)];
        if self.json {
            print_json(&counts, &outcome, &self.out);
        } else {
            print_counts(&counts, &outcome, &loaded.campaign, &self.out);
        }
        Ok(())
    }
}

/// Writes every file that a run promises.
pub(super) async fn write_results(app: &App, loaded: &LoadedCampaign, out: &Path) -> Result<(), Failure> {
    let mut files = exports::files(app, loaded).await.map_err(failure)?;
    let view = views::report(app, &loaded.campaign.slug).await.map_err(failure)?;
    let report = render_report_html(&view, Language::En).map_err(Failure::failed)?;
    files.push(("report.html", report.into_bytes()));
    write_files(out, &files)
}

/// During the campaign, now. Before and after it, the day before its first: nothing of that day lies in the past, and each
/// traveller is judged as of their newest post.
fn default_instant(campaign: &Campaign) -> Instant {
    let zone = campaign.stations.first().map_or(chrono_tz::UTC, |scope| zone_of(&scope.iata));
    let now = system_now();
    if (campaign.starts_on..=campaign.ends_on).contains(&local_day(now, zone)) {
        return now;
    }
    campaign.starts_on.and_time(NaiveTime::MIN).and_utc() - Duration::days(1)
}

pub(super) fn open(path: &Path) -> Result<(BufReader<File>, String), Failure> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Failure::input(format!("{} is a folder; name a file in it", path.display())));
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((BufReader::with_capacity(1 << 18, file), name))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::input(format!("{} can't be read: {error}; check the name and that you may read it", path.display()))
}

/// Files and campaigns are the user's to mend; everything else is a failure.
pub(super) fn failure(error: Error) -> Failure {
    match error {
        Error::File(_) | Error::Campaign(_) | Error::NotFound { .. } => Failure::input(error),
        other => Failure::failed(with_sources(&other)),
    }
}

/// The message with what caused it, for the person at the terminal.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}

fn print_counts(counts: &[(&str, &IntakeReport)], outcome: &PlanOutcome, campaign: &Campaign, out: &Path) {
    for (name, report) in counts {
        let reasons: Vec<_> = report.reasons.iter().map(|(reason, n)| format!("{reason} {n}")).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
        println!(
            "{name:<9} {} lines = {} accepted + {} duplicate + {} quarantined{reasons}",
            report.lines, report.accepted, report.duplicate, report.quarantined
        );
    }
    let plan = &outcome.plan;
    let spent: i64 = plan.gifts.iter().map(|gift| gift.cost_minor).sum();
    let money = |minor| crate::domain::money::Money::new(minor, campaign.currency);
    println!(
        "plan      {} gifts, {} of {}, value {} of at most {} (gap {:.2} %), {} held out, {} without a gift",
        plan.gifts.len(),
        money(spent),
        campaign.caps.campaign,
        plan.value,
        plan.upper_bound,
        plan.gap * 100.0,
        plan.hold_out.len(),
        plan.not_chosen.len()
    );
    println!("written   {}", out.display());
}

fn print_json(counts: &[(&str, &IntakeReport)], outcome: &PlanOutcome, out: &Path) {
    let plan = &outcome.plan;
    let mut answer = serde_json::json!({ "gifts": plan.gifts.len(), "value": plan.value, "upper_bound": plan.upper_bound,
        "gap": plan.gap, "held_out": plan.hold_out.len(), "out": out });
    for (name, report) in counts {
        answer[*name] = serde_json::json!(report);
    }
    println!("{answer}");
}

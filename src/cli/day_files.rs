//! A day's files up to the plan, in a database that goes with the command: what `run` and `rehearse` share.
//!
//! Nothing is approved and nobody is contacted.

use std::path::PathBuf;

use chrono::{Duration, NaiveTime};
use clap::Args;

use super::campaign::read_known_campaign;
use super::readers::{self, Taken};
use super::stage::Stage;
use super::workspace::Workspace;
use super::{Failure, files, stations_here};
use crate::app::system_now;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::instant::{Instant, local_day};
use crate::domain::station::zone_of;
use crate::formats::posts::PostRows;
use crate::services::campaigns::LoadedCampaign;
use crate::services::intake::IntakeReport;
use crate::services::listening::{ListenReport, Listener, listen};
use crate::services::passenger_lists::import_file;
use crate::services::planning::{PlanFrom, PlanOutcome, make_plan};
use crate::services::{campaigns, intake};

/// The files of a day.
#[derive(Debug, Args)]
pub(super) struct DayFiles {
    /// The campaign file
    pub(super) campaign: PathBuf,
    /// Booked passengers: CSV, or PNL and ADL messages
    #[arg(long, value_name = "FILE")]
    bookings: PathBuf,
    /// Flights: CSV, or the JSON of the Schiphol flight API
    #[arg(long, value_name = "FILE")]
    flights: PathBuf,
    /// Public posts: one JSON object a line
    #[arg(long, value_name = "FILE")]
    posts: PathBuf,
    /// Plan as of this instant [default: now during the campaign, else each traveller as of their newest post]
    #[arg(long, value_name = "INSTANT")]
    at: Option<Instant>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A day that was read and planned.
pub(super) struct PlannedDay {
    /// The database that goes with the command.
    pub(super) workspace: Workspace,
    /// The campaign.
    pub(super) loaded: LoadedCampaign,
    /// What became of the flights' lines.
    pub(super) flights: IntakeReport,
    /// What became of the bookings' lines.
    pub(super) bookings: IntakeReport,
    /// What became of the posts.
    pub(super) heard: ListenReport,
    /// The plan.
    pub(super) outcome: PlanOutcome,
}

impl PlannedDay {
    /// What became of the lines of each file.
    pub(super) const fn counts(&self) -> [(&'static str, &IntakeReport); 3] {
        [("flights", &self.flights), ("bookings", &self.bookings), ("posts", &self.heard.intake)]
    }
}

/// Reads all files and makes the plan.
pub(super) async fn plan_day(day: &DayFiles) -> Result<PlannedDay, Failure> {
    let source = files::read_bytes(&day.campaign)?;
    let own = stations_here()?;
    let campaign = read_known_campaign(&files::name_of(&day.campaign), &source, &own)?;
    let source = String::from_utf8_lossy(&source).into_owned();
    let mut workspace = Workspace::new(day.at.unwrap_or_else(|| default_instant(&campaign)), day.seed).await?;
    workspace.app = workspace.app.with_stations(own);
    let app = &workspace.app;
    let by = Actor::SYSTEM;
    let mut loaded = campaigns::add(app, &source, &by).await?;
    campaigns::move_to(app, &mut loaded, CampaignState::Rehearsal, &by).await?;

    let flights = readers::flight_events(files::open(&day.flights)?)?;
    let flights = intake::import_flights(app, Taken::from(flights)).await?;
    let bookings = files::open(&day.bookings)?;
    let name = bookings.name.clone();
    let rows = readers::bookings(bookings, campaign.starts_on)?;
    let stage = Stage::begin("bookings", 0);
    let bookings = import_file(app, &name, rows, |done| stage.at(done)).await?;
    stage.end();
    for warning in &bookings.warnings {
        files::note(&format!("{name}, {warning}"));
    }
    let listener = Listener::new(app, &loaded).await?;
    let posts = files::open(&day.posts)?;
    let stage = Stage::begin("posts", 0);
    let rows = PostRows::open(posts.input, &posts.name);
    let heard = listen(app, &loaded, &listener, rows, |done| stage.at(done)).await?;
    stage.end();

    let outcome = make_plan(app, &loaded, PlanFrom::Suggested, day.seed, &by).await?;
    Ok(PlannedDay { workspace, loaded, flights, bookings, heard, outcome })
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

/// The counts of each file, a line each.
pub(super) fn print_counts(counts: &[(&str, &IntakeReport)]) {
    for (name, report) in counts {
        let reasons: Vec<_> = report.reasons.iter().map(|(reason, n)| format!("{reason} {n}")).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
        println!(
            "{name:<9} {} lines = {} accepted + {} duplicate + {} quarantined{reasons}",
            report.lines, report.accepted, report.duplicate, report.quarantined
        );
    }
}

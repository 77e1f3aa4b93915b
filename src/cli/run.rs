//! `giftgate run`: the whole job on a user's own files, without a server. Nothing is approved and nobody is contacted.

use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveTime};
use clap::Args;

use super::campaign::read_known_campaign;
use super::readers::{self, Bookings, Taken};
use super::stage::Stage;
use super::workspace::{Workspace, write_files};
use super::{Failure, block_on, files};
use crate::app::{App, system_now};
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::instant::{Instant, local_day};
use crate::domain::language::Language;
use crate::domain::station::zone_of;
use crate::formats::posts::PostRows;
use crate::services::campaigns::LoadedCampaign;
use crate::services::intake::IntakeReport;
use crate::services::listening::{Listener, listen};
use crate::services::planning::{PlanFrom, PlanOutcome, make_plan};
use crate::services::{campaigns, exports, follow_ups, intake, views};
use crate::web::render_report_html;

/// What a run works on.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// The campaign file
    campaign: PathBuf,
    /// Booked passengers: CSV, or PNL and ADL messages
    #[arg(long, value_name = "FILE")]
    bookings: PathBuf,
    /// Flights: CSV, or the JSON of the Schiphol flight API
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

pub(super) fn run(args: &RunArgs) -> Result<(), Failure> {
    let source = files::read_bytes(&args.campaign)?;
    let campaign = read_known_campaign(&files::name_of(&args.campaign), &source)?;
    let source = String::from_utf8_lossy(&source).into_owned();
    block_on(Box::pin(perform(args, &source, &campaign)))
}

async fn perform(args: &RunArgs, source: &str, campaign: &Campaign) -> Result<(), Failure> {
    let workspace = Workspace::new(args.at.unwrap_or_else(|| default_instant(campaign)), args.seed).await?;
    let app = &workspace.app;
    let by = Actor::SYSTEM;
    let mut loaded = campaigns::add(app, source, &by).await?;
    campaigns::move_to(app, &mut loaded, CampaignState::Rehearsal, &by).await?;

    let flights = readers::flight_events(files::open(&args.flights)?)?;
    let flights = intake::import_flights(app, Taken::from(flights)).await?;
    let bookings = files::open(&args.bookings)?;
    let name = bookings.name.clone();
    let rows = Bookings::open(bookings, campaign.starts_on)?;
    let stage = Stage::begin("bookings", 0);
    let bookings = intake::import_bookings(app, &name, rows, |done| stage.at(done)).await?;
    stage.end();
    let listener = Listener::new(app, &loaded).await?;
    let posts = files::open(&args.posts)?;
    let stage = Stage::begin("posts", 0);
    let rows = PostRows::open(posts.input, &posts.name);
    let heard = listen(app, &loaded, &listener, rows, |done| stage.at(done)).await?;
    stage.end();

    let outcome = make_plan(app, &loaded, PlanFrom::Suggested, args.seed, &by).await?;
    follow_ups::draft(app, &loaded).await?;
    write_results(app, &loaded, &args.out).await?;
    let counts = [("flights", &flights), ("bookings", &bookings), ("posts", &heard.intake)];
    if args.json {
        print_json(&counts, &outcome, &args.out);
    } else {
        print_counts(&counts, &outcome, &loaded.campaign, &args.out);
    }
    Ok(())
}

/// Writes every file that a run promises.
pub(super) async fn write_results(app: &App, loaded: &LoadedCampaign, out: &Path) -> Result<(), Failure> {
    let mut files = exports::files(app, loaded).await?;
    let view = views::report(app, &loaded.campaign.slug).await?;
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

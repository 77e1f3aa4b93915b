//! `giftgate run`: the whole job on a user's own files, without a server. Nothing is approved and nobody is contacted.

use std::path::{Path, PathBuf};

use clap::Args;

use super::day_files::{DayFiles, plan_day, print_counts};
use super::workspace::write_files;
use super::{Failure, block_on};
use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::language::Language;
use crate::services::campaigns::LoadedCampaign;
use crate::services::intake::IntakeReport;
use crate::services::planning::PlanOutcome;
use crate::services::{exports, follow_ups, views};
use crate::web::templates::Engine;
use crate::web::{ReportForm, write_report};

/// What a run works on.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    day: DayFiles,
    /// Folder for the results
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Print counts as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &RunArgs) -> Result<(), Failure> {
    block_on(Box::pin(perform(args)))
}

async fn perform(args: &RunArgs) -> Result<(), Failure> {
    let day = plan_day(&args.day).await?;
    let app = &day.workspace.app;
    follow_ups::draft(app, &day.loaded).await?;
    write_results(app, &day.loaded, &args.out).await?;
    if args.json {
        print_json(&day.counts(), &day.outcome, &args.out);
    } else {
        print_counts(&day.counts());
        print_plan(&day.outcome, &day.loaded.campaign, &args.out);
    }
    Ok(())
}

/// Writes every file that a run promises.
pub(super) async fn write_results(app: &App, loaded: &LoadedCampaign, out: &Path) -> Result<(), Failure> {
    let mut files = exports::files(app, loaded).await?;
    let view = views::report(app, &loaded.campaign.slug).await?;
    let engine = Engine::load().map_err(Failure::failed)?;
    let report = write_report(&engine, &view, ReportForm::Html, Language::En).map_err(Failure::failed)?;
    files.push(("report.html", report));
    write_files(out, &files)
}

fn print_plan(outcome: &PlanOutcome, campaign: &Campaign, out: &Path) {
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

//! What the demo prints at the end: the funnel, the money against the proven bound, the hand-overs, what was screened out.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Failure, day};
use crate::app::App;
use crate::cli::demo::replay::Story;
use crate::domain::money::Money;
use crate::networks::Outlet;
use crate::services::{campaigns, views};
use crate::store::intake::IntakeStep;

/// Prints the summary.
pub(super) async fn print(app: &App, story: &Story, outlet: &Outlet, took: Duration) -> Result<(), Failure> {
    let loaded = campaigns::load(app, day::CAMPAIGN).await?;
    let board = views::board(app, day::CAMPAIGN).await?;
    let report = views::report(app, day::CAMPAIGN).await?;
    let funnel = board.funnel;
    println!("\n{}: 4 March 2025 at Schiphol", loaded.campaign.name);
    println!("Flights are facts. Passengers, posts, decisions and readings are made up or simulated.\n");

    for (step, count) in [
        ("posts read", funnel.posts),
        ("screened out", funnel.screened_out),
        ("candidate matches", funnel.matched),
        ("confirmed (simulated reviewer)", funnel.confirmed),
        ("gifts proposed", funnel.proposed),
        ("gifts approved (simulated)", funnel.approved),
        ("handed over", funnel.delivered),
        ("follow-ups published", funnel.posted),
    ] {
        println!("{step:<34}{count:>6}");
    }

    let money = |minor| Money::new(minor, loaded.campaign.currency);
    if let Some(outcome) = &story.morning_plan {
        let plan = &outcome.plan;
        let planned: i64 = plan.gifts.iter().map(|gift| gift.cost_minor).sum();
        let gap =
            if outcome.is_proven_best() { "proven best".to_owned() } else { format!("gap {:.2} %", plan.gap * 100.0) };
        println!(
            "\nMorning plan  {} gifts for {} of {}, value {} of at most {} ({gap}), {} held out",
            plan.gifts.len(),
            money(planned),
            loaded.campaign.caps.campaign,
            plan.value,
            plan.upper_bound,
            plan.hold_out.len(),
        );
    }
    println!("Later plans   {} gifts for people who posted during the shift", story.later_gifts);
    println!("Spent         {} of {}", money(report.spent_minor), loaded.campaign.caps.campaign);
    println!("Flights       {} pieces of news, {} gifts taken back and their money freed", story.news, story.withdrawn);
    let (on_time, ended) = on_time(app, &loaded).await?;
    println!("On time       {on_time} of {ended} hand-overs inside their window");
    let list = |counts: Vec<(String, u64)>| {
        counts.into_iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
    };
    let languages = board.by_language.iter().map(|line| (line.language.to_string(), line.gifts)).collect();
    let stations = board.by_station.iter().map(|line| (line.station.clone(), line.gifts)).collect();
    println!("Languages     {}", list(languages));
    println!("Stations      {}", list(stations));
    println!("Screened out  {}", list(details(story, IntakeStep::Screened)));
    println!("Not matched   {}", list(ends(story)));
    println!("Outbox        {}; nothing left this machine", outlet.place());
    println!("Took          {:.2} s", took.as_secs_f64());
    Ok(())
}

/// Counts of one step by detail, most first.
fn details(story: &Story, step: IntakeStep) -> Vec<(String, u64)> {
    let found = story.heard.steps.iter().filter(|((one, _), _)| *one == step);
    let mut counts: Vec<_> = found.map(|((_, detail), n)| (detail.clone(), *n)).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counts
}

/// Where the other posts ended.
fn ends(story: &Story) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for ((step, _), n) in &story.heard.steps {
        if !matches!(step, IntakeStep::Read | IntakeStep::Screened | IntakeStep::Matched) {
            *counts.entry(step.as_str()).or_default() += n;
        }
    }
    counts.into_iter().map(|(step, n)| (step.replace('_', " "), n)).collect()
}

async fn on_time(app: &App, loaded: &campaigns::LoadedCampaign) -> Result<(i64, i64), Failure> {
    Ok(app.store.hand_overs_in_window(loaded.id).await?)
}

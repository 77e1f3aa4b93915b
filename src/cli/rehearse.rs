//! `giftgate rehearse`: what a day would come to, before anyone is contacted. Writes nothing.

use clap::Args;

use super::day_files::{DayFiles, plan_day, print_counts};
use super::files::Output;
use super::{Failure, block_on};
use crate::domain::money::Money;
use crate::services::rehearsal::{Rehearsal, summary};

/// What is rehearsed.
#[derive(Debug, Args)]
pub(super) struct RehearseArgs {
    #[command(flatten)]
    day: DayFiles,
    /// Print everything as one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &RehearseArgs) -> Result<(), Failure> {
    block_on(Box::pin(async {
        let day = plan_day(&args.day).await?;
        let rehearsal = summary(&day.workspace.app, &day.loaded, &day.heard, &day.outcome).await?;
        if args.json {
            let mut answer = serde_json::to_value(&rehearsal).map_err(Failure::failed)?;
            for (name, report) in day.counts() {
                answer["files"][name] = serde_json::json!(report);
            }
            let mut output = Output::new();
            output.json(&answer)?;
            return output.close();
        }
        print_counts(&day.counts());
        let mut output = Output::new();
        for line in lines(&rehearsal) {
            output.line(&line)?;
        }
        output.close()
    }))
}

/// The figures as lines for people.
fn lines(rehearsal: &Rehearsal) -> Vec<String> {
    let Rehearsal { funnel, plan, hold_out, .. } = rehearsal;
    let screened: u64 = funnel.screened.values().sum();
    let with = |what: String| if what.is_empty() { String::new() } else { format!(" ({what})") };
    let categories = listed(funnel.screened.iter().map(|(word, n)| format!("{} {n}", word.replace('_', " "))));
    let languages = listed(plan.by_language.iter().map(|(language, n)| format!("{language} {n}")));
    let money = |minor| Money::new(minor, plan.currency);
    let bound = format!("value {} of at most {}, gap {:.2} %", plan.value, plan.upper_bound, plan.gap * 100.0);
    let mut lines = vec![
        format!(
            "funnel    {} posts -> {screened} screened out{} -> {} matched",
            funnel.posts,
            with(categories),
            funnel.matched
        ),
        format!(
            "matches   {} suggested, {} to verify, {} ambiguous",
            funnel.matches.suggested, funnel.matches.verify, funnel.matches.ambiguous
        ),
        format!("gifts     {} would be proposed{} ({bound})", plan.gifts, with(languages)),
        format!("cost      {} of {} ({bound})", money(plan.cost_minor), money(plan.limit_minor)),
        format!("hold-out  {} of {} travellers", hold_out.held_out, hold_out.held_out + hold_out.treated),
    ];
    for one in &hold_out.minimum_detectable {
        let base = format!("where {:.0} % do it anyway", one.base * 100.0);
        lines.push(match one.rise {
            Some(rise) => format!("effect    {base}, a rise of {:.1} points or more would show", rise * 100.0),
            None => format!("effect    {base}, no rise would show at this size"),
        });
    }
    let (confidence, power) = (hold_out.confidence * 100.0, hold_out.power * 100.0);
    lines.push(format!("          (confidence {confidence:.0} %, power {power:.0} %)"));
    lines.push("A rehearsal: nobody was contacted and nothing was kept.".to_owned());
    lines
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

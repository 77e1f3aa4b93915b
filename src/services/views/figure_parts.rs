//! The parts of a report as flat figures, so that the exports hold what the page shows.

use serde_json::{Value, json};

use super::figures::Own;
use crate::formats::report_figures::ReportFigure;
use crate::store::view::report::ReportView;

pub(super) fn parts(view: &ReportView, own: &Own) -> Vec<ReportFigure> {
    let parts = &view.parts;
    let money = format!("{}, minor units", view.head.currency);
    let mut figures = Vec::new();
    let cost = parts.cost;
    let unknown = "empty where nobody gave its price; then it is in no sum";
    for (of, minor, definition) in [
        ("gifts", Some(cost.gifts_minor), "handed over, without tax"),
        ("tax", Some(cost.tax_minor), "on what was handed over"),
        ("wrapping", cost.wrapping_minor, unknown),
        ("staff", cost.staff_minor, unknown),
        ("credits", cost.credits_minor, unknown),
        ("failed", Some(cost.failed_minor), "wrapping and time of gifts that reached nobody; part of the others"),
        ("total", Some(cost.total_minor), "gifts, tax, wrapping, staff and credits"),
    ] {
        figures.push(own.computed("cost_in_full", of, json!(minor), &money, definition));
    }
    figures.push(own.counted(
        "staff_minutes",
        "",
        json!(cost.staff_minutes),
        "minutes",
        "bringing and preparing, failed tries included",
    ));
    let ends = parts.endings;
    for (of, n) in [
        ("given", ends.given),
        ("declined", ends.declined),
        ("not_found", ends.not_found),
        ("in_window", ends.in_window),
    ] {
        figures.push(own.counted("hand_over", of, json!(n), "hand-overs", "as it ended"));
    }
    for (of, n) in [("publication", ends.publication), ("photo", ends.photo), ("reuse", ends.reuse)] {
        figures.push(own.counted("consent", of, json!(n), "consents", "given and not withdrawn"));
    }
    for line in &parts.rates {
        let figure = if line.locked { "engagement_rate" } else { "engagement_rate.other" };
        let below = if line.by_field.is_empty() { "not given" } else { &line.by_field };
        let definition = format!("engagements ({}) by {} ({below})", line.field, line.by);
        figures.push(own.computed(figure, line.network.as_str(), json!(line.rate()), "share", &definition));
    }
    for line in &parts.days {
        let of = format!("{} {}", line.network, line.day);
        let definition = format!("sum at the end of the day less the day before ({})", line.method);
        figures.push(own.computed("added_on_day", &of, json!(line.change), line.unit.as_str(), &definition));
    }
    for group in &parts.fairness {
        for line in &group.lines {
            let of = format!("{}: {}", group.by, line.word);
            figures.push(own.counted(
                "fair.confirmed",
                &of,
                json!(line.confirmed),
                "travellers",
                "with a confirmed match",
            ));
            figures.push(own.counted("fair.given", &of, json!(line.given), "travellers", "with a gift handed over"));
        }
    }
    for line in &parts.screened {
        figures.push(own.counted(
            "screened_out",
            &line.reason,
            json!(line.count),
            "posts",
            "stopped before anything was stored",
        ));
    }
    for one in &parts.destinations {
        figures.push(own.counted(
            "destination",
            &one.iata,
            json!(one.n),
            "gifts",
            "handed over to travellers bound there",
        ));
    }
    for line in &parts.retired {
        let definition = format!("not available since {}", line.since_on);
        let of = format!("{} {} {}", line.network, line.unit, line.field);
        figures.push(own.computed("retired", &of, Value::Null, line.unit.as_str(), &definition));
    }
    let proof = parts.reach_of_proof;
    let least = "smallest rise over the base that would show; empty where none would";
    figures.push(own.computed("proof.shows", "", json!(proof.shows), "share", least));
    let five = "gifts that a rise of five points would need";
    figures.push(own.computed("proof.needed_for_five_points", "", json!(proof.needed_for_five), "gifts", five));
    if let Some(found) = parts.returns {
        let margin = "margin of the extra bookers less all costs, by costs; earned media is no part of it";
        figures.push(own.computed("return", "", json!(found.ratio), "share", margin));
        figures.push(own.computed("return.low", "", json!(found.interval[0]), "share", margin));
        figures.push(own.computed("return.high", "", json!(found.interval[1]), "share", margin));
    }
    if let Some(all) = parts.pooled {
        let how = "random effects over campaigns, DerSimonian-Laird with Hartung-Knapp interval";
        figures.push(own.computed("pooled", "", json!(all.effect), "share", how));
        figures.push(own.computed("pooled.low", "", json!(all.interval[0]), "share", how));
        figures.push(own.computed("pooled.high", "", json!(all.interval[1]), "share", how));
    }
    figures
}

//! The impression report as a flat list of figures, for spreadsheets and machines: the page's own read model, no other query.

use serde_json::{Value, json};

use crate::domain::campaign::TargetMetric;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::formats::report_figures::ReportFigure;
use crate::store::view::Names;
use crate::store::view::report::ReportView;

/// Where giftgate's own counts come from.
const STORE: &str = "giftgate store";

/// Every figure of a report.
pub fn report_figures(view: &ReportView) -> Vec<ReportFigure> {
    let money = format!("{}, minor units", view.head.currency);
    let own = Own { read_at: view.made_at };
    let mut figures = funnel(view, &own);
    figures.extend(view.figures.iter().map(|read| ReportFigure {
        figure: read.unit.to_string(),
        of: read.network.to_string(),
        value: json!(read.value),
        unit: read.unit.to_string(),
        source: format!("{}: {}, {} posts", read.network, read.field, read.posts),
        definition: read.definition.clone(),
        method: read.method.to_string(),
        coverage_percent: read.coverage_percent,
        read_at: read.read_at,
    }));
    figures.push(own.counted(
        "cost",
        "",
        json!(view.spent_minor),
        &money,
        "committed in the ledger for gifts handed over",
    ));
    let per_hand_over = "gifts handed over, with tax, by hand-overs";
    figures.push(own.computed("cost_per_hand_over", "", json!(view.cost_per_hand_over_minor), &money, per_hand_over));
    for line in &view.costs {
        let name = english(&line.gift);
        figures.push(own.counted(
            "cost_of_gift",
            name,
            json!(line.cost_minor),
            &money,
            "cost of the pieces handed over",
        ));
        figures.push(own.counted("pieces_of_gift", name, json!(line.pieces), "pieces", "pieces handed over"));
    }
    for line in &view.cost_per_mille {
        let definition = format!("all money spent by a thousand impressions of this network ({})", line.method);
        figures.push(own.computed("cost_per_mille", line.network.as_str(), json!(line.minor), &money, &definition));
    }
    for line in &view.by_language {
        let of = line.language.as_str();
        figures.push(own.counted(
            "hand_overs",
            of,
            json!(line.hand_overs),
            "hand-overs",
            "by the traveller's language",
        ));
    }
    for line in &view.targets {
        let (of, unit) = (line.metric.as_str(), unit_of(line.metric));
        figures.push(own.counted(
            "target",
            of,
            json!(line.wanted),
            unit,
            "the value wanted; locked when the campaign went live",
        ));
        figures.push(own.computed(
            "target_reached",
            of,
            json!(line.reached),
            unit,
            "the value reached; empty while nobody knows",
        ));
    }
    figures.extend(hold_out(view, &own));
    figures.extend(super::figure_parts::parts(view, &own));
    figures.extend(super::figure_voices::voices(view, &own));
    figures
}

/// Makes figures of giftgate's own, as of one instant.
pub(super) struct Own {
    read_at: Instant,
}

impl Own {
    pub(super) fn counted(&self, figure: &str, of: &str, value: Value, unit: &str, definition: &str) -> ReportFigure {
        self.figure(figure, of, value, unit, definition, "counted")
    }

    pub(super) fn computed(&self, figure: &str, of: &str, value: Value, unit: &str, definition: &str) -> ReportFigure {
        self.figure(figure, of, value, unit, definition, "computed")
    }

    fn figure(&self, figure: &str, of: &str, value: Value, unit: &str, definition: &str, method: &str) -> ReportFigure {
        ReportFigure {
            figure: figure.to_owned(),
            of: of.to_owned(),
            value,
            unit: unit.to_owned(),
            source: STORE.to_owned(),
            definition: definition.to_owned(),
            method: method.to_owned(),
            coverage_percent: 100,
            read_at: self.read_at,
        }
    }
}

fn funnel(view: &ReportView, own: &Own) -> Vec<ReportFigure> {
    let funnel = &view.funnel;
    [
        ("funnel.posts", funnel.posts, "posts", "posts read for this campaign"),
        (
            "funnel.screened_out",
            funnel.screened_out,
            "posts",
            "stopped by the screen for sensitive matters, nothing kept",
        ),
        ("funnel.matched", funnel.matched, "matches", "matches suggested, whatever became of them"),
        ("funnel.confirmed", funnel.confirmed, "matches", "matches a person confirmed"),
        ("funnel.proposed", funnel.proposed, "gifts", "gifts proposed or further"),
        ("funnel.approved", funnel.approved, "gifts", "gifts approved or further"),
        ("funnel.delivered", funnel.delivered, "gifts", "gifts handed over"),
        ("funnel.posted", funnel.posted, "posts", "follow-up posts published"),
    ]
    .map(|(figure, value, unit, definition)| own.counted(figure, "", json!(value), unit, definition))
    .into()
}

fn hold_out(view: &ReportView, own: &Own) -> Vec<ReportFigure> {
    let group = &view.hold_out;
    let mut figures = vec![
        own.counted("hold_out.treated", "", json!(group.treated), "travellers", "travellers with a gift"),
        own.counted(
            "hold_out.held_out",
            "",
            json!(group.held_out),
            "travellers",
            "drawn at random before anyone chose",
        ),
    ];
    let least = "smallest difference of shares that groups of this size could show; empty where none would";
    figures.push(own.computed("hold_out.minimum_detectable", "", json!(group.minimum_detectable), "share", least));
    if let Some(seen) = &group.outcome {
        let again = format!("with a booking made within {} days of the lot", seen.window_days);
        for (of, people, booked) in
            [("offered", seen.offered, seen.offered_again), ("held_out", seen.held_out, seen.held_out_again)]
        {
            figures.push(own.counted("drawn", of, json!(people), "travellers", "as the lot put them"));
            figures.push(own.counted("booked_again", of, json!(booked), "travellers", &again));
        }
    }
    if let Some(uplift) = &group.uplift {
        let interval = format!("interval at confidence {}", uplift.confidence);
        figures.push(own.computed("uplift", "", json!(uplift.difference), "share", "treated minus held out"));
        figures.push(own.computed("uplift.low", "", json!(uplift.low), "share", &interval));
        figures.push(own.computed("uplift.high", "", json!(uplift.high), "share", &interval));
    }
    figures
}

const fn unit_of(metric: TargetMetric) -> &'static str {
    match metric {
        TargetMetric::HandOvers => "hand-overs",
        TargetMetric::Impressions => "impressions",
        TargetMetric::OnTimePercent | TargetMetric::AnsweredInHourPercent => "percent",
        TargetMetric::PublicationConsents => "consents",
    }
}

fn english(names: &Names) -> &str {
    names.get(&Language::En).or_else(|| names.values().next()).map_or("", String::as_str)
}

//! The impression report: figures with their source, costs, targets against results, the hold-out.
//!
//! Figures of different units, networks, definitions or methods are never added. A figure nobody read is absent, not 0.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::report_parts::{parts, tax_of};
use super::report_voices::{answered_percent, voices};
use super::{catalogue, head_of};
use crate::app::App;
use crate::domain::campaign::{Campaign, TargetMetric};
use crate::domain::ledger::Balance;
use crate::domain::reading::{Method, Unit};
use crate::effect::{self, EffectInput, Group, Total};
use crate::services::campaigns::LoadedCampaign;
use crate::services::outcomes::WINDOW_DAYS;
use crate::services::{Error, campaigns, closing};
use crate::store::outcome::Booked;
use crate::store::reading::GrowthLine;
use crate::store::view::names_of;
use crate::store::view::report::{
    CostLine, CostPerMille, Figure, HoldOut, Outcome, Point, ReportView, Series, TargetLine, Uplift,
};
use crate::store::view::results::{Pieces, Tally};

/// Confidence and power of what is said about the hold-out.
pub(super) const CONFIDENCE: f64 = 0.95;
pub(super) const POWER: f64 = 0.8;
/// Most points of a line; a line with more shows every so many.
const MOST_POINTS: usize = 240;

/// The report of a campaign as it stands now.
pub async fn report(app: &App, slug: &str) -> Result<ReportView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    report_of(app, &loaded).await
}

/// The same of a campaign that is loaded.
pub(super) async fn report_of(app: &App, loaded: &LoadedCampaign) -> Result<ReportView, Error> {
    let campaign = &loaded.campaign;
    let totals = app.store.reading_totals(loaded.id).await?;
    let growth = app.store.reading_growth(loaded.id).await?;
    let balances: BTreeMap<String, Balance> = app.store.balances(loaded.id).await?.into_iter().collect();
    let spent_minor = balances.get("money").map_or(0, |money| money.committed);
    let pieces = app.store.pieces_handed_over(loaded.id).await?;
    let tally = app.store.tally(loaded.id).await?;
    let funnel = app.store.figures(loaded.id).await?.funnel;
    let voices = voices(app, loaded.id).await?;
    let mut results = results(&tally, funnel.delivered, &totals);
    results.extend(answered_percent(&voices).map(|percent| (TargetMetric::AnsweredInHourPercent, percent)));
    let targets = effect::against(&closing::targets_now(app, loaded).await?, &results);
    let hold_out = hold_out(&tally, app.store.booked_again(loaded.id).await?);
    let parts = parts(app, loaded, &pieces, &totals, &growth, &hold_out).await?;
    let total_minor = parts.cost.total_minor;
    Ok(ReportView {
        head: head_of(loaded),
        made_at: app.now(),
        funnel,
        series: series(&growth),
        spent_minor,
        costs: cost_lines(campaign, &pieces),
        by_language: app.store.hand_overs_by_language(loaded.id).await?,
        cost_per_hand_over_minor: cost_per_hand_over(total_minor, funnel.delivered),
        cost_per_mille: cost_per_mille(total_minor, &totals),
        targets: targets
            .into_iter()
            .map(|target| TargetLine { metric: target.metric, wanted: target.target, reached: target.result })
            .collect(),
        hold_out,
        figures: totals.into_iter().map(figure).collect(),
        parts,
        voices,
        small_groups: 0,
    })
}

fn figure(total: Total) -> Figure {
    Figure {
        network: total.network,
        unit: total.unit,
        value: total.value,
        posts: total.posts as u64,
        field: total.field,
        definition: total.definition,
        read_at: total.newest_at,
        method: total.method,
        coverage_percent: total.coverage_percent,
    }
}

/// Growth of whatever was read more than once. Where a definition changed, each version is a line of its own.
fn series(growth: &[GrowthLine]) -> Vec<Series> {
    let versions = |line: &GrowthLine| {
        let kind = |of: &GrowthLine| (of.of.network, of.of.unit, of.of.method);
        let same = |other: &&GrowthLine| kind(other) == kind(line);
        growth.iter().filter(same).count()
    };
    let mut all = Vec::new();
    for line in growth.iter().filter(|line| line.points.len() > 1 || versions(line) > 1) {
        let every = line.points.len().div_ceil(MOST_POINTS).max(1);
        let last = line.points.len() - 1;
        let kept = line.points.iter().enumerate().filter(|(place, _)| (last - place).is_multiple_of(every));
        all.push(Series {
            network: line.of.network,
            unit: line.of.unit,
            field: line.of.field.clone(),
            definition: line.of.definition.clone(),
            method: line.of.method,
            points: kept.map(|(_, (at, value))| Point { at: *at, value: *value }).collect(),
        });
    }
    all
}

/// Gifts by idea, most money first.
fn cost_lines(campaign: &Campaign, pieces: &[Pieces]) -> Vec<CostLine> {
    let names = catalogue(campaign);
    let mut by_idea: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    for line in pieces {
        let (count, cost) = by_idea.entry(&line.idea).or_default();
        *count += line.count;
        *cost = cost.saturating_add(line.cost_minor.saturating_mul(line.count.cast_signed()));
    }
    let line = |(idea, (pieces, cost_minor))| CostLine { gift: names_of(&names, idea), pieces, cost_minor };
    let mut lines: Vec<CostLine> = by_idea.into_iter().map(line).collect();
    lines.sort_by_key(|line| (Reverse(line.cost_minor), Reverse(line.pieces)));
    lines
}

/// All costs by hand-overs, rounded half up; none before the first.
fn cost_per_hand_over(total_minor: i64, delivered: u64) -> Option<i64> {
    let n = delivered.cast_signed();
    (n > 0).then(|| (total_minor.saturating_mul(2).saturating_add(n)).div_euclid(n * 2))
}

fn cost_per_mille(total_minor: i64, totals: &[Total]) -> Vec<CostPerMille> {
    let impressions = totals.iter().filter(|total| total.unit == Unit::Impressions);
    impressions
        .filter_map(|total| {
            let found = effect::per_thousand(total_minor, total)?;
            Some(CostPerMille { network: total.network, minor: found.minor, method: total.method })
        })
        .collect()
}

/// What is known of each figure that a target can be set on.
fn results(tally: &Tally, delivered: u64, totals: &[Total]) -> BTreeMap<TargetMetric, u64> {
    let mut results = BTreeMap::from([(TargetMetric::HandOvers, delivered)]);
    if let Some(percent) = (tally.in_window * 100).checked_div(tally.ended) {
        results.insert(TargetMetric::OnTimePercent, percent);
        results.insert(TargetMetric::PublicationConsents, tally.consents);
    }
    // Networks are not added up, and made-up figures reach no target: the largest one alone is what is known at least.
    let impressions = totals.iter().filter(|total| total.unit == Unit::Impressions && total.method != Method::Sample);
    if let Some(most) = impressions.map(|total| total.value).max() {
        results.insert(TargetMetric::Impressions, most);
    }
    results
}

/// The groups, what they could show at best, and what they did since. Without a booking seen there is no difference to tell.
fn hold_out(tally: &Tally, (offered, held_out): (Booked, Booked)) -> HoldOut {
    let seen = offered.again + held_out.again > 0;
    let (treated, control) = if seen {
        let group = |one: Booked| Group { n: one.people, events: one.again };
        (group(offered), group(held_out))
    } else {
        let group = |n| Group { n, events: 0 };
        (group(tally.treated), group(tally.held_out))
    };
    let input = EffectInput { treated, hold_out: control, confidence: CONFIDENCE, power: POWER, p_value: false };
    let answer = effect::effect(&input).ok();
    let outcome = Outcome {
        offered: offered.people,
        offered_again: offered.again,
        held_out: held_out.people,
        held_out_again: held_out.again,
        window_days: u32::try_from(WINDOW_DAYS).unwrap_or(u32::MAX),
    };
    let uplift = answer.as_ref().filter(|_| seen).map(|answer| Uplift {
        difference: answer.difference,
        low: answer.interval[0],
        high: answer.interval[1],
        confidence: CONFIDENCE,
        detectable: answer.detectable,
    });
    HoldOut {
        treated: tally.treated,
        held_out: tally.held_out,
        minimum_detectable: answer.and_then(|answer| answer.minimum_detectable),
        outcome: seen.then_some(outcome),
        uplift,
    }
}

/// Gifts and tax of what was handed over, minor units.
pub(super) fn gifts_and_tax(campaign: &Campaign, pieces: &[Pieces]) -> (i64, i64) {
    let (mut gifts, mut tax) = (0_i64, 0_i64);
    for line in pieces {
        let own_tax = tax_of(campaign, &line.idea).min(line.cost_minor);
        let n = line.count.cast_signed();
        gifts = gifts.saturating_add((line.cost_minor - own_tax).saturating_mul(n));
        tax = tax.saturating_add(own_tax.saturating_mul(n));
    }
    (gifts, tax)
}

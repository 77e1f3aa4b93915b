//! The impression report: figures with their source, costs, targets against results, the hold-out.
//!
//! Figures of different units, networks, definitions or methods are never added. A figure nobody read is absent, not 0.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{catalogue, head_of};
use crate::app::App;
use crate::domain::campaign::{Campaign, TargetMetric};
use crate::domain::gift::GiftState;
use crate::domain::ledger::Balance;
use crate::domain::reading::{Method, Reading, Unit};
use crate::effect::{self, EffectInput, GiftCost, Group, Total};
use crate::services::outcomes::WINDOW_DAYS;
use crate::services::{Error, campaigns};
use crate::store::outcome::Booked;
use crate::store::view::names_of;
use crate::store::view::report::{
    CostLine, CostPerMille, Figure, HoldOut, Outcome, Point, ReportView, Series, TargetLine, Uplift,
};
use crate::store::view::results::{Pieces, Tally};

/// Confidence and power of what is said about the hold-out.
const CONFIDENCE: f64 = 0.95;
const POWER: f64 = 0.8;

/// The report of a campaign as it stands now.
pub async fn report(app: &App, slug: &str) -> Result<ReportView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let campaign = &loaded.campaign;
    let readings = app.store.list_readings(loaded.id).await?;
    let totals = effect::figures(&readings).totals;
    let balances: BTreeMap<String, Balance> = app.store.balances(loaded.id).await?.into_iter().collect();
    let spent_minor = balances.get("money").map_or(0, |money| money.committed);
    let pieces = app.store.pieces_handed_over(loaded.id).await?;
    let tally = app.store.tally(loaded.id).await?;
    let funnel = app.store.funnel(loaded.id).await?;
    let results = results(&tally, funnel.delivered, &totals);
    let targets = effect::against(&campaign.targets, &results);
    Ok(ReportView {
        head: head_of(&loaded),
        made_at: app.now(),
        funnel,
        series: series(&readings, &totals),
        spent_minor,
        costs: cost_lines(campaign, &pieces),
        by_language: app.store.hand_overs_by_language(loaded.id).await?,
        cost_per_hand_over_minor: cost_per_hand_over(campaign, &pieces),
        cost_per_mille: cost_per_mille(spent_minor, &totals),
        targets: targets
            .into_iter()
            .map(|target| TargetLine { metric: target.metric, wanted: target.target, reached: target.result })
            .collect(),
        hold_out: hold_out(&tally, app.store.booked_again(loaded.id).await?),
        figures: totals.into_iter().map(figure).collect(),
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

/// Growth of each total that was read more than once: at each reading the sum of what was newest then.
fn series(readings: &[Reading], totals: &[Total]) -> Vec<Series> {
    let mut all = Vec::new();
    for total in totals {
        let like = |reading: &&Reading| {
            (reading.network, reading.unit, reading.method) == (total.network, total.unit, total.method)
                && (&reading.field, &reading.definition) == (&total.field, &total.definition)
        };
        let mine: Vec<&Reading> = readings.iter().filter(like).collect();
        let instants: BTreeSet<_> = mine.iter().map(|reading| reading.read_at).collect();
        // Readings come oldest first, so one pass keeps the newest of each post.
        let (mut newest, mut at) = (BTreeMap::<&str, u64>::new(), 0);
        let mut points = Vec::new();
        for instant in instants {
            while let Some(reading) = mine.get(at).filter(|reading| reading.read_at <= instant) {
                newest.insert(&reading.post, reading.value);
                at += 1;
            }
            let value = newest.values().fold(0_u64, |sum, value| sum.saturating_add(*value));
            points.push(Point { at: instant, value });
        }
        if points.len() > 1 {
            all.push(Series { network: total.network, unit: total.unit, points });
        }
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

/// Only what was handed over is spent: the rest went back to the desk and its money to the caps.
fn cost_per_hand_over(campaign: &Campaign, pieces: &[Pieces]) -> Option<i64> {
    let gifts: Vec<GiftCost> = pieces
        .iter()
        .flat_map(|line| {
            let idea = campaign.gifts.iter().find(|idea| idea.slug == line.idea);
            let tax_minor = idea.and_then(|idea| idea.tax).map_or(0, |tax| tax.minor).min(line.cost_minor);
            let gift = GiftCost {
                state: GiftState::HandedOver,
                bought: true,
                cost_minor: line.cost_minor - tax_minor,
                tax_minor,
                staff_minutes: 0,
            };
            std::iter::repeat_n(gift, usize::try_from(line.count).unwrap_or(0))
        })
        .collect();
    effect::costs(&gifts, campaign.currency, None)?.per_hand_over_minor
}

fn cost_per_mille(spent_minor: i64, totals: &[Total]) -> Vec<CostPerMille> {
    let impressions = totals.iter().filter(|total| total.unit == Unit::Impressions);
    impressions
        .filter_map(|total| {
            let found = effect::per_thousand(spent_minor, total)?;
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
    let input = EffectInput { treated, hold_out: control, confidence: CONFIDENCE, power: POWER };
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

//! The parts of a report beside figures and costs, from the store's counts and the campaign's file.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Timelike};

use super::compare::forest;
use super::proof::proof;
use super::report::{CONFIDENCE, gifts_and_tax};
use crate::app::App;
use crate::domain::campaign::{Campaign, Denominator};
use crate::domain::instant::local_day;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::domain::station::{find_station, zone_of};
use crate::effect::schedule::Slot;
use crate::effect::{Total, pooled, returns};
use crate::services::campaigns::LoadedCampaign;
use crate::services::{Error, alarms, network_costs};
use crate::store::measure::ReportSetting;
use crate::store::reading::GrowthLine;
use crate::store::view::report::HoldOut;
use crate::store::view::report_parts::{
    CallLine, ClosingLine, DayLine, Destination, EditLine, FairGroup, FullCost, HeatCell, RateLine, ReportParts,
    RetiredLine, ScheduleCount, TopPost,
};
use crate::store::view::results::Pieces;

/// Most days shown, the newest ones.
const MOST_DAYS: usize = 62;

pub(super) async fn parts(
    app: &App,
    loaded: &LoadedCampaign,
    pieces: &[Pieces],
    totals: &[Total],
    growth: &[GrowthLine],
    hold_out: &HoldOut,
) -> Result<ReportParts, Error> {
    let (store, id) = (&app.store, loaded.id);
    let setting = store.report_setting(id).await?;
    let calls = network_costs::lines(app, loaded).await?;
    let cost = full_cost(&loaded.campaign, pieces, &store.ideas_brought(id).await?, (&setting, &calls));
    let zone = loaded.campaign.stations.first().map_or(chrono_tz::UTC, |scope| zone_of(&scope.iata));
    let fairness = store.fairness(id).await?;
    let group = |(by, lines): (&str, Vec<_>)| FairGroup { by: by.to_owned(), lines };
    let mut top = Vec::new();
    for unit in [Unit::Impressions, Unit::Views, Unit::Engagements] {
        let post = |one: crate::domain::reading::Reading| TopPost {
            network: one.network,
            post: one.post,
            unit: one.unit,
            value: one.value,
            method: one.method,
        };
        top.extend(store.top_posts(id, unit.as_str()).await?.into_iter().map(post));
    }
    let locked = store.locked_targets(id).await?;
    let closing = store.closing(id).await?;
    let (forest, studies) = forest(app, id).await?;
    Ok(ReportParts {
        rates: rates(totals, unit_of(loaded.campaign.engagement_by)),
        days: days(growth, zone),
        cost,
        calls,
        endings: store.endings(id).await?,
        fairness: fairness.into_iter().map(group).filter(|group| !group.lines.is_empty()).collect(),
        screened: store.screened(id).await?,
        top,
        notes: store.reading_notes(id).await?,
        retired: retired(app).await?,
        schedule: schedule_count(app, loaded).await?,
        edits: edit_lines(app, loaded).await?,
        locked_at: locked.first().map(|(_, at)| *at),
        closing: closing.map(|one| ClosingLine { content_hash: one.content_hash, role: one.role, at: one.at }),
        silent_days: alarms::silence(app, loaded).await?.map(|one| one.days),
        reach_of_proof: proof(loaded, hold_out, &setting),
        returns: hold_out.uplift.as_ref().zip(hold_out.outcome).and_then(|(found, seen)| {
            returns(found.difference, [found.low, found.high], seen.offered, setting.margin_minor?, cost.total_minor)
        }),
        pooled: pooled(&studies, CONFIDENCE),
        forest,
        heat: heat(app, loaded).await?,
        destinations: destinations(app, loaded).await?,
        calibration: store.calibration(id).await?,
        earned_minor: earned(&setting, totals),
    })
}

/// Changes of targets after they were locked.
pub(super) async fn edit_lines(app: &App, loaded: &LoadedCampaign) -> Result<Vec<EditLine>, Error> {
    let line = |edit: crate::store::measure::TargetEdit| EditLine {
        metric: edit.metric,
        was: edit.was,
        value: edit.value,
        why: edit.why,
        role: edit.role,
        at: edit.at,
    };
    Ok(app.store.target_edits(loaded.id).await?.into_iter().map(line).collect())
}

/// The tax on one piece of an idea, minor units.
pub(super) fn tax_of(campaign: &Campaign, idea: &str) -> i64 {
    let idea = campaign.gifts.iter().find(|own| own.slug == idea);
    idea.and_then(|idea| idea.tax).map_or(0, |tax| tax.minor)
}

/// Only what was handed over was bought for good: the rest went back to the desk. Time and wrapping went into all of it.
fn full_cost(
    campaign: &Campaign,
    pieces: &[Pieces],
    brought: &[(String, bool, u64)],
    (setting, calls): (&ReportSetting, &[CallLine]),
) -> FullCost {
    let (gifts_minor, tax_minor) = gifts_and_tax(campaign, pieces);
    let minutes_of = |idea: &str| {
        let effort = campaign.gifts.iter().find(|own| own.slug == idea).map_or(0, |idea| idea.effort_minutes);
        i64::from(effort) + i64::from(campaign.delivery.service_minutes)
    };
    let sum = |failed_only: bool| {
        let lines = brought.iter().filter(|(_, reached, _)| !failed_only || !reached);
        lines.fold((0_i64, 0_i64), |(minutes, n), (idea, _, count)| {
            let count = count.cast_signed();
            (minutes.saturating_add(minutes_of(idea).saturating_mul(count)), n.saturating_add(count))
        })
    };
    let hours = |minutes: i64, rate: i64| minutes.saturating_mul(rate).saturating_add(30).div_euclid(60);
    let (staff_minutes, n) = sum(false);
    let (failed_minutes, failed) = sum(true);
    let wrapping_minor = setting.wrapping_minor.map(|each| each.saturating_mul(n));
    let staff_minor = setting.staff_hour_minor.map(|rate| hours(staff_minutes, rate));
    let failed_minor = setting.staff_hour_minor.map_or(0, |rate| hours(failed_minutes, rate))
        + setting.wrapping_minor.map_or(0, |each| each.saturating_mul(failed));
    let metered = (!calls.is_empty()).then(|| calls.iter().fold(0, |sum: i64, line| sum.saturating_add(line.minor)));
    let credits_minor = setting.credits_minor.into_iter().chain(metered).reduce(i64::saturating_add);
    let more = [wrapping_minor, staff_minor, credits_minor].into_iter().flatten();
    FullCost {
        gifts_minor,
        tax_minor,
        wrapping_minor,
        staff_minutes,
        staff_minor,
        credits_minor,
        failed_minor,
        failed: failed.max(0).cast_unsigned(),
        total_minor: more.fold(gifts_minor.saturating_add(tax_minor), i64::saturating_add),
    }
}

/// Engagements by impressions, views and reach of the same network and method; never by another network's. What the campaign
/// went live with comes first, also where the network does not give it.
fn rates(totals: &[Total], locked: Unit) -> Vec<RateLine> {
    let mut lines = Vec::new();
    for top in totals.iter().filter(|total| total.unit == Unit::Engagements) {
        let like = |total: &&Total| {
            total.unit != Unit::Engagements
                && (total.network, total.method) == (top.network, top.method)
                && total.value > 0
        };
        let line = |by: Unit, below: Option<&Total>| RateLine {
            network: top.network,
            method: top.method,
            engagements: top.value,
            field: top.field.clone(),
            by,
            locked: by == locked,
            by_field: below.map(|below| format!("{}, {}", below.field, below.definition)).unwrap_or_default(),
            by_value: below.map(|below| below.value),
        };
        let (own, others): (Vec<&Total>, Vec<&Total>) = totals.iter().filter(like).partition(|one| one.unit == locked);
        if own.is_empty() {
            lines.push(line(locked, None));
        }
        lines.extend(own.into_iter().chain(others).map(|below| line(below.unit, Some(below))));
    }
    lines
}

const fn unit_of(by: Denominator) -> Unit {
    match by {
        Denominator::Impressions => Unit::Impressions,
        Denominator::Views => Unit::Views,
        Denominator::Reach => Unit::Reach,
    }
}

/// What each day added, by network, unit and method.
fn days(growth: &[GrowthLine], zone: chrono_tz::Tz) -> Vec<DayLine> {
    let mut days: BTreeMap<(NaiveDate, Network, Unit, Method), i64> = BTreeMap::new();
    for line in growth {
        let mut before = 0;
        for (until, value) in &line.points {
            // A sum at midnight is what the day before it came to.
            let day = local_day(*until - chrono::Duration::microseconds(1), zone);
            let change = value.cast_signed() - before;
            *days.entry((day, line.of.network, line.of.unit, line.of.method)).or_default() += change;
            before = value.cast_signed();
        }
    }
    let line = |((day, network, unit, method), change)| DayLine { day, network, unit, method, change };
    let mut lines: Vec<DayLine> = days.into_iter().map(line).collect();
    let too_many = lines.len().saturating_sub(MOST_DAYS);
    lines.drain(..too_many);
    lines
}

pub(super) async fn retired(app: &App) -> Result<Vec<RetiredLine>, Error> {
    let all = app.store.list_retired().await?;
    let line = |one: crate::store::measure::RetiredFigure| RetiredLine {
        network: one.network,
        unit: one.unit,
        field: one.field,
        since_on: one.since_on,
    };
    Ok(all.into_iter().map(line).collect())
}

pub(super) async fn schedule_count(app: &App, loaded: &LoadedCampaign) -> Result<ScheduleCount, Error> {
    let counts = app.store.count_slots(loaded.id).await?;
    let of = |slot: Slot| counts.iter().find(|(own, _)| *own == slot).map_or(0, |(_, n)| *n);
    let by_hand = app.store.list_due_readings(loaded.id).await?.iter().filter(|due| due.by_hand).count() as u64;
    Ok(ScheduleCount { due: of(Slot::Due), by_hand, read: of(Slot::Read), missed: of(Slot::Missed) })
}

/// Hand-overs by gate and local hour; the gates with the most, the rest left to the table of hand-overs.
async fn heat(app: &App, loaded: &LoadedCampaign) -> Result<Vec<HeatCell>, Error> {
    let mut cells: BTreeMap<(String, u32), u64> = BTreeMap::new();
    for row in app.store.gifts_given(loaded.id).await? {
        let hour = row.happened_at.with_timezone(&zone_of(&row.station)).hour();
        let gate = row.gate.map_or_else(|| row.station.clone(), |gate| format!("{} {gate}", row.station));
        *cells.entry((gate, hour)).or_default() += 1;
    }
    let mut gates: BTreeMap<&str, u64> = BTreeMap::new();
    for ((gate, _), n) in &cells {
        *gates.entry(gate).or_default() += n;
    }
    let mut order: Vec<(&str, u64)> = gates.into_iter().collect();
    order.sort_by_key(|(gate, n)| (std::cmp::Reverse(*n), *gate));
    let kept: Vec<String> = order.into_iter().take(24).map(|(gate, _)| gate.to_owned()).collect();
    let cell = |((gate, hour), n)| HeatCell { gate, hour, n };
    Ok(cells.into_iter().filter(|((gate, _), _)| kept.contains(gate)).map(cell).collect())
}

async fn destinations(app: &App, loaded: &LoadedCampaign) -> Result<Vec<Destination>, Error> {
    let all = app.store.gifts_by_destination(loaded.id).await?;
    let place = |(iata, n): (String, u64)| {
        let station = find_station(&iata)?;
        Some(Destination { iata, city: station.city.to_owned(), lat: station.lat, lon: station.lon, n })
    };
    Ok(all.into_iter().filter_map(place).take(60).collect())
}

/// What the largest count of impressions would have cost as advertisements; counts of networks are not added up.
fn earned(setting: &ReportSetting, totals: &[Total]) -> Option<i64> {
    let each = setting.earned_mille_minor?;
    let seen = totals.iter().filter(|total| total.unit == Unit::Impressions && total.method != Method::Sample);
    let most = seen.map(|total| total.value).max()?;
    i64::try_from(i128::from(each) * i128::from(most) / 1_000).ok()
}

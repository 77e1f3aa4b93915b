//! The report's other pictures: what the money went into, differences with their intervals, gates by hour, destinations, and
//! stated against confirmed probability. Each stands beside a table that says the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use crate::domain::money::Currency;
use crate::effect::Pooled;
use crate::store::view::board::Funnel;
use crate::store::view::report_parts::{CalibrationBand, Destination, ForestLine, FullCost, HeatCell};
use crate::web::format;
use crate::web::html::Drawing;
use crate::web::locale::Texts;

#[derive(Deserialize)]
struct BudgetArgs {
    of: FullCost,
    currency: Currency,
}

pub(super) fn budget(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let BudgetArgs { of, currency } = kwargs.deserialize()?;
    Ok(budget_of(&of, currency, texts).finish())
}

/// The money as steps: each cost stands on the ones before it, the last bar is their sum.
pub(in crate::web) fn budget_of(of: &FullCost, currency: Currency, texts: Texts<'_>) -> Drawing {
    const ROW: f64 = 34.0;
    let money = |minor| format::money(minor, currency, texts.language);
    let steps: Vec<(&str, i64)> = [
        ("cost-gifts", Some(of.gifts_minor)),
        ("cost-tax", Some(of.tax_minor)),
        ("cost-wrapping", of.wrapping_minor),
        ("cost-staff", of.staff_minor),
        ("cost-credits", of.credits_minor),
    ]
    .into_iter()
    .filter_map(|(key, minor)| Some((key, minor?)))
    .collect();
    let whole = of.total_minor.max(1) as f64;
    let told: Vec<String> = steps.iter().map(|(key, minor)| format!("{} {}", texts.get(key), money(*minor))).collect();
    let label = format!(
        "{}: {}; {} {}",
        texts.get("picture-budget"),
        told.join(", "),
        texts.get("cost-total"),
        money(of.total_minor)
    );
    let mut drawing = Drawing::labelled("picture", ROW * (steps.len() + 1) as f64 + 6.0, &label);
    let mut at = 0_i64;
    for (row, (key, minor)) in steps.iter().enumerate() {
        let top = row as f64 * ROW;
        let (from, to) = (at as f64 / whole, (at + minor) as f64 / whole);
        drawing.bar("money-step", from, to.max(from + 0.002), top + 16.0, 14.0);
        drawing.text("picture-words", 0.0, top + 12.0, &texts.get(key));
        drawing.text("picture-value", 1.0, top + 12.0, &money(*minor));
        drawing.line("money-join", to, top + 16.0, top + ROW + 16.0);
        drawing.spot((0.0, 1.0), (top, ROW), &format!("{}: {}", texts.get(key), money(*minor)));
        at += minor;
    }
    let top = steps.len() as f64 * ROW;
    drawing.bar("money-sum", 0.0, of.total_minor.max(0) as f64 / whole, top + 16.0, 14.0);
    drawing.text("picture-words picture-words--sum", 0.0, top + 12.0, &texts.get("cost-total"));
    drawing.text("picture-value picture-words--sum", 1.0, top + 12.0, &money(of.total_minor));
    drawing
}

#[derive(Deserialize)]
struct ForestArgs {
    of: Vec<ForestLine>,
    pooled: Option<Pooled>,
}

pub(super) fn forest(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let ForestArgs { of, pooled } = kwargs.deserialize()?;
    Ok(forest_of(&of, pooled, texts).finish())
}

/// Differences of campaigns with their intervals, and all together as a diamond.
pub(in crate::web) fn forest_of(lines: &[ForestLine], pooled: Option<Pooled>, texts: Texts<'_>) -> Drawing {
    const ROW: f64 = 40.0;
    let ends = lines.iter().flat_map(|line| [line.low, line.high]);
    let ends: Vec<f64> = ends.chain(pooled.iter().flat_map(|all| all.interval)).chain([0.0]).collect();
    let low = ends.iter().copied().fold(0.0, f64::min);
    let high = ends.iter().copied().fold(0.0, f64::max);
    let margin = ((high - low) * 0.06).max(0.01);
    let (low, high) = (low - margin, high + margin);
    let x_of = |share: f64| (share - low) / (high - low);
    let percent = |share: f64| format::percent(share, 1, texts.language);
    let words =
        |difference: f64, from: f64, to: f64| format!("{} ({} – {})", percent(difference), percent(from), percent(to));
    let told: Vec<String> =
        lines.iter().map(|line| format!("{} {}", line.name, words(line.difference, line.low, line.high))).collect();
    let all = pooled
        .map(|all| format!("{} {}", texts.get("forest-pooled"), words(all.effect, all.interval[0], all.interval[1])));
    let label = format!(
        "{}: {}",
        texts.get("picture-forest"),
        told.into_iter().chain(all.clone()).collect::<Vec<_>>().join("; ")
    );
    let rows = lines.len() + usize::from(pooled.is_some());
    let height = rows as f64 * ROW;
    let mut drawing = Drawing::labelled("picture", height + 24.0, &label);
    drawing.line("forest-zero", x_of(0.0), 0.0, height + 4.0);
    let most = lines.iter().map(|line| line.people).max().unwrap_or(1).max(1) as f64;
    for (row, line) in lines.iter().enumerate() {
        let y = row as f64 * ROW + 26.0;
        let name = if line.own { "picture-words picture-words--sum" } else { "picture-words" };
        drawing.text(name, 0.0, y - 13.0, &line.name);
        drawing.level("forest-line", x_of(line.low), x_of(line.high), y);
        for end in [line.low, line.high] {
            drawing.line("forest-line", x_of(end), y - 4.0, y + 4.0);
        }
        // The square's side grows with the root of the people, so its area tells them.
        let half = 3.0 + 4.0 * (line.people as f64 / most).sqrt();
        let square = format!("M{:.1} {:.1}h{:.1}v{:.1}h-{:.1}z", -half, -half, half * 2.0, half * 2.0, half * 2.0);
        drawing.shape("forest-dot", x_of(line.difference), y, &square);
        drawing.spot(
            (0.0, 1.0),
            (y - 26.0, ROW),
            &format!("{}: {}", line.name, words(line.difference, line.low, line.high)),
        );
    }
    if let (Some(all), Some(told)) = (pooled, all) {
        let y = lines.len() as f64 * ROW + 26.0;
        drawing.text("picture-words picture-words--sum", 0.0, y - 13.0, &texts.get("forest-pooled"));
        let (left, right) = (x_of(all.interval[0]), x_of(all.interval[1]));
        let points = [(left, 0.5), (x_of(all.effect), 0.0), (right, 0.5), (x_of(all.effect), 1.0), (left, 0.5)];
        drawing.path_through("forest-all", &points, y - 7.0, 14.0);
        drawing.spot((0.0, 1.0), (y - 26.0, ROW), &told);
    }
    drawing.text("growth-from", 0.0, height + 20.0, &percent(low));
    drawing.text("growth-to", 1.0, height + 20.0, &percent(high));
    drawing.text("curve-axis", x_of(0.0).clamp(0.12, 0.88), height + 20.0, "0");
    drawing
}

#[derive(Deserialize)]
struct HeatArgs {
    of: Vec<HeatCell>,
}

pub(super) fn heat(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let HeatArgs { of } = kwargs.deserialize()?;
    Ok(heat_of(&of, texts).map_or_else(String::new, |drawing| drawing.finish()))
}

/// Gates down, hours across; the darker the more, and the number stands in the field.
pub(in crate::web) fn heat_of(cells: &[HeatCell], texts: Texts<'_>) -> Option<Drawing> {
    const ROW: f64 = 26.0;
    const LEFT: f64 = 0.2;
    let first = cells.iter().map(|cell| cell.hour).min()?;
    let last = cells.iter().map(|cell| cell.hour).max()?;
    let most = cells.iter().map(|cell| cell.n).max().unwrap_or(1).max(1);
    let mut gates: BTreeMap<&str, Vec<&HeatCell>> = BTreeMap::new();
    for cell in cells {
        gates.entry(&cell.gate).or_default().push(cell);
    }
    let hours = f64::from(last - first + 1);
    let x_of = |hour: u32| LEFT + (1.0 - LEFT) * f64::from(hour - first) / hours;
    let sum: u64 = cells.iter().map(|cell| cell.n).sum();
    let label = format!("{}: {sum}, {} × {hours}", texts.get("picture-heat"), gates.len());
    let mut drawing = Drawing::labelled("picture", gates.len() as f64 * ROW + 22.0, &label);
    for hour in first..=last {
        // Where hours stand close, every third one is named.
        if hours <= 10.0 || (hour - first) % 3 == 0 {
            drawing.text("heat-hour", x_of(hour), 12.0, &format!("{hour:02}"));
        }
    }
    for (row, (gate, cells)) in gates.iter().enumerate() {
        let top = row as f64 * ROW + 18.0;
        drawing.text("picture-words", 0.0, top + 16.0, gate);
        drawing.level("growth-grid", LEFT, 1.0, top + ROW - 1.0);
        for cell in cells {
            // Four tones: from a trace to the most.
            let step = 1 + (cell.n.saturating_mul(6) + most) / (2 * most);
            let (from, to) = (x_of(cell.hour), x_of(cell.hour + 1));
            drawing.bar(&format!("heat heat-{step}"), from, to, top + 1.0, ROW - 3.0);
            if hours <= 14.0 {
                drawing.text(
                    &format!("heat-n heat-n-{step}"),
                    f64::midpoint(from, to),
                    top + 17.0,
                    &cell.n.to_string(),
                );
            }
            drawing.spot((from, to), (top, ROW), &format!("{gate}, {:02}:00: {}", cell.hour, cell.n));
        }
    }
    Some(drawing)
}

#[derive(Deserialize)]
struct MapArgs {
    of: Vec<Destination>,
}

pub(super) fn map(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let MapArgs { of } = kwargs.deserialize()?;
    Ok(map_of(&of, texts).map_or_else(String::new, |drawing| drawing.finish()))
}

/// Destinations where they lie, on a plain grid of degrees (equirectangular); the dot's area tells the gifts.
pub(in crate::web) fn map_of(places: &[Destination], texts: Texts<'_>) -> Option<Drawing> {
    const HEIGHT: f64 = 240.0;
    if places.is_empty() {
        return None;
    }
    let range = |values: &dyn Fn(&Destination) -> f64, least: f64| {
        let low = places.iter().map(values).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(values).fold(f64::NEG_INFINITY, f64::max);
        let middle = f64::midpoint(low, high);
        let half = ((high - low) * 0.58).max(least);
        (middle - half, middle + half)
    };
    let (west, east) = range(&|one| one.lon, 8.0);
    let (south, north) = range(&|one| one.lat, 5.0);
    let x_of = |lon: f64| (lon - west) / (east - west);
    let y_of = |lat: f64| (north - lat) / (north - south) * HEIGHT;
    let told: Vec<String> = places.iter().take(12).map(|one| format!("{} {}", one.city, one.n)).collect();
    let mut drawing =
        Drawing::labelled("picture map", HEIGHT + 4.0, &format!("{}: {}", texts.get("picture-map"), told.join(", ")));
    drawing.bar("map-sea", 0.0, 1.0, 0.0, HEIGHT);
    let step =
        |span: f64| [1.0, 2.0, 5.0, 10.0, 20.0, 30.0].into_iter().find(|step| span / step <= 7.0).unwrap_or(45.0);
    let degrees = |from: f64, to: f64| {
        let by = step(to - from);
        std::iter::successors(Some((from / by).ceil() * by), move |at| Some(at + by)).take_while(move |at| *at <= to)
    };
    for lon in degrees(west, east) {
        drawing.line("map-grid", x_of(lon), 0.0, HEIGHT);
    }
    for lat in degrees(south, north) {
        drawing.level("map-grid", 0.0, 1.0, y_of(lat));
        drawing.text("map-degree", 0.005, y_of(lat) - 3.0, &format!("{lat:.0}°"));
    }
    let most = places.iter().map(|one| one.n).max().unwrap_or(1).max(1) as f64;
    // Small dots last, so that none is hidden; names where they do not meet another name.
    let mut named: Vec<(f64, f64)> = Vec::new();
    for one in places {
        let (x, y) = (x_of(one.lon), y_of(one.lat));
        let radius = 3.0 + 9.0 * (one.n as f64 / most).sqrt();
        drawing.dot("map-dot", x, y, radius);
        if named.iter().all(|(other, height)| (other - x).abs() > 0.13 || (height - y).abs() > 15.0) {
            named.push((x, y));
            let end = x > 0.85;
            let class = if end { "map-name map-name--end" } else { "map-name" };
            drawing.text(class, if end { x - 0.02 } else { x + 0.02 }, y + 4.0, &one.iata);
        }
        drawing.spot((x - 0.02, x + 0.02), (y - 12.0, 24.0), &format!("{} ({}): {}", one.city, one.iata, one.n));
    }
    Some(drawing)
}

#[derive(Deserialize)]
struct CalibrationArgs {
    of: Vec<CalibrationBand>,
}

pub(super) fn calibration(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let CalibrationArgs { of } = kwargs.deserialize()?;
    Ok(calibration_of(&of, texts).finish())
}

/// Stated probability across, share confirmed up; on the dashed line both are the same.
pub(in crate::web) fn calibration_of(bands: &[CalibrationBand], texts: Texts<'_>) -> Drawing {
    const TOP: f64 = 12.0;
    const HEIGHT: f64 = 200.0;
    let percent = |share: f64| format::percent(share, 0, texts.language);
    let words =
        |band: &CalibrationBand| format!("{} → {} (n {})", percent(band.stated), percent(band.confirmed), band.n);
    let told: Vec<String> = bands.iter().map(words).collect();
    let label = format!("{}: {}", texts.get("picture-calibration"), told.join("; "));
    let mut drawing = Drawing::labelled("picture", TOP + HEIGHT + 24.0, &label);
    for quarter in 0..=4 {
        let share = f64::from(quarter) / 4.0;
        let y = TOP + HEIGHT * share;
        drawing.level(if quarter == 4 { "growth-base" } else { "growth-grid" }, 0.0, 1.0, y);
        drawing.text("curve-mark", 0.0, y - 4.0, &percent(1.0 - share));
    }
    drawing.path_through("curve-3", &[(0.0, 1.0), (1.0, 0.0)], TOP, HEIGHT);
    let points: Vec<_> = bands.iter().map(|band| (band.stated, 1.0 - band.confirmed)).collect();
    drawing.path_through("line-0", &points, TOP, HEIGHT);
    for band in bands {
        let y = TOP + (1.0 - band.confirmed) * HEIGHT;
        drawing.dot("growth-dot", band.stated, y, 4.0);
        drawing.spot((band.stated - 0.04, band.stated + 0.04), (TOP, HEIGHT), &words(band));
    }
    drawing.text("growth-from", 0.0, TOP + HEIGHT + 18.0, "0");
    drawing.text("growth-to", 1.0, TOP + HEIGHT + 18.0, &percent(1.0));
    drawing.text("curve-axis", 0.5, TOP + HEIGHT + 18.0, &texts.get("calibration-stated"));
    drawing
}

#[derive(Deserialize)]
struct FunnelArgs {
    of: Funnel,
}

pub(super) fn funnel(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let FunnelArgs { of } = kwargs.deserialize()?;
    Ok(funnel_of(&of, texts).finish())
}

/// The funnel as bars about the middle, each as wide as its logarithm, so that a step from thousands to tens stays visible.
pub(in crate::web) fn funnel_of(of: &Funnel, texts: Texts<'_>) -> Drawing {
    const ROW: f64 = 30.0;
    let steps = [
        ("posts", of.posts),
        ("matched", of.matched),
        ("confirmed", of.confirmed),
        ("proposed", of.proposed),
        ("approved", of.approved),
        ("delivered", of.delivered),
        ("posted", of.posted),
    ];
    let number = |value: u64| format::number(value as f64, 0, texts.language);
    let words = |(step, n): &(&str, u64)| format!("{} {}", texts.word("funnel", step), number(*n));
    let told: Vec<String> = steps.iter().map(words).collect();
    let label = format!("{}: {}", texts.get("funnel-title"), told.join(", "));
    let mut drawing = Drawing::labelled("picture", steps.len() as f64 * ROW, &label);
    for (row, step) in steps.iter().enumerate() {
        let half = super::logarithmic(step.1 as f64, of.posts as f64) / 2.0;
        let top = row as f64 * ROW;
        drawing.bar(
            if row + 2 < steps.len() { "funnel-bar" } else { "funnel-bar funnel-bar--end" },
            0.5 - half,
            0.5 + half,
            top + 2.0,
            ROW - 4.0,
        );
        let class = if half > 0.22 { "funnel-words" } else { "funnel-words funnel-words--out" };
        drawing.text(class, 0.5, top + 20.0, &words(step));
        drawing.spot((0.0, 1.0), (top, ROW), &words(step));
    }
    drawing
}

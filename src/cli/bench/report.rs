//! The report over ten thousand posts and a million readings: as a read model, as a PDF, and a workbook of 100,000 rows.

use std::time::Instant as Stopwatch;

use chrono::Duration;

use super::super::stage::Stage;
use super::super::workspace::Workspace;
use super::super::{Failure, block_on};
use super::allocation::peak_megabytes;
use super::figures::{Figure, Target, percentile};
use crate::domain::actor::{Actor, Role};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};
use crate::formats::report_figures::ReportFigure;
use crate::formats::report_xlsx::write_report_xlsx;
use crate::services::{campaigns, measuring, views};
use crate::web::templates::Engine;
use crate::web::{ReportForm, write_report};

/// Readings that the promised time is about.
pub(super) const PROMISED_READINGS: u32 = 1_000_000;
const POSTS: u32 = 10_000;
const CAMPAIGN: &str = include_str!("../../../campaigns/schiphol-surprise.toml");
/// Rows of the workbook.
const ROWS: usize = 100_000;

/// Fills a database and measures the report on it; `GIFTGATE_DATABASE_URL` names another than a temporary one.
pub(super) fn measure(readings: u32, requests: u32) -> Result<Vec<Figure>, Failure> {
    block_on(Box::pin(run(readings, requests)))
}

async fn run(readings: u32, requests: u32) -> Result<Vec<Figure>, Failure> {
    let now: Instant = "2025-04-30T12:00:00Z".parse().map_err(Failure::failed)?;
    let space = Workspace::for_bench(now).await?;
    let app = &space.app;
    let source =
        CAMPAIGN.replacen("slug = \"schiphol-surprise\"", &format!("slug = \"bench-{}\"", std::process::id()), 1);
    let loaded = campaigns::add(app, &source, &Actor::simulated(Role::Planner)).await?;
    let stage = Stage::begin("bench report", u64::from(POSTS));
    // First, so that the most this process held is its own.
    let sample = views::report_figures(&views::report(app, &loaded.campaign.slug).await?);
    let rows: Vec<ReportFigure> = sample.into_iter().cycle().take(ROWS).collect();
    let started = Stopwatch::now();
    write_report_xlsx(&rows, &[], &[], now).map_err(Failure::failed)?;
    let (xlsx, held) = (started.elapsed().as_secs_f64(), peak_megabytes());
    drop(rows);
    let each = readings / POSTS;
    let started = Stopwatch::now();
    for first in (0..POSTS).step_by(200) {
        stage.at(first.into());
        let batch: Vec<Reading> = (first..(first + 200).min(POSTS)).flat_map(|post| of_post(post, each, now)).collect();
        measuring::load_readings(app, &loaded, &batch).await?;
    }
    let filled = started.elapsed().as_secs_f64();
    stage.end();
    let mut milliseconds = Vec::new();
    let slug = &loaded.campaign.slug;
    let mut view = views::report(app, slug).await?;
    for _ in 0..requests.min(200) {
        let started = Stopwatch::now();
        view = views::report(app, slug).await?;
        milliseconds.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    let engine = Engine::load().map_err(Failure::failed)?;
    let started = Stopwatch::now();
    write_report(&engine, &view, ReportForm::Pdf, Language::En).map_err(Failure::failed)?;
    let pdf = started.elapsed().as_secs_f64();
    let started = Stopwatch::now();
    write_report(&engine, &view, ReportForm::Html, Language::En).map_err(Failure::failed)?;
    let html = started.elapsed().as_secs_f64() * 1000.0;
    let figure = |which: &str, share| {
        Figure::new(format!("report: {which}, {readings} readings"), percentile(&milliseconds, share), "ms")
    };
    Ok(vec![
        Figure::new("report: readings loaded", f64::from(each * POSTS) / filled.max(f64::EPSILON), "rows/s"),
        figure("p50", 0.5),
        figure("p99", 0.99).with_target(Target::AtMost(200.0)),
        Figure::new("report: page rendered", html, "ms"),
        Figure::new("report: PDF", pdf, "s").with_target(Target::AtMost(2.0)),
        Figure::new(format!("report: workbook of {ROWS} rows"), xlsx, "s").with_target(Target::AtMost(3.0)),
        Figure::new(format!("report: workbook of {ROWS} rows, memory"), held, "MB").with_target(Target::AtMost(150.0)),
        Figure::new("report: peak memory of all", peak_megabytes(), "MB"),
    ])
}

/// Readings of one post: every few hours, growing ever slower, on one of three networks.
fn of_post(post: u32, each: u32, now: Instant) -> Vec<Reading> {
    let network = [Network::Bluesky, Network::X, Network::Instagram][(post % 3) as usize];
    let start = now - Duration::days(40) + Duration::minutes(i64::from(post % 7_000));
    let reading = |place: u32| {
        let (unit, of) = if place.is_multiple_of(2) { (Unit::Impressions, 900) } else { (Unit::Engagements, 30) };
        let step = u64::from(place / 2);
        Reading {
            post: format!("https://social.example/{post}"),
            network,
            unit,
            value: of * (step + 1) * 10 / (step + 10) + u64::from(post % 17),
            field: unit.to_string(),
            definition: "1".to_owned(),
            read_at: start + Duration::hours(i64::from(place / 2) * 12),
            method: Method::Measured,
            coverage_percent: 100,
        }
    };
    (0..each).map(reading).collect()
}

//! Samples of the impression report.

use chrono::TimeDelta;

use super::board::FUNNEL;
pub use super::report_parts::{bare_settings, cases, compare, insight, public_case, schedule, settings};
use super::{at, head, sketchbook, stroopwafels, trail_watch, travel_pillow};
use crate::domain::campaign::TargetMetric;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::store::view::repair::RepairView;
use crate::store::view::report::{
    CostLine, CostPerMille, Figure, HoldOut, LanguageLine, Point, ReportView, Series, TargetLine,
};

/// A report with sample readings.
pub fn report() -> ReportView {
    let cost = |gift, pieces, cost_minor| CostLine { gift, pieces, cost_minor };
    let target = |metric, wanted, reached| TargetLine { metric, wanted, reached };
    ReportView {
        head: head(),
        made_at: at(20, 0),
        funnel: FUNNEL,
        figures: figures(),
        series: all_series(),
        parts: super::report_parts::parts(),
        spent_minor: 71_820,
        costs: vec![
            cost(trail_watch(), 7, 34_300),
            cost(travel_pillow(), 4, 11_980),
            cost(stroopwafels(), 4, 5_000),
            cost(sketchbook(), 2, 4_900),
        ],
        by_language: [(Language::En, 6), (Language::Nl, 5), (Language::De, 3), (Language::Es, 2), (Language::Ja, 1)]
            .map(|(language, hand_overs)| LanguageLine { language, hand_overs })
            .to_vec(),
        cost_per_hand_over_minor: Some(4_225),
        cost_per_mille: vec![
            CostPerMille { network: Network::Bluesky, minor: 1_743, method: Method::Sample },
            CostPerMille { network: Network::Mastodon, minor: 11_585, method: Method::Estimated },
        ],
        targets: vec![
            target(TargetMetric::HandOvers, 40, Some(17)),
            target(TargetMetric::OnTimePercent, 95, Some(97)),
            target(TargetMetric::Impressions, 100_000, Some(41_200)),
            target(TargetMetric::AnsweredInHourPercent, 90, None),
        ],
        voices: super::report_parts::voices(),
        small_groups: 0,
        hold_out: HoldOut { treated: 61, held_out: 14, minimum_detectable: Some(0.38), outcome: None, uplift: None },
    }
}

fn figures() -> Vec<Figure> {
    let figure = |network, unit, value, posts, field: &str, method, coverage_percent| Figure {
        network,
        unit,
        value,
        posts,
        field: field.to_owned(),
        definition: "2025-01".to_owned(),
        read_at: at(19, 45),
        method,
        coverage_percent,
    };
    vec![
        figure(Network::Bluesky, Unit::Impressions, 41_200, 4, "sample.impressions", Method::Sample, 100),
        figure(
            Network::Bluesky,
            Unit::Engagements,
            1_312,
            4,
            "likeCount + repostCount + replyCount + quoteCount",
            Method::Measured,
            100,
        ),
        figure(Network::Mastodon, Unit::Reach, 6_200, 1, "followers_count of those who boosted", Method::Estimated, 60),
        figure(Network::X, Unit::Views, 9_850, 1, "public_metrics.impression_count", Method::Measured, 100),
        figure(Network::Instagram, Unit::Reach, 2_040, 1, "typed in from the app", Method::ByHand, 100),
    ]
}

fn series(network: Network, unit: Unit, last: u64) -> Series {
    let shares = [0, 18, 34, 61, 78, 88, 95, 100];
    let points = shares
        .iter()
        .zip(0..)
        .map(|(share, step)| Point { at: at(12, 0) + TimeDelta::minutes(step * 66), value: last * share / 100 });
    Series {
        network,
        unit,
        field: "count".to_owned(),
        definition: "2025-01".to_owned(),
        method: Method::Measured,
        points: points.collect(),
    }
}

/// Two units; one network changed its definition on the way.
fn all_series() -> Vec<Series> {
    let mut later = series(Network::X, Unit::Impressions, 9_850);
    "2025-03".clone_into(&mut later.definition);
    later.points.drain(..4);
    let mut earlier = series(Network::X, Unit::Impressions, 7_000);
    earlier.points.truncate(4);
    vec![
        series(Network::Bluesky, Unit::Impressions, 41_200),
        earlier,
        later,
        series(Network::Instagram, Unit::Views, 2_040),
    ]
}

/// Readings to be put right: of a post, or the posts that have some.
pub fn repair(post: Option<&str>) -> RepairView {
    let pages = <crate::web::report::repair::RepairPage as crate::web::page::Page>::samples();
    let fits =
        |view: &RepairView| view.post.is_some() == post.is_some() && (view.readings.len() + view.posts.len()) > 0;
    let empty = RepairView { head: head(), post: None, readings: Vec::new(), posts: Vec::new(), own: Vec::new() };
    pages.into_iter().map(|page| page.view).find(fits).unwrap_or(empty)
}

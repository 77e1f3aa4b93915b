//! How a figure grew: readings joined by lines, first and last in words.

use chrono_tz::Tz;
use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use crate::store::view::report::Series;
use crate::web::format;
use crate::web::html::Drawing;
use crate::web::locale::Texts;

const TOP: f64 = 26.0;
const HEIGHT: f64 = 96.0;

#[derive(Deserialize)]
struct Args {
    of: Series,
    zone: Tz,
}

/// The drawing of one series, from zero up.
pub(super) fn chart(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let Args { of, zone } = kwargs.deserialize()?;
    let title = format!("{} {}", texts.word("network", of.network.as_str()), texts.word("unit", of.unit.as_str()));
    let (Some(first), Some(last)) = (of.points.first(), of.points.last()) else {
        return Ok(Drawing::labelled("growth", TOP, &title).finish());
    };
    let most = of.points.iter().map(|point| point.value).max().unwrap_or(0).max(1) as f64;
    let seconds = (last.at - first.at).num_seconds().max(1) as f64;
    let shares: Vec<_> = of
        .points
        .iter()
        .map(|point| ((point.at - first.at).num_seconds() as f64 / seconds, 1.0 - point.value as f64 / most))
        .collect();
    let number = |value: u64| format::number(value as f64, 0, texts.language);
    let when = |at| {
        format!(
            "{} {}",
            format::short_day(crate::domain::instant::local_day(at, zone), texts.language),
            format::clock(at, zone)
        )
    };
    let label =
        format!("{title}: {} {} – {} {}", when(first.at), number(first.value), when(last.at), number(last.value));
    let mut drawing = Drawing::labelled("growth", TOP + HEIGHT + 26.0, &label);
    for quarter in 0..=4 {
        let y = TOP + HEIGHT * f64::from(quarter) / 4.0;
        drawing.level(if quarter == 4 { "growth-base" } else { "growth-grid" }, 0.0, 1.0, y);
    }
    let mut area = shares.clone();
    area.extend([(1.0, 1.0), (0.0, 1.0)]);
    drawing.path_through("growth-area", &area, TOP, HEIGHT).path_through("growth-line", &shares, TOP, HEIGHT);
    for (x, y) in &shares {
        drawing.shape("growth-dot", *x, TOP + y * HEIGHT, "M-3 0a3 3 0 1 1 6 0a3 3 0 1 1 -6 0");
    }
    drawing.text("growth-last", 1.0, TOP - 10.0, &number(last.value));
    drawing.text("growth-from", 0.0, TOP + HEIGHT + 18.0, &when(first.at));
    drawing.text("growth-to", 1.0, TOP + HEIGHT + 18.0, &when(last.at));
    Ok(drawing.finish())
}

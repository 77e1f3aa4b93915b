//! Lines over one pair of axes: a calibration, a threshold's course. What is a share is drawn from 0 to 1.

use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use crate::evaluation::report::Curve;
use crate::web::html::Drawing;

const TOP: f64 = 22.0;
const HEIGHT: f64 = 200.0;
/// The classes of the first lines; any more are drawn like the last.
const CLASSES: [&str; 4] = ["curve-1", "curve-2", "curve-3", "curve-4"];

#[derive(Deserialize)]
struct Args {
    of: Curve,
}

/// The drawing of a curve.
pub(super) fn chart(kwargs: &Kwargs) -> TeraResult<String> {
    let Args { of: curve } = kwargs.deserialize()?;
    let points = || curve.lines.iter().flat_map(|line| &line.points);
    let across = range(points().map(|point| point.0));
    let up = range(points().map(|point| point.1));
    let names: Vec<&str> = curve.lines.iter().map(|line| line.name.as_str()).collect();
    let label = format!("{}: {} ({} – {})", curve.title, names.join(", "), curve.across, curve.up);
    let mut drawing = Drawing::labelled("growth", TOP + HEIGHT + 44.0, &label);
    for quarter in 0..=4 {
        let share = f64::from(quarter) / 4.0;
        let y = TOP + HEIGHT * share;
        drawing.level(if quarter == 4 { "growth-base" } else { "growth-grid" }, 0.0, 1.0, y);
        drawing.text("curve-mark", 0.0, y - 4.0, &short(up.0 + (up.1 - up.0) * (1.0 - share)));
    }
    for (index, line) in curve.lines.iter().enumerate() {
        let shares: Vec<_> = line.points.iter().map(|(x, y)| (share(*x, across), 1.0 - share(*y, up))).collect();
        let class = CLASSES.get(index).or(CLASSES.last()).copied().unwrap_or("curve-1");
        drawing.path_through(class, &shares, TOP, HEIGHT);
    }
    drawing.text("growth-from", 0.0, TOP + HEIGHT + 18.0, &short(across.0));
    drawing.text("growth-to", 1.0, TOP + HEIGHT + 18.0, &short(across.1));
    drawing.text("curve-axis", 0.5, TOP + HEIGHT + 18.0, &curve.across);
    drawing.text("growth-from", 0.0, TOP - 16.0 + 6.0, &curve.up);
    Ok(drawing.finish())
}

/// From 0 to 1 where everything lies within, else from the least to the most.
fn range(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = values.clone().filter(|value| value.is_finite()).fold(f64::INFINITY, f64::min);
    let most = values.filter(|value| value.is_finite()).fold(f64::NEG_INFINITY, f64::max);
    if (0.0..=1.0).contains(&least) && most <= 1.0 {
        return (0.0, 1.0);
    }
    if least < most { (least, most) } else { (0.0, 1.0) }
}

fn share(value: f64, (least, most): (f64, f64)) -> f64 {
    if value.is_finite() { ((value - least) / (most - least)).clamp(0.0, 1.0) } else { 0.0 }
}

/// A number short enough for an axis.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

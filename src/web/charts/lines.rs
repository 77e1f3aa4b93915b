//! Figures of one unit over time, a line a network. Where a network changed its definition the line breaks, and a mark says so.
//!
//! Networks differ by dash and by the mark at the end as well as by tone, so that they do on grey paper.

use chrono_tz::Tz;
use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use crate::domain::instant::{Instant, local_day};
use crate::domain::post::Network;
use crate::formats::drawing::Picture;
use crate::store::view::report::Series;
use crate::web::format;
use crate::web::html::Drawing;
use crate::web::locale::Texts;

const TOP: f64 = 26.0;
const HEIGHT: f64 = 190.0;
/// Marks at the end of lines: circle, square, triangle, diamond.
const MARKS: [&str; 4] =
    ["M-4 0a4 4 0 1 1 8 0a4 4 0 1 1 -8 0", "M-4 -4h8v8h-8z", "M0 -5l5 9h-10z", "M0 -5l5 5l-5 5l-5 -5z"];

#[derive(Deserialize)]
struct Args {
    of: Vec<Series>,
    zone: Tz,
}

/// The place of a network among lines: the class of its line and the shape of its mark.
pub(super) fn place_of(network: Network) -> usize {
    Network::ALL.iter().position(|known| *known == network).unwrap_or(0) % 4
}

/// The key of a line, for legends.
pub(super) fn key(kwargs: &Kwargs) -> TeraResult<String> {
    let place = place_of(super::super::functions::parsed(kwargs, "of")?);
    Ok(format!(
        r#"<svg width="34" height="12" aria-hidden="true" focusable="false"><line class="line-{place}" x1="0" x2="34" y1="6" y2="6"/><svg x="27" y="6" overflow="visible"><path class="line-mark" d="{}"/></svg></svg>"#,
        MARKS[place]
    ))
}

pub(super) fn chart(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let Args { of, zone } = kwargs.deserialize()?;
    Ok(lines_of(&of, zone, texts).map_or_else(String::new, |drawing| drawing.finish()))
}

/// The same for paper, with the key of its lines: look, mark, network.
pub(in crate::web) fn picture_of(lines: &[Series], zone: Tz, texts: Texts<'_>) -> Option<Picture> {
    let mut picture = lines_of(lines, zone, texts)?.picture();
    for line in lines {
        let place = place_of(line.network);
        let key = (format!("line-{place}"), MARKS[place].to_owned(), texts.word("network", line.network.as_str()));
        if !picture.keys.contains(&key) {
            picture.keys.push(key);
        }
    }
    Some(picture)
}

/// The drawing; none without a point.
fn lines_of(lines: &[Series], zone: Tz, texts: Texts<'_>) -> Option<Drawing> {
    let instants = || lines.iter().flat_map(|line| &line.points).map(|point| point.at);
    let (first, last) = (instants().min()?, instants().max()?);
    let most = lines.iter().flat_map(|line| &line.points).map(|point| point.value).max().unwrap_or(0).max(1);
    let span = (last - first).num_seconds().max(1) as f64;
    let x_of = |at: Instant| (at - first).num_seconds() as f64 / span;
    let y_of = |value: u64| 1.0 - value as f64 / most as f64;
    let number = |value: u64| format::number(value as f64, 0, texts.language);
    let when =
        |at: Instant| format!("{} {}", format::short_day(local_day(at, zone), texts.language), format::clock(at, zone));
    let name = |line: &Series| {
        let (network, unit) = (texts.word("network", line.network.as_str()), texts.word("unit", line.unit.as_str()));
        format!("{network} {unit}")
    };
    let told = lines.iter().filter_map(|line| {
        let last = line.points.last()?;
        Some(format!("{} {} ({})", name(line), number(last.value), line.definition))
    });
    let label = format!("{} – {}: {}", when(first), when(last), told.collect::<Vec<_>>().join("; "));
    let mut drawing = Drawing::labelled("lines", TOP + HEIGHT + 28.0, &label);
    for quarter in 0..=4_u64 {
        let y = TOP + HEIGHT * quarter as f64 / 4.0;
        drawing.level(if quarter == 4 { "growth-base" } else { "growth-grid" }, 0.0, 1.0, y);
        drawing.text("curve-mark", 0.0, y - 4.0, &number(most * (4 - quarter) / 4));
    }
    for line in lines {
        let place = place_of(line.network);
        let points: Vec<_> = line.points.iter().map(|point| (x_of(point.at), y_of(point.value))).collect();
        drawing.path_through(&format!("line-{place}"), &points, TOP, HEIGHT);
        if let Some((x, y)) = points.last() {
            drawing.shape("line-mark", *x, TOP + y * HEIGHT, MARKS[place]);
        }
        // A line of a later version of the same network begins where the definition changed.
        let start = line.points.first().map(|point| point.at);
        let earlier = lines.iter().any(|other| {
            other.network == line.network
                && other.definition != line.definition
                && other.points.first().map(|point| point.at) < start
        });
        if let (true, Some(start)) = (earlier, start) {
            drawing.line("line-break", x_of(start), TOP - 8.0, TOP + HEIGHT);
            let words = texts.with("picture-break", &[("version", line.definition.clone().into())]);
            let class = if x_of(start) > 0.6 { "line-break-words line-break-words--end" } else { "line-break-words" };
            drawing.text(class, x_of(start), TOP - 12.0, &words);
        }
    }
    spots(&mut drawing, lines, (first, last), &name, &|at| when(at), &number);
    drawing.text("growth-from", 0.0, TOP + HEIGHT + 20.0, &when(first));
    drawing.text("growth-to", 1.0, TOP + HEIGHT + 20.0, &when(last));
    Some(drawing)
}

/// Upright strips, each with every line's figure at that time.
fn spots(
    drawing: &mut Drawing,
    lines: &[Series],
    (first, last): (Instant, Instant),
    name: &dyn Fn(&Series) -> String,
    when: &dyn Fn(Instant) -> String,
    number: &dyn Fn(u64) -> String,
) {
    let mut instants: Vec<Instant> = lines.iter().flat_map(|line| &line.points).map(|point| point.at).collect();
    instants.sort_unstable();
    instants.dedup();
    let every = instants.len().div_ceil(80).max(1);
    let kept: Vec<Instant> = instants.iter().copied().step_by(every).collect();
    let span = (last - first).num_seconds().max(1) as f64;
    let x_of = |at: Instant| (at - first).num_seconds() as f64 / span;
    for (place, at) in kept.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| kept.get(place)).map_or(0.0, |other| x_of(*other));
        let after = kept.get(place + 1).map_or(1.0, |other| x_of(*other));
        let (from, to) = (f64::midpoint(before, x_of(*at)), f64::midpoint(x_of(*at), after));
        let values = lines.iter().filter_map(|line| {
            let point = line.points.iter().rev().find(|point| point.at <= *at)?;
            Some(format!("{} {}", name(line), number(point.value)))
        });
        let text = format!("{}: {}", when(*at), values.collect::<Vec<_>>().join(" · "));
        drawing.spot((from, to), (TOP, HEIGHT), &text);
    }
}

//! A score as its parts, side by side. The page prints the same figures under it.

use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use crate::domain::gift::ScoreParts;
use crate::web::html::Drawing;

#[derive(Deserialize)]
struct Args {
    of: ScoreParts,
    most: i64,
}

/// The parts of one score; `most` is the score that fills the width.
pub(super) fn bar(kwargs: &Kwargs) -> TeraResult<String> {
    let Args { of, most } = kwargs.deserialize()?;
    let whole = most.max(1) as f64;
    let mut drawing = Drawing::decorative("score-bar", 14.0);
    drawing.bar("bar-track", 0.0, 1.0, 0.0, 14.0);
    let mut from = 0.0;
    for (name, points) in of.named().into_iter().filter(|(_, points)| *points > 0) {
        let to = from + points as f64 / whole;
        drawing.bar(&format!("part part--{name}"), from, to, 0.0, 14.0);
        from = to;
    }
    Ok(drawing.finish())
}

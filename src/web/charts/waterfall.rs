//! Evidence as a waterfall: each piece starts where the one before it ended; the last ends at the match weight.

use serde::Serialize;
use tera::{Kwargs, TeraResult};

use crate::domain::matching::Evidence;
use crate::web::html::Drawing;

/// A waterfall ready to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waterfall {
    /// Left end of the scale, bits.
    pub low: f64,
    /// Right end of the scale, bits.
    pub high: f64,
    /// Its steps.
    pub steps: Vec<Step>,
    /// Where it ends.
    pub total: f64,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// What was compared.
    pub comparison: String,
    /// How well it agreed.
    pub level: String,
    /// Bits.
    pub weight: f64,
    /// Sum before it.
    pub from: f64,
    /// Sum after it.
    pub to: f64,
}

impl Waterfall {
    /// The waterfall of the evidence, with zero on its scale.
    pub fn of(evidence: &[Evidence]) -> Self {
        let mut sum = 0.0;
        let steps: Vec<_> = evidence
            .iter()
            .map(|piece| {
                let from = sum;
                sum += piece.weight;
                let Evidence { comparison, level, weight } = piece.clone();
                Step { comparison, level, weight, from, to: sum }
            })
            .collect();
        let ends = || steps.iter().flat_map(|step| [step.from, step.to]);
        let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        let margin = ((high - low) * 0.04).max(0.5);
        Self { low: low - margin, high: high + margin, steps, total: sum }
    }
}

/// One bar of a waterfall, or its sum when it starts at zero (`sum=true`).
pub(super) fn bar(kwargs: &Kwargs) -> TeraResult<String> {
    let (from, to): (f64, f64) = (kwargs.must_get("from")?, kwargs.must_get("to")?);
    let (low, high): (f64, f64) = (kwargs.must_get("low")?, kwargs.must_get("high")?);
    let place = |bits: f64| (bits - low) / (high - low).max(f64::EPSILON);
    let class = match (kwargs.get::<bool>("sum")?.unwrap_or(false), to >= from) {
        (true, _) => "fall-sum",
        (_, true) => "fall-for",
        (_, false) => "fall-against",
    };
    let mut drawing = Drawing::decorative("waterfall", 28.0);
    drawing.line("fall-zero", place(0.0), 0.0, 28.0);
    drawing.bar(class, place(from.min(to)), place(from.max(to)), 7.0, 14.0);
    drawing.line("fall-edge", place(to), 3.0, 28.0);
    Ok(drawing.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_add_up_and_zero_is_on_the_scale() {
        let piece = |weight| Evidence { comparison: "name".to_owned(), level: String::new(), weight };
        let fall = Waterfall::of(&[piece(-19.0), piece(12.0), piece(-2.0), piece(20.5)]);
        assert!((fall.total - 11.5).abs() < 1e-9);
        assert!(fall.low < -19.0 && fall.high > 11.5);
        assert!(fall.steps.windows(2).all(|pair| (pair[0].to - pair[1].from).abs() < 1e-12));
        assert!(Waterfall::of(&[]).low < 0.0);
    }
}

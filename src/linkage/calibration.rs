//! Calibration: do nine of ten candidates at 0.9 turn out right? People's decisions tell, and correct the weights.
//!
//! Few decisions give a line (`platt.rs`), many a curve (`isotonic.rs`). Either keeps the order of candidates, and moves a weight by six bits down
//! or two up at most: some hundred decisions can show that the model is too sure, hardly that it is too modest.
//! The correction is a line of evidence of its own and comes before the competition: lines still add up, and the
//! probabilities of one post still stay below one.

use serde::{Deserialize, Serialize};

use super::isotonic::Curve;
use super::levels::{Comparison, Level};
use super::lines::Lines;
use super::{isotonic, platt};

/// A correction of match weights.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Calibration {
    /// Leaves weights as they are.
    #[default]
    AsIs,
    /// A straight line.
    Platt(Line),
    /// A curve that only rises.
    Isotonic(Curve),
}

/// weight' = slope × weight + shift.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What a bit is worth.
    pub slope: f64,
    /// What is added, bits.
    pub shift: f64,
}

impl Line {
    /// The corrected weight, bits.
    pub(super) fn weight(self, weight: f64) -> f64 {
        self.slope * weight + self.shift
    }
}

/// Too few decisions to learn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "calibration needs at least {all} decisions, {least} of them right and {least} wrong; there are {right} right and {wrong} wrong"
)]
pub struct TooFew {
    /// Decisions needed.
    pub all: usize,
    /// Decisions needed of each kind.
    pub least: usize,
    /// Matches people confirmed.
    pub right: usize,
    /// Matches people rejected.
    pub wrong: usize,
}

/// Decisions a line needs: all, and of each kind.
const FOR_A_LINE: (usize, usize) = (200, 20);
/// Decisions a curve needs: from about a thousand it beats a line (Niculescu-Mizil & Caruana 2005).
const FOR_A_CURVE: (usize, usize) = (1_000, 100);
/// Weights beyond this say nothing more of the slope.
pub(super) const FAR: f64 = 40.0;
/// Furthest that a weight is moved, bits: down and up.
const FURTHEST: (f64, f64) = (-6.0, 2.0);

impl Calibration {
    /// What the decisions teach: a curve where they are many, else a line. Each is a weight before calibration and rivals
    /// (`Candidate::own_weight`) and whether the pair was right; they may come in any order.
    pub fn learn(decisions: &[(f64, bool)]) -> Result<Self, TooFew> {
        Self::isotonic(decisions).or_else(|_| Self::platt(decisions))
    }

    /// The line under which the decisions are likeliest.
    pub fn platt(decisions: &[(f64, bool)]) -> Result<Self, TooFew> {
        Ok(Self::Platt(platt::fit(&sorted(decisions, FOR_A_LINE)?)))
    }

    /// The rising curve that fits the decisions best.
    pub fn isotonic(decisions: &[(f64, bool)]) -> Result<Self, TooFew> {
        Ok(Self::Isotonic(isotonic::fit(&sorted(decisions, FOR_A_CURVE)?)))
    }

    /// The corrected weight, bits.
    pub fn weight(&self, weight: f64) -> f64 {
        let corrected = match self {
            Self::AsIs => weight,
            Self::Platt(line) => line.weight(weight),
            Self::Isotonic(curve) => curve.weight(weight),
        };
        corrected.clamp(weight + FURTHEST.0, weight + FURTHEST.1)
    }

    /// Writes the correction as a line, where there is one.
    pub(super) fn write(&self, lines: &mut Lines) {
        if *self != Self::AsIs {
            let weight = lines.weight();
            lines.add(Comparison::Calibration, Level::Calibrated, self.weight(weight) - weight);
        }
    }
}

/// The decisions by weight, if there are enough.
fn sorted(decisions: &[(f64, bool)], (all, least): (usize, usize)) -> Result<Vec<(f64, bool)>, TooFew> {
    let mut sorted: Vec<(f64, bool)> =
        decisions.iter().filter(|one| one.0.is_finite()).map(|one| (one.0.clamp(-FAR, FAR), one.1)).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let right = sorted.iter().filter(|one| one.1).count();
    let wrong = sorted.len() - right;
    if sorted.len() < all || right < least || wrong < least {
        return Err(TooFew { all, least, right, wrong });
    }
    Ok(sorted)
}

/// Predictions of one range of probability against what came true.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Lower end of the range.
    pub from: f64,
    /// How many predictions.
    pub count: usize,
    /// Their mean probability.
    pub said: f64,
    /// Share that came true.
    pub was: f64,
}

/// Reliability over ten equal ranges; empty ranges are left out.
pub fn reliability(predictions: &[(f64, bool)]) -> Vec<Bin> {
    (0..10_u8)
        .filter_map(|tenth| {
            let (from, to) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
            let inside: Vec<&(f64, bool)> =
                predictions.iter().filter(|(p, _)| *p >= from && (*p < to || tenth == 9)).collect();
            let count = inside.len();
            let said = inside.iter().map(|(p, _)| p).sum::<f64>() / count as f64;
            let was = inside.iter().filter(|(_, is_right)| *is_right).count() as f64 / count as f64;
            (count > 0).then_some(Bin { from, count, said, was })
        })
        .collect()
}

/// Brier score: mean squared difference between probability and truth; 0 is perfect. `None` without predictions.
pub fn brier(predictions: &[(f64, bool)]) -> Option<f64> {
    let sum: f64 = predictions.iter().map(|(p, is_right)| (p - f64::from(u8::from(*is_right))).powi(2)).sum();
    (!predictions.is_empty()).then(|| sum / predictions.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::probability_of;

    /// Decisions whose truth follows the weights that `truth` gives, spread evenly instead of drawn.
    fn decisions(truth: impl Fn(f64) -> f64, each: u32) -> Vec<(f64, bool)> {
        let weights = (-40..=40).map(|step| f64::from(step) / 4.0);
        weights
            .flat_map(|weight| {
                let right = (probability_of(truth(weight)) * f64::from(each)).round();
                (0..each).map(move |one| (weight, f64::from(one) < right))
            })
            .collect()
    }

    fn score(with: &Calibration, decisions: &[(f64, bool)]) -> f64 {
        let all: Vec<_> = decisions.iter().map(|(w, right)| (probability_of(with.weight(*w)), *right)).collect();
        brier(&all).expect("predictions")
    }

    #[test]
    fn over_confident_weights_are_found_and_put_right() {
        let truth = Line { slope: 0.6, shift: -1.5 };
        let all = decisions(|weight| truth.weight(weight), 200);
        let Ok(Calibration::Platt(found)) = Calibration::platt(&all) else { panic!("enough decisions") };
        assert!((found.slope - truth.slope).abs() < 0.05 && (found.shift - truth.shift).abs() < 0.1, "{found:?}");
        assert!(score(&Calibration::Platt(found), &all) < score(&Calibration::AsIs, &all));
    }

    #[test]
    fn what_bends_is_followed_by_the_curve_and_not_by_the_line() {
        // Right up to four bits, and no surer than that beyond.
        let all = decisions(|weight| weight.min(4.0), 40);
        let (line, curve) = (Calibration::platt(&all).expect("enough"), Calibration::isotonic(&all).expect("enough"));
        assert!(score(&curve, &all) < score(&line, &all));
        assert!((curve.weight(1.0) - 1.0).abs() < 0.6 && curve.weight(9.0) < 5.0, "{curve:?}");
    }

    #[test]
    fn no_correction_turns_the_order_or_moves_far() {
        let all = decisions(|weight| 3.0 - weight, 20);
        for found in [Calibration::platt(&all), Calibration::isotonic(&all)] {
            let found = found.expect("enough");
            let weights: Vec<f64> = (-300..300).map(|step| found.weight(f64::from(step) / 10.0)).collect();
            assert!(weights.windows(2).all(|pair| pair[1] > pair[0]), "{found:?}");
            let moved = (-300..300).map(f64::from).map(|weight| found.weight(weight) - weight);
            assert!(moved.clone().all(|by| (-6.0 - 1e-9..=2.0 + 1e-9).contains(&by)), "{found:?}");
        }
    }

    #[test]
    fn few_decisions_teach_nothing_and_many_teach_a_curve() {
        let few = vec![(3.0, true); 300];
        assert_eq!(Calibration::learn(&few), Err(TooFew { all: 200, least: 20, right: 300, wrong: 0 }));
        assert!(Calibration::learn(&decisions(|weight| weight, 2)).is_err());
        assert!(matches!(Calibration::learn(&decisions(|weight| weight, 4)), Ok(Calibration::Platt(_))));
        assert!(matches!(Calibration::learn(&decisions(|weight| weight, 20)), Ok(Calibration::Isotonic(_))));
    }

    #[test]
    fn the_order_of_the_decisions_does_not_matter() {
        let mut all = decisions(|weight| weight / 2.0, 20);
        let first = Calibration::learn(&all);
        all.reverse();
        assert_eq!(first, Calibration::learn(&all));
    }

    #[test]
    fn reliability_sets_what_was_said_against_what_was() {
        let bins = reliability(&[(0.95, true), (1.0, true), (0.91, false), (0.05, false)]);
        assert_eq!(bins.iter().map(|bin| bin.count).collect::<Vec<_>>(), [1, 3]);
        assert!((bins[1].was - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(brier(&[]), None);
    }
}

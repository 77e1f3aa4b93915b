//! Calibration: do nine of ten candidates at 0.9 turn out right? People's decisions tell, and correct the weights.
//!
//! Platt's method (1999, with his smoothed targets): weight' = slope × weight + shift, the slope positive, so that the order of candidates stays.
//! The correction is a line of evidence of its own and comes before the competition: lines still add up, and the
//! probabilities of one post still stay below one.

use serde::{Deserialize, Serialize};

use super::levels::{Comparison, Level};
use super::lines::{Lines, probability_of};

/// A correction of match weights.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// What a bit is worth.
    pub slope: f64,
    /// What is added, bits.
    pub shift: f64,
}

/// Too few decisions to learn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("calibration needs at least {least} right and {least} wrong decisions, there are {right} and {wrong}")]
pub struct TooFew {
    /// Decisions needed of each kind.
    pub least: usize,
    /// Matches people confirmed.
    pub right: usize,
    /// Matches people rejected.
    pub wrong: usize,
}

/// Decisions needed of each kind.
const LEAST: usize = 20;
/// Weights beyond this say nothing more of the slope.
const FAR: f64 = 40.0;

impl Calibration {
    /// Leaves weights as they are.
    pub const NONE: Self = Self { slope: 1.0, shift: 0.0 };

    /// The correction under which the decisions are likeliest. Each is a weight before rivals (`Candidate::own_weight`)
    /// and whether the pair was right. Newton's method; the decisions may come in any order.
    pub fn fit(decisions: &[(f64, bool)]) -> Result<Self, TooFew> {
        let mut sorted: Vec<(f64, bool)> =
            decisions.iter().filter(|one| one.0.is_finite()).map(|one| (one.0.clamp(-FAR, FAR), one.1)).collect();
        sorted.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let right = sorted.iter().filter(|one| one.1).count();
        let wrong = sorted.len() - right;
        if right < LEAST || wrong < LEAST {
            return Err(TooFew { least: LEAST, right, wrong });
        }
        let (yes, no) = ((right as f64 + 1.0) / (right as f64 + 2.0), 1.0 / (wrong as f64 + 2.0));
        let loss = |one: Self| -> f64 {
            sorted
                .iter()
                .map(|(weight, is_right)| {
                    let p = probability_of(one.weight(*weight)).clamp(1e-15, 1.0 - 1e-15);
                    let target = if *is_right { yes } else { no };
                    -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
                })
                .sum()
        };
        let mut best = Self::NONE;
        for _ in 0..50 {
            let (mut to_slope, mut to_shift) = (0.0, 0.0);
            let (mut slope_slope, mut slope_shift, mut shift_shift) = (1e-9, 0.0, 1e-9);
            for (weight, is_right) in &sorted {
                let p = probability_of(best.weight(*weight));
                let off = p - if *is_right { yes } else { no };
                let curve = p * (1.0 - p) * std::f64::consts::LN_2;
                to_slope += off * weight;
                to_shift += off;
                slope_slope += curve * weight * weight;
                slope_shift += curve * weight;
                shift_shift += curve;
            }
            let determinant = slope_slope * shift_shift - slope_shift * slope_shift;
            if determinant.abs() < 1e-12 {
                break;
            }
            let step = (
                (shift_shift * to_slope - slope_shift * to_shift) / determinant,
                (slope_slope * to_shift - slope_shift * to_slope) / determinant,
            );
            let now = loss(best);
            let next = (0..20)
                .map(|halvings| 0.5_f64.powi(halvings))
                .map(|part| Self {
                    slope: (best.slope - part * step.0).clamp(0.05, 5.0),
                    shift: (best.shift - part * step.1).clamp(-FAR, FAR),
                })
                .find(|next| loss(*next) < now - 1e-9);
            match next {
                Some(next) => best = next,
                None => break,
            }
        }
        Ok(best)
    }

    /// The corrected weight, bits.
    pub fn weight(self, weight: f64) -> f64 {
        self.slope * weight + self.shift
    }

    /// Writes the correction as a line, where there is one.
    pub(super) fn write(self, lines: &mut Lines) {
        if self != Self::NONE {
            let weight = lines.weight();
            lines.add(Comparison::Calibration, Level::Calibrated, self.weight(weight) - weight);
        }
    }
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

    /// Decisions whose truth follows slope and shift, spread evenly instead of drawn.
    fn decisions(truth: Calibration) -> Vec<(f64, bool)> {
        let weights = (-40..=40).map(|step| f64::from(step) / 4.0);
        weights
            .flat_map(|weight| {
                let right = (probability_of(truth.weight(weight)) * 200.0).round();
                (0..200_u8).map(move |one| (weight, f64::from(one) < right))
            })
            .collect()
    }

    #[test]
    fn over_confident_weights_are_found_and_put_right() {
        let truth = Calibration { slope: 0.6, shift: -1.5 };
        let found = Calibration::fit(&decisions(truth)).expect("enough decisions");
        assert!((found.slope - truth.slope).abs() < 0.05 && (found.shift - truth.shift).abs() < 0.1, "{found:?}");
        let scored = |with: Calibration| {
            let all: Vec<_> =
                decisions(truth).iter().map(|(w, right)| (probability_of(with.weight(*w)), *right)).collect();
            brier(&all).expect("predictions")
        };
        assert!(scored(found) < scored(Calibration::NONE));
    }

    #[test]
    fn few_decisions_teach_nothing() {
        let few = vec![(3.0, true); 100];
        assert_eq!(Calibration::fit(&few), Err(TooFew { least: 20, right: 100, wrong: 0 }));
    }

    #[test]
    fn reliability_sets_what_was_said_against_what_was() {
        let bins = reliability(&[(0.95, true), (1.0, true), (0.91, false), (0.05, false)]);
        assert_eq!(bins.iter().map(|bin| bin.count).collect::<Vec<_>>(), [1, 3]);
        assert!((bins[1].was - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(brier(&[]), None);
    }
}

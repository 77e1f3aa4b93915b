//! Platt's calibration (1999, with his smoothed targets): weight' = slope × weight + shift, the slope positive.
//!
//! Two figures, so a few hundred decisions are enough; what bends (right in the middle, too sure at the end) it can't follow.

use super::calibration::{FAR, Line};
use super::lines::probability_of;

/// The line under which the decisions are likeliest, by Newton's method; both kinds must be among them. Sorted by weight.
pub(super) fn fit(sorted: &[(f64, bool)]) -> Line {
    let right = sorted.iter().filter(|one| one.1).count();
    let wrong = sorted.len() - right;
    let (yes, no) = ((right as f64 + 1.0) / (right as f64 + 2.0), 1.0 / (wrong as f64 + 2.0));
    let loss = |one: Line| -> f64 {
        sorted
            .iter()
            .map(|(weight, is_right)| {
                let p = probability_of(one.weight(*weight)).clamp(1e-15, 1.0 - 1e-15);
                let target = if *is_right { yes } else { no };
                -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
            })
            .sum()
    };
    let mut best = Line { slope: 1.0, shift: 0.0 };
    for _ in 0..50 {
        let (mut to_slope, mut to_shift) = (0.0, 0.0);
        let (mut slope_slope, mut slope_shift, mut shift_shift) = (1e-9, 0.0, 1e-9);
        for (weight, is_right) in sorted {
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
            .map(|part| Line {
                slope: (best.slope - part * step.0).clamp(0.05, 5.0),
                shift: (best.shift - part * step.1).clamp(-FAR, FAR),
            })
            .find(|next| loss(*next) < now - 1e-9);
        match next {
            Some(next) => best = next,
            None => break,
        }
    }
    best
}

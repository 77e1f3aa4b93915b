//! How right something was: shares with their interval, precision and recall, calibration, thresholds.
//!
//! Every share is shown with its 95 % Wilson interval; a figure without its n says nothing.

use std::fmt;

use crate::effect::{Share, wilson};

/// Confidence of every interval shown.
const CONFIDENCE: f64 = 0.95;
/// Bins of a calibration table, of equal width.
const BINS: usize = 10;

/// `hits` of `of`, shown as "98.3 % (95.1–99.4), 118 of 120".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many were right.
    pub hits: u64,
    /// Of how many.
    pub of: u64,
}

impl Hits {
    /// Counts one more.
    pub fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += u64::from(hit);
    }

    /// The share from 0 to 1; 0 where there is nothing to count.
    pub fn rate(self) -> f64 {
        Share::new(self.of, self.hits).map_or(0.0, Share::rate)
    }

    /// The 95 % interval of Wilson; everything is possible where there is nothing to count.
    pub fn interval(self) -> [f64; 2] {
        Share::new(self.of, self.hits).map_or([0.0, 1.0], |share| wilson(share, CONFIDENCE))
    }
}

impl fmt::Display for Hits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = self.interval().map(|bound| 100.0 * bound);
        write!(out, "{:.1} % ({low:.1}–{high:.1}), {} of {}", 100.0 * self.rate(), self.hits, self.of)
    }
}

/// Decisions against the truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Said yes, and it was.
    pub right: u64,
    /// Said yes, and it was not.
    pub wrong: u64,
    /// Said no, and it was.
    pub missed: u64,
}

impl Decisions {
    /// Counts a decision; a right "no" counts nowhere.
    pub fn count(&mut self, said: bool, was: bool) {
        match (said, was) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// How often a yes was right.
    pub fn precision(self) -> Hits {
        Hits { hits: self.right, of: self.right + self.wrong }
    }

    /// How much of what was there was found.
    pub fn recall(self) -> Hits {
        Hits { hits: self.right, of: self.right + self.missed }
    }

    /// The harmonic mean of both (van Rijsbergen, Information Retrieval, 1979); 0 where nothing was right.
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        if all == 0 { 0.0 } else { (2 * self.right) as f64 / all as f64 }
    }
}

/// A stated probability and what came true.
pub type Stated = (f64, bool);

/// One bin of a calibration table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The mean of what was stated.
    pub stated: f64,
    /// How often it came true.
    pub came_true: Hits,
}

/// Stated probabilities against what came true, in ten bins of equal width; empty bins are left out.
pub fn calibration(all: &[Stated]) -> Vec<Bin> {
    let mut bins = [(0.0_f64, Hits::default()); BINS];
    for (stated, came_true) in all {
        let place = (0..BINS).rev().find(|bin| *stated >= *bin as f64 / BINS as f64);
        if let Some((sum, hits)) = bins.get_mut(place.unwrap_or(0)) {
            *sum += stated;
            hits.count(*came_true);
        }
    }
    let filled = bins.into_iter().filter(|(_, hits)| hits.of > 0);
    filled.map(|(sum, hits)| Bin { stated: sum / hits.of as f64, came_true: hits }).collect()
}

/// The mean squared difference between what was stated and what came true (Brier, Monthly Weather Review 78, 1950).
pub fn brier(all: &[Stated]) -> f64 {
    let sum: f64 = all.iter().map(|(stated, came_true)| (stated - f64::from(u8::from(*came_true))).powi(2)).sum();
    if all.is_empty() { 0.0 } else { sum / all.len() as f64 }
}

/// Every threshold with its decisions, from the strictest down; one a distinct probability.
pub fn thresholds(all: &[Stated]) -> Vec<(f64, Decisions)> {
    let mut sorted = all.to_vec();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    let there = sorted.iter().filter(|(_, came_true)| *came_true).count() as u64;
    let mut decisions = Decisions { missed: there, ..Decisions::default() };
    let mut steps: Vec<(f64, Decisions)> = Vec::new();
    for (stated, came_true) in sorted {
        if came_true {
            decisions.right += 1;
            decisions.missed -= 1;
        } else {
            decisions.wrong += 1;
        }
        match steps.last_mut() {
            Some((threshold, last)) if threshold.total_cmp(&stated).is_eq() => *last = decisions,
            _ => steps.push((stated, decisions)),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_with_its_interval_and_count() {
        assert_eq!(Hits { hits: 118, of: 120 }.to_string(), "98.3 % (94.1–99.5), 118 of 120");
        assert_eq!(Hits::default().to_string(), "0.0 % (0.0–100.0), 0 of 0");
    }

    #[test]
    fn thresholds_count_ties_together() {
        let all = [(0.9, true), (0.5, false), (0.5, true), (0.1, false)];
        let steps = thresholds(&all);
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[1], (0.5, Decisions { right: 2, wrong: 1, missed: 0 }));
        assert!((steps[1].1.f1() - 0.8).abs() < 1e-9);
    }

    #[test]
    fn a_stated_half_that_comes_true_half_the_time_is_calibrated() {
        let all = [(0.5, true), (0.5, false), (1.0, true)];
        let bins = calibration(&all);
        assert_eq!(bins.len(), 2);
        assert!((bins[0].came_true.rate() - bins[0].stated).abs() < 1e-9);
        assert!((brier(&all) - 0.5 / 3.0).abs() < 1e-9);
    }
}

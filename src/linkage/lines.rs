//! Lines of evidence: what was compared, what was found, how many bits it is worth.
//!
//! A weight of evidence is a sum of lines and of nothing else.

use serde::{Deserialize, Serialize};

use super::levels::{Comparison, Family, Level};
use super::settings::Settings;

/// A line of the waterfall.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was compared.
    pub comparison: Comparison,
    /// What was found.
    pub level: Level,
    /// Bits: positive speaks for the pair, negative against it.
    pub weight: f64,
}

impl From<Evidence> for crate::domain::matching::Evidence {
    fn from(line: Evidence) -> Self {
        Self { comparison: line.comparison.to_string(), level: line.level.to_string(), weight: line.weight }
    }
}

/// Most lines a pair can have: one a comparison, prior and competition included.
const MOST: usize = 16;

/// The lines of one pair, without allocation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    lines: [Evidence; MOST],
    len: usize,
}

impl Lines {
    pub(super) const NONE: Self =
        Self { lines: [Evidence { comparison: Comparison::Prior, level: Level::Before, weight: 0.0 }; MOST], len: 0 };

    /// Adds a line.
    pub(super) fn add(&mut self, comparison: Comparison, level: Level, weight: f64) {
        if let Some(line) = self.lines.get_mut(self.len) {
            *line = Evidence { comparison, level, weight };
            self.len += 1;
        }
    }

    /// Adds all lines of another.
    pub(super) fn extend(&mut self, other: &Self) {
        for line in other.as_slice() {
            self.add(line.comparison, line.level, line.weight);
        }
    }

    /// The lines in the order they were added.
    pub(super) fn as_slice(&self) -> &[Evidence] {
        &self.lines[..self.len]
    }

    /// Sum of the weights, bits.
    pub(super) fn weight(&self) -> f64 {
        sum(self.as_slice())
    }
}

/// Sum of the weights, bits.
pub(super) fn sum(lines: &[Evidence]) -> f64 {
    lines.iter().map(|line| line.weight).sum()
}

/// Bits that a family of evidence brings together; a day that is named supports the trip.
fn bits_of(lines: &[Evidence], family: Family) -> f64 {
    let counts =
        |line: &&Evidence| line.comparison.family() == family || family == Family::Trip && line.level == Level::SameDay;
    lines.iter().filter(counts).map(|line| line.weight).sum()
}

/// Whether who and trip each bring what a suggestion needs, and nothing speaks against the leg.
pub(super) fn two_families(lines: &[Evidence], settings: &Settings) -> bool {
    bits_of(lines, Family::Who) >= settings.least_who_bits
        && bits_of(lines, Family::Trip) >= settings.least_trip_bits
        && !lines.iter().any(|line| line.level.contradicts())
}

/// Whether both families speak for the pair, the post says that its author travels, and the trip is told by flight, by day or by a
/// check-in. A place alone fits a namesake who goes there another day.
pub(super) fn may_be_suggested(lines: &[Evidence], settings: &Settings) -> bool {
    let has = |level: Level| lines.iter().any(|line| line.level == level);
    let tells_when = [Level::FlightAndDate, Level::FlightOnly, Level::SameDay, Level::AtOrigin, Level::AtDestination];
    two_families(lines, settings) && has(Level::AuthorTravels) && tells_when.into_iter().any(has)
}

/// Whether there is something to verify: the trip, and more of the name than a whole family bears, or a handle that was given.
/// A name and a day fit a namesake as well, a surname and a flight any relative on the booking.
pub(super) fn may_be_verified(lines: &[Evidence], settings: &Settings) -> bool {
    let gave_handle = |line: &Evidence| matches!(line.level, Level::Agreed | Level::NotAgreed);
    lines.iter().any(gave_handle)
        || lines.iter().any(|line| line.level.tells_given_name())
            && bits_of(lines, Family::Trip) >= settings.least_trip_bits
}

/// Match probability of a weight: 2^w / (1 + 2^w).
pub fn probability_of(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_bits_are_a_thousand_to_one() {
        assert!((probability_of(10.0) - 1024.0 / 1025.0).abs() < 1e-12);
        assert!((probability_of(0.0) - 0.5).abs() < 1e-12);
        assert!(probability_of(2_000.0) <= 1.0 && probability_of(-2_000.0) >= 0.0);
    }
}

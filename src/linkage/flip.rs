//! What would flip a suggestion: the single pieces of evidence without which it would fall below a band.
//!
//! Only pieces that speak for the pair and can be missing count: not the prior, nor what was learnt or taken by rivals.

use serde::{Deserialize, Serialize};

use super::levels::Comparison;
use super::lines::probability_of;
use super::settings::Settings;
use crate::domain::matching::Evidence;

/// A piece of evidence on which the band of a match hangs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    /// What was compared.
    pub comparison: String,
    /// How well it agreed.
    pub level: String,
    /// Match probability without it.
    pub without: f64,
    /// The bound of the band it falls below.
    pub below: f64,
}

/// The pieces without which the probability falls below a bound that it reaches now (`verify_from`, `suggest_from`), the one
/// that matters most first.
pub fn flips(evidence: &[Evidence], settings: &Settings) -> Vec<Flip> {
    let stays = [Comparison::Prior, Comparison::Calibration, Comparison::Competition, Comparison::RivalAuthors];
    let weight: f64 = evidence.iter().map(|piece| piece.weight).sum();
    let now = probability_of(weight);
    let can_be_missing = |piece: &&Evidence| {
        piece.weight > 0.0 && stays.iter().all(|comparison| comparison.to_string() != piece.comparison)
    };
    let flip = |piece: &Evidence| {
        let without = probability_of(weight - piece.weight);
        let bounds = [settings.verify_from, settings.suggest_from];
        let below = bounds.into_iter().find(|bound| now >= *bound && without < *bound)?;
        Some(Flip { comparison: piece.comparison.clone(), level: piece.level.clone(), without, below })
    };
    let mut flips: Vec<_> = evidence.iter().filter(can_be_missing).filter_map(flip).collect();
    flips.sort_by(|one, other| one.without.total_cmp(&other.without).then(one.comparison.cmp(&other.comparison)));
    flips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(weights: &[(&str, f64)]) -> Vec<Evidence> {
        let piece = |(comparison, weight): &(&str, f64)| Evidence {
            comparison: (*comparison).to_owned(),
            level: "agreed".to_owned(),
            weight: *weight,
        };
        weights.iter().map(piece).collect()
    }

    fn names(weights: &[(&str, f64)]) -> Vec<(String, f64)> {
        let found = flips(&pieces(weights), &Settings::default());
        found.into_iter().map(|flip| (flip.comparison, flip.below)).collect()
    }

    #[test]
    fn what_carries_a_match_flips_it_and_what_only_adds_does_not() {
        // 9.5 bits: 0.9986.
        let found = names(&[("prior", -19.0), ("name", 12.0), ("flight", 14.0), ("language", 2.5)]);
        assert_eq!(found, [("flight".to_owned(), 0.80), ("name".to_owned(), 0.80)]);
        // 9.5 bits; without the language 6 bits: 0.985.
        let found = names(&[("prior", -19.0), ("name", 12.0), ("flight", 13.0), ("language", 3.5)]);
        assert_eq!(found.last(), Some(&("language".to_owned(), 0.99)));
    }

    #[test]
    fn a_match_with_evidence_to_spare_hangs_on_no_single_piece() {
        assert_eq!(names(&[("prior", -10.0), ("name", 14.0), ("flight", 14.0), ("handle", 14.0)]), []);
    }

    #[test]
    fn what_is_below_a_band_already_does_not_fall_below_it() {
        // 4 bits: 0.94, so only 0.80 can be lost.
        let found = names(&[("prior", -16.0), ("name", 12.0), ("flight", 6.0), ("language", 1.0), ("route", 1.0)]);
        assert_eq!(found, [("name".to_owned(), 0.80), ("flight".to_owned(), 0.80)]);
        assert_eq!(names(&[("prior", -16.0), ("name", 12.0)]), []);
        assert_eq!(names(&[]), []);
    }

    #[test]
    fn prior_and_learnt_lines_are_no_evidence_of_a_post() {
        let found = names(&[("prior", 2.0), ("calibration", 2.0), ("competition", 2.0), ("name", 1.0)]);
        assert_eq!(found, [("name".to_owned(), 0.99)]);
    }
}

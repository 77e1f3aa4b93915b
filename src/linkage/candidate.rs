//! Candidates: the passengers an author may be, with probabilities that respect that an author is one person.
//!
//! Hypotheses of one post: one of the passengers, or *somebody not on this manifest*. Before any evidence a passenger has
//! the odds `on_board / (1 − on_board) / passengers` against nobody; evidence multiplies them. With the odds o of all
//! persons, P(i) = oᵢ / (1 + Σ o). The line "competition" is −log2(1 + Σ of the rivals' o), so that the lines still add up:
//! oᵢ / (1 + Σ rivals) is exactly the odds of P(i), and the probabilities of one post never sum above one.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::levels::{Comparison, Level};
use super::lines::{self, Evidence, probability_of};
use super::settings::Settings;
use crate::domain::flight::LegKey;
use crate::domain::id::TravellerId;

words! {
    /// What a candidate may become. Ambiguous candidates are never suggested, whatever their band.
    Band {
        /// Clear enough to be suggested to a planner; a person still confirms.
        Suggested = "suggested",
        /// Worth a look.
        Verify = "verify",
        /// Too unlikely.
        Dropped = "dropped",
    }
}

/// A passenger on a leg that an author may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The caller's key of the passenger.
    pub traveller: TravellerId,
    /// Number of the human being within this manifest: all legs of a traveller share it.
    pub person: u32,
    /// Index of the entry in the passengers the manifest was made of.
    pub entry: usize,
    /// The leg.
    pub leg: LegKey,
    /// Match probability.
    pub probability: f64,
    /// Match weight, bits: the sum of the evidence's weights.
    pub weight: f64,
    /// Another passenger (or author) fits about as well; nobody may guess which.
    pub ambiguous: bool,
    /// What it may become.
    pub band: Band,
    /// The lines of the waterfall, the prior first.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// Adds a line and brings weight and probability in step with it.
    pub(super) fn add(&mut self, comparison: Comparison, level: Level, weight: f64) {
        self.evidence.push(Evidence { comparison, level, weight });
        self.weight = lines::sum(&self.evidence);
        self.probability = probability_of(self.weight);
    }

    /// Weight before calibration and rivals, bits: what `Calibration::learn` wants.
    pub fn own_weight(&self) -> f64 {
        self.evidence.iter().filter(|line| !line.comparison.is_later()).map(|line| line.weight).sum()
    }

    /// Whether the handle is one the passenger gave and agreed to.
    pub fn opted_in(&self) -> bool {
        self.evidence.iter().any(|line| line.comparison == Comparison::RegisteredHandle && line.level == Level::Agreed)
    }

    /// Whether the handle is one the passenger gave, agreed or not.
    pub fn gave_handle(&self) -> bool {
        self.opted_in()
            || self
                .evidence
                .iter()
                .any(|line| line.comparison == Comparison::RegisteredHandle && line.level == Level::NotAgreed)
    }

    /// Sets the band from probability, ambiguity and the families of evidence.
    pub(super) fn set_band(&mut self, settings: &Settings) {
        let may_be_suggested =
            !self.ambiguous && (self.opted_in() || lines::may_be_suggested(&self.evidence, settings));
        self.band = if self.probability >= settings.suggest_from && may_be_suggested {
            Band::Suggested
        } else if self.probability >= settings.verify_from && lines::may_be_verified(&self.evidence, settings) {
            Band::Verify
        } else {
            Band::Dropped
        };
    }
}

/// A person's best leg before competition.
pub(super) struct Scored {
    pub(super) candidate: Candidate,
    pub(super) odds: f64,
}

/// Turns the best leg of each person into candidates of one author, best first.
pub(super) fn compete(mut scored: Vec<Scored>, settings: &Settings) -> Vec<Candidate> {
    scored.sort_by(|one, other| best_first(&one.candidate, &other.candidate));
    let odds: Vec<f64> = scored.iter().map(|one| one.odds).collect();
    // The sums run over sorted odds, so that the order of the input can't move a last digit.
    let all: f64 = odds.iter().rev().sum();
    let plausible = settings.verify_from / (1.0 - settings.verify_from).max(1e-9);
    let mut candidates = Vec::new();
    for (at, one) in scored.into_iter().enumerate() {
        let rivals = if at == 0 { odds[1..].iter().rev().sum() } else { (all - odds[at]).max(odds[0]) };
        let mut candidate = one.candidate;
        if rivals > 0.0 {
            candidate.add(Comparison::Competition, Level::OtherPassengers, -(1.0_f64 + rivals).log2());
        }
        let next = if at == 0 { odds.get(1).copied().unwrap_or(0.0) } else { odds[0] };
        let within = |rival: f64| rival * settings.clear_by > one.odds && one.odds * settings.clear_by > rival;
        candidate.ambiguous = all >= plausible && within(next);
        candidate.set_band(settings);
        if candidate.ambiguous || candidate.probability >= settings.keep_from {
            candidates.push(candidate);
        }
    }
    candidates
}

/// Order of candidates: the likelier first, then by keys, so that no order of input shows.
pub(super) fn best_first(one: &Candidate, other: &Candidate) -> Ordering {
    other
        .weight
        .total_cmp(&one.weight)
        .then_with(|| one.leg.cmp(&other.leg))
        .then_with(|| one.traveller.cmp(&other.traveller))
}

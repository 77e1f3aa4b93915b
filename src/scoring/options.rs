//! Every candidate × every gift idea: what could be given to whom, and why the rest could not.
//!
//! The order is fixed: candidates as they came, gifts by falling score and then by slug, whatever the catalogue's order.

use std::collections::BTreeSet;

use super::candidate::Candidate;
use super::rules::person_violations;
use super::score::{Scored, score};
use super::violation::Violation;
use crate::domain::campaign::Campaign;
use crate::domain::instant::Instant;

/// A gift idea that a candidate can't get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedGift {
    /// Slug of the gift idea.
    pub gift: String,
    /// Every rule it breaks.
    pub violations: Vec<Violation>,
}

/// What one candidate could get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Index of the candidate in the input.
    pub candidate: usize,
    /// Gift ideas with their scores, best first.
    pub gifts: Vec<(String, Scored)>,
    /// What forbids any gift to this candidate; then there are neither gifts nor refused ones.
    pub person: Vec<Violation>,
    /// Gift ideas that are forbidden, by slug.
    pub refused: Vec<RefusedGift>,
}

impl Options {
    /// The codes of everything that stands in the way, sorted, each once: the `why` of a traveller without a gift.
    pub fn codes(&self) -> Vec<&'static str> {
        let of_gifts = self.refused.iter().flat_map(|refused| &refused.violations);
        let codes: BTreeSet<_> = self.person.iter().chain(of_gifts).map(Violation::code).collect();
        codes.into_iter().collect()
    }
}

/// Scores every gift idea of the campaign for every candidate.
pub fn options(candidates: &[Candidate], campaign: &Campaign, now: Instant) -> Vec<Options> {
    let of_one = |(index, candidate): (usize, &Candidate)| {
        let mut found = Options {
            candidate: index,
            gifts: Vec::new(),
            person: person_violations(candidate, campaign, now),
            refused: Vec::new(),
        };
        if !found.person.is_empty() {
            return found;
        }
        for idea in &campaign.gifts {
            match score(candidate, idea, campaign, now) {
                Ok(scored) => found.gifts.push((idea.slug.clone(), scored)),
                Err(violations) => found.refused.push(RefusedGift { gift: idea.slug.clone(), violations }),
            }
        }
        found
            .gifts
            .sort_by(|(a, first), (b, second)| second.parts.total().cmp(&first.parts.total()).then_with(|| a.cmp(b)));
        found.refused.sort_by(|a, b| a.gift.cmp(&b.gift));
        found
    };
    candidates.iter().enumerate().map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::candidate::FactKind;
    use super::super::fixture::{self, booking, campaign, fact, flight, now};
    use super::*;

    #[test]
    fn the_catalogue_s_order_does_not_matter() {
        let (booking, flight, mut campaign) = (booking(), flight(), campaign());
        let mut candidate = fixture::candidate(&booking, &flight);
        candidate.facts.push(fact("reading", FactKind::Interest, 2));
        let first = options(std::slice::from_ref(&candidate), &campaign, now());
        campaign.gifts.reverse();
        assert_eq!(options(&[candidate], &campaign, now()), first);
        let slugs: Vec<&str> = first[0].gifts.iter().map(|(slug, _)| slug.as_str()).collect();
        assert_eq!(slugs, ["trail-watch", "novel", "note"]);
        assert_eq!(first[0].codes(), ["rule:no_reason"]);
    }

    #[test]
    fn who_can_get_nothing_is_told_once_and_not_once_a_gift() {
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let candidate = Candidate { open_complaint: true, ..fixture::candidate(&booking, &flight) };
        let found = options(&[candidate], &campaign, now());
        assert_eq!(found[0].person, [Violation::OpenComplaint]);
        assert!(found[0].gifts.is_empty() && found[0].refused.is_empty());
    }
}

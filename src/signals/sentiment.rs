//! Sentiment of a post, and whether it complains to an airline and about what.
//!
//! A lexicon of weighted words and emoji in six languages; a negation turns the words right after it. The score is
//! the sum squashed into (−1, 1); weights were set by hand, not learned.

use serde::{Deserialize, Serialize};

use super::language::LanguageGuess;
use super::phrases::{Found, Phrases};
use super::text::View;

words! {
    /// Overall tone of a post.
    SentimentLabel {
        /// Clearly unhappy.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
        /// Clearly happy.
        Positive = "positive",
    }
}

/// Tone with its strength.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sentiment {
    /// The tone.
    pub label: SentimentLabel,
    /// −1 (worst) to 1 (best).
    pub score: f64,
}

words! {
    /// What a complaint is about.
    ComplaintKind {
        /// Luggage lost, late or broken.
        LostLuggage = "lost_luggage",
        /// A late flight.
        Delay = "delay",
        /// A cancelled flight.
        Cancellation = "cancellation",
        /// People, phones, pages.
        Service = "service",
        /// Money owed.
        Refund = "refund",
        /// Check-in, seats, denied boarding.
        Boarding = "boarding",
        /// Anything else.
        Other = "other",
    }
}

/// Whether the post complains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Whether it does.
    pub is: bool,
    /// About what; `None` where it does not.
    pub kind: Option<ComplaintKind>,
}

/// Beyond this score either way a post is not neutral.
const NEUTRAL_BAND: f64 = 0.2;
/// The squashing constant: a sum of 4 gives a score of 0.72.
const SQUASH: f64 = 15.0;
/// How far, in folded bytes, a negation reaches.
const NEGATION_REACH: usize = 18;

/// Reads tone and complaints.
#[derive(Debug)]
pub(super) struct Tone {
    words: Phrases,
    complaints: Phrases,
}

impl Tone {
    /// Builds both lexicons.
    pub(super) fn new() -> Self {
        Self {
            words: Phrases::new(&[include_str!("tables/sentiment.tsv")]),
            complaints: Phrases::new(&[include_str!("tables/complaints.tsv")]),
        }
    }

    /// The tone of a post.
    pub(super) fn sentiment(&self, view: &View, guess: &LanguageGuess) -> Sentiment {
        let found = self.words.find_longest(view, guess);
        let weight = |hit: &Found| self.words.name(*hit).parse::<f64>().ok();
        let mut sum = 0.0;
        for (index, hit) in found.iter().enumerate() {
            let Some(value) = weight(hit) else { continue };
            let between = |from: usize, to: usize| view.folded.get(from..to).unwrap_or_default();
            let negated = found[..index].iter().rev().take(3).any(|other| {
                self.words.name(*other) == "not"
                    && hit.start.saturating_sub(other.end) <= NEGATION_REACH
                    && !between(other.end, hit.start).contains([',', '.', '!', '?', ';'])
            }) || found
                .get(index + 1)
                .is_some_and(|other| self.words.name(*other) == "not_after" && other.start <= hit.end + 6);
            sum += if negated && value > 0.0 {
                -0.7 * value
            } else if negated {
                -0.3 * value
            } else {
                value
            };
        }
        let score = sum / (sum * sum + SQUASH).sqrt();
        let label = match score {
            _ if score >= NEUTRAL_BAND => SentimentLabel::Positive,
            _ if score <= -NEUTRAL_BAND => SentimentLabel::Negative,
            _ => SentimentLabel::Neutral,
        };
        Sentiment { label, score: (score * 100.0).round() / 100.0 }
    }

    /// Whether the post complains; `about_flying` says whether a carrier, flight or airport is named.
    pub(super) fn complaint(
        &self,
        view: &View,
        guess: &LanguageGuess,
        sentiment: Sentiment,
        about_flying: bool,
    ) -> Complaint {
        let mut counts = vec![0_usize; self.complaints.tags().len()];
        for hit in self.complaints.find_longest(view, guess) {
            counts[hit.tag] += 1;
        }
        let most = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .max_by_key(|(index, count)| (**count, usize::MAX - index));
        let kind = most.and_then(|(index, _)| self.complaints.tags()[index].parse().ok());
        let is = match kind {
            Some(_) => sentiment.score < 0.2,
            None => about_flying && sentiment.score <= -0.2,
        };
        Complaint { is, kind: is.then(|| kind.unwrap_or(ComplaintKind::Other)) }
    }
}

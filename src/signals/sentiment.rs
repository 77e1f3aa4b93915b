//! Sentiment of a post, and whether it complains to an airline and about what.
//!
//! Tone: a lexicon of weighted words and emoji in seven languages; a negation turns the words right after it. The score
//! is the sum squashed into (−1, 1); weights were set by hand. Complaints: a trained linear model over the words and
//! over cues that hold in any language; the phrase lists say what a complaint is about.

#![expect(clippy::cast_possible_truncation, reason = "cues are single precision and counts of words small")]

use serde::{Deserialize, Serialize};

use super::linear::{LinearModel, ModelKind};
use super::look::Look;
use super::phrases::{Found, Hits, LexiconBuilder, Phrases};
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
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Complaint {
    /// Whether a person should look at it: few complaints are missed, and about a quarter of these are none.
    pub is: bool,
    /// About what; `None` where it is none.
    pub kind: Option<ComplaintKind>,
    /// How likely it is one, 0 to 1.
    pub probability: f64,
}

impl Complaint {
    /// Whether it more likely complains than not.
    pub fn is_likely(&self) -> bool {
        self.probability >= 0.5
    }
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
    cues: Phrases,
    pub(super) model: Option<LinearModel>,
}

/// A tone with what it was summed from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ToneReading {
    pub(super) sentiment: Sentiment,
    glad: u32,
    sore: u32,
    negations: u32,
}

/// What a post names beside its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) carrier: bool,
    pub(super) link: bool,
}

/// Cues of a complaint: tone, marks, what is named, then the tags of both phrase tables.
pub(super) const COMPLAINT_CUES: usize = 32;
/// Cues that are not counts of a phrase table.
const PLAIN_CUES: usize = 13;

impl Tone {
    /// Builds both lexicons.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        Self {
            words: lexicon.add(include_str!("tables/sentiment.tsv")),
            complaints: lexicon.add(include_str!("tables/complaints.tsv")),
            cues: lexicon.add(include_str!("tables/complaint_cues.tsv")),
            model: LinearModel::from_bytes(include_bytes!("tables/complaint.model"), ModelKind::Complaint).ok(),
        }
    }

    /// The tone of a post.
    pub(super) fn sentiment(&self, view: &View, hits: &Hits) -> ToneReading {
        let found: Vec<Found> = self.words.longest(hits).collect();
        let weight = |hit: &Found| self.words.name(*hit).parse::<f64>().ok();
        let mut sum = 0.0;
        let (mut glad, mut sore) = (0, 0);
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
            let part = if negated && value > 0.0 {
                -0.7 * value
            } else if negated {
                -0.3 * value
            } else {
                value
            };
            sum += part;
            glad += u32::from(part > 0.0);
            sore += u32::from(part < 0.0);
        }
        let score = sum / (sum * sum + SQUASH).sqrt();
        let label = match score {
            _ if score >= NEUTRAL_BAND => SentimentLabel::Positive,
            _ if score <= -NEUTRAL_BAND => SentimentLabel::Negative,
            _ => SentimentLabel::Neutral,
        };
        let negations = found.iter().filter(|hit| self.words.name(**hit).starts_with("not")).count() as u32;
        let sentiment = Sentiment { label, score: (score * 100.0).round() / 100.0 };
        ToneReading { sentiment, glad, sore, negations }
    }

    /// The cues of a complaint, and what the phrases say it would be about.
    pub(super) fn complaint_cues(
        &self,
        view: &View,
        hits: &Hits,
        tone: &ToneReading,
        named: Named,
    ) -> ([f32; COMPLAINT_CUES], Option<ComplaintKind>) {
        let mut cues = [0.0_f32; COMPLAINT_CUES];
        let letters = view.chars.iter().filter(|letter| letter.is_alphabetic()).count().max(1) as f32;
        let capitals = view.chars.iter().filter(|letter| letter.is_uppercase()).count() as f32;
        let has = |mark: &[char]| f32::from(u8::from(view.folded.contains(mark)));
        let few = |count: u32| count.min(3) as f32 / 3.0;
        let score = tone.sentiment.score as f32;
        let plain: [f32; PLAIN_CUES] = [
            score.max(0.0),
            (-score).max(0.0),
            few(tone.glad),
            few(tone.sore),
            few(tone.negations),
            f32::from(u8::from(tone.glad + tone.sore == 0)),
            f32::from(u8::from(named.carrier)),
            f32::from(u8::from(named.link)),
            has(&['?']),
            has(&['!']),
            has(&['"']),
            (capitals / letters).min(1.0),
            (letters / 140.0).min(1.5),
        ];
        cues[..PLAIN_CUES].copy_from_slice(&plain);
        let (about, others) = cues[PLAIN_CUES..].split_at_mut(self.complaints.tags().len());
        for hit in self.complaints.longest(hits) {
            about[hit.tag] += 1.0;
        }
        let mut most = None;
        for (index, count) in about.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            if most.is_none_or(|(_, highest)| *count > highest) {
                most = Some((index, *count));
            }
        }
        for hit in self.cues.longest(hits) {
            if let Some(cue) = others.get_mut(hit.tag) {
                *cue += 1.0;
            }
        }
        cues[PLAIN_CUES..].iter_mut().for_each(|cue| *cue = cue.min(3.0) / 3.0);
        (cues, most.and_then(|(index, _)| self.complaints.tags()[index].parse().ok()))
    }

    /// Whether the post complains.
    pub(super) fn complaint(&self, look: &Look, tone: &ToneReading, named: Named) -> Complaint {
        let (cues, kind) = self.complaint_cues(&look.view, &look.hits, tone, named);
        let (is, probability) = if let Some(model) = &self.model {
            let probability = model.probability(look.grams(), &[], &cues);
            (probability >= model.threshold(), probability)
        } else {
            let is = kind.is_some() && tone.sentiment.score < 0.2;
            (is, f64::from(u8::from(is)))
        };
        let kind = is.then(|| kind.unwrap_or(ComplaintKind::Other));
        Complaint { is, kind, probability: (probability * 100.0).round() / 100.0 }
    }
}

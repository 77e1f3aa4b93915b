//! The two trained gates of the listen room: training them on labelled posts, and putting a team's own in place.
//!
//! The shipped models are made by the same functions from `training/*.tsv`. A screen model only ever adds to the word
//! lists: what they stop, no model lets pass.

use std::str::FromStr;

use thiserror::Error;

use super::Reader;
use super::linear::{LinearModel, ModelError, ModelKind, fnv, logistic};
use super::linear_training::{Example, TrainingOptions, fit, held_out, platt};
use super::look::Look;
use super::screen::ScreenCategory;
use super::sentiment::Named;
use super::token::{Token, TokenKind};

/// A post with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Language code of the line; empty where the file has none.
    pub language: String,
    /// The label as written: a category, a tone, yes or no.
    pub label: String,
    /// Whether the label means yes for the kind it was read for.
    pub is: bool,
    /// The post.
    pub text: String,
}

/// Why nothing was trained.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TrainingError {
    /// A line that is not `label<TAB>text` or `language<TAB>label<TAB>text`.
    #[error("line {line}: {found} columns; write `label<TAB>text` or `language<TAB>label<TAB>text`")]
    Columns {
        /// Counted from 1.
        line: usize,
        /// How many columns it has.
        found: usize,
    },
    /// A label that says neither yes nor no.
    #[error("line {line}: the label is none of {known}")]
    Label {
        /// Counted from 1.
        line: usize,
        /// The labels known.
        known: &'static str,
    },
    /// Too little to learn from.
    #[error("{yes} lines say yes and {no} no; at least {FEWEST} of each are needed")]
    Few {
        /// Lines that say yes.
        yes: usize,
        /// Lines that say no.
        no: usize,
    },
}

/// Fewest lines of either label that training accepts.
const FEWEST: usize = 20;

impl Labelled {
    /// Reads a whole file; empty lines and lines that start with `#` are left out.
    pub fn read(file: &str, kind: ModelKind) -> Result<Vec<Self>, TrainingError> {
        let lines = file.lines().enumerate().map(|(index, line)| (index + 1, line));
        let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "));
        lines.map(|(number, line)| Self::line(number, line, kind)).collect()
    }

    fn line(number: usize, line: &str, kind: ModelKind) -> Result<Self, TrainingError> {
        let columns: Vec<&str> = line.split('\t').collect();
        let (language, label, text) = match columns[..] {
            [label, text] => ("", label, text),
            [language, label, text] => (language, label, text),
            _ => return Err(TrainingError::Columns { line: number, found: columns.len() }),
        };
        let is = match (label.trim().to_lowercase().as_str(), kind) {
            ("-" | "ok" | "no" | "0" | "other" | "harmless", _)
            | ("neutral" | "positive", ModelKind::Complaint)
            // To complain is nothing sensitive, so files for the other model teach what is harmless.
            | ("complaint", ModelKind::Screen) => false,
            ("yes" | "1", _) | ("complaint" | "negative", ModelKind::Complaint) | ("sensitive", ModelKind::Screen) => {
                true
            }
            (word, ModelKind::Screen) if ScreenCategory::from_str(word).is_ok() => true,
            _ => {
                let known = match kind {
                    ModelKind::Complaint => "complaint, negative, yes, 1; other, neutral, positive, no, -, 0",
                    ModelKind::Screen => "a category such as health, sensitive, yes, 1; harmless, complaint, ok, no, -, 0",
                };
                return Err(TrainingError::Label { line: number, known });
            }
        };
        Ok(Self { language: language.to_owned(), label: label.to_owned(), is, text: text.to_owned() })
    }
}

/// What the threshold is chosen for, on held-out folds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// The highest threshold that finds at least this share of what is there.
    Recall(f64),
    /// The lowest threshold at which at least this share of what is found is right.
    Precision(f64),
    /// The lowest threshold that takes at most this share of what is not there.
    FalseAlarms(f64),
    /// The threshold with the best harmonic mean of precision and recall.
    F1,
}

/// A labelled line as judged by a model that had not seen it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The calibrated probability.
    pub stated: f64,
    /// Whether a word list decides already; the screen only.
    pub listed: bool,
    /// The truth.
    pub is: bool,
}

impl Judged {
    /// The probability the decision is taken by: a list's hit is certain.
    pub fn effective(&self) -> f64 {
        if self.listed { 1.0 } else { self.stated }
    }
}

/// A trained model and how it did on held-out folds.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The model, calibrated, with its threshold.
    pub model: LinearModel,
    /// One entry a line, in the order of the lines.
    pub held_out: Vec<Judged>,
}

/// What a post names beside its tone.
pub(super) fn named(tokens: &[Token], carrier: bool) -> Named {
    Named { carrier, link: tokens.iter().any(|token| token.kind == TokenKind::Url) }
}

impl Reader {
    /// Puts a team's own complaint model in the place of the shipped one.
    pub fn with_complaint_model(mut self, bytes: &[u8]) -> Result<Self, ModelError> {
        self.tone.model = Some(LinearModel::from_bytes(bytes, ModelKind::Complaint)?);
        Ok(self)
    }

    /// Puts a team's own screen model in the place of the shipped one; the word lists stay.
    pub fn with_screen_model(mut self, bytes: &[u8]) -> Result<Self, ModelError> {
        self.screen.model = Some(LinearModel::from_bytes(bytes, ModelKind::Screen)?);
        Ok(self)
    }

    /// How a text is judged by the model in place: its probability, and for the screen whether a list decides already.
    /// `None` where there is no model.
    pub fn judge(&self, kind: ModelKind, text: &str) -> Option<(f64, bool)> {
        let model = match kind {
            ModelKind::Complaint => self.tone.model.as_ref(),
            ModelKind::Screen => self.screen.model.as_ref(),
        }?;
        let look = self.look(text, None);
        let seen = self.seen(kind, &look);
        Some((model.probability(look.grams(), &seen.senses, &seen.cues), seen.listed))
    }

    /// The probability from which the model in place says yes.
    pub fn threshold(&self, kind: ModelKind) -> Option<f64> {
        let model = match kind {
            ModelKind::Complaint => self.tone.model.as_ref(),
            ModelKind::Screen => self.screen.model.as_ref(),
        };
        model.map(LinearModel::threshold)
    }

    /// Trains a model on labelled posts; the figures it comes with are of held-out folds.
    pub fn train(
        &self,
        kind: ModelKind,
        lines: &[Labelled],
        aim: Aim,
        options: &TrainingOptions,
    ) -> Result<Trained, TrainingError> {
        let yes = lines.iter().filter(|line| line.is).count();
        let no = lines.len() - yes;
        if yes < FEWEST || no < FEWEST {
            return Err(TrainingError::Few { yes, no });
        }
        let (examples, listed) = self.examples(kind, lines, options);
        let scores = held_out(&examples, options);
        let truths: Vec<bool> = lines.iter().map(|line| line.is).collect();
        let (slope, shift) = platt(&scores, &truths);
        let judged: Vec<Judged> = (0..lines.len())
            .map(|index| Judged {
                stated: logistic(f64::from(slope) * scores[index] + f64::from(shift)),
                listed: listed[index],
                is: truths[index],
            })
            .collect();
        let all: Vec<usize> = (0..lines.len()).collect();
        let weights = fit(&examples, &all, options);
        #[expect(clippy::cast_possible_truncation, reason = "models are single precision")]
        let threshold = threshold(&judged, aim) as f32;
        let model = LinearModel::pack(kind, &weights, Self::hash(lines)).calibrated((slope, shift), threshold);
        Ok(Trained { model, held_out: judged })
    }

    /// The hash by which a model names the lines it was trained on.
    pub fn hash(lines: &[Labelled]) -> u64 {
        let mut bytes = Vec::new();
        for line in lines {
            bytes.extend([&line.label, "\t", &line.text, "\n"].iter().flat_map(|part| part.bytes()));
        }
        fnv(&bytes)
    }

    fn examples(&self, kind: ModelKind, lines: &[Labelled], options: &TrainingOptions) -> (Vec<Example>, Vec<bool>) {
        let example = |line: &Labelled| {
            let look = self.look(&line.text, None);
            let Seen { cues, senses, listed } = self.seen(kind, &look);
            (Example::new(&look.view.folded, &senses, cues, line.is, options.bits), listed)
        };
        lines.iter().map(example).unzip()
    }

    fn seen(&self, kind: ModelKind, look: &Look) -> Seen {
        match kind {
            ModelKind::Screen => {
                let listed = self.screen.listed(look);
                let cues = self.screen.cues(&look.hits, &listed).to_vec();
                Seen { cues, senses: self.screen.senses.of(&look.hits), listed: listed.category.is_some() }
            }
            ModelKind::Complaint => {
                let Look { view, tokens, hits, .. } = look;
                let tone = self.tone.sentiment(view, hits);
                let mentions = self.carriers.mentioned(view, tokens, &[], hits);
                let named = named(tokens, !mentions.is_empty());
                let cues = self.tone.complaint_cues(view, hits, &tone, named).0.to_vec();
                Seen { cues, senses: Vec::new(), listed: false }
            }
        }
    }
}

/// What a model sees of a text beside its words.
struct Seen {
    cues: Vec<f32>,
    /// The screen only, as the next.
    senses: Vec<u32>,
    /// Whether a list decides already.
    listed: bool,
}

/// The threshold an aim asks for.
fn threshold(judged: &[Judged], aim: Aim) -> f64 {
    let mut sorted: Vec<(f64, bool)> = judged.iter().map(|one| (one.effective(), one.is)).collect();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    let all = sorted.iter().filter(|(_, is)| *is).count() as f64;
    let none = sorted.len() as f64 - all;
    let (mut right, mut wrong) = (0.0, 0.0);
    // One entry a distinct probability: the threshold and what it gives, from the strictest down.
    let mut steps: Vec<(f64, f64, f64)> = Vec::new();
    for (stated, is) in sorted {
        if is {
            right += 1.0;
        } else {
            wrong += 1.0;
        }
        match steps.last_mut() {
            Some(last) if last.0.total_cmp(&stated).is_eq() => (last.1, last.2) = (right, wrong),
            _ => steps.push((stated, right, wrong)),
        }
    }
    let lowest = |fits: &dyn Fn(f64, f64) -> bool| {
        steps.iter().rev().find(|(_, right, wrong)| fits(*right, *wrong)).map(|step| step.0)
    };
    let found = match aim {
        Aim::Recall(wanted) => steps.iter().find(|step| step.1 >= wanted * all).map(|step| step.0),
        Aim::Precision(wanted) => lowest(&|right, wrong| right >= wanted * (right + wrong)),
        Aim::FalseAlarms(most) => lowest(&|_, wrong| wrong <= most * none),
        Aim::F1 => {
            let f1 = |step: &(f64, f64, f64)| 2.0 * step.1 / (step.1 + step.2 + all);
            steps.iter().max_by(|one, other| f1(one).total_cmp(&f1(other))).map(|step| step.0)
        }
    };
    // A hair lower, for it is kept with single precision; a list's certainty is no threshold for a probability.
    (found.unwrap_or(0.5) - 1e-6).clamp(0.001, 0.999)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: [&str; 8] = [
        include_str!("tables/screen_cases.tsv"),
        include_str!("training/screen.tsv"),
        include_str!("training/screen_more.tsv"),
        include_str!("training/screen_indirect.tsv"),
        include_str!("training/screen_varied.tsv"),
        include_str!("training/sample.tsv"),
        include_str!("training/complaint.tsv"),
        include_str!("training/complaint_sample.tsv"),
    ];
    const COMPLAINT: [&str; 2] =
        [include_str!("training/complaint.tsv"), include_str!("training/complaint_sample.tsv")];

    fn lines(files: &[&str], kind: ModelKind) -> Vec<Labelled> {
        files.iter().flat_map(|file| Labelled::read(file, kind).expect("committed lines")).collect()
    }

    #[test]
    fn the_shipped_models_are_of_the_committed_lines() {
        let screen = LinearModel::from_bytes(include_bytes!("tables/screen.model"), ModelKind::Screen);
        let complaint = LinearModel::from_bytes(include_bytes!("tables/complaint.model"), ModelKind::Complaint);
        let remedy = "train it again, see tables/README.md";
        assert_eq!(screen.expect(remedy).trained_on(), Reader::hash(&lines(&SCREEN, ModelKind::Screen)), "{remedy}");
        let hash = Reader::hash(&lines(&COMPLAINT, ModelKind::Complaint));
        assert_eq!(complaint.expect(remedy).trained_on(), hash, "{remedy}");
    }

    #[test]
    fn training_twice_gives_the_same_bytes_and_a_team_may_use_them() {
        let all = lines(&COMPLAINT, ModelKind::Complaint);
        let options = TrainingOptions { bits: 14, passes: 3, ..TrainingOptions::default() };
        let train = || Reader::new().train(ModelKind::Complaint, &all, Aim::Recall(0.95), &options).expect("trained");
        let bytes = train().model.to_bytes();
        assert_eq!(bytes, train().model.to_bytes());
        let own = Reader::new().with_complaint_model(&bytes).expect("own model");
        let stated = |text: &str| own.judge(ModelKind::Complaint, text).map_or(0.0, |judged| judged.0);
        assert!(stated("@klm my bag is lost and nobody answers the phone") > stated("@klm thank you, lovely flight"));
        assert!(Reader::new().with_screen_model(&bytes).is_err());
    }

    #[test]
    fn faults_of_a_training_file_are_told_by_line() {
        let read = |file: &str| Labelled::read(file, ModelKind::Complaint).expect_err("faulty");
        assert_eq!(read("complaint\tlate\nonly text"), TrainingError::Columns { line: 2, found: 1 });
        assert!(matches!(read("maybe\tlate"), TrainingError::Label { line: 1, .. }));
        let few = Reader::new().train(ModelKind::Complaint, &[], Aim::F1, &TrainingOptions::default());
        assert_eq!(few.err(), Some(TrainingError::Few { yes: 0, no: 0 }));
    }

    #[test]
    fn a_threshold_keeps_what_was_asked_for() {
        let one = |stated: f64, is: bool| Judged { stated, listed: false, is };
        let all = [one(0.9, true), one(0.8, false), one(0.7, true), one(0.2, false), one(0.1, true)];
        let found = |aim: Aim| threshold(&all, aim);
        assert!((found(Aim::Recall(0.6)) - 0.7).abs() < 1e-5);
        assert!((found(Aim::Precision(0.65)) - 0.7).abs() < 1e-5);
        assert!((found(Aim::FalseAlarms(0.0)) - 0.9).abs() < 1e-5);
    }
}

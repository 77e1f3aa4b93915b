//! A linear model over word 1–2-grams and character n-grams of folded text, the senses in it, and a few dense cues.
//!
//! One pass over the text for all models, no allocation a feature: n-grams are hashed into a table of one-byte weights. A model file
//! names its kind and version and ends in a checksum, so that a wrong or cut file is told and never used.

#![expect(clippy::cast_possible_truncation, reason = "weights are stored in eight bits and counted in 32 by design")]

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use thiserror::Error;

use super::text::is_spaceless;

words! {
    /// What a model tells apart.
    ModelKind {
        /// Complaints to an airline from everything else.
        Complaint = "complaint",
        /// Sensitive posts from harmless ones.
        Screen = "screen",
    }
}

/// Why a model file is not used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// Not a model file at all.
    #[error("this is no giftgate model file; make one with `giftgate train`")]
    Foreign,
    /// Another layout.
    #[error("the model has version {found}, this program reads {VERSION}; train it again with `giftgate train`")]
    Version {
        /// The version found.
        found: u8,
    },
    /// A model of another kind.
    #[error("the model is for `{found}`, here one for `{wanted}` is needed")]
    Kind {
        /// The kind found.
        found: ModelKind,
        /// The kind needed here.
        wanted: ModelKind,
    },
    /// Cut short or changed.
    #[error("the model file is cut short or damaged; copy it again or train it again")]
    Damaged,
}

const MAGIC: &[u8; 4] = b"ggLM";
const VERSION: u8 = 2;
/// Bytes before the compressed weights, without the dense cues.
const HEAD: usize = 4 + 4 + 8 + 5 * 4;
/// The widest table a file may hold: 2^20 weights.
const MOST_BITS: u8 = 20;
/// Most dense cues of any kind.
pub(super) const MOST_CUES: usize = 32;

/// A trained model, ready to score.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    kind: ModelKind,
    bits: u8,
    /// FNV-1a of the training lines, so that a shipped model can be held against them.
    lines: u64,
    /// Platt's line from score to log-odds.
    calibration: (f32, f32),
    threshold: f32,
    bias: f32,
    /// What one step of a weight is worth.
    step: f32,
    cues: Vec<f32>,
    weights: Vec<i8>,
}

/// What training found, before it is made small.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    pub(super) bits: u8,
    pub(super) bias: f32,
    pub(super) cues: Vec<f32>,
    pub(super) grams: Vec<f32>,
}

impl LinearModel {
    /// Makes trained weights small: one byte each, of equal steps.
    pub(super) fn pack(kind: ModelKind, weights: &Weights, lines: u64) -> Self {
        let most = weights.grams.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let step = if most > 0.0 { most / 127.0 } else { 1.0 };
        let small = |weight: &f32| (weight / step).round().clamp(-127.0, 127.0) as i8;
        Self {
            kind,
            bits: weights.bits,
            lines,
            calibration: (1.0, 0.0),
            threshold: 0.5,
            bias: weights.bias,
            step,
            cues: weights.cues.clone(),
            weights: weights.grams.iter().map(small).collect(),
        }
    }

    /// The model with another calibration and threshold.
    pub(super) fn calibrated(self, calibration: (f32, f32), threshold: f32) -> Self {
        Self { calibration, threshold, ..self }
    }

    /// What it tells apart.
    pub fn kind(&self) -> ModelKind {
        self.kind
    }

    /// FNV-1a of the lines it was trained on.
    pub fn trained_on(&self) -> u64 {
        self.lines
    }

    /// The probability from which the answer is yes.
    pub fn threshold(&self) -> f64 {
        f64::from(self.threshold)
    }

    /// The same model with another threshold.
    #[must_use]
    pub fn with_threshold(self, threshold: f64) -> Self {
        Self { threshold: threshold as f32, ..self }
    }

    /// The raw score: above zero leans to yes.
    pub(super) fn score(&self, grams: &Grams, senses: &[u32], cues: &[f32]) -> f64 {
        let mask = (1_u32 << self.bits) - 1;
        let weight = |hash: &u32| i32::from(self.weights.get((hash & mask) as usize).copied().unwrap_or_default());
        let sum = |all: &[u32]| f64::from(all.iter().map(weight).sum::<i32>());
        let scaled = |all: &[u32]| sum(all) * norm(all.len() as u32);
        let dense: f64 = self.cues.iter().zip(cues).map(|(weight, cue)| f64::from(*weight) * f64::from(*cue)).sum();
        let sparse = scaled(&grams.words) + scaled(&grams.letters) + f64::from(SENSE) * sum(senses);
        f64::from(self.bias) + dense + f64::from(self.step) * sparse
    }

    /// The calibrated probability of yes (Platt, Advances in Large Margin Classifiers, 1999).
    pub(super) fn probability(&self, grams: &Grams, senses: &[u32], cues: &[f32]) -> f64 {
        let (slope, shift) = self.calibration;
        logistic(f64::from(slope) * self.score(grams, senses, cues) + f64::from(shift))
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let kind = ModelKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        bytes.extend([VERSION, kind as u8, self.bits, self.cues.len() as u8]);
        bytes.extend(self.lines.to_le_bytes());
        let (slope, shift) = self.calibration;
        for number in [slope, shift, self.threshold, self.bias, self.step].iter().chain(&self.cues) {
            bytes.extend(number.to_le_bytes());
        }
        let raw: Vec<u8> = self.weights.iter().map(|weight| weight.cast_unsigned()).collect();
        bytes.extend(compress_to_vec_zlib(&raw, 9));
        let sum = fnv(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// Reads a model file of the wanted kind.
    pub fn from_bytes(bytes: &[u8], wanted: ModelKind) -> Result<Self, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::Foreign);
        }
        let version = *bytes.get(4).ok_or(ModelError::Damaged)?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or(ModelError::Damaged)?;
        if body.len() < HEAD || fnv(body) != u64::from_le_bytes(*sum) {
            return Err(ModelError::Damaged);
        }
        let kind = ModelKind::ALL.get(usize::from(body[5])).copied().ok_or(ModelError::Damaged)?;
        if kind != wanted {
            return Err(ModelError::Kind { found: kind, wanted });
        }
        let (bits, cues) = (body[6], usize::from(body[7]));
        if bits > MOST_BITS || cues > MOST_CUES || body.len() < HEAD + 4 * cues {
            return Err(ModelError::Damaged);
        }
        let lines = body[8..16].try_into().map(u64::from_le_bytes).map_err(|_| ModelError::Damaged)?;
        let (numbers, packed) = body[16..].split_at(4 * (5 + cues));
        let numbers: Vec<f32> =
            numbers.chunks_exact(4).filter_map(|four| four.try_into().ok()).map(f32::from_le_bytes).collect();
        let [slope, shift, threshold, bias, step, ref cues @ ..] = numbers[..] else {
            return Err(ModelError::Damaged);
        };
        let raw = decompress_to_vec_zlib_with_limit(packed, 1 << bits).map_err(|_| ModelError::Damaged)?;
        if raw.len() != 1 << bits || !numbers.iter().all(|number| number.is_finite()) {
            return Err(ModelError::Damaged);
        }
        let weights = raw.into_iter().map(u8::cast_signed).collect();
        Ok(Self { kind, bits, lines, calibration: (slope, shift), threshold, bias, step, cues: cues.to_vec(), weights })
    }
}

/// Which family an n-gram is of; each is scaled by its own count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gram {
    /// A word, or two in a row.
    Words,
    /// Three to five characters; one to three where no spaces part the words.
    Letters,
}

/// The n-grams of a text, hashed; made once for all models.
#[derive(Debug)]
pub(super) struct Grams {
    words: Vec<u32>,
    letters: Vec<u32>,
}

impl Grams {
    /// The n-grams of folded text.
    pub(super) fn of(folded: &str) -> Self {
        let (mut words, mut letters) = (Vec::with_capacity(folded.len() / 2), Vec::with_capacity(3 * folded.len()));
        grams(folded, |gram, hash| if gram == Gram::Words { words.push(hash) } else { letters.push(hash) });
        Self { words, letters }
    }
}

/// What a sense counts for: chosen on held-out folds of 13,458 lines. Senses are few, so their number is no reason to scale them.
pub(super) const SENSE: f32 = 0.8;

/// What a family's sum is multiplied with, so that long posts do not shout.
pub(super) fn norm(count: u32) -> f64 {
    if count == 0 { 0.0 } else { 1.0 / f64::from(count).sqrt() }
}

/// The logistic function.
pub(super) fn logistic(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// FNV-1a over bytes.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, letter: char) -> u32 {
    (hash ^ letter as u32).wrapping_mul(0x0100_0193)
}

/// Spreads the bits, so that the low ones may serve as an index (finaliser of `MurmurHash3`, public domain).
pub(super) fn spread(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// The last five characters.
struct Ring {
    last: [char; 5],
    filled: usize,
}

impl Ring {
    fn push(&mut self, letter: char, take: &mut impl FnMut(Gram, u32)) {
        self.last.rotate_left(1);
        self.last[4] = letter;
        self.filled = (self.filled + 1).min(5);
        let (from, to) = if is_spaceless(letter) { (1, 4) } else { (3, 5) };
        let mut hash = SEED;
        for length in 1..=to.min(self.filled) {
            hash = step(hash, self.last[5 - length]);
            if length >= from {
                take(Gram::Letters, spread(hash ^ length as u32));
            }
        }
    }
}

/// Every n-gram of folded text in one pass. All digits are one; of a handle only its "@" counts; marks part words.
pub(super) fn grams(folded: &str, mut take: impl FnMut(Gram, u32)) {
    let mut ring = Ring { last: [' '; 5], filled: 1 };
    let (mut word, mut previous) = (SEED, SEED);
    let mut in_handle = false;
    for letter in folded.chars().chain([' ']) {
        if in_handle && (letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')) {
            continue;
        }
        in_handle = letter == '@';
        let kept = match letter {
            '0'..='9' => '0',
            '\'' | '@' | '?' | '!' => letter,
            _ if letter.is_alphanumeric() || letter > '\u{2100}' => letter,
            _ => ' ',
        };
        let is_mark = !kept.is_alphanumeric() && kept != '\'';
        if !is_mark && !is_spaceless(kept) {
            word = step(word, kept);
        } else {
            let mark = if is_mark && kept != ' ' { step(SEED, kept) } else { SEED };
            for found in [word, mark].into_iter().filter(|found| *found != SEED) {
                take(Gram::Words, spread(found));
                take(Gram::Words, spread(previous.rotate_left(7) ^ found));
                previous = found;
            }
            word = SEED;
        }
        if kept != ' ' || ring.last[4] != ' ' {
            ring.push(kept, &mut take);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> LinearModel {
        let mut weights = Weights { bits: 8, bias: 0.25, cues: vec![0.5, -1.0], grams: vec![0.0; 256] };
        grams("late again", |_, hash| weights.grams[(hash & 255) as usize] += 0.1);
        LinearModel::pack(ModelKind::Complaint, &weights, 7).calibrated((1.5, -0.25), 0.4)
    }

    #[test]
    fn a_model_file_gives_the_same_model_back() {
        let read = LinearModel::from_bytes(&model().to_bytes(), ModelKind::Complaint).expect("own file");
        assert_eq!(read, model());
        let late = Grams::of("late again");
        assert_eq!(read.score(&late, &[3], &[1.0, 0.0]).to_bits(), model().score(&late, &[3], &[1.0, 0.0]).to_bits());
        assert!(read.score(&late, &[], &[0.0, 0.0]) > read.score(&Grams::of("all is well"), &[], &[0.0, 0.0]));
    }

    #[test]
    fn a_wrong_a_cut_and_a_foreign_file_are_told_apart() {
        let bytes = model().to_bytes();
        let read = |bytes: &[u8]| LinearModel::from_bytes(bytes, ModelKind::Complaint).expect_err("must be refused");
        assert_eq!(read(b"label\ttext"), ModelError::Foreign);
        for length in 4..bytes.len() {
            assert_eq!(read(&bytes[..length]), ModelError::Damaged, "{length}");
        }
        let mut other = bytes.clone();
        other[4] = 9;
        assert_eq!(read(&other), ModelError::Version { found: 9 });
        let mut changed = bytes.clone();
        changed[30] ^= 1;
        assert_eq!(read(&changed), ModelError::Damaged);
        let wrong = LinearModel::from_bytes(&bytes, ModelKind::Screen);
        assert_eq!(wrong, Err(ModelError::Kind { found: ModelKind::Complaint, wanted: ModelKind::Screen }));
    }

    #[test]
    fn handles_and_digits_are_read_alike() {
        let read = |text: &str| {
            let mut all = Vec::new();
            grams(text, |_, hash| all.push(hash));
            all
        };
        assert_eq!(read("@klm 3 hours"), read("@united.example 8 hours"));
        assert_ne!(read("on time"), read("in time"));
        assert!(!read("遅延").is_empty());
    }
}

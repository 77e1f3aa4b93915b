//! The language model: one row of small integer weights a feature, summed and turned into probabilities.
//!
//! The table is the compressed form of exactly these weights: reading it back gives the same probabilities bit by bit.

use thiserror::Error;

use super::features::{FEATURES, Stream};

/// The classes, in the order of a row: the languages written in Latin script, then every other one.
pub(super) const CLASSES: [&str; 7] = ["en", "nl", "de", "es", "fr", "pt", "other"];
/// Room of a row: seven weights and one to spare, so that a row is one machine word.
pub(super) const LANES: usize = 8;
/// First bytes of a table: what it is, and the version of its form.
const MAGIC: &[u8; 8] = b"gglang1\n";
/// The sign bits of a row: to flip them adds 128 to every weight.
const SIGNS: u64 = 0x8080_8080_8080_8080;
/// Every other byte of a row.
const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
/// Numbers before the compressed weights: a bias a lane, the weight of one integer step.
const HEADER: usize = MAGIC.len() + 4 * (LANES + 1);

/// Why a language table can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TableFault {
    /// The bytes don't begin as a language table does.
    #[error("not a language table of this version; make one with `giftgate train language`")]
    Unknown,
    /// The bytes end early or don't unpack to the right size.
    #[error("the language table is damaged; copy or make it again")]
    Damaged,
}

/// The weights.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    /// One row a feature.
    pub rows: Vec<[i8; LANES]>,
    /// What a class has before any text is seen.
    pub bias: [f32; LANES],
    /// The weight of one integer step.
    pub step: f32,
}

impl Model {
    /// Reads a table.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, TableFault> {
        let (head, packed) = bytes.split_at_checked(HEADER).ok_or(TableFault::Unknown)?;
        let numbers = head.strip_prefix(MAGIC).ok_or(TableFault::Unknown)?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|number| f32::from_le_bytes(*number));
        let bias = std::array::from_fn(|_| numbers.next().unwrap_or_default());
        let step = numbers.next().unwrap_or_default();
        let plain = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, FEATURES * LANES)
            .map_err(|_| TableFault::Damaged)?;
        if plain.len() != FEATURES * CLASSES.len() {
            return Err(TableFault::Damaged);
        }
        let mut rows = vec![[0_i8; LANES]; FEATURES];
        for (lane, column) in plain.chunks_exact(FEATURES).enumerate() {
            for (row, weight) in rows.iter_mut().zip(column) {
                row[lane] = weight.cast_signed();
            }
        }
        Ok(Self { rows, bias, step })
    }

    /// The table of these weights.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for number in self.bias.iter().chain([&self.step]) {
            bytes.extend(number.to_le_bytes());
        }
        let plain: Vec<u8> =
            (0..CLASSES.len()).flat_map(|lane| self.rows.iter().map(move |row| row[lane].cast_unsigned())).collect();
        bytes.extend(miniz_oxide::deflate::compress_to_vec(&plain, 9));
        bytes
    }

    /// The probability of every class for a text in Latin script.
    pub(super) fn probabilities(&self, stream: &Stream) -> [f32; CLASSES.len()] {
        let mut sums = [0_i32; LANES];
        let mut count = 0_u16;
        let (mut even, mut odd) = (0_u64, 0_u64);
        let mut empty = |even: &mut u64, odd: &mut u64| {
            for (place, lanes) in sums.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                lanes[0] += ((*even >> (16 * place)) & 0xFFFF) as i32;
                lanes[1] += ((*odd >> (16 * place)) & 0xFFFF) as i32;
            }
            (*even, *odd) = (0, 0);
        };
        stream.each_feature(|feature| {
            if let Some(row) = self.rows.get(feature) {
                // Eight additions in two: each weight, made positive, in two bytes of its own.
                let row = u64::from_le_bytes(row.map(i8::cast_unsigned)) ^ SIGNS;
                even += row & EVEN;
                odd += (row >> 8) & EVEN;
                count += 1;
                if count.is_multiple_of(256) {
                    empty(&mut even, &mut odd);
                }
            }
        });
        empty(&mut even, &mut odd);
        let sums = sums.map(|sum| sum - 128 * i32::from(count));
        let scale = self.step / f32::from(count.max(1)).sqrt();
        let mut scores = [0.0_f32; CLASSES.len()];
        for ((score, sum), bias) in scores.iter_mut().zip(sums).zip(self.bias) {
            *score = bias + scale * sum as f32;
        }
        softmax(&mut scores);
        scores
    }
}

/// Turns scores into probabilities.
pub(super) fn softmax(scores: &mut [f32; CLASSES.len()]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in &mut *scores {
        *score = (*score - most).exp();
    }
    let total: f32 = scores.iter().sum();
    for score in scores {
        *score /= total;
    }
}

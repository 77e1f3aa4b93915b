//! Blocking: the pairs of records worth comparing, and the chance that each of their agreements is an accident.
//!
//! A pair is compared when any field agrees or differs by a slip, or when the two names have changed places: the keys together miss
//! only pairs that agree in nothing. Fields whose values are too frequent to tell anybody apart open no block.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows are counted in 32 bits, chances kept in single precision"
)]

use super::likeness::{Compared, LEVELS, Likeness, NONE};
use super::{Field, Kind};

/// A value borne by more than this share of the records opens no block by itself.
const TOO_FREQUENT: f64 = 0.03;

/// Pairs, column by column.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) left: Vec<u32>,
    pub(super) right: Vec<u32>,
    /// First pair of each right record, and the end.
    pub(super) starts: Vec<u32>,
    /// Levels of all fields of a pair as one number, `LEVELS` to a field; swapped names stand above all of them.
    pub(super) pattern: Vec<u32>,
    /// −log2 of the chance that a random pair agrees as well on these very values, the sum over the fields.
    pub(super) surprise: Vec<f32>,
    /// Left records.
    pub(super) lefts: usize,
    /// Share of random pairs at each level of each field.
    pub(super) shares: Vec<[f64; LEVELS]>,
    /// The pattern that stands for swapped names.
    pub(super) swapped_from: u32,
    /// Numbers of the given-name and family-name fields.
    pub(super) names: Option<(usize, usize)>,
}

impl Block {
    pub(super) fn new(fields: &[Field], compared: &[Compared], lefts: usize, rights: usize) -> Self {
        let find = |kind| fields.iter().position(|field| field.kind == kind);
        let names = find(Kind::GivenName).zip(find(Kind::FamilyName));
        let swapped = names.map(|(given, family)| {
            (compared[given].same_spelling_in(&compared[family]), compared[family].same_spelling_in(&compared[given]))
        });
        let chances: Vec<Chances> = compared.iter().map(|field| Chances::new(field, lefts, rights)).collect();
        let patterns = u32::try_from(LEVELS.pow(u32::try_from(fields.len()).unwrap_or(8))).unwrap_or(u32::MAX / 2);
        let mut block = Self {
            left: Vec::new(),
            right: Vec::new(),
            starts: vec![0],
            pattern: Vec::new(),
            surprise: Vec::new(),
            lefts,
            shares: chances.iter().map(|chances| chances.shares).collect(),
            swapped_from: patterns,
            names,
        };
        let most = (TOO_FREQUENT * lefts as f64).max(20.0) as usize;
        // Half of all postcodes have a neighbour, and it tells nothing.
        let furthest: Vec<Likeness> = fields
            .iter()
            .map(|field| if field.kind == Kind::Code { Likeness::Same } else { Likeness::Neighbour })
            .collect();
        let mut seen = vec![u32::MAX; lefts];
        let mut found: Vec<u32> = Vec::new();
        for right in 0..u32::try_from(rights).unwrap_or(u32::MAX) {
            found.clear();
            let mut take = |records: &[u32]| {
                for record in records {
                    if std::mem::replace(&mut seen[*record as usize], right) != right {
                        found.push(*record);
                    }
                }
            };
            for (field, furthest) in compared.iter().zip(&furthest) {
                let value = field.right[right as usize];
                if value == NONE {
                    continue;
                }
                for (left, level) in &field.alike[value as usize] {
                    let records = &field.left_records[*left as usize];
                    if level <= furthest && records.len() <= most {
                        take(records);
                    }
                }
            }
            if let (Some((given, family)), Some((given_there, family_there))) = (names, &swapped) {
                let there = |field: usize, table: &[u32]| match compared[field].right[right as usize] {
                    NONE => NONE,
                    value => table[value as usize],
                };
                for (value, field) in [(there(given, given_there), family), (there(family, family_there), given)] {
                    if value != NONE {
                        take(&compared[field].left_records[value as usize]);
                    }
                }
            }
            found.sort_unstable();
            for left in &found {
                block.add(*left, right, compared, &chances, swapped.as_ref());
            }
            block.starts.push(u32::try_from(block.left.len()).unwrap_or(u32::MAX));
        }
        block
    }

    /// How many pairs there are.
    pub(super) fn len(&self) -> usize {
        self.left.len()
    }

    /// The pairs of a right record.
    pub(super) fn of_right(&self, right: usize) -> std::ops::Range<usize> {
        self.starts[right] as usize..self.starts[right + 1] as usize
    }

    fn add(
        &mut self,
        left: u32,
        right: u32,
        compared: &[Compared],
        chances: &[Chances],
        swapped: Option<&(Vec<u32>, Vec<u32>)>,
    ) {
        let (mut pattern, mut surprise) = (0_u32, 0.0_f32);
        let is_swapped = self.names.zip(swapped).is_some_and(|((given, family), (given_there, family_there))| {
            let value = |field: usize| compared[field].right[right as usize];
            let left_value = |field: usize| compared[field].left[left as usize];
            let is =
                |table: &[u32], value: u32, left: u32| value != NONE && left != NONE && table[value as usize] == left;
            let crosswise =
                is(given_there, value(given), left_value(family)) && is(family_there, value(family), left_value(given));
            crosswise && value(given) != NONE && compared[given].level(left, right) != Likeness::Same
        });
        for (number, field) in compared.iter().enumerate().rev() {
            let is_name = self.names.is_some_and(|(given, family)| number == given || number == family);
            let level = if is_swapped && is_name { Likeness::Missing } else { field.level(left, right) };
            pattern = pattern * LEVELS as u32 + level as u32;
            surprise += chances[number].surprise(field, left, right, level);
        }
        if let (true, Some((given, family))) = (is_swapped, self.names) {
            pattern += self.swapped_from;
            // Both names agree by accident about as seldom as they would in their own places.
            for field in [given, family] {
                surprise += chances[field].of_left(compared[field].left[left as usize]);
            }
        }
        self.left.push(left);
        self.right.push(right);
        self.pattern.push(pattern);
        self.surprise.push(surprise);
    }
}

/// How often a field agrees by accident.
#[derive(Debug)]
struct Chances {
    /// Share of all pairs at each level.
    shares: [f64; LEVELS],
    /// −log2 of the chance that a random right record is at this level with a left value, level by level.
    left: Vec<[f32; 5]>,
    /// The same, seen from a right value.
    right: Vec<[f32; 5]>,
    different: f32,
}

/// Records of the average that the counts of one value are mixed with.
const MIXED_WITH: f64 = 0.5;

impl Chances {
    fn new(field: &Compared, lefts: usize, rights: usize) -> Self {
        let mut left = vec![[0_u32; 5]; field.left_records.len()];
        let mut right = vec![[0_u32; 5]; field.right_records.len()];
        let mut all = [0_f64; LEVELS];
        for (value, alike) in field.alike.iter().enumerate() {
            let here = field.right_records[value].len();
            for (other, level) in alike {
                let there = field.left_records[*other as usize].len();
                let number = *level as usize;
                left[*other as usize][number] += u32::try_from(here).unwrap_or(u32::MAX);
                right[value][number] += u32::try_from(there).unwrap_or(u32::MAX);
                all[number] += here as f64 * there as f64;
            }
        }
        let known = |records: &[Vec<u32>]| records.iter().map(Vec::len).sum::<usize>() as f64;
        let (known_left, known_right) = (known(&field.left_records), known(&field.right_records));
        let pairs = (known_left * known_right).max(1.0);
        let mut shares = all.map(|count| (count / pairs).max(1e-12));
        let agreeing: f64 = shares[..5].iter().sum();
        shares[Likeness::Different as usize] = (1.0 - agreeing).max(1e-6);
        shares[Likeness::Missing as usize] = (1.0 - pairs / (lefts as f64 * rights as f64)).clamp(1e-6, 1.0);
        let bits = |counts: [u32; 5], of: f64| {
            let mut bits = [0.0_f32; 5];
            for (number, count) in counts.into_iter().enumerate() {
                let chance = (f64::from(count) + MIXED_WITH * (shares[number] * of).min(1.0)) / of.max(1.0);
                bits[number] = -(chance.max(1e-9).log2()) as f32;
            }
            bits
        };
        let left = left.into_iter().map(|counts| bits(counts, known_right)).collect();
        let right = right.into_iter().map(|counts| bits(counts, known_left)).collect();
        let different = -(shares[Likeness::Different as usize].log2()) as f32;
        Self { shares, left, right, different }
    }

    fn surprise(&self, field: &Compared, left: u32, right: u32, level: Likeness) -> f32 {
        match level {
            Likeness::Missing => 0.0,
            Likeness::Different => self.different,
            _ => {
                let number = level as usize;
                let one = self.left[field.left[left as usize] as usize][number];
                let other = self.right[field.right[right as usize] as usize][number];
                f32::midpoint(one, other)
            }
        }
    }

    fn of_left(&self, value: u32) -> f32 {
        self.left.get(value as usize).map_or(0.0, |bits| bits[Likeness::Same as usize])
    }
}

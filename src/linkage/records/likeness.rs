//! How alike two values of a field are: few levels, each pair of distinct values compared once.
//!
//! Values are compared folded. A letter mask tells most pairs apart before any letters are compared, so that all
//! pairs of values can be looked at and no likely pair is missed.

use std::collections::HashMap;

use super::{Field, Kind};
use crate::linkage::fold;

words! {
    /// Degrees of agreement of one field.
    Likeness {
        /// The same letters.
        Same = "same",
        /// One slip, and the other spelling stands in one list only: hardly a name of its own.
        Slip = "one slip",
        /// One slip, but both spellings are in use in both lists (Jon, John).
        Neighbour = "a neighbouring name",
        /// Two slips or a common beginning; the other spelling stands in one list only.
        Alike = "alike",
        /// The same, with both spellings in use in both lists.
        Remote = "somewhat alike",
        /// Nothing of it.
        Different = "different",
        /// Not known in one of the lists.
        Missing = "not known",
    }
}

/// Number of levels.
pub(super) const LEVELS: usize = Likeness::ALL.len();
/// Number of a value that is not known.
pub(super) const NONE: u32 = u32::MAX;

/// One field's distinct values and which of them are alike.
#[derive(Debug)]
pub(super) struct Compared {
    /// Value of each record.
    pub(super) left: Vec<u32>,
    pub(super) right: Vec<u32>,
    /// Records of each value.
    pub(super) left_records: Vec<Vec<u32>>,
    pub(super) right_records: Vec<Vec<u32>>,
    /// For each right value the left values alike, with their level; sorted by value.
    pub(super) alike: Vec<Vec<(u32, Likeness)>>,
    spellings: HashMap<String, u32>,
    right_spellings: Vec<String>,
}

impl Compared {
    pub(super) fn new(field: &Field, lefts: usize, rights: usize) -> Self {
        let (left, left_spellings, left_records) = distinct(&field.left[..lefts], field.kind);
        let (right, right_spellings, right_records) = distinct(&field.right[..rights], field.kind);
        let spellings: HashMap<String, u32> = left_spellings.iter().cloned().zip(0..).collect();
        let in_right: std::collections::HashSet<&String> = right_spellings.iter().collect();
        let lefts: Vec<Shape> = left_spellings.iter().map(|text| Shape::new(text)).collect();
        let left_in_both: Vec<bool> = left_spellings.iter().map(|text| in_right.contains(text)).collect();
        let mut by_length: Vec<Bucket> = Vec::new();
        for (shape, number) in lefts.iter().zip(0_u32..) {
            let length = shape.letters.len();
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Bucket::default);
            }
            by_length[length].add(shape, number);
        }
        let mut rows = Rows::default();
        let mut alike = Vec::with_capacity(right_spellings.len());
        for text in &right_spellings {
            let shape = Shape::new(text);
            let in_left = spellings.contains_key(text);
            let mut found = Vec::new();
            let length = shape.letters.len();
            for (other_length, bucket) in by_length.iter().enumerate().take(length + 4).skip(length.saturating_sub(3)) {
                let most = MOST_APART - u32::try_from(length.abs_diff(other_length)).unwrap_or(0);
                for (at, mask) in bucket.masks.iter().enumerate() {
                    let apart = (mask ^ shape.mask).count_ones();
                    let begins_alike = bucket.beginnings[at] == shape.beginning;
                    if apart > most && (apart > 6 || !begins_alike) {
                        continue;
                    }
                    let number = bucket.numbers[at];
                    let both = in_left && left_in_both[number as usize];
                    let is_near = apart <= most;
                    if let Some(level) = likeness(field.kind, &lefts[number as usize], &shape, is_near, both, &mut rows)
                    {
                        found.push((number, level));
                    }
                }
            }
            found.sort_unstable();
            alike.push(found);
        }
        Self { left, right, left_records, right_records, alike, spellings, right_spellings }
    }

    /// For each right value of this field the left value of another field with the same letters, else `NONE`.
    pub(super) fn same_spelling_in(&self, other: &Self) -> Vec<u32> {
        let find = |text: &String| other.spellings.get(text).copied().unwrap_or(NONE);
        self.right_spellings.iter().map(find).collect()
    }

    /// The level of two records.
    pub(super) fn level(&self, left: u32, right: u32) -> Likeness {
        let (left, right) = (self.left[left as usize], self.right[right as usize]);
        if left == NONE || right == NONE {
            return Likeness::Missing;
        }
        let alike = &self.alike[right as usize];
        alike.binary_search_by_key(&left, |one| one.0).map_or(Likeness::Different, |at| alike[at].1)
    }
}

/// Numbers of values by record, spellings, and records by value.
fn distinct(values: &[String], kind: Kind) -> (Vec<u32>, Vec<String>, Vec<Vec<u32>>) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let (mut of_record, mut spellings, mut records) = (Vec::with_capacity(values.len()), Vec::new(), Vec::new());
    for (value, record) in values.iter().zip(0_u32..) {
        let folded = match kind {
            Kind::Code => value.chars().filter(|letter| letter.is_alphanumeric()).take(64).collect(),
            _ if value.is_ascii() => plain(value),
            _ => fold::squeeze(value),
        };
        if folded.is_empty() {
            of_record.push(NONE);
            continue;
        }
        let next = u32::try_from(spellings.len()).unwrap_or(NONE);
        let number = *numbers.entry(folded).or_insert_with_key(|text| {
            spellings.push(text.clone());
            records.push(Vec::new());
            next
        });
        of_record.push(number);
        if let Some(list) = records.get_mut(number as usize) {
            let list: &mut Vec<u32> = list;
            list.push(record);
        }
    }
    (of_record, spellings, records)
}

/// Plain letters need no tables.
fn plain(text: &str) -> String {
    text.bytes().filter(u8::is_ascii_alphanumeric).take(64).map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// Letters that two words of one length may not share when two slips make one of the other.
const MOST_APART: u32 = 4;

/// A value's letters, which of them it has, and the first four.
struct Shape {
    letters: Vec<char>,
    mask: u64,
    beginning: u64,
}

impl Shape {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mask = letters.iter().fold(0, |mask, letter| mask | 1 << (*letter as u32 % 64));
        let beginning = letters.iter().take(4).fold(0, |all, letter| all << 16 | u64::from(*letter as u32 & 0xFFFF));
        Self { letters, mask, beginning }
    }
}

/// Values of one length, side by side, so that a look at all of them is quick.
#[derive(Default)]
struct Bucket {
    masks: Vec<u64>,
    beginnings: Vec<u64>,
    numbers: Vec<u32>,
}

impl Bucket {
    fn add(&mut self, shape: &Shape, number: u32) {
        self.masks.push(shape.mask);
        self.beginnings.push(shape.beginning);
        self.numbers.push(number);
    }
}

/// How alike two values are; `None` where they are different. Two slips are only looked for where they can be.
fn likeness(
    kind: Kind,
    one: &Shape,
    other: &Shape,
    is_near: bool,
    both_in_use: bool,
    rows: &mut Rows,
) -> Option<Likeness> {
    let (a, b) = (one.letters.as_slice(), other.letters.as_slice());
    if a == b {
        return Some(Likeness::Same);
    }
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let distance = if is_near && long - short <= 2 { rows.distance(a, b) } else { 3 };
    let by = |clear, in_use| Some(if both_in_use { in_use } else { clear });
    match distance {
        1 if long >= 3 => return by(Likeness::Slip, Likeness::Neighbour),
        2 if kind == Kind::Code && long >= 6 => return by(Likeness::Alike, Likeness::Remote),
        2 if kind != Kind::Code && long >= 5 => return by(Likeness::Alike, Likeness::Remote),
        _ if kind == Kind::Code => return None,
        _ => {}
    }
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    if common >= 4 && common * 10 >= long * 6 { by(Likeness::Alike, Likeness::Remote) } else { None }
}

/// Room for the optimal string alignment distance, used again and again.
#[derive(Default)]
struct Rows {
    before: Vec<u8>,
    last: Vec<u8>,
    now: Vec<u8>,
}

impl Rows {
    /// Slips between two words: a letter more, less or other, or two neighbours swapped; 3 stands for more than two.
    fn distance(&mut self, a: &[char], b: &[char]) -> u8 {
        let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[start..], &b[start..]);
        let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
        if a.is_empty() || b.is_empty() {
            return u8::try_from(a.len().max(b.len())).unwrap_or(3).min(3);
        }
        let width = b.len() + 1;
        self.last.clear();
        self.last.extend((0..width).map(|at| u8::try_from(at).unwrap_or(u8::MAX)));
        self.before.clear();
        self.before.resize(width, 0);
        self.now.clear();
        self.now.resize(width, 0);
        for row in 1..=a.len() {
            self.now[0] = u8::try_from(row).unwrap_or(u8::MAX);
            let mut least = self.now[0];
            for column in 1..width {
                let change = u8::from(a[row - 1] != b[column - 1]);
                let mut cost = self.last[column - 1].saturating_add(change);
                cost = cost.min(self.last[column].saturating_add(1)).min(self.now[column - 1].saturating_add(1));
                if row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1] {
                    cost = cost.min(self.before[column - 2].saturating_add(1));
                }
                self.now[column] = cost;
                least = least.min(cost);
            }
            if least > 2 {
                return 3;
            }
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.now);
        }
        self.last[width - 1].min(3)
    }
}

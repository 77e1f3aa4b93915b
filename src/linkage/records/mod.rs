//! Two lists of records about the same people: the match step's estimation for lists with fields instead of posts.
//!
//! [`link`] compares (`likeness`), blocks (`pairs`), learns m by expectation–maximisation and counts u over *all* pairs
//! (`learn`), and respects that nobody stands twice in a list (`couples`). No labels, no tuning, no randomness: the same lists
//! give the same links. u is counted for the very values of a pair, so that a rare name, a rare slip and a rare town each
//! tell what they tell: term frequencies at every level, not at agreement only.

mod couples;
mod learn;
mod likeness;
mod pairs;

use serde::Serialize;

pub use likeness::Likeness;

/// What a field holds; it decides which spellings count as alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// A given name; may have changed places with the family name.
    GivenName,
    /// A family name.
    FamilyName,
    /// Any other words: a town, a street.
    Words,
    /// Digits: a postcode, a date without separators, a number.
    Code,
}

/// One field of both lists: a value a record, empty where it is not known.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Values of the left list.
    pub left: Vec<String>,
    /// Values of the right list.
    pub right: Vec<String>,
}

/// A pair of records that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pair {
    /// Record of the left list.
    pub left: u32,
    /// Record of the right list.
    pub right: u32,
    /// Match weight before other records are looked at, bits, the prior included.
    pub weight: f64,
    /// Match probability, given that nobody stands twice in a list.
    pub probability: f64,
}

/// What was learnt of one level of one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Learnt {
    /// The field.
    pub field: String,
    /// The level.
    pub level: Likeness,
    /// Share of true pairs at this level.
    pub m: f64,
    /// Share of random pairs at this level.
    pub u: f64,
}

/// The links between two lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Links {
    /// Pairs worth a look, by record.
    pub pairs: Vec<Pair>,
    /// How many pairs were compared after blocking.
    pub compared: usize,
    /// Share of the right list that stands in the left, as estimated.
    pub share: f64,
    /// m and u of every level.
    pub learnt: Vec<Learnt>,
}

/// Links two lists by their common fields. Lists of different length in one field are cut to the shortest.
pub fn link(fields: &[Field]) -> Links {
    let lefts = fields.iter().map(|field| field.left.len()).min().unwrap_or(0);
    let rights = fields.iter().map(|field| field.right.len()).min().unwrap_or(0);
    if lefts == 0 || rights == 0 {
        return Links { pairs: Vec::new(), compared: 0, share: 0.0, learnt: Vec::new() };
    }
    let compared: Vec<likeness::Compared> =
        fields.iter().map(|field| likeness::Compared::new(field, lefts, rights)).collect();
    let block = pairs::Block::new(fields, &compared, lefts, rights);
    let model = learn::learn(fields, &block);
    let probabilities = couples::marginals(&block, &model.odds);
    let pairs = (0..block.len())
        .filter(|at| probabilities[*at] >= learn::WORTH_A_LOOK)
        .map(|at| Pair {
            left: block.left[at],
            right: block.right[at],
            weight: model.odds[at].log2(),
            probability: probabilities[at],
        })
        .collect();
    Links { pairs, compared: block.len(), share: model.share, learnt: model.learnt }
}

//! Learning m without labels: expectation–maximisation over the pairs of a block.
//!
//! E: each pair's probability, given that a right record has one partner or none. M: shares of levels among them. u is not learnt
//! but counted, over all pairs and for the very values of each pair (Winkler 2000 takes term frequencies for agreement only).

use super::couples;
use super::likeness::{LEVELS, Likeness};
use super::pairs::Block;
use super::{Field, Learnt};
use crate::linkage::shares;

/// Rounds of EM; the last ones respect both lists.
const ROUNDS: usize = 10;
const OF_BOTH: usize = 3;
/// True pairs that the starting shares count for.
const START_IS_WORTH: f64 = 10.0;
/// Shares of true pairs at each level to start with: general knowledge of typing, not of any list.
const START: [f64; LEVELS] = [0.72, 0.10, 0.01, 0.04, 0.01, 0.12, 1.0];
/// Share of true pairs whose names have changed places, to start with.
const START_SWAPPED: f64 = 0.02;
/// Pairs below this probability are not reported.
pub(super) const WORTH_A_LOOK: f64 = 0.000_1;

/// What was learnt, and the odds of each pair.
pub(super) struct Model {
    pub(super) odds: Vec<f64>,
    pub(super) share: f64,
    pub(super) learnt: Vec<Learnt>,
}

pub(super) fn learn(fields: &[Field], block: &Block) -> Model {
    let rights = block.starts.len() - 1;
    let patterns = Patterns::of(block);
    let mut m: Vec<[f64; LEVELS]> = vec![START; fields.len()];
    let mut swapped = START_SWAPPED;
    let mut share = 0.5;
    let surprise: Vec<f64> = block.surprise.iter().map(|bits| f64::from(*bits).exp2()).collect();
    let mut odds = vec![0.0_f64; block.len()];
    for round in 0..=ROUNDS {
        let prior = couples::prior(share, block.lefts, round > ROUNDS - OF_BOTH);
        let by_pattern = patterns.factors(&m, swapped, block);
        for ((odds, surprise), pattern) in odds.iter_mut().zip(&surprise).zip(&patterns.of_pair) {
            *odds = prior * surprise * by_pattern[*pattern as usize];
        }
        if round == ROUNDS {
            break;
        }
        let mut seen = vec![0.0_f64; patterns.all.len()];
        if round + OF_BOTH >= ROUNDS {
            for (probability, pattern) in couples::marginals(block, &odds).iter().zip(&patterns.of_pair) {
                seen[*pattern as usize] += probability;
            }
        } else {
            for right in 0..rights {
                let pairs = block.of_right(right);
                let all: f64 = 1.0 + odds[pairs.clone()].iter().sum::<f64>();
                for pair in pairs {
                    seen[patterns.of_pair[pair] as usize] += odds[pair] / all;
                }
            }
        }
        let matched: f64 = seen.iter().sum();
        share = (matched / rights as f64).clamp(1e-6, 0.995);
        let of_swapped: f64 =
            patterns.all.iter().zip(&seen).filter(|(one, _)| **one >= block.swapped_from).map(|(_, seen)| seen).sum();
        swapped = shares::smoothed(of_swapped, matched, START_SWAPPED, START_IS_WORTH);
        for (field, m) in m.iter_mut().enumerate() {
            let mut counts = [0.0; LEVELS];
            for (pattern, seen) in patterns.all.iter().zip(&seen) {
                counts[level_of(*pattern % block.swapped_from, field)] += seen;
            }
            let known: f64 = counts[..Likeness::Missing as usize].iter().sum();
            for (level, m) in m.iter_mut().enumerate().take(Likeness::Missing as usize) {
                *m = shares::smoothed(counts[level], known, START[level], START_IS_WORTH);
            }
        }
    }
    let learnt = (fields.iter().zip(&m).zip(&block.shares))
        .flat_map(|((field, m), u)| {
            let levels = Likeness::ALL.iter().take(Likeness::Missing as usize);
            levels.map(move |level| Learnt {
                field: field.name.clone(),
                level: *level,
                m: m[*level as usize],
                u: u[*level as usize],
            })
        })
        .collect();
    Model { odds, share, learnt }
}

fn level_of(pattern: u32, field: usize) -> usize {
    (pattern as usize / LEVELS.pow(u32::try_from(field).unwrap_or(0))) % LEVELS
}

/// The distinct patterns of a block.
struct Patterns {
    all: Vec<u32>,
    of_pair: Vec<u32>,
}

impl Patterns {
    fn of(block: &Block) -> Self {
        let mut places = std::collections::HashMap::new();
        let mut all = Vec::new();
        let (mut last, mut place) = (u32::MAX, 0);
        let mut of_pair = Vec::with_capacity(block.len());
        for pattern in &block.pattern {
            if *pattern != last {
                last = *pattern;
                place = *places.entry(last).or_insert_with(|| {
                    all.push(last);
                    u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
                });
            }
            of_pair.push(place);
        }
        Self { all, of_pair }
    }

    /// The product of the m of each pattern. What is not known tells nothing.
    fn factors(&self, m: &[[f64; LEVELS]], swapped: f64, block: &Block) -> Vec<f64> {
        let factor = |pattern: &u32| {
            let straight = if *pattern >= block.swapped_from { swapped } else { 1.0 - swapped };
            let own = pattern % block.swapped_from;
            let of = |(field, m): (usize, &[f64; LEVELS])| match level_of(own, field) {
                level if level == Likeness::Missing as usize => 1.0,
                level => m[level],
            };
            m.iter().enumerate().map(of).product::<f64>() * if block.names.is_some() { straight } else { 1.0 }
        };
        self.all.iter().map(factor).collect()
    }
}

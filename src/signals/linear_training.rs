//! Training of a [`LinearModel`]: logistic regression by seeded `AdaGrad` (Duchi, Hazan, Singer, JMLR 12, 2011) with L2,
//! class weights, and figures from held-out folds only.
//!
//! Same lines, seed and options, same bytes.

#![expect(clippy::cast_possible_truncation, reason = "weights are single precision by design")]

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::linear::{Gram, ModelKind, SENSE, Weights, grams, logistic, norm};

/// How a model is trained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingOptions {
    /// Seed of folds and order.
    pub seed: u64,
    /// The table holds 2^bits weights, 8 to 20.
    pub bits: u8,
    /// Passes over the lines.
    pub passes: u32,
    /// Step of the first pass.
    pub rate: f64,
    /// Pull of every weight towards zero.
    pub l2: f64,
    /// Folds of the cross-validation.
    pub folds: usize,
    /// Whether both classes weigh the same in sum, however many lines each has.
    pub balanced: bool,
}

impl TrainingOptions {
    /// What a model of that kind is trained with. The screen sees six languages and pairs of senses, so it needs a wider table.
    pub fn of(kind: ModelKind) -> Self {
        let bits = match kind {
            ModelKind::Screen => 20,
            ModelKind::Complaint => 18,
        };
        Self { bits, ..Self::default() }
    }
}

impl Default for TrainingOptions {
    fn default() -> Self {
        Self { seed: 42, bits: 18, passes: 10, rate: 0.05, l2: 1e-5, folds: 5, balanced: false }
    }
}

/// One line as numbers.
#[derive(Debug, Clone)]
pub(super) struct Example {
    grams: Vec<(u32, f32)>,
    cues: Vec<f32>,
    is: bool,
}

impl Example {
    /// The n-grams of folded text, its senses and its cues.
    pub(super) fn new(folded: &str, senses: &[u32], cues: Vec<f32>, is: bool, bits: u8) -> Self {
        let mask = (1_u32 << bits) - 1;
        let mut all = Vec::new();
        let mut counts = [0_u32; 2];
        grams(folded, |gram, hash| {
            counts[usize::from(gram == Gram::Letters)] += 1;
            all.push((gram, hash & mask));
        });
        let scale = counts.map(norm);
        let mut grams: Vec<(u32, f32)> =
            all.into_iter().map(|(gram, index)| (index, scale[usize::from(gram == Gram::Letters)] as f32)).collect();
        grams.extend(senses.iter().map(|sense| (sense & mask, SENSE)));
        grams.sort_unstable_by_key(|(index, _)| *index);
        grams.dedup_by(|other, kept| {
            let same = other.0 == kept.0;
            kept.1 += if same { other.1 } else { 0.0 };
            same
        });
        Self { grams, cues, is }
    }
}

/// Trains on the examples at `chosen`.
pub(super) fn fit(examples: &[Example], chosen: &[usize], options: &TrainingOptions) -> Weights {
    let size = 1_usize << options.bits;
    let rarity = rarity(examples, chosen, size);
    let yes = chosen.iter().filter(|index| examples[**index].is).count().max(1) as f32;
    let all = chosen.len() as f32;
    let class_weight = |is: bool| match (options.balanced, is) {
        (false, _) => 1.0,
        (true, true) => all / (2.0 * yes),
        (true, false) => all / (2.0 * (all - yes).max(1.0)),
    };
    let cue_count = examples.first().map_or(0, |example| example.cues.len());
    let mut weights = Weights { bits: options.bits, bias: 0.0, cues: vec![0.0; cue_count], grams: vec![0.0; size] };
    let (mut gram_steps, mut cue_steps) = (vec![1e-3_f32; size], vec![1e-3_f32; cue_count + 1]);
    let (rate, l2) = (options.rate as f32, options.l2 as f32);
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let mut order = chosen.to_vec();
    for _ in 0..options.passes {
        for last in (1..order.len()).rev() {
            order.swap(last, rng.random_range(0..=last));
        }
        for example in order.iter().map(|index| &examples[*index]) {
            let mut score = weights.bias;
            for (weight, cue) in weights.cues.iter().zip(&example.cues) {
                score += weight * cue;
            }
            for (index, value) in &example.grams {
                let index = *index as usize;
                score += weights.grams[index] * value * rarity[index];
            }
            let truth = if example.is { 1.0 } else { 0.0 };
            let miss = (logistic(f64::from(score)) as f32 - truth) * class_weight(example.is);
            let step = |weight: &mut f32, squares: &mut f32, slope: f32| {
                *squares += slope * slope;
                *weight -= rate * slope / squares.sqrt();
            };
            step(&mut weights.bias, &mut cue_steps[cue_count], miss);
            for ((weight, squares), cue) in weights.cues.iter_mut().zip(&mut cue_steps).zip(&example.cues) {
                if *cue != 0.0 {
                    let slope = miss * cue + l2 * *weight;
                    step(weight, squares, slope);
                }
            }
            for (index, value) in &example.grams {
                let index = *index as usize;
                if rarity[index] > 0.0 {
                    let slope = miss * value * rarity[index] + l2 * weights.grams[index];
                    step(&mut weights.grams[index], &mut gram_steps[index], slope);
                }
            }
        }
    }
    // The rarity becomes part of the weight, so that scoring needs one table only.
    weights.grams.iter_mut().zip(&rarity).for_each(|(weight, rare)| *weight *= rare);
    weights
}

/// Inverse document frequency; zero for what stands in one line only, which teaches nothing about others.
fn rarity(examples: &[Example], chosen: &[usize], size: usize) -> Vec<f32> {
    let mut lines = vec![0_u32; size];
    for (index, _) in chosen.iter().flat_map(|index| &examples[*index].grams) {
        lines[*index as usize] += 1;
    }
    let all = chosen.len() as f64;
    let value = |count: u32| if count < 2 { 0.0 } else { ((1.0 + all) / (1.0 + f64::from(count))).ln() / 4.0 + 0.25 };
    lines.into_iter().map(|count| value(count) as f32).collect()
}

/// The score of every example by a model that has not seen its fold.
pub(super) fn held_out(examples: &[Example], options: &TrainingOptions) -> Vec<f64> {
    let folds = options.folds.clamp(2, examples.len().max(2));
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed ^ 0x0f01_d5ee);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, rng.random_range(0..=last));
    }
    let mut scores = vec![0.0; examples.len()];
    for fold in 0..folds {
        let (inside, outside): (Vec<(usize, usize)>, Vec<_>) =
            order.iter().copied().enumerate().partition(|(place, _)| place % folds != fold);
        let chosen: Vec<usize> = inside.into_iter().map(|(_, index)| index).collect();
        let weights = fit(examples, &chosen, options);
        for (_, index) in outside {
            scores[index] = score(&weights, &examples[index]);
        }
    }
    scores
}

fn score(weights: &Weights, example: &Example) -> f64 {
    let dense: f32 = weights.cues.iter().zip(&example.cues).map(|(weight, cue)| weight * cue).sum();
    let sparse: f32 = example.grams.iter().map(|(index, value)| weights.grams[*index as usize] * value).sum();
    f64::from(weights.bias + dense + sparse)
}

/// Slope and shift that turn scores into probabilities, by Newton's method on smoothed targets (Platt 1999; Lin, Lin,
/// Weng, Machine Learning 68, 2007).
pub(super) fn platt(scores: &[f64], truths: &[bool]) -> (f32, f32) {
    let yes = truths.iter().filter(|truth| **truth).count() as f64;
    let no = truths.len() as f64 - yes;
    let target = |truth: bool| if truth { (yes + 1.0) / (yes + 2.0) } else { 1.0 / (no + 2.0) };
    let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..50 {
        let (mut g_slope, mut g_shift) = (0.0, 0.0);
        let (mut h_slope, mut h_both, mut h_shift) = (1e-9, 0.0, 1e-9);
        for (score, truth) in scores.iter().zip(truths) {
            let stated = logistic(slope * score + shift);
            let (miss, spread) = (stated - target(*truth), stated * (1.0 - stated));
            g_slope += miss * score;
            g_shift += miss;
            h_slope += spread * score * score;
            h_both += spread * score;
            h_shift += spread;
        }
        let determinant = h_slope * h_shift - h_both * h_both;
        if determinant.abs() < 1e-12 {
            break;
        }
        let by_slope = (h_shift * g_slope - h_both * g_shift) / determinant;
        let by_shift = (h_slope * g_shift - h_both * g_slope) / determinant;
        // A step longer than this overshoots where the classes are nearly parted.
        slope = (slope - by_slope.clamp(-1.0, 1.0)).clamp(0.01, 20.0);
        shift -= by_shift.clamp(-1.0, 1.0);
        if by_slope.abs() + by_shift.abs() < 1e-9 {
            break;
        }
    }
    (slope as f32, shift as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<Example> {
        let line = |index: usize| {
            let is = index.is_multiple_of(3);
            let text = if is { "my bag is lost again" } else { "what a lovely flight" };
            Example::new(&format!("{text} {}", ["rome", "oslo", "wien"][index / 3 % 3]), &[], vec![1.0], is, 12)
        };
        (0..60).map(line).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_weights() {
        let options = TrainingOptions { bits: 12, ..TrainingOptions::default() };
        let all: Vec<usize> = (0..60).collect();
        let (one, other) = (fit(&examples(), &all, &options), fit(&examples(), &all, &options));
        assert_eq!(one.grams, other.grams);
        assert_eq!(held_out(&examples(), &options), held_out(&examples(), &options));
    }

    #[test]
    fn held_out_lines_are_told_apart() {
        let scores = held_out(&examples(), &TrainingOptions { bits: 12, ..TrainingOptions::default() });
        assert!(scores.iter().enumerate().all(|(index, score)| (*score > 0.0) == index.is_multiple_of(3)));
    }

    #[test]
    fn calibration_finds_the_line_the_truth_was_drawn_from() {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let scores: Vec<f64> = (0..20_000).map(|_| rng.random_range(-4.0..4.0)).collect();
        let truths: Vec<bool> =
            scores.iter().map(|score| rng.random_range(0.0..1.0) < logistic(0.7 * score - 0.5)).collect();
        let (slope, shift) = platt(&scores, &truths);
        assert!((slope - 0.7).abs() < 0.05 && (shift + 0.5).abs() < 0.06, "{slope} {shift}");
    }
}

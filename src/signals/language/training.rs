//! Fits a language table: n-gram tables of known languages give the first weights, lines of text correct them.
//!
//! Multinomial logistic regression by `AdaGrad` over lines as they are and as people post them: cut short, in lower case,
//! without accents, with letters stretched. Same corpus and seed, same table.

#![expect(clippy::cast_possible_truncation, reason = "weights are single precision by design")]

use std::collections::BTreeMap;

use rand::RngExt;
use rand::seq::SliceRandom;

use super::features::{FEATURES, Stream, feature};
use super::model::{CLASSES, LANES, Model, softmax};

/// Lines written for this project in the tone of posts: `code<TAB>line`.
const OWN_LINES: &str = include_str!("../tables/language_lines.tsv");
/// How often an own line counts: news and lexicons hold little of that tone.
const OWN: usize = 8;
/// Cities, put into lines of every language, so that a place says nothing about the language.
const PLACES: &str = include_str!("../tables/airports.tsv");
/// How often a line gets a city.
const PLACED: f64 = 0.3;
/// The class that stands for every language without an own one.
const OTHER: usize = CLASSES.len() - 1;
/// Rounds over the lines.
const ROUNDS: usize = 6;
/// First step length of `AdaGrad`.
const RATE: f32 = 0.1;
/// Sum of squared slopes that every weight starts with.
const SQUARES: f32 = 0.02;
/// Every so many lines of a language are kept back to set the temperature.
const KEPT_BACK: usize = 20;
/// How much all other languages together count, one of ours being one.
const OTHERS: f32 = 0.8;
/// Lines drawn from the words of one of our languages.
const DRAWN: usize = 5_000;
/// Lines drawn from the words of any other language.
const DRAWN_OTHERS: usize = 600;
/// Exponent on word counts: rare words are drawn more often than they occur.
const EVENED: f64 = 0.75;
/// Weights up to this many integer steps are dropped, which makes the table smaller.
const DROPPED: f32 = 1.0;

/// What a table is made from.
#[derive(Debug)]
pub struct LanguageCorpus {
    /// Class and line.
    lines: Vec<(String, String)>,
    /// Code → words with the sum of weights up to and with each.
    words: BTreeMap<String, Vec<(String, f64)>>,
    /// Source → n-gram in stream form → frequency by class.
    grams: BTreeMap<String, BTreeMap<String, [f64; OTHER]>>,
}

impl Default for LanguageCorpus {
    fn default() -> Self {
        Self::new()
    }
}

impl LanguageCorpus {
    /// The project's own lines, to which files are added.
    pub fn new() -> Self {
        let own = OWN_LINES.lines().filter_map(|line| line.split_once('\t'));
        let lines = own.flat_map(|(code, line)| std::iter::repeat_n((code.to_owned(), line.to_owned()), OWN)).collect();
        Self { lines, words: BTreeMap::new(), grams: BTreeMap::new() }
    }

    /// Takes in a file by its name: `<code>.txt` or `<code>.<part>.txt` holds a line an example, `<code>.words.tsv`
    /// words with their count, `<code>.<source>.ngrams.tsv` n-grams with their frequency. False for any other name.
    pub fn add(&mut self, name: &str, text: &str) -> bool {
        let Some((code, kind)) = name.split_once('.') else { return false };
        let pairs = text.lines().filter_map(|line| line.split_once('\t'));
        let mut pairs =
            pairs.filter_map(|(key, number)| Some((key, number.parse::<f64>().ok().filter(|it| *it > 0.0)?)));
        if kind == "words.tsv" {
            let list = self.words.entry(code.to_owned()).or_default();
            let mut sum = list.last().map_or(0.0, |last| last.1);
            for (word, count) in pairs {
                sum += count.powf(EVENED);
                list.push((word.to_owned(), sum));
            }
        } else if let Some(source) = kind.strip_suffix(".ngrams.tsv") {
            // Other languages have no frequencies of their own: as one class they would claim every n-gram.
            let Some(class) = Some(class(code)).filter(|class| *class != OTHER) else { return true };
            let table = self.grams.entry(source.to_owned()).or_default();
            for (gram, frequency) in pairs.by_ref() {
                if let Some(value) = table.entry(gram.to_owned()).or_default().get_mut(class) {
                    *value = frequency;
                }
            }
        } else if kind == "txt" || kind.strip_suffix(".txt").is_some() {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            self.lines.extend(lines.map(|line| (code.to_owned(), line.to_owned())));
        } else {
            return false;
        }
        true
    }

    /// Lines of text, own ones with them; lists of words; n-grams over all sources.
    pub fn sizes(&self) -> [usize; 3] {
        [self.lines.len(), self.words.len(), self.grams.values().map(BTreeMap::len).sum()]
    }
}

fn class(code: &str) -> usize {
    CLASSES.iter().position(|known| *known == code).unwrap_or(OTHER)
}

/// Fits a table and returns its bytes.
pub fn train(corpus: &LanguageCorpus, rng: &mut impl RngExt) -> Vec<u8> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut learnt, mut kept): (Vec<Example<'_>>, Vec<Example<'_>>) = (Vec::new(), Vec::new());
    for (code, line) in &corpus.lines {
        let count = counts.entry(code).or_default();
        *count += 1;
        if (*count).is_multiple_of(KEPT_BACK) { &mut kept } else { &mut learnt }.push((class(code), line));
    }
    let mut drawn: Vec<(usize, String)> = Vec::new();
    for (code, list) in &corpus.words {
        let class = class(code);
        for _ in 0..if class == OTHER { DRAWN_OTHERS } else { DRAWN } {
            drawn.push((class, pseudo_line(list, rng)));
        }
    }
    learnt.extend(drawn.iter().map(|(class, line)| (*class, line.as_str())));
    let balance = balance(&learnt);
    let cities: Vec<&str> = PLACES.lines().filter_map(|line| line.split('\t').nth(3)).collect();
    let mut fit = Fit::new(first_weights(corpus));
    for _ in 0..ROUNDS {
        learnt.shuffle(rng);
        for (class, line) in &learnt {
            let variant = as_posted(line, &cities, rng);
            fit.learn(&Stream::new(&variant), *class, balance[*class]);
        }
    }
    let kept: Vec<(usize, Stream)> =
        kept.iter().map(|(class, line)| (*class, Stream::new(&as_posted(line, &cities, rng)))).collect();
    let temperature = fit.temperature(&kept, &balance);
    fit.model(temperature).to_bytes()
}

type Example<'a> = (usize, &'a str);

/// The weight of an example by class, so that classes of different size count alike.
fn balance(examples: &[Example<'_>]) -> [f32; CLASSES.len()] {
    let mut sizes = [0_usize; CLASSES.len()];
    for (class, _) in examples {
        sizes[*class] += 1;
    }
    let most = sizes[..OTHER].iter().copied().max().unwrap_or(1).max(1);
    std::array::from_fn(|class| {
        let share = most as f32 / sizes[class].max(1) as f32;
        if class == OTHER { share * OTHERS } else { share }
    })
}

/// Log odds of the n-gram tables, averaged over sources; n-grams that share a number by their frequency.
fn first_weights(corpus: &LanguageCorpus) -> Vec<[f32; LANES]> {
    let mut sums = vec![([0.0_f64; OTHER], 0.0_f64); FEATURES];
    for table in corpus.grams.values() {
        let least = table.values().flatten().copied().filter(|value| *value > 0.0).fold(1.0, f64::min);
        for (gram, row) in table {
            let logs = row.map(|frequency| (frequency + least / 2.0).ln());
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            let share = row.iter().sum::<f64>();
            let (sum, total) = &mut sums[feature(gram.as_bytes())];
            sum.iter_mut().zip(logs).for_each(|(sum, log)| *sum += share * (log - mean));
            *total += share;
        }
    }
    let row = |(sum, total): ([f64; OTHER], f64)| {
        let mut row = [0.0; LANES];
        if total > 0.0 {
            row.iter_mut().zip(sum).for_each(|(weight, sum)| *weight = (sum / total) as f32);
        }
        row
    };
    sums.into_iter().map(row).collect()
}

/// Words drawn by their weight: a text without grammar.
fn pseudo_line(list: &[(String, f64)], rng: &mut impl RngExt) -> String {
    let sum = list.last().map_or(0.0, |last| last.1);
    let mut line = String::new();
    for _ in 0..rng.random_range(2..12) {
        let at = rng.random::<f64>() * sum;
        let index = list.partition_point(|(_, upto)| *upto < at);
        if let Some((word, _)) = list.get(index) {
            line.push_str(word);
            line.push(' ');
        }
    }
    line
}

/// A line as it might be posted.
fn as_posted(line: &str, cities: &[&str], rng: &mut impl RngExt) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let longest = match rng.random_range(0..10) {
        0..3 => words.len(),
        3..8 => rng.random_range(3..8),
        _ => rng.random_range(1..15),
    }
    .clamp(1, words.len().max(1));
    let from =
        if words.len() > longest && rng.random_bool(0.6) { rng.random_range(0..=words.len() - longest) } else { 0 };
    let mut words = words.get(from..from + longest).unwrap_or_default().to_vec();
    if rng.random_bool(PLACED) && !cities.is_empty() {
        words.insert(rng.random_range(0..=words.len()), cities[rng.random_range(0..cities.len())]);
    }
    let mut text = words.join(" ");
    if rng.random_bool(0.4) {
        text = text.to_lowercase();
    }
    if rng.random_bool(0.25) {
        text = crate::signals::text::unaccented(&text);
    }
    if rng.random_bool(0.03) {
        text = text
            .chars()
            .flat_map(|letter| std::iter::repeat_n(letter, 1 + usize::from("aeiou".contains(letter))))
            .collect();
    }
    text
}

/// Weights while they are learnt.
struct Fit {
    rows: Vec<[f32; LANES]>,
    /// Sum of squared gradients, for `AdaGrad`.
    squares: Vec<[f32; LANES]>,
    bias: [f32; LANES],
}

impl Fit {
    fn new(rows: Vec<[f32; LANES]>) -> Self {
        Self { squares: vec![[SQUARES; LANES]; rows.len()], rows, bias: [0.0; LANES] }
    }

    fn scores(&self, stream: &Stream) -> ([f32; CLASSES.len()], Vec<usize>) {
        let mut features = Vec::with_capacity(stream.bytes().len() * 6);
        stream.each_feature(|feature| features.push(feature));
        let mut scores = [0.0_f32; CLASSES.len()];
        for feature in &features {
            scores.iter_mut().zip(&self.rows[*feature]).for_each(|(score, weight)| *score += weight);
        }
        let scale = 1.0 / (features.len().max(1) as f32).sqrt();
        scores.iter_mut().zip(self.bias).for_each(|(score, bias)| *score = bias + *score * scale);
        (scores, features)
    }

    fn learn(&mut self, stream: &Stream, class: usize, weight: f32) {
        let (mut chances, features) = self.scores(stream);
        softmax(&mut chances);
        chances[class] -= 1.0;
        let scale = weight / (features.len().max(1) as f32).sqrt();
        let slope = chances.map(|chance| chance * scale);
        for feature in features {
            let (row, squares) = (&mut self.rows[feature], &mut self.squares[feature]);
            for lane in 0..CLASSES.len() {
                squares[lane] += slope[lane] * slope[lane];
                row[lane] -= RATE * slope[lane] / squares[lane].sqrt();
            }
        }
        for (bias, chance) in self.bias.iter_mut().zip(chances) {
            *bias -= 0.001 * weight * chance;
        }
    }

    /// The factor on all scores that makes the kept-back lines most probable.
    fn temperature(&self, kept: &[(usize, Stream)], balance: &[f32; CLASSES.len()]) -> f32 {
        let scores: Vec<_> = kept.iter().map(|(class, stream)| (*class, self.scores(stream).0)).collect();
        let loss = |factor: f32| -> f32 {
            scores
                .iter()
                .map(|(class, scores)| {
                    let mut chances = scores.map(|score| score * factor);
                    softmax(&mut chances);
                    -chances[*class].max(1e-9).ln() * balance[*class]
                })
                .sum()
        };
        (2..60_u8)
            .map(|step| f32::from(step) / 20.0)
            .min_by(|one, other| loss(*one).total_cmp(&loss(*other)))
            .unwrap_or(1.0)
    }

    fn model(&self, temperature: f32) -> Model {
        let mut sizes: Vec<f32> =
            self.rows.iter().flatten().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // One weight in a thousand may be cut to the largest step.
        let largest = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0).max(f32::MIN_POSITIVE);
        let step = largest / 127.0;
        let rows = self
            .rows
            .iter()
            .map(|row| {
                row.map(|weight| {
                    let steps = (weight / step).round().clamp(-127.0, 127.0);
                    if steps.abs() <= DROPPED { 0 } else { steps as i8 }
                })
            })
            .collect();
        Model { rows, bias: self.bias.map(|bias| bias * temperature), step: step * temperature }
    }
}

//! Language identification against labelled lines: as they are, cleaned, and by their first five words only.
//!
//! Label `und` stands for every language that giftgate doesn't name; what counts there is that no other is named surely.

use std::collections::BTreeMap;

use super::report::{Section, Table};
use super::score::{Hits, Stated, brier, calibration};
use crate::signals::{LanguageGuess, Reader, UNDETERMINED};

/// From this confidence on a wrong language counts as surely wrong; the one below which no reading relies on it.
const SURE: f64 = 0.5;
/// Words of the short form; as many characters times three where words aren't parted.
const WORDS: usize = 5;

/// A line with its language: ISO 639-1, or `und`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledLine {
    /// The language's code.
    pub code: String,
    /// The text.
    pub text: String,
}

/// Reads `code<TAB>text` lines; empty lines and those that begin with `#` are left out.
pub fn labelled(text: &str) -> Vec<LabelledLine> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.map(|(code, text)| LabelledLine { code: code.to_owned(), text: text.to_owned() }).collect()
}

/// What is left of a line.
type Cut = fn(&str) -> String;

/// Accuracy by language, what was taken for what, and whether stated probabilities came true.
pub fn evaluate(reader: &Reader, lines: &[LabelledLine]) -> Section {
    let forms: [(&str, Cut); 3] =
        [("as posted", str::to_owned), ("cleaned", cleaned), ("first five words", first_words)];
    let mut tables = Vec::new();
    for (form, cut) in forms {
        let read: Vec<(&str, LanguageGuess)> =
            lines.iter().map(|line| (line.code.as_str(), reader.language(&cut(&line.text)))).collect();
        tables.extend([accuracy(form, &read), confusion(form, &read), trust(form, &read)]);
    }
    Section {
        title: "Language".to_owned(),
        about: "Posts with a known language; `und` stands for any language that giftgate does not name.".to_owned(),
        tables,
        curves: Vec::new(),
    }
}

fn accuracy(form: &str, read: &[(&str, LanguageGuess)]) -> Table {
    let mut by_code: BTreeMap<&str, [Hits; 3]> = BTreeMap::new();
    for (code, guess) in read {
        let right = guess.code == *code;
        let sure = guess.code != UNDETERMINED && guess.confidence >= SURE;
        let hits = by_code.entry(code).or_default();
        for (hits, hit) in hits.iter_mut().zip([right, guess.code == UNDETERMINED, sure && !right]) {
            hits.count(hit);
        }
    }
    let mut table =
        Table::new(format!("Accuracy, {form}"), &["language", "right (95 %)", "not named", "surely wrong (from 0.5)"]);
    for (code, [right, unnamed, wrong]) in &by_code {
        table.row([(*code).to_owned(), right.to_string(), percent(unnamed.rate()), percent(wrong.rate())]);
    }
    let named: Vec<f64> =
        by_code.iter().filter(|(code, _)| **code != UNDETERMINED).map(|(_, hits)| hits[0].rate()).collect();
    if !named.is_empty() {
        let macro_mean = named.iter().sum::<f64>() / named.len() as f64;
        table.row([format!("mean of {} languages", named.len()), percent(macro_mean)]);
    }
    table
}

fn confusion(form: &str, read: &[(&str, LanguageGuess)]) -> Table {
    let mut codes: Vec<&str> = read.iter().flat_map(|(code, guess)| [*code, guess.code.as_str()]).collect();
    codes.sort_unstable();
    codes.dedup();
    let heads: Vec<&str> = std::iter::once("written in").chain(codes.iter().copied()).collect();
    let mut table = Table::new(format!("Taken for, {form}"), &heads);
    for code in &codes {
        let count =
            |other: &str| read.iter().filter(|(is, guess)| is == code && guess.code == other).count().to_string();
        table.row(std::iter::once((*code).to_owned()).chain(codes.iter().map(|other| count(other))));
    }
    table
}

fn trust(form: &str, read: &[(&str, LanguageGuess)]) -> Table {
    let stated: Vec<Stated> = read
        .iter()
        .filter(|(_, guess)| guess.code != UNDETERMINED)
        .map(|(code, guess)| (guess.confidence, guess.code == *code))
        .collect();
    let title = format!("Stated probability and what came true, {form} (Brier score {:.4})", brier(&stated));
    let mut table = Table::new(title, &["stated, mean", "came true (95 %)"]);
    for bin in calibration(&stated) {
        table.row([format!("{:.2}", bin.stated), bin.came_true.to_string()]);
    }
    table
}

/// The text without addresses, handles, repost marks and hashtag marks.
fn cleaned(text: &str) -> String {
    let noise = |word: &str| word.starts_with('@') || word == "RT" || word.contains("://") || word.starts_with("www.");
    let words: Vec<&str> = text.split_whitespace().filter(|word| !noise(word)).collect();
    words.join(" ").replace('#', " ")
}

/// The first words of a cleaned text.
fn first_words(text: &str) -> String {
    let text = cleaned(text);
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let spaceless = text.chars().any(|letter| matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'));
    if words.len() < WORDS && spaceless { text.chars().take(WORDS * 3).collect() } else { words.join(" ") }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Own lines of nine labels, none of them in the training lines.
    const LINES: &str = include_str!("../../benches/evaluation/language.tsv");

    #[test]
    fn own_posts_are_told_apart_cleaned_and_cut_short() {
        let section = evaluate(&Reader::new(), &labelled(LINES));
        let mean = |table: &Table| -> f64 {
            let cell = table.rows.last().and_then(|row| row.get(1)).expect("mean row");
            cell.trim_end_matches(" %").parse().expect("a figure")
        };
        assert!(mean(&section.tables[3]) >= 95.0, "{}", section.tables[3].text());
        assert!(mean(&section.tables[6]) >= 90.0, "{}", section.tables[6].text());
    }

    #[test]
    fn other_languages_are_seldom_surely_taken_for_ours() {
        let reader = Reader::new();
        let others: Vec<_> = labelled(LINES).into_iter().filter(|line| line.code == UNDETERMINED).collect();
        let sure = |line: &&LabelledLine| {
            let guess = reader.language(&line.text);
            guess.code != UNDETERMINED && guess.confidence >= 0.8
        };
        assert!(others.len() >= 30);
        assert!(others.iter().filter(sure).count() * 20 <= others.len());
    }
}

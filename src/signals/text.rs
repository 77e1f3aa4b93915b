//! The view every reader of a post works on: folded text (lower case, no accents, full width made half) with the
//! way back to the author's own characters. Spans are Unicode scalar offsets into the original, end excluded.
//! Invariant: at most [`MAX_SCALARS`] scalars are read, so work is bounded whatever arrives; the rest is ignored.

use regex::Regex;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many Unicode scalars of a post are read. The longest post of a served network (Mastodon instances with
/// raised limits) stays below it.
pub const MAX_SCALARS: usize = 10_000;

/// A stretch of the post's text in Unicode scalars, `[start, end)`; printed as `[start,end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span(pub usize, pub usize);

impl Span {
    /// Whether both share a character.
    pub fn overlaps(self, other: Self) -> bool {
        self.0 < other.1 && other.0 < self.1
    }
}

/// Folded text with the way back to the original.
#[derive(Debug)]
pub(super) struct View {
    /// The original scalars that were read.
    pub chars: Vec<char>,
    /// The folded text.
    pub folded: String,
    /// For every byte of `folded`, the original scalar it came from; one more entry for the end.
    origin: Vec<usize>,
}

impl View {
    /// Folds at most [`MAX_SCALARS`] scalars of the text.
    pub(super) fn new(text: &str) -> Self {
        let room = text.len().min(MAX_SCALARS);
        let (chars, origin) = (Vec::with_capacity(room), Vec::with_capacity(room + 1));
        let mut view = Self { chars, folded: String::with_capacity(room), origin };
        for (index, letter) in text.chars().take(MAX_SCALARS).enumerate() {
            view.chars.push(letter);
            fold_into(letter, &mut view.folded);
            view.origin.resize(view.folded.len(), index);
        }
        view.origin.push(view.chars.len());
        view
    }

    /// The original span of a stretch of folded bytes.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.origin.get(start).copied().unwrap_or(self.chars.len());
        let last = end.checked_sub(1).and_then(|byte| self.origin.get(byte)).copied().unwrap_or(from);
        Span(from, if end > start { (last + 1).max(from) } else { from })
    }

    /// The author's own characters of a stretch of folded bytes.
    #[cfg(test)]
    pub(super) fn original(&self, start: usize, end: usize) -> String {
        let Span(from, to) = self.span(start, end);
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    /// Whether the author wrote the first character of this folded stretch as a capital.
    pub(super) fn capitalised(&self, start: usize) -> bool {
        self.origin.get(start).and_then(|index| self.chars.get(*index)).is_some_and(|letter| letter.is_uppercase())
    }

    /// Whether every letter of this folded stretch is a capital in the original (digits do not count against it).
    pub(super) fn all_capitals(&self, start: usize, end: usize) -> bool {
        let Span(from, to) = self.span(start, end);
        self.chars.get(from..to).is_some_and(|letters| !letters.iter().any(|letter| letter.is_lowercase()))
    }
}

/// Folds a whole text without the way back; for tables, so that they match what [`View`] makes.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold_into(letter, &mut folded));
    folded
}

/// The text without its accents, capitals kept.
pub(super) fn unaccented(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).collect()
}

fn fold_into(letter: char, folded: &mut String) {
    match letter {
        _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
        '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}' => folded.push('\''),
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' => folded.push('"'),
        '\u{2010}'..='\u{2015}' => folded.push('-'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'ø' | 'Ø' => folded.push('o'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' => folded.push('d'),
        'ı' => folded.push('i'),
        // Kana voicing marks carry meaning; all other combining marks are dropped.
        '\u{3099}' | '\u{309A}' => folded.push(letter),
        // Invisible: joiners, direction marks, soft hyphen, variation selectors.
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' => {}
        _ if is_combining_mark(letter) => {}
        '\u{0080}'..='\u{05FF}' | '\u{1E00}'..='\u{23FF}' => {
            for part in letter.nfkd().filter(|part| !is_combining_mark(*part)) {
                folded.extend(part.to_lowercase());
            }
        }
        '\u{3000}' => folded.push(' '),
        '\u{FF01}'..='\u{FFEF}' => letter.nfkc().for_each(|part| folded.extend(part.to_lowercase())),
        _ => folded.push(letter),
    }
}

/// Whether the character belongs to a script written without spaces between words.
pub(super) fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether the character is katakana or its long mark.
pub(super) fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30A1}'..='\u{30FA}' | '\u{30FC}')
}

/// Whether a word could go on with this character: a letter or digit of a script that puts spaces between words.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_spaceless(letter)
}

/// A pattern over folded text. Its `\b` is that of ASCII: folding leaves Latin letters ASCII, and the word boundary of
/// Unicode keeps the engine off its fast path.
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(&source.replace(r"\b", r"(?-u:\b)")).expect("tested pattern")
}

/// The last character before a byte position.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The first character from a byte position on.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_stretches_lead_back_to_the_authors_characters() {
        let view = View::new("Straße nach MÜNCHEN ＫＬ１０２３");
        let at = view.folded.find("munchen").expect("folded");
        assert_eq!(view.original(at, at + 7), "MÜNCHEN");
        let at = view.folded.find("kl1023").expect("half width");
        assert_eq!(view.span(at, at + 6), Span(20, 26));
    }

    #[test]
    fn combining_marks_by_the_thousand_fold_to_nothing() {
        let text = format!("a{}b", "\u{0301}".repeat(50_000));
        let view = View::new(&text);
        assert_eq!(view.folded, "a");
        assert_eq!(view.chars.len(), MAX_SCALARS);
        assert_eq!(fold("が"), "が");
    }
}

//! A lexicon as a matcher: phrases with a tag, found in one pass over folded text, whole words only.
//!
//! A table line is `tag <tab> languages <tab> phrase; phrase; …`. `*` at an end of a phrase lets the word run on
//! there (inflection, compounds). Languages: `any` or codes, which say whose words they are and limit nothing; a code
//! with `?` counts unless the post is surely in another language, with `!` only where it is surely in that one.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::language::LanguageGuess;
use super::text::{View, after, before, fold, is_katakana, is_spaceless, is_word};

/// Tables up to this many bytes of phrases are searched with a DFA.
const DFA_BYTES: usize = 64 * 1024;

#[derive(Debug)]
struct Phrase {
    tag: usize,
    open_start: bool,
    open_end: bool,
    /// Codes this phrase is limited to, with how sure the post's language must be; empty for any.
    only: Vec<(String, bool)>,
}

/// A phrase found: its tag and the folded bytes it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Index into [`Phrases::tags`].
    pub tag: usize,
    /// First folded byte.
    pub start: usize,
    /// One past the last folded byte.
    pub end: usize,
}

/// Phrases with tags, ready to search.
#[derive(Debug)]
pub(super) struct Phrases {
    tags: Vec<String>,
    entries: Vec<Phrase>,
    automaton: AhoCorasick,
}

impl Phrases {
    /// Builds the matcher from tables in the format above; lines that start with `#` are remarks.
    pub(super) fn new(tables: &[&str]) -> Self {
        let (mut tags, mut phrases, mut patterns): (Vec<String>, Vec<Phrase>, Vec<String>) = Default::default();
        for line in tables.iter().flat_map(|table| table.lines()) {
            let mut columns = line.split('\t');
            let (Some(tag), Some(languages), Some(list)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            if tag.starts_with('#') {
                continue;
            }
            let tag = tags.iter().position(|known| known == tag).unwrap_or_else(|| {
                tags.push(tag.to_owned());
                tags.len() - 1
            });
            let limit = |code: &str| {
                let strict = code.strip_suffix('!').map(|code| (code.to_owned(), true));
                strict.or_else(|| code.strip_suffix('?').map(|code| (code.to_owned(), false)))
            };
            let only: Vec<(String, bool)> = languages.split(',').filter_map(limit).collect();
            for phrase in list.split(';').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let (open_start, open_end) = (phrase.starts_with('*'), phrase.ends_with('*'));
                let text = fold(phrase.trim_matches('*'));
                if text.is_empty() {
                    continue;
                }
                patterns.push(text);
                phrases.push(Phrase { tag, open_start, open_end, only: only.clone() });
            }
        }
        // A DFA is about three times as fast, at some megabytes for the largest table.
        let small = patterns.iter().map(String::len).sum::<usize>() <= DFA_BYTES;
        let kind = if small { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(kind))
            .build(&patterns)
            .expect("embedded tables stay far below the automaton's size limit");
        Self { tags, entries: phrases, automaton }
    }

    /// The tags in the order the tables first name them.
    pub(super) fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The tag's name.
    pub(super) fn name(&self, found: Found) -> &str {
        &self.tags[found.tag]
    }

    /// Every phrase found, overlapping ones included, in text order.
    pub(super) fn find_all(&self, view: &View, guess: &LanguageGuess) -> Vec<Found> {
        let text = &view.folded;
        let mut found: Vec<Found> = self
            .automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let phrase = &self.entries[hit.pattern().as_usize()];
                let (start, end) = (hit.start(), hit.end());
                let short = text[start..end].chars().count() <= 3;
                let cut = |inside: Option<char>, outside: Option<char>| match (inside, outside) {
                    // A short katakana word inside a longer one is another word.
                    (Some(inside), Some(outside)) if short && is_katakana(inside) => !is_katakana(outside),
                    _ => {
                        inside.is_none_or(is_spaceless) || !inside.is_some_and(is_word) || !outside.is_some_and(is_word)
                    }
                };
                let starts = phrase.open_start
                    || cut(after(text, start), before(text, start))
                    || hashtag_part(view, start, end, true);
                let ends = phrase.open_end
                    || cut(before(text, end), after(text, end))
                    || hashtag_part(view, start, end, false);
                let spoken = phrase.only.is_empty()
                    || phrase
                        .only
                        .iter()
                        .any(|(code, strict)| if *strict { guess.surely(code) } else { guess.maybe(code) });
                (starts && ends && spoken).then_some(Found { tag: phrase.tag, start, end })
            })
            .collect();
        found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.tag));
        found.dedup();
        found
    }

    /// The longest phrases, none inside another.
    pub(super) fn find_longest(&self, view: &View, guess: &LanguageGuess) -> Vec<Found> {
        let mut kept: Vec<Found> = Vec::new();
        for hit in self.find_all(view, guess) {
            if kept.last().is_none_or(|last| hit.start >= last.end) {
                kept.push(hit);
            }
        }
        kept
    }
}

/// Whether a phrase of six or more bytes stands at the start (or end) of a hashtag or at a hump in it:
/// `#marathontraining`, `#MyHoneymoonTrip`.
fn hashtag_part(view: &View, start: usize, end: usize, leading: bool) -> bool {
    let text = &view.folded;
    if end - start < 5 {
        return false;
    }
    let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let head = text[..start].trim_end_matches(is_inside);
    if !head.ends_with('#') {
        return false;
    }
    if leading {
        return head.len() == start || view.capitalised(start) || !text[end..].starts_with(is_inside);
    }
    head.len() == start || view.capitalised(end) || !text[end..].starts_with(is_inside)
}

//! Lexicons as one matcher: phrases with a tag, all tables found in one pass over folded text, whole words only.
//!
//! A table line is `tag <tab> languages <tab> phrase; phrase; …`. `*` at an end of a phrase lets the word run on
//! there (inflection, compounds). Languages: `any` or codes, which say whose words they are and limit nothing; a code
//! with `?` counts unless the post is surely in another language, with `!` only where it is surely in that one.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::language::LanguageGuess;
use super::text::{View, after, before, fold, is_katakana, is_word};

/// How a phrase must be cut off from what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Nothing is asked: the word may run on, or scripts without spaces say nothing.
    Free,
    /// No letter or digit of a script with spaces.
    Word,
    /// A short katakana word inside a longer one is another word.
    Katakana,
}

impl Edge {
    fn of(open: bool, short: bool, inside: Option<char>) -> Self {
        match inside {
            _ if open => Self::Free,
            Some(inside) if short && is_katakana(inside) => Self::Katakana,
            Some(inside) if is_word(inside) => Self::Word,
            _ => Self::Free,
        }
    }

    fn is_cut(self, outside: Option<char>) -> bool {
        match self {
            Self::Free => true,
            Self::Word => !outside.is_some_and(is_word),
            Self::Katakana => !outside.is_some_and(is_katakana),
        }
    }
}

#[derive(Debug)]
struct Phrase {
    table: usize,
    tag: usize,
    first: Edge,
    last: Edge,
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

/// All tables on their way into one automaton.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    tables: usize,
    entries: Vec<Phrase>,
    patterns: Vec<String>,
}

/// All phrases of all tables, ready to search.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: Vec<Phrase>,
    automaton: AhoCorasick,
}

/// One table of a [`Lexicon`]: its tags, and the key to what was found of it.
#[derive(Debug)]
pub(super) struct Phrases {
    table: usize,
    tags: Vec<String>,
}

/// What a text holds of all tables.
#[derive(Debug)]
pub(super) struct Hits(Vec<(usize, Found)>);

impl LexiconBuilder {
    /// Takes in a table in the format above; lines that start with `#` are remarks.
    pub(super) fn add(&mut self, table: &str) -> Phrases {
        let mut tags: Vec<String> = Vec::new();
        for line in table.lines() {
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
                let text = fold(phrase.trim_matches('*'));
                if text.is_empty() {
                    continue;
                }
                let short = text.chars().count() <= 3;
                let first = Edge::of(phrase.starts_with('*'), short, text.chars().next());
                let last = Edge::of(phrase.ends_with('*'), short, text.chars().next_back());
                self.patterns.push(text);
                self.entries.push(Phrase { table: self.tables, tag, first, last, only: only.clone() });
            }
        }
        self.tables += 1;
        Phrases { table: self.tables - 1, tags }
    }

    /// The matcher of all tables taken in.
    pub(super) fn build(self) -> Lexicon {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&self.patterns)
            .expect("embedded tables stay far below the automaton's size limit");
        Lexicon { entries: self.entries, automaton }
    }
}

impl Lexicon {
    /// Every phrase of every table the text holds.
    pub(super) fn find(&self, view: &View, guess: &LanguageGuess) -> Hits {
        let text = &view.folded;
        let mut found: Vec<(usize, Found)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let phrase = &self.entries[hit.pattern().as_usize()];
            let (start, end) = (hit.start(), hit.end());
            let stands = (phrase.first.is_cut(before(text, start)) || hashtag_part(view, start, end, true))
                && (phrase.last.is_cut(after(text, end)) || hashtag_part(view, start, end, false));
            let spoken = || {
                let said =
                    |(code, strict): &(String, bool)| if *strict { guess.surely(code) } else { guess.maybe(code) };
                phrase.only.is_empty() || phrase.only.iter().any(said)
            };
            if stands && spoken() {
                found.push((phrase.table, Found { tag: phrase.tag, start, end }));
            }
        }
        found.sort_unstable_by_key(|(table, hit)| (*table, hit.start, std::cmp::Reverse(hit.end), hit.tag));
        found.dedup();
        Hits(found)
    }
}

impl Phrases {
    /// The tags in the order the table first names them.
    pub(super) fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The tag's name.
    pub(super) fn name(&self, found: Found) -> &str {
        &self.tags[found.tag]
    }

    /// Every phrase of this table, overlapping ones included, in text order.
    pub(super) fn all<'a>(&self, hits: &'a Hits) -> impl Iterator<Item = Found> + use<'a> {
        let from = hits.0.partition_point(|(table, _)| *table < self.table);
        let to = hits.0.partition_point(|(table, _)| *table <= self.table);
        hits.0[from..to].iter().map(|(_, found)| *found)
    }

    /// The longest phrases of this table, none inside another.
    pub(super) fn longest<'a>(&self, hits: &'a Hits) -> impl Iterator<Item = Found> + use<'a> {
        let mut free = 0;
        self.all(hits).filter(move |hit| {
            let is_free = hit.start >= free;
            free = if is_free { hit.end } else { free };
            is_free
        })
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

//! A first look at a text: which kinds of calendar words and figures it holds, so that only the date rules that can
//! match are tried. One pass; it may see too much and never too little.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::date_rules::Names;
use super::text::{after, before, is_spaceless, is_word};

/// Kinds of words and figures, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen(u16);

impl Seen {
    /// Nothing in particular.
    pub(super) const NOTHING: Self = Self(0);
    /// A digit.
    pub(super) const DIGIT: Self = Self(1);
    /// Two figures with little between them, as in 4/3 or 20 02 2014.
    pub(super) const PARTED: Self = Self(64);
    /// A figure after a space and a letter that ends a word like "the" or "am".
    pub(super) const LED: Self = Self(128);
    /// A word for months.
    pub(super) const MONTHS: Self = Self(256);
    /// The name of a month.
    pub(super) const MONTH: Self = Self(2);
    /// The name of a weekday.
    pub(super) const WEEKDAY: Self = Self(4);
    /// The name of a weekday, long or short.
    pub(super) const SHORT: Self = Self(8);
    /// A unit such as days or months.
    pub(super) const UNIT: Self = Self(16);
    /// A character of Japanese dates.
    pub(super) const KANJI: Self = Self(32);

    /// Both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all that is needed was seen.
    pub(super) const fn covers(self, needed: Self) -> bool {
        self.0 & needed.0 == needed.0
    }
}

/// Words of spans of time in all languages, as they begin.
const UNITS: [&str; 24] = [
    "day", "dag", "tag", "dia", "jour", "week", "weken", "woche", "semana", "semaine", "month", "maand", "monat",
    "mes", "meses", "mois", "year", "jaar", "jahr", "ano", "an", "ans", "日", "年",
];

/// The kinds of figures in a text. Characters beyond ASCII count as what may stand between figures.
fn figures(bytes: &[u8]) -> Seen {
    let mut seen = Seen::NOTHING;
    let mut last: Option<usize> = None;
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_digit() {
            seen = seen.and(Seen::DIGIT);
            if last.is_some_and(|last| (2..=9).contains(&(at - last))) {
                seen = seen.and(Seen::PARTED);
            }
            let gap = bytes[..at].iter().rev().take_while(|byte| !byte.is_ascii_graphic()).count();
            let lead = bytes[..at - gap].last();
            if gap > 0 && lead.is_some_and(|lead| matches!(lead, b'e' | b'n' | b'm' | b'a' | b'l')) {
                seen = seen.and(Seen::LED);
            }
            last = Some(at);
        } else if byte.is_ascii_alphabetic() {
            last = None;
        }
    }
    seen
}

/// Finds the words.
#[derive(Debug)]
pub(super) struct Hints {
    words: AhoCorasick,
    kinds: Vec<Seen>,
}

impl Hints {
    /// Built from the calendar's names.
    pub(super) fn new(names: &Names) -> Self {
        let (mut words, mut kinds): (Vec<&str>, Vec<Seen>) = (Vec::new(), Vec::new());
        for (kind, word) in names.keys().filter_map(|name| name.split_once(':')) {
            let seen = match kind {
                "month" => Seen::MONTH,
                "day" | "pt" => Seen::WEEKDAY.and(Seen::SHORT),
                "short" => Seen::SHORT,
                _ => continue,
            };
            words.push(word);
            kinds.push(seen);
        }
        for unit in UNITS {
            words.push(unit);
            let month = ["mo", "ma"].iter().any(|start| unit.starts_with(start)) || unit.starts_with("mes");
            kinds.push(if month { Seen::UNIT.and(Seen::MONTHS) } else { Seen::UNIT });
        }
        for (kanji, seen) in
            [("日", Seen::KANJI), ("(", Seen::KANJI), ("か月", Seen::UNIT), ("ヶ月", Seen::UNIT), ("週間", Seen::UNIT)]
        {
            words.push(kanji);
            kinds.push(seen);
        }
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("embedded table stays far below the automaton's size limit");
        Self { words, kinds }
    }

    /// What the folded text holds.
    pub(super) fn seen(&self, text: &str) -> Seen {
        let start = figures(text.as_bytes());
        self.words.find_overlapping_iter(text).fold(start, |seen, hit| {
            let kind = self.kinds.get(hit.pattern().as_usize()).copied().unwrap_or(Seen::NOTHING);
            if seen.covers(kind) {
                return seen;
            }
            // Only the beginning of a word counts: "may" in "dismay" is none, while words may run on or be glued to figures.
            let first = after(text, hit.start());
            let open = first.is_none_or(|letter| is_spaceless(letter) || !is_word(letter))
                || !before(text, hit.start()).is_some_and(|letter| is_word(letter) && !letter.is_numeric());
            // "an" is the French year; in English it is no unit, least of all where the word goes on.
            let other = || {
                let word = text[hit.start()..].split(|letter: char| !letter.is_ascii_alphanumeric()).next();
                text[hit.start()..].starts_with("an") && !matches!(word, Some("an" | "ans" | "ano" | "anos"))
            };
            if open && !(kind == Seen::UNIT && other()) { seen.and(kind) } else { seen }
        })
    }
}

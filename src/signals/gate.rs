//! The cheap first gate of a firehose: could this post matter to air travel at all?
//!
//! Works on raw bytes without folding or allocation. It may pass too much, and should pass what names a flight, an
//! airport or flying in any served language; everything else stops here unread.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::bytes::Regex;

/// Words of flying; `|` stands for a word boundary. Written for this project.
const WORDS: &str = include_str!("tables/gate_words.tsv");

/// Names of airports and of cities that have one.
const NAMES: &str = include_str!("tables/nicknames.tsv");

struct Gate {
    words: AhoCorasick,
    /// For each word, whether it needs a boundary before and after.
    bounds: Vec<(bool, bool)>,
    designator: Regex,
}

static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let words = WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(';')).map(str::to_owned);
    // Cities as they are written in five languages: "Vrijdag naar Barcelona!" names no flight, yet may be a trip.
    let named = NAMES.lines().filter(|line| line.starts_with("a\t") || line.starts_with("c\t"));
    let cities = named.filter_map(|line| line.split('\t').nth(2)).flat_map(|list| list.split(';'));
    let cities = cities
        .filter(|city| city.len() >= 4)
        .map(|city| if city.is_ascii() { format!("|{city}|") } else { city.to_owned() });
    let entries: Vec<String> = words.chain(cities).filter(|word| !word.is_empty()).collect();
    let patterns: Vec<&str> = entries.iter().map(|word| word.trim_matches('|')).collect();
    let words = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&patterns)
        .expect("embedded table stays far below the automaton's size limit");
    let bounds = entries.iter().map(|word| (word.starts_with('|'), word.ends_with('|'))).collect();
    let designator = Regex::new(
        r"(?-u)\b(?:[A-Z]{2}|[A-Z][0-9]|[0-9][A-Z])(?-u) ?[0-9]{3,4}\b|\b[A-Z]{3}(?: ?(?:-|->|/|>) ?|2| to )[A-Z]{3}\b|\b[a-z]{2}[0-9]{3,4}\b|\b[A-Z]{3}[0-9]{3,4}\b",
    )
    .expect("tested pattern");
    Gate { words, bounds, designator }
});

/// Whether the text may speak of air travel.
pub fn may_matter(text: &str) -> bool {
    let bytes = text.as_bytes();
    let gate = &*GATE;
    let edge = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
    let word = gate.words.find_overlapping_iter(bytes).any(|hit| {
        let (before, after) = gate.bounds[hit.pattern().as_usize()];
        (!before || edge(hit.start().checked_sub(1).and_then(|at| bytes.get(at))))
            && (!after || edge(bytes.get(hit.end())))
    });
    word || gate.designator.is_match(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_about_flying_pass() {
        for text in [
            "KL1613 from Schiphol",
            "my flight is late",
            "op het vliegveld",
            "mañana vuelo a Lisboa",
            "羽田空港なう",
            "Flug nach Wien",
            "LAS2SFO",
            "Vrijdag naar Barcelona!",
            "boarding now",
            "ab in den Flieger",
            "12/13EWR-LAX",
            "明日の便で帰る",
            "Kofferpacken, Abflug morgen",
        ] {
            assert!(may_matter(text), "{text}");
        }
    }

    #[test]
    fn everyday_posts_stop() {
        for text in [
            "good morning everyone",
            "what a game last night",
            "ik heb trek",
            "今日のご飯",
            "the butterfly effect",
            "new phone, who dis",
        ] {
            assert!(!may_matter(text), "{text}");
        }
    }
}

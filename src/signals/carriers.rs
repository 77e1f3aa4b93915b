//! Airlines a post names: by name, by handle, by the network's own list of mentions.
//!
//! Invariant: a carrier code here is a valid IATA airline designator.

use std::collections::BTreeMap;

use super::phrases::{Hits, LexiconBuilder, Phrases};
use super::text::{View, fold};
use super::token::{Token, TokenKind};

/// A carrier named in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CarrierMention {
    /// IATA airline designator.
    pub code: String,
    /// First folded byte; for a mention that is not in the text, 0.
    pub start: usize,
    /// One past the last folded byte.
    pub end: usize,
}

/// The carriers giftgate knows.
#[derive(Debug)]
pub(super) struct Carriers {
    /// IATA designators, folded.
    iata: BTreeMap<String, String>,
    /// ICAO designators, folded, to IATA.
    icao: BTreeMap<String, String>,
    handles: BTreeMap<String, String>,
    names: Phrases,
}

impl Carriers {
    /// Reads the embedded table.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        let (mut iata, mut icao, mut handles) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut names = String::new();
        for line in include_str!("tables/carriers.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [code, three, called, known_as] = columns[..] else { continue };
            iata.insert(fold(code), code.to_owned());
            icao.entry(fold(three)).or_insert_with(|| code.to_owned());
            for handle in known_as.split(';').filter(|handle| !handle.is_empty()) {
                handles.insert(fold(handle), code.to_owned());
            }
            names.push_str(code);
            names.push_str("\tany\t");
            names.push_str(called);
            names.push('\n');
        }
        Self { iata, icao, handles, names: lexicon.add(&names) }
    }

    /// The carrier of a folded IATA designator.
    pub(super) fn by_iata(&self, folded: &str) -> Option<&str> {
        self.iata.get(folded).map(String::as_str)
    }

    /// The carrier of a folded ICAO designator.
    pub(super) fn by_icao(&self, folded: &str) -> Option<&str> {
        self.icao.get(folded).map(String::as_str)
    }

    /// The carrier that owns a handle (`klm`, `klm.example`, `@KLM@server.example`).
    pub(super) fn by_handle(&self, handle: &str) -> Option<&str> {
        let folded = fold(handle.trim_start_matches('@'));
        let first = folded.split(['.', '@']).next().unwrap_or_default();
        self.handles.get(first).map(String::as_str)
    }

    /// Every carrier the post names, in text order; then those only the network's mention list has.
    pub(super) fn mentioned(
        &self,
        view: &View,
        tokens: &[Token],
        mentions: &[String],
        hits: &Hits,
    ) -> Vec<CarrierMention> {
        let mut found: Vec<CarrierMention> = self
            .names
            .longest(hits)
            .filter(|hit| {
                // "American", "united", "delta" are words; "klm" is not.
                let name = &view.folded[hit.start..hit.end];
                !COMMON.contains(&name) || view.capitalised(hit.start)
            })
            .map(|hit| CarrierMention { code: self.names.name(hit).to_owned(), start: hit.start, end: hit.end })
            .collect();
        for token in tokens.iter().filter(|token| matches!(token.kind, TokenKind::Handle | TokenKind::Hashtag)) {
            let name = &view.folded[token.start + 1..token.end];
            if let Some(code) = self.by_handle(name) {
                found.retain(|mention| mention.start < token.start || mention.start >= token.end);
                found.push(CarrierMention { code: code.to_owned(), start: token.start, end: token.end });
            }
        }
        found.sort_by_key(|mention| (mention.start, mention.end));
        for handle in mentions {
            if let Some(code) = self.by_handle(handle)
                && !found.iter().any(|mention| mention.code == code)
            {
                found.push(CarrierMention { code: code.to_owned(), start: 0, end: 0 });
            }
        }
        found
    }
}

/// Names that are words of a language too: read as carriers only with a capital.
const COMMON: [&str; 18] = [
    "united",
    "american",
    "delta",
    "southwest",
    "frontier",
    "condor",
    "emirates",
    "hop",
    "latam",
    "garuda",
    "aegean",
    "iberia",
    "scoot",
    "allegiant",
    "sata",
    "etihad",
    "interjet",
    "aerolineas",
];

//! Airports by their codes in running text: `AMS`, `DFW-LAX`, `LAS2SFO`, `#PHLtoLAS`, "dfw to gsp", "Clt to DC".
//!
//! A code in capitals counts by itself where it is no word of the post's language; in other letters, or where it is
//! a word, only with the context of a trip. What stays weak counts only beside another place it is linked with.

use std::sync::LazyLock;

use regex::Regex;

use super::language::LanguageGuess;
use super::places::{AIRPORT_AFTER, Hit, Places, neighbour_shouts};
use super::roles::{PlaceRole, role};
use super::text::{View, after, before, is_word, pattern};

static ROUTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([a-z]{3})(\s?(?:->|-+(?:>|&gt;)?|→|➡|✈|>+|&gt;|/|~)\s?|\s(?:to|naar|nach|a|para|vers)\s|\s?2\s?|to)([a-z]{3})",
    )
});
static AT_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\W)at $"));

impl Places {
    /// DFW-LAX, LAS2SFO, 12/13EWR-LAX, "dfw to gsp".
    pub(super) fn routes(&self, view: &View, guess: &LanguageGuess) -> Vec<Hit> {
        let text = &view.folded;
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while let Some(start) = (at..text.len().saturating_sub(5)).find(|start| self.opens_with_code(text, *start)) {
            at = start + 1;
            let Some(parts) = ROUTE.captures(&text[start..]) else { continue };
            let (Some(from), Some(link), Some(to)) = (parts.get(1), parts.get(2), parts.get(3)) else { break };
            let [from, link, to] =
                [from, link, to].map(|part| (part.as_str(), start + part.start(), start + part.end()));
            let (origin, destination) = (from.0.to_uppercase(), to.0.to_uppercase());
            if after(text, to.2).is_some_and(is_word) || origin == destination || !self.is_code(&destination) {
                continue;
            }
            let capitals = view.all_capitals(from.1, from.2) && view.all_capitals(to.1, to.2);
            let sure = |iata: &String| self.is_busy(iata) && !self.is_wordlike(iata, guess);
            let plain = |iata: &String| sure(iata) && !self.is_low_word(iata);
            if link.0 == "to" && (!capitals || view.capitalised(link.1)) {
                continue;
            }
            let linked = link.0.trim() != "/" || capitals;
            let spelled = linked && plain(&origin) && !self.is_wordlike(&destination, guess);
            if capitals && (linked || sure(&origin)) || spelled && (plain(&destination) || self.is_code(&destination)) {
                if hits.last().is_none_or(|last| last.start != from.1) {
                    hits.push(Hit::new(origin, from.1, from.2, PlaceRole::Origin));
                }
                hits.push(Hit::new(destination, to.1, to.2, PlaceRole::Destination));
                at = to.1;
            }
        }
        hits
    }

    /// Whether a code begins here that no letter or at-sign leads into.
    fn opens_with_code(&self, text: &str, start: usize) -> bool {
        text.as_bytes().get(start..start + 3).is_some_and(|three| self.are_code(three))
            && !before(text, start).is_some_and(|letter| letter.is_alphabetic() || letter == '@')
    }

    /// Codes by themselves; `free` says whether a place in the text may still be read.
    pub(super) fn codes(
        &self,
        view: &View,
        guess: &LanguageGuess,
        shouting: bool,
        free: impl Fn(usize) -> bool,
    ) -> Vec<Hit> {
        let text = &view.folded;
        let mut hits = Vec::new();
        let part_of_word = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        for (start, three) in text.as_bytes().windows(3).enumerate() {
            let end = start + 3;
            let alone = || {
                !part_of_word(start.checked_sub(1).and_then(|at| text.as_bytes().get(at)))
                    && !part_of_word(text.as_bytes().get(end))
            };
            if !self.are_code(three) || !alone() || !free(start) {
                continue;
            }
            let iata = text[start..end].to_uppercase();
            let (wordlike, busy) = (self.is_wordlike(&iata, guess), self.is_busy(&iata));
            let part = role(&text[..start], &text[end..], guess);
            let moving = matches!(part, PlaceRole::Origin | PlaceRole::Destination);
            let airport = AIRPORT_AFTER.is_match(&text[end..]);
            let mut hit = Hit::new(iata, start, end, part);
            if view.all_capitals(start, end) {
                let at = part == PlaceRole::At && (!wordlike || AT_WORD.is_match(&text[..start]));
                let loud = shouting || neighbour_shouts(view, start, end);
                hit.weak = !(busy && !wordlike && !loud || (moving || at || airport) && !(loud && wordlike));
            } else {
                if !busy || wordlike || self.is_low_word(&hit.iata) {
                    continue;
                }
                let vowelless = !hit.iata.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
                let told = vowelless && view.capitalised(start) && !text[end..].starts_with('.');
                hit.weak = !(told || moving || airport || part == PlaceRole::At && vowelless);
            }
            hits.push(hit);
        }
        hits
    }
}

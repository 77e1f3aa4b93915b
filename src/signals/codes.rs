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

static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)[a-z]{3}(?-u:\b)"));
static ROUTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([a-z]{3})(\s?(?:->|-+(?:>|&gt;)?|→|➡|✈|>+|&gt;|/|~)\s?|\s(?:to|naar|nach|a|para|vers)\s|\s?2\s?|to)([a-z]{3})",
    )
});
static AT_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\W)at $"));

impl Places {
    /// DFW-LAX, LAS2SFO, 12/13EWR-LAX, "dfw to gsp".
    pub(super) fn routes(&self, view: &View, guess: &LanguageGuess) -> Vec<Hit> {
        let text = &view.folded;
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while let Some(parts) = ROUTE.captures_at(text, at) {
            let (Some(from), Some(link), Some(to)) = (parts.get(1), parts.get(2), parts.get(3)) else { break };
            at = from.start() + 1;
            let (origin, destination) = (from.as_str().to_uppercase(), to.as_str().to_uppercase());
            let open = !before(text, from.start()).is_some_and(|letter| letter.is_alphabetic() || letter == '@');
            let closed = !after(text, to.end()).is_some_and(is_word);
            if !open || !closed || origin == destination || !self.is_code(&origin) || !self.is_code(&destination) {
                continue;
            }
            let capitals = view.all_capitals(from.start(), from.end()) && view.all_capitals(to.start(), to.end());
            let sure = |iata: &String| self.is_busy(iata) && !self.is_wordlike(iata, guess);
            let plain = |iata: &String| sure(iata) && !self.is_low_word(iata);
            if link.as_str() == "to" && !(capitals && !view.capitalised(link.start())) {
                continue;
            }
            let linked = link.as_str().trim() != "/" || capitals;
            let spelled = linked && plain(&origin) && !self.is_wordlike(&destination, guess);
            if capitals && (linked || sure(&origin)) || spelled && (plain(&destination) || self.is_code(&destination)) {
                if hits.last().is_none_or(|last| last.start != from.start()) {
                    hits.push(Hit::new(origin, from.start(), from.end(), PlaceRole::Origin));
                }
                hits.push(Hit::new(destination, to.start(), to.end(), PlaceRole::Destination));
                at = to.start();
            }
        }
        hits
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
        for found in CODE.find_iter(text) {
            let (start, end) = (found.start(), found.end());
            let iata = found.as_str().to_uppercase();
            if !self.is_code(&iata) || !free(start) {
                continue;
            }
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

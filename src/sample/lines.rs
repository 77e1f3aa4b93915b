//! The hand-written lines behind the posts, and a deck that deals each of them once before any comes again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rand::RngExt;

use super::draw::shuffle;
use super::stations::rows;
use super::truth::PostKind;
use crate::domain::language::Language;

/// A line of a made-up post, with slots in braces.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) kind: PostKind,
    pub(super) tags: Vec<&'static str>,
    pub(super) text: &'static str,
}

impl Line {
    /// Whether the line has the slot.
    pub(super) fn has(&self, slot: &str) -> bool {
        self.text.contains(&format!("{{{slot}}}"))
    }
}

fn read(table: &'static str) -> Vec<Line> {
    let line = |row: Vec<&'static str>| {
        let [kind, tags, text] = row[..] else { return None };
        let tags = tags.split(',').filter(|tag| *tag != "-").collect();
        Some(Line { kind: kind.parse().ok()?, tags, text })
    };
    rows(table).filter_map(line).collect()
}

/// The table of a language as it stands.
const fn table(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("posts_en.tsv"),
        Language::Nl => include_str!("posts_nl.tsv"),
        Language::Es => include_str!("posts_es.tsv"),
        Language::De => include_str!("posts_de.tsv"),
        Language::Ja => include_str!("posts_ja.tsv"),
    }
}

static LINES: LazyLock<BTreeMap<Language, Vec<Line>>> =
    LazyLock::new(|| Language::ALL.iter().map(|language| (*language, read(table(*language)))).collect());

/// All lines of a language.
pub(super) fn lines(language: Language) -> &'static [Line] {
    LINES.get(&language).map_or(&[], Vec::as_slice)
}

/// Lines waiting to be dealt, for each language and kind.
#[derive(Default)]
pub(super) struct Deck {
    waiting: BTreeMap<(Language, PostKind), Vec<&'static Line>>,
}

impl Deck {
    /// A line of the kind that fits; dealt lines come again once all that fit are used.
    pub(super) fn deal(
        &mut self,
        language: Language,
        kind: PostKind,
        fits: impl Fn(&Line) -> bool,
        rng: &mut impl RngExt,
    ) -> Option<&'static Line> {
        let waiting = self.waiting.entry((language, kind)).or_default();
        for _ in 0..2 {
            if let Some(place) = waiting.iter().rposition(|line| fits(line)) {
                return Some(waiting.remove(place));
            }
            let mut fresh: Vec<&'static Line> = lines(language).iter().filter(|line| line.kind == kind).collect();
            shuffle(&mut fresh, rng);
            fresh.retain(|line| fits(line));
            waiting.extend(fresh);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_700_distinct_lines_and_each_has_a_kind_tags_and_known_slots() {
        const SLOTS: [&str; 13] =
            ["flight", "from", "to", "airport", "gate", "day", "Day", "time", "name", "airline", "at", "n", "other"];
        let mut texts = std::collections::BTreeSet::new();
        for language in Language::ALL {
            assert_eq!(lines(*language).len(), rows(table(*language)).count(), "a row of {language} is not read");
            for line in lines(*language) {
                assert!(texts.insert(line.text), "twice: {}", line.text);
                for slot in line.text.split('{').skip(1) {
                    let slot = slot.split_once('}').map(|(slot, _)| slot);
                    assert!(slot.is_some_and(|slot| SLOTS.contains(&slot)), "{}", line.text);
                }
            }
        }
        assert!(texts.len() >= 700, "{}", texts.len());
    }

    #[test]
    fn every_language_has_lines_of_every_kind() {
        for language in Language::ALL {
            for kind in PostKind::ALL.into_iter().filter(|kind| *kind != PostKind::Namesake) {
                assert!(lines(*language).iter().any(|line| line.kind == kind), "{language} {kind:?}");
            }
        }
    }

    #[test]
    fn trip_lines_of_every_language_speak_of_many_interests() {
        for language in Language::ALL {
            let trips = lines(*language).iter().filter(|line| line.kind == PostKind::Trip);
            let tags: std::collections::BTreeSet<_> = trips.flat_map(|line| &line.tags).collect();
            assert!(tags.len() >= 20, "{language}: {tags:?}");
        }
    }
}

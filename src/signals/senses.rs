//! Senses: what words are about (kin, loss, body, authority), alike in every language.
//!
//! N-grams of one language tell a model nothing about another, and a hint seldom repeats the words of the last one. So the
//! screen's model also weighs which senses a post has, and which two meet in it: "grandfather" beside "last time", in any language.

use super::linear::{fnv, spread};
use super::phrases::{Hits, LexiconBuilder, Phrases};

/// The table of senses.
#[derive(Debug)]
pub(super) struct Senses {
    words: Phrases,
    /// Hash of each sense's name, so that the order of the table means nothing.
    names: Vec<u32>,
}

impl Senses {
    /// Takes the table into the lexicon.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        let words = lexicon.add(include_str!("tables/screen_senses.tsv"));
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let names = words.tags().iter().map(|name| fnv(name.as_bytes()) as u32).collect();
        Self { words, names }
    }

    /// Features of a text: a hash for each sense it has, however often, and one for each two that meet.
    pub(super) fn of(&self, hits: &Hits) -> Vec<u32> {
        let mut senses: Vec<u32> = self.words.all(hits).map(|found| self.names[found.tag]).collect();
        senses.sort_unstable();
        senses.dedup();
        let pairs =
            senses.iter().enumerate().flat_map(|(at, one)| senses[at + 1..].iter().map(move |other| (one, other)));
        let pairs: Vec<u32> = pairs.map(|(one, other)| spread(one.rotate_left(7) ^ other)).collect();
        senses.into_iter().map(spread).chain(pairs).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::signals::Reader;

    #[test]
    fn a_sense_is_the_same_in_every_language_and_two_that_meet_are_a_third_feature() {
        let reader = Reader::new();
        let features = |text: &str| reader.screen.senses.of(&reader.look(text, None).hits);
        let one = features("grandmother");
        assert_eq!(one.len(), 1);
        assert_eq!(one, features("grootmoeder"));
        assert_eq!(one, features("grandmother, grandmother, grandmother"));
        let two = features("grandmother, wheelchair");
        assert!(two.len() >= 3 && two.contains(&one[0]), "two senses and their pair: {two:?}");
        assert!(features("KL1234 10:05").is_empty());
    }
}

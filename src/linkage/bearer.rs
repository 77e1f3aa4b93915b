//! A passenger's name, ready to compare: its spellings as numbers, and what each part of it is worth in bits.
//!
//! Worth is surprise: −log2 of the chance that somebody else bears the name.

use super::levels::Level;
use super::lexicon::{Lexicon, Part};
use super::names::BookedName;

/// Which part of a family name a spelling covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FamilyKey {
    Whole,
    Core,
    OneOfTwo,
}

/// Which given name a spelling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GivenKey {
    First,
    Later,
}

/// A passenger's name, ready to compare.
#[derive(Debug, Clone)]
pub(super) struct Bearer {
    pub(super) family: Vec<(u32, FamilyKey)>,
    pub(super) given: Vec<(u32, GivenKey)>,
    pub(super) family_text: String,
    pub(super) given_text: String,
    pub(super) initials: String,
    pub(super) family_initials: String,
    /// What a name as frequent as this is worth, bits.
    given_bits: f64,
    family_bits: f64,
    given_initial_bits: f64,
    family_initial_bits: f64,
    pub(super) is_common: bool,
}

/// A family name that more than 1 in 2,000 bear is called common.
const COMMON: f64 = 1.0 / 2_000.0;
/// A name is never worth more: no manifest shows that fewer than 1 in 130,000 bear it.
const MOST_FAMILY_BITS: f64 = 17.0;
/// The same for given names, 1 in 8,000.
const MOST_GIVEN_BITS: f64 = 13.0;
/// An initial divides people into about twelve groups.
const INITIAL_BITS: f64 = 3.3;

impl Bearer {
    /// Takes the spellings of a booked name into the lexicon.
    pub(super) fn new(name: &BookedName, lexicon: &mut Lexicon) -> Self {
        let mut family = Vec::new();
        let whole = name.family.concat();
        let core = name.core.concat();
        let mut add = |spelling: &str, key: FamilyKey, lexicon: &mut Lexicon| {
            if !spelling.is_empty() {
                family.push((lexicon.intern(spelling), key));
                if key != FamilyKey::OneOfTwo {
                    family.push((lexicon.intern_loose(spelling), key));
                }
            }
        };
        add(&whole, FamilyKey::Whole, lexicon);
        if core != whole {
            add(&core, FamilyKey::Core, lexicon);
        }
        if let Some(rest) = name.unglued() {
            add(rest, FamilyKey::Core, lexicon);
        }
        if name.core.len() > 1 {
            for word in name.core.iter().filter(|word| word.chars().count() >= 3) {
                add(word, FamilyKey::OneOfTwo, lexicon);
            }
        }
        let mut given = Vec::new();
        if let Some((first, later)) = name.given.split_first() {
            given.push((lexicon.intern(first), GivenKey::First));
            given.push((lexicon.intern_loose(first), GivenKey::First));
            for end in 2..=name.given.len().min(3) {
                given.push((lexicon.intern(&name.given[..end].concat()), GivenKey::First));
            }
            for word in later.iter().filter(|word| word.chars().count() >= 3) {
                given.push((lexicon.intern(word), GivenKey::Later));
            }
        }
        let initials_of = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
        Self {
            family,
            given,
            family_text: whole,
            given_text: name.given.first().cloned().unwrap_or_default(),
            initials: initials_of(&name.given),
            family_initials: initials_of(&name.family),
            given_bits: 0.0,
            family_bits: 0.0,
            given_initial_bits: INITIAL_BITS,
            family_initial_bits: INITIAL_BITS,
            is_common: false,
        }
    }

    /// Counts the names; `new_family` says that no one of this booking with this family name was counted yet.
    pub(super) fn count(&self, new_family: bool, lexicon: &mut Lexicon) {
        if let Some((id, _)) = self.given.first() {
            lexicon.count(Part::Given, *id);
        }
        if new_family {
            for (id, _) in
                self.family.iter().take(1).chain(self.family.iter().filter(|(_, key)| *key == FamilyKey::Core).take(1))
            {
                lexicon.count(Part::Family, *id);
            }
        }
    }

    /// Sets what the names are worth, once all are counted.
    pub(super) fn weigh(&mut self, core_text: &str, lexicon: &Lexicon) {
        let chance = |key: FamilyKey, text: &str| {
            let id = self.family.iter().find(|(_, other)| *other == key).map(|(id, _)| *id);
            id.map_or(0.0, |id| lexicon.chance(Part::Family, id, text))
        };
        let family = chance(FamilyKey::Whole, &self.family_text).max(chance(FamilyKey::Core, core_text));
        self.is_common = family > COMMON;
        self.family_bits = if family > 0.0 { (-family.log2()).clamp(0.0, MOST_FAMILY_BITS) } else { 0.0 };
        let given = self.given.first().map(|(id, _)| lexicon.chance(Part::Given, *id, &self.given_text));
        self.given_bits = given.map_or(0.0, |given| (-given.log2()).clamp(0.0, MOST_GIVEN_BITS));
        self.given_initial_bits = INITIAL_BITS.min(self.given_bits);
        self.family_initial_bits = INITIAL_BITS.min(self.family_bits);
    }

    /// Numbers of the family name, for blocking.
    pub(super) fn family_ids(&self) -> impl Iterator<Item = u32> {
        self.family.iter().map(|(id, _)| *id)
    }

    /// Numbers of the given names, for blocking.
    pub(super) fn given_ids(&self) -> impl Iterator<Item = u32> {
        self.given.iter().map(|(id, _)| *id)
    }

    /// Whether a word is within a letter of the family or given name, or begins it: worth a comparison on a named leg.
    pub(super) fn resembles(&self, words: &[String]) -> bool {
        let close = |word: &str, name: &str| {
            word.len() >= 5 && word.len().abs_diff(name.len()) <= 1 && strsim::osa_distance(word, name) <= 1
        };
        words.iter().any(|word| close(word, &self.family_text) || close(word, &self.given_text))
    }

    /// Words that name the same person in any order, for telling persons of one booking apart.
    pub(super) fn key(&self) -> (String, String) {
        (self.family_text.clone(), self.given_text.clone())
    }

    /// What the parts are worth, bits.
    pub(super) fn bits(&self, parts: Parts) -> f64 {
        let given = match parts.given {
            Share::Full => self.given_bits,
            Share::Initial => self.given_initial_bits,
            Share::None => 0.0,
        };
        let family = match parts.family {
            Share::Full => self.family_bits,
            Share::Initial => self.family_initial_bits,
            Share::None => 0.0,
        };
        given + family
    }
}

/// How much of a part of the name agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Share {
    None,
    Initial,
    Full,
}

/// What agrees of given and family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) given: Share,
    pub(super) family: Share,
}

impl Parts {
    pub(super) const NONE: Self = Self { given: Share::None, family: Share::None };

    /// The parts that either tells.
    pub(super) fn and(self, other: Self) -> Self {
        Self { given: self.given.max(other.given), family: self.family.max(other.family) }
    }

    /// What a level says of the parts.
    pub(super) fn of(level: Level) -> Self {
        use Level as L;
        let (given, family) = match level {
            L::ExactRare
            | L::ExactCommon
            | L::Swapped
            | L::Respelled
            | L::WithoutParticle
            | L::OneMore
            | L::SecondGiven
            | L::Nickname
            | L::Close
            | L::HandleFull => (Share::Full, Share::Full),
            L::InitialSurname | L::HandleInitialSurname => (Share::Initial, Share::Full),
            L::GivenInitial | L::HandleGivenInitial => (Share::Full, Share::Initial),
            L::SurnameOnly | L::OtherGiven | L::HandleSurname => (Share::None, Share::Full),
            L::GivenOnly | L::NicknameOnly | L::OtherSurname | L::HandleGiven => (Share::Full, Share::None),
            _ => (Share::None, Share::None),
        };
        Self { given, family }
    }
}

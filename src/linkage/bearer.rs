//! A passenger's name, ready to compare: its spellings as numbers, and what each spelling is worth in bits.
//!
//! Worth is surprise: −log2 of the chance that somebody else bears the name. A spelling that stands for a part of the
//! name (one of two surnames, a later given name) is worth what that part is worth, never more.

use super::fold;
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

/// A spelling of a part of the name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<K> {
    pub(super) id: u32,
    pub(super) kind: K,
    /// What it is worth, bits.
    pub(super) bits: f64,
    /// The spelling whose bearers are counted for it.
    counted_as: u32,
}

/// A passenger's name, ready to compare.
#[derive(Debug, Clone)]
pub(super) struct Bearer {
    pub(super) family: Vec<Key<FamilyKey>>,
    pub(super) given: Vec<Key<GivenKey>>,
    pub(super) family_text: String,
    pub(super) given_text: String,
    pub(super) initials: String,
    pub(super) family_initials: String,
    pub(super) is_common: bool,
}

/// A family name that more than 1 in 2,000 bear is called common.
const COMMON_BITS: f64 = 11.0;
/// A name is never worth more: no manifest shows that fewer than 1 in 130,000 bear it.
const MOST_FAMILY_BITS: f64 = 17.0;
/// The same for given names, 1 in 8,000.
const MOST_GIVEN_BITS: f64 = 13.0;
/// An initial divides people into about ten groups.
pub(super) const INITIAL_BITS: f64 = 3.3;

impl Bearer {
    /// Takes the spellings of a booked name into the lexicon.
    pub(super) fn new(name: &BookedName, lexicon: &mut Lexicon) -> Self {
        let mut family: Vec<Key<FamilyKey>> = Vec::new();
        let mut add = |spelling: &str, kind: FamilyKey, as_spelled: Option<u32>, lexicon: &mut Lexicon| {
            let id = lexicon.intern(spelling);
            let counted_as = as_spelled.unwrap_or(id);
            if !spelling.is_empty() && family.iter().all(|key| key.id != id) {
                family.push(Key { id, kind, bits: 0.0, counted_as });
                if kind != FamilyKey::OneOfTwo && as_spelled.is_none() {
                    family.push(Key { id: lexicon.intern_loose(spelling), kind, bits: 0.0, counted_as });
                }
            }
            counted_as
        };
        let whole = name.family.concat();
        let core = name.core.concat();
        let counted = add(&whole, FamilyKey::Whole, None, lexicon);
        if core != whole {
            add(&core, FamilyKey::Core, None, lexicon);
        }
        for other in name.family_otherwise.iter().cloned().chain(fold::umlauts_contracted(&whole)) {
            add(&other, FamilyKey::Whole, Some(counted), lexicon);
        }
        if let Some(rest) = name.unglued() {
            add(rest, FamilyKey::Core, None, lexicon);
        }
        if name.core.len() > 1 {
            for word in name.core.iter().filter(|word| word.chars().count() >= 3) {
                add(word, FamilyKey::OneOfTwo, None, lexicon);
            }
        }
        let initials_of = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
        Self {
            family,
            given: given_keys(name, lexicon),
            family_text: whole,
            given_text: name.given.first().cloned().unwrap_or_default(),
            initials: initials_of(&name.given),
            family_initials: initials_of(&name.family),
            is_common: false,
        }
    }

    /// Counts the names; `new_family` says that no one of this booking with this family name was counted yet.
    pub(super) fn count(&self, new_family: bool, lexicon: &mut Lexicon) {
        for key in self.given.iter().filter(|key| key.id == key.counted_as) {
            lexicon.count(Part::Given, key.id);
        }
        for key in self.family.iter().filter(|key| new_family && key.id == key.counted_as) {
            lexicon.count(Part::Family, key.id);
        }
    }

    /// Sets what the names are worth, once all are counted.
    pub(super) fn weigh(&mut self, lexicon: &Lexicon) {
        let bits = |part, key_id, most| (-lexicon.chance(part, key_id).log2()).clamp(0.0, most);
        for key in &mut self.family {
            key.bits = bits(Part::Family, key.counted_as, MOST_FAMILY_BITS);
        }
        // With and without its particle it is one name: the more frequent spelling tells how frequent.
        let same_name = |key: &&mut Key<FamilyKey>| key.kind != FamilyKey::OneOfTwo;
        let least = self.family.iter_mut().filter(same_name).map(|key| key.bits).fold(f64::INFINITY, f64::min);
        for key in self.family.iter_mut().filter(same_name) {
            key.bits = least;
        }
        self.is_common = least < COMMON_BITS;
        for key in &mut self.given {
            key.bits = bits(Part::Given, key.counted_as, MOST_GIVEN_BITS);
        }
    }

    /// Numbers of the family name, for blocking.
    pub(super) fn family_ids(&self) -> impl Iterator<Item = u32> {
        self.family.iter().map(|key| key.id)
    }

    /// Numbers of the given names, for blocking.
    pub(super) fn given_ids(&self) -> impl Iterator<Item = u32> {
        self.given.iter().map(|key| key.id)
    }

    /// Whether a word is within a letter of the family or given name: worth a comparison on a named leg.
    pub(super) fn resembles(&self, words: &[String]) -> bool {
        words.iter().any(|word| is_close(word, &self.family_text) || is_close(word, &self.given_text))
    }

    /// Words that name the same person, for telling persons of one booking apart.
    pub(super) fn key(&self) -> (&str, &str) {
        (&self.family_text, &self.given_text)
    }
}

fn given_keys(name: &BookedName, lexicon: &mut Lexicon) -> Vec<Key<GivenKey>> {
    let mut keys: Vec<Key<GivenKey>> = Vec::new();
    let Some((first, later)) = name.given.split_first() else { return keys };
    let counted_as = lexicon.intern(first);
    let mut add = |id: u32, kind: GivenKey, counted_as: u32| {
        if keys.iter().all(|key| key.id != id) {
            keys.push(Key { id, kind, bits: 0.0, counted_as });
        }
    };
    add(counted_as, GivenKey::First, counted_as);
    add(lexicon.intern_loose(first), GivenKey::First, counted_as);
    for end in 2..=name.given.len().min(3) {
        add(lexicon.intern(&name.given[..end].concat()), GivenKey::First, counted_as);
    }
    for other in name.given_otherwise.iter().cloned().chain(fold::umlauts_contracted(first)) {
        add(lexicon.intern(&other), GivenKey::First, counted_as);
    }
    for word in later.iter().filter(|word| word.chars().count() >= 3) {
        let id = lexicon.intern(word);
        add(id, GivenKey::Later, id);
    }
    keys
}

/// One letter more, less, other or swapped, in words long enough for that to be a slip.
pub(super) fn is_close(word: &str, name: &str) -> bool {
    word.len() >= 5 && word.len().abs_diff(name.len()) <= 1 && word != name && strsim::osa_distance(word, name) == 1
}

/// What agrees of given and family name, in bits; zero where a part doesn't.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Parts {
    pub(super) given: f64,
    pub(super) family: f64,
    /// Whether both agree in full, not in their initials.
    pub(super) is_whole: bool,
}

impl Parts {
    /// The parts that either tells.
    pub(super) fn and(self, other: Self) -> Self {
        let is_whole = self.is_whole || other.is_whole;
        Self { given: self.given.max(other.given), family: self.family.max(other.family), is_whole }
    }

    /// Sum, bits.
    pub(super) fn bits(self) -> f64 {
        self.given + self.family
    }
}

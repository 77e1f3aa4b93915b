//! Who: the name an author shows and the handle, against the name of a booking.
//!
//! Name and handle tell of the same name, so each part of it counts once: the handle adds only the parts the name shown
//! left open, and nothing where it left none. Otherwise "Sanne de Vries @sannedevries" would be two witnesses.

use super::bearer::{Bearer, FamilyKey, GivenKey, INITIAL_BITS, Key, Parts, is_close};
use super::handle;
use super::levels::{Comparison, Level, Parameters};
use super::lexicon::{self, Found, How, Lexicon};
use super::lines::Lines;
use super::names;

/// What an author shows, ready to compare.
#[derive(Debug)]
pub(super) struct Shown {
    /// Words of the name shown.
    pub(super) words: Vec<String>,
    /// Names of the manifest among them, sorted by number.
    pub(super) in_name: Vec<Found>,
    /// Letters of the handle.
    pub(super) handle: String,
    /// Names of the manifest inside the handle, sorted by number.
    pub(super) in_handle: Vec<Found>,
}

impl Shown {
    /// Reads an author's name and handle; `has_domain` where handles end in a domain.
    pub(super) fn read(display_name: Option<&str>, handle: &str, has_domain: bool, lexicon: &Lexicon) -> Self {
        let words = names::shown(display_name.unwrap_or_default());
        let handle = names::handle_letters(handle, has_domain);
        let in_name = lexicon.find_in_words(&words);
        let in_handle = lexicon.find_in_handle(&handle);
        Self { words, in_name, handle, in_handle }
    }
}

/// Writes the lines of name and handle. `most` bounds what both are worth together: however rare a name, there are
/// authors who bear or borrow it. `handle_is_told` where the handle is a registered one and counted already.
pub(super) fn compare(
    shown: &Shown,
    bearer: &Bearer,
    most: f64,
    handle_is_told: bool,
    parameters: &Parameters,
    lines: &mut Lines,
) -> Told {
    let (mut parts, mut weight) = (Parts::default(), 0.0);
    let mut name = None;
    if let Some((level, told)) = name_level(shown, bearer, parameters) {
        name = Some(level);
        parts = told;
        weight = (parameters.bits(level) + told.bits()).min(most);
        lines.add(Comparison::Name, level, weight);
    }
    if handle_is_told || shown.handle.is_empty() {
        return Told::new(parts, name, false);
    }
    let explained = handle::explain(&shown.handle, &shown.in_handle, bearer);
    let is_whole = parts.is_whole || explained.is_some_and(|(_, told)| told.is_whole);
    if !is_whole && handle::is_of_another(&shown.handle, &shown.in_handle, bearer) {
        lines.add(Comparison::Handle, Level::HandleOtherName, parameters.bits(Level::HandleOtherName));
        return Told::new(parts, name, true);
    }
    let unexplained = parameters.bits(Level::HandleUnexplained);
    match explained {
        None if parts.is_whole => {}
        None => lines.add(Comparison::Handle, Level::HandleUnexplained, unexplained),
        // Who shows another surname does not bear this one for a few letters of the handle.
        Some((_, told)) if name == Some(Level::OtherSurname) && !told.is_whole => {
            lines.add(Comparison::Handle, Level::Implied, 0.0);
        }
        Some((level, told)) => {
            let union = parts.and(told);
            if union.bits() > parts.bits() + 1e-9 {
                let more = parameters.bits(level) + union.bits() - parts.bits();
                lines.add(Comparison::Handle, level, more.min(most - weight));
                parts = union;
            } else if level == Level::HandlePart && !parts.is_whole {
                lines.add(Comparison::Handle, Level::HandleUnexplained, unexplained);
            } else {
                lines.add(Comparison::Handle, Level::Implied, 0.0);
            }
        }
    }
    Told::new(parts, name, false)
}

/// What name and handle tell together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// The parts of the name that agree.
    pub(super) parts: Parts,
    /// Bits by which the given name speaks for the passenger rather than for another bearer of the surname.
    pub(super) given: f64,
}

/// A given name other than the booked one is borne by most relatives and by few passengers.
const ANOTHER_GIVEN: f64 = -6.0;
/// A family chooses names of its own language: relatives share a given name four times more often than strangers.
const OF_ONE_LANGUAGE: f64 = 2.0;
/// One relative in 64 bears the very given name, however rare it is elsewhere: sons and granddaughters are named after somebody.
const NAMED_AFTER: f64 = 6.0;

impl Told {
    fn new(parts: Parts, name: Option<Level>, handle_is_another: bool) -> Self {
        let loosely = match name {
            Some(Level::Nickname) => 1.0,
            Some(Level::Respelled | Level::SecondGiven | Level::OneMore) => 0.6,
            Some(Level::Close) => 4.3,
            _ => 0.0,
        };
        let is_another = match name {
            Some(Level::OtherGiven) => true,
            Some(Level::Different) => !parts.is_whole,
            _ => handle_is_another,
        };
        let shared = if parts.given > INITIAL_BITS { OF_ONE_LANGUAGE } else { 0.0 };
        let given = (parts.given - loosely - shared).min(NAMED_AFTER);
        Self { parts, given: if is_another { ANOTHER_GIVEN } else { given } }
    }
}

/// The beginning of a given name is worth no more than a frequent given name: `sannekrugin` may be two names in one.
const BEGINNING_BITS: f64 = 8.0;

type Named<'a, K> = (&'a Found, &'a Key<K>);

/// How the name shown agrees with the booked one, and in which parts; `None` where it shows no name that can be read.
fn name_level(shown: &Shown, bearer: &Bearer, parameters: &Parameters) -> Option<(Level, Parts)> {
    let words = &shown.words;
    if words.is_empty() {
        return None;
    }
    let is_longer = |one: &Found, best: &Found| one.end - one.start > best.end - best.start;
    let mut both: Option<(Level, Parts)> = None;
    let mut family_only: Option<Named<'_, FamilyKey>> = None;
    let mut given_only: Option<Named<'_, GivenKey>> = None;
    for given_key in &bearer.given {
        for given in lexicon::of(&shown.in_name, given_key.id) {
            if given.how != How::Loose && given_only.is_none_or(|(best, _)| is_longer(given, best)) {
                given_only = Some((given, given_key));
            }
        }
    }
    for key in &bearer.family {
        for family in lexicon::of(&shown.in_name, key.id).filter(|family| family.how != How::Nickname) {
            if family.how == How::Exact && family_only.is_none_or(|(best, _)| is_longer(family, best)) {
                family_only = Some((family, key));
            }
            for given_key in &bearer.given {
                for given in lexicon::of(&shown.in_name, given_key.id) {
                    if given.start < family.end && family.start < given.end {
                        continue;
                    }
                    let level = both_level(shown, bearer, (family, key), (given, given_key), parameters);
                    let parts = Parts { given: given_key.bits, family: key.bits, is_whole: true };
                    let weight = |(level, parts): (Level, Parts)| parameters.bits(level) + parts.bits();
                    if both.is_none_or(|best| weight((level, parts)) > weight(best)) {
                        both = Some((level, parts));
                    }
                }
            }
        }
    }
    if both.is_some() {
        return both;
    }
    if let Some(family) = family_only {
        return Some(with_surname(shown, family, bearer));
    }
    if let Some(given) = given_only {
        return Some(with_given_name(shown, given, bearer));
    }
    if words.iter().any(|word| !word.is_ascii()) {
        return None;
    }
    // A single word that others bear as their name is another name, with an initial or without; any other word may be a pseudonym.
    let mut name_words =
        (0..).zip(words).filter(|(_, word)| word.len() > 1 && !names::is_particle(word)).map(|(at, _)| at);
    if let (Some(word), None) = (name_words.next(), name_words.next())
        && is_a_name(shown, word)
    {
        return Some((Level::Different, Parts::default()));
    }
    let name_words = words.iter().filter(|word| word.len() > 1 && !names::is_particle(word)).count();
    Some((if name_words >= 2 { Level::Different } else { Level::OtherWord }, Parts::default()))
}

/// Given and family name were both found: how well.
fn both_level(
    shown: &Shown,
    bearer: &Bearer,
    (family, family_key): Named<'_, FamilyKey>,
    (given, given_key): Named<'_, GivenKey>,
    parameters: &Parameters,
) -> Level {
    let mut level = match (given.start > family.start, bearer.is_common) {
        (true, _) => Level::Swapped,
        (false, true) => Level::ExactCommon,
        (false, false) => Level::ExactRare,
    };
    let mut but = |found: bool, lower: Level| {
        if found && (level == Level::Swapped || parameters.bits(lower) < parameters.bits(level)) {
            level = lower;
        }
    };
    let inside = |at: usize, found: &Found| at >= usize::from(found.start) && at < usize::from(found.end);
    let rest: Vec<&String> = (0..)
        .zip(&shown.words)
        .filter(|(at, _)| !inside(*at, family) && !inside(*at, given))
        .map(|(_, word)| word)
        .collect();
    let has_particle = rest.iter().any(|word| names::is_particle(word));
    but(family_key.kind == FamilyKey::Core || has_particle, Level::WithoutParticle);
    but(given_key.kind == GivenKey::Later, Level::SecondGiven);
    let more = rest.iter().any(|word| word.chars().count() > 1 && !names::is_particle(word));
    but(family_key.kind == FamilyKey::OneOfTwo || more, Level::OneMore);
    but(family.how == How::Loose || given.how == How::Loose, Level::Respelled);
    but(given.how == How::Nickname, Level::Nickname);
    level
}

/// Whether the word is a name of the manifest, letter by letter: then it is another name, not a slip (Julie, Julien).
fn is_a_name(shown: &Shown, word: usize) -> bool {
    let is_here = |found: &Found| usize::from(found.start) == word && usize::from(found.end) == word + 1;
    shown.in_name.iter().any(|found| found.how == How::Exact && is_here(found))
}

/// Whether a text within a letter of the booked name is a slip, and no name of its own.
fn is_slip(shown: &Shown, text: &str, name: &str) -> bool {
    is_close(text, name) && !(0..).zip(&shown.words).any(|(at, word)| word == text && is_a_name(shown, at))
}

fn beside<'a>(words: &'a [String], found: &Found) -> Vec<&'a str> {
    let span = usize::from(found.start)..usize::from(found.end);
    (0..).zip(words).filter(|(at, _)| !span.contains(at)).map(|(_, word)| word.as_str()).collect()
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// The family name was found, the given name not.
fn with_surname(shown: &Shown, (family, key): Named<'_, FamilyKey>, bearer: &Bearer) -> (Level, Parts) {
    let all = beside(&shown.words, family);
    let rest: Vec<&str> = all.iter().copied().filter(|word| !names::is_particle(word) && !is_initial(word)).collect();
    let initial = all.iter().find(|word| is_initial(word)).and_then(|word| word.chars().next());
    let surname = Parts { family: key.bits, ..Parts::default() };
    let given_bits = bearer.given.first().map_or(0.0, |given| given.bits);
    let whole = Parts { given: given_bits, family: key.bits, is_whole: true };
    let given = bearer.given_text.as_str();
    match (initial, rest.as_slice()) {
        (Some(initial), []) if bearer.initials.starts_with(initial) => {
            (Level::InitialSurname, Parts { given: INITIAL_BITS.min(given_bits), ..surname })
        }
        (Some(_), []) => (Level::Different, Parts::default()),
        (None, rest) if rest.iter().all(|word| !word.is_ascii()) => (Level::SurnameOnly, surname),
        (_, rest) if rest.iter().any(|word| word.len() >= 3 && given.len() > word.len() && given.starts_with(word)) => {
            (Level::Nickname, Parts { given: given_bits.min(BEGINNING_BITS), ..whole })
        }
        (_, rest) if rest.iter().any(|word| is_slip(shown, word, given)) => (Level::Close, whole),
        _ if key.kind == FamilyKey::OneOfTwo => (Level::Different, Parts::default()),
        _ => (Level::OtherGiven, surname),
    }
}

/// The given name was found, the family name not.
fn with_given_name(shown: &Shown, (given, key): Named<'_, GivenKey>, bearer: &Bearer) -> (Level, Parts) {
    let all = beside(&shown.words, given);
    let rest: Vec<&str> = all.iter().copied().filter(|word| !names::is_particle(word) && !is_initial(word)).collect();
    let initial = all.iter().rfind(|word| is_initial(word)).and_then(|word| word.chars().next());
    let is_first = key.kind == GivenKey::First;
    let alone = Parts { given: key.bits, ..Parts::default() };
    let family_bits = bearer.family.first().map_or(0.0, |family| family.bits);
    let family = bearer.family_text.as_str();
    match (initial, rest.as_slice()) {
        (Some(initial), []) if bearer.family_initials.contains(initial) => {
            (Level::GivenInitial, Parts { family: INITIAL_BITS.min(family_bits), ..alone })
        }
        (Some(_), []) => (Level::Different, Parts::default()),
        (None, rest) if rest.iter().all(|word| !word.is_ascii()) => match (is_first, given.how) {
            (false, _) => (Level::OtherWord, Parts::default()),
            (true, How::Nickname) => (Level::NicknameOnly, alone),
            (true, _) => (Level::GivenOnly, alone),
        },
        (_, rest) if is_slip(shown, &all.concat(), family) || is_slip(shown, &rest.concat(), family) => {
            (Level::Close, Parts { given: key.bits, family: family_bits, is_whole: true })
        }
        _ if is_first => (Level::OtherSurname, alone),
        _ => (Level::Different, Parts::default()),
    }
}

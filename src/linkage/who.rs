//! Who: the name an author shows and the handle, against the name of a booking.
//!
//! Name and handle tell of the same name, so each part of it counts once: the handle adds only the parts the name shown
//! left open, and nothing where it left none. Otherwise "Sanne de Vries @sannedevries" would be two witnesses.

use strsim::osa_distance;

use super::bearer::{Bearer, FamilyKey, GivenKey, Parts, Share};
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

/// Writes the lines of name and handle; `handle_is_told` where the handle is a registered one and counted already.
pub(super) fn compare(
    shown: &Shown,
    bearer: &Bearer,
    handle_is_told: bool,
    parameters: &Parameters,
    lines: &mut Lines,
) {
    const WHOLE: Parts = Parts { given: Share::Full, family: Share::Full };
    let mut parts = Parts::NONE;
    if let Some(level) = name_level(shown, bearer, parameters) {
        parts = Parts::of(level);
        lines.add(Comparison::Name, level, parameters.bits(level) + bearer.bits(parts));
    }
    if handle_is_told || shown.handle.is_empty() {
        return;
    }
    match handle::explain(&shown.handle, &shown.in_handle, bearer) {
        None if parts == WHOLE => {}
        None => lines.add(Comparison::Handle, Level::HandleUnexplained, parameters.bits(Level::HandleUnexplained)),
        Some((_, told)) if parts.and(told) == parts => lines.add(Comparison::Handle, Level::Implied, 0.0),
        Some((level, told)) => {
            let weight = parameters.bits(level) + bearer.bits(parts.and(told)) - bearer.bits(parts);
            lines.add(Comparison::Handle, level, weight);
        }
    }
}

/// How the name shown agrees with the booked one; `None` where it shows no name that can be read.
fn name_level(shown: &Shown, bearer: &Bearer, parameters: &Parameters) -> Option<Level> {
    let words = &shown.words;
    if words.is_empty() {
        return None;
    }
    let better = |one: Option<Level>, other: Level| match one {
        Some(one) if parameters.bits(one) >= parameters.bits(other) => Some(one),
        _ => Some(other),
    };
    let mut both = None;
    let mut family_only: Option<(&Found, FamilyKey)> = None;
    let mut given_only: Option<(&Found, GivenKey)> = None;
    for (id, key) in &bearer.given {
        for given in lexicon::of(&shown.in_name, *id) {
            let strict = given.how != How::Loose;
            if strict && given_only.is_none_or(|(best, _)| given.end - given.start > best.end - best.start) {
                given_only = Some((given, *key));
            }
        }
    }
    for (id, key) in &bearer.family {
        for family in lexicon::of(&shown.in_name, *id).filter(|family| family.how != How::Nickname) {
            let strict = family.how == How::Exact;
            if strict && family_only.is_none_or(|(best, _)| family.end - family.start > best.end - best.start) {
                family_only = Some((family, *key));
            }
            for (id, given_key) in &bearer.given {
                for given in lexicon::of(&shown.in_name, *id) {
                    if given.start < family.end && family.start < given.end {
                        continue;
                    }
                    both = better(both, both_level(shown, bearer, (family, *key), (given, *given_key), parameters));
                }
            }
        }
    }
    if both.is_some() {
        return both;
    }
    if let Some((family, key)) = family_only {
        return Some(with_surname(words, family, key, bearer));
    }
    if let Some((given, key)) = given_only {
        return Some(with_given_name(words, given, key, bearer));
    }
    if words.iter().any(|word| !word.is_ascii()) {
        return None;
    }
    let name_words = words.iter().filter(|word| word.len() > 1 && !names::is_particle(word)).count();
    Some(if name_words >= 2 { Level::Different } else { Level::OtherWord })
}

/// Given and family name were both found: how well.
fn both_level(
    shown: &Shown,
    bearer: &Bearer,
    (family, family_key): (&Found, FamilyKey),
    (given, given_key): (&Found, GivenKey),
    parameters: &Parameters,
) -> Level {
    let mut level = match (given.start > family.start, bearer.is_common) {
        (true, _) => Level::Swapped,
        (false, true) => Level::ExactCommon,
        (false, false) => Level::ExactRare,
    };
    let mut but = |found: bool, lower: Level| {
        if found && (matches!(level, Level::Swapped) || parameters.bits(lower) < parameters.bits(level)) {
            level = lower;
        }
    };
    let rest = || {
        let inside = |at: usize, found: &Found| at >= usize::from(found.start) && at < usize::from(found.end);
        shown
            .words
            .iter()
            .enumerate()
            .filter(move |(at, _)| !inside(*at, family) && !inside(*at, given))
            .map(|(_, word)| word)
    };
    but(family_key == FamilyKey::Core || rest().any(|word| names::is_particle(word)), Level::WithoutParticle);
    but(given_key == GivenKey::Later, Level::SecondGiven);
    let more = rest().any(|word| word.chars().count() > 1 && !names::is_particle(word));
    but(family_key == FamilyKey::OneOfTwo || more, Level::OneMore);
    but(family.how == How::Loose || given.how == How::Loose, Level::Respelled);
    but(given.how == How::Nickname, Level::Nickname);
    level
}

fn beside<'a>(words: &'a [String], found: &Found) -> Vec<&'a str> {
    let span = usize::from(found.start)..usize::from(found.end);
    words.iter().enumerate().filter(|(at, _)| !span.contains(at)).map(|(_, word)| word.as_str()).collect()
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// The family name was found, the given name not.
fn with_surname(words: &[String], family: &Found, key: FamilyKey, bearer: &Bearer) -> Level {
    let rest: Vec<&str> = beside(words, family).into_iter().filter(|word| !names::is_particle(word)).collect();
    let rest_initials: Vec<&str> = beside(words, family).into_iter().filter(|word| is_initial(word)).collect();
    let given = bearer.given_text.as_str();
    if rest.is_empty() && rest_initials.is_empty()
        || rest.iter().all(|word| !word.is_ascii()) && rest_initials.is_empty()
    {
        return Level::SurnameOnly;
    }
    if rest.iter().all(|word| is_initial(word)) {
        let first = rest_initials.first().and_then(|word| word.chars().next());
        return if first.is_some() && first == bearer.initials.chars().next() {
            Level::InitialSurname
        } else {
            Level::Different
        };
    }
    for word in &rest {
        if word.len() >= 3 && given.len() > word.len() && given.starts_with(word) {
            return Level::Nickname;
        }
        if word.len() >= 5 && given.len() >= 5 && osa_distance(word, given) == 1 {
            return Level::Close;
        }
    }
    if key == FamilyKey::OneOfTwo { Level::Different } else { Level::OtherGiven }
}

/// The given name was found, the family name not.
fn with_given_name(words: &[String], given: &Found, key: GivenKey, bearer: &Bearer) -> Level {
    let all = beside(words, given);
    let rest: Vec<&str> = all.iter().copied().filter(|word| !names::is_particle(word)).collect();
    if rest.is_empty() || rest.iter().all(|word| !word.is_ascii()) {
        let initials = all.last().filter(|word| is_initial(word)).and_then(|word| word.chars().next());
        return match initials {
            Some(initial) if bearer.family_initials.contains(initial) => Level::GivenInitial,
            _ if key == GivenKey::Later => Level::OtherWord,
            _ if given.how == How::Nickname => Level::NicknameOnly,
            _ => Level::GivenOnly,
        };
    }
    if rest.iter().all(|word| is_initial(word)) {
        let fits =
            rest.last().and_then(|word| word.chars().next()).is_some_and(|one| bearer.family_initials.contains(one));
        return if fits { Level::GivenInitial } else { Level::Different };
    }
    let family = bearer.family_text.as_str();
    let is_close =
        |word: &str| word.len() >= 5 && word.len().abs_diff(family.len()) <= 1 && osa_distance(word, family) == 1;
    if is_close(&all.concat()) || is_close(&rest.concat()) {
        return Level::Close;
    }
    if key == GivenKey::Later { Level::Different } else { Level::OtherSurname }
}

//! How much of a handle the name explains.
//!
//! Not how similar the two texts are: in the open world similarity (Jaro–Winkler) takes a third of wrong names. A name
//! explains a handle when its parts, initials and known fillers cover the handle's letters.

use std::sync::LazyLock;

use super::bearer::{Bearer, FamilyKey, GivenKey, INITIAL_BITS, Key, Parts};
use super::levels::Level;
use super::lexicon::{self, Found, How};

/// Share of letters that must be covered for a handle to be explained.
const EXPLAINED: f64 = 0.8;
/// Share for a handle that is explained in part.
const IN_PART: f64 = 0.5;

/// Words people put beside their name in a handle.
const FILLERS: &str = "official thereal theonly travels travel photography photos photo writes reist viaja real mister miss \
        just hello itsme its the iam ich not mep rep sen dr prof mr mrs ms mp nl de uk us eu es jp be at ch \
        com org net tv music art design dev blog online twitter tweets bsky social xx xo yt mdb fdp spd cdu \
        csu x aka og san senator congressman congresswoman speaker judge mayor minister team house press";

/// Titles that stand glued before a shortened name: `repyass`, `drkim`.
const BEFORE: [&str; 8] = ["rep", "sen", "mep", "mr", "mrs", "ms", "dr", "the"];

static FILLER_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| FILLERS.split(' ').collect());

/// The best explanation of the letters by the name: its level and the parts of the name it tells.
pub(super) fn explain(letters: &str, found: &[Found], bearer: &Bearer) -> Option<(Level, Parts)> {
    let mut best: Option<(Level, Parts)> = None;
    let hits = |id| lexicon::of(found, id);
    let families = bearer.family.iter().flat_map(|key| hits(key.id).map(move |hit| Some((hit, key)))).chain([None]);
    for family in families {
        let givens = bearer.given.iter().flat_map(|key| hits(key.id).map(move |hit| Some((hit, key)))).chain([None]);
        for given in givens {
            let Some(reading) = read(letters, found, family, given, bearer) else { continue };
            let is_part = |level: Level| level == Level::HandlePart;
            let better = best.is_none_or(|(level, parts)| match (is_part(level), is_part(reading.0)) {
                (true, false) => true,
                (false, true) => false,
                _ => reading.1.bits() > parts.bits(),
            });
            if better {
                best = Some(reading);
            }
        }
    }
    best
}

/// Whether the handle is the surname and a name of others, letter by letter: `lucasrichid` for Laurent Richid.
pub(super) fn is_of_another(letters: &str, found: &[Found], bearer: &Bearer) -> bool {
    let exact = |hit: &&Found| hit.how == How::Exact;
    let whole = bearer.family.iter().filter(|key| key.kind != FamilyKey::OneOfTwo);
    let mut families = whole.flat_map(|key| lexicon::of(found, key.id).filter(exact));
    families.any(|family| {
        let rest = match (usize::from(family.start), usize::from(family.end)) {
            (0, end) => (end, letters.len()),
            (start, end) if end == letters.len() => (0, start),
            _ => return false,
        };
        let fills = |hit: &&Found| (usize::from(hit.start), usize::from(hit.end)) == rest;
        let own = |hit: &Found| bearer.given_ids().chain(bearer.family_ids()).any(|id| id == hit.id);
        let of_rest: Vec<&Found> = found.iter().filter(fills).collect();
        of_rest.iter().any(|hit| hit.how == How::Exact) && !of_rest.iter().any(|hit| own(hit))
    })
}

type Hit<'a, K> = Option<(&'a Found, &'a Key<K>)>;

/// One way to read the handle: this family name here, this given name there.
fn read(
    letters: &str,
    found: &[Found],
    family: Hit<'_, FamilyKey>,
    given: Hit<'_, GivenKey>,
    bearer: &Bearer,
) -> Option<(Level, Parts)> {
    let span = |found: &Found| (usize::from(found.start), usize::from(found.end));
    let mut spans: Vec<(usize, usize)> =
        family.map(|(hit, _)| span(hit)).into_iter().chain(given.map(|(hit, _)| span(hit))).collect();
    spans.sort_unstable();
    if spans.is_empty() || spans.len() == 2 && spans[0].1 > spans[1].0 {
        return None;
    }
    let named = spans.iter().map(|(start, end)| end - start).sum::<usize>();
    let (mut given_initial, mut family_initial) = (false, false);
    let (mut part_given, mut part_family) = (None, None);
    let (mut at, mut left, mut filler) = (0, 0, 0);
    let mut strange_before = false;
    for (start, end) in spans.into_iter().chain([(letters.len(), letters.len())]) {
        let piece = letters.get(at..start)?;
        let at_before = at;
        at = end;
        let mut bare = without_fillers(piece);
        if at_before == 0 {
            let untitled = || BEFORE.iter().find_map(|title| bare.strip_prefix(title));
            let is_name = |rest: &&str| {
                given.is_none() && (bearer.initials.starts_with(*rest) || part_of(rest, &bearer.given_text).is_some())
            };
            bare = untitled().filter(|rest| !rest.is_empty()).filter(is_name).unwrap_or(bare);
        }
        filler += piece.chars().count() - bare.chars().count();
        let is_run_of = |initials: &str| bare.chars().count() <= 3 && initials.starts_with(bare);
        let is_last_initial = || bearer.family_initials.chars().next_back().is_some_and(|last| bare.chars().eq([last]));
        let known = left;
        // What others bear as their name is no shortened form of this one.
        let is_another = start - at_before == bare.len()
            && found.iter().any(|hit| hit.how == How::Exact && span(hit) == (at_before, start));
        let part_of = |piece, name| if is_another { None } else { part_of(piece, name) };
        if bare.is_empty() {
            strange_before = false;
            continue;
        }
        if given.is_none() && is_run_of(&bearer.initials) {
            given_initial = true;
        } else if let (None, None, Some(bits)) = (given, part_given, part_of(bare, &bearer.given_text)) {
            part_given = Some(bits);
        } else if let (None, None, Some(bits)) = (family, part_family, part_of(bare, &bearer.family_text)) {
            part_family = Some(bits);
        } else if family.is_none() && (is_run_of(&bearer.family_initials) || is_last_initial()) {
            family_initial = true;
        } else if !(is_run_of(&bearer.initials) || family.is_some() && bearer.family_text.starts_with(bare)) {
            left += bare.chars().count();
        }
        // A name with strange letters on both sides (`ga-stee-n`) is an accident.
        let is_strange = left > known;
        if is_strange && strange_before {
            return None;
        }
        strange_before = is_strange;
    }
    let worth = |key: Option<f64>, part: Option<f64>, initial: bool| {
        key.or(part).unwrap_or(if initial { INITIAL_BITS } else { 0.0 })
    };
    let most = |bits: Option<f64>, of: Option<f64>| bits.map(|bits| bits.min(of.unwrap_or(bits)));
    part_given = most(part_given, bearer.given.first().map(|key| key.bits));
    part_family = most(part_family, bearer.family.first().map(|key| key.bits));
    let parts = Parts {
        given: worth(given.map(|(_, key)| key.bits), part_given, given_initial),
        family: worth(family.map(|(_, key)| key.bits), part_family, family_initial),
        is_whole: given.is_some() && family.is_some(),
    };
    let explained = 1.0 - left as f64 / (letters.chars().count() - filler).max(1) as f64;
    let level = match (given.is_some(), family.is_some()) {
        _ if explained < IN_PART => return None,
        _ if explained < EXPLAINED => return (named >= 4).then_some((Level::HandlePart, parts)),
        (true, true) => Level::HandleFull,
        (false, true) if given_initial || part_given.is_some() => Level::HandleInitialSurname,
        (true, false) if family_initial || part_family.is_some() => Level::HandleGivenInitial,
        (false, _) => Level::HandleSurname,
        (true, false) => Level::HandleGiven,
    };
    Some((level, parts))
}

/// A part of a name is never worth more, bits: names share beginnings (Breitenbach, Breitenbrink).
const MOST_OF_A_PART: f64 = 9.0;

/// What the beginning of a name, or its letters with some left out (`frncs`), is worth; at least three letters, or two
/// that are the beginning of a longer one. A network cuts handles at 15 letters, and people shorten.
fn part_of(piece: &str, name: &str) -> Option<f64> {
    let (length, of) = (piece.chars().count(), name.chars().count());
    let begins = name.starts_with(piece);
    if length >= of || length < if begins { 2 } else { 3 } || piece.chars().next() != name.chars().next() {
        return None;
    }
    let mut rest = name.chars();
    let is_within = begins || length * 2 >= of && piece.chars().all(|letter| rest.any(|next| next == letter));
    is_within.then_some((INITIAL_BITS + 1.5 * (length as f64 - 1.0)).min(MOST_OF_A_PART))
}

/// The piece without fillers: nothing is left of a piece that is all fillers; elsewhere only long ones are cut,
/// so that `dekker` doesn't lose its `de`.
fn without_fillers(piece: &str) -> &str {
    let cut = |piece: &mut &str, shortest: usize| {
        let mut fillers = FILLER_WORDS.iter().filter(|filler| filler.len() >= shortest);
        let rest = fillers.find_map(|filler| piece.strip_prefix(filler).or_else(|| piece.strip_suffix(filler)));
        rest.is_some_and(|rest| {
            *piece = rest;
            true
        })
    };
    let mut all = piece;
    while cut(&mut all, 1) {}
    if all.is_empty() {
        return all;
    }
    let mut bare = piece;
    while cut(&mut bare, 4) {}
    bare
}

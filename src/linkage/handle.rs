//! How much of a handle the name explains.
//!
//! Not how similar the two texts are: in the open world similarity (Jaro–Winkler) takes a third of wrong names. A name
//! explains a handle when its parts, initials and known fillers cover the handle's letters.

use super::bearer::{Bearer, Parts, Share};
use super::levels::Level;
use super::lexicon::{self, Found};

/// Share of letters that must be covered for a handle to be explained.
const EXPLAINED: f64 = 0.8;
/// Share for a handle that is explained in part.
const IN_PART: f64 = 0.5;

/// Words people put beside their name in a handle.
const FILLERS: &str = "official thereal theonly travels travel photography photos photo writes reist viaja real mister miss \
        just hello itsme its the iam ich not mep rep sen dr prof mr mrs ms mp nl de uk us eu es jp be at ch \
        com org net tv music art design dev blog online twitter tweets bsky social xx xo yt mdb fdp spd cdu \
        csu x aka og san";

/// The best explanation of the letters by the name: its level and the parts of the name it tells.
pub(super) fn explain(letters: &str, found: &[Found], bearer: &Bearer) -> Option<(Level, Parts)> {
    let all = letters.chars().count();
    let none = [None];
    let mut best: Option<(Level, Parts)> = None;
    let families = bearer.family_ids().flat_map(|id| lexicon::of(found, id)).map(Some).chain(none);
    for family in families {
        let givens = bearer.given_ids().flat_map(|id| lexicon::of(found, id)).map(Some).chain([None]);
        for given in givens {
            let Some(reading) = read(letters, all, family, given, bearer) else { continue };
            if best.is_none_or(|(_, parts)| bearer.bits(reading.1) > bearer.bits(parts)) {
                best = Some(reading);
            }
        }
    }
    best
}

/// One way to read the handle.
fn read(
    letters: &str,
    all: usize,
    family: Option<&Found>,
    given: Option<&Found>,
    bearer: &Bearer,
) -> Option<(Level, Parts)> {
    let mut spans: Vec<(usize, usize)> =
        family.into_iter().chain(given).map(|found| (usize::from(found.start), usize::from(found.end))).collect();
    spans.sort_unstable();
    if spans.is_empty() || spans.len() == 2 && spans[0].1 > spans[1].0 {
        return None;
    }
    let mut given_share = if given.is_some() { Share::Full } else { Share::None };
    let mut family_share = if family.is_some() { Share::Full } else { Share::None };
    let (mut at, mut left, mut filler) = (0, 0, 0);
    let named = spans.iter().map(|(start, end)| end - start).sum::<usize>();
    for (start, end) in spans.into_iter().chain([(letters.len(), letters.len())]) {
        let piece = letters.get(at..start)?;
        at = end;
        let bare = without_fillers(piece);
        filler += piece.chars().count() - bare.chars().count();
        if bare.is_empty() {
            continue;
        }
        let is_run_of = |initials: &str| bare.chars().count() <= 3 && initials.starts_with(bare);
        if given_share != Share::Full && is_run_of(&bearer.initials) {
            given_share = Share::Initial;
        } else if family_share != Share::Full
            && (is_run_of(&bearer.family_initials)
                || bearer.family_initials.chars().next_back().is_some_and(|last| bare.chars().eq([last])))
        {
            family_share = Share::Initial;
        } else if !(is_run_of(&bearer.initials) || bearer.family_text.starts_with(bare)) {
            left += bare.chars().count();
        }
    }
    let parts = Parts { given: given_share, family: family_share };
    let explained = 1.0 - left as f64 / (all - filler).max(1) as f64;
    let level = match (given_share, family_share) {
        _ if explained < IN_PART => return None,
        _ if explained < EXPLAINED => {
            return (named >= 4).then_some((Level::HandlePart, Parts { given: given_share, family: family_share }));
        }
        (Share::Full, Share::Full) => Level::HandleFull,
        (_, Share::Full) if given_share == Share::Initial => Level::HandleInitialSurname,
        (Share::Full, Share::Initial) => Level::HandleGivenInitial,
        (Share::None, Share::Full) => Level::HandleSurname,
        _ => Level::HandleGiven,
    };
    Some((level, parts))
}

/// The piece without fillers: nothing is left of a piece that is all fillers; elsewhere only long ones are cut,
/// so that `dekker` doesn't lose its `de`.
fn without_fillers(piece: &str) -> &str {
    let cut = |piece: &mut &str, shortest: usize| {
        let mut fillers = FILLERS.split(' ').filter(|filler| filler.len() >= shortest);
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

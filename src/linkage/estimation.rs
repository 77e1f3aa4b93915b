//! Learning from a batch without labels: the share of authors on board, m by expectation–maximisation, u from random pairs.
//!
//! EM for record linkage (Winkler 1988): what each post probably is (E) gives shares of levels among true pairs (M). Only
//! pairs that both families of evidence speak for count: plain EM takes namesakes for passengers (at 0.2 % on board it
//! found 10 %). So the share on board is a lower bound, and what such pairs can't show (handles, languages) isn't learnt.
//! u comes from random pairs, practically never true. Every m and u starts from the table and moves by two bits at most.

use rand::RngExt;

use super::clues::Clues;
use super::levels::{Level, Parameters, TABLE};
use super::lines::{self, Lines};
use super::manifest::Manifest;
use super::matching::tells_of_a_trip;
use super::settings::Settings;
use super::shares;

/// True pairs that the table's m counts for, and random pairs that its u does.
const TABLE_IS_WORTH: f64 = 30.0;
/// Furthest that a share moves from the table: a factor of four, two bits.
const FURTHEST: f64 = 4.0;
/// Random passengers each post is paired with.
const PAIRS_A_POST: usize = 5;

/// Levels that exclude each other, given that the post tells as much: their m are learnt as shares of the group. Names that
/// disagree stay out: without labels a relative on the phone looks like a passenger under another name.
const GROUPS: &[&[Level]] = {
    use Level as L;
    &[
        &[
            L::ExactRare,
            L::Swapped,
            L::Respelled,
            L::WithoutParticle,
            L::OneMore,
            L::SecondGiven,
            L::Nickname,
            L::Close,
            L::InitialSurname,
            L::GivenInitial,
            L::SurnameOnly,
            L::GivenOnly,
            L::NicknameOnly,
        ],
        &[L::Hours, L::WithinDay, L::WithinThreeDays, L::Earlier],
        &[L::AuthorTravels, L::SomeoneElseTravels, L::NobodyTravels],
    ]
};

/// Levels whose u is a plain share of random pairs: no chance of a name, a flight or a place is part of it.
const PLAIN: &[Level] = {
    use Level as L;
    &[
        L::Different,
        L::OtherWord,
        L::HandleUnexplained,
        L::OtherFlight,
        L::OtherRoute,
        L::SameDay,
        L::NextDay,
        L::OtherDay,
        L::AuthorTravels,
        L::SomeoneElseTravels,
        L::NobodyTravels,
        L::OtherTown,
    ]
};

/// Settings learnt from a batch of posts, which need no labels. The manifest's own settings are the start and stay as
/// they are. `rounds` of EM: ten are plenty. The same posts, rounds and generator give the same answer.
pub fn learn(manifest: &Manifest, posts: &[Clues<'_>], rounds: usize, rng: &mut impl RngExt) -> Settings {
    let mut settings = manifest.settings().clone();
    let table = settings.parameters.clone();
    if posts.is_empty() || manifest.is_empty() {
        return settings;
    }
    let random = random_pairs(manifest, posts, &settings, rng);
    for _ in 0..rounds {
        let (on_board, counts) = expect(manifest, posts, &settings);
        settings.on_board = on_board;
        settings.parameters = maximise(&table, &counts, &random);
    }
    settings
}

/// How often each level was seen, by weight of the pair.
type Counts = [f64; Level::ALL.len()];

fn count(counts: &mut Counts, lines: &Lines, weight: f64) {
    for line in lines.as_slice() {
        let level = if line.level == Level::ExactCommon { Level::ExactRare } else { line.level };
        counts[level as usize] += weight;
    }
}

/// E: the share of authors on board, and the levels of their pairs.
fn expect(manifest: &Manifest, posts: &[Clues<'_>], settings: &Settings) -> (f64, Counts) {
    let mut counts = [0.0; Level::ALL.len()];
    let mut on_board = 0.0;
    let telling: Vec<&Clues<'_>> = posts.iter().filter(|clues| tells_of_a_trip(clues)).collect();
    for clues in &telling {
        let scores = manifest.score(clues, settings);
        let all: f64 = 1.0 + scores.iter().map(|score| score.weight.exp2()).sum::<f64>();
        for score in scores.iter().filter(|score| lines::two_families(score.lines.as_slice(), settings)) {
            let probability = score.weight.exp2() / all;
            on_board += probability;
            count(&mut counts, &score.lines, probability);
        }
    }
    // One post in a thousand is on board at least, and one in a hundred isn't: neither extreme is ever known.
    ((on_board / telling.len().max(1) as f64).clamp(0.001, 0.99), counts)
}

/// Levels of posts paired with passengers drawn at random.
fn random_pairs(manifest: &Manifest, posts: &[Clues<'_>], settings: &Settings, rng: &mut impl RngExt) -> Counts {
    let mut counts = [0.0; Level::ALL.len()];
    for clues in posts {
        let read = manifest.read(clues);
        for _ in 0..PAIRS_A_POST {
            let seat = &manifest.seats[rng.random_range(0..manifest.seats.len())];
            if !manifest.legs[seat.leg as usize].is_near(clues.written_at) {
                continue;
            }
            let mut lines = Lines::NONE;
            manifest.compare(clues, &read, seat, settings, &mut None, &mut lines);
            count(&mut counts, &lines, 1.0);
        }
    }
    counts
}

/// M: shares from counts, held to the table by its own weight and by the furthest move.
fn maximise(table: &Parameters, counts: &Counts, random: &Counts) -> Parameters {
    let mut learnt = table.clone();
    let bounded = |share: f64, from: f64| share.clamp(from / FURTHEST, (from * FURTHEST).min(1.0));
    for group in GROUPS {
        let of_table: f64 = group.iter().map(|level| table.m(*level)).sum();
        let seen: f64 = group.iter().map(|level| counts[*level as usize]).sum();
        for level in *group {
            let start = table.m(*level) / of_table;
            let share = of_table * shares::smoothed(counts[*level as usize], seen, start, TABLE_IS_WORTH);
            learnt.set(*level, bounded(share, table.m(*level)), table.u(*level));
        }
    }
    learnt.set(Level::ExactCommon, learnt.m(Level::ExactRare), table.u(Level::ExactCommon));
    for level in PLAIN {
        let Some(row) = TABLE.iter().find(|row| row.level == *level) else { continue };
        let same = TABLE.iter().filter(|other| other.comparison == row.comparison);
        let seen: f64 = same.map(|other| random[other.level as usize]).sum();
        let share = shares::smoothed(random[*level as usize], seen, table.u(*level), TABLE_IS_WORTH);
        learnt.set(*level, learnt.m(*level), bounded(share, table.u(*level)));
    }
    learnt
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::linkage::tests::{VENICE, author, manifest, passenger, post_from_venice_flight};

    fn name(number: usize) -> (String, String) {
        let letter = |of: usize| char::from(b'a' + u8::try_from(of % 20).expect("below 20"));
        let ends = format!("{}{}", letter(number), letter(number / 20));
        (format!("Griet{ends}"), format!("Wiersin{ends}"))
    }

    fn learnt(on_board: usize, all: usize) -> Settings {
        let entries: Vec<_> = (0..50)
            .map(|one| (name(usize::try_from(one).expect("small")), one))
            .map(|((given, family), one)| passenger(one, &given, &family, VENICE))
            .collect();
        let manifest = manifest(&entries);
        let shown = |one: usize| match name(one) {
            (given, family) if one < on_board => format!("{given} {family}"),
            (given, family) => format!("Some{family} Body{given}"),
        };
        let authors: Vec<_> = (0..all).map(|one| author(&shown(one), "q7")).collect();
        let posts: Vec<_> = authors.iter().map(post_from_venice_flight).collect();
        learn(&manifest, &posts, 4, &mut ChaCha8Rng::seed_from_u64(1))
    }

    #[test]
    fn the_share_on_board_is_learnt() {
        for (on_board, all, low, high) in [(40, 80, 0.42, 0.51), (10, 100, 0.08, 0.11), (0, 100, 0.0, 0.01)] {
            let share = learnt(on_board, all).on_board;
            assert!((low..=high).contains(&share), "{on_board} of {all}: {share}");
        }
    }

    #[test]
    fn what_true_pairs_show_moves_m_but_not_far() {
        let (start, end) = (Parameters::default(), learnt(48, 60).parameters);
        assert!(end.m(Level::ExactRare) > start.m(Level::ExactRare));
        assert!(end.m(Level::Swapped) < start.m(Level::Swapped));
        for row in TABLE {
            for (one, other) in [(start.m(row.level), end.m(row.level)), (start.u(row.level), end.u(row.level))] {
                assert!((one / other).log2().abs() <= 2.0 + 1e-9, "{row:?}");
            }
        }
    }

    #[test]
    fn learning_twice_gives_the_same() {
        assert_eq!(learnt(20, 40), learnt(20, 40));
    }
}

//! The hold-out group: travellers drawn at random before anyone chooses, so that an effect can be measured honestly.
//!
//! Everybody has the same chance, and each group of language and cabin gets its fair number, one up or down. The draw
//! depends on the set of travellers, the percentage and the seed (logged in the plan), never on the order of the input.

use std::collections::BTreeMap;

use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::candidate::Candidate;
use crate::domain::id::TravellerId;
use crate::domain::language::Language;
use crate::domain::traveller::Cabin;

/// Draws the hold-out group of eligible candidates, sorted by id; `percent` over 100 counts as 100.
///
/// Proportionate stratified sampling: the strata are shuffled inside, laid end to end, and a systematic sample with a
/// random start is taken (Madow, Annals of Mathematical Statistics 1949): each person's chance is exactly `percent`.
pub fn hold_out(candidates: &[Candidate], percent: u8, seed: u64) -> Vec<TravellerId> {
    let mut group_of: BTreeMap<TravellerId, (Language, Option<Cabin>)> = BTreeMap::new();
    for candidate in candidates {
        let group = (candidate.language, candidate.booking.cabin);
        let known = group_of.entry(candidate.traveller).or_insert(group);
        *known = group.min(*known); // a traveller with two matches counts once, in one group
    }
    let mut groups: BTreeMap<(Language, Option<Cabin>), Vec<TravellerId>> = BTreeMap::new();
    for (traveller, group) in group_of {
        groups.entry(group).or_default().push(traveller);
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let percent = u64::from(percent.min(100));
    let mut carried: u64 = rng.random_range(0..100);
    let mut drawn = Vec::new();
    for mut members in groups.into_values() {
        members.shuffle(&mut rng);
        for traveller in members {
            carried += percent;
            if carried >= 100 {
                carried -= 100;
                drawn.push(traveller);
            }
        }
    }
    drawn.sort_unstable();
    drawn
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::fixture::{self, booking, flight};
    use super::*;

    /// Draws from travellers numbered from 0 with a language and a cabin each.
    fn draw(groups: &[(usize, usize)], reversed: bool, percent: u8, seed: u64) -> Vec<u128> {
        let flight = flight();
        let bookings = Cabin::ALL.iter().map(|&cabin| {
            let mut booking = booking();
            booking.cabin = Some(cabin);
            booking
        });
        let bookings: Vec<_> = bookings.collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, &(language, cabin)) in groups.iter().enumerate() {
            let mut candidate = fixture::candidate(&bookings[cabin], &flight);
            candidate.traveller = TravellerId(Uuid::from_u128(number as u128));
            candidate.language = Language::ALL[language];
            candidates.push(candidate);
        }
        if reversed {
            candidates.reverse();
        }
        hold_out(&candidates, percent, seed).iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn everybody_has_the_same_chance_however_small_their_group() {
        let groups: Vec<_> = (0..40).map(|at| if at == 7 { (4, 0) } else { (at % 2, 3) }).collect();
        let mut times = [0_u32; 40];
        for seed in 0..1_000 {
            for traveller in draw(&groups, false, 20, seed) {
                times[usize::try_from(traveller).expect("small")] += 1;
            }
        }
        // 200 expected, standard deviation 12.6: five of them either way.
        assert!(times.iter().all(|&drawn| (137..=263).contains(&drawn)), "{times:?}");
    }

    #[test]
    fn another_seed_draws_others_and_no_percent_draws_nobody() {
        let groups = vec![(0, 3); 50];
        assert_ne!(draw(&groups, false, 20, 1), draw(&groups, false, 20, 2));
        assert!(draw(&groups, false, 0, 1).is_empty());
        assert_eq!(draw(&groups, false, 100, 1).len(), 50);
        assert!(draw(&[], false, 50, 1).is_empty());
    }

    proptest! {
        #[test]
        fn the_draw_ignores_order_and_gives_each_group_its_share(
            groups in prop::collection::vec((0_usize..5, 0_usize..4), 0..120), percent in 0_u8..=100, seed: u64,
        ) {
            let drawn = draw(&groups, false, percent, seed);
            prop_assert_eq!(&drawn, &draw(&groups, true, percent, seed));
            for group in &groups {
                let size = groups.iter().filter(|other| *other == group).count();
                let held = drawn.iter().filter(|&&id| groups[usize::try_from(id).expect("small")] == *group).count();
                let share = size * usize::from(percent);
                prop_assert!(held * 100 < share + 100 && share < held * 100 + 100, "{held} of {size}");
            }
        }
    }
}

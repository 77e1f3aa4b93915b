//! Blocking: which passengers are compared with a post at all.
//!
//! A passenger is compared when the handle is registered, when family and given name (or an initial) both occur in what the author shows, or when one
//! of them does and the post points at the leg. On a leg that the post names by its designator everybody with a spelling
//! close to the author's is. Only legs around the time of the post count.

use super::clues::{Clues, PlaceRole};
use super::manifest::{Manifest, plain_handle};
use super::trip::{Around, Span};
use super::who::Shown;

/// On a leg with more passengers than this nobody is compared for spelling alone.
const MOST_ON_NAMED_LEGS: usize = 2_000;

/// A set of legs.
struct LegSet(Vec<u64>);

impl LegSet {
    fn new(legs: usize) -> Self {
        Self(vec![0; legs.div_ceil(64)])
    }

    fn add(&mut self, leg: u32) {
        if let Some(word) = self.0.get_mut(leg as usize / 64) {
            *word |= 1 << (leg % 64);
        }
    }

    fn has(&self, leg: u32) -> bool {
        self.0.get(leg as usize / 64).is_some_and(|word| word & (1 << (leg % 64)) != 0)
    }
}

impl Manifest {
    /// Counts the passengers around the time of a post.
    pub(super) fn around(&self, clues: &Clues<'_>) -> Around {
        let mut around = Around::default();
        for (leg, number) in self.legs.iter().zip(0_u32..) {
            if leg.is_near(clues.written_at) {
                let span = leg.span(clues.written_at);
                let at = Span::ALL.iter().position(|one| *one == span).unwrap_or(0);
                around.passengers[at] += self.count_on_leg(number) as f64;
            }
        }
        around
    }

    /// Seats to compare, each once, in order.
    pub(super) fn block(&self, clues: &Clues<'_>, shown: &Shown) -> Vec<u32> {
        let near = |leg: u32| self.legs[leg as usize].is_near(clues.written_at);
        let mut seats: Vec<u32> = Vec::new();
        let handle = (clues.network, plain_handle(&clues.author.handle));
        seats.extend(self.by_handle.get(&handle).into_iter().flatten());

        let (pointed, named) = self.pointed_at(clues);
        let words: &[String] = &shown.words;
        let initials: String =
            words.iter().filter(|word| word.chars().count() == 1).flat_map(|word| word.chars()).collect();
        let handle_is_worth = |length: u16| length >= 4 || 2 * usize::from(length) >= shown.handle.len();
        let worthy = shown.in_handle.iter().filter(|found| handle_is_worth(found.end - found.start));
        let mut ids: Vec<u32> = shown.in_name.iter().chain(worthy).map(|found| found.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let is_known = |id: u32| ids.binary_search(&id).is_ok();
        for id in &ids {
            for number in &self.by_family[*id as usize] {
                let seat = &self.seats[*number as usize];
                let fits = || {
                    let first = seat.bearer.initials.chars().next();
                    seat.bearer.given_ids().any(is_known)
                        || first.is_some_and(|first| initials.contains(first) || shown.handle.starts_with(first))
                };
                if pointed.has(seat.leg) || fits() {
                    seats.push(*number);
                }
            }
            for number in &self.by_given[*id as usize] {
                if pointed.has(self.seats[*number as usize].leg) {
                    seats.push(*number);
                }
            }
        }
        let on_named: usize = named.iter().map(|leg| self.count_on_leg(*leg)).sum();
        if on_named <= MOST_ON_NAMED_LEGS {
            for leg in named {
                seats.extend(self.on_leg(leg).filter(|number| self.seats[*number as usize].bearer.resembles(words)));
            }
        }
        seats.retain(|number| near(self.seats[*number as usize].leg) && !self.seats[*number as usize].is_gone);
        seats.sort_unstable();
        seats.dedup();
        seats
    }

    /// Legs the post points at: by designator, or by destination (or another station named, where few legs leave from
    /// there) on the day named or within three days. The second list holds those of the designator.
    fn pointed_at(&self, clues: &Clues<'_>) -> (LegSet, Vec<u32>) {
        const FEW: usize = 40;
        let mut pointed = LegSet::new(self.legs.len());
        let on_day = |leg: u32| {
            let leg = &self.legs[leg as usize];
            let off = |day: &chrono::NaiveDate| (leg.flight.leg.departure_on - *day).num_days().abs();
            clues.days.is_empty() || clues.days.iter().any(|day| off(day) <= 1)
        };
        let is_soon = |leg: u32| {
            let leg = &self.legs[leg as usize];
            leg.is_near(clues.written_at)
                && (!clues.days.is_empty() || leg.departs_at - clues.written_at <= chrono::Duration::days(3))
        };
        let mut named: Vec<u32> = Vec::new();
        for designator in &clues.flights {
            let legs = self.by_designator.get(designator).into_iter().flatten().copied();
            named.extend(legs.filter(|leg| self.legs[*leg as usize].is_near(clues.written_at)));
        }
        named.sort_unstable();
        named.dedup();
        for leg in &named {
            pointed.add(*leg);
        }
        named.retain(|leg| on_day(*leg));
        let checked_in = clues.place_iata.map(|station| (station, PlaceRole::At));
        for (station, role) in clues.airports.iter().map(|(iata, role)| (iata.as_str(), *role)).chain(checked_in) {
            if role != PlaceRole::Origin {
                for leg in
                    self.by_destination.get(station).into_iter().flatten().filter(|leg| on_day(**leg) && is_soon(**leg))
                {
                    pointed.add(*leg);
                }
            }
            let leaving = self.by_origin.get(station).map_or(&[][..], Vec::as_slice);
            if leaving.len() <= FEW {
                for leg in leaving.iter().filter(|leg| on_day(**leg) && is_soon(**leg)) {
                    pointed.add(*leg);
                }
            }
        }
        (pointed, named)
    }
}

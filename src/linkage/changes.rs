//! A manifest that keeps up with the day: bookings come and go, flights move, and nothing else is looked at again.
//!
//! After a change every post is scored exactly as a manifest made anew would score it (`tests/changes.rs`). Names are read and indexed for those
//! who came; how frequent each name is, and who is one person, is counted again for all, which takes no reading.

use super::bearer::Bearer;
use super::clues::ManifestEntry;
use super::manifest::{Manifest, Seat, plain_handle, recount};
use super::names::BookedName;
use super::persons;
use crate::domain::flight::{Flight, LegKey};
use crate::domain::id::TravellerId;

/// What changed since a manifest was made. Those who went go first: who changed goes and comes.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Off a leg: cancelled, rebooked, objected.
    pub gone: Vec<(TravellerId, LegKey)>,
    /// New on a leg; with each the number that candidates name as their entry.
    pub came: Vec<(usize, ManifestEntry)>,
    /// New times, gates, codeshares or states of flights.
    pub moved: Vec<Flight>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.came.is_empty() && self.moved.is_empty()
    }
}

impl Manifest {
    /// Takes changes over; how many took effect. The others are of legs not known, of passengers not there, there already, or who may not be
    /// candidates.
    pub fn apply(&mut self, changes: &Changes) -> usize {
        let known = self.lexicon.len();
        let gone = changes.gone.iter().filter(|(traveller, leg)| self.take_out(*traveller, leg)).count();
        let came = changes.came.iter().filter(|(entry, passenger)| self.take_in(*entry, passenger)).count();
        if gone + came > 0 {
            self.backgrounds = recount(&mut self.seats, &self.legs, &mut self.lexicon);
            self.lexicon.close_late(known);
            self.persons = persons::number(&mut self.seats);
        }
        gone + came + changes.moved.iter().filter(|flight| self.update_flight(flight)).count()
    }

    /// Takes one more passenger in; `entry` is what candidates name as their entry. `false` where the passenger may not be a candidate, the leg is
    /// not known, or the traveller is on it already.
    pub fn insert(&mut self, entry: usize, passenger: &ManifestEntry) -> bool {
        self.apply(&Changes { came: vec![(entry, passenger.clone())], ..Changes::default() }) == 1
    }

    /// Takes a traveller off a leg. Says whether anybody was there.
    pub fn remove(&mut self, traveller: TravellerId, leg: &LegKey) -> bool {
        self.apply(&Changes { gone: vec![(traveller, leg.clone())], ..Changes::default() }) == 1
    }

    /// Takes over new times, a new gate or a new state of a flight that is known. Says whether it is.
    pub fn update_flight(&mut self, flight: &Flight) -> bool {
        let Some(number) = self.leg_number(&flight.leg) else { return false };
        let leg = &mut self.legs[number as usize];
        for designator in leg.flight.codeshares.iter().filter(|one| **one != flight.leg.designator) {
            if let Some(list) = self.by_designator.get_mut(designator) {
                list.retain(|other| *other != number);
            }
        }
        for designator in &flight.codeshares {
            let list = self.by_designator.entry(designator.clone()).or_default();
            if !list.contains(&number) {
                list.push(number);
                list.sort_unstable();
            }
        }
        leg.departs_at = flight.departs_at();
        leg.arrives_at = flight.arrives_at().unwrap_or(leg.departs_at + chrono::Duration::hours(2)).max(leg.departs_at);
        leg.flight = flight.clone();
        true
    }

    fn leg_number(&self, key: &LegKey) -> Option<u32> {
        let legs = self.by_designator.get(&key.designator)?;
        legs.iter().copied().find(|leg| self.legs[*leg as usize].flight.leg == *key)
    }

    /// Gives a passenger a seat and indexes it.
    fn take_in(&mut self, entry: usize, passenger: &ManifestEntry) -> bool {
        let booking = &passenger.booking;
        let Some(leg) = self.leg_number(&booking.leg) else { return false };
        let is_there = self.on_leg(leg).any(|seat| self.seats[seat as usize].traveller == passenger.traveller);
        if is_there || !booking.passenger_type.may_be_candidate() {
            return false;
        }
        let Ok(number) = u32::try_from(self.seats.len()) else { return false };
        let name = BookedName::read(&booking.given_name, &booking.family_name);
        let bearer = Bearer::new(&name, &mut self.lexicon);
        self.by_family.resize(self.lexicon.len(), Vec::new());
        self.by_given.resize(self.lexicon.len(), Vec::new());
        for id in bearer.family_ids() {
            self.by_family[id as usize].push(number);
        }
        for id in bearer.given_ids() {
            self.by_given[id as usize].push(number);
        }
        if let Some(social) = &booking.social {
            self.by_handle.entry((social.network, plain_handle(&social.handle))).or_default().push(number);
        }
        self.late[leg as usize].push(number);
        self.seats.push(Seat::new(entry, leg, passenger, bearer));
        true
    }

    /// Marks a traveller's seat on a leg as gone.
    fn take_out(&mut self, traveller: TravellerId, leg: &LegKey) -> bool {
        let Some(leg) = self.leg_number(leg) else { return false };
        let seats: Vec<u32> =
            self.on_leg(leg).filter(|seat| self.seats[*seat as usize].traveller == traveller).collect();
        for seat in &seats {
            self.seats[*seat as usize].is_gone = true;
            self.gone[leg as usize] += 1;
        }
        !seats.is_empty()
    }

    /// Passengers on a leg.
    pub(super) fn on_leg(&self, leg: u32) -> impl Iterator<Item = u32> {
        let late = self.late[leg as usize].iter().copied();
        self.on_leg[leg as usize].clone().chain(late).filter(|number| !self.seats[*number as usize].is_gone)
    }

    /// How many passengers are on a leg.
    pub(super) fn count_on_leg(&self, leg: u32) -> usize {
        let leg = leg as usize;
        (self.on_leg[leg].len() + self.late[leg].len()).saturating_sub(self.gone[leg] as usize)
    }
}

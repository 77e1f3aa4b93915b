//! A manifest that keeps up with the day: bookings come and go, flights move, and nothing else is looked at again.
//!
//! After a change every post is scored as a manifest made anew would score it, but for one thing: how frequent a name is was weighed when
//! each passenger came in, and is not weighed again for the others.

use super::bearer::Bearer;
use super::clues::ManifestEntry;
use super::manifest::{Manifest, Seat, plain_handle};
use super::names::BookedName;
use super::support::Background;
use crate::domain::flight::{Flight, LegKey};
use crate::domain::id::TravellerId;

impl Manifest {
    /// Takes one more passenger in; `entry` is what candidates name as their entry. `false` where the passenger may not be a candidate, the leg is
    /// not known, or the traveller is on it already.
    pub fn insert(&mut self, entry: usize, passenger: &ManifestEntry) -> bool {
        let booking = &passenger.booking;
        let Some(leg) = self.leg_number(&booking.leg) else { return false };
        let is_there = |seat: &Seat| seat.leg == leg && seat.traveller == passenger.traveller && !seat.is_gone;
        if !booking.passenger_type.may_be_candidate() || self.seats.iter().any(is_there) {
            return false;
        }
        let Ok(number) = u32::try_from(self.seats.len()) else { return false };
        let name = BookedName::read(&booking.given_name, &booking.family_name);
        let known = self.lexicon.len();
        let mut bearer = Bearer::new(&name, &mut self.lexicon);
        bearer.count(true, &mut self.lexicon);
        bearer.weigh(&self.lexicon);
        if self.lexicon.len() > known {
            self.lexicon.close_late(known);
        }
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
        let background = Background::read(booking);
        self.backgrounds.count(&background);
        let person = self.person_of(passenger, leg, &bearer);
        self.persons[person as usize].push(leg);
        self.late[leg as usize].push(number);
        self.seats.push(Seat {
            entry,
            traveller: passenger.traveller,
            leg,
            person,
            bearer,
            background,
            social: booking.social.clone(),
            record_locator: booking.record_locator.clone(),
            is_gone: false,
        });
        true
    }

    /// Takes a traveller off a leg: cancelled, rebooked, objected. Says whether anybody was there.
    pub fn remove(&mut self, traveller: TravellerId, leg: &LegKey) -> bool {
        let Some(leg) = self.leg_number(leg) else { return false };
        let mut was_there = false;
        for at in 0..self.seats.len() {
            let seat = &mut self.seats[at];
            if seat.leg == leg && seat.traveller == traveller && !seat.is_gone {
                seat.is_gone = true;
                was_there = true;
                let legs = &mut self.persons[seat.person as usize];
                if let Some(place) = legs.iter().position(|other| *other == leg) {
                    legs.remove(place);
                }
                self.gone[leg as usize] += 1;
            }
        }
        was_there
    }

    /// Takes over new times, a new gate or a new state of a flight that is known. Says whether it is.
    pub fn update_flight(&mut self, flight: &Flight) -> bool {
        let Some(number) = self.leg_number(&flight.leg) else { return false };
        for designator in &flight.codeshares {
            let list = self.by_designator.entry(designator.clone()).or_default();
            if !list.contains(&number) {
                list.push(number);
                list.sort_unstable();
            }
        }
        let leg = &mut self.legs[number as usize];
        leg.departs_at = flight.departs_at();
        leg.arrives_at = flight.arrives_at().unwrap_or(leg.departs_at + chrono::Duration::hours(2)).max(leg.departs_at);
        leg.flight = flight.clone();
        true
    }

    fn leg_number(&self, key: &LegKey) -> Option<u32> {
        let legs = self.by_designator.get(&key.designator)?;
        legs.iter().copied().find(|leg| self.legs[*leg as usize].flight.leg == *key)
    }

    /// The person the passenger is already, or a new one.
    fn person_of(&mut self, passenger: &ManifestEntry, leg: u32, bearer: &Bearer) -> u32 {
        let booking = &passenger.booking;
        let is_same = |seat: &&Seat| {
            seat.traveller == passenger.traveller
                || !booking.record_locator.is_empty()
                    && seat.leg != leg
                    && seat.record_locator == booking.record_locator
                    && seat.bearer.key() == bearer.key()
        };
        if let Some(seat) = self.seats.iter().find(is_same) {
            return seat.person;
        }
        self.persons.push(Vec::new());
        u32::try_from(self.persons.len() - 1).unwrap_or(u32::MAX)
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

//! Who is one human being: the legs of a traveller must not compete with each other.
//!
//! Two seats are one person's when the caller's key says so, the airline's own key does, or booking and name are the same on different
//! legs. Two of one name on one leg of one booking (father and son) stay two, unless a key joins them.

use std::collections::HashMap;

use super::manifest::Seat;

/// Numbers the persons of the seats (in their order) and returns the legs of each. Who went is nobody's.
pub(super) fn number(seats: &mut [Seat]) -> Vec<Vec<u32>> {
    let mut groups = Groups((0..seats.len()).collect());
    let mut by_traveller = HashMap::new();
    let mut by_reference = HashMap::new();
    let mut by_name: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, seat) in seats.iter().enumerate().filter(|(_, seat)| !seat.is_gone) {
        groups.join(at, *by_traveller.entry(seat.traveller).or_insert(at));
        if let Some(reference) = seat.traveller_ref.as_deref() {
            groups.join(at, *by_reference.entry(reference).or_insert(at));
        } else if !seat.record_locator.is_empty() {
            by_name.entry((seat.record_locator.as_str(), seat.bearer.key())).or_default().push(at);
        }
    }
    for same in by_name.into_values() {
        let mut legs: Vec<u32> = same.iter().map(|at| seats[*at].leg).collect();
        legs.sort_unstable();
        if legs.windows(2).all(|pair| pair[0] != pair[1]) {
            for pair in same.windows(2) {
                groups.join(pair[0], pair[1]);
            }
        }
    }
    drop(by_reference);
    let mut numbers: HashMap<usize, u32> = HashMap::new();
    let mut persons: Vec<Vec<u32>> = Vec::new();
    for (at, seat) in seats.iter_mut().enumerate().filter(|(_, seat)| !seat.is_gone) {
        let next = u32::try_from(persons.len()).unwrap_or(u32::MAX);
        seat.person = *numbers.entry(groups.head(at)).or_insert(next);
        if seat.person == next {
            persons.push(Vec::new());
        }
        persons[seat.person as usize].push(seat.leg);
    }
    persons
}

/// Disjoint sets.
struct Groups(Vec<usize>);

impl Groups {
    fn head(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.head(one), self.head(other));
        self.0[one.max(other)] = one.min(other);
    }
}

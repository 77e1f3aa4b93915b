//! Seat maps like those of real aircraft; a seat is given away once.

use rand::RngExt;

use crate::domain::traveller::Cabin;

/// How large an aircraft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aircraft {
    /// Two and two, 100 seats.
    Regional,
    /// Three and three, 186 seats.
    SingleAisle,
    /// Three cabins, 306 seats.
    WideBody,
}

impl Aircraft {
    /// The aircraft such a flight would have. Carriers with one cabin and single-aisle fleets stay with those.
    pub(super) fn of(carrier: &str, distance_km: f64) -> Self {
        let single_aisle_fleet = ["HV", "OR", "WN", "FL", "B6", "F9"].contains(&carrier);
        match distance_km {
            near if near < 900.0 && !single_aisle_fleet => Self::Regional,
            far if far > 4800.0 && !single_aisle_fleet => Self::WideBody,
            _ => Self::SingleAisle,
        }
    }
}

#[derive(Debug)]
struct Seat {
    row: u8,
    letter: char,
    cabin: Cabin,
    taken: bool,
}

/// The seats of one flight.
#[derive(Debug)]
pub(super) struct SeatMap {
    seats: Vec<Seat>,
}

impl SeatMap {
    /// An empty map; `one_cabin` makes all of it economy.
    pub(super) fn new(aircraft: Aircraft, one_cabin: bool) -> Self {
        let mut seats = Vec::new();
        let mut add = |rows: std::ops::RangeInclusive<u8>, letters: &str, cabin| {
            let cabin = if one_cabin { Cabin::Economy } else { cabin };
            for row in rows.filter(|row| *row != 13) {
                seats.extend(letters.chars().map(|letter| Seat { row, letter, cabin, taken: false }));
            }
        };
        match aircraft {
            Aircraft::Regional => {
                add(1..=3, "ACDF", Cabin::Business);
                add(4..=26, "ACDF", Cabin::Economy);
            }
            Aircraft::SingleAisle => {
                add(1..=4, "ABCDEF", Cabin::Business);
                add(5..=32, "ABCDEF", Cabin::Economy);
            }
            Aircraft::WideBody => {
                add(1..=7, "ADGK", Cabin::Business);
                add(10..=14, "ACDEGHK", Cabin::Premium);
                add(20..=45, "ABCDEFGHJK", Cabin::Economy);
            }
        }
        Self { seats }
    }

    /// How many seats there are.
    pub(super) fn len(&self) -> usize {
        self.seats.len()
    }

    /// Gives away `count` seats of a cabin, side by side where it can be done; `None` where too few are left.
    pub(super) fn take(&mut self, count: usize, cabin: Cabin, rng: &mut impl RngExt) -> Option<Vec<String>> {
        let free: Vec<usize> = (0..self.seats.len()).filter(|at| self.is_free(*at, cabin)).collect();
        if free.len() < count || count == 0 {
            return None;
        }
        let start = rng.random_range(0..free.len());
        let beside = (0..free.len()).map(|step| free[(start + step) % free.len()]).find(|first| {
            (*first..first + count).all(|at| self.is_free(at, cabin) && self.seats[at].row == self.seats[*first].row)
        });
        let chosen: Vec<usize> = match beside {
            Some(first) => (first..first + count).collect(),
            None => (0..count).map(|step| free[(start + step) % free.len()]).collect(),
        };
        for at in &chosen {
            self.seats[*at].taken = true;
        }
        Some(chosen.iter().map(|at| format!("{}{}", self.seats[*at].row, self.seats[*at].letter)).collect())
    }

    fn is_free(&self, at: usize, cabin: Cabin) -> bool {
        self.seats.get(at).is_some_and(|seat| !seat.taken && seat.cabin == cabin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn every_seat_is_given_away_once() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        let mut map = SeatMap::new(Aircraft::SingleAisle, true);
        let mut given = std::collections::BTreeSet::new();
        while let Some(seats) = map.take(3, Cabin::Economy, &mut rng).or_else(|| map.take(1, Cabin::Economy, &mut rng))
        {
            for seat in seats {
                assert!(given.insert(seat.clone()), "{seat}");
            }
        }
        assert_eq!(given.len(), map.len());
    }

    #[test]
    fn a_row_thirteen_is_found_on_no_aircraft() {
        for aircraft in [Aircraft::Regional, Aircraft::SingleAisle, Aircraft::WideBody] {
            assert!(SeatMap::new(aircraft, false).seats.iter().all(|seat| seat.row != 13));
        }
    }
}

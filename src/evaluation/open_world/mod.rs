//! An open world to measure linking in, that harms nobody: real flights, made-up passengers, and far more authors who don't fly.
//!
//! Same flights, size and seed give the same world. Authors come in three pools, so that any share on board can be put together: those on
//! board, those who are not but write of some trip, and those who write of none. Clues are made directly: what is measured is the match
//! step, not the reading of texts. Which authors carry enough to tell is said by [`Case::is_linkable`].

mod authors;
mod people;

use chrono::NaiveDate;
use rand::RngExt;

use crate::domain::flight::{Designator, Flight, FlightEvent, LegKey};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network};
use crate::linkage::{Clues, ManifestEntry, PlaceRole, TripRole};

/// Share of the authors not on board whose post tells of some trip; the others can't be suggested, whatever their name.
pub const WRITE_OF_A_TRIP: f64 = 0.3;

words! {
    /// Why an author writes.
    Kind {
        /// A passenger of the manifest.
        OnBoard = "on board",
        /// On another trip, or one of another day.
        OtherTrip = "on another trip",
        /// Family or a colleague about a passenger's flight; half of the family share the surname.
        About = "about a passenger's flight",
        /// News, spotters, automatic accounts that name flights of the day.
        Trade = "news, spotter, automaton",
        /// Bears a passenger's very name and writes of some trip.
        Namesake = "namesake on another trip",
        /// At the airport, but on no flight: staff, people who fetch somebody.
        AtAirport = "at the airport, not flying",
        /// Writes of no trip.
        Everyday = "everyday talk",
    }
}

/// How large a world is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Passengers on the manifest.
    pub passengers: usize,
    /// Passengers who post.
    pub on_board: usize,
    /// Family and colleagues who write of a passenger's flight. They come with the passengers, not with the crowd: as many as passengers
    /// who post, whatever the share on board.
    pub about: usize,
    /// Authors not on board who write of some other trip.
    pub with_trip: usize,
    /// Authors not on board who write of none.
    pub everyday: usize,
}

impl Size {
    /// A world whose lowest share on board, 0.2 %, is nearly filled with people who write of other trips.
    pub const fn around(passengers: usize, on_board: usize) -> Self {
        Self { passengers, on_board, about: on_board, with_trip: on_board * 150, everyday: on_board / 2 }
    }
}

/// One author with one post, and the truth about it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is an own fact about an author")]
pub struct Case {
    /// The author.
    pub author: Author,
    /// Where it was published.
    pub network: Network,
    /// When.
    pub written_at: Instant,
    /// Language of the post.
    pub language: Option<&'static str>,
    /// Flights it names.
    pub flights: Vec<Designator>,
    /// Stations it names.
    pub airports: Vec<(String, PlaceRole)>,
    /// Days it names.
    pub days: Vec<NaiveDate>,
    /// Who travels, as read.
    pub travels: TripRole,
    /// Check-in.
    pub place: Option<String>,
    /// Whether it mentions the airline.
    pub mentions_us: bool,
    /// Why the author writes.
    pub kind: Kind,
    /// The author's place among the passengers.
    pub truth: Option<usize>,
    /// Whether name shown or handle tell given name and surname, at least by initial and surname, in any spelling or script.
    pub tells_name: bool,
    /// Whether the post tells the trip: by flight, or by a station together with a day or a check-in at the other end.
    pub tells_trip: bool,
    /// Whether exactly one passenger fits name and trip.
    pub is_single: bool,
    /// The script and form of the name shown.
    pub script: &'static str,
}

impl Case {
    /// Whether the post carries enough to tell: name and trip, and one passenger on the manifest who fits both.
    pub const fn is_linkable(&self) -> bool {
        self.tells_name && self.tells_trip && self.is_single && self.truth.is_some()
    }

    /// The clues of the post, as the match step is told them.
    pub fn clues(&self) -> Clues<'_> {
        Clues {
            language: self.language,
            flights: self.flights.clone(),
            airports: self.airports.clone(),
            days: self.days.clone(),
            travels: self.travels,
            place_iata: self.place.as_deref(),
            mentions_us: self.mentions_us,
            ..Clues::new("post", self.network, &self.author, self.written_at)
        }
    }
}

/// A world: who flies, who writes.
#[derive(Debug)]
pub struct OpenWorld {
    /// Flights of the day.
    pub flights: Vec<Flight>,
    /// Passengers.
    pub passengers: Vec<ManifestEntry>,
    /// Authors on board.
    pub on_board: Vec<Case>,
    /// Family and colleagues of passengers.
    pub about: Vec<Case>,
    /// Authors not on board who write of some other trip.
    pub with_trip: Vec<Case>,
    /// Authors not on board who write of none.
    pub everyday: Vec<Case>,
}

impl OpenWorld {
    /// Draws a world around the flights; an empty one where there are none.
    pub fn draw(flights: &[Flight], size: Size, rng: &mut impl RngExt) -> Self {
        let flights = flights.to_vec();
        if flights.is_empty() {
            let (passengers, on_board, about, with_trip, everyday) = Default::default();
            return Self { flights, passengers, on_board, about, with_trip, everyday };
        }
        let people = people::draw(&flights, size.passengers, rng);
        let desk = authors::Desk::new(&flights, &people);
        let on_board = desk.on_board(size.on_board.min(people.len()), rng);
        let about = (0..size.about).map(|_| desk.about(rng)).collect();
        let with_trip = (0..size.with_trip).map(|_| desk.with_trip(rng)).collect();
        let everyday = (0..size.everyday).map(|_| desk.everyday(rng)).collect();
        let passengers = people.into_iter().map(|person| person.entry).collect();
        Self { flights, passengers, on_board, about, with_trip, everyday }
    }
}

/// A real day of departures that ships with the project: New York, 4 March 2013 (nycflights13, CC0).
pub fn new_york() -> Vec<Flight> {
    let table = include_str!("nycflights13_2013-03-04.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(flight).collect()
}

fn flight(line: &str) -> Option<Flight> {
    let [carrier, number, origin, destination, departs, arrives] = line.split('\t').collect::<Vec<_>>()[..] else {
        return None;
    };
    let departs: Instant = departs.parse().ok()?;
    let designator = Designator { carrier: carrier.to_owned(), number: number.parse().ok()? };
    // New York is five hours behind UTC until 10 March.
    let departure_on = (departs - chrono::Duration::hours(5)).date_naive();
    let leg = LegKey { designator, departure_on, origin: origin.to_owned(), destination: destination.to_owned() };
    let scheduled_arrival_at = arrives.parse().ok();
    Some(Flight::new(FlightEvent { scheduled_arrival_at, ..FlightEvent::new(leg, departs) }))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn world(seed: u64) -> OpenWorld {
        let size = Size { passengers: 20_000, on_board: 300, about: 100, with_trip: 300, everyday: 50 };
        OpenWorld::draw(&new_york(), size, &mut ChaCha8Rng::seed_from_u64(seed))
    }

    #[test]
    fn a_world_is_the_same_for_one_seed() {
        let (one, other) = (world(1), world(1));
        assert_eq!(one.passengers, other.passengers);
        assert_eq!(format!("{:?}", one.on_board), format!("{:?}", other.on_board));
    }

    #[test]
    fn namesakes_are_as_rare_as_in_life() {
        let mut counts: HashMap<(String, String), u64> = HashMap::new();
        let world = world(2);
        let mut locators: HashMap<&str, u32> = HashMap::new();
        for entry in &world.passengers {
            *locators.entry(&entry.booking.record_locator).or_default() += 1;
            // A quarter of the names stand in the airline's form.
            let name = if let Some((family, given)) = entry.booking.family_name.split_once('/') {
                (given.trim_end_matches(" MR").to_lowercase(), family.to_lowercase())
            } else {
                let glued = entry.booking.family_name.replace([' ', '-', '\''], "");
                (entry.booking.given_name.to_lowercase(), glued.to_lowercase())
            };
            *counts.entry(name).or_default() += 1;
        }
        let pairs: u64 = counts.values().map(|n| n * (n - 1) / 2).sum();
        let all = world.passengers.len() as u64;
        let one_in = all * (all - 1) / 2 / pairs.max(1);
        assert!((250_000..1_000_000).contains(&one_in), "one pair in {one_in} shares a full name");
        assert!(locators.values().any(|n| *n > 1));
    }

    #[test]
    fn the_truth_stands_on_the_manifest_and_some_are_linkable() {
        let world = world(3);
        let linkable = world.on_board.iter().filter(|case| case.is_linkable()).count();
        assert!((60..250).contains(&linkable), "{linkable} of 300");
        assert!(
            world
                .with_trip
                .iter()
                .chain(&world.about)
                .chain(&world.everyday)
                .all(|case| case.truth.is_none() && !case.is_linkable())
        );
    }
}

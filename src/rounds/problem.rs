//! The wire form of a rounds problem and its validation.
//!
//! Invariant: a [`Problem`] that came out of [`Problem::parse`] or passed [`Problem::faults`] empty names only places
//! and stops that exist, has a full travel matrix, and no sum over it can overflow.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Largest single number allowed (time, prize, load, capacity): sums over all stops stay far below 2^63.
pub const LARGEST_NUMBER: i64 = 1_000_000_000_000;
/// Most stops in one problem.
pub const MOST_STOPS: usize = 20_000;

/// Couriers, stops and the travel times between places; whole units of time, any unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Problem {
    /// Names of the places, in the order of the rows of `travel`.
    pub places: Vec<String>,
    /// `travel[a][b]` is the time from place `a` to place `b`; it need not be symmetric.
    pub travel: Vec<Vec<i64>>,
    /// Who carries.
    pub couriers: Vec<Courier>,
    /// What may be served; each stop is optional.
    pub stops: Vec<StopToServe>,
}

/// One courier's shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Courier {
    /// Name, unique.
    pub id: String,
    /// Place where the shift begins.
    pub start: String,
    /// Place where it ends.
    pub end: String,
    /// Earliest departure from `start` and latest arrival at `end`.
    pub shift: [i64; 2],
    /// Sum of loads the courier can carry.
    pub capacity: i64,
    /// Stops that stay with this courier, in this order, before all others. Where there is a `desk`, these are the gifts
    /// in the courier's hands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub committed: Vec<String>,
    /// Where the courier fetches what is not in hand, as often as need be; each visit begins a trip with the whole
    /// capacity. Without a desk everything is taken along at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
}

/// A place where a courier fetches gifts between trips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Where. A courier who starts here with empty hands begins the first trip at once.
    pub place: String,
    /// How long a visit after the start takes.
    #[serde(default)]
    pub takes: i64,
}

/// One stop, served at most once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopToServe {
    /// Name, unique.
    pub id: String,
    /// Where.
    pub place: String,
    /// Earliest and latest *start* of service (the convention of the vehicle-routing literature).
    pub window: [i64; 2],
    /// How long the service takes.
    pub service: i64,
    /// What serving it is worth.
    pub prize: i64,
    /// What it takes of the courier's capacity.
    pub load: i64,
    /// Its gift can't be taken along before; a courier who takes it waits for it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub release: i64,
    /// What a start after the window is still worth; nothing where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
}

impl StopToServe {
    /// Latest start that is worth anything.
    pub fn latest_start(&self) -> i64 {
        self.late.map_or(self.window[1], |late| late.until)
    }

    /// What a start at this time is worth, if it is not too late altogether.
    pub fn prize_at(&self, start: i64) -> i64 {
        self.late.filter(|_| start > self.window[1]).map_or(self.prize, |late| late.prize)
    }
}

/// A soft end of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// Latest late start.
    pub until: i64,
    /// What a late start is worth, at most the full prize.
    pub prize: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// Something in a rounds file that can't be: where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ProblemFault {
    /// Where in the file, such as `stops[3].window`, or a line and column.
    pub place: String,
    /// Cause and remedy.
    pub message: String,
}

impl Problem {
    /// Reads the JSON of FORMATS.md and reports all faults at once.
    pub fn parse(json: &str) -> Result<Self, Vec<ProblemFault>> {
        let problem: Self = serde_json::from_str(json).map_err(|error| {
            vec![ProblemFault {
                place: format!("line {}, column {}", error.line(), error.column()),
                message: format!("not a rounds problem: {error}; the form is described under `giftgate solve rounds`"),
            }]
        })?;
        let faults = problem.faults();
        if faults.is_empty() { Ok(problem) } else { Err(faults) }
    }

    /// Everything that keeps the problem from being solved; empty when it can be.
    pub fn faults(&self) -> Vec<ProblemFault> {
        let mut found = Faults::default();
        let places = self.check_places(&mut found);
        self.check_travel(&mut found);
        let stops = self.check_stops(&places, &mut found);
        self.check_couriers(&places, &stops, &mut found);
        found.0
    }

    fn check_places<'a>(&'a self, found: &mut Faults) -> BTreeMap<&'a str, usize> {
        let mut seen = BTreeMap::new();
        for (index, place) in self.places.iter().enumerate() {
            found.name(format_args!("places[{index}]"), place, index, &mut seen);
        }
        seen
    }

    fn check_travel(&self, found: &mut Faults) {
        let size = self.places.len();
        if self.travel.len() != size {
            found.add(
                format_args!("travel"),
                format!("has {} rows but there are {size} places; give one row for each place", self.travel.len()),
            );
        }
        for (from, row) in self.travel.iter().enumerate() {
            if row.len() != size {
                found.add(
                    format_args!("travel[{from}]"),
                    format!("has {} numbers but there are {size} places; give one for each place", row.len()),
                );
            }
            for (to, &time) in row.iter().enumerate() {
                found.number(format_args!("travel[{from}][{to}]"), time);
            }
        }
    }

    fn check_stops<'a>(&'a self, places: &BTreeMap<&str, usize>, found: &mut Faults) -> BTreeMap<&'a str, usize> {
        if self.stops.len() > MOST_STOPS {
            found.add(
                format_args!("stops"),
                format!("has {} stops, more than {MOST_STOPS}; split the problem by day or terminal", self.stops.len()),
            );
        }
        let mut seen = BTreeMap::new();
        for (index, stop) in self.stops.iter().enumerate() {
            found.name(format_args!("stops[{index}].id"), &stop.id, index, &mut seen);
            found.known_place(format_args!("stops[{index}].place"), &stop.place, places);
            found.span(format_args!("stops[{index}].window"), stop.window);
            found.number(format_args!("stops[{index}].service"), stop.service);
            found.number(format_args!("stops[{index}].prize"), stop.prize);
            found.number(format_args!("stops[{index}].load"), stop.load);
            found.number(format_args!("stops[{index}].release"), stop.release);
            if let Some(late) = stop.late {
                found.span(format_args!("stops[{index}].late.until"), [stop.window[1], late.until]);
                found.number(format_args!("stops[{index}].late.prize"), late.prize);
                if late.prize > stop.prize {
                    found.add(
                        format_args!("stops[{index}].late.prize"),
                        format!("{} is more than the prize {} in time; give at most that", late.prize, stop.prize),
                    );
                }
            }
        }
        seen
    }

    fn check_couriers(&self, places: &BTreeMap<&str, usize>, stops: &BTreeMap<&str, usize>, found: &mut Faults) {
        let mut seen = BTreeMap::new();
        let mut committed_to: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, courier) in self.couriers.iter().enumerate() {
            found.name(format_args!("couriers[{index}].id"), &courier.id, index, &mut seen);
            found.known_place(format_args!("couriers[{index}].start"), &courier.start, places);
            found.known_place(format_args!("couriers[{index}].end"), &courier.end, places);
            found.span(format_args!("couriers[{index}].shift"), courier.shift);
            found.number(format_args!("couriers[{index}].capacity"), courier.capacity);
            if let Some(desk) = &courier.desk {
                found.known_place(format_args!("couriers[{index}].desk.place"), &desk.place, places);
                found.number(format_args!("couriers[{index}].desk.takes"), desk.takes);
            }
            for (nth, id) in courier.committed.iter().enumerate() {
                let place = format!("couriers[{index}].committed[{nth}]");
                if !stops.contains_key(id.as_str()) {
                    found.add(format_args!("{place}"), format!("`{id}` is no stop; name one of `stops`"));
                }
                if let Some(other) = committed_to.insert(id, index) {
                    let message = if other == index {
                        format!("stop `{id}` is committed twice; name it once")
                    } else {
                        format!("stop `{id}` is committed to couriers[{other}] as well; leave it with one courier")
                    };
                    found.add(format_args!("{place}"), message);
                }
            }
        }
    }
}

#[derive(Default)]
struct Faults(Vec<ProblemFault>);

impl Faults {
    fn add(&mut self, place: fmt::Arguments<'_>, message: String) {
        self.0.push(ProblemFault { place: place.to_string(), message });
    }

    fn number(&mut self, place: fmt::Arguments<'_>, value: i64) {
        if value < 0 {
            self.add(place, format!("{value} is negative; use whole numbers from 0"));
        } else if value > LARGEST_NUMBER {
            self.add(
                place,
                format!("{value} is over {LARGEST_NUMBER}, the largest number allowed; use a coarser unit"),
            );
        }
    }

    fn span(&mut self, place: fmt::Arguments<'_>, [opens, closes]: [i64; 2]) {
        self.number(place, opens);
        self.number(place, closes);
        if closes < opens {
            self.add(place, format!("closes at {closes} before it opens at {opens}; swap or correct them"));
        }
    }

    fn name<'a>(
        &mut self,
        place: fmt::Arguments<'_>,
        name: &'a str,
        index: usize,
        seen: &mut BTreeMap<&'a str, usize>,
    ) {
        if name.is_empty() {
            self.add(place, "is empty; give it a name".to_owned());
        } else if let Some(first) = seen.get(name) {
            self.add(place, format!("`{name}` is also number {first} of this list; names must be unique"));
        } else {
            seen.insert(name, index);
        }
    }

    fn known_place(&mut self, place: fmt::Arguments<'_>, name: &str, places: &BTreeMap<&str, usize>) {
        if !places.contains_key(name) {
            self.add(place, format!("`{name}` is no known place; add it to `places` and `travel`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"{"places":["desk","D4","D59"],"travel":[[0,300,540],[300,0,260],[540,260,0]],
        "couriers":[{"id":"c1","start":"desk","end":"desk","shift":[0,28800],"capacity":12,"committed":["s9"]}],
        "stops":[{"id":"s1","place":"D4","window":[3600,6000],"service":120,"prize":812,"load":1},
                 {"id":"s9","place":"D59","window":[0,6000],"service":120,"prize":100,"load":1}]}"#;

    fn fault_of(from: &str, to: &str) -> String {
        let json = SAMPLE.replacen(from, to, 1);
        assert_ne!(json, SAMPLE, "`{from}` is not in the sample");
        Problem::parse(&json).expect_err("a fault").iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_sample_is_read_and_written_back_the_same() {
        let problem = Problem::parse(SAMPLE).expect("the sample");
        let again = Problem::parse(&serde_json::to_string(&problem).expect("json")).expect("the sample again");
        assert_eq!(problem, again);
    }

    #[test]
    fn every_fault_names_its_place() {
        for (from, to, expected) in [
            ("[3600,6000]", "[6000,3600]", "stops[0].window: closes at 3600 before it opens at 6000"),
            ("[300,0,260]", "[300,0]", "travel[1]: has 2 numbers but there are 3 places"),
            (",[540,260,0]", "", "travel: has 2 rows but there are 3 places"),
            ("[0,300,540]", "[0,-300,540]", "travel[0][1]: -300 is negative"),
            ("\"service\":120", "\"service\":-1", "stops[0].service: -1 is negative"),
            ("\"place\":\"D4\"", "\"place\":\"D5\"", "stops[0].place: `D5` is no known place"),
            ("\"start\":\"desk\"", "\"start\":\"Desk\"", "couriers[0].start: `Desk` is no known place"),
            ("\"id\":\"s9\"", "\"id\":\"s1\"", "stops[1].id: `s1` is also number 0 of this list"),
            ("[\"s9\"]", "[\"s9\",\"s9\"]", "couriers[0].committed[1]: stop `s9` is committed twice"),
            ("[\"s9\"]", "[\"s8\"]", "couriers[0].committed[0]: `s8` is no stop"),
            ("28800", "9000000000000000000", "couriers[0].shift: 9000000000000000000 is over"),
            ("28800", "9000000000000000000000", "line 2, column"),
            ("300,0,260", "300,null,260", "line 1, column"),
            (
                "\"capacity\":12",
                "\"capacity\":12,\"desk\":{\"place\":\"hall\"}",
                "couriers[0].desk.place: `hall` is no known",
            ),
            ("\"load\":1", "\"load\":1,\"release\":-7", "stops[0].release: -7 is negative"),
            ("\"load\":1", "\"load\":1,\"late\":{\"until\":5,\"prize\":9}", "stops[0].late.until: closes at 5 before"),
            ("\"load\":1", "\"load\":1,\"late\":{\"until\":6001,\"prize\":813}", "stops[0].late.prize: 813 is more"),
            ("28800", "1.5", "line 2, column"),
        ] {
            let told = fault_of(from, to);
            assert!(told.contains(expected), "{told}\nlacks {expected}");
        }
    }

    #[test]
    fn a_committed_stop_of_two_couriers_is_a_fault() {
        let second = r#"{"id":"c2","start":"desk","end":"desk","shift":[0,9],"capacity":1,"committed":["s9"]}],"#;
        let told = fault_of("],\n        \"stops\"", &format!(",{second}\"stops\""));
        assert!(told.contains("couriers[1].committed[0]: stop `s9` is committed to couriers[0] as well"), "{told}");
    }

    #[test]
    fn all_faults_come_at_once() {
        let json = SAMPLE.replace("120", "-5").replace("\"D59\"", "\"D4\"");
        assert!(Problem::parse(&json).expect_err("faults").len() >= 3);
    }
}

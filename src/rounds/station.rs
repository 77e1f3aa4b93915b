//! Walking times of a station: from a file a person can edit to seconds between any two spots.
//!
//! Invariant: every gate gets a spot. An unknown gate stands at the middle of its pier, an unknown pier at the centre
//! of the station, each with a warning; nothing is dropped because a map is incomplete.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Longest single way or offset believed: three hours on foot.
const LONGEST_WALK: i64 = 10_800;

/// A station as its file describes it (`campaigns/stations/<IATA>.toml`). All times are walking seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationMap {
    /// IATA code.
    pub iata: String,
    /// Name for people.
    pub name: String,
    /// Where the numbers come from.
    #[serde(default)]
    pub note: String,
    /// Named place or pier where an unknown pier is taken to be.
    pub centre: String,
    /// Named places such as the desk.
    pub places: Vec<String>,
    /// Piers or concourses.
    pub piers: Vec<Pier>,
    /// Ways between places and pier entrances.
    pub ways: Vec<Way>,
}

/// Station files by IATA code, as an installation has them beside those that come with giftgate.
pub type StationMaps = BTreeMap<String, StationMap>;

/// A pier: its entrance is a node of the map, its gates lie along one or more arms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pier {
    /// Name as flights give it.
    pub name: String,
    /// From the entrance to the middle, where unknown gates are taken to be.
    pub middle: i64,
    /// Runs of gates.
    #[serde(default)]
    pub arms: Vec<Arm>,
    /// Single gates that no arm describes well: name → seconds from the entrance.
    #[serde(default)]
    pub gates: BTreeMap<String, i64>,
}

/// Gates with running numbers, evenly spread from `near` to `far`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arm {
    /// Letters before the gate number; the pier's name where absent.
    pub prefix: Option<String>,
    /// First gate number.
    pub first: u16,
    /// Last gate number.
    pub last: u16,
    /// From the entrance to the first gate.
    pub near: i64,
    /// From the entrance to the last gate.
    pub far: i64,
    /// From the entrance to the point where this arm leaves the pier.
    #[serde(default)]
    pub leaves_at: i64,
}

/// A way both can be walked; `back` where the other direction takes a different time (security, one-way corridors).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Place or pier.
    pub from: String,
    /// Place or pier.
    pub to: String,
    /// Seconds.
    pub seconds: i64,
    /// Seconds the other way round; the same where absent.
    pub back: Option<i64>,
}

/// Something in a station file that can't be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{place}: {message}")]
pub struct StationFault {
    /// Where in the file.
    pub place: String,
    /// Cause and remedy.
    pub message: String,
}

/// Where somebody stands. Equal spots are the same place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Spot {
    /// Name for people: the gate, the named place, or `D (middle)`.
    pub name: String,
    node: usize,
    offset: i64,
    /// Which arm, and where it leaves the pier.
    arm: Option<(usize, i64)>,
}

/// The map was not sure where a gate is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationWarning {
    /// The gate as given, or the pier.
    pub gate: String,
    /// The spot taken instead.
    pub taken: String,
    /// For people.
    pub message: String,
}

/// A station with its shortest ways worked out.
#[derive(Debug, Clone)]
pub struct Walks {
    map: StationMap,
    nodes: BTreeMap<String, usize>,
    /// Seconds between nodes.
    shortest: Vec<Vec<i64>>,
}

impl StationMap {
    /// Reads a station file and reports all faults at once.
    pub fn parse(text: &str) -> Result<Self, Vec<StationFault>> {
        let map: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            vec![StationFault { place: format!("line {line}"), message: error.message().to_owned() }]
        })?;
        let faults = map.faults();
        if faults.is_empty() { Ok(map) } else { Err(faults) }
    }

    /// Everything that keeps the map from being used; empty when it can be.
    pub fn faults(&self) -> Vec<StationFault> {
        let mut faults = Vec::new();
        let mut fault = |place: String, message: String| faults.push(StationFault { place, message });
        if !crate::domain::flight::is_station_code(&self.iata) {
            fault("iata".into(), format!("`{}` is not three capital letters", self.iata));
        }
        let mut names = BTreeSet::new();
        let named = (self.places.iter().enumerate().map(|(index, name)| (format!("places[{index}]"), name)))
            .chain(self.piers.iter().enumerate().map(|(index, pier)| (format!("piers[{index}].name"), &pier.name)));
        for (place, name) in named {
            if name.is_empty() {
                fault(place, "is empty; give it a name".into());
            } else if !names.insert(name.as_str()) {
                fault(place, format!("`{name}` is named twice; names of places and piers must be unique"));
            }
        }
        if !names.contains(self.centre.as_str()) {
            fault("centre".into(), format!("`{}` is neither a place nor a pier of this file", self.centre));
        }
        let walk = |seconds: i64| (0..=LONGEST_WALK).contains(&seconds);
        let unlikely = |seconds: i64| format!("{seconds} is not between 0 and {LONGEST_WALK} seconds");
        for (index, pier) in self.piers.iter().enumerate() {
            let offsets = std::iter::once(("middle".to_owned(), pier.middle))
                .chain(pier.gates.iter().map(|(gate, &seconds)| (format!("gates.{gate}"), seconds)))
                .chain(pier.arms.iter().enumerate().flat_map(|(arm, run)| {
                    [("near", run.near), ("far", run.far), ("leaves_at", run.leaves_at)]
                        .map(|(field, seconds)| (format!("arms[{arm}].{field}"), seconds))
                }));
            for (field, seconds) in offsets.filter(|&(_, seconds)| !walk(seconds)) {
                fault(format!("piers[{index}].{field}"), unlikely(seconds));
            }
            for (arm, run) in pier.arms.iter().enumerate() {
                if run.last < run.first {
                    fault(
                        format!("piers[{index}].arms[{arm}]"),
                        format!("ends at gate {} before it begins at {}", run.last, run.first),
                    );
                }
                if run.leaves_at > run.near.min(run.far) {
                    fault(
                        format!("piers[{index}].arms[{arm}].leaves_at"),
                        "is farther than the arm's own gates".into(),
                    );
                }
            }
        }
        for (index, way) in self.ways.iter().enumerate() {
            for (field, name) in [("from", &way.from), ("to", &way.to)] {
                if !names.contains(name.as_str()) {
                    fault(
                        format!("ways[{index}].{field}"),
                        format!("`{name}` is neither a place nor a pier of this file"),
                    );
                }
            }
            for (field, seconds) in [("seconds", way.seconds), ("back", way.back.unwrap_or(0))] {
                if !walk(seconds) {
                    fault(format!("ways[{index}].{field}"), unlikely(seconds));
                }
            }
        }
        if faults.is_empty() {
            faults.extend(Walks::work_out(self.clone()).unreachable());
        }
        faults
    }
}

impl Walks {
    /// Works out the shortest ways (Floyd–Warshall); the map's faults when it has any.
    pub fn new(map: StationMap) -> Result<Self, Vec<StationFault>> {
        let faults = map.faults();
        if faults.is_empty() { Ok(Self::work_out(map)) } else { Err(faults) }
    }

    fn work_out(map: StationMap) -> Self {
        let names = map.places.iter().chain(map.piers.iter().map(|pier| &pier.name));
        let nodes: BTreeMap<String, usize> = names.enumerate().map(|(node, name)| (name.clone(), node)).collect();
        let count = map.places.len() + map.piers.len();
        let mut shortest = vec![vec![i64::MAX / 4; count]; count];
        for (node, row) in shortest.iter_mut().enumerate() {
            row[node] = 0;
        }
        for way in &map.ways {
            if let (Some(&from), Some(&to)) = (nodes.get(&way.from), nodes.get(&way.to)) {
                shortest[from][to] = shortest[from][to].min(way.seconds);
                shortest[to][from] = shortest[to][from].min(way.back.unwrap_or(way.seconds));
            }
        }
        for over in 0..count {
            for from in 0..count {
                for to in 0..count {
                    shortest[from][to] = shortest[from][to].min(shortest[from][over] + shortest[over][to]);
                }
            }
        }
        Self { map, nodes, shortest }
    }

    fn unreachable(&self) -> Vec<StationFault> {
        let Some(&centre) = self.nodes.get(&self.map.centre) else { return Vec::new() };
        let cut_off = |node: usize| self.shortest[centre][node].max(self.shortest[node][centre]) >= i64::MAX / 4;
        self.nodes
            .iter()
            .filter(|&(_, &node)| cut_off(node))
            .map(|(name, _)| StationFault {
                place: "ways".into(),
                message: format!("no way leads to `{name}` and back; join it to the rest of the station"),
            })
            .collect()
    }

    /// The station as its file describes it.
    pub fn map(&self) -> &StationMap {
        &self.map
    }

    /// A named place or the entrance of a pier.
    pub fn named(&self, name: &str) -> Option<Spot> {
        self.nodes.get(name).map(|&node| Spot { name: name.to_owned(), node, offset: 0, arm: None })
    }

    /// Where a gate is, with a warning where the map does not know it.
    pub fn gate(&self, gate: Option<&str>, pier: Option<&str>) -> (Spot, Option<StationWarning>) {
        let piers = &self.map.piers;
        let given = pier.and_then(|name| piers.iter().position(|pier| pier.name == name));
        if let Some(gate) = gate {
            let mut found = (0..piers.len())
                .filter(|&index| given.is_none_or(|given| given == index))
                .filter_map(|index| self.on_pier(index, gate));
            // Without a pier, a gate that two piers have (terminals that count from 1) is not known.
            if let (Some(spot), None) = (found.next(), found.next()) {
                return (spot, None);
            }
        }
        let wanted = gate.or(pier).unwrap_or("no gate").to_owned();
        let by_letters = || {
            let letters: String = gate?.chars().take_while(|letter| letter.is_alphabetic()).collect();
            piers.iter().position(|pier| pier.name == letters)
        };
        let spot = if let Some(index) = given.or_else(by_letters) {
            let pier = &piers[index];
            Spot {
                name: format!("{} (middle)", pier.name),
                node: self.map.places.len() + index,
                offset: pier.middle,
                arm: None,
            }
        } else {
            let node = self.nodes.get(&self.map.centre).copied().unwrap_or(0);
            Spot { name: self.map.centre.clone(), node, offset: 0, arm: None }
        };
        let message = format!("{} is not on the map of {}; taken to be at {}", wanted, self.map.iata, spot.name);
        let warning = StationWarning { gate: wanted, taken: spot.name.clone(), message };
        (spot, Some(warning))
    }

    fn on_pier(&self, index: usize, gate: &str) -> Option<Spot> {
        let pier = &self.map.piers[index];
        let node = self.map.places.len() + index;
        let spot = |offset, arm| Some(Spot { name: gate.to_owned(), node, offset, arm });
        if let Some(&offset) = pier.gates.get(gate) {
            return spot(offset, None);
        }
        pier.arms.iter().enumerate().find_map(|(number, arm)| {
            let digits = gate.strip_prefix(arm.prefix.as_deref().unwrap_or(&pier.name))?;
            // Gates such as B12A stand beside B12.
            let digits = digits.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            let at: u16 = digits.parse().ok().filter(|at| (arm.first..=arm.last).contains(at))?;
            let share = i64::from(at - arm.first);
            let whole = i64::from(arm.last - arm.first).max(1);
            spot(arm.near + (arm.far - arm.near) * share / whole, Some((number, arm.leaves_at)))
        })
    }

    /// Walking seconds from one spot to another.
    pub fn seconds(&self, from: &Spot, to: &Spot) -> i64 {
        if from.node != to.node {
            return from.offset + self.shortest[from.node][to.node] + to.offset;
        }
        match (from.arm, to.arm) {
            (Some((arm, leaves)), Some((other, other_leaves))) if arm != other => {
                from.offset + to.offset - 2 * leaves.min(other_leaves)
            }
            _ => (from.offset - to.offset).abs(),
        }
    }

    /// The full table of walking seconds between spots, rows from, columns to.
    pub fn table(&self, spots: &[Spot]) -> Vec<Vec<i64>> {
        spots.iter().map(|from| spots.iter().map(|to| self.seconds(from, to)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMS: &str = include_str!("../../campaigns/stations/AMS.toml");

    fn walks(text: &str) -> Walks {
        Walks::new(StationMap::parse(text).expect("a map")).expect("walks")
    }

    #[test]
    fn the_shipped_stations_are_sound() {
        for text in
            [AMS, include_str!("../../campaigns/stations/JFK.toml"), include_str!("../../campaigns/stations/MAD.toml")]
        {
            let walks = walks(text);
            assert!(walks.named("desk").is_some());
            assert!(
                walks.map().note.contains("estimate"),
                "{} must say that its numbers are estimates",
                walks.map().iata
            );
        }
    }

    #[test]
    fn gates_of_the_schiphol_rows_are_on_the_map() {
        let walks = walks(AMS);
        for gate in
            ["D14", "D85", "D77", "D63", "C13", "B3", "B6", "E24", "F7", "G9", "D60", "E2", "M1", "H7", "D4", "D59"]
        {
            assert_eq!(walks.gate(Some(gate), None).1, None, "{gate}");
            assert_eq!(walks.gate(Some(gate), Some(&gate[..1])).1, None, "{gate}");
        }
    }

    #[test]
    fn walking_times_are_symmetric_where_ways_are_and_keep_the_triangle() {
        let walks = walks(AMS);
        let spots: Vec<Spot> =
            ["D4", "D59", "B3", "E24", "G9"].iter().map(|gate| walks.gate(Some(gate), None).0).collect();
        let table = walks.table(&spots);
        for (from, row) in table.iter().enumerate() {
            assert_eq!(row[from], 0);
            for (to, &seconds) in row.iter().enumerate() {
                assert_eq!(seconds, table[to][from]);
                assert!((0..spots.len()).all(|over| seconds <= row[over] + table[over][to]));
            }
        }
    }

    #[test]
    fn an_unknown_gate_is_taken_to_the_middle_of_its_pier_with_a_warning() {
        let walks = walks(AMS);
        for (gate, pier, expected) in [
            (Some("D99"), Some("D"), "D (middle)"),
            (Some("D99"), None, "D (middle)"),
            (None, Some("E"), "E (middle)"),
            (Some("Z10"), Some("Z"), "plaza"),
            (None, None, "plaza"),
        ] {
            let (spot, warning) = walks.gate(gate, pier);
            assert_eq!(spot.name, expected);
            assert_eq!(warning.map(|warning| warning.taken), Some(expected.to_owned()));
        }
    }

    #[test]
    fn all_faults_of_a_map_come_at_once() {
        let faults = StationMap::parse(
            r#"
            iata = "ams"
            name = "x"
            centre = "hall"
            places = ["desk", "desk"]
            ways = [{ from = "desk", to = "Q", seconds = -1 }]
            [[piers]]
            name = "B"
            middle = 99999
            arms = [{ first = 9, last = 1, near = 10, far = 20, leaves_at = 15 }]
            "#,
        )
        .expect_err("faults");
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        for part in
            ["iata", "centre", "places[1]", "ways[0].to", "ways[0].seconds", "piers[0].middle", "piers[0].arms[0]"]
        {
            assert!(told.iter().any(|line| line.starts_with(part)), "{part} not in {told:?}");
        }
    }

    #[test]
    fn a_place_no_way_leads_to_is_a_fault() {
        let text = "iata = \"AMS\"\nname = \"x\"\ncentre = \"a\"\nplaces = [\"a\", \"b\"]\npiers = []\nways = []\n";
        assert!(StationMap::parse(text).expect_err("a fault")[0].message.contains("`b`"));
        let fault = StationMap::parse("iata = 3").expect_err("a fault");
        assert_eq!(fault[0].place, "line 1");
    }
}

//! Walking maps of stations: the files in `campaigns/stations`, and a plain estimate where there is none.

use std::collections::BTreeSet;

use rust_embed::RustEmbed;

use super::Error;
use crate::rounds::station::{StationMap, Walks};

#[derive(RustEmbed)]
#[folder = "campaigns/stations"]
#[include = "*.toml"]
struct StationFiles;

/// Stations that have a walking map.
pub fn known() -> BTreeSet<String> {
    StationFiles::iter().filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned())).collect()
}

/// The walking map of a station. Without a file every gate is taken to be ten minutes from the desk.
pub fn walks(iata: &str) -> Result<Walks, Error> {
    let file = StationFiles::get(&format!("{iata}.toml"));
    let text = file.map_or_else(
        || {
            format!(
                "iata = \"{iata}\"\nname = \"{iata}\"\nnote = \"No map: every gate is taken to be ten minutes from the desk.\"\n\
                 centre = \"hall\"\nplaces = [\"desk\", \"hall\"]\nways = [{{ from = \"desk\", to = \"hall\", seconds = 600 }}]\npiers = []\n"
            )
        },
        |file| String::from_utf8_lossy(&file.data).into_owned(),
    );
    StationMap::parse(&text).and_then(Walks::new).map_err(|faults| Error::Unsound {
        what: "station map",
        faults: faults.iter().map(|fault| format!("{}: {}", fault.place, fault.message)).collect::<Vec<_>>().join("; "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_without_a_map_has_every_gate_ten_minutes_from_the_desk() {
        let walks = walks("OSL").expect("a plain map");
        let desk = walks.named("desk").expect("a desk");
        let (gate, warning) = walks.gate(Some("A12"), Some("A"));
        assert!(warning.is_some());
        assert_eq!(walks.seconds(&desk, &gate), 600);
    }
}

//! Walking maps of stations: this installation's own (`stations/*.toml` in its data folder), those that come with giftgate
//! (`campaigns/stations`), and a plain estimate where there is neither.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_embed::RustEmbed;
use toml_edit::{Document, Item};

use super::Error;
use crate::rounds::station::{StationFault, StationMap, StationMaps, Walks};

#[derive(RustEmbed)]
#[folder = "campaigns/stations"]
#[include = "*.toml"]
struct StationFiles;

/// Stations that have a walking map.
pub fn known(own: &StationMaps) -> BTreeSet<String> {
    let built_in = StationFiles::iter().filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()));
    built_in.chain(own.keys().cloned()).collect()
}

/// Every place that a map names, and those of a station without a map.
pub fn places(own: &StationMaps) -> Result<BTreeSet<String>, Error> {
    let mut places = BTreeSet::from(["desk".to_owned(), "hall".to_owned()]);
    places.extend(places_by_station(own)?.into_values().flatten());
    Ok(places)
}

/// The named places of each station's map.
pub fn places_by_station(own: &StationMaps) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
    let mut places = BTreeMap::new();
    for iata in known(own) {
        let named = map(own, &iata)?.into_iter().flat_map(|map| map.places).collect();
        places.insert(iata, named);
    }
    Ok(places)
}

/// The map of a station as its file has it.
pub fn map(own: &StationMaps, iata: &str) -> Result<Option<StationMap>, Error> {
    if let Some(map) = own.get(iata) {
        return Ok(Some(map.clone()));
    }
    let Some(file) = StationFiles::get(&format!("{iata}.toml")) else { return Ok(None) };
    StationMap::parse(&String::from_utf8_lossy(&file.data)).map(Some).map_err(unsound)
}

/// The walking map of a station. Without a file every gate is taken to be ten minutes from the desk.
pub fn walks(own: &StationMaps, iata: &str) -> Result<Walks, Error> {
    let plain = || {
        let text = format!(
            "iata = \"{iata}\"\nname = \"{iata}\"\nnote = \"No map: every gate is taken to be ten minutes from the desk.\"\n\
             centre = \"hall\"\nplaces = [\"desk\", \"hall\"]\nways = [{{ from = \"desk\", to = \"hall\", seconds = 600 }}]\npiers = []\n"
        );
        StationMap::parse(&text).map_err(unsound)
    };
    let map = map(own, iata)?.map_or_else(plain, Ok)?;
    Walks::new(map).map_err(unsound)
}

/// Station files of an installation that can't be used: each fault with its file and line.
#[derive(Debug, thiserror::Error)]
#[error("walking maps that can't be used: {}", .0.join("; "))]
pub struct MapFaults(pub Vec<String>);

/// Reads the station files of a folder; a folder that is not there has none. All faults of all files are told at once,
/// each with its file and line.
pub fn read_folder(folder: &Path) -> Result<StationMaps, MapFaults> {
    let mut maps = StationMaps::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(maps) };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut faults = Vec::new();
    for path in paths {
        match read_file(&path) {
            Ok(map) => {
                maps.insert(map.iata.clone(), map);
            }
            Err(told) => faults.extend(told.into_iter().map(|fault| format!("{}: {fault}", path.display()))),
        }
    }
    if faults.is_empty() { Ok(maps) } else { Err(MapFaults(faults)) }
}

fn read_file(path: &Path) -> Result<StationMap, Vec<String>> {
    let text = std::fs::read_to_string(path).map_err(|error| vec![format!("it can't be read: {error}")])?;
    let located = |faults: Vec<StationFault>| faults.iter().map(|fault| located(&text, fault)).collect::<Vec<_>>();
    let map = StationMap::parse(&text).map_err(located)?;
    if path.file_stem().is_none_or(|name| name != map.iata.as_str()) {
        let place = "iata".to_owned();
        let message = format!("is `{}`, so the file has to be called {}.toml", map.iata, map.iata);
        return Err(located(vec![StationFault { place, message }]));
    }
    Walks::new(map.clone()).map_err(located)?;
    Ok(map)
}

/// A fault with the line it stands in, where the file can say so.
fn located(text: &str, fault: &StationFault) -> String {
    let StationFault { place, message } = fault;
    line_of(text, place).map_or_else(|| format!("{place}: {message}"), |line| format!("line {line}: {place} {message}"))
}

/// The line of `piers[0].arms[1].near`, or of the last part of it that is there.
fn line_of(text: &str, place: &str) -> Option<usize> {
    let document = Document::parse(text).ok()?;
    let mut item: &Item = document.as_item();
    let mut found = None;
    for part in place.split(['.', '[']) {
        let part = part.trim_end_matches(']');
        let next = part.parse::<usize>().map_or_else(|_| item.get(part), |index| item.get(index));
        let Some(next) = next else { break };
        found = next.span().or(found);
        item = next;
    }
    found.map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1)
}

fn unsound(faults: Vec<StationFault>) -> Error {
    let faults =
        faults.into_iter().map(|fault| format!("{}: {}", fault.place, fault.message)).collect::<Vec<_>>().join("; ");
    Error::Unsound { what: "station map", faults }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OSLO: &str = "iata = \"OSL\"\nname = \"Oslo\"\ncentre = \"hall\"\nplaces = [\"desk\", \"hall\"]\n\
        ways = [\n  { from = \"desk\", to = \"hall\", seconds = 90 },\n]\npiers = []\n";

    #[test]
    fn a_station_without_a_map_has_every_gate_ten_minutes_from_the_desk() {
        let walks = walks(&StationMaps::new(), "OSL").expect("a plain map");
        let desk = walks.named("desk").expect("a desk");
        let (gate, warning) = walks.gate(Some("A12"), Some("A"));
        assert!(warning.is_some());
        assert_eq!(walks.seconds(&desk, &gate), 600);
    }

    #[test]
    fn an_installation_adds_maps_and_puts_its_own_before_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = read_folder(&folder.path().join("none")).expect("none is none");
        assert!(none.is_empty() && known(&none).contains("AMS") && !known(&none).contains("OSL"));
        std::fs::write(folder.path().join("OSL.toml"), OSLO).expect("written");
        std::fs::write(folder.path().join("AMS.toml"), OSLO.replace("OSL", "AMS")).expect("written");
        std::fs::write(folder.path().join("notes.txt"), "not a map").expect("written");
        let own = read_folder(folder.path()).expect("two maps");
        assert!(known(&own).contains("OSL") && known(&own).contains("MAD"));
        let ams = map(&own, "AMS").expect("a map").expect("there");
        assert_eq!((ams.name.as_str(), ams.piers.len()), ("Oslo", 0));
        let walks = walks(&own, "OSL").expect("a map");
        assert_eq!(walks.seconds(&walks.named("desk").expect("it"), &walks.named("hall").expect("it")), 90);
    }

    #[test]
    fn every_fault_names_its_file_and_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("written");
        write("OSL.toml", OSLO.replace("to = \"hall\"", "to = \"gate\""));
        write("BGO.toml", OSLO.to_owned());
        write("TRD.toml", OSLO.replace("OSL", "TRD").replace("piers = []", "piers = [] ]"));
        let told = read_folder(folder.path()).expect_err("three files are wrong").to_string();
        assert!(told.contains("OSL.toml: line 6: ways[0].to"), "{told}");
        assert!(told.contains("BGO.toml: line 1: iata is `OSL`"), "{told}");
        assert!(told.contains("TRD.toml: line 8"), "{told}");
    }
}

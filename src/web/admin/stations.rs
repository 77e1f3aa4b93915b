//! `/admin/stations`: stations with a walking map, each as a drawing of its ways from the desk and as a table.
//!
//! The drawing shows the shortest way to each place; the table has every way of the file.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use crate::rounds::station::{StationMap, StationMaps, Way};
use crate::services::stations;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Units of the drawing between two columns and two rows.
const COLUMN: usize = 116;
const ROW: usize = 34;

/// A place of the drawing.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Whether it is a pier with gates.
    pub pier: bool,
    /// Minutes from the desk.
    pub minutes: i64,
    /// Where it is drawn.
    pub x: usize,
    /// Where it is drawn.
    pub y: usize,
    /// The place before it on the way.
    pub from: Option<(usize, usize)>,
}

/// A station.
#[derive(Debug, Clone, Serialize)]
pub struct StationLine {
    /// IATA code.
    pub iata: String,
    /// Name.
    pub name: String,
    /// Where its times come from.
    pub note: String,
    /// Whether its file is this installation's own.
    pub own: bool,
    /// Places, drawn.
    pub nodes: Vec<Node>,
    /// Width of the drawing.
    pub width: usize,
    /// Height of the drawing.
    pub height: usize,
    /// Every way: from, to, seconds there and back.
    pub ways: Vec<(String, String, i64, i64)>,
}

/// All stations.
#[derive(Debug, Serialize)]
pub struct StationsPage {
    /// They.
    pub stations: Vec<StationLine>,
}

impl Page for StationsPage {
    const TEMPLATE: &'static str = "admin/stations.html";

    fn samples() -> Vec<Self> {
        let mut stations = load(&StationMaps::new()).unwrap_or_default();
        if let Some(first) = stations.first_mut() {
            first.own = true;
        }
        vec![Self { stations }, Self { stations: Vec::new() }]
    }
}

/// Shows them.
pub async fn list(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.page(&StationsPage { stations: load(web.accounts()?.app.stations())? }, &chrome)
}

fn load(maps: &StationMaps) -> Result<Vec<StationLine>, Problem> {
    let mut lines = Vec::new();
    for iata in stations::known(maps) {
        let own = maps.contains_key(&iata);
        lines.extend(stations::map(maps, &iata)?.as_ref().map(|map| StationLine { own, ..draw(map) }));
    }
    Ok(lines)
}

/// Draws a map as a tree of shortest ways: a column a step, a row a leaf.
fn draw(map: &StationMap) -> StationLine {
    let root = if map.places.iter().any(|place| place == "desk") { "desk" } else { map.centre.as_str() };
    let reached = shortest(&map.ways, root);
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, (_, from)) in &reached {
        if let Some(from) = from {
            children.entry(from).or_default().push(name);
        }
    }
    let mut nodes = Vec::new();
    let mut rows = 0;
    place(map, &children, &reached, (root, 0), &mut rows, &mut nodes);
    let at: BTreeMap<String, (usize, usize)> = nodes.iter().map(|node| (node.name.clone(), (node.x, node.y))).collect();
    for node in &mut nodes {
        let from = reached.get(node.name.as_str()).and_then(|(_, from)| *from);
        node.from = from.and_then(|from| at.get(from).copied());
    }
    let columns = nodes.iter().map(|node| node.x).max().unwrap_or(0) / COLUMN + 1;
    let ways =
        map.ways.iter().map(|way| (way.from.clone(), way.to.clone(), way.seconds, way.back.unwrap_or(way.seconds)));
    StationLine {
        iata: map.iata.clone(),
        name: map.name.clone(),
        note: map.note.clone(),
        own: false,
        nodes,
        width: columns * COLUMN,
        height: rows.max(1) * ROW,
        ways: ways.collect(),
    }
}

/// Seconds to every place and the place before it, shortest first (Dijkstra; maps have some dozens of places).
fn shortest<'a>(ways: &'a [Way], root: &'a str) -> BTreeMap<&'a str, (i64, Option<&'a str>)> {
    let mut reached = BTreeMap::from([(root, (0, None))]);
    for _ in 0..=ways.len() {
        let mut better = Vec::new();
        for way in ways {
            let both = [(&way.from, &way.to, way.seconds), (&way.to, &way.from, way.back.unwrap_or(way.seconds))];
            for (from, to, seconds) in both {
                let Some((so_far, _)) = reached.get(from.as_str()) else { continue };
                let total = so_far + seconds;
                if reached.get(to.as_str()).is_none_or(|(known, _)| total < *known) {
                    better.push((to.as_str(), total, from.as_str()));
                }
            }
        }
        if better.is_empty() {
            break;
        }
        for (to, total, from) in better {
            if reached.get(to).is_none_or(|(known, _)| total < *known) {
                reached.insert(to, (total, Some(from)));
            }
        }
    }
    reached
}

fn place(
    map: &StationMap,
    children: &BTreeMap<&str, Vec<&str>>,
    reached: &BTreeMap<&str, (i64, Option<&str>)>,
    (name, depth): (&str, usize),
    rows: &mut usize,
    nodes: &mut Vec<Node>,
) -> usize {
    let mut own: Vec<usize> = Vec::new();
    for child in children.get(name).into_iter().flatten() {
        own.push(place(map, children, reached, (child, depth + 1), rows, nodes));
    }
    let y = if let (Some(first), Some(last)) = (own.first(), own.last()) {
        usize::midpoint(*first, *last)
    } else {
        *rows += 1;
        (*rows - 1) * ROW + ROW / 2
    };
    let seconds = reached.get(name).map_or(0, |(seconds, _)| *seconds);
    nodes.push(Node {
        name: name.to_owned(),
        pier: map.piers.iter().any(|pier| pier.name == name),
        minutes: (seconds + 30) / 60,
        x: depth * COLUMN + 8,
        y,
        from: None,
    });
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_drawn_once_at_its_shortest_way() {
        let all = load(&StationMaps::new()).expect("the maps of the repository are sound");
        let ams = all.iter().find(|line| line.iata == "AMS").expect("Schiphol");
        let minutes = |name: &str| ams.nodes.iter().find(|node| node.name == name).expect("a place").minutes;
        // Straight from the desk to lounge 2 it takes four minutes; by the plaza it would take seven.
        assert_eq!((minutes("desk"), minutes("lounge 2"), minutes("E")), (0, 4, 6));
        let names: std::collections::BTreeSet<_> = ams.nodes.iter().map(|node| &node.name).collect();
        assert_eq!(names.len(), ams.nodes.len());
        assert!(ams.nodes.iter().all(|node| node.x < ams.width && node.y < ams.height));
        assert_eq!(
            ams.nodes.iter().filter(|node| node.from.is_none()).count(),
            1,
            "all but the desk hang on something"
        );
    }
}

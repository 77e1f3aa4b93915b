//! Exports of platforms as readings: X analytics (content), Meta Business Suite (content), or any table whose columns a
//! person names.
//!
//! Nothing is guessed silently: which column is which is shown and can be changed, a row that can't be read says which
//! field and why, a column nobody named is not taken, and half a row is a fault.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields;
use super::quarantine::{FileFault, Quarantined, Reason};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};

/// Most rows of an export.
const ROWS: usize = 20_000;
/// Most columns.
const COLUMNS: usize = 120;
/// Longest cell, bytes.
const CELL: usize = 16 << 10;
/// Largest figure that is taken.
const VALUE_LIMIT: u64 = 10_000_000_000_000;

words! {
    /// Whose export it is.
    ExportKind {
        /// X analytics, posts.
        X = "x_analytics",
        /// Meta Business Suite, content of Instagram, Threads and Facebook.
        Meta = "meta_business_suite",
        /// Any other table.
        Other = "other_table",
    }
}

words! {
    /// What a column holds.
    ColumnUse {
        /// Not taken.
        Nothing = "nothing",
        /// The post's address or id.
        Post = "post",
        /// When the figures were read.
        ReadAt = "read_at",
        /// Impressions.
        Impressions = "impressions",
        /// Views.
        Views = "views",
        /// Reach.
        Reach = "reach",
        /// Engagements.
        Engagements = "engagements",
    }
}

impl ColumnUse {
    const fn unit(self) -> Option<Unit> {
        match self {
            Self::Impressions => Some(Unit::Impressions),
            Self::Views => Some(Unit::Views),
            Self::Reach => Some(Unit::Reach),
            Self::Engagements => Some(Unit::Engagements),
            Self::Nothing | Self::Post | Self::ReadAt => None,
        }
    }
}

/// An export, cut into cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportTable {
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Line and cells of each row.
    pub rows: Vec<(u64, Vec<String>)>,
    /// Rows that can't be cut into cells.
    pub faults: Vec<Quarantined>,
    /// Rows beyond the limit, not read.
    pub left_out: u64,
}

/// Which column is which, and of which network the figures are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportMapping {
    /// Whose export.
    pub kind: ExportKind,
    /// The network; none until a person says it.
    pub network: Option<Network>,
    /// What each column holds, in their order.
    pub columns: Vec<ColumnUse>,
}

/// What an export says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExportReadings {
    /// Line and reading.
    pub readings: Vec<(u64, Reading)>,
    /// What can't be taken, with line, column and reason.
    pub faults: Vec<Quarantined>,
}

/// Cuts an export into cells.
pub fn read_export(bytes: &[u8], file: &str) -> Result<ExportTable, FileFault> {
    let file_name = file.to_owned();
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.ok_or_else(|| FileFault::NotUtf8 { file: file_name.clone() })?.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default();
    let count = |byte: char| first.matches(byte).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|byte| (count(char::from(*byte)), *byte == b','));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut table = ExportTable { columns: Vec::new(), rows: Vec::new(), faults: Vec::new(), left_out: 0 };
    for record in reader.records() {
        let Ok(record) = record else {
            table.faults.push(flaw(file, 0, "row", Reason::BadQuotes));
            continue;
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(|cell| fields::plain(cell.trim())).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if table.columns.is_empty() {
            if cells.len() > COLUMNS {
                return Err(FileFault::BadHeader { file: file_name, limit: COLUMNS });
            }
            table.columns = cells;
        } else if cells.len() != table.columns.len() {
            table.faults.push(flaw(file, line, "row", Reason::WrongColumnCount));
        } else if cells.iter().any(|cell| cell.len() > CELL) {
            table.faults.push(flaw(file, line, "row", Reason::TooLong));
        } else if table.rows.len() >= ROWS {
            table.left_out += 1;
        } else {
            table.rows.push((line, cells));
        }
    }
    if table.columns.len() < 2 {
        return Err(FileFault::Empty { file: file_name, columns: "post, impressions".to_owned() });
    }
    Ok(table)
}

fn flaw(file: &str, line: u64, field: &str, reason: Reason) -> Quarantined {
    Quarantined { file: file.to_owned(), line, field: field.to_owned(), reason }
}

/// What a table looks like; a person may change all of it.
pub fn guess(table: &ExportTable) -> ExportMapping {
    let names: Vec<String> = table.columns.iter().map(|name| name.to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|own| own == name);
    let is_x = has("post link") && has("post id") || has("tweet permalink");
    let is_meta = has("permalink") && has("post id") && has("publish time");
    let kind = match () {
        () if is_x => ExportKind::X,
        () if is_meta => ExportKind::Meta,
        () => ExportKind::Other,
    };
    let network = match kind {
        ExportKind::X => Some(Network::X),
        ExportKind::Meta if has("account username") => Some(Network::Instagram),
        ExportKind::Meta if has("page name") || has("page id") => Some(Network::Facebook),
        _ => None,
    };
    let mut taken = Vec::new();
    let columns = names.iter().map(|name| {
        let found = match (kind, name.as_str()) {
            (ExportKind::X, "post link" | "tweet permalink")
            | (ExportKind::Meta, "permalink")
            | (ExportKind::Other, "post" | "url" | "link" | "permalink" | "post link" | "address") => ColumnUse::Post,
            (ExportKind::Other, "read_at" | "read at") => ColumnUse::ReadAt,
            (_, "impressions") => ColumnUse::Impressions,
            (_, "views") => ColumnUse::Views,
            (_, "reach" | "accounts reached") => ColumnUse::Reach,
            (ExportKind::X | ExportKind::Other, "engagements")
            | (ExportKind::Meta, "reactions, comments and shares" | "interactions") => ColumnUse::Engagements,
            _ => ColumnUse::Nothing,
        };
        // A use stands once; a second column of the name is left for a person to choose.
        if found == ColumnUse::Nothing || taken.contains(&found) {
            return ColumnUse::Nothing;
        }
        taken.push(found);
        found
    });
    ExportMapping { kind, network, columns: columns.collect() }
}

/// The readings of a table under a mapping. `read_at` counts where no column tells it; `posts` gives the address of one of
/// our posts for what the export calls it, and what it does not know is a fault.
pub fn export_readings(
    table: &ExportTable,
    mapping: &ExportMapping,
    file: &str,
    read_at: Instant,
    posts: impl Fn(&str) -> Option<String>,
) -> ExportReadings {
    let mut found = ExportReadings { readings: Vec::new(), faults: table.faults.clone() };
    let place = |wanted: ColumnUse| mapping.columns.iter().position(|column| *column == wanted);
    let (Some(post_at), Some(network)) = (place(ColumnUse::Post), mapping.network) else {
        let field = if mapping.network.is_none() { "network" } else { "post" };
        found.faults.push(flaw(file, 1, field, Reason::Missing));
        return found;
    };
    let mut seen: BTreeMap<(String, Unit, String), u64> = BTreeMap::new();
    for (line, cells) in &table.rows {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        let Some(post) = posts(cell(post_at)) else {
            let reason = if cell(post_at).is_empty() { Reason::Missing } else { Reason::UnknownPost };
            found.faults.push(flaw(file, *line, &table.columns[post_at], reason));
            continue;
        };
        let at = match place(ColumnUse::ReadAt).map(cell).filter(|text| !text.is_empty()) {
            None => read_at,
            Some(text) => {
                let Some(at) = fields::instant(text) else {
                    found.faults.push(flaw(file, *line, "read_at", Reason::BadInstant));
                    continue;
                };
                at
            }
        };
        let units = mapping.columns.iter().enumerate().filter_map(|(place, column)| Some((place, column.unit()?)));
        for (column, unit) in units {
            let name = table.columns.get(column).cloned().unwrap_or_default();
            // An empty cell says that nothing was read; it is not 0.
            if cell(column).is_empty() {
                continue;
            }
            match value(cell(column), mapping.kind) {
                Err(reason) => found.faults.push(flaw(file, *line, &name, reason)),
                Ok(value) => {
                    if seen.insert((post.clone(), unit, name.clone()), value).is_some() {
                        found.faults.push(flaw(file, *line, &name, Reason::Repeated));
                        continue;
                    }
                    let reading = Reading {
                        post: post.clone(),
                        network,
                        unit,
                        value,
                        field: name,
                        definition: format!("{}-export", mapping.kind),
                        read_at: at,
                        method: Method::ByHand,
                        coverage_percent: 100,
                    };
                    found.readings.push((*line, reading));
                }
            }
        }
    }
    found
}

/// A whole number. The platforms' own exports are written as in English, so there a comma parts thousands; elsewhere it
/// means different things in different countries, and is refused.
fn value(text: &str, kind: ExportKind) -> Result<u64, Reason> {
    let grouped = |text: &str| {
        let mut parts = text.split(',');
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
    };
    let digits = match kind {
        ExportKind::X | ExportKind::Meta if text.contains(',') && grouped(text) => text.replace(',', ""),
        _ => text.replace([' ', '_', '\u{A0}', '\u{202F}'], ""),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::BadForm);
    }
    digits.parse().ok().filter(|value| *value <= VALUE_LIMIT).ok_or(Reason::OutOfRange)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const X: &str = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts\n\
        17,\"Tue, Mar 4, 2025\",\"A gift, a gate\",https://x.com/klm/status/17,\"1,204\",30,41,1,2,0,3,4\n\
        18,\"Tue, Mar 4, 2025\",Someone else's,https://x.com/klm/status/18,50,1,1,0,0,0,0,0\n\
        17,\"Tue, Mar 4, 2025\",again,https://x.com/klm/status/17,900,30,41,1,2,0,3,4\n\
        19,\"Tue, Mar 4, 2025\",half a r";

    fn at() -> Instant {
        "2025-03-06T09:00:00Z".parse().expect("an instant")
    }

    fn ours(name: &str) -> Option<String> {
        name.ends_with("/17").then(|| name.to_owned())
    }

    #[test]
    fn an_export_of_x_gives_impressions_and_engagements_of_our_posts_only() {
        let table = read_export(X.as_bytes(), "x.csv").expect("a table");
        let mapping = guess(&table);
        assert_eq!((mapping.kind, mapping.network), (ExportKind::X, Some(Network::X)));
        let found = export_readings(&table, &mapping, "x.csv", at(), ours);
        let read: Vec<_> =
            found.readings.iter().map(|(line, one)| (*line, one.unit, one.value, one.field.as_str())).collect();
        assert_eq!(read, [(2, Unit::Impressions, 1_204, "Impressions"), (2, Unit::Engagements, 41, "Engagements")]);
        let faults: Vec<_> = found.faults.iter().map(|fault| (fault.line, fault.reason)).collect();
        assert_eq!(
            faults,
            [(5, Reason::WrongColumnCount), (3, Reason::UnknownPost), (4, Reason::Repeated), (4, Reason::Repeated)],
            "half a row, a stranger's post, and the same post twice"
        );
        assert!(
            found
                .readings
                .iter()
                .all(|(_, one)| one.method == Method::ByHand && one.definition == "x_analytics-export")
        );
    }

    #[test]
    fn an_export_of_meta_keeps_views_and_reach_apart() {
        let text = "\u{FEFF}Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,\
            Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n\
            1789,1,klm,KLM,\"Test, one\",32,03/04/2025 06:08,https://www.instagram.com/p/17,IG reel,,Lifetime,\"15,000\",9800,410,120,14,20,\n";
        let table = read_export(text.as_bytes(), "ig.csv").expect("a table");
        let mapping = guess(&table);
        assert_eq!((mapping.kind, mapping.network), (ExportKind::Meta, Some(Network::Instagram)));
        let found = export_readings(&table, &mapping, "ig.csv", at(), ours);
        let read: Vec<_> = found.readings.iter().map(|(_, one)| (one.unit, one.value)).collect();
        assert_eq!((read, found.faults.len()), (vec![(Unit::Views, 15_000), (Unit::Reach, 9_800)], 0));
    }

    #[test]
    fn a_table_of_no_known_kind_waits_for_a_person_to_name_its_columns() {
        let table = read_export(b"what;how many;since\n/17;1.204;2025-03-05T10:00:00+01:00\n/17;;soon\n", "t.csv")
            .expect("a table");
        let mut mapping = guess(&table);
        assert_eq!((mapping.kind, mapping.network), (ExportKind::Other, None));
        assert_eq!(export_readings(&table, &mapping, "t.csv", at(), ours).faults[0].field, "network");
        mapping.network = Some(Network::Threads);
        mapping.columns = vec![ColumnUse::Post, ColumnUse::Views, ColumnUse::ReadAt];
        let found = export_readings(&table, &mapping, "t.csv", at(), ours);
        let faults: Vec<_> = found.faults.iter().map(|fault| (fault.line, fault.reason)).collect();
        assert_eq!(faults, [(2, Reason::BadForm), (3, Reason::BadInstant)], "1.204 is one or a thousand");
        assert!(found.readings.is_empty());
    }

    #[test]
    fn what_is_no_table_is_refused_in_words() {
        assert!(matches!(read_export(b"", "x.csv"), Err(FileFault::Empty { .. })));
        assert!(matches!(read_export(b"\xFF\xFEa\0", "x.csv"), Err(FileFault::NotUtf8 { .. })));
        assert!(matches!(read_export("a,".repeat(500).as_bytes(), "x.csv"), Err(FileFault::BadHeader { .. })));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(table) = read_export(&bytes, "x.csv") {
                let _ = export_readings(&table, &guess(&table), "x.csv", at(), |name| Some(name.to_owned()));
            }
        }
    }
}

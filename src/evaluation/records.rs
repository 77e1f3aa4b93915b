//! Two lists of records with known links: how well the match step's estimation links them, unsupervised.
//!
//! Made for FEBRL's data set 4 and lists of its shape (`rec_id, given_name, surname, suburb, postcode, state`); a list with other columns
//! is measured on those it shares. Three sets of fields, from little to much.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Curve, Line, Section, Table};
use super::score::{Stated, calibration, thresholds};
use crate::linkage::records::{Field, Kind, link};

/// A list: names of its columns, and its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordList {
    /// Names of the columns; the first is the key.
    pub columns: Vec<String>,
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
}

impl RecordList {
    fn column(&self, name: &str) -> Option<Vec<String>> {
        let at = self.columns.iter().position(|column| column.trim() == name)?;
        Some(self.rows.iter().map(|row| row.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default()).collect())
    }

    fn keys(&self) -> BTreeMap<&str, u32> {
        self.rows.iter().filter_map(|row| row.first()).map(|key| key.trim()).zip(0..).collect()
    }
}

/// Columns that are compared, with what they hold.
const FIELDS: [(&str, Kind); 5] = [
    ("given_name", Kind::GivenName),
    ("surname", Kind::FamilyName),
    ("suburb", Kind::Words),
    ("postcode", Kind::Code),
    ("state", Kind::Words),
];
/// How many of them, from the first, each set takes.
const SETS: [(&str, usize); 3] = [("name only", 2), ("name + suburb", 3), ("name + suburb + postcode + state", 5)];

/// Links two lists and compares with the links known, each a pair of keys in either order.
pub fn records(left: &RecordList, right: &RecordList, links: &[(String, String)]) -> Section {
    let (lefts, rights) = (left.keys(), right.keys());
    let known: BTreeSet<(u32, u32)> = links
        .iter()
        .filter_map(|(one, other)| {
            let find = |one: &str, other: &str| Some((*lefts.get(one.trim())?, *rights.get(other.trim())?));
            find(one, other).or_else(|| find(other, one))
        })
        .collect();
    let mut table = Table::new(
        "Unsupervised: m by EM, u counted",
        &[
            "fields",
            "compared",
            "links among them",
            "P at 0.5",
            "R at 0.5",
            "best F1",
            "R at P ≥ .999",
            "squared error a link",
        ],
    );
    let mut learnt = Table::new("What was learnt", &["fields", "field", "level", "m", "u"]);
    let mut curve = Curve {
        title: "Calibration".to_owned(),
        across: "stated probability".to_owned(),
        up: "share that came true".to_owned(),
        lines: Vec::new(),
    };
    for (name, count) in SETS {
        let fields: Vec<Field> = FIELDS[..count]
            .iter()
            .filter_map(|(column, kind)| {
                let (left, right) = (left.column(column)?, right.column(column)?);
                Some(Field { name: (*column).to_owned(), kind: *kind, left, right })
            })
            .collect();
        if fields.len() < count {
            continue;
        }
        let found = link(&fields);
        let stated: Vec<Stated> =
            found.pairs.iter().map(|pair| (pair.probability, known.contains(&(pair.left, pair.right)))).collect();
        let row = figures(&stated, known.len());
        table.row([
            name.to_owned(),
            found.compared.to_string(),
            format!("{} of {}", stated.iter().filter(|one| one.1).count(), known.len()),
            format!("{:.4}", row.precision),
            format!("{:.4}", row.recall),
            format!("{:.4}", row.best_f1),
            format!("{:.4}", row.recall_at_999),
            format!("{:.4}", row.squared),
        ]);
        for one in &found.learnt {
            let cells = [name.to_owned(), one.field.clone(), one.level.to_string()];
            learnt.row(cells.into_iter().chain([format!("{:.4}", one.m), format!("{:.6}", one.u)]));
        }
        let points = calibration(&stated).iter().map(|bin| (bin.stated, bin.came_true.rate())).collect();
        curve.lines.push(Line { name: name.to_owned(), points });
    }
    Section {
        title: "Linking two lists of records".to_owned(),
        about: format!(
            "{} and {} records, {} links known. A pair that was not compared counts as stated 0; the squared error is summed over all pairs and \
             divided by the links.",
            left.rows.len(),
            right.rows.len(),
            known.len()
        ),
        tables: vec![table, learnt],
        curves: vec![curve],
    }
}

struct Figures {
    precision: f64,
    recall: f64,
    best_f1: f64,
    recall_at_999: f64,
    squared: f64,
}

fn figures(stated: &[Stated], known: usize) -> Figures {
    let mut figures = Figures { precision: 0.0, recall: 0.0, best_f1: 0.0, recall_at_999: 0.0, squared: 0.0 };
    let links = known.max(1) as f64;
    for (threshold, decisions) in thresholds(stated) {
        let (right, said) = (decisions.right as f64, (decisions.right + decisions.wrong) as f64);
        figures.best_f1 = figures.best_f1.max(2.0 * right / (said + links));
        if right >= 0.999 * said {
            figures.recall_at_999 = right / links;
        }
        if threshold >= 0.5 {
            (figures.precision, figures.recall) = (right / said, right / links);
        }
    }
    let found = stated.iter().filter(|one| one.1).count();
    let off: f64 = stated.iter().map(|(p, is)| (p - f64::from(u8::from(*is))).powi(2)).sum();
    figures.squared = (off + known.saturating_sub(found) as f64) / links;
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[[&str; 3]]) -> RecordList {
        RecordList {
            columns: ["rec_id", "given_name", "surname"].map(str::to_owned).to_vec(),
            rows: rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
        }
    }

    #[test]
    fn slips_and_swapped_names_are_found_again() {
        let left = list(&[
            ["a1", "sanne", "wiersinga"],
            ["a2", "robert", "pemberton"],
            ["a3", "yuki", "hasegawa"],
            ["a4", "miriam", "oosterveld"],
        ]);
        let right = list(&[
            ["b3", "hasegawa", "yuki"],
            ["b2", "robert", "pembreton"],
            ["b1", "sanne", "wiersinga"],
            ["b9", "karin", "lindqvist"],
        ]);
        let links = [("a1", "b1"), ("b2", "a2"), ("a3", "b3")].map(|(one, other)| (one.to_owned(), other.to_owned()));
        let section = records(&left, &right, &links);
        assert_eq!(section.tables[0].rows.len(), 1);
        assert_eq!(section.tables[0].rows[0][5], "1.0000", "{:?}", section.tables[0]);
    }

    #[test]
    fn empty_lists_are_no_error() {
        let section = records(&RecordList::default(), &RecordList::default(), &[]);
        assert!(section.tables[0].rows.is_empty());
    }
}

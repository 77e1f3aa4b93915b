//! What an evaluation shows: sections of tables and curves, the same for the terminal, JSON and the page.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// One subject of an evaluation, such as languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What was measured.
    pub title: String,
    /// On what, and how the figures are to be read.
    pub about: String,
    /// The figures.
    pub tables: Vec<Table>,
    /// Pictures of them.
    pub curves: Vec<Curve>,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// One heading a column; the first names the rows.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Lines over one pair of axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// What it shows.
    pub title: String,
    /// Name and unit of the horizontal axis.
    pub across: String,
    /// Name and unit of the vertical axis.
    pub up: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line of a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What it stands for.
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
}

impl Table {
    /// An empty table.
    pub fn new(title: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        Self { title: title.into(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl ToString>) {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| cell.to_string()).collect();
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    /// The table in plain characters: the first column left, the figures right.
    pub fn text(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.chain(self.columns.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let mut text = format!("{}\n", self.title);
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
                // Writing to a string can't fail.
                let _ = if index == 0 { write!(text, "  {cell:<width$}") } else { write!(text, "  {cell:>width$}") };
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text
    }
}

impl Section {
    /// The section in plain characters; curves are for the page only.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.title, "=".repeat(self.title.chars().count()), self.about);
        for table in &self.tables {
            text.push('\n');
            text.push_str(&table.text());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_under_their_heading() {
        let mut table = Table::new("Languages", &["language", "n", "right"]);
        table.row(["nl", "120", "98.3 %"]);
        table.row(["en", "9"]);
        assert_eq!(table.text(), "Languages\n  language    n   right\n  nl        120  98.3 %\n  en          9\n");
    }
}

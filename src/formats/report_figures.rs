//! The impression report as figures: one a line, each with unit, source, definition and time.
//!
//! A figure that nobody read has no value; it is never 0. CSV cells are never live formulas.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::Value;

use super::cells::write_csv;
use crate::domain::instant::Instant;

/// One figure of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportFigure {
    /// What it tells: `impressions`, `cost`, `funnel.posts` ...
    pub figure: String,
    /// Of what: a network, a gift, a language; empty where it is of the whole campaign.
    pub of: String,
    /// The number; nothing where nobody knows it.
    pub value: Value,
    /// What is counted: `impressions`, `posts`, `EUR, minor units` ...
    pub unit: String,
    /// Where it comes from.
    pub source: String,
    /// What it means, or the version of the network's definition.
    pub definition: String,
    /// How it came about: `measured`, `estimated`, `by_hand`, `sample`, `counted`, `computed`.
    pub method: String,
    /// Share of posts or time it covers, percent.
    pub coverage_percent: u8,
    /// When it was read.
    pub read_at: Instant,
}

/// Columns of the CSV.
pub const REPORT_COLUMNS: [&str; 9] =
    ["figure", "of", "value", "unit", "source", "definition", "method", "coverage_percent", "read_at"];

/// Writes the figures as CSV.
pub fn write_report_csv(output: impl Write, figures: &[ReportFigure]) -> io::Result<()> {
    let rows = figures.iter().map(|one| {
        let value = if one.value.is_null() { String::new() } else { one.value.to_string() };
        [
            Cow::Borrowed(one.figure.as_str()),
            Cow::Borrowed(one.of.as_str()),
            Cow::Owned(value),
            Cow::Borrowed(one.unit.as_str()),
            Cow::Borrowed(one.source.as_str()),
            Cow::Borrowed(one.definition.as_str()),
            Cow::Borrowed(one.method.as_str()),
            Cow::Owned(one.coverage_percent.to_string()),
            Cow::Owned(one.read_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        ]
    });
    write_csv(output, REPORT_COLUMNS, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_line_and_no_cell_is_a_formula() {
        let figure = |value: Value, source: &str| ReportFigure {
            figure: "impressions".to_owned(),
            of: "bluesky".to_owned(),
            value,
            unit: "impressions".to_owned(),
            source: source.to_owned(),
            definition: "2025-01".to_owned(),
            method: "measured".to_owned(),
            coverage_percent: 100,
            read_at: "2025-03-06T09:00:00Z".parse().expect("an instant"),
        };
        let mut bytes = Vec::new();
        let figures =
            [figure(1204.into(), "=HYPERLINK(\"x\")"), figure(Value::Null, "field"), figure((-3).into(), "field")];
        write_report_csv(&mut bytes, &figures).expect("memory can be written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], REPORT_COLUMNS.join(","));
        assert!(lines[1].contains(",1204,impressions,\"'=HYPERLINK"), "{text}");
        assert!(lines[2].contains("bluesky,,impressions"), "nobody read it: {text}");
        assert!(lines[3].contains(",'-3,"), "{text}");
    }
}

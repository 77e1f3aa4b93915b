//! The impression report as a workbook (Office Open XML): a sheet of figures, one of growth, one that says what it is.
//!
//! The same figures as the CSV and the page. Text is written as text, so no cell is ever a live formula.

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::report_figures::{REPORT_COLUMNS, ReportFigure};
use crate::domain::instant::Instant;

/// Longest text a cell can hold, UTF-16 units (the format's own limit is 32,767).
const LONGEST: usize = 32_000;

/// A figure at an instant, for the sheet of growth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrowthPoint {
    /// Network.
    pub network: String,
    /// Unit.
    pub unit: String,
    /// When it was read.
    pub read_at: Instant,
    /// The figure then.
    pub value: u64,
}

/// The workbook; `about` are lines of name and value for its last sheet.
///
/// Errors: the file format allows no more than 1,048,576 rows.
pub fn write_report_xlsx(
    figures: &[ReportFigure],
    growth: &[GrowthPoint],
    about: &[(&str, String)],
    made_at: Instant,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without it the library asks the clock, and the same report would differ from one call to the next.
    book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    let bold = Format::new().set_bold();
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");

    let sheet = headed(&mut book, "Figures", &REPORT_COLUMNS, &bold)?;
    for (row, one) in (1_u32..).zip(figures) {
        sheet.write_string(row, 0, fit(&one.figure))?;
        sheet.write_string(row, 1, fit(&one.of))?;
        match &one.value {
            // What nobody read stays an empty cell.
            Value::Null => {}
            Value::Number(number) => {
                sheet.write_number(row, 2, number.as_f64().unwrap_or_default())?;
            }
            other => {
                sheet.write_string(row, 2, fit(&other.to_string()))?;
            }
        }
        for (column, text) in (3_u16..).zip([&one.unit, &one.source, &one.definition, &one.method]) {
            sheet.write_string(row, column, fit(text))?;
        }
        sheet.write_number(row, 7, f64::from(one.coverage_percent))?;
        sheet.write_datetime_with_format(row, 8, one.read_at.naive_utc(), &instant)?;
    }

    let sheet = headed(&mut book, "Growth", &["network", "unit", "read_at", "value"], &bold)?;
    for (row, point) in (1_u32..).zip(growth) {
        sheet.write_string(row, 0, &point.network)?;
        sheet.write_string(row, 1, &point.unit)?;
        sheet.write_datetime_with_format(row, 2, point.read_at.naive_utc(), &instant)?;
        sheet.write_number(row, 3, point.value as f64)?;
    }

    let sheet = headed(&mut book, "About", &["name", "value"], &bold)?;
    for (row, (name, value)) in (1_u32..).zip(about) {
        sheet.write_string(row, 0, *name)?;
        sheet.write_string(row, 1, fit(value))?;
    }
    book.save_to_buffer()
}

fn headed<'a>(
    book: &'a mut Workbook,
    name: &str,
    columns: &[&str],
    bold: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    // Rows leave memory as they are written.
    let sheet = book.add_worksheet_with_low_memory()?.set_name(name)?;
    for (column, heading) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *heading, bold)?;
        sheet.set_column_width(column, if *heading == "definition" || *heading == "source" { 48.0 } else { 20.0 })?;
    }
    sheet.set_freeze_panes(1, 0)
}

fn fit(text: &str) -> String {
    let mut room = LONGEST;
    let fits = |mark: &char| {
        let left = room.checked_sub(mark.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    text.chars().filter(|mark| !mark.is_control() || *mark == '\n').take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn figure(value: Value, source: &str) -> ReportFigure {
        ReportFigure {
            figure: "impressions".to_owned(),
            of: "bluesky".to_owned(),
            value,
            unit: "impressions".to_owned(),
            source: source.to_owned(),
            definition: "2025-01".to_owned(),
            method: "measured".to_owned(),
            coverage_percent: 100,
            read_at: "2025-03-06T09:00:00Z".parse().expect("an instant"),
        }
    }

    #[test]
    fn the_workbook_is_a_zip_whatever_the_cells_hold() {
        let long = "long ".repeat(20_000);
        let figures =
            [figure(json!(1204), "=HYPERLINK(\"x\")"), figure(Value::Null, "\u{0}\u{1F}"), figure(json!("-"), &long)];
        let point = GrowthPoint {
            network: "bluesky".to_owned(),
            unit: "views".to_owned(),
            read_at: "2025-03-06T09:00:00Z".parse().expect("an instant"),
            value: 3,
        };
        let about = [("campaign", "spring".to_owned())];
        let write = || write_report_xlsx(&figures, std::slice::from_ref(&point), &about, point.read_at);
        let bytes = write().expect("a workbook");
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, write().expect("a workbook"), "no clock is asked");
    }
}

//! Cells of CSV exports: data for spreadsheets, never a live formula.
//!
//! A cell that starts like a formula (`=`, `+`, `-`, `@`, tab, carriage return, or their full-width forms) gets an
//! apostrophe in front, which spreadsheets show as text (OWASP, "CSV Injection").

use std::borrow::Cow;
use std::io::{self, Write};

/// The text as a spreadsheet may have it.
pub fn safe_cell(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{A0}', '\u{FEFF}', '\u{200B}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Writes a CSV with a header; every cell is made safe.
pub(super) fn write_csv<'a, const N: usize>(
    output: impl Write,
    header: [&str; N],
    rows: impl IntoIterator<Item = [Cow<'a, str>; N]>,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe_cell(cell).into_owned()))?;
    }
    writer.flush()
}

/// Writes one JSON object a line.
pub(super) fn write_ndjson<T: serde::Serialize>(mut output: impl Write, rows: &[T]) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut output, row)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(safe_cell(text).starts_with('\''), "{text}");
        }
        for text in ["", "12A", "KL1613/2025-03-04/AMS-VCE", "de Vries", "'=1"] {
            assert_eq!(safe_cell(text), text);
        }
    }

    proptest! {
        #[test]
        fn cells_read_back_as_they_were(text in "\\PC{0,30}") {
            let mut bytes = Vec::new();
            write_csv(&mut bytes, ["a", "b"], [[Cow::from(&text), Cow::from("x")]]).expect("memory can be written");
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let row = reader.records().next().expect("a row").expect("a CSV");
            prop_assert_eq!(row[0].to_owned(), safe_cell(&text).into_owned());
        }
    }
}

//! `quarantine.csv`: `file, line, field, reason`. No values.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cells::write_csv;
use super::quarantine::Quarantined;

/// Writes the rows that were set aside.
pub fn write_quarantine(output: impl Write, rows: &[Quarantined]) -> io::Result<()> {
    let cells = rows.iter().map(|row| {
        let cells: [Cow<'_, str>; 4] = [
            Cow::from(&row.file),
            Cow::from(row.line.to_string()),
            Cow::from(&row.field),
            Cow::from(row.reason.as_str()),
        ];
        cells
    });
    write_csv(output, ["file", "line", "field", "reason"], cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::quarantine::{Flaw, Reason};

    #[test]
    fn a_row_has_its_place_and_reason() {
        let row = Flaw::new("origin", Reason::BadForm).at("=b.csv", 7);
        let mut bytes = Vec::new();
        write_quarantine(&mut bytes, &[row]).expect("memory can be written");
        assert_eq!(bytes, b"file,line,field,reason\n'=b.csv,7,origin,bad_form\n");
    }
}

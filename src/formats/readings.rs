//! Readings: CSV of figures of our posts, for networks that give none by machine.
//!
//! Columns, in any order: `post, network, unit, value, field, definition, read_at, method, coverage_percent`.
//! `post` is the address or id of the published post; `unit` is impressions, views, reach or engagements; `field`
//! says where the figure stood, `definition` which version of the network's definition it follows; `method` is
//! measured, estimated, `by_hand` (when left out) or sample; `coverage_percent` is 100 when left out.

use std::hash::{Hash, Hasher};
use std::io::BufRead;

use super::csv_rows::{Cells, Column, CsvRows, Sheet, optional, required};
use super::fields;
use super::quarantine::{Counted, Counts, FileFault, Flaw, Reason, Row};
use crate::domain::reading::{Method, Reading};

/// Largest figure that is taken: more than there are accounts on any network, thousand times over.
const VALUE_LIMIT: u64 = 10_000_000_000_000;
/// Longest text of a field, characters.
const TEXT_LIMIT: usize = 500;

/// Readings of a file, row by row.
pub struct ReadingRows<R>(CsvRows<R, ReadingSheet>);

impl<R: BufRead> ReadingRows<R> {
    /// Reads the header; `file` is the name that faults and quarantined rows carry.
    pub fn open(input: R, file: &str) -> Result<Self, FileFault> {
        CsvRows::open(input, file).map(Self)
    }
}

impl<R: BufRead> Counted for ReadingRows<R> {
    fn counts(&self) -> &Counts {
        self.0.counts()
    }
}

impl<R: BufRead> Iterator for ReadingRows<R> {
    type Item = Result<Row<Reading>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

struct ReadingSheet;

impl Sheet for ReadingSheet {
    type Item = Reading;

    const COLUMNS: &'static [Column] = &[
        required("post"),
        required("network"),
        required("unit"),
        required("value"),
        required("read_at"),
        optional("field"),
        optional("definition"),
        optional("method"),
        optional("coverage_percent"),
    ];

    fn read(cells: &Cells<'_>) -> Result<Reading, Flaw> {
        let text = |field| -> Result<String, Flaw> {
            let text = cells.text(field)?.unwrap_or_default();
            if text.chars().nth(TEXT_LIMIT).is_some() {
                return Err(Flaw::new(field, Reason::TooLong));
            }
            Ok(fields::plain(text))
        };
        let word = |field| Flaw::new(field, Reason::UnknownWord);
        let method = cells.text("method")?.map(|text| text.to_lowercase().parse().map_err(|_| word("method")));
        let percent = cells.text("coverage_percent")?.map(|text| text.trim_end_matches('%').trim_end().parse());
        cells.must("post")?;
        Ok(Reading {
            post: text("post")?,
            network: cells.must("network")?.to_lowercase().parse().map_err(|_| word("network"))?,
            unit: cells.must("unit")?.to_lowercase().parse().map_err(|_| word("unit"))?,
            value: value(cells.must("value")?)?,
            field: text("field")?,
            definition: text("definition")?,
            read_at: fields::instant(cells.must("read_at")?).ok_or(Flaw::new("read_at", Reason::BadInstant))?,
            method: method.transpose()?.unwrap_or(Method::ByHand),
            coverage_percent: match percent {
                None => 100,
                Some(Ok(percent @ 0..=100)) => percent,
                Some(_) => return Err(Flaw::new("coverage_percent", Reason::OutOfRange)),
            },
        })
    }

    fn identity(reading: &Reading, state: &mut impl Hasher) {
        (&reading.post, reading.network, reading.unit, &reading.field, reading.read_at, reading.method).hash(state);
    }
}

/// A whole number; thousands may be parted by blanks or underscores, never by commas or points (they mean
/// different things in different countries).
fn value(text: &str) -> Result<u64, Flaw> {
    let digits = text.replace([' ', '_', '\u{A0}', '\u{202F}'], "");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::new("value", Reason::BadForm));
    }
    digits.parse().ok().filter(|&value| value <= VALUE_LIMIT).ok_or(Flaw::new("value", Reason::OutOfRange))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::post::Network;
    use crate::domain::reading::Unit;
    use crate::formats::quarantine::collect;

    #[test]
    fn a_figure_needs_its_unit_and_when_it_was_read() {
        let text = "post,network,unit,value,read_at,coverage_percent\n\
                    at://a/b/1,bluesky,impressions,1 204,2025-03-06T09:00:00Z,80 %\n\
                    at://a/b/1,bluesky,clicks,12,2025-03-06T09:00:00Z,\n\
                    at://a/b/1,bluesky,views,\"1,204\",2025-03-06T09:00:00Z,\n\
                    at://a/b/1,bluesky,views,99999999999999,2025-03-06T09:00:00Z,\n\
                    at://a/b/1,bluesky,views,3,2025-03-06,\n\
                    at://a/b/1,bluesky,views,3,2025-03-06T09:00:00Z,101\n";
        let intake = collect(ReadingRows::open(text.as_bytes(), "r.csv").expect("a header")).expect("readable");
        let (_, reading) = &intake.accepted[0];
        assert_eq!((reading.network, reading.unit, reading.value), (Network::Bluesky, Unit::Impressions, 1204));
        assert_eq!((reading.method, reading.coverage_percent), (Method::ByHand, 80));
        let fields: Vec<_> = intake.quarantined.iter().map(|row| row.field.as_str()).collect();
        assert_eq!(fields, ["unit", "value", "value", "read_at", "coverage_percent"]);
        assert!(intake.counts.add_up());
    }
}

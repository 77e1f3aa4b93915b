//! What every reader hands back: rows taken in, rows seen before, rows set aside with a reason.
//!
//! Invariant: `lines = accepted + duplicate + quarantined`, whatever the file holds. A quarantined row keeps its
//! place and a reason code, never a value: the value may be what must not be kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

words! {
    /// Why a row was set aside.
    Reason {
        /// A required field is empty or absent.
        Missing = "missing",
        /// The field does not have the form it must have.
        BadForm = "bad_form",
        /// The field is none of the allowed words.
        UnknownWord = "unknown_word",
        /// The day does not exist or is not written YYYY-MM-DD.
        BadDate = "bad_date",
        /// The instant is not RFC 3339 with an offset.
        BadInstant = "bad_instant",
        /// The number is out of its range.
        OutOfRange = "out_of_range",
        /// The field or line is longer than any honest one.
        TooLong = "too_long",
        /// The bytes are not UTF-8; save the file as UTF-8.
        NotUtf8 = "not_utf8",
        /// A control character (NUL and the like) stands in the field.
        ControlCharacter = "control_character",
        /// The row has more or fewer fields than the header.
        WrongColumnCount = "wrong_column_count",
        /// A quotation mark is opened and never closed, or text follows a closed one.
        BadQuotes = "bad_quotes",
        /// The line is not JSON.
        NotJson = "not_json",
        /// The JSON is nested too deep.
        TooDeep = "too_deep",
        /// The value has another type than the field.
        WrongType = "wrong_type",
        /// The flight is not among the flights that were imported; import flights first.
        UnknownFlight = "unknown_flight",
        /// The person objected to being stored.
        Suppressed = "suppressed",
        /// The record tells of an arrival, which names no departure.
        NotADeparture = "not_a_departure",
        /// The message says nothing that can be understood here.
        NotUnderstood = "not_understood",
        /// A later message takes the passenger off the list.
        Withdrawn = "withdrawn",
        /// A message takes a passenger off a flight on which nobody of that name is booked.
        UnknownPassenger = "unknown_passenger",
        /// Several passengers of the flight fit equally well.
        SeveralFit = "several_fit",
        /// It is none of the campaign's posts.
        UnknownPost = "unknown_post",
        /// The same figure of the same post stands in the file before.
        Repeated = "repeated",
    }
}

/// Where a row was set aside, and why. No values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// Name of the file.
    pub file: String,
    /// Line on which the row starts, from 1, header included.
    pub line: u64,
    /// The column or key; `row` where no single field is at fault.
    pub field: String,
    /// The reason.
    pub reason: Reason,
}

/// A field at fault, before it is known in which file and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// The column or key; `row` where no single field is at fault.
    pub field: &'static str,
    /// The reason.
    pub reason: Reason,
}

impl Flaw {
    /// A flaw of one field.
    pub const fn new(field: &'static str, reason: Reason) -> Self {
        Self { field, reason }
    }

    /// A flaw of the row as a whole.
    pub const fn row(reason: Reason) -> Self {
        Self { field: "row", reason }
    }

    /// The flaw with its place.
    pub fn at(self, file: &str, line: u64) -> Quarantined {
        Quarantined { file: file.to_owned(), line, field: self.field.to_owned(), reason: self.reason }
    }
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row<T> {
    /// Taken in.
    Accepted {
        /// Line on which it starts.
        line: u64,
        /// What it says.
        value: T,
    },
    /// The same thing stood in the file before.
    Duplicate {
        /// Line on which it starts.
        line: u64,
    },
    /// Set aside.
    Quarantined(Quarantined),
}

/// How many rows went where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of data in the file: no header, no blank lines.
    pub lines: u64,
    /// Taken in.
    pub accepted: u64,
    /// Seen before in the same file.
    pub duplicate: u64,
    /// Set aside.
    pub quarantined: u64,
    /// Set aside, by reason.
    pub reasons: BTreeMap<Reason, u64>,
    /// Columns (of a CSV) or values (of JSON lines) that giftgate does not keep and dropped unread.
    pub unknown_fields: u64,
}

impl Counts {
    /// Counts one row.
    pub fn add<T>(&mut self, row: &Row<T>) {
        self.lines += 1;
        match row {
            Row::Accepted { .. } => self.accepted += 1,
            Row::Duplicate { .. } => self.duplicate += 1,
            Row::Quarantined(quarantined) => {
                self.quarantined += 1;
                *self.reasons.entry(quarantined.reason).or_default() += 1;
            }
        }
    }

    /// Whether no row got lost.
    pub const fn add_up(&self) -> bool {
        self.lines == self.accepted + self.duplicate + self.quarantined
    }
}

/// A whole small file in memory. Large ones are read row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake<T> {
    /// Taken in, with the line each started on.
    pub accepted: Vec<(u64, T)>,
    /// Set aside.
    pub quarantined: Vec<Quarantined>,
    /// How many went where.
    pub counts: Counts,
}

impl<T> Intake<T> {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self { accepted: Vec::new(), quarantined: Vec::new(), counts: Counts::default() }
    }

    /// Takes one row in.
    pub fn push(&mut self, row: Row<T>) {
        self.counts.add(&row);
        match row {
            Row::Accepted { line, value } => self.accepted.push((line, value)),
            Row::Duplicate { .. } => {}
            Row::Quarantined(quarantined) => self.quarantined.push(quarantined),
        }
    }

    /// The accepted values without their lines.
    pub fn into_values(self) -> Vec<T> {
        self.accepted.into_iter().map(|(_, value)| value).collect()
    }
}

impl<T> Default for Intake<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Why a file as a whole can't be read. Rows never cause it, except that reading from the disk fails.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// Nothing in it.
    #[error("{file}: the file is empty; it needs a header line and at least the columns {columns}")]
    Empty {
        /// The file.
        file: String,
        /// The required columns.
        columns: String,
    },
    /// Another encoding.
    #[error("{file}, line 1: not UTF-8; save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\") and try again")]
    NotUtf8 {
        /// The file.
        file: String,
    },
    /// Required columns are absent.
    #[error(
        "{file}, line 1: the header lacks {missing}; add the column(s), or rename the ones that hold it (found: {found})"
    )]
    MissingColumns {
        /// The file.
        file: String,
        /// The missing columns.
        missing: String,
        /// The known columns that are there.
        found: String,
    },
    /// A column stands there twice.
    #[error("{file}, line 1: the column {column} stands there twice; remove or rename one of them")]
    RepeatedColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
    },
    /// The header is no header.
    #[error(
        "{file}, line 1: the header is longer than {limit} bytes or has an unclosed quotation mark; check that line 1 names the columns"
    )]
    BadHeader {
        /// The file.
        file: String,
        /// The limit.
        limit: usize,
    },
    /// The file as a whole is not of the kind it should be.
    #[error("{file}: {cause}; {remedy}")]
    WrongKind {
        /// The file.
        file: String,
        /// What is wrong.
        cause: String,
        /// What to do.
        remedy: String,
    },
    /// Reading failed.
    #[error("{file}, after line {line}: can't be read ({source}); check the disk and the permissions")]
    Io {
        /// The file.
        file: String,
        /// The last line read.
        line: u64,
        /// What the system says.
        source: std::io::Error,
    },
}

/// The rows of a small file that was read whole, one by one again.
#[derive(Debug)]
pub struct IntakeRows<T> {
    rows: std::vec::IntoIter<Row<T>>,
    counts: Counts,
}

impl<T> From<Intake<T>> for IntakeRows<T> {
    fn from(intake: Intake<T>) -> Self {
        let accepted = intake.accepted.into_iter().map(|(line, value)| Row::Accepted { line, value });
        let duplicate = (0..intake.counts.duplicate).map(|_| Row::Duplicate { line: 0 });
        let quarantined = intake.quarantined.into_iter().map(Row::Quarantined);
        let rows: Vec<_> = accepted.chain(duplicate).chain(quarantined).collect();
        Self { rows: rows.into_iter(), counts: intake.counts }
    }
}

impl<T> Iterator for IntakeRows<T> {
    type Item = Result<Row<T>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next().map(Ok)
    }
}

impl<T> Counted for IntakeRows<T> {
    fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// A reader of rows that knows how many went where so far.
pub trait Counted {
    /// The counts so far.
    fn counts(&self) -> &Counts;
}

/// Reads a small file whole.
pub fn collect<T, I>(mut rows: I) -> Result<Intake<T>, FileFault>
where
    I: Iterator<Item = Result<Row<T>, FileFault>> + Counted,
{
    let mut intake = Intake::new();
    for row in &mut rows {
        intake.push(row?);
    }
    intake.counts = rows.counts().clone();
    Ok(intake)
}

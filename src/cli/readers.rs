//! Files of several kinds, told apart by what they hold: bookings as CSV or PNL/ADL, flights as CSV or Schiphol JSON.
//!
//! Whatever the kind, rows come out with counts that add up.

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;
use std::path::Path;

use chrono::NaiveDate;

use super::files::{self, Source, note};
use super::{Failure, files::tell_quarantined};
use crate::domain::flight::{Flight, FlightEvent, LegKey};
use crate::domain::traveller::Booking;
use crate::formats::bookings::BookingRows;
use crate::formats::pnl::{PnlAction, PnlPassenger, read_pnl};
use crate::formats::quarantine::{Counted, Counts, FileFault, Flaw, Intake, Reason, Row};
use crate::formats::schiphol::read_flights;

/// Lines of a file that are looked at to tell its kind.
const LINES_TO_TELL: usize = 20;

/// Rows that are in memory already.
pub(super) struct Taken<T> {
    rows: std::vec::IntoIter<Row<T>>,
    counts: Counts,
}

impl<T> Taken<T> {
    fn new(rows: Vec<Row<T>>, unknown_fields: u64) -> Self {
        let mut counts = Counts { unknown_fields, ..Counts::default() };
        for row in &rows {
            counts.add(row);
        }
        Self { rows: rows.into_iter(), counts }
    }
}

impl<T> From<Intake<T>> for Taken<T> {
    fn from(intake: Intake<T>) -> Self {
        let accepted = intake.accepted.into_iter().map(|(line, value)| Row::Accepted { line, value });
        let duplicate = (0..intake.counts.duplicate).map(|_| Row::Duplicate { line: 0 });
        let quarantined = intake.quarantined.into_iter().map(Row::Quarantined);
        Self::new(accepted.chain(duplicate).chain(quarantined).collect(), intake.counts.unknown_fields)
    }
}

impl<T> Iterator for Taken<T> {
    type Item = Result<Row<T>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next().map(Ok)
    }
}

impl<T> Counted for Taken<T> {
    fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// Bookings of either kind.
pub(super) enum Bookings {
    Csv(Box<BookingRows<Box<dyn BufRead>>>),
    Messages(Taken<Booking>),
}

impl Bookings {
    /// Starts reading. Messages name no year: the day nearest to `near` is meant.
    pub(super) fn open(mut source: Source, near: NaiveDate) -> Result<Self, Failure> {
        let io = |cause| FileFault::Io { file: source.name.clone(), line: 0, source: cause };
        let start = source.input.fill_buf().map_err(io)?;
        let mut lines = start.split(|byte| matches!(byte, b'\n' | b'\r')).take(LINES_TO_TELL);
        if !lines.any(|line| matches!(line.trim_ascii(), b"PNL" | b"ADL")) {
            return Ok(Self::Csv(Box::new(BookingRows::open(source.input, &source.name)?)));
        }
        let messages = read_pnl(source.input, &source.name, near)?;
        for warning in &messages.warnings {
            note(&format!("{}, line {}: {}", source.name, warning.line, warning.message));
        }
        Ok(Self::Messages(still_booked(messages.intake, &source.name)))
    }
}

impl Iterator for Bookings {
    type Item = Result<Row<Booking>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Csv(rows) => rows.next(),
            Self::Messages(rows) => rows.next(),
        }
    }
}

impl Counted for Bookings {
    fn counts(&self) -> &Counts {
        match self {
            Self::Csv(rows) => rows.counts(),
            Self::Messages(rows) => rows.counts(),
        }
    }
}

/// Who is booked once all messages were followed; who was taken off the list is set aside.
fn still_booked(intake: Intake<PnlPassenger>, file: &str) -> Taken<Booking> {
    let Intake { accepted, quarantined, counts } = intake;
    let aside = |field, reason, line| Row::Quarantined(Flaw::new(field, reason).at(file, line));
    let mut rows: Vec<Row<Booking>> = Vec::with_capacity(accepted.len());
    let mut known: HashMap<_, (usize, u64)> = HashMap::new();
    for (line, passenger) in accepted {
        let booking = passenger.booking();
        let missing = if passenger.record_locator.is_none() { "record_locator" } else { "given_name" };
        let key = (passenger.record_locator, passenger.family_name, passenger.given_name, passenger.leg);
        match (passenger.action, booking) {
            (PnlAction::Delete, _) => {
                if let Some((at, line)) = known.remove(&key) {
                    rows[at] = aside("action", Reason::Withdrawn, line);
                }
                rows.push(aside("action", Reason::Withdrawn, line));
            }
            (_, None) => rows.push(aside(missing, Reason::Missing, line)),
            (_, Some(_)) if known.contains_key(&key) => rows.push(Row::Duplicate { line }),
            (_, Some(value)) => {
                known.insert(key, (rows.len(), line));
                rows.push(Row::Accepted { line, value });
            }
        }
    }
    rows.extend((0..counts.duplicate).map(|_| Row::Duplicate { line: 0 }));
    rows.extend(quarantined.into_iter().map(Row::Quarantined));
    Taken::new(rows, counts.unknown_fields)
}

/// Events of a flights file.
pub(super) fn flight_events(source: Source) -> Result<Intake<FlightEvent>, Failure> {
    Ok(read_flights(source.input, &source.name)?)
}

/// What is known of each leg after all events of a file.
pub(super) fn flights(path: &Path) -> Result<Vec<Flight>, Failure> {
    let intake = flight_events(files::open(path)?)?;
    tell_quarantined(&intake.quarantined);
    let mut legs: BTreeMap<LegKey, Flight> = BTreeMap::new();
    for event in intake.into_values() {
        match legs.get_mut(&event.leg) {
            Some(flight) => flight.apply(event),
            None => drop(legs.insert(event.leg.clone(), Flight::new(event))),
        }
    }
    Ok(legs.into_values().collect())
}

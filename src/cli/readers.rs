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
use crate::formats::booking_files::BookingFile;
use crate::formats::pnl::{PnlAction, PnlMessages};
use crate::formats::quarantine::{Counted, Counts, FileFault, Flaw, Intake, Reason, Row};
use crate::formats::schiphol::read_flights;

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

/// Opens bookings of either kind. Messages name no year: the day nearest to `near` is meant.
pub(super) fn bookings(source: Source, near: NaiveDate) -> Result<BookingFile<Box<dyn BufRead>>, Failure> {
    Ok(BookingFile::open(source.input, &source.name, near)?)
}

/// Rows of bookings, one by one.
type BookedRows = Box<dyn Iterator<Item = Result<Row<Booking>, FileFault>>>;

/// Who is booked by a file, row by row, without a store: messages amend only each other.
pub(super) fn booked(source: Source, near: NaiveDate) -> Result<BookedRows, Failure> {
    let name = source.name.clone();
    let messages = match bookings(source, near)? {
        BookingFile::Rows(rows) => return Ok(rows),
        BookingFile::Lists(messages) => messages,
    };
    for warning in &messages.warnings {
        note(&format!("{name}, line {}: {}", warning.line, warning.message));
    }
    Ok(Box::new(still_booked(messages, &name).into_iter().map(Ok)))
}

/// Who is booked once all messages were followed; who was taken off the list is set aside. Within a message deletions come
/// first: who changes class is told as both.
fn still_booked(messages: PnlMessages, file: &str) -> Vec<Row<Booking>> {
    let aside = |field, reason, line| Row::<Booking>::Quarantined(Flaw::new(field, reason).at(file, line));
    let (telegrams, mut rows) = messages.by_message::<Booking>();
    let rows_of = |booking: &Booking| {
        (
            booking.record_locator.clone(),
            booking.family_name.to_lowercase(),
            booking.given_name.to_lowercase(),
            booking.leg.clone(),
        )
    };
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    for telegram in telegrams {
        let names = telegram.parts.into_iter().flat_map(|(_, names)| names);
        let (off, on): (Vec<_>, Vec<_>) = names.partition(|(_, passenger)| passenger.action == PnlAction::Delete);
        for (line, passenger) in off.into_iter().chain(on) {
            let value = passenger.booking();
            let own = known.entry(rows_of(&value)).or_default();
            let repeats = passenger.action == PnlAction::Change || passenger.is_complete();
            match (passenger.action, own.last().copied()) {
                (PnlAction::Delete, None) => rows.push(aside("name", Reason::UnknownPassenger, line)),
                (PnlAction::Delete, Some(at)) => {
                    own.pop();
                    let was = if let Row::Accepted { line, .. } = &rows[at] { *line } else { line };
                    rows[at] = aside("action", Reason::Withdrawn, was);
                    rows.push(aside("action", Reason::Withdrawn, line));
                }
                (_, Some(at)) if repeats => {
                    if let Row::Accepted { value: known, .. } = &mut rows[at] {
                        known.passenger_type = known.passenger_type.max(value.passenger_type);
                    }
                    rows.push(Row::Duplicate { line });
                }
                _ => {
                    own.push(rows.len());
                    rows.push(Row::Accepted { line, value });
                }
            }
        }
    }
    rows
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

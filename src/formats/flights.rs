//! Flights: CSV with a header in any order. Each row is an event of a leg; the history is kept.
//!
//! Besides the columns of FORMATS.md a column `known_at` may say when the row became known; without it the row is
//! the schedule, known from the start. A row that repeats another in every field is a duplicate.

use std::hash::{Hash, Hasher};
use std::io::BufRead;

use super::bookings::leg;
use super::csv_rows::{Cells, Column, CsvRows, Sheet, optional, required};
use super::fields;
use super::quarantine::{Counted, Counts, FileFault, Flaw, Reason, Row};
use crate::domain::flight::{Designator, FlightEvent, FlightState};
use crate::domain::instant::Instant;

/// Events of a flights file, row by row.
pub struct FlightRows<R>(CsvRows<R, FlightSheet>);

impl<R: BufRead> FlightRows<R> {
    /// Reads the header; `file` is the name that faults and quarantined rows carry.
    pub fn open(input: R, file: &str) -> Result<Self, FileFault> {
        CsvRows::open(input, file).map(Self)
    }
}

impl<R: BufRead> Counted for FlightRows<R> {
    fn counts(&self) -> &Counts {
        self.0.counts()
    }
}

impl<R: BufRead> Iterator for FlightRows<R> {
    type Item = Result<Row<FlightEvent>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

struct FlightSheet;

impl Sheet for FlightSheet {
    type Item = FlightEvent;

    const COLUMNS: &'static [Column] = &[
        required("carrier"),
        required("flight_number"),
        required("departure_date"),
        required("origin"),
        required("destination"),
        required("scheduled_departure"),
        optional("known_at"),
        optional("estimated_departure"),
        optional("scheduled_arrival"),
        optional("estimated_arrival"),
        optional("terminal"),
        optional("pier"),
        optional("gate"),
        optional("boarding_at"),
        optional("gate_closes_at"),
        optional("state"),
        optional("codeshares"),
    ];

    fn read(cells: &Cells<'_>) -> Result<FlightEvent, Flaw> {
        let instant = |field| -> Result<Option<Instant>, Flaw> {
            cells.text(field)?.map(|text| fields::instant(text).ok_or(Flaw::new(field, Reason::BadInstant))).transpose()
        };
        let place = |field| -> Result<Option<String>, Flaw> {
            cells.text(field)?.map(|text| place(text).ok_or(Flaw::new(field, Reason::BadForm))).transpose()
        };
        let state = |text: &str| {
            text.to_ascii_uppercase().parse::<FlightState>().map_err(|_| Flaw::new("state", Reason::UnknownWord))
        };
        let scheduled_departure_at =
            instant("scheduled_departure")?.ok_or(Flaw::new("scheduled_departure", Reason::Missing))?;
        let leg = leg(cells)?;
        let codeshares = cells.text("codeshares")?.map(codeshares).transpose()?.unwrap_or_default();
        let event = FlightEvent {
            known_at: instant("known_at")?,
            scheduled_departure_at,
            estimated_departure_at: instant("estimated_departure")?,
            scheduled_arrival_at: instant("scheduled_arrival")?,
            estimated_arrival_at: instant("estimated_arrival")?,
            terminal: place("terminal")?,
            pier: place("pier")?,
            gate: place("gate")?,
            boarding_at: instant("boarding_at")?,
            gate_closes_at: instant("gate_closes_at")?,
            state: cells.text("state")?.map(state).transpose()?,
            codeshares: codeshares.into_iter().filter(|codeshare| *codeshare != leg.designator).collect(),
            leg,
        };
        // No zone on earth is further than 14 hours from UTC: the local day is the UTC day or a neighbour.
        let apart = (event.scheduled_departure_at.date_naive() - event.leg.departure_on).num_days().abs();
        if apart > 1 {
            return Err(Flaw::new("scheduled_departure", Reason::OutOfRange));
        }
        if event.scheduled_arrival_at.is_some_and(|at| at <= event.scheduled_departure_at) {
            return Err(Flaw::new("scheduled_arrival", Reason::OutOfRange));
        }
        Ok(event)
    }

    fn identity(event: &FlightEvent, state: &mut impl Hasher) {
        (&event.leg, event.known_at, event.state, &event.codeshares).hash(state);
        (event.scheduled_departure_at, event.estimated_departure_at).hash(state);
        (event.scheduled_arrival_at, event.estimated_arrival_at).hash(state);
        (&event.terminal, &event.pier, &event.gate, event.boarding_at, event.gate_closes_at).hash(state);
    }
}

/// The name of a terminal, pier or gate: up to eight letters, digits, hyphens or blanks.
pub(super) fn place(text: &str) -> Option<String> {
    let fits = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-/ ".contains(&byte));
    (fits && !text.is_empty()).then(|| text.to_ascii_uppercase())
}

/// Designators parted by blanks, commas, semicolons, bars or slashes.
fn codeshares(text: &str) -> Result<Vec<Designator>, Flaw> {
    let mut all: Vec<Designator> = Vec::new();
    for part in text.split([' ', ',', ';', '|', '/']).filter(|part| !part.is_empty()) {
        let flight = part.to_ascii_uppercase().parse().map_err(|_| Flaw::new("codeshares", Reason::BadForm))?;
        if !all.contains(&flight) {
            all.push(flight);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::quarantine::{Intake, collect};

    const HEADER: &str = "carrier,flight_number,departure_date,origin,destination,scheduled_departure,known_at,\
                          estimated_departure,gate,state,codeshares";

    fn intake(rows: &str) -> Intake<FlightEvent> {
        let text = format!("{HEADER}\n{rows}");
        collect(FlightRows::open(text.as_bytes(), "flights.csv").expect("a header")).expect("readable")
    }

    #[test]
    fn each_later_row_of_a_leg_is_an_event() {
        let schedule = "KL,1613,2025-03-04,AMS,VCE,2025-03-04T06:40:00+01:00,,,D4,SCH,DL9432 MU1613\n";
        let delay = "KL,1613,2025-03-04,AMS,VCE,2025-03-04T06:40:00+01:00,2025-03-04T05:00:00Z,\
                     2025-03-04T07:10:00+01:00,D59,GCH,\n";
        let intake = intake(&format!("{schedule}{delay}{schedule}"));
        assert_eq!((intake.counts.accepted, intake.counts.duplicate), (2, 1));
        let mut events = intake.into_values().into_iter();
        let mut flight = crate::domain::flight::Flight::new(events.next().expect("the schedule"));
        flight.apply(events.next().expect("the delay"));
        assert_eq!((flight.gate.as_deref(), flight.state), (Some("D59"), FlightState::GateChanged));
        assert_eq!(flight.codeshares.len(), 2);
        assert_eq!(flight.departs_at().to_rfc3339(), "2025-03-04T06:10:00+00:00");
    }

    #[test]
    fn a_bad_event_is_set_aside_by_field() {
        let field = |row: &str| {
            let intake = intake(row);
            let first = &intake.quarantined[0];
            (first.line, first.field.clone(), first.reason)
        };
        let is = |field: &str, reason| (2, field.to_owned(), reason);
        let leg = "KL,1613,2025-03-04,AMS,VCE";
        assert_eq!(
            field(&format!("{leg},2025-03-04T06:40:00,,,D4,SCH,\n")),
            is("scheduled_departure", Reason::BadInstant)
        );
        assert_eq!(
            field(&format!("{leg},2025-03-09T06:40:00Z,,,D4,SCH,\n")),
            is("scheduled_departure", Reason::OutOfRange)
        );
        assert_eq!(field(&format!("{leg},,,,D4,SCH,\n")), is("scheduled_departure", Reason::Missing));
        assert_eq!(field(&format!("{leg},2025-03-04T06:40:00Z,,,D4,LATE,\n")), is("state", Reason::UnknownWord));
        assert_eq!(field(&format!("{leg},2025-03-04T06:40:00Z,,,<b>,SCH,\n")), is("gate", Reason::BadForm));
        assert_eq!(field(&format!("{leg},2025-03-04T06:40:00Z,,,D4,SCH,DL0\n")), is("codeshares", Reason::BadForm));
    }

    proptest! {
        #[test]
        fn any_text_ends_in_rows_that_add_up(rows in "(KL|,|16|2025-03-04|AMS|\"|\n|T06:40:00Z|\\PC){0,60}") {
            prop_assert!(intake(&rows).counts.add_up());
        }
    }
}

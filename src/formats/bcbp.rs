//! Boarding passes: the text of the two-dimensional bar code (IATA Resolution 792, BCBP), format M, up to four legs.
//!
//! Read are the mandatory fields; conditional fields, airline data and the security part are skipped by their length.
//! Faults name the place in the text, never what stands there.

use std::io::BufRead;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::bookings::seat;
use super::lines::{Line, Lines};
use super::quarantine::{FileFault, Flaw, Intake, Reason, Row};
use crate::domain::flight::{Designator, Flight, LegKey, is_carrier_code, is_station_code};

/// A boarding pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardingPass {
    /// The passenger's name as the pass has it.
    pub name: PassName,
    /// The legs, one to four.
    pub legs: Vec<PassLeg>,
}

/// The name on a boarding pass: capitals, cut to 20 characters, the title within the given name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassName {
    /// Before the slash.
    pub family: String,
    /// Behind the slash.
    pub given: String,
}

/// One leg of a boarding pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassLeg {
    /// Record locator of the operating carrier.
    pub record_locator: String,
    /// IATA code of the departure station.
    pub origin: String,
    /// IATA code of the arrival station.
    pub destination: String,
    /// Operating carrier.
    pub carrier: String,
    /// Flight number.
    pub flight_number: u16,
    /// Day of departure, 1 to 366; the pass names no year.
    pub day_of_year: u16,
    /// Seat, where one is given.
    pub seat: Option<String>,
    /// Check-in sequence number.
    pub sequence: String,
}

impl PassLeg {
    /// The leg, in the year that brings its day nearest to the given one; `None` where that year lacks the day.
    pub fn leg_near(&self, day: NaiveDate) -> Option<LegKey> {
        let years = [day.year() - 1, day.year(), day.year() + 1];
        let days = years.into_iter().filter_map(|year| NaiveDate::from_yo_opt(year, u32::from(self.day_of_year)));
        let departure_on = days.min_by_key(|other| (*other - day).num_days().abs())?;
        let (origin, destination) = (self.origin.clone(), self.destination.clone());
        Some(LegKey { designator: self.designator(), departure_on, origin, destination })
    }

    /// The leg among those known, by whichever airline the pass names it; of several years the nearest to the given day.
    pub fn leg_among<'a>(&self, flights: &'a [Flight], day: NaiveDate) -> Option<&'a LegKey> {
        let designator = self.designator();
        let is_this = |flight: &&Flight| {
            let LegKey { departure_on, origin, destination, .. } = &flight.leg;
            flight.is_called(&designator)
                && (origin, destination) == (&self.origin, &self.destination)
                && departure_on.ordinal() == u32::from(self.day_of_year)
        };
        let legs = flights.iter().filter(is_this).map(|flight| &flight.leg);
        legs.min_by_key(|leg| (leg.departure_on - day).num_days().abs())
    }

    fn designator(&self) -> Designator {
        Designator { carrier: self.carrier.clone(), number: self.flight_number }
    }
}

/// Why a text is no boarding pass: which field, at which character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a boarding pass: the {field} at character {at} can't be read; scan it again, the whole square in view")]
pub struct PassFault {
    /// The field.
    pub field: &'static str,
    /// The character it starts at, from 1.
    pub at: usize,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self, field: &'static str) -> PassFault {
        PassFault { field, at: self.at + 1 }
    }

    fn take(&mut self, length: usize, field: &'static str) -> Result<&'a str, PassFault> {
        let part = self.text.get(self.at..self.at + length).ok_or(self.fault(field))?;
        self.at += length;
        Ok(part)
    }

    /// Takes a field and understands it, or faults at its start.
    fn read<T>(
        &mut self,
        length: usize,
        field: &'static str,
        understand: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, PassFault> {
        let fault = self.fault(field);
        understand(self.take(length, field)?.trim_end()).ok_or(fault)
    }
}

/// Reads one boarding pass, as a scanner gives it (a symbology identifier such as `]z0` may stand in front).
pub fn read_boarding_pass(text: &str) -> Result<BoardingPass, PassFault> {
    let text = text.trim_start().trim_end_matches(['\r', '\n']);
    let text = if text.starts_with(']') { text.get(3..).unwrap_or_default() } else { text };
    if let Some(at) = text.bytes().position(|byte| !(b' '..=b'~').contains(&byte)) {
        return Err(PassFault { field: "character", at: at + 1 });
    }
    // Scanners drop blanks at the end; a pass without optional fields may end in them.
    let padded = format!("{text:<60}");
    let mut reader = Reader { text: &padded, at: 0 };
    reader.read(1, "format code", |code| (code == "M").then_some(()))?;
    let count: usize =
        reader.read(1, "number of legs", |digit| digit.parse().ok().filter(|count| (1..=4).contains(count)))?;
    let name = reader.read(20, "name", |name| {
        let (family, given) = name.split_once('/').unwrap_or((name, ""));
        let name = PassName { family: family.trim().to_owned(), given: given.trim().to_owned() };
        (!name.family.is_empty()).then_some(name)
    })?;
    reader.take(1, "ticket indicator")?;
    let mut legs = Vec::with_capacity(count);
    for _ in 0..count {
        legs.push(read_leg(&mut reader)?);
    }
    Ok(BoardingPass { name, legs })
}

fn read_leg(reader: &mut Reader<'_>) -> Result<PassLeg, PassFault> {
    let station = |code: &str| is_station_code(code).then(|| code.to_owned());
    let locator = |text: &str| {
        let fits = (5..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| text.to_ascii_uppercase())
    };
    let leg = PassLeg {
        record_locator: reader.read(7, "record locator", locator)?,
        origin: reader.read(3, "origin", station)?,
        destination: reader.read(3, "destination", station)?,
        carrier: reader.read(3, "carrier", |code| is_carrier_code(code).then(|| code.to_owned()))?,
        // Four digits and perhaps a letter of operation, which names no other flight.
        flight_number: reader.read(5, "flight number", |text| {
            let digits = text.trim().trim_end_matches(|mark: char| mark.is_ascii_uppercase());
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|number| plain && (1..=9999).contains(number))
        })?,
        day_of_year: reader.read(3, "day of the year", |day| {
            let plain = day.bytes().all(|byte| byte.is_ascii_digit());
            day.parse().ok().filter(|day| plain && (1..=366).contains(day))
        })?,
        seat: {
            reader.take(1, "compartment")?;
            reader.read(4, "seat", |text| Some(seat(text)))?
        },
        sequence: reader.read(5, "sequence number", |text| Some(text.trim().to_owned()))?,
    };
    reader.take(1, "passenger status")?;
    let size = reader.read(2, "size of the optional fields", |size| match size {
        "" => Some(0),
        size => usize::from_str_radix(size, 16).ok(),
    })?;
    // Cut-off optional fields do not matter on the last leg, as nothing in them is read.
    reader.at += size.min(reader.text.len() - reader.at);
    Ok(leg)
}

/// The text of a boarding pass with the mandatory fields alone; what does not fit its field is cut.
pub fn write_boarding_pass(pass: &BoardingPass) -> String {
    let fit = |text: &str, width: usize| format!("{:<width$}", text.chars().take(width).collect::<String>());
    let name = if pass.name.given.is_empty() {
        pass.name.family.clone()
    } else {
        format!("{}/{}", pass.name.family, pass.name.given)
    };
    let leg = |leg: &PassLeg| {
        let PassLeg { flight_number, day_of_year, .. } = leg;
        let (locator, origin) = (fit(&leg.record_locator, 7), fit(&leg.origin, 3));
        let (destination, carrier) = (fit(&leg.destination, 3), fit(&leg.carrier, 3));
        let (seat, sequence) = (leg.seat.as_deref().unwrap_or_default(), fit(&leg.sequence, 5));
        let seat = if seat.is_empty() { "    ".to_owned() } else { format!("{seat:0>4}") };
        format!("{locator}{origin}{destination}{carrier}{flight_number:04} {day_of_year:03}Y{seat}{sequence}100")
    };
    let legs: String = pass.legs.iter().map(leg).collect::<Vec<_>>().concat();
    format!("M{}{}E{legs}", pass.legs.len(), fit(&name, 20))
}

/// Reads a file of boarding passes, one a line.
pub fn read_boarding_passes(input: impl BufRead, file: &str) -> Result<Intake<BoardingPass>, FileFault> {
    let mut lines = Lines::new(input, 4096, true);
    let mut intake = Intake::new();
    loop {
        let mut bytes = Vec::new();
        let read = lines.next_into(&mut bytes);
        let line = lines.number();
        let kind = read.map_err(|source| FileFault::Io { file: file.to_owned(), line, source })?;
        if kind == Line::End {
            return Ok(intake);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| Flaw::row(Reason::NotUtf8));
        let pass =
            text.and_then(|text| read_boarding_pass(text).map_err(|fault| Flaw::new(fault.field, Reason::BadForm)));
        intake.push(match pass {
            _ if kind == Line::Cut => Row::Quarantined(Flaw::row(Reason::TooLong).at(file, line)),
            Ok(value) => Row::Accepted { line, value },
            Err(flaw) => Row::Quarantined(flaw.at(file, line)),
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::flight::FlightEvent;

    const PASS: &str = "M1DE VRIES/SANNE MRS  EX7Y2ZQ AMSVCEKL 1613 063Y012A0042 147>318 5CANARY-OPTIONAL^160SIGNATURE";

    #[test]
    fn a_pass_has_the_promised_form() {
        let pass = read_boarding_pass(PASS).expect("a pass");
        let wanted = r#"{"name":{"family":"DE VRIES","given":"SANNE MRS"},"legs":[{"record_locator":"X7Y2ZQ","origin":"AMS","destination":"VCE","carrier":"KL","flight_number":1613,"day_of_year":63,"seat":"12A","sequence":"0042"}]}"#;
        assert_eq!(serde_json::to_string(&pass).expect("plain data"), wanted);
        let day = "2025-03-05".parse().expect("a day");
        assert_eq!(pass.legs[0].leg_near(day).map(|leg| leg.to_string()).as_deref(), Some("KL1613/2025-03-04/AMS-VCE"));
        assert_eq!(read_boarding_pass(&format!("]z0{PASS}\r\n")), Ok(pass));
    }

    #[test]
    fn a_pass_of_two_legs_skips_what_is_optional_between_them() {
        let two =
            "M2DESMARAIS/LUC       EABC123 YULFRAAC 0834 326J001A0025 106>60000DEF456 FRAGVALH 3664 327C012C0002 100";
        let pass = read_boarding_pass(two).expect("a pass");
        assert_eq!(pass.legs.len(), 2);
        assert_eq!((pass.legs[1].record_locator.as_str(), pass.legs[1].seat.as_deref()), ("DEF456", Some("12C")));
    }

    #[test]
    fn a_day_near_new_year_belongs_to_the_near_year() {
        let mut leg = read_boarding_pass(PASS).expect("a pass").legs.remove(0);
        leg.day_of_year = 365;
        let leg = leg.leg_near("2025-01-02".parse().expect("a day")).expect("a leg");
        assert_eq!(leg.departure_on.to_string(), "2024-12-30");
    }

    #[test]
    fn a_day_of_the_year_is_found_in_the_flight_list_under_any_of_the_flights_names() {
        let flight = |leg: &str| {
            let event =
                FlightEvent::new(leg.parse().expect("a leg"), "2025-03-04T06:00:00Z".parse().expect("an instant"));
            Flight::new(FlightEvent { codeshares: vec!["DL9205".parse().expect("a designator")], ..event })
        };
        let flights = [
            flight("KL1613/2024-03-03/AMS-VCE"),
            flight("KL1613/2025-03-04/AMS-VCE"),
            flight("KL1613/2025-03-05/AMS-VCE"),
            flight("KL1615/2025-03-04/AMS-LIN"),
        ];
        let mut leg = read_boarding_pass(PASS).expect("a pass").legs.remove(0);
        let near = |leg: &PassLeg, day: &str| {
            leg.leg_among(&flights, day.parse().expect("a day")).map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!(near(&leg, "2025-03-04"), "KL1613/2025-03-04/AMS-VCE");
        // Day 63 of a leap year is 3 March.
        assert_eq!(near(&leg, "2024-06-01"), "KL1613/2024-03-03/AMS-VCE");
        (leg.carrier, leg.flight_number) = ("DL".to_owned(), 9205);
        assert_eq!(near(&leg, "2025-03-04"), "KL1613/2025-03-04/AMS-VCE");
        leg.day_of_year = 62;
        assert_eq!(near(&leg, "2025-03-04"), "", "not on the list");
    }

    #[test]
    fn faults_name_the_place_and_no_value() {
        let fault = |from: &str, to: &str| read_boarding_pass(&PASS.replacen(from, to, 1)).expect_err(to);
        assert_eq!(fault("M1", "S1"), PassFault { field: "format code", at: 1 });
        assert_eq!(fault("M1", "M9"), PassFault { field: "number of legs", at: 2 });
        assert_eq!(fault("AMS", "A1S"), PassFault { field: "origin", at: 31 });
        assert_eq!(fault("063", "367"), PassFault { field: "day of the year", at: 45 });
        assert_eq!(fault("SANNE", "張偉"), PassFault { field: "character", at: 12 });
        assert!(read_boarding_pass("").is_err());
        assert!(!fault("AMS", "A1S").to_string().contains("VRIES"));
    }

    #[test]
    fn a_file_of_passes_adds_up() {
        let text = format!("{PASS}\nnonsense\n\n{PASS}\n");
        let intake = read_boarding_passes(text.as_bytes(), "passes.txt").expect("readable");
        assert_eq!((intake.counts.accepted, intake.counts.quarantined), (2, 1));
        assert_eq!(intake.quarantined[0].line, 2);
    }

    fn legs() -> impl Strategy<Value = Vec<PassLeg>> {
        let texts = ("[A-Z0-9]{6}", "[A-Z]{3}", "[A-Z]{3}", "[A-Z][A-Z0-9]", "[0-9]{4}");
        let numbers = (1_u16..=9999, 1_u16..=366, prop::option::of("[1-9][0-9]?[A-K]"));
        let leg = (texts, numbers).prop_map(|((record_locator, origin, destination, carrier, sequence), rest)| {
            let (flight_number, day_of_year, seat) = rest;
            PassLeg { record_locator, origin, destination, carrier, flight_number, day_of_year, seat, sequence }
        });
        prop::collection::vec(leg, 1..=4)
    }

    proptest! {
        #[test]
        fn a_pass_reads_as_it_was_written(family in "[A-Z]{1,8}", given in "[A-Z]{1,8}", legs in legs()) {
            let pass = BoardingPass { name: PassName { family, given }, legs };
            prop_assert_eq!(read_boarding_pass(&write_boarding_pass(&pass)), Ok(pass));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,80}", at in 0_usize..90, with in "\\PC") {
            let _ = read_boarding_pass(&text);
            let mut pass = PASS.to_owned();
            pass.insert_str(at.min(pass.len()), &with);
            let _ = read_boarding_pass(&pass);
        }

        #[test]
        fn no_bytes_panic_and_every_line_is_counted(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            at in 0_usize..70,
        ) {
            let mut torn = PASS.as_bytes().to_vec();
            let at = at.min(torn.len());
            torn.splice(at..at, bytes.iter().copied());
            for bytes in [bytes, torn] {
                let intake = read_boarding_passes(bytes.as_slice(), "passes.txt").expect("memory does not fail");
                prop_assert!(intake.counts.add_up());
            }
        }
    }
}

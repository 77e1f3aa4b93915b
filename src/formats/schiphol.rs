//! Flights from the JSON of the Schiphol public flight API v4 (`{"flights":[…]}`, or the list alone).
//!
//! Departures only: an arrival says neither when nor on which day it left, and nothing is guessed. Each record of a
//! codeshare tells of its main flight; the operating designator names the leg, the others are its codeshares.
//! `line` in counts and quarantine is the number of the record, from 1.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::fields;
use super::flights::{FlightRows, place};
use super::posts::json_reason;
use super::quarantine::{FileFault, Flaw, Intake, Reason, Row, collect};
use crate::domain::flight::{Designator, FlightEvent, FlightState, LegKey};
use crate::domain::instant::Instant;

/// The station of the API.
const HERE: &str = "AMS";
/// Largest answer that is read: weeks of Schiphol.
const SIZE_LIMIT: u64 = 64 << 20;

/// Reads a flights file of either kind: CSV, or JSON of the Schiphol API.
pub fn read_flights(mut input: impl BufRead, file: &str) -> Result<Intake<FlightEvent>, FileFault> {
    let io = |source| FileFault::Io { file: file.to_owned(), line: 0, source };
    let start = input.fill_buf().map_err(io)?;
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    match start.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => {
            let mut bytes = Vec::new();
            input.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(io)?;
            read_schiphol(&bytes, file)
        }
        _ => collect(FlightRows::open(input, file)?),
    }
}

/// Reads an answer of the API.
pub fn read_schiphol(bytes: &[u8], file: &str) -> Result<Intake<FlightEvent>, FileFault> {
    let wrong = |cause: String| FileFault::WrongKind {
        file: file.to_owned(),
        cause,
        remedy: "give the JSON as the Schiphol API answered it, or a CSV".to_owned(),
    };
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(wrong(format!("larger than {SIZE_LIMIT} bytes")));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| FileFault::NotUtf8 { file: file.to_owned() })?;
    let answer: Value = serde_json::from_str(text).map_err(|error| match json_reason(&error) {
        Reason::TooDeep => wrong("JSON nested too deep".to_owned()),
        _ => wrong(format!("not JSON (line {}, column {})", error.line(), error.column())),
    })?;
    let records = answer.get("flights").unwrap_or(&answer);
    let records = records.as_array().ok_or_else(|| wrong("JSON without a list `flights`".to_owned()))?;
    let mut intake = Intake::new();
    let mut told: BTreeMap<LegKey, Vec<FlightEvent>> = BTreeMap::new();
    for (line, record) in (1..).zip(records) {
        let event = record.as_object().ok_or(Flaw::row(Reason::WrongType)).and_then(event);
        intake.push(match event {
            Err(flaw) => Row::Quarantined(flaw.at(file, line)),
            Ok(value) => {
                let before = told.entry(value.leg.clone()).or_default();
                if before.contains(&value) {
                    Row::Duplicate { line }
                } else {
                    before.push(value.clone());
                    Row::Accepted { line, value }
                }
            }
        });
    }
    Ok(intake)
}

fn event(record: &Map<String, Value>) -> Result<FlightEvent, Flaw> {
    match record.get("flightDirection").and_then(Value::as_str) {
        Some("D") => {}
        Some("A") => return Err(Flaw::new("flightDirection", Reason::NotADeparture)),
        Some(_) => return Err(Flaw::new("flightDirection", Reason::UnknownWord)),
        None => return Err(Flaw::new("flightDirection", Reason::Missing)),
    }
    let instant = |field: &'static str| -> Result<Option<Instant>, Flaw> {
        text(record, field)?.map(|text| stamp(text).ok_or(Flaw::new(field, Reason::BadInstant))).transpose()
    };
    let scheduled = text(record, "scheduleDateTime")?.ok_or(Flaw::new("scheduleDateTime", Reason::Missing))?;
    let scheduled_departure_at = stamp(scheduled).ok_or(Flaw::new("scheduleDateTime", Reason::BadInstant))?;
    // The API writes local time with its offset: the first ten characters are the local day.
    let day = text(record, "scheduleDate")?.or(scheduled.get(..10)).unwrap_or_default();
    let (own, main) = designators(record)?;
    let route = &record.get("route").unwrap_or(&Value::Null)["destinations"];
    let destination = route[0].as_str().ok_or(Flaw::new("route.destinations", Reason::Missing))?;
    let destination = fields::station(destination).ok_or(Flaw::new("route.destinations", Reason::BadForm))?;
    if destination == HERE {
        return Err(Flaw::new("route.destinations", Reason::BadForm));
    }
    let mut codeshares = codeshares(record);
    codeshares.insert(own);
    codeshares.remove(&main);
    let estimated = instant("actualOffBlockTime")?.or(instant("publicEstimatedOffBlockTime")?);
    Ok(FlightEvent {
        leg: LegKey {
            designator: main,
            departure_on: fields::day(day).ok_or(Flaw::new("scheduleDate", Reason::BadDate))?,
            origin: HERE.to_owned(),
            destination,
        },
        known_at: instant("lastUpdatedAt")?,
        scheduled_departure_at,
        estimated_departure_at: estimated,
        scheduled_arrival_at: None,
        estimated_arrival_at: None,
        terminal: placed(record, "terminal")?,
        pier: placed(record, "pier")?,
        gate: placed(record, "gate")?,
        boarding_at: instant("expectedTimeBoarding")?,
        gate_closes_at: instant("expectedTimeGateClosing")?,
        state: state(record),
        codeshares: codeshares.into_iter().collect(),
    })
}

/// The record's own designator and the main flight's; the same unless the record is a codeshare's.
fn designators(record: &Map<String, Value>) -> Result<(Designator, Designator), Flaw> {
    let name = text(record, "flightName")?;
    let from_name = |name: &str| name.parse::<Designator>().ok();
    let parts = || {
        let number = record.get("flightNumber").and_then(Value::as_u64)?;
        fields::designator(text(record, "prefixIATA").ok()??, &number.to_string()).ok()
    };
    let own = parts().or_else(|| name.and_then(from_name)).ok_or(Flaw::new("flightName", Reason::BadForm))?;
    match text(record, "mainFlight")? {
        None => Ok((own.clone(), own)),
        Some(main) if Some(main) == name => Ok((own.clone(), own)),
        Some(main) => Ok((own, from_name(main).ok_or(Flaw::new("mainFlight", Reason::BadForm))?)),
    }
}

/// The list itself, wrapped (`{"codeshares":[…]}`) or bare; names that are no IATA designator are left out.
fn codeshares(record: &Map<String, Value>) -> BTreeSet<Designator> {
    let list = record.get("codeshares").unwrap_or(&Value::Null);
    let list = list.get("codeshares").unwrap_or(list).as_array().into_iter().flatten();
    list.filter_map(Value::as_str).filter_map(|name| name.parse().ok()).collect()
}

/// The newest state that giftgate acts on; the API lists the newest first.
fn state(record: &Map<String, Value>) -> Option<FlightState> {
    let states = record.get("publicFlightState")?;
    let states = states.get("flightStates").unwrap_or(states).as_array()?;
    states.iter().filter_map(Value::as_str).find_map(|word| word.parse().ok())
}

/// A terminal, pier or gate; the API writes terminals as numbers.
fn placed(record: &Map<String, Value>, field: &'static str) -> Result<Option<String>, Flaw> {
    match record.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => Ok(number.as_u64().and_then(|number| place(&number.to_string()))),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => place(text.trim()).map(Some).ok_or(Flaw::new(field, Reason::BadForm)),
        Some(_) => Err(Flaw::new(field, Reason::WrongType)),
    }
}

fn text<'a>(record: &'a Map<String, Value>, field: &'static str) -> Result<Option<&'a str>, Flaw> {
    match record.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
        Some(_) => Err(Flaw::new(field, Reason::WrongType)),
    }
}

/// RFC 3339; older answers leave the colon out of the offset.
fn stamp(text: &str) -> Option<Instant> {
    let (start, offset) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let bare = start.as_bytes().iter().rev().nth(2).is_some_and(|&sign| sign == b'+' || sign == b'-');
    fields::instant(text).or_else(|| bare.then(|| fields::instant(&format!("{start}:{offset}")))?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANSWER: &str = r#"{"flights":[
        {"lastUpdatedAt":"2025-03-04T05:01:47.178+01:00","flightDirection":"D","flightName":"KL1613","flightNumber":1613,
         "gate":"D4","pier":"D","terminal":1,"mainFlight":"KL1613","prefixIATA":"KL","prefixICAO":"KLM",
         "scheduleDateTime":"2025-03-04T06:40:00.000+01:00","scheduleDate":"2025-03-04","scheduleTime":"06:40:00",
         "publicEstimatedOffBlockTime":"2025-03-04T06:55:00.000+01:00","actualOffBlockTime":null,
         "expectedTimeBoarding":"2025-03-04T06:05:00.000+01:00","expectedTimeGateClosing":"2025-03-04T06:30:00.000+01:00",
         "publicFlightState":{"flightStates":["WIL","DEL","SCH"]},"route":{"destinations":["VCE"],"eu":"S","visa":false},
         "codeshares":{"codeshares":["DL9432","MU1613"]},"passportRemark":"CANARY"},
        {"lastUpdatedAt":"2025-03-04T05:01:47.178+01:00","flightDirection":"D","flightName":"DL9432","flightNumber":9432,
         "gate":"D4","pier":"D","terminal":1,"mainFlight":"KL1613","prefixIATA":"DL",
         "scheduleDateTime":"2025-03-04T06:40:00.000+0100","scheduleDate":"2025-03-04",
         "publicEstimatedOffBlockTime":"2025-03-04T06:55:00.000+01:00",
         "expectedTimeBoarding":"2025-03-04T06:05:00.000+01:00","expectedTimeGateClosing":"2025-03-04T06:30:00.000+01:00",
         "publicFlightState":{"flightStates":["WIL","DEL","SCH"]},"route":{"destinations":["VCE"]},
         "codeshares":{"codeshares":["DL9432","MU1613"]}},
        {"flightDirection":"A","flightName":"KL1"},
        {"flightDirection":"D","flightName":"KL2","flightNumber":2,"prefixIATA":"KL","scheduleDateTime":"noon"},
        7]}"#;

    #[test]
    fn a_codeshare_tells_of_its_main_flight() {
        let intake = read_flights(ANSWER.as_bytes(), "schiphol.json").expect("an answer");
        assert_eq!((intake.counts.accepted, intake.counts.duplicate, intake.counts.quarantined), (1, 1, 3));
        let event = &intake.accepted[0].1;
        assert_eq!(event.leg.to_string(), "KL1613/2025-03-04/AMS-VCE");
        assert_eq!(event.state, Some(FlightState::Delayed));
        assert_eq!(event.terminal.as_deref(), Some("1"));
        assert_eq!(event.codeshares.iter().map(ToString::to_string).collect::<Vec<_>>(), ["DL9432", "MU1613"]);
        assert_eq!(
            event.estimated_departure_at.map(|at| at.to_rfc3339()).as_deref(),
            Some("2025-03-04T05:55:00+00:00")
        );
        let fields: Vec<_> = intake.quarantined.iter().map(|row| (row.line, row.field.as_str(), row.reason)).collect();
        let wanted = [
            (3, "flightDirection", Reason::NotADeparture),
            (4, "scheduleDateTime", Reason::BadInstant),
            (5, "row", Reason::WrongType),
        ];
        assert_eq!(fields, wanted);
    }

    #[test]
    fn a_csv_is_read_by_the_same_door() {
        let csv = "carrier,flight_number,departure_date,origin,destination,scheduled_departure\n\
                   KL,1613,2025-03-04,AMS,VCE,2025-03-04T06:40:00+01:00\n";
        assert_eq!(read_flights(csv.as_bytes(), "flights.csv").expect("a CSV").counts.accepted, 1);
    }

    #[test]
    fn other_json_is_refused_with_the_remedy() {
        for text in ["{}", "{\"flights\":{}}", "[", &"[".repeat(10_000)] {
            let fault = read_flights(text.as_bytes(), "x.json").expect_err(text.get(..5).unwrap_or(text));
            assert!(fault.to_string().contains("Schiphol API"), "{fault}");
        }
    }

    proptest! {
        #[test]
        fn a_corrupted_answer_never_panics(at in 0_usize..3_000, byte: u8) {
            let mut bytes = ANSWER.as_bytes().to_vec();
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(intake) = read_schiphol(&bytes, "x.json") {
                prop_assert!(intake.counts.add_up());
            }
        }
    }
}

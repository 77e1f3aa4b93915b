//! Flights from the JSON of any API: a mapping says where in a record each column of a flights file stands.
//!
//! Records become rows of the same columns and are read by the same reader as a CSV, so nothing is taken here that a file
//! could not say. A time without an offset is local to its station.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use super::flights::FlightRows;
use super::quarantine::{FileFault, Intake, collect};
use crate::domain::flight::{FlightEvent, FlightState};
use crate::domain::instant::from_local;
use crate::domain::station::zone_of;

/// Largest answer that is read, bytes.
const SIZE_LIMIT: usize = 64 << 20;
/// Columns that hold a time, and whose station's clock counts where no offset is written.
const TIMES: [(&str, &str); 6] = [
    ("scheduled_departure", "origin"),
    ("estimated_departure", "origin"),
    ("boarding_at", "origin"),
    ("gate_closes_at", "origin"),
    ("scheduled_arrival", "destination"),
    ("estimated_arrival", "destination"),
];
const OTHERS: [&str; 10] = [
    "carrier",
    "flight_number",
    "departure_date",
    "origin",
    "destination",
    "known_at",
    "terminal",
    "pier",
    "gate",
    "state",
];

/// A mapping, as its file says it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlightMap {
    /// JSON pointer (RFC 6901) to the list of records; empty where the answer is the list.
    #[serde(default)]
    pub records: String,
    /// JSON pointer to the address of the next page, where there are pages.
    #[serde(default)]
    pub next: Option<String>,
    /// JSON pointers by column of a flights file; `designator` stands for carrier and number together.
    pub fields: BTreeMap<String, String>,
    /// Columns that are the same in every record.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// What the API's words of a flight's state mean; a word that is not named tells nothing.
    #[serde(default)]
    pub states: BTreeMap<String, FlightState>,
    /// Headers of the request; `{id}` and `{key}` stand for `flight_api_id` and `flight_api_key`.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

impl FlightMap {
    /// Reads a mapping; an error says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let map: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        let known =
            |name: &str| name == "designator" || OTHERS.contains(&name) || TIMES.iter().any(|(time, _)| *time == name);
        if let Some(name) = map.fields.keys().chain(map.constants.keys()).find(|name| !known(name)) {
            return Err(format!("`{name}` is no column of a flights file"));
        }
        let has = |name: &str| map.fields.contains_key(name) || map.constants.contains_key(name);
        let missing = ["origin", "destination", "scheduled_departure"].into_iter().find(|name| !has(name));
        let named = has("designator") || (has("carrier") && has("flight_number"));
        if let Some(name) = missing.or((!named).then_some("designator")) {
            return Err(format!("fields: `{name}` is missing"));
        }
        let is_wrong = |pointer: &&String| !pointer.is_empty() && !pointer.starts_with('/');
        let pointers: Vec<&String> = map.fields.values().chain([&map.records]).chain(&map.next).collect();
        if let Some(pointer) = pointers.into_iter().find(is_wrong) {
            return Err(format!("`{pointer}` is no JSON pointer; it starts with a slash"));
        }
        Ok(map)
    }

    /// Reads an answer. Line 1 of counts is the header that is made here, so record 1 is line 2.
    pub fn flights(&self, bytes: &[u8], file: &str) -> Result<Intake<FlightEvent>, FileFault> {
        let wrong = |cause: &str| FileFault::WrongKind {
            file: file.to_owned(),
            cause: cause.to_owned(),
            remedy: "correct the mapping in the file of flight_api_map".to_owned(),
        };
        if bytes.len() > SIZE_LIMIT {
            return Err(wrong("the answer is too large"));
        }
        let answer: Value = serde_json::from_slice(bytes).map_err(|_| wrong("the answer is not JSON"))?;
        let records =
            answer.pointer(&self.records).and_then(Value::as_array).ok_or_else(|| wrong("no list of records"))?;
        let columns: Vec<&str> = OTHERS.into_iter().chain(TIMES.map(|(name, _)| name)).collect();
        let mut csv = csv::Writer::from_writer(Vec::new());
        let failed = |_| wrong("the answer can't be laid out");
        csv.write_record(&columns).map_err(failed)?;
        for record in records {
            let row = self.row(record);
            csv.write_record(columns.iter().map(|name| row.get(name).map_or("", String::as_str))).map_err(failed)?;
        }
        let rows = csv.into_inner().map_err(|_| wrong("the answer can't be laid out"))?;
        collect(FlightRows::open(rows.as_slice(), file)?)
    }

    fn row(&self, record: &Value) -> BTreeMap<&str, String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let mut row: BTreeMap<&str, String> =
            self.constants.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        for (name, pointer) in &self.fields {
            if let Some(value) = record.pointer(pointer).and_then(text).filter(|value| !value.is_empty()) {
                row.insert(name, value);
            }
        }
        if let Some(designator) = row.remove("designator")
            && let Some((carrier, number)) = designator.split_at_checked(2)
        {
            row.insert("carrier", carrier.to_ascii_uppercase());
            row.insert("flight_number", number.trim().to_owned());
        }
        let zone = |row: &BTreeMap<&str, String>, end: &str| row.get(end).map_or(chrono_tz::UTC, |iata| zone_of(iata));
        for (name, end) in TIMES {
            let zone = zone(&row, end);
            if let Some(value) = row.get_mut(name)
                && let Some(with_offset) = offset(value, zone)
            {
                *value = with_offset;
            }
        }
        if !row.contains_key("departure_date")
            && let Some(at) = row.get("scheduled_departure").and_then(|at| DateTime::parse_from_rfc3339(at).ok())
        {
            row.insert("departure_date", at.with_timezone(&zone(&row, "origin")).date_naive().to_string());
        }
        if let Some(word) = row.remove("state")
            && let Some(state) = self.states.get(&word)
        {
            row.insert("state", state.as_str().to_owned());
        }
        row
    }
}

/// Seconds since 1970, or a time without offset, as an instant with one; what has one stays.
fn offset(text: &str, zone: Tz) -> Option<String> {
    if let Ok(seconds) = text.parse::<i64>() {
        return DateTime::from_timestamp(seconds, 0).map(|at| at.to_rfc3339());
    }
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    from_local(local, zone).map(|at| at.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#"
        records = "/data/list"
        next = "/data/next"
        [fields]
        designator = "/flight/iata"
        destination = "/to"
        scheduled_departure = "/dep/planned"
        estimated_departure = "/dep/expected"
        scheduled_arrival = "/arr"
        gate = "/dep/gate"
        state = "/status"
        [constants]
        origin = "AMS"
        [states]
        "Gate changed" = "GCH"
        [headers]
        "x-api-key" = "{key}"
    "#;

    #[test]
    fn any_json_is_read_as_rows_of_a_flights_file() {
        let map = FlightMap::read(MAP).expect("a mapping");
        let answer = r#"{"data":{"list":[
            {"flight":{"iata":"kl1613"},"to":"VCE","dep":{"planned":"2025-03-04 06:40:00","expected":1741067400,"gate":"d4"},"arr":"2025-03-04T08:25","status":"Gate changed"},
            {"flight":{"iata":"KL1613"},"to":"VCE","dep":{"planned":"2025-03-04T05:40:00Z"},"status":"who knows"},
            {"flight":{"iata":"KL"},"to":"VCE","dep":{"planned":"2025-03-04T05:40:00Z"}},
            7]}}"#;
        let intake = map.flights(answer.as_bytes(), "api").expect("read");
        assert_eq!((intake.counts.accepted, intake.counts.quarantined), (2, 2), "{:?}", intake.quarantined);
        let event = &intake.accepted[0].1;
        assert_eq!(event.leg.to_string(), "KL1613/2025-03-04/AMS-VCE");
        assert_eq!(event.scheduled_departure_at.to_rfc3339(), "2025-03-04T05:40:00+00:00");
        assert_eq!(
            event.estimated_departure_at.map(|at| at.to_rfc3339()).as_deref(),
            Some("2025-03-04T05:50:00+00:00")
        );
        assert_eq!((event.gate.as_deref(), event.state), (Some("D4"), Some(FlightState::GateChanged)));
        assert_eq!(event.scheduled_arrival_at.map(|at| at.to_rfc3339()).as_deref(), Some("2025-03-04T07:25:00+00:00"));
        assert_eq!(intake.accepted[1].1.state, None, "a word that nobody explained tells nothing");
        for other in ["{}", "[", "{\"data\":{\"list\":1}}"] {
            assert!(map.flights(other.as_bytes(), "api").is_err(), "{other}");
        }
    }

    #[test]
    fn a_mapping_that_can_not_work_says_why() {
        let fault = |from: &str, to: &str| FlightMap::read(&MAP.replace(from, to)).expect_err("a fault");
        assert!(fault("gate = ", "gait = ").contains("gait"));
        assert!(fault("origin = \"AMS\"", "").contains("origin"));
        assert!(fault("\"/to\"", "\"to\"").contains("slash"));
        assert!(fault("GCH", "GHC").contains("GHC"));
        assert!(fault("designator", "carrier").contains("designator"));
    }
}

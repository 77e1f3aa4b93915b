//! Flights and bookings sent in. Rows go the way of files: a bad one is counted and set aside, never stored, and stops
//! nothing; the counts add up.

use std::collections::BTreeMap;
use std::io::Cursor;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::Body;
use crate::formats::bookings::BookingRows;
use crate::formats::flights::FlightRows;
use crate::formats::pnl::read_pnl;
use crate::services::Error;
use crate::services::intake::{IntakeReport, import_bookings, import_flights};
use crate::services::passenger_lists::import_lists;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Most rows at once.
const MOST_ROWS: usize = 5_000;

/// What is known of a flight now. Each row is an event; later ones win.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlightRow {
    /// IATA code of the airline.
    pub carrier: String,
    /// Number without the airline's code.
    #[schema(minimum = 1, maximum = 9999)]
    pub flight_number: u16,
    /// Local day of departure, `2025-03-04`.
    pub departure_date: String,
    /// IATA code.
    pub origin: String,
    /// IATA code.
    pub destination: String,
    /// STD, RFC 3339.
    pub scheduled_departure: String,
    /// When this became known.
    pub known_at: Option<String>,
    /// ETD.
    pub estimated_departure: Option<String>,
    /// STA.
    pub scheduled_arrival: Option<String>,
    /// ETA.
    pub estimated_arrival: Option<String>,
    /// Terminal.
    pub terminal: Option<String>,
    /// Pier.
    pub pier: Option<String>,
    /// Gate.
    pub gate: Option<String>,
    /// Boarding call.
    pub boarding_at: Option<String>,
    /// When the gate closes.
    pub gate_closes_at: Option<String>,
    /// `SCH`, `DEL`, `GTO`, `BRD`, `GCL`, `GTD`, `DEP`, `CNX`, `GCH`.
    pub state: Option<String>,
    /// Other designators of the flight, separated by spaces.
    pub codeshares: Option<String>,
}

/// A passenger on a flight leg. What is not named here is not taken.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingRow {
    /// Record locator.
    pub record_locator: String,
    /// The airline's own key of the traveller.
    pub traveller_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name, or the airline's name form.
    pub family_name: String,
    /// IATA code of the airline.
    pub carrier: String,
    /// Number without the airline's code.
    #[schema(minimum = 1, maximum = 9999)]
    pub flight_number: u16,
    /// Local day of departure, `2025-03-04`.
    pub departure_date: String,
    /// IATA code.
    pub origin: String,
    /// IATA code.
    pub destination: String,
    /// Seat.
    pub seat: Option<String>,
    /// Cabin.
    pub cabin: Option<String>,
    /// Tier of the loyalty programme.
    pub loyalty_tier: Option<String>,
    /// Language code.
    pub language: Option<String>,
    /// Home city.
    pub home_city: Option<String>,
    /// Home country.
    pub home_country: Option<String>,
    /// `ADT`, `CHD`, `INF`, `UMNR`.
    pub passenger_type: Option<String>,
    /// Network of the handle the traveller gave.
    pub social_network: Option<String>,
    /// The handle.
    pub social_handle: Option<String>,
    /// When the traveller joined the programme.
    pub opted_in_at: Option<String>,
    /// Value band.
    pub value_band: Option<String>,
    /// When it was booked.
    pub booked_at: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// Flights to take in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlightsSent {
    /// Rows, in the order they became known.
    #[schema(min_items = 1, max_items = 5000)]
    pub rows: Vec<FlightRow>,
}

/// Bookings to take in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingsSent {
    /// Rows.
    #[serde(default)]
    #[schema(max_items = 5000)]
    pub rows: Vec<BookingRow>,
    /// PNL and ADL messages as the airline sent them, in place of rows.
    pub messages: Option<String>,
}

/// What became of the rows: `lines = accepted + duplicate + quarantined`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// Rows.
    pub lines: u64,
    /// Taken in.
    pub accepted: u64,
    /// Known before.
    pub duplicate: u64,
    /// Set aside.
    pub quarantined: u64,
    /// Set aside, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// What is odd in messages, with line and remedy.
    pub warnings: Vec<String>,
}

impl From<IntakeReport> for Taken {
    fn from(report: IntakeReport) -> Self {
        let IntakeReport { lines, accepted, duplicate, quarantined, reasons, warnings, .. } = report;
        Self { lines, accepted, duplicate, quarantined, reasons, warnings }
    }
}

/// The rows as the file they could have come in; its reader knows all the rules.
fn as_file<T: Serialize>(rows: &[T]) -> Result<Cursor<Vec<u8>>, Problem> {
    if rows.is_empty() || rows.len() > MOST_ROWS {
        return Err(Problem::Invalid(format!("`rows` holds none or more than {MOST_ROWS}")));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| Problem::failed(&error))?;
    }
    writer.into_inner().map(Cursor::new).map_err(|error| Problem::failed(&error))
}

/// A file that can't be read at all.
fn unreadable(error: Error) -> Problem {
    match error {
        Error::File(fault) => Problem::Invalid(fault.to_string()),
        other => other.into(),
    }
}

/// Send flights in; what is news moves gifts at once
#[utoipa::path(post, path = "/api/v1/flights", tag = "intake", request_body = FlightsSent,
    responses((status = 200, description = "What became of the rows", body = Taken)))]
pub async fn flights(
    State(web): State<Web>,
    Body(FlightsSent { rows }): Body<FlightsSent>,
) -> Result<Json<Taken>, Problem> {
    let rows = FlightRows::open(as_file(&rows)?, "api").map_err(|fault| unreadable(fault.into()))?;
    Ok(Json(import_flights(web.app()?, rows).await.map_err(unreadable)?.into()))
}

/// Send bookings in, as rows or as PNL and ADL messages
#[utoipa::path(post, path = "/api/v1/bookings", tag = "intake", request_body = BookingsSent,
    responses((status = 200, description = "What became of the rows", body = Taken)))]
pub async fn bookings(
    State(web): State<Web>,
    Body(BookingsSent { rows, messages }): Body<BookingsSent>,
) -> Result<Json<Taken>, Problem> {
    if let Some(messages) = messages {
        if !rows.is_empty() {
            return Err(Problem::Invalid("give `rows` or `messages`, not both".to_owned()));
        }
        let app = web.app()?;
        let messages = read_pnl(messages.as_bytes(), "api", app.now().date_naive());
        let messages = messages.map_err(|fault| unreadable(fault.into()))?;
        return Ok(Json(import_lists(app, "api", messages, |_| ()).await.map_err(unreadable)?.into()));
    }
    let rows = BookingRows::open(as_file(&rows)?, "api").map_err(|fault| unreadable(fault.into()))?;
    Ok(Json(import_bookings(web.app()?, "api", rows, |_| ()).await.map_err(unreadable)?.into()))
}

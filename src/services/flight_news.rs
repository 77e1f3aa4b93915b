//! Flight news from outside, by webhook, API or poll: one way in, whoever brings it. What changes nothing is counted as known.

use serde::Serialize;

use super::Error;
use super::intake::{IntakeReport, take_flights};
use crate::app::App;
use crate::domain::flight::FlightEvent;
pub use crate::formats::flight_map::FlightMap;
use crate::formats::quarantine::{Intake, IntakeRows};
use crate::formats::schiphol::read_flights;
use crate::formats::telex::{is_telex, read_telex};

/// What polls are noted under: one a minute, whichever instance is first.
const POLL: &str = "flight_poll";

/// What a delivery of flight news did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsReport {
    /// What became of its records.
    #[serde(flatten)]
    pub records: IntakeReport,
    /// Gifts whose window moved.
    pub moved: usize,
    /// Gifts offered where their flight lands.
    pub offered: usize,
    /// Gifts taken back.
    pub withdrawn: usize,
}

/// Takes in flight news: CSV, the JSON of a Schiphol-style API, or movement and schedule messages.
pub async fn take_body(app: &App, body: &[u8], name: &str) -> Result<NewsReport, Error> {
    let intake = read(app, body, name).await?;
    take_rows(app, IntakeRows::from(intake)).await
}

/// Takes in the answer of an API whose records a mapping explains.
pub async fn take_mapped(app: &App, map: &FlightMap, body: &[u8], name: &str) -> Result<NewsReport, Error> {
    take_rows(app, IntakeRows::from(map.flights(body, name)?)).await
}

async fn read(app: &App, body: &[u8], name: &str) -> Result<Intake<FlightEvent>, Error> {
    if !is_telex(body) {
        return Ok(read_flights(body, name)?);
    }
    let known: Vec<_> = app.store.list_flights().await?.into_iter().map(|(_, flight)| flight).collect();
    Ok(read_telex(body, name, &known, app.now())?)
}

async fn take_rows(app: &App, rows: IntakeRows<FlightEvent>) -> Result<NewsReport, Error> {
    let (records, clock) = take_flights(app, rows).await?;
    Ok(NewsReport { records, moved: clock.moved, offered: clock.offered, withdrawn: clock.withdrawn })
}

/// Whether this instance is the one to ask the flight API in this minute.
pub async fn claim_poll(app: &App) -> Result<bool, Error> {
    let now = app.now();
    let minute = now.timestamp().div_euclid(60).to_string();
    let mut tx = app.store.begin().await?;
    let first = tx.add_hook_message(POLL, &minute, now).await?;
    tx.commit().await?;
    Ok(first)
}

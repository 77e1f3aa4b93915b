//! Flight legs as they are known now, and the history of what was known when.

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::flight::{Designator, Flight, FlightEvent, LegKey};
use crate::domain::id::{LegId, TravellerId};
use crate::domain::instant::Instant;

statements! {
    FIND = "select id, carrier, flight_number, departure_on, origin, destination, scheduled_departure_at, estimated_departure_at, \
            scheduled_arrival_at, estimated_arrival_at, terminal, pier, gate, boarding_at, gate_closes_at, state, codeshares \
            from flight_leg where carrier = $1 and flight_number = $2 and departure_on = $3 and origin = $4 and destination = $5";
    FIND_OF = "select id, carrier, flight_number, departure_on, origin, destination, scheduled_departure_at, estimated_departure_at, \
            scheduled_arrival_at, estimated_arrival_at, terminal, pier, gate, boarding_at, gate_closes_at, state, codeshares \
            from flight_leg where id = $1";
    LIST = "select id, carrier, flight_number, departure_on, origin, destination, scheduled_departure_at, estimated_departure_at, \
            scheduled_arrival_at, estimated_arrival_at, terminal, pier, gate, boarding_at, gate_closes_at, state, codeshares \
            from flight_leg order by scheduled_departure_at, id";
    OF_TRAVELLER = "select l.id, l.carrier, l.flight_number, l.departure_on, l.origin, l.destination, l.scheduled_departure_at, \
                    l.estimated_departure_at, l.scheduled_arrival_at, l.estimated_arrival_at, l.terminal, l.pier, l.gate, l.boarding_at, \
                    l.gate_closes_at, l.state, l.codeshares from flight_leg l join passage g on g.leg_id = l.id \
                    where g.traveller_id = $1 order by l.scheduled_departure_at, l.id";
    ADD = "insert into flight_leg (id, carrier, flight_number, departure_on, origin, destination, scheduled_departure_at, state, \
           codeshares, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SAVE = "update flight_leg set scheduled_departure_at = $2, estimated_departure_at = $3, scheduled_arrival_at = $4, \
            estimated_arrival_at = $5, terminal = $6, pier = $7, gate = $8, boarding_at = $9, gate_closes_at = $10, state = $11, \
            codeshares = $12, changed_at = $13 where id = $1";
    ADD_EVENT = "insert into flight_event (leg_id, sequence, known_at, received_at, event, fingerprint) \
                 select $1, coalesce(max(sequence), 0) + 1, $2, $3, $4, $5 from flight_event where leg_id = $1 \
                 having not exists (select 1 from flight_event where leg_id = $1 and fingerprint = $5)",
        postgres: "insert into flight_event (leg_id, sequence, known_at, received_at, event, fingerprint) \
                 select $1, coalesce(max(sequence), 0) + 1, $2::timestamptz, $3::timestamptz, $4::jsonb, $5::bytea from flight_event \
                 where leg_id = $1 having not exists (select 1 from flight_event where leg_id = $1 and fingerprint = $5::bytea)";
}

row! {
    #[derive(Debug, Clone)]
    pub(crate) struct LegRow {
        id: Uuid,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
        scheduled_departure_at: Instant,
        estimated_departure_at: Option<Instant>,
        scheduled_arrival_at: Option<Instant>,
        estimated_arrival_at: Option<Instant>,
        terminal: Option<String>,
        pier: Option<String>,
        gate: Option<String>,
        boarding_at: Option<Instant>,
        gate_closes_at: Option<Instant>,
        state: String,
        codeshares: String,
    }
}

impl LegRow {
    pub(super) fn into_flight(self) -> Result<(LegId, Flight), StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let number = u16::try_from(self.flight_number).map_err(|_| bad("flight number"))?;
        let leg = LegKey {
            designator: Designator { carrier: self.carrier, number },
            departure_on: self.departure_on,
            origin: self.origin,
            destination: self.destination,
        };
        let flight = Flight {
            leg,
            scheduled_departure_at: self.scheduled_departure_at,
            estimated_departure_at: self.estimated_departure_at,
            scheduled_arrival_at: self.scheduled_arrival_at,
            estimated_arrival_at: self.estimated_arrival_at,
            terminal: self.terminal,
            pier: self.pier,
            gate: self.gate,
            boarding_at: self.boarding_at,
            gate_closes_at: self.gate_closes_at,
            state: self.state.parse().map_err(|_| bad("flight state"))?,
            codeshares: read_codeshares(&self.codeshares)?,
        };
        Ok((LegId(self.id), flight))
    }
}

impl Tx {
    /// The leg of this name, if it is known.
    pub async fn find_flight(&mut self, leg: &LegKey) -> Result<Option<(LegId, Flight)>, StoreError> {
        let LegKey { designator, departure_on, origin, destination } = leg;
        let number = i64::from(designator.number);
        let row = in_tx!(self, FIND, query_as::<LegRow>[&designator.carrier, number, departure_on, origin, destination], fetch_optional)?;
        row.map(LegRow::into_flight).transpose()
    }

    /// The leg of this id, if it is known.
    pub async fn find_flight_of(&mut self, leg: LegId) -> Result<Option<Flight>, StoreError> {
        let row = in_tx!(self, FIND_OF, query_as::<LegRow>[leg.0], fetch_optional)?;
        Ok(row.map(LegRow::into_flight).transpose()?.map(|(_, flight)| flight))
    }

    /// All legs, in the order they leave.
    pub async fn list_flights(&mut self) -> Result<Vec<(LegId, Flight)>, StoreError> {
        let rows = in_tx!(self, LIST, query_as::<LegRow>[], fetch_all)?;
        rows.into_iter().map(LegRow::into_flight).collect()
    }

    /// Adds a leg.
    pub async fn add_flight(&mut self, id: LegId, flight: &Flight, now: Instant) -> Result<(), StoreError> {
        let LegKey { designator, departure_on, origin, destination } = &flight.leg;
        let number = i64::from(designator.number);
        in_tx!(self, ADD, query[id.0, &designator.carrier, number, departure_on, origin, destination,
            flight.scheduled_departure_at, flight.state.as_str(), join(&flight.codeshares), now], execute)?;
        self.save_flight(id, flight, now).await
    }

    /// Writes what is known of a leg now.
    pub async fn save_flight(&mut self, id: LegId, flight: &Flight, now: Instant) -> Result<(), StoreError> {
        let touched = in_tx!(self, SAVE, query[id.0, flight.scheduled_departure_at, flight.estimated_departure_at,
            flight.scheduled_arrival_at, flight.estimated_arrival_at, &flight.terminal, &flight.pier, &flight.gate,
            flight.boarding_at, flight.gate_closes_at, flight.state.as_str(), join(&flight.codeshares), now], execute)?;
        super::one_row(touched)
    }

    /// Adds an event to a leg's history; `false` where the same event is there already.
    pub async fn add_flight_event(
        &mut self,
        leg: LegId,
        event: &FlightEvent,
        known_at: Instant,
        received_at: Instant,
        fingerprint: &[u8],
    ) -> Result<bool, StoreError> {
        let touched = in_tx!(self, ADD_EVENT, query[leg.0, known_at, received_at, Json(event), fingerprint], execute)?;
        Ok(touched == 1)
    }
}

impl Store {
    /// All legs, in the order they leave.
    pub async fn list_flights(&self) -> Result<Vec<(LegId, Flight)>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<LegRow>[], fetch_all)?;
        rows.into_iter().map(LegRow::into_flight).collect()
    }

    /// The legs of one traveller, in the order they leave.
    pub async fn flights_of(&self, traveller: TravellerId) -> Result<Vec<(LegId, Flight)>, StoreError> {
        let rows = on_read!(self, OF_TRAVELLER, query_as::<LegRow>[traveller.0], fetch_all)?;
        rows.into_iter().map(LegRow::into_flight).collect()
    }
}

/// Designators as a row holds them, with blanks between.
pub(super) fn read_codeshares(text: &str) -> Result<Vec<Designator>, StoreError> {
    let codeshares = text.split_whitespace().map(str::parse).collect::<Result<_, _>>();
    codeshares.map_err(|_| StoreError::BadRow { what: "codeshare" })
}

fn join(codeshares: &[Designator]) -> String {
    codeshares.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

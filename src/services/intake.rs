//! Files into the store: bookings and flights. What is counted adds up; a repeated file changes nothing.
//!
//! A run that is cut off keeps whole batches and can simply be started again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::flight_clock::{ClockReport, follow_all};
use super::outcomes::Watch;
use super::passenger_lists::mark_key;
use super::requests::booking_fingerprint;
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::flight::{Flight, FlightEvent, LegKey};
use crate::domain::id::{LegId, PersonId, TravellerId, mint};
use crate::domain::instant::Instant;
use crate::domain::traveller::Booking;
use crate::formats::quarantine::{Counted, FileFault, Row};
use crate::store::Tx;
use crate::store::intake::QuarantinedLine;
use crate::store::person::NewPerson;
use crate::store::sealing::FingerprintOf;
use crate::store::traveller::NewTraveller;

/// Most warnings of a file.
const MOST_WARNINGS: usize = 1_000;
/// Rows per transaction: enough that a durable commit costs little, few enough that a cut loses little.
const BATCH: usize = 5000;
/// Rows per statement, below both engines' limit of binds.
pub(super) const CHUNK: usize = 500;

/// What became of the lines of a file: `lines = accepted + duplicate + quarantined`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct IntakeReport {
    /// Rows of data.
    pub lines: u64,
    /// Taken in.
    pub accepted: u64,
    /// Known before, from this file or an earlier one.
    pub duplicate: u64,
    /// Set aside.
    pub quarantined: u64,
    /// Set aside, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Columns or values that giftgate does not keep and dropped unread.
    pub unknown_fields: u64,
    /// Passengers whom a list took off their flight.
    #[serde(skip_serializing_if = "is_none")]
    pub taken_off: u64,
    /// Passengers whom a list changed.
    #[serde(skip_serializing_if = "is_none")]
    pub changed: u64,
    /// What is odd in a passenger list, with line and remedy; no values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Counts every row of a file and holds what is set aside until it is stored with the rest.
pub(super) struct Intake<'a> {
    app: &'a App,
    pub(super) report: IntakeReport,
    aside: Vec<QuarantinedLine>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(app: &'a App) -> Self {
        Self { app, report: IntakeReport::default(), aside: Vec::new() }
    }

    /// Counts a row; gives its line and value where it can be used. What becomes of it is the caller's to count.
    pub(super) fn row<T>(&mut self, row: Row<T>) -> Option<(u64, T)> {
        self.report.lines += 1;
        match row {
            Row::Accepted { line, value } => return Some((line, value)),
            Row::Duplicate { .. } => self.report.duplicate += 1,
            Row::Quarantined(flaw) => self.set_aside(&flaw.file, flaw.line, &flaw.field, flaw.reason.as_str()),
        }
        None
    }

    /// Counts a usable row as new or known.
    pub(super) fn taken(&mut self, new: bool) {
        if new {
            self.report.accepted += 1;
        } else {
            self.report.duplicate += 1;
        }
    }

    /// Notes what is odd on a line.
    pub(super) fn warn(&mut self, line: u64, what: &str) {
        if self.report.warnings.len() < MOST_WARNINGS {
            self.report.warnings.push(format!("line {line}: {what}"));
        }
    }

    pub(super) fn set_aside(&mut self, file: &str, line: u64, field: &str, reason: &str) {
        self.report.quarantined += 1;
        *self.report.reasons.entry(reason.to_owned()).or_default() += 1;
        let id = mint(self.app.now(), &mut *self.app.rng());
        let (file, field, reason) = (file.to_owned(), field.to_owned(), reason.to_owned());
        self.aside.push(QuarantinedLine { id, file, line, field, reason });
    }

    /// Stores what was set aside since the last time.
    pub(super) async fn store_aside(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let now = self.app.now();
        for chunk in std::mem::take(&mut self.aside).chunks(CHUNK) {
            tx.add_quarantine(chunk, now).await?;
        }
        Ok(())
    }
}

/// Takes bookings in, batch by batch. `progress` hears of the lines done so far.
pub async fn import_bookings<I>(
    app: &App,
    file: &str,
    mut rows: I,
    mut progress: impl FnMut(u64),
) -> Result<IntakeReport, Error>
where
    I: Iterator<Item = Result<Row<Booking>, FileFault>> + Counted,
{
    let mut intake = Intake::new(app);
    let legs = Legs::new(app.store.list_flights().await?);
    let watch = Watch::new(app).await?;
    loop {
        let batch: Vec<_> = rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        take_batch(app, file, (&legs, &watch), batch, &mut intake).await?;
        progress(intake.report.lines);
    }
    intake.report.unknown_fields = rows.counts().unknown_fields;
    Ok(intake.report)
}

async fn take_batch(
    app: &App,
    file: &str,
    (legs, watch): (&Legs, &Watch),
    batch: Vec<Row<Booking>>,
    intake: &mut Intake<'_>,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let suppressed = tx.suppressed().await?;
    let off = tx.list_off().await?;
    let mut bookings = Vec::new();
    for row in batch {
        let Some((line, booking)) = intake.row(row) else { continue };
        let fingerprint = passenger_fingerprint(app, &booking);
        if is_suppressed(app, &suppressed, &fingerprint, &booking) {
            intake.set_aside(file, line, "row", "suppressed");
            continue;
        }
        // That somebody booked again counts, whether or not we know the flight.
        watch.see(app, &mut tx, &booking).await?;
        let Some(leg) = legs.find(&booking.leg) else {
            intake.set_aside(file, line, "flight_number", "unknown_flight");
            continue;
        };
        // A list knows better than a file that was made before it; who is booked anew comes back with the next list.
        if !off.is_empty() && off.contains(&(leg, mark_key(app, &booking, &fingerprint))) {
            intake.set_aside(file, line, "row", "withdrawn");
            continue;
        }
        bookings.push((leg, fingerprint, booking));
    }
    for chunk in bookings.chunks_mut(CHUNK) {
        let added = take_chunk(app, &mut tx, chunk, now).await?;
        intake.report.accepted += added;
        intake.report.duplicate += chunk.len() as u64 - added;
    }
    intake.store_aside(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn take_chunk(
    app: &App,
    tx: &mut Tx,
    chunk: &mut [(LegId, Vec<u8>, Booking)],
    now: Instant,
) -> Result<u64, Error> {
    let fingerprints: Vec<&[u8]> = chunk.iter().map(|(_, fingerprint, _)| fingerprint.as_slice()).collect();
    let mut known: HashMap<Vec<u8>, TravellerId> = tx.known_travellers(&fingerprints).await?.into_iter().collect();
    let (mut people, mut travellers) = (Vec::new(), Vec::new());
    for (_, fingerprint, booking) in &*chunk {
        if known.contains_key(fingerprint) {
            continue;
        }
        let (id, person) = {
            let mut rng = app.rng();
            (TravellerId::mint(now, &mut *rng), PersonId::mint(now, &mut *rng))
        };
        let (key, wrapped_key) = app.store.keys().new_person(person);
        let sealed = app.store.seal_booking(&key, booking);
        people.push(NewPerson { id: person, wrapped_key, created_at: now });
        travellers.push(NewTraveller {
            id,
            person,
            fingerprint: fingerprint.clone(),
            sealed,
            booking: booking.clone(),
        });
        known.insert(fingerprint.clone(), id);
    }
    if !people.is_empty() {
        tx.add_people(&people).await?;
        tx.add_travellers(&travellers, now).await?;
    }
    let passages: Vec<_> =
        chunk.iter().map(|(leg, fingerprint, booking)| (*leg, known[fingerprint], booking)).collect();
    Ok(tx.add_passages(&passages).await?)
}

/// The same passenger of the same booking, whatever the case of the letters.
pub(super) fn passenger_fingerprint(app: &App, booking: &Booking) -> Vec<u8> {
    let name = [&booking.family_name, &booking.given_name].map(|name| name.to_lowercase());
    let own_key = booking.traveller_ref.as_deref().unwrap_or_default();
    app.store.keys().fingerprint(FingerprintOf::Passenger, &[&booking.record_locator, &name[0], &name[1], own_key])
}

pub(super) fn is_suppressed(app: &App, list: &BTreeSet<Vec<u8>>, passenger: &[u8], booking: &Booking) -> bool {
    if list.is_empty() {
        return false;
    }
    let keys = app.store.keys();
    let email = booking.email.as_ref().map(|email| keys.fingerprint(FingerprintOf::Email, &[&email.to_lowercase()]));
    let account = booking.social.as_ref().map(|social| app.store.handle_fingerprint(social.network, &social.handle));
    let spelled = booking_fingerprint(app, booking);
    list.contains(passenger)
        || list.contains(&spelled)
        || [email, account].into_iter().flatten().any(|one| list.contains(&one))
}

/// Legs by every name they have: operating and codeshare designators.
pub(super) struct Legs(HashMap<LegKey, LegId>);

impl Legs {
    pub(super) fn new(flights: Vec<(LegId, Flight)>) -> Self {
        let mut legs = HashMap::new();
        for (id, flight) in flights {
            for designator in flight.codeshares {
                legs.entry(LegKey { designator, ..flight.leg.clone() }).or_insert(id);
            }
            legs.insert(flight.leg, id);
        }
        Self(legs)
    }

    pub(super) fn find(&self, leg: &LegKey) -> Option<LegId> {
        self.0.get(leg).copied()
    }
}

/// Takes a file of flights in: each row is an event of its leg, applied in the file's order, and moves what hangs on it.
pub async fn import_flights<I>(app: &App, rows: I) -> Result<IntakeReport, Error>
where
    I: Iterator<Item = Result<Row<FlightEvent>, FileFault>> + Counted,
{
    Ok(take_flights(app, rows).await?.0)
}

/// The same, and what it did to open gifts.
pub async fn take_flights<I>(app: &App, mut rows: I) -> Result<(IntakeReport, ClockReport), Error>
where
    I: Iterator<Item = Result<Row<FlightEvent>, FileFault>> + Counted,
{
    let now = app.now();
    let under_way = campaigns::list_under_way(app).await?;
    let mut intake = Intake::new(app);
    let mut tx = app.store.begin().await?;
    let mut changes = Vec::new();
    for row in rows.by_ref() {
        if let Some((_, event)) = intake.row(row?) {
            let change = add_event(app, &mut tx, event, now).await?;
            intake.taken(change.is_some());
            changes.extend(change);
        }
    }
    intake.store_aside(&mut tx).await?;
    let moved = follow_all(app, &mut tx, &under_way, &changes).await?;
    tx.commit().await?;
    intake.report.unknown_fields = rows.counts().unknown_fields;
    Ok((intake.report, moved))
}

/// A leg before and after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegChange {
    /// The leg.
    pub id: LegId,
    /// What was known; `None` for a new leg.
    pub before: Option<Flight>,
    /// What is known now.
    pub after: Flight,
}

/// Applies an event to its leg; `None` where the same event came in before.
pub(super) async fn add_event(
    app: &App,
    tx: &mut Tx,
    event: FlightEvent,
    now: Instant,
) -> Result<Option<LegChange>, Error> {
    // An event of numbers and codes always serializes.
    let text = serde_json::to_string(&event).unwrap_or_default();
    let fingerprint = app.store.keys().fingerprint(FingerprintOf::Event, &[&text]);
    let known_at = event.known_at.unwrap_or(now);
    let found = tx.find_flight(&event.leg).await?;
    let (id, before, after) = match found {
        None => {
            let id = LegId::mint(now, &mut *app.rng());
            let flight = Flight::new(event.clone());
            tx.add_flight(id, &flight, now).await?;
            (id, None, flight)
        }
        Some((id, before)) => {
            let mut after = before.clone();
            after.apply(event.clone());
            (id, Some(before), after)
        }
    };
    if !tx.add_flight_event(id, &event, known_at, now, &fingerprint).await? {
        return Ok(None);
    }
    if before.is_some() {
        tx.save_flight(id, &after, now).await?;
    }
    Ok(Some(LegChange { id, before, after }))
}

/// Takes flight events in that are known from the start, in their order; gives how many were new.
pub async fn import_events(app: &App, events: Vec<FlightEvent>) -> Result<u64, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for event in events {
        added += u64::from(add_event(app, &mut tx, event, now).await?.is_some());
    }
    tx.commit().await?;
    Ok(added)
}

//! What passenger lists (PNL, ADL) said last, who is on a leg, and what goes with somebody who is taken off it.
//!
//! Invariant: marks and messages are keyed hashes; no row of theirs names anybody.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::traveller::Passenger;
use super::{Store, StoreError, Tx};
use crate::domain::id::{LegId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::passenger_list::Told;
use crate::domain::traveller::{Booking, Cabin};

statements! {
    LIST_MARKS = "select passenger, is_aboard, amends, sent_at from list_mark where leg_id = $1";
    LIST_OFF = "select leg_id, passenger from list_mark where is_aboard = $1";
    FORGET_MARKS = "delete from list_mark where passenger = $1";
    PURGE_MARKS = "delete from list_mark where leg_id in (select id from flight_leg \
                   where coalesce(estimated_departure_at, scheduled_departure_at) < $1)";
    COUNT_MESSAGE = "select count(*) from list_message where fingerprint = $1";
    ADD_MESSAGE = "insert into list_message (fingerprint, taken_at) values ($1, $2) on conflict (fingerprint) do nothing";
    PURGE_MESSAGES = "delete from list_message where taken_at < $1";
    FINGERPRINTS = "select t.id, t.fingerprint from passage g join traveller t on t.id = g.traveller_id where g.leg_id = $1";
    TAKE_OFF = "delete from passage where leg_id = $1 and traveller_id = $2";
    HAS_PASSAGE = "select count(*) from passage where leg_id = $1 and traveller_id = $2";
    WITHDRAW_MATCHES = "update candidate set state = 'withdrawn', decided_at = $3 where leg_id = $1 and traveller_id = $2 \
                        and state in ('suggested', 'confirmed', 'ambiguous') and not exists (select 1 from gift \
                        where gift.candidate_id = candidate.id and gift.state = 'picked_up')";
    SET_CABIN = "update passage set cabin = $3 where leg_id = $1 and traveller_id = $2";
    SET_TRAVELLER = "update traveller set passenger_type = $2, fingerprint = $3, sealed = $4 where id = $1";
}

row! {
    struct MarkRow { passenger: Vec<u8>, is_aboard: bool, amends: bool, sent_at: Option<Instant> }
}

row! {
    struct OffRow { leg_id: Uuid, passenger: Vec<u8> }
}

row! {
    struct FingerprintRow { id: Uuid, fingerprint: Vec<u8> }
}

/// What the newest message said of a passenger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Whether they are on the list.
    pub is_aboard: bool,
    /// The kind and time of the message.
    pub told: Told,
}

impl Store {
    /// Everybody booked on a leg, opened, with the keyed hash that each is known by.
    pub async fn aboard(&self, tx: &mut Tx, leg: LegId) -> Result<Vec<(Vec<u8>, Passenger)>, StoreError> {
        let rows = in_tx!(tx, FINGERPRINTS, query_as::<FingerprintRow>[leg.0], fetch_all)?;
        let mut known: BTreeMap<_, _> = rows.into_iter().map(|row| (TravellerId(row.id), row.fingerprint)).collect();
        let opened = self.passengers_on(tx, leg).await?;
        Ok(opened.into_iter().filter_map(|one| Some((known.remove(&one.id)?, one))).collect())
    }
}

impl Tx {
    /// What lists said last of the passengers of a leg, by their keyed hashes.
    pub async fn list_marks(&mut self, leg: LegId) -> Result<BTreeMap<Vec<u8>, Mark>, StoreError> {
        let rows = in_tx!(self, LIST_MARKS, query_as::<MarkRow>[leg.0], fetch_all)?;
        let mark = |row: MarkRow| {
            let told = Told { amends: row.amends, sent_at: row.sent_at };
            (row.passenger, Mark { is_aboard: row.is_aboard, told })
        };
        Ok(rows.into_iter().map(mark).collect())
    }

    /// Notes what a list says of passengers, at most 500 a call.
    pub async fn save_marks(&mut self, leg: LegId, marks: &[(Vec<u8>, Mark)], now: Instant) -> Result<(), StoreError> {
        bulk!(
            self,
            "insert into list_mark (leg_id, passenger, is_aboard, amends, sent_at, told_at)",
            marks,
            |cell, mark| {
                let (passenger, Mark { is_aboard, told }) = mark;
                cell.push_bind(leg.0)
                    .push_bind(passenger)
                    .push_bind(*is_aboard)
                    .push_bind(told.amends)
                    .push_bind(told.sent_at)
                    .push_bind(now);
            },
            "on conflict (leg_id, passenger) do update set is_aboard = excluded.is_aboard, amends = excluded.amends, \
             sent_at = excluded.sent_at, told_at = excluded.told_at"
        )?;
        Ok(())
    }

    /// Everybody whom a list took off a leg.
    pub async fn list_off(&mut self) -> Result<BTreeSet<(LegId, Vec<u8>)>, StoreError> {
        let rows = in_tx!(self, LIST_OFF, query_as::<OffRow>[false], fetch_all)?;
        Ok(rows.into_iter().map(|row| (LegId(row.leg_id), row.passenger)).collect())
    }

    /// Forgets what lists said of a passenger.
    pub async fn forget_marks(&mut self, passenger: &[u8]) -> Result<(), StoreError> {
        in_tx!(self, FORGET_MARKS, query[passenger], execute)?;
        Ok(())
    }

    /// Forgets what was said of legs that left before an instant, and messages from before another.
    pub async fn purge_lists(&mut self, departed_before: Instant, taken_before: Instant) -> Result<(), StoreError> {
        in_tx!(self, PURGE_MARKS, query[departed_before], execute)?;
        in_tx!(self, PURGE_MESSAGES, query[taken_before], execute)?;
        Ok(())
    }

    /// Whether a message was taken in.
    pub async fn has_list_message(&mut self, fingerprint: &[u8]) -> Result<bool, StoreError> {
        Ok(in_tx!(self, COUNT_MESSAGE, query_scalar::<i64>[fingerprint], fetch_one)? > 0)
    }

    /// Notes that a message was taken in.
    pub async fn add_list_message(&mut self, fingerprint: &[u8], now: Instant) -> Result<(), StoreError> {
        in_tx!(self, ADD_MESSAGE, query[fingerprint, now], execute)?;
        Ok(())
    }

    /// Takes a traveller off a leg.
    pub async fn remove_passage(&mut self, leg: LegId, traveller: TravellerId) -> Result<(), StoreError> {
        in_tx!(self, TAKE_OFF, query[leg.0, traveller.0], execute)?;
        Ok(())
    }

    /// Withdraws the matches of a traveller on a leg, but for what somebody carries already; gives how many.
    pub async fn withdraw_matches_on(
        &mut self,
        leg: LegId,
        traveller: TravellerId,
        now: Instant,
    ) -> Result<u64, StoreError> {
        Ok(in_tx!(self, WITHDRAW_MATCHES, query[leg.0, traveller.0, now], execute)?)
    }

    /// Whether a traveller is booked on a leg.
    pub async fn has_passage(&mut self, leg: LegId, traveller: TravellerId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, HAS_PASSAGE, query_scalar::<i64>[leg.0, traveller.0], fetch_one)? > 0)
    }

    /// Writes the cabin of a passenger.
    pub async fn set_cabin(&mut self, leg: LegId, traveller: TravellerId, cabin: Cabin) -> Result<(), StoreError> {
        in_tx!(self, SET_CABIN, query[leg.0, traveller.0, cabin.as_str()], execute)?;
        Ok(())
    }

    /// Writes what a list tells anew of who a passenger is.
    pub async fn save_traveller(
        &mut self,
        id: TravellerId,
        booking: &Booking,
        fingerprint: &[u8],
        sealed: &[u8],
    ) -> Result<(), StoreError> {
        in_tx!(self, SET_TRAVELLER, query[id.0, booking.passenger_type.as_str(), fingerprint, sealed], execute)?;
        Ok(())
    }
}

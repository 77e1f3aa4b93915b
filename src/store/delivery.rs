//! Couriers, the rounds as they stand, hand-overs and the consents asked at them.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::consent::{ConsentAnswer, ConsentKind};
use crate::domain::delivery::Courier;
use crate::domain::gift::HandOverOutcome;
use crate::domain::id::{CampaignId, CourierId, GiftId, PersonId};
use crate::domain::instant::{Instant, TimeWindow};

statements! {
    ADD_COURIER = "insert into courier (id, campaign_id, station, name, shift_opens_at, shift_closes_at, capacity, \
                   start_desk) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (campaign_id, station, name, shift_opens_at) do nothing";
    SET_SHIFT = "update courier set capacity = $5, start_desk = $6 where campaign_id = $1 and station = $2 and name = $3 and shift_opens_at = $4";
    REMOVE_COURIER = "delete from courier where id = $1 and not exists (select 1 from stop s where s.courier_id = $1)";
    LIST_COURIERS = "select id, station, name, shift_opens_at, shift_closes_at, capacity, start_desk from courier \
                     where campaign_id = $1 order by station, name, shift_opens_at";
    CLEAR_STOPS = "delete from stop where courier_id in (select id from courier where campaign_id = $1 and station = $2) \
                   and gift_id in (select id from gift where state in ('draft', 'proposed', 'approved', 'picked_up', 'withdrawn'))";
    ADD_STOP = "insert into stop (gift_id, courier_id, sequence, gate, arrives_at, starts_at, leaves_at) \
                values ($1, $2, $3, $4, $5, $6, $7)";
    LAST_SEQUENCE = "select coalesce(max(sequence), 0) from stop where courier_id = $1";
    LIST_STOPS = "select s.gift_id, s.courier_id, s.sequence, s.gate, s.arrives_at, s.starts_at, s.leaves_at from stop s \
                  join gift g on g.id = s.gift_id where g.campaign_id = $1 order by s.courier_id, s.sequence";
    ADD_HAND_OVER = "insert into hand_over (gift_id, receipt_id, outcome, in_window, staff_id, simulated, happened_at, received_at) \
                     values ($1, $2, $3, $4, $5, $6, $7, $8)";
    IN_WINDOW = "select count(*) as ended, coalesce(sum(case when h.in_window then 1 else 0 end), 0) as on_time from hand_over h \
                 join gift g on g.id = h.gift_id where g.campaign_id = $1";
    FIND_RECEIPT = "select (select count(*) from hand_over where receipt_id = $1 and gift_id = $2) \
                    + (select count(*) from undone_hand_over where receipt_id = $1 and gift_id = $2)";
    ADD_CONSENT = "insert into consent (gift_id, person_id, kind, granted, language, text_version, staff_id, given_at) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (gift_id, kind) do update set granted = excluded.granted, \
                   language = excluded.language, text_version = excluded.text_version, staff_id = excluded.staff_id, \
                   given_at = excluded.given_at, withdrawn_at = null where consent.withdrawn_at is not null";
    WITHDRAW_PUBLICATION = "update consent set withdrawn_at = $2 where gift_id = $1 and kind in ('publication', 'handle', 'reuse') \
                            and granted and withdrawn_at is null";
    PUBLICATION_GRANTED = "select count(*) from consent where gift_id = $1 and kind = 'publication' and granted \
                           and withdrawn_at is null";
    GRANTED = "select count(*) from consent where gift_id = $1 and kind = $2 and granted and withdrawn_at is null";
}

row! {
    struct CourierRow {
        id: Uuid,
        station: String,
        name: String,
        shift_opens_at: Instant,
        shift_closes_at: Instant,
        capacity: i64,
        start_desk: Option<String>,
    }
}

row! {
    struct StopRow {
        gift_id: Uuid,
        courier_id: Uuid,
        sequence: i64,
        gate: Option<String>,
        arrives_at: Instant,
        starts_at: Instant,
        leaves_at: Instant,
    }
}

row! {
    struct InWindowRow { ended: i64, on_time: i64 }
}

/// A stop as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStop {
    /// The gift.
    pub gift: GiftId,
    /// Who brings it.
    pub courier: CourierId,
    /// Place in the round, from 1.
    pub sequence: i64,
    /// Gate it was planned for.
    pub gate: Option<String>,
    /// When the courier gets there.
    pub arrives_at: Instant,
    /// When the hand-over starts.
    pub starts_at: Instant,
    /// When the courier goes on.
    pub leaves_at: Instant,
}

/// A hand-over about to be written.
#[derive(Debug)]
pub struct NewHandOver {
    /// The gift.
    pub gift: GiftId,
    /// Made by the device, so that a repeated upload is recognised.
    pub receipt: Uuid,
    /// How it ended.
    pub outcome: HandOverOutcome,
    /// Whether it was inside the window.
    pub in_window: bool,
    /// When it happened.
    pub happened_at: Instant,
}

impl Store {
    /// A campaign's couriers.
    pub async fn list_couriers(&self, campaign: CampaignId) -> Result<Vec<Courier>, StoreError> {
        let rows = on_read!(self, LIST_COURIERS, query_as::<CourierRow>[campaign.0], fetch_all)?;
        let bad = || StoreError::BadRow { what: "courier" };
        rows.into_iter()
            .map(|row| {
                Ok(Courier {
                    id: CourierId(row.id),
                    name: row.name,
                    station: row.station,
                    shift: TimeWindow::new(row.shift_opens_at, row.shift_closes_at).ok_or_else(bad)?,
                    capacity: u32::try_from(row.capacity).map_err(|_| bad())?,
                    start_desk: row.start_desk,
                })
            })
            .collect()
    }

    /// How many hand-overs of a campaign were inside their window, and how many there were.
    pub async fn hand_overs_in_window(&self, campaign: CampaignId) -> Result<(i64, i64), StoreError> {
        let row = on_read!(self, IN_WINDOW, query_as::<InWindowRow>[campaign.0], fetch_one)?;
        Ok((row.on_time, row.ended))
    }

    /// A campaign's rounds, courier by courier.
    pub async fn list_stops(&self, campaign: CampaignId) -> Result<Vec<StoredStop>, StoreError> {
        let rows = on_read!(self, LIST_STOPS, query_as::<StopRow>[campaign.0], fetch_all)?;
        let stop = |row: StopRow| StoredStop {
            gift: GiftId(row.gift_id),
            courier: CourierId(row.courier_id),
            sequence: row.sequence,
            gate: row.gate,
            arrives_at: row.arrives_at,
            starts_at: row.starts_at,
            leaves_at: row.leaves_at,
        };
        Ok(rows.into_iter().map(stop).collect())
    }
}

impl Tx {
    /// Adds a courier's shift.
    pub async fn add_courier(&mut self, campaign: CampaignId, courier: &Courier) -> Result<(), StoreError> {
        in_tx!(self, ADD_COURIER, query[courier.id.0, campaign.0, &courier.station, &courier.name, courier.shift.opens_at,
            courier.shift.closes_at, i64::from(courier.capacity), &courier.start_desk], execute)?;
        Ok(())
    }

    /// Sets how much a shift carries at once, and where its rounds begin.
    pub async fn set_shift(&mut self, campaign: CampaignId, courier: &Courier) -> Result<(), StoreError> {
        in_tx!(self, SET_SHIFT, query[campaign.0, &courier.station, &courier.name, courier.shift.opens_at,
            i64::from(courier.capacity), &courier.start_desk], execute)?;
        Ok(())
    }

    /// Takes a shift away that has nothing to bring; one that got something meanwhile makes the caller begin again.
    pub async fn remove_courier(&mut self, id: CourierId) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, REMOVE_COURIER, query[id.0], execute)?)
    }

    /// Replaces the stops still ahead at a station; what was handed over keeps its stop.
    pub async fn replace_stops(
        &mut self,
        campaign: CampaignId,
        station: &str,
        stops: &[StoredStop],
    ) -> Result<(), StoreError> {
        in_tx!(self, CLEAR_STOPS, query[campaign.0, station], execute)?;
        for stop in stops {
            let last = in_tx!(self, LAST_SEQUENCE, query_scalar::<i64>[stop.courier.0], fetch_one)?;
            in_tx!(self, ADD_STOP, query[stop.gift.0, stop.courier.0, last + 1, &stop.gate, stop.arrives_at, stop.starts_at,
                stop.leaves_at], execute)?;
        }
        Ok(())
    }

    /// Whether a device's receipt for a gift was taken in before.
    pub async fn find_receipt(&mut self, receipt: Uuid, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, FIND_RECEIPT, query_scalar::<i64>[receipt, gift.0], fetch_one)? > 0)
    }

    /// Writes a hand-over; `Taken` where the gift has one, or the receipt stands for another gift.
    pub async fn add_hand_over(
        &mut self,
        new: &NewHandOver,
        by: &Actor,
        received_at: Instant,
    ) -> Result<(), StoreError> {
        let added = in_tx!(self, ADD_HAND_OVER, query[new.gift.0, new.receipt, new.outcome.as_str(), new.in_window, by.id.0,
            by.simulated, new.happened_at, received_at], execute);
        match added {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }

    /// Writes an answer to one consent question; one that was withdrawn can be given anew.
    pub async fn add_consent(
        &mut self,
        gift: GiftId,
        person: PersonId,
        answer: ConsentAnswer,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD_CONSENT, query[gift.0, person.0, answer.kind.as_str(), answer.granted, answer.language.as_str(),
            i64::from(answer.text_version), by.id.0, now], execute)?;
        Ok(())
    }

    /// Takes the traveller's yes to publication back; gives whether there was one.
    pub async fn withdraw_publication(&mut self, gift: GiftId, now: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, WITHDRAW_PUBLICATION, query[gift.0, now], execute)? > 0)
    }

    /// Whether the traveller agreed to something and has not taken it back.
    pub async fn consent_granted(&mut self, gift: GiftId, kind: ConsentKind) -> Result<bool, StoreError> {
        Ok(in_tx!(self, GRANTED, query_scalar::<i64>[gift.0, kind.as_str()], fetch_one)? > 0)
    }

    /// Whether the traveller agreed to publication and has not taken it back.
    pub async fn publication_granted(&mut self, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, PUBLICATION_GRANTED, query_scalar::<i64>[gift.0], fetch_one)? > 0)
    }
}

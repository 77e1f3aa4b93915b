//! What devices at the gate tell: pick-ups, hand-overs taken back, reports that could not be taken in, stock counts.
//!
//! Every report has a receipt of the device; the same receipt is written once.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::gate::{CheckedBy, NotFoundReason};
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{AccountId, CampaignId, GiftId};
use crate::domain::instant::Instant;

/// What is known of the reports named by `$asked`, on the gift `$1`.
macro_rules! known {
    ($asked:literal) => {
        concat!(
            "with asked as (",
            $asked,
            ") select a.receipt_id, (exists (select 1 from hand_over h where h.receipt_id = a.receipt_id and h.gift_id = $1) \
             or exists (select 1 from undone_hand_over o where o.receipt_id = a.receipt_id and o.gift_id = $1) \
             or exists (select 1 from pick_up p where p.receipt_id = a.receipt_id and p.gift_id = $1)) as taken_in, \
             u.code as kept from asked a left join unsettled_report u on u.receipt_id = a.receipt_id and u.gift_id = $1"
        )
    };
}

statements! {
    PLACE = "select g.campaign_id, g.station, g.state, c.slug, o.from_station from gift g join campaign c on c.id = g.campaign_id \
             left join arrival_offer o on o.gift_id = g.id where g.id = $1";
    ADD_PICK_UP = "insert into pick_up (gift_id, receipt_id, staff_id, simulated, device_at, happened_at, received_at) \
                   values ($1, $2, $3, $4, $5, $6, $7)";
    FIND_PICK_UP = "select receipt_id, staff_id, simulated, happened_at from pick_up where gift_id = $1";
    BESIDE = "update hand_over set device_at = $2, checked_by = $3, reason = $4 where gift_id = $1";
    FIND_HAND_OVER = "select receipt_id, outcome, staff_id, simulated, happened_at, device_at, received_at, reason, returned_at from hand_over \
                      where gift_id = $1";
    ADD_UNDONE = "insert into undone_hand_over (receipt_id, gift_id, undo_receipt_id, outcome, staff_id, simulated, happened_at, \
                  device_at, undone_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    IS_UNDONE = "select count(*) from undone_hand_over where receipt_id = $1 and gift_id = $2";
    DROP_HAND_OVER = "delete from hand_over where gift_id = $1 and receipt_id = $2";
    WITHDRAW_CONSENTS = "update consent set withdrawn_at = $2 where gift_id = $1 and withdrawn_at is null";
    POSTS_UNDER_WAY = "select count(*) from follow_up where gift_id = $1 \
                       and state in ('queued', 'published', 'uncertain', 'retracted')";
    REPORTS = known!("select unhex(value) as receipt_id from json_each($2)"),
        postgres: known!("select distinct cast(jsonb_array_elements_text($2) as uuid) as receipt_id");
    DROP_UNSETTLED = "delete from unsettled_report where receipt_id = $1";
    RETURN = "update hand_over set returned_at = $2 where gift_id = $1 and outcome <> 'given' and returned_at is null";
    ADD_COUNT = "insert into stock_count (id, station, campaign_id, idea, expected, counted, why, staff_id, simulated, counted_at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

row! {
    struct PlaceRow { campaign_id: Uuid, station: String, state: String, slug: String, from_station: Option<String> }
}

row! {
    struct ReportRow { receipt_id: Uuid, taken_in: bool, kept: Option<String> }
}

row! {
    struct PickUpRow { receipt_id: Uuid, staff_id: Uuid, simulated: bool, happened_at: Instant }
}

row! {
    struct HandOverRow {
        receipt_id: Uuid,
        outcome: String,
        staff_id: Uuid,
        simulated: bool,
        happened_at: Instant,
        device_at: Option<Instant>,
        received_at: Instant,
        reason: Option<String>,
        returned_at: Option<Instant>,
    }
}

/// Where a gift belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftPlace {
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's name in addresses.
    pub slug: String,
    /// The station it is handed over at.
    pub station: String,
    /// The station that offered it there, if one did; a phone of that one may still tell of it.
    pub offered_by: Option<String>,
    /// Its state.
    pub state: GiftState,
}

/// What is known of a device's report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownReport {
    /// It was taken in.
    pub taken_in: bool,
    /// It is kept for people to look at, for this reason.
    pub kept: Option<String>,
}

/// Who took a gift from the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPickUp {
    /// The device's receipt.
    pub receipt: Uuid,
    /// Who.
    pub staff: AccountId,
    /// A stand-in of a demo.
    pub simulated: bool,
    /// When.
    pub happened_at: Instant,
}

/// A hand-over as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHandOver {
    /// The device's receipt.
    pub receipt: Uuid,
    /// How it ended.
    pub outcome: HandOverOutcome,
    /// Who reported it.
    pub staff: AccountId,
    /// A stand-in of a demo.
    pub simulated: bool,
    /// When it happened.
    pub happened_at: Instant,
    /// The device's own clock then.
    pub device_at: Option<Instant>,
    /// When it came in.
    pub received_at: Instant,
    /// Why nobody was met.
    pub reason: Option<NotFoundReason>,
    /// When a gift that was not given came back to the desk.
    pub returned_at: Option<Instant>,
}

/// A report that could not be taken in.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled<'a> {
    /// The device's receipt.
    pub receipt: Uuid,
    /// The station it was sent to.
    pub station: &'a str,
    /// The gift it names.
    pub gift: GiftId,
    /// `pick_up`, `hand_over` or `undo`.
    pub kind: &'static str,
    /// How a hand-over ended.
    pub outcome: Option<HandOverOutcome>,
    /// Why it was not taken in.
    pub code: &'a str,
    /// The device's clock.
    pub device_at: Instant,
    /// Who sent it.
    pub by: &'a Actor,
}

/// A count of one kind of gift at a desk.
#[derive(Debug)]
pub struct NewCount<'a> {
    /// Its id.
    pub id: Uuid,
    /// The station.
    pub station: &'a str,
    /// The campaign the gift belongs to.
    pub campaign: CampaignId,
    /// Slug of the gift idea.
    pub idea: &'a str,
    /// How many there should be.
    pub expected: i64,
    /// How many there are.
    pub counted: i64,
    /// Why the two differ.
    pub why: Option<&'a str>,
}

impl HandOverRow {
    fn into_stored(self) -> Result<StoredHandOver, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        Ok(StoredHandOver {
            receipt: self.receipt_id,
            outcome: self.outcome.parse().map_err(|_| bad("hand-over"))?,
            staff: AccountId(self.staff_id),
            simulated: self.simulated,
            happened_at: self.happened_at,
            device_at: self.device_at,
            received_at: self.received_at,
            returned_at: self.returned_at,
            reason: self.reason.map(|word| word.parse()).transpose().map_err(|_| bad("reason"))?,
        })
    }
}

fn pick_up(row: &PickUpRow) -> StoredPickUp {
    let (staff, simulated) = (AccountId(row.staff_id), row.simulated);
    StoredPickUp { receipt: row.receipt_id, staff, simulated, happened_at: row.happened_at }
}

impl Store {
    /// Where a gift belongs.
    pub async fn find_gift_place(&self, gift: GiftId) -> Result<Option<GiftPlace>, StoreError> {
        let row = on_read!(self, PLACE, query_as::<PlaceRow>[gift.0], fetch_optional)?;
        row.map(|row| {
            let state = row.state.parse().map_err(|_| StoreError::BadRow { what: "gift state" })?;
            Ok(GiftPlace {
                campaign: CampaignId(row.campaign_id),
                slug: row.slug,
                station: row.station,
                offered_by: row.from_station,
                state,
            })
        })
        .transpose()
    }

    /// What is known of the reports on a gift, by their receipts; nothing is what is known of one that is not there.
    pub async fn list_reports(
        &self,
        gift: GiftId,
        receipts: impl Iterator<Item = Uuid>,
    ) -> Result<BTreeMap<Uuid, KnownReport>, StoreError> {
        let receipts = Json(receipts.map(|receipt| receipt.simple().to_string()).collect::<Vec<_>>());
        let rows = on_read!(self, REPORTS, query_as::<ReportRow>[gift.0, &receipts], fetch_all)?;
        let known = |row: ReportRow| (row.receipt_id, KnownReport { taken_in: row.taken_in, kept: row.kept });
        Ok(rows.into_iter().map(known).collect())
    }

    /// Who took a gift from the desk.
    pub async fn find_pick_up(&self, gift: GiftId) -> Result<Option<StoredPickUp>, StoreError> {
        Ok(on_read!(self, FIND_PICK_UP, query_as::<PickUpRow>[gift.0], fetch_optional)?.as_ref().map(pick_up))
    }

    /// How a gift's hand-over ended.
    pub async fn find_hand_over(&self, gift: GiftId) -> Result<Option<StoredHandOver>, StoreError> {
        let row = on_read!(self, FIND_HAND_OVER, query_as::<HandOverRow>[gift.0], fetch_optional)?;
        row.map(HandOverRow::into_stored).transpose()
    }
}

impl Tx {
    /// Who took a gift from the desk.
    pub async fn find_pick_up(&mut self, gift: GiftId) -> Result<Option<StoredPickUp>, StoreError> {
        Ok(in_tx!(self, FIND_PICK_UP, query_as::<PickUpRow>[gift.0], fetch_optional)?.as_ref().map(pick_up))
    }

    /// How a gift's hand-over ended.
    pub async fn find_hand_over(&mut self, gift: GiftId) -> Result<Option<StoredHandOver>, StoreError> {
        let row = in_tx!(self, FIND_HAND_OVER, query_as::<HandOverRow>[gift.0], fetch_optional)?;
        row.map(HandOverRow::into_stored).transpose()
    }

    /// Notes who took a gift from the desk; `Taken` where somebody did, or the receipt stands for another gift.
    pub async fn add_pick_up(
        &mut self,
        gift: GiftId,
        (receipt, device_at): (Uuid, Option<Instant>),
        happened_at: Instant,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let added = in_tx!(self, ADD_PICK_UP, query[gift.0, receipt, by.id.0, by.simulated, device_at, happened_at, now], execute);
        taken_or(added)
    }

    /// Notes what a device told beside a hand-over.
    pub async fn add_beside(
        &mut self,
        gift: GiftId,
        device_at: Option<Instant>,
        checked_by: Option<CheckedBy>,
        reason: Option<NotFoundReason>,
    ) -> Result<(), StoreError> {
        let (checked, reason) = (checked_by.map(CheckedBy::as_str), reason.map(NotFoundReason::as_str));
        super::one_row(in_tx!(self, BESIDE, query[gift.0, device_at, checked, reason], execute)?)
    }

    /// Whether this hand-over was taken back.
    pub async fn is_undone(&mut self, hand_over: Uuid, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, IS_UNDONE, query_scalar::<i64>[hand_over, gift.0], fetch_one)? > 0)
    }

    /// Moves a hand-over to those that were taken back, with its consents. Without the hand-over, notes that it never counts.
    pub async fn add_undone(
        &mut self,
        gift: GiftId,
        (hand_over, undo): (Uuid, Uuid),
        was: Option<&StoredHandOver>,
        device_at: Instant,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let outcome = was.map(|was| was.outcome.as_str());
        let happened_at = was.map(|was| was.happened_at);
        let added = in_tx!(self, ADD_UNDONE, query[hand_over, gift.0, undo, outcome, by.id.0, by.simulated, happened_at, device_at,
            now], execute);
        taken_or(added)?;
        if was.is_some() {
            super::one_row(in_tx!(self, DROP_HAND_OVER, query[gift.0, hand_over], execute)?)?;
            in_tx!(self, WITHDRAW_CONSENTS, query[gift.0, now], execute)?;
        }
        Ok(())
    }

    /// Whether a follow-up post of a gift is on its way or out.
    pub async fn has_post_under_way(&mut self, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, POSTS_UNDER_WAY, query_scalar::<i64>[gift.0], fetch_one)? > 0)
    }

    /// Keeps reports that could not be taken in, no receipt twice. Those in order of their receipts never wait for each other.
    pub async fn keep_unsettled(&mut self, reports: &[Unsettled<'_>], now: Instant) -> Result<(), StoreError> {
        for reports in reports.chunks(500) {
            bulk!(
                self,
                "insert into unsettled_report (receipt_id, station, gift_id, kind, outcome, code, staff_id, simulated, \
                 device_at, received_at)",
                reports,
                |cell, report| {
                    cell.push_bind(report.receipt);
                    cell.push_bind(report.station);
                    cell.push_bind(report.gift.0);
                    cell.push_bind(report.kind);
                    cell.push_bind(report.outcome.map(HandOverOutcome::as_str));
                    cell.push_bind(report.code);
                    cell.push_bind(report.by.id.0);
                    cell.push_bind(report.by.simulated);
                    cell.push_bind(report.device_at);
                    cell.push_bind(now);
                },
                "on conflict (receipt_id) do update set code = excluded.code, received_at = excluded.received_at"
            )?;
        }
        Ok(())
    }

    /// Forgets that a report could not be taken in: now it was.
    pub async fn settle_report(&mut self, receipt: Uuid) -> Result<(), StoreError> {
        in_tx!(self, DROP_UNSETTLED, query[receipt], execute)?;
        Ok(())
    }

    /// Notes that a gift which was not given is at the desk again; `Stale` where it is not out.
    pub async fn return_gift(&mut self, gift: GiftId, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, RETURN, query[gift.0, now], execute)?)
    }

    /// Writes a count.
    pub async fn add_stock_count(&mut self, new: &NewCount<'_>, by: &Actor, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, ADD_COUNT, query[new.id, new.station, new.campaign.0, new.idea, new.expected, new.counted, new.why, by.id.0,
            by.simulated, now], execute)?;
        Ok(())
    }
}

fn taken_or(added: Result<u64, sqlx::Error>) -> Result<(), StoreError> {
    match added {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
        other => Ok(other.map(drop)?),
    }
}

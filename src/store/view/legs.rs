//! Flight legs that gifts hang on, with their hand-overs and what was known of them when.
//!
//! A leg belongs to the day its schedule has at the hand-over, so a delay past midnight doesn't move it.

use std::collections::BTreeMap;

use chrono::Duration;
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Flight, FlightEvent, LegKey};
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, GiftId, LegId};
use crate::domain::instant::Instant;
use crate::store::flight::LegRow;
use crate::store::{Store, StoreError};

/// Legs are looked up by their departure: no flight that lands in a day left further from it than this.
const AROUND: Duration = Duration::days(2);

statements! {
    LEGS = "select l.id, l.carrier, l.flight_number, l.departure_on, l.origin, l.destination, l.scheduled_departure_at, \
            l.estimated_departure_at, l.scheduled_arrival_at, l.estimated_arrival_at, l.terminal, l.pier, l.gate, l.boarding_at, \
            l.gate_closes_at, l.state, l.codeshares from flight_leg l where l.scheduled_departure_at between $4 and $5 \
            and exists (select 1 from gift g where g.leg_id = l.id and g.campaign_id = $1 and case when g.hand_over_point = 'arrival' and l.scheduled_arrival_at is not null \
            then l.scheduled_arrival_at else l.scheduled_departure_at end between $2 and $3) \
            order by coalesce(l.estimated_departure_at, l.scheduled_departure_at), l.id";
    MARKS = "select g.id, g.leg_id, g.station, g.hand_over_point, g.state, g.withdrawn_why, s.starts_at, h.happened_at \
             from flight_leg l cross join gift g left join stop s on s.gift_id = g.id left join hand_over h on h.gift_id = g.id \
             where l.scheduled_departure_at between $4 and $5 and g.leg_id = l.id and g.campaign_id = $1 and case when g.hand_over_point = 'arrival' and l.scheduled_arrival_at is not null \
             then l.scheduled_arrival_at else l.scheduled_departure_at end between $2 and $3 order by g.id";
    FREED = "select g.leg_id, cast(sum(e.amount) as bigint) as amount from gift g join ledger_entry e on e.gift_id = g.id \
             and e.cap = 'money' and e.kind = 'release' where g.campaign_id = $1 and g.state = 'withdrawn' \
             and g.withdrawn_why = 'cancelled' group by g.leg_id order by g.leg_id";
    HISTORY = "select leg_id, known_at, event from flight_event where leg_id in (select unhex(value) from json_each($1)) \
               order by leg_id, sequence",
        postgres: "select leg_id, known_at, event from flight_event \
               where leg_id in (select cast(jsonb_array_elements_text($1) as uuid)) order by leg_id, sequence";
    STOCK_TAKEN = "select cap, max(created_at) as at from ledger_entry where campaign_id = $1 and cap like 'stock:%' \
                   and kind = 'reserve' group by cap order by cap";
}

row! {
    struct MarkRow {
        id: Uuid,
        leg_id: Uuid,
        station: String,
        hand_over_point: String,
        state: String,
        withdrawn_why: Option<String>,
        starts_at: Option<Instant>,
        happened_at: Option<Instant>,
    }
}

row! {
    struct FreedRow { leg_id: Uuid, amount: i64 }
}

row! {
    struct EventRow { leg_id: Uuid, known_at: Instant, event: Json<FlightEvent> }
}

row! {
    struct TakenRow { cap: String, at: Instant }
}

/// A gift on a leg.
#[derive(Debug, Clone)]
pub(crate) struct GiftOnLeg {
    pub(crate) gift: GiftId,
    pub(crate) leg: LegId,
    pub(crate) station: String,
    pub(crate) point: HandOverPoint,
    pub(crate) state: GiftState,
    pub(crate) withdrawn_why: Option<String>,
    pub(crate) planned_at: Option<Instant>,
    pub(crate) actual_at: Option<Instant>,
}

/// An event of a leg and when it became known.
pub(crate) type Known = (Instant, FlightEvent);

impl Store {
    /// Legs of a campaign's gifts whose hand-over is scheduled between two instants, by departure.
    pub(crate) async fn legs_with_gifts(
        &self,
        campaign: CampaignId,
        from: Instant,
        to: Instant,
    ) -> Result<Vec<(LegId, Flight)>, StoreError> {
        let rows =
            on_read!(self, LEGS, query_as::<LegRow>[campaign.0, from, to, from - AROUND, to + AROUND], fetch_all)?;
        rows.into_iter().map(LegRow::into_flight).collect()
    }

    /// The gifts on those legs, by id.
    pub(crate) async fn gifts_on_legs(
        &self,
        campaign: CampaignId,
        from: Instant,
        to: Instant,
    ) -> Result<Vec<GiftOnLeg>, StoreError> {
        let rows =
            on_read!(self, MARKS, query_as::<MarkRow>[campaign.0, from, to, from - AROUND, to + AROUND], fetch_all)?;
        let bad = |what| StoreError::BadRow { what };
        rows.into_iter()
            .map(|row| {
                Ok(GiftOnLeg {
                    gift: GiftId(row.id),
                    leg: LegId(row.leg_id),
                    station: row.station,
                    point: row.hand_over_point.parse().map_err(|_| bad("hand-over point"))?,
                    state: row.state.parse().map_err(|_| bad("gift state"))?,
                    withdrawn_why: row.withdrawn_why,
                    planned_at: row.starts_at,
                    actual_at: row.happened_at,
                })
            })
            .collect()
    }

    /// Money that cancelled legs set free, minor units.
    pub(crate) async fn freed_by_cancelled(&self, campaign: CampaignId) -> Result<BTreeMap<LegId, i64>, StoreError> {
        let rows = on_read!(self, FREED, query_as::<FreedRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (LegId(row.leg_id), row.amount)).collect())
    }

    /// All events of some legs, each leg's in the order they came in.
    pub(crate) async fn flight_history(&self, legs: &[LegId]) -> Result<BTreeMap<LegId, Vec<Known>>, StoreError> {
        let ids: Vec<String> = legs.iter().map(|leg| leg.0.simple().to_string()).collect();
        let rows = on_read!(self, HISTORY, query_as::<EventRow>[Json(&ids)], fetch_all)?;
        let mut history: BTreeMap<LegId, Vec<Known>> = BTreeMap::new();
        for row in rows {
            history.entry(LegId(row.leg_id)).or_default().push((row.known_at, row.event.0));
        }
        Ok(history)
    }

    /// When a piece of each gift was last promised, by cap.
    pub(crate) async fn stock_taken(&self, campaign: CampaignId) -> Result<BTreeMap<String, Instant>, StoreError> {
        let rows = on_read!(self, STOCK_TAKEN, query_as::<TakenRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.cap, row.at)).collect())
    }
}

/// A leg's name from its columns.
pub(super) fn leg_key(
    (carrier, number): (String, i64),
    departure_on: chrono::NaiveDate,
    (origin, destination): (String, String),
) -> Result<LegKey, StoreError> {
    let number = u16::try_from(number).map_err(|_| StoreError::BadRow { what: "flight number" })?;
    let designator = crate::domain::flight::Designator { carrier, number };
    Ok(LegKey { designator, departure_on, origin, destination })
}

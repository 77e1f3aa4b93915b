//! What is to be handed over at a station on a day, across the campaigns that are under way.
//!
//! Overdue gifts stay on the list until somebody says how they ended; gifts of a later shift are not on it yet.

use chrono::NaiveDate;
use uuid::Uuid;

use super::count;
use super::legs::leg_key;
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Designator, FlightState, LegKey};
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, GiftId, LegId};
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::store::flight::read_codeshares;
use crate::store::{Store, StoreError};

statements! {
    STATIONS = "select distinct g.station from gift g join campaign c on c.id = g.campaign_id \
                where c.state in ('live', 'paused', 'cool_down') and g.state in ('approved', 'picked_up', 'handed_over') \
                order by g.station";
    COUNTS = "select (select count(*) from gift g join campaign c on c.id = g.campaign_id where g.station = $1 \
              and c.state in ('live', 'paused', 'cool_down') and g.state in ('approved', 'picked_up') \
              and not exists (select 1 from arrival_offer o where o.gift_id = g.id and o.answer is null) \
              and (g.window_opens_at is null or g.window_opens_at <= $3)) as open, \
              (select count(*) from gift g join campaign c on c.id = g.campaign_id join hand_over h on h.gift_id = g.id \
              where g.station = $1 and c.state in ('live', 'paused', 'cool_down') and g.state = 'handed_over' \
              and h.happened_at between $2 and $3) as done, \
              (select min(g.window_closes_at) from gift g join campaign c on c.id = g.campaign_id where g.station = $1 \
              and c.state in ('live', 'paused', 'cool_down') and g.state in ('approved', 'picked_up') \
              and not exists (select 1 from arrival_offer o where o.gift_id = g.id and o.answer is null) \
              and g.window_opens_at <= $3 and g.window_closes_at >= $4) as next_closes_at, \
              (select count(*) from arrival_offer o join gift g on g.id = o.gift_id where o.to_station = $1 \
              and o.answer is null and g.state = 'approved') as offered";
    LIST = "select g.id, g.campaign_id, g.idea, g.language, g.hand_over_point, g.state, g.window_opens_at, g.window_closes_at, \
            t.person_id, p.wrapped_key, t.sealed, x.seat, coalesce(l.estimated_departure_at, l.scheduled_departure_at) as departs_at, \
            coalesce(l.estimated_arrival_at, l.scheduled_arrival_at, l.scheduled_departure_at) as arrives_at, l.id as leg_id, l.carrier, l.flight_number, l.departure_on, l.origin, \
            l.destination, l.gate, l.pier, l.state as flight_state, l.codeshares, s.starts_at, k.name as courier, h.happened_at, g.changed_at \
            from gift g join campaign c on c.id = g.campaign_id join traveller t on t.id = g.traveller_id \
            join person p on p.id = t.person_id join flight_leg l on l.id = g.leg_id \
            left join passage x on x.leg_id = g.leg_id and x.traveller_id = g.traveller_id \
            left join stop s on s.gift_id = g.id left join courier k on k.id = s.courier_id \
            left join hand_over h on h.gift_id = g.id \
            where g.station = $1 and c.state in ('live', 'paused', 'cool_down') and not exists (select 1 from arrival_offer o \
            where o.gift_id = g.id and o.answer is null) and ((g.state in ('approved', 'picked_up') \
            and (g.window_opens_at is null or g.window_opens_at <= $3)) or (g.state in ('handed_over', 'declined', 'missed') \
            and h.happened_at between $2 and $3) or (g.state = 'withdrawn' and g.approved_by is not null \
            and g.changed_at between $2 and $3)) order by g.id";
}

row! {
    struct CountsRow { open: i64, done: i64, next_closes_at: Option<Instant>, offered: i64 }
}

row! {
    struct ListRow {
        id: Uuid,
        campaign_id: Uuid,
        idea: String,
        language: String,
        hand_over_point: String,
        state: String,
        window_opens_at: Option<Instant>,
        window_closes_at: Option<Instant>,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        seat: Option<String>,
        departs_at: Instant,
        arrives_at: Instant,
        leg_id: Uuid,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
        gate: Option<String>,
        pier: Option<String>,
        flight_state: String,
        codeshares: String,
        starts_at: Option<Instant>,
        courier: Option<String>,
        happened_at: Option<Instant>,
        changed_at: Instant,
    }
}

/// How a station stands on a day.
pub(crate) struct StationState {
    pub(crate) open: u64,
    pub(crate) done: u64,
    pub(crate) next_closes_at: Option<Instant>,
    pub(crate) offered: u64,
}

/// A hand-over as gate staff need it.
pub(crate) struct GiftAtGate {
    pub(crate) id: GiftId,
    pub(crate) campaign: CampaignId,
    pub(crate) idea: String,
    pub(crate) first_name: String,
    pub(crate) family_name: String,
    pub(crate) record_locator: String,
    pub(crate) flight_at: Instant,
    pub(crate) seat: Option<String>,
    pub(crate) language: Language,
    pub(crate) leg_id: LegId,
    pub(crate) leg: LegKey,
    pub(crate) also_called: Vec<Designator>,
    pub(crate) point: HandOverPoint,
    pub(crate) gate: Option<String>,
    pub(crate) pier: Option<String>,
    pub(crate) flight_state: FlightState,
    pub(crate) window: Option<TimeWindow>,
    pub(crate) planned_at: Option<Instant>,
    pub(crate) courier: Option<String>,
    pub(crate) state: GiftState,
    pub(crate) ended_at: Option<Instant>,
}

impl Store {
    /// Stations where campaigns under way hand over, by code.
    pub(crate) async fn gate_stations(&self) -> Result<Vec<String>, StoreError> {
        Ok(on_read!(self, STATIONS, query_scalar::<String>[], fetch_all)?)
    }

    /// How a station stands on a day; `now` tells which windows are still to close.
    pub(crate) async fn station_state(
        &self,
        station: &str,
        (from, to): (Instant, Instant),
        now: Instant,
    ) -> Result<StationState, StoreError> {
        let row = on_read!(self, COUNTS, query_as::<CountsRow>[station, from, to, now], fetch_one)?;
        let (open, done, offered) = (count(row.open), count(row.done), count(row.offered));
        Ok(StationState { open, done, next_closes_at: row.next_closes_at, offered })
    }

    /// Everything on a station's list of a day, by id.
    pub(crate) async fn gifts_at_gate(
        &self,
        station: &str,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<GiftAtGate>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<ListRow>[station, from, to], fetch_all)?;
        rows.into_iter().map(|row| self.gift_at_gate(row)).collect()
    }

    fn gift_at_gate(&self, row: ListRow) -> Result<GiftAtGate, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let [given, family_name, record_locator] =
            self.open_gate_names(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?;
        let point: HandOverPoint = row.hand_over_point.parse().map_err(|_| bad("hand-over point"))?;
        let state: GiftState = row.state.parse().map_err(|_| bad("gift state"))?;
        let window = row.window_opens_at.zip(row.window_closes_at);
        Ok(GiftAtGate {
            id: GiftId(row.id),
            campaign: CampaignId(row.campaign_id),
            idea: row.idea,
            first_name: given.split_whitespace().next().unwrap_or_default().to_owned(),
            family_name,
            record_locator,
            flight_at: if point == HandOverPoint::Departure { row.departs_at } else { row.arrives_at },
            seat: row.seat,
            language: row.language.parse().map_err(|_| bad("language"))?,
            leg_id: LegId(row.leg_id),
            leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            also_called: read_codeshares(&row.codeshares)?,
            point,
            gate: row.gate,
            pier: row.pier,
            flight_state: row.flight_state.parse().map_err(|_| bad("flight state"))?,
            window: window.and_then(|(opens, closes)| TimeWindow::new(opens, closes)),
            planned_at: row.starts_at,
            courier: row.courier,
            state,
            ended_at: state.is_final().then(|| row.happened_at.unwrap_or(row.changed_at)),
        })
    }
}

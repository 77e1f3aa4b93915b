//! Where the gifts of a station's day are: couriers' rounds, what each carries, what came back, and the counts of the desk.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Names;
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::store::{Store, StoreError};

statements! {
    COURIERS = "select k.id, k.name, k.shift_opens_at, k.shift_closes_at, k.capacity, k.start_desk from courier k \
                join campaign c on c.id = k.campaign_id where k.station = $1 and c.state in ('live', 'paused', 'cool_down') \
                and k.shift_closes_at >= $2 and k.shift_opens_at <= $3 order by k.name, k.shift_opens_at, k.id";
    CUSTODY = "select g.id, g.campaign_id, g.idea, g.state, g.window_opens_at, g.window_closes_at, s.courier_id, s.gate, \
               s.arrives_at, s.starts_at, s.leaves_at, h.outcome, h.returned_at from gift g join campaign c on c.id = g.campaign_id \
               left join stop s on s.gift_id = g.id left join hand_over h on h.gift_id = g.id where g.station = $1 \
               and not exists (select 1 from arrival_offer o where o.gift_id = g.id and o.answer is null) \
               and c.state in ('live', 'paused', 'cool_down') and ((g.state in ('approved', 'picked_up') \
               and (g.window_opens_at is null or g.window_opens_at <= $3)) or (g.state in ('handed_over', 'declined', 'missed') \
               and h.happened_at between $2 and $3)) order by g.id";
    LAST_COUNTS = "select idea, campaign_id, expected, counted, why, simulated, counted_at from stock_count where station = $1 \
                   and counted_at between $2 and $3 order by counted_at, id";
    UNSETTLED = "select kind, code, outcome, gift_id, received_at from unsettled_report where station = $1 \
                 and received_at >= $2 order by received_at desc, receipt_id limit 50";
}

row! {
    pub(crate) struct CourierRow {
        pub(crate) id: Uuid,
        pub(crate) name: String,
        pub(crate) shift_opens_at: Instant,
        pub(crate) shift_closes_at: Instant,
        pub(crate) capacity: i64,
        pub(crate) start_desk: Option<String>,
    }
}

row! {
    pub(crate) struct CustodyRow {
        pub(crate) id: Uuid,
        pub(crate) campaign_id: Uuid,
        pub(crate) idea: String,
        pub(crate) state: String,
        pub(crate) window_opens_at: Option<Instant>,
        pub(crate) window_closes_at: Option<Instant>,
        pub(crate) courier_id: Option<Uuid>,
        pub(crate) gate: Option<String>,
        pub(crate) arrives_at: Option<Instant>,
        pub(crate) starts_at: Option<Instant>,
        pub(crate) leaves_at: Option<Instant>,
        pub(crate) outcome: Option<String>,
        pub(crate) returned_at: Option<Instant>,
    }
}

row! {
    pub(crate) struct CountRow {
        pub(crate) idea: String,
        pub(crate) campaign_id: Uuid,
        pub(crate) expected: i64,
        pub(crate) counted: i64,
        pub(crate) why: Option<String>,
        pub(crate) simulated: bool,
        pub(crate) counted_at: Instant,
    }
}

row! {
    pub(crate) struct UnsettledRow {
        pub(crate) kind: String,
        pub(crate) code: String,
        pub(crate) outcome: Option<String>,
        pub(crate) gift_id: Uuid,
        pub(crate) received_at: Instant,
    }
}

/// How many gifts are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Custody {
    /// Waiting at the desk.
    pub at_desk: u64,
    /// In a courier's hands.
    pub carried: u64,
    /// With their travellers.
    pub handed: u64,
    /// Not given, and not at the desk yet.
    pub to_bring_back: u64,
    /// Not given, at the desk again.
    pub returned: u64,
}

/// A stop of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundStop {
    /// The gift.
    pub gift: GiftId,
    /// Its names.
    pub gift_name: Names,
    /// The gate.
    pub gate: Option<String>,
    /// When the courier gets there.
    pub arrives_at: Instant,
    /// When the hand-over starts.
    pub starts_at: Instant,
    /// When the courier goes on.
    pub leaves_at: Instant,
    /// The hand-over window.
    pub window: Option<TimeWindow>,
    /// State of the gift.
    pub state: GiftState,
}

/// A gift that was not given and is not at the desk yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stray {
    /// The gift.
    pub gift: GiftId,
    /// Its names.
    pub gift_name: Names,
    /// Its state.
    pub state: GiftState,
}

/// A courier's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Name or number.
    pub name: String,
    /// The shift.
    pub shift: TimeWindow,
    /// Gifts carried at once.
    pub capacity: u64,
    /// Where the round begins and ends.
    pub start_desk: String,
    /// Stops in order.
    pub stops: Vec<RoundStop>,
    /// Where the courier's gifts are.
    pub custody: Custody,
    /// What has to come back.
    pub strays: Vec<Stray>,
}

/// One kind of gift at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockLine {
    /// Slug of the campaign.
    pub campaign: String,
    /// Slug of the gift idea.
    pub idea: String,
    /// Its names.
    pub gift_name: Names,
    /// Where the day's gifts of the kind are.
    pub custody: Custody,
    /// How many should lie at the desk.
    pub expected: i64,
    /// The last count of the day.
    pub counted: Option<Counted>,
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How many there should have been.
    pub expected: i64,
    /// How many there were.
    pub counted: i64,
    /// Why the two differ.
    pub why: Option<String>,
    /// By a stand-in of a demo.
    pub simulated: bool,
    /// When.
    pub at: Instant,
}

/// A report that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsettledLine {
    /// `pick_up`, `hand_over` or `undo`.
    pub kind: String,
    /// Why not.
    pub code: String,
    /// How the hand-over ended.
    pub outcome: Option<String>,
    /// The gift.
    pub gift: Uuid,
    /// When it came in.
    pub at: Instant,
}

/// A gift that another station offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferLine {
    /// The gift.
    pub gift: GiftId,
    /// Its names.
    pub gift_name: Names,
    /// The station that could not give it.
    pub from: String,
    /// Designator.
    pub flight: String,
    /// Where from and where to.
    pub route: String,
    /// Why it could not be given there.
    pub why: String,
    /// When it can be given here.
    pub window: Option<TimeWindow>,
    /// When it was offered.
    pub offered_at: Instant,
}

/// A station's rounds and custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundsView {
    /// IATA code.
    pub station: String,
    /// Zone.
    pub zone: Tz,
    /// Day, local.
    pub day: NaiveDate,
    /// When it was read.
    pub read_at: Instant,
    /// All gifts together.
    pub custody: Custody,
    /// Couriers' rounds.
    pub rounds: Vec<Round>,
    /// Gifts that no round serves.
    pub without_round: u64,
    /// What other stations offer.
    pub offers: Vec<OfferLine>,
    /// Kinds of gifts.
    pub stock: Vec<StockLine>,
    /// Reports that could not be taken in.
    pub unsettled: Vec<UnsettledLine>,
}

impl Store {
    /// Couriers of a station with a shift in a span of time.
    pub(crate) async fn couriers_at(
        &self,
        station: &str,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<CourierRow>, StoreError> {
        Ok(on_read!(self, COURIERS, query_as::<CourierRow>[station, from, to], fetch_all)?)
    }

    /// The gifts of a station's day with their stops and how they ended.
    pub(crate) async fn custody_at(
        &self,
        station: &str,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<CustodyRow>, StoreError> {
        Ok(on_read!(self, CUSTODY, query_as::<CustodyRow>[station, from, to], fetch_all)?)
    }

    /// The counts of a station's day, the last one last.
    pub(crate) async fn stock_counts(
        &self,
        station: &str,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<CountRow>, StoreError> {
        Ok(on_read!(self, LAST_COUNTS, query_as::<CountRow>[station, from, to], fetch_all)?)
    }

    /// The newest reports since an instant that could not be taken in.
    pub(crate) async fn unsettled_reports(
        &self,
        station: &str,
        since: Instant,
    ) -> Result<Vec<UnsettledRow>, StoreError> {
        Ok(on_read!(self, UNSETTLED, query_as::<UnsettledRow>[station, since], fetch_all)?)
    }
}

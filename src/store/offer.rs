//! Gifts offered to the station their flight lands at. Invariant: a gift is offered once, and answered once.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::{CampaignId, GiftId};
use crate::domain::instant::{Instant, TimeWindow};

statements! {
    ADD = "insert into arrival_offer (gift_id, from_station, to_station, why, offered_at) values ($1, $2, $3, $4, $5) \
           on conflict (gift_id) do nothing";
    MOVE = "update gift set station = $2, hand_over_point = 'arrival', window_opens_at = $3, window_closes_at = $4, changed_at = $5 \
            where id = $1 and state = 'approved'";
    DROP_STOP = "delete from stop where gift_id = $1";
    ANSWER = "update arrival_offer set answer = $2, answered_at = $3, staff_id = $4, simulated = $5 where gift_id = $1 and answer is null";
    IS_OPEN = "select count(*) from arrival_offer where gift_id = $1 and answer is null";
    OPEN = "select gift_id from arrival_offer where answer is null order by gift_id";
    OPEN_AT = "select o.gift_id, o.from_station, o.why, o.offered_at, g.campaign_id, g.idea, g.window_opens_at, g.window_closes_at, \
               l.carrier, l.flight_number, l.origin, l.destination from arrival_offer o join gift g on g.id = o.gift_id \
               join flight_leg l on l.id = g.leg_id where o.to_station = $1 and o.answer is null and g.state = 'approved' \
               order by g.window_closes_at, o.gift_id";
}

row! {
    pub(crate) struct OfferRow {
        pub(crate) gift_id: Uuid,
        pub(crate) from_station: String,
        pub(crate) why: String,
        pub(crate) offered_at: Instant,
        pub(crate) campaign_id: Uuid,
        pub(crate) idea: String,
        pub(crate) window_opens_at: Option<Instant>,
        pub(crate) window_closes_at: Option<Instant>,
        pub(crate) carrier: String,
        pub(crate) flight_number: i64,
        pub(crate) origin: String,
        pub(crate) destination: String,
    }
}

impl OfferRow {
    pub(crate) const fn campaign(&self) -> CampaignId {
        CampaignId(self.campaign_id)
    }
}

impl Store {
    /// Gifts that nobody has answered for yet.
    pub async fn open_offers(&self) -> Result<Vec<GiftId>, StoreError> {
        Ok(on_read!(self, OPEN, query_scalar::<Uuid>[], fetch_all)?.into_iter().map(GiftId).collect())
    }

    /// What is offered to a station, the next window to close first.
    pub(crate) async fn offers_at(&self, station: &str) -> Result<Vec<OfferRow>, StoreError> {
        Ok(on_read!(self, OPEN_AT, query_as::<OfferRow>[station], fetch_all)?)
    }
}

impl Tx {
    /// Offers a gift to another station and moves it there; `false` where it was offered before.
    pub async fn offer_gift(
        &mut self,
        gift: GiftId,
        (from, to): (&str, &str),
        window: TimeWindow,
        why: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        if in_tx!(self, ADD, query[gift.0, from, to, why, now], execute)? == 0 {
            return Ok(false);
        }
        super::one_row(in_tx!(self, MOVE, query[gift.0, to, window.opens_at, window.closes_at, now], execute)?)?;
        Ok(true)
    }

    /// Whether a gift waits for an answer of the station it was offered to.
    pub async fn is_offered(&mut self, gift: GiftId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, IS_OPEN, query_scalar::<i64>[gift.0], fetch_one)? > 0)
    }

    /// Writes the answer (accepted, refused, lapsed); `Stale` where there is one.
    pub async fn answer_offer(
        &mut self,
        gift: GiftId,
        answer: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        // Whoever was to bring it elsewhere is not any more.
        in_tx!(self, DROP_STOP, query[gift.0], execute)?;
        super::one_row(in_tx!(self, ANSWER, query[gift.0, answer, now, by.id.0, by.simulated], execute)?)
    }
}

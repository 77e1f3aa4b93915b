//! Next stops of couriers that became other ones, until somebody has seen it.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::{CampaignId, CourierId, GiftId};
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into next_stop_news (id, campaign_id, station, courier_id, gift_before, gate_before, gift_now, gate_now, told_at) \
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SEEN = "update next_stop_news set seen_at = $3, staff_id = $4, simulated = $5 where station = $1 and courier_id = $2 \
            and seen_at is null";
    UNSEEN = "select n.courier_id, k.name, n.gate_before, n.gate_now, n.gift_now, n.told_at from next_stop_news n \
              join courier k on k.id = n.courier_id where n.station = $1 and n.seen_at is null and n.told_at >= $2 \
              order by n.told_at, n.id";
    PURGE = "delete from next_stop_news where told_at < $1";
}

row! {
    pub(crate) struct UnseenRow {
        pub(crate) courier_id: Uuid,
        pub(crate) name: String,
        pub(crate) gate_before: Option<String>,
        pub(crate) gate_now: Option<String>,
        pub(crate) gift_now: Option<Uuid>,
        pub(crate) told_at: Instant,
    }
}

/// A gift at a gate, as a next stop.
pub type Stop = (GiftId, Option<String>);

/// A courier's next stop before and now; none where nothing is left.
#[derive(Debug)]
pub struct NewNextStop {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub courier: CourierId,
    /// Where they were to go.
    pub before: Stop,
    /// Where they go now.
    pub now: Option<Stop>,
}

impl Store {
    /// News of a station since an instant that nobody has seen, oldest first.
    pub(crate) async fn unseen_next_stops(&self, station: &str, since: Instant) -> Result<Vec<UnseenRow>, StoreError> {
        Ok(on_read!(self, UNSEEN, query_as::<UnseenRow>[station, since], fetch_all)?)
    }
}

impl Tx {
    /// Notes that a courier's next stop is another one now.
    pub async fn add_next_stop(
        &mut self,
        campaign: CampaignId,
        station: &str,
        new: &NewNextStop,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (gift_now, gate_now) =
            new.now.as_ref().map_or((None, None), |(gift, gate)| (Some(gift.0), gate.as_deref()));
        in_tx!(self, ADD, query[new.id, campaign.0, station, new.courier.0, new.before.0.0, new.before.1.as_deref(), gift_now, gate_now,
            at], execute)?;
        Ok(())
    }

    /// Somebody has seen a courier's news; gives how many there were.
    pub async fn see_next_stops(
        &mut self,
        station: &str,
        courier: CourierId,
        by: &Actor,
        now: Instant,
    ) -> Result<u64, StoreError> {
        Ok(in_tx!(self, SEEN, query[station, courier.0, now, by.id.0, by.simulated], execute)?)
    }

    /// Forgets news older than an instant.
    pub async fn purge_next_stops(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }
}

//! A candidate as reviewers work on it, in one row, with its neighbours in the queue.

use uuid::Uuid;

use super::candidates::CandidateFilter;
use super::closing::LegTimes;
use super::review::ReviewView;
use crate::domain::id::{CampaignId, MatchId, TravellerId};
use crate::domain::instant::Instant;
use crate::store::review::lease_of;
use crate::store::{Store, StoreError};

statements! {
    ONE = "select c.traveller_id, c.taken_by, c.taken_simulated, c.taken_at, c.taken_until, c.rejected_why, \
           l.origin, l.destination, l.scheduled_departure_at, l.estimated_departure_at, l.gate_closes_at, \
           coalesce(l.estimated_arrival_at, l.scheduled_arrival_at) as arrives_at, (select count(*) from gift g \
           where g.candidate_id = c.id and g.state <> 'withdrawn') as gifts from candidate c \
           join flight_leg l on l.id = c.leg_id where c.campaign_id = $1 and c.id = $2";
    IN_CAMPAIGN = "select count(*) from candidate where campaign_id = $1 and traveller_id = $2";
}

row! {
    struct OneRow {
        traveller_id: Uuid,
        taken_by: Option<Uuid>,
        taken_simulated: Option<bool>,
        taken_at: Option<Instant>,
        taken_until: Option<Instant>,
        rejected_why: Option<String>,
        origin: String,
        destination: String,
        scheduled_departure_at: Instant,
        estimated_departure_at: Option<Instant>,
        gate_closes_at: Option<Instant>,
        arrives_at: Option<Instant>,
        gifts: i64,
    }
}

impl Store {
    /// A candidate of a campaign as reviewers work on it, between its neighbours in the queue of a filter.
    pub async fn review_view(
        &self,
        campaign: CampaignId,
        id: MatchId,
        filter: &CandidateFilter,
        now: Instant,
    ) -> Result<Option<ReviewView>, StoreError> {
        let Some(row) = on_read!(self, ONE, query_as::<OneRow>[campaign.0, id.0], fetch_optional)? else {
            return Ok(None);
        };
        let queue = self.queue_head(campaign, filter, now).await?;
        let place = queue.iter().position(|other| *other == id);
        // What is not among the first waits behind them all; what was decided is not in the queue at all.
        let next = place.map_or(queue.first(), |place| queue.get(place + 1)).copied();
        let previous = place.and_then(|place| queue.get(place.checked_sub(1)?)).copied();
        let times = LegTimes {
            origin: &row.origin,
            destination: &row.destination,
            scheduled: row.scheduled_departure_at,
            estimated: row.estimated_departure_at,
            gate_closes: row.gate_closes_at,
            arrives: row.arrives_at,
        };
        let closing = times.closing(&filter.hand_over);
        let why = row.rejected_why.map(|why| why.parse()).transpose();
        let tone = match self.post_of_match(id).await? {
            Some(post) => self.tone_of(post).await?,
            None => None,
        };
        Ok(Some(ReviewView {
            tone,
            traveller: TravellerId(row.traveller_id),
            taken: lease_of(row.taken_by, row.taken_simulated, row.taken_at, row.taken_until)
                .filter(|lease| now < lease.until),
            rejected_why: why.map_err(|_| StoreError::BadRow { what: "reason" })?,
            has_gift: row.gifts > 0,
            closing,
            read_at: now,
            next,
            previous,
        }))
    }

    /// Whether a traveller is matched in a campaign.
    pub async fn is_matched_in(&self, campaign: CampaignId, traveller: TravellerId) -> Result<bool, StoreError> {
        Ok(on_read!(self, IN_CAMPAIGN, query_scalar::<i64>[campaign.0, traveller.0], fetch_one)? > 0)
    }
}

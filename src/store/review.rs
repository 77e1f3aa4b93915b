//! Who looks at a match now, why it was rejected, and taking decisions back.
//!
//! Invariant: a lease changes hands only when it is over; the guarded update says so, not the caller.

use uuid::Uuid;

use super::match_count::MatchStep;
use super::{Store, StoreError, Tx, one_row};
use crate::domain::id::{AccountId, CampaignId, MatchId};
use crate::domain::instant::Instant;
use crate::domain::matching::MatchState;
use crate::domain::review::{Lease, RejectReason};

statements! {
    LEASE = "select taken_by as holder, taken_simulated as simulated, taken_at as since, taken_until as ends from candidate where id = $1";
    TAKE = "update candidate set taken_by = $2, taken_simulated = $3, taken_at = $4, taken_until = $5 \
            where id = $1 and state = 'suggested' and (taken_by is null or taken_by = $2 or taken_until <= $6)";
    RELEASE = "update candidate set taken_by = null, taken_simulated = null, taken_at = null, taken_until = null \
               where id = $1 and taken_by = $2";
    SET_WHY = "update candidate set rejected_why = $2 where id = $1 and state = 'rejected'";
    REOPEN = "update candidate set state = 'suggested', decided_by = null, decided_simulated = null, decided_at = null, \
              rejected_why = null where id = $1 and state = $2 returning campaign_id";
    GIFTS_ON = "select count(*) from gift where candidate_id = $1 and state <> 'withdrawn'";
    WITHDRAW_SIDE = "update candidate set state = 'withdrawn', decided_at = $2, taken_by = null, taken_simulated = null, \
                     taken_at = null, taken_until = null where (traveller_id = $1 or author_id = $1) \
                     and state in ('suggested', 'confirmed', 'ambiguous', 'rejected', 'expired')";
    IS_OF = "select count(*) from candidate where id = $1 and campaign_id = $2";
}

row! {
    struct LeaseRow {
        holder: Option<Uuid>,
        simulated: Option<bool>,
        since: Option<Instant>,
        ends: Option<Instant>,
    }
}

/// A lease as columns hold it.
pub(super) fn lease_of(
    by: Option<Uuid>,
    simulated: Option<bool>,
    at: Option<Instant>,
    until: Option<Instant>,
) -> Option<Lease> {
    let (by, taken_at, until) = (AccountId(by?), at?, until?);
    Some(Lease { by, simulated: simulated.unwrap_or(false), taken_at, until })
}

impl Store {
    /// Whether a match belongs to a campaign.
    pub async fn is_candidate_of(&self, id: MatchId, campaign: CampaignId) -> Result<bool, StoreError> {
        Ok(on_read!(self, IS_OF, query_scalar::<i64>[id.0, campaign.0], fetch_one)? == 1)
    }
}

impl Tx {
    /// Who took a match last, whether or not it is over.
    pub async fn lease_on(&mut self, id: MatchId) -> Result<Option<Lease>, StoreError> {
        let row = in_tx!(self, LEASE, query_as::<LeaseRow>[id.0], fetch_optional)?;
        Ok(row.and_then(|row| lease_of(row.holder, row.simulated, row.since, row.ends)))
    }

    /// Writes a lease on a match that waits, unless a colleague's holds.
    pub async fn save_lease(&mut self, id: MatchId, lease: &Lease, now: Instant) -> Result<(), StoreError> {
        let Lease { by, simulated, taken_at, until } = lease;
        one_row(in_tx!(self, TAKE, query[id.0, by.0, *simulated, *taken_at, *until, now], execute)?)
    }

    /// Ends one's own lease; `false` where there is none.
    pub async fn end_lease(&mut self, id: MatchId, by: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, RELEASE, query[id.0, by.0], execute)? == 1)
    }

    /// Notes why a match was rejected.
    pub async fn save_reject_reason(&mut self, id: MatchId, why: RejectReason) -> Result<(), StoreError> {
        one_row(in_tx!(self, SET_WHY, query[id.0, why.as_str()], execute)?)
    }

    /// Takes the decision on a match that is still `from` back.
    pub async fn reopen_candidate(&mut self, id: MatchId, from: MatchState) -> Result<(), StoreError> {
        let campaign = in_tx!(self, REOPEN, query_scalar::<Uuid>[id.0, from.as_str()], fetch_optional)?;
        let campaign = campaign.ok_or(StoreError::Stale)?;
        if from == MatchState::Confirmed {
            self.count_match(CampaignId(campaign), MatchStep::Confirmed, -1);
        }
        Ok(())
    }

    /// Whether a gift that is not withdrawn rests on a match.
    pub async fn has_gift(&mut self, id: MatchId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, GIFTS_ON, query_scalar::<i64>[id.0], fetch_one)? > 0)
    }

    /// Withdraws every match of a traveller or an author; gives how many.
    pub async fn withdraw_matches_of(&mut self, side: Uuid, now: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, WITHDRAW_SIDE, query[side, now], execute)?)
    }
}

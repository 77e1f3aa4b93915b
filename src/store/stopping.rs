//! Requests that a stopped campaign goes on, and what a stop has frozen.
//!
//! Invariant: one request waits at a time, and nobody confirms their own; the table says so too.

use uuid::Uuid;

use super::{Store, StoreError, Tx, one_row};
use crate::domain::actor::Actor;
use crate::domain::id::{AccountId, CampaignId};
use crate::domain::instant::Instant;
use crate::domain::stopping::ResumeRequest;
use crate::store::view::Decision;
use crate::store::view::stopping::Frozen;

macro_rules! waiting {
    ($after:literal) => {
        concat!(
            "select id, asked_by, asked_role, simulated, asked_at, expires_at from resume_request \
             where campaign_id = $1 and ended_at is null",
            $after
        )
    };
}

statements! {
    ADD = "insert into resume_request (id, campaign_id, asked_by, asked_role, simulated, asked_at, expires_at) \
           values ($1, $2, $3, $4, $5, $6, $7)";
    WAITING = waiting!(""), postgres: waiting!(" for update");
    READ_WAITING = waiting!("");
    CONFIRM = "update resume_request set confirmed_by = $2, confirmed_at = $3, ended_at = $3 where id = $1 and ended_at is null";
    END = "update resume_request set ended_at = $2 where campaign_id = $1 and ended_at is null";
    FROZEN = "select (select count(*) from follow_up where campaign_id = $1 and state in ('approved', 'held', 'queued')) as posts, \
              (select count(*) from gift where campaign_id = $1 and state = 'proposed') as proposed, \
              (select count(*) from gift where campaign_id = $1 and state = 'approved') as deliveries, \
              (select count(*) from gift where campaign_id = $1 and state = 'picked_up') as carried";
    MOVED = "select actor_role, simulated, happened_at from audit_entry where subject = $1 and action = 'campaign.move' \
             order by sequence desc limit 1";
}

row! {
    struct RequestRow {
        id: Uuid,
        asked_by: Uuid,
        asked_role: String,
        simulated: bool,
        asked_at: Instant,
        expires_at: Instant,
    }
}

row! {
    struct FrozenRow { posts: i64, proposed: i64, deliveries: i64, carried: i64 }
}

row! {
    struct MovedRow { actor_role: String, simulated: bool, happened_at: Instant }
}

fn bad(what: &'static str) -> StoreError {
    StoreError::BadRow { what }
}

impl RequestRow {
    fn into_request(self) -> Result<ResumeRequest, StoreError> {
        let Self { id, asked_by, asked_role, simulated, asked_at, expires_at } = self;
        let asked_role = asked_role.parse().map_err(|_| bad("role"))?;
        Ok(ResumeRequest { id, asked_by: AccountId(asked_by), asked_role, simulated, asked_at, expires_at })
    }
}

impl FrozenRow {
    fn counts(&self) -> Frozen {
        let n = |n: i64| u64::try_from(n).unwrap_or(0);
        Frozen {
            posts: n(self.posts),
            proposed: n(self.proposed),
            deliveries: n(self.deliveries),
            carried: n(self.carried),
        }
    }
}

impl Store {
    /// The request that waits, whether or not it is too old.
    pub async fn resume_request(&self, campaign: CampaignId) -> Result<Option<ResumeRequest>, StoreError> {
        let row = on_read!(self, READ_WAITING, query_as::<RequestRow>[campaign.0], fetch_optional)?;
        row.map(RequestRow::into_request).transpose()
    }

    /// What a stop freezes, or has frozen.
    pub async fn frozen(&self, campaign: CampaignId) -> Result<Frozen, StoreError> {
        Ok(on_read!(self, FROZEN, query_as::<FrozenRow>[campaign.0], fetch_one)?.counts())
    }

    /// Who moved a campaign to the state it is in, and when.
    pub async fn last_move(&self, campaign: CampaignId) -> Result<Option<Decision>, StoreError> {
        let row = on_read!(self, MOVED, query_as::<MovedRow>[campaign.to_string()], fetch_optional)?;
        let decision = |row: MovedRow| {
            let role = row.actor_role.parse().map_err(|_| bad("role"))?;
            Ok(Decision { role, simulated: row.simulated, at: row.happened_at })
        };
        row.map(decision).transpose()
    }
}

impl Tx {
    /// The request that waits, held until the commit.
    pub async fn waiting_request(&mut self, campaign: CampaignId) -> Result<Option<ResumeRequest>, StoreError> {
        let row = in_tx!(self, WAITING, query_as::<RequestRow>[campaign.0], fetch_optional)?;
        row.map(RequestRow::into_request).transpose()
    }

    /// Adds a request.
    pub async fn add_request(&mut self, campaign: CampaignId, new: &ResumeRequest) -> Result<(), StoreError> {
        let ResumeRequest { id, asked_by, asked_role, simulated, asked_at, expires_at } = new;
        let added = in_tx!(self, ADD, query[*id, campaign.0, asked_by.0, asked_role.as_str(), *simulated, *asked_at, *expires_at], execute);
        match added {
            Ok(_) => Ok(()),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Stale),
            Err(error) => Err(error.into()),
        }
    }

    /// A second person agrees.
    pub async fn confirm_request(&mut self, id: Uuid, by: &Actor, now: Instant) -> Result<(), StoreError> {
        one_row(in_tx!(self, CONFIRM, query[id, by.id.0, now], execute)?)
    }

    /// Ends a request that nobody confirmed.
    pub async fn end_requests(&mut self, campaign: CampaignId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, END, query[campaign.0, now], execute)?;
        Ok(())
    }

    /// What a stop freezes, as this transaction sees it.
    pub async fn frozen_by_stop(&mut self, campaign: CampaignId) -> Result<Frozen, StoreError> {
        Ok(in_tx!(self, FROZEN, query_as::<FrozenRow>[campaign.0], fetch_one)?.counts())
    }
}

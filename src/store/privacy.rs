//! What people ask of us with the day it is due, and the impact assessments that were signed. Who asked is sealed with a
//! key of the request's own, which closing it destroys.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::{AccountId, CampaignId, PersonId};
use crate::domain::instant::Instant;
use crate::domain::privacy::{Channel, Outcome, RequestKind};

statements! {
    ADD = "insert into privacy_request (id, kind, channel, wrapped_key, sealed, received_at, due_at) \
           values ($1, $2, $3, $4, $5, $6, $7)";
    CLOSE = "update privacy_request set closed_at = $2, closed_by = $3, outcome = $4, receipt = $5, wrapped_key = null, \
             sealed = null where id = $1 and closed_at is null";
    OPEN = "select id, kind, channel, received_at, due_at, closed_at, outcome, receipt from privacy_request \
            where closed_at is null order by due_at, id limit $1";
    COUNT_OPEN = "select count(*) from privacy_request where closed_at is null";
    CLOSED = "select id, kind, channel, received_at, due_at, closed_at, outcome, receipt from privacy_request \
              where closed_at is not null order by closed_at desc, id limit $1";
    PAGE = "select id, kind, channel, received_at, due_at, closed_at, outcome, receipt from privacy_request \
            where id > $1 and ($2 or closed_at is null) order by id limit $3";
    FIND = "select id, kind, channel, received_at, due_at, closed_at, outcome, receipt from privacy_request where id = $1";
    WHO = "select wrapped_key, sealed from privacy_request where id = $1 and sealed is not null";
    SIGN = "insert into assessment (id, campaign_id, source_hash, signed_by, signed_at, expires_at) values ($1, $2, $3, $4, $5, $6)";
    WITHDRAW = "update assessment set withdrawn_by = $2, withdrawn_at = $3 where id = $1 and withdrawn_at is null";
    WITHDRAW_ALL = "update assessment set withdrawn_by = $2, withdrawn_at = $3 where campaign_id = $1 and withdrawn_at is null";
    SIGNED = "select id, campaign_id, source_hash, signed_by, signed_at, expires_at, withdrawn_at from assessment \
              order by campaign_id, signed_at desc, id";
    LATEST = "select id, campaign_id, source_hash, signed_by, signed_at, expires_at, withdrawn_at from assessment \
              where campaign_id = $1 order by signed_at desc, (withdrawn_at is not null), id limit 1";
    FIND_SIGNED = "select id, campaign_id, source_hash, signed_by, signed_at, expires_at, withdrawn_at from assessment where id = $1";
}

row! {
    struct RequestRow {
        id: Uuid,
        kind: String,
        channel: String,
        received_at: Instant,
        due_at: Instant,
        closed_at: Option<Instant>,
        outcome: Option<String>,
        receipt: Option<Uuid>,
    }
}

row! {
    struct WhoRow { wrapped_key: Vec<u8>, sealed: Vec<u8> }
}

row! {
    struct SignedRow {
        id: Uuid,
        campaign_id: Uuid,
        source_hash: String,
        signed_by: Uuid,
        signed_at: Instant,
        expires_at: Instant,
        withdrawn_at: Option<Instant>,
    }
}

/// A request, without who asked.
#[derive(Debug, Clone)]
pub struct StoredRequest {
    /// Its id.
    pub id: Uuid,
    /// What is asked.
    pub kind: RequestKind,
    /// How it reached us.
    pub channel: Channel,
    /// When.
    pub received_at: Instant,
    /// By when it has to be answered.
    pub due_at: Instant,
    /// When it was, and how.
    pub closed: Option<(Instant, Outcome)>,
    /// The receipt of what was done.
    pub receipt: Option<Uuid>,
}

/// An assessment that was signed for a campaign.
#[derive(Debug, Clone)]
pub struct SignedAssessment {
    /// Its id.
    pub id: Uuid,
    /// The campaign.
    pub campaign: CampaignId,
    /// Hash of the campaign's file as it was signed.
    pub source_hash: String,
    /// Who.
    pub signed_by: AccountId,
    /// When.
    pub signed_at: Instant,
    /// Until when it holds.
    pub expires_at: Instant,
    /// Since when it does not hold any more.
    pub withdrawn_at: Option<Instant>,
}

impl RequestRow {
    fn read(self) -> Result<StoredRequest, StoreError> {
        let bad = |_| StoreError::BadRow { what: "privacy request" };
        let outcome = self.outcome.map(|word| word.parse::<Outcome>()).transpose().map_err(bad)?;
        Ok(StoredRequest {
            id: self.id,
            kind: self.kind.parse().map_err(bad)?,
            channel: self.channel.parse().map_err(bad)?,
            received_at: self.received_at,
            due_at: self.due_at,
            closed: self.closed_at.zip(outcome),
            receipt: self.receipt,
        })
    }
}

impl From<SignedRow> for SignedAssessment {
    fn from(row: SignedRow) -> Self {
        let SignedRow { id, campaign_id, source_hash, signed_by, signed_at, expires_at, withdrawn_at } = row;
        let (campaign, signed_by) = (CampaignId(campaign_id), AccountId(signed_by));
        Self { id, campaign, source_hash, signed_by, signed_at, expires_at, withdrawn_at }
    }
}

impl Store {
    /// Requests that are open, the one due first first.
    pub async fn open_requests(&self, limit: i64) -> Result<Vec<StoredRequest>, StoreError> {
        let rows = on_read!(self, OPEN, query_as::<RequestRow>[limit], fetch_all)?;
        rows.into_iter().map(RequestRow::read).collect()
    }

    /// How many requests are open.
    pub async fn count_open_requests(&self) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT_OPEN, query_scalar::<i64>[], fetch_one)?)
    }

    /// Requests that were answered, the latest first.
    pub async fn closed_requests(&self, limit: i64) -> Result<Vec<StoredRequest>, StoreError> {
        let rows = on_read!(self, CLOSED, query_as::<RequestRow>[limit], fetch_all)?;
        rows.into_iter().map(RequestRow::read).collect()
    }

    /// Requests behind an id, which is how they came and so how they are due; answered ones only where they are wanted.
    pub async fn page_of_requests(
        &self,
        after: Uuid,
        answered: bool,
        limit: i64,
    ) -> Result<Vec<StoredRequest>, StoreError> {
        let rows = on_read!(self, PAGE, query_as::<RequestRow>[after, answered, limit], fetch_all)?;
        rows.into_iter().map(RequestRow::read).collect()
    }

    /// One request.
    pub async fn find_request(&self, id: Uuid) -> Result<Option<StoredRequest>, StoreError> {
        let row = on_read!(self, FIND, query_as::<RequestRow>[id], fetch_optional)?;
        row.map(RequestRow::read).transpose()
    }

    /// What was written down of who asked; none once the request is closed.
    pub async fn open_request(&self, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let row = on_read!(self, WHO, query_as::<WhoRow>[id], fetch_optional)?;
        row.map(|row| self.open_sealed(id, &row.wrapped_key, &row.sealed)).transpose()
    }

    /// Writes a request down; `who` is sealed.
    pub async fn add_request(&self, tx: &mut Tx, request: &StoredRequest, who: &[u8]) -> Result<(), StoreError> {
        // The key is bound to the request's id; people and requests never share one.
        let (key, wrapped) = self.keys.new_person(PersonId(request.id));
        let sealed = self.keys.seal(&key, who);
        let StoredRequest { id, kind, channel, received_at, due_at, .. } = request;
        let (kind, channel) = (kind.as_str(), channel.as_str());
        in_tx!(tx, ADD, query[id, kind, channel, &wrapped, &sealed, received_at, due_at], execute)?;
        Ok(())
    }

    /// All signed assessments, by campaign, the latest of each first.
    pub async fn list_assessments(&self) -> Result<Vec<SignedAssessment>, StoreError> {
        let rows = on_read!(self, SIGNED, query_as::<SignedRow>[], fetch_all)?;
        Ok(rows.into_iter().map(SignedAssessment::from).collect())
    }

    /// The latest assessment of a campaign, held or withdrawn.
    pub async fn latest_assessment(&self, campaign: CampaignId) -> Result<Option<SignedAssessment>, StoreError> {
        let row = on_read!(self, LATEST, query_as::<SignedRow>[campaign.0], fetch_optional)?;
        Ok(row.map(SignedAssessment::from))
    }

    /// One signed assessment.
    pub async fn find_assessment(&self, id: Uuid) -> Result<Option<SignedAssessment>, StoreError> {
        let row = on_read!(self, FIND_SIGNED, query_as::<SignedRow>[id], fetch_optional)?;
        Ok(row.map(SignedAssessment::from))
    }
}

impl Tx {
    /// Closes a request and destroys who asked; `Stale` where it was closed before.
    pub async fn close_request(
        &mut self,
        id: Uuid,
        (by, now): (AccountId, Instant),
        outcome: Outcome,
        receipt: Option<Uuid>,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, CLOSE, query[id, now, by.0, outcome.as_str(), receipt], execute)?)
    }

    /// Adds a signed assessment; earlier ones of the campaign hold no longer.
    pub async fn sign_assessment(&mut self, one: &SignedAssessment) -> Result<(), StoreError> {
        in_tx!(self, WITHDRAW_ALL, query[one.campaign.0, one.signed_by.0, one.signed_at], execute)?;
        let SignedAssessment { id, campaign, source_hash, signed_by, signed_at, expires_at, .. } = one;
        in_tx!(self, SIGN, query[id, campaign.0, source_hash, signed_by.0, signed_at, expires_at], execute)?;
        Ok(())
    }

    /// Withdraws an assessment; `Stale` where it was before.
    pub async fn withdraw_assessment(&mut self, id: Uuid, by: AccountId, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, WITHDRAW, query[id, by.0, now], execute)?)
    }
}

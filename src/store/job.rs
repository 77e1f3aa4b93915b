//! The queue. A job is written in the transaction of the change that wants it, claimed by lease, and run outside.
//!
//! Invariant: whoever finishes a job holds its newest fence; a worker that lost its lease changes nothing.

use chrono::Duration;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::JobId;
use crate::domain::instant::Instant;
use crate::domain::post::Network;

statements! {
    ADD = "insert into job (id, kind, payload, state, run_at, unique_key, created_at) values ($1, $2, $3, 'queued', $4, $5, $6) \
           on conflict (unique_key) do nothing";
    CLAIM = "update job set state = 'running', locked_until = $2, attempts = attempts + 1, fence = fence + 1, \
             lost = lost + case when state = 'running' then 1 else 0 end where id = \
             (select id from job where (state = 'queued' or (state = 'running' and locked_until < $1)) and run_at <= $1 \
             order by run_at, id limit 1) returning id, kind, payload, attempts, lost, fence",
        postgres: "update job set state = 'running', locked_until = $2, attempts = attempts + 1, fence = fence + 1, \
             lost = lost + case when state = 'running' then 1 else 0 end where id = \
             (select id from job where (state = 'queued' or (state = 'running' and locked_until < $1)) and run_at <= $1 \
             order by run_at, id limit 1 for update skip locked) returning id, kind, payload, attempts, lost, fence";
    DUE = "select id from job where (state = 'queued' or (state = 'running' and locked_until < $1)) and run_at <= $1 limit 1";
    DONE = "update job set state = 'done', locked_until = null, last_error = null where id = $1 and fence = $2 and state = 'running'";
    RETRY = "update job set state = 'queued', locked_until = null, run_at = $3, last_error = $4 where id = $1 and fence = $2 \
             and state = 'running'";
    POSTPONE = "update job set state = 'queued', locked_until = null, run_at = $3, last_error = $4, attempts = attempts - 1 \
                where id = $1 and fence = $2 and state = 'running'";
    OF_NETWORK = "update job set network = $2 where id = $1";
    WAIT = "update job set run_at = $3, last_error = $4 where state = 'queued' and network = $1 and run_at <= $2";
    BURY = "update job set state = 'dead', locked_until = null, last_error = $3 where id = $1 and fence = $2 and state = 'running'";
    COUNT = "select count(*) from job where state = $1";
    NEXT_RUN = "select min(run_at) from job where state = 'queued'";
    SWEEP = "delete from job where state = 'done' and run_at < $1";
}

row! {
    struct ClaimRow { id: Uuid, kind: String, payload: Json<Value>, attempts: i64, lost: i64, fence: i64 }
}

/// A job that this worker holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedJob {
    /// Its id.
    pub id: JobId,
    /// Which kind of work.
    pub kind: String,
    /// What to work on: ids only.
    pub payload: Value,
    /// Tries so far, this one included.
    pub attempts: i64,
    /// Tries among them that ended with their worker: it was killed, or was too slow.
    pub lost: i64,
    fence: i64,
}

/// Seconds a worker holds a job before another may take over; more than three answers of a network may take, and few
/// enough that nothing waits for a minute.
pub const LEASE_SECONDS: i64 = 45;

impl Tx {
    /// Adds a job; where a job with the same `unique_key` is there, it stays as it is.
    pub async fn add_job(
        &mut self,
        id: JobId,
        kind: &str,
        payload: &Value,
        run_at: Instant,
        unique_key: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD, query[id.0, kind, Json(payload), run_at, unique_key, now], execute)?;
        Ok(())
    }

    /// Notes which network a job waits for.
    pub async fn tie_job(&mut self, id: JobId, network: Network) -> Result<(), StoreError> {
        in_tx!(self, OF_NETWORK, query[id.0, network.as_str()], execute)?;
        Ok(())
    }
}

impl Store {
    /// Claims the job that is due longest, in a transaction of its own.
    pub async fn claim_job(&self, now: Instant) -> Result<Option<ClaimedJob>, StoreError> {
        let mut tx = self.begin().await?;
        let until = now + Duration::seconds(LEASE_SECONDS);
        let row = in_tx!(tx, CLAIM, query_as::<ClaimRow>[now, until], fetch_optional)?;
        tx.commit().await?;
        Ok(row.map(|ClaimRow { id, kind, payload, attempts, lost, fence }| ClaimedJob {
            id: JobId(id),
            kind,
            payload: payload.0,
            attempts,
            lost,
            fence,
        }))
    }

    /// The job is done; `Stale` where another worker has taken over.
    pub async fn finish_job(&self, job: &ClaimedJob) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        super::one_row(in_tx!(tx, DONE, query[job.id.0, job.fence], execute)?)?;
        tx.commit().await
    }

    /// The job runs again later.
    pub async fn retry_job(&self, job: &ClaimedJob, run_at: Instant, why: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        super::one_row(in_tx!(tx, RETRY, query[job.id.0, job.fence, run_at, why], execute)?)?;
        tx.commit().await
    }

    /// The job runs again later, and this try does not count: what it needs was not there.
    pub async fn postpone_job(&self, job: &ClaimedJob, run_at: Instant, why: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        super::one_row(in_tx!(tx, POSTPONE, query[job.id.0, job.fence, run_at, why], execute)?)?;
        tx.commit().await
    }

    /// Jobs of a network that are due wait too: what one of them found out holds for all.
    pub async fn postpone_network(
        &self,
        network: Network,
        now: Instant,
        run_at: Instant,
        why: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        in_tx!(tx, WAIT, query[network.as_str(), now, run_at, why], execute)?;
        tx.commit().await
    }

    /// The job will not run again; people see it.
    pub async fn bury_job(&self, job: &ClaimedJob, why: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        super::one_row(in_tx!(tx, BURY, query[job.id.0, job.fence, why], execute)?)?;
        tx.commit().await
    }

    /// Whether a job is due; a look that locks nothing.
    pub async fn has_due_job(&self, now: Instant) -> Result<bool, StoreError> {
        Ok(on_read!(self, DUE, query_scalar::<Uuid>[now], fetch_optional)?.is_some())
    }

    /// How many jobs are in a state: `queued`, `running`, `done` or `dead`.
    pub async fn count_jobs(&self, state: &str) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT, query_scalar::<i64>[state], fetch_one)?)
    }

    /// When the next queued job is due.
    pub async fn next_job_at(&self) -> Result<Option<Instant>, StoreError> {
        Ok(on_read!(self, NEXT_RUN, query_scalar::<Option<Instant>>[], fetch_one)?)
    }

    /// Forgets jobs done before an instant.
    pub async fn sweep_jobs(&self, before: Instant) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let swept = in_tx!(tx, SWEEP, query[before], execute)?;
        tx.commit().await?;
        Ok(swept)
    }
}

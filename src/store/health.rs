//! How an installation is: the oldest row of each class that is kept for a time, and what waits or failed in the queue.

use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::JobId;
use crate::domain::instant::Instant;
use crate::domain::privacy::Kept;

statements! {
    OLDEST_PEOPLE = "select min(last_left_at) from (select max(coalesce(l.estimated_departure_at, l.scheduled_departure_at)) \
                     as last_left_at from passage p join flight_leg l on l.id = p.leg_id where not exists \
                     (select 1 from gift where gift.traveller_id = p.traveller_id) group by p.traveller_id) everyone";
    OLDEST_QUARANTINE = "select min(created_at) from quarantine";
    OLDEST_JOB = "select min(run_at) from job where state = 'done'";
    OLDEST_SESSION = "select min(last_seen_at) from session";
    OLDEST_WAITING = "select min(run_at) from job where state = 'queued'";
    DEAD = "select id, kind, payload, attempts, last_error, run_at, created_at from job where state = 'dead' and id > $1 \
            order by id limit $2";
    FIND_DEAD = "select id, kind, payload, attempts, last_error, run_at, created_at from job where state = 'dead' and id = $1";
    REVIVE = "update job set state = 'queued', run_at = $2, attempts = 0, lost = 0, locked_until = null where id = $1 and state = 'dead'";
    DROP = "delete from job where id = $1 and state = 'dead'";
}

row! {
    struct DeadRow {
        id: Uuid,
        kind: String,
        payload: Json<Value>,
        attempts: i64,
        last_error: Option<String>,
        run_at: Instant,
        created_at: Instant,
    }
}

/// A job that will not run again by itself.
#[derive(Debug, Clone)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// Which kind of work.
    pub kind: String,
    /// What it was to work on: ids only.
    pub payload: Value,
    /// Tries.
    pub attempts: i64,
    /// What the last one said.
    pub last_error: Option<String>,
    /// When the last one was due.
    pub run_at: Instant,
    /// Since when it was in the queue.
    pub created_at: Instant,
}

impl From<DeadRow> for DeadJob {
    fn from(row: DeadRow) -> Self {
        let DeadRow { id, kind, payload, attempts, last_error, run_at, created_at } = row;
        Self { id: JobId(id), kind, payload: payload.0, attempts, last_error, run_at, created_at }
    }
}

impl Store {
    /// From when the oldest row of a class is: when people last left, when others were made or last used.
    pub async fn oldest(&self, class: Kept) -> Result<Option<Instant>, StoreError> {
        let asked = match class {
            Kept::People => OLDEST_PEOPLE,
            Kept::Quarantine => OLDEST_QUARANTINE,
            Kept::Jobs => OLDEST_JOB,
            Kept::Sessions => OLDEST_SESSION,
        };
        Ok(on_read!(self, asked, query_scalar::<Option<Instant>>[], fetch_one)?)
    }

    /// Since when the job that is due longest has waited.
    pub async fn oldest_waiting_job(&self) -> Result<Option<Instant>, StoreError> {
        Ok(on_read!(self, OLDEST_WAITING, query_scalar::<Option<Instant>>[], fetch_one)?)
    }

    /// Jobs that failed for good, after one of them, in the order they were made.
    pub async fn dead_jobs(&self, after: JobId, limit: i64) -> Result<Vec<DeadJob>, StoreError> {
        let rows = on_read!(self, DEAD, query_as::<DeadRow>[after.0, limit], fetch_all)?;
        Ok(rows.into_iter().map(DeadJob::from).collect())
    }

    /// One of them.
    pub async fn find_dead_job(&self, id: JobId) -> Result<Option<DeadJob>, StoreError> {
        let row = on_read!(self, FIND_DEAD, query_as::<DeadRow>[id.0], fetch_optional)?;
        Ok(row.map(DeadJob::from))
    }
}

impl Tx {
    /// A failed job runs again; `Stale` where it does already, or was dropped.
    pub async fn revive_job(&mut self, id: JobId, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, REVIVE, query[id.0, now], execute)?)
    }

    /// Drops a failed job; `Stale` where it runs again, or was dropped.
    pub async fn drop_job(&mut self, id: JobId) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DROP, query[id.0], execute)?)
    }
}

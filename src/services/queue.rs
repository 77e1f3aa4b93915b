//! Work that services ask for and `jobs` does later. A job is written in the transaction of the change that wants it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::domain::id::{FollowUpId, JobId, MailId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::store::{StoreError, Tx};

/// All work there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Plan a station's rounds again.
    PlanRounds {
        /// The campaign.
        campaign: String,
        /// The station (IATA).
        station: String,
    },
    /// Publish a post from the outbox.
    Publish {
        /// The post.
        follow_up: FollowUpId,
    },
    /// Take a post down again.
    Retract {
        /// The post.
        follow_up: FollowUpId,
    },
    /// Publish an answer of the care desk.
    Answer {
        /// The answer.
        answer: Uuid,
    },
    /// Take something down whose row is gone.
    TakeDown {
        /// Its unique name.
        identity: String,
        /// What the network calls it, where that is known.
        external_id: Option<String>,
    },
    /// Move approved posts on.
    QueuePosts,
    /// Take back gifts that nobody picked up in time.
    WithdrawOverdue,
    /// Read what networks count of our posts.
    ReadCounts,
    /// Ask what became of stored posts where no stream tells.
    SweepPosts,
    /// Note which readings of posts are due.
    NoteDueReadings,
    /// Forget what must not be kept any longer.
    Purge,
    /// Give a mail away.
    SendMail {
        /// The mail.
        mail: MailId,
    },
    /// Send a link to whoever forgot a password, where there is such an account.
    MailReset {
        /// The keyed hash of the address, hexadecimal.
        of: String,
    },
    /// Write the mails that are due to staff and travellers.
    WriteMails,
    /// Tell a program of an event.
    TellEvent {
        /// The telling.
        delivery: Uuid,
    },
    /// Look whether complaints jumped or a campaign fell silent.
    WatchAlarms,
}

impl Job {
    /// Whether it reaches the world: somebody waits for it, and what it began may be out already. However often its worker is
    /// killed, it is not given up for that.
    pub const fn reaches_out(&self) -> bool {
        matches!(
            self,
            Self::Publish { .. }
                | Self::Retract { .. }
                | Self::Answer { .. }
                | Self::TakeDown { .. }
                | Self::SendMail { .. }
        )
    }

    /// Its word in the queue.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::PlanRounds { .. } => "plan_rounds",
            Self::Publish { .. } => "publish",
            Self::Retract { .. } => "retract",
            Self::Answer { .. } => "answer",
            Self::TakeDown { .. } => "take_down",
            Self::QueuePosts => "queue_posts",
            Self::WithdrawOverdue => "withdraw_overdue",
            Self::ReadCounts => "read_counts",
            Self::SweepPosts => "sweep_posts",
            Self::NoteDueReadings => "note_due_readings",
            Self::Purge => "purge",
            Self::SendMail { .. } => "send_mail",
            Self::MailReset { .. } => "mail_reset",
            Self::WriteMails => "write_mails",
            Self::TellEvent { .. } => "tell_event",
            Self::WatchAlarms => "watch_alarms",
        }
    }
}

/// Writes a job in the caller's transaction.
pub async fn enqueue(app: &App, tx: &mut Tx, job: &Job, now: Instant) -> Result<(), StoreError> {
    enqueue_at(app, tx, job, now, now).await
}

/// The same for work that waits for a network: while that is away, one job asks for all.
pub async fn enqueue_on(app: &App, tx: &mut Tx, job: &Job, network: Network, now: Instant) -> Result<(), StoreError> {
    let id = add(app, tx, job, now, now).await?;
    tx.tie_job(id, network).await
}

/// The same for later.
pub async fn enqueue_at(app: &App, tx: &mut Tx, job: &Job, at: Instant, now: Instant) -> Result<(), StoreError> {
    add(app, tx, job, at, now).await.map(drop)
}

async fn add(app: &App, tx: &mut Tx, job: &Job, at: Instant, now: Instant) -> Result<JobId, StoreError> {
    let id = JobId::mint(now, &mut *app.rng());
    let payload = serde_json::to_value(job).map_err(|_| StoreError::BadRow { what: "job" })?;
    tx.add_job(id, job.kind(), &payload, at, None, now).await?;
    app.announce_work();
    Ok(id)
}

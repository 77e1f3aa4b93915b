//! Work that runs later: one match over every kind of job. A job is claimed by lease, committed, then run; never under a
//! held lock.

pub mod flight_poll;

use std::collections::BTreeSet;

use chrono::Duration;
use rand::RngExt;

use crate::app::App;
use crate::domain::id::JobId;
use crate::networks::{Fault, Outlet};
use crate::services::queue::Job;
use crate::services::{
    Error, campaigns, care, delivery, follow_ups, mails, measuring, network_costs, retention, rounds, sweep,
};
use crate::store::StoreError;
use crate::store::job::ClaimedJob;

/// Tries before a job is left for a person to look at.
const MOST_TRIES: i64 = 8;

/// Pause before a network that was away is asked again.
const AWAY_SECONDS: i64 = 30;

/// What recurs, and after how many minutes.
const RECURRING: [(Job, i64); 7] = [
    (Job::QueuePosts, 1),
    (Job::WithdrawOverdue, 1),
    (Job::WriteMails, 5),
    (Job::NoteDueReadings, 10),
    (Job::Purge, 10),
    (Job::ReadCounts, 60),
    (Job::SweepPosts, sweep::EVERY_HOURS * 60),
];

/// Makes sure that recurring work is in the queue once for the time slot it is now.
pub async fn schedule(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    for (job, minutes) in RECURRING {
        let slot = now.timestamp() / (minutes * 60);
        let key = format!("{}@{slot}", job.kind());
        let id = JobId::mint(now, &mut *app.rng());
        let payload = serde_json::to_value(&job).map_err(|_| StoreError::BadRow { what: "job" })?;
        tx.add_job(id, job.kind(), &payload, now, Some(&key), now).await?;
    }
    tx.commit().await
}

/// Runs what is due until nothing is left; gives how many ran.
pub async fn run_until_idle(app: &App, outlet: &Outlet) -> Result<usize, StoreError> {
    let mut ran = 0;
    while run_one(app, outlet).await? {
        ran += 1;
    }
    Ok(ran)
}

/// Claims and runs one job; `false` where none is due.
pub async fn run_one(app: &App, outlet: &Outlet) -> Result<bool, StoreError> {
    let Some(claimed) = app.store.claim_job(app.now()).await? else { return Ok(false) };
    let Ok(job) = serde_json::from_value::<Job>(claimed.payload.clone()) else {
        app.store.bury_job(&claimed, "this version does not know the job").await?;
        return Ok(true);
    };
    if claimed.attempts > MOST_TRIES {
        // Its workers died with it before they could say why.
        app.store.bury_job(&claimed, "no worker survived it").await?;
        return Ok(true);
    }
    let done = match network_costs::settle(app, outlet).await {
        Ok(()) => perform(app, outlet, &job).await,
        Err(error) => Err(error),
    };
    // What was spent is spent, however the job ended; a cost that can't be written now is written with the next one's.
    if let Err(error) = network_costs::settle(app, outlet).await {
        tracing::error!(%error, "what calls of networks cost could not be written");
    }
    match done {
        Ok(()) => app.store.finish_job(&claimed).await,
        Err(error) => give_back(app, &claimed, &error).await,
    }
    .or_else(|error| if matches!(error, StoreError::Stale) { Ok(()) } else { Err(error) })?;
    Ok(true)
}

async fn perform(app: &App, outlet: &Outlet, job: &Job) -> Result<(), Error> {
    match job {
        Job::PlanRounds { campaign, station } => {
            let loaded = campaigns::load(app, campaign).await?;
            rounds::replan_station(app, &loaded, station, 0).await.map(drop)
        }
        Job::Publish { follow_up } => follow_ups::publish(app, outlet, *follow_up).await,
        Job::Retract { follow_up } => follow_ups::retract(app, outlet, *follow_up).await,
        Job::Answer { answer } => care::publish(app, outlet, *answer).await,
        Job::TakeDown { identity, external_id } => {
            Ok(outlet.retract(identity, external_id.as_deref(), &BTreeSet::new(), app.now()).await?)
        }
        Job::QueuePosts => {
            for loaded in campaigns::list_under_way(app).await? {
                if follow_ups::goes_on(loaded.state) {
                    follow_ups::queue_due(app, &loaded).await?;
                }
            }
            Ok(())
        }
        Job::WithdrawOverdue => {
            for loaded in campaigns::list_under_way(app).await? {
                delivery::withdraw_overdue(app, &loaded).await?;
            }
            Ok(())
        }
        Job::ReadCounts => measuring::read_counts(app, outlet).await.map(drop),
        Job::SweepPosts => sweep::sweep(app, outlet).await.map(drop),
        Job::NoteDueReadings => measuring::note_due_everywhere(app).await,
        Job::Purge => retention::purge(app).await.map(drop),
        Job::SendMail { mail } => mails::send(app, *mail).await,
        Job::MailReset { of } => mails::way_in::mail_reset(app, of).await,
        Job::WriteMails => mails::write_due(app).await.map(drop),
    }
}

/// Later again, with growing pauses; at last for a person to look at. A network that is away is waited for, however long.
async fn give_back(app: &App, claimed: &ClaimedJob, error: &Error) -> Result<(), StoreError> {
    tracing::warn!(job = %claimed.id, kind = claimed.kind, attempts = claimed.attempts, %error, "job failed");
    if let Error::Network(Fault::Away { retry_after, .. }) = error {
        let asked = retry_after.map_or(AWAY_SECONDS, |wait| i64::try_from(wait.as_secs()).unwrap_or(AWAY_SECONDS));
        let jitter = app.rng().random_range(0..=AWAY_SECONDS / 4);
        return app
            .store
            .postpone_job(claimed, app.now() + Duration::seconds(asked + jitter), &error.to_string())
            .await;
    }
    if claimed.attempts >= MOST_TRIES {
        return app.store.bury_job(claimed, &error.to_string()).await;
    }
    let seconds = (5_i64 << claimed.attempts.min(8)).min(900);
    let jitter = app.rng().random_range(0..=seconds / 4);
    app.store.retry_job(claimed, app.now() + Duration::seconds(seconds + jitter), &error.to_string()).await
}

//! Work that runs later: one match over every kind of job. A job is claimed by lease, committed, then run; never under a
//! held lock.

pub mod flight_poll;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::time::Duration as Wait;

use chrono::Duration;
use futures_util::FutureExt as _;
use rand::RngExt;

use crate::app::App;
use crate::domain::id::JobId;
use crate::networks::{Fault, Outlet};
use crate::services::queue::Job;
use crate::services::{
    Error, alarms, campaigns, care, care_watch, delivery, drafting, follow_ups, holding, mails, measuring,
    network_costs, retention, rounds, sweep, webhooks,
};
use crate::store::StoreError;
use crate::store::job::ClaimedJob;

/// Tries before a job is left for a person to look at.
const MOST_TRIES: i64 = 8;

/// Pause before a network that was away is asked again.
const AWAY_SECONDS: i64 = 30;

/// What recurs, and after how many minutes.
const RECURRING: [(Job, i64); 8] = [
    (Job::QueuePosts, 1),
    (Job::WithdrawOverdue, 1),
    (Job::WriteMails, 5),
    (Job::NoteDueReadings, 10),
    (Job::WatchAlarms, 10),
    (Job::Purge, 10),
    (Job::ReadCounts, 60),
    (Job::SweepPosts, sweep::EVERY_HOURS * 60),
];

/// How soon work is seen that another process asked for, and work whose time has come.
const PAUSE: Wait = Wait::from_millis(700);
/// How soon work is seen that this process asked for: it says so a moment before the work is committed, so the queue is
/// looked at a few times.
const SOON: Wait = Wait::from_millis(25);
/// Looks after such an announcement; the last one is half a second later.
const LOOKS: u32 = 20;

/// The pace of a worker: it looks for due work seldom while nothing happens, and often right after some was announced. An
/// idle queue costs a look that locks nothing.
#[derive(Debug, Default)]
pub struct Pace {
    scheduled: Option<i64>,
    looks: u32,
}

impl Pace {
    /// Queues recurring work once a minute and runs what is due; gives how many jobs ran.
    pub async fn look(&mut self, app: &App, outlet: &Outlet) -> Result<usize, StoreError> {
        let minute = app.now().timestamp().div_euclid(60);
        if self.scheduled != Some(minute) {
            schedule(app).await?;
            self.scheduled = Some(minute);
        }
        if app.store.has_due_job(app.now()).await? { run_until_idle(app, outlet).await } else { Ok(0) }
    }

    /// Waits until it is time to look again.
    pub async fn rest(&mut self, app: &App) {
        let pause = if self.looks > 0 { SOON } else { PAUSE };
        tokio::select! {
            () = app.work_announced() => self.looks = LOOKS,
            () = tokio::time::sleep(pause) => self.looks = self.looks.saturating_sub(1),
        }
    }
}

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
    if claimed.attempts > MOST_TRIES && !job.reaches_out() {
        // Its workers died with it before they could say why.
        app.store.bury_job(&claimed, "no worker survived it").await?;
        return Ok(true);
    }
    if !may_run(app, &job).await.unwrap_or(false) {
        let later = app.now() + Duration::seconds(AWAY_SECONDS);
        return app
            .store
            .postpone_job(&claimed, later, "everything that goes out is held; see Admin, Outbox")
            .await
            .map(|()| true);
    }
    if claimed.lost >= MOST_TRIES {
        tracing::warn!(job = %claimed.id, kind = claimed.kind, lost = claimed.lost, "workers ended with the job; it goes on");
    }
    let done = match network_costs::settle(app, outlet).await {
        Ok(()) => survive(Box::pin(perform(app, outlet, &job))).await,
        Err(error) => Err(error),
    };
    // What was spent is spent, however the job ended; a cost that can't be written now is written with the next one's.
    if let Err(error) = network_costs::settle(app, outlet).await {
        tracing::error!(%error, "what calls of networks cost could not be written");
    }
    match done {
        Ok(()) => app.store.finish_job(&claimed).await,
        Err(error) => give_back(app, &claimed, &job, &error).await,
    }
    .or_else(|error| if matches!(error, StoreError::Stale) { Ok(()) } else { Err(error) })?;
    Ok(true)
}

/// Whether nothing holds what the job would send out. What takes things down is never held.
async fn may_run(app: &App, job: &Job) -> Result<bool, Error> {
    match job {
        Job::Publish { .. } | Job::Answer { .. } => holding::may_go_out(app).await,
        // What was written for staff after a hold began can't have gone out before.
        Job::SendMail { mail } => Ok(holding::may_go_out(app).await? || mails::is_new(app, *mail).await?),
        _ => Ok(true),
    }
}

/// A panic ends the try, not the worker: it is a fault like others, counted, and at last for a person to look at.
async fn survive(work: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or(Err(Error::Interrupted))
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
            care_watch::watch(app).await?;
            for loaded in campaigns::list_under_way(app).await? {
                if follow_ups::goes_on(loaded.state) {
                    drafting::draft_approved(app, &loaded, outlet).await?;
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
        Job::TellEvent { delivery } => webhooks::send(app, *delivery).await,
        Job::WatchAlarms => alarms::watch(app).await.map(drop),
    }
}

/// Later again, with growing pauses; at last for a person to look at. A network that is away is waited for, however long.
async fn give_back(app: &App, claimed: &ClaimedJob, job: &Job, error: &Error) -> Result<(), StoreError> {
    // What a killed worker took with it says nothing about the job.
    let tries = if job.reaches_out() { claimed.attempts - claimed.lost } else { claimed.attempts };
    tracing::warn!(job = %claimed.id, kind = claimed.kind, attempts = claimed.attempts, %error, "job failed");
    if let Error::Network(Fault::Away { network, retry_after, .. }) = error {
        let (now, why) = (app.now(), error.to_string());
        // Up to a whole second: a network that is asked a moment too early says the same again.
        let whole = |wait: Wait| i64::try_from(wait.as_secs()).map_or(AWAY_SECONDS, |seconds| seconds + 1);
        let asked = retry_after.map_or(AWAY_SECONDS, whole);
        let jitter = app.rng().random_range(0..=AWAY_SECONDS / 4);
        app.store.postpone_job(claimed, now + Duration::seconds(asked + jitter), &why).await?;
        return app.store.postpone_network(*network, now, now + Duration::seconds(asked), &why).await;
    }
    if matches!(error, Error::TwinInDoubt) {
        let later = app.now() + Duration::seconds(AWAY_SECONDS);
        return app.store.postpone_job(claimed, later, &error.to_string()).await;
    }
    if tries >= MOST_TRIES || matches!(error, Error::TargetGone(_) | Error::NoLeave(_)) {
        return app.store.bury_job(claimed, &error.to_string()).await;
    }
    let seconds = (5_i64 << tries.clamp(0, 8)).min(900);
    let jitter = app.rng().random_range(0..=seconds / 4);
    app.store.retry_job(claimed, app.now() + Duration::seconds(seconds + jitter), &error.to_string()).await
}

//! Retention that runs: what must not be kept any longer goes, and with it the keys of the people concerned.
//!
//! People without a gift go 24 hours after their last leg left; quarantine after 14 days; done jobs after 7;
//! sessions and links once they are over; the groups of a lot once their bookings are read; photos with their consent.

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::outcomes::KEPT_DAYS;
use crate::app::App;
use crate::domain::account::IDLE;
use crate::domain::actor::Actor;

/// Hours after their last leg left that people without a gift are kept.
pub(super) const PEOPLE_HOURS: i64 = 24;
/// Days that quarantined lines are kept.
pub(super) const QUARANTINE_DAYS: i64 = 14;
/// Days that done jobs are kept.
pub(super) const JOB_DAYS: i64 = 7;

/// What a purge removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purged {
    /// Matches that nobody decided before the flight left.
    pub expired: u64,
    /// Travellers and authors without a gift.
    pub people: u64,
    /// Quarantined lines.
    pub quarantine: u64,
}

/// Removes everything that is past its time.
pub async fn purge(app: &App) -> Result<Purged, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let purged = Purged {
        expired: tx.expire_candidates(now).await?,
        people: tx.purge_people(now - Duration::hours(PEOPLE_HOURS)).await?,
        quarantine: tx.purge_quarantine(now - Duration::days(QUARANTINE_DAYS)).await?,
    };
    tx.purge_assignments(now - Duration::days(KEPT_DAYS)).await?;
    tx.forget_sign_ins(now, now - IDLE).await?;
    tx.purge_photos().await?;
    tx.purge_hook_messages(now - Duration::hours(1)).await?;
    tx.purge_next_stops(now - Duration::days(JOB_DAYS)).await?;
    if purged != Purged::default() {
        let detail = json!({ "expired": purged.expired, "people": purged.people, "quarantine": purged.quarantine });
        tx.audit(&Actor::SYSTEM, "retention.purge", "", detail, now).await?;
    }
    tx.commit().await?;
    app.store.sweep_jobs(now - Duration::days(JOB_DAYS)).await?;
    Ok(purged)
}

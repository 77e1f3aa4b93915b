//! Retention that runs: what must not be kept any longer goes, and with it the keys of the people concerned.
//!
//! People without a gift go 24 hours after their last leg left; quarantine after 14 days; done jobs after 7;
//! sessions and links once they are over; the groups of a lot once their bookings are read; photos with their consent.

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::insight::KEPT_DAYS as THEME_DAYS;
use super::measuring::PREVIEW_HOURS;
use super::outcomes::KEPT_DAYS;
use super::passenger_lists::MESSAGE_DAYS;
use crate::app::App;
use crate::domain::account::IDLE;
use crate::domain::actor::Actor;
use crate::domain::token::ANSWERS_KEPT;

/// Hours after their last leg left that people without a gift are kept.
pub(super) const PEOPLE_HOURS: i64 = 24;
/// Days that quarantined lines are kept.
pub(super) const QUARANTINE_DAYS: i64 = 14;
/// Days that solved cases of the care desk are kept.
pub(super) const CASE_DAYS: i64 = 30;
/// Days that done jobs are kept.
pub(super) const JOB_DAYS: i64 = 7;

/// Days that mails stay known once nothing more becomes of them; what they said is gone before, where they were sent.
pub(super) const MAIL_DAYS: i64 = 30;
/// Days that a traveller's wish to hear of their story waits for the story.
pub(super) const WISH_DAYS: i64 = 90;

/// Hours that an answered challenge stays known after it ended, for servers whose clocks differ.
const ANSWERED_HOURS: i64 = 1;
/// Days that it stays known what a shift was told of its list.
const TOLD_DAYS: i64 = 2;

/// What a purge removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purged {
    /// Matches that nobody decided before the flight left.
    pub expired: u64,
    /// Travellers and authors without a gift.
    pub people: u64,
    /// Their matches.
    pub matches: u64,
    /// Quarantined lines.
    pub quarantine: u64,
}

/// Removes everything that is past its time.
pub async fn purge(app: &App) -> Result<Purged, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.purge_cases(now - Duration::days(CASE_DAYS)).await?;
    let expired = tx.expire_candidates(now).await?;
    let (people, matches) = tx.purge_people(now - Duration::hours(PEOPLE_HOURS)).await?;
    let quarantine = tx.purge_quarantine(now - Duration::days(QUARANTINE_DAYS)).await?;
    let purged = Purged { expired, people, matches, quarantine };
    tx.purge_assignments(now - Duration::days(KEPT_DAYS)).await?;
    tx.purge_watched(now - Duration::days(KEPT_DAYS)).await?;
    tx.purge_attachments(now - Duration::hours(PREVIEW_HOURS)).await?;
    tx.purge_themes(now - Duration::days(THEME_DAYS)).await?;
    tx.forget_sign_ins(now, now - IDLE).await?;
    tx.forget_challenges(now - Duration::hours(ANSWERED_HOURS)).await?;
    let (unconfirmed, wishes) = (now - Duration::days(1), now - Duration::days(WISH_DAYS));
    tx.forget_mails(now - Duration::days(MAIL_DAYS), unconfirmed, wishes).await?;
    tx.forget_tokens(now, now - ANSWERS_KEPT).await?;
    tx.purge_told_events(now - Duration::days(super::webhooks::KEPT_DAYS)).await?;
    tx.purge_photos().await?;
    tx.purge_hook_messages(now - Duration::hours(1)).await?;
    tx.purge_lists(now - Duration::hours(PEOPLE_HOURS), now - Duration::days(MESSAGE_DAYS)).await?;
    tx.forget_told_lists(now - Duration::days(TOLD_DAYS)).await?;
    tx.purge_next_stops(now - Duration::days(JOB_DAYS)).await?;
    if purged != Purged::default() {
        let detail = json!({ "expired": expired, "people": people, "matches": matches, "quarantine": quarantine });
        tx.audit(&Actor::SYSTEM, "retention.purge", "", detail, now);
    }
    tx.commit().await?;
    app.store.sweep_jobs(now - Duration::days(JOB_DAYS)).await?;
    Ok(purged)
}

//! Mails that are due by themselves: approvals that wait, work that failed, a campaign's week, a station's day, and stories
//! that travellers wished to hear of. Each is written once for its occasion, however many workers run.

use std::collections::BTreeMap;

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;

use super::{desk, queue_to, shift_list, wishes};
use crate::app::App;
use crate::domain::account::{Grant, Place, Verdict, judge};
use crate::domain::actor::Role;
use crate::domain::care::CareKind;
use crate::domain::id::{AccountId, JobId};
use crate::domain::mail::MailKind;
use crate::domain::station::zone_of;
use crate::mail::Contents;
use crate::mail::contents::{FailureLine, Week};
use crate::services::Error;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::{alarms, views};

/// The hour, local to a campaign's first station, from which its week is written on a Monday.
const WEEK_HOUR: u32 = 7;
/// Failures that a mail names.
const NAMED: usize = 10;

/// Somebody whom mails can reach.
pub(super) struct Reader {
    pub(super) id: AccountId,
    pub(super) address: String,
    grants: Vec<Grant>,
}

impl Reader {
    /// Whether they hold one of these roles at a place.
    pub(super) fn may(&self, roles: &[Role], place: Option<(Place, &str)>) -> bool {
        judge(&self.grants, roles, place) == Verdict::Allowed
    }
}

/// Writes all mails that are due; gives how many.
pub async fn write_due(app: &App) -> Result<usize, Error> {
    if app.mail().is_none() {
        return Ok(0);
    }
    let readers = readers(app).await?;
    let live = campaigns::list_under_way(app).await?;
    let mut written = desk::waiting(app, &readers, &live).await?;
    written += desk::care(app, &readers).await?;
    written += failures(app, &readers).await?;
    written += super::alarms::expiries(app, &readers).await?;
    written += weeks(app, &readers, &live).await?;
    written += silent(app, &readers, &live).await?;
    written += shift_list::write_lists(app, &readers).await?;
    Ok(written + wishes::write_stories(app).await?)
}

pub(super) async fn readers(app: &App) -> Result<Vec<Reader>, Error> {
    let mut grants: BTreeMap<AccountId, Vec<Grant>> = BTreeMap::new();
    for (account, grant) in app.store.list_grants().await? {
        grants.entry(account).or_default().push(grant);
    }
    let open = app.store.list_accounts().await?.into_iter().filter(|one| one.disabled_at.is_none());
    // Whoever has not chosen a way in yet gets nothing but the invitation.
    let known = open.filter(|account| account.password_hash.is_some());
    let reader = |account: crate::store::account::Account| Reader {
        id: account.id,
        grants: grants.remove(&account.id).unwrap_or_default(),
        address: account.email,
    };
    Ok(known.map(reader).collect())
}

/// What a mail to a reader is written once for.
pub(super) fn key_of(kind: MailKind, reader: &Reader, once: &str) -> String {
    format!("{kind}@{}@{once}", reader.id)
}

pub(super) async fn write(app: &App, reader: &Reader, contents: &Contents, once: &str) -> Result<usize, Error> {
    let mut tx = app.store.begin().await?;
    let key = key_of(contents.kind(), reader, once);
    let written = queue_to(app, &mut tx, (reader.id, &reader.address), contents, Some(&key)).await?;
    tx.commit().await?;
    Ok(usize::from(written))
}

async fn failures(app: &App, readers: &[Reader]) -> Result<usize, Error> {
    let dead = app.store.dead_jobs(JobId(uuid::Uuid::nil()), 500).await?;
    // What failed last is what nobody was told of yet.
    let Some(newest) = dead.iter().map(|job| job.run_at).max() else { return Ok(0) };
    let mut newest_first: Vec<_> = dead.iter().collect();
    newest_first.sort_by_key(|job| std::cmp::Reverse((job.run_at, job.id)));
    let lines: Vec<_> = newest_first
        .into_iter()
        .take(NAMED)
        .map(|job| FailureLine { kind: job.kind.clone(), why: job.last_error.clone().unwrap_or_default() })
        .collect();
    let mut written = 0;
    for reader in readers.iter().filter(|reader| reader.may(&[Role::Admin], None)) {
        let contents = Contents::Failure { lines: lines.clone(), all: dead.len() as u64 };
        written += write(app, reader, &contents, &newest.timestamp_micros().to_string()).await?;
    }
    Ok(written)
}

async fn weeks(app: &App, readers: &[Reader], live: &[LoadedCampaign]) -> Result<usize, Error> {
    let mut written = 0;
    for own in live {
        let zone = zone_of_campaign(own);
        let local = app.now().with_timezone(&zone);
        if local.weekday() != chrono::Weekday::Mon || local.hour() < WEEK_HOUR {
            continue;
        }
        let week = local.date_naive().iso_week();
        let once = format!("{}-{}-{}", own.campaign.slug, week.year(), week.week());
        let to: Vec<_> = readers
            .iter()
            .filter(|reader| {
                let place = Some((Place::Campaign, own.campaign.slug.as_str()));
                reader.may(&[Role::Planner, Role::Approver, Role::Marketer], place)
            })
            .collect();
        if to.is_empty() {
            continue;
        }
        let funnel = app.store.figures(own.id).await?.funnel;
        let view = views::report(app, &own.campaign.slug).await?;
        let met = view.targets.iter().filter(|line| line.reached.is_some_and(|n| n >= line.wanted)).count();
        let complaints = view.voices.care.iter().find(|line| line.kind == CareKind::Complaint);
        let balances = app.store.balances(own.id).await?;
        let spent = balances.into_iter().find(|(cap, _)| cap == "money").map_or(0, |(_, balance)| balance.committed);
        let contents = Contents::Weekly(Week {
            slug: own.campaign.slug.clone(),
            campaign: own.campaign.name.clone(),
            day: local.date_naive(),
            counts: [funnel.posts, funnel.approved, funnel.delivered, funnel.posted],
            spent: (spent, own.campaign.currency),
            targets: (met as u64, view.targets.len() as u64),
            answered: complaints.map_or((0, 0), |line| (line.answered_in_hour, line.answers_due)),
        });
        for reader in to {
            written += write(app, reader, &contents, &once).await?;
        }
    }
    Ok(written)
}

/// A live campaign that says nothing is told of once, until it speaks again.
async fn silent(app: &App, readers: &[Reader], live: &[LoadedCampaign]) -> Result<usize, Error> {
    let mut written = 0;
    for own in live {
        let Some(silence) = alarms::silence(app, own).await? else { continue };
        let slug = own.campaign.slug.clone();
        let once = format!("{slug}-{}", silence.since.timestamp());
        let days = silence.days.max(0).cast_unsigned();
        let contents = Contents::Silent { slug: slug.clone(), campaign: own.campaign.name.clone(), days };
        let roles = [Role::Planner, Role::Marketer];
        for reader in readers.iter().filter(|reader| reader.may(&roles, Some((Place::Campaign, &slug)))) {
            written += write(app, reader, &contents, &once).await?;
        }
    }
    Ok(written)
}

pub(super) fn zone_of_campaign(own: &LoadedCampaign) -> Tz {
    own.campaign.stations.first().map_or(Tz::UTC, |scope| zone_of(&scope.iata))
}

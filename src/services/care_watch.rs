//! What complaints do to a campaign's posts: none goes out while complaints wait past their deadline, and a rise of complaints
//! stops them all at once. Two people let them go on.

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::campaigns::{self, LoadedCampaign};
use super::follow_ups::goes_on;
use super::mails::tell_of_spike;
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;
use crate::domain::refusal::Refusal;
use crate::effect::rise::{LOOKS_BACK, Rise, rise};
use crate::store::Tx;
use crate::store::view::follow_ups::KeptBack;

/// Hours for which two people's word lets posts go out although complaints wait.
const RELEASE_HOURS: i64 = 24;
/// People whose word that takes.
const PEOPLE: i64 = 2;

/// An approver says that posts of a campaign may go out although complaints wait; two of them have to. That ends a pause too.
pub async fn release(app: &App, campaign: CampaignId, by: &Actor) -> Result<(), Error> {
    if by.role != Role::Approver {
        let role = by.role.as_str();
        return Err(
            Refusal::WrongRole { role, action: "let posts out while complaints wait", who: "an approver" }.into()
        );
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.add_release(campaign, by, now).await?;
    if let Some(pause) = tx.find_pause(campaign).await?
        && tx.count_releases(campaign, pause.since).await? >= PEOPLE
    {
        tx.end_pause(campaign).await?;
        tx.audit(by, "campaign.end_post_pause", &campaign.to_string(), json!({}), now);
    }
    tx.audit(by, "campaign.release_posts", &campaign.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Whether complaints keep posts of a campaign back.
pub(super) async fn keeps_back(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<bool, Error> {
    if tx.find_pause(campaign).await?.is_some() {
        return Ok(true);
    }
    let now = app.now();
    if tx.count_overdue_complaints(campaign, now).await? == 0 {
        return Ok(false);
    }
    Ok(tx.count_releases(campaign, now - Duration::hours(RELEASE_HOURS)).await? < PEOPLE)
}

/// What keeps posts of a campaign back, in words for a page; none where nothing does.
pub async fn kept_back(app: &App, campaign: CampaignId) -> Result<Option<KeptBack>, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !keeps_back(app, &mut tx, campaign).await? {
        return Ok(None);
    }
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    let overdue = count(tx.count_overdue_complaints(campaign, now).await?);
    let pause = tx.find_pause(campaign).await?;
    let since = pause.as_ref().map_or(now - Duration::hours(RELEASE_HOURS), |pause| pause.since);
    let said = count(tx.count_releases(campaign, since).await?);
    let complaints = pause.as_ref().map_or(0, |pause| count(pause.complaints));
    Ok(Some(KeptBack { overdue, paused_since: pause.map(|pause| pause.since), complaints, said }))
}

/// A rise of complaints about a campaign: among the posts of its candidates, and under its own posts. What two people let
/// pass counts no longer.
async fn find_rise(app: &App, campaign: CampaignId) -> Result<Option<Rise>, Error> {
    let now = app.now();
    let since = now - LOOKS_BACK;
    let mut written: Vec<Instant> = app.store.complaints_since(campaign, since).await?;
    written.extend(app.store.complaint_cases_since(campaign, since).await?);
    let said = app.store.last_releases(campaign, now - Duration::hours(RELEASE_HOURS)).await?;
    let let_pass = if let [.., _, last] = said.as_slice() { Some(*last) } else { None };
    Ok(rise(&written, let_pass, now))
}

/// Stops the posts of campaigns with a rise of complaints and tells people; gives how many stopped.
pub async fn watch(app: &App) -> Result<usize, Error> {
    let mut paused = 0;
    for loaded in campaigns::list_under_way(app).await? {
        if goes_on(loaded.state) && pause_on_rise(app, &loaded).await? {
            paused += 1;
        }
    }
    Ok(paused)
}

async fn pause_on_rise(app: &App, loaded: &LoadedCampaign) -> Result<bool, Error> {
    let Some(found) = find_rise(app, loaded.id).await? else { return Ok(false) };
    let now = app.now();
    let complaints = i64::try_from(found.in_hour).unwrap_or(i64::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "complaints of an hour are few")]
    let usual_percent = (found.usual * 100.0).round() as i64;
    let mut tx = app.store.begin().await?;
    if !tx.pause_posts(loaded.id, (complaints, usual_percent), now).await? {
        return Ok(false);
    }
    let detail = json!({ "complaints": complaints, "usual_percent": usual_percent });
    tx.audit(&Actor::SYSTEM, "campaign.pause_posts", &loaded.id.to_string(), detail, now);
    tx.commit().await?;
    tell_of_spike(app, loaded, &found).await?;
    Ok(true)
}

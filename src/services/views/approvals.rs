//! What waits for approval, what may be approved together, and what the plan page shows beside the plan.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::{catalogue, head_of};
use crate::app::App;
use crate::domain::approval::{Reminder, TOGETHER_MOST, Together};
use crate::domain::campaign::Campaign;
use crate::domain::follow_up::FollowUpState;
use crate::domain::id::AccountId;
use crate::domain::instant::Instant;
use crate::services::campaigns::LoadedCampaign;
use crate::services::{Error, campaigns};
use crate::store::view::CampaignHead;
use crate::store::view::approvals::{ApprovalLine, ApprovalsView, PlanDesk, TogetherGroup};
use crate::store::view::board::{Alert, AlertLine};
use crate::store::view::follow_ups::FollowUpFilter;

/// Posts shown on the queue; the rest stands on the follow-ups page.
const POSTS: usize = 10;
/// Pages of the queue that are looked through for gifts to approve together.
const PAGES: usize = 10;

/// A campaign with the head of its pages.
pub async fn campaign(app: &App, slug: &str) -> Result<(LoadedCampaign, CampaignHead), Error> {
    let loaded = campaigns::load(app, slug).await?;
    let head = head_of(&loaded);
    Ok((loaded, head))
}

/// One page of the approvers' queue as a visitor sees it.
pub async fn approvals(app: &App, slug: &str, visitor: AccountId, after: Option<&str>) -> Result<ApprovalsView, Error> {
    let (loaded, head) = campaign(app, slug).await?;
    let (gifts, next) = lines(app, &loaded, visitor, after).await?;
    let waiting = app.store.waiting(loaded.id, app.now()).await?;
    let filter = FollowUpFilter { state: Some(FollowUpState::Draft), after: None };
    let mut drafts = super::follow_ups(app, slug, &filter).await?;
    let posts_total = drafts.counts.iter().find(|line| line.state == FollowUpState::Draft).map_or(0, |line| line.count);
    drafts.lines.retain(|line| line.sent_back.is_none());
    drafts.lines.truncate(POSTS);
    Ok(ApprovalsView {
        head,
        read_at: app.now(),
        total: waiting.total,
        without_window: waiting.without_window,
        urgent: waiting.urgent,
        together: groups(&gifts, &loaded.campaign),
        gifts,
        next,
        posts: drafts.lines,
        posts_total,
    })
}

/// The gifts of one idea and one reason that a visitor may approve together, by time left.
pub async fn together(
    app: &App,
    slug: &str,
    visitor: AccountId,
    idea: &str,
    reason: &str,
) -> Result<(CampaignHead, Vec<ApprovalLine>), Error> {
    let (loaded, head) = campaign(app, slug).await?;
    let mut found = Vec::new();
    let mut after = None;
    for _ in 0..PAGES {
        let (mut page, next) = lines(app, &loaded, visitor, after.as_deref()).await?;
        page.retain(|line| line.idea == idea && line.facts.join("+") == reason && may_join(line, &loaded.campaign));
        found.extend(page);
        after = next;
        if found.len() >= TOGETHER_MOST || after.is_none() {
            break;
        }
    }
    found.truncate(TOGETHER_MOST);
    Ok((head, found))
}

/// What the plan page shows beside the plan.
pub async fn plan_desk(app: &App, slug: &str) -> Result<PlanDesk, Error> {
    let loaded = campaigns::load(app, slug).await?;
    Ok(app.store.plan_desk(loaded.id, &catalogue(&loaded.campaign)).await?)
}

async fn lines(
    app: &App,
    loaded: &LoadedCampaign,
    visitor: AccountId,
    after: Option<&str>,
) -> Result<(Vec<ApprovalLine>, Option<String>), Error> {
    let names = catalogue(&loaded.campaign);
    let (mut lines, next) = app.store.approval_lines(loaded.id, &names, visitor, after, app.now()).await?;
    for line in &mut lines {
        line.needed = u64::from(loaded.campaign.approvers_for(line.cost_minor));
    }
    Ok((lines, next))
}

fn may_join(line: &ApprovalLine, campaign: &Campaign) -> bool {
    let one =
        Together { idea: &line.idea, facts: &line.facts, cost_minor: line.cost_minor, probability: line.probability };
    let is_over = line.reminder == Some(Reminder::Over);
    one.may(campaign) && !line.is_own && !is_over && line.turned_down.is_none()
}

fn groups(lines: &[ApprovalLine], campaign: &Campaign) -> Vec<TogetherGroup> {
    let mut by_kind: BTreeMap<(String, String), TogetherGroup> = BTreeMap::new();
    for line in lines.iter().filter(|line| may_join(line, campaign)) {
        let reason = line.facts.join("+");
        let group = by_kind.entry((line.idea.clone(), reason.clone())).or_insert_with(|| TogetherGroup {
            idea: line.idea.clone(),
            gift: line.gift.clone(),
            reason,
            facts: line.facts.clone(),
            count: 0,
            cost_minor: 0,
        });
        if group.count < TOGETHER_MOST {
            group.count += 1;
            group.cost_minor += line.cost_minor;
        }
    }
    by_kind.into_values().filter(|group| group.count > 1).collect()
}

/// One reminder a mark that was passed, dated to when the first gift passed it.
pub(super) async fn reminders(app: &App, loaded: &LoadedCampaign, zone: Tz) -> Result<Vec<AlertLine>, Error> {
    let now = app.now();
    let mut by_mark: BTreeMap<u32, (u64, Instant)> = BTreeMap::new();
    for closes_at in app.store.closing_soon(loaded.id, now).await? {
        let Some(minutes) = Reminder::of(closes_at, now).and_then(Reminder::minutes) else { continue };
        // They come by time, so the first is the one that passed the mark first.
        let since = closes_at - chrono::Duration::minutes(i64::from(minutes));
        by_mark.entry(minutes).or_insert((0, since)).0 += 1;
    }
    let line = |(minutes, (gifts, at))| AlertLine { at, zone, alert: Alert::Approvals { minutes, gifts } };
    Ok(by_mark.into_iter().map(line).collect())
}

//! Closing a campaign, which only its report can do, and the targets that were locked when it began.

use serde_json::json;

use super::campaigns::LoadedCampaign;
use super::webhooks::EventKind;
use super::{Error, views, webhooks};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::{CampaignState, Target};
use crate::domain::id::mint;
use crate::domain::refusal::Refusal;
pub use crate::store::measure::ReportSetting;
use crate::store::measure::TargetEdit;
use crate::store::sealing::content_hash;

/// Days without a post or an answer after which a live campaign has fallen silent.
pub const SILENT_DAYS: i64 = 3;
/// Longest reason for an edit, characters.
const LONGEST_REASON: usize = 400;

/// Closes a campaign with its report as it stands: every figure of it is kept, and its hash is on record.
pub async fn close(app: &App, loaded: &mut LoadedCampaign, by: &Actor) -> Result<(), Error> {
    loaded.state.move_to(CampaignState::Closed, by)?;
    let view = views::report(app, &loaded.campaign.slug).await?;
    let figures = serde_json::to_string(&views::report_figures(&view))
        .map_err(|_| Error::Unsound { what: "report", faults: "its figures can't be written".to_owned() })?;
    let hash = content_hash(&[&figures]);
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.save_closing(loaded.id, &figures, &hash, by, now).await?;
    tx.move_campaign(loaded.id, loaded.state, CampaignState::Closed, now).await?;
    let detail = json!({ "from": loaded.state, "to": CampaignState::Closed, "report": hash });
    tx.audit(by, "campaign.close", &loaded.id.to_string(), detail, now);
    let data = json!({ "campaign": loaded.campaign.slug, "report_sha256": hash });
    webhooks::tell(app, &mut tx, EventKind::CampaignClosed, &loaded.campaign.slug, &data).await?;
    tx.commit().await?;
    loaded.state = CampaignState::Closed;
    Ok(())
}

/// Changes a target after it was locked. The locked value stays on record, and the report shows both with the reason.
pub async fn edit_target(
    app: &App,
    loaded: &LoadedCampaign,
    target: Target,
    why: &str,
    by: &Actor,
) -> Result<(), Error> {
    if by.role != Role::Planner {
        return Err(Refusal::WrongRole { role: by.role.as_str(), action: "change a target", who: "a planner" }.into());
    }
    let (state, why) = (loaded.state, why.split_whitespace().collect::<Vec<_>>().join(" "));
    if state == CampaignState::Closed {
        let wanted = "not closed";
        return Err(Refusal::WrongState {
            thing: "campaign",
            state: state.as_str(),
            wanted,
            action: "given other targets",
        }
        .into());
    }
    if why.is_empty() || why.chars().count() > LONGEST_REASON {
        return Err(Refusal::NoReason.into());
    }
    let now = app.now();
    let targets = targets_now(app, loaded).await?;
    let was = targets.iter().find(|own| own.metric == target.metric).map(|own| own.value);
    let edit = TargetEdit { metric: target.metric, was, value: target.value, why, role: by.role, at: now };
    let id = mint(now, &mut *app.rng());
    let mut tx = app.store.begin().await?;
    tx.edit_target(id, loaded.id, &edit, by).await?;
    let detail = json!({ "metric": target.metric, "was": was, "value": target.value });
    tx.audit(by, "target.edit", &loaded.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// The targets that hold now: as they were locked (as the file has them before that), with every later edit.
pub async fn targets_now(app: &App, loaded: &LoadedCampaign) -> Result<Vec<Target>, Error> {
    let locked: Vec<Target> =
        app.store.locked_targets(loaded.id).await?.into_iter().map(|(target, _)| target).collect();
    let mut targets = if locked.is_empty() { loaded.campaign.targets.clone() } else { locked };
    // The order of the file, with what came later at the end.
    let place = |metric| loaded.campaign.targets.iter().position(|own| own.metric == metric).unwrap_or(usize::MAX);
    targets.sort_by_key(|target| (place(target.metric), target.metric));
    for edit in app.store.target_edits(loaded.id).await? {
        match targets.iter_mut().find(|own| own.metric == edit.metric) {
            Some(own) => own.value = edit.value,
            None => targets.push(Target { metric: edit.metric, value: edit.value }),
        }
    }
    Ok(targets)
}

/// Saves what the report needs to know of costs and margins.
pub async fn save_setting(
    app: &App,
    loaded: &LoadedCampaign,
    setting: &ReportSetting,
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.save_report_setting(loaded.id, setting, now).await?;
    let detail = json!({ "margin_minor": setting.margin_minor, "staff_hour_minor": setting.staff_hour_minor,
        "wrapping_minor": setting.wrapping_minor, "credits_minor": setting.credits_minor, "base_percent": setting.base_percent,
        "earned_mille_minor": setting.earned_mille_minor });
    tx.audit(by, "report.setting", &loaded.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

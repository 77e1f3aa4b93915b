//! What the settings page of a report shows.

use super::head_of;
use super::report_parts::{edit_lines, retired};
use crate::app::App;
use crate::domain::money::Money;
use crate::services::{Error, campaigns};
use crate::store::view::settings::{Amounts, LinkLine, SettingsView};

/// The settings of a campaign's report.
pub async fn settings(app: &App, slug: &str) -> Result<SettingsView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let setting = app.store.report_setting(loaded.id).await?;
    let currency = loaded.campaign.currency;
    let amount = |minor: Option<i64>| minor.map_or_else(String::new, |minor| Money::new(minor, currency).amount());
    let locked = app.store.locked_targets(loaded.id).await?;
    let link =
        |one: crate::store::share::ShareLink| LinkLine { id: one.id, purpose: one.purpose, expires_at: one.expires_at };
    Ok(SettingsView {
        head: head_of(&loaded),
        amounts: Amounts {
            margin: amount(setting.margin_minor),
            staff: amount(setting.staff_hour_minor),
            wrapping: amount(setting.wrapping_minor),
            credits: amount(setting.credits_minor),
            base: setting.base_percent.map_or_else(String::new, |percent| percent.to_string()),
            earned: amount(setting.earned_mille_minor),
        },
        locked_at: locked.first().map(|(_, at)| *at),
        targets: if locked.is_empty() {
            loaded.campaign.targets.clone()
        } else {
            locked.into_iter().map(|(target, _)| target).collect()
        },
        edits: edit_lines(app, &loaded).await?,
        retired: retired(app).await?,
        links: app.store.list_share_links(loaded.id, app.now()).await?.into_iter().map(link).collect(),
    })
}

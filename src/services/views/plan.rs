//! A campaign's newest plan.

use super::{catalogue, head_of};
use crate::app::App;
use crate::services::{Error, campaigns};
use crate::store::view::plan::PlanView;

/// The newest plan: one page of its gifts after `after`, and one of those who got nothing after `others_after`.
pub async fn plan(app: &App, slug: &str, after: Option<&str>, others_after: Option<&str>) -> Result<PlanView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let catalogue = catalogue(&loaded.campaign);
    Ok(app.store.plan_view(loaded.id, head_of(&loaded), &catalogue, after, others_after).await?)
}

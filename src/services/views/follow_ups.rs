//! A campaign's follow-up posts.

use super::head_of;
use crate::app::App;
use crate::formats::follow_up_text::length_on;
use crate::networks::limits;
use crate::services::post_text::longest;
use crate::services::{Error, campaigns, care, holding};
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpsView};

/// One page of a campaign's follow-up posts.
pub async fn follow_ups(app: &App, slug: &str, filter: &FollowUpFilter) -> Result<FollowUpsView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let mut view = app.store.follow_ups_view(loaded.id, head_of(&loaded), filter).await?;
    for line in &mut view.lines {
        line.has_photo &= limits(line.network).is_some();
        line.length = Some((length_on(line.network, &line.text), longest(line.network)));
    }
    view.kept = care::kept_back(app, loaded.id).await?;
    view.on_hold = holding::is_held(app).await?;
    Ok(view)
}

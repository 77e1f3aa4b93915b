//! Mails that can't wait for their hour: a rise of complaints stopped a campaign's posts, a secret is about to end.

use super::due::{Reader, readers, write, zone_of_campaign};
use crate::app::App;
use crate::domain::account::Place;
use crate::domain::actor::Role;
use crate::effect::rise::Rise;
use crate::mail::Contents;
use crate::services::Error;
use crate::services::campaigns::LoadedCampaign;

/// Tells everyone who can do something about it that a campaign's posts stand still.
pub async fn tell_of_spike(app: &App, loaded: &LoadedCampaign, found: &Rise) -> Result<usize, Error> {
    if app.mail().is_none() {
        return Ok(0);
    }
    let place = Some((Place::Campaign, loaded.campaign.slug.as_str()));
    let contents = Contents::Spike {
        slug: loaded.campaign.slug.clone(),
        campaign: loaded.campaign.name.clone(),
        complaints: found.in_hour,
        at: (found.at, zone_of_campaign(loaded)),
    };
    let once = format!("{}-{}", loaded.campaign.slug, app.now().timestamp());
    let mut written = 0;
    for reader in readers(app).await? {
        if reader.may(&[Role::Planner, Role::Approver], place) || reader.may(&[Role::Care], None) {
            written += write(app, &reader, &contents, &once).await?;
        }
    }
    Ok(written)
}

/// Tells admins of secrets that end within a week: once then, and once a day in the last three.
pub(super) async fn expiries(app: &App, readers: &[Reader]) -> Result<usize, Error> {
    let now = app.now();
    let mut written = 0;
    for expiry in app.outside().expiries.iter().filter(|expiry| expiry.is_near(now)) {
        let days = expiry.days_left(now);
        let step = if days >= 3 { 7 } else { days.max(-1) };
        let contents = Contents::Expiry { name: expiry.name.clone(), day: expiry.at.date_naive(), days: days.max(0) };
        let once = format!("{}-{}-{step}", expiry.name, expiry.at.date_naive());
        for reader in readers.iter().filter(|reader| reader.may(&[Role::Admin], None)) {
            written += write(app, reader, &contents, &once).await?;
        }
    }
    Ok(written)
}

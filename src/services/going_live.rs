//! Going live: what has to be there before a campaign may contact anybody, and the step itself.
//!
//! On pages nobody starts a campaign without an impact assessment that a privacy officer signed for exactly this file.

use serde::Serialize;
use serde_json::json;

use super::Error;
use super::campaign_edit::{self, Opened};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState, ListeningMode};
use crate::domain::instant::{Instant, local_day};
use crate::domain::refusal::Refusal;
use crate::domain::station::zone_of;
use crate::store::privacy::SignedAssessment;

crate::domain::words::words! {
    /// How a campaign's basis stands.
    BasisState {
        /// Signed for the file as it is.
        Signed = "signed",
        /// Nobody signed.
        Missing = "missing",
        /// Signed, and the file was edited since.
        Changed = "changed",
        /// Too old, or withdrawn.
        Ended = "ended",
    }
}

/// What going live needs.
#[derive(Debug, Clone, Serialize)]
pub struct Readiness {
    /// The signature.
    pub basis: BasisState,
    /// Whether the campaign's last day is over.
    pub is_over: bool,
    /// Whether all of it is there.
    pub is_ready: bool,
}

/// How far a campaign is from going live.
pub async fn readiness(app: &App, open: &Opened) -> Result<Readiness, Error> {
    let now = app.now();
    let campaign = &open.loaded.campaign;
    let latest = app.store.latest_assessment(open.loaded.id).await?;
    let basis = judge(latest.as_ref(), &open.hash, now);
    let is_over = is_over(campaign, now);
    Ok(Readiness { basis, is_over, is_ready: basis == BasisState::Signed && !is_over && file_covers(campaign, now) })
}

fn judge(latest: Option<&SignedAssessment>, hash: &str, now: Instant) -> BasisState {
    match latest {
        None => BasisState::Missing,
        Some(one) if one.withdrawn_at.is_some() || now >= one.expires_at => BasisState::Ended,
        Some(one) if one.source_hash != hash => BasisState::Changed,
        Some(_) => BasisState::Signed,
    }
}

fn is_over(campaign: &Campaign, now: Instant) -> bool {
    let zone = campaign.stations.first().map_or(chrono_tz::UTC, |scope| zone_of(&scope.iata));
    local_day(now, zone) > campaign.ends_on
}

/// Open search names its assessment in the file too.
fn file_covers(campaign: &Campaign, now: Instant) -> bool {
    let listening = &campaign.listening;
    listening.mode != ListeningMode::OpenSearch
        || listening.assessment.as_ref().is_some_and(|one| one.covers(local_day(now, chrono_tz::UTC)))
}

/// Starts a campaign; its targets are locked from then on.
pub async fn go_live(app: &App, slug: &str, by: &Actor) -> Result<(), Error> {
    let open = campaign_edit::open(app, slug).await?;
    let loaded = &open.loaded;
    loaded.state.move_to(CampaignState::Live, by)?;
    if !readiness(app, &open).await?.is_ready {
        return Err(Refusal::NoBasis.into());
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // What was signed is this text and no later one.
    tx.expect_source(loaded.id, &open.hash).await?;
    tx.move_campaign(loaded.id, loaded.state, CampaignState::Live, now).await?;
    tx.lock_targets(loaded.id, now).await?;
    let detail = json!({ "from": loaded.state, "to": CampaignState::Live, "source_hash": open.hash });
    tx.audit(by, "campaign.move", &loaded.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

//! Alarms that nobody has to look for: a live campaign that fell silent, and complaints that jump. Each is told once for its
//! occasion; which days and which hour stand in its key.

use chrono::SecondsFormat;
use serde_json::json;

use super::campaigns::{self, LoadedCampaign};
use super::closing::SILENT_DAYS;
use super::webhooks::{self, EventKind};
use super::{Error, insight};
use crate::app::App;
use crate::domain::campaign::CampaignState;
use crate::domain::instant::Instant;

/// A campaign that is live and says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Days since it spoke last.
    pub days: i64,
    /// When it did: its newest post or answer, or its start.
    pub since: Instant,
}

/// Whether a live campaign has been silent for too long.
pub async fn silence(app: &App, loaded: &LoadedCampaign) -> Result<Option<Silence>, Error> {
    if loaded.state != CampaignState::Live {
        return Ok(None);
    }
    let last = app.store.last_spoke_at(loaded.id).await?;
    let silence = last.map(|since| Silence { days: (app.now() - since).num_days(), since });
    Ok(silence.filter(|one| one.days >= SILENT_DAYS))
}

/// Tells other programs of every alarm there is now; gives how many there are.
pub async fn watch(app: &App) -> Result<usize, Error> {
    let mut alarms = Vec::new();
    for loaded in campaigns::list_under_way(app).await? {
        if let Some(one) = silence(app, &loaded).await? {
            let slug = &loaded.campaign.slug;
            let data = json!({ "campaign": slug, "days": one.days, "since": one.since });
            alarms.push((EventKind::CampaignSilent, format!("{slug}/{}", one.since.timestamp()), data));
        }
    }
    if let Some(one) = insight::complaint_spike(app).await? {
        let hour = one.hour_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let data = json!({ "hour": hour, "posts": one.posts, "usual": one.usual, "chance": one.chance });
        alarms.push((EventKind::ComplaintSpike, hour, data));
    }
    if !alarms.is_empty() {
        let mut tx = app.store.begin().await?;
        for (event, key, data) in &alarms {
            webhooks::tell(app, &mut tx, *event, key, data).await?;
        }
        tx.commit().await?;
    }
    Ok(alarms.len())
}

//! Campaigns: taking a file in, going live, and the caps that its ledger keeps.

use std::collections::BTreeSet;

use serde_json::json;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::delivery::Courier;
use crate::domain::id::{CampaignId, CourierId};
use crate::domain::instant::{TimeWindow, from_local};
use crate::domain::station::zone_of;
use crate::formats::campaign::{Known, read_campaign};
use crate::store::campaign::StoredCampaign;
use crate::store::sealing::content_hash;

/// A campaign with its id and state.
#[derive(Debug, Clone)]
pub struct LoadedCampaign {
    /// Its id.
    pub id: CampaignId,
    /// State.
    pub state: CampaignState,
    /// What its file says.
    pub campaign: Campaign,
}

/// The caps of a campaign and their limits, by the names that ledger, plan and pages use:
/// `money`, `day:<day>`, `station:<IATA>`, `gifts`, `team_minutes`, `stock:<gift>`.
pub fn caps(campaign: &Campaign) -> Vec<(String, i64)> {
    let mut caps = vec![("money".to_owned(), campaign.caps.campaign.minor)];
    if let Some(day) = campaign.caps.day {
        let days = campaign.starts_on.iter_days().take_while(|day| *day <= campaign.ends_on);
        caps.extend(days.map(|date| (format!("day:{date}"), day.minor)));
    }
    for scope in &campaign.stations {
        caps.extend(scope.budget.map(|budget| (format!("station:{}", scope.iata), budget.minor)));
    }
    caps.extend(campaign.caps.gifts.map(|gifts| ("gifts".to_owned(), i64::from(gifts))));
    caps.extend(campaign.caps.team_minutes.map(|minutes| ("team_minutes".to_owned(), i64::from(minutes))));
    caps.extend(campaign.gifts.iter().map(|idea| (format!("stock:{}", idea.slug), i64::from(idea.stock))));
    caps
}

/// Takes a campaign file in as a draft.
pub async fn add(app: &App, source: &str, by: &Actor) -> Result<LoadedCampaign, Error> {
    let campaign = read(source)?;
    let now = app.now();
    let id = CampaignId::mint(now, &mut *app.rng());
    let hash = content_hash(&[source]);
    let mut tx = app.store.begin().await?;
    tx.add_campaign(id, &campaign, (source, &hash), now).await?;
    for (cap, limit) in caps(&campaign) {
        tx.set_limit(id, &cap, limit).await?;
    }
    for courier in couriers(app, &campaign) {
        tx.add_courier(id, &courier).await?;
    }
    tx.audit(by, "campaign.add", &id.to_string(), json!({ "source_hash": hash }), now);
    tx.commit().await?;
    Ok(LoadedCampaign { id, state: CampaignState::Draft, campaign })
}

/// Moves a campaign on, where its state and the actor's role allow it. Going live locks its targets.
pub async fn move_to(app: &App, loaded: &mut LoadedCampaign, to: CampaignState, by: &Actor) -> Result<(), Error> {
    loaded.state.move_to(to, by)?;
    // Closing takes the report; `closing::close` writes both.
    if to == CampaignState::Closed {
        return super::closing::close(app, loaded, by).await;
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.move_campaign(loaded.id, loaded.state, to, now).await?;
    if to == CampaignState::Live {
        tx.lock_targets(loaded.id, now).await?;
        for target in &loaded.campaign.targets {
            tx.lock_target(loaded.id, target, now).await?;
        }
    }
    tx.audit(by, "campaign.move", &loaded.id.to_string(), json!({ "from": loaded.state, "to": to }), now);
    tx.commit().await?;
    loaded.state = to;
    Ok(())
}

/// The campaign of this name.
pub async fn load(app: &App, slug: &str) -> Result<LoadedCampaign, Error> {
    let stored = app.store.find_campaign(slug).await?;
    understand(&stored.ok_or_else(|| Error::NotFound { what: "campaign", name: slug.to_owned() })?)
}

/// Every campaign there is.
pub async fn list_all(app: &App) -> Result<Vec<LoadedCampaign>, Error> {
    app.store.list_campaigns().await?.iter().map(understand).collect()
}

/// Every campaign that is live.
pub async fn list_live(app: &App) -> Result<Vec<LoadedCampaign>, Error> {
    let stored = app.store.list_campaigns().await?;
    stored.iter().filter(|stored| stored.state == CampaignState::Live).map(understand).collect()
}

/// Every campaign that still answers for gifts or posts: live, paused or cooling down.
pub async fn list_under_way(app: &App) -> Result<Vec<LoadedCampaign>, Error> {
    let under_way = [CampaignState::Live, CampaignState::Paused, CampaignState::CoolDown];
    let stored = app.store.list_campaigns().await?;
    stored.iter().filter(|stored| under_way.contains(&stored.state)).map(understand).collect()
}

/// What a stored campaign's file says.
pub fn understand(stored: &StoredCampaign) -> Result<LoadedCampaign, Error> {
    Ok(LoadedCampaign { id: stored.id, state: stored.state, campaign: read(&stored.source)? })
}

fn read(source: &str) -> Result<Campaign, Error> {
    read_campaign(source, &Known::default()).map_err(|faults| {
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        Error::Campaign(lines.join("\n"))
    })
}

/// One courier a shift and day.
pub(super) fn couriers(app: &App, campaign: &Campaign) -> Vec<Courier> {
    let mut couriers = Vec::new();
    let days: BTreeSet<_> = campaign.starts_on.iter_days().take_while(|day| *day <= campaign.ends_on).collect();
    for shift in &campaign.delivery.couriers {
        let zone = zone_of(&shift.station);
        for day in &days {
            let end_day = if shift.to <= shift.from { day.succ_opt().unwrap_or(*day) } else { *day };
            let (from, to) = (day.and_time(shift.from), end_day.and_time(shift.to));
            let window = from_local(from, zone).zip(from_local(to, zone));
            let window = window.and_then(|(from, to)| TimeWindow::new(from, to));
            if let Some(window) = window {
                couriers.push(Courier {
                    id: CourierId::mint(app.now(), &mut *app.rng()),
                    name: shift.name.clone(),
                    station: shift.station.clone(),
                    shift: window,
                    capacity: shift.capacity,
                    start_desk: shift.start_desk.clone(),
                });
            }
        }
    }
    couriers
}

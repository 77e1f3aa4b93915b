//! What a campaign of this size can show: before its launch with the gifts it can pay for, then with the groups that were drawn.

use super::report::{CONFIDENCE, POWER};
use crate::app::App;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::id::CampaignId;
use crate::effect::{held_out_beside, minimum_detectable_rise, treated_needed};
use crate::services::Error;
use crate::services::campaigns::LoadedCampaign;
use crate::store::measure::ReportSetting;
use crate::store::view::report::HoldOut;
use crate::store::view::report_parts::Proof;

/// Where nobody says how many book again anyway.
const USUAL_BASE: f64 = 0.2;
/// The rise that "plan so many for it" is told of.
const FIVE_POINTS: f64 = 0.05;

/// What the campaign of a report can show.
pub(super) fn proof(loaded: &LoadedCampaign, hold_out: &HoldOut, setting: &ReportSetting) -> Proof {
    let campaign = &loaded.campaign;
    let base = match hold_out.outcome {
        Some(seen) if seen.held_out > 0 => seen.held_out_again as f64 / seen.held_out as f64,
        _ => base_of(setting),
    };
    if hold_out.treated == 0 {
        return planned(campaign, base);
    }
    shown(hold_out.treated, hold_out.held_out, campaign.hold_out_percent, base)
}

/// What a campaign file could show, before anybody is contacted.
pub async fn proof_before(app: &App, id: CampaignId, campaign: &Campaign) -> Result<Proof, Error> {
    Ok(planned(campaign, base_of(&app.store.report_setting(id).await?)))
}

/// What groups of these sizes could show of such a campaign.
pub async fn proof_of(
    app: &App,
    id: CampaignId,
    campaign: &Campaign,
    (gifts, held_out): (usize, usize),
) -> Result<Proof, Error> {
    let base = base_of(&app.store.report_setting(id).await?);
    Ok(shown(gifts as u64, held_out as u64, campaign.hold_out_percent, base))
}

fn base_of(setting: &ReportSetting) -> f64 {
    setting.base_percent.map_or(USUAL_BASE, |percent| percent as f64 / 100.0)
}

/// At most what the money buys of the cheapest thing, what there is, and what the file allows.
fn planned(campaign: &Campaign, base: f64) -> Proof {
    let costs = campaign.gifts.iter().map(GiftIdea::full_cost_minor).filter(|cost| *cost > 0);
    let affordable =
        costs.min().map_or(u64::MAX, |least| (campaign.caps.campaign.minor / least).max(0).cast_unsigned());
    let stock: u64 = campaign.gifts.iter().map(|idea| u64::from(idea.stock)).sum();
    let allowed = campaign.caps.gifts.map_or(u64::MAX, u64::from);
    let gifts = affordable.min(stock).min(allowed);
    let held_out = held_out_beside(gifts, campaign.hold_out_percent);
    Proof { planned: true, ..shown(gifts, held_out, campaign.hold_out_percent, base) }
}

fn shown(gifts: u64, held_out: u64, hold_out_percent: u8, base: f64) -> Proof {
    Proof {
        gifts,
        hold_out_percent,
        base,
        shows: minimum_detectable_rise(base, gifts, held_out, CONFIDENCE, POWER),
        needed_for_five: treated_needed(base, FIVE_POINTS, hold_out_percent, CONFIDENCE, POWER),
        planned: false,
    }
}

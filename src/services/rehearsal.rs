//! What a day would come to: how far posts came, what would be proposed, what it would cost, what it could show.
//!
//! A rehearsal is a plan from suggestions that no person confirmed; every figure of it is what would be at most.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::listening::ListenReport;
use super::planning::PlanOutcome;
use super::pool::SURE_ENOUGH;
use crate::app::App;
use crate::domain::gift::GiftState;
use crate::domain::language::Language;
use crate::domain::matching::MatchState;
use crate::domain::money::Currency;
use crate::effect::minimum_detectable_rise;
use crate::store::intake::IntakeStep;

/// Confidence and power of the smallest effect that would show.
const CONFIDENCE: f64 = 0.95;
const POWER: f64 = 0.8;
/// Shares among the held out for which that effect is told: how often travellers do the thing anyway.
const BASES: [f64; 3] = [0.0, 0.05, 0.2];

/// A rehearsed day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rehearsal {
    /// The campaign.
    pub campaign: String,
    /// How far posts came.
    pub funnel: RehearsedFunnel,
    /// Who would get a gift at what cost, and how far from the best possible that is at most.
    pub plan: RehearsedPlan,
    /// Who is left without one, to compare with, and what that could show.
    pub hold_out: RehearsedHoldOut,
    /// How many people were contacted: none, in any rehearsal.
    pub contacted: u32,
}

/// From posts to proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RehearsedFunnel {
    /// Posts read.
    pub posts: u64,
    /// Of them, stopped by the screen for sensitive matters, by category.
    pub screened: BTreeMap<String, u64>,
    /// Of them, ended elsewhere, by step.
    pub ended: BTreeMap<&'static str, u64>,
    /// Posts that fit a booked traveller.
    pub matched: u64,
    /// Matches, a post and a traveller on a leg each, by how sure they are.
    pub matches: RehearsedMatches,
    /// Gifts that would be proposed.
    pub would_be_proposed: usize,
}

/// Matches by band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct RehearsedMatches {
    /// Clear enough to plan with.
    pub suggested: u64,
    /// Worth a person's look, not planned with.
    pub verify: u64,
    /// Several people fit about as well; nobody guesses.
    pub ambiguous: u64,
}

/// The plan in figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RehearsedPlan {
    /// Gifts.
    pub gifts: usize,
    /// Gifts by the language their traveller is served in.
    pub by_language: BTreeMap<Language, u64>,
    /// What they cost, minor units.
    pub cost_minor: i64,
    /// What the campaign may cost, minor units.
    pub limit_minor: i64,
    /// Currency of both.
    pub currency: Currency,
    /// Points of all gifts together.
    pub value: i64,
    /// No plan of this day has more points; proven.
    pub upper_bound: i64,
    /// How far the plan can be from the best at most, as a share of the bound.
    pub gap: f64,
    /// Travellers with a match and without a gift.
    pub without_gift: usize,
}

/// The group to compare with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RehearsedHoldOut {
    /// Travellers held out.
    pub held_out: usize,
    /// Travellers with a gift.
    pub treated: usize,
    /// Confidence of the comparison.
    pub confidence: f64,
    /// Its power.
    pub power: f64,
    /// The smallest rise that groups of these sizes could show.
    pub minimum_detectable: Vec<DetectableRise>,
}

/// The smallest rise for one base rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DetectableRise {
    /// Share among the held out, 0 to 1.
    pub base: f64,
    /// The rise, 0 to 1; none where these groups could show nothing.
    pub rise: Option<f64>,
}

/// Puts a rehearsed day into figures.
pub async fn summary(
    app: &App,
    loaded: &LoadedCampaign,
    heard: &ListenReport,
    outcome: &PlanOutcome,
) -> Result<Rehearsal, Error> {
    let (plan, campaign) = (&outcome.plan, &loaded.campaign);
    let mut by_language = BTreeMap::new();
    for gift in app.store.list_gifts(loaded.id).await? {
        if gift.gift.state == GiftState::Draft {
            *by_language.entry(gift.language).or_default() += 1;
        }
    }
    let (treated, held_out) = (plan.gifts.len(), plan.hold_out.len());
    let rise = |base| DetectableRise {
        base,
        rise: minimum_detectable_rise(base, treated as u64, held_out as u64, CONFIDENCE, POWER),
    };
    Ok(Rehearsal {
        campaign: campaign.slug.clone(),
        funnel: funnel(app, loaded, heard, treated).await?,
        plan: RehearsedPlan {
            gifts: treated,
            by_language,
            cost_minor: plan.gifts.iter().map(|gift| gift.cost_minor).sum(),
            limit_minor: campaign.caps.campaign.minor,
            currency: campaign.currency,
            value: plan.value,
            upper_bound: plan.upper_bound,
            gap: plan.gap,
            without_gift: plan.not_chosen.len(),
        },
        hold_out: RehearsedHoldOut {
            held_out,
            treated,
            confidence: CONFIDENCE,
            power: POWER,
            minimum_detectable: BASES.map(rise).to_vec(),
        },
        contacted: 0,
    })
}

async fn funnel(
    app: &App,
    loaded: &LoadedCampaign,
    heard: &ListenReport,
    would_be_proposed: usize,
) -> Result<RehearsedFunnel, Error> {
    let mut funnel = RehearsedFunnel {
        posts: 0,
        screened: BTreeMap::new(),
        ended: BTreeMap::new(),
        matched: 0,
        matches: RehearsedMatches::default(),
        would_be_proposed,
    };
    for ((step, detail), n) in &heard.steps {
        match step {
            IntakeStep::Read => funnel.posts += n,
            IntakeStep::Matched => funnel.matched += n,
            IntakeStep::Screened => *funnel.screened.entry(detail.clone()).or_default() += n,
            other => *funnel.ended.entry(other.as_str()).or_default() += n,
        }
    }
    for candidate in app.store.list_candidates(loaded.id).await? {
        let band = match candidate.state {
            MatchState::Ambiguous => &mut funnel.matches.ambiguous,
            _ if candidate.probability >= SURE_ENOUGH => &mut funnel.matches.suggested,
            _ => &mut funnel.matches.verify,
        };
        *band += 1;
    }
    Ok(funnel)
}

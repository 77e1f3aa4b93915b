//! Planning: what was worked out is written whole or not at all, and rounds are made for it.
//!
//! A plan covers the whole campaign: gifts under way or done are fixed in it, everyone else is decided anew. What a new
//! plan would change can be seen before; it is applied only as it was seen.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt;
use serde_json::json;

use super::campaigns::LoadedCampaign;
pub use super::pool::PlanFrom;
use super::pool::{Member, REPLACED};
use super::prepared::{Prepared, Terms, prepare};
use super::{Error, outcomes, rounds};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::gift::{Gift, GiftState};
use crate::domain::id::{CampaignId, TravellerId};
use crate::domain::language::Language;
use crate::domain::plan::{Plan, PlannedGift};
use crate::domain::refusal::Refusal;
use crate::store::gift::{StoredGift, StoredPlan};
use crate::store::sealing::content_hash;

/// Iterations of the optimiser; a plan of a thousand candidates takes some milliseconds.
pub(super) const ITERATIONS: u64 = 200_000;

/// What planning came to.
#[derive(Debug)]
pub struct PlanOutcome {
    /// The plan as it was written.
    pub plan: Plan,
    /// What one more unit of each cap is worth, points.
    pub shadow_prices: BTreeMap<String, f64>,
    /// How many of its gifts are new.
    pub new_gifts: usize,
    /// Language quotas that money, stock or rules left no room for, and what was asked for instead.
    pub eased: BTreeMap<Language, u32>,
}

impl PlanOutcome {
    /// Whether the optimiser proved that nothing better exists.
    pub fn is_proven_best(&self) -> bool {
        self.plan.value == self.plan.upper_bound
    }
}

/// Makes a plan and its rounds. New gifts are drafts until a person proposes them.
pub async fn make_plan(
    app: &App,
    loaded: &LoadedCampaign,
    from: PlanFrom,
    seed: u64,
    by: &Actor,
) -> Result<PlanOutcome, Error> {
    let terms = Terms { from, seed, iterations: ITERATIONS, drawn_anew: false };
    let prepared = prepare(app, loaded, terms).await?;
    put_in_force(app, loaded, prepared, by).await
}

/// Writes what was worked out, and makes the rounds for it.
pub(super) async fn put_in_force(
    app: &App,
    loaded: &LoadedCampaign,
    prepared: Prepared,
    by: &Actor,
) -> Result<PlanOutcome, Error> {
    write(app, loaded, &prepared, by).await?;
    for scope in &loaded.campaign.stations {
        rounds::replan_station(app, loaded, &scope.iata, prepared.plan.seed).await?;
    }
    let Prepared { campaign, kept, plan, answer, quotas, .. } = prepared;
    let new_gifts = plan.gifts.len() - kept.len();
    let eased = campaign.rules.language_min.iter().filter_map(|(language, asked)| {
        let left = quotas.get(language).copied().unwrap_or(0);
        (left < *asked).then_some((*language, left))
    });
    Ok(PlanOutcome { new_gifts, eased: eased.collect(), plan, shadow_prices: answer.shadow_prices })
}

/// Writes hold-out, plan and gifts in one transaction, and takes the drafts of the plan before back.
async fn write(app: &App, loaded: &LoadedCampaign, prepared: &Prepared, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let Prepared { plan, answer, lot, .. } = prepared;
    let members = prepared.members();
    let mut tx = app.store.begin().await?;
    for draft in &prepared.drafts {
        tx.move_gift(*draft, GiftState::Draft, GiftState::Withdrawn, Some(REPLACED), now).await?;
    }
    let held: BTreeSet<_> = plan.hold_out.iter().collect();
    for traveller in lot {
        let Some(member) = members.get(traveller) else { continue };
        let (stratum, held_out) = (stratum_of(member), held.contains(traveller));
        if held_out {
            tx.add_hold_out(loaded.id, *traveller, &stratum, plan.seed, now).await?;
        }
        outcomes::assign(app, &mut tx, loaded.id, (*traveller, &member.passenger.booking), held_out, &stratum).await?;
    }
    let head = StoredPlan {
        id: plan.id,
        value: plan.value,
        upper_bound: plan.upper_bound,
        gap: plan.gap,
        seed: plan.seed,
        caps: plan.caps.clone(),
        shadow_prices: json!(answer.shadow_prices),
    };
    tx.add_plan(loaded.id, &head, &plan.not_chosen, now).await?;
    tx.keep_gifts(loaded.id, plan.id).await?;
    let kept: BTreeSet<_> = prepared.kept.iter().map(|kept| kept.gift.gift.id).collect();
    for line in plan.gifts.iter().filter(|line| !kept.contains(&line.id)) {
        let Some(member) = members.get(&line.traveller) else { continue };
        tx.add_gift(loaded.id, plan.id, &drafted(line, member), now).await?;
    }
    let detail = json!({ "gifts": plan.gifts.len(), "value": plan.value, "upper_bound": plan.upper_bound, "seed": plan.seed,
        "held_out": prepared.newly_held(), "pinned": prepared.pins.len(), "status": answer.status });
    tx.audit(by, "plan.make", &plan.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// The group of a traveller in the draw.
pub(super) fn stratum_of(member: &Member) -> String {
    let cabin = member.passenger.booking.cabin.map_or("", crate::domain::traveller::Cabin::as_str);
    format!("{}/{cabin}", member.language)
}

/// A plan's line for a member as a draft.
pub(super) fn drafted(line: &PlannedGift, member: &Member) -> StoredGift {
    let gift = Gift {
        id: line.id,
        state: GiftState::Draft,
        proposed_by: None,
        content_hash: shown_hash(line, member),
        window: member.window,
    };
    StoredGift {
        gift,
        candidate: line.from_match,
        traveller: line.traveller,
        leg: member.passenger.leg_id,
        station: member.station().to_owned(),
        point: member.point,
        idea: line.idea.clone(),
        cost_minor: line.cost_minor,
        score: line.parts.total(),
        parts: line.parts,
        facts: line.facts.clone(),
        language: member.language,
        withdrawn_why: None,
    }
}

/// Hash of everything an approver is shown of a gift.
fn shown_hash(line: &PlannedGift, member: &Member) -> String {
    let cost = line.cost_minor.to_string();
    let facts = line.facts.join(",");
    let (traveller, leg) = (line.traveller.to_string(), line.leg.to_string());
    content_hash(&[&traveller, &leg, &line.idea, &cost, &facts, member.language.as_str()])
}

/// A seed for a plan, from the app's generator, small enough for every file format.
pub fn draw_seed(app: &App) -> u64 {
    app.rng().random_range(1..=u64::from(u32::MAX))
}

/// What a plan comes to in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Gifts, those under way among them.
    pub gifts: usize,
    /// Cost of all of them, minor units.
    pub cost_minor: i64,
    /// Sum of the scores.
    pub value: i64,
    /// Proven: nothing under these caps is worth more.
    pub upper_bound: i64,
    /// (bound − value) / bound.
    pub gap: f64,
    /// Held out.
    pub held_out: usize,
}

impl Figures {
    /// The figures of a plan.
    pub fn of(plan: &Plan) -> Self {
        Self {
            gifts: plan.gifts.len(),
            cost_minor: plan.gifts.iter().map(|gift| gift.cost_minor).sum(),
            value: plan.value,
            upper_bound: plan.upper_bound,
            gap: plan.gap,
            held_out: plan.hold_out.len(),
        }
    }
}

/// What becomes of one traveller from one plan to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Who.
    pub traveller: TravellerId,
    /// The gift of the one plan (slug).
    pub from: Option<String>,
    /// The gift of the other.
    pub to: Option<String>,
}

/// Who gets something else, in the order of travellers.
pub fn changes(before: &BTreeMap<TravellerId, String>, after: &BTreeMap<TravellerId, String>) -> Vec<Change> {
    let everybody: BTreeSet<TravellerId> = before.keys().chain(after.keys()).copied().collect();
    let change = |traveller| {
        let (from, to) = (before.get(&traveller).cloned(), after.get(&traveller).cloned());
        (from != to).then_some(Change { traveller, from, to })
    };
    everybody.into_iter().filter_map(change).collect()
}

/// Who gets what in a plan.
pub(super) fn given(plan: &Plan) -> BTreeMap<TravellerId, String> {
    plan.gifts.iter().map(|gift| (gift.traveller, gift.idea.clone())).collect()
}

/// What a new plan would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The plan in force; none while none was made.
    pub before: Option<Figures>,
    /// The plan as it would be.
    pub after: Figures,
    /// Who gets something else.
    pub changes: Vec<Change>,
    /// Travellers whom its draw would hold out.
    pub newly_held: usize,
    /// Its seed.
    pub seed: u64,
    /// Names this outcome: the same seed gives another one only where something changed meanwhile.
    pub digest: String,
}

/// The seed of the next plan: the one of the plan in force, so that equal gifts stay where they are and nobody draws lots
/// again by looking again.
pub(super) async fn next_seed(app: &App, loaded: &LoadedCampaign) -> Result<u64, Error> {
    let kept = app.store.latest_plan(loaded.id).await?.map(|plan| plan.seed).filter(|seed| *seed > 0);
    if let Some(seed) = kept {
        return Ok(seed);
    }
    let hash = content_hash(&[&loaded.id.to_string()]);
    let digits = hash.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    Ok(u64::from(digits.unwrap_or(1).max(1)))
}

/// Works out what the next plan would change. Nothing is written.
pub async fn preview(app: &App, loaded: &LoadedCampaign) -> Result<Preview, Error> {
    let seed = next_seed(app, loaded).await?;
    let terms = Terms { from: PlanFrom::Confirmed, seed, iterations: ITERATIONS, drawn_anew: false };
    let prepared = prepare(app, loaded, terms).await?;
    compare(app, loaded, &prepared).await
}

/// What became of a wish to apply a preview.
#[derive(Debug)]
pub enum Applied {
    /// The plan as it was seen is in force.
    Done(PlanOutcome),
    /// Something changed since it was seen; this is what a new plan would change now.
    Changed(Preview),
}

/// Puts the plan in force that was seen under this digest, or shows what it has become meanwhile.
pub async fn apply(app: &App, loaded: &LoadedCampaign, digest: &str, by: &Actor) -> Result<Applied, Error> {
    if by.role != Role::Planner {
        let refusal = Refusal::WrongRole { role: by.role.as_str(), action: "change a plan", who: "a planner" };
        return Err(refusal.into());
    }
    let seed = next_seed(app, loaded).await?;
    let terms = Terms { from: PlanFrom::Confirmed, seed, iterations: ITERATIONS, drawn_anew: false };
    let prepared = prepare(app, loaded, terms).await?;
    let now = compare(app, loaded, &prepared).await?;
    if now.digest != digest {
        return Ok(Applied::Changed(now));
    }
    Ok(Applied::Done(put_in_force(app, loaded, prepared, by).await?))
}

async fn compare(app: &App, loaded: &LoadedCampaign, prepared: &Prepared) -> Result<Preview, Error> {
    let (before, in_force) = in_force(app, loaded.id).await?;
    let after = given(&prepared.plan);
    let lines: Vec<String> = after.iter().map(|(traveller, idea)| format!("{traveller} {idea}")).collect();
    let held: Vec<String> =
        prepared.lot.iter().filter(|one| prepared.plan.hold_out.contains(one)).map(ToString::to_string).collect();
    let base: Vec<String> = before.iter().map(|(traveller, idea)| format!("{traveller} {idea}")).collect();
    let (seed, cost) = (prepared.plan.seed.to_string(), Figures::of(&prepared.plan).cost_minor.to_string());
    Ok(Preview {
        before: in_force,
        after: Figures::of(&prepared.plan),
        changes: changes(&before, &after),
        newly_held: prepared.newly_held(),
        seed: prepared.plan.seed,
        digest: content_hash(&[&seed, &cost, &lines.join("\n"), &held.join("\n"), &base.join("\n")]),
    })
}

/// Who gets what by the plan in force, as it stands now, and its figures.
async fn in_force(app: &App, campaign: CampaignId) -> Result<(BTreeMap<TravellerId, String>, Option<Figures>), Error> {
    let open = [GiftState::Draft, GiftState::Proposed, GiftState::Approved, GiftState::PickedUp, GiftState::HandedOver];
    let gifts = app.store.list_gifts(campaign).await?;
    let gifts: Vec<_> = gifts.into_iter().filter(|gift| open.contains(&gift.gift.state)).collect();
    let Some(head) = app.store.latest_plan(campaign).await? else { return Ok((BTreeMap::new(), None)) };
    let figures = Figures {
        gifts: gifts.len(),
        cost_minor: gifts.iter().map(|gift| gift.cost_minor).sum(),
        value: gifts.iter().map(|gift| gift.score).sum(),
        upper_bound: head.upper_bound,
        gap: head.gap,
        held_out: app.store.list_hold_out(campaign).await?.len(),
    };
    Ok((gifts.into_iter().map(|gift| (gift.traveller, gift.idea)).collect(), Some(figures)))
}

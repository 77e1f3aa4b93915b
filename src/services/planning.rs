//! Planning: hold-out first, then the best set of gifts under all caps, with a proven bound and an independent check.
//!
//! A plan covers the whole campaign: gifts under way or done are fixed in it, everyone else is decided anew. A gift that no
//! round can deliver goes back and its money is offered again; the bound of the first, freest problem stays valid for all
//! that follow. Nothing is written before the checker agrees.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt;
use serde_json::json;

use super::campaigns::LoadedCampaign;
use super::desk::{Chosen, Desk, Kept};
pub use super::pool::PlanFrom;
use super::pool::{Known, Member, REPLACED, gather};
use super::{Error, outcomes, rounds};
use crate::allocation::{self, Answer, Clash, Stop};
use crate::app::App;
use crate::checker;
use crate::domain::actor::Actor;
use crate::domain::delivery::Courier;
use crate::domain::gift::{Gift, GiftState};
use crate::domain::id::{GiftId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::plan::{NotChosen, Plan, PlannedGift};
use crate::scoring::{Candidate, Options, hold_out, options};
use crate::store::gift::{StoredGift, StoredPlan};
use crate::store::sealing::content_hash;

/// Iterations of the optimiser; a plan of a thousand candidates takes some milliseconds.
const ITERATIONS: u64 = 200_000;

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

/// Makes a plan and its rounds. New gifts are drafts until a person proposes them. Each traveller is judged as of now, or
/// of their newest post where that is later (in a rehearsal of a whole day).
pub async fn make_plan(
    app: &App,
    loaded: &LoadedCampaign,
    from: PlanFrom,
    seed: u64,
    by: &Actor,
) -> Result<PlanOutcome, Error> {
    let now = app.now();
    let campaign = &loaded.campaign;
    let known = Known::read(app, loaded.id).await?;
    let pool = gather(app, loaded, &known, from).await?;
    let kept = kept_gifts(&known);
    let candidates: Vec<_> = pool.iter().map(Member::candidate).collect();
    let mut offers = Vec::with_capacity(pool.len());
    for (index, (member, candidate)) in pool.iter().zip(&candidates).enumerate() {
        let of_one = options(std::slice::from_ref(candidate), campaign, now.max(member.known_at));
        offers.extend(of_one.into_iter().map(|offer| Options { candidate: index, ..offer }));
    }
    let held_before: BTreeSet<TravellerId> = app.store.list_hold_out(loaded.id).await?.into_iter().collect();
    let eligible = offers.iter().filter(|offer| !offer.gifts.is_empty()).map(|offer| &candidates[offer.candidate]);
    // A lot is cast once: who was not held out in an earlier plan is not drawn again, or the group grows with every plan.
    let mut drawn_before = drawn_before(&app.store.list_all_not_chosen(loaded.id).await?);
    drawn_before.extend(known.gifts.iter().map(|gift| gift.traveller));
    let is_new = |one: &Candidate<'_>| !held_before.contains(&one.traveller) && !drawn_before.contains(&one.traveller);
    let new: Vec<_> = eligible.filter(|one| is_new(one)).cloned().collect();
    // Small draws of later plans must not all start alike, or their share is nobody or everybody.
    let draw_seed = seed.wrapping_add(drawn_before.len() as u64);
    let drawn = hold_out(&new, campaign.hold_out_percent, draw_seed);
    let lot: Vec<TravellerId> = new.iter().map(|one| one.traveller).collect();
    let held: BTreeSet<TravellerId> = held_before.iter().chain(&drawn).copied().collect();

    let couriers = app.store.list_couriers(loaded.id).await?;
    let desk = Desk { campaign, pool: &pool, offers: &offers, kept: &kept };
    let mut undeliverable: BTreeMap<TravellerId, String> = BTreeMap::new();
    let mut elite_max = desk.elite_max(None);
    let mut quotas = campaign.rules.language_min.clone();
    let mut bound = 0;
    let (problem, answer) = loop {
        let barred = |id: &TravellerId| held.contains(id) || undeliverable.contains_key(id);
        let problem = desk.problem(barred, elite_max, &quotas)?;
        let answer = allocation::solve(&problem, &mut Stop::Iterations(ITERATIONS), seed);
        if let Some(clash) = &answer.clash {
            if quotas.is_empty() {
                return Err(unsatisfiable(clash));
            }
            // Quotas hold "where candidates allow": they give way before anything else does.
            ease(&mut quotas, clash);
            continue;
        }
        // A quota that falls away can make a later turn worth more than the first.
        bound = answer.upper_bound.max(bound);
        let chosen = desk.chosen(&answer);
        let share = desk.elite_max(Some(chosen.len() + kept.len()));
        if share.is_some_and(|share| desk.elite_count(&chosen) > share) && elite_max != share {
            elite_max = share;
            continue;
        }
        let out = undelivered(&desk, &chosen, &couriers, now, seed)?;
        if out.is_empty() {
            break (problem, answer);
        }
        // Each turn bars someone new, eases a quota or tightens the elite share, so the turns come to an end.
        undeliverable.extend(out);
    };
    refuse_unsound("plan", &checker::allocation::check(&problem, &answer))?;
    let plan = desk.plan(app, &answer, bound, &held, &undeliverable, seed);
    refuse_unsound("plan", &checker::plan::check(&plan, campaign, &desk.about()))?;

    let drafts = known.gifts.iter().filter(|gift| gift.gift.state == GiftState::Draft).map(|gift| gift.gift.id);
    write(app, loaded, &desk, &plan, &answer, &lot, drafts, by).await?;
    for scope in &campaign.stations {
        rounds::replan_station(app, loaded, &scope.iata, seed).await?;
    }
    let new_gifts = plan.gifts.len() - kept.len();
    let eased = campaign.rules.language_min.iter().filter_map(|(language, asked)| {
        let left = quotas.get(language).copied().unwrap_or(0);
        (left < *asked).then_some((*language, left))
    });
    Ok(PlanOutcome { plan, shadow_prices: answer.shadow_prices, new_gifts, eased: eased.collect() })
}

/// Gifts that a plan can't take back: proposed, under way or done. Their travellers come along as far as caps need them.
fn kept_gifts(known: &Known) -> Vec<Kept> {
    let fixed = [GiftState::Proposed, GiftState::Approved, GiftState::PickedUp, GiftState::HandedOver];
    let under_way = known.gifts.iter().filter(|gift| fixed.contains(&gift.gift.state));
    let kept = under_way.filter_map(|gift| {
        let passenger = known.passenger(gift.traveller, gift.leg);
        let is_elite = passenger.is_some_and(|passenger| passenger.booking.is_elite());
        Some(Kept { gift: gift.clone(), is_elite, flight: known.flights.get(&gift.leg)?.clone() })
    });
    kept.collect()
}

fn unsatisfiable(clash: &Clash) -> Error {
    Error::Unsatisfiable { limits: clash.limits.join(", "), proven: clash.proven }
}

/// Lowers the quotas that clash, by a quarter and at least by one.
fn ease(quotas: &mut BTreeMap<Language, u32>, clash: &Clash) {
    let clashes = |language: &Language| clash.limits.iter().any(|limit| *limit == format!("language:{language}"));
    let any = quotas.keys().any(clashes);
    for (language, quota) in quotas.iter_mut() {
        if !any || clashes(language) {
            *quota -= (*quota / 4).max(1).min(*quota);
        }
    }
    quotas.retain(|_, quota| *quota > 0);
}

/// Travellers who were eligible in an earlier plan, and so had their chance to be drawn.
fn drawn_before(not_chosen: &[NotChosen]) -> BTreeSet<TravellerId> {
    let by_lot = |why: &String| why.starts_with("cap:") || why.starts_with("round:") || why == "hold_out";
    not_chosen.iter().filter(|left| left.why.iter().all(by_lot)).map(|left| left.traveller).collect()
}

fn refuse_unsound(what: &'static str, faults: &[checker::Fault]) -> Result<(), Error> {
    if faults.is_empty() {
        return Ok(());
    }
    let faults = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Err(Error::Unsound { what, faults })
}

/// Travellers whose chosen gift no round can bring beside those already promised, with the reason.
fn undelivered(
    desk: &Desk<'_>,
    chosen: &[Chosen<'_>],
    couriers: &[Courier],
    now: Instant,
    seed: u64,
) -> Result<BTreeMap<TravellerId, String>, Error> {
    let service = desk.campaign.delivery.service_minutes;
    let mut by_station: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (member, _, scored) in chosen {
        let Some(window) = member.window else { continue };
        let id = member.passenger.id.to_string();
        let delivery = rounds::delivery(id, &member.flight, window, scored.parts.total(), service);
        by_station.entry(member.station()).or_default().push(delivery);
    }
    for promised in desk.kept.iter().filter(|kept| !kept.gift.gift.state.is_final()) {
        let Some(window) = promised.gift.gift.window.filter(|window| window.closes_at > now) else { continue };
        let id = format!("promised {}", promised.gift.gift.id);
        // What was promised comes before anything new.
        let delivery = rounds::delivery(id, &promised.flight, window, 1_000_000, service);
        by_station.entry(&promised.gift.station).or_default().push(delivery);
    }
    let mut out = BTreeMap::new();
    for (station, deliveries) in by_station {
        for left in rounds::left_out(&deliveries, couriers, station, now, seed)? {
            if let Ok(traveller) = left.delivery.parse() {
                out.insert(traveller, left.why);
            }
        }
    }
    Ok(out)
}

/// Writes hold-out, plan and gifts in one transaction, and takes the drafts of the plan before back.
#[expect(clippy::too_many_arguments, reason = "one transaction writes all of a plan")]
async fn write(
    app: &App,
    loaded: &LoadedCampaign,
    desk: &Desk<'_>,
    plan: &Plan,
    answer: &Answer,
    lot: &[TravellerId],
    drafts: impl Iterator<Item = GiftId>,
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    let members: BTreeMap<TravellerId, &Member> =
        desk.pool.iter().map(|member| (member.passenger.id, member)).collect();
    let mut tx = app.store.begin().await?;
    for draft in drafts {
        tx.move_gift(draft, GiftState::Draft, GiftState::Withdrawn, Some(REPLACED), now).await?;
    }
    let held: BTreeSet<_> = plan.hold_out.iter().collect();
    for traveller in lot {
        let Some(member) = members.get(traveller) else { continue };
        let booking = &member.passenger.booking;
        let stratum =
            format!("{}/{}", member.language, booking.cabin.map_or("", crate::domain::traveller::Cabin::as_str));
        let held_out = held.contains(traveller);
        if held_out {
            tx.add_hold_out(loaded.id, *traveller, &stratum, plan.seed, now).await?;
        }
        outcomes::assign(app, &mut tx, loaded.id, booking, held_out, &stratum).await?;
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
    let kept: BTreeSet<_> = desk.kept.iter().map(|kept| kept.gift.gift.id).collect();
    for line in plan.gifts.iter().filter(|line| !kept.contains(&line.id)) {
        let Some(member) = members.get(&line.traveller) else { continue };
        let gift = Gift {
            id: line.id,
            state: GiftState::Draft,
            proposed_by: None,
            content_hash: shown_hash(line, member),
            window: member.window,
        };
        let stored = StoredGift {
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
        };
        tx.add_gift(loaded.id, plan.id, &stored, now).await?;
    }
    let detail = json!({ "gifts": plan.gifts.len(), "value": plan.value, "upper_bound": plan.upper_bound, "seed": plan.seed,
        "held_out": lot.iter().filter(|one| held.contains(one)).count(), "status": answer.status });
    tx.audit(by, "plan.make", &plan.id.to_string(), detail, now).await?;
    Ok(tx.commit().await?)
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

impl PlanOutcome {
    /// Whether the optimiser proved that nothing better exists.
    pub fn is_proven_best(&self) -> bool {
        self.plan.value == self.plan.upper_bound
    }
}

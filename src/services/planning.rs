//! Planning: hold-out first, then the best set of gifts under all caps, with a proven bound and an independent check.
//!
//! A gift that no round can deliver goes back and its money is offered again; the bound of the first, freest problem
//! stays valid for all that follow. Nothing is written before the checker agrees.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt;
use serde_json::json;

use super::campaigns::{LoadedCampaign, caps};
pub use super::pool::PlanFrom;
use super::pool::{Member, gather};
use super::{Error, rounds};
use crate::allocation::{self, Answer, Builder, Problem, Stop};
use crate::app::App;
use crate::checker;
use crate::checker::plan::About;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::gift::{Gift, GiftState};
use crate::domain::id::{GiftId, PlanId, TravellerId};
use crate::domain::instant::{Instant, local_day};
use crate::domain::ledger::Balance;
use crate::domain::plan::{CapUse, NotChosen, Plan, PlannedGift};
use crate::domain::station::{find_station, zone_of};
use crate::scoring::{Options, Scored, hold_out, options};
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
}

/// Makes a plan for everyone who has no gift yet, and its rounds. Gifts are drafts until a person proposes them. Each
/// traveller is judged as of now, or of the newest post where that is later (in a rehearsal of a whole day).
pub async fn make_plan(
    app: &App,
    loaded: &LoadedCampaign,
    from: PlanFrom,
    seed: u64,
    by: &Actor,
) -> Result<PlanOutcome, Error> {
    let now = app.now();
    let campaign = &loaded.campaign;
    let pool = gather(app, loaded, from).await?;
    let candidates: Vec<_> = pool.iter().map(Member::candidate).collect();
    let mut offers = Vec::with_capacity(pool.len());
    for (index, (member, candidate)) in pool.iter().zip(&candidates).enumerate() {
        let of_one = options(std::slice::from_ref(candidate), campaign, now.max(member.known_at));
        offers.extend(of_one.into_iter().map(|offer| Options { candidate: index, ..offer }));
    }
    let eligible: Vec<_> = offers
        .iter()
        .filter(|offer| !offer.gifts.is_empty())
        .map(|offer| candidates[offer.candidate].clone())
        .collect();
    let held_before: BTreeSet<TravellerId> = app.store.list_hold_out(loaded.id).await?.into_iter().collect();
    let new: Vec<_> = eligible.into_iter().filter(|one| !held_before.contains(&one.traveller)).collect();
    let drawn = hold_out(&new, campaign.hold_out_percent, seed);
    let held: BTreeSet<TravellerId> = held_before.iter().chain(&drawn).copied().collect();

    let balances: BTreeMap<String, Balance> = app.store.balances(loaded.id).await?.into_iter().collect();
    let couriers = app.store.list_couriers(loaded.id).await?;
    let desk = Desk { campaign, pool: &pool, offers: &offers, balances: &balances };
    let mut undeliverable: BTreeMap<TravellerId, String> = BTreeMap::new();
    let mut elite_max = desk.elite_max(None);
    let mut bound = None;
    let (problem, answer) = loop {
        let barred = |id: &TravellerId| held.contains(id) || undeliverable.contains_key(id);
        let problem = desk.problem(barred, elite_max)?;
        let answer = allocation::solve(&problem, &mut Stop::Iterations(ITERATIONS), seed);
        bound.get_or_insert(answer.upper_bound);
        let chosen = desk.chosen(&answer);
        let share = desk.elite_max(Some(chosen.len()));
        let elite = chosen.iter().filter(|(member, ..)| member.passenger.booking.is_elite()).count() as u64;
        if share.is_some_and(|share| elite > share) {
            elite_max = share;
            continue;
        }
        let out = undelivered(&desk, &chosen, &couriers, now, seed)?;
        if out.is_empty() {
            break (problem, answer);
        }
        // Each turn bars someone new or tightens the elite share, so the turns come to an end.
        undeliverable.extend(out);
    };
    let faults = checker::allocation::check(&problem, &answer);
    refuse_unsound("plan", &faults)?;

    let plan = desk.plan(app, &answer, bound.unwrap_or(answer.upper_bound), &held, &undeliverable, seed, now);
    refuse_unsound("plan", &checker::plan::check(&plan, campaign, &desk.about()))?;
    write(app, loaded, &desk, &plan, &answer, &drawn, by).await?;
    let stations: BTreeSet<&str> = pool.iter().map(Member::station).collect();
    for station in stations {
        rounds::replan_station(app, loaded, station, seed).await?;
    }
    Ok(PlanOutcome { plan, shadow_prices: answer.shadow_prices })
}

fn refuse_unsound(what: &'static str, faults: &[checker::Fault]) -> Result<(), Error> {
    if faults.is_empty() {
        return Ok(());
    }
    let faults = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Err(Error::Unsound { what, faults })
}

/// A chosen gift: the member, the gift's slug, its score.
type Chosen<'a> = (&'a Member, &'a str, &'a Scored);

/// Travellers whose chosen gift no round can bring, with the reason.
fn undelivered(
    desk: &Desk<'_>,
    chosen: &[Chosen<'_>],
    couriers: &[crate::domain::delivery::Courier],
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

/// Everything a choice is made from.
struct Desk<'a> {
    campaign: &'a Campaign,
    pool: &'a [Member],
    offers: &'a [Options],
    balances: &'a BTreeMap<String, Balance>,
}

impl<'a> Desk<'a> {
    /// The most gifts elite travellers may get: the share of the gifts chosen, or of the most there can be.
    fn elite_max(&self, chosen: Option<usize>) -> Option<u64> {
        let percent = u64::from(self.campaign.rules.elite_percent_max?);
        let most = self.campaign.caps.gifts.map_or(self.pool.len() as u64, u64::from).min(self.pool.len() as u64);
        Some(chosen.map_or(most, |chosen| chosen as u64) * percent / 100)
    }

    fn left(&self, cap: &str, limit: i64) -> u64 {
        let left = self.balances.get(cap).map_or(limit, |balance| balance.left());
        u64::try_from(left).unwrap_or(0)
    }

    /// The optimiser's problem over everyone who is not barred.
    fn problem(&self, barred: impl Fn(&TravellerId) -> bool, elite_max: Option<u64>) -> Result<Problem, Error> {
        let mut builder = Builder::default();
        let limits = caps(self.campaign);
        for (cap, limit) in &limits {
            builder.declare(cap, None, Some(self.left(cap, *limit)));
        }
        if let Some(most) = elite_max {
            builder.declare("elite", None, Some(most));
        }
        let open = || {
            self.offers
                .iter()
                .map(|offer| (&self.pool[offer.candidate], offer))
                .filter(|(member, offer)| !barred(&member.passenger.id) && !offer.gifts.is_empty())
        };
        let quotas = &self.campaign.rules.language_min;
        for (language, min) in quotas {
            // Where fewer candidates speak it than the quota asks for, the quota is what there is.
            let available = open().filter(|(member, _)| member.language == *language).count() as u64;
            builder.declare(&format!("language:{language}"), Some(u64::from(*min).min(available)), None);
        }
        for (member, offer) in open() {
            for (slug, scored) in &offer.gifts {
                let mut uses = Vec::new();
                for (cap, amount) in self.uses(member, slug) {
                    if limits.iter().any(|(name, _)| *name == cap) {
                        uses.push((builder.limit(&cap), amount));
                    }
                }
                if elite_max.is_some() && member.passenger.booking.is_elite() {
                    uses.push((builder.limit("elite"), 1));
                }
                if quotas.contains_key(&member.language) {
                    uses.push((builder.limit(&format!("language:{}", member.language)), 1));
                }
                let value = u64::try_from(scored.parts.total()).unwrap_or(0);
                builder.option(slug, value, &mut uses);
            }
            builder.traveller(&member.passenger.id.to_string(), false);
        }
        builder.build().map_err(|faults| Error::Unsound {
            what: "plan's problem",
            faults: faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })
    }

    /// What a gift for a member uses of each cap.
    fn uses(&self, member: &Member, slug: &str) -> Vec<(String, i64)> {
        let Some(idea) = self.campaign.gifts.iter().find(|idea| idea.slug == slug) else { return Vec::new() };
        gift_uses(self.campaign, idea, member.station(), member.day())
    }

    fn chosen(&self, answer: &'a Answer) -> Vec<Chosen<'a>> {
        let by_id: BTreeMap<String, &Options> =
            self.offers.iter().map(|offer| (self.pool[offer.candidate].passenger.id.to_string(), offer)).collect();
        answer
            .choices
            .iter()
            .filter_map(|choice| {
                let offer = *by_id.get(&choice.traveller)?;
                let (slug, scored) = offer.gifts.iter().find(|(slug, _)| *slug == choice.gift)?;
                Some((&self.pool[offer.candidate], slug.as_str(), scored))
            })
            .collect()
    }

    /// The plan in words of the domain.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is one input of the plan's record; a struct would only rename them"
    )]
    fn plan(
        &self,
        app: &App,
        answer: &Answer,
        bound: u64,
        held: &BTreeSet<TravellerId>,
        undeliverable: &BTreeMap<TravellerId, String>,
        seed: u64,
        now: Instant,
    ) -> Plan {
        let chosen = self.chosen(answer);
        let gifts: Vec<_> = chosen
            .iter()
            .map(|(member, slug, scored)| PlannedGift {
                id: GiftId::mint(now, &mut *app.rng()),
                from_match: member.from_match,
                traveller: member.passenger.id,
                leg: member.flight.leg.clone(),
                idea: (*slug).to_owned(),
                cost_minor: self
                    .campaign
                    .gifts
                    .iter()
                    .find(|idea| idea.slug == *slug)
                    .map_or(0, GiftIdea::full_cost_minor),
                parts: scored.parts,
                facts: scored.facts.clone(),
            })
            .collect();
        let mut used: BTreeMap<String, i64> = BTreeMap::new();
        for (member, slug, _) in &chosen {
            for (cap, amount) in self.uses(member, slug) {
                *used.entry(cap).or_default() += amount;
            }
        }
        let caps = caps(self.campaign)
            .into_iter()
            .map(|(cap, limit)| CapUse {
                used: used.get(&cap).copied().unwrap_or(0),
                limit: self.left(&cap, limit).cast_signed(),
                cap,
            })
            .collect();
        let got: BTreeSet<TravellerId> = gifts.iter().map(|gift| gift.traveller).collect();
        let priced_out: BTreeMap<&str, &Vec<String>> =
            answer.not_chosen.iter().map(|left| (left.traveller.as_str(), &left.why)).collect();
        let not_chosen = self
            .offers
            .iter()
            .map(|offer| (self.pool[offer.candidate].passenger.id, offer))
            .filter(|(id, _)| !got.contains(id))
            .map(|(id, offer)| {
                let why = if held.contains(&id) {
                    vec!["hold_out".to_owned()]
                } else if let Some(why) = undeliverable.get(&id) {
                    vec![format!("round:{why}")]
                } else if offer.gifts.is_empty() {
                    offer.codes().into_iter().map(str::to_owned).collect()
                } else {
                    let caps = priced_out.get(id.to_string().as_str()).copied().cloned().unwrap_or_default();
                    caps.into_iter().map(|cap| format!("cap:{cap}")).collect()
                };
                NotChosen { traveller: id, why }
            })
            .collect();
        let value = answer.value.cast_signed();
        let upper_bound = bound.cast_signed();
        let hold_out = self.pool.iter().map(|member| member.passenger.id).filter(|id| held.contains(id)).collect();
        Plan {
            id: PlanId::mint(now, &mut *app.rng()),
            value,
            upper_bound,
            gap: Answer::gap_of(answer.value, bound),
            seed,
            gifts,
            not_chosen,
            caps,
            hold_out,
        }
    }

    /// What the checker has to know of each traveller.
    fn about(&self) -> BTreeMap<TravellerId, About> {
        let about = |member: &Member| About {
            passenger_type: member.passenger.booking.passenger_type,
            day: member.day(),
            station: member.station().to_owned(),
            destination_country: find_station(&member.flight.leg.destination).map(|station| station.country.to_owned()),
            elite: member.passenger.booking.is_elite(),
            had_minor: 0,
        };
        self.pool.iter().map(|member| (member.passenger.id, about(member))).collect()
    }
}

impl Member {
    /// Local day of the hand-over.
    fn day(&self) -> chrono::NaiveDate {
        let at = self.window.map_or(self.flight.departs_at(), |window| window.opens_at);
        local_day(at, zone_of(self.station()))
    }
}

/// What one gift uses of each cap that counts it.
pub(super) fn gift_uses(
    campaign: &Campaign,
    idea: &GiftIdea,
    station: &str,
    day: chrono::NaiveDate,
) -> Vec<(String, i64)> {
    let cost = idea.full_cost_minor();
    let minutes = i64::from(idea.effort_minutes) + i64::from(campaign.delivery.service_minutes);
    vec![
        ("money".to_owned(), cost),
        (format!("day:{day}"), cost),
        (format!("station:{station}"), cost),
        ("gifts".to_owned(), 1),
        ("team_minutes".to_owned(), minutes),
        (format!("stock:{}", idea.slug), 1),
    ]
}

/// Writes hold-out, plan and gifts in one transaction.
async fn write(
    app: &App,
    loaded: &LoadedCampaign,
    desk: &Desk<'_>,
    plan: &Plan,
    answer: &Answer,
    drawn: &[TravellerId],
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    let members: BTreeMap<TravellerId, &Member> =
        desk.pool.iter().map(|member| (member.passenger.id, member)).collect();
    let mut tx = app.store.begin().await?;
    for traveller in drawn {
        let stratum = members.get(traveller).map_or_else(String::new, |member| {
            let cabin = member.passenger.booking.cabin.map_or("", crate::domain::traveller::Cabin::as_str);
            format!("{}/{cabin}", member.language)
        });
        tx.add_hold_out(loaded.id, *traveller, &stratum, plan.seed, now).await?;
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
    for line in &plan.gifts {
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
        "held_out": drawn.len(), "status": answer.status });
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

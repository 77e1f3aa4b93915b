//! The desk a plan is made at: campaign, pool, offers and balances as the optimiser's problem, and its answer as a plan.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::campaigns::caps;
use super::pool::Member;
use crate::allocation::{Answer, Builder, Problem};
use crate::app::App;
use crate::checker::plan::About;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::id::{GiftId, PlanId, TravellerId};
use crate::domain::instant::{Instant, local_day};
use crate::domain::language::Language;
use crate::domain::ledger::Balance;
use crate::domain::plan::{CapUse, NotChosen, Plan, PlannedGift};
use crate::domain::station::{find_station, zone_of};
use crate::scoring::{Options, Scored};

/// A chosen gift: the member, the gift's slug, its score.
pub(super) type Chosen<'a> = (&'a Member, &'a str, &'a Scored);

/// Everything a choice is made from.
pub(super) struct Desk<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) pool: &'a [Member],
    pub(super) offers: &'a [Options],
    pub(super) balances: &'a BTreeMap<String, Balance>,
}

impl<'a> Desk<'a> {
    /// The most gifts elite travellers may get: the share of the gifts chosen, or of the most there can be.
    pub(super) fn elite_max(&self, chosen: Option<usize>) -> Option<u64> {
        let percent = u64::from(self.campaign.rules.elite_percent_max?);
        let most = self.campaign.caps.gifts.map_or(self.pool.len() as u64, u64::from).min(self.pool.len() as u64);
        Some(chosen.map_or(most, |chosen| chosen as u64) * percent / 100)
    }

    fn left(&self, cap: &str, limit: i64) -> u64 {
        let left = self.balances.get(cap).map_or(limit, |balance| balance.left());
        u64::try_from(left).unwrap_or(0)
    }

    /// The optimiser's problem over everyone who is not barred.
    pub(super) fn problem(
        &self,
        barred: impl Fn(&TravellerId) -> bool,
        elite_max: Option<u64>,
        quotas: &BTreeMap<Language, u32>,
    ) -> Result<Problem, Error> {
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

    pub(super) fn chosen(&self, answer: &'a Answer) -> Vec<Chosen<'a>> {
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
    pub(super) fn plan(
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
    pub(super) fn about(&self) -> BTreeMap<TravellerId, About> {
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

//! The desk a plan is made at: who could get what, what is fixed already, and the optimiser's problem over it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Error;
use super::campaigns::caps;
use super::pool::Member;
use super::prepared::EXCLUDED;
use crate::allocation::{Answer, Builder, Problem};
use crate::app::App;
use crate::checker::plan::About;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::flight::Flight;
use crate::domain::id::{GiftId, PlanId, TravellerId};
use crate::domain::instant::local_day;
use crate::domain::language::Language;
use crate::domain::plan::{CapUse, NotChosen, Plan, PlannedGift};
use crate::domain::station::{find_station, zone_of};
use crate::domain::traveller::PassengerType;
use crate::scoring::{Options, Scored};
use crate::store::gift::StoredGift;

/// A gift that a plan can't take back.
#[derive(Debug)]
pub(super) struct Kept {
    /// The gift.
    pub(super) gift: StoredGift,
    /// Whether it counts among the elite; not for someone erased since, whose booking nobody can read.
    pub(super) is_elite: bool,
    /// On which leg.
    pub(super) flight: Flight,
}

impl Kept {
    fn day(&self) -> NaiveDate {
        let at = self.gift.gift.window.map_or(self.flight.departs_at(), |window| window.opens_at);
        local_day(at, zone_of(&self.gift.station))
    }
}

impl Member {
    /// Local day of the hand-over.
    fn day(&self) -> NaiveDate {
        let at = self.window.map_or(self.flight.departs_at(), |window| window.opens_at);
        local_day(at, zone_of(self.station()))
    }
}

/// A chosen gift: the member, the gift's slug, its score.
pub(super) type Chosen<'a> = (&'a Member, &'a str, &'a Scored);

/// Everything a choice is made from.
pub(super) struct Desk<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) pool: &'a [Member],
    pub(super) offers: &'a [Options],
    pub(super) kept: &'a [Kept],
    /// Who must get something; their offers hold nothing else.
    pub(super) pins: &'a BTreeMap<TravellerId, String>,
    /// Whom planners excluded.
    pub(super) excluded: &'a BTreeSet<TravellerId>,
}

/// What one gift uses of each cap that counts it.
pub(super) fn gift_uses(campaign: &Campaign, idea: &GiftIdea, station: &str, day: NaiveDate) -> Vec<(String, i64)> {
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

impl<'a> Desk<'a> {
    /// The most gifts elite travellers may get: the share of the gifts chosen, or of the most there can be.
    pub(super) fn elite_max(&self, chosen: Option<usize>) -> Option<u64> {
        let percent = u64::from(self.campaign.rules.elite_percent_max?);
        let people = (self.pool.len() + self.kept.len()) as u64;
        let most = self.campaign.caps.gifts.map_or(people, u64::from).min(people);
        Some(chosen.map_or(most, |chosen| chosen as u64) * percent / 100)
    }

    /// How many of the chosen and the fixed gifts go to elite travellers.
    pub(super) fn elite_count(&self, chosen: &[Chosen<'_>]) -> u64 {
        let new = chosen.iter().filter(|(member, ..)| member.passenger.booking.is_elite()).count();
        (new + self.kept.iter().filter(|kept| kept.is_elite).count()) as u64
    }

    /// The optimiser's problem: fixed gifts are required, everyone who is not barred may get one.
    pub(super) fn problem(
        &self,
        barred: impl Fn(&TravellerId) -> bool,
        elite_max: Option<u64>,
        quotas: &BTreeMap<Language, u32>,
    ) -> Result<Problem, Error> {
        let mut builder = Builder::default();
        let limits: BTreeMap<String, i64> = caps(self.campaign).into_iter().collect();
        for (cap, limit) in &limits {
            builder.declare(cap, None, Some(u64::try_from(*limit).unwrap_or(0)));
        }
        if let Some(most) = elite_max {
            // Gifts under way are not taken back for a share that changed.
            builder.declare("elite", None, Some(most.max(self.elite_count(&[]))));
        }
        let open = || {
            let members = self.offers.iter().map(|offer| (&self.pool[offer.candidate], offer));
            members.filter(|(member, offer)| !barred(&member.passenger.id) && !offer.gifts.is_empty())
        };
        for (language, min) in quotas {
            // Where fewer candidates speak it than the quota asks for, the quota is what there is.
            let fixed = self.kept.iter().filter(|kept| kept.gift.language == *language).count();
            let available = open().filter(|(member, _)| member.language == *language).count() + fixed;
            builder.declare(&format!("language:{language}"), Some(u64::from(*min).min(available as u64)), None);
        }
        let add = |builder: &mut Builder, slug: &str, value: i64, caps: Vec<(String, i64)>, elite: bool, language| {
            let mut uses = Vec::new();
            for (cap, amount) in caps {
                if limits.contains_key(&cap) {
                    uses.push((builder.limit(&cap), amount));
                }
            }
            if elite_max.is_some() && elite {
                uses.push((builder.limit("elite"), 1));
            }
            if quotas.contains_key(&language) {
                uses.push((builder.limit(&format!("language:{language}")), 1));
            }
            builder.option(slug, u64::try_from(value).unwrap_or(0), &mut uses);
        };
        for kept in self.kept {
            let gift = &kept.gift;
            add(&mut builder, &gift.idea, gift.score, self.uses_of_kept(kept), kept.is_elite, gift.language);
            builder.traveller(&gift.traveller.to_string(), true);
        }
        for (member, offer) in open() {
            let elite = member.passenger.booking.is_elite();
            for (slug, scored) in &offer.gifts {
                add(&mut builder, slug, scored.parts.total(), self.uses(member, slug), elite, member.language);
            }
            let required = self.pins.contains_key(&member.passenger.id);
            builder.traveller(&member.passenger.id.to_string(), required);
        }
        builder.build().map_err(|faults| Error::Unsound {
            what: "plan's problem",
            faults: faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })
    }

    fn idea(&self, slug: &str) -> Option<&'a GiftIdea> {
        self.campaign.gifts.iter().find(|idea| idea.slug == slug)
    }

    /// What a gift for a member uses of each cap.
    fn uses(&self, member: &Member, slug: &str) -> Vec<(String, i64)> {
        self.idea(slug).map_or_else(Vec::new, |idea| gift_uses(self.campaign, idea, member.station(), member.day()))
    }

    fn uses_of_kept(&self, kept: &Kept) -> Vec<(String, i64)> {
        let idea = self.idea(&kept.gift.idea);
        idea.map_or_else(Vec::new, |idea| gift_uses(self.campaign, idea, &kept.gift.station, kept.day()))
    }

    /// The new gifts of an answer.
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

    /// The plan in words of the domain: the fixed gifts, then the new ones.
    pub(super) fn plan(
        &self,
        app: &App,
        answer: &Answer,
        bound: u64,
        held: &BTreeSet<TravellerId>,
        undeliverable: &BTreeMap<TravellerId, String>,
        seed: u64,
    ) -> Plan {
        let now = app.now();
        let chosen = self.chosen(answer);
        let fixed = self.kept.iter().map(|kept| PlannedGift {
            id: kept.gift.gift.id,
            from_match: kept.gift.candidate,
            traveller: kept.gift.traveller,
            leg: kept.flight.leg.clone(),
            idea: kept.gift.idea.clone(),
            cost_minor: kept.gift.cost_minor,
            parts: kept.gift.parts,
            facts: kept.gift.facts.clone(),
        });
        let new = chosen.iter().map(|(member, slug, scored)| PlannedGift {
            id: GiftId::mint(now, &mut *app.rng()),
            from_match: member.from_match,
            traveller: member.passenger.id,
            leg: member.flight.leg.clone(),
            idea: (*slug).to_owned(),
            cost_minor: self.idea(slug).map_or(0, GiftIdea::full_cost_minor),
            parts: scored.parts,
            facts: scored.facts.clone(),
        });
        let gifts: Vec<_> = fixed.chain(new).collect();
        let mut used: BTreeMap<String, i64> = BTreeMap::new();
        let fixed = self.kept.iter().map(|kept| self.uses_of_kept(kept));
        for (cap, amount) in fixed.chain(chosen.iter().map(|(member, slug, _)| self.uses(member, slug))).flatten() {
            *used.entry(cap).or_default() += amount;
        }
        let use_of = |(cap, limit): (String, i64)| CapUse { used: used.get(&cap).copied().unwrap_or(0), limit, cap };
        let caps = caps(self.campaign).into_iter().map(use_of).collect();
        let got: BTreeSet<TravellerId> = gifts.iter().map(|gift| gift.traveller).collect();
        Plan {
            id: PlanId::mint(now, &mut *app.rng()),
            value: answer.value.cast_signed(),
            upper_bound: bound.cast_signed(),
            gap: Answer::gap_of(answer.value, bound),
            seed,
            not_chosen: self.not_chosen(answer, &got, held, undeliverable),
            gifts,
            caps,
            hold_out: self.pool.iter().map(|member| member.passenger.id).filter(|id| held.contains(id)).collect(),
        }
    }

    /// Everyone of the pool without a gift, and why.
    fn not_chosen(
        &self,
        answer: &Answer,
        got: &BTreeSet<TravellerId>,
        held: &BTreeSet<TravellerId>,
        undeliverable: &BTreeMap<TravellerId, String>,
    ) -> Vec<NotChosen> {
        let priced_out: BTreeMap<&str, &Vec<String>> =
            answer.not_chosen.iter().map(|left| (left.traveller.as_str(), &left.why)).collect();
        let why = |id: &TravellerId, offer: &Options| {
            if held.contains(id) {
                return vec!["hold_out".to_owned()];
            }
            if self.excluded.contains(id) {
                return vec![EXCLUDED.to_owned()];
            }
            if let Some(why) = undeliverable.get(id) {
                return vec![format!("round:{why}")];
            }
            if offer.gifts.is_empty() {
                return offer.codes().into_iter().map(str::to_owned).collect();
            }
            let caps = priced_out.get(id.to_string().as_str()).copied().cloned().unwrap_or_default();
            caps.into_iter().map(|cap| format!("cap:{cap}")).collect()
        };
        let people = self.offers.iter().map(|offer| (self.pool[offer.candidate].passenger.id, offer));
        let without = people.filter(|(id, _)| !got.contains(id));
        without.map(|(id, offer)| NotChosen { traveller: id, why: why(&id, offer) }).collect()
    }

    /// What the checker has to know of each traveller.
    pub(super) fn about(&self) -> BTreeMap<TravellerId, About> {
        let about = |passenger_type, elite, flight: &Flight, day, station: &str| About {
            passenger_type,
            day,
            station: station.to_owned(),
            destination_country: find_station(&flight.leg.destination).map(|station| station.country.to_owned()),
            elite,
            had_minor: 0,
        };
        let members = self.pool.iter().map(|member| {
            let booking = &member.passenger.booking;
            let (flight, day) = (&member.flight, member.day());
            (member.passenger.id, about(booking.passenger_type, booking.is_elite(), flight, day, member.station()))
        });
        let kept = self.kept.iter().map(|kept| {
            // Only adults are ever chosen.
            let about = about(PassengerType::Adult, kept.is_elite, &kept.flight, kept.day(), &kept.gift.station);
            (kept.gift.traveller, about)
        });
        members.chain(kept).collect()
    }
}

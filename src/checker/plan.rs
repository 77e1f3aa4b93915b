//! Re-checks a whole plan: every cap, every person once, the hold-out untouched, the sums right. All faults at once.
//!
//! What a plan does not hold (who is a child, where and on which day the hand-over is) comes in as [`About`]; a traveller
//! nothing is known about is a fault, not an exception.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use chrono::NaiveDate;

use super::Fault;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::gift::ScoreParts;
use crate::domain::id::TravellerId;
use crate::domain::plan::{Plan, PlannedGift};
use crate::domain::traveller::PassengerType;

/// The most facts from posts that may stand behind a gift, whatever a campaign file says.
const MOST_FACTS: u8 = 2;

/// What the check has to know of a traveller besides the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Passenger type.
    pub passenger_type: PassengerType,
    /// Local day of the hand-over.
    pub day: NaiveDate,
    /// Station of the hand-over (IATA).
    pub station: String,
    /// Country of the destination, ISO 3166-1 alpha-2.
    pub destination_country: Option<String>,
    /// Whether the traveller is of an elite tier.
    pub elite: bool,
    /// What the person got earlier in the cool-down period, minor units.
    pub had_minor: i64,
}

/// Re-checks a plan against its campaign. No fault means that it may be shown to a person.
pub fn check(plan: &Plan, campaign: &Campaign, about: &BTreeMap<TravellerId, About>) -> Vec<Fault> {
    let mut check = Check { campaign, about, faults: Vec::new(), used: BTreeMap::new(), elite: 0 };
    check.sums(plan);
    check.people(plan);
    for gift in &plan.gifts {
        check.line(gift);
    }
    check.caps(plan);
    check.faults
}

/// Whether a score is the sum of its parts, for answers that state both.
pub fn check_score(place: &str, parts: ScoreParts, score: i64) -> Option<Fault> {
    let sum = sum_of(parts);
    (sum != i128::from(score)).then(|| Fault {
        code: "plan:wrong_score",
        place: place.to_owned(),
        message: format!("the parts add up to {sum}, the score says {score}"),
    })
}

fn sum_of(parts: ScoreParts) -> i128 {
    parts.named().iter().map(|(_, points)| i128::from(*points)).sum()
}

struct Check<'a> {
    campaign: &'a Campaign,
    about: &'a BTreeMap<TravellerId, About>,
    faults: Vec<Fault>,
    /// Use by cap name, as added up here.
    used: BTreeMap<String, i128>,
    elite: usize,
}

impl Check<'_> {
    fn fault(&mut self, code: &'static str, place: &dyn Display, message: String) {
        self.faults.push(Fault { code, place: place.to_string(), message });
    }

    fn sums(&mut self, plan: &Plan) {
        let value: i128 = plan.gifts.iter().map(|gift| sum_of(gift.parts)).sum();
        if value != i128::from(plan.value) {
            self.fault("plan:wrong_value", &"value", format!("the scores add up to {value}, it says {}", plan.value));
        }
        if plan.value > plan.upper_bound {
            let message = format!("{} is above the proven bound of {}", plan.value, plan.upper_bound);
            self.fault("plan:over_bound", &"value", message);
        }
        let gap = match plan.upper_bound {
            0 => 0.0,
            bound => (bound as f64 - plan.value as f64) / bound as f64,
        };
        // Files round to five decimals.
        if (gap - plan.gap).abs() > 6e-6 || plan.gap.is_nan() {
            self.fault("plan:wrong_gap", &"gap", format!("value and bound make {gap:.5}, it says {:.5}", plan.gap));
        }
    }

    fn people(&mut self, plan: &Plan) {
        let held_out: BTreeSet<TravellerId> = plan.hold_out.iter().copied().collect();
        let passed_over: BTreeSet<TravellerId> = plan.not_chosen.iter().map(|not| not.traveller).collect();
        let (mut travellers, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for gift in &plan.gifts {
            if !travellers.insert(gift.traveller) {
                self.fault("plan:traveller_twice", &gift.traveller, "gets more than one gift".to_owned());
            }
            if !ids.insert(gift.id) {
                self.fault("plan:gift_twice", &gift.id, "two lines have this id".to_owned());
            }
            if held_out.contains(&gift.traveller) {
                self.fault("plan:held_out", &gift.traveller, "is held out and gets a gift all the same".to_owned());
            }
            if passed_over.contains(&gift.traveller) {
                self.fault("plan:both", &gift.traveller, "stands among the chosen and the not chosen".to_owned());
            }
        }
    }

    fn line(&mut self, gift: &PlannedGift) {
        let place = gift.traveller;
        for (name, points) in gift.parts.named().into_iter().filter(|(_, points)| *points < 0) {
            self.fault("plan:negative_part", &place, format!("{name} is {points}; no part is below 0"));
        }
        let most = usize::from(self.campaign.rules.max_facts.min(MOST_FACTS));
        if gift.facts.len() > most {
            let message = format!("{} facts from posts stand behind it, at most {most} may", gift.facts.len());
            self.fault("plan:too_many_facts", &place, message);
        }
        let destination = &gift.leg.destination;
        if self.campaign.rules.exclude_destinations.contains(destination) {
            self.fault(
                "plan:destination",
                &place,
                format!("the campaign gives nothing to travellers to {destination}"),
            );
        }
        self.add("gifts", 1);
        self.add("money", i128::from(gift.cost_minor));
        let idea = self.campaign.gifts.iter().find(|idea| idea.slug == gift.idea);
        match idea {
            None => self.fault("plan:unknown_gift", &place, format!("`{}` is not in the catalogue", gift.idea)),
            Some(idea) => self.idea(gift, idea),
        }
        match self.about.get(&gift.traveller) {
            None => self.fault("plan:unknown_traveller", &place, "no booking is known".to_owned()),
            Some(about) => self.traveller(gift, idea, about),
        }
    }

    fn idea(&mut self, gift: &PlannedGift, idea: &GiftIdea) {
        let price = i128::from(idea.cost.minor) + idea.tax.map_or(0, |tax| i128::from(tax.minor));
        if price != i128::from(gift.cost_minor) {
            let message = format!("`{}` costs {price} in the catalogue, {} in the plan", idea.slug, gift.cost_minor);
            self.fault("plan:wrong_cost", &gift.traveller, message);
        }
        let currencies = [Some(idea.cost), idea.tax].into_iter().flatten().map(|money| money.currency);
        for currency in currencies.filter(|currency| *currency != self.campaign.currency) {
            let message = format!("`{}` is priced in {currency}, the campaign counts in another", idea.slug);
            self.fault("plan:currency", &gift.traveller, message);
        }
        self.single("gift", gift, price, self.campaign.caps.gift.map(|cap| cap.minor));
        self.add(&format!("stock:{}", idea.slug), 1);
        let minutes = u64::from(idea.effort_minutes) + u64::from(self.campaign.delivery.service_minutes);
        self.add("team_minutes", i128::from(minutes));
    }

    fn traveller(&mut self, gift: &PlannedGift, idea: Option<&GiftIdea>, about: &About) {
        let place = gift.traveller;
        if about.passenger_type != PassengerType::Adult {
            self.fault("plan:child", &place, format!("is booked as {}; children get no gift", about.passenger_type));
        }
        let cost = i128::from(gift.cost_minor);
        let person = self.campaign.caps.person.map(|cap| cap.minor);
        self.single("person", gift, cost + i128::from(about.had_minor), person);
        if !self.campaign.stations.iter().any(|scope| scope.iata == about.station) {
            self.fault("plan:station", &place, format!("the campaign does not work at {}", about.station));
        }
        self.add(&format!("day:{}", about.day), cost);
        self.add(&format!("station:{}", about.station), cost);
        self.elite += usize::from(about.elite);
        let places = [Some(&gift.leg.destination), about.destination_country.as_ref()];
        for (destination, idea) in places.into_iter().flatten().filter_map(|place| Some((place, idea?))) {
            let forbidden = self.campaign.rules.forbidden_contents.get(destination);
            for content in forbidden.into_iter().flatten().filter(|content| idea.contains.contains(*content)) {
                self.fault("plan:contents", &place, format!("{destination} does not let in {content}"));
            }
        }
    }

    /// A cap that holds for each line by itself.
    fn single(&mut self, cap: &str, gift: &PlannedGift, used: i128, limit: Option<i64>) {
        if let Some(limit) = limit.map(i128::from).filter(|limit| used > *limit) {
            let message = format!("the {cap} cap is {limit}, this makes {used}: {} over", used - limit);
            self.fault("plan:over_cap", &gift.traveller, message);
        }
    }

    fn add(&mut self, cap: &str, amount: i128) {
        *self.used.entry(cap.to_owned()).or_default() += amount;
    }

    fn caps(&mut self, plan: &Plan) {
        let limits = self.limits();
        for (cap, used) in std::mem::take(&mut self.used) {
            let limit = limits
                .get(&cap)
                .copied()
                .or_else(|| cap.starts_with("day:").then_some(self.campaign.caps.day.map(|day| day.minor)).flatten());
            if let Some(limit) = limit.map(i128::from).filter(|limit| used > *limit) {
                self.fault(
                    "plan:over_cap",
                    &cap,
                    format!("allows {limit}, the plan uses {used}: {} over", used - limit),
                );
            }
            let stated = plan.caps.iter().find(|stated| stated.cap == cap);
            if let Some(stated) = stated.filter(|stated| i128::from(stated.used) != used) {
                self.fault("plan:wrong_use", &cap, format!("the lines use {used}, it says {}", stated.used));
            }
        }
        for stated in &plan.caps {
            if stated.used > stated.limit {
                let message = format!("allows {}, it says {} are used", stated.limit, stated.used);
                self.fault("plan:over_cap", &stated.cap, message);
            }
            if let Some(limit) = limits.get(&stated.cap).filter(|limit| stated.limit > **limit) {
                let message = format!("the campaign allows {limit}, the plan counts on {}", stated.limit);
                self.fault("plan:wrong_limit", &stated.cap, message);
            }
        }
        let (elite, all) = (self.elite, plan.gifts.len());
        if let Some(most) = self.campaign.rules.elite_percent_max.filter(|most| elite * 100 > usize::from(*most) * all)
        {
            let message = format!("{elite} of {all} gifts go to elite tiers, more than {most} percent");
            self.fault("plan:elite_share", &"gifts", message);
        }
    }

    /// The campaign's limits by cap name.
    fn limits(&self) -> BTreeMap<String, i64> {
        let campaign = self.campaign;
        let mut limits = BTreeMap::from([("money".to_owned(), campaign.caps.campaign.minor)]);
        limits.extend(campaign.caps.gifts.map(|limit| ("gifts".to_owned(), i64::from(limit))));
        limits.extend(campaign.caps.team_minutes.map(|limit| ("team_minutes".to_owned(), i64::from(limit))));
        limits.extend(campaign.gifts.iter().map(|idea| (format!("stock:{}", idea.slug), i64::from(idea.stock))));
        for scope in &campaign.stations {
            limits.extend(scope.budget.map(|budget| (format!("station:{}", scope.iata), budget.minor)));
        }
        limits
    }
}

#[cfg(test)]
mod tests;

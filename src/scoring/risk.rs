//! What can go wrong with handing a gift idea over to a candidate, in points from 0 to 100 with each reason named.
//!
//! Only of gifts that may be given, for what a rule forbids is no risk but a no. It reads what is known already (flight,
//! walk, stock, catalogue, rules, facts) and changes no score, so plans stay what they are. The points are a judgement:
//! how far staff would get into trouble if it happened, and how likely that is. docs/planning.md has the table.

use std::collections::BTreeSet;

use chrono::Duration;

use super::candidate::{Candidate, Fact};
use super::rules::{age_to_check, latest_start, open_window, ready_at};
use super::score::Scored;
use super::tact::{TactLimits, days_rounded_up};
use super::weights::LIQUID_ML;
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::delivery::HandOverPoint;
use crate::domain::instant::Instant;
use crate::domain::risk::{Hazard, HazardKind, Risk};
use crate::domain::station::find_station;

/// No minute to spare. Half of a high risk and more: a missed flight of a courier's making is the worst that can happen.
const NO_TIME: i64 = 40;
/// Minutes to spare from which time is no risk: what a queue at security or a wrong turn takes.
const ENOUGH_MINUTES: i64 = 15;
/// No gate yet: the walk is a guess.
const GATE_UNKNOWN: i64 = 10;
/// Liquid above what a security check lets through; rare, but then the gift is lost before the traveller's eyes.
const LIQUIDS: i64 = 20;
/// Longer than what goes under a seat.
const BULKY: i64 = 10;
/// Centimetres of the longest side that go under the seat in front: 40 × 30 × 15 cm is the usual second piece.
const UNDER_SEAT_CM: u32 = 40;
/// More than a traveller with full hands takes gladly.
const HEAVY: i64 = 10;
/// Grams from which a gift counts as heavy: a quarter of the usual 8 kg of hand luggage.
const HEAVY_GRAMS: u32 = 2_000;
/// Somebody may not eat it; the card has to say what is in it.
const ALLERGENS: i64 = 15;
/// Nobody looked whether the destination lets it in.
const CUSTOMS: i64 = 15;
/// A proof of age that the traveller may not show.
const AGE: i64 = 15;
/// The last piece: broken or given to somebody else, and there is no gift.
const LAST_PIECE: i64 = 20;
/// The last piece but one.
const LAST_PIECE_BUT_ONE: i64 = 10;
/// A price for which the campaign's file wants several approvals: they take time, and employers and taxes have limits for
/// what people may accept.
const DEAR: i64 = 15;
/// A fact older than half of what tact allows: plans change, and it feels watched.
const OLD_FACT: i64 = 10;
/// Less sure than 0.999: one in a thousand is somebody else.
const PERSON: i64 = 10;
/// Less sure than 0.99.
const PERSON_UNSURE: i64 = 25;

/// Substances that cause allergies or intolerances, as words of `contains`: Regulation (EU) No 1169/2011, Annex II.
const ALLERGENIC: [&str; 22] = [
    "celery",
    "crustaceans",
    "dairy",
    "egg",
    "eggs",
    "fish",
    "gluten",
    "lupin",
    "milk",
    "molluscs",
    "mustard",
    "nuts",
    "peanuts",
    "rye",
    "sesame",
    "shellfish",
    "soy",
    "soya",
    "sulphites",
    "tree nuts",
    "wheat",
    "barley",
];
/// Countries between which nothing passes a customs control: the customs territory of the Union (Regulation (EU)
/// No 952/2013, Article 4), as far as whole countries belong to it.
const CUSTOMS_UNION: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What is known beside candidate and catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Walking minutes from the desk to the gate, where a map knows them.
    pub walk_minutes: Option<i64>,
    /// Pieces left now.
    pub left: i64,
}

/// What can go wrong with a gift that may be given.
pub fn risk(
    candidate: &Candidate,
    idea: &GiftIdea,
    campaign: &Campaign,
    scored: &Scored,
    around: Around,
    now: Instant,
) -> Risk {
    let mut hazards = of_the_way(candidate, idea, campaign, around, now);
    hazards.extend(of_the_gift(candidate, idea, campaign));
    let mut add = |kind, points, figure, what| hazards.push(Hazard { kind, points, figure: Some(figure), what });
    match around.left {
        ..=1 => add(HazardKind::Stock, LAST_PIECE, around.left.max(0), Vec::new()),
        2 => add(HazardKind::Stock, LAST_PIECE_BUT_ONE, 2, Vec::new()),
        _ => (),
    }
    let approvers = campaign.approvers_for(idea.full_cost_minor());
    if approvers > 1 {
        add(HazardKind::Price, DEAR, i64::from(approvers), Vec::new());
    }
    if let Some((tag, days)) = oldest_fact(candidate, campaign, scored, now) {
        add(HazardKind::OldFact, OLD_FACT, days, vec![tag]);
    }
    if let Some(points) = unsure(candidate.probability) {
        add(HazardKind::Person, points, percent(candidate.probability), Vec::new());
    }
    Risk::of(hazards)
}

/// Time and place.
fn of_the_way(
    candidate: &Candidate,
    idea: &GiftIdea,
    campaign: &Campaign,
    around: Around,
    now: Instant,
) -> Vec<Hazard> {
    let mut found = Vec::new();
    let plain = |kind, points, figure| Hazard { kind, points, figure, what: Vec::new() };
    if let Some(window) = open_window(candidate) {
        let walk = Duration::minutes(around.walk_minutes.unwrap_or(0));
        let there_at = (ready_at(idea, now) + walk).max(window.opens_at);
        let spare = (latest_start(window, campaign) - there_at).num_minutes().max(0);
        if spare < ENOUGH_MINUTES {
            let points = NO_TIME * (ENOUGH_MINUTES - spare) / ENOUGH_MINUTES;
            found.push(plain(HazardKind::Time, points, Some(spare)));
        }
    }
    if candidate.hand_over == HandOverPoint::Departure && candidate.flight.gate.is_none() {
        found.push(plain(HazardKind::GateUnknown, GATE_UNKNOWN, None));
    }
    found
}

/// What it is and what it holds.
fn of_the_gift(candidate: &Candidate, idea: &GiftIdea, campaign: &Campaign) -> Vec<Hazard> {
    let mut found = Vec::new();
    let mut add = |kind, points, figure: Option<u32>, what: Vec<String>| {
        found.push(Hazard { kind, points, figure: figure.map(i64::from), what });
    };
    if idea.liquid_ml > LIQUID_ML {
        add(HazardKind::Liquids, LIQUIDS, Some(idea.liquid_ml), Vec::new());
    }
    if candidate.hand_over == HandOverPoint::Departure {
        if idea.size_cm > UNDER_SEAT_CM {
            add(HazardKind::Bulky, BULKY, Some(idea.size_cm), Vec::new());
        }
        if idea.weight_grams > HEAVY_GRAMS {
            add(HazardKind::Heavy, HEAVY, Some(idea.weight_grams), Vec::new());
        }
    }
    let allergens: Vec<String> =
        idea.contains.iter().filter(|one| ALLERGENIC.contains(&one.as_str())).cloned().collect();
    if !allergens.is_empty() {
        add(HazardKind::Allergens, ALLERGENS, None, allergens);
    }
    let unchecked = unchecked_contents(candidate, idea, campaign);
    if !unchecked.is_empty() {
        add(HazardKind::Customs, CUSTOMS, None, unchecked);
    }
    if let Some(years) = age_to_check(candidate, idea) {
        add(HazardKind::Age, AGE, Some(u32::from(years)), Vec::new());
    }
    found
}

/// Contents that the campaign's file forbids to other places, where it says nothing about this one.
fn unchecked_contents(candidate: &Candidate, idea: &GiftIdea, campaign: &Campaign) -> Vec<String> {
    let rules = &campaign.rules.forbidden_contents;
    let leg = &candidate.booking.leg;
    let known = |place: &str| rules.keys().any(|key| key.eq_ignore_ascii_case(place));
    if known(&leg.destination) || candidate.destination_country.is_some_and(known) {
        return Vec::new();
    }
    let from = find_station(&leg.origin).map(|station| station.country);
    let in_union = |country: Option<&str>| country.is_some_and(|country| CUSTOMS_UNION.contains(&country));
    let same = from.is_some() && from == candidate.destination_country;
    if same || (in_union(from) && in_union(candidate.destination_country)) {
        return Vec::new();
    }
    let forbidden: BTreeSet<&String> = rules.values().flatten().collect();
    idea.contains.iter().filter(|one| forbidden.contains(one)).cloned().collect()
}

/// The fact behind the gift that was last said longest ago, with its age in days, where that is more than half of what tact
/// allows. What addressed us does not age.
fn oldest_fact(candidate: &Candidate, campaign: &Campaign, scored: &Scored, now: Instant) -> Option<(String, i64)> {
    let half = Duration::hours(i64::from(TactLimits::of(&campaign.rules).max_age_days) * 12);
    let freshest = |tag: &String| {
        let said = candidate.facts.iter().filter(|fact: &&Fact| fact.tag == *tag && fact.said_at <= now);
        let age = said.map(|fact| if fact.addressed_us { Duration::zero() } else { now - fact.said_at }).min()?;
        Some((age, tag.clone()))
    };
    let (age, tag) = scored.facts.iter().filter_map(freshest).max()?;
    (age > half).then(|| (tag, days_rounded_up(age)))
}

fn unsure(probability: f64) -> Option<i64> {
    if probability >= 0.999 {
        return None;
    }
    Some(if probability >= 0.99 { PERSON } else { PERSON_UNSURE })
}

/// Whole percent, rounded down: nobody is told more certainty than there is.
fn percent(probability: f64) -> i64 {
    (0..=100).rev().find(|percent| f64::from(*percent) <= probability * 100.0).map_or(0, i64::from)
}

#[cfg(test)]
mod tests;

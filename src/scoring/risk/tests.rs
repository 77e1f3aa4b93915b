//! What can go wrong, one thing after the other, and never more than is known.

use proptest::prelude::*;

use super::super::candidate::FactKind;
use super::super::fixture::{self, booking, campaign, fact, flight, idea, now};
use super::super::score::score;
use super::*;
use crate::domain::money::Money;

const PLENTY: Around = Around { walk_minutes: Some(9), left: 5 };

fn judged(around: Around, change: impl FnOnce(&mut Candidate, &mut GiftIdea, &mut Campaign)) -> Risk {
    let (booking, flight, mut campaign) = (booking(), flight(), campaign());
    let mut candidate = fixture::candidate(&booking, &flight);
    let mut idea = idea(&campaign, "trail-watch");
    change(&mut candidate, &mut idea, &mut campaign);
    let scored = score(&candidate, &idea, &campaign, now()).expect("it may be given");
    risk(&candidate, &idea, &campaign, &scored, around, now())
}

/// Kind, points and figure of the only hazard.
fn only(around: Around, change: impl FnOnce(&mut Candidate, &mut GiftIdea, &mut Campaign)) -> (HazardKind, i64, i64) {
    let risk = judged(around, change);
    assert_eq!(risk.hazards.len(), 1, "{risk:?}");
    assert_eq!(risk.points, risk.hazards[0].points);
    (risk.hazards[0].kind, risk.hazards[0].points, risk.hazards[0].figure.unwrap_or(-1))
}

#[test]
fn a_small_gift_with_time_and_stock_has_none() {
    assert_eq!(judged(PLENTY, |_, _, _| ()), Risk::default());
}

#[test]
fn time_counts_lead_walk_and_hand_over_against_the_closing_gate() {
    // The gate closes in 100 minutes, the hand-over takes 3, the walk 9: 97 − 9 − lead.
    let lead = |minutes| only(PLENTY, |_, idea, _| idea.lead_minutes = minutes);
    assert_eq!(lead(82), (HazardKind::Time, 24, 6));
    assert_eq!(lead(74), (HazardKind::Time, 2, 14));
    assert_eq!(lead(88), (HazardKind::Time, 40, 0));
    assert_eq!(lead(95), (HazardKind::Time, 40, 0), "not below nothing");
    assert_eq!(judged(PLENTY, |_, idea, _| idea.lead_minutes = 73), Risk::default());
    let no_map = Around { walk_minutes: None, ..PLENTY };
    assert_eq!(judged(no_map, |_, idea, _| idea.lead_minutes = 82), Risk::default());
}

#[test]
fn a_late_gate_is_a_risk_at_departure_only() {
    let (booking, mut flight, campaign) = (booking(), flight(), campaign());
    flight.gate = None;
    let mut candidate = fixture::candidate(&booking, &flight);
    let idea = idea(&campaign, "trail-watch");
    let scored = score(&candidate, &idea, &campaign, now()).expect("fits");
    let kinds = |candidate: &Candidate| -> Vec<HazardKind> {
        let risk = risk(candidate, &idea, &campaign, &scored, PLENTY, now());
        risk.hazards.iter().map(|hazard| hazard.kind).collect()
    };
    assert_eq!(kinds(&candidate), [HazardKind::GateUnknown]);
    candidate.hand_over = HandOverPoint::Arrival;
    assert!(kinds(&candidate).is_empty());
}

#[test]
fn what_is_hard_to_carry_or_to_take_through_security() {
    assert_eq!(only(PLENTY, |_, idea, _| idea.liquid_ml = 750), (HazardKind::Liquids, 20, 750));
    assert_eq!(only(PLENTY, |_, idea, _| idea.size_cm = 41), (HazardKind::Bulky, 10, 41));
    assert_eq!(only(PLENTY, |_, idea, _| idea.weight_grams = 2_001), (HazardKind::Heavy, 10, 2_001));
    let edge = |_: &mut Candidate, idea: &mut GiftIdea, _: &mut Campaign| {
        (idea.liquid_ml, idea.size_cm, idea.weight_grams) = (100, 40, 2_000);
    };
    assert_eq!(judged(PLENTY, edge), Risk::default());
}

#[test]
fn food_names_its_allergens() {
    let risk = judged(PLENTY, |_, idea, _| idea.contains = ["dairy", "chocolate", "gluten"].map(String::from).into());
    assert_eq!((risk.hazards[0].kind, risk.points), (HazardKind::Allergens, 15));
    assert_eq!(risk.hazards[0].what, ["dairy", "gluten"]);
}

#[test]
fn customs_are_a_risk_where_nobody_wrote_down_what_the_country_lets_in() {
    let to = |leg: &str, country: &'static str, own: bool| {
        let (mut booking, flight, mut campaign) = (booking(), flight(), campaign());
        booking.leg = leg.parse().expect("a leg");
        let mut candidate = fixture::candidate(&booking, &flight);
        candidate.destination_country = Some(country);
        let mut idea = idea(&campaign, "trail-watch");
        idea.contains = ["plants".to_owned()].into();
        campaign.rules.forbidden_contents = [("US".to_owned(), ["plants".to_owned()].into())].into();
        if own {
            campaign.rules.forbidden_contents.insert(country.to_owned(), BTreeSet::new());
        }
        let scored = score(&candidate, &idea, &campaign, now()).expect("fits");
        risk(&candidate, &idea, &campaign, &scored, PLENTY, now()).hazards
    };
    assert!(to("KL1613/2025-03-04/AMS-VCE", "IT", false).is_empty(), "no customs within the union");
    let found = to("KL1007/2025-03-04/AMS-LHR", "GB", false);
    assert_eq!(
        (found[0].kind, found[0].points, found[0].what.as_slice()),
        (HazardKind::Customs, 15, &["plants".to_owned()][..])
    );
    assert!(to("KL1007/2025-03-04/AMS-LHR", "GB", true).is_empty(), "somebody looked");
}

#[test]
fn age_stock_and_price() {
    assert_eq!(only(PLENTY, |_, idea, _| idea.min_age = 18), (HazardKind::Age, 15, 18));
    let left = |left| only(Around { left, ..PLENTY }, |_, _, _| ());
    assert_eq!((left(1), left(2)), ((HazardKind::Stock, 20, 1), (HazardKind::Stock, 10, 2)));
    let dear = |_: &mut Candidate, _: &mut GiftIdea, campaign: &mut Campaign| {
        let tier = |euros: i64, approvers| crate::domain::campaign::ApprovalTier {
            up_to: Money { minor: euros * 100, currency: campaign.currency },
            approvers,
        };
        campaign.approval = vec![tier(40, 1), tier(80, 2)];
    };
    assert_eq!(only(PLENTY, dear), (HazardKind::Price, 15, 2));
}

#[test]
fn what_was_said_long_ago_and_a_match_that_is_not_quite_sure() {
    let said = |days, addressed_us| {
        judged(PLENTY, |candidate, _, _| {
            candidate.facts = vec![Fact { addressed_us, ..fact("hiking", FactKind::Interest, days) }];
        })
    };
    assert_eq!(said(7, false), Risk::default());
    let old = said(8, false);
    assert_eq!((old.hazards[0].kind, old.hazards[0].figure, old.points), (HazardKind::OldFact, Some(8), 10));
    assert_eq!(old.hazards[0].what, ["hiking"]);
    assert_eq!(said(8, true), Risk::default(), "who tells us wants us to know");
    let sure = |probability| only(PLENTY, |candidate, _, _| candidate.probability = probability);
    assert_eq!((sure(0.998), sure(0.62)), ((HazardKind::Person, 10, 99), (HazardKind::Person, 25, 62)));
    assert_eq!(sure(f64::NAN), (HazardKind::Person, 25, 0));
}

proptest! {
    #[test]
    fn whatever_comes_in_it_stays_between_0_and_100_and_the_order_of_facts_does_not_matter(
        liquid: u16, size in 0_u32..=55, weight in 0_u32..=8_000, lead in 0_u32..=97, walk in proptest::option::of(0_i64..90),
        left in -3_i64..9, probability: f64, days in 0_i64..14,
    ) {
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let mut candidate = fixture::candidate(&booking, &flight);
        candidate.probability = probability;
        candidate.facts.push(fact("running", FactKind::Interest, days));
        let mut idea = idea(&campaign, "trail-watch");
        (idea.liquid_ml, idea.size_cm, idea.weight_grams, idea.lead_minutes) = (liquid.into(), size, weight, lead);
        let scored = score(&candidate, &idea, &campaign, now()).expect("it may be given");
        let around = Around { walk_minutes: walk, left };
        let first = risk(&candidate, &idea, &campaign, &scored, around, now());
        prop_assert!((0..=Risk::MOST).contains(&first.points));
        prop_assert!(first.hazards.iter().all(|hazard| hazard.points > 0));
        candidate.facts.reverse();
        prop_assert_eq!(first, risk(&candidate, &idea, &campaign, &scored, around, now()));
    }
}

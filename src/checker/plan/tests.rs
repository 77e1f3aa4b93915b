//! One change at a time to a plan without fault, and the one fault that it must make.

use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::id::{GiftId, MatchId, PlanId};
use crate::domain::money::{Currency, Money};
use crate::domain::plan::{CapUse, NotChosen};

const CAMPAIGN: &str = r#"
slug = "test"
name = "Test"
goal = "Delight"
owner = "Team"
pillar = "brand"
currency = "EUR"
languages = ["en"]
tone = "warm"
starts_on = "2025-03-03"
ends_on = "2025-03-07"
hold_out_percent = 10
cool_down_days = 365
targets = []
stations = [{ iata = "AMS", hand_over = ["departure"], budget = "EUR 150" }]
caps = { campaign = "EUR 200", day = "EUR 100", gift = "EUR 50", person = "EUR 60", gifts = 4, team_minutes = 40 }
listening = { mode = "opt_in", networks = [] }
delivery = { couriers = [] }
approval = []
follow_up = { networks = [], hours_after_arrival = 3, templates = {} }

[[gifts]]
slug = "watch"
name = { en = "Watch" }
cost = "EUR 40"
tax = "EUR 8.40"
stock = 3
use_on = "trip"
effort_minutes = 7

[[gifts]]
slug = "note"
name = { en = "Note" }
cost = "EUR 0"
stock = 9
use_on = "flight"
"#;

const PARTS: ScoreParts = ScoreParts {
    relevance: 260,
    occasion: 0,
    use_on_trip: 220,
    effort_benefit: 80,
    feasibility: 60,
    confidence: 32,
    value: 0,
};

fn traveller(number: u128) -> TravellerId {
    TravellerId(Uuid::from_u128(number))
}

fn gift(number: u128, idea: &str) -> PlannedGift {
    PlannedGift {
        id: GiftId(Uuid::from_u128(number)),
        from_match: MatchId(Uuid::from_u128(number)),
        traveller: traveller(number),
        leg: "KL1613/2025-03-04/AMS-VCE".parse().expect("a leg"),
        idea: idea.to_owned(),
        cost_minor: if idea == "note" { 0 } else { 4_840 },
        parts: PARTS,
        facts: vec!["hiking".to_owned()],
    }
}

/// Two watches, one a day, and a note; nothing wrong.
fn plan() -> (Plan, Campaign, BTreeMap<TravellerId, About>) {
    let day: NaiveDate = "2025-03-04".parse().expect("a day");
    let about = |number: u64| About {
        passenger_type: PassengerType::Adult,
        day: day + Days::new(number % 2),
        station: "AMS".to_owned(),
        destination_country: Some("IT".to_owned()),
        elite: false,
        had_minor: 0,
    };
    let plan = Plan {
        id: PlanId(Uuid::nil()),
        value: 3 * 652,
        upper_bound: 2_000,
        gap: 0.022,
        seed: 1,
        gifts: vec![gift(1, "watch"), gift(2, "watch"), gift(3, "note")],
        not_chosen: vec![NotChosen { traveller: traveller(9), why: vec!["hold_out".to_owned()] }],
        caps: vec![CapUse { cap: "money".to_owned(), limit: 20_000, used: 9_680 }],
        hold_out: vec![traveller(9)],
    };
    let people = [1, 2, 3, 4, 5].map(|number| (traveller(u128::from(number)), about(number)));
    (plan, toml::from_str(CAMPAIGN).expect("a campaign"), people.into())
}

/// Codes of the faults after a change; the sums are put right so that only the change itself can be wrong.
fn codes(change: impl FnOnce(&mut Plan, &mut Campaign, &mut BTreeMap<TravellerId, About>)) -> BTreeSet<&'static str> {
    let (mut plan, mut campaign, mut about) = plan();
    change(&mut plan, &mut campaign, &mut about);
    plan.value = plan.gifts.iter().map(|gift| gift.parts.total()).sum();
    plan.upper_bound = plan.value;
    plan.gap = 0.0;
    for cap in &mut plan.caps {
        cap.used = plan.gifts.iter().map(|gift| gift.cost_minor).sum();
    }
    check(&plan, &campaign, &about).iter().map(|fault| fault.code).collect()
}

fn is(code: &'static str) -> BTreeSet<&'static str> {
    BTreeSet::from([code])
}

#[test]
fn a_plan_within_all_caps_has_no_fault() {
    let (plan, campaign, about) = plan();
    assert_eq!(check(&plan, &campaign, &about), []);
    assert!(codes(|_, _, _| ()).is_empty());
}

#[test]
fn each_cap_is_added_up_anew() {
    let caps: [fn(&mut Campaign); 8] = [
        |campaign| campaign.caps.day = Some(Money::new(4_839, Currency::EUR)),
        |campaign| campaign.caps.gift = Some(Money::new(4_839, Currency::EUR)),
        |campaign| campaign.caps.person = Some(Money::new(4_839, Currency::EUR)),
        |campaign| campaign.caps.gifts = Some(2),
        |campaign| campaign.caps.team_minutes = Some(22),
        |campaign| campaign.gifts[0].stock = 1,
        |campaign| campaign.stations[0].budget = Some(Money::new(9_679, Currency::EUR)),
        |campaign| campaign.delivery.service_minutes = u32::MAX,
    ];
    for (number, cap) in caps.into_iter().enumerate() {
        assert_eq!(codes(|_, campaign, _| cap(campaign)), is("plan:over_cap"), "{number}");
    }
    let over = codes(|_, campaign, _| campaign.caps.campaign.minor = 9_679);
    assert_eq!(over, ["plan:over_cap", "plan:wrong_limit"].into());
}

#[test]
fn a_cap_s_fault_says_by_how_much() {
    let (plan, mut campaign, about) = plan();
    campaign.caps.gifts = Some(2);
    let faults = check(&plan, &campaign, &about);
    assert_eq!(faults[0].to_string(), "gifts: allows 2, the plan uses 3: 1 over (plan:over_cap)");
}

#[test]
fn what_the_person_had_before_counts() {
    let had = |plan: &mut Plan, _: &mut Campaign, about: &mut BTreeMap<TravellerId, About>| {
        about.get_mut(&plan.gifts[0].traveller).expect("known").had_minor = 1_161;
    };
    assert_eq!(codes(had), is("plan:over_cap"));
}

#[test]
fn nobody_is_chosen_twice_or_out_of_the_hold_out() {
    let twice = |plan: &mut Plan, _: &mut Campaign, _: &mut BTreeMap<TravellerId, About>| {
        plan.gifts[2].traveller = plan.gifts[0].traveller;
    };
    assert_eq!(codes(twice), is("plan:traveller_twice"));
    assert_eq!(codes(|plan, _, _| plan.hold_out.push(traveller(2))), is("plan:held_out"));
    assert_eq!(codes(|plan, _, _| plan.gifts[1].id = plan.gifts[0].id), is("plan:gift_twice"));
    assert_eq!(codes(|plan, _, _| plan.not_chosen[0].traveller = traveller(3)), is("plan:both"));
}

#[test]
fn a_child_in_a_plan_is_a_fault() {
    for kind in [PassengerType::Child, PassengerType::Infant, PassengerType::UnaccompaniedMinor] {
        let child = |_: &mut Plan, _: &mut Campaign, about: &mut BTreeMap<TravellerId, About>| {
            about.get_mut(&traveller(1)).expect("known").passenger_type = kind;
        };
        assert_eq!(codes(child), is("plan:child"));
    }
}

#[test]
fn gifts_and_prices_are_those_of_the_catalogue() {
    assert_eq!(codes(|plan, _, _| plan.gifts[2].idea = "yacht".to_owned()), is("plan:unknown_gift"));
    assert_eq!(codes(|plan, _, _| plan.gifts[2].cost_minor = 1), is("plan:wrong_cost"));
    let yen = "JPY".parse().expect("a currency");
    assert_eq!(codes(|_, campaign, _| campaign.gifts[1].cost.currency = yen), is("plan:currency"));
}

#[test]
fn rules_of_destination_contents_and_tact_are_checked_again() {
    assert_eq!(
        codes(|_, campaign, _| campaign.rules.exclude_destinations = ["VCE".to_owned()].into()),
        is("plan:destination")
    );
    let meat = |_: &mut Plan, campaign: &mut Campaign, _: &mut BTreeMap<TravellerId, About>| {
        campaign.gifts[0].contains = ["meat".to_owned()].into();
        campaign.rules.forbidden_contents = BTreeMap::from([("IT".to_owned(), ["meat".to_owned()].into())]);
    };
    assert_eq!(codes(meat), is("plan:contents"));
    assert_eq!(codes(|plan, _, _| plan.gifts[0].facts = vec!["a".to_owned(); 3]), is("plan:too_many_facts"));
    assert_eq!(codes(|_, campaign, _| campaign.rules.max_facts = 0), is("plan:too_many_facts"));
    assert_eq!(codes(|plan, _, _| plan.gifts[0].parts.occasion = -1), is("plan:negative_part"));
    assert_eq!(codes(|_, _, about| about.clear()), is("plan:unknown_traveller"));
    let elsewhere = |_: &mut Plan, campaign: &mut Campaign, _: &mut BTreeMap<TravellerId, About>| {
        campaign.stations[0].iata = "RTM".to_owned();
    };
    assert_eq!(codes(elsewhere), is("plan:station"));
}

#[test]
fn the_share_of_elite_tiers_is_kept() {
    let one_of_three = |most: u8| {
        move |_: &mut Plan, campaign: &mut Campaign, about: &mut BTreeMap<TravellerId, About>| {
            campaign.rules.elite_percent_max = Some(most);
            about.get_mut(&traveller(1)).expect("known").elite = true;
        }
    };
    assert_eq!(codes(one_of_three(33)), is("plan:elite_share"));
    assert!(codes(one_of_three(34)).is_empty());
}

#[test]
fn sums_bounds_and_gaps_are_added_up_anew() {
    let wrong = |change: fn(&mut Plan)| {
        let (mut plan, campaign, about) = plan();
        change(&mut plan);
        check(&plan, &campaign, &about).iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(wrong(|plan| plan.gifts[0].parts.relevance += 1), ["plan:wrong_value"]);
    assert_eq!(wrong(|plan| (plan.upper_bound, plan.gap) = (1_955, -0.000_511_5)), ["plan:over_bound"]);
    assert_eq!(wrong(|plan| plan.gap = 0.0), ["plan:wrong_gap"]);
    assert_eq!(wrong(|plan| plan.gap = f64::NAN), ["plan:wrong_gap"]);
    assert_eq!(wrong(|plan| plan.caps[0].used = 1), ["plan:wrong_use"]);
    assert_eq!(wrong(|plan| plan.caps[0].limit = 20_001), ["plan:wrong_limit"]);
    assert_eq!(wrong(|plan| plan.caps[0].limit = 9_679), ["plan:over_cap"]);
    assert_eq!(check_score("line 1", PARTS, 652), None);
    assert_eq!(check_score("line 1", PARTS, 651).map(|fault| fault.code), Some("plan:wrong_score"));
}

proptest! {
    #[test]
    fn no_plan_makes_the_check_panic_and_caps_hold_where_it_is_silent(
        lines in prop::collection::vec((0_u128..8, 0_usize..3, -10_i64..20_000, any::<i64>()), 0..12),
        value: i64, bound: i64, gap: f64,
    ) {
        let (mut plan, campaign, about) = plan();
        plan.gifts = lines.iter().map(|&(number, idea, cost_minor, relevance)| PlannedGift {
            cost_minor,
            parts: ScoreParts { relevance, ..PARTS },
            ..gift(number, ["watch", "note", "yacht"][idea])
        }).collect();
        (plan.value, plan.upper_bound, plan.gap) = (value, bound, gap);
        if check(&plan, &campaign, &about).is_empty() {
            prop_assert!(plan.gifts.iter().map(|gift| gift.cost_minor).sum::<i64>() <= 20_000);
            prop_assert!(plan.gifts.len() <= 4);
        }
    }

    #[test]
    fn any_mix_of_right_lines_is_judged_by_the_caps_alone(ideas in prop::collection::vec(any::<bool>(), 1..6)) {
        let watches = ideas.iter().filter(|watch| **watch).count();
        let found = codes(|plan, campaign, _| {
            campaign.caps.day = None;
            plan.gifts.clear();
            for (number, &watch) in (1..).zip(&ideas) {
                plan.gifts.push(gift(number, if watch { "watch" } else { "note" }));
            }
            plan.not_chosen.clear();
        });
        let minutes = watches * 10 + (ideas.len() - watches) * 3;
        let over = watches > 3 || ideas.len() > 4 || minutes > 40 || watches * 4_840 > 15_000;
        prop_assert_eq!(found.contains("plan:over_cap"), over);
    }
}

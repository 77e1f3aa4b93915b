//! The score of one gift idea for one candidate: named parts in whole points, none below 0, and the facts behind them.
//!
//! Facts are chosen so that the points are highest within the limits of tact; on equal points the first tag by letter
//! wins. A gift for everybody (no tags, no occasions) uses no fact and scores a fraction, at least 1.

use chrono::Duration;

use super::candidate::{Candidate, Fact, FactKind};
use super::rules::{gift_violations, latest_start, open_window, person_violations, ready_at};
use super::tact::TactLimits;
use super::violation::Violation;
use super::weights::{
    BROAD_PERCENT, BROAD_TAGS, BURDEN_OF_MINUTES, BURDEN_OF_PRICE, CATCH_ALL_PERCENT, CONFIDENCE, EFFORT_BENEFIT,
    FIRST_INTEREST, FOR_EVERYBODY_DIVISOR, FULL_EFFORT_MINUTES, FULL_SLACK_MINUTES, GATE_KNOWN, NARROW_TAGS, OCCASION,
    SECOND_INTEREST, SHORT_LEG_MINUTES, SLACK, USE_AT_HOME_SOON, USE_AWAY, USE_ELSEWHERE, USE_ON_BOARD,
    USE_ON_SHORT_LEG, VALUE_MOST,
};
use crate::domain::campaign::{Campaign, GiftIdea, UseOn};
use crate::domain::delivery::HandOverPoint;
use crate::domain::gift::ScoreParts;
use crate::domain::instant::Instant;

/// What a gift idea is worth to a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The parts; they add up to the score.
    pub parts: ScoreParts,
    /// The facts from posts behind it, at most two, as tags, the fresher first.
    pub facts: Vec<String>,
}

/// Scores a gift idea for a candidate, or tells every rule that forbids it.
///
/// relevance + occasion: the best facts allowed, [`super::weights`] points × freshness × specificity ·
/// use on trip: by where the gift serves and where the traveller goes ·
/// effort/benefit: `120 × benefit / (100 + burden)`, burden ≤ 50 for the price + 50 for the minutes ·
/// feasibility: `80 × min(room, 20 min) / 20 min`, + 20 with a known gate · confidence: by steps of the probability.
pub fn score(
    candidate: &Candidate,
    idea: &GiftIdea,
    campaign: &Campaign,
    now: Instant,
) -> Result<Scored, Vec<Violation>> {
    let mut violations = person_violations(candidate, campaign, now);
    violations.extend(gift_violations(candidate, idea, campaign, now));
    let reason = match reason(candidate, idea, TactLimits::of(&campaign.rules), now) {
        Ok(reason) => reason,
        Err(refused) => {
            violations.extend(refused);
            Reason::default()
        }
    };
    if !violations.is_empty() {
        return Err(violations);
    }
    let mut parts = ScoreParts {
        relevance: reason.relevance,
        occasion: reason.occasion,
        use_on_trip: use_on_trip(candidate, idea),
        effort_benefit: effort_benefit(idea, campaign),
        feasibility: feasibility(candidate, idea, campaign, now),
        confidence: confidence(candidate.probability),
        value: value(candidate, campaign),
    };
    if is_for_everybody(idea) {
        parts.use_on_trip /= FOR_EVERYBODY_DIVISOR;
        parts.effort_benefit /= FOR_EVERYBODY_DIVISOR;
        parts.feasibility /= FOR_EVERYBODY_DIVISOR;
        parts.confidence = (parts.confidence / FOR_EVERYBODY_DIVISOR).max(1);
        parts.value /= FOR_EVERYBODY_DIVISOR;
    }
    Ok(Scored { parts, facts: reason.facts })
}

/// Whether the idea needs no fact: it names neither interests nor occasions.
pub(super) fn is_for_everybody(idea: &GiftIdea) -> bool {
    idea.tags.is_empty() && idea.occasions.is_empty()
}

#[derive(Default)]
struct Reason {
    relevance: i64,
    occasion: i64,
    facts: Vec<String>,
}

/// The best facts that speak for the gift, or why none may.
fn reason(candidate: &Candidate, idea: &GiftIdea, limits: TactLimits, now: Instant) -> Result<Reason, Vec<Violation>> {
    if is_for_everybody(idea) {
        return Ok(Reason::default());
    }
    let fits = |fact: &&Fact| match fact.kind {
        FactKind::Interest => idea.tags.contains(&fact.tag),
        FactKind::Occasion => idea.occasions.contains(&fact.tag),
    };
    let mut refused = Vec::new();
    let mut allowed: Vec<(FactKind, &str, i64)> = Vec::new();
    for fact in candidate.facts.iter().filter(fits) {
        match limits.refuse(fact, now) {
            Some(violation) => refused.push(violation),
            None => allowed.push((fact.kind, &fact.tag, limits.freshness_percent(fact, now))),
        }
    }
    // One fact a tag: the freshest mention of it.
    allowed.sort_by_key(|&(kind, tag, percent)| (kind, tag, -percent));
    allowed.dedup_by_key(|(kind, tag, _)| (*kind, *tag));
    if allowed.is_empty() {
        refused.sort_by_key(ToString::to_string);
        refused.dedup();
        return Err(if refused.is_empty() { vec![Violation::NoReason] } else { refused });
    }
    let max = usize::from(limits.max_facts);
    if max == 0 {
        return Err(vec![Violation::TooManyFacts { found: 1, limit: max }]);
    }
    let singles = allowed.iter().map(|fact| worth(&[*fact], idea));
    let pairs = allowed.iter().enumerate().flat_map(|(at, first)| {
        let rest = allowed[at + 1..].iter().filter(|_| max >= 2);
        rest.map(move |second| worth(&[*first, *second], idea))
    });
    let mut best = Reason::default();
    for next in singles.chain(pairs) {
        if next.relevance + next.occasion > best.relevance + best.occasion {
            best = next;
        }
    }
    Ok(best)
}

/// Points of one or two facts together. A second occasion adds nothing: there is one celebration.
fn worth(facts: &[(FactKind, &str, i64)], idea: &GiftIdea) -> Reason {
    let specificity = match idea.tags.len() {
        0..=NARROW_TAGS => 100,
        n if n <= BROAD_TAGS => BROAD_PERCENT,
        _ => CATCH_ALL_PERCENT,
    };
    let mut facts = facts.to_vec();
    facts.sort_by_key(|&(_, _, percent)| -percent);
    let mut reason = Reason::default();
    let mut interests = [FIRST_INTEREST, SECOND_INTEREST].into_iter();
    for (kind, _, percent) in &facts {
        match kind {
            FactKind::Interest => {
                reason.relevance += interests.next().unwrap_or(0) * percent * specificity / 10_000;
            }
            FactKind::Occasion if reason.occasion == 0 => reason.occasion = OCCASION * percent / 100,
            FactKind::Occasion => (),
        }
    }
    reason.facts = facts.iter().map(|(_, tag, _)| (*tag).to_owned()).collect();
    reason
}

/// Points of the airline's value band, as the campaign's file weighs it: nothing where it says nothing.
fn value(candidate: &Candidate, campaign: &Campaign) -> i64 {
    let band = candidate.booking.value_band.as_deref().unwrap_or_default();
    campaign.rules.value_points.get(band).map_or(0, |points| i64::from(*points).min(VALUE_MOST))
}

fn use_on_trip(candidate: &Candidate, idea: &GiftIdea) -> i64 {
    let home = candidate.flies_home();
    match (idea.use_on, candidate.hand_over) {
        (UseOn::Flight, HandOverPoint::Arrival) => 0,
        (UseOn::Flight, HandOverPoint::Departure) => {
            let flight = candidate.flight;
            let short = flight
                .arrives_at()
                .is_some_and(|arrives_at| arrives_at - flight.departs_at() < Duration::minutes(SHORT_LEG_MINUTES));
            if short { USE_ON_SHORT_LEG } else { USE_ON_BOARD }
        }
        (UseOn::Trip, _) if !home => USE_AWAY,
        (UseOn::Home, _) if home => USE_AT_HOME_SOON,
        (UseOn::Trip | UseOn::Home, _) => USE_ELSEWHERE,
    }
}

fn effort_benefit(idea: &GiftIdea, campaign: &Campaign) -> i64 {
    let share = |part: i64, whole: i64, points: i64| {
        let whole = whole.max(1);
        let points = i128::from(part.clamp(0, whole)) * i128::from(points) / i128::from(whole);
        i64::try_from(points).unwrap_or(0)
    };
    let dearest = || campaign.gifts.iter().map(GiftIdea::full_cost_minor).max().unwrap_or(0);
    let dear = campaign.caps.gift.map_or_else(dearest, |cap| cap.minor);
    let minutes = i64::from(idea.effort_minutes) + i64::from(campaign.delivery.service_minutes);
    let burden =
        share(idea.full_cost_minor(), dear, BURDEN_OF_PRICE) + share(minutes, FULL_EFFORT_MINUTES, BURDEN_OF_MINUTES);
    EFFORT_BENEFIT * i64::from(idea.benefit.min(100)) / (100 + burden)
}

fn feasibility(candidate: &Candidate, idea: &GiftIdea, campaign: &Campaign, now: Instant) -> i64 {
    let room = open_window(candidate).map_or(0, |window| {
        let from = ready_at(idea, now).max(window.opens_at);
        (latest_start(window, campaign) - from).num_minutes().clamp(0, FULL_SLACK_MINUTES)
    });
    let gate = if candidate.flight.gate.is_some() { GATE_KNOWN } else { 0 };
    SLACK * room / FULL_SLACK_MINUTES + gate
}

fn confidence(probability: f64) -> i64 {
    CONFIDENCE.iter().find(|(least, _)| probability >= *least).map_or(0, |(_, points)| *points)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{self, booking, campaign, fact, flight, idea, now};
    use super::*;

    fn scored(slug: &str, facts: Vec<Fact>) -> Result<Scored, Vec<Violation>> {
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let candidate = Candidate { facts, ..fixture::candidate(&booking, &flight) };
        score(&candidate, &idea(&campaign, slug), &campaign, now())
    }

    #[test]
    fn the_parts_of_a_fitting_gift_are_as_the_weights_say() {
        let scored = scored("trail-watch", vec![fact("hiking", FactKind::Interest, 0)]).expect("fits");
        let parts = ScoreParts {
            relevance: 260,
            occasion: 0,
            use_on_trip: 220,
            // benefit 90; price 4,900 of 7,500 → burden 32; 13 of 60 minutes → burden 10
            effort_benefit: 120 * 90 / 142,
            feasibility: 100,
            confidence: 60,
            value: 0,
        };
        assert_eq!(scored, Scored { parts, facts: vec!["hiking".to_owned()] });
    }

    #[test]
    fn just_a_note_is_an_option_for_everybody_and_worth_less_than_what_fits() {
        let note = scored("note", vec![]).expect("for everybody");
        let watch = scored("trail-watch", vec![fact("hiking", FactKind::Interest, 14)]).expect("fits");
        assert!(note.facts.is_empty());
        assert!((1..watch.parts.total() / 2).contains(&note.parts.total()), "{note:?} {watch:?}");
    }

    #[test]
    fn what_nothing_speaks_for_is_no_surprise_but_a_giveaway() {
        let refused = scored("trail-watch", vec![fact("chess", FactKind::Interest, 0)]).expect_err("no reason");
        assert_eq!(refused, [Violation::NoReason]);
    }

    #[test]
    fn a_gift_that_only_an_old_fact_speaks_for_is_blocked() {
        let refused = scored("trail-watch", vec![fact("hiking", FactKind::Interest, 20)]).expect_err("too old");
        assert_eq!(refused.iter().map(Violation::code).collect::<Vec<_>>(), ["tact:fact_too_old"]);
    }

    #[test]
    fn of_many_facts_the_two_worth_most_are_used() {
        let facts = vec![
            fact("hiking", FactKind::Interest, 1),
            fact("running", FactKind::Interest, 0),
            fact("birthday", FactKind::Occasion, 0),
            fact("birthday", FactKind::Occasion, 9),
        ];
        let scored = scored("trail-watch", facts).expect("fits");
        assert_eq!(scored.facts, ["running", "birthday"]);
        assert_eq!((scored.parts.relevance, scored.parts.occasion), (260, 200));
    }

    #[test]
    fn a_word_that_is_an_interest_is_not_taken_for_an_occasion() {
        let refused = scored("trail-watch", vec![fact("birthday", FactKind::Interest, 0)]).expect_err("not literal");
        assert_eq!(refused, [Violation::NoReason]);
    }

    #[test]
    fn a_stale_fact_counts_less_than_a_fresh_one() {
        let relevance =
            |days| scored("trail-watch", vec![fact("hiking", FactKind::Interest, days)]).expect("fits").parts.relevance;
        assert_eq!((relevance(0), relevance(7), relevance(14)), (260, 208, 156));
    }

    #[test]
    fn what_serves_on_board_is_useless_after_arrival() {
        let (booking, flight, mut campaign) = (booking(), flight(), campaign());
        let mut candidate = fixture::candidate(&booking, &flight);
        let mut idea = idea(&campaign, "trail-watch");
        idea.use_on = UseOn::Flight;
        assert_eq!(use_on_trip(&candidate, &idea), USE_ON_BOARD);
        candidate.hand_over = HandOverPoint::Arrival;
        campaign.stations[0].hand_over = vec![HandOverPoint::Arrival];
        assert_eq!(use_on_trip(&candidate, &idea), 0);
        candidate.destination_country = Some("nl");
        idea.use_on = UseOn::Home;
        assert_eq!(use_on_trip(&candidate, &idea), USE_AT_HOME_SOON);
        idea.use_on = UseOn::Trip;
        assert_eq!(use_on_trip(&candidate, &idea), USE_ELSEWHERE);
    }

    #[test]
    fn a_probability_that_is_no_number_gives_no_confidence() {
        assert_eq!(confidence(f64::NAN), 0);
        assert_eq!((confidence(1.0), confidence(0.96), confidence(0.4)), (60, 35, 0));
    }

    proptest! {
        #[test]
        fn whatever_comes_in_parts_stay_in_their_ranges_and_tact_is_kept(
            said in prop::collection::vec((0_usize..4, any::<bool>(), any::<bool>(), -30_i64..60), 0..8),
            benefit: u32, price in 0_i64..10_000, minutes: u32, lead in 0_u32..300, max_facts: u8, max_age: u8,
            probability: f64,
        ) {
            let (booking, flight, mut campaign) = (booking(), flight(), campaign());
            (campaign.rules.max_facts, campaign.rules.max_fact_age_days) = (max_facts, max_age);
            let tag = ["hiking", "running", "birthday", "chess"];
            let facts = said.iter().map(|&(which, occasion, addressed_us, hours)| Fact {
                tag: tag[which].to_owned(),
                kind: if occasion { FactKind::Occasion } else { FactKind::Interest },
                said_at: now() - Duration::hours(hours * 12),
                addressed_us,
            });
            let candidate =
                Candidate { facts: facts.collect(), probability, ..fixture::candidate(&booking, &flight) };
            let mut idea = idea(&campaign, "trail-watch");
            (idea.benefit, idea.cost.minor, idea.effort_minutes, idea.lead_minutes) = (benefit, price, minutes, lead);
            let first = score(&candidate, &idea, &campaign, now());
            prop_assert_eq!(&first, &score(&candidate, &idea, &campaign, now()));
            let mut shuffled = candidate.clone();
            shuffled.facts.reverse();
            prop_assert_eq!(&first, &score(&shuffled, &idea, &campaign, now()));
            match first {
                Err(violations) => prop_assert!(!violations.is_empty()),
                Ok(scored) => {
                    let most = [400, 200, 220, 120, 100, 60];
                    for ((name, points), most) in scored.parts.named().into_iter().zip(most) {
                        prop_assert!((0..=most).contains(&points), "{} {}", name, points);
                    }
                    prop_assert!((1..=usize::from(max_facts.min(2))).contains(&scored.facts.len()));
                    for tag in &scored.facts {
                        prop_assert!(candidate.facts.iter().any(|fact| fact.tag == *tag
                            && fact.said_at <= now()
                            && (fact.addressed_us || now() - fact.said_at <= Duration::days(14))));
                    }
                }
            }
        }
    }
}

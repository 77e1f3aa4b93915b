//! The rules that forbid a gift, whatever it would be worth: all that are broken, not only the first.
//!
//! Liquids: at a departure gate the traveller is past security, so more than 100 ml may be carried on board; it is
//! refused only where another check is known to follow (a connection). After arrival with nothing known it is allowed.
//! Customs: the contents a destination forbids hold at both ends, since gates lie before customs. Unknown fails closed.

use std::collections::BTreeSet;

use chrono::Duration;

use super::candidate::Candidate;
use super::tact::days_rounded_up;
use super::violation::Violation;
use super::weights::{ADULT_FARE_AGE, CABIN_GRAMS, CABIN_SIZE_CM, LIQUID_ML};
use crate::domain::campaign::{Campaign, GiftIdea, Rules};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::FlightState;
use crate::domain::instant::{Instant, TimeWindow};

/// What forbids any gift to this traveller now.
pub fn person_violations(candidate: &Candidate, campaign: &Campaign, now: Instant) -> Vec<Violation> {
    let mut found = Vec::new();
    let leg = &candidate.booking.leg;
    if !candidate.booking.passenger_type.may_be_candidate() {
        found.push(Violation::Child);
    }
    if campaign.rules.skip_open_complaint && candidate.open_complaint {
        found.push(Violation::OpenComplaint);
    }
    if campaign.rules.only_may_leave && !candidate.may_leave {
        found.push(Violation::Stays);
    }
    if campaign.rules.exclude_destinations.contains(&leg.destination) {
        found.push(Violation::Destination(leg.destination.clone()));
    }
    let station = candidate.station();
    if !campaign.stations.iter().any(|scope| scope.iata == station && scope.hand_over.contains(&candidate.hand_over)) {
        let hand_over = candidate.hand_over.as_str();
        found.push(Violation::Station { station: station.to_owned(), hand_over });
    }
    if let Some(last) = candidate.last_gift_at {
        let left = Duration::days(i64::from(campaign.cool_down_days)) - (now - last);
        if left > Duration::zero() {
            let days_ago = (now - last).num_days();
            found.push(Violation::CoolDown { days_ago, days_left: days_rounded_up(left) });
        }
    }
    if open_window(candidate).is_none_or(|window| latest_start(window, campaign) < now) {
        found.push(Violation::NoWindow);
    }
    found
}

/// What forbids this gift idea to this traveller now, besides [`person_violations`].
pub fn gift_violations(candidate: &Candidate, idea: &GiftIdea, campaign: &Campaign, now: Instant) -> Vec<Violation> {
    let mut found = Vec::new();
    if idea.liquid_ml > LIQUID_ML && candidate.security_ahead == Some(true) {
        found.push(Violation::Liquids { ml: idea.liquid_ml });
    }
    if candidate.hand_over == HandOverPoint::Departure {
        if idea.weight_grams > CABIN_GRAMS {
            found.push(Violation::CabinWeight { grams: idea.weight_grams });
        }
        if idea.size_cm > CABIN_SIZE_CM {
            found.push(Violation::CabinSize { cm: idea.size_cm });
        }
    }
    if let Some(age) = candidate.age.filter(|age| *age < idea.min_age) {
        found.push(Violation::Age { min_age: idea.min_age, age });
    }
    forbidden_contents(candidate, idea, &campaign.rules, &mut found);
    if idea.stock == 0 {
        found.push(Violation::Stock);
    }
    let cost_minor = idea.full_cost_minor();
    if let Some(cap) = campaign.caps.gift.filter(|cap| cost_minor > cap.minor) {
        found.push(Violation::GiftCap { cost_minor, cap_minor: cap.minor });
    }
    if let Some(cap) = campaign.caps.person.filter(|cap| cost_minor > cap.minor) {
        found.push(Violation::PersonCap { cost_minor, cap_minor: cap.minor });
    }
    if let Some(window) = open_window(candidate) {
        let late = ready_at(idea, now) - latest_start(window, campaign);
        if late > Duration::zero() {
            let minutes = late.num_minutes();
            let minutes = if Duration::minutes(minutes) < late { minutes + 1 } else { minutes };
            found.push(Violation::LeadTime { minutes });
        }
    }
    found
}

/// The age that gate staff have to ask for at hand-over, where neither the booking nor the programme proves it: an adult
/// fare proves twelve years only.
pub fn age_to_check(candidate: &Candidate, idea: &GiftIdea) -> Option<u8> {
    let proven = candidate.age.unwrap_or(ADULT_FARE_AGE);
    (idea.min_age > proven).then_some(idea.min_age)
}

/// The hand-over window, unless the flight's state says that nobody is to be met any more.
pub(super) fn open_window(candidate: &Candidate) -> Option<TimeWindow> {
    let over = match candidate.flight.state {
        FlightState::Cancelled => true,
        FlightState::GateClosed | FlightState::Departed | FlightState::Landed | FlightState::Arrived => {
            candidate.hand_over == HandOverPoint::Departure
        }
        _ => false,
    };
    candidate.window.filter(|_| !over)
}

/// When the gift lies at the desk, if it were approved now.
pub(super) fn ready_at(idea: &GiftIdea, now: Instant) -> Instant {
    now + Duration::minutes(i64::from(idea.lead_minutes))
}

/// The last moment to start a hand-over that is over when the window closes.
pub(super) fn latest_start(window: TimeWindow, campaign: &Campaign) -> Instant {
    window.closes_at - Duration::minutes(i64::from(campaign.delivery.service_minutes))
}

fn forbidden_contents(candidate: &Candidate, idea: &GiftIdea, rules: &Rules, found: &mut Vec<Violation>) {
    let shared =
        |forbidden: &BTreeSet<String>| -> Vec<String> { idea.contains.intersection(forbidden).cloned().collect() };
    let destination = candidate.booking.leg.destination.as_str();
    for place in [Some(destination), candidate.destination_country].into_iter().flatten() {
        let contents = rules.forbidden_contents.get(place).map(shared).unwrap_or_default();
        if !contents.is_empty() {
            found.push(Violation::Contents { destination: place.to_owned(), contents });
        }
    }
    if candidate.destination_country.is_none() {
        let countries = rules.forbidden_contents.iter().filter(|(place, _)| place.len() == 2);
        let contents: BTreeSet<String> = countries.flat_map(|(_, forbidden)| shared(forbidden)).collect();
        if !contents.is_empty() {
            let contents = contents.into_iter().collect();
            found.push(Violation::ContentsUnknown { destination: destination.to_owned(), contents });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, booking, campaign, flight, idea, now};
    use super::*;
    use crate::domain::traveller::PassengerType;

    fn codes(change: impl FnOnce(&mut Candidate, &mut GiftIdea, &mut Campaign)) -> Vec<&'static str> {
        let (booking, flight, mut campaign) = (booking(), flight(), campaign());
        let mut candidate = fixture::candidate(&booking, &flight);
        let mut idea = idea(&campaign, "trail-watch");
        change(&mut candidate, &mut idea, &mut campaign);
        let mut found = person_violations(&candidate, &campaign, now());
        found.extend(gift_violations(&candidate, &idea, &campaign, now()));
        for violation in &found {
            assert!(violation.to_string().len() > 20, "{violation}");
        }
        found.iter().map(Violation::code).collect()
    }

    #[test]
    fn a_fitting_gift_breaks_no_rule() {
        assert!(codes(|_, _, _| ()).is_empty());
    }

    #[test]
    fn liquids_are_refused_only_where_a_security_check_follows() {
        assert!(codes(|_, idea, _| idea.liquid_ml = 750).is_empty());
        let connecting = |ml| {
            move |candidate: &mut Candidate, idea: &mut GiftIdea, _: &mut Campaign| {
                candidate.security_ahead = Some(true);
                idea.liquid_ml = ml;
            }
        };
        assert!(codes(connecting(100)).is_empty());
        assert_eq!(codes(connecting(101)), ["rule:liquids"]);
    }

    #[test]
    fn what_does_not_fit_the_cabin_is_given_after_arrival_only() {
        let bulky = |point| {
            move |candidate: &mut Candidate, idea: &mut GiftIdea, campaign: &mut Campaign| {
                candidate.hand_over = point;
                campaign.stations[0].iata = candidate.station().to_owned();
                campaign.stations[0].hand_over = vec![point];
                (idea.weight_grams, idea.size_cm) = (8_001, 56);
            }
        };
        assert_eq!(codes(bulky(HandOverPoint::Departure)), ["rule:cabin_weight", "rule:cabin_size"]);
        assert!(codes(bulky(HandOverPoint::Arrival)).is_empty());
    }

    #[test]
    fn customs_hold_by_country_and_by_station() {
        let with = |place: &'static str, country| {
            move |candidate: &mut Candidate, idea: &mut GiftIdea, campaign: &mut Campaign| {
                candidate.destination_country = country;
                idea.contains.insert("meat".to_owned());
                campaign.rules.forbidden_contents.insert(place.to_owned(), ["meat".to_owned()].into());
            }
        };
        assert_eq!(codes(with("IT", Some("IT"))), ["rule:contents"]);
        assert_eq!(codes(with("VCE", Some("IT"))), ["rule:contents"]);
        assert!(codes(with("JP", Some("IT"))).is_empty());
    }

    #[test]
    fn an_unknown_country_is_taken_for_the_strictest() {
        let found = codes(|candidate, idea, campaign| {
            candidate.destination_country = None;
            idea.contains.insert("meat".to_owned());
            campaign.rules.forbidden_contents.insert("JP".to_owned(), ["meat".to_owned()].into());
        });
        assert_eq!(found, ["rule:contents"]);
    }

    #[test]
    fn children_never_get_a_gift() {
        for kind in PassengerType::ALL {
            let mut booking = booking();
            booking.passenger_type = *kind;
            let (flight, campaign) = (flight(), campaign());
            let found = person_violations(&fixture::candidate(&booking, &flight), &campaign, now());
            assert_eq!(found.contains(&Violation::Child), *kind != PassengerType::Adult);
        }
    }

    #[test]
    fn the_rules_of_the_campaign_are_kept() {
        assert_eq!(codes(|candidate, _, _| candidate.open_complaint = true), ["rule:open_complaint"]);
        assert_eq!(
            codes(|_, _, campaign| campaign.rules.exclude_destinations = ["VCE".to_owned()].into()),
            ["rule:destination"]
        );
        assert_eq!(codes(|_, _, campaign| campaign.stations[0].iata = "RTM".to_owned()), ["rule:station"]);
        assert_eq!(codes(|_, idea, _| idea.stock = 0), ["rule:stock"]);
        assert_eq!(codes(|_, idea, _| idea.cost.minor = 100_000), ["rule:gift_cap", "rule:person_cap"]);
        assert_eq!(codes(|candidate, idea, _| (candidate.age, idea.min_age) = (Some(17), 18)), ["rule:age"]);
    }

    #[test]
    fn a_campaign_for_those_who_may_leave_leaves_the_others_out() {
        assert_eq!(codes(|_, _, campaign| campaign.rules.only_may_leave = true), ["rule:stays"]);
        assert!(
            codes(|candidate, _, campaign| {
                candidate.may_leave = true;
                campaign.rules.only_may_leave = true;
            })
            .is_empty()
        );
    }

    #[test]
    fn an_open_complaint_is_no_bar_where_the_campaign_says_so() {
        assert!(
            codes(|candidate, _, campaign| {
                candidate.open_complaint = true;
                campaign.rules.skip_open_complaint = false;
            })
            .is_empty()
        );
    }

    #[test]
    fn the_cool_down_ends_on_the_day() {
        let since = |days| {
            move |candidate: &mut Candidate, _: &mut GiftIdea, campaign: &mut Campaign| {
                campaign.cool_down_days = 90;
                candidate.last_gift_at = Some(now() - Duration::days(days));
            }
        };
        assert_eq!(codes(since(89)), ["rule:cool_down"]);
        assert!(codes(since(90)).is_empty());
    }

    #[test]
    fn a_gift_that_is_ready_too_late_says_by_how_much() {
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let candidate = fixture::candidate(&booking, &flight);
        let mut idea = idea(&campaign, "trail-watch");
        idea.lead_minutes = 97; // the window closes in 100 minutes, the hand-over takes 3
        assert!(gift_violations(&candidate, &idea, &campaign, now()).is_empty());
        idea.lead_minutes = 99;
        let found = gift_violations(&candidate, &idea, &campaign, now());
        assert_eq!(found, [Violation::LeadTime { minutes: 2 }]);
    }

    #[test]
    fn a_cancelled_or_departed_flight_leaves_no_time_for_a_hand_over() {
        for state in [FlightState::Cancelled, FlightState::Departed, FlightState::GateClosed] {
            let (booking, mut flight, campaign) = (booking(), flight(), campaign());
            flight.state = state;
            let candidate = fixture::candidate(&booking, &flight);
            assert_eq!(person_violations(&candidate, &campaign, now()), [Violation::NoWindow]);
        }
        assert_eq!(codes(|candidate, _, _| candidate.window = None), ["tact:no_window"]);
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let candidate = fixture::candidate(&booking, &flight);
        let last_start = now() + Duration::minutes(97);
        assert!(person_violations(&candidate, &campaign, last_start).is_empty());
        let late = last_start + Duration::seconds(1);
        assert_eq!(person_violations(&candidate, &campaign, late), [Violation::NoWindow]);
    }

    #[test]
    fn an_adult_fare_proves_twelve_years_and_the_gate_asks_for_the_rest() {
        let (booking, flight, campaign) = (booking(), flight(), campaign());
        let mut candidate = fixture::candidate(&booking, &flight);
        let mut idea = idea(&campaign, "trail-watch");
        assert_eq!(age_to_check(&candidate, &idea), None);
        idea.min_age = 18;
        assert_eq!(age_to_check(&candidate, &idea), Some(18));
        candidate.age = Some(40);
        assert_eq!(age_to_check(&candidate, &idea), None);
    }
}

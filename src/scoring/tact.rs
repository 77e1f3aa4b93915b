//! Tact: how much of what somebody wrote may stand behind a gift. At most two facts, none older than 14 days unless it
//! addressed us, none that was not said. A campaign file can only tighten these limits.

use chrono::Duration;

use super::candidate::Fact;
use super::violation::Violation;
use super::weights::{FRESH_PERCENT, MAX_FACT_AGE_DAYS, MAX_FACTS, STALE_PERCENT};
use crate::domain::campaign::Rules;
use crate::domain::instant::Instant;

/// The limits that hold in a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TactLimits {
    /// Facts behind one gift.
    pub max_facts: u8,
    /// Oldest fact in days, unless it addressed us.
    pub max_age_days: u8,
}

impl TactLimits {
    /// The tighter of the product's limits and the campaign's.
    pub fn of(rules: &Rules) -> Self {
        Self { max_facts: rules.max_facts.min(MAX_FACTS), max_age_days: rules.max_fact_age_days.min(MAX_FACT_AGE_DAYS) }
    }

    /// Why the fact may not stand behind a gift, if it may not.
    pub fn refuse(self, fact: &Fact, now: Instant) -> Option<Violation> {
        let age = now - fact.said_at;
        if age < Duration::zero() {
            return Some(Violation::FactNotYetSaid { tag: fact.tag.clone() });
        }
        let limit = i64::from(self.max_age_days);
        let too_old = !fact.addressed_us && age > Duration::days(limit);
        too_old.then(|| Violation::FactTooOld { tag: fact.tag.clone(), days: days_rounded_up(age), limit })
    }

    /// Percent of its points that an allowed fact is worth: all on the day or when it addressed us, then less evenly.
    pub(super) fn freshness_percent(self, fact: &Fact, now: Instant) -> i64 {
        let span = i64::from(self.max_age_days) * 24;
        if fact.addressed_us || span == 0 {
            return FRESH_PERCENT;
        }
        let hours = (now - fact.said_at).num_hours().clamp(0, span);
        FRESH_PERCENT - (FRESH_PERCENT - STALE_PERCENT) * hours / span
    }
}

/// Re-checks the facts that somebody wants to put behind a gift, also where a person picked them by hand.
pub fn tact_violations(facts: &[&Fact], rules: &Rules, now: Instant) -> Vec<Violation> {
    let limits = TactLimits::of(rules);
    let mut found: Vec<Violation> = facts.iter().filter_map(|fact| limits.refuse(fact, now)).collect();
    let limit = usize::from(limits.max_facts);
    if facts.len() > limit {
        found.push(Violation::TooManyFacts { found: facts.len(), limit });
    }
    found
}

/// Whole days of a span, a started day counting.
pub(super) fn days_rounded_up(span: Duration) -> i64 {
    let days = span.num_days();
    if Duration::days(days) < span { days + 1 } else { days }
}

#[cfg(test)]
mod tests {
    use super::super::candidate::FactKind;
    use super::super::fixture;
    use super::*;

    fn said(days_ago: i64, addressed_us: bool) -> Fact {
        let said_at = fixture::now() - Duration::days(days_ago);
        Fact { tag: "hiking".to_owned(), kind: FactKind::Interest, said_at, addressed_us }
    }

    fn codes(facts: &[&Fact], rules: &Rules) -> Vec<&'static str> {
        tact_violations(facts, rules, fixture::now()).iter().map(Violation::code).collect()
    }

    #[test]
    fn a_fact_older_than_a_fortnight_is_blocked_unless_it_addressed_us() {
        let rules = Rules::default();
        assert!(codes(&[&said(14, false)], &rules).is_empty());
        assert_eq!(codes(&[&said(15, false)], &rules), ["tact:fact_too_old"]);
        assert!(codes(&[&said(400, true)], &rules).is_empty());
    }

    #[test]
    fn three_facts_are_one_too_many() {
        let fact = said(1, false);
        let found = tact_violations(&[&fact, &fact, &fact], &Rules::default(), fixture::now());
        assert_eq!(found[0].to_string(), "3 facts from posts, 1 more than the 2 allowed");
    }

    #[test]
    fn a_campaign_can_tighten_the_limits_but_not_loosen_them() {
        let loose = Rules { max_facts: 9, max_fact_age_days: 90, ..Rules::default() };
        assert_eq!(TactLimits::of(&loose), TactLimits { max_facts: 2, max_age_days: 14 });
        let tight = Rules { max_facts: 1, max_fact_age_days: 2, ..Rules::default() };
        assert_eq!(codes(&[&said(3, false), &said(1, false)], &tight), ["tact:fact_too_old", "tact:too_many_facts"]);
    }

    #[test]
    fn a_post_of_tomorrow_is_not_known_today() {
        assert_eq!(codes(&[&said(-1, true)], &Rules::default()), ["tact:fact_not_yet_said"]);
    }

    #[test]
    fn a_fact_said_fourteen_days_and_a_second_ago_counts_as_fifteen_days() {
        let mut fact = said(14, false);
        fact.said_at -= Duration::seconds(1);
        let message = tact_violations(&[&fact], &Rules::default(), fixture::now())[0].to_string();
        assert_eq!(message, "`hiking` was said 15 days ago, 1 more than the 14 allowed");
    }
}

//! A rise of complaints about one campaign: the last sixty minutes against the hours of four weeks before.
//!
//! Few complaints are usual here, so three may be a rise. An hour of the past that was a rise itself counts as the smallest
//! one: a bad hour must not hide the next.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::spike::{Rule, Usual};
use crate::domain::instant::Instant;

/// How far back complaints are needed.
pub const LOOKS_BACK: Duration = Duration::hours(28 * 24 + 1);
/// Hours of the past that are held against the last one. Those before a campaign listened count as quiet.
const HOURS: usize = 28 * 24;
/// One complaint may be anybody's, two may be chance.
const RULE: Rule = Rule { least: 3, chance: 0.0005 };

/// A rise of complaints that wants a look now.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rise {
    /// Complaints in the last sixty minutes.
    pub in_hour: u64,
    /// Complaints in a usual hour.
    pub usual: f64,
    /// When the newest was written.
    pub at: Instant,
}

/// Whether complaints written at these instants, in any order, are a rise at `now`. Those up to `let_pass` are part of the past
/// and never of the last hour.
pub fn rise(written: &[Instant], let_pass: Option<Instant>, now: Instant) -> Option<Rise> {
    let mut past = [0_u64; HOURS];
    let (mut in_hour, mut newest) = (0, None);
    for at in written.iter().filter(|at| **at <= now) {
        let Ok(hours) = usize::try_from((now - *at).num_hours()) else { continue };
        match hours.checked_sub(1) {
            Some(place) => past.get_mut(place).into_iter().for_each(|count| *count += 1),
            None if let_pass.is_none_or(|until| *at > until) => {
                in_hour += 1;
                newest = newest.max(Some(*at));
            }
            None => {}
        }
    }
    let mut usual = Usual::default();
    for count in past.into_iter().rev() {
        let is_rise = |count: &u64| usual.judge(*count, RULE).is_some();
        let counted = if is_rise(&count) { (RULE.least..count).find(is_rise).unwrap_or(count) } else { count };
        usual.add(counted);
    }
    let found = usual.judge(in_hour, RULE)?;
    Some(Rise { in_hour, usual: found.usual, at: newest? })
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn noon() -> Instant {
        "2025-03-04T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn three_complaints_in_an_hour_are_a_rise_unless_that_is_usual() {
        let now = noon();
        let ago = |minutes: i64| now - Duration::minutes(minutes);
        assert_eq!(rise(&[ago(5), ago(20)], None, now), None, "two are chance");
        let found = rise(&[ago(5), ago(20), ago(59), ago(300)], None, now).expect("a rise");
        assert_eq!((found.in_hour, found.at), (3, ago(5)));
        assert!((found.usual - 1.0 / 672.0).abs() < 1e-12);
        assert_eq!(rise(&[ago(5), ago(20), ago(60)], None, now), None, "one of them is older");
        assert_eq!(rise(&[ago(5), ago(20), ago(59)], Some(ago(30)), now), None, "people let the first pass");
        let busy: Vec<_> = (0..48).map(|half| ago(61 + 29 * half)).chain([ago(5), ago(20), ago(59)]).collect();
        assert_eq!(rise(&busy, None, now), None, "two an hour are usual on such a day");
        assert_eq!(rise(&[now + Duration::minutes(1); 3], None, now), None, "clocks that run ahead");
    }

    #[test]
    fn a_bad_hour_does_not_hide_the_next() {
        let now = noon();
        let ago = |minutes: i64| now - Duration::minutes(minutes);
        let storm = (0..400).map(|n| ago(600 + n % 50));
        let written: Vec<_> = storm.chain([ago(1), ago(2), ago(3)]).collect();
        assert!(rise(&written, None, now).is_some());
        // Where every hour is like this, nothing rises.
        let always: Vec<_> = (0..672 * 3).map(|n| ago(20 * n + 1)).collect();
        assert_eq!(rise(&always, None, now), None);
    }

    /// The figures of docs/measuring.md: complaints made up at a rate, asked every ten minutes for four weeks after four weeks;
    /// alarms less than an hour apart are one.
    #[test]
    fn false_alarms_stay_below_one_a_month_on_made_up_streams() {
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        for (an_hour, by_day) in [(0.02, false), (0.1, false), (0.5, false), (2.0, false), (0.5, true)] {
            let (mut alarms, months) = (0_u32, 4);
            for _ in 0..months {
                let weeks = 8 * 7 * 24 * 60;
                let rate = |minute: i64| match (by_day, minute / 60 % 24) {
                    (true, 8..20) => 2.0 * an_hour,
                    (true, _) => 0.0,
                    (false, _) => an_hour,
                };
                let start = noon();
                let minutes = (0..weeks).filter(|minute| rng.random::<f64>() < rate(*minute) / 60.0);
                let written: Vec<_> = minutes.map(|minute| start + Duration::minutes(minute)).collect();
                let mut quiet_from = start;
                for step in weeks / 20..weeks / 10 {
                    let now = start + Duration::minutes(step * 10);
                    if rise(&written, None, now).is_some() {
                        alarms += u32::from(now >= quiet_from);
                        quiet_from = now + Duration::hours(1);
                    }
                }
            }
            let a_month = f64::from(alarms) / f64::from(months) * 30.0 / 28.0;
            println!("{an_hour} an hour, by day {by_day}: {a_month:.2} a month");
            assert!(a_month < 1.0, "{an_hour} {by_day}: {a_month}");
        }
    }
}

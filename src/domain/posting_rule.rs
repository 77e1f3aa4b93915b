//! When a follow-up post goes out: a rule about the landing, resolved once the landing is known.
//!
//! Invariant: a rule gives one instant, on every night of every zone: a time that the clocks skip is the first instant after
//! the gap, a time that they show twice is the first of the two.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Duration, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::flight::{Flight, FlightState};
use super::instant::{Instant, local_day};
use super::station::{estimated_block_time, find_station};

/// A rule about the landing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostingRule {
    /// So many minutes after the landing: `landing + 3 h`, `landing + 90 min`.
    AfterLanding(u32),
    /// So many days after the day of landing, at a time of the station landed at: `next day 10:00`, `3 days later 18:30`.
    OnDay(u32, NaiveTime),
}

/// The text is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write it like `landing + 3 h`, `landing + 90 min`, `next day 10:00` or `3 days later 18:30`")]
pub struct NoPostingRule;

/// Longest wait of a rule, days.
const MOST_DAYS: u32 = 30;
/// A flight that lands so much later than planned (Regulation (EC) 261/2004 calls that a long delay) is no happy story yet.
const LONG_DELAY: Duration = Duration::hours(3);
/// How much longer a story waits after one.
const AFTER_LONG_DELAY: Duration = Duration::hours(24);
/// Nobody's story is told before they are safely out of the airport, whatever a campaign says.
pub const LEAST_AFTER_LANDING: Duration = Duration::hours(3);

impl FromStr for PostingRule {
    type Err = NoPostingRule;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words = text.trim().trim_end_matches("station time").to_lowercase();
        let words: Vec<_> = words.split_whitespace().collect();
        let days = match words.as_slice() {
            ["landing", "+", number, unit] => {
                let number: u32 = number.parse().map_err(|_| NoPostingRule)?;
                let minutes = match *unit {
                    "h" | "hour" | "hours" => number.checked_mul(60).ok_or(NoPostingRule)?,
                    "min" | "minutes" => number,
                    _ => return Err(NoPostingRule),
                };
                return if minutes <= MOST_DAYS * 24 * 60 {
                    Ok(Self::AfterLanding(minutes))
                } else {
                    Err(NoPostingRule)
                };
            }
            ["next", "day", _] => 1,
            [number, "days", "later", _] => number.parse().map_err(|_| NoPostingRule)?,
            _ => return Err(NoPostingRule),
        };
        let at = words.last().and_then(|word| NaiveTime::parse_from_str(word, "%H:%M").ok()).ok_or(NoPostingRule)?;
        if (1..=MOST_DAYS).contains(&days) { Ok(Self::OnDay(days, at)) } else { Err(NoPostingRule) }
    }
}

impl fmt::Display for PostingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AfterLanding(minutes) if minutes % 60 == 0 => write!(f, "landing + {} h", minutes / 60),
            Self::AfterLanding(minutes) => write!(f, "landing + {minutes} min"),
            Self::OnDay(1, at) => write!(f, "next day {} station time", at.format("%H:%M")),
            Self::OnDay(days, at) => write!(f, "{days} days later {} station time", at.format("%H:%M")),
        }
    }
}

impl PostingRule {
    /// The instant that the rule means for a landing, in the zone of the station landed at.
    pub fn resolve(self, landed_at: Instant, zone: Tz) -> Instant {
        match self {
            Self::AfterLanding(minutes) => landed_at + Duration::minutes(i64::from(minutes)),
            Self::OnDay(days, at) => {
                let day = local_day(landed_at, zone);
                let day = day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day);
                first_instant(day.and_time(at), zone)
            }
        }
    }
}

/// The first instant at which clocks of a zone show a time or, where they skip it, a later one.
fn first_instant(wanted: NaiveDateTime, zone: Tz) -> Instant {
    // A gap is an hour or less; on the date line a whole day was skipped.
    let candidates = (0..=25 * 60).map(|minutes| zone.from_local_datetime(&(wanted + Duration::minutes(minutes))));
    let found = candidates.into_iter().find_map(chrono::LocalResult::earliest);
    found.map_or_else(|| wanted.and_utc(), |at| at.with_timezone(&Utc))
}

/// How a flight's landing stands as far as a story about it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// It lands, or landed, at this instant as far as is known; a long delay is on top.
    At(Instant),
    /// The flight does not take place: nothing is told of it while that is so.
    Disrupted,
}

/// When a leg lands: as told, with what its departure is late by where nobody tells; else by an estimate from the distance.
pub fn landing_of(flight: &Flight) -> Landing {
    if flight.state == FlightState::Cancelled {
        return Landing::Disrupted;
    }
    let ends = || find_station(&flight.leg.origin).zip(find_station(&flight.leg.destination));
    let block = || ends().map_or(Duration::hours(12), |(from, to)| estimated_block_time(from, to));
    let planned = flight.scheduled_arrival_at.unwrap_or_else(|| flight.scheduled_departure_at + block());
    let late_by = (flight.departs_at() - flight.scheduled_departure_at).max(Duration::zero());
    let at = flight.estimated_arrival_at.unwrap_or(planned + late_by);
    Landing::At(at)
}

/// The earliest instant at which a story of a leg may be told; none while the flight does not take place.
pub fn earliest_of(flight: &Flight, hours: u32, rule: Option<PostingRule>) -> Option<Instant> {
    let Landing::At(landed_at) = landing_of(flight) else { return None };
    let zone = find_station(&flight.leg.destination).map_or(Tz::UTC, |station| station.zone);
    let embargo = landed_at + LEAST_AFTER_LANDING.max(Duration::hours(i64::from(hours)));
    let long = flight.scheduled_arrival_at.is_some_and(|planned| landed_at - planned >= LONG_DELAY);
    let embargo = if long { embargo + AFTER_LONG_DELAY } else { embargo };
    Some(rule.map_or(embargo, |rule| rule.resolve(landed_at, zone).max(embargo)))
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Timelike};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::flight::FlightEvent;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    fn flight() -> Flight {
        let leg = "KL1351/2025-03-29/AMS-PRG".parse().expect("a leg");
        let mut flight = Flight::new(FlightEvent::new(leg, at("2025-03-29T08:00:00Z")));
        flight.scheduled_arrival_at = Some(at("2025-03-29T09:30:00Z"));
        flight
    }

    #[test]
    fn a_rule_reads_as_it_prints() {
        for (text, same) in [
            ("landing + 3 h", "landing + 3 h"),
            ("Landing + 90 min", "landing + 90 min"),
            ("next day 10:00", "next day 10:00 station time"),
            ("next day 10:00 station time", "next day 10:00 station time"),
            ("3 days later 18:30", "3 days later 18:30 station time"),
        ] {
            let rule: PostingRule = text.parse().expect(text);
            assert_eq!(rule.to_string(), same);
            assert_eq!(same.parse(), Ok(rule));
        }
        for wrong in [
            "",
            "landing",
            "landing + x h",
            "landing + 3 d",
            "next day 25:00",
            "0 days later 10:00",
            "99 days later 10:00",
            "landing + 4294967295 h",
        ] {
            assert_eq!(wrong.parse::<PostingRule>(), Err(NoPostingRule), "{wrong}");
        }
    }

    #[test]
    fn a_story_waits_for_the_landing_as_it_is_known_now() {
        let mut flight = flight();
        assert_eq!(earliest_of(&flight, 3, None), Some(at("2025-03-29T12:30:00Z")));
        flight.estimated_departure_at = Some(at("2025-03-29T09:00:00Z"));
        assert_eq!(earliest_of(&flight, 3, None), Some(at("2025-03-29T13:30:00Z")), "nobody told of the arrival");
        flight.estimated_arrival_at = Some(at("2025-03-29T10:00:00Z"));
        assert_eq!(earliest_of(&flight, 3, None), Some(at("2025-03-29T13:00:00Z")));
        let rule = "next day 10:00".parse().ok();
        assert_eq!(earliest_of(&flight, 3, rule), Some(at("2025-03-30T08:00:00Z")), "summer time began meanwhile");
        assert_eq!(earliest_of(&flight, 48, rule), Some(at("2025-03-31T10:00:00Z")), "the embargo is longer");
        let soon = "landing + 10 min".parse().ok();
        assert_eq!(earliest_of(&flight, 0, soon), Some(at("2025-03-29T13:00:00Z")), "never before three hours");
        flight.estimated_arrival_at = Some(at("2025-03-29T12:30:00Z"));
        assert_eq!(earliest_of(&flight, 3, None), Some(at("2025-03-30T15:30:00Z")), "a long delay is no happy story");
        flight.state = FlightState::Cancelled;
        assert_eq!(earliest_of(&flight, 3, None), None);
    }

    /// Nights in which the clocks of four zones change, half an hour and midnight among them.
    const NIGHTS: [(Tz, &str); 8] = [
        (chrono_tz::Europe::Amsterdam, "2025-03-30"),
        (chrono_tz::Europe::Amsterdam, "2025-10-26"),
        (chrono_tz::America::New_York, "2025-03-09"),
        (chrono_tz::America::New_York, "2025-11-02"),
        (chrono_tz::Australia::Lord_Howe, "2025-10-05"),
        (chrono_tz::Australia::Lord_Howe, "2025-04-06"),
        (chrono_tz::America::Santiago, "2025-09-07"),
        (chrono_tz::America::Santiago, "2025-04-06"),
    ];

    proptest! {
        #[test]
        fn no_rule_is_early_lost_or_twice_on_a_night_in_which_the_clocks_change(
            night in 0..NIGHTS.len(), minute in 0..24_u32 * 60, before in 1..4_u32, landed in 0..24_i64 * 60,
        ) {
            let (zone, day) = NIGHTS[night];
            let day: NaiveDate = day.parse().expect("a day");
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).expect("a time");
            let landed_on = day - Days::new(u64::from(before));
            let landed_at = first_instant(landed_on.and_time(NaiveTime::MIN) + Duration::minutes(landed), zone);
            prop_assume!(local_day(landed_at, zone) == landed_on);
            let rule = PostingRule::OnDay(before, time);
            let due = rule.resolve(landed_at, zone);
            let shown = |at: Instant| at.with_timezone(&zone).naive_local();
            let wanted = day.and_time(time);
            // Never early: the clocks show the time, or what comes after the gap that swallowed it.
            prop_assert!(shown(due) >= wanted);
            prop_assert!(shown(due) == wanted || shown(due - Duration::minutes(1)) < wanted);
            prop_assert!(shown(due) - wanted <= Duration::hours(1), "never lost");
            // Never twice: whoever asks at any instant since the landing gets the same answer, and no earlier instant shows the time.
            prop_assert!(due > landed_at);
            for earlier in [30, 60] {
                prop_assert_ne!(shown(due - Duration::minutes(earlier)), wanted);
            }
            prop_assert_eq!(due.second(), 0);
            // A later time of the same night is never due before an earlier one's first instant, gap or not.
            let next = PostingRule::OnDay(before + 1, time).resolve(landed_at, zone);
            prop_assert!(next - due >= Duration::hours(23) - Duration::minutes(1));
        }
    }
}

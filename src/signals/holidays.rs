//! Days of the year people call by name: fixed ones, ones that move with Easter, and ones like "fourth Thursday".
//!
//! A named day is the next to come (or just past) unless a year, "last" or "next" says otherwise. Easter is the
//! Gregorian one, by the anonymous algorithm (Meeus, Jones, Butcher).

use std::sync::LazyLock;

use chrono::{Datelike, Duration, NaiveDate};
use regex::Regex;

use super::calendar::{PAST_DAYS, nth_of_month};
use super::phrases::{Found, Hits, LexiconBuilder, Phrases};
use super::text::{View, pattern};

static YEAR_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s(?:of|in|de|del|van))?\s(?P<y>(?:19|20)\d\d)\b"));
static LAST_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:last|vorige|afgelopen|letzte[rnms]?|vergangene[nrs]?)\s$"));
static NEXT_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:next|volgende|nachste[rnms]?|proxim[ao]|prochaine?)\s$"));

/// A named day in the text.
pub(super) struct Named {
    /// First folded byte, with "last" or "next" where they stand.
    pub start: usize,
    /// One past the last folded byte, with the year where it stands.
    pub end: usize,
    /// The day, unless the phrase only looks like one.
    pub day: Option<NaiveDate>,
}

/// Reads days by their names.
#[derive(Debug)]
pub(super) struct Holidays {
    names: Phrases,
}

impl Holidays {
    /// Reads the embedded table.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        Self { names: lexicon.add(include_str!("tables/holidays.tsv")) }
    }

    /// The named days of a post written on `today`.
    pub(super) fn find(&self, view: &View, hits: &Hits, today: NaiveDate) -> Vec<Named> {
        let text = &view.folded;
        let named = |hit: Found| {
            let rule = self.names.name(hit);
            let year = YEAR_AFTER.captures(&text[hit.end..]);
            let head = &text[..hit.start];
            let (last, next) = (LAST_BEFORE.find(head), NEXT_BEFORE.find(head));
            let years = today.year() - 2..=today.year() + 2;
            let day = if let Some(year) = year.as_ref().and_then(|parts| parts.name("y")?.as_str().parse().ok()) {
                day_of(rule, year)
            } else if last.is_some() {
                years.rev().filter_map(|year| day_of(rule, year)).find(|day| *day < today)
            } else {
                let earliest =
                    if next.is_some() { today + Duration::days(1) } else { today - Duration::days(PAST_DAYS) };
                years.filter_map(|year| day_of(rule, year)).find(|day| *day >= earliest)
            };
            Named {
                start: last.or(next).map_or(hit.start, |word| word.start()),
                end: hit.end + year.map_or(0, |parts| parts.get(0).map_or(0, |all| all.end())),
                day,
            }
        };
        self.names.longest(hits).map(named).collect()
    }
}

/// The day a rule of the table means in a year.
fn day_of(rule: &str, year: i32) -> Option<NaiveDate> {
    if let Some(shift) = rule.strip_prefix("easter") {
        let days = if shift.is_empty() { 0 } else { shift.parse().ok()? };
        return easter(year)?.checked_add_signed(Duration::days(days));
    }
    if rule.contains('/') {
        let (rule, shift) = rule.split_once('+').unwrap_or((rule, "0"));
        let mut parts = rule.split('/').map(str::parse::<u32>);
        let (month, nth, weekday) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        return nth_of_month(year, month, nth, weekday)?.checked_add_signed(Duration::days(shift.parse().ok()?));
    }
    let (month, day) = rule.trim_end_matches('!').split_once('-')?;
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    let moved = rule.ends_with('!') && date.weekday() == chrono::Weekday::Sun;
    if moved { date.pred_opt() } else { Some(date) }
}

/// Easter Sunday of a Gregorian year.
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century) = (year % 19, year / 100);
    let leap = century - century / 4 - (8 * century + 13) / 25;
    let epact = (19 * golden + leap + 15) % 30;
    let full_moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full_moon + 2 - century + century / 4) % 7;
    let sunday = full_moon - weekday;
    let month = 3 + (sunday + 40) / 44;
    let day = sunday + 28 - 31 * (month / 4);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_days_fall_where_the_almanac_has_them() {
        for (rule, year, expected) in [
            ("easter", 2013, "2013-03-31"),
            ("easter", 2024, "2024-03-31"),
            ("easter", 2025, "2025-04-20"),
            ("easter", 2038, "2038-04-25"),
            ("easter+39", 2025, "2025-05-29"),
            ("11/4/4+1", 2025, "2025-11-28"),
            ("5/5/1", 2025, "2025-05-26"),
            ("4-27!", 2025, "2025-04-26"),
            ("12-25", 2025, "2025-12-25"),
        ] {
            assert_eq!(day_of(rule, year).map(|day| day.to_string()).as_deref(), Some(expected), "{rule} {year}");
        }
    }
}

//! Which calendar day a date expression means, given the day it was written. No text here, only days.
//!
//! A day without a year is the next one to come, or one that lies at most [`PAST_DAYS`] back.

use chrono::{Datelike, Duration, Months, NaiveDate};

/// How far back a date without a year may lie before it is taken for next year's.
pub(super) const PAST_DAYS: i64 = 21;

/// Where a weekday lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The coming one, never today; "next" in English and Spanish means the one of next week.
    Coming,
    /// The one after the coming one.
    AfterNext,
    /// "this": the coming one, today allowed.
    This,
    /// "last": the one before today.
    Last,
    /// "of last week".
    OfLastWeek,
    /// "of this week".
    OfThisWeek,
    /// "of next week".
    OfNextWeek,
}

/// The weekday (1 = Monday … 7) meant on `today`.
pub(super) fn weekday(today: NaiveDate, day: u32, which: Which) -> Option<NaiveDate> {
    let now = today.weekday().number_from_monday();
    let ahead = i64::from((day + 7 - now) % 7);
    let days = match which {
        Which::Coming if ahead == 0 => 7,
        Which::AfterNext if ahead == 0 => 14,
        Which::AfterNext => ahead + 7,
        Which::Coming | Which::This => ahead,
        Which::Last if ahead == 0 => -7,
        Which::Last => ahead - 7,
        Which::OfLastWeek => i64::from(day) - i64::from(now) - 7,
        Which::OfThisWeek => i64::from(day) - i64::from(now),
        Which::OfNextWeek => i64::from(day) - i64::from(now) + 7,
    };
    today.checked_add_signed(Duration::days(days))
}

/// The day and month, in the year given or the likeliest one. Two-digit years below 50 are of this century.
pub(super) fn day_month(today: NaiveDate, day: u32, month: u32, year: Option<i32>) -> Option<NaiveDate> {
    if let Some(year) = year {
        let year = match year {
            0..50 => 2000 + year,
            50..100 => 1900 + year,
            _ => year,
        };
        return NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1950..=2100).contains(&year));
    }
    let earliest = today - Duration::days(PAST_DAYS);
    (today.year() - 1..=today.year() + 4)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= earliest)
}

/// The nth such weekday (5 = the last) of a month to come, or of the year given.
pub(super) fn nth_weekday(today: NaiveDate, nth: u32, day: u32, month: u32, year: Option<i32>) -> Option<NaiveDate> {
    let of_year = |year: i32| nth_of_month(year, month, nth, day);
    match year {
        Some(year) => of_year(year),
        None => (today.year()..=today.year() + 1).filter_map(of_year).find(|date| *date >= today),
    }
}

/// The nth such weekday (5 = the last) of a month.
pub(super) fn nth_of_month(year: i32, month: u32, nth: u32, weekday: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let ahead = (weekday + 7 - first.weekday().number_from_monday()) % 7;
    let mut dates = (0..5).filter_map(|week| first.with_day(1 + ahead + 7 * week));
    if nth >= 5 { dates.next_back() } else { dates.nth(nth.checked_sub(1)? as usize) }
}

/// The first day of the month so many months from today's.
pub(super) fn month_from(today: NaiveDate, months: i64) -> Option<NaiveDate> {
    shifted(today.with_day(1)?, months, 'm')
}

/// The last day of a month to come, or of the year given.
pub(super) fn last_of_month(today: NaiveDate, month: u32, year: Option<i32>) -> Option<NaiveDate> {
    let last = |year: i32| month_from(NaiveDate::from_ymd_opt(year, month, 1)?, 1)?.pred_opt();
    match year {
        Some(year) => last(year),
        None => (today.year()..=today.year() + 1).filter_map(last).find(|date| *date >= today),
    }
}

/// The weekday that is also the nth day of its month: "Thursday the 15th". Looks so many months ahead.
pub(super) fn weekday_and_day(today: NaiveDate, weekday: u32, day: u32, months: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (0..months)
        .filter_map(|ahead| first.checked_add_months(Months::new(ahead))?.with_day(day))
        .find(|date| *date >= today && date.weekday().number_from_monday() == weekday)
}

/// The day and month in the year near today in which it falls on the weekday: "Fri, Jul 18".
pub(super) fn on_weekday(date: NaiveDate, today: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    (today.year()..=today.year() + 6)
        .filter_map(|year| date.with_year(year))
        .find(|date| *date >= today - Duration::days(PAST_DAYS) && date.weekday().number_from_monday() == weekday)
}

/// The weekday of the week so many weeks from today's (weeks start on Monday).
pub(super) fn weekday_of_week(today: NaiveDate, weekday: u32, weeks: i64) -> Option<NaiveDate> {
    let days = i64::from(weekday) - i64::from(today.weekday().number_from_monday()) + 7 * weeks;
    today.checked_add_signed(Duration::days(days))
}

/// The day of the month to come ("the 4th", 4日).
pub(super) fn day_of_month(today: NaiveDate, day: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (0..4).filter_map(|months| first.checked_add_months(Months::new(months))?.with_day(day)).find(|date| *date >= today)
}

/// So many days, weeks, months or years from today.
pub(super) fn shifted(today: NaiveDate, count: i64, unit: char) -> Option<NaiveDate> {
    let months = |count: i64| {
        let size = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
        if count < 0 { today.checked_sub_months(size) } else { today.checked_add_months(size) }
    };
    match unit {
        'd' => today.checked_add_signed(Duration::days(count)),
        'w' => today.checked_add_signed(Duration::weeks(count)),
        'm' => months(count),
        _ => months(count.checked_mul(12)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_year_is_the_next_to_come_or_just_past() {
        let today: NaiveDate = "2025-12-20".parse().expect("a day");
        let read = |day, month| day_month(today, day, month, None).map(|date| date.to_string());
        assert_eq!(read(4, 3).as_deref(), Some("2026-03-04"));
        assert_eq!(read(18, 12).as_deref(), Some("2025-12-18"));
        assert_eq!(read(31, 2), None);
    }

    #[test]
    fn a_weekday_is_the_coming_one_unless_told_otherwise() {
        let tuesday: NaiveDate = "2025-03-04".parse().expect("a day");
        let read = |day, which| weekday(tuesday, day, which).map(|date| date.to_string());
        assert_eq!(read(5, Which::Coming).as_deref(), Some("2025-03-07"));
        assert_eq!(read(2, Which::Coming).as_deref(), Some("2025-03-11"));
        assert_eq!(read(5, Which::Last).as_deref(), Some("2025-02-28"));
        assert_eq!(read(5, Which::OfNextWeek).as_deref(), Some("2025-03-14"));
    }
}

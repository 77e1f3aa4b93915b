//! Numbers, money, days and times as each language writes them. Pure: a value and a language in, text out.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::{Currency, Money};

/// No-break space.
const NBSP: char = '\u{a0}';

/// Grouping and decimal signs (CLDR 46, `numbers/symbols`; Spanish groups from five digits on).
const fn signs(language: Language) -> (char, char, usize) {
    match language {
        Language::En | Language::Ja => (',', '.', 1),
        Language::Nl | Language::De => ('.', ',', 1),
        Language::Es => ('.', ',', 2),
    }
}

/// A number with a fixed count of decimals.
pub fn number(value: f64, decimals: usize, language: Language) -> String {
    let (group, point, least) = signs(language);
    let plain = format!("{:.decimals$}", value.abs());
    let (units, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('−');
    }
    for (place, digit) in units.char_indices() {
        let left = units.len() - place;
        if place > 0 && left % 3 == 0 && units.len() >= 3 + least {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A whole number.
pub fn whole(value: i64, language: Language) -> String {
    number(value as f64, 0, language)
}

/// A share (0 to 1) in percent.
pub fn percent(share: f64, decimals: usize, language: Language) -> String {
    let digits = number(share * 100.0, decimals, language);
    match language {
        Language::De | Language::Es => format!("{digits}{NBSP}%"),
        _ => format!("{digits}%"),
    }
}

/// A probability: never shown as 100 % or 0 %, for it never is.
pub fn probability(value: f64, language: Language) -> String {
    let sign = |sign: &str, share| format!("{sign}{NBSP}{}", percent(share, 2, language));
    match value {
        p if p > 0.9999 => sign(">", 0.9999),
        p if p < 0.0001 => sign("<", 0.0001),
        p if (0.01..=0.99).contains(&p) => percent(p, 1, language),
        p => percent(p, 2, language),
    }
}

/// A weight of evidence with its sign.
pub fn bits(value: f64, language: Language) -> String {
    let digits = number(value, 1, language);
    if value >= 0.05 { format!("+{digits}") } else { digits }
}

/// An amount of money.
pub fn money(minor: i64, currency: Currency, language: Language) -> String {
    let digits = currency.digits();
    let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(2));
    let amount = number(minor as f64 / scale, digits as usize, language);
    match (currency.as_str(), language) {
        ("EUR", Language::En | Language::Ja) => format!("€{amount}"),
        ("EUR", Language::Nl) => format!("€{NBSP}{amount}"),
        ("EUR", _) => format!("{amount}{NBSP}€"),
        (_, Language::Es | Language::De) => format!("{amount}{NBSP}{currency}"),
        _ => format!("{currency}{NBSP}{amount}"),
    }
}

/// An amount as programs read it, such as `EUR 49.00`.
pub fn plain_money(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).to_string()
}

/// Hours and minutes at a place.
pub fn clock(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// The zone's abbreviation at an instant, such as `CET`; `UTC+3` where it has none.
pub fn zone_name(at: Instant, zone: Tz) -> String {
    let name = at.with_timezone(&zone).format("%Z").to_string();
    if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name }
}

/// The instant in UTC, for title attributes.
pub fn utc(at: Instant) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// A calendar day with its weekday.
pub fn day(day: NaiveDate, language: Language) -> String {
    let weekday = weekdays(language)[day.weekday().num_days_from_monday() as usize];
    let month = months(language)[day.month0() as usize];
    let (number, year) = (day.day(), day.year());
    match language {
        Language::Ja => format!("{year}年{month}{number}日({weekday})"),
        Language::De => format!("{weekday}, {number}.{NBSP}{month} {year}"),
        Language::Es => format!("{weekday}, {number}{NBSP}{month} {year}"),
        _ => format!("{weekday} {number}{NBSP}{month} {year}"),
    }
}

/// A calendar day without its weekday.
pub fn short_day(day: NaiveDate, language: Language) -> String {
    let month = months(language)[day.month0() as usize];
    let (number, year) = (day.day(), day.year());
    match language {
        Language::Ja => format!("{year}年{month}{number}日"),
        Language::De => format!("{number}.{NBSP}{month} {year}"),
        _ => format!("{number}{NBSP}{month} {year}"),
    }
}

/// Weekdays and months, abbreviated (CLDR 46, `dates/calendars/gregorian`).
const fn weekdays(language: Language) -> [&'static str; 7] {
    match language {
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Language::Nl => ["ma", "di", "wo", "do", "vr", "za", "zo"],
        Language::Es => ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
        Language::De => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        Language::Ja => ["月", "火", "水", "木", "金", "土", "日"],
    }
}

const fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        Language::Nl => ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        Language::Es => ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
        Language::De => {
            ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]
        }
        Language::Ja => ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        let all = |value| Language::ALL.iter().map(|language| number(value, 2, *language)).collect::<Vec<_>>();
        assert_eq!(all(1234.5), ["1,234.50", "1.234,50", "1234,50", "1.234,50", "1,234.50"]);
        assert_eq!(all(-1_234_567.0)[2], "−1.234.567,00");
        assert_eq!(number(-0.001, 1, Language::En), "0.0");
        assert_eq!(number(999.0, 0, Language::En), "999");
    }

    #[test]
    fn money_keeps_the_digits_of_its_currency() {
        let yen: Currency = "JPY".parse().expect("a currency");
        assert_eq!(money(123_450, Currency::EUR, Language::Nl), "€\u{a0}1.234,50");
        assert_eq!(money(123_450, Currency::EUR, Language::De), "1.234,50\u{a0}€");
        assert_eq!(money(4900, yen, Language::En), "JPY\u{a0}4,900");
    }

    #[test]
    fn a_probability_is_never_certain() {
        assert_eq!(probability(0.999_999, Language::En), ">\u{a0}99.99%");
        assert_eq!(probability(0.0, Language::De), "<\u{a0}0,01\u{a0}%");
        assert_eq!(probability(0.75, Language::En), "75.0%");
    }

    #[test]
    fn days_and_times_are_local_to_the_station() {
        let at: Instant = "2025-03-04T06:12:00Z".parse().expect("an instant");
        assert_eq!(clock(at, chrono_tz::Europe::Amsterdam), "07:12");
        assert_eq!(zone_name(at, chrono_tz::Europe::Amsterdam), "CET");
        assert_eq!(zone_name(at, chrono_tz::Asia::Dubai), "UTC+04");
        let tuesday = NaiveDate::from_ymd_opt(2025, 3, 4).expect("a day");
        assert_eq!(day(tuesday, Language::Ja), "2025年3月4日(火)");
        assert_eq!(day(tuesday, Language::De), "Di, 4.\u{a0}März 2025");
    }
}

//! Fields that several files share: instants, days, stations, carriers, numbers, words, handles.
//!
//! Every function takes the trimmed text and either understands it wholly or names the flaw; nothing is guessed.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization;

use super::quarantine::{Flaw, Reason};
use crate::domain::flight::{Designator, is_carrier_code, is_station_code};
use crate::domain::instant::{Instant, to_microseconds};

/// An instant: RFC 3339 with offset, or local time with its zone (`2025-03-04T06:40:00[Europe/Amsterdam]`).
/// An instant between 1970 and 2200, as anything else is a slip of the pen.
pub(super) fn instant(text: &str) -> Option<Instant> {
    let at = match text.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        None => DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc),
        Some((stamp, zone)) => {
            let zone: Tz = zone.parse().ok()?;
            if let Ok(at) = DateTime::parse_from_rfc3339(stamp) {
                at.with_timezone(&Utc)
            } else {
                let local: NaiveDateTime = stamp.parse().ok()?;
                // The hour that exists twice in autumn means the first of the two.
                zone.from_local_datetime(&local).earliest()?.with_timezone(&Utc)
            }
        }
    };
    let years = 1970..2200;
    years.contains(&chrono::Datelike::year(&at)).then(|| to_microseconds(at))
}

/// A day written YYYY-MM-DD, between 1970 and 2200.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = bytes.get(range)?;
        digits.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = number(0..4)?;
    if !(1970..2200).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(5..7)?, number(8..10)?)
}

/// A three-letter IATA location code, in either case.
pub(super) fn station(text: &str) -> Option<String> {
    let code = text.to_ascii_uppercase();
    is_station_code(&code).then_some(code)
}

/// Carrier and number from two fields; the number may repeat the carrier (`KL1613`) or have leading zeros.
pub(super) fn designator(carrier: &str, number: &str) -> Result<Designator, Flaw> {
    let carrier = carrier.to_ascii_uppercase();
    if !is_carrier_code(&carrier) {
        return Err(Flaw::new("carrier", Reason::BadForm));
    }
    let number = number.to_ascii_uppercase();
    let digits = number.strip_prefix(carrier.as_str()).unwrap_or(&number).trim_start();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::new("flight_number", Reason::BadForm));
    }
    match digits.trim_start_matches('0').parse() {
        Ok(number @ 1..=9999) => Ok(Designator { carrier, number }),
        _ => Err(Flaw::new("flight_number", Reason::OutOfRange)),
    }
}

/// A handle without `@`: no white space, at most 253 characters (the longest host name, for handles that are one).
pub(super) fn handle(text: &str) -> Option<String> {
    let handle = text.trim_start_matches('@');
    let fits = !handle.is_empty() && handle.chars().count() <= 253 && !handle.contains(char::is_whitespace);
    fits.then(|| handle.to_owned())
}

/// Text composed (NFC), without the marks that turn the direction of writing (they can make a line lie).
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfc().filter(|&mark| !is_direction_mark(mark)).collect::<String>().trim().to_owned()
}

/// Whether the character only steers the direction of writing (Unicode Standard Annex 9, table 3) or hides.
pub(super) const fn is_direction_mark(mark: char) -> bool {
    matches!(mark, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_needs_an_offset_or_a_zone() {
        let utc = |text: &str| instant(text).map(|at| at.to_rfc3339());
        assert_eq!(utc("2025-03-04T06:40:00+01:00").as_deref(), Some("2025-03-04T05:40:00+00:00"));
        assert_eq!(utc("2025-03-04T06:40:00[Europe/Amsterdam]").as_deref(), Some("2025-03-04T05:40:00+00:00"));
        assert_eq!(utc("2025-10-26T02:30:00[Europe/Amsterdam]").as_deref(), Some("2025-10-26T00:30:00+00:00"));
        for wrong in
            ["2025-03-04T06:40:00", "2025-03-30T02:30:00[Europe/Amsterdam]", "9999-01-01T00:00:00Z", "soon", ""]
        {
            assert_eq!(instant(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_flight_number_may_repeat_its_carrier() {
        let kl = |number| designator("kl", number).map(|flight| flight.to_string());
        assert_eq!(kl("KL1613").as_deref(), Ok("KL1613"));
        assert_eq!(kl("0714").as_deref(), Ok("KL714"));
        assert_eq!(kl("0"), Err(Flaw::new("flight_number", Reason::OutOfRange)));
        assert_eq!(kl("16A"), Err(Flaw::new("flight_number", Reason::BadForm)));
        assert_eq!(designator("99", "1"), Err(Flaw::new("carrier", Reason::BadForm)));
    }

    #[test]
    fn days_are_iso_and_exist() {
        assert!(day("2024-02-29").is_some());
        for wrong in ["2025-02-29", "04-03-2025", "2025-3-4", "20250304", "2025-03-0４"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}

//! Whether a boarding pass, or a typed name and seat, fits a gift, without either leaving the phone: both sides make the
//! same key from name, flight, day and seat (or record locator), salted for one list of one day. The phone's half is
//! `static/js/gate-pass.js`; the two agree on the cases of `tests/browser/pass_cases.json`.

use std::collections::BTreeSet;

use chrono::Datelike;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::domain::flight::LegKey;

/// Letters of a family name that count: passes cut long names.
const LETTERS: usize = 12;
/// Hexadecimal digits of a key.
const DIGITS: usize = 32;

/// Keys of everything that counts as the right person: each way of writing the family name, with the seat or the locator.
pub fn pass_keys(salt: &str, family: &str, leg: &LegKey, seat: Option<&str>, locator: &str) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for name in ways_of_writing(family) {
        if let Some(seat) = seat {
            keys.insert(pass_key(salt, &name, leg, seat));
        }
        if !locator.is_empty() {
            keys.insert(pass_key(salt, &name, leg, &format!("@{locator}")));
        }
    }
    keys.into_iter().collect()
}

/// The key of a name in the one form of [`plain_letters`], with a seat such as `12A` or a locator such as `@ABC123`.
pub fn pass_key(salt: &str, name: &str, leg: &LegKey, place: &str) -> String {
    let LegKey { designator, departure_on, .. } = leg;
    let place = place.trim().to_uppercase();
    let place = place.trim_start_matches('0');
    let text = format!("{salt}|{name}|{}{}|{}|{place}", designator.carrier, designator.number, departure_on.ordinal());
    let mut digits = hex::encode(Sha256::digest(text));
    digits.truncate(DIGITS);
    digits
}

/// A typed or printed name as a key has it: its letters without marks, upper case, the first twelve.
pub fn plain_letters(name: &str) -> String {
    letters(name, false)
}

fn letters(name: &str, spelled_out: bool) -> String {
    let mut plain = String::new();
    for mark in name.to_uppercase().nfc() {
        match mark {
            'Ä' | 'Ö' | 'Ü' | 'Ø' | 'Å' if spelled_out => plain.push_str(match mark {
                'Ä' => "AE",
                'Ö' | 'Ø' => "OE",
                'Ü' => "UE",
                _ => "AA",
            }),
            'Ø' => plain.push('O'),
            'Æ' => plain.push_str("AE"),
            'Œ' => plain.push_str("OE"),
            'Ł' => plain.push('L'),
            'Đ' | 'Ð' => plain.push('D'),
            'Þ' => plain.push_str("TH"),
            other => plain.extend(other.to_string().nfd().filter(char::is_ascii_uppercase)),
        }
    }
    plain.truncate(LETTERS);
    plain
}

/// Whole, spelled out, and the first and last part alone: airlines print any of them.
fn ways_of_writing(family: &str) -> BTreeSet<String> {
    let parts: Vec<&str> = family.split([' ', '-', '\u{a0}']).filter(|part| part.chars().count() > 2).collect();
    let ends = [parts.first(), parts.last()].into_iter().flatten().copied();
    let forms = ends.chain([family]).flat_map(|name| [letters(name, false), letters(name, true)]);
    forms.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg() -> LegKey {
        "KL1699/2025-03-04/AMS-MAD".parse().expect("a leg")
    }

    #[test]
    fn the_ways_airlines_print_a_name_all_fit() {
        for (booked, printed) in [
            ("Müller", "MULLER"),
            ("Müller", "MUELLER"),
            ("García López", "GARCIALOPEZ"),
            ("García López", "GARCIA"),
            ("de Vries", "DEVRIES"),
            ("de Vries", "VRIES"),
            ("O'Brien-Ðåvîß", "OBRIEN"),
            ("Sørensen", "SOERENSEN"),
            ("Wolfeschlegelsteinhausen", "WOLFESCHLEGELSTEINHA"),
        ] {
            let key = pass_key("salt", &plain_letters(printed), &leg(), "014C");
            assert!(pass_keys("salt", booked, &leg(), Some("14C"), "ABC123").contains(&key), "{booked} {printed}");
        }
    }

    #[test]
    fn another_seat_fits_by_the_locator_only_and_another_day_not_at_all() {
        let keys = pass_keys("salt", "Smit", &leg(), Some("14C"), "ABC123");
        let key = |day: &str, place: &str| {
            pass_key("salt", "SMIT", &format!("KL1699/{day}/AMS-MAD").parse().expect("a leg"), place)
        };
        assert!(!keys.contains(&key("2025-03-04", "15C")) && keys.contains(&key("2025-03-04", "@ABC123")));
        assert!(!keys.contains(&key("2025-03-03", "14C")) && !keys.contains(&key("2025-03-03", "@ABC123")));
        assert!(!keys.contains(&pass_key("other", "SMIT", &leg(), "14C")), "another list has another salt");
        assert!(!keys.contains(&pass_key("salt", "SMID", &leg(), "14C")));
    }

    #[test]
    fn a_name_without_letters_fits_nothing() {
        assert!(pass_keys("salt", "張", &leg(), Some("1A"), "ABC123").is_empty());
        assert!(pass_keys("salt", "", &leg(), Some("1A"), "ABC123").is_empty());
    }

    #[test]
    fn the_cases_shared_with_the_phone_hold() {
        let cases: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/browser/pass_cases.json")).expect("JSON");
        for case in cases.as_array().expect("cases") {
            let text = |name: &str| case[name].as_str().expect("a text");
            let pass = crate::formats::bcbp::read_boarding_pass(text("pass")).expect("a pass");
            let first = &pass.legs[0];
            let leg = first.leg_near("2025-03-04".parse().expect("a day")).expect("a leg");
            let key = |place: &str| pass_key(text("salt"), &plain_letters(&pass.name.family), &leg, place);
            assert_eq!(key(first.seat.as_deref().unwrap_or_default()), text("seat_key"));
            assert_eq!(key(&format!("@{}", first.record_locator)), text("locator_key"));
        }
    }
}

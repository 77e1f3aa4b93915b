//! When two spellings are one name: airlines write capitals without marks, spaces or hyphens, people do not.

use unicode_normalization::UnicodeNormalization;

use crate::app::App;
use crate::domain::traveller::Booking;
use crate::store::sealing::FingerprintOf;

/// A name without case, marks and anything between letters. `expanded` writes umlauts out, as machine-readable passports do.
fn folded(text: &str, expanded: bool) -> String {
    let mut out = String::new();
    for letter in text.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'æ' if expanded => out.push_str("ae"),
            'ö' | 'ø' | 'œ' if expanded => out.push_str("oe"),
            'ü' if expanded => out.push_str("ue"),
            'å' if expanded => out.push_str("aa"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            other => out.extend(other.nfkd().filter(|part| part.is_alphanumeric())),
        }
    }
    out
}

/// Whether two spellings are one name.
pub(in crate::services) fn same_name(one: &str, other: &str) -> bool {
    let forms = |text| [folded(text, false), folded(text, true)];
    let others = forms(other);
    forms(one).iter().any(|form| !form.is_empty() && others.contains(form))
}

/// Whether given names are those of one person: all of them, or the first ones, are the same.
pub(in crate::services) fn same_given(one: &str, other: &str) -> bool {
    same_name(one, other) || same_name(first(one), first(other))
}

fn first(given: &str) -> &str {
    given.split_whitespace().next().unwrap_or_default()
}

/// A name by which people are counted.
pub(super) fn name_key(family: &str, given: &str) -> (String, String) {
    (folded(family, true), folded(first(given), true))
}

/// Keyed hash of a passenger of a booking however the name is spelled: what the suppression list knows a booking by.
pub(super) fn passenger_fingerprint(app: &App, locator: &str, family: &str, given: &str) -> Vec<u8> {
    let (family, given) = name_key(family, given);
    app.store.keys().fingerprint(FingerprintOf::Passenger, &["booking", &locator.to_uppercase(), &family, &given])
}

/// The same of a booking that comes in.
pub(in crate::services) fn booking_fingerprint(app: &App, booking: &Booking) -> Vec<u8> {
    passenger_fingerprint(app, &booking.record_locator, &booking.family_name, &booking.given_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_name() {
        for (one, other) in [
            ("DEVRIES", "de Vries"),
            ("O'Brien", "OBRIEN"),
            ("Müller", "MUELLER"),
            ("Müller", "MULLER"),
            ("Strauß", "STRAUSS"),
            ("Østergård", "OSTERGARD"),
            ("García-López", "GARCIALOPEZ"),
            ("山田", "山田"),
        ] {
            assert!(same_name(one, other), "{one} {other}");
        }
        assert!(!same_name("Jansen", "Janssen") && !same_name("", "") && !same_name("...", "-"));
        assert!(same_given("Sanne Maria", "SANNE") && !same_given("Sanne", "Susanne"));
        assert_eq!(name_key("de Vries", "Sanne Maria"), name_key("DEVRIES", "SANNE"));
    }
}

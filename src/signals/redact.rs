//! Takes leaked record locators, ticket numbers, phone numbers and e-mail addresses out of a text.
//!
//! What is found here is removed, never used as evidence. Flight designators, dates and times stay.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What stands where something was taken out.
pub const REMOVED: &str = "[removed]";

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}").expect("tested pattern"));

/// A locator after a word that announces one; six characters, five to seven in the wild.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?P<word>\b(?:pnr|record locator|locator|confirmation(?: (?:number|code|no\.?))?|conf(?:irmation)? ?#|booking(?: (?:reference|ref|code|number|no\.?))?|",
        r"reservation(?: (?:number|code|no\.?))?|reference(?: (?:number|code))?|ref|boekingscode|boekingsnummer|reserveringsnummer|reserveringscode|",
        r"localizador|código de reserva|codigo de reserva|reserva|buchungscode|buchungsnummer|buchungsreferenz|numéro de réservation|réservation)|",
        r"予約番号|確認番号|予約コード)(?P<gap>\s*(?:is|are|was|number|code|no|nr|#|:|：|=|-|es|ist|は|est|\s)*\s*)(?P<code>[A-Z0-9]{5,7})(?-u:\b)"
    ))
    .expect("tested pattern")
});

/// Six capitals and digits standing alone, both kinds present.
static BARE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)[A-Z0-9]{6}(?-u:\b)").expect("tested pattern"));

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\+|\b00|\(|\b)\d(?:[ ().\-/\u{2010}-\u{2015}]{0,2}\d){7,16}\b").expect("tested pattern")
});

/// The text with every leaked code, number and address replaced by [`REMOVED`].
pub fn redact(text: &str) -> String {
    let text = EMAIL.replace_all(text, REMOVED);
    let text = ANNOUNCED.replace_all(&text, |parts: &Captures<'_>| {
        let code = &parts["code"];
        // "booking online", "reservation please": a lower-case word without digits is no locator.
        if code.chars().any(|letter| letter.is_ascii_digit()) || code.chars().all(|letter| letter.is_ascii_uppercase())
        {
            format!("{}{}{REMOVED}", &parts["word"], &parts["gap"])
        } else {
            parts[0].to_owned()
        }
    });
    let text = BARE.replace_all(&text, |parts: &Captures<'_>| {
        let code = &parts[0];
        if looks_like_locator(code) { REMOVED.to_owned() } else { code.to_owned() }
    });
    let text = PHONE.replace_all(&text, |parts: &Captures<'_>| {
        let number = &parts[0];
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if (9..=17).contains(&digits) && !is_date_like(number) { REMOVED.to_owned() } else { number.to_owned() }
    });
    text.into_owned()
}

/// Letters and digits mixed otherwise than a flight designator (KL1023, UAL123), a tail number or a time.
fn looks_like_locator(code: &str) -> bool {
    let bytes = code.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let tail = |from: usize| bytes[from..].iter().all(u8::is_ascii_digit);
    let changes = bytes.windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    (1..=5).contains(&digits) && !tail(2) && !(tail(3) && changes == 1) && changes >= 2
}

/// 2025-03-04 or 04.03.2025 with little after it.
fn is_date_like(number: &str) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:[ -]\d{1,2}(?:\.?\d{2})?)?$")
            .expect("tested pattern")
    });
    DATE.is_match(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_phones_and_addresses_are_taken_out() {
        for (text, kept) in [
            ("my PNR is X7Y2ZQ please help", "my PNR is [removed] please help"),
            ("confirmation #JKLMNP", "confirmation #[removed]"),
            ("boekingscode: QWERT7!", "boekingscode: [removed]!"),
            ("予約番号はAB12CDです", "予約番号は[removed]です"),
            ("予約番号 ABCDEFです", "予約番号 [removed]です"),
            ("X7Y2ZQ KL1023", "[removed] KL1023"),
            ("call me +31 6 12345678 now", "call me [removed] now"),
            ("call (555) 123-4567-89", "call [removed]"),
            ("mail me@here.example", "mail [removed]"),
            ("ticket 0742312345678", "ticket [removed]"),
        ] {
            assert_eq!(redact(text), kept);
        }
    }

    #[test]
    fn flights_dates_and_words_stay() {
        for text in [
            "KL1023 UAL123 on 2025-03-04 10.30",
            "reservation please",
            "A380 at 14:30, gate D59",
            "04.03.2025",
            "booking online",
            "HELLO WORLD AMSTER",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}

//! The delivery list on paper, for the gate's page and the shift's mail alike.

use chrono_tz::Tz;

use crate::domain::gift::GiftState;
use crate::domain::language::Language;
use crate::formats::delivery_list::{DeliveryRow, GiftPlace};
use crate::formats::delivery_words::{DeliveryWords, PAPER_COLUMNS};
use crate::store::view::deliveries::GateStop;
use crate::texts::{Texts, text};

/// Headings, in the order of the columns.
const HEADINGS: [&str; PAPER_COLUMNS] = [
    "gate-paper-time",
    "gate-paper-window",
    "col-flight",
    "col-gate",
    "gate-paper-walk",
    "check-seat",
    "gate-paper-first-name",
    "col-gift",
    "gate-paper-where",
    "gate-paper-in",
    "gate-paper-greeting",
];

/// A stop of the list as its line on paper. The gift is named in the reader's language, in English where it has no such name.
pub fn delivery_row(stop: &GateStop, zone: Tz, reader: Language) -> DeliveryRow {
    let name = stop.gift_name.get(&reader).or_else(|| stop.gift_name.get(&Language::En));
    DeliveryRow {
        planned_at: stop.planned_at.or(stop.window.map(|window| window.opens_at)),
        window: stop.window,
        zone,
        leg: stop.leg.to_string(),
        gate: stop.gate.clone(),
        pier: stop.pier.clone(),
        walk_minutes: stop.walk_minutes,
        seat: stop.seat.clone(),
        first_name: stop.first_name.clone(),
        gift: name.cloned().unwrap_or_default(),
        lies: match stop.state {
            GiftState::Approved => Some(GiftPlace::Desk),
            GiftState::PickedUp => Some(GiftPlace::Carried),
            _ => None,
        },
        courier: stop.courier.clone().unwrap_or_default(),
        language: stop.language.to_string(),
        greeting: stop.greeting.clone(),
    }
}

/// What the list says on paper beside its rows, in a language.
pub fn delivery_words(texts: Texts<'_>) -> DeliveryWords {
    let slot = |key: &str, names: &[&'static str]| {
        let slots: Vec<_> = names.iter().map(|name| (*name, text(format!("{{{name}}}")))).collect();
        texts.with(key, &slots)
    };
    DeliveryWords {
        language: texts.language.to_string(),
        headings: HEADINGS.map(|key| texts.get(key)),
        no_window: texts.get("gate-paper-no-window"),
        minutes: format!("{{n}} {}", texts.get("unit-min")),
        pier: slot("pier", &["pier"]),
        at_desk: texts.get("gift-at-desk"),
        with: slot("gift-with", &["who"]),
        carried: texts.get("gift-carried"),
        nothing: texts.get("gate-quiet-title"),
        page: slot("gate-paper-page", &["page", "count"]),
        foot: format!("{} {}", texts.get("gate-paper-foot"), texts.get("walk-estimates")),
        missing: texts.get("gate-paper-missing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Locales;

    #[test]
    fn every_language_has_every_word_with_its_places() {
        let locales = Locales::load().expect("locales");
        for language in Language::ALL {
            let words = delivery_words(locales.texts(*language));
            let mut all: Vec<&String> = words.headings.iter().collect();
            all.extend([&words.no_window, &words.page, &words.foot, &words.missing, &words.with, &words.pier]);
            assert!(all.iter().all(|text| !text.starts_with("gate-paper")), "{language}: {all:?}");
            assert!(words.page.contains("{page}") && words.page.contains("{count}") && words.with.contains("{who}"));
        }
    }
}

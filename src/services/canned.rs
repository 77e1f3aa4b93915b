//! Answers of the care desk to begin with, in the language of whom they are to: the campaign's own, and those that are always
//! there.

use crate::domain::campaign::Campaign;
use crate::domain::language::Language;
use crate::formats::follow_up_text::render_care_text;
use crate::store::view::care::CareCanned;

/// What a campaign's care desk can begin with, in the language found, English where it is none of ours.
pub(super) fn answers(campaign: &Campaign, language: &str) -> Vec<CareCanned> {
    let link = campaign.follow_up.link.as_deref().unwrap_or_default();
    let spoken: Language = language.parse().unwrap_or(Language::En);
    let own = campaign.care.answers.iter().filter_map(|answer| {
        // A language that the campaign does not serve gets English, or what there is.
        let text = answer.text.get(&spoken).or_else(|| answer.text.get(&Language::En));
        let text = render_care_text(text.or_else(|| answer.text.values().next())?, &campaign.name, link).ok()?;
        Some(CareCanned { slug: answer.slug.clone(), name: Some(answer.name.clone()), text })
    });
    let mut all: Vec<CareCanned> = own.collect();
    for name in NAMES {
        if !all.iter().any(|answer| answer.slug == name) {
            let text = text(name, language).unwrap_or_default().to_owned();
            all.push(CareCanned { slug: name.to_owned(), name: None, text });
        }
    }
    all
}

/// Those that are always there.
const NAMES: [&str; 3] = ["sorry", "look", "thanks"];

/// Its text; English where the language is none of ours.
fn text(name: &str, language: &str) -> Option<&'static str> {
    let language = language.parse().unwrap_or(Language::En);
    Some(match (name, language) {
        ("sorry", Language::En) => {
            "We are sorry to read this. Please send us your booking code by private message, then we can help."
        }
        ("sorry", Language::Nl) => {
            "Wat vervelend om te lezen. Stuur ons uw boekingscode in een privébericht, dan kunnen we helpen."
        }
        ("sorry", Language::Es) => {
            "Sentimos leer esto. Envíenos su código de reserva por mensaje privado y podremos ayudarle."
        }
        ("sorry", Language::De) => {
            "Es tut uns leid, das zu lesen. Bitte schicken Sie uns Ihren Buchungscode als private Nachricht, dann können wir helfen."
        }
        ("sorry", Language::Ja) => {
            "ご不便をおかけして申し訳ございません。予約番号をプライベートメッセージでお送りいただければ、お手伝いいたします。"
        }
        ("look", Language::En) => "We are looking into it and will write to you again today.",
        ("look", Language::Nl) => "We zoeken het uit en laten u vandaag nog iets weten.",
        ("look", Language::Es) => "Lo estamos revisando y le escribiremos hoy mismo.",
        ("look", Language::De) => "Wir gehen der Sache nach und melden uns heute noch einmal bei Ihnen.",
        ("look", Language::Ja) => "ただいま確認しております。本日中に改めてご連絡いたします。",
        ("thanks", Language::En) => "Thank you for your kind words!",
        ("thanks", Language::Nl) => "Dank u wel voor uw vriendelijke woorden!",
        ("thanks", Language::Es) => "¡Muchas gracias por sus amables palabras!",
        ("thanks", Language::De) => "Vielen Dank für Ihre freundlichen Worte!",
        ("thanks", Language::Ja) => "温かいお言葉をありがとうございます。",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::domain::care::LONGEST_ANSWER;

    #[test]
    fn every_answer_is_there_in_every_language_and_short_enough() {
        for name in NAMES {
            for language in Language::ALL {
                let text = text(name, language.as_str()).expect("a text");
                assert!(text.graphemes(true).count() <= LONGEST_ANSWER, "{text}");
            }
            assert_eq!(text(name, "fr"), text(name, "en"));
        }
        assert_eq!(text("other", "en"), None);
    }
}

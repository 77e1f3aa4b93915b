//! Answers to begin with, in the language of whom they are to.

use crate::domain::language::Language;

/// Which answer.
pub(super) const NAMES: [&str; 3] = ["sorry", "look", "thanks"];

/// Its text; English where the language is none of ours.
pub(super) fn text(name: &str, language: &str) -> Option<&'static str> {
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
    use crate::services::care::LONGEST_ANSWER;

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

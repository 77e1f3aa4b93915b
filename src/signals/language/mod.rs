//! Which language a post is in, with an honest probability, or `und`.
//!
//! Script decides first (kana → ja, Han without kana → zh, another script → und). Latin script is read by giftgate's own
//! model: byte n-grams with small weights, one class for all languages without an own one. Few letters, little
//! confidence. The author's own tag only breaks ties.

mod features;
mod model;
mod training;

use serde::{Deserialize, Serialize};

pub use self::model::TableFault;
pub use self::training::{LanguageCorpus, train};

use self::features::Stream;
use self::model::{CLASSES, Model};

/// The code for "can't tell, or none of ours" (ISO 639-2).
pub const UNDETERMINED: &str = "und";

/// The table that ships; `docs/language-table.md` says how it is made.
const TABLE: &[u8] = include_bytes!("../tables/language.table");
/// What the author's own tag multiplies the odds of its language by.
const TAG: f32 = 2.0;
/// Below this probability no language is named.
const NAMED: f32 = 0.2;
/// From this probability on that it is none of ours, none is named, even if one of ours is the likeliest by itself.
const FOREIGN: f32 = 0.6;
/// With this many letters half of the doubt is gone that few letters leave whatever they say.
const HALF_SURE: f32 = 3.0;

/// A language with confidence, as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LanguageGuess {
    /// ISO 639-1 code of one of en nl es de ja fr pt zh, or `und`.
    pub code: String,
    /// Probability that it is that one (for `und`: that it is none of ours, or 0 if nothing can be said), 0 to 1.
    pub confidence: f64,
}

impl LanguageGuess {
    /// Whether the post is in that language with little doubt.
    pub fn surely(&self, code: &str) -> bool {
        self.code == code && self.confidence >= 0.5
    }

    /// Whether the post may be in that language.
    pub fn maybe(&self, code: &str) -> bool {
        self.code == code || self.code == UNDETERMINED || self.confidence < 0.5
    }
}

/// Guesses languages.
#[derive(Debug)]
pub(super) struct Languages {
    model: Model,
}

impl Languages {
    /// Reads the table that ships.
    pub(super) fn new() -> Self {
        Self::from_bytes(TABLE).expect("a test reads the table that ships")
    }

    /// Reads another table, as made by [`train`].
    pub(super) fn from_bytes(table: &[u8]) -> Result<Self, TableFault> {
        Ok(Self { model: Model::from_bytes(table)? })
    }

    /// The language of a post; `tag` is what the author or network says, used to break near ties only.
    pub(super) fn guess(&self, text: &str, tag: Option<&str>) -> LanguageGuess {
        let stream = Stream::new(text);
        let letters = stream.scripts;
        let tag = tag.and_then(|tag| tag.split(['-', '_']).next());
        if letters.total() == 0 {
            return und(0.0);
        }
        // A spaceless character stands for about two and a half Latin letters, and kana among foreign names for more.
        let eastern = (letters.kana * 2 + letters.han) * 5 / 2;
        if eastern >= letters.latin && eastern >= letters.foreign {
            let share = eastern as f64 / (eastern + letters.latin + letters.foreign) as f64;
            let length = 1.0 - 1.0 / (1.0 + (letters.kana + letters.han) as f64);
            return match (letters.kana > 0, tag == Some("ja")) {
                (true, _) => told("ja", share * length),
                (false, true) => told("ja", 0.6),
                (false, false) => told("zh", share * length * 0.8),
            };
        }
        if letters.foreign > letters.latin {
            return und(letters.foreign as f64 / letters.total() as f64);
        }
        self.latin(&stream, tag)
    }

    fn latin(&self, stream: &Stream, tag: Option<&str>) -> LanguageGuess {
        let mut chances = self.model.probabilities(stream);
        if let Some(tagged) = tag.and_then(|tag| CLASSES.iter().position(|code| *code == tag)) {
            chances[tagged] *= TAG;
        }
        let total: f32 = chances.iter().sum();
        let letters = stream.scripts.latin as f32;
        let sure = letters * letters / (letters * letters + HALF_SURE * HALF_SURE) / total;
        let [ours @ .., other] = chances;
        if other / total >= FOREIGN {
            return und(f64::from(other * sure));
        }
        let (best, most) = ours.iter().zip(CLASSES).fold((UNDETERMINED, 0.0), |(best, most), (chance, code)| {
            if *chance > most { (code, *chance) } else { (best, most) }
        });
        if most * sure < NAMED { und(0.0) } else { told(best, f64::from(most * sure)) }
    }
}

fn told(code: &str, confidence: f64) -> LanguageGuess {
    LanguageGuess { code: code.to_owned(), confidence: round(confidence) }
}

fn und(confidence: f64) -> LanguageGuess {
    told(UNDETERMINED, confidence)
}

/// Two decimals: more would claim more than is known.
fn round(value: f64) -> f64 {
    (value.clamp(0.0, 1.0) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::token::tokens;

    fn code(text: &str) -> String {
        Languages::new().guess(text, None).code
    }

    #[test]
    fn short_posts_are_told_apart() {
        for (expected, text) in [
            ("en", "Off to hike the Dolomites! KL1613 from Schiphol"),
            ("nl", "Morgen met KL1613 naar Venetië, wandelschoenen mee"),
            ("es", "Mañana vuelo a Lisboa, qué ganas"),
            ("de", "Wandern in den Dolomiten nächste Woche"),
            ("ja", "明日KL868で成田からアムステルダムへ"),
            ("fr", "Randonnée dans les Dolomites la semaine prochaine"),
            ("pt", "Amanhã vou para Lisboa, não vejo a hora"),
            ("und", "Завтра лечу в Амстердам, наконец-то отпуск"),
            ("und", "KL1613 AMS-VCE"),
            ("und", ""),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn a_single_word_never_gets_high_confidence() {
        assert!(Languages::new().guess("the", None).confidence < 0.6);
    }
}

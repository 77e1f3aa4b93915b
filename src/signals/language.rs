//! Which language a post is in, with an honest confidence, or `und`.
//!
//! Script decides first (kana → ja, Han without kana → zh, another script → und). For Latin script, function words
//! and letters typical of a language are counted as evidence and the crate `whichlang` adds a vote; the confidence is
//! the winner's share of all evidence, damped when there is little of it. The author's own tag only breaks ties.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use whichlang::Lang;

use super::text::{View, fold, is_spaceless};
use super::token::{Token, TokenKind};

/// The code for "can't tell, or none of ours" (ISO 639-2).
pub const UNDETERMINED: &str = "und";

/// The codes that can be told apart, in the order of the evidence table.
const CODES: [&str; 6] = ["en", "nl", "de", "es", "fr", "pt"];
/// Index of the evidence for any other language.
const OTHER: usize = CODES.len();
/// The weight of the crate's vote, in function words; two ordinary words can outvote it.
const VOTE: f64 = 1.6;
/// Evidence of nothing in particular: with few words the confidence stays low.
const DAMPING: f64 = 0.9;
/// Below this many letters of running text nothing but script and function words is believed.
const SHORT: usize = 12;

/// A language with confidence, as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LanguageGuess {
    /// ISO 639-1 code of one of en nl es de ja fr pt zh, or `und`.
    pub code: String,
    /// Share of the evidence for it, 0 to 1.
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
    /// Function word → the languages that use it.
    words: BTreeMap<String, BTreeSet<usize>>,
}

impl Languages {
    /// Builds the evidence table.
    pub(super) fn new() -> Self {
        let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for line in include_str!("tables/function_words.tsv").lines() {
            let Some((code, list)) = line.split_once('\t') else { continue };
            let index = CODES.iter().position(|known| *known == code).unwrap_or(OTHER);
            for word in list.split_whitespace() {
                words.entry(fold(word)).or_default().insert(index);
            }
        }
        Self { words }
    }

    /// The language of a post; `tag` is what the author or network says, used to break near ties only.
    pub(super) fn guess(&self, view: &View, tokens: &[Token], tag: Option<&str>) -> LanguageGuess {
        let (running, folded) = running_text(view, tokens);
        let (mut latin, mut kana, mut han, mut foreign) = (0_usize, 0_usize, 0_usize, 0_usize);
        for letter in running.chars().filter(|letter| letter.is_alphabetic()) {
            match letter {
                '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}' => kana += 1,
                _ if is_spaceless(letter) => han += 1,
                'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}' => {
                    latin += 1;
                }
                _ => foreign += 1,
            }
        }
        let letters = latin + kana + han + foreign;
        if letters == 0 {
            return und(0.0);
        }
        // A spaceless character stands for about two and a half Latin letters.
        let eastern = (kana + han) * 5 / 2;
        if eastern >= latin && eastern >= foreign {
            let share = eastern as f64 / (eastern + latin + foreign) as f64;
            let length = 1.0 - 1.0 / (1.0 + (kana + han) as f64);
            if kana > 0 {
                return told("ja", share * length);
            }
            let tagged = tag.is_some_and(|tag| tag.starts_with("ja"));
            return if tagged { told("ja", 0.6) } else { told("zh", share * length * 0.8) };
        }
        if foreign > latin {
            return und(foreign as f64 / letters as f64);
        }
        self.latin(&running, &folded, latin, tag)
    }

    fn latin(&self, running: &str, folded: &str, letters: usize, tag: Option<&str>) -> LanguageGuess {
        let mut evidence = [0.0_f64; OTHER + 1];
        for word in folded.split(|letter: char| !letter.is_alphanumeric() && letter != '\'') {
            let word = word.trim_matches('\'');
            if let Some(languages) = self.words.get(word) {
                // A word of one language says more than a word of four.
                let share = 1.0 / languages.len() as f64;
                for index in languages {
                    evidence[*index] += share.powf(1.3);
                }
            }
        }
        for letter in running.chars() {
            let hints: &[usize] = match letter {
                'ß' => &[2, 2],
                'ä' | 'ö' | 'Ä' | 'Ö' | 'ü' | 'Ü' => &[2],
                'ñ' | 'Ñ' | '¿' | '¡' => &[3, 3],
                'ã' | 'õ' | 'Ã' | 'Õ' => &[5, 5],
                'ç' => &[4, 5],
                'œ' | 'è' | 'ê' | 'à' | 'û' | 'î' => &[4],
                'á' | 'í' | 'ó' | 'ú' => &[3, 5],
                'ø' | 'å' | 'ł' | 'ż' | 'ś' | 'ı' | 'ğ' | 'ş' | 'ő' | 'ř' | 'ě' | 'ž' | 'ș' | 'ț' | 'ơ' | 'ư' => {
                    &[OTHER, OTHER]
                }
                _ => &[],
            };
            for index in hints {
                evidence[*index] += 0.5;
            }
        }
        if letters >= SHORT {
            let voted = match whichlang::detect_language(running) {
                Lang::Eng => 0,
                Lang::Nld => 1,
                Lang::Deu => 2,
                Lang::Spa => 3,
                Lang::Fra => 4,
                Lang::Por => 5,
                _ => OTHER,
            };
            evidence[voted] += VOTE * (letters as f64 / 40.0).clamp(0.4, 1.5);
        }
        if let Some(index) = tag.and_then(|tag| CODES.iter().position(|code| tag.split('-').next() == Some(code))) {
            evidence[index] += 0.6;
        }
        let total: f64 = evidence.iter().sum();
        let (best, most) =
            evidence.iter().enumerate().fold(
                (OTHER, 0.0),
                |(best, most), (index, value)| if *value > most { (index, *value) } else { (best, most) },
            );
        if most <= 0.35 {
            return und(0.0);
        }
        let confidence = most / (total + DAMPING);
        CODES.get(best).map_or_else(|| und(confidence), |code| told(code, confidence))
    }
}

/// The text without addresses, handles, and words with digits or all in capitals; as written and folded.
fn running_text(view: &View, tokens: &[Token]) -> (String, String) {
    let mut chars = view.chars.clone();
    for token in tokens.iter().filter(|token| token.kind != TokenKind::Hashtag) {
        let text = token.span.0..token.span.1;
        chars.get_mut(text).into_iter().flatten().for_each(|letter| *letter = ' ');
    }
    let text: String = chars.into_iter().map(|letter| if letter == '#' { ' ' } else { letter }).collect();
    let mut running = String::with_capacity(text.len());
    let shouted = !text.chars().any(char::is_lowercase);
    for word in text.split_whitespace() {
        let code = word.chars().any(|letter| letter.is_ascii_digit())
            || (!shouted
                && word.len() > 1
                && word.is_ascii()
                && !word.chars().any(|letter| letter.is_ascii_lowercase()));
        if !code || word.chars().any(is_spaceless) {
            running.push_str(word);
            running.push(' ');
        }
    }
    let running = if shouted { running.to_lowercase() } else { running };
    let folded = fold(&running);
    (running, folded)
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
        let view = View::new(text);
        Languages::new().guess(&view, &tokens(&view), None).code
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
        let view = View::new("the");
        assert!(Languages::new().guess(&view, &tokens(&view), None).confidence < 0.6);
    }
}

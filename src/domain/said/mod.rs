//! How a first name is roughly said, spelled for readers of each of our languages: help for somebody who meets it at a gate
//! for the first time, not phonetics. A name whose letters the rules of its language do not fit gets no help.

mod kana;
mod letters;
mod spelling;

use std::collections::BTreeMap;

use super::language::Language;
use letters::sounds_of;

/// What the rules tell apart. Long vowels are those that Dutch and German spell otherwise than short ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    A,
    LongA,
    E,
    LongE,
    /// The e at the end of Sanne.
    WeakE,
    I,
    /// The i of Dutch Wim.
    OpenI,
    LongI,
    O,
    LongO,
    U,
    LongU,
    /// The u of Dutch Rutger.
    OpenU,
    /// ü.
    Y,
    LongY,
    /// ö.
    Oe,
    /// The two of Dutch ij.
    Ei,
    /// The two of German ei.
    Ai,
    Au,
    Oi,
    B,
    D,
    F,
    G,
    H,
    /// The j of Yuki.
    J,
    K,
    L,
    M,
    N,
    /// ñ.
    Nj,
    P,
    R,
    S,
    T,
    Ts,
    V,
    W,
    /// The ch of Jochem.
    X,
    Z,
    Sh,
    Ch,
    /// The j of Junko.
    Dj,
}

impl Sound {
    const fn is_vowel(self) -> bool {
        (self as u8) <= (Self::Oi as u8)
    }
}

/// How a name is said, for readers of every language that would not say it so by themselves.
pub fn said(name: &str, language: Language) -> BTreeMap<Language, String> {
    let whole = name.to_lowercase();
    let Some(sounds) = sounds_of(&whole, language).filter(|sounds| !sounds.is_empty()) else {
        return BTreeMap::new();
    };
    let written = without_doubles(&whole);
    let readers = Language::ALL.iter().filter(|reader| **reader != language);
    let spelled = readers.map(|reader| match reader {
        Language::Ja => (*reader, kana::spell(&sounds)),
        _ => (*reader, spelling::spell(&sounds, *reader)),
    });
    spelled.filter(|(_, said)| said.replace('-', "") != written).collect()
}

fn without_doubles(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_they_are_said() {
        for (name, language, spelled) in [
            ("Joost", Language::Nl, "de johst, en yohst, es yost, ja ヨースト"),
            ("Femke", Language::Nl, "en fehm-kuh, ja フェムケ"),
            ("Thijs", Language::Nl, "de täis, en tays, es teis, ja テイス"),
            ("Sanne", Language::Nl, "en sah-nuh, ja サネ"),
            ("Ruud", Language::Nl, "de rüd, en rewd, es riud, ja リュード"),
            ("Wouter", Language::Nl, "de wau-ter, en vow-tehr, es vau-ter, ja ヴァウテル"),
            ("Jürgen", Language::De, "en yewr-gehn, es yiur-guen, ja ユルゲン, nl juur-gen"),
            ("Heike", Language::De, "en heye-kuh, es jai-ke, ja ハイケ, nl hai-ke"),
            ("Fritz", Language::De, "en freets, es frits, ja フリツ, nl friets"),
            ("Jorge", Language::Es, "de hor-he, en hohr-heh, ja ホルヘ, nl hor-he"),
            ("Guillermo", Language::Es, "de gi-jer-mo, en gee-yehr-moh, ja ギイェルモ, nl gie-jer-mo"),
            ("Begoña", Language::Es, "de be-go-nja, en beh-goh-nyah, ja ベゴニャ, nl be-go-nja"),
            ("Yuki", Language::Ja, "de ju-ki, en yoo-kee, nl joe-kie"),
            ("Shouhei", Language::Ja, "de schoh-heh, en shoh-hay, es sho-je, nl sjoo-hee"),
            ("Junko", Language::Ja, "de dschun-ko, en joon-koh, es yun-ko, nl dzjoen-ko"),
        ] {
            let mut found: Vec<_> =
                said(name, language).into_iter().map(|(reader, text)| format!("{} {text}", reader.as_str())).collect();
            found.sort();
            assert_eq!(found.join(", "), spelled, "{name}");
        }
    }

    #[test]
    fn what_is_said_as_it_is_written_or_the_rules_do_not_know_gets_no_help() {
        assert!(said("Anna", Language::En).is_empty());
        assert_eq!(said("Marta", Language::Es).into_keys().collect::<Vec<_>>(), [Language::En, Language::Ja]);
        for name in ["", "張偉", "Łukasz", "Jo-Ann", "O'Brien", "1"] {
            assert!(said(name, Language::Nl).is_empty(), "{name}");
        }
    }
}

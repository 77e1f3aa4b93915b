//! Folding: names in any script and spelling become plain lower-case words that can be compared.
//!
//! Latin marks go, Cyrillic and Greek are transliterated (ICAO Doc 9303, part 3, section 6), kana become Hepburn
//! romaji. What has no reading (kanji, hanzi) stays as it is. Input is cut: a name of a megabyte costs no more than one of 200 letters.

use unicode_normalization::UnicodeNormalization;

use super::kana;

/// Longest text that is read, in characters; no network shows a longer name.
const LONGEST: usize = 200;
/// Most words that are read.
const MOST_WORDS: usize = 12;

/// The words of a name: lower-case, without marks, apostrophes and decoration.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let cut: String = text.chars().filter(|letter| !is_invisible(*letter)).take(LONGEST).nfkc().collect();
    for letter in kana::to_romaji(&cut).nfkd() {
        if is_mark(letter) || matches!(letter, '\'' | '’' | 'ʼ' | '`' | '´' | '·') || is_invisible(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            close(&mut word, &mut words);
            continue;
        }
        for lower in letter.to_lowercase() {
            match latin(lower) {
                Some(letters) => word.push_str(letters),
                None if is_mark(lower) => {}
                None => word.push(lower),
            }
        }
    }
    close(&mut word, &mut words);
    words
}

fn close(word: &mut String, words: &mut Vec<String>) {
    let word = std::mem::take(word);
    if !word.is_empty() && words.len() < MOST_WORDS {
        words.push(word);
    }
}

/// A text folded to one word, nothing between.
pub(super) fn squeeze(text: &str) -> String {
    words(text).concat()
}

/// The name with its umlauts written out, as ICAO Doc 9303 allows beside dropping them; `None` where it has none.
pub(super) fn umlauts_expanded(text: &str) -> Option<String> {
    let has = |letter: char| matches!(letter, 'ä' | 'ö' | 'ü' | 'ø' | 'å' | 'Ä' | 'Ö' | 'Ü' | 'Ø' | 'Å');
    let composed: String = text.chars().take(LONGEST).nfc().collect();
    if !composed.contains(has) {
        return None;
    }
    let mut out = String::with_capacity(composed.len() + 4);
    for letter in composed.chars() {
        match letter {
            'ä' | 'Ä' => out.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'å' | 'Å' => out.push_str("aa"),
            other => out.push(other),
        }
    }
    Some(out)
}

/// A folded name as it would be without umlauts written out (`mueller`, `muller`); short names stay, `boer` is no `bör`.
pub(super) fn umlauts_contracted(word: &str) -> Option<String> {
    if word.len() < 5 {
        return None;
    }
    let short = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    (short != word).then_some(short)
}

/// Combining marks of the blocks that names use.
fn is_mark(letter: char) -> bool {
    matches!(letter as u32, 0x0300..=0x036F | 0x0483..=0x0489 | 0x064B..=0x065F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x3099..=0x309A | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

/// Joiners and direction marks, which can be planted inside a name.
fn is_invisible(letter: char) -> bool {
    matches!(letter as u32, 0x00AD | 0x061C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xE0000..=0xE007F)
}

/// Latin letters that do not decompose, Cyrillic and Greek.
fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ъ' | 'ь' => "",
        'а' | 'α' => "a",
        'æ' => "ae",
        'б' => "b",
        'ћ' => "c",
        'χ' | 'ч' => "ch",
        'đ' | 'ð' | 'д' | 'δ' => "d",
        'ђ' => "dj",
        'ѕ' | 'џ' => "dz",
        'ə' | 'э' | 'е' | 'є' | 'ε' | 'η' => "e",
        'ф' | 'φ' => "f",
        'г' | 'ґ' | 'γ' => "g",
        'ħ' => "h",
        'ı' | 'и' | 'і' | 'ι' => "i",
        'я' => "ia",
        'ю' => "iu",
        'ј' => "j",
        'к' | 'κ' => "k",
        'х' => "kh",
        'ł' | 'л' | 'λ' => "l",
        'љ' => "lj",
        'м' | 'μ' => "m",
        'ŋ' | 'н' | 'ν' => "n",
        'њ' => "nj",
        'ø' | 'о' | 'ο' | 'ω' => "o",
        'œ' => "oe",
        'п' | 'π' => "p",
        'ψ' => "ps",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'ш' => "sh",
        'щ' => "shch",
        'ß' => "ss",
        'т' | 'τ' => "t",
        'þ' | 'θ' => "th",
        'ц' => "ts",
        'у' => "u",
        'в' | 'β' => "v",
        'ξ' => "x",
        'υ' | 'ы' => "y",
        'з' | 'ζ' => "z",
        'ж' => "zh",
        _ => return None,
    })
}

/// A looser form under which spellings of one name meet: `mueller` and `muller`, `satoh`, `satou` and `sato`,
/// `janssen` and `jansen`, `kuijpers` and `kuypers`, `philip` and `filip`.
pub(super) fn loosely(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut loose = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let vowel_after_next = letters.get(at + 2).is_some_and(|letter| is_vowel(*letter));
        let (write, step) = match (letters[at], next) {
            (vowel @ ('a' | 'o' | 'u'), Some('e')) | (vowel @ 'o', Some('u')) => (vowel, 2),
            ('o', Some('h')) if !vowel_after_next => ('o', 2),
            ('i', Some('j')) => ('i', 2),
            ('y', _) => ('i', 1),
            ('p', Some('h')) => ('f', 2),
            ('t', Some('h')) => ('t', 2),
            ('c', Some('k')) => ('k', 2),
            (letter, _) => (letter, 1),
        };
        if !loose.ends_with(write) {
            loose.push(write);
        }
        at += step;
    }
    loose
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_plain_words() {
        for (text, folded) in [
            ("Sanne de Vries ✈️🇳🇱", "sanne de vries"),
            ("O'Brien-Ðåvîß", "obrien daviss"),
            ("Łukasz KOHUT", "lukasz kohut"),
            ("Дмитрий Щукин", "dmitrii shchukin"),
            ("Γιώργος Παπαδόπουλος", "giorgos papadopoylos"),
            ("たなか ゆき", "tanaka yuki"),
            ("タナカ　ユウキ", "tanaka yuuki"),
            ("ＳＡＮＮＥ", "sanne"),
            ("張偉", "張偉"),
            ("Sa\u{200b}nne\u{202e}", "sanne"),
        ] {
            assert_eq!(words(text).join(" "), folded, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_name_meet_loosely() {
        for (one, other) in [
            ("mueller", "muller"),
            ("satoh", "sato"),
            ("satou", "sato"),
            ("janssen", "jansen"),
            ("kuijpers", "kuypers"),
            ("philip", "filip"),
            ("schroeder", "schroder"),
            ("ohno", "ono"),
        ] {
            assert_eq!(loosely(one), loosely(other), "{one} {other}");
        }
        assert_ne!(loosely("smit"), loosely("smits"));
    }

    #[test]
    fn a_name_of_a_thousand_marks_is_cut() {
        let text = format!("a{}", "\u{0301}".repeat(100_000));
        assert_eq!(words(&text), ["a"]);
    }
}

//! How a first name is roughly said, spelled for readers of English: help for somebody who meets it at a gate for the first
//! time, not phonetics. Rules by letters of the traveller's language; a name they do not fit gets no help.

use super::language::Language;

/// Longest first within a language; the sound of a vowel is marked by `true`.
type Sounds = &'static [(&'static str, &'static str, bool)];

const DUTCH: Sounds = &[
    ("sch", "skh", false),
    ("aa", "ah", true),
    ("ee", "ay", true),
    ("oo", "oh", true),
    ("uu", "ew", true),
    ("ij", "ay", true),
    ("ei", "ay", true),
    ("ui", "ow", true),
    ("oe", "oo", true),
    ("eu", "ur", true),
    ("ou", "ow", true),
    ("au", "ow", true),
    ("ie", "ee", true),
    ("sj", "sh", false),
    ("tj", "ch", false),
    ("ch", "kh", false),
    ("th", "t", false),
    ("j", "y", false),
    ("g", "kh", false),
    ("w", "v", false),
    ("v", "f", false),
    ("a", "ah", true),
    ("e", "eh", true),
    ("i", "ih", true),
    ("o", "oh", true),
    ("u", "uh", true),
    ("y", "ee", true),
];

const GERMAN: Sounds = &[
    ("tsch", "ch", false),
    ("sch", "sh", false),
    ("ei", "eye", true),
    ("ai", "eye", true),
    ("ie", "ee", true),
    ("eu", "oy", true),
    ("äu", "oy", true),
    ("au", "ow", true),
    ("ch", "kh", false),
    ("th", "t", false),
    ("ph", "f", false),
    ("j", "y", false),
    ("w", "v", false),
    ("v", "f", false),
    ("z", "ts", false),
    ("ä", "eh", true),
    ("ö", "ur", true),
    ("ü", "ew", true),
    ("ß", "ss", false),
    ("a", "ah", true),
    ("e", "eh", true),
    ("i", "ee", true),
    ("o", "oh", true),
    ("u", "oo", true),
    ("y", "ew", true),
];

const SPANISH: Sounds = &[
    ("gue", "geh", true),
    ("gui", "gee", true),
    ("que", "keh", true),
    ("qui", "kee", true),
    ("ge", "heh", true),
    ("gé", "heh", true),
    ("gi", "hee", true),
    ("ce", "seh", true),
    ("cé", "seh", true),
    ("ci", "see", true),
    ("ch", "ch", false),
    ("ll", "y", false),
    ("ñ", "ny", false),
    ("j", "h", false),
    ("h", "", false),
    ("v", "b", false),
    ("z", "s", false),
    ("c", "k", false),
    ("á", "ah", true),
    ("é", "eh", true),
    ("í", "ee", true),
    ("ó", "oh", true),
    ("ú", "oo", true),
    ("a", "ah", true),
    ("e", "eh", true),
    ("i", "ee", true),
    ("o", "oh", true),
    ("u", "oo", true),
    ("y", "ee", true),
];

const JAPANESE: Sounds = &[
    ("ou", "oh", true),
    ("oo", "oh", true),
    ("uu", "oo", true),
    ("aa", "ah", true),
    ("ei", "ay", true),
    ("ā", "ah", true),
    ("ō", "oh", true),
    ("ū", "oo", true),
    ("sh", "sh", false),
    ("ch", "ch", false),
    ("ts", "ts", false),
    ("a", "ah", true),
    ("i", "ee", true),
    ("u", "oo", true),
    ("e", "eh", true),
    ("o", "oh", true),
];

/// Syllables of a name, parted by hyphens; `None` where the spelling says it, or these rules do not know the letters.
pub fn say(name: &str, language: Language) -> Option<String> {
    let sounds = match language {
        Language::Nl => DUTCH,
        Language::De => GERMAN,
        Language::Es => SPANISH,
        Language::Ja => JAPANESE,
        Language::En => return None,
    };
    let whole = name.to_lowercase();
    let mut units: Vec<(String, bool)> = Vec::new();
    let mut rest = whole.as_str();
    while let Some(letter) = rest.chars().next() {
        if let Some((from, to, vowel)) = sounds.iter().find(|(from, ..)| rest.starts_with(from)) {
            rest = &rest[from.len()..];
            let last = rest.is_empty() && *from == "e" && !units.is_empty();
            // An e at the end is not stressed where it is not said in full.
            let weak = last && matches!(language, Language::Nl | Language::De);
            units.push(((if weak { "uh" } else { to }).to_owned(), *vowel));
        } else if letter.is_ascii_lowercase() {
            rest = &rest[1..];
            if units.last().is_none_or(|(last, _)| *last != letter.to_string()) {
                units.push((letter.to_string(), false));
            }
        } else {
            return None;
        }
    }
    let said = syllables(&units);
    (said != whole && !said.is_empty()).then_some(said)
}

/// A syllable begins with the consonant before its vowel.
fn syllables(units: &[(String, bool)]) -> String {
    let mut breaks = Vec::new();
    let mut vowel_before: Option<usize> = None;
    for (at, (sound, vowel)) in units.iter().enumerate() {
        if !vowel {
            continue;
        }
        // Some sounds, such as a Spanish `ge`, bring their consonant along.
        let complete = !sound.starts_with(['a', 'e', 'i', 'o', 'u']);
        if let Some(before) = vowel_before {
            breaks.push(if at - before > 1 && !complete { at - 1 } else { at });
        }
        vowel_before = Some(at);
    }
    let mut text = String::new();
    for (at, (sound, _)) in units.iter().enumerate() {
        if breaks.contains(&at) {
            text.push('-');
        }
        text.push_str(sound);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_they_are_said() {
        for (name, language, said) in [
            ("Joost", Language::Nl, "yohst"),
            ("Femke", Language::Nl, "fehm-kuh"),
            ("Thijs", Language::Nl, "tays"),
            ("Sanne", Language::Nl, "sah-nuh"),
            ("Jürgen", Language::De, "yewr-gehn"),
            ("Heike", Language::De, "heye-kuh"),
            ("Jorge", Language::Es, "hohr-heh"),
            ("Guillermo", Language::Es, "gee-yehr-moh"),
            ("Begoña", Language::Es, "beh-goh-nyah"),
            ("Yuki", Language::Ja, "yoo-kee"),
            ("Shouhei", Language::Ja, "shoh-hay"),
        ] {
            assert_eq!(say(name, language).as_deref(), Some(said), "{name}");
        }
    }

    #[test]
    fn what_the_rules_do_not_know_gets_no_help() {
        assert_eq!(say("Anna", Language::En), None);
        for name in ["", "張偉", "Łukasz", "Jo-Ann", "O'Brien", "1"] {
            assert_eq!(say(name, Language::Nl), None, "{name}");
        }
    }
}

//! Names as two worlds write them: an airline (`DE VRIES/SANNE MRS`) and a person beside a handle (`Sanne ✈ | she/her`).
//!
//! Reading never fails; a text that holds no name gives no words. Nothing here compares.

use super::fold;
use super::kana;

/// Words that stand between given and family name and are often left out.
const PARTICLES: &str = "de der den van von vander vanden vande ten ter te het t s la le du des del della di da dos das do el \
        al bin ibn af av zu zum zur y e las los vom op in";

/// Particles as airlines glue them to the name, longest first.
const GLUED: &[&str] =
    &["vander", "vanden", "vonder", "vande", "della", "dela", "van", "von", "del", "ter", "ten", "de", "di", "la"];

/// Titles, degrees, suffixes and pronouns: no part of a name.
const NO_NAME: &str = "mr mrs ms miss mstr mx dr prof drs ir ing mag dipl sir dame lord lady capt captain frau herr dhr \
        mevr mw mevrouw sr sra srta jr jnr snr ii iii phd md mba msc bsc llm esq mep mp rn cpa she her he \
        him they them hers his sie ihr ella hen hun official real thereal travel travels photography photos";

/// Titles that airlines write behind a given name, also glued to it.
const TITLES: &[&str] = &["mstr", "miss", "mrs", "prof", "mr", "ms", "dr"];

/// A passenger's name in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BookedName {
    /// Given names, titles removed.
    pub(super) given: Vec<String>,
    /// Family name with its particles.
    pub(super) family: Vec<String>,
    /// Family name without its particles.
    pub(super) core: Vec<String>,
    /// Family name with umlauts written out, where there are any.
    pub(super) family_otherwise: Option<String>,
    /// The first given name, likewise.
    pub(super) given_otherwise: Option<String>,
}

impl BookedName {
    /// Reads a booking's name fields; understands the airline's slash form in the family name.
    pub(super) fn read(given_name: &str, family_name: &str) -> Self {
        let (family_text, given_text, slash) = match family_name.split_once('/') {
            Some((family, given)) if given_name.trim().is_empty() => (family, given, true),
            Some((family, _)) => (family, given_name, false),
            None => (family_name, given_name, false),
        };
        let mut given = fold::words(given_text);
        while given.len() > 1 && given.last().is_some_and(|word| TITLES.contains(&word.as_str())) {
            given.pop();
        }
        while given.len() > 1 && given.first().is_some_and(|word| TITLES.contains(&word.as_str())) {
            given.remove(0);
        }
        if let (true, Some(last)) = (slash, given.last_mut()) {
            let title = TITLES.iter().find(|title| last.ends_with(**title) && last.chars().count() >= title.len() + 3);
            if let Some(title) = title {
                last.truncate(last.len() - title.len());
            }
        }
        let mut family = read_kanji(fold::words(family_text));
        family.retain(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii"));
        let core: Vec<String> = family.iter().filter(|word| !is_particle(word)).cloned().collect();
        let core = if core.is_empty() { family.clone() } else { core };
        let family_otherwise = fold::umlauts_expanded(family_text).map(|text| fold::squeeze(&text));
        let given_otherwise = fold::umlauts_expanded(given_text).and_then(|text| fold::words(&text).into_iter().next());
        Self { given, family, core, family_otherwise, given_otherwise }
    }

    /// The family name of an airline that glues the particle on (`DEVRIES`), without it.
    pub(super) fn unglued(&self) -> Option<&str> {
        let [word] = self.family.as_slice() else { return None };
        GLUED.iter().find_map(|particle| word.strip_prefix(particle).filter(|rest| rest.chars().count() >= 4))
    }
}

/// Whether the word is a particle of family names.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.split(' ').any(|particle| particle == word)
}

/// The words of the name an author shows.
pub(super) fn shown(display_name: &str) -> Vec<String> {
    let mut part = display_name;
    for cut in ["|", "•", "(", "[", "@", " - ", " – ", " — ", "//", "·"] {
        part = part.split(cut).find(|piece| piece.chars().any(char::is_alphabetic)).unwrap_or(part);
    }
    let part = if part.contains(char::is_whitespace) { undisguised(part) } else { split_camel(&undisguised(part)) };
    let bare = fold::words(&part).into_iter().map(|word| word.trim_matches(char::is_numeric).to_owned());
    let words = read_kanji(bare.filter(|word| !word.is_empty()).collect());
    let named: Vec<String> = words.iter().filter(|word| is_name_word(word)).cloned().collect();
    if named.is_empty() {
        words.into_iter().filter(|word| word.chars().all(char::is_alphabetic)).collect()
    } else {
        named
    }
}

/// The text without words that mix Latin letters with look-alikes of Cyrillic or Greek: nobody's name is spelled so, but impostors spell one so.
fn undisguised(text: &str) -> String {
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter) && letter.is_alphabetic()
    };
    let is_look_alike = |letter: char| matches!(letter as u32, 0x370..=0x52f);
    let is_disguise = |word: &&str| word.contains(is_latin) && word.contains(is_look_alike);
    if !text.contains(is_look_alike) {
        return text.to_owned();
    }
    text.split_whitespace().filter(|word| !is_disguise(word)).collect::<Vec<_>>().join(" ")
}

fn is_name_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && !NO_NAME.split(' ').any(|other| other == word)
}

/// `SanneDeVries` as three words.
fn split_camel(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for letter in text.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            out.push(' ');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// Surnames in kanji become romaji; what follows them in the same word stays as a word.
fn read_kanji(words: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        match kana::surname(&word) {
            Some((surname, rest)) => {
                out.push(surname.to_owned());
                if !rest.is_empty() {
                    out.push(rest.to_owned());
                }
            }
            None => out.push(word),
        }
    }
    out
}

/// The letters of a handle that its owner chose: no server, no domain ending, no digits, no separators.
pub(super) fn handle_letters(handle: &str, has_domain: bool) -> String {
    const HOSTS: [&str; 4] = [".bsky.social", ".ap.brid.gy", ".blacksky.app", ".brid.gy"];
    let cut: String = handle.trim().trim_start_matches('@').chars().take(80).collect();
    let local = cut.split('@').next().unwrap_or_default();
    let local = match HOSTS.iter().find_map(|host| local.strip_suffix(host)) {
        Some(rest) => rest,
        None if has_domain => local.rsplit_once('.').map_or(local, |(rest, _)| rest),
        None => local,
    };
    fold::squeeze(local).chars().filter(|letter| !letter.is_numeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn booked(given: &str, family: &str) -> (String, String, String) {
        let name = BookedName::read(given, family);
        (name.given.join(" "), name.family.join(" "), name.core.join(" "))
    }

    #[test]
    fn airline_forms_are_read() {
        let three = |given: &str, family: &str, core: &str| (given.to_owned(), family.to_owned(), core.to_owned());
        assert_eq!(booked("", "DE VRIES/SANNE MRS"), three("sanne", "de vries", "vries"));
        assert_eq!(booked("", "DEVRIES/SANNEMRS"), three("sanne", "devries", "devries"));
        assert_eq!(booked("Jan Willem", "van 't Hof"), three("jan willem", "van t hof", "hof"));
        assert_eq!(booked("MR JOHN", "O'BRIEN JR"), three("john", "obrien", "obrien"));
        assert_eq!(booked("", "MR"), three("", "mr", "mr"));
        assert_eq!(booked("", "/"), three("", "", ""));
        assert_eq!(BookedName::read("", "DEVRIES/SANNE").unglued(), Some("vries"));
    }

    #[test]
    fn the_name_shown_loses_its_decoration() {
        for (text, words) in [
            ("Sanne de Vries ✈️ | travel & food", "sanne de vries"),
            ("Dr. Sanne de Vries (she/her)", "sanne de vries"),
            ("SanneDeVries", "sanne de vries"),
            ("田中由紀", "tanaka 由紀"),
            ("✨🌍✨", ""),
            ("sanne_85", "sanne"),
            ("Travel", "travel"),
            ("Kuijpers, Eva", "kuijpers eva"),
        ] {
            assert_eq!(shown(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn a_handle_keeps_what_its_owner_chose() {
        assert_eq!(handle_letters("sanne.example", true), "sanne");
        assert_eq!(handle_letters("@sanne_dv.bsky.social", true), "sannedv");
        assert_eq!(handle_letters("sanne.devries", false), "sannedevries");
        assert_eq!(handle_letters("sanne85@mastodon.social", false), "sanne");
    }
}

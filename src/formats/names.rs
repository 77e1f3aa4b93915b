//! Passenger names as airlines write them (IATA Resolution 763 and AIRIMP): `DE VRIES/SANNE MRS`.
//!
//! Family before the slash, given names behind it, the title glued on or apart. Names in all capitals are set in
//! ordinary case; names already in mixed case are left as they are.

use super::fields::plain;
use crate::domain::traveller::PassengerType;

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Family name.
    pub family: String,
    /// Given name(s) without title.
    pub given: String,
    /// Title, capitals: `MR`, `MRS` ...
    pub title: Option<String>,
}

/// Titles of adults and of children. `MISS` and `MSTR` are what reservation systems write for children.
const TITLES: [&str; 16] = [
    "MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF", "REV", "SIR", "LADY", "LORD", "CAPT", "CHD", "INF", "DHR", "MEVR",
];

/// Titles that systems glue to the given name without a space (`SANNEMRS`). `MS`, `DR` and others stay: `ADAMS`.
const GLUED: [&str; 5] = ["MRS", "MISS", "MSTR", "CHD", "MR"];

/// Particles that are written small in the middle of a family name.
const PARTICLES: [&str; 19] = [
    "VAN", "DE", "DER", "DEN", "TEN", "TER", "VON", "ZU", "ZUR", "DU", "DES", "DI", "DA", "DOS", "DEL", "LA", "EL",
    "IN", "'T",
];

impl Name {
    /// Takes `FAMILY/GIVEN TITLE` apart; without a slash, all of it is the family name.
    pub fn from_airline(text: &str) -> Self {
        let text = plain(text);
        let (family, given) = text.split_once('/').unwrap_or((&text, ""));
        Self::from_parts(family, given)
    }

    /// From two fields; the family field may hold the airline form, and then has the last word.
    pub fn from_fields(family: &str, given: &str) -> Self {
        if family.contains('/') {
            let name = Self::from_airline(family);
            if !name.given.is_empty() || given.is_empty() {
                return name;
            }
            let title = name.title;
            let name = Self::from_parts(&name.family, given);
            return Self { title: name.title.or(title), ..name };
        }
        Self::from_parts(family, given)
    }

    /// From the two halves of a teletype name, where titles are nearly always glued, `MS` and `DR` too.
    pub(super) fn from_teletype(family: &str, given: &str) -> Self {
        let apart = ["MS", "DR", "INF"].iter().find_map(|title| {
            let rest = given.trim().strip_suffix(title).filter(|rest| rest.chars().count() >= 3)?;
            (!rest.ends_with(' ')).then(|| format!("{rest} {title}"))
        });
        Self::from_parts(family, apart.as_deref().unwrap_or(given))
    }

    fn from_parts(family: &str, given: &str) -> Self {
        let (family, given) = (plain(family), plain(given));
        // A second slash parts titles and second names in some systems.
        let given = given.replace('/', " ");
        let (given, title) = strip_title(&given);
        Self { family: in_ordinary_case(family.trim(), true), given: in_ordinary_case(given.trim(), false), title }
    }

    /// What the title says of the passenger's age: a child, an infant, or nothing.
    /// `MISS` counts as a child where nothing else is known: rather no gift than one to a minor.
    pub fn type_by_title(&self) -> Option<PassengerType> {
        match self.title.as_deref()? {
            "CHD" | "MSTR" | "MISS" => Some(PassengerType::Child),
            "INF" => Some(PassengerType::Infant),
            _ => None,
        }
    }
}

fn strip_title(given: &str) -> (String, Option<String>) {
    let given = given.trim().trim_end_matches('.');
    let mut words: Vec<&str> = given.split_whitespace().collect();
    if let Some(last) = words.last().copied() {
        let word = last.to_uppercase();
        if TITLES.contains(&word.as_str()) && words.len() > 1 {
            words.pop();
            return (words.join(" "), Some(word));
        }
        let capitals = given.chars().all(|letter| !letter.is_lowercase());
        for title in GLUED {
            let rest = last.strip_suffix(title).filter(|rest| capitals && rest.chars().count() >= 3);
            if let Some(rest) = rest {
                words.pop();
                words.push(rest);
                return (words.join(" "), Some(title.to_owned()));
            }
        }
    }
    if let Some(first) = words.first().copied() {
        let word = first.trim_end_matches('.').to_uppercase();
        if TITLES.contains(&word.as_str()) && words.len() > 1 {
            return (words[1..].join(" "), Some(word));
        }
    }
    (words.join(" "), None)
}

/// `DE VRIES` → `de Vries`, `O'BRIEN-SMITH` → `O'Brien-Smith`; mixed case and scripts without case stay.
fn in_ordinary_case(name: &str, family: bool) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let words: Vec<_> = name.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let word = |(index, word): (usize, &&str)| {
        if family && index < last && PARTICLES.contains(word) { word.to_lowercase() } else { capitalised(word) }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut start = true;
    for letter in word.chars() {
        if start {
            text.push(letter);
        } else {
            text.extend(letter.to_lowercase());
        }
        start = !letter.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> (String, String, Option<String>) {
        let name = Name::from_airline(text);
        (name.family, name.given, name.title)
    }

    #[test]
    fn airline_forms_are_taken_apart() {
        let wanted = |family: &str, given: &str, title: &str| {
            (family.to_owned(), given.to_owned(), (!title.is_empty()).then(|| title.to_owned()))
        };
        assert_eq!(name("DE VRIES/SANNE MRS"), wanted("de Vries", "Sanne", "MRS"));
        assert_eq!(name("DEVRIES/SANNEMRS"), wanted("Devries", "Sanne", "MRS"));
        assert_eq!(name("O'BRIEN-SMITH/MARY ANN MS"), wanted("O'Brien-Smith", "Mary Ann", "MS"));
        assert_eq!(name("ADAMS/TOM"), wanted("Adams", "Tom", ""));
        assert_eq!(name("MR/MR"), wanted("Mr", "Mr", ""));
        assert_eq!(name("張/偉"), wanted("張", "偉", ""));
        assert_eq!(name("Van den Berg/Joost Dr."), wanted("Van den Berg", "Joost", "DR"));
    }

    #[test]
    fn two_fields_read_as_well_as_one() {
        let name = Name::from_fields("VRIES", "MRS SANNE");
        assert_eq!((name.family.as_str(), name.given.as_str()), ("Vries", "Sanne"));
        let name = Name::from_fields("VRIES/", "SANNE");
        assert_eq!((name.family.as_str(), name.given.as_str()), ("Vries", "Sanne"));
        assert_eq!(Name::from_fields("Null", "Null").family, "Null");
    }

    #[test]
    fn marks_that_turn_the_direction_of_writing_go() {
        assert_eq!(Name::from_fields("Smith\u{202E}", "\u{2066}Ann").family, "Smith");
    }

    #[test]
    fn a_childs_title_says_child() {
        assert_eq!(Name::from_airline("SMITH/TOMMSTR").type_by_title(), Some(PassengerType::Child));
        assert_eq!(Name::from_airline("SMITH/TOM MR").type_by_title(), None);
    }
}

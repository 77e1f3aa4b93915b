//! Names of made-up people: frequent ones as frequent ones are, and a long tail of rare family names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rand::RngExt;

use super::draw::{chance, pick, pick_early};
use super::stations::rows;

/// The names of one language, one list a part.
type Pool = BTreeMap<&'static str, Vec<&'static str>>;

static BOOK: LazyLock<BTreeMap<&'static str, Pool>> = LazyLock::new(|| {
    let mut book: BTreeMap<&'static str, Pool> = BTreeMap::new();
    for row in rows(include_str!("names.tsv")) {
        if let [pool, part, names] = row[..] {
            book.entry(pool).or_default().insert(part, names.split(", ").collect());
        }
    }
    book
});

/// Names of a language, frequent ones first; `part` is `female`, `male`, `family`, or `stem` and `tail` of rare family names.
pub(crate) fn list(pool: &str, part: &str) -> &'static [&'static str] {
    let own = BOOK.get(pool).and_then(|pool| pool.get(part));
    own.or_else(|| BOOK.get("en").and_then(|pool| pool.get(part))).map_or(&["Alex"], Vec::as_slice)
}

/// A given name, now and then two.
pub(super) fn given(pool: &str, female: bool, rng: &mut impl RngExt) -> String {
    let names = list(pool, if female { "female" } else { "male" });
    let first = *pick_early(names, rng);
    let second = *pick(names, rng);
    if chance(4, rng) && second != first && !first.contains(' ') { format!("{first} {second}") } else { first.into() }
}

/// A family name; in Spain mostly two.
pub(super) fn family(pool: &str, rng: &mut impl RngExt) -> String {
    let first = one_family(pool, rng);
    if pool == "es" && chance(70, rng) {
        return format!("{first} {}", one_family(pool, rng));
    }
    first
}

fn one_family(pool: &str, rng: &mut impl RngExt) -> String {
    let rare = match pool {
        "nl" | "en" | "de" => 55,
        "ja" | "es" => 25,
        _ => 0,
    };
    if chance(rare, rng) {
        return format!("{}{}", pick(list(pool, "stem"), rng), pick(list(pool, "tail"), rng));
    }
    (*pick_early(list(pool, "family"), rng)).to_owned()
}

/// The text in plain Latin letters, lower case, as handles and mail addresses have it: `Zoë de Vries` → `zoedevries`
/// with `joiner` between words.
pub(super) fn plain(text: &str, joiner: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let words = text.split([' ', '-', '\'']).map(|word| {
        let folded = word.to_lowercase().replace('ø', "o").replace('ß', "ss").replace('ı', "i").replace('ð', "d");
        folded.nfd().filter(char::is_ascii_alphanumeric).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(joiner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_languages_have_120_given_and_150_family_names_each() {
        for pool in ["nl", "en", "es", "de", "ja"] {
            assert!(list(pool, "female").len() + list(pool, "male").len() >= 120, "{pool}");
            assert!(list(pool, "family").len() >= 150, "{pool}");
        }
    }

    #[test]
    fn no_name_is_listed_twice_or_blank() {
        for (pool, parts) in BOOK.iter() {
            for (part, names) in parts {
                let distinct: std::collections::BTreeSet<_> = names.iter().collect();
                assert_eq!(distinct.len(), names.len(), "{pool} {part}");
                assert!(names.iter().all(|name| !name.trim().is_empty()), "{pool} {part}");
            }
        }
    }

    #[test]
    fn plain_text_has_only_ascii_letters() {
        assert_eq!(plain("Zoë de Vries", ""), "zoedevries");
        assert_eq!(plain("Müller-Weiß Øst", "."), "muller.weiss.ost");
    }
}

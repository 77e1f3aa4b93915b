//! Texts of pages and mails in five languages, from `locales/<language>/*.ftl`.
//!
//! A text that is missing is an error, never an empty place: the test that renders every page in every language finds
//! it. Words that other rooms make up (reason codes, tags) fall back to themselves.

pub mod format;

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::domain::language::Language;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

/// A locale file is absent or broken.
#[derive(Debug, thiserror::Error)]
#[error("locales/{folder}: {what}")]
pub struct LocaleFault {
    /// The language's folder.
    pub folder: String,
    /// What is wrong.
    pub what: String,
}

/// All texts.
pub struct Locales {
    bundles: BTreeMap<Language, Bundle>,
}

impl std::fmt::Debug for Locales {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locales({} languages)", self.bundles.len())
    }
}

impl Locales {
    /// Reads all locale files.
    pub fn load() -> Result<Self, LocaleFault> {
        let bundles = Language::ALL.iter().map(|language| Ok((*language, bundle(*language)?)));
        Ok(Self { bundles: bundles.collect::<Result<_, LocaleFault>>()? })
    }

    /// The texts of one language.
    pub fn texts(&self, language: Language) -> Texts<'_> {
        Texts { locales: self, language }
    }
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    locales: &'a Locales,
    /// The language.
    pub language: Language,
}

impl Texts<'_> {
    /// The text of a key with its arguments filled in; none when the key is missing.
    pub fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = self.locales.bundles.get(&self.language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut faults).into_owned();
        faults.is_empty().then_some(text)
    }

    /// The text of a key that needs no arguments; the key itself when it is missing.
    pub fn get(&self, key: &str) -> String {
        self.find(key, None).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a key with arguments; the key itself when it is missing.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set((*name).to_owned(), value.clone());
        }
        self.find(key, Some(&filled)).unwrap_or_else(|| key.to_owned())
    }

    /// A word of a group, such as `gift-state` and `picked_up`; the word itself, readable, when it is unknown.
    pub fn word(&self, group: &str, word: &str) -> String {
        let key = format!("{group}-{}", word.replace(',', "").replace(['_', ':', ' '], "-").to_lowercase());
        // `day:2025-03-04` is the word `day` with what it is about.
        let of_a_kind = || {
            let (head, what) = word.split_once(':')?;
            let mut args = FluentArgs::new();
            args.set("what", what);
            self.find(&format!("{group}-{}", head.replace('_', "-")), Some(&args))
        };
        self.find(&key, None).or_else(of_a_kind).unwrap_or_else(|| word.replace('_', " "))
    }

    /// A reason code such as `cap:stock:watch` in words.
    pub fn reason(&self, code: &str) -> String {
        let text = |head: &str, what: &str| {
            let mut args = FluentArgs::new();
            args.set("what", what.replace(['_', '-'], " "));
            self.find(&format!("reason-{}", head.replace(['_', ':'], "-").to_lowercase()), Some(&args))
        };
        let of_a_kind = || code.rsplit_once(':').and_then(|(head, what)| text(head, what));
        text(code, "").or_else(of_a_kind).unwrap_or_else(|| code.replace(['_', ':'], " "))
    }
}

/// An argument of a text.
pub type Arg = FluentValue<'static>;

/// A count as an argument: picks the plural and is written with the language's separators.
pub fn count(value: u64) -> Arg {
    FluentValue::from(value)
}

/// Words as an argument.
pub fn text(value: impl Into<String>) -> Arg {
    FluentValue::String(Cow::Owned(value.into()))
}

fn bundle(language: Language) -> Result<Bundle, LocaleFault> {
    let folder = format!("{language}/");
    let fault = |what: String| LocaleFault { folder: folder.clone(), what };
    let mut resources = Vec::new();
    for path in Files::iter().filter(|path| path.starts_with(&folder)) {
        let file = Files::get(&path).ok_or_else(|| fault(format!("{path} can't be read")))?;
        let source = String::from_utf8(file.data.into_owned()).map_err(|error| fault(format!("{path}: {error}")))?;
        resources.push(FluentResource::try_new(source).map_err(|(_, faults)| fault(format!("{path}: {faults:?}")))?);
    }
    let tag: LanguageIdentifier = language.as_str().parse().map_err(|error| fault(format!("{error:?}")))?;
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| whole_number(value, Language::En),
        Language::Nl => |value, _| whole_number(value, Language::Nl),
        Language::Es => |value, _| whole_number(value, Language::Es),
        Language::De => |value, _| whole_number(value, Language::De),
        Language::Ja => |value, _| whole_number(value, Language::Ja),
    }));
    for resource in resources {
        bundle.add_resource(resource).map_err(|faults| fault(format!("{faults:?}")))?;
    }
    Ok(bundle)
}

fn whole_number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(number.value, 0, language)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: Language) -> BTreeSet<String> {
        let own = Files::iter().filter(|path| path.starts_with(&format!("{language}/")));
        let files = own.filter_map(|path| Files::get(&path)).map(|file| file.data.into_owned());
        let source = files.map(|bytes| String::from_utf8(bytes).expect("UTF-8")).collect::<String>();
        let key = |line: &str| line.split_once(" =").map(|(key, _)| key.to_owned());
        source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(key).collect()
    }

    #[test]
    fn every_language_has_every_text() {
        let english = keys(Language::En);
        for language in Language::ALL {
            let own = keys(*language);
            let missing: Vec<_> = english.symmetric_difference(&own).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }

    #[test]
    fn every_piece_of_evidence_has_words_in_every_language() {
        let locales = Locales::load().expect("locales");
        for texts in Language::ALL.iter().map(|language| locales.texts(*language)) {
            for level in crate::linkage::Level::ALL {
                let key =
                    format!("evidence-level-{}", level.as_str().replace(',', "").replace(' ', "-").to_lowercase());
                assert!(texts.find(&key, None).is_some(), "{}: {key}", texts.language);
            }
        }
        assert_eq!(locales.texts(Language::Ja).word("evidence-level", "given, use agreed"), "届け出あり・利用に同意");
    }

    #[test]
    fn counts_pick_the_plural_and_the_separator() {
        let locales = Locales::load().expect("locales");
        let gifts = |language, n| locales.texts(language).with("count-gifts", &[("n", count(n))]);
        assert_eq!(gifts(Language::En, 1), "1 gift");
        assert_eq!(gifts(Language::En, 1200), "1,200 gifts");
        assert_eq!(gifts(Language::De, 1200), "1.200 Geschenke");
        assert_eq!(gifts(Language::Ja, 1200), "ギフト1,200件");
    }

    #[test]
    fn an_unknown_code_stays_readable() {
        let locales = Locales::load().expect("locales");
        let english = locales.texts(Language::En);
        assert_eq!(english.word("gift-state", "not_yet_known"), "not yet known");
        assert_eq!(english.reason("cap:stock:trail-watch"), "Out of stock: trail watch");
        assert_eq!(english.reason("cap:money:day"), "Day budget used up");
        assert_eq!(english.reason("brand:new"), "brand new");
    }
}

//! Dates in running text, absolute and relative, in en nl es de ja fr pt: a day and where it stands.
//!
//! Only days are read; "next week" or "in June" name no day and give nothing. Day words and calendar names follow
//! CLDR (see `tables/README.md`); `03/04` is read month first only in American zones.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};

use super::calendar::{Which, day_month, day_of_month, nth_weekday, shifted, weekday};
use super::date_rules::{Names, Rule, rules};
use super::language::LanguageGuess;
use super::phrases::Phrases;
use super::text::{Span, View, after, before, is_word};

/// A day named in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The day, in the zone of the origin airport where that is known.
    pub day: NaiveDate,
    /// Where it stands.
    pub span: Span,
}

/// Reads dates.
#[derive(Debug)]
pub(super) struct Dates {
    day_words: Phrases,
    names: Names,
    rules: Vec<(Rule, Regex)>,
}

impl Dates {
    /// Builds the readers from the embedded tables.
    pub(super) fn new() -> Self {
        let (names, patterns) = rules();
        let rules =
            patterns.into_iter().map(|(rule, pattern)| (rule, Regex::new(&pattern).expect("tested pattern"))).collect();
        Self { day_words: Phrases::new(&[include_str!("tables/date_words.tsv")]), names, rules }
    }

    /// The days a post names, `today` being the day it was written in the zone it speaks of.
    pub(super) fn find(&self, view: &View, guess: &LanguageGuess, today: NaiveDate, zone: Tz) -> Vec<DateMention> {
        let text = &view.folded;
        let month_first =
            zone.name().starts_with("America/") || zone.name().starts_with("US/") || zone.name() == "Pacific/Honolulu";
        let mut found: Vec<DateMention> = Vec::new();
        let mut taken: Vec<Span> = Vec::new();
        for hit in self.day_words.find_longest(view, guess) {
            let span = view.span(hit.start, hit.end);
            taken.push(span);
            let Ok(days) = self.day_words.name(hit).parse::<i64>() else { continue };
            found.extend(shifted(today, days, 'd').map(|day| DateMention { day, span }));
        }
        for (rule, pattern) in &self.rules {
            for parts in pattern.captures_iter(text) {
                let Some(all) = parts.get(0) else { continue };
                let end = all.start()
                    + all.as_str().trim_end_matches([' ', ',', '.', ';', ':', '!', '?', ')', '\n', '\t']).len();
                let span = view.span(all.start(), end);
                let runs_on = before(text, all.start())
                    .is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '$' | '€' | '#'));
                if runs_on || taken.iter().any(|other| other.overlaps(span)) {
                    continue;
                }
                if let Some(day) = self.resolve(*rule, &parts, text, today, month_first) {
                    taken.push(span);
                    found.push(DateMention { day, span });
                }
            }
        }
        found.sort_by_key(|date| date.span);
        found
    }

    fn resolve(
        &self,
        rule: Rule,
        parts: &Captures<'_>,
        text: &str,
        today: NaiveDate,
        month_first: bool,
    ) -> Option<NaiveDate> {
        let number = |name: &str| parts.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
        let named = |kind: &str, name: &str| {
            parts.name(name).and_then(|part| self.names.get(&format!("{kind}:{}", part.as_str()))).copied()
        };
        let year = parts.name("y").and_then(|part| part.as_str().parse::<i32>().ok());
        let (start, end) = (parts.get(0)?.start(), parts.get(0)?.end());
        match rule {
            Rule::Iso => day_month(today, number("d")?, number("m")?, year),
            Rule::Kanji => {
                let shift = match parts.name("rel").map(|part| part.as_str()) {
                    Some("去年" | "昨年") => Some(-1),
                    Some("今年") => Some(0),
                    Some("来年") => Some(1),
                    _ => None,
                };
                day_month(today, number("d")?, number("m")?, year.or(shift.map(|shift| today.year() + shift)))
            }
            Rule::DayMonth | Rule::MonthDay => {
                // "may 4 times", "mar 737": a short month needs an end after the number.
                let letters = after(text, end).is_some_and(is_word);
                (!letters).then(|| day_month(today, number("d")?, named("month", "month")?, year)).flatten()
            }
            Rule::DayWord => {
                let (nth, word) = (named("ordinal", "nth")?, parts.name("nth")?.as_str());
                let (cardinal, counted) = (NUMERALS.contains(&word), parts.get(0)?.as_str().contains(" de "));
                let last = ["last", "laatste", "letzter", "letzten", "letzte", "ultimo", "dernier"].contains(&word);
                (!last && (!cardinal || counted))
                    .then(|| day_month(today, nth, named("month", "month")?, year))
                    .flatten()
            }
            Rule::Nth => {
                nth_weekday(today, named("ordinal", "nth")?, named("day", "w")?, named("month", "month")?, year)
            }
            Rule::KanjiDay => {
                let counted = after(text, end).is_some_and(|letter| matches!(letter, '間' | '後' | '前' | '目' | '分'));
                (!counted).then(|| day_of_month(today, number("d")?)).flatten()
            }
            Rule::KanjiShort => {
                let place = "月火水木金土日"
                    .chars()
                    .position(|letter| parts.name("k").is_some_and(|part| part.as_str().starts_with(letter)))?;
                // 3月4日(火) has told its day already.
                let dated = before(text, start) == Some('日');
                (!dated).then(|| weekday(today, u32::try_from(place).ok()? + 1, Which::Coming)).flatten()
            }
            Rule::Slashed | Rule::Announced => {
                let (a, b) = (number("a")?, number("b")?);
                let numeric =
                    after(text, end).is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '%' | ':'));
                let short = parts.name("a")?.len() + parts.name("b")?.len() < 3;
                let vague =
                    rule == Rule::Slashed && year.is_none() && (short || (a, b) == (24, 7) || (a, b) == (9, 11));
                if numeric || vague {
                    return None;
                }
                let first = if month_first { day_month(today, b, a, year) } else { day_month(today, a, b, year) };
                first.or_else(|| if month_first { day_month(today, a, b, year) } else { day_month(today, b, a, year) })
            }
            Rule::Dotted => day_month(today, number("a")?, number("b")?, year),
            Rule::Weekday => {
                let word = parts.name("w")?;
                let spaceless = after(text, word.start()).is_some_and(super::text::is_spaceless);
                if !spaceless && (before(text, start).is_some_and(is_word) || after(text, end).is_some_and(is_word)) {
                    return None;
                }
                let around =
                    [parts.name("mod"), parts.name("post")].map(|part| part.map_or("", |part| part.as_str().trim()));
                weekday(today, named("day", "w")?, which_of(around[0], around[1]))
            }
            Rule::WeekdayShort => {
                let modifier = parts.name("mod").map_or("", |part| part.as_str().trim());
                let word = parts.name("w")?.as_str();
                let plain = ["tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "mie", "jue"].contains(&word);
                let dotted = parts.name("dot").is_some_and(|dot| !dot.is_empty()) && text.len() <= 6;
                let counted = ["on", "by", "until", "till", "op", "am", "el", "le", "this", "next", "last"]
                    .contains(&modifier)
                    && word.len() >= 3;
                (plain || dotted || counted)
                    .then(|| weekday(today, named("short", "w")?, which_of(modifier, "")))
                    .flatten()
            }
            Rule::Ahead | Rule::Ago => {
                let (count, unit) = [("n", "u"), ("n2", "u2"), ("n3", "u3")]
                    .into_iter()
                    .find_map(|(count, unit)| Some((parts.name(count)?.as_str(), parts.name(unit)?.as_str())))?;
                let spelled = || self.names.get(&format!("number:{count}")).map(|value| i64::from(*value));
                let count = count.parse::<i64>().ok().or_else(spelled)?;
                let sign = if rule == Rule::Ago { -1 } else { 1 };
                shifted(today, sign * count, unit_of(unit)?)
            }
            Rule::Ordinal => {
                let lead = parts.name("lead")?.as_str();
                let mark = parts.name("mark").map_or("", |part| part.as_str());
                let ends = parts.name("next").is_some();
                let said = match lead {
                    "el dia" | "dia" | "no dia" => true,
                    "el" | "le" | "op de" => ends || !mark.is_empty(),
                    "am" => !mark.is_empty(),
                    _ => !mark.is_empty() && mark != ".",
                };
                let open =
                    after(text, end).is_some_and(|letter| is_word(letter) || matches!(letter, '%' | '€' | ':' | '/'));
                (said && !open).then(|| day_of_month(today, number("d")?)).flatten()
            }
        }
    }
}

/// Numbers rather than ordinals: "cinco de mayo" is a day, "tres mayo" is none.
const NUMERALS: [&str; 15] = [
    "dos", "dois", "tres", "cuatro", "quatro", "cinco", "seis", "siete", "sete", "ocho", "oito", "nueve", "nove",
    "diez", "dez",
];

/// Where a weekday lies, from the words before and after it.
fn which_of(before: &str, after: &str) -> Which {
    let has = |words: &[&str]| words.iter().any(|word| before.starts_with(word) || after.contains(word));
    if has(&[
        "last week",
        "vorige week",
        "letzte woche",
        "letzter woche",
        "letzten woche",
        "semana pasada",
        "semana passada",
        "semaine derniere",
        "先週",
    ]) {
        Which::OfLastWeek
    } else if has(&[
        "next week",
        "volgende week",
        "nachste woche",
        "nachster woche",
        "nachsten woche",
        "semana que",
        "proxima semana",
        "semaine prochaine",
        "来週",
    ]) {
        Which::OfNextWeek
    } else if has(&["this week", "deze week", "diese woche", "dieser woche", "esta semana", "cette semaine"]) {
        Which::OfThisWeek
    } else if matches!(
        before,
        "last" | "afgelopen" | "vorige" | "letzten" | "letzte" | "vergangenen" | "pasado" | "el pasado" | "ultimo"
    ) || has(&["dernier"])
        || matches!(after, "pasado" | "passado" | "passada")
    {
        Which::Last
    } else if matches!(before, "next" | "proximo" | "el proximo")
        || matches!(after, "proximo" | "suivant" | "que viene" | "que vem")
    {
        Which::OfNextWeek
    } else if matches!(before, "this" | "deze" | "este" | "esta" | "diesen" | "diese") || before.starts_with("今週") {
        Which::This
    } else {
        Which::Coming
    }
}

/// `d`, `w`, `m` or `y` of a unit word in any of the languages.
fn unit_of(word: &str) -> Option<char> {
    Some(match word {
        "日" => 'd',
        "週間" => 'w',
        "か月" | "ヶ月" => 'm',
        "年" => 'y',
        _ if word.starts_with("jour") || word.starts_with('d') || word.starts_with("tag") => 'd',
        _ if word.starts_with('w') || word.starts_with("sem") => 'w',
        _ if word.starts_with('m') => 'm',
        _ if word.starts_with('y') || word.starts_with('j') || word.starts_with("an") => 'y',
        _ => return None,
    })
}

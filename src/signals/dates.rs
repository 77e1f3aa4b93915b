//! Dates in running text, absolute and relative, in en nl es de ja fr pt: a day and where it stands.
//!
//! Only days are read; "next week" or "in June" name no day and give nothing. Day words and calendar names follow
//! CLDR (see `tables/README.md`); `03/04` is read month first only in American zones.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};

use super::calendar::{Which, day_month, day_of_month, shifted, weekday};
use super::language::LanguageGuess;
use super::phrases::Phrases;
use super::text::{Span, View, after, before, fold, is_word};

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
    names: BTreeMap<String, u32>,
    rules: Vec<(Rule, Regex)>,
}

#[derive(Debug, Clone, Copy)]
enum Rule {
    Iso,
    DayMonth,
    MonthDay,
    Kanji,
    KanjiDay,
    Slashed,
    Dotted,
    Weekday,
    WeekdayShort,
    Ahead,
    Ago,
    Ordinal,
}

impl Dates {
    /// Builds the readers from the embedded tables.
    pub(super) fn new() -> Self {
        let mut names = BTreeMap::new();
        let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for line in include_str!("tables/calendar_words.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, value, words] = columns[..] else { continue };
            for word in words.split(';').map(fold) {
                lists.entry(kind).or_default().push(regex::escape(&word));
                names.insert(format!("{kind}:{word}"), value.parse().unwrap_or_default());
            }
        }
        let list = |kind: &str| {
            let mut words = lists.get(kind).cloned().unwrap_or_default();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words.join("|")
        };
        let (month, day, short, number) = (list("month"), list("day"), list("short"), list("number"));
        let of = r"(?:\s?(?:of|de|del|den|ter)\s)?";
        let year = r"(?:(?:,|\s|'|\sof\s|\sde\s|\sdel\s){1,3}(?P<y>(?:19|20)\d\d))?";
        let patterns = [
            (Rule::Iso, r"\b(?P<y>(?:19|20)\d\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})\b".to_owned()),
            (Rule::DayMonth, format!(r"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|e|er|ste|de|º)?(?:\s|-)?{of}(?P<month>{month})\b\.?{year}")),
            (Rule::MonthDay, format!(r"\b(?P<month>{month})\b\.?\s?(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b{year}")),
            (Rule::Kanji, r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日".to_owned()),
            (Rule::KanjiDay, r"(?P<d>\d{1,2})日".to_owned()),
            (Rule::Slashed, r"(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d{2}))?".to_owned()),
            (Rule::Dotted, r"\b(?P<a>\d{1,2})[.-](?P<b>\d{1,2})(?:\.|[.-](?P<y>\d{4}|\d{2}))(?:\s|$|[,;:!?)])".to_owned()),
            (
                Rule::Weekday,
                format!(
                    r"(?P<mod>\b(?:this coming|next week|this|next|last|coming|aanstaande|komende|volgende week|volgende|afgelopen|vorige|deze|nachsten?|kommenden?|diesen?|letzten?|vergangenen|proximo|este|pasado|ultimo|proxima|esta|na proxima)\s|先週の?|来週の?|今週の?|次の|今度の)?(?P<w>{day})s?(?P<post>\s(?:of |in )?(?:next week|volgende week|nachste woche|que viene|proximo|proxima|prochain|dernier|pasado|passad[oa]|de la semana que viene|of last week))?"
                ),
            ),
            (Rule::WeekdayShort, format!(r"(?P<mod>\b(?:this|next|last|on|by|until|till|op|am|el|le)\s)(?P<w>{short})\b")),
            (
                Rule::Ahead,
                format!(
                    r"\b(?:in|over|dentro de|en|binnen|dans|d'ici|daqui a|em|just|only|noch|nog|another)\s(?:about\s|just\s|only\s)?(?P<n>\d{{1,3}}|{number})\s?(?P<u>days?|dagen|dag|tagen?|tage|dias?|jours?|weeks?|weken|week|wochen?|semanas?|semaines?|months?|maand(?:en)?|monat(?:en)?|mes(?:es)?|mois|years?|jaar|jahr(?:en)?|anos?|ans?)\b|\b(?P<n2>\d{{1,3}}|{number})\s(?P<u2>days?|weeks?|months?)\s(?:from now|from today|to go|until)\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>日|週間|か月|ヶ月|年)後"
                ),
            ),
            (
                Rule::Ago,
                format!(
                    r"\b(?P<n>\d{{1,3}}|{number})\s(?P<u>days?|dagen|dag|weeks?|weken|week|months?|maand(?:en)?|years?|jaar|dias|semanas|meses|anos)\s(?:ago|geleden|atras)\b|\b(?:hace|vor|il y a|ha)\s(?P<n2>\d{{1,3}}|{number})\s(?P<u2>dias?|tag(?:en)?|jours?|semanas?|wochen?|semaines?|mes(?:es)?|monat(?:en)?|mois|anos?|jahr(?:en)?|ans?)\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>日|週間|か月|ヶ月|年)前"
                ),
            ),
            (Rule::Ordinal, r"\b(?:on the|on|the|until the|till the|el dia|am|op de|le|dia)\s(?P<d>\d{1,2})(?:st|nd|rd|th|e|ste|\.)?(?:\s|$|[,.!?])".to_owned()),
        ];
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
            Rule::Iso | Rule::Kanji => day_month(today, number("d")?, number("m")?, year),
            Rule::DayMonth | Rule::MonthDay => {
                // "may 4 times", "mar 737": a short month needs an end after the number.
                let letters = after(text, end).is_some_and(is_word);
                (!letters).then(|| day_month(today, number("d")?, named("month", "month")?, year)).flatten()
            }
            Rule::KanjiDay => {
                let counted = after(text, end).is_some_and(|letter| matches!(letter, '間' | '後' | '前' | '目' | '分'));
                (!counted).then(|| day_of_month(today, number("d")?)).flatten()
            }
            Rule::Slashed => {
                let (a, b) = (number("a")?, number("b")?);
                let numeric =
                    after(text, end).is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '%'));
                let vague = year.is_none()
                    && (parts.name("a")?.len() + parts.name("b")?.len() < 3 || (a, b) == (24, 7) || (a, b) == (9, 11));
                if numeric || vague {
                    return None;
                }
                let first = if month_first { day_month(today, b, a, year) } else { day_month(today, a, b, year) };
                first.or_else(|| if month_first { day_month(today, a, b, year) } else { day_month(today, b, a, year) })
            }
            Rule::Dotted => day_month(today, number("a")?, number("b")?, year),
            Rule::Weekday => {
                let modifier = parts.name("mod").map_or("", |part| part.as_str().trim());
                let post = parts.name("post").map_or("", |part| part.as_str().trim());
                let word = parts.name("w")?;
                let spaceless = after(text, word.start()).is_some_and(super::text::is_spaceless);
                if !spaceless && (before(text, start).is_some_and(is_word) || after(text, end).is_some_and(is_word)) {
                    return None;
                }
                let which = match (modifier, post) {
                    (
                        "last" | "afgelopen" | "vorige" | "letzten" | "letzte" | "vergangenen" | "pasado" | "ultimo",
                        _,
                    ) => Which::Last,
                    (_, "dernier" | "pasado" | "passado" | "passada" | "of last week") => Which::Last,
                    ("next week" | "volgende week" | "来週の" | "来週", _) => Which::OfNextWeek,
                    (
                        _,
                        "next week"
                        | "of next week"
                        | "in next week"
                        | "volgende week"
                        | "nachste woche"
                        | "de la semana que viene",
                    ) => Which::OfNextWeek,
                    ("next" | "volgende" | "proximo" | "proxima" | "na proxima" | "nachsten" | "nachste", _) => {
                        Which::Next
                    }
                    ("this" | "deze" | "este" | "esta" | "diesen" | "diese" | "今週の" | "今週", _) => Which::This,
                    ("先週の" | "先週", _) => {
                        return weekday(today, named("day", "w")?, Which::OfNextWeek)?
                            .checked_sub_days(chrono::Days::new(14));
                    }
                    _ => Which::Coming,
                };
                weekday(today, named("day", "w")?, which)
            }
            Rule::WeekdayShort => {
                let which = if parts.name("mod")?.as_str().trim() == "last" { Which::Last } else { Which::Coming };
                let word = parts.name("w")?.as_str();
                (word.len() >= 3).then(|| weekday(today, named("short", "w")?, which)).flatten()
            }
            Rule::Ahead | Rule::Ago => {
                let (count, unit) = [("n", "u"), ("n2", "u2"), ("n3", "u3")]
                    .into_iter()
                    .find_map(|(count, unit)| Some((parts.name(count)?.as_str(), parts.name(unit)?.as_str())))?;
                let count = count
                    .parse::<i64>()
                    .ok()
                    .or_else(|| self.names.get(&format!("number:{count}")).map(|value| i64::from(*value)))?;
                let sign = if matches!(rule, Rule::Ago) { -1 } else { 1 };
                shifted(today, sign * count, unit_of(unit)?)
            }
            Rule::Ordinal => {
                let head = parts.get(0)?.as_str();
                let marked = ["st", "nd", "rd", "th", "e", "ste"]
                    .iter()
                    .any(|mark| head.trim_end_matches([' ', ',', '.', '!', '?']).ends_with(mark));
                let spanish = head.starts_with("el dia") || head.starts_with("dia") || head.starts_with("op de");
                let dotted = head.starts_with("am ") && head.trim_end().ends_with('.');
                (marked || spanish || dotted).then(|| day_of_month(today, number("d")?)).flatten()
            }
        }
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
        _ if word.starts_with("w") || word.starts_with("sem") => 'w',
        _ if word.starts_with('m') => 'm',
        _ if word.starts_with('y') || word.starts_with('j') || word.starts_with("an") => 'y',
        _ => return None,
    })
}

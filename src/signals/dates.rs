//! Dates in running text, absolute and relative, in en nl es de ja fr pt: a day and where it stands.
//!
//! Only days are read; "next week" or "in June" name no day and give nothing. Day words and calendar names follow
//! CLDR (see `tables/README.md`); `03/04` is read month first only in American zones. A range gives both its ends.

use std::sync::LazyLock;

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::calendar::{on_weekday, shifted};
use super::date_hints::{Hints, Seen};
use super::date_rules::{Names, Rule, rules};
use super::date_values::{Reading, unit_of};
use super::holidays::Holidays;
use super::language::LanguageGuess;
use super::phrases::{Hits, LexiconBuilder, Phrases};
use super::text::{Span, View, before, pattern};

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
    holidays: Holidays,
    names: Names,
    hints: Hints,
    rules: Vec<(Rule, Regex)>,
}

/// A day read from the folded text.
struct Read {
    start: usize,
    end: usize,
    day: NaiveDate,
    /// The last day of a range.
    until: Option<NaiveDate>,
    /// Whether it is no more than a weekday, or a date without a year: two such may tell of one day.
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Weekday,
    DateWithoutYear,
    Other,
}

static WEEKDAY_TO_DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s,.(]*(?:the|der|den|dem|el|le|o|dia|op|am|on|de)?[\s(]*$"));
static DATE_TO_WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s,(]*$"));
static SHIFTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?P<n>\d{1,3}|[a-z]+)\s(?P<u>days?|dagen|dag|tagen?|tage|dias?|jours?|weeks?|weken|wochen?|semanas?|semaines?|",
        r"months?|maand(?:en)?|monat(?:en)?|mes(?:es)?|mois|years?|jaar|jahr(?:en?)?|anos?|ans?)\s",
        r"(?P<dir>after|from|na|nach|despues de|apres|depois d[eoa]|before|voor|vor|antes d[eoa]|avant)\s(?:the |el |la |le |l')?$"
    ))
});

impl Dates {
    /// Builds the readers from the embedded tables.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        let (names, patterns) = rules();
        let hints = Hints::new(&names);
        let rules = patterns.into_iter().map(|(rule, shape)| (rule, pattern(&shape))).collect();
        let day_words = lexicon.add(include_str!("tables/date_words.tsv"));
        Self { day_words, holidays: Holidays::new(lexicon), names, hints, rules }
    }

    /// The days a post names, `today` being the day it was written in the zone it speaks of.
    pub(super) fn find(
        &self,
        view: &View,
        guess: &LanguageGuess,
        hits: &Hits,
        today: NaiveDate,
        zone: Tz,
    ) -> Vec<DateMention> {
        let month_first =
            zone.name().starts_with("America/") || zone.name().starts_with("US/") || zone.name() == "Pacific/Honolulu";
        let text = view.folded.as_str();
        let reading = Reading { names: &self.names, text, today, month_first, portuguese: guess.maybe("pt") };
        let seen = self.hints.seen(text);
        let mut found: Vec<Read> = Vec::new();
        let mut taken: Vec<(usize, usize)> = Vec::new();
        self.by_rules(&reading, seen, true, &mut found, &mut taken);
        let free = |taken: &[(usize, usize)], start: usize, end: usize| {
            !taken.iter().any(|other| start < other.1 && other.0 < end)
        };
        for hit in self.day_words.longest(hits) {
            if free(&taken, hit.start, hit.end) {
                taken.push((hit.start, hit.end));
                let day = self.day_words.name(hit).parse().ok().and_then(|days| shifted(today, days, 'd'));
                found.extend(day.map(|day| Read::new(hit.start, hit.end, day)));
            }
        }
        for named in self.holidays.find(view, hits, today) {
            if free(&taken, named.start, named.end) {
                taken.push((named.start, named.end));
                found.extend(named.day.and_then(|day| self.moved(text, named.start, named.end, day)));
            }
        }
        self.by_rules(&reading, seen, false, &mut found, &mut taken);
        found.sort_by_key(|read| (read.start, read.end));
        let mut mentions: Vec<DateMention> = Vec::new();
        for read in merged(text, found, today) {
            let span = view.span(read.start, read.end);
            mentions.push(DateMention { day: read.day, span });
            mentions.extend(read.until.map(|day| DateMention { day, span }));
        }
        mentions
    }

    fn by_rules(
        &self,
        reading: &Reading<'_>,
        seen: Seen,
        early: bool,
        found: &mut Vec<Read>,
        taken: &mut Vec<(usize, usize)>,
    ) {
        let text = reading.text;
        for (rule, pattern) in &self.rules {
            if rule.counts_from_today() != early || !seen.covers(rule.needs()) {
                continue;
            }
            for parts in pattern.captures_iter(text) {
                let Some(all) = parts.get(0) else { continue };
                let shown = all.as_str().trim_end_matches([' ', ',', '.', ';', ':', '!', '?', ')', '\n', '\t']);
                let (start, end) = (all.start(), all.start() + shown.len());
                let runs_on = before(text, start)
                    .is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '/' | '$' | '€' | '#'));
                if runs_on || taken.iter().any(|other| start < other.1 && other.0 < end) {
                    continue;
                }
                let Some(day) = reading.resolve(*rule, &parts) else { continue };
                let until = reading.last_of_range(*rule, &parts).filter(|last| *last > day);
                if until.is_none() && matches!(rule, Rule::Between | Rule::MonthBetween) {
                    continue;
                }
                let dated = ["y", "y2", "y3"].iter().any(|name| parts.name(name).is_some());
                let kind = match rule {
                    Rule::Weekday | Rule::WeekdayShort if parts.name("post").is_none() => Kind::Weekday,
                    Rule::DayMonth | Rule::MonthDay | Rule::DayWord | Rule::MonthWord if !dated => {
                        Kind::DateWithoutYear
                    }
                    _ => Kind::Other,
                };
                taken.push((start, end));
                found.push(Read { start, end, day, until, kind });
            }
        }
    }

    /// "three days after Easter": the day, moved by what stands before it.
    fn moved(&self, text: &str, start: usize, end: usize, day: NaiveDate) -> Option<Read> {
        let Some(parts) = SHIFTED.captures(&text[..start]) else { return Some(Read::new(start, end, day)) };
        let count = parts.name("n")?.as_str();
        let spelled = || self.names.get(&format!("number:{count}")).map(|value| i64::from(*value));
        let Some(count) = count.parse().ok().or_else(spelled) else { return Some(Read::new(start, end, day)) };
        let back = ["before", "voor", "vor", "avant"].contains(&&parts["dir"]) || parts["dir"].starts_with("antes");
        let unit = unit_of(&parts["u"])?;
        // "A year from Christmas" is the Christmas after the last one.
        let day = if unit == 'y' && !back { shifted(day, -1, 'y')? } else { day };
        let moved = shifted(day, if back { -count } else { count }, unit)?;
        Some(Read::new(parts.get(0)?.start(), end, moved))
    }
}

impl Read {
    fn new(start: usize, end: usize, day: NaiveDate) -> Self {
        Self { start, end, day, until: None, kind: Kind::Other }
    }

    fn weekday(&self) -> u32 {
        chrono::Datelike::weekday(&self.day).number_from_monday()
    }
}

/// "Friday, 18 July 2025" and "Jul 18, Fri" are one day; without a year, the weekday tells which.
fn merged(text: &str, found: Vec<Read>, today: NaiveDate) -> Vec<Read> {
    let mut kept: Vec<Read> = Vec::new();
    for mut read in found {
        let Some(last) = kept.last_mut() else {
            kept.push(read);
            continue;
        };
        let gap = text.get(last.end..read.start).unwrap_or("-");
        if last.kind == Kind::Weekday && read.kind != Kind::Weekday && WEEKDAY_TO_DATE.is_match(gap) {
            let dated = read.kind == Kind::DateWithoutYear;
            let weekday = last.weekday();
            // "Friday tomorrow" is no date beside a weekday, but tomorrow may well be the Friday.
            if dated
                || read.weekday() == weekday
                || text[read.start..read.end].bytes().any(|byte| byte.is_ascii_digit())
            {
                read.day = told_by(&read, weekday, today, dated);
                read.start = last.start;
                *last = read;
                continue;
            }
        } else if read.kind == Kind::Weekday && last.kind == Kind::DateWithoutYear && DATE_TO_WEEKDAY.is_match(gap) {
            last.day = told_by(last, read.weekday(), today, true);
            last.end = read.end;
            continue;
        }
        kept.push(read);
    }
    kept
}

fn told_by(read: &Read, weekday: u32, today: NaiveDate, dated: bool) -> NaiveDate {
    if !dated || read.weekday() == weekday || read.until.is_some() {
        return read.day;
    }
    // A year ahead is a plan; further ahead one of the two is a slip of the pen.
    let near = |day: &NaiveDate| *day < today + Duration::days(550);
    on_weekday(read.day, today, weekday).filter(near).unwrap_or(read.day)
}

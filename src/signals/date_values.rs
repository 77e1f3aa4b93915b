//! What a shape of a date found in text means: one day, counted from the day the post was written.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};

use super::calendar::{
    Which, day_month, day_of_month, last_of_month, month_from, nth_of_month, nth_weekday, shifted, weekday,
    weekday_and_day, weekday_of_week,
};
use super::date_rules::{Names, Rule};
use super::text::{after, before, is_word, pattern};

/// What is known when a date is read.
pub(super) struct Reading<'a> {
    /// The calendar's names.
    pub names: &'a Names,
    /// The folded text.
    pub text: &'a str,
    /// The day the post was written.
    pub today: NaiveDate,
    /// Whether 03/04 is March.
    pub month_first: bool,
    /// Whether the post may be Portuguese: "segunda" is a day there and a "second" elsewhere.
    pub portuguese: bool,
}

impl Reading<'_> {
    /// The last day of a range.
    pub(super) fn last_of_range(&self, rule: Rule, parts: &Captures<'_>) -> Option<NaiveDate> {
        if !matches!(rule, Rule::Between | Rule::MonthBetween) {
            return None;
        }
        let month = *self.names.get(&format!("month:{}", parts.name("month")?.as_str()))?;
        let year = ["y", "y2", "y3"].iter().find_map(|name| parts.name(name)?.as_str().parse::<i32>().ok());
        day_month(self.today, parts.name("d2")?.as_str().parse().ok()?, month, year)
    }

    /// The day a match of a rule means, if it means one.
    pub(super) fn resolve(&self, rule: Rule, parts: &Captures<'_>) -> Option<NaiveDate> {
        let (text, today, month_first) = (self.text, self.today, self.month_first);
        let number = |name: &str| parts.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
        let named = |kind: &str, name: &str| {
            parts.name(name).and_then(|part| self.names.get(&format!("{kind}:{}", part.as_str()))).copied()
        };
        let year = ["y", "y2", "y3"].iter().find_map(|name| parts.name(name)?.as_str().parse::<i32>().ok());
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
                let kanji = |name: &str| number(name).or_else(|| kanji_number(parts.name(name)?.as_str()));
                day_month(today, kanji("d")?, kanji("m")?, year.or(shift.map(|shift| today.year() + shift)))
            }
            Rule::Era => {
                let start = if parts.name("era")?.as_str() == "令和" { 2018 } else { 1988 };
                let count = if parts.name("y")?.as_str() == "元" { 1 } else { year? };
                day_month(today, number("d")?, number("m")?, Some(start + count))
            }
            Rule::WeekdayIn | Rule::WeekdaysAway => {
                let count = parts.name("n")?.as_str();
                let count = count.parse().ok().or_else(|| self.names.get(&format!("number:{count}")).copied())?;
                let (day, count) = (named("day", "w")?, i64::from(count));
                let back = matches!(parts.name("dir")?.as_str(), "vor" | "ago" | "back");
                if rule == Rule::WeekdayIn {
                    return weekday_of_week(today, day, if back { -count } else { count });
                }
                let nearest = weekday(today, day, if back { Which::Last } else { Which::Coming })?;
                shifted(nearest, if back { 1 - count } else { count - 1 }, 'w')
            }
            Rule::LastDay => last_of_month(today, named("month", "month")?, year),
            Rule::NthRelative => {
                let month = month_from(today, months_of(parts.name("rel")?.as_str()))?;
                nth_of_month(month.year(), month.month(), named("ordinal", "nth")?, named("day", "w")?)
            }
            Rule::DayRelative => month_from(today, months_of(parts.name("rel")?.as_str()))?.with_day(number("d")?),
            Rule::Between | Rule::MonthBetween | Rule::DayMonth | Rule::MonthDay => {
                // "may 4 times", "mar 737": a short month needs an end after the number.
                let letters = after(text, end).is_some_and(is_word);
                (!letters).then(|| day_month(today, number("d")?, named("month", "month")?, year)).flatten()
            }
            Rule::DayWord | Rule::MonthWord => {
                let (nth, word) = (named("ordinal", "nth")?, parts.name("nth")?.as_str());
                let cardinal = NUMERALS.contains(&word) && !(self.portuguese && rule == Rule::DayWord);
                let counted = parts.get(0)?.as_str().contains(" de ");
                let last = LAST.contains(&word);
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
                let share = text[end..].starts_with(" of ") || text[end..].starts_with(" the ");
                if numeric || vague || share && year.is_none() {
                    return None;
                }
                let first = if month_first { day_month(today, b, a, year) } else { day_month(today, a, b, year) };
                first.or_else(|| if month_first { day_month(today, a, b, year) } else { day_month(today, b, a, year) })
            }
            Rule::Three => {
                let (a, b) = (number("a")?, number("b").or_else(|| number("b2")).or_else(|| number("b3"))?);
                let numeric = after(text, end).is_some_and(|letter| letter == '-' || is_word(letter));
                let (first, second) = if month_first { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
                let read = |(day, month)| day_month(today, day, month, year);
                (!numeric).then(|| read(first).or_else(|| read(second))).flatten()
            }
            Rule::WeekdayDay => {
                let (long, marked) = (named("day", "w").is_some(), parts.name("mark").is_some());
                let other = AFTER_A_DAY.is_match(&text[end..]);
                let day = named("day", "w").or_else(|| named("short", "w"))?;
                let months = if long || marked { 12 } else { 2 };
                (!other).then(|| weekday_and_day(today, day, number("d")?, months)).flatten()
            }
            Rule::WeekdayPlus => {
                let day = named("day", "w")?;
                match parts.name("n").map(|part| part.as_str()) {
                    None => shifted(weekday(today, day, Which::Coming)?, 1, 'w'),
                    Some(weeks) => shifted(
                        weekday(today, day, Which::This)?,
                        if weeks.ends_with('8') || weeks == "huit" { 1 } else { 2 },
                        'w',
                    ),
                }
            }
            Rule::Dotted => day_month(today, number("a")?, number("b")?, year),
            Rule::Weekday => {
                let word = parts.name("w")?;
                let spaceless = after(text, word.start()).is_some_and(super::text::is_spaceless);
                if !spaceless && (before(text, start).is_some_and(is_word) || after(text, end).is_some_and(is_word)) {
                    return None;
                }
                let pt = named("pt", "w");
                let around =
                    [parts.name("mod"), parts.name("post")].map(|part| part.map_or("", |part| part.as_str().trim()));
                if pt.is_some() {
                    let alone = around.iter().all(|word| word.is_empty());
                    if !self.portuguese || alone && !ENDS_A_DAY.is_match(&text[end..]) {
                        return None;
                    }
                }
                weekday(today, named("day", "w").or(pt)?, which_of(around[0], around[1]))
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
                let (count, unit) = [("n", "u"), ("n2", "u2"), ("n3", "u3"), ("n4", "u4")]
                    .into_iter()
                    .find_map(|(count, unit)| Some((parts.name(count)?.as_str(), parts.name(unit)?.as_str())))?;
                let spelled = || self.names.get(&format!("number:{count}")).map(|value| i64::from(*value));
                let count = count.parse::<i64>().ok().or_else(spelled)?;
                let sign = if rule == Rule::Ago { -1 } else { 1 };
                let unit = unit_of(unit)?;
                // Many years ago is an age, not a day.
                (unit != 'y' || count <= 3).then(|| shifted(today, sign * count, unit)).flatten()
            }
            Rule::OrdinalWord => {
                let last = parts.name("nth")?.as_str();
                let nth = named("ordinal", "nth").filter(|_| !LAST.contains(&last))?;
                day_of_month(today, nth)
            }
            Rule::Ordinal => {
                let lead = parts.name("lead")?.as_str();
                let mark = parts.name("mark").map_or("", |part| part.as_str());
                let ends = parts.name("next").is_some();
                let said = match lead {
                    "el dia" | "dia" | "no dia" => true,
                    "el" | "le" | "op de" => ends || !mark.is_empty(),
                    "am" => !mark.is_empty(),
                    // "the 3rd time", "on the 5th plane" count other things.
                    _ => !mark.is_empty() && mark != "." && ends,
                };
                let open =
                    after(text, end).is_some_and(|letter| is_word(letter) || matches!(letter, '%' | '€' | ':' | '/'));
                (said && !open).then(|| day_of_month(today, number("d")?)).flatten()
            }
        }
    }
}

/// Numbers rather than ordinals: "cinco de mayo" is a day, "tres mayo" is none.
const NUMERALS: [&str; 31] = [
    "dos",
    "dois",
    "tres",
    "cuatro",
    "quatro",
    "cinco",
    "seis",
    "siete",
    "sete",
    "ocho",
    "oito",
    "nueve",
    "nove",
    "diez",
    "dez",
    "uno",
    "um",
    "once",
    "doce",
    "trece",
    "treze",
    "catorce",
    "quince",
    "quinze",
    "dieciseis",
    "veinte",
    "vinte",
    "treinta",
    "trinta",
    "diecisiete",
    "dieciocho",
];

/// Words that count from the end.
const LAST: [&str; 7] = ["last", "laatste", "letzter", "letzten", "letzte", "ultimo", "dernier"];

static AFTER_A_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[:/%€.-]\d|\s?(?:am|pm|a\.m|p\.m|h|uhr|uur|o'clock|heures?|hrs?|min|x|%|€|times|people|days|weeks|hours|minutes|de la (?:manana|tarde|noche))\b|\w)",
    )
});
static ENDS_A_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\s?$|\s?[,.!?)]|\s(?:de manha|cedo|a noite|a tarde|a gente|as|eu|vou|vamos|tem|embarco|viajo|parto|chego)\b)",
    )
});

/// One to thirty-one in kanji.
fn kanji_number(word: &str) -> Option<u32> {
    let digit = |letter: char| "一二三四五六七八九".chars().position(|known| known == letter).map(|at| at as u32 + 1);
    match word.split_once('十') {
        None => word.chars().next().filter(|_| word.chars().count() == 1).and_then(digit),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()?)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones.chars().next()?)? };
            Some(tens * 10 + ones)
        }
    }
}

/// How many months from this one a relative month lies.
fn months_of(word: &str) -> i64 {
    let has = |words: &[&str]| words.iter().any(|part| word.contains(part));
    if has(&["next", "coming", "volgende", "nachste", "proximo", "que viene", "que vem", "prochain"]) {
        1
    } else if has(&["last", "previous", "vorige", "letzte", "pasado", "passado", "dernier"]) {
        -1
    } else {
        0
    }
}

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
        "semaine suivante",
        "d'apres",
        "来週",
    ]) {
        Which::OfNextWeek
    } else if has(&["this week", "deze week", "diese woche", "dieser woche", "esta semana", "cette semaine"]) {
        Which::OfThisWeek
    } else if before.starts_with("ubernachst") {
        Which::AfterNext
    } else if matches!(
        before,
        "last"
            | "since"
            | "seit"
            | "sinds"
            | "depuis"
            | "desde"
            | "desde el"
            | "afgelopen"
            | "vorige"
            | "letzten"
            | "letzte"
            | "vergangenen"
            | "pasado"
            | "el pasado"
            | "ultimo"
    ) || has(&["dernier"])
        || matches!(after, "pasado" | "passado" | "passada")
    {
        Which::Last
    } else if matches!(before, "next" | "proximo" | "el proximo")
        || matches!(after, "proximo" | "suivant" | "que viene" | "que vem")
    {
        Which::OfNextWeek
    } else if matches!(before, "this" | "deze" | "este" | "esta" | "essa" | "nesta" | "diesen" | "diese")
        || after == "agora"
        || before.starts_with("今週")
    {
        Which::This
    } else {
        Which::Coming
    }
}

/// `d`, `w`, `m` or `y` of a unit word in any of the languages.
pub(super) fn unit_of(word: &str) -> Option<char> {
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

//! The shapes a date takes in text, as patterns over folded text. What they mean is for `dates.rs`.
//!
//! Order matters: an earlier rule takes its stretch of text, later ones leave it alone.

use std::collections::BTreeMap;

use super::text::fold;

/// One shape of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// 2025-03-04.
    Iso,
    /// last friday of october.
    Nth,
    /// 4 March 2025.
    DayMonth,
    /// March 4th, 2025.
    MonthDay,
    /// first of March, cinco de mayo.
    DayWord,
    /// 3月4日.
    Kanji,
    /// 4日.
    KanjiDay,
    /// (火).
    KanjiShort,
    /// 04/03.
    Slashed,
    /// 04.03.2025.
    Dotted,
    /// am 4.3, op 4-3, el 4/3.
    Announced,
    /// next Friday, vrijdag, domingo de la semana pasada.
    Weekday,
    /// on Fri.
    WeekdayShort,
    /// in 3 days.
    Ahead,
    /// 3 days ago.
    Ago,
    /// on the 4th.
    Ordinal,
}

/// The names of the calendar: `kind:word` → value.
pub(super) type Names = BTreeMap<String, u32>;

/// The names of `calendar_words.tsv` and, for each rule in order, its pattern.
pub(super) fn rules() -> (Names, Vec<(Rule, String)>) {
    let mut names = Names::new();
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
    let (month, day, short, number, ordinal) =
        (list("month"), list("day"), list("short"), list("number"), list("ordinal"));
    let of = r"(?:\s?(?:of|de|del|den|ter)\s)?";
    let year = r"(?:(?:,|\s|'|/|-|\sof\s|\sde\s|\sdel\s){1,3}(?P<y>(?:19|20)\d\d))?";
    let modifier = "this coming|next week|last week|this week|this|next|last|coming|aanstaande|komende|volgende week|vorige week|deze week|volgende|afgelopen|vorige|deze|\
        nachste woche|letzte woche|diese woche|nachsten?|kommenden?|diesen?|letzten?|vergangenen|el proximo|proximo|este|pasado|el pasado|ultimo|na proxima|proxima|esta|nesta|essa|desta";
    let week = r"(?:of |in |from |der |de |da |do |du |de la |la |van |en )?(?:next week|last week|this week|volgende week|vorige week|deze week|nachste[rn]? woche|letzte[rn]? woche|diese[rn]? woche|la semana que viene|la proxima semana|esta semana|la semana pasada|semana que vem|proxima semana|semana passada|[dn]?esta semana|la semaine prochaine|semaine prochaine|cette semaine|la semaine derniere|semaine derniere|que viene|que vem|proximo|proxima|prochain|suivant|dernier|pasado|passad[oa])";
    let day_units = r"days?|dagen|dag|tagen?|tage|dias?|jours?|weeks?|weken|week|wochen?|semanas?|semaines?|months?|maand(?:en)?|monat(?:en)?|mes(?:es)?|mois|years?|jaar|jahr(?:en)?|anos?|ans?";
    let kanji_units = "日|週間|か月|ヶ月|年";
    let patterns = vec![
        (Rule::Iso, r"(?-u:\b)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?-u:\b)".to_owned()),
        (Rule::Nth, format!(r"\b(?P<nth>{ordinal})\s(?P<w>{day})\s(?:of|in|im|van|de|en|do|du)\s(?P<month>{month})\b{year}")),
        (Rule::DayMonth, format!(r"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|e|er|ste|de|te|ten|o|º)?(?:\s|-|/)?{of}(?P<month>{month})\b\.?{year}")),
        (Rule::MonthDay, format!(r"\b(?P<month>{month})\b\.?\s?(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b{year}")),
        (Rule::DayWord, format!(r"\b(?P<nth>{ordinal})(?:\sday)?\s(?:of\s|de\s)?(?P<month>{month})\b{year}")),
        (Rule::Kanji, r"(?:(?P<y>20\d\d)年|(?P<rel>去年|昨年|今年|来年)の?)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日".to_owned()),
        (Rule::KanjiDay, r"(?P<d>\d{1,2})日".to_owned()),
        (Rule::KanjiShort, r"\((?P<k>[月火水木金土日])\)".to_owned()),
        (Rule::Announced, r"\b(?:on|op|am|el|le|vom|zum|dia|ab|bis|del|au|du)\s(?P<a>\d{1,2})\s?[-./]\s?(?P<b>\d{1,2})(?:[-./](?P<y>\d{4}|\d{2}))?\b".to_owned()),
        (Rule::Slashed, r"(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d{2}))?".to_owned()),
        (Rule::Dotted, r"\b(?P<a>\d{1,2})[.-](?P<b>\d{1,2})(?:\.|[.-](?P<y>\d{4}|\d{2}))(?:\s|$|[,;:!?)])".to_owned()),
        (Rule::Weekday, format!(r"(?P<mod>\b(?:{modifier})\s|先週の?|来週の?|今週の?|次の|今度の)?(?P<w>{day})s?(?P<post>,?\s{week}\b)?")),
        (Rule::WeekdayShort, format!(r"(?P<mod>\b(?:this|next|last|on|by|until|till|op|am|el|le)\s)?\b(?P<w>{short})\b(?P<dot>\.?)")),
        (
            Rule::Ahead,
            format!(
                r"\b(?:in|over|dentro de|en|binnen|dans|d'ici|daqui a|em|just|only|noch|nog|another)\s(?:about\s|just\s|only\s)?(?P<n>\d{{1,3}}|{number})\s?(?P<u>{day_units})\b|\b(?P<n2>\d{{1,3}}|{number})\s(?P<u2>days?|weeks?|months?|years?)\s(?:from now|from today|to go|until|hence)\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>{kanji_units})後"
            ),
        ),
        (
            Rule::Ago,
            format!(
                r"\b(?P<n>\d{{1,3}}|{number})\s(?P<u>{day_units})\s(?:ago|geleden|atras|back)\b|\b(?:hace|vor|il y a|ha|faz)\s(?P<n2>\d{{1,3}}|{number})\s(?P<u2>{day_units})\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>{kanji_units})前"
            ),
        ),
        (Rule::Ordinal, r"\b(?P<lead>on the|on|the|until the|till the|el dia|am|op de|no dia|le|dia|el)\s(?P<d>\d{1,2})(?P<mark>st|nd|rd|th|e|er|ste|de|te|ten|\.)?(?P<next>\s(?:a|de|en|por|me|nos|salgo|viajo|vuelo|volamos|a las|au|pour|je|on|nous)\s|\s?$|[,.!?)])?".to_owned()),
    ];
    (names, patterns)
}

//! The shapes a date takes in text, as patterns over folded text. What they mean is for `dates.rs`.
//!
//! Order matters: an earlier rule takes its stretch of text, later ones leave it alone.

use std::collections::BTreeMap;

use super::date_hints::Seen;
use super::text::fold;

/// One shape of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// 2025-03-04.
    Iso,
    /// Friday in two weeks: of the week that far away.
    WeekdayIn,
    /// three Fridays from now.
    WeekdaysAway,
    /// 13-15 March.
    Between,
    /// March 13 to 15.
    MonthBetween,
    /// last day of October.
    LastDay,
    /// third Friday of next month.
    NthRelative,
    /// the 20th of next month.
    DayRelative,
    /// last friday of october.
    Nth,
    /// 4 March 2025.
    DayMonth,
    /// March 4th, 2025.
    MonthDay,
    /// first of March, cinco de mayo.
    DayWord,
    /// March first.
    MonthWord,
    /// 3月4日.
    Kanji,
    /// 令和3年8月6日.
    Era,
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
    /// 10-31-74, 20 02 2014.
    Three,
    /// Thursday the 15th.
    WeekdayDay,
    /// mercredi en huit, Friday after next.
    WeekdayPlus,
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
    /// on the first.
    OrdinalWord,
}

impl Rule {
    /// Whether the rule counts from today, so that "today" and "tomorrow" in it are not read by themselves.
    pub(super) fn counts_from_today(self) -> bool {
        matches!(self, Self::WeekdayIn | Self::WeekdaysAway | Self::Ahead | Self::Ago)
    }

    /// What a text must hold before the rule is worth trying.
    pub(super) fn needs(self) -> Seen {
        match self {
            Self::Iso | Self::Three | Self::Slashed | Self::Announced | Self::Dotted => Seen::PARTED,
            Self::Ordinal => Seen::LED,
            Self::Between | Self::MonthBetween | Self::DayMonth | Self::MonthDay => Seen::DIGIT.and(Seen::MONTH),
            Self::LastDay | Self::DayWord | Self::MonthWord => Seen::MONTH,
            Self::Nth => Seen::MONTH.and(Seen::WEEKDAY),
            Self::WeekdayIn | Self::WeekdaysAway | Self::WeekdayPlus | Self::Weekday => Seen::WEEKDAY,
            Self::WeekdayDay => Seen::SHORT.and(Seen::DIGIT),
            Self::WeekdayShort => Seen::SHORT,
            Self::NthRelative => Seen::MONTHS.and(Seen::WEEKDAY),
            Self::DayRelative => Seen::MONTHS.and(Seen::DIGIT),
            Self::Ahead | Self::Ago => Seen::UNIT,
            Self::Kanji | Self::Era | Self::KanjiDay | Self::KanjiShort => Seen::KANJI,
            Self::OrdinalWord => Seen::NOTHING,
        }
    }
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
    let year = r"(?:(?:,|\s|'|/|-|\.|\sof\s|\sde\s|\sdel\s){1,3}(?P<y>(?:19|20)\d\d)|(?:\s?'|[-/.])(?P<y2>\d\d)\b|\s(?P<y3>\d\d)(?:$|[.,!?)]))?";
    let mark = r"(?:st|nd|rd|th|\.|ers?|ste|ten|te|de|e|o|º)?";
    let till = r"\s?(?:-|~|&|to|until|till|and|tot en met|tot|t/m|en|bis|und|al|hasta|y|a|au|et|ate|e)\s?";
    let pt = list("pt");
    let relative = r"(?P<rel>(?:the )?(?:next|this|current|coming|last|previous) month|the month|(?:de )?(?:volgende|deze|vorige) maand|(?:nachste[nrs]?|diese[nrs]?|letzte[nrs]?) monats?|(?:l )?(?:proximo|este|pasado) mes|mes (?:que viene|pasado|que vem|passado)|mois (?:prochain|dernier)|ce mois(?:-ci)?)";
    let of_month = r"\s(?:day\s)?(?:of|in|van|de|der|des|im|vom|del|du|do|en)?\s?(?:the\s)?";
    let modifier = "this coming|next week|last week's|last week|next week's|this week's|this week|this|next|last|coming|aanstaande|komende|volgende week|vorige week|deze week|volgende|afgelopen|vorige|deze|\
        nachste woche|letzte woche|diese woche|nachsten?|kommenden?|diesen?|letzten?|vergangenen|ubernachsten?|el proximo|proximo|este|pasado|el pasado|ultimo|na proxima|proxima|esta|nesta|essa|desta|nessa";
    let week = r"(?:of |in |from |der |de |da |do |du |de la |la |van |en )?(?:next week|last week|this week|volgende week|vorige week|deze week|nachste[rn]? woche|letzte[rn]? woche|diese[rn]? woche|la semana que viene|la proxima semana|esta semana|la semana pasada|semana que vem|proxima semana|semana passada|[dn]?esta semana|la semaine prochaine|semaine prochaine|la semaine suivante|la semaine d'apres|d'apres|cette semaine|la semaine derniere|semaine derniere|que viene|que vem|proximo|proxima|agora|prochain|suivant|dernier|pasado|passad[oa])";
    let day_units = r"days?|dagen|dag|tagen?|tage|dias?|jours?|weeks?|weken|week|wochen?|semanas?|semaines?|months?|maand(?:en)?|monat(?:en)?|mes(?:es)?|mois|years?|jaar|jahr(?:en)?|anos?|ans?";
    let kanji_units = "日|週間|か月|ヶ月|年";
    let ahead = (
        Rule::Ahead,
        format!(
            r"\b(?:in|dentro de|en|binnen|dans|d'ici|daqui a|em|just|only|noch|nog|another)\s(?:about\s|just\s|only\s)?(?P<n>\d{{1,3}}|{number})\s?(?P<u>{day_units})\b|\b(?P<n2>\d{{1,3}}|{number})\s(?P<u2>days?|weeks?|months?|years?)\s(?:from now|from today|to go|until|hence)\b|\bover\s(?P<n4>\d{{1,3}}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|veertien)\s(?P<u4>dagen|dag|weken|week|maanden|maand|jaar)\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>{kanji_units})間?(?:後|経過後|経ったら|経ってから|経過したら|経過してから|過ぎ)"
        ),
    );
    let ago = (
        Rule::Ago,
        format!(
            r"\b(?P<n>\d{{1,3}}|{number})\s(?P<u>{day_units})\s(?:ago|geleden|atras|back)\b|\b(?:hace|vor|il y a|ha|faz)\s(?P<n2>\d{{1,3}}|{number})\s(?P<u2>{day_units})\b|(?P<n3>\d{{1,3}}|{number})(?P<u3>{kanji_units})前"
        ),
    );
    let patterns = vec![
        (Rule::Iso, r"(?-u:\b)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?-u:\b)".to_owned()),
        (Rule::WeekdayIn, format!(r"\b(?P<w>{day})\s(?P<dir>in|over|en|dans|vor|daqui a|dentro de)\s(?P<n>\d|{number})\s(?:weeks?|weken|wochen?|semanas?|semaines?)\b")),
        (Rule::WeekdaysAway, format!(r"\b(?P<n>\d|{number})\s(?P<w>{day})s?\s(?P<dir>from now|ago|back)\b")),
        ahead,
        ago,
        (Rule::Between, format!(r"\b(?P<d>\d{{1,2}}){mark}{till}(?:the\s|el\s|le\s)?(?P<d2>\d{{1,2}}){mark}(?:\s|-|/)?{of}(?P<month>{month})\b\.?{year}")),
        (Rule::MonthBetween, format!(r"\b(?P<month>{month})\b\.?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|~|&|to|until|till|and|through)\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b{year}")),
        (Rule::LastDay, format!(r"\b(?:last day|laatste dag|letzter tag|letzten tag|ultimo dia|dernier jour)\s?(?:of|in|van|im|de|d'|do)?\s?(?P<month>{month})\b{year}")),
        (Rule::NthRelative, format!(r"\b(?P<nth>{ordinal})\s(?P<w>{day}){of_month}{relative}\b")),
        (Rule::DayRelative, format!(r"\b(?P<d>\d{{1,2}}){mark}{of_month}{relative}\b")),
        (Rule::Nth, format!(r"\b(?P<nth>{ordinal})\s(?P<w>{day})\s(?:of|in|im|van|de|en|do|du)\s(?P<month>{month})\b{year}")),
        (Rule::DayMonth, format!(r"\b(?P<d>\d{{1,2}}){mark}(?:\s|-|/)?{of}(?P<month>{month})\b\.?{year}")),
        (Rule::MonthDay, format!(r"\b(?P<month>{month})\b\.?\s?(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b{year}")),
        (Rule::DayWord, format!(r"\b(?P<nth>{ordinal})(?:\s(?:day|dag|tag|jour))?\s(?:of\s|in\s|im\s|de\s)?(?P<month>{month})\b{year}")),
        (Rule::MonthWord, format!(r"\b(?P<month>{month})\s(?:the\s)?(?P<nth>{ordinal})\b{year}")),
        (Rule::Era, r"(?P<era>令和|平成)(?P<y>\d{1,2}|元)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日".to_owned()),
        (Rule::Kanji, r"(?:(?P<y>20\d\d)年|(?P<rel>去年|昨年|今年|来年)の?)?(?P<m>[一二三四五六七八九十]{1,2}|\d{1,2})月(?P<d>[一二三四五六七八九十]{1,3}|\d{1,2})日".to_owned()),
        (Rule::KanjiDay, r"(?P<d>\d{1,2})日".to_owned()),
        (Rule::KanjiShort, r"\((?P<k>[月火水木金土日])\)".to_owned()),
        (Rule::Announced, r"\b(?:on|op|am|el|le|vom|zum|dia|ab|bis|del|au|du)\s(?P<a>\d{1,2})\s?[-./]\s?(?P<b>\d{1,2})(?:[-./](?P<y>\d{4}|\d{2}))?\b".to_owned()),
        (Rule::Three, r"\b(?P<a>\d{1,2})(?:-(?P<b>\d{1,2})-(?P<y>\d{4}|\d{2})|\.(?P<b2>\d{1,2})\.(?P<y2>\d{4})|\s(?P<b3>\d{1,2})\s(?P<y3>(?:19|20)\d\d))\b".to_owned()),
        (Rule::Slashed, r"(?P<a>\d{1,2})[/](?P<b>\d{1,2})(?:[/](?P<y>\d{4}|\d{2}))?".to_owned()),
        (Rule::Dotted, r"\b(?P<a>\d{1,2})[.-](?P<b>\d{1,2})(?:\.|[.-](?P<y>\d{4}|\d{2}))(?:\s|$|[,;:!?)])".to_owned()),
        (Rule::WeekdayDay, format!(r"\b(?P<w>{day}|{short})\.?,?\s(?:the\s|le\s|der\s|den\s|el\s|o\s|dia\s|de\s)?(?P<d>\d{{1,2}})(?P<mark>st|nd|rd|th|er|ste|ten|te|de|e|º)?\b")),
        (Rule::WeekdayPlus, format!(r"\b(?P<w>{day})\s(?:after next|en (?P<n>huit|8|quinze|15)|nach dem nachsten)\b")),
        (Rule::Weekday, format!(r"(?P<mod>\b(?:{modifier}|since|seit|sinds|depuis|desde el|desde)\s|先週の?|来週の?|今週の?|次の|今度の)?(?P<w>{day}|\b(?:{pt})\b)s?(?P<post>,?\s{week}\b)?")),
        (Rule::WeekdayShort, format!(r"(?P<mod>\b(?:this|next|last|on|by|until|till|op|am|el|le)\s)?\b(?P<w>{short})\b(?P<dot>\.?)")),
        (Rule::Ordinal, r"\b(?P<lead>on the|on|the|until the|till the|el dia|am|op de|no dia|le|dia|el)\s(?P<d>\d{1,2})(?P<mark>st|nd|rd|th|er|ste|ten|te|de|e|\.)?(?P<next>\s(?:a|de|en|por|me|nos|salgo|viajo|vuelo|volamos|a las|au|pour|je|on|nous|of|at|for|to|from|and|with|we|i|i'm|until|till|in|by|via|around|before|after|is|are|met|naar|mit|nach|um|ab)\s|\s?$|[,.!?)])?".to_owned()),
        (Rule::OrdinalWord, format!(r"\b(?:on the|until the|till the|op de|el dia|dia|le)\s(?P<nth>{ordinal})(?:\s?$|[,.!?)])")),
    ];
    (names, patterns)
}

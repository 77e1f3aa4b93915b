//! Flight designators in running text: IATA and ICAO forms, spaced or padded, numbers after a flight word or after a
//! carrier, and lists. Aircraft types, registrations, rooms, prices, years and error codes are not flights.
//!
//! Each reading is sure, likely or doubtful; a doubtful one counts only where the day's [`Schedule`] has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::carriers::{CarrierMention, Carriers};
use super::text::{Span, View, after, before};
use crate::domain::flight::Designator;

/// The designators flown on the day (codeshares too); decides doubtful readings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    flown: BTreeSet<Designator>,
    by_number: BTreeMap<u16, BTreeSet<String>>,
}

impl FromIterator<Designator> for Schedule {
    fn from_iter<I: IntoIterator<Item = Designator>>(designators: I) -> Self {
        let mut schedule = Self::default();
        for designator in designators {
            schedule.by_number.entry(designator.number).or_default().insert(designator.carrier.clone());
            schedule.flown.insert(designator);
        }
        schedule
    }
}

impl Schedule {
    /// Whether the designator is flown.
    pub fn contains(&self, designator: &Designator) -> bool {
        self.flown.contains(designator)
    }

    /// The one carrier that flies this number, if it is only one.
    pub fn only_carrier(&self, number: u16) -> Option<&str> {
        let carriers = self.by_number.get(&number)?;
        (carriers.len() == 1).then(|| carriers.first().map(String::as_str)).flatten()
    }
}

/// A flight named in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlightMention {
    /// The designator, such as KL1613.
    pub designator: Designator,
    /// IATA airline designator.
    pub carrier: String,
    /// Flight number.
    pub number: u16,
    /// Where it stands.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Belief {
    Doubtful,
    Likely,
    Sure,
}

struct Candidate {
    carrier: String,
    number: u16,
    start: usize,
    end: usize,
    belief: Belief,
}

macro_rules! pattern {
    ($name:ident, $($part:expr),+) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new(concat!($($part),+)).expect("tested pattern"));
    };
}

pattern!(IATA, r"(?P<code>[a-z][a-z0-9]|[0-9][a-z])(?P<gap>[ -]{0,2}|\s?#\s?)(?P<number>[0-9]{1,4})");
pattern!(ICAO, r"(?P<code>[a-z]{3})(?P<gap>[ -]?)(?P<number>[0-9]{1,4})");
pattern!(
    WORD,
    r"(?:\bflights?|\bflt|\bvluchten|\bvlucht(?:nummer)?|\bvuelos?|\bfl[uü]ge?|\bflug(?:nummer|nr)?|\bvol|\bvoos?|フライト|便名?)",
    r"(?:\s*(?:number|numero|no|nr|num|n°|nº|#|:|\.|,|is|was|nummer|de|met)){0,3}\s*#?\s*(?P<number>[0-9]{1,4})"
);
pattern!(JAPANESE, r"(?P<number>[0-9]{2,4})\s?便");
pattern!(NUMBER, r"#?\s?(?P<number>[0-9]{2,4})");
pattern!(HASH, r"#\s?(?P<number>[0-9]{2,4})");
pattern!(TRAILING, r"\b(?P<number>[0-9]{3,4})\s+(?:flight|flt)\b");
pattern!(
    SAID,
    r"\b(?:on|it was|it is|it's|aboard|update on|crew of|crew on|passengers on|folks on|status of|status on|yes|delayed|cancelled|take|took|hold|boarded|waiting for|waiting on|plane|miss|missing|make)\s(?P<number>[0-9]{3,4})\b"
);
pattern!(
    ROUTED,
    r"(?P<number>[0-9]{3,4}),?\s(?:(?:from|to|out of)\s(?P<place>[a-z]{3})\b|(?P<pair>[a-z]{3})\s?(?:->|-|>|&gt;|/|to|2)\s?[a-z]{3}\b)"
);
pattern!(
    SAID_OF_A_FLIGHT,
    r"^\s(?:from|out of|to [a-z]{3}|on time|delayed|cancel|connecting|sitting|is (?:delayed|late|cancel|on time|still)|[a-z]{3}\s?(?:-|->|to|2)\s?[a-z]{3}\b)"
);
pattern!(LETTER, r"\b(?P<letter>[a-z])\s?(?P<number>[0-9]{3,4})");
pattern!(
    LIST,
    r"^\s?(?:,(?:\s?(?:and|&))?|&(?:amp;)?|\+|/|;|\band\b|\bthen\b|\by\b|\be\b|\ben\b|\bund\b|\bet\b|と|・)\s?(?:(?:flight|flt|vlucht|vuelo|flug|vol|on|to)\s)?#?(?P<number>[0-9]{2,4})"
);
pattern!(
    UNIT,
    r"^(?:\s?(?:%|€|\$|£|¥|°|:\d|h\b|hrs?\b|hours?\b|hour|min(?:ute)?s?\b|minut|mins?\b|sec|days?\b|weeks?\b|months?\b|years?\b|yrs?\b|",
    r"people|passengers?|pax|seats?|times?\b|x\b|am\b|pm\b|a\.m|p\.m|kg|lbs?\b|km\b|miles?|mi\b|ft\b|feet|gates?\b|dollars?|bucks?|euros?|usd|eur\b|gbp|points?|bags?|char(?:acter)?s?\b|thousand|million|fans|tweets|followers|customers|others|more\b|degrees|percent|calls|",
    r"uur|dagen|minuten|jaar|mensen|horas?|minutos?|dias?|anos?|personas?|stunden?|uhr|tage|jahre|personen|heures?|jours?|ans\b|th\b|st\b|nd\b|rd\b|k\b|",
    r"時間|分|日|年|月|円|人|歳|回|件|番ゲート|番搭乗)|[.,]\d|/\d|-\d{3})"
);
pattern!(CROWD, r"^\s(?:people|passengers?|pax)\b");
pattern!(AIRCRAFT, r"^(?:7[0-8]7|a?3(?:00|10|18|19|20|21|30|40|50|80))$");
pattern!(
    NOT_BEFORE,
    r"(?:gate|gates|seat|seats|row|terminal|room|zimmer|kamer|habitacion|puerta|asiento|tor|sitz|platz|stoel|porte|siege|error|http|boeing|airbus|case|ref|reference|",
    r"confirmation|conf|ticket|order|code|line|area|belt|carousel|hall|highway|interstate|route|rd|street|ave|hotel|page|channel|top|over|about|than|only|windows|version)[\s#:]*$|[$€£¥~][\s]?$|[a-z0-9]\.$"
);
pattern!(
    FLIGHT_NEAR,
    r"(?:flight|flt|flug|vlucht|vuelo|\bvol\b|\bvoo\b|便|フライト|boarding|delay|cancel|gate|depart|arriv|vertraging|retras|verspat|retard|plane)"
);

/// Carrier codes that are everyday words or units: spaced or in lower case they need a flight word beside them.
const WORDY: &[&str] = &[
    "am", "as", "at", "be", "is", "it", "to", "us", "me", "so", "no", "ok", "on", "or", "an", "pm", "de", "el", "la",
    "os", "um", "ai", "af", "ad", "ac", "ec", "tv", "ca", "uk", "et", "tu", "su", "se", "ar", "va", "sa", "ha", "me",
    "my", "hi", "mi", "fi", "vi", "ps", "pc", "cd", "ms", "mr", "dr", "st", "tb", "gb", "mb", "bc", "ad", "av", "by",
    "in", "if", "oh", "ls", "lo", "bt", "zu", "da", "ab", "hp", "eu", "pg", "vs", "cm", "km", "ny", "sf", "a3", "q4",
    "b6", "f9", "u2", "s4", "x3", "d7", "d8", "h2", "g3", "g4", "g9", "s7", "i2", "j2", "y4", "v7", "w6", "2l", "3u",
    "4o", "4u", "5j", "6e", "6j", "7c", "7g", "9e", "9w", "xp", "ju", "bw", "bj", "hd", "sn", "eu", "nt", "ws", "ya",
];

/// Finds the flights of a post.
pub(super) fn find(
    view: &View,
    carriers: &Carriers,
    mentions: &[CarrierMention],
    schedule: Option<&Schedule>,
) -> Vec<FlightMention> {
    let text = &view.folded;
    let mut found: Vec<Candidate> = Vec::new();
    designators(view, carriers, mentions, &mut found);
    after_words(text, mentions, schedule, &mut found);
    after_carriers(text, mentions, &mut found);
    loose_numbers(view, mentions, &mut found);
    lists(text, &mut found);
    found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.belief), std::cmp::Reverse(one.end)));
    let mut kept: Vec<FlightMention> = Vec::new();
    for one in found {
        let span = view.span(one.start, one.end);
        let designator = Designator { carrier: one.carrier, number: one.number };
        let flown = schedule.is_some_and(|schedule| schedule.contains(&designator));
        if !(flown || one.belief >= Belief::Likely) || kept.iter().any(|other| other.span.overlaps(span)) {
            continue;
        }
        if kept.iter().any(|other| other.designator == designator) {
            continue;
        }
        kept.push(FlightMention { carrier: designator.carrier.clone(), number: designator.number, designator, span });
    }
    kept
}

/// KL1023, kl 1023, KL-0714, UAL6166.
fn designators(view: &View, carriers: &Carriers, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    let text = &view.folded;
    for (pattern, icao) in [(&*ICAO, true), (&*IATA, false)] {
        let mut at = 0;
        while let Some(parts) = pattern.captures_at(text, at) {
            let (Some(code), Some(gap), Some(digits)) = (parts.name("code"), parts.name("gap"), parts.name("number"))
            else {
                break;
            };
            at = code.start() + 1;
            let carrier = if icao { carriers.by_icao(code.as_str()) } else { carriers.by_iata(code.as_str()) };
            let (Some(carrier), Some(number)) = (carrier, flight_number(digits.as_str())) else { continue };
            let (start, end) = (code.start(), digits.end());
            if !open_before(text, start) || !closed_after(text, end) || has_unit_for_code(text, end, gap.as_str()) {
                continue;
            }
            let capitals = view.all_capitals(start, code.end());
            let together = gap.is_empty() && !gap.as_str().contains('#');
            let long = digits.len() >= 3;
            let wordy = WORDY.contains(&code.as_str());
            // 5J, U2: nobody writes these by chance before three digits.
            let odd = code.as_str().bytes().any(|byte| byte.is_ascii_digit());
            let named = mentions.iter().any(|mention| mention.code == carrier);
            let near = named || FLIGHT_NEAR.is_match(window(text, start, end));
            if !icao && code.as_str() == "a3" && digits.len() <= 2 {
                continue;
            }
            if NOT_BEFORE.is_match(head_of(text, start)) && !(together && capitals && long) {
                continue;
            }
            let belief = match (together, capitals) {
                (true, true) if long || !wordy && digits.len() == 2 => Belief::Sure,
                // PS4, ME2: one digit after two letters is a flight only among words of flying.
                (true, true) if !near => Belief::Doubtful,
                (true, true) => Belief::Likely,
                (true, false) if digits.len() >= 2 && (long && !wordy && !icao || near) => Belief::Likely,
                (false, true) if long && odd => Belief::Likely,
                (false, true) if long && !wordy && !year(digits.as_str()) => Belief::Sure,
                (false, true)
                    if digits.len() >= 2 && (near || !wordy && !year(digits.as_str())) && (!wordy || long) =>
                {
                    Belief::Likely
                }
                (false, false) if long && (!wordy && !icao || named) && near => Belief::Likely,
                _ => Belief::Doubtful,
            };
            // Three letters and one or two digits are rather a word and a number.
            let belief = if icao && digits.len() < 3 { Belief::Doubtful } else { belief };
            found.push(Candidate { carrier: carrier.to_owned(), number, start, end, belief });
        }
    }
}

/// "flight 1023", "vlucht 1023", "1023便": the carrier is the nearest named one, or the only one that flies the number.
fn after_words(text: &str, mentions: &[CarrierMention], schedule: Option<&Schedule>, found: &mut Vec<Candidate>) {
    for (pattern, needs_unit_check) in [(&*WORD, true), (&*JAPANESE, false)] {
        for parts in pattern.captures_iter(text) {
            let Some(digits) = parts.name("number") else { continue };
            let Some(number) = flight_number(digits.as_str()) else { continue };
            let (start, end) = (digits.start(), digits.end());
            let crowd = digits.len() >= 3 && CROWD.is_match(&text[end..]);
            if needs_unit_check && (!closed_after(text, end) || UNIT.is_match(&text[end..]) && !crowd) {
                continue;
            }
            let carrier = nearest(mentions, start).map(str::to_owned);
            let single = digits.len() < 2 && !text[..start].ends_with('#');
            let address = text[end..].starts_with('.') && after(text, end + 1).is_some_and(char::is_alphabetic);
            let belief = if single || address { Belief::Doubtful } else { Belief::Likely };
            let guessed = schedule.and_then(|schedule| schedule.only_carrier(number)).map(str::to_owned);
            for carrier in carrier.into_iter().chain(guessed) {
                found.push(Candidate { carrier, number, start, end, belief });
            }
        }
    }
}

/// "@united 4348", "Delta 1234", "KLM vlucht 1023".
fn after_carriers(text: &str, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    for mention in mentions.iter().filter(|mention| mention.end > 0) {
        let rest = &text[mention.end..];
        let gap = rest.len() - rest.trim_start_matches([' ', ',', '.', ':', '-', '!', '?', '(']).len();
        let Some(parts) =
            NUMBER.captures(&rest[gap..]).filter(|parts| parts.get(0).is_some_and(|all| all.start() == 0))
        else {
            continue;
        };
        let Some(digits) = parts.name("number") else { continue };
        let (start, end) = (mention.end + gap + digits.start(), mention.end + gap + digits.end());
        let hash = text[..start].trim_end().ends_with('#');
        let good = digits.len() >= 3 || hash;
        let bad = gap == 0 && !hash || AIRCRAFT.is_match(digits.as_str()) || year(digits.as_str()) && !hash;
        let round = !hash && digits.as_str().ends_with("00");
        if let Some(number) = flight_number(digits.as_str())
            && closed_after(text, end)
            && !UNIT.is_match(&text[end..])
        {
            let belief = if good && !bad && !round { Belief::Likely } else { Belief::Doubtful };
            found.push(Candidate { carrier: mention.code.clone(), number, start, end, belief });
        }
    }
}

/// "#384" after a route, "4348 flight", "F623" where the carrier is named elsewhere.
fn loose_numbers(view: &View, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    let text = &view.folded;
    let Some(first) = mentions.first() else { return };
    for (pattern, said) in [(&*HASH, false), (&*TRAILING, false), (&*SAID, true), (&*ROUTED, false)] {
        for parts in pattern.captures_iter(text) {
            let Some(digits) = parts.name("number") else { continue };
            let (start, end) = (digits.start(), digits.end());
            let Some(number) = flight_number(digits.as_str()) else { continue };
            if !closed_after(text, end) || UNIT.is_match(&text[end..]) || AIRCRAFT.is_match(digits.as_str()) {
                continue;
            }
            let head = text[..start].trim_end_matches(['#', ' ']);
            if NOT_BEFORE.is_match(head_of(head, head.len()))
                || before(text, start).is_some_and(|letter| letter == ':' || letter == '.' || letter == '/')
            {
                continue;
            }
            // 533 to TPA: the place must be a code in capitals, "533 to the" is none.
            let place = parts.name("place").or_else(|| parts.name("pair"));
            if place.is_some_and(|place| !view.all_capitals(place.start(), place.end())) || !open_before(text, start) {
                continue;
            }
            let plain = digits.len() >= 3 && !year(digits.as_str()) && digits.as_str() != "500";
            // "on 1230" may be a time; what follows, or a number that is none, makes it a flight.
            let flight = SAID_OF_A_FLIGHT.is_match(&text[end..])
                || digits.len() == 4 && !is_time(number) && !number.is_multiple_of(50);
            let belief = if plain && (flight || !said) { Belief::Likely } else { Belief::Doubtful };
            let carrier = nearest(mentions, start).unwrap_or(&first.code).to_owned();
            found.push(Candidate { carrier, number, start, end, belief });
        }
    }
    for parts in LETTER.captures_iter(text) {
        let (Some(letter), Some(digits)) = (parts.name("letter"), parts.name("number")) else { continue };
        let Some(number) = flight_number(digits.as_str()) else { continue };
        let carrier = mentions.iter().find(|mention| mention.code.to_lowercase().starts_with(letter.as_str()));
        let aircraft = AIRCRAFT.is_match(digits.as_str());
        if let (Some(carrier), false, true) = (carrier, aircraft, closed_after(text, digits.end())) {
            let belief =
                if NOT_BEFORE.is_match(head_of(text, letter.start())) { Belief::Doubtful } else { Belief::Likely };
            found.push(Candidate {
                carrier: carrier.code.clone(),
                number,
                start: letter.start(),
                end: digits.end(),
                belief,
            });
        }
    }
}

/// "464 & 3574": a number listed after a flight belongs to the same carrier.
fn lists(text: &str, found: &mut Vec<Candidate>) {
    let mut next = 0;
    while let Some(one) = found.get(next) {
        next += 1;
        let tail = &text[one.end..];
        let Some(digits) = LIST.captures(tail).and_then(|parts| parts.name("number")) else { continue };
        let (start, end) = (one.end + digits.start(), one.end + digits.end());
        let Some(number) = flight_number(digits.as_str()) else { continue };
        let plain = one.belief >= Belief::Likely
            && digits.len() >= 3
            && !year(digits.as_str())
            && !AIRCRAFT.is_match(digits.as_str());
        if closed_after(text, end) && !UNIT.is_match(&text[end..]) && found.len() < 64 {
            let belief = if plain { Belief::Likely } else { Belief::Doubtful };
            let carrier = one.carrier.clone();
            found.push(Candidate { carrier, number, start, end, belief });
        }
    }
}

fn flight_number(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|number| (1..=9999).contains(number))
}

/// The carrier named last before the place, else the first after it, else one from the mention list.
fn nearest(mentions: &[CarrierMention], at: usize) -> Option<&str> {
    let before = mentions.iter().rfind(|mention| mention.end > 0 && mention.end <= at);
    let chosen = before.or_else(|| mentions.iter().find(|mention| mention.end > 0)).or_else(|| mentions.first());
    chosen.map(|mention| mention.code.as_str())
}

/// Whether the number could be a time of day on the 24-hour clock.
fn is_time(number: u16) -> bool {
    number / 100 < 24 && number % 100 < 60
}

/// A year of living memory rather than a number.
fn year(digits: &str) -> bool {
    digits.len() == 4 && ("1950"..="2039").contains(&digits)
}

fn open_before(text: &str, start: usize) -> bool {
    !before(text, start).is_some_and(|letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '@' | '$' | '€' | '£' | '_' | '.' | '\'')
    }) && !before(text, start).is_some_and(|letter| letter.is_alphabetic() && !super::text::is_spaceless(letter))
}

fn closed_after(text: &str, end: usize) -> bool {
    !after(text, end).is_some_and(super::text::is_word)
}

fn has_unit_for_code(text: &str, end: usize, gap: &str) -> bool {
    let tail = &text[end..];
    if gap.is_empty() { tail.starts_with('%') } else { UNIT.is_match(tail) }
}

/// About forty bytes to either side, cut at characters.
fn window(text: &str, start: usize, end: usize) -> &str {
    let from = (start.saturating_sub(40)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let limit = (end + 40).min(text.len());
    let to = (end..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    &text[from..to]
}

/// The last forty bytes or so before a place: all that may tell a number to be something else.
fn head_of(text: &str, at: usize) -> &str {
    let from = (at.saturating_sub(40)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    &text[from..at]
}

//! Flight designators in running text: IATA and ICAO forms, spaced or padded, numbers after a flight word or after a
//! carrier, and lists. Aircraft types, registrations, rooms, prices, years and error codes are not flights.
//!
//! Each reading is sure, likely or doubtful; a doubtful one counts only where the day's [`Schedule`] has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::bare_numbers;
use super::carriers::{CarrierMention, Carriers};
use super::places::{AirportMention, Places};
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

/// How much a reading is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Belief {
    Doubtful,
    Likely,
    Sure,
}

/// A reading of a stretch of text as a flight.
pub(super) struct Candidate {
    pub carrier: String,
    pub number: u16,
    pub start: usize,
    pub end: usize,
    pub belief: Belief,
}

macro_rules! pattern {
    ($name:ident, $($part:expr),+) => {
        pub(super) static $name: LazyLock<Regex> = LazyLock::new(|| $crate::signals::text::pattern(concat!($($part),+)));
    };
}

pattern!(IATA, r"(?P<code>[a-z][a-z0-9]|[0-9][a-z])(?P<gap>[ -]{0,2}|\s?#\s?)(?P<number>o[0-9]{3}|[0-9]{1,4})");
pattern!(ICAO, r"(?P<code>[a-z]{3})(?P<gap>[ -]?)(?P<number>[0-9]{1,4})");
pattern!(
    UNIT,
    r"^(?:\s?(?:%|€|\$|£|¥|°|:\d|h\b|hrs?\b|hours?\b|hour|min(?:ute)?s?\b|minut|mins?\b|sec|days?\b|weeks?\b|months?\b|years?\b|yrs?\b|",
    r"people|passengers?|pax|seats?\b|times?\b|x\b|am\b|pm\b|a\.m|p\.m|kg|lbs?\b|km\b|miles?|mi\b|ft\b|feet|gates\b|dollars?|bucks?|euros?|usd|eur\b|gbp|points?|bags?|char(?:acter)?s?\b|thousand|million|fans|tweets|followers|customers|others|more\b|degrees|percent|calls|",
    r"uur|dagen|minuten|jaar|mensen|horas?|minutos?|dias?|anos?|personas?|stunden?|uhr|tage|jahre|personen|heures?|jours?|ans\b|th\b|st\b|nd\b|rd\b|k\b|",
    r"時間|分|日|年|月|円|人|歳|回|件|番ゲート|番搭乗)|[.,]\d|/\d{1,2}(?:\D|$)|-\d{3}|\s\d{5}|[\s.]\d{3}[\s.-]\d{4})"
);
pattern!(
    NOT_BEFORE,
    r"(?:(?:^|[^a-z0-9])(?:gate|gates|seat|seats|row|terminal|room|zimmer|kamer|habitacion|puerta|asiento|tor|sitz|platz|stoel|porte|siege|error|http|boeing|airbus|case|ref|reference|",
    r"confirmation|conf|ticket|order|code|line|area|belt|carousel|hall|highway|interstate|route|rd|street|ave|hotel|page|channel|top|over|about|than|only|windows|version))[\s#:]*$|[$€£¥~][\s]?$|[a-z0-9]\.$"
);
pattern!(
    FLIGHT_NEAR,
    r"(?:flight|flt|flug|vlucht|vuelo|\bvol\b|\bvoo\b|便|フライト|boarding|delay|cancel|gate|depart|arriv|vertraging|retras|verspat|retard|plane)"
);

pub(super) use pattern;

/// Carrier codes that are everyday words or units: spaced or in lower case they need a flight word beside them.
const WORDY: &[&str] = &[
    "am", "as", "at", "be", "is", "it", "to", "us", "me", "so", "no", "ok", "on", "or", "an", "pm", "de", "el", "la",
    "os", "um", "ai", "af", "ad", "ac", "ec", "tv", "ca", "uk", "et", "tu", "su", "se", "ar", "va", "sa", "ha", "me",
    "my", "hi", "mi", "fi", "vi", "ps", "pc", "cd", "ms", "mr", "dr", "st", "tb", "gb", "mb", "bc", "ad", "av", "by",
    "in", "if", "oh", "ls", "lo", "bt", "zu", "da", "ab", "hp", "eu", "pg", "vs", "cm", "km", "ny", "sf", "a3", "q4",
    "b6", "f9", "u2", "s4", "x3", "d7", "d8", "h2", "g3", "g4", "g9", "s7", "i2", "j2", "y4", "v7", "w6", "2l", "3u",
    "4o", "4u", "5j", "6e", "6j", "7c", "7g", "9e", "9w", "xp", "ju", "bw", "bj", "hd", "sn", "eu", "nt", "ws", "ya",
    "cl", "en", "ds", "ea", "it", "rs", "od", "id", "dd", "ix", "ov", "sm", "ur", "pw", "tc", "ir", "p4", "p5", "t3",
    "b2", "9c", "w4", "w9", "gr", "gl", "rc", "j9", "f3", "5w", "4y", "4z", "3l", "u6", "n0", "z0",
];

/// Finds the flights of a post.
pub(super) fn find(
    view: &View,
    carriers: &Carriers,
    places: &Places,
    mentions: &[CarrierMention],
    airports: &[AirportMention],
    schedule: Option<&Schedule>,
) -> Vec<FlightMention> {
    let mut found = Vec::new();
    if !view.folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    designators(view, carriers, mentions, airports, &mut found);
    bare_numbers::find(view, places, mentions, schedule, &mut found);
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
fn designators(
    view: &View,
    carriers: &Carriers,
    mentions: &[CarrierMention],
    airports: &[AirportMention],
    found: &mut Vec<Candidate>,
) {
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
            // "AV 26 Bogotá", "VS25 from Heathrow": the place right after says what the number is.
            let routed = airports.iter().any(|place| {
                let at = view.span(start, end).1;
                (at + 1..at + 8).contains(&place.span.0)
            });
            let near = named || routed || FLIGHT_NEAR.is_match(window(text, start, end));
            let zero = digits.as_str().starts_with('o') && !(capitals && gap.is_empty());
            if zero || !icao && code.as_str() == "a3" && digits.len() <= 2 {
                continue;
            }
            if NOT_BEFORE.is_match(head_of(text, start)) && !(together && long && (capitals || named)) {
                continue;
            }
            let belief = match (together, capitals) {
                (true, true) if long || !wordy && digits.len() == 2 => Belief::Sure,
                // PS4, ME2: one digit after two letters is a flight only among words of flying.
                (true, true) if !near => Belief::Doubtful,
                (_, true) if routed && (together || digits.len() >= 2) => Belief::Likely,
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

/// IBO522 is written for IB0522.
pub(super) fn flight_number(digits: &str) -> Option<u16> {
    digits.trim_start_matches('o').parse().ok().filter(|number| (1..=9999).contains(number))
}

/// A year of living memory rather than a number.
pub(super) fn year(digits: &str) -> bool {
    digits.len() == 4 && ("1950"..="2039").contains(&digits)
}

/// Whether a code or number may begin here; `#vueloKL1023` is one word and yet two.
pub(super) fn open_before(text: &str, start: usize) -> bool {
    if ["#vuelo", "#flight", "#flug", "#vlucht", "#vol", "#flt"].iter().any(|tag| text[..start].ends_with(tag)) {
        return true;
    }
    !before(text, start).is_some_and(|letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '@' | '$' | '€' | '£' | '_' | '.' | '\'')
    }) && !before(text, start).is_some_and(|letter| letter.is_alphabetic() && !super::text::is_spaceless(letter))
}

pub(super) fn closed_after(text: &str, end: usize) -> bool {
    !after(text, end).is_some_and(super::text::is_word)
}

fn has_unit_for_code(text: &str, end: usize, gap: &str) -> bool {
    let tail = &text[end..];
    if gap.is_empty() { tail.starts_with('%') } else { UNIT.is_match(tail) }
}

/// About forty bytes to either side, cut at characters.
pub(super) fn window(text: &str, start: usize, end: usize) -> &str {
    let from = (start.saturating_sub(40)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let limit = (end + 40).min(text.len());
    let to = (end..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    &text[from..to]
}

/// The last forty bytes or so before a place: all that may tell a number to be something else.
pub(super) fn head_of(text: &str, at: usize) -> &str {
    let from = (at.saturating_sub(40)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    &text[from..at]
}

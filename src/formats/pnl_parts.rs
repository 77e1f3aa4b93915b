//! The small pieces of PNL and ADL messages: name elements, remarks about children, days without a year, parts.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use sha2::{Digest, Sha256};

use super::bookings::record_locator;
use super::fields::handle;
use crate::domain::instant::Instant;
use crate::domain::traveller::PassengerType;

/// A message of a file, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PnlMessage {
    /// The line that says PNL or ADL, from 1.
    pub line: u64,
    /// Whether it amends a list (ADL) or is one (PNL).
    pub amends: bool,
    /// Designator, day and origin; empty where they can't be read.
    pub flight: String,
    /// Number of the part, from 1.
    pub part: u16,
    /// When it was sent, UTC, by the line of its sender; `None` without one.
    pub sent_at: Option<Instant>,
    /// Whether a further part belongs to it.
    pub goes_on: bool,
    /// SHA-256 of its lines, hexadecimal.
    pub digest: String,
}

/// A message that is being read.
#[derive(Debug)]
pub(super) struct Opened {
    message: PnlMessage,
    lines: Sha256,
}

impl Opened {
    pub(super) fn new(line: u64, amends: bool) -> Self {
        let message = PnlMessage {
            line,
            amends,
            flight: String::new(),
            part: 1,
            sent_at: None,
            goes_on: false,
            digest: String::new(),
        };
        Self { message, lines: Sha256::new_with_prefix(if amends { "ADL\n" } else { "PNL\n" }) }
    }

    /// A line of it.
    pub(super) fn hear(&mut self, text: &str) {
        self.lines.update(text.as_bytes());
        self.lines.update(b"\n");
    }

    /// The line with flight, day and origin was read.
    pub(super) fn begin(&mut self, flight: String, part: Option<&str>, sent_at: Option<Instant>) {
        self.message.flight = flight;
        self.message.part = part.and_then(|part| part.parse().ok()).unwrap_or(1);
        self.message.sent_at = sent_at;
    }

    pub(super) fn close(self, goes_on: bool) -> PnlMessage {
        PnlMessage { goes_on, digest: hex::encode(self.lines.finalize()), ..self.message }
    }
}

/// The sender's line before a message: `.HDQRMKL 032300`, day of the month and time of day in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SentAt(Option<(u32, u32, u32)>);

impl SentAt {
    /// A line before the message.
    pub(super) fn hear(&mut self, text: &str) {
        let Some(rest) = text.strip_prefix('.') else { return };
        let is_time = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        let Some(word) = rest.split([' ', '/']).skip(1).find(is_time) else { return };
        let two = |from: usize| word[from..from + 2].parse::<u32>().ok();
        if let (Some(day), Some(hour), Some(minute)) = (two(0), two(2), two(4)) {
            self.0 = Some((day, hour, minute));
        }
    }

    /// The instant in the last month that has the day, up to the day after departure.
    pub(super) fn near(&self, departure: NaiveDate) -> Option<Instant> {
        let (day, hour, minute) = self.0?;
        let sent_on = (0..=62)
            .filter_map(|back| departure.checked_add_signed(Duration::days(1 - back)))
            .find(|one| one.day() == day)?;
        sent_on.and_hms_opt(hour, minute, 0).map(|at| at.and_utc())
    }
}

/// A name element with what of its remarks is kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) family: String,
    /// Given names with glued titles, one per passenger.
    pub(super) names: Vec<String>,
    pub(super) locator: Option<String>,
    /// Child remarks: the type, and the text that may name whom it is about.
    children: Vec<(PassengerType, String)>,
    /// Remarks that were dropped unread.
    pub(super) dropped: u64,
    /// Whether the last remark was about a child (a continuation may name whom).
    child_last: bool,
}

/// Most names of one element (groups go by `.C/`, but a slip of the count must not cost memory).
const MOST_NAMES: usize = 99;

/// Reads `2SMITH/JOHNMR/MARYMRS-A2 .L/ABC123 .R/...`; `None` where it is no name element.
pub(super) fn name_element(text: &str) -> Option<Element> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let count: usize = text.get(..digits)?.parse().ok()?;
    if !(1..=MOST_NAMES).contains(&count) {
        return None;
    }
    let rest = &text[digits..];
    let (names, remarks) = rest.find(" .").map_or((rest, ""), |at| rest.split_at(at));
    let names = names.split(" -").next().unwrap_or_default();
    let mut pieces = names.split('/').map(str::trim);
    let family = without_tally(pieces.next()?).to_owned();
    let letters = |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(|mark| mark.is_ascii_digit());
    if !letters(&family) {
        return None;
    }
    let given: Vec<_> = pieces.map(|name| without_tally(name).to_owned()).filter(|name| !name.is_empty()).collect();
    let mut element = Element { family, names: given, ..Element::default() };
    // Fewer given names than the count: the rest of the party is known by family name only.
    element.names.resize(element.names.len().max(count).min(MOST_NAMES), String::new());
    element.go_on(remarks);
    Some(element)
}

/// A name without the group reference behind it (`-A2`).
fn without_tally(name: &str) -> &str {
    let is_tally = |tally: &str| {
        let mut marks = tally.chars();
        marks.next().is_some_and(|mark| mark.is_ascii_uppercase())
            && marks.clone().next().is_some()
            && marks.skip_while(char::is_ascii_uppercase).all(|mark| mark.is_ascii_digit())
            && tally.ends_with(|mark: char| mark.is_ascii_digit())
    };
    match name.rsplit_once('-') {
        Some((name, tally)) if is_tally(tally) => name.trim_end(),
        _ => name,
    }
}

impl Element {
    /// Takes in remarks, from the same line or a following one. Most are dropped unread.
    pub(super) fn go_on(&mut self, remarks: &str) {
        let remarks = remarks.trim_start().strip_prefix('.').unwrap_or("");
        for remark in remarks.split(" .").filter(|remark| !remark.is_empty()) {
            let (kind, text) = remark.split_once('/').unwrap_or((remark, ""));
            match kind.trim() {
                "L" => {
                    let code = text.split(['/', ' ']).next().unwrap_or_default();
                    if self.locator.is_none() {
                        self.locator = handle(code).and_then(|code| record_locator(&code));
                    }
                }
                "R" => {
                    let child = child_remark(text);
                    self.child_last = child.is_some();
                    self.dropped += u64::from(child.is_none());
                    self.children.extend(child.map(|kind| (kind, text.to_uppercase())));
                }
                // Goes on with the remark before; it may say whom that was about.
                "RN" => {
                    if let Some((_, about)) = self.children.last_mut().filter(|_| self.child_last) {
                        about.push_str(&text.to_uppercase());
                    }
                }
                _ => self.dropped += 1,
            }
        }
    }
}

/// The type a remark speaks of: `1CHD ...`, `CHLD HK1 ...`, `UMNR ...`. An infant on a lap (`INFT`) is no passenger of
/// the element, and its remark says nothing of the one who carries it.
fn child_remark(text: &str) -> Option<PassengerType> {
    let word = text.trim_start_matches(|mark: char| mark.is_ascii_digit());
    let word: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
    match word.to_ascii_uppercase().as_str() {
        "CHD" | "CHLD" | "YTH" => Some(PassengerType::Child),
        "UMNR" | "UNMR" | "UM" => Some(PassengerType::UnaccompaniedMinor),
        _ => None,
    }
}

/// What the remarks say of one passenger. A remark that names nobody of the element speaks of all: rather one gift
/// too few than one to a minor.
pub(super) fn children_of(element: &Element, given: &str) -> Option<PassengerType> {
    let about = |text: &str, name: &str| !name.is_empty() && text.contains(&format!("/{}", name.to_uppercase()));
    let named = |text: &str| element.names.iter().any(|name| about(text, name));
    let spoken = |(_, text): &&(PassengerType, String)| about(text, given) || !named(text);
    element.children.iter().filter(spoken).map(|(kind, _)| *kind).max()
}

/// `04MAR` in the year that brings it nearest to a day; `04MAR25` in its own.
pub(super) fn within_year(text: &str, near: NaiveDate) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let day = text.get(..2)?.parse().ok()?;
    let month = text.get(2..5)?.to_ascii_uppercase();
    let month = u32::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let year = text.get(5..)?;
    if year.is_empty() {
        let years = [near.year() - 1, near.year(), near.year() + 1];
        let days = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        return days.min_by_key(|other| (*other - near).num_days().abs());
    }
    let year: i32 = year.parse().ok().filter(|year| (0..100).contains(year))?;
    NaiveDate::from_ymd_opt(2000 + year, month, day)
}

/// The parts of messages: which came, and whether the last one did.
#[derive(Debug, Default)]
pub(super) struct Parts {
    current: Option<String>,
    /// Per flight the parts seen and whether the end was.
    flights: BTreeMap<String, (Vec<u16>, bool)>,
}

impl Parts {
    /// A part starts; says what is odd.
    pub(super) fn start(&mut self, flight: &str, part: &str) -> Option<String> {
        self.current = Some(flight.to_owned());
        let (seen, ended) = self.flights.entry(flight.to_owned()).or_default();
        let number: u16 = part.parse().ok()?;
        if std::mem::take(ended) {
            seen.clear();
        }
        let odd = if seen.contains(&number) {
            Some(format!("part {number} came before; names told twice are counted as duplicates"))
        } else {
            let wanted = seen.iter().max().map_or(1, |last| last.saturating_add(1));
            (number != wanted).then(|| format!("part {number} comes where part {wanted} was expected"))
        };
        seen.push(number);
        odd
    }

    /// A part or message ends; says what is odd.
    pub(super) fn end(&mut self, text: &str) -> Option<String> {
        let flight = self.current.take()?;
        let (_, ended) = self.flights.get_mut(&flight)?;
        match text.split_whitespace().next().unwrap_or_default() {
            "ENDPNL" | "ENDADL" => {
                *ended = true;
                None
            }
            word if word.starts_with("ENDPART") => None,
            _ => Some("an END line that ends neither part nor message".to_owned()),
        }
    }

    /// What never ended.
    pub(super) fn unfinished(&self) -> Vec<String> {
        let open = self.flights.iter().filter(|(_, (_, ended))| !ended);
        open.map(|(flight, (seen, _))| {
            format!("{flight}: after {} part(s) the last one is missing; ask for the list again", seen.len())
        })
        .collect()
    }
}

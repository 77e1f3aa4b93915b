//! Passenger name lists: IATA PNL and ADL teletype messages (Recommended Practice 1708), tolerant.
//!
//! Read are names, titles, record locators, class and what marks a child; every other element (tickets, diets,
//! contacts, special services) is dropped unread. A message names a day without a year: the nearest to a given day
//! is meant. Counts are in name elements: `lines = accepted + duplicate + quarantined` holds in passengers.

use std::collections::BTreeSet;
use std::io::BufRead;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::lines::{Line, Lines};
use super::names::Name;
pub use super::pnl_parts::PnlMessage;
use super::pnl_parts::{Element, Opened, Parts, SentAt, children_of, name_element, within_year};
use super::quarantine::{FileFault, Flaw, Intake, Reason, Row};
use crate::domain::flight::{Designator, LegKey};
use crate::domain::traveller::{Booking, Cabin, PassengerType};

words! {
    /// What a message does with a passenger.
    PnlAction {
        /// Joins the list.
        Add = "add",
        /// Leaves the list.
        Delete = "delete",
        /// Changed.
        Change = "change",
        /// Stands on the full list.
        List = "list",
    }
}

/// One passenger of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PnlPassenger {
    /// What the message does with the passenger.
    pub action: PnlAction,
    /// Record locator, where the message gives one.
    pub record_locator: Option<String>,
    /// Family name.
    pub family_name: String,
    /// Given name(s) without title.
    pub given_name: String,
    /// Title, where one is given.
    pub title: Option<String>,
    /// Passenger type, from title and remarks.
    pub passenger_type: PassengerType,
    /// The leg.
    pub leg: LegKey,
    /// Class letter.
    pub class: String,
}

impl PnlPassenger {
    /// Whether locator and given name are both there, so that they tell who it is in any later message.
    pub fn is_complete(&self) -> bool {
        self.record_locator.is_some() && !self.given_name.is_empty()
    }

    /// The passenger as a booking; locator and given name are empty where the message gives none.
    pub fn booking(&self) -> Booking {
        Booking {
            record_locator: self.record_locator.clone().unwrap_or_default(),
            traveller_ref: None,
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            leg: self.leg.clone(),
            seat: None,
            // The letters most airlines sell their cabins under; the message itself knows classes only.
            cabin: match self.class.as_str() {
                "F" | "A" | "P" => Some(Cabin::First),
                "J" | "C" | "D" | "I" | "Z" => Some(Cabin::Business),
                "W" => Some(Cabin::Premium),
                "" => None,
                _ => Some(Cabin::Economy),
            },
            loyalty_tier: None,
            language: None,
            home_city: None,
            home_country: None,
            passenger_type: self.passenger_type,
            social: None,
            value_band: None,
            booked_at: None,
            email: None,
        }
    }
}

/// Something odd that costs no passenger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PnlWarning {
    /// Line, from 1.
    pub line: u64,
    /// What is odd; no values.
    pub message: String,
}

/// What a file of messages says.
#[derive(Debug, Clone, PartialEq)]
pub struct PnlMessages {
    /// The passengers.
    pub intake: Intake<PnlPassenger>,
    /// The messages and parts they stand in, in the order of the file.
    pub messages: Vec<PnlMessage>,
    /// What is odd.
    pub warnings: Vec<PnlWarning>,
}

impl PnlMessages {
    /// The passengers with their lines, gathered by message, parts of one message together; and what is none of them.
    pub fn by_message<T>(self) -> (Vec<Telegram>, Vec<Row<T>>) {
        let Intake { accepted, quarantined, counts } = self.intake;
        let mut telegrams: Vec<Telegram> = Vec::new();
        let mut goes_on = false;
        let starts: Vec<u64> = self.messages.iter().map(|message| message.line).collect();
        for message in self.messages {
            let next = message.goes_on;
            match telegrams.last_mut().filter(|last| goes_on && last.is_followed_by(&message)) {
                Some(last) => last.parts.push((message, Vec::new())),
                None => telegrams.push(Telegram { parts: vec![(message, Vec::new())] }),
            }
            goes_on = next;
        }
        let mut parts: Vec<_> = telegrams.iter_mut().flat_map(|telegram| &mut telegram.parts).collect();
        for (line, passenger) in accepted {
            let at = starts.partition_point(|start| *start <= line);
            if let Some((_, names)) = at.checked_sub(1).and_then(|at| parts.get_mut(at)) {
                names.push((line, passenger));
            }
        }
        let duplicate = (0..counts.duplicate).map(|_| Row::Duplicate { line: 0 });
        (telegrams, duplicate.chain(quarantined.into_iter().map(Row::Quarantined)).collect())
    }
}

/// One message with all of its parts that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Telegram {
    /// The parts and the passengers of each, with their lines.
    pub parts: Vec<(PnlMessage, Vec<(u64, PnlPassenger)>)>,
}

impl Telegram {
    fn is_followed_by(&self, next: &PnlMessage) -> bool {
        self.parts.last().is_some_and(|(last, _)| (last.amends, &last.flight) == (next.amends, &next.flight))
    }
}

/// Reads a file of PNL and ADL messages; `near` is a day near the departures (they name no year).
pub fn read_pnl(input: impl BufRead, file: &str, near: NaiveDate) -> Result<PnlMessages, FileFault> {
    let mut lines = Lines::new(input, 4096, true);
    let mut reader = Reader {
        file,
        near,
        action: None,
        leg: None,
        group: None,
        parts: Parts::default(),
        pending: None,
        seen: BTreeSet::new(),
        sent: SentAt::default(),
        opened: None,
        unnamed: None,
        said: PnlMessages { intake: Intake::new(), messages: Vec::new(), warnings: Vec::new() },
    };
    let mut any = false;
    loop {
        let mut bytes = Vec::new();
        let read = lines.next_into(&mut bytes);
        let line = lines.number();
        let kind = read.map_err(|source| FileFault::Io { file: file.to_owned(), line, source })?;
        if kind == Line::End {
            break;
        }
        let text = String::from_utf8_lossy(&bytes);
        // Control characters frame teletype messages (SOH, STX, ETX).
        let text: String = text.chars().filter(|mark| !mark.is_control()).collect();
        any |= matches!(text.trim(), "PNL" | "ADL");
        reader.line(line, text.trim_end(), kind == Line::Cut);
    }
    reader.flush();
    if !any {
        return Err(FileFault::WrongKind {
            file: file.to_owned(),
            cause: "no line says PNL or ADL".to_owned(),
            remedy: "give the message with its first line, as the airline sent it".to_owned(),
        });
    }
    reader.end_of_file(lines.number());
    Ok(reader.said)
}

/// The destination group that names belong to.
#[derive(Debug, Clone)]
struct Group {
    leg: LegKey,
    class: String,
    line: u64,
    announced: u64,
    found: u64,
}

struct Reader<'a> {
    file: &'a str,
    near: NaiveDate,
    /// What the names that follow are for; `None` outside of messages.
    action: Option<PnlAction>,
    /// Designator, day and origin of the message.
    leg: Option<(Designator, NaiveDate, String)>,
    group: Option<Group>,
    parts: Parts,
    /// A name element whose remarks may go on in the next lines.
    pending: Option<(u64, Element)>,
    /// Names of the file by what is said of whom, and when that was sent.
    seen: BTreeSet<(PnlAction, SentAt, [String; 3], LegKey, String)>,
    /// What the lines before a message say of when it was sent.
    sent: SentAt,
    /// The message or part that is being read.
    opened: Option<Opened>,
    /// Passengers without locator or given name: how many, and the line of the first.
    unnamed: Option<(u64, u64)>,
    said: PnlMessages,
}

impl Reader<'_> {
    fn warn(&mut self, line: u64, message: impl Into<String>) {
        if self.said.warnings.len() < 1_000 {
            self.said.warnings.push(PnlWarning { line, message: message.into() });
        }
    }

    fn line(&mut self, line: u64, text: &str, cut: bool) {
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return;
        }
        if let Some((_, element)) = self.pending.as_mut().filter(|_| trimmed.starts_with('.')) {
            element.go_on(trimmed);
            if let Some(opened) = &mut self.opened {
                opened.hear(trimmed);
            }
            return;
        }
        self.flush();
        if let Some(opened) = &mut self.opened {
            opened.hear(trimmed);
        }
        match trimmed {
            "PNL" | "ADL" => {
                self.close_message(false);
                self.opened = Some(Opened::new(line, trimmed == "ADL"));
                self.action = Some(if trimmed == "PNL" { PnlAction::List } else { PnlAction::Change });
                self.leg = None;
                self.group = None;
            }
            _ if self.action.is_none() => self.sent.hear(trimmed),
            _ if trimmed.starts_with("END") => self.end(line, trimmed),
            _ if self.leg.is_none() => self.flight(line, trimmed),
            "ADD" => self.action = Some(PnlAction::Add),
            "DEL" => self.action = Some(PnlAction::Delete),
            "CHG" => self.action = Some(PnlAction::Change),
            _ if trimmed.starts_with('-') => self.destination(line, trimmed),
            _ if trimmed.starts_with(|mark: char| mark.is_ascii_digit()) => self.names(line, trimmed, cut),
            _ if trimmed.starts_with('.') => self.warn(line, "a remark without a name before it"),
            // Configuration and availability (CFG, RBD, AVAIL ...): nothing in it is needed.
            _ => {}
        }
    }

    fn flight(&mut self, line: u64, text: &str) {
        let mut words = text.split_whitespace();
        let flight = words.next().unwrap_or_default();
        let origin = words.next().and_then(super::fields::station);
        let day =
            flight.split_once('/').and_then(|(name, day)| Some((name.parse().ok()?, within_year(day, self.near)?)));
        let (Some((designator, day)), Some(origin)) = (day, origin) else {
            self.warn(line, "the line with flight, day and origin can't be read; its names are set aside");
            self.leg = Some((Designator { carrier: String::new(), number: 0 }, NaiveDate::MIN, String::new()));
            return;
        };
        let part = words.next().and_then(|word| word.strip_prefix("PART"));
        if let Some(opened) = &mut self.opened {
            opened.begin(format!("{designator}/{day}/{origin}"), part, self.sent.near(day));
        }
        if let Some(odd) = part.and_then(|part| self.parts.start(&format!("{designator}/{day}/{origin}"), part)) {
            self.warn(line, odd);
        }
        self.leg = Some((designator, day, origin));
    }

    fn destination(&mut self, line: u64, text: &str) {
        self.close_group();
        let Some((designator, day, origin)) = self.leg.clone() else { return };
        let text = text.trim_start_matches('-');
        let parts = text.split_at_checked(3).and_then(|(code, rest)| Some((super::fields::station(code)?, rest)));
        let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
        self.group = parts.filter(|(code, _)| *code != origin && day != NaiveDate::MIN).map(|(destination, rest)| {
            let end = digits(rest);
            let class = rest[end..].chars().take_while(char::is_ascii_alphabetic).take(1).collect();
            let leg = LegKey { designator, departure_on: day, origin, destination };
            Group { leg, class, line, announced: rest[..end].parse().unwrap_or(0), found: 0 }
        });
        if self.group.is_none() {
            self.warn(line, "the line with destination and class can't be read; its names are set aside");
        }
    }

    fn names(&mut self, line: u64, text: &str, cut: bool) {
        match name_element(text) {
            Some(element) if !cut => self.pending = Some((line, element)),
            _ => self.set_aside(line, Flaw::new("name", if cut { Reason::TooLong } else { Reason::NotUnderstood })),
        }
    }

    fn set_aside(&mut self, line: u64, flaw: Flaw) {
        self.said.intake.push(Row::Quarantined(flaw.at(self.file, line)));
    }

    /// Takes the pending name element in, one passenger a name.
    fn flush(&mut self) {
        let Some((line, element)) = self.pending.take() else { return };
        let Some(action) = self.action else { return };
        let Some(group) = self.group.as_mut() else {
            return self.set_aside(line, Flaw::new("destination", Reason::Missing));
        };
        group.found += element.names.len() as u64;
        let (leg, class) = (group.leg.clone(), group.class.clone());
        self.said.intake.counts.unknown_fields += element.dropped;
        // Namesakes of one party stand in one element; the same name in a later element was sent twice.
        let mut keys = Vec::new();
        for given in &element.names {
            let name = Name::from_teletype(&element.family, given);
            let locator = element.locator.clone();
            let named = [locator.clone().unwrap_or_default(), name.family.clone(), name.given.clone()];
            let key = (action, self.sent, named, leg.clone(), class.clone());
            let again = locator.is_some() && !name.given.is_empty() && self.seen.contains(&key);
            keys.push(key);
            let passenger = PnlPassenger {
                action,
                record_locator: locator,
                passenger_type: children_of(&element, given).or(name.type_by_title()).unwrap_or(PassengerType::Adult),
                family_name: name.family,
                given_name: name.given,
                title: name.title,
                leg: leg.clone(),
                class: class.clone(),
            };
            if !passenger.is_complete() && action != PnlAction::Delete {
                let (n, first) = self.unnamed.unwrap_or((0, line));
                self.unnamed = Some((n + 1, first));
            }
            let flaw = passenger.family_name.is_empty().then_some(Flaw::new("family_name", Reason::Missing));
            self.said.intake.push(match flaw {
                Some(flaw) => Row::Quarantined(flaw.at(self.file, line)),
                None if again => Row::Duplicate { line },
                None => Row::Accepted { line, value: passenger },
            });
        }
        self.seen.extend(keys);
    }

    fn close_group(&mut self) {
        let Some(group) = self.group.take() else { return };
        // Deletions are not in the totals of an ADL, so only full lists can be checked.
        if self.action == Some(PnlAction::List) && group.announced != group.found {
            self.warn(group.line, format!("{} names are announced, {} are there", group.announced, group.found));
        }
    }

    /// The message or part is over; `goes_on`: the next part belongs to it.
    fn close_message(&mut self, goes_on: bool) {
        if let Some(opened) = self.opened.take() {
            self.said.messages.push(opened.close(goes_on));
            // The next message has a sender's line of its own, or none.
            if !goes_on {
                self.sent = SentAt::default();
            }
        }
    }

    fn end(&mut self, line: u64, text: &str) {
        self.close_group();
        self.close_message(text.starts_with("ENDPART"));
        if !text.starts_with("ENDPART") {
            // Who is added, taken off and added again stands in several amendments with good reason.
            self.seen.retain(|(action, ..)| *action == PnlAction::List);
        }
        if let Some(odd) = self.parts.end(text) {
            self.warn(line, odd);
        }
        self.action = None;
        self.leg = None;
    }

    fn end_of_file(&mut self, line: u64) {
        self.close_group();
        self.close_message(false);
        if let Some((n, first)) = self.unnamed {
            let kept =
                "kept as passengers, known by flight, day, name and place on the list; ask for the list with `.L/`";
            self.warn(first, format!("{n} name(s) from here on have no record locator or no given name: {kept}"));
        }
        if self.action.is_some() {
            self.warn(line, "the message ends without ENDPNL, ENDADL or ENDPART");
        }
        for odd in self.parts.unfinished() {
            self.warn(line, odd);
        }
    }
}

#[cfg(test)]
#[path = "pnl_tests.rs"]
mod tests;

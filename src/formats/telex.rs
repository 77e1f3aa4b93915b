//! Flight news as airlines telex them: movement messages (MVT, IATA AHM 780, before AHM 583) and ad hoc schedule messages
//! (ASM, SSIM chapter 5, before chapter 7), one or more to a text.
//!
//! A message names a day of the month and hours without a date. Both are settled by the leg it speaks of, so only legs that are
//! known are told of, except where an ASM brings a new one. `line` in counts and quarantine is the line of the flight.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::fields;
use super::quarantine::{FileFault, Flaw, Intake, Reason, Row};
use crate::domain::flight::{Designator, Flight, FlightEvent, FlightState, LegKey};
use crate::domain::instant::{Instant, from_local};
use crate::domain::station::zone_of;

/// Largest text that is read, bytes.
const SIZE_LIMIT: usize = 1 << 20;
/// A leg further from now than this is not meant by a day of the month.
const NEAR: TimeDelta = TimeDelta::days(16);

/// Whether a text opens with such a message.
pub fn is_telex(body: &[u8]) -> bool {
    let text = body.trim_ascii_start();
    [&b"MVT"[..], b"MVA", b"ASM", b"COR\nMVT", b"COR\r\nMVT"]
        .iter()
        .any(|word| text.starts_with(word) && text.get(word.len()).is_none_or(u8::is_ascii_whitespace))
}

/// Reads a text against the legs that are known.
pub fn read_telex(body: &[u8], file: &str, known: &[Flight], now: Instant) -> Result<Intake<FlightEvent>, FileFault> {
    if body.len() > SIZE_LIMIT {
        return Err(FileFault::WrongKind {
            file: file.to_owned(),
            cause: format!("larger than {SIZE_LIMIT} bytes"),
            remedy: "send each message as it comes".to_owned(),
        });
    }
    let text = std::str::from_utf8(body).map_err(|_| FileFault::NotUtf8 { file: file.to_owned() })?;
    let mut reader = TelexReader { known, now, intake: Intake::new(), told: Vec::new(), file };
    let lines: Vec<(u64, &str)> =
        (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty() && *line != "COR").collect();
    let starts: Vec<usize> =
        (0..lines.len()).filter(|at| matches!(lines[*at].1, "MVT" | "MVA" | "ASM")).chain([lines.len()]).collect();
    for pair in starts.windows(2) {
        let (message, rest) = (lines[pair[0]].1, &lines[pair[0] + 1..pair[1]]);
        if message == "ASM" { reader.schedule(rest) } else { reader.movement(rest) }
    }
    Ok(reader.intake)
}

struct TelexReader<'a> {
    known: &'a [Flight],
    now: Instant,
    intake: Intake<FlightEvent>,
    told: Vec<FlightEvent>,
    file: &'a str,
}

/// A flight as a message names it: designator, day, and what stands behind.
struct Named<'a> {
    designator: Designator,
    day: u32,
    month_and_year: (Option<u32>, Option<i32>),
    rest: &'a str,
}

impl TelexReader<'_> {
    fn push(&mut self, line: u64, event: Result<FlightEvent, Flaw>) {
        self.intake.push(match event {
            Err(flaw) => Row::Quarantined(flaw.at(self.file, line)),
            Ok(value) if self.told.contains(&value) => Row::Duplicate { line },
            Ok(value) => {
                self.told.push(value.clone());
                Row::Accepted { line, value }
            }
        });
    }

    fn movement(&mut self, lines: &[(u64, &str)]) {
        let Some((line, first)) = lines.first().copied() else { return };
        let event = self.moved(first, &lines[1..]);
        self.push(line, event);
    }

    /// `KL1613/04.PHBXA.AMS`, then `AD0640/0652 EA0825 VCE` and the like.
    fn moved(&self, first: &str, lines: &[(u64, &str)]) -> Result<FlightEvent, Flaw> {
        let named = named(first)?;
        let station = named.rest.rsplit('.').next().and_then(fields::station);
        let station = station.ok_or(Flaw::new("station", Reason::BadForm))?;
        let words: Vec<&str> = lines
            .iter()
            .map(|(_, line)| *line)
            .take_while(|line| !line.starts_with("SI"))
            .flat_map(str::split_whitespace)
            .collect();
        let word = |code: &str| words.iter().find_map(|word| word.strip_prefix(code).filter(|rest| is_time(rest)));
        let arrives = word("AA").is_some() || (word("AD").is_none() && (word("EA").is_some() || word("EB").is_some()));
        let flight =
            self.find(&named, |leg| if arrives { leg.destination == station } else { leg.origin == station })?;
        let (out, land) =
            (flight.departs_at(), flight.arrives_at().unwrap_or_else(|| flight.departs_at() + TimeDelta::hours(2)));
        let mut event = FlightEvent::new(flight.leg.clone(), flight.scheduled_departure_at);
        let at = |text: Option<&str>, near: Instant| -> Result<Option<Instant>, Flaw> {
            let first = text.map(|text| text.split('/').next().unwrap_or_default());
            first.map(|text| clock(text, near).ok_or(Flaw::new("time", Reason::BadForm))).transpose()
        };
        let estimate = at(word("EA").or_else(|| word("EB")), land)?;
        if let Some(down) = at(word("AA"), land)? {
            (event.estimated_arrival_at, event.state) = (Some(down), Some(FlightState::Landed));
        } else if let Some(off) = at(word("AD"), out)? {
            (event.estimated_departure_at, event.state) = (Some(off), Some(FlightState::Departed));
            event.estimated_arrival_at = estimate;
        } else if let Some(off) = at(word("ED").or_else(|| word("EO")), out)? {
            (event.estimated_departure_at, event.state) = (Some(off), Some(FlightState::Delayed));
        } else if word("RR").is_some() || word("FR").is_some() {
            event.state = Some(FlightState::Delayed);
        } else if estimate.is_some() {
            event.estimated_arrival_at = estimate;
        } else if word("NI").is_some() {
            // Nobody knows when it leaves; that it does not leave in time is news enough.
            event.state = Some(FlightState::Delayed);
        } else {
            return Err(Flaw::row(Reason::NotUnderstood));
        }
        Ok(event)
    }

    /// Sub-messages parted by `//`: an action, then flights and their legs.
    fn schedule(&mut self, lines: &[(u64, &str)]) {
        let mut local = false;
        for part in lines.split(|(_, line)| line.starts_with("//")) {
            let mut action = "";
            for (at, (number, line)) in part.iter().enumerate() {
                match *line {
                    "UTC" => local = false,
                    "LT" => local = true,
                    // A reference such as 24MAY00144E003.
                    reference if action.is_empty() && reference.starts_with(|first: char| first.is_ascii_digit()) => {}
                    word if action.is_empty() => action = word.split_whitespace().next().unwrap_or_default(),
                    flight if named(flight).is_ok() => {
                        let event = self.scheduled(action, flight, &part[at + 1..], local);
                        self.push(*number, event);
                    }
                    // Equipment, legs and remarks belong to the flight before them; a flight that is none is told.
                    other if other.contains('/') && at == 0 => {
                        self.push(*number, Err(Flaw::new("flight", Reason::BadForm)));
                    }
                    _ => {}
                }
            }
        }
    }

    fn scheduled(&self, action: &str, line: &str, behind: &[(u64, &str)], local: bool) -> Result<FlightEvent, Flaw> {
        let named = named(line)?;
        let of_flight = behind.iter().map(|(_, line)| *line).take_while(|line| self::named(line).is_err());
        let legs: Vec<(End, End)> = of_flight.filter_map(leg_line).collect();
        let route = named.rest.split_whitespace().next().and_then(|route| route.split_once('/'));
        let fits = |leg: &LegKey| match (route, legs.first()) {
            (Some((from, to)), _) => leg.origin == from && leg.destination == to,
            (None, Some((from, to))) => leg.origin == from.station && leg.destination == to.station,
            (None, None) => true,
        };
        let known = self.find(&named, fits);
        let plain = |flight: &Flight| FlightEvent::new(flight.leg.clone(), flight.scheduled_departure_at);
        match action {
            "CNL" => known.map(|flight| FlightEvent { state: Some(FlightState::Cancelled), ..plain(flight) }),
            "RIN" => known.map(|flight| FlightEvent { state: Some(FlightState::Scheduled), ..plain(flight) }),
            // Other equipment or remarks change nothing of the time or the way.
            "EQT" | "CON" | "ADM" => known.map(plain),
            "TIM" | "NEW" | "RPL" => {
                let (from, to) = legs.first().ok_or(Flaw::new("leg", Reason::Missing))?;
                let day = match &known {
                    Ok(flight) => flight.leg.departure_on,
                    Err(_) if action == "TIM" => return Err(Flaw::row(Reason::UnknownFlight)),
                    Err(_) => self.day_of(&named).ok_or(Flaw::new("date", Reason::BadDate))?,
                };
                let departs = from.at(day, local).ok_or(Flaw::new("leg", Reason::BadInstant))?;
                let mut arrives = to.at(day, local).ok_or(Flaw::new("leg", Reason::BadInstant))?;
                if arrives <= departs {
                    arrives += TimeDelta::days(1);
                }
                let leg = LegKey {
                    designator: named.designator,
                    departure_on: departs.with_timezone(&zone_of(&from.station)).date_naive(),
                    origin: from.station.clone(),
                    destination: to.station.clone(),
                };
                // What is known keeps its name, whatever the hours do to its day.
                let leg = known.map_or(leg, |flight| flight.leg.clone());
                Ok(FlightEvent { scheduled_arrival_at: Some(arrives), ..FlightEvent::new(leg, departs) })
            }
            _ => Err(Flaw::new("action", Reason::UnknownWord)),
        }
    }

    /// The known leg that a message means: the one of its day that is nearest to now.
    fn find(&self, named: &Named<'_>, fits: impl Fn(&LegKey) -> bool) -> Result<&Flight, Flaw> {
        let (month, year) = named.month_and_year;
        let is_day = |day: NaiveDate| {
            day.day() == named.day
                && month.is_none_or(|month| day.month() == month)
                && year.is_none_or(|year| day.year() == year)
        };
        let meant = self.known.iter().filter(|flight| {
            let scheduled = flight.scheduled_departure_at;
            let near = month.is_some() || (scheduled - self.now).abs() <= NEAR;
            let day = is_day(scheduled.date_naive()) || is_day(flight.leg.departure_on);
            near && day && flight.is_called(&named.designator) && fits(&flight.leg)
        });
        meant
            .min_by_key(|flight| (flight.scheduled_departure_at - self.now).abs())
            .ok_or(Flaw::row(Reason::UnknownFlight))
    }

    fn day_of(&self, named: &Named<'_>) -> Option<NaiveDate> {
        let (month, year) = named.month_and_year;
        let today = self.now.date_naive();
        let days = (0..=60).flat_map(|step| {
            [today.checked_add_days(Days::new(step)), today.checked_sub_days(Days::new(step.min(16)))]
        });
        match (month, year) {
            (Some(month), Some(year)) => NaiveDate::from_ymd_opt(year, month, named.day),
            _ => days.flatten().find(|day| day.day() == named.day && month.is_none_or(|month| day.month() == month)),
        }
    }
}

/// `KL1613/04`, `KL1613/04MAR`, `KL1613/04MAR25`, and what follows behind a point or a blank.
fn named(line: &str) -> Result<Named<'_>, Flaw> {
    let wrong = Flaw::new("flight", Reason::BadForm);
    let (flight, behind) = line.split_once('/').ok_or(wrong)?;
    // An operational suffix is no part of the number.
    let flight = flight.trim_end_matches(|last: char| last.is_ascii_uppercase() && flight.len() > 3);
    let designator: Designator = flight.parse().map_err(|_| wrong)?;
    let end = behind.find(['.', ' ', '/']).unwrap_or(behind.len());
    let (date, rest) = behind.split_at(end);
    let (Some(day), Some(more)) = (date.get(..2).and_then(|day| day.parse::<u32>().ok()), date.get(2..)) else {
        return Err(wrong);
    };
    let month = || MONTHS.iter().zip(1..).find(|(name, _)| more.get(..3) == Some(**name)).map(|(_, month)| month);
    let year = || more.get(3..5)?.parse::<i32>().ok().map(|year| 2000 + year);
    let month_and_year = match more.len() {
        0 => (None, None),
        3 => (Some(month().ok_or(wrong)?), None),
        5 => (Some(month().ok_or(wrong)?), Some(year().ok_or(wrong)?)),
        _ => return Err(wrong),
    };
    if !(1..=31).contains(&day) {
        return Err(Flaw::new("date", Reason::BadDate));
    }
    Ok(Named { designator, day, month_and_year, rest: rest.trim_start_matches(['.', ' ']) })
}

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

fn is_time(text: &str) -> bool {
    text.is_empty() || text.split('/').next().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `0640` or `040640`: the instant of that hour, and of that day, that is nearest to another one. UTC.
fn clock(text: &str, near: Instant) -> Option<Instant> {
    let (day, hours) = match text.len() {
        4 => (None, text),
        6 => (Some(text.get(..2)?.parse::<u32>().ok()?), text.get(2..)?),
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(hours.get(..2)?.parse().ok()?, hours.get(2..)?.parse().ok()?, 0)?;
    let span = if day.is_some() { 16 } else { 1 };
    let days = (-span..=span).filter_map(|step| near.date_naive().checked_add_signed(TimeDelta::days(step)));
    let fitting = days.filter(|one| day.is_none_or(|day| one.day() == day)).map(|one| one.and_time(time).and_utc());
    fitting.min_by_key(|at| (*at - near).abs())
}

/// One end of a leg: where, on which day, at what time.
struct End {
    station: String,
    day: Option<u32>,
    time: NaiveTime,
}

impl End {
    /// The instant, on or around the day of departure.
    fn at(&self, departure_on: NaiveDate, local: bool) -> Option<Instant> {
        let days = (-1..=3).filter_map(|step| departure_on.checked_add_signed(TimeDelta::days(step)));
        let day = match self.day {
            Some(day) => days.into_iter().find(|one| one.day() == day)?,
            None => departure_on,
        };
        let at: NaiveDateTime = day.and_time(self.time);
        if local { from_local(at, zone_of(&self.station)) } else { Some(at.and_utc()) }
    }
}

/// `AMS0640 VCE0825`, `AMS040640/0635 VCE040825`: the times of the passengers behind the slash are left out.
fn leg_line(line: &str) -> Option<(End, End)> {
    let end = |word: &str| {
        let (station, time) = (fields::station(word.get(..3)?)?, word.get(3..)?.split('/').next()?);
        let (day, hours) = match time.len() {
            4 => (None, time),
            6 => (Some(time.get(..2)?.parse().ok()?), time.get(2..)?),
            _ => return None,
        };
        let time = NaiveTime::from_hms_opt(hours.get(..2)?.parse().ok()?, hours.get(2..)?.parse().ok()?, 0)?;
        Some(End { station, day, time })
    };
    let mut words = line.split_whitespace();
    Some((end(words.next()?)?, end(words.next()?)?))
}

#[cfg(test)]
#[path = "telex_tests.rs"]
mod tests;

//! Filling the slots of a line so that it reads naturally in its language.

use chrono::{Datelike, Timelike};
use rand::RngExt;

use super::draw::{chance, pick};
use super::stations::{Station, find_station, stations};
use crate::domain::flight::Flight;
use crate::domain::instant::Instant;
use crate::domain::language::Language;

/// What stands in the slots of one post.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// Code of the destination, which stands in no slot.
    pub(super) destination: String,
    pub(super) flight: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) airport: String,
    pub(super) gate: String,
    pub(super) day: String,
    pub(super) time: String,
    pub(super) name: String,
    pub(super) airline: String,
    pub(super) at: String,
    pub(super) number: String,
    pub(super) other: String,
}

impl Slots {
    /// The line with its slots filled; an unknown slot would stay as it stands.
    pub(super) fn fill(&self, line: &str) -> String {
        let mut text = String::with_capacity(line.len() + 40);
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((slot, tail)) = after.split_once('}') else { break };
            match slot {
                "Day" => text.push_str(&capitalised(&self.day)),
                "flight" => text.push_str(&self.flight),
                "from" => text.push_str(&self.from),
                "to" => text.push_str(&self.to),
                "airport" => text.push_str(&self.airport),
                "gate" => text.push_str(&self.gate),
                "day" => text.push_str(&self.day),
                "time" => text.push_str(&self.time),
                "name" => text.push_str(&self.name),
                "airline" => text.push_str(&self.airline),
                "at" => text.push_str(&self.at),
                "n" => text.push_str(&self.number),
                "other" => text.push_str(&self.other),
                unknown => text.extend(["{", unknown, "}"]),
            }
            rest = tail;
        }
        text + rest
    }

    /// Slots of a real flight as its passenger, or someone who knows one, speaks of it at `now`.
    /// `landed` says that the author stands at the destination.
    pub(super) fn of(flight: &Flight, now: Instant, landed: bool, language: Language, rng: &mut impl RngExt) -> Self {
        let place = if landed { &flight.leg.destination } else { &flight.leg.origin };
        let zone = find_station(&flight.leg.origin).map_or(chrono_tz::UTC, |station| station.zone);
        let departure = flight.scheduled_departure_at.with_timezone(&zone);
        let days = (departure.date_naive() - now.with_timezone(&zone).date_naive()).num_days();
        let (airline, account) = airline(&flight.leg.designator.carrier);
        Self {
            flight: spoken_designator(flight, rng),
            from: city(&flight.leg.origin, language),
            to: city(&flight.leg.destination, language),
            destination: flight.leg.destination.clone(),
            airport: airport(place, language),
            gate: flight.gate.clone().unwrap_or_default(),
            day: day_word(language, days, departure.weekday().num_days_from_monday(), departure.hour(), rng),
            time: format!("{}:{:02}", departure.hour(), departure.minute()),
            airline: airline.to_owned(),
            at: format!("@{account}"),
            number: rng.random_range(2..10).to_string(),
            ..Self::default()
        }
    }

    /// Slots of some other flight on some other day, for people who are not aboard any of the day's.
    pub(super) fn elsewhere(language: Language, rng: &mut impl RngExt) -> Self {
        const CARRIERS: [&str; 12] = ["BA", "LH", "AF", "IB", "VY", "LX", "SK", "TP", "KL", "HV", "DL", "OS"];
        let spoken: Vec<&Station> =
            stations().iter().filter(|place| place.city(Language::Ja) != place.city(Language::En)).collect();
        let from = *pick(&spoken, rng);
        let to =
            (0..9).map(|_| *pick(&spoken, rng)).find(|to| to.city(language) != from.city(language)).unwrap_or(from);
        let carrier = *pick(&CARRIERS, rng);
        let (airline, account) = airline(carrier);
        let gate = format!("{}{}", pick(&["A", "B", "C", "D", "E", "H"], rng), rng.random_range(1..60));
        let hour = rng.random_range(5..23);
        Self {
            flight: format!("{carrier}{}", rng.random_range(9000..9900)),
            from: from.city(language).to_owned(),
            to: to.city(language).to_owned(),
            destination: to.iata.to_owned(),
            airport: airport(if chance(50, rng) { "AMS" } else { from.iata }, language),
            gate,
            day: day_word(language, rng.random_range(0..5), rng.random_range(0..7), hour, rng),
            time: format!("{hour}:{:02}", rng.random_range(0..12) * 5),
            airline: airline.to_owned(),
            at: format!("@{account}"),
            number: rng.random_range(2..10).to_string(),
            ..Self::default()
        }
    }
}

/// What people call a carrier, and its account.
pub(super) fn airline(carrier: &str) -> (&str, &str) {
    match carrier {
        "KL" => ("KLM", "klm"),
        "HV" => ("Transavia", "transavia"),
        "DL" => ("Delta", "delta"),
        "CX" => ("Cathay Pacific", "cathaypacific"),
        "SQ" => ("Singapore Airlines", "singaporeair"),
        "OR" => ("TUI", "tui"),
        "BA" => ("British Airways", "britishairways"),
        "LH" => ("Lufthansa", "lufthansa"),
        "AF" => ("Air France", "airfrance"),
        "IB" => ("Iberia", "iberia"),
        "VY" => ("Vueling", "vueling"),
        "LX" => ("SWISS", "swiss"),
        "SK" => ("SAS", "sas"),
        "TP" => ("TAP", "tap"),
        "OS" => ("Austrian", "austrian"),
        "UA" => ("United", "united"),
        "AA" => ("American", "americanair"),
        "B6" => ("JetBlue", "jetblue"),
        "WN" => ("Southwest", "southwestair"),
        "AS" => ("Alaska", "alaskaair"),
        other => (other, "airline"),
    }
}

/// What the city of a station is called; its code where the table lacks it.
pub(super) fn city(iata: &str, language: Language) -> String {
    find_station(iata).map_or_else(|| iata.to_owned(), |station| station.city(language).to_owned())
}

fn airport(iata: &str, language: Language) -> String {
    match (iata, language) {
        ("AMS", Language::Ja) => "スキポール空港".to_owned(),
        ("AMS", _) => "Schiphol".to_owned(),
        (other, Language::Ja) => format!("{other}空港"),
        (other, _) => other.to_owned(),
    }
}

/// The designator as people type it: mostly plain, at times with a space, a zero, in lower case, or the codeshare's.
fn spoken_designator(flight: &Flight, rng: &mut impl RngExt) -> String {
    let own = &flight.leg.designator;
    match rng.random_range(0..100) {
        0..8 if !flight.codeshares.is_empty() => pick(&flight.codeshares, rng).to_string(),
        0..22 => format!("{} {}", own.carrier, own.number),
        22..34 => own.to_string().to_lowercase(),
        34..40 => format!("{}{:04}", own.carrier, own.number),
        _ => own.to_string(),
    }
}

/// How people name the day that is `days` from now: today, tomorrow, else the weekday (0 is Monday).
pub(super) fn day_word(language: Language, days: i64, weekday: u32, hour: u32, rng: &mut impl RngExt) -> String {
    let morning = hour < 11 && chance(25, rng);
    let week = weekday as usize % 7;
    let word = match (language, days) {
        (Language::En, 0) if morning => "this morning",
        (Language::En, 0) => "today",
        (Language::En, 1) if morning => "tomorrow morning",
        (Language::En, 1) => pick(&["tomorrow", "tomorrow", "tomorrow", "tmrw"], rng),
        (Language::En, _) => {
            ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"][week]
        }
        (Language::Nl, 0) if morning => "vanochtend",
        (Language::Nl, 0) => "vandaag",
        (Language::Nl, 1) if morning => "morgenochtend",
        (Language::Nl, 1) => "morgen",
        (Language::Nl, _) => ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"][week],
        (Language::Es, 0) => "hoy",
        (Language::Es, 1) => "mañana",
        (Language::Es, _) => {
            ["el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"][week]
        }
        (Language::De, 0) if morning => "heute früh",
        (Language::De, 0) => "heute",
        (Language::De, 1) if morning => "morgen früh",
        (Language::De, 1) => "morgen",
        (Language::De, _) => {
            ["am Montag", "am Dienstag", "am Mittwoch", "am Donnerstag", "am Freitag", "am Samstag", "am Sonntag"][week]
        }
        (Language::Ja, 0) => "今日",
        (Language::Ja, 1) => pick(&["明日", "明日", "あした"], rng),
        (Language::Ja, _) => ["月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"][week],
    };
    word.to_owned()
}

/// The text with its first letter large.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_is_filled_in_place() {
        let slots = Slots { flight: "KL1".into(), day: "morgen".into(), number: "3".into(), ..Slots::default() };
        assert_eq!(slots.fill("{Day} {flight}, {n} man, {day}!"), "Morgen KL1, 3 man, morgen!");
        assert_eq!(slots.fill("no slots"), "no slots");
    }
}

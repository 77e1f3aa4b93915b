//! Authors of an open world: accounts as people dress them, and posts that tell more or less of a trip.
//!
//! Shares are set by judgement and stand here in full. Every shape that a passenger's post has, the post of somebody else has too.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use rand::RngExt;

use super::people::{Name, Person, chance, pick};
use super::{Case, Kind};
use crate::domain::flight::{Designator, Flight};
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network};
use crate::linkage::{PlaceRole, TripRole};

const WORDS: [&str; 24] = [
    "wanderlust",
    "paperplane",
    "mistymorning",
    "oldmaps",
    "slowcoffee",
    "threecats",
    "rookend",
    "lostsock",
    "bergziege",
    "fietsbel",
    "lunallena",
    "sorairo",
    "pixelpotato",
    "kabeljauw",
    "tealeaf",
    "nightowl",
    "moonbase",
    "zwaluw",
    "northwind",
    "saltlicorice",
    "quietcarriage",
    "kumakuma",
    "regentropfen",
    "solysombra",
];
const TRADES: [&str; 10] = [
    "Sky Wire",
    "Gate Watch",
    "Runway News",
    "Fare Alert",
    "City Desk",
    "Delay Bot",
    "Heavy Spotter",
    "Morning Post",
    "Flight Status",
    "Travel Deals",
];
/// Short forms people go by.
const SHORT: [(&str, &str); 14] = [
    ("Robert", "Bob"),
    ("William", "Bill"),
    ("Elizabeth", "Liz"),
    ("Michael", "Mike"),
    ("Thomas", "Tom"),
    ("Katharina", "Kathi"),
    ("Francisco", "Paco"),
    ("José", "Pepe"),
    ("Johannes", "Hans"),
    ("Alexander", "Alex"),
    ("Christopher", "Chris"),
    ("Daniel", "Dan"),
    ("Hendrik", "Henk"),
    ("Susanne", "Susi"),
];
/// Hiragana by romaji, longest first within a letter; what is not here is left out of the name shown.
const KANA: &str = "kya きゃ kyu きゅ kyo きょ sha しゃ shu しゅ sho しょ cha ちゃ chu ちゅ cho ちょ ryo りょ ryu りゅ ja じゃ ju じゅ jo じょ shi し chi ち tsu つ \
    ka か ki き ku く ke け ko こ sa さ su す se せ so そ ta た te て to と na な ni に nu ぬ ne ね no の ha は hi ひ fu ふ he へ ho ほ \
    ma ま mi み mu む me め mo も ya や yu ゆ yo よ ra ら ri り ru る re れ ro ろ wa わ ga が gi ぎ gu ぐ ge げ go ご za ざ ji じ zu ず ze ぜ zo ぞ \
    da だ de で do ど ba ば bi び bu ぶ be べ bo ぼ pa ぱ pi ぴ pu ぷ pe ぺ po ぽ a あ i い u う e え o お n ん";

/// What authors are drawn from.
pub(super) struct Desk<'a> {
    flights: &'a [Flight],
    people: &'a [Person],
    on_flight: Vec<Vec<usize>>,
    by_station: HashMap<&'a str, Vec<usize>>,
}

/// How an account shows its owner's name.
struct Shown {
    text: Option<String>,
    tells_given: bool,
    tells_family: bool,
    script: &'static str,
}

impl<'a> Desk<'a> {
    pub(super) fn new(flights: &'a [Flight], people: &'a [Person]) -> Self {
        let mut on_flight = vec![Vec::new(); flights.len()];
        for (number, person) in people.iter().enumerate() {
            on_flight[person.flight].push(number);
        }
        let mut by_station: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, flight) in flights.iter().enumerate() {
            by_station.entry(&flight.leg.destination).or_default().push(number);
        }
        Self { flights, people, on_flight, by_station }
    }

    /// Passengers who post, each once.
    pub(super) fn on_board(&self, count: usize, rng: &mut impl RngExt) -> Vec<Case> {
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        for at in 0..count {
            let other = rng.random_range(at..order.len());
            order.swap(at, other);
        }
        order[..count].iter().map(|number| self.passenger(*number, rng)).collect()
    }

    fn passenger(&self, number: usize, rng: &mut impl RngExt) -> Case {
        let person = &self.people[number];
        let flight = &self.flights[person.flight];
        let mut case = account(&person.name, flight.scheduled_departure_at, rng);
        case.written_at = match rng.random_range(0..100) {
            0..80 => flight.scheduled_departure_at - Duration::minutes(rng.random_range(20..1440)),
            80..94 => flight.scheduled_departure_at - Duration::minutes(rng.random_range(1440..7200)),
            _ => flight.arrives_at().unwrap_or_default() + Duration::minutes(rng.random_range(5..120)),
        };
        case.kind = Kind::OnBoard;
        case.truth = Some(number);
        case.travels = role([80, 5, 2], rng);
        Self::tell_trip(&mut case, flight, [34, 9, 18, 16, 12], rng);
        if chance(4, rng) {
            // A connection or an earlier flight, named beside the one meant or instead of it.
            let other = self.any_flight(rng).leg.designator.clone();
            case.flights.push(other);
        }
        case.mentions_us = chance(25, rng);
        case.is_single = self.is_single(&case, person);
        case
    }

    /// What a post tells of a trip: of 100 posts the flight, both ends, destination and day, destination, check-in; the rest nothing.
    fn tell_trip(case: &mut Case, flight: &Flight, shares: [u32; 5], rng: &mut impl RngExt) {
        let (origin, destination) = (flight.leg.origin.clone(), flight.leg.destination.clone());
        let day = |rng: &mut _| {
            if chance(3, rng) { flight.leg.departure_on.succ_opt() } else { Some(flight.leg.departure_on) }
        };
        let mut left = rng.random_range(0..100_u32);
        let shape = shares.iter().position(|share| {
            let is_it = left < *share;
            left = left.saturating_sub(*share);
            is_it
        });
        case.tells_trip = matches!(shape, Some(0 | 2));
        match shape {
            Some(0) => {
                case.flights = vec![flight.leg.designator.clone()];
                if chance(40, rng) {
                    case.days = day(rng).into_iter().collect();
                }
                if chance(45, rng) {
                    case.airports = vec![(destination, PlaceRole::Destination)];
                }
            }
            Some(1) => {
                case.airports = vec![(origin, PlaceRole::Origin), (destination, PlaceRole::Destination)];
                case.tells_trip = chance(40, rng);
                if case.tells_trip {
                    case.days = day(rng).into_iter().collect();
                }
            }
            Some(2) => {
                let as_role = if chance(75, rng) { PlaceRole::Destination } else { PlaceRole::Mentioned };
                case.airports = vec![(destination, as_role)];
                case.days = day(rng).into_iter().collect();
            }
            Some(3) => case.airports = vec![(destination, PlaceRole::Destination)],
            Some(4) => {
                let before = flight.scheduled_departure_at - Duration::minutes(rng.random_range(20..180));
                case.written_at = before;
                case.place = Some(origin);
                case.tells_trip = chance(50, rng);
                if case.tells_trip {
                    case.airports = vec![(destination, PlaceRole::Destination)];
                }
            }
            _ => {}
        }
    }

    /// Whether one passenger alone fits surname, initial and trip.
    fn is_single(&self, case: &Case, person: &Person) -> bool {
        let by_flight = !case.flights.is_empty();
        let legs: Vec<usize> = if by_flight {
            vec![person.flight]
        } else {
            let there = self.flights[person.flight].leg.destination.as_str();
            self.by_station.get(there).cloned().unwrap_or_default()
        };
        let initial = |name: &Name| name.given.chars().next();
        let fits = |number: &&usize| {
            let other = &self.people[**number].name;
            other.family == person.name.family && initial(other) == initial(&person.name)
        };
        legs.iter().flat_map(|leg| &self.on_flight[*leg]).filter(fits).count() == 1
    }

    /// Somebody not on board who writes of some trip.
    pub(super) fn with_trip(&self, rng: &mut impl RngExt) -> Case {
        let flight = self.any_flight(rng);
        let now = flight.scheduled_departure_at - Duration::minutes(rng.random_range(0..1440));
        match rng.random_range(0..100) {
            0..70 => self.other_trip(account(&Name::draw(rng), now, rng), rng),
            70..87 => {
                let mut case = trade(now, rng);
                Self::tell_trip(&mut case, flight, [60, 10, 10, 10, 5], rng);
                case.travels = role([6, 4, 85], rng);
                case
            }
            87..90 => {
                let someone = &self.people[rng.random_range(0..self.people.len())];
                let mut case = self.other_trip(account(&someone.name, now, rng), rng);
                case.kind = Kind::Namesake;
                case
            }
            _ => {
                let mut case = account(&Name::draw(rng), now, rng);
                case.kind = Kind::AtAirport;
                case.place = Some(flight.leg.origin.clone());
                if chance(30, rng) {
                    case.airports = vec![(flight.leg.destination.clone(), PlaceRole::Mentioned)];
                }
                case.travels = role([25, 25, 25], rng);
                case
            }
        }
    }

    /// A trip of another day or with another airline; one in ten names a flight number that also flies here, one in four a station and a
    /// day that also stand here.
    fn other_trip(&self, mut case: Case, rng: &mut impl RngExt) -> Case {
        let flight = self.any_flight(rng);
        case.kind = Kind::OtherTrip;
        case.travels = role([75, 8, 5], rng);
        Self::tell_trip(&mut case, flight, [34, 9, 18, 16, 5], rng);
        let off: i64 = rng.random_range(-5..20);
        let elsewhere = chance(65, rng);
        for day in &mut case.days {
            *day = if chance(15, rng) { *day } else { moved(*day, off) };
        }
        if elsewhere {
            for (iata, _) in &mut case.airports {
                ["ZZA", "ZZB", "ZZC", "ZZD"][rng.random_range(0..4)].clone_into(iata);
            }
        }
        if !chance(10, rng) {
            for flight in &mut case.flights {
                *flight = Designator { carrier: flight.carrier.clone(), number: 3000 + rng.random_range(0..6000) };
            }
        }
        case.mentions_us = chance(12, rng);
        case.tells_trip = false;
        case
    }

    /// Family or a colleague about a passenger's flight.
    pub(super) fn about(&self, rng: &mut impl RngExt) -> Case {
        let person = &self.people[rng.random_range(0..self.people.len())];
        let flight = &self.flights[person.flight];
        let name = if chance(50, rng) { person.name.relative(rng) } else { Name::draw(rng) };
        let mut case = account(&name, flight.scheduled_departure_at, rng);
        case.written_at = flight.scheduled_departure_at - Duration::minutes(rng.random_range(-180..1440));
        Self::tell_trip(&mut case, flight, [45, 10, 20, 15, 10], rng);
        case.kind = Kind::About;
        // Every tenth is read as a traveller's own post.
        case.travels = role([10, 70, 5], rng);
        case
    }

    /// Somebody who writes of no trip.
    pub(super) fn everyday(&self, rng: &mut impl RngExt) -> Case {
        let now = self.any_flight(rng).scheduled_departure_at;
        let mut case = account(&Name::draw(rng), now, rng);
        case.travels = role([5, 5, 20], rng);
        case
    }

    fn any_flight(&self, rng: &mut impl RngExt) -> &'a Flight {
        &self.flights[rng.random_range(0..self.flights.len())]
    }
}

fn moved(day: NaiveDate, by: i64) -> NaiveDate {
    day.checked_add_signed(Duration::days(by)).unwrap_or(day)
}

/// Who travels, of 100: the author, somebody else, nobody; the rest of the posts doesn't say.
fn role([own, other, nobody]: [u32; 3], rng: &mut impl RngExt) -> TripRole {
    match rng.random_range(0..100) {
        draw if draw < own => TripRole::Traveller,
        draw if draw < own + other => TripRole::SomeoneElse,
        draw if draw < own + other + nobody => TripRole::Nobody,
        _ => TripRole::Unknown,
    }
}

fn blank(author: Author, written_at: Instant, rng: &mut impl RngExt) -> Case {
    Case {
        author,
        network: [Network::Bluesky, Network::Mastodon, Network::X][rng.random_range(0..3)],
        written_at,
        language: None,
        flights: Vec::new(),
        airports: Vec::new(),
        days: Vec::new(),
        travels: TripRole::Unknown,
        place: None,
        mentions_us: false,
        kind: Kind::Everyday,
        truth: None,
        tells_name: false,
        tells_trip: false,
        is_single: false,
        script: "",
    }
}

fn trade(written_at: Instant, rng: &mut impl RngExt) -> Case {
    let name = pick(&TRADES, rng);
    let handle = format!("{}{}", plain(name), rng.random_range(1..500));
    let author = Author { handle, display_name: Some(name.to_owned()), ..Author::default() };
    Case { kind: Kind::Trade, language: Some("en"), script: "trade", ..blank(author, written_at, rng) }
}

/// An account of somebody of that name.
fn account(name: &Name, written_at: Instant, rng: &mut impl RngExt) -> Case {
    let shown = shown(name, rng);
    let (handle, handle_tells) = handle(name, rng);
    let language = match rng.random_range(0..100) {
        0..70 => Some(name.language()),
        70..93 => Some("en"),
        93..97 => Some("fr"),
        _ => None,
    };
    let location = match rng.random_range(0..100) {
        0..25 => Some(name.town(rng).to_owned()),
        25..30 => Some(pick(&["London", "Paris", "Boston", "Berlin"], rng).to_owned()),
        _ => None,
    };
    let author = Author { handle, display_name: shown.text, location, ..Author::default() };
    let tells_name = shown.tells_given && shown.tells_family || handle_tells;
    Case { language, tells_name, script: shown.script, ..blank(author, written_at, rng) }
}

/// The name beside the handle.
fn shown(name: &Name, rng: &mut impl RngExt) -> Shown {
    let first = name.given.split(' ').next().unwrap_or(&name.given);
    let words: Vec<&str> = name.family.split(' ').collect();
    let core = words.iter().rev().find(|word| word.chars().next().is_some_and(char::is_uppercase)).unwrap_or(&words[0]);
    let initial = |text: &str| text.chars().next().unwrap_or('X');
    let full = format!("{first} {}", name.family);
    let is_ja = name.pool == "ja";
    let marks = if name.given.is_ascii() && name.family.is_ascii() { "Latin" } else { "Latin with marks" };
    let made = |text: String, given: bool, family: bool| {
        let script = if is_ja { "Japanese in Latin" } else { marks };
        Shown { text: Some(text), tells_given: given, tells_family: family, script }
    };
    match rng.random_range(0..100) {
        0..40 if is_ja => match (kana(&name.family), kana(first)) {
            (Some(family), Some(given)) => {
                let gap = if chance(60, rng) { " " } else { "　" };
                Shown {
                    text: Some(format!("{family}{gap}{given}")),
                    tells_given: true,
                    tells_family: true,
                    script: "kana",
                }
            }
            _ => made(format!("{} {first}", name.family), true, true),
        },
        0..38 => made(full, true, true),
        38..44 => made(format!("{full} {}", pick(&["🌻", "✈️", "(she/her)", "| travel", "🎸", "📷"], rng)), true, true),
        44..47 => made(format!("{} {first}", name.family), true, true),
        47..52 => made(format!("{first} {core}"), true, true),
        52..56 => {
            let short = SHORT.iter().find(|(long, _)| *long == first).map(|(_, short)| *short);
            let short = short.map_or_else(|| first.chars().take(4).collect(), str::to_owned);
            made(format!("{short} {}", name.family), true, true)
        }
        56..60 => made(format!("{}. {}", initial(first), name.family), true, true),
        60..68 => made(format!("{first} {}.", initial(&name.family)), true, false),
        68..84 => made(first.to_owned(), true, false),
        84..86 => made(core.to_string(), false, true),
        86..95 => made(pick(&WORDS, rng).to_owned(), false, false),
        _ => Shown { text: None, tells_given: false, tells_family: false, script: "no name shown" },
    }
}

/// Letters of a name as handles have them.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let lower = text.to_lowercase().replace('ø', "o").replace('ß', "ss").replace('ı', "i").replace('ð', "d");
    lower.nfd().filter(char::is_ascii_alphanumeric).collect()
}

/// A handle, and whether it tells initial and surname at least.
fn handle(name: &Name, rng: &mut impl RngExt) -> (String, bool) {
    let first = plain(name.given.split(' ').next().unwrap_or_default());
    let family = plain(&name.family);
    let initial = first.chars().next().unwrap_or('x');
    let digits = if chance(25, rng) { rng.random_range(1..99).to_string() } else { String::new() };
    let (text, tells) = match rng.random_range(0..100) {
        0..22 => (format!("{first}{family}"), true),
        22..38 => (format!("{first}{}{family}", pick(&["_", "."], rng)), true),
        38..52 => (format!("{initial}{family}"), true),
        52..56 => (format!("{family}{first}"), true),
        56..66 => (first.clone(), false),
        66..78 => {
            let short: String = first.chars().take(4).collect();
            (format!("{short}{}", pick(&["tje", "xx", "_travels", "ontour", "chan", "runs", "o"], rng)), false)
        }
        78..82 => (family.clone(), false),
        _ => (pick(&WORDS, rng).to_owned(), false),
    };
    // A network cuts at fifteen letters; a name cut in the middle no longer counts as told.
    let cut: String = text.chars().take(15).collect();
    (format!("{cut}{digits}"), tells && text.len() <= 15)
}

/// Romaji in hiragana, as far as the table goes.
fn kana(romaji: &str) -> Option<String> {
    let table: Vec<&str> = KANA.split_whitespace().collect();
    let lower = romaji.to_lowercase();
    let mut rest = lower.as_str();
    let mut out = String::new();
    while !rest.is_empty() {
        let found = table.chunks(2).find_map(|pair| Some((rest.strip_prefix(pair[0])?, pair[1])));
        let (after, sign) = found?;
        out.push_str(sign);
        rest = after;
    }
    Some(out)
}

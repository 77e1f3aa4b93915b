//! Airports and cities: the embedded table, and finding them in a post by code, name, nickname or check-in.
//!
//! A name that is also a word, and a code that is also an abbreviation, count only with the context of a trip.
//! One mention gives one airport, the busiest of its city; [`Places::same_city`] tells which others serve it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono_tz::Tz;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::language::LanguageGuess;
use super::phrases::Phrases;
use super::roles::{PlaceRole, role};
use super::text::{Span, View, after, before, fold, is_spaceless};
use super::token::{Token, TokenKind};
use crate::domain::post::Place;

/// An airport named in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AirportMention {
    /// IATA location code; for a city with several airports the busiest one.
    pub iata: String,
    /// Its part in the trip.
    pub role: PlaceRole,
    /// Where it stands; `[0,0]` for a check-in that is not in the text.
    pub span: Span,
}

#[derive(Debug)]
struct Airport {
    city: String,
    country: String,
    zone: Option<Tz>,
    lat: f64,
    lon: f64,
    busy: bool,
}

/// Airports and the names people use for them.
#[derive(Debug)]
pub(super) struct Places {
    airports: BTreeMap<String, Airport>,
    names: Phrases,
    handles: BTreeMap<String, String>,
    /// Codes that are also words or abbreviations.
    wordlike: BTreeSet<String>,
}

/// Airports of one city whose table entries name different towns.
const METRO: [&[&str]; 22] = [
    &["LHR", "LGW", "STN", "LTN", "LCY", "SEN"],
    &["JFK", "EWR", "LGA", "HPN", "ISP"],
    &["CDG", "ORY", "BVA"],
    &["ORD", "MDW"],
    &["DCA", "IAD", "BWI"],
    &["SFO", "OAK", "SJC"],
    &["LAX", "BUR", "ONT", "SNA", "LGB"],
    &["DFW", "DAL"],
    &["IAH", "HOU"],
    &["MIA", "FLL", "PBI"],
    &["FCO", "CIA"],
    &["MXP", "LIN", "BGY"],
    &["HND", "NRT"],
    &["KIX", "ITM", "UKB"],
    &["ICN", "GMP"],
    &["PEK", "PKX", "NAY"],
    &["PVG", "SHA"],
    &["BRU", "CRL"],
    &["IST", "SAW"],
    &["GRU", "CGH", "VCP"],
    &["EZE", "AEP"],
    &["SVO", "DME", "VKO"],
];

impl Places {
    /// Reads the embedded tables.
    pub(super) fn new() -> Self {
        let mut airports = BTreeMap::new();
        for line in include_str!("tables/airports.tsv").lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [iata, _icao, country, city, zone, lat, lon, busy] = columns[..] else { continue };
            let airport = Airport {
                city: city.to_owned(),
                country: country.to_owned(),
                zone: zone.parse().ok(),
                lat: lat.parse().unwrap_or_default(),
                lon: lon.parse().unwrap_or_default(),
                busy: busy == "1",
            };
            airports.insert(iata.to_owned(), airport);
        }
        let (mut handles, mut wordlike, mut table, mut ours) =
            (BTreeMap::new(), BTreeSet::new(), Vec::new(), BTreeSet::new());
        for line in include_str!("tables/nicknames.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, iata, list] = columns[..] else { continue };
            for name in list.split(';') {
                match kind {
                    "h" => drop(handles.insert(fold(name), iata.to_owned())),
                    "x" => drop(wordlike.insert(name.to_owned())),
                    _ => {
                        ours.insert(fold(name));
                        table.push(format!("{kind}:{iata}\tany\t{name}"));
                    }
                }
            }
        }
        for line in include_str!("tables/places.tsv").lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, iata, kind] = columns[..] else { continue };
            if !ours.contains(name) {
                table.push(format!("{kind}:{iata}\tany\t{name}"));
            }
        }
        Self { airports, names: Phrases::new(&[&table.join("\n")]), handles, wordlike }
    }

    /// The IANA zone of an airport.
    pub(super) fn zone(&self, iata: &str) -> Option<Tz> {
        self.airports.get(iata)?.zone
    }

    /// Whether the two airports serve one city, so that naming the city may mean either.
    pub(super) fn same_city(&self, one: &str, other: &str) -> bool {
        let same_town = |a: &Airport, b: &Airport| a.city == b.city && a.country == b.country;
        one == other
            || METRO.iter().any(|group| group.contains(&one) && group.contains(&other))
            || matches!((self.airports.get(one), self.airports.get(other)), (Some(a), Some(b)) if same_town(a, b))
    }

    /// The airport of a check-in: its code, or the nearest airport within five kilometres.
    pub(super) fn check_in(&self, place: &Place) -> Option<AirportMention> {
        let known = place.iata.as_deref().map(str::to_uppercase).filter(|iata| self.airports.contains_key(iata));
        let near = || {
            let (lat, lon) = (place.lat?, place.lon?);
            let gap = |airport: &Airport| {
                let east = (airport.lon - lon) * lat.to_radians().cos();
                (airport.lat - lat).hypot(east) * 111.2
            };
            let nearest = self.airports.iter().min_by(|a, b| gap(a.1).total_cmp(&gap(b.1)))?;
            (gap(nearest.1) <= 5.0).then(|| nearest.0.clone())
        };
        let iata = known.or_else(near)?;
        Some(AirportMention { iata, role: PlaceRole::At, span: Span(0, 0) })
    }

    /// Finds the airports of a post.
    pub(super) fn find(&self, view: &View, tokens: &[Token], guess: &LanguageGuess) -> Vec<AirportMention> {
        let text = &view.folded;
        let shouting = is_shouting(view);
        let mut hits: Vec<Hit> = self.routes(view);
        let in_route = |hits: &[Hit], start: usize| hits.iter().any(|hit| hit.start <= start && start < hit.end);
        for found in self.names.find_longest(view, guess) {
            let Some((kind, iata)) = self.names.name(found).split_once(':') else { continue };
            if in_route(&hits, found.start) || in_handle(tokens, found.start) {
                continue;
            }
            let part = role(&text[..found.start], &text[found.end..], guess);
            let spaceless = after(text, found.start).is_some_and(is_spaceless);
            let capital = view.capitalised(found.start) || spaceless;
            let hashtag = before(text, found.start) == Some('#');
            let moving = matches!(part, PlaceRole::Origin | PlaceRole::Destination);
            let airport = AIRPORT_AFTER.is_match(&text[found.end..]);
            let accepted = match kind {
                "a" => true,
                "c" => capital || moving || hashtag || airport,
                "w" => capital && (airport || moving && !shouting),
                "u" => {
                    view.all_capitals(found.start, found.end)
                        && (!shouting || moving)
                        && !neighbour_shouts(view, found.start, found.end)
                }
                _ => false,
            };
            if accepted {
                hits.push(Hit { iata: iata.to_owned(), start: found.start, end: found.end, role: part });
            }
        }
        for found in CODE.find_iter(text) {
            let (start, end) = (found.start(), found.end());
            let iata = found.as_str().to_uppercase();
            let Some(airport) = self.airports.get(&iata) else { continue };
            if in_route(&hits, start) || in_handle(tokens, start) || !view.all_capitals(start, end) {
                continue;
            }
            let part = role(&text[..start], &text[end..], guess);
            let context = matches!(part, PlaceRole::Origin | PlaceRole::Destination)
                || part == PlaceRole::At && !self.wordlike.contains(&iata)
                || AIRPORT_AFTER.is_match(&text[end..]);
            let plain = airport.busy && !self.wordlike.contains(&iata) && !shouting;
            if plain || context && !(shouting && self.wordlike.contains(&iata)) {
                hits.push(Hit { iata, start, end, role: part });
            }
        }
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Handle) {
            let name = text[token.start + 1..token.end].split(['.', '@']).next().unwrap_or_default();
            let code = name.to_uppercase();
            let busy = view.all_capitals(token.start, token.end)
                && !self.wordlike.contains(&code)
                && self.airports.get(&code).is_some_and(|airport| airport.busy);
            if let Some(iata) = self.handles.get(name).or(busy.then_some(&code)) {
                let role = role(&text[..token.start], &text[token.end..], guess);
                hits.push(Hit { iata: iata.clone(), start: token.start, end: token.end, role });
            }
        }
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        pair_up(text, &mut hits);
        let mut mentions: Vec<AirportMention> = Vec::new();
        for hit in hits {
            let span = view.span(hit.start, hit.end);
            let told = mentions.iter().any(|other| {
                other.span.overlaps(span)
                    || other.iata == hit.iata && (other.role == hit.role || hit.role == PlaceRole::Mentioned)
            });
            if !told {
                mentions.push(AirportMention { iata: hit.iata, role: hit.role, span });
            }
        }
        mentions
    }

    /// DFW-LAX, LAS2SFO, 12/13EWR-LAX, "dfw to gsp".
    fn routes(&self, view: &View) -> Vec<Hit> {
        let text = &view.folded;
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while let Some(parts) = ROUTE.captures_at(text, at) {
            let (Some(from), Some(link), Some(to)) = (parts.get(1), parts.get(2), parts.get(3)) else { break };
            at = from.start() + 1;
            let (origin, destination) = (from.as_str().to_uppercase(), to.as_str().to_uppercase());
            let known = |iata: &String| self.airports.contains_key(iata);
            let open = !before(text, from.start()).is_some_and(|letter| letter.is_alphabetic() || letter == '@');
            let closed = !after(text, to.end()).is_some_and(super::text::is_word);
            if !open || !closed || origin == destination || !known(&origin) || !known(&destination) {
                continue;
            }
            let capitals = view.all_capitals(from.start(), from.end()) && view.all_capitals(to.start(), to.end());
            let sure = |iata: &String| {
                !self.wordlike.contains(iata) && self.airports.get(iata).is_some_and(|airport| airport.busy)
            };
            let linked = link.as_str().trim() != "/" || capitals;
            if capitals && (linked || sure(&origin))
                || linked && sure(&origin) && sure(&destination)
                || sure(&origin) && known(&destination) && !self.wordlike.contains(&destination) && linked
            {
                if hits.last().is_none_or(|last| last.start != from.start()) {
                    hits.push(Hit { iata: origin, start: from.start(), end: from.end(), role: PlaceRole::Origin });
                }
                hits.push(Hit { iata: destination, start: to.start(), end: to.end(), role: PlaceRole::Destination });
                at = to.start();
            }
        }
        hits
    }
}

struct Hit {
    iata: String,
    start: usize,
    end: usize,
    role: PlaceRole,
}

static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[a-z]{3}\b").expect("tested pattern"));
static ROUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([a-z]{3})(\s?(?:->|-+>?|→|➡|✈|>+|/|~)\s?|\s(?:to|naar|nach|a)\s|2)([a-z]{3})")
        .expect("tested pattern")
});
static AIRPORT_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:'s)?[ -]?(?:international |intl )?(?:airport|airpt|luchthaven|flughafen|vliegveld|空港|aeropuerto|aeroport|terminal|lounge|gate)").expect("tested pattern")
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s?(?:->|-+>?|→|➡|✈|>+|–|/)\s?$|^\s(?:to|naar|nach|a|para|hacia|vers)\s(?:the )?$")
        .expect("tested pattern")
});
static ROMANCE_PAIR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\W)(?:de|von|van|uit)\s$").expect("tested pattern"));

/// Two places joined by an arrow, a dash or "to" are an origin and a destination.
fn pair_up(text: &str, hits: &mut [Hit]) {
    for next in 1..hits.len() {
        let (from, to) = (&hits[next - 1], &hits[next]);
        let between = text.get(from.end..to.start).unwrap_or_default();
        if LINK.is_match(between) {
            if matches!(from.role, PlaceRole::Mentioned | PlaceRole::At) || ROMANCE_PAIR.is_match(&text[..from.start]) {
                hits[next - 1].role = PlaceRole::Origin;
            }
            hits[next].role = PlaceRole::Destination;
        }
    }
}

fn in_handle(tokens: &[Token], start: usize) -> bool {
    tokens.iter().any(|token| token.kind == TokenKind::Handle && token.start <= start && start < token.end)
}

/// Whether most letters are capitals, so that capitals say nothing.
fn is_shouting(view: &View) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for letter in &view.chars {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    upper > 24 && upper > lower * 2
}

/// Whether the word before or after is in capitals too (then "LA" may be an article).
fn neighbour_shouts(view: &View, start: usize, end: usize) -> bool {
    let text = &view.folded;
    let shouts = |word: Option<(usize, &str)>| {
        word.is_some_and(|(at, word)| {
            word.len() > 3 && word.chars().all(char::is_alphabetic) && view.all_capitals(at, at + word.len())
        })
    };
    let head = text[..start].trim_end();
    let last = head.rsplit(char::is_whitespace).next().map(|word| (head.len() - word.len(), word));
    let tail = text[end..].trim_start();
    let next = tail.split(char::is_whitespace).next().map(|word| (text.len() - tail.len(), word));
    shouts(last) || shouts(next)
}

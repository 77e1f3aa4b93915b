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
use super::phrases::{Hits, LexiconBuilder, Phrases};
use super::roles::{PlaceRole, role};
use super::text::{Span, View, after, before, fold, is_spaceless, pattern};
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
    /// Names without their spaces, as hashtags and handles write them.
    joined: BTreeMap<String, String>,
    /// For every three letters, whether they are a code.
    codes: Vec<bool>,
    /// Codes that are also words or abbreviations, with the languages whose words they are; empty for any.
    wordlike: BTreeMap<String, Vec<String>>,
    /// Codes that are words or names when not in capitals.
    low_words: BTreeSet<String>,
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
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
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
        let (mut handles, mut wordlike, mut low_words) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let (mut joined, mut table, mut ours) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        for line in include_str!("tables/nicknames.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, iata, list] = columns[..] else { continue };
            for name in list.split(';') {
                match kind {
                    "h" => drop(handles.insert(fold(name), iata.to_owned())),
                    "x" => {
                        let languages = iata.split(',').filter(|code| *code != "-").map(str::to_owned).collect();
                        wordlike.insert(name.to_owned(), languages);
                    }
                    "l" => drop(low_words.insert(name.to_owned())),
                    _ => {
                        ours.insert(fold(name));
                        if matches!(kind, "a" | "c") {
                            joined.insert(fold(name).replace([' ', '.', '-', '\''], ""), iata.to_owned());
                        }
                        table.push(format!("{kind}:{iata}\tany\t{name}"));
                    }
                }
            }
        }
        for line in include_str!("tables/places.tsv").lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, iata, kind] = columns[..] else { continue };
            if !ours.contains(name) {
                if kind != "w" {
                    joined.entry(name.replace([' ', '.', '-', '\''], "")).or_insert_with(|| iata.to_owned());
                }
                table.push(format!("{kind}:{iata}\tany\t{name}"));
            }
        }
        let mut codes = vec![false; 26 * 26 * 26];
        for iata in airports.keys() {
            if let Some(known) = letters(iata.to_lowercase().as_bytes()).and_then(|place| codes.get_mut(place)) {
                *known = true;
            }
        }
        Self { airports, codes, names: lexicon.add(&table.join("\n")), handles, joined, wordlike, low_words }
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

    /// Whether the code (in capitals) is an airport's.
    pub(super) fn is_code(&self, iata: &str) -> bool {
        self.airports.contains_key(iata)
    }

    /// Whether the three folded bytes are an airport's code.
    pub(super) fn are_code(&self, three: &[u8]) -> bool {
        letters(three).is_some_and(|place| self.codes[place])
    }

    /// Whether much traffic uses the airport.
    pub(super) fn is_busy(&self, iata: &str) -> bool {
        self.airports.get(iata).is_some_and(|airport| airport.busy)
    }

    /// Whether the code is also a word or an abbreviation in the post's language.
    pub(super) fn is_wordlike(&self, iata: &str, guess: &LanguageGuess) -> bool {
        self.wordlike
            .get(iata)
            .is_some_and(|languages| languages.is_empty() || languages.iter().any(|code| guess.maybe(code)))
    }

    /// Whether the code is a word or a name when not in capitals.
    pub(super) fn is_low_word(&self, iata: &str) -> bool {
        self.low_words.contains(iata) || self.wordlike.contains_key(iata)
    }

    /// Finds the airports of a post.
    pub(super) fn find(
        &self,
        view: &View,
        tokens: &[Token],
        guess: &LanguageGuess,
        found: &Hits,
    ) -> Vec<AirportMention> {
        let text = &view.folded;
        let shouting = is_shouting(view);
        let mut hits: Vec<Hit> = self.routes(view, guess);
        let routes: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
        let free =
            |start: usize| !routes.iter().any(|route| route.0 <= start && start < route.1) && !in_handle(tokens, start);
        for found in self.names.longest(found) {
            let Some((kind, iata)) = self.names.name(found).split_once(':') else { continue };
            if !free(found.start) {
                continue;
            }
            let part = role(&text[..found.start], &text[found.end..], guess);
            let spaceless = after(text, found.start).is_some_and(is_spaceless);
            let capital = view.capitalised(found.start) || spaceless;
            let hashtag = before(text, found.start) == Some('#');
            let moving = matches!(part, PlaceRole::Origin | PlaceRole::Destination);
            let placed = part != PlaceRole::Mentioned;
            let airport = AIRPORT_AFTER.is_match(&text[found.end..]) || region_after(view, found.end);
            let shouted = view.all_capitals(found.start, found.end);
            let accepted = match kind {
                "a" => true,
                "c" => capital || placed || hashtag || airport,
                "p" => capital && (airport || placed && !shouting),
                "w" => capital && (airport || moving && !shouting),
                "u" => shouted && (!shouting || moving) && !neighbour_shouts(view, found.start, found.end),
                "r" => shouted && placed && !shouting && !guess.maybe("es") && !guess.maybe("pt"),
                _ => false,
            };
            if accepted {
                hits.push(Hit::new(iata.to_owned(), found.start, found.end, part));
            }
        }
        let named: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
        let free = |start: usize| free(start) && !named.iter().any(|name| name.0 <= start && start < name.1);
        hits.extend(self.codes(view, guess, shouting, free));
        for token in tokens {
            let name = text[token.start + 1..token.end].split(['.', '@']).next().unwrap_or_default();
            let found = match token.kind {
                TokenKind::Handle => self.of_handle(name, view.all_capitals(token.start, token.end), guess),
                TokenKind::Hashtag => self.joined.get(name).filter(|_| name.len() >= 5).cloned(),
                _ => None,
            };
            if let Some(iata) = found {
                let role = role(&text[..token.start], &text[token.end..], guess);
                hits.push(Hit::new(iata, token.start, token.end, role));
            }
        }
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        pair_up(text, &mut hits);
        let mut mentions: Vec<AirportMention> = Vec::new();
        for hit in hits.into_iter().filter(|hit| !hit.weak) {
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

    /// The airport behind a handle: listed, a code in capitals, or made of a code or city and the word airport.
    fn of_handle(&self, name: &str, capitals: bool, guess: &LanguageGuess) -> Option<String> {
        let busy = |name: &str| {
            let code = name.to_uppercase();
            (self.is_busy(&code) && !self.is_wordlike(&code, guess)).then_some(code)
        };
        let made_of = || {
            let bare = name.replace('_', "");
            let stem = bare.strip_suffix("airport").or_else(|| bare.strip_prefix("fly"))?;
            let stem = stem.strip_prefix("fly").or_else(|| stem.strip_suffix("intl")).unwrap_or(stem);
            if stem.len() == 3 { busy(stem) } else { self.joined.get(stem).cloned() }
        };
        self.handles.get(name).cloned().or_else(|| if capitals { busy(name) } else { None }).or_else(made_of)
    }
}

/// The number of three small letters.
fn letters(three: &[u8]) -> Option<usize> {
    let small = three.len() == 3 && three.iter().all(u8::is_ascii_lowercase);
    small.then(|| three.iter().fold(0, |place, letter| place * 26 + usize::from(letter - b'a')))
}

/// A place found in the folded text.
pub(super) struct Hit {
    pub iata: String,
    pub start: usize,
    pub end: usize,
    pub role: PlaceRole,
    /// Counts only where it is linked with a place that is not weak.
    pub weak: bool,
}

impl Hit {
    pub(super) fn new(iata: String, start: usize, end: usize, role: PlaceRole) -> Self {
        Self { iata, start, end, role, weak: false }
    }
}

pub(super) static AIRPORT_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:'s)?[ -]?(?:international |intl )?(?:airport|airpt|luchthaven|flughafen|vliegveld|空港|aeropuerto|aeroport|terminal|lounge|gate)",
    )
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s?(?:->|-+(?:>|&gt;)?|→|➡|✈|>+|&gt;|–|/)\s?$|^\s(?:to|naar|nach|a|para|hacia|vers)\s(?:the )?$")
});
static REGION_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^,\s?(?:(?P<state>[a-z]{2})\b|(?:spain|italy|france|portugal|germany|england|scotland|ireland|canada|mexico|brazil|usa|uk|colombia|argentina|peru|chile|ecuador|japan|australia|nigeria|kenya|haiti|espana|italia|frankrijk|spanje|italie|duitsland|deutschland|spanien|italien|frankreich)\b)",
    )
});
static ROMANCE_PAIR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\W)(?:de|von|van|uit)\s$"));

/// Whether a state in two capitals or a country follows: "Albany, NY".
fn region_after(view: &View, end: usize) -> bool {
    REGION_AFTER.captures(&view.folded[end..]).is_some_and(|parts| {
        parts.name("state").is_none_or(|state| view.all_capitals(end + state.start(), end + state.end()))
    })
}

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
            let weak = hits[next - 1].weak && hits[next].weak;
            (hits[next - 1].weak, hits[next].weak) = (weak, weak);
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
pub(super) fn neighbour_shouts(view: &View, start: usize, end: usize) -> bool {
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

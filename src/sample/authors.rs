//! Accounts of the made-up posts: display names, bios, flags and followers as they vary in life.

use std::collections::BTreeSet;

use rand::RngExt;

use super::draw::{chance, pick, pick_early, weighted};
use super::handles::{dress, handle, network};
use super::names::{family, given};
use super::stations::{Home, home_of};
use super::truth::PostKind;
use crate::domain::language::Language;
use crate::domain::post::{Author, Network};
use crate::domain::traveller::Booking;

/// What people write about themselves; none of it names a trip.
const BIOS: [[&str; 10]; 5] = [
    [
        "Tea first.",
        "she/her. dogs, trains, sarcasm",
        "Dad of two. Views mine.",
        "Civil engineer, bad guitarist",
        "just here for the birds",
        "runner (slow)",
        "nurse | reader | sourdough",
        "opinions are my cat's",
        "teacher on a break",
        "photos of doors, mostly",
    ],
    [
        "Eerst koffie.",
        "zij/haar. honden, treinen, sarcasme",
        "Vader van twee. Spreek voor mezelf.",
        "bouwkundige, matige gitarist",
        "hier voor de vogels",
        "loopt hard (langzaam)",
        "juf in Utrecht",
        "mening van mijn kat",
        "lezer, fietser, mopperaar",
        "foto's van deuren, vooral",
    ],
    [
        "Primero café.",
        "ella. perros, trenes y sarcasmo",
        "Padre de dos.",
        "ingeniera, guitarrista regular",
        "aquí por los pájaros",
        "corro (despacio)",
        "profe de instituto",
        "opina mi gato",
        "leo, pedaleo, protesto",
        "fotos de puertas",
    ],
    [
        "Erst Kaffee.",
        "sie/ihr. Hunde, Züge, Ironie",
        "Vater von zwei. Privat hier.",
        "Bauingenieurin, mäßige Gitarristin",
        "wegen der Vögel hier",
        "läuft (langsam)",
        "Lehrer in Teilzeit",
        "Meinung meiner Katze",
        "liest, radelt, meckert",
        "vor allem Fotos von Türen",
    ],
    [
        "まずコーヒー。",
        "犬と電車が好き",
        "二児の父",
        "会社員。週末は山",
        "鳥を見ています",
        "ゆっくり走る人",
        "本と猫",
        "つぶやきは個人の感想です",
        "ギター練習中",
        "扉の写真を撮る人",
    ],
];

const KANA: [&str; 10] =
    ["さくら", "ゆうき", "はるか", "けんじ", "みお", "たろう@旅", "なつみ☕", "りく", "あおい🌿", "まこと"];

/// A made-up author before the network dresses them.
pub(super) struct Person {
    pub(super) given: String,
    pub(super) family: String,
    pub(super) city: Option<String>,
}

impl Person {
    /// Somebody who speaks the language and is on no list of passengers.
    pub(super) fn anyone(language: Language, rng: &mut impl RngExt) -> Self {
        let country = match language {
            Language::En => pick(&["GB", "US", "IE"], rng),
            Language::Nl => pick(&["NL", "NL", "NL", "BE"], rng),
            Language::Es => pick(&["ES", "ES", "MX", "CO", "AR"], rng),
            Language::De => pick(&["DE", "DE", "CH"], rng),
            Language::Ja => &"JP",
        };
        let home: &Home = home_of(country);
        let pool = *weighted(&home.pools, rng);
        let female = chance(50, rng);
        let city = Some((*pick_early(&home.towns, rng)).to_owned());
        Self { given: given(pool, female, rng), family: family(pool, rng), city }
    }

    /// A passenger as they are on their network.
    pub(super) fn of(booking: &Booking) -> Self {
        Self { given: booking.given_name.clone(), family: booking.family_name.clone(), city: booking.home_city.clone() }
    }
}

/// The person's account; `known` is a handle that is already theirs.
pub(super) fn account(
    person: &Person,
    known: Option<(Network, String)>,
    language: Language,
    taken: &mut BTreeSet<String>,
    rng: &mut impl RngExt,
) -> (Network, Author) {
    let (network, handle) = known.unwrap_or_else(|| {
        let network = network(rng);
        (network, handle(&person.given, &person.family, network, taken, rng))
    });
    let row = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
    let bio = chance(62, rng).then(|| (*pick(&BIOS[row], rng)).to_owned());
    let bio =
        if network == Network::Mastodon && chance(3, rng) { Some("photos and tea. #nobot".to_owned()) } else { bio };
    let author = Author {
        id: id(network, &handle, rng),
        display_name: display_name(person, language, rng),
        bio,
        location: person.city.clone().filter(|_| chance(58, rng)),
        followers: Some(followers(rng)),
        flags: flags(network, rng),
        handle,
    };
    (network, author)
}

/// The account of a trade: newsroom, shop, spotter, automaton ...
pub(super) fn trade(kind: PostKind, taken: &mut BTreeSet<String>, rng: &mut impl RngExt) -> (Network, Author) {
    const NEWS: [(&str, &str); 4] = [
        ("polder_news", "Polder News"),
        ("morgenblad", "Het Morgenblad"),
        ("avwire", "Aviation Wire (made up)"),
        ("daily_gazette", "The Daily Gazette"),
    ];
    const ADS: [(&str, &str); 4] = [
        ("flydeals", "FlyDeals"),
        ("sunnyparking", "Sunny Parking"),
        ("hello_esim", "Hello eSIM"),
        ("villa_sol", "Villa Sol"),
    ];
    const BOTS: [(&str, &str); 4] = [
        ("flightbot", "Flight Bot"),
        ("farewatch", "Fare Watch"),
        ("weatherbot", "Weather Bot"),
        ("statusfeed", "Status Feed"),
    ];
    const SPOTTERS: [(&str, &str); 4] = [
        ("polderspotter", "Polderspotter"),
        ("gear_down", "gear down"),
        ("heavyhunter", "Heavy Hunter"),
        ("runway18r", "18R"),
    ];
    let (base, name) = *match kind {
        PostKind::News => pick(&NEWS, rng),
        PostKind::Bot => pick(&BOTS, rng),
        PostKind::Spotter => pick(&SPOTTERS, rng),
        _ => pick(&ADS, rng),
    };
    let network = network(rng);
    let handle = dress(base, network, taken, rng);
    let mut flags = Vec::new();
    if kind == PostKind::Bot && chance(65, rng) {
        flags.push("bot".to_owned());
    }
    let author = Author {
        id: id(network, &handle, rng),
        display_name: Some(name.to_owned()),
        bio: None,
        location: None,
        followers: Some(followers(rng) * rng.random_range(2..60)),
        flags,
        handle,
    };
    (network, author)
}

/// What stands beside the handle: the whole name, part of it, a nickname, or nothing.
fn display_name(person: &Person, language: Language, rng: &mut impl RngExt) -> Option<String> {
    let first = person.given.split(' ').next().unwrap_or(&person.given);
    let initial = person.family.split(' ').next_back().and_then(|word| word.chars().next()).unwrap_or('X');
    let decoration = pick(&["🌻", "✈️", "🐈", "☕", "🚲", "🌊", "(she/her)", "🎸"], rng);
    Some(match rng.random_range(0..100) {
        0..8 => return None,
        8..22 if language == Language::Ja => (*pick(&KANA, rng)).to_owned(),
        8..56 => format!("{} {}", person.given, person.family),
        56..60 => format!("{} {} {decoration}", person.given, person.family),
        60..76 => first.to_owned(),
        76..86 => format!("{first} {initial}."),
        86..93 => format!("{first} {decoration}"),
        _ => first.to_lowercase(),
    })
}

/// Few have many followers.
fn followers(rng: &mut impl RngExt) -> u64 {
    rng.random_range(1..40_u64) * rng.random_range(1..30_u64) + rng.random_range(0..25_u64)
}

fn flags(network: Network, rng: &mut impl RngExt) -> Vec<String> {
    let flag = match network {
        Network::Mastodon => weighted(&[("", 86), ("noindex", 11), ("nobot", 3)], rng),
        Network::Bluesky => weighted(&[("", 92), ("!no-unauthenticated", 8)], rng),
        _ => &"",
    };
    if flag.is_empty() { Vec::new() } else { vec![(*flag).to_owned()] }
}

/// The network's stable account id; X and Mastodon files seldom carry one. The same handle may only be asked once.
fn id(network: Network, handle: &str, rng: &mut impl RngExt) -> Option<String> {
    match network {
        Network::Bluesky => Some(format!("did:plc:{}", letters(24, rng))),
        Network::Mastodon => {
            Some(format!("https://{}/users/{}", server(handle), handle.split('@').next().unwrap_or(handle)))
        }
        _ => None,
    }
}

/// The server part of a fediverse handle.
pub(super) fn server(handle: &str) -> &str {
    handle.rsplit_once('@').map_or("social.example", |(_, server)| server)
}

/// Letters and digits as AT Protocol identifiers have them.
pub(super) fn letters(count: usize, rng: &mut impl RngExt) -> String {
    (0..count).map(|_| char::from(*pick(b"abcdefghijklmnopqrstuvwxyz234567", rng))).collect()
}

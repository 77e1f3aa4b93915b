//! Posts of a made-up day: a few by passengers, some that only look like it, most that match nobody.
//!
//! The truth travels beside each post, never in it. The posts come in the order of their publication.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, SubsecRound};
use rand::RngExt;

use super::authors::{letters, server};
use super::draw::{apportion, chance, shuffle, weighted};
use super::fit::HELPERS;
use super::lines::{Deck, Line};
use super::slots::Slots;
use super::stations::find_station;
use super::truth::{PostKind, Truth};
use super::voice::{journey, talk};
use crate::domain::flight::{Flight, LegKey};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::{Author, Media, Network, Place, Post};
use crate::domain::traveller::Booking;

/// How many of a thousand posts are of each kind.
const MIX: [(PostKind, usize); 15] = [
    (PostKind::Trip, 110),
    (PostKind::Arrival, 20),
    (PostKind::Namesake, 20),
    (PostKind::Other, 30),
    (PostKind::Complaint, 50),
    (PostKind::Sensitive, 50),
    (PostKind::Ad, 70),
    (PostKind::Joke, 60),
    (PostKind::Homonym, 50),
    (PostKind::Retweet, 70),
    (PostKind::News, 60),
    (PostKind::Bot, 60),
    (PostKind::Spotter, 50),
    (PostKind::Travel, 120),
    (PostKind::Chatter, 180),
];

/// Languages of people who are not aboard, by share.
const LANGUAGES: [(Language, u32); 5] =
    [(Language::En, 30), (Language::Nl, 30), (Language::Es, 15), (Language::De, 15), (Language::Ja, 10)];

/// `count` made-up posts around the given day, each with the truth about it; none where there are no flights.
pub fn posts(flights: &[Flight], bookings: &[Booking], count: usize, rng: &mut impl RngExt) -> Vec<(Post, Truth)> {
    let Some(mut desk) = Desk::open(flights, bookings, rng) else { return Vec::new() };
    let weights: Vec<usize> = MIX.iter().map(|(_, share)| *share).collect();
    let mut all = Vec::with_capacity(count);
    for ((kind, _), number) in MIX.into_iter().zip(apportion(count, &weights, &[usize::MAX; 15])) {
        for _ in 0..number {
            let draft = match kind {
                PostKind::Trip => desk.trip(rng),
                PostKind::Arrival => desk.arrival(rng),
                PostKind::Namesake => desk.namesake(rng),
                PostKind::Other => desk.other(rng),
                PostKind::Complaint => desk.complaint(rng),
                PostKind::Sensitive => desk.sensitive(rng),
                _ => None,
            };
            let draft = draft.unwrap_or_else(|| desk.outsider(kind, rng));
            all.push(draft.publish(rng));
        }
    }
    all.sort_by(|one, other| (one.0.created_at, &one.0.id).cmp(&(other.0.created_at, &other.0.id)));
    all
}

/// A post before it has an address.
pub(super) struct Draft {
    pub(super) truth: Truth,
    pub(super) language: Language,
    pub(super) text: String,
    pub(super) at: Instant,
    pub(super) network: Network,
    pub(super) author: Author,
    pub(super) place: Option<Place>,
    /// The account of the airline, where the text names it.
    pub(super) account: String,
}

impl Draft {
    fn publish(self, rng: &mut impl RngExt) -> (Post, Truth) {
        let millis = u64::try_from(self.at.timestamp_millis()).unwrap_or(0);
        let number = (millis << 16) + rng.random_range(0..65_536_u64);
        let handle = &self.author.handle;
        let (id, url) = match self.network {
            Network::Bluesky => {
                let key = format!("3l{}", letters(11, rng));
                let id = format!("at://{}/app.bsky.feed.post/{key}", self.author.account());
                (id, format!("https://bsky.example/profile/{handle}/post/{key}"))
            }
            Network::Mastodon => {
                let user = handle.split('@').next().unwrap_or(handle);
                (number.to_string(), format!("https://{}/@{user}/{number}", server(handle)))
            }
            _ => (number.to_string(), format!("https://x.example/{handle}/status/{number}")),
        };
        let lang = match rng.random_range(0..100) {
            0..82 => Some(self.language.to_string()),
            82..87 => Some("en".to_owned()),
            _ => None,
        };
        let pictured = self.truth.tags.iter().any(|tag| tag == "photography") || self.truth.kind == PostKind::Spotter;
        let picture = chance(if pictured { 55 } else { 9 }, rng);
        let media = picture.then(|| Media { kind: "image".to_owned(), alt: None }).into_iter().collect();
        let mentions = if self.text.contains(&format!("@{}", self.account)) { vec![self.account] } else { Vec::new() };
        let post = Post {
            id,
            network: self.network,
            url: Some(url),
            created_at: self.at.trunc_subsecs(0),
            text: self.text,
            lang,
            author: self.author,
            mentions,
            reply_to: None,
            record: None,
            place: self.place,
            media,
            deleted: false,
        };
        (post, self.truth)
    }
}

/// What the drawing of a day's posts needs at hand.
pub(super) struct Desk<'a> {
    pub(super) flights: &'a [Flight],
    pub(super) bookings: &'a [Booking],
    legs: BTreeMap<&'a LegKey, &'a Flight>,
    /// Adults who have not posted yet, in random order.
    silent: Vec<usize>,
    /// The station most legs touch; gates in the flights are gates there.
    pub(super) base: String,
    pub(super) deck: Deck,
    pub(super) taken: BTreeSet<String>,
    pub(super) trades: BTreeMap<String, (Network, Author)>,
}

impl<'a> Desk<'a> {
    fn open(flights: &'a [Flight], bookings: &'a [Booking], rng: &mut impl RngExt) -> Option<Self> {
        let mut touched: BTreeMap<&str, usize> = BTreeMap::new();
        for flight in flights {
            *touched.entry(&flight.leg.origin).or_default() += 1;
            *touched.entry(&flight.leg.destination).or_default() += 1;
        }
        let base = touched.into_iter().max_by_key(|(_, count)| *count).map(|(base, _)| base.to_owned())?;
        let adult = |at: &usize| bookings[*at].passenger_type.may_be_candidate();
        let mut silent: Vec<usize> = (0..bookings.len()).filter(adult).collect();
        shuffle(&mut silent, rng);
        let handles = bookings.iter().filter_map(|booking| booking.social.as_ref());
        Some(Self {
            flights,
            bookings,
            legs: flights.iter().map(|flight| (&flight.leg, flight)).collect(),
            silent,
            base,
            deck: Deck::default(),
            taken: handles.map(|social| social.handle.clone()).collect(),
            trades: BTreeMap::new(),
        })
    }

    /// The flight of a booking.
    pub(super) fn flight(&self, booking: usize) -> Option<&'a Flight> {
        self.legs.get(&self.bookings[booking].leg).copied()
    }

    /// A passenger on a flight that fits, who has not posted yet. Every third one gave the airline a handle; languages come
    /// as among people who post, not as among passengers, as long as someone aboard speaks them.
    pub(super) fn passenger(
        &mut self,
        fits: impl Fn(&Flight) -> bool,
        rng: &mut impl RngExt,
    ) -> Option<(usize, &'a Flight)> {
        let (known, language) = (chance(34, rng), any_language(rng));
        let suits = |at: &usize| self.flight(*at).is_some_and(&fits);
        let given = |at: &usize| !known || self.bookings[*at].social.is_some();
        let speaks = |at: &usize| self.bookings[*at].served_language().unwrap_or(Language::En) == language;
        let place = self.silent.iter().rposition(|at| suits(at) && given(at) && speaks(at));
        let place = place.or_else(|| self.silent.iter().rposition(|at| suits(at) && speaks(at)));
        let place = place.or_else(|| self.silent.iter().rposition(suits))?;
        let booking = self.silent.swap_remove(place);
        Some((booking, self.flight(booking)?))
    }

    /// A passenger at random, silent or not.
    pub(super) fn someone(&self, fits: impl Fn(&Flight) -> bool, rng: &mut impl RngExt) -> Option<(usize, &'a Flight)> {
        let suits = |at: usize| self.flight(at).filter(|flight| fits(flight)).map(|flight| (at, flight));
        (0..60).find_map(|_| suits(*self.silent.get(rng.random_range(0..self.silent.len().max(1)))?))
    }

    /// A moment between 30 hours before the last departure and 12 hours after it.
    pub(super) fn any_time(&self, rng: &mut impl RngExt) -> Instant {
        let last = self.flights.iter().map(|flight| flight.scheduled_departure_at).max().unwrap_or_default();
        last - Duration::seconds(30 * 3600) + Duration::seconds(rng.random_range(0..42 * 3600))
    }

    /// The text of a line in the author's voice.
    pub(super) fn write(line: &Line, slots: &Slots, language: Language, rng: &mut impl RngExt) -> String {
        let voiced = match line.kind {
            PostKind::Trip | PostKind::Arrival if chance(12, rng) && !line.has("at") => {
                format!("{} {{at}}", journey(line.text, language, rng))
            }
            PostKind::Trip | PostKind::Arrival => journey(line.text, language, rng),
            PostKind::Chatter | PostKind::Joke | PostKind::Travel | PostKind::Homonym => talk(line.text, language, rng),
            _ => line.text.to_owned(),
        };
        slots.fill(&voiced)
    }
}

/// A language as the people around an airport have them.
pub(super) fn any_language(rng: &mut impl RngExt) -> Language {
    *weighted(&LANGUAGES, rng)
}

/// A check-in at a station.
pub(super) fn check_in(iata: &str) -> Place {
    let station = find_station(iata);
    let name = if iata == "AMS" {
        Some("Amsterdam Airport Schiphol".to_owned())
    } else {
        station.map(|place| format!("{} Airport", place.city(Language::En)))
    };
    Place {
        iata: Some(iata.to_owned()),
        name,
        lat: station.map(|place| place.lat),
        lon: station.map(|place| place.lon),
    }
}

/// Tags of a line, for the truth.
pub(super) fn tags(line: &Line) -> Vec<String> {
    let facts = line.tags.iter().filter(|tag| !HELPERS.contains(*tag));
    facts.map(|tag| (*tag).to_owned()).collect()
}

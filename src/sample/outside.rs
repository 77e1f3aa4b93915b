//! Posts of people who are not aboard: family, namesakes, trades, and everyone else who happens to write that day.

use chrono::Duration;
use rand::RngExt;

use super::aboard::bare;
use super::authors::{Person, account, trade};
use super::draw::{chance, pick, weighted};
use super::fit::suits;
use super::handles::{dress, network};
use super::lines::Line;
use super::posts::{Desk, Draft, any_language, check_in, tags};
use super::slots::Slots;
use super::truth::{PostKind, Truth};
use crate::domain::flight::{Flight, FlightState};
use crate::domain::language::Language;

impl Desk<'_> {
    /// Family or a colleague about a passenger's flight; some share the passenger's family name.
    pub(super) fn other(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        let (about, flight) = self.someone(|flight| flight.state != FlightState::Cancelled, rng)?;
        let passenger = &self.bookings[about];
        let language = passenger.served_language().unwrap_or(Language::En);
        let landing = flight.arrives_at().filter(|_| flight.leg.destination == self.base);
        let at = match landing {
            Some(landing) => landing + Duration::minutes(rng.random_range(-60..20)),
            None => flight.scheduled_departure_at - Duration::minutes(rng.random_range(45..1200)),
        };
        let fits = |line: &Line| landing.is_none() || line.has("from");
        let line = self.deck.deal(
            language,
            PostKind::Other,
            |line| fits(line) && (landing.is_some() || !line.has("from")),
            rng,
        );
        let line = match line {
            Some(line) => line,
            None => self.deck.deal(language, PostKind::Other, |line| line.has("flight"), rng)?,
        };
        let mut slots = Slots::of(flight, at, landing.is_some(), language, rng);
        passenger.first_name().clone_into(&mut slots.name);
        let text = Self::write(line, &slots, language, rng);
        let mut person = Person::anyone(language, rng);
        if chance(45, rng) {
            person.family.clone_from(&passenger.family_name);
        }
        let (network, author) = account(&person, None, language, &mut self.taken, rng);
        let truth = Truth { kind: PostKind::Other, booking: None, about: Some(about), tags: tags(line) };
        Some(Draft { truth, language, text, at, network, author, place: None, account: bare(&slots.at) })
    }

    /// Someone who bears a passenger's name, lives elsewhere and is not aboard.
    pub(super) fn namesake(&mut self, rng: &mut impl RngExt) -> Option<Draft> {
        let (about, _) = self.someone(|_| true, rng)?;
        let passenger = &self.bookings[about];
        let language = passenger.served_language().unwrap_or(Language::En);
        let kind = *weighted(&[(PostKind::Travel, 40), (PostKind::Chatter, 25), (PostKind::Trip, 35)], rng);
        let slots = Slots::elsewhere(language, rng);
        let fits =
            |line: &Line| !line.has("gate") && !line.tags.contains(&"early") && suits(&line.tags, &slots.destination);
        let line = self.deck.deal(language, kind, fits, rng)?;
        let text = Self::write(line, &slots, language, rng);
        let person = Person { city: Person::anyone(language, rng).city, ..Person::of(passenger) };
        let (network, mut author) = account(&person, None, language, &mut self.taken, rng);
        author.display_name = Some(format!("{} {}", person.given, person.family));
        let truth = Truth { kind: PostKind::Namesake, booking: None, about: Some(about), tags: tags(line) };
        Some(Draft {
            truth,
            language,
            text,
            at: self.any_time(rng),
            network,
            author,
            place: None,
            account: bare(&slots.at),
        })
    }

    /// Anybody else. Trades and repeaters speak of the day's flights half of the time.
    pub(super) fn outsider(&mut self, kind: PostKind, rng: &mut impl RngExt) -> Draft {
        let kind = match kind {
            PostKind::Trip | PostKind::Arrival | PostKind::Namesake | PostKind::Other => PostKind::Travel,
            kind => kind,
        };
        let language = any_language(rng);
        let at = self.any_time(rng);
        let of_the_day = matches!(kind, PostKind::Bot | PostKind::Spotter | PostKind::Retweet | PostKind::News);
        let mut slots = if of_the_day && chance(50, rng) {
            let flight: &Flight = pick(self.flights, rng);
            Slots::of(flight, at, flight.leg.destination == self.base, language, rng)
        } else {
            Slots::elsewhere(language, rng)
        };
        slots.name = Person::anyone(language, rng).given;
        slots.other = dress(
            pick::<&str>(&["news_at_noon", "marmotte", "lotte_leest", "old_maps", "schwalbe", "patito"], rng),
            network(rng),
            &mut self.taken,
            rng,
        );
        let gate_known = !slots.gate.is_empty();
        let placed = |line: &Line| !line.has("to") || suits(&line.tags, &slots.destination);
        let line = self.deck.deal(language, kind, |line| (gate_known || !line.has("gate")) && placed(line), rng);
        let (text, tags) = line.map_or_else(
            || ("…".to_owned(), Vec::new()),
            |line| (Self::write(line, &slots, language, rng), tags(line)),
        );
        let (network, author) = match kind {
            PostKind::Ad | PostKind::News | PostKind::Bot => self.trade(kind, rng),
            PostKind::Spotter if chance(50, rng) => self.trade(kind, rng),
            _ => {
                let person = Person::anyone(language, rng);
                account(&person, None, language, &mut self.taken, rng)
            }
        };
        let station = if kind == PostKind::Spotter { Some(self.base.clone()) } else { None };
        let place = station.filter(|_| chance(30, rng)).map(|iata| check_in(&iata));
        let truth = Truth { kind, booking: None, about: None, tags };
        Draft { truth, language, text, at, network, author, place, account: bare(&slots.at) }
    }

    /// One of a few accounts of a trade, the same each time it posts.
    fn trade(
        &mut self,
        kind: PostKind,
        rng: &mut impl RngExt,
    ) -> (crate::domain::post::Network, crate::domain::post::Author) {
        let (network, author) = trade(kind, &mut self.taken, rng);
        let name = author.display_name.clone().unwrap_or_default();
        self.trades.entry(name).or_insert((network, author)).clone()
    }
}

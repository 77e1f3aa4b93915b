//! Passengers with names as frequent as in life: a listed part that falls like Zipf's law, and a long tail of rare names.
//!
//! Two random people of this world share a full name about once in 500,000 pairs, as voters of one large public list do.

use rand::RngExt;

use crate::domain::flight::Flight;
use crate::domain::id::TravellerId;
use crate::domain::traveller::{Booking, PassengerType};
use crate::linkage::ManifestEntry;
use crate::sample::names_of;

/// A passenger and what the accounts of people of this name look like.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) entry: ManifestEntry,
    pub(super) name: Name,
    /// Place of the flight.
    pub(super) flight: usize,
}

/// A name and its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) given: String,
    pub(super) family: String,
    pub(super) pool: &'static str,
}

/// Languages of names: share, language tag, how many bear a listed surname (of 100), and towns.
const POOLS: [(&str, u32, &str, u32, [&str; 4]); 14] = [
    ("nl", 30, "nl-NL", 25, ["Amsterdam", "Utrecht", "Breda", "Zwolle"]),
    ("en", 28, "en-US", 25, ["Boston", "Denver", "Leeds", "Austin"]),
    ("de", 10, "de-DE", 20, ["Berlin", "Bremen", "Ulm", "Mainz"]),
    ("es", 9, "es-ES", 70, ["Madrid", "Sevilla", "Bilbao", "Murcia"]),
    ("fr", 4, "fr-FR", 15, ["Lyon", "Nantes", "Lille", "Nice"]),
    ("it", 3, "it-IT", 12, ["Milano", "Torino", "Bologna", "Verona"]),
    ("ja", 4, "ja-JP", 50, ["Tokyo", "Osaka", "Kobe", "Sendai"]),
    ("pt", 3, "pt-PT", 70, ["Lisboa", "Porto", "Braga", "Faro"]),
    ("tr", 2, "tr-TR", 40, ["Ankara", "Izmir", "Bursa", "Adana"]),
    ("ar", 2, "en-AE", 40, ["Dubai", "Rabat", "Amman", "Tunis"]),
    ("zh", 2, "en-SG", 85, ["Singapore", "Taipei", "Hong Kong", "Macau"]),
    ("no", 1, "nb-NO", 40, ["Oslo", "Bergen", "Molde", "Narvik"]),
    ("wa", 1, "en-GH", 40, ["Accra", "Lagos", "Kumasi", "Abuja"]),
    ("id", 1, "id-ID", 40, ["Jakarta", "Bandung", "Medan", "Solo"]),
];

/// True in `percent` of a hundred draws.
pub(super) fn chance(percent: u32, rng: &mut impl RngExt) -> bool {
    rng.random_range(0..100) < percent
}

/// One of the items, all alike.
pub(super) fn pick<'a, T: ?Sized>(items: &'a [&'a T], rng: &mut impl RngExt) -> &'a T {
    items[rng.random_range(0..items.len())]
}

/// A place of a list of `of`, early ones more often: about 1 / (place + 6).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place lies between 0 and `of`")]
fn zipf(of: usize, rng: &mut impl RngExt) -> usize {
    let offset = 6.0_f64;
    let span = ((of as f64 + offset) / offset).ln();
    let place = offset * (rng.random_range(0.0..1.0_f64) * span).exp() - offset;
    (place as usize).min(of.saturating_sub(1))
}

/// One of a hundred, by the shares of the pools.
fn pool(rng: &mut impl RngExt) -> usize {
    let mut left = rng.random_range(0..100);
    POOLS
        .iter()
        .position(|pool| {
            let is_it = left < pool.1;
            left = left.saturating_sub(pool.1);
            is_it
        })
        .unwrap_or(0)
}

impl Name {
    /// A name of the population.
    pub(super) fn draw(rng: &mut impl RngExt) -> Self {
        Self::of(pool(rng), rng)
    }

    fn of(number: usize, rng: &mut impl RngExt) -> Self {
        let (pool, _, _, listed, _) = POOLS[number];
        let family = match pool {
            "es" => format!("{} {}", family(pool, listed, rng), family(pool, listed, rng)),
            "pt" if chance(50, rng) => format!("{} {}", family(pool, listed, rng), family(pool, listed, rng)),
            _ => family(pool, listed, rng),
        };
        Self { given: given(pool, rng), family, pool }
    }

    /// Another given name in the family.
    pub(super) fn relative(&self, rng: &mut impl RngExt) -> Self {
        Self { given: given(self.pool, rng), family: self.family.clone(), pool: self.pool }
    }

    /// The language people of this name write in.
    pub(super) fn language(&self) -> &'static str {
        POOLS.iter().find(|pool| pool.0 == self.pool).map_or("en", |pool| pool.2.get(..2).unwrap_or("en"))
    }

    /// A town where people of this name live.
    pub(super) fn town(&self, rng: &mut impl RngExt) -> &'static str {
        let towns = POOLS.iter().find(|pool| pool.0 == self.pool).map_or(POOLS[0].4, |pool| pool.4);
        towns[rng.random_range(0..towns.len())]
    }
}

fn listed(pool: &str, part: &str, rng: &mut impl RngExt) -> &'static str {
    let names = names_of(pool, part);
    names[zipf(names.len(), rng)]
}

fn given(pool: &str, rng: &mut impl RngExt) -> String {
    let part = if chance(50, rng) { "female" } else { "male" };
    let first = listed(pool, part, rng);
    match rng.random_range(0..100) {
        // Some bear a name of no list: two halves of listed ones.
        0..18 => blend(first, names_of(pool, part)[rng.random_range(0..names_of(pool, part).len())]),
        18..26 => format!("{first} {}", listed(pool, part, rng)),
        _ => first.to_owned(),
    }
}

fn family(pool: &str, of_100: u32, rng: &mut impl RngExt) -> String {
    if chance(of_100, rng) {
        return listed(pool, "family", rng).to_owned();
    }
    let any = |part: &str, rng: &mut _| pick_from(names_of(pool, part), rng);
    match pool {
        "nl" | "en" | "de" => {
            let tail = any("tail", rng);
            format!("{}{}{tail}", any("stem", rng), any("stem", rng).to_lowercase())
        }
        "ja" | "es" => format!("{}{}", any("stem", rng), any("tail", rng)),
        _ => blend(any("family", rng), any("family", rng)),
    }
}

fn pick_from(names: &'static [&'static str], rng: &mut impl RngExt) -> &'static str {
    names[rng.random_range(0..names.len())]
}

/// The beginning of one name with the end of another.
fn blend(one: &str, other: &str) -> String {
    let half = |text: &str| text.chars().count().div_ceil(2);
    let start: String = one.chars().take(half(one)).collect();
    let end: String = other.chars().skip(half(other)).collect();
    format!("{start}{end}").trim().to_owned()
}

/// Passengers over the flights, in parties: two of five travel with others, mostly of the same surname.
pub(super) fn draw(flights: &[Flight], count: usize, rng: &mut impl RngExt) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::with_capacity(count);
    let mut booking = 0_usize;
    while people.len() < count {
        let flight = rng.random_range(0..flights.len());
        let party = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][rng.random_range(0..10)];
        let number = pool(rng);
        let head = Name::of(number, rng);
        booking += 1;
        for place in 0..party {
            let name = match place {
                0 => head.clone(),
                _ if chance(70, rng) => head.relative(rng),
                _ => Name::draw(rng),
            };
            people.push(person(people.len(), booking, flight, &flights[flight], name, rng));
        }
    }
    people.truncate(count);
    people
}

fn person(number: usize, booking: usize, place: usize, flight: &Flight, name: Name, rng: &mut impl RngExt) -> Person {
    let tag = POOLS.iter().find(|pool| pool.0 == name.pool).map_or("en-US", |pool| pool.2);
    let is_airline_form = chance(25, rng);
    let plain = |text: &str| text.to_uppercase().replace([' ', '-', '\''], "");
    let (given_name, family_name) = if is_airline_form {
        (String::new(), format!("{}/{} MR", plain(&name.family), name.given.to_uppercase()))
    } else {
        (name.given.clone(), name.family.clone())
    };
    let entry = ManifestEntry {
        traveller: TravellerId(uuid::Uuid::from_u128(number as u128 + 1)),
        booking: Booking {
            record_locator: format!("P{booking:06}"),
            traveller_ref: None,
            given_name,
            family_name,
            leg: flight.leg.clone(),
            seat: None,
            cabin: None,
            loyalty_tier: None,
            language: chance(70, rng).then(|| tag.to_owned()),
            home_city: chance(60, rng).then(|| name.town(rng).to_owned()),
            home_country: tag.get(3..).map(str::to_owned),
            passenger_type: PassengerType::Adult,
            social: None,
            value_band: None,
            booked_at: None,
            email: None,
        },
    };
    Person { entry, name, flight: place }
}

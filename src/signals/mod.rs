//! Listen: a public post becomes signals with their places in the text, or stops at the sensitive screen.
//!
//! A pure function: same post, schedule and tables, same answer. Nothing is inferred beyond what the post says, links
//! are never followed, and at most [`MAX_SCALARS`] scalars of a post are read.

mod bare_numbers;
mod calendar;
mod carriers;
mod codes;
mod date_hints;
mod date_rules;
mod date_values;
mod dates;
mod flights;
mod gate;
mod holidays;
mod language;
mod linear;
mod linear_training;
mod look;
mod models;
mod phrases;
mod places;
mod redact;
mod roles;
mod screen;
mod senses;
mod sentiment;
mod tags;
mod text;
mod token;
mod trip;

#[cfg(test)]
mod tests;

use chrono_tz::Tz;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

pub use self::dates::DateMention;
pub use self::flights::{FlightMention, Schedule};
pub use self::gate::may_matter;
pub use self::language::{LanguageCorpus, LanguageGuess, TableFault, UNDETERMINED, train as train_language};
pub use self::linear::{LinearModel, ModelError, ModelKind};
pub use self::linear_training::TrainingOptions;
pub use self::models::{Aim, Judged, Labelled, Trained, TrainingError};
pub use self::places::AirportMention;
pub use self::redact::{REMOVED, redact};
pub use self::roles::PlaceRole;
pub use self::screen::ScreenCategory;
pub use self::sentiment::{Complaint, ComplaintKind, Sentiment, SentimentLabel};
pub use self::tags::{TagMention, interest_tags, occasion_tags};
pub use self::text::{MAX_SCALARS, Span};
pub use self::trip::TripRole;

use self::look::Look;
use self::phrases::LexiconBuilder;
use crate::domain::instant::local_day;
use crate::domain::post::Post;

/// Everything a post says that giftgate reads; printed as one line of `giftgate signals`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signals {
    /// The post.
    pub id: String,
    /// Its language.
    pub language: LanguageGuess,
    /// Flights it names.
    pub flights: Vec<FlightMention>,
    /// Airports and cities it names.
    pub airports: Vec<AirportMention>,
    /// Days it names.
    pub dates: Vec<DateMention>,
    /// Interests it speaks of.
    pub interests: Vec<TagMention>,
    /// Occasions it speaks of.
    pub occasions: Vec<TagMention>,
    /// Its tone.
    pub sentiment: Sentiment,
    /// Whether it complains.
    pub complaint: Complaint,
    /// Whose trip it is.
    pub trip_role: TripRole,
    /// Always false: a screened post has no signals.
    pub screened: bool,
}

/// What reading a post gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The post touches something sensitive; nothing of it may be kept but a count by category.
    Screened {
        /// The post.
        id: String,
        /// For the counter, never printed with the id.
        category: ScreenCategory,
    },
    /// The post's signals.
    Signals(Box<Signals>),
}

impl Reading {
    /// The signals, unless the post was screened.
    pub fn signals(&self) -> Option<&Signals> {
        match self {
            Self::Signals(signals) => Some(signals),
            Self::Screened { .. } => None,
        }
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Signals(signals) => signals.serialize(serializer),
            Self::Screened { id, .. } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("id", id)?;
                map.serialize_entry("screened", &true)?;
                map.end()
            }
        }
    }
}

/// Reads posts. Built once; cheap to share between threads behind a reference.
#[derive(Debug)]
pub struct Reader {
    languages: language::Languages,
    lexicon: phrases::Lexicon,
    screen: screen::Screen,
    carriers: carriers::Carriers,
    places: places::Places,
    dates: dates::Dates,
    tags: tags::Tags,
    tone: sentiment::Tone,
    zone: Tz,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// Builds all lexicons from the embedded tables; takes some tens of milliseconds.
    pub fn new() -> Self {
        let mut lexicon = LexiconBuilder::default();
        Self {
            languages: language::Languages::new(),
            screen: screen::Screen::new(&mut lexicon),
            carriers: carriers::Carriers::new(&mut lexicon),
            places: places::Places::new(&mut lexicon),
            dates: dates::Dates::new(&mut lexicon),
            tags: tags::Tags::new(&mut lexicon),
            tone: sentiment::Tone::new(&mut lexicon),
            lexicon: lexicon.build(),
            zone: Tz::UTC,
        }
    }

    /// The zone in which "tomorrow" is read where the post names no origin airport; UTC unless told otherwise.
    #[must_use]
    pub fn with_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// Reads languages with this table instead of the one that ships (`giftgate train language` makes one).
    pub fn with_language_table(self, table: &[u8]) -> Result<Self, TableFault> {
        Ok(Self { languages: language::Languages::from_bytes(table)?, ..self })
    }

    /// The language of a text alone, whoever wrote it.
    pub fn language(&self, text: &str) -> LanguageGuess {
        self.languages.guess(text, None)
    }

    /// Whether the two airports serve one city, so that naming the city may mean either.
    pub fn same_city(&self, one: &str, other: &str) -> bool {
        self.places.same_city(one, other)
    }

    /// Reads a post. A schedule, the designators flown that day, decides doubtful flights.
    pub fn read(&self, post: &Post, schedule: Option<&Schedule>) -> Reading {
        let look = self.look(&post.text, post.lang.as_deref());
        if let Some(category) = self.screened(post, &look) {
            return Reading::Screened { id: post.id.clone(), category };
        }
        let Look { view, tokens, guess, hits, .. } = &look;
        let mentions = self.carriers.mentioned(view, tokens, &post.mentions, hits);
        let mut airports = self.places.find(view, tokens, guess, hits);
        let flights = flights::find(view, &self.carriers, &self.places, &mentions, &airports, schedule);
        airports.retain(|airport| !flights.iter().any(|flight| flight.span.overlaps(airport.span)));
        if let Some(check_in) = post.place.as_ref().and_then(|place| self.places.check_in(place))
            && !airports.iter().any(|airport| airport.iata == check_in.iata && airport.role != PlaceRole::Mentioned)
        {
            airports.insert(0, check_in);
        }
        let zone = self.zone_of(&airports);
        let today = local_day(post.created_at, zone);
        let mut dates = self.dates.find(view, guess, hits, today, zone);
        dates.retain(|date| !flights.iter().any(|flight| flight.span.overlaps(date.span)));
        let tone = self.tone.sentiment(view, hits);
        let names_trip = !(mentions.is_empty() && flights.is_empty() && airports.is_empty());
        let named = models::named(tokens, !mentions.is_empty());
        Reading::Signals(Box::new(Signals {
            id: post.id.clone(),
            interests: self.tags.interests(view, hits),
            occasions: self.tags.occasions(view, hits),
            trip_role: trip::trip_role(view, tokens, names_trip),
            sentiment: tone.sentiment,
            complaint: self.tone.complaint(&look, &tone, named),
            language: look.guess,
            flights,
            airports,
            dates,
            screened: false,
        }))
    }

    /// The text and what the author wrote under pictures are both screened.
    fn screened(&self, post: &Post, look: &Look) -> Option<ScreenCategory> {
        self.screen.category(look).or_else(|| {
            let mut alts = post.media.iter().filter_map(|media| media.alt.as_deref());
            alts.find_map(|alt| self.screen.category(&self.look(alt, post.lang.as_deref())))
        })
    }

    /// The zone of the origin, or of where the author is; else the default.
    fn zone_of(&self, airports: &[AirportMention]) -> Tz {
        let with = |role: PlaceRole| airports.iter().find(|airport| airport.role == role);
        with(PlaceRole::Origin)
            .or_else(|| with(PlaceRole::At))
            .and_then(|airport| self.places.zone(&airport.iata))
            .unwrap_or(self.zone)
    }
}

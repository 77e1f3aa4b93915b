//! What a confirmed match offers to the choice of a gift: the traveller, the trip, the facts, the time to meet.
//!
//! Facts hold only tags that were literally found in the traveller's own posts; nothing is inferred here, and the
//! listen step hands on nothing about third persons.

use serde::{Deserialize, Serialize};

use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::Flight;
use crate::domain::id::TravellerId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::domain::traveller::Booking;

/// What a fact from a post tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Something the traveller likes to do.
    Interest,
    /// Something the traveller celebrates.
    Occasion,
}

/// A fact from one of the traveller's own posts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fact {
    /// The tag that was found, such as `hiking` or `birthday`.
    pub tag: String,
    /// Interest or occasion.
    pub kind: FactKind,
    /// When the post was published.
    pub said_at: Instant,
    /// Whether the post addressed the airline.
    pub addressed_us: bool,
}

/// A confirmed match as far as the choice of a gift needs it.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The traveller.
    pub traveller: TravellerId,
    /// The traveller's booking.
    pub booking: &'a Booking,
    /// The leg as it is known now.
    pub flight: &'a Flight,
    /// Probability of the match, 0 to 1.
    pub probability: f64,
    /// Facts from the traveller's own posts.
    pub facts: Vec<Fact>,
    /// Language to serve the traveller in; see [`language_of`].
    pub language: Language,
    /// Whether a complaint of the traveller is open.
    pub open_complaint: bool,
    /// Whether the traveller may leave the airline.
    pub may_leave: bool,
    /// When the traveller last got a gift from any campaign.
    pub last_gift_at: Option<Instant>,
    /// The traveller's age in years where the airline's programme knows it; bookings hold none.
    pub age: Option<u8>,
    /// When the hand-over can happen, where the flight allows one.
    pub window: Option<TimeWindow>,
    /// Before departure or after arrival.
    pub hand_over: HandOverPoint,
    /// Whether another security check follows the hand-over (a connection; see [`has_onward_leg`]); `None`: unknown.
    pub security_ahead: Option<bool>,
    /// Country of the destination, ISO 3166-1 alpha-2.
    pub destination_country: Option<&'a str>,
}

impl Candidate<'_> {
    /// The station where the hand-over happens.
    pub fn station(&self) -> &str {
        match self.hand_over {
            HandOverPoint::Departure => &self.booking.leg.origin,
            HandOverPoint::Arrival => &self.booking.leg.destination,
        }
    }

    /// Whether the leg ends in the traveller's home country, as far as both are known.
    pub fn flies_home(&self) -> bool {
        match (self.booking.home_country.as_deref(), self.destination_country) {
            (Some(home), Some(destination)) => home.eq_ignore_ascii_case(destination),
            _ => false,
        }
    }
}

/// The language to serve a traveller in: the first the campaign serves of the booking's and the post's, then English,
/// then the campaign's first. The booking goes first because the passenger chose it; a post may quote another tongue.
pub fn language_of(booking: &Booking, post_language: Option<&str>, served: &[Language]) -> Language {
    let wished = [booking.served_language(), post_language.and_then(Language::from_tag), Some(Language::En)];
    let found = wished.into_iter().flatten().find(|language| served.contains(language));
    found.or_else(|| served.first().copied()).unwrap_or(Language::En)
}

/// Whether the same passenger of the same record locator flies on from this leg's destination on the same or the next
/// day, so that another security check may follow. A day trip back counts too: the gift would have to pass one.
pub fn has_onward_leg<'a>(booking: &Booking, others: impl IntoIterator<Item = &'a Booking>) -> bool {
    others.into_iter().any(|other| {
        other.record_locator == booking.record_locator
            && other.family_name == booking.family_name
            && other.given_name == booking.given_name
            && other.leg.origin == booking.leg.destination
            && (0..=1).contains(&(other.leg.departure_on - booking.leg.departure_on).num_days())
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn the_language_of_the_booking_comes_before_the_language_of_the_post() {
        let mut booking = fixture::booking();
        let all = Language::ALL;
        booking.language = Some("nl-BE".to_owned());
        assert_eq!(language_of(&booking, Some("ja"), all), Language::Nl);
        assert_eq!(language_of(&booking, Some("ja"), &[Language::Ja, Language::De]), Language::Ja);
        booking.language = Some("pt".to_owned());
        assert_eq!(language_of(&booking, Some("es-MX"), all), Language::Es);
        assert_eq!(language_of(&booking, Some("fr"), all), Language::En);
        assert_eq!(language_of(&booking, None, &[Language::De]), Language::De);
        assert_eq!(language_of(&booking, None, &[]), Language::En);
    }

    #[test]
    fn an_onward_leg_is_of_the_same_passenger_and_leaves_where_this_one_ends() {
        let first = fixture::booking();
        let mut onward = first.clone();
        onward.leg = "KL9999/2025-03-05/VCE-FCO".parse().expect("a leg");
        assert!(has_onward_leg(&first, [&first, &onward]));
        onward.leg = "KL9999/2025-03-06/VCE-FCO".parse().expect("a leg");
        assert!(!has_onward_leg(&first, [&first, &onward]));
        onward.leg = "KL9999/2025-03-04/VCE-FCO".parse().expect("a leg");
        onward.given_name = "PIETER".to_owned();
        assert!(!has_onward_leg(&first, [&onward]));
    }
}

//! From signals to clues: what the listen step read of a post, as the match step wants it told.
//!
//! The one place for it, so that the server and `giftgate link` weigh the same post alike.

use crate::domain::post::Post;
use crate::linkage::{self, Clues};
use crate::signals::{PlaceRole, Signals, TripRole, UNDETERMINED};

/// The clues of a post; `mentions_us` says whether it addresses the airline's own account.
pub fn clues<'a>(post: &'a Post, signals: &'a Signals, mentions_us: bool) -> Clues<'a> {
    let role = |role| match role {
        PlaceRole::Origin => linkage::PlaceRole::Origin,
        PlaceRole::Destination => linkage::PlaceRole::Destination,
        PlaceRole::At => linkage::PlaceRole::At,
        PlaceRole::Mentioned => linkage::PlaceRole::Mentioned,
    };
    Clues {
        language: Some(signals.language.code.as_str()).filter(|code| *code != UNDETERMINED),
        flights: signals.flights.iter().map(|flight| flight.designator.clone()).collect(),
        airports: signals.airports.iter().map(|airport| (airport.iata.clone(), role(airport.role))).collect(),
        days: signals.dates.iter().map(|date| date.day).collect(),
        travels: match signals.trip_role {
            TripRole::Traveller => linkage::TripRole::Traveller,
            TripRole::SomeoneElse => linkage::TripRole::SomeoneElse,
            TripRole::Nobody => linkage::TripRole::Nobody,
        },
        place_iata: post.place.as_ref().and_then(|place| place.iata.as_deref()),
        mentions_us,
        ..Clues::new(&post.id, post.network, &post.author, post.created_at)
    }
}

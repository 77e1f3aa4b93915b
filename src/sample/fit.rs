//! Which line fits which trip: nobody skis in Amsterdam, and who flies home does not call it a holiday.

use chrono::Timelike;

use super::lines::Line;
use super::stations::find_station;
use crate::domain::flight::{Flight, LegKey};
use crate::domain::traveller::Booking;

/// Tags that only say when a line fits; they are no facts about the author.
pub(super) const HELPERS: [&str; 2] = ["early", "warm"];

const SEA: [&str; 29] = [
    "LPA", "AGP", "LIS", "ALC", "SID", "CUR", "DXB", "SIN", "HKG", "KEF", "MIA", "HNL", "SJU", "SAN", "LAX", "CPT",
    "BCN", "FLL", "EYW", "BQN", "STT", "PSE", "SRQ", "RSW", "MYR", "TPA", "ACK", "MVY", "ATH",
];
const MOUNTAINS: [&str; 22] = [
    "LPA", "AGP", "ALC", "TOS", "OSL", "ZRH", "KEF", "HKG", "DEN", "SLC", "SEA", "ANC", "JAC", "EGE", "HDN", "MTJ",
    "BZN", "EDI", "CPT", "AVL", "PDX", "VIE",
];
const SNOW: [&str; 11] = ["TOS", "OSL", "ZRH", "DEN", "SLC", "ANC", "JAC", "EGE", "HDN", "MTJ", "BZN"];
const AURORA: [&str; 3] = ["TOS", "KEF", "ANC"];
const WARM: [&str; 20] = [
    "LPA", "SID", "CUR", "PBM", "KUL", "ACC", "LOS", "SIN", "DXB", "HKG", "MIA", "HNL", "SJU", "BKK", "FLL", "EYW",
    "BQN", "STT", "PSE", "MCO",
];

/// Whether people do at the station what the tags say.
pub(super) fn suits(tags: &[&str], iata: &str) -> bool {
    tags.iter().all(|tag| match *tag {
        "hiking" => MOUNTAINS.contains(&iata),
        "diving" | "surfing" | "sailing" => SEA.contains(&iata),
        "skiing" => SNOW.contains(&iata),
        "astronomy" => AURORA.contains(&iata),
        "warm" => WARM.contains(&iata),
        "birdwatching" => SEA.contains(&iata) || MOUNTAINS.contains(&iata),
        _ => true,
    })
}

/// Whether the flight leaves before nine in the morning, local time.
pub(super) fn leaves_early(flight: &Flight) -> bool {
    let zone = find_station(&flight.leg.origin).map_or(chrono_tz::UTC, |station| station.zone);
    flight.scheduled_departure_at.with_timezone(&zone).hour() < 9
}

/// Which way a passenger travels, seen from home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Away from home.
    Out,
    /// Back home.
    Home,
    /// Neither end is home, or home is not known.
    Through,
}

impl Way {
    /// The way of a booking on its leg.
    pub(super) fn of(booking: &Booking, leg: &LegKey) -> Self {
        let country = |iata: &str| find_station(iata).map(|station| station.country);
        match booking.home_country.as_deref() {
            home if home.is_some() && home == country(&leg.destination) => Self::Home,
            home if home.is_some() && home == country(&leg.origin) => Self::Out,
            _ => Self::Through,
        }
    }

    /// Whether a line before departure fits.
    pub(super) fn suits_departure(self, line: &Line, destination: &str) -> bool {
        const HOMEWARD: [&str; 8] =
            ["reunion", "first-flight", "reading", "knitting", "guitar", "birthday", "early", "graduation"];
        let known = |tag: &&str| HOMEWARD.contains(tag);
        suits(&line.tags, destination)
            && match self {
                Self::Home => line.tags.iter().all(known),
                Self::Out => !line.tags.contains(&"reunion"),
                Self::Through => true,
            }
    }

    /// Whether a line after landing fits.
    pub(super) fn suits_arrival(self, line: &Line, origin: &str) -> bool {
        const BACK: [&str; 9] = [
            "hiking",
            "honeymoon",
            "aid-work",
            "diving",
            "football",
            "graduation",
            "music",
            "birdwatching",
            "photography",
        ];
        suits(&line.tags, origin)
            && match self {
                Self::Home => !line.tags.contains(&"new-job"),
                Self::Out => !line.tags.iter().any(|tag| BACK.contains(tag)),
                Self::Through => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_skis_in_amsterdam_or_dives_in_paris() {
        assert!(!suits(&["skiing"], "AMS") && suits(&["skiing"], "TOS"));
        assert!(!suits(&["diving"], "CDG") && suits(&["diving"], "LPA"));
        assert!(suits(&["coffee"], "AMS"));
    }
}

//! Stations of the world: city, country, time zone and position of every airport with an IATA code.

use std::sync::LazyLock;

use chrono::Duration;
use chrono_tz::Tz;

/// An airport with an IATA code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Station {
    /// IATA location code.
    pub iata: &'static str,
    /// City it serves, English.
    pub city: &'static str,
    /// Country, ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Time zone.
    pub zone: Tz,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

static STATIONS: LazyLock<Vec<Station>> =
    LazyLock::new(|| include_str!("tables/stations.tsv").lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Station> {
    let mut cells = line.split('\t');
    Some(Station {
        iata: cells.next()?,
        city: cells.next()?,
        country: cells.next()?,
        zone: cells.next()?.parse().ok()?,
        lat: cells.next()?.parse().ok()?,
        lon: cells.next()?.parse().ok()?,
    })
}

/// The station of an IATA code.
pub fn find_station(iata: &str) -> Option<&'static Station> {
    STATIONS.binary_search_by(|station| station.iata.cmp(iata)).ok().map(|at| &STATIONS[at])
}

/// The zone of a station; UTC where the code is unknown.
pub fn zone_of(iata: &str) -> Tz {
    find_station(iata).map_or(Tz::UTC, |station| station.zone)
}

/// Kilometres between two stations along the great circle (haversine, mean radius 6,371 km).
pub fn distance_km(from: &Station, to: &Station) -> f64 {
    let (from_lat, to_lat) = (from.lat.to_radians(), to.lat.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let a = half(to.lat - from.lat) + from_lat.cos() * to_lat.cos() * half(to.lon - from.lon);
    2.0 * 6371.0 * a.sqrt().asin()
}

/// An estimate of the time from gate to gate where no schedule tells it: 800 km/h plus 30 minutes, in steps of 5.
pub fn estimated_block_time(from: &Station, to: &Station) -> Duration {
    let minutes = distance_km(from, to) / 800.0 * 60.0 + 30.0;
    #[expect(clippy::cast_possible_truncation, reason = "no two places are more than a day of flight apart")]
    Duration::minutes((minutes / 5.0).round() as i64 * 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_reads_and_is_in_order() {
        assert_eq!(STATIONS.len(), include_str!("tables/stations.tsv").lines().count());
        assert!(STATIONS.is_sorted_by(|one, next| one.iata < next.iata));
    }

    #[test]
    fn amsterdam_to_new_york_is_about_eight_hours() {
        let (ams, jfk) = (find_station("AMS").expect("AMS"), find_station("JFK").expect("JFK"));
        assert!((5840.0..5870.0).contains(&distance_km(ams, jfk)));
        assert_eq!(estimated_block_time(ams, jfk), Duration::minutes(470));
        assert_eq!(zone_of("AMS"), chrono_tz::Europe::Amsterdam);
        assert_eq!(zone_of("XXX"), Tz::UTC);
    }
}

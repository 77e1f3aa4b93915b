//! Stations and homes of the sample: where a code lies, what its city is called in each language, who lives there.

use std::sync::LazyLock;

use chrono_tz::Tz;

use crate::domain::language::Language;

/// A station of the sample days.
#[derive(Debug)]
pub(super) struct Station {
    pub(super) iata: &'static str,
    pub(super) country: &'static str,
    pub(super) zone: Tz,
    pub(super) lat: f64,
    pub(super) lon: f64,
    names: [&'static str; 5],
}

impl Station {
    /// What people who speak the language call its city.
    pub(super) fn city(&self, language: Language) -> &'static str {
        let column = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
        self.names[column]
    }

    /// Great-circle distance in kilometres (haversine, mean radius 6,371 km).
    pub(super) fn distance_km(&self, other: &Self) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let turn = (other.lon - self.lon).to_radians();
        let half = ((to - from) / 2.0).sin().powi(2) + from.cos() * to.cos() * (turn / 2.0).sin().powi(2);
        2.0 * 6371.0 * half.sqrt().min(1.0).asin()
    }
}

/// A country people of the sample live in.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) country: &'static str,
    pub(super) tag: &'static str,
    pub(super) pools: Vec<(&'static str, u32)>,
    pub(super) towns: Vec<&'static str>,
}

/// The rows of an embedded table, without its comment lines.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn station(row: &[&'static str]) -> Option<Station> {
    let [iata, country, zone, lat, lon, en, nl, es, de, ja] = *row else { return None };
    let (zone, lat, lon) = (zone.parse().ok()?, lat.parse().ok()?, lon.parse().ok()?);
    Some(Station { iata, country, zone, lat, lon, names: [en, nl, es, de, ja] })
}

fn home(row: &[&'static str]) -> Option<Home> {
    let [country, tag, pools, towns] = *row else { return None };
    let pools = pools.split(' ').filter_map(|part| part.split_once(':'));
    let pools = pools.filter_map(|(pool, share)| Some((pool, share.parse().ok()?))).collect();
    Some(Home { country, tag, pools, towns: towns.split(", ").collect() })
}

static STATIONS: LazyLock<Vec<Station>> =
    LazyLock::new(|| rows(include_str!("stations.tsv")).filter_map(|row| station(&row)).collect());

static HOMES: LazyLock<Vec<Home>> =
    LazyLock::new(|| rows(include_str!("homes.tsv")).filter_map(|row| home(&row)).collect());

/// All stations of the table.
pub(super) fn stations() -> &'static [Station] {
    &STATIONS
}

/// The station of a code; `None` where the table lacks it.
pub(super) fn find_station(iata: &str) -> Option<&'static Station> {
    STATIONS.iter().find(|station| station.iata == iata)
}

/// The home of a country; people of countries the table lacks live in Britain.
pub(super) fn home_of(country: &str) -> &'static Home {
    let found = HOMES.iter().find(|home| home.country == country);
    found.or_else(|| HOMES.iter().find(|home| home.country == "GB")).unwrap_or(&HOMES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_both_tables_is_read() {
        assert_eq!(stations().len(), rows(include_str!("stations.tsv")).count());
        assert_eq!(HOMES.len(), rows(include_str!("homes.tsv")).count());
        assert!(HOMES.iter().all(|home| home.pools.iter().map(|(_, share)| share).sum::<u32>() == 100), "{HOMES:?}");
    }

    #[test]
    fn schiphol_to_hong_kong_is_some_9280_kilometres() {
        let (from, to) = (find_station("AMS").expect("known"), find_station("HKG").expect("known"));
        assert!((from.distance_km(to) - 9280.0).abs() < 40.0, "{}", from.distance_km(to));
        assert_eq!(to.city(Language::De), "Hongkong");
    }
}

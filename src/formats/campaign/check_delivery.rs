//! Stations, couriers and the minutes of a hand-over.

use std::collections::BTreeSet;

use super::checks::Checks;
use super::fault::{nearest, quoted};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::is_station_code;

pub(super) fn check(checks: &mut Checks<'_>) {
    stations(checks);
    minutes(checks);
    couriers(checks);
}

fn stations(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    if campaign.stations.is_empty() {
        checks.fault(&["stations"], "no_station", "no station is named".to_owned(), "add a [[stations]] table");
    }
    for (index, station) in campaign.stations.iter().enumerate() {
        let path = format!("stations[{index}].iata");
        let iata = station.iata.as_str();
        if !is_station_code(iata) {
            let remedy = "write three capital letters (IATA), such as AMS";
            checks.fault(&[&path], "bad_station", format!("{} is no airport code", quoted(iata)), remedy);
        } else if let Some(known) = checks.known.stations.filter(|known| !known.contains(iata)) {
            let remedy = match nearest(iata, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? (else add campaigns/stations/{iata}.toml)"),
                None => format!("add campaigns/stations/{iata}.toml with its piers and walking times"),
            };
            checks.fault(&[&path], "unknown_station", format!("there is no station file for {iata}"), remedy);
        }
        if campaign.stations[..index].iter().any(|other| other.iata == station.iata) {
            checks.fault(&[&path, "stations"], "twice", format!("{iata} stands here twice"), "remove one of them");
        }
        let hand_over = format!("stations[{index}].hand_over");
        if station.hand_over.is_empty() {
            let message = format!("nothing is handed over at {iata}");
            checks.fault(&[&hand_over], "no_hand_over", message, "write [\"departure\"], [\"arrival\"] or both");
        }
        checks.twice(&hand_over, &station.hand_over);
    }
}

fn minutes(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let delivery = &campaign.delivery;
    checks.range("delivery.service_minutes", delivery.service_minutes, 1..=60, "a hand-over takes a moment");
    let why = "boarding has hardly begun so long before closure";
    checks.range("delivery.before_closure_minutes", delivery.before_closure_minutes, 0..=120, why);
    checks.range(
        "delivery.arrival_opens_minutes",
        delivery.arrival_opens_minutes,
        0..=180,
        "the gate is empty by then",
    );
    checks.range(
        "delivery.arrival_closes_minutes",
        delivery.arrival_closes_minutes,
        1..=240,
        "the gate is empty by then",
    );
    let arrivals = campaign.stations.iter().any(|station| station.hand_over.contains(&HandOverPoint::Arrival));
    let window = delivery.arrival_closes_minutes.saturating_sub(delivery.arrival_opens_minutes);
    if arrivals && window < delivery.service_minutes {
        let message =
            format!("the arrival window is {window} minutes, one hand-over takes {}", delivery.service_minutes);
        let about = [
            "delivery.arrival_closes_minutes",
            "delivery.arrival_opens_minutes",
            "delivery.service_minutes",
            "stations",
        ];
        checks.fault(&about, "window_too_short", message, "let it close later or open earlier");
    }
}

/// Where rounds begin is a named place of the station's walking map.
fn start_desk(checks: &mut Checks<'_>, desk: &str, about: [&str; 3], station: &str) {
    let places = checks.known.places.and_then(|places| places.get(station));
    let Some(places) = places.filter(|places| !places.contains(desk)) else { return };
    let message = format!("{} is no place of the walking map of {station}", quoted(desk));
    let names: Vec<_> = places.iter().map(String::as_str).collect();
    let remedy = nearest(desk, names.iter().copied())
        .map_or_else(|| format!("write one of: {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
    checks.fault(&about, "unknown_desk", message, remedy);
}

fn couriers(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let couriers = &campaign.delivery.couriers;
    let stations: BTreeSet<&str> = campaign.stations.iter().map(|station| station.iata.as_str()).collect();
    for (index, courier) in couriers.iter().enumerate() {
        let at = |key: &str| format!("delivery.couriers[{index}].{key}");
        checks.text(&at("name"), &courier.name, 60);
        checks.range(&at("capacity"), courier.capacity, 1..=100, "that many gifts can be carried at once");
        if courier.from == courier.to {
            let message = format!("the shift starts and ends at {}", courier.from.format("%H:%M"));
            checks.fault(&[&at("to"), &at("from")], "empty_shift", message, "write when it ends");
        }
        if !stations.contains(courier.station.as_str()) {
            let message = format!("{} is no station of this campaign", quoted(&courier.station));
            let remedy = nearest(&courier.station, stations.iter().copied()).map_or_else(
                || "add it to [[stations]] or correct it".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            checks.fault(&[&at("station"), "stations"], "unknown_station", message, remedy);
        }
        if let Some(desk) = &courier.start_desk {
            start_desk(checks, desk, [&at("start_desk"), &at("station"), "stations"], &courier.station);
        }
        let same = |other: &crate::domain::campaign::CourierShift| {
            other.name == courier.name && other.station == courier.station && other.from == courier.from
        };
        if couriers[..index].iter().any(same) {
            let message = format!("the shift of {} stands here twice", quoted(&courier.name));
            checks.fault(&[&at("name"), "delivery.couriers"], "twice", message, "remove one of them");
        }
    }
    for (index, station) in campaign.stations.iter().enumerate() {
        if !couriers.iter().any(|courier| courier.station == station.iata) {
            let path = format!("stations[{index}].iata");
            let message = format!("nobody brings gifts at {}", station.iata);
            let remedy = "add a [[delivery.couriers]] table for it";
            checks.fault(&[&path, "delivery.couriers", "delivery"], "no_courier", message, remedy);
        }
    }
}

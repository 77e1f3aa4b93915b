//! Settings of flight news: who may send some, and where to ask for some.

use std::path::PathBuf;

use super::values::{Choose, keys};

/// Who may send flight news, and whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlightSettings {
    /// Keys of webhooks and of the API; two while one takes over from the other.
    pub keys: Vec<String>,
    /// The flight API to ask once a minute.
    pub api: Option<FlightApiSettings>,
}

/// A Schiphol-style flight API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlightApiSettings {
    /// Address of the list of flights, such as `https://api.schiphol.nl/public-flights/flights`.
    pub url: String,
    /// Sent as `app_id`.
    pub id: String,
    /// Sent as `app_key`.
    pub key: String,
    /// File that says where in the answer things stand, where the API is another one.
    pub map_file: Option<PathBuf>,
}

impl FlightSettings {
    pub(super) fn read(choose: Choose<'_>, faults: &mut Vec<String>) -> Self {
        let keys = keys("flight_keys", choose, faults);
        let (from, url) = choose("flight_api_url", String::new());
        let (id, key) = (choose("flight_api_id", String::new()).1, choose("flight_api_key", String::new()).1);
        if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
            faults.push(format!("flight_api_url ({from}): it starts with https://"));
        }
        let map_file = choose("flight_api_map", String::new()).1;
        let map_file = (!map_file.is_empty()).then(|| PathBuf::from(map_file));
        let api = (!url.is_empty()).then_some(FlightApiSettings { url, id, key, map_file });
        Self { keys, api }
    }
}

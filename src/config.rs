//! Settings: defaults < `giftgate.toml` < `GIFTGATE_*` < flags. All faults are told at once, each with its remedy.

pub mod flights;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Serialize;

use flights::FlightSettings;

/// Effective settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder for the database and the master key.
    pub data_dir: PathBuf,
    /// `sqlite://FILE` or `postgres://…`.
    pub database_url: String,
    /// Address the server listens on; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Address people reach the server at, where it differs.
    pub public_url: Option<String>,
    /// File with the master key.
    pub master_key_file: PathBuf,
    /// Filter of the log, such as `info` or `giftgate=debug`.
    pub log: String,
    /// Who may send flight news, and whom to ask for some.
    pub flights: FlightSettings,
    /// Folder with the scanner of boarding passes for browsers without one (the npm package `zxing-wasm`).
    pub scanner_dir: PathBuf,
}

/// A key, where its value came from, and the value with secrets hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effective {
    /// The key.
    pub key: &'static str,
    /// `default`, `giftgate.toml`, `environment` or `flag`.
    pub from: &'static str,
    /// The value, secrets hidden.
    pub value: String,
}

/// All that is wrong with the settings.
#[derive(Debug, PartialEq, Eq)]
pub struct SettingsFaults(pub Vec<String>);

impl fmt::Display for SettingsFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for SettingsFaults {}

/// The keys there are. The environment's names are these in capitals behind `GIFTGATE_`.
const KEYS: [&str; 12] = [
    "database_url",
    "data_dir",
    "listen",
    "public_url",
    "master_key_file",
    "smtp_url",
    "log",
    "flight_keys",
    "flight_api_url",
    "flight_api_id",
    "flight_api_key",
    "scanner_dir",
];

impl Settings {
    /// Puts the layers together. `file` is the text of `giftgate.toml`, `environment` and `flags` hold what was given.
    pub fn from_layers(
        file: Option<&str>,
        environment: &BTreeMap<String, String>,
        flags: &BTreeMap<&'static str, String>,
    ) -> Result<(Self, Vec<Effective>), SettingsFaults> {
        let mut faults = Vec::new();
        let file = file.map_or_else(BTreeMap::new, |text| read_file(text, &mut faults));
        for name in environment.keys().filter(|name| name.starts_with("GIFTGATE_")) {
            let key = name["GIFTGATE_".len()..].to_lowercase();
            if !KEYS.contains(&key.as_str()) && !key.starts_with("test_") {
                faults.push(format!("{name} is no setting; there are: {}", KEYS.map(variable).join(", ")));
            }
        }
        let find = |key: &'static str| -> Option<(&'static str, String)> {
            let from_environment = || environment.get(&variable(key)).map(|value| ("environment", value.clone()));
            let from_file = || file.get(key).map(|value| ("giftgate.toml", value.clone()));
            flags.get(key).map(|value| ("flag", value.clone())).or_else(from_environment).or_else(from_file)
        };
        let mut effective = Vec::new();
        let mut choose = |key: &'static str, default: String| {
            let (from, value) = find(key).unwrap_or(("default", default));
            effective.push(Effective { key, from, value: hide(key, &value) });
            (from, value)
        };

        let data_dir = PathBuf::from(choose("data_dir", "giftgate-data".to_owned()).1);
        let (from, database_url) =
            choose("database_url", format!("sqlite://{}", data_dir.join("giftgate.db").display()));
        if !["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| database_url.starts_with(scheme)) {
            faults.push(format!("database_url ({from}): write sqlite://FILE or postgres://USER@HOST/NAME"));
        }
        let (from, listen) = choose("listen", "127.0.0.1:8080".to_owned());
        let listen = listen.parse().unwrap_or_else(|_| {
            faults.push(format!("listen ({from}): `{listen}` is no address; write IP:PORT such as 127.0.0.1:8080"));
            SocketAddr::from(([127, 0, 0, 1], 8080))
        });
        let (from, public_url) = choose("public_url", String::new());
        let public_url = (!public_url.is_empty()).then_some(public_url);
        if public_url.as_deref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            faults.push(format!("public_url ({from}): it starts with https://"));
        }
        let master_key_file =
            PathBuf::from(choose("master_key_file", data_dir.join("master.key").display().to_string()).1);
        // Known so that a set-up that has it is not refused; nothing sends mail yet.
        choose("smtp_url", String::new());
        let log = choose("log", "warn,giftgate=info".to_owned()).1;
        let scanner_dir = PathBuf::from(choose("scanner_dir", data_dir.join("zxing-wasm").display().to_string()).1);
        let (flights, flight_faults) = FlightSettings::read(&mut choose);
        faults.extend(flight_faults);

        if !faults.is_empty() {
            return Err(SettingsFaults(faults));
        }
        let settings = Self { data_dir, database_url, listen, public_url, master_key_file, log, flights, scanner_dir };
        Ok((settings, effective))
    }

    /// The same from the process: `giftgate.toml` in `folder`, the environment, and flags.
    pub fn load(
        folder: &Path,
        flags: &BTreeMap<&'static str, String>,
    ) -> Result<(Self, Vec<Effective>), SettingsFaults> {
        let path = folder.join("giftgate.toml");
        let file = match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(SettingsFaults(vec![format!("giftgate.toml can't be read: {error}")])),
        };
        let environment = std::env::vars().collect();
        Self::from_layers(file.as_deref(), &environment, flags)
    }
}

fn variable(key: &str) -> String {
    format!("GIFTGATE_{}", key.to_uppercase())
}

fn read_file(text: &str, faults: &mut Vec<String>) -> BTreeMap<String, String> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            faults.push(format!("giftgate.toml: {}", error.to_string().trim_end()));
            return BTreeMap::new();
        }
    };
    let mut values = BTreeMap::new();
    for (key, value) in table {
        if !KEYS.contains(&key.as_str()) {
            faults.push(format!("giftgate.toml: `{key}` is no setting; there are: {}", KEYS.join(", ")));
        } else if let toml::Value::String(value) = value {
            values.insert(key, value);
        } else {
            faults.push(format!("giftgate.toml: `{key}` is written as text in double quotes"));
        }
    }
    values
}

fn hide(key: &str, value: &str) -> String {
    if matches!(key, "flight_keys" | "flight_api_key") && !value.is_empty() {
        return "***".to_owned();
    }
    match (key, value.find("://"), value.rfind('@')) {
        ("database_url" | "smtp_url", Some(scheme), Some(at)) if scheme + 3 < at => {
            let user = value[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}{user}:***{}", &value[..scheme + 3], &value[at..])
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(
        file: &str,
        environment: &[(&str, &str)],
        flags: &[(&'static str, &str)],
    ) -> Result<(Settings, Vec<Effective>), SettingsFaults> {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let flags = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        Settings::from_layers(Some(file), &environment, &flags)
    }

    #[test]
    fn the_later_layer_wins() {
        let environment = [("GIFTGATE_LISTEN", "127.0.0.1:2"), ("GIFTGATE_DATA_DIR", "b"), ("HOME", "x")];
        let (settings, effective) =
            layers("listen = \"127.0.0.1:1\"\nlog = \"debug\"", &environment, &[("data_dir", "c")]).expect("settings");
        assert_eq!((settings.listen.port(), settings.log.as_str()), (2, "debug"));
        assert_eq!(settings.database_url, "sqlite://c/giftgate.db");
        let from: Vec<_> = effective.iter().map(|one| (one.key, one.from)).collect();
        assert!(from.contains(&("data_dir", "flag")) && from.contains(&("listen", "environment")));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = layers("lisen = \"x\"\nlog = 3", &[("GIFTGATE_LISTEN", "here"), ("GIFTGATE_DATABSE", "x")], &[])
            .expect_err("four faults");
        assert_eq!(faults.0.len(), 4, "{faults}");
        let environment = [("GIFTGATE_FLIGHT_KEYS", "short"), ("GIFTGATE_FLIGHT_API_URL", "ftp://x")];
        assert_eq!(layers("", &environment, &[]).expect_err("two faults").0.len(), 2);
    }

    #[test]
    fn a_password_is_hidden() {
        let (_, effective) =
            layers("", &[("GIFTGATE_DATABASE_URL", "postgres://gg:secret@db/gg")], &[]).expect("settings");
        assert!(effective.iter().all(|one| !one.value.contains("secret")));
        let environment =
            [("GIFTGATE_FLIGHT_KEYS", "secret-secret-secret-secret"), ("GIFTGATE_FLIGHT_API_KEY", "secret")];
        let (settings, effective) = layers("", &environment, &[]).expect("settings");
        assert!(effective.iter().all(|one| !one.value.contains("secret")));
        assert_eq!((settings.flights.keys.len(), settings.flights.api), (1, None));
    }
}

//! Settings: defaults < `giftgate.toml` < `GIFTGATE_*` < flags. All faults are told at once, each with its remedy.

pub mod flights;
pub mod networks;
mod oidc;
mod outside;
mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::mail::MailSettings;
use crate::domain::outside::Outside;
use crate::domain::sign_on::SignOnSettings;
use crate::domain::stream_wish;
use flights::FlightSettings;
use networks::{MetaSettings, XSettings};
use values::{flag, is_here, read_mail, together};

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
    /// Whether everyone but gate staff needs a second factor.
    pub require_second_factor: bool,
    /// The identity provider people may sign in through.
    pub oidc: Option<SignOnSettings>,
    /// Who sends mails, and how.
    pub mail: MailSettings,
    /// Who may send flight news, and whom to ask for some.
    pub flights: FlightSettings,
    /// Its own address, what it is sent and fetches, and when secrets end.
    pub outside: Outside,
    /// Folder with the scanner of boarding passes for browsers without one (the npm package `zxing-wasm`).
    pub scanner_dir: PathBuf,
    /// The account that posts go out from on Bluesky.
    pub bluesky: Option<BlueskySettings>,
    /// The same on a Mastodon server.
    pub mastodon: Option<MastodonSettings>,
    /// The stream of Bluesky's public events that is listened to.
    pub jetstream_url: Option<String>,
    /// Who tells of Bluesky's accounts and posts.
    pub appview_url: String,
    /// Timelines of the Mastodon server that are listened to.
    pub mastodon_timelines: Vec<String>,
    /// The same events from the network itself, `wss://bsky.network`.
    pub firehose_url: Option<String>,
    /// An app and an account on X.
    pub x: Option<XSettings>,
    /// Accounts on Meta's networks.
    pub meta: MetaSettings,
    /// Whether programs on this machine or in private networks may be told of events.
    pub webhooks_nearby: bool,
}

/// An account on Bluesky. The app password stays in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlueskySettings {
    /// The account's own server.
    pub service: String,
    /// Handle or DID.
    pub account: String,
    /// File with an app password.
    pub password_file: PathBuf,
}

/// An account on a Mastodon server. The access token stays in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MastodonSettings {
    /// The server.
    pub server: String,
    /// File with an access token.
    pub token_file: PathBuf,
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
const KEYS: [&str; 46] = [
    "database_url",
    "data_dir",
    "listen",
    "public_url",
    "master_key_file",
    "smtp_url",
    "smtp_ca_file",
    "mail_from",
    "log",
    "bluesky_service",
    "bluesky_account",
    "bluesky_password_file",
    "mastodon_server",
    "mastodon_token_file",
    "mastodon_timelines",
    "jetstream_url",
    "appview_url",
    "firehose_url",
    "x_keys_file",
    "x_url",
    "x_rules",
    "x_mentions",
    "x_prices",
    "meta_url",
    "threads_url",
    "instagram_account",
    "instagram_token_file",
    "threads_account",
    "threads_token_file",
    "facebook_page",
    "facebook_token_file",
    "meta_secret_file",
    "meta_verify_file",
    "require_second_factor",
    "flight_keys",
    "flight_api_url",
    "flight_api_id",
    "flight_api_key",
    "flight_api_map",
    "scanner_dir",
    "webhooks_nearby",
    "hook_keys",
    "token_expiry",
    "outbox_mark_file",
    "import_dir",
    "feeds",
];

impl Settings {
    /// Puts the layers together. `file` is the text of `giftgate.toml`, `environment` and `flags` hold what was given.
    pub fn from_layers(
        file: Option<&str>,
        environment: &BTreeMap<String, String>,
        flags: &BTreeMap<&'static str, String>,
    ) -> Result<(Self, Vec<Effective>), SettingsFaults> {
        let mut faults = Vec::new();
        let (file, oidc) = file.map_or_else(Default::default, |text| read_file(text, &mut faults));
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
        let [smtp_url, ca_file, sender] =
            ["smtp_url", "smtp_ca_file", "mail_from"].map(|key| choose(key, String::new()));
        let mail = read_mail(smtp_url, &ca_file.1, sender, &mut faults);
        let log = choose("log", "warn,giftgate=info".to_owned()).1;
        let require_second_factor = flag("require_second_factor", true, &mut choose, &mut faults);
        let scanner_dir = PathBuf::from(choose("scanner_dir", data_dir.join("zxing-wasm").display().to_string()).1);
        let webhooks_nearby = flag("webhooks_nearby", false, &mut choose, &mut faults);
        let flights = FlightSettings::read(&mut choose, &mut faults);
        let own_address = public_url.clone().unwrap_or_else(|| format!("http://{listen}"));
        let outside = outside::read(&own_address, &data_dir, &mut choose, &mut faults);
        let [service, account, password] =
            ["bluesky_service", "bluesky_account", "bluesky_password_file"].map(|key| choose(key, String::new()).1);
        let [server, token] = ["mastodon_server", "mastodon_token_file"].map(|key| choose(key, String::new()).1);
        let bluesky = together("bluesky_", [&service, &account, &password], &mut faults).then(|| BlueskySettings {
            service,
            account,
            password_file: PathBuf::from(password),
        });
        let mastodon = together("mastodon_", [&server, &token], &mut faults)
            .then(|| MastodonSettings { server, token_file: PathBuf::from(token) });

        let [jetstream_url, firehose_url] = [("jetstream_url", "wss://HOST/subscribe"), ("firehose_url", "wss://HOST")]
            .map(|(key, form)| {
                let (from, url) = choose(key, String::new());
                if !url.is_empty() && !url.starts_with("wss://") && !is_here(&url, "ws://") {
                    faults.push(format!("{key} ({from}): write {form}"));
                }
                (!url.is_empty()).then_some(url)
            });
        let (x, meta) = (networks::read_x(&mut choose, &mut faults), networks::read_meta(&mut choose, &mut faults));
        let (from, appview_url) = choose("appview_url", "https://public.api.bsky.app".to_owned());
        if !appview_url.starts_with("https://") && !is_here(&appview_url, "http://") {
            faults.push(format!("appview_url ({from}): it starts with https://"));
        }
        let (from, timelines) = choose("mastodon_timelines", String::new());
        let mastodon_timelines = stream_wish::timelines(&timelines).unwrap_or_else(|name| {
            faults.push(format!(
                "mastodon_timelines ({from}): `{name}` is none; write public, public/local, user or hashtag:NAME"
            ));
            Vec::new()
        });
        if mastodon.is_none() && !mastodon_timelines.is_empty() {
            faults.push(format!("mastodon_timelines ({from}): servers ask for an account; set mastodon_server too"));
        }

        let at_provider = oidc.as_ref().map_or_else(String::new, |one| format!("{} as {}", one.issuer, one.client_id));
        effective.extend(oidc.is_some().then_some(Effective {
            key: "oidc",
            from: "giftgate.toml",
            value: at_provider,
        }));

        if !faults.is_empty() {
            return Err(SettingsFaults(faults));
        }
        let settings = Self {
            data_dir,
            database_url,
            listen,
            public_url,
            master_key_file,
            log,
            require_second_factor,
            oidc,
            mail,
            flights,
            outside,
            scanner_dir,
            bluesky,
            mastodon,
            jetstream_url,
            appview_url,
            mastodon_timelines,
            firehose_url,
            x,
            meta,
            webhooks_nearby,
        };
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

fn read_file(text: &str, faults: &mut Vec<String>) -> (BTreeMap<String, String>, Option<SignOnSettings>) {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            faults.push(format!("giftgate.toml: {}", error.to_string().trim_end()));
            return (BTreeMap::new(), None);
        }
    };
    let (mut values, mut at_provider) = (BTreeMap::new(), None);
    for (key, value) in table {
        if key == "oidc" {
            at_provider = oidc::read(&value, faults);
            continue;
        }
        if !KEYS.contains(&key.as_str()) {
            faults.push(format!("giftgate.toml: `{key}` is no setting; there are: {}", KEYS.join(", ")));
        } else if let toml::Value::String(value) = value {
            values.insert(key, value);
        } else if let ("require_second_factor", toml::Value::Boolean(value)) = (key.as_str(), &value) {
            values.insert(key, value.to_string());
        } else {
            faults.push(format!("giftgate.toml: `{key}` is written as text in double quotes"));
        }
    }
    (values, at_provider)
}

fn hide(key: &str, value: &str) -> String {
    if matches!(key, "flight_keys" | "flight_api_key" | "hook_keys") && !value.is_empty() {
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
mod tests;

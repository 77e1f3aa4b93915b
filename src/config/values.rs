//! Single settings as people write them; what is wrong is told with its remedy.

use std::path::PathBuf;

use super::KEYS;
use crate::domain::mail::{MailSettings, MailWay, is_sender, read_way};

/// Gives where the value of a key comes from, and the value; the second argument is what counts where nobody set any.
pub(super) type Choose<'a> = &'a mut dyn FnMut(&'static str, String) -> (&'static str, String);

/// Shorter keys can be guessed.
const SHORTEST_KEY: usize = 24;

/// Keys of those who may send something: one, or two while one takes over from the other.
pub(super) fn keys(key: &'static str, choose: Choose<'_>, faults: &mut Vec<String>) -> Vec<String> {
    let (from, keys) = choose(key, String::new());
    let keys = list(&keys);
    if keys.len() > 2 || keys.iter().any(|key| key.len() < SHORTEST_KEY) {
        faults.push(format!("{key} ({from}): give one or two keys of at least {SHORTEST_KEY} characters"));
    }
    keys
}

pub(super) fn list(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

pub(super) fn flag(key: &'static str, default: bool, choose: Choose<'_>, faults: &mut Vec<String>) -> bool {
    let (from, value) = choose(key, default.to_string());
    value.parse().unwrap_or_else(|_| {
        faults.push(format!("{key} ({from}): `{value}` is neither true nor false"));
        default
    })
}

/// Whether an account is set. Its server comes first and speaks https, except on this machine.
pub(super) fn together<const N: usize>(prefix: &str, values: [&str; N], faults: &mut Vec<String>) -> bool {
    let set = values.iter().filter(|value| !value.is_empty()).count();
    if set == 0 {
        return false;
    }
    if set < N {
        let of_account = |key: &&str| key.starts_with(prefix) && *key != "mastodon_timelines";
        let keys: Vec<_> = KEYS.into_iter().filter(of_account).collect();
        faults.push(format!("{} go together; set all of them or none", keys.join(", ")));
        return false;
    }
    if !values[0].starts_with("https://") && !is_here(values[0], "http://") {
        faults.push(format!("{prefix}service or server: it starts with https://, or passwords would travel in clear"));
        return false;
    }
    true
}

/// Whether an address is one of this machine.
pub(super) fn is_here(url: &str, scheme: &str) -> bool {
    let host = url.strip_prefix(scheme).map(|rest| rest.split(['/', '?']).next().unwrap_or_default());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost" | "[::1]"))
}

pub(super) fn read_mail(
    (from, url): (&str, String),
    ca_file: &str,
    (sender_from, sender): (&str, String),
    faults: &mut Vec<String>,
) -> MailSettings {
    let mut way = read_way(&url).unwrap_or_else(|what| {
        faults.push(format!("smtp_url ({from}): {what}"));
        MailWay::Off
    });
    if let MailWay::Server(server) = &mut way {
        server.ca_file = (!ca_file.is_empty()).then(|| PathBuf::from(ca_file));
        if sender.is_empty() {
            faults.push("mail_from: write the address that mails come from, such as gifts@airline.example".to_owned());
        }
    }
    if !sender.is_empty() && !is_sender(&sender) {
        faults.push(format!(
            "mail_from ({sender_from}): `{sender}` is no address; write one such as gifts@airline.example"
        ));
    }
    let sender = if sender.is_empty() { "giftgate@localhost".to_owned() } else { sender };
    MailSettings { way, chosen: !url.is_empty(), from: sender }
}

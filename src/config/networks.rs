//! Settings of networks that ask for money or for an app of one's own: X and Meta's. Secrets stay in their files.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::values::{Choose, flag, is_here};
use crate::domain::call::Prices;
use crate::domain::post::Network;
use crate::domain::stream_wish::{self, LONGEST_RULE};

/// An app and an account on X.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XSettings {
    /// Where the API is.
    pub url: String,
    /// File with the keys: `api_key`, `api_secret`, `access_token`, `access_secret`, `bearer`.
    pub keys_file: PathBuf,
    /// Rules of the filtered stream; without any it is not opened.
    pub rules: Vec<String>,
    /// Whether mentions are asked for once a minute.
    pub mentions: bool,
    /// What calls cost.
    pub prices: Prices,
}

/// Accounts on Meta's networks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetaSettings {
    /// Where the Graph API is, with its version.
    pub graph_url: String,
    /// Where the API of Threads is, with its version.
    pub threads_url: String,
    /// Account and token file on Instagram.
    pub instagram: Option<(String, PathBuf)>,
    /// The same on Threads.
    pub threads: Option<(String, PathBuf)>,
    /// Page and token file on Facebook.
    pub facebook: Option<(String, PathBuf)>,
    /// Files with the app's secret and with the word that webhooks are set up with.
    pub hook: Option<(PathBuf, PathBuf)>,
}

impl MetaSettings {
    /// The networks an account is named on.
    pub fn accounts(&self) -> BTreeSet<Network> {
        let all = [
            (Network::Instagram, &self.instagram),
            (Network::Threads, &self.threads),
            (Network::Facebook, &self.facebook),
        ];
        all.into_iter().filter(|(_, account)| account.is_some()).map(|(network, _)| network).collect()
    }
}

/// Reads what is set of X.
pub(super) fn read_x(choose: Choose<'_>, faults: &mut Vec<String>) -> Option<XSettings> {
    let keys_file = choose("x_keys_file", String::new()).1;
    let url = address("x_url", "https://api.x.com", choose, faults);
    let (from, rules) = choose("x_rules", String::new());
    let asks_for_rules = !rules.trim().is_empty();
    let rules = stream_wish::rules(&rules).unwrap_or_else(|rule| {
        let start: String = rule.chars().take(20).collect();
        faults.push(format!("x_rules ({from}): the rule `{start}…` is longer than {LONGEST_RULE} characters"));
        Vec::new()
    });
    let mentions = flag("x_mentions", false, choose, faults);
    let (from, prices) = choose("x_prices", String::new());
    let prices = Prices::read(&prices).unwrap_or_else(|part| {
        faults.push(format!("x_prices ({from}): `{part}` is no price; write read=0.005 create=0.015 and so on"));
        Prices::default()
    });
    if keys_file.is_empty() {
        if mentions || asks_for_rules {
            faults.push("x_rules, x_mentions: X lets nobody in without keys; set x_keys_file too".to_owned());
        }
        return None;
    }
    Some(XSettings { url, keys_file: PathBuf::from(keys_file), rules, mentions, prices })
}

/// Reads what is set of Meta's networks.
pub(super) fn read_meta(choose: Choose<'_>, faults: &mut Vec<String>) -> MetaSettings {
    let graph_url = address("meta_url", "https://graph.facebook.com/v25.0", choose, faults);
    let threads_url = address("threads_url", "https://graph.threads.net/v1.0", choose, faults);
    let mut pair = |names: [&'static str; 2]| {
        let [one, other] = names.map(|name| choose(name, String::new()).1);
        if one.is_empty() != other.is_empty() {
            faults.push(format!("{}: set both or none", names.join(", ")));
        }
        (!one.is_empty() && !other.is_empty()).then_some((one, PathBuf::from(other)))
    };
    let [instagram, threads, facebook] = [
        ["instagram_account", "instagram_token_file"],
        ["threads_account", "threads_token_file"],
        ["facebook_page", "facebook_token_file"],
    ]
    .map(&mut pair);
    let hook = pair(["meta_secret_file", "meta_verify_file"]).map(|(secret, word)| (PathBuf::from(secret), word));
    for (id, name) in [(&instagram, "instagram_account"), (&threads, "threads_account"), (&facebook, "facebook_page")] {
        if id.as_ref().is_some_and(|(id, _)| !id.bytes().all(|byte| byte.is_ascii_digit())) {
            faults.push(format!("{name}: write its number, not its name"));
        }
    }
    MetaSettings { graph_url, threads_url, instagram, threads, facebook, hook }
}

fn address(key: &'static str, default: &str, choose: Choose<'_>, faults: &mut Vec<String>) -> String {
    let (from, url) = choose(key, default.to_owned());
    if !url.starts_with("https://") && !is_here(&url, "http://") {
        faults.push(format!("{key} ({from}): it starts with https://, or secrets would travel in clear"));
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: &[(&'static str, &str)]) -> impl FnMut(&'static str, String) -> (&'static str, String) {
        move |key, default| match values.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => ("environment", (*value).to_owned()),
            None => ("default", default),
        }
    }

    #[test]
    fn x_needs_keys_and_tells_all_faults_at_once() {
        let mut faults = Vec::new();
        let set = [("x_keys_file", "keys"), ("x_rules", "@KLM -is:retweet; #klm lang:nl ;"), ("x_mentions", "true")];
        let x = read_x(&mut chosen(&set), &mut faults).expect("set");
        assert_eq!(
            (x.rules, x.mentions, faults.len()),
            (vec!["@KLM -is:retweet".to_owned(), "#klm lang:nl".to_owned()], true, 0)
        );
        let long = "x".repeat(513);
        let set = [("x_url", "http://x"), ("x_rules", long.as_str()), ("x_mentions", "yes"), ("x_prices", "like=1")];
        assert_eq!(read_x(&mut chosen(&set), &mut faults), None);
        assert_eq!(faults.len(), 5, "{faults:?}");
    }

    #[test]
    fn accounts_of_meta_are_numbers_with_a_token_each() {
        let mut faults = Vec::new();
        let set = [
            ("instagram_account", "178"),
            ("instagram_token_file", "t"),
            ("meta_secret_file", "s"),
            ("meta_verify_file", "v"),
        ];
        let meta = read_meta(&mut chosen(&set), &mut faults);
        assert_eq!(
            (meta.instagram, meta.threads, faults.len()),
            (Some(("178".to_owned(), PathBuf::from("t"))), None, 0)
        );
        assert!(meta.hook.is_some());
        read_meta(
            &mut chosen(&[("facebook_page", "klm"), ("facebook_token_file", "t"), ("threads_account", "1")]),
            &mut faults,
        );
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}

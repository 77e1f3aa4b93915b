//! Settings of what comes in beside the networks, and of when secrets end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::values::{Choose, is_here, keys, list};
use crate::domain::outside::{Expiry, Outside};

pub(super) fn read(address: &str, data_dir: &Path, choose: Choose<'_>, faults: &mut Vec<String>) -> Outside {
    let hook_keys = keys("hook_keys", choose, faults);
    let (from, ends) = choose("token_expiry", String::new());
    let expiries = list(&ends)
        .into_iter()
        .filter_map(|one| {
            let read = one.split_once('=').and_then(|(name, day)| Some((name, day.parse::<NaiveDate>().ok()?)));
            let Some((name, day)) = read.filter(|(name, _)| !name.is_empty()) else {
                faults.push(format!("token_expiry ({from}): `{one}` is none; write NAME=DAY, such as meta=2026-12-01"));
                return None;
            };
            Some(Expiry { name: name.to_owned(), at: day.and_time(chrono::NaiveTime::MIN).and_utc() })
        })
        .collect();
    let mark = choose("outbox_mark_file", data_dir.join("outbox.mark").display().to_string()).1;
    let import_dir = choose("import_dir", String::new()).1;
    let (from, feeds) = choose("feeds", String::new());
    let feeds = list(&feeds);
    for feed in feeds.iter().filter(|feed| !feed.starts_with("https://") && !is_here(feed, "http://")) {
        faults.push(format!("feeds ({from}): `{feed}` does not start with https://"));
    }
    let some = |text: String| (!text.is_empty()).then(|| PathBuf::from(text));
    let address = address.trim_end_matches('/').to_owned();
    Outside {
        address,
        hook_keys,
        expiries,
        mark: some(mark),
        import_dir: some(import_dir),
        feeds,
        accounts: BTreeSet::new(),
    }
}

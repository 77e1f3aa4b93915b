//! How an installation meets the world beside its networks: its own address, who may send to it, what it fetches, and when
//! the secrets it was given end.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::Duration;

use super::instant::Instant;
use super::post::Network;

/// A secret that ends some day is told of this long before.
pub const TOLD_BEFORE: Duration = Duration::days(7);

/// What the settings say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Where people reach the pages, without a slash at the end.
    pub address: String,
    /// Keys of webhooks for posts, bookings and readings; two while one takes over from the other.
    pub hook_keys: Vec<String>,
    /// When secrets end: name and instant.
    pub expiries: Vec<Expiry>,
    /// File beside the database that knows how far the log was when something went out last.
    pub mark: Option<PathBuf>,
    /// Folder whose files are taken in.
    pub import_dir: Option<PathBuf>,
    /// Addresses of RSS or Atom feeds.
    pub feeds: Vec<String>,
    /// Meta's networks that the settings name an account on.
    pub accounts: BTreeSet<Network>,
}

impl Default for Outside {
    fn default() -> Self {
        Self {
            address: "http://localhost:8080".to_owned(),
            hook_keys: Vec::new(),
            expiries: Vec::new(),
            mark: None,
            import_dir: None,
            feeds: Vec::new(),
            accounts: BTreeSet::new(),
        }
    }
}

/// A secret that ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Expiry {
    /// What it is for, such as `meta`.
    pub name: String,
    /// When it ends.
    pub at: Instant,
}

impl Expiry {
    /// Whether people are told by now.
    pub fn is_near(&self, now: Instant) -> bool {
        self.at - now <= TOLD_BEFORE
    }

    /// Whole days left; none or fewer once it has ended.
    pub fn days_left(&self, now: Instant) -> i64 {
        (self.at - now).num_days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_a_week_before_a_secret_ends() {
        let now: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let expiry = |at| Expiry { name: "meta".to_owned(), at };
        assert!(!expiry(now + Duration::days(7) + Duration::seconds(1)).is_near(now));
        assert!(expiry(now + Duration::days(7)).is_near(now));
        assert!(expiry(now - Duration::days(1)).is_near(now));
        assert_eq!(expiry(now + Duration::hours(49)).days_left(now), 2);
    }
}

//! Read models: what one page or report needs, as one query round delivers it.
//!
//! Plain data: ids, UTC instants, minor units, words. Formatting and translation happen in `web`. A booked name
//! enters a read model only as a [`MaskedName`], or as a first name on a gate list.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::dialect::Sql;
pub use super::tone::ToneSeen;
use crate::domain::actor::Role;
use crate::domain::campaign::CampaignState;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::Currency;

mod approval_pages;
pub mod approvals;
pub mod board;
pub(super) mod candidate_counts;
mod candidate_pages;
pub mod candidates;
pub mod care;
pub mod case_study;
mod closing;
pub mod compare;
pub mod custody;
pub mod deliveries;
mod follow_up_pages;
pub mod follow_ups;
pub mod funnel;
pub(crate) mod gates;
pub mod insight;
pub(crate) mod legs;
pub mod person;
pub mod phone;
pub mod plan;
mod plan_pages;
mod queue;
pub mod repair;
pub mod report;
pub mod report_parts;
pub(crate) mod report_rows;
pub mod report_voices;
pub(crate) mod results;
pub mod review;
mod review_pages;
pub mod schedule;
pub mod settings;
pub mod small_groups;
pub mod stopping;

/// Lines on one page of a list.
pub const PAGE_SIZE: usize = 50;

/// A gift idea's names as its campaign file gives them; English is always there.
pub type Names = BTreeMap<Language, String>;

/// The names of a campaign's gift ideas, by slug.
pub type Catalogue = BTreeMap<String, Names>;

/// The names of a gift idea; its slug where the file knows it no longer.
pub fn names_of(catalogue: &Catalogue, idea: &str) -> Names {
    catalogue.get(idea).cloned().unwrap_or_else(|| Names::from([(Language::En, idea.to_owned())]))
}

/// What every page of a campaign shows at its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignHead {
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// What it should achieve, one sentence.
    pub goal: String,
    /// State.
    pub state: CampaignState,
    /// The one currency it counts in.
    pub currency: Currency,
    /// First day, local to the stations.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Its stations (IATA), in the file's order.
    pub stations: Vec<String>,
    /// Zone of its first station, for instants that belong to no flight leg.
    pub zone: Tz,
}

/// What a cap counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapUnit {
    /// Minor units of the campaign's currency.
    Money,
    /// Gifts, or pieces of one gift.
    Pieces,
    /// Staff minutes.
    Minutes,
}

impl CapUnit {
    /// What the cap of this name counts.
    pub fn of(cap: &str) -> Self {
        match cap.split(':').next() {
            Some("gifts" | "stock") => Self::Pieces,
            Some("team_minutes") => Self::Minutes,
            _ => Self::Money,
        }
    }
}

/// Who decided a thing, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The role they acted in.
    pub role: Role,
    /// A stand-in of a demo, shown as such.
    pub simulated: bool,
    /// When.
    pub at: Instant,
}

/// A booked name cut to initials: `S• d• V•`. The full name can't be read back from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MaskedName(String);

impl MaskedName {
    /// Masks a given and a family name.
    pub fn of(given: &str, family: &str) -> Self {
        let words = given.split_whitespace().chain(family.split_whitespace());
        let initials = words.filter_map(|word| word.chars().next()).map(|initial| format!("{initial}•"));
        Self(initials.collect::<Vec<_>>().join(" "))
    }

    /// The masked text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A count as the database gives it; never negative.
pub(crate) fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// One more than a page, so that the last line tells whether another page follows.
fn page_limit() -> i64 {
    i64::try_from(PAGE_SIZE).map_or(i64::MAX, |size| size + 1)
}

/// The keyset behind `after`: sort key and id. What can't be read is the first page.
fn read_after<Key: FromStr>(after: Option<&str>) -> Option<(Key, Uuid)> {
    let (key, id) = after?.split_once('_')?;
    Some((key.parse().ok()?, id.parse().ok()?))
}

/// Cuts lines to a page; gives the keyset of the next one where there is more.
fn cut_page<Line>(lines: &mut Vec<Line>, keyset: impl Fn(&Line) -> String) -> Option<String> {
    let more = lines.len() > PAGE_SIZE;
    lines.truncate(PAGE_SIZE);
    lines.last().filter(|_| more).map(keyset)
}

/// Every fixed statement of the read models.
pub(crate) const STATEMENTS: &[&[(&str, Sql)]] = &[
    approval_pages::STATEMENTS,
    candidate_counts::STATEMENTS,
    candidate_pages::STATEMENTS,
    custody::STATEMENTS,
    follow_up_pages::STATEMENTS,
    funnel::STATEMENTS,
    gates::STATEMENTS,
    legs::STATEMENTS,
    plan_pages::STATEMENTS,
    queue::STATEMENTS,
    report_rows::STATEMENTS,
    results::STATEMENTS,
    review_pages::STATEMENTS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_keeps_initials_only() {
        assert_eq!(MaskedName::of("Sanne", "de Vries").as_str(), "S• d• V•");
        assert_eq!(MaskedName::of("偉", "張").as_str(), "偉• 張•");
        assert_eq!(MaskedName::of("", "").as_str(), "");
    }
}

//! Read models: what one page or report needs, as one query round delivers it.
//!
//! Plain data: ids, UTC instants, minor units, words. Formatting and translation happen in `web`. A booked name
//! enters a read model only as a [`MaskedName`], or as a first name on a gate list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::actor::Role;
use crate::domain::campaign::CampaignState;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::Currency;

pub mod board;
pub mod candidates;
pub mod deliveries;
pub mod follow_ups;
pub mod plan;
pub mod report;

/// Lines on one page of a list.
pub const PAGE_SIZE: usize = 50;

/// A gift idea's names as its campaign file gives them; English is always there.
pub type Names = BTreeMap<Language, String>;

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

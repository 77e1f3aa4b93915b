//! Read models of a campaign's candidates: the list, and one candidate with its evidence.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::flight::LegKey;
use crate::domain::id::{AccountId, MatchId};
use crate::domain::instant::Instant;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::post::Network;
use crate::domain::review::Lease;

use super::{CampaignHead, Decision, MaskedName};

words! {
    /// Bands of match probability that a list can be filtered by.
    Band {
        /// At least 0.99.
        Sure = "sure",
        /// 0.80 to below 0.99: to be verified.
        Likely = "likely",
        /// 0.50 to below 0.80.
        Possible = "possible",
        /// Below 0.50.
        Weak = "weak",
    }
}

impl Band {
    /// Lowest probability inside, and the first above it.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Sure => (0.99, 1.01),
            Self::Likely => (0.8, 0.99),
            Self::Possible => (0.5, 0.8),
            Self::Weak => (0.0, 0.5),
        }
    }

    /// The band a probability falls in.
    pub fn of(probability: f64) -> Self {
        Self::ALL.iter().copied().find(|band| probability >= band.range().0).unwrap_or(Self::Weak)
    }
}

/// What the visitor asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CandidateFilter {
    /// Only this state.
    pub state: Option<MatchState>,
    /// Only this band.
    pub band: Option<Band>,
    /// Only posts in this language (ISO 639-1).
    pub language: Option<String>,
    /// Only legs from or to this station (IATA).
    pub station: Option<String>,
    /// Only legs of this designator, such as `KL1613`.
    pub flight: Option<String>,
    /// Only what this person has taken for review.
    pub mine: Option<AccountId>,
    /// Keyset: the last line of the page before, as `next` gave it.
    pub after: Option<String>,
    /// Where and until when the campaign hands over; services fill it in.
    #[serde(default)]
    pub hand_over: HandOverAt,
}

/// Where a campaign hands gifts over, as far as the order of its queue needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HandOverAt {
    /// Stations of departure.
    pub departures: Vec<String>,
    /// Stations of arrival.
    pub arrivals: Vec<String>,
    /// Minutes after an arrival at which a hand-over has to be over.
    pub closes_after_arrival: i64,
}

/// Until when somebody can still be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When the gate closes, or the hand-over at the arrival has to be over.
    pub at: Instant,
    /// Whether it is one at the arrival.
    pub at_arrival: bool,
    /// Zone of the station.
    pub zone: Tz,
}

impl CandidateFilter {
    /// Whether more than state and band is asked for.
    pub const fn is_narrowed(&self) -> bool {
        self.language.is_some() || self.station.is_some() || self.flight.is_some() || self.mine.is_some()
    }
}

/// One page of candidates: what waits for a decision as [`crate::domain::review::urgency`] orders it, all else surest first;
/// then by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidatesView {
    /// Head.
    pub head: CampaignHead,
    /// What was asked.
    pub filter: CandidateFilter,
    /// How many there are per state, unfiltered; every state, in order of declaration.
    pub counts: Vec<StateCount>,
    /// How many fit the filter.
    pub total: u64,
    /// At most [`super::PAGE_SIZE`].
    pub lines: Vec<CandidateLine>,
    /// Keyset of the next page.
    pub next: Option<String>,
    /// When it was read.
    pub read_at: Instant,
}

/// Matches in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateCount {
    /// State.
    pub state: MatchState,
    /// How many.
    pub count: u64,
}

/// One candidate in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateLine {
    /// The match.
    pub id: MatchId,
    /// State.
    pub state: MatchState,
    /// Posterior probability, 0 to 1.
    pub probability: f64,
    /// Bits.
    pub weight: f64,
    /// Where the post stood.
    pub network: Network,
    /// Who wrote it, without `@`.
    pub handle: String,
    /// Language of the post (ISO 639-1), where known.
    pub language: Option<String>,
    /// Text of the post; the page cuts it.
    pub text: String,
    /// When it was published.
    pub posted_at: Instant,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// When the leg leaves.
    pub departs_at: Instant,
    /// Until when the traveller can be met.
    pub closing: Closing,
    /// Zone of its origin.
    pub zone: Tz,
    /// Who looks at it now.
    pub taken: Option<Lease>,
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateView {
    /// Head.
    pub head: CampaignHead,
    /// The match.
    pub id: MatchId,
    /// State.
    pub state: MatchState,
    /// Posterior probability, 0 to 1.
    pub probability: f64,
    /// Bits; the sum of the evidence.
    pub weight: f64,
    /// The prior first (`comparison` = `prior`), then each piece.
    pub evidence: Vec<Evidence>,
    /// Lawful basis.
    pub basis: Basis,
    /// Facts read from the post: interest and occasion tags.
    pub facts: Vec<String>,
    /// The post.
    pub post: PostShown,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// When the leg leaves.
    pub departs_at: Instant,
    /// Zone of its origin.
    pub zone: Tz,
    /// Gate.
    pub gate: Option<String>,
    /// Who confirmed or rejected it.
    pub decision: Option<Decision>,
    /// Others of the same post who fit about as well, surest first.
    pub rivals: Vec<Rival>,
}

/// A post as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostShown {
    /// Network.
    pub network: Network,
    /// Public address.
    pub url: Option<String>,
    /// Handle without `@`.
    pub handle: String,
    /// Name shown beside the handle.
    pub display_name: Option<String>,
    /// When it was published.
    pub created_at: Instant,
    /// Text.
    pub text: String,
    /// Language (ISO 639-1), where known.
    pub language: Option<String>,
}

/// Another traveller who fits the post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// Their match.
    pub id: MatchId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The leg.
    pub leg: LegKey,
    /// Posterior probability, 0 to 1.
    pub probability: f64,
    /// Bits.
    pub weight: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_probability_falls_in_one_band() {
        let bands: Vec<_> = [1.0, 0.99, 0.95, 0.8, 0.5, 0.49, 0.0].iter().map(|p| Band::of(*p).as_str()).collect();
        assert_eq!(bands, ["sure", "sure", "likely", "likely", "possible", "weak", "weak"]);
    }
}

//! Booked passengers: the allow-list of fields that giftgate keeps, and nothing else.

use serde::{Deserialize, Serialize};

use super::flight::LegKey;
use super::instant::Instant;
use super::language::Language;
use super::post::Network;

words! {
    /// IATA passenger type (PTC) as far as giftgate tells them apart.
    PassengerType {
        /// Adult.
        Adult = "ADT",
        /// Child.
        Child = "CHD",
        /// Infant.
        Infant = "INF",
        /// Unaccompanied minor.
        UnaccompaniedMinor = "UMNR",
    }
}

impl PassengerType {
    /// Children are never candidates.
    pub fn may_be_candidate(self) -> bool {
        self == Self::Adult
    }
}

words! {
    /// Cabin of travel.
    Cabin {
        /// First.
        First = "first",
        /// Business.
        Business = "business",
        /// Premium economy.
        Premium = "premium",
        /// Economy.
        Economy = "economy",
    }
}

/// One passenger on one flight leg, as a bookings file gives it. These are all the fields giftgate keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Record locator (PNR), six characters.
    pub record_locator: String,
    /// The airline's own key of the passenger.
    pub traveller_ref: Option<String>,
    /// Given name(s), title removed.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The leg.
    pub leg: LegKey,
    /// Seat such as 12A.
    pub seat: Option<String>,
    /// Cabin.
    pub cabin: Option<Cabin>,
    /// Frequent-flyer tier, the airline's word.
    pub loyalty_tier: Option<String>,
    /// Language the passenger booked in, a BCP 47 tag.
    pub language: Option<String>,
    /// Home town.
    pub home_city: Option<String>,
    /// Home country, ISO 3166-1 alpha-2.
    pub home_country: Option<String>,
    /// Passenger type.
    pub passenger_type: PassengerType,
    /// The handle the passenger gave, and when they agreed to its use.
    pub social: Option<SocialHandle>,
    /// Value band, the airline's word.
    pub value_band: Option<String>,
    /// When the booking was made.
    pub booked_at: Option<Instant>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A handle that the passenger gave the airline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocialHandle {
    /// The network.
    pub network: Network,
    /// The handle without `@`.
    pub handle: String,
    /// When the passenger joined the programme; `None` when the handle was given but nothing agreed.
    pub opted_in_at: Option<Instant>,
}

impl Booking {
    /// The language to address the passenger in, where the booking says one giftgate serves.
    pub fn served_language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::from_tag)
    }

    /// Whether the tier counts as elite: SkyTeam Elite and above, and what other programmes call alike.
    pub fn is_elite(&self) -> bool {
        const ELITE: [&str; 7] = ["silver", "gold", "platinum", "diamond", "ultimate", "elite", "elite plus"];
        self.loyalty_tier.as_deref().is_some_and(|tier| ELITE.contains(&tier.to_lowercase().as_str()))
    }

    /// The first given name, for a greeting.
    pub fn first_name(&self) -> &str {
        self.given_name.split_whitespace().next().unwrap_or(&self.given_name)
    }
}

//! Why a gift may not be given: a stable code for files and programs, a sentence for people, and by how much.
//!
//! `rule:` codes come from the trip, the law and the campaign file; `tact:` codes from the product's own limits.

use super::weights::{CABIN_GRAMS, CABIN_SIZE_CM, LIQUID_ML};

/// One rule that a gift would break.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// Too much liquid for a security check that is still ahead.
    #[error("{ml} ml of liquid is {} ml more than the security check still ahead lets through", .ml.saturating_sub(LIQUID_ML))]
    Liquids {
        /// Millilitres of the gift.
        ml: u32,
    },
    /// Too heavy for hand luggage.
    #[error("{grams} g is {} g more than hand luggage may weigh", .grams.saturating_sub(CABIN_GRAMS))]
    CabinWeight {
        /// Grams of the gift.
        grams: u32,
    },
    /// Too long for hand luggage.
    #[error("{cm} cm is {} cm longer than hand luggage may be", .cm.saturating_sub(CABIN_SIZE_CM))]
    CabinSize {
        /// Longest side.
        cm: u32,
    },
    /// The traveller is younger than the gift allows.
    #[error("the gift is for people of {min_age} or older, the traveller is {age}")]
    Age {
        /// Youngest age allowed.
        min_age: u8,
        /// The traveller's.
        age: u8,
    },
    /// Contents that the destination does not let in.
    #[error("{destination} does not let in: {}", .contents.join(", "))]
    Contents {
        /// Station or country whose rule it is.
        destination: String,
        /// What it forbids of this gift.
        contents: Vec<String>,
    },
    /// Contents that some country forbids, and the destination's country is not known.
    #[error("the country of {destination} is unknown and some countries do not let in: {}", .contents.join(", "))]
    ContentsUnknown {
        /// The destination.
        destination: String,
        /// What some country forbids of this gift.
        contents: Vec<String>,
    },
    /// No piece left.
    #[error("none is left in stock; this needs 1")]
    Stock,
    /// It can't be at the desk before the hand-over has to start.
    #[error("it would be ready {minutes} min after the last moment to hand it over")]
    LeadTime {
        /// Minutes too late, rounded up.
        minutes: i64,
    },
    /// The traveller had a gift a short while ago.
    #[error("the traveller had a gift {days_ago} days ago; {days_left} days of the cool-down are left")]
    CoolDown {
        /// Days since.
        days_ago: i64,
        /// Days to go, rounded up.
        days_left: i64,
    },
    /// An open complaint: the care team goes first.
    #[error("a complaint is open; the care team answers it first")]
    OpenComplaint,
    /// The campaign is for those who may leave.
    #[error("the campaign is for travellers with a tier who complained after a flight")]
    Stays,
    /// The campaign leaves the destination out.
    #[error("the campaign gives nothing to travellers to {0}")]
    Destination(String),
    /// The campaign does not hand over there.
    #[error("the campaign hands nothing over at {hand_over} in {station}")]
    Station {
        /// The station.
        station: String,
        /// Departure or arrival.
        hand_over: &'static str,
    },
    /// Children are never candidates.
    #[error("children never get a gift on their own account")]
    Child,
    /// Dearer than one gift may be.
    #[error("{cost_minor} minor units is {} more than one gift may cost", .cost_minor.saturating_sub(*.cap_minor))]
    GiftCap {
        /// Price with tax.
        cost_minor: i64,
        /// The cap.
        cap_minor: i64,
    },
    /// Dearer than one person may get.
    #[error("{cost_minor} minor units is {} more than one person may get", .cost_minor.saturating_sub(*.cap_minor))]
    PersonCap {
        /// Price with tax.
        cost_minor: i64,
        /// The cap.
        cap_minor: i64,
    },
    /// Nothing the traveller wrote speaks for the gift.
    #[error("nothing the traveller wrote speaks for it")]
    NoReason,
    /// More facts from posts than tact allows.
    #[error("{found} facts from posts, {} more than the {limit} allowed", .found - .limit)]
    TooManyFacts {
        /// Facts used.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// A fact from a post that is too old and did not address us.
    #[error("`{tag}` was said {days} days ago, {} more than the {limit} allowed", .days - .limit)]
    FactTooOld {
        /// The fact.
        tag: String,
        /// Its age in days, rounded up.
        days: i64,
        /// The limit.
        limit: i64,
    },
    /// A fact that had not been said yet at the instant of the choice.
    #[error("`{tag}` had not been said yet")]
    FactNotYetSaid {
        /// The fact.
        tag: String,
    },
    /// There is no time at which the traveller can be met without being held up.
    #[error("the flight leaves no time for a hand-over")]
    NoWindow,
}

impl Violation {
    /// A stable code for files, audit entries and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Liquids { .. } => "rule:liquids",
            Self::CabinWeight { .. } => "rule:cabin_weight",
            Self::CabinSize { .. } => "rule:cabin_size",
            Self::Age { .. } => "rule:age",
            Self::Contents { .. } | Self::ContentsUnknown { .. } => "rule:contents",
            Self::Stock => "rule:stock",
            Self::LeadTime { .. } => "rule:lead_time",
            Self::CoolDown { .. } => "rule:cool_down",
            Self::OpenComplaint => "rule:open_complaint",
            Self::Stays => "rule:stays",
            Self::Destination(_) => "rule:destination",
            Self::Station { .. } => "rule:station",
            Self::Child => "rule:child",
            Self::GiftCap { .. } => "rule:gift_cap",
            Self::PersonCap { .. } => "rule:person_cap",
            Self::NoReason => "rule:no_reason",
            Self::TooManyFacts { .. } => "tact:too_many_facts",
            Self::FactTooOld { .. } => "tact:fact_too_old",
            Self::FactNotYetSaid { .. } => "tact:fact_not_yet_said",
            Self::NoWindow => "tact:no_window",
        }
    }
}

//! Read model of a traveller on one page: bookings, posts, gifts, consents, our posts; each with where it comes from and when.
//!
//! Names and record locators are masked, e-mail addresses are told to exist and no more. Of other campaigns only a count.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{CampaignHead, MaskedName, Names};
use crate::domain::care::{CareKind, CareState};
use crate::domain::consent::ConsentKind;
use crate::domain::follow_up::FollowUpState;
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{GiftId, MatchId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::matching::{Basis, MatchState};
use crate::domain::post::Network;

/// A traveller in a campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// Head.
    pub head: CampaignHead,
    /// The traveller.
    pub id: TravellerId,
    /// The booked name, masked.
    pub traveller: MaskedName,
    /// The booking; none once the person is erased.
    pub booking: Option<BookingShown>,
    /// Posts matched with it in this campaign, newest match last; rejected ones are somebody else's.
    pub posts: Vec<MatchedPost>,
    /// Gifts of this campaign.
    pub gifts: Vec<GiftShown>,
    /// Gifts of other campaigns.
    pub gifts_elsewhere: u64,
    /// Answers to the questions asked at hand-over.
    pub consents: Vec<ConsentShown>,
    /// Our posts about the gifts.
    pub follow_ups: Vec<FollowUpShown>,
    /// Cases of the care desk about what they answered to our posts.
    pub cases: Vec<CaseShown>,
    /// What the airline's value band says here, where the booking has one.
    pub value: Option<ValueShown>,
    /// Why this traveller may leave the airline, where all signs of it are there.
    pub leaving: Option<LeavingShown>,
}

/// The airline's own value band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueShown {
    /// The band.
    pub band: String,
    /// What it rests on, as the campaign's file says.
    pub model: Option<String>,
    /// The model's discount rate, percent a year.
    pub discount_percent: Option<u8>,
    /// Points it adds to a score in this campaign.
    pub points: u8,
}

/// A case of the care desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseShown {
    /// What it is about.
    pub kind: CareKind,
    /// State.
    pub state: CareState,
    /// When it opened.
    pub opened_at: Instant,
    /// When it was solved.
    pub solved_at: Option<Instant>,
}

/// The three signs together: a complaint, after a flight, by a frequent flyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingShown {
    /// When they complained.
    pub complained_at: Instant,
    /// Where: a network, or the care desk.
    pub at_care: bool,
    /// The leg they had flown by then.
    pub leg: String,
    /// When it left.
    pub departed_at: Instant,
    /// Their tier.
    pub tier: String,
}

/// A booking, masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingShown {
    /// Record locator, masked.
    pub locator: String,
    /// Language, where the booking tells one.
    pub language: Option<String>,
    /// Country of residence.
    pub home_country: Option<String>,
    /// Frequent-flyer tier.
    pub tier: Option<String>,
    /// Whether there is an e-mail address.
    pub has_email: bool,
    /// The network the passenger gave a handle for.
    pub gave_handle_on: Option<Network>,
    /// When it was booked.
    pub booked_at: Option<Instant>,
    /// When the file with it was read.
    pub imported_at: Instant,
    /// Legs, the earliest first.
    pub legs: Vec<LegShown>,
}

/// A leg of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegShown {
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// STD.
    pub departs_at: Instant,
    /// Zone of the origin.
    pub zone: Tz,
    /// Cabin.
    pub cabin: Option<String>,
}

/// A post and how it was matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchedPost {
    /// The match.
    pub id: MatchId,
    /// Its state.
    pub state: MatchState,
    /// Its probability.
    pub probability: f64,
    /// Lawful basis.
    pub basis: Basis,
    /// When the two were compared.
    pub made_at: Instant,
    /// Network.
    pub network: Network,
    /// Who wrote it, without `@`.
    pub handle: String,
    /// The post; empty once it was deleted.
    pub text: String,
    /// Its language (ISO 639-1).
    pub language: String,
    /// Whether it complains: that is a case for care before it is one for a gift.
    pub complaint: bool,
    /// When it was written.
    pub written_at: Instant,
    /// When it was read.
    pub received_at: Instant,
}

/// A gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftShown {
    /// Its id.
    pub id: GiftId,
    /// Its names.
    pub gift: Names,
    /// Station of the hand-over.
    pub station: String,
    /// State.
    pub state: GiftState,
    /// Why it was withdrawn.
    pub withdrawn_why: Option<String>,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// When it was approved.
    pub approved_at: Option<Instant>,
    /// How the hand-over ended.
    pub outcome: Option<HandOverOutcome>,
    /// When.
    pub happened_at: Option<Instant>,
    /// The last change.
    pub changed_at: Instant,
}

/// An answer to a consent question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentShown {
    /// The question.
    pub kind: ConsentKind,
    /// The answer.
    pub granted: bool,
    /// In which language it was asked.
    pub language: String,
    /// Version of the text.
    pub text_version: i64,
    /// When.
    pub given_at: Instant,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
}

/// One of our posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpShown {
    /// Network.
    pub network: Network,
    /// State.
    pub state: FollowUpState,
    /// Not before.
    pub earliest_at: Instant,
    /// When it went out.
    pub published_at: Option<Instant>,
}

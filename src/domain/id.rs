//! Typed identifiers, so that a gift's id can't be passed where a person's is wanted.
//!
//! All are UUID version 7 (RFC 9562): they sort by the time they were minted. Clock and randomness are arguments.

use rand::RngExt;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::instant::Instant;

/// A fresh UUID v7 from the given instant and generator.
pub fn mint(now: Instant, rng: &mut impl RngExt) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &rng.random()).into_uuid()
}

macro_rules! typed_ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id from the given instant and generator.
            pub fn mint(now: Instant, rng: &mut impl RngExt) -> Self {
                Self(mint(now, rng))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

typed_ids! {
    /// A mail on its way.
    MailId,
    /// A human being as giftgate knows one: the unit of erasure and of the data key.
    PersonId,
    /// A passenger of a booking.
    TravellerId,
    /// An author of posts on one network.
    AuthorId,
    /// A stored post.
    PostId,
    /// A flight leg.
    LegId,
    /// A token of a program.
    ApiTokenId,
    /// A campaign.
    CampaignId,
    /// A match between an author's post and a traveller on a leg.
    MatchId,
    /// A plan of a campaign.
    PlanId,
    /// A line of a plan: one gift for one traveller.
    GiftId,
    /// A courier.
    CourierId,
    /// A follow-up post.
    FollowUpId,
    /// A care case.
    CareCaseId,
    /// A figure read from a network or entered by hand.
    ReadingId,
    /// A person who works with giftgate.
    AccountId,
    /// A sign-in of an account.
    SessionId,
    /// A passkey of an account.
    PasskeyId,
    /// A job in the queue.
    JobId,
}

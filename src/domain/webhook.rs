//! Events that other programs are told of, and how often a program that does not answer is asked again.
//!
//! Invariant: an event names campaigns, gifts and posts by their ids, and nobody by name.

use chrono::Duration;

words! {
    /// What can be told.
    EventKind {
        /// A gift has every yes it needs.
        GiftApproved = "gift.approved",
        /// A hand-over ended, however.
        HandOverRecorded = "hand_over.recorded",
        /// One of our posts is out.
        FollowUpPublished = "follow_up.published",
        /// A campaign was closed with its report.
        CampaignClosed = "campaign.closed",
        /// A live campaign has not spoken for days.
        CampaignSilent = "campaign.silent",
        /// Suddenly many complain.
        ComplaintSpike = "complaint.spike",
        /// Somebody tries the address.
        WebhookTest = "webhook.test",
    }
}

words! {
    /// How far an event is on its way to one address.
    DeliveryState {
        /// It is tried, or tried again.
        Queued = "queued",
        /// The other side took it.
        Taken = "taken",
        /// Nobody tries any more.
        GivenUp = "given_up",
    }
}

/// Pauses between tries, seconds: at once, then longer and longer, in all about three days (Standard Webhooks, "deliverability
/// and reliability").
const PAUSES: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long to wait after so many tries; nothing where that was the last one.
pub fn pause_after(attempts: i64) -> Option<Duration> {
    let place = usize::try_from(attempts - 1).ok()?;
    PAUSES.get(place).map(|seconds| Duration::seconds(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_ever_later_and_end_after_three_days() {
        let pauses: Vec<_> = (1..).map_while(pause_after).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]));
        let all: i64 = pauses.iter().map(Duration::num_hours).sum();
        assert!((70..80).contains(&all), "{all} hours");
        assert_eq!((pause_after(0), pause_after(10)), (None, None));
    }
}

//! Events that other programs are told of, and how often a program that does not answer is asked again.
//!
//! Invariant: an event names campaigns, gifts and posts by their ids, and nobody by name.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

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

/// What is signed of a message (Standard Webhooks 1.0): its id, its time and its body, byte by byte.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The sender's id of it; the same one again is the same message.
    pub id: &'a str,
    /// Seconds since 1970, as text.
    pub timestamp: &'a str,
    /// The body.
    pub body: &'a [u8],
}

impl Message<'_> {
    /// The signature: `v1,` and HMAC-SHA-256 over `id.timestamp.body`, base64.
    pub fn sign(&self, secret: &[u8]) -> String {
        format!("v1,{}", STANDARD.encode(self.mac(secret).finalize().into_bytes()))
    }

    /// Whether one of these signatures, parted by blanks, is made with this secret.
    pub fn is_signed(&self, secret: &[u8], signatures: &str) -> bool {
        let mut versioned = signatures.split_whitespace().filter_map(|text| text.strip_prefix("v1,"));
        versioned
            .any(|text| STANDARD.decode(text).is_ok_and(|signature| self.mac(secret).verify_slice(&signature).is_ok()))
    }

    fn mac(&self, secret: &[u8]) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret).expect("HMAC takes keys of any length");
        for part in [self.id.as_bytes(), b".", self.timestamp.as_bytes(), b".", self.body] {
            mac.update(part);
        }
        mac
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
    fn a_signature_is_the_published_one() {
        // The example of the Standard Webhooks reference libraries: secret, id, time, body and signature.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
        let (id, timestamp) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330");
        let message = Message { id, timestamp, body: b"{\"test\": 2432232314}" };
        let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(message.sign(&secret), signature);
        assert!(message.is_signed(&secret, &format!("v1,AAAA {signature}")));
        assert!(!message.is_signed(b"another secret", signature));
    }

    #[test]
    fn tries_come_ever_later_and_end_after_three_days() {
        let pauses: Vec<_> = (1..).map_while(pause_after).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]));
        let all: i64 = pauses.iter().map(Duration::num_hours).sum();
        assert!((70..80).contains(&all), "{all} hours");
        assert_eq!((pause_after(0), pause_after(10)), (None, None));
    }
}

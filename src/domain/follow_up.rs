//! Follow-up posts: drafted by the machine, held until consent, approval and time allow, published once.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::{FollowUpId, GiftId};
use super::instant::Instant;
use super::language::Language;
use super::post::{Network, Record, Reference};
use super::refusal::Refusal;

words! {
    /// States of a follow-up post.
    FollowUpState {
        /// Written from a template.
        Draft = "draft",
        /// A person approved the text.
        Approved = "approved",
        /// Waits for consent or for the embargo to end.
        Held = "held",
        /// In the outbox.
        Queued = "queued",
        /// On the network.
        Published = "published",
        /// It may be on the network; a person has to look.
        Uncertain = "uncertain",
        /// The network refused it for good.
        Failed = "failed",
        /// Taken down again.
        Retracted = "retracted",
    }
}

words! {
    /// How a follow-up post stands to what the traveller wrote.
    PostAs {
        /// A post of its own.
        Post = "post",
        /// A reply to the traveller's post.
        Reply = "reply",
        /// A post that quotes the traveller's.
        Quote = "quote",
    }
}

impl PostAs {
    /// Whether it is a post of its own, as it is where nothing is said.
    pub const fn is_own(&self) -> bool {
        matches!(self, Self::Post)
    }
}

/// The traveller's post that a follow-up post answers or quotes. It is part of what is approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// How.
    pub way: PostAs,
    /// The post.
    pub post: Reference,
    /// The post that its thread began with, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<Reference>,
}

/// What a network lets a program do only here and there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct May {
    /// The author mentioned us, without which X lets nobody be answered by a program.
    pub answer: bool,
    /// The account's server knows quotes; those of Mastodon do from version 4.5 on.
    pub quote: bool,
}

impl Target {
    /// Whether no picture goes beside it: a status of Mastodon has a quote or media.
    pub fn excludes_pictures(&self, network: Network) -> bool {
        network == Network::Mastodon && self.way == PostAs::Quote
    }

    /// The target where a network lets a program answer or quote a post that way; none where ours is a post of its own.
    pub fn of(way: PostAs, network: Network, id: &str, record: Option<Record>, may: May) -> Option<Self> {
        let reference = |cid| Reference { uri: id.to_owned(), cid };
        let bare = || Some(Self { way, post: reference(String::new()), root: None });
        match (network, way) {
            (_, PostAs::Post) => None,
            (Network::Bluesky, _) => record.map(|Record { cid, root }| Self { way, post: reference(cid), root }),
            (Network::Mastodon, PostAs::Reply) | (Network::X, PostAs::Quote) => bare(),
            (Network::Mastodon, PostAs::Quote) if may.quote => bare(),
            (Network::X, PostAs::Reply) if may.answer => bare(),
            _ => None,
        }
    }
}

words! {
    /// What a follow-up post still needs, as files and pages name it.
    Need {
        /// The traveller's consent to publication.
        Publication = "consent:publication",
        /// The approval of a person.
        Approval = "approval",
    }
}

/// The photo of the hand-over, where it goes out with its post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostPhoto {
    /// The photo's receipt: another photo is another receipt.
    pub receipt: Uuid,
    /// What is to be seen, for those who can't see it.
    pub description: String,
}

/// A follow-up post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// The gift it tells of.
    pub gift: GiftId,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// The photo that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PostPhoto>,
    /// The traveller's post that it answers or quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// State.
    pub state: FollowUpState,
    /// Not before this instant: arrival plus the campaign's hours.
    pub earliest_at: Instant,
}

impl FollowUp {
    /// Whether it may go into the outbox now; refuses with the first thing that is missing.
    pub fn queue(&mut self, publication_granted: bool, now: Instant) -> Result<(), Refusal> {
        if !matches!(self.state, FollowUpState::Approved | FollowUpState::Held) {
            let state = self.state.as_str();
            return Err(Refusal::WrongState { thing: "post", state, wanted: "approved", action: "queued" });
        }
        self.state = FollowUpState::Held;
        if !publication_granted {
            return Err(Refusal::NoConsent("publication"));
        }
        if now < self.earliest_at {
            return Err(Refusal::Embargoed(self.earliest_at.format("%Y-%m-%d %H:%M UTC").to_string()));
        }
        self.state = FollowUpState::Queued;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn a_post_is_answered_or_quoted_only_where_its_network_lets_a_program_do_so() {
        use PostAs::{Post, Quote, Reply};
        let record = || Some(Record { cid: "c".to_owned(), root: None });
        let may = |all| May { answer: all, quote: all };
        let of = |way, network, all| Target::of(way, network, "1", record(), may(all)).is_some();
        for network in Network::ALL {
            assert!(!of(Post, *network, true));
        }
        assert!(of(Reply, Network::Bluesky, false) && of(Quote, Network::Bluesky, false));
        assert_eq!(Target::of(Reply, Network::Bluesky, "1", None, may(true)), None, "an answer there names the hash");
        assert!(of(Reply, Network::Mastodon, false) && of(Quote, Network::Mastodon, true));
        assert!(!of(Quote, Network::Mastodon, false), "its server is too old");
        assert_eq!(
            [Network::Bluesky, Network::Mastodon, Network::X].map(|network| {
                Target::of(Quote, network, "1", record(), may(true)).is_some_and(|own| own.excludes_pictures(network))
            }),
            [false, true, false]
        );
        assert!(of(Reply, Network::X, true) && !of(Reply, Network::X, false) && of(Quote, Network::X, false));
        assert!(!of(Reply, Network::Threads, true) && !of(Quote, Network::Webhook, true));
    }

    #[test]
    fn a_post_waits_for_approval_consent_and_arrival() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let mut post = FollowUp {
            id: FollowUpId(Uuid::nil()),
            gift: GiftId(Uuid::nil()),
            network: Network::Bluesky,
            language: Language::Nl,
            text: String::new(),
            photo: None,
            target: None,
            state: FollowUpState::Draft,
            earliest_at: now + Duration::hours(3),
        };
        assert!(matches!(post.queue(true, now), Err(Refusal::WrongState { .. })));
        post.state = FollowUpState::Approved;
        assert_eq!(post.queue(false, now), Err(Refusal::NoConsent("publication")));
        assert!(matches!(post.queue(true, now), Err(Refusal::Embargoed(_))));
        assert_eq!(post.state, FollowUpState::Held);
        assert_eq!(post.queue(true, now + Duration::hours(3)), Ok(()));
        assert_eq!(post.state, FollowUpState::Queued);
    }
}

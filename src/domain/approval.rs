//! Approving: why an approver says no, when one has to hurry, and what may be approved together.
//!
//! Bulk approval is for one gift idea, one reason and small sums only: whatever needs a look at each person is looked at
//! one by one.

use chrono::Duration;

use super::actor::{Actor, Role};
use super::campaign::Campaign;
use super::follow_up::FollowUpState;
use super::id::AccountId;
use super::instant::Instant;
use super::refusal::Refusal;

words! {
    /// Why an approver turns a gift down.
    TurnDown {
        /// The evidence does not convince: it may be somebody else.
        WrongPerson = "wrong_person",
        /// It shows more of what we read than is kind.
        NotTactful = "not_tactful",
        /// It can't be there in time.
        TooLate = "too_late",
        /// Another gift would suit better.
        WrongGift = "wrong_gift",
        /// It costs more than it is worth.
        TooDear = "too_dear",
    }
}

impl TurnDown {
    /// Whether the traveller gets nothing at all; else the author may look for something better.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::WrongPerson | Self::NotTactful | Self::TooLate)
    }
}

words! {
    /// Why an approver sends a follow-up post back to its author.
    SendBack {
        /// It tells more than the traveller would like.
        SaysTooMuch = "says_too_much",
        /// It does not sound like the campaign.
        WrongTone = "wrong_tone",
        /// Something in it is not so.
        WrongFacts = "wrong_facts",
    }
}

words! {
    /// How urgent an approval is: the last mark that was passed.
    Reminder {
        /// At most 90 minutes are left.
        Ninety = "90",
        /// At most 60.
        Sixty = "60",
        /// At most 30.
        Thirty = "30",
        /// Nobody can bring it any more.
        Over = "over",
    }
}

impl Reminder {
    /// The mark of a window that closes at an instant; none while there is time.
    pub fn of(closes_at: Instant, now: Instant) -> Option<Self> {
        let left = closes_at - now;
        match () {
            () if left <= Duration::zero() => Some(Self::Over),
            () if left <= Duration::minutes(30) => Some(Self::Thirty),
            () if left <= Duration::minutes(60) => Some(Self::Sixty),
            () if left <= Duration::minutes(90) => Some(Self::Ninety),
            () => None,
        }
    }

    /// At most how many minutes are left; none once it is over.
    pub const fn minutes(self) -> Option<u32> {
        match self {
            Self::Ninety => Some(90),
            Self::Sixty => Some(60),
            Self::Thirty => Some(30),
            Self::Over => None,
        }
    }
}

/// Most gifts that are approved together.
pub const TOGETHER_MOST: usize = 20;
/// Dearest gift that is approved together with others, minor units.
pub const TOGETHER_PRICE_MINOR: i64 = 1_000;
/// Surest matches only.
pub const TOGETHER_PROBABILITY: f64 = 0.99;

/// A proposed gift as far as approving it together with others needs it.
#[derive(Debug, Clone, Copy)]
pub struct Together<'a> {
    /// Slug of the gift idea.
    pub idea: &'a str,
    /// Facts behind it.
    pub facts: &'a [String],
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Probability of its match.
    pub probability: f64,
}

impl Together<'_> {
    /// Whether it may be approved with others of its kind at all.
    pub fn may(&self, campaign: &Campaign) -> bool {
        self.cost_minor <= TOGETHER_PRICE_MINOR
            && campaign.approvers_for(self.cost_minor) == 1
            && self.probability >= TOGETHER_PROBABILITY
    }
}

/// Refuses what is not one small gift idea for one reason, or more than [`TOGETHER_MOST`] of it.
pub fn may_be_approved_together(lines: &[Together<'_>], campaign: &Campaign) -> Result<(), Refusal> {
    let first = lines.first().ok_or(Refusal::NotTogether("nothing was listed"))?;
    match () {
        () if lines.len() > TOGETHER_MOST => Err(Refusal::NotTogether("there are more than 20")),
        () if lines.iter().any(|line| line.idea != first.idea) => Err(Refusal::NotTogether("the gifts differ")),
        () if lines.iter().any(|line| line.facts != first.facts) => Err(Refusal::NotTogether("the reasons differ")),
        () if lines.iter().any(|line| !line.may(campaign)) => {
            Err(Refusal::NotTogether("one is too dear or not sure enough"))
        }
        () => Ok(()),
    }
}

/// The text of a follow-up post as far as decisions on it need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostText {
    /// State of the post.
    pub state: FollowUpState,
    /// SHA-256 of network, language, text and photo, hex.
    pub content_hash: String,
    /// Who wrote it last, where a person did; else the template did.
    pub edited_by: Option<AccountId>,
    /// Why it was sent back to its author.
    pub sent_back: Option<SendBack>,
}

impl PostText {
    /// Someone else than its author approves exactly what they saw.
    pub fn approve(&mut self, by: &Actor, content_hash: &str) -> Result<(), Refusal> {
        self.expect_decision(by, content_hash, "approve a post", "approved")?;
        self.state = FollowUpState::Approved;
        Ok(())
    }

    /// An approver sends it back to its author.
    pub fn send_back(&mut self, by: &Actor, content_hash: &str, why: SendBack) -> Result<(), Refusal> {
        self.expect_decision(by, content_hash, "send a post back", "sent back")?;
        self.sent_back = Some(why);
        Ok(())
    }

    /// A planner writes a new text over the one they saw. Whatever was approved is void; what is on its way stays.
    pub fn edit(&mut self, by: &Actor, seen: &str, new: &str) -> Result<(), Refusal> {
        if by.role != Role::Planner {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "edit a post", who: "a planner" });
        }
        self.rewrite(by, seen, new)
    }

    /// An approver, who may see photos, puts one with it or takes it off; then another one approves.
    pub fn change_photo(&mut self, by: &Actor, seen: &str, new: &str) -> Result<(), Refusal> {
        if by.role != Role::Approver {
            let action = "change the photo of a post";
            return Err(Refusal::WrongRole { role: by.role.as_str(), action, who: "an approver" });
        }
        self.rewrite(by, seen, new)
    }

    fn rewrite(&mut self, by: &Actor, seen: &str, new: &str) -> Result<(), Refusal> {
        use FollowUpState::{Approved, Draft, Failed, Held};
        if !matches!(self.state, Draft | Approved | Held | Failed) {
            return Err(self.wrong_state("not on its way", "edited"));
        }
        if self.content_hash != seen {
            return Err(Refusal::ContentChanged);
        }
        *self = Self { state: Draft, content_hash: new.to_owned(), edited_by: Some(by.id), sent_back: None };
        Ok(())
    }

    fn expect_decision(
        &self,
        by: &Actor,
        content_hash: &str,
        action: &'static str,
        done: &'static str,
    ) -> Result<(), Refusal> {
        if by.role != Role::Approver {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action, who: "an approver" });
        }
        if self.state != FollowUpState::Draft {
            return Err(self.wrong_state("draft", done));
        }
        if self.edited_by == Some(by.id) {
            return Err(Refusal::OwnProposal);
        }
        if self.content_hash != content_hash {
            return Err(Refusal::ContentChanged);
        }
        match self.sent_back {
            Some(_) => {
                Err(Refusal::WrongState { thing: "post", state: "sent back", wanted: "edited first", action: done })
            }
            None => Ok(()),
        }
    }

    const fn wrong_state(&self, wanted: &'static str, action: &'static str) -> Refusal {
        Refusal::WrongState { thing: "post", state: self.state.as_str(), wanted, action }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANNER: Actor = Actor::simulated(Role::Planner);
    const APPROVER: Actor = Actor::simulated(Role::Approver);

    fn draft() -> PostText {
        PostText { state: FollowUpState::Draft, content_hash: "one".to_owned(), edited_by: None, sent_back: None }
    }

    #[test]
    fn time_left_passes_one_mark_after_the_other() {
        let closes: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let mark = |minutes| Reminder::of(closes, closes - Duration::minutes(minutes)).map(Reminder::as_str);
        let marks: Vec<_> = [91, 90, 61, 60, 31, 30, 1, 0, -5].map(mark).into_iter().collect();
        let wanted = [None, Some("90"), Some("90"), Some("60"), Some("60"), Some("30"), Some("30")];
        assert_eq!(marks[..7], wanted);
        assert_eq!(marks[7..], [Some("over"), Some("over")]);
    }

    #[test]
    fn an_edit_voids_the_approval_of_a_post_and_its_author_does_not_approve_it() {
        let mut post = draft();
        post.approve(&APPROVER, "one").expect("approved");
        post.edit(&PLANNER, "one", "two").expect("edited");
        assert_eq!((post.state, post.content_hash.as_str()), (FollowUpState::Draft, "two"));
        assert_eq!(post.approve(&APPROVER, "one"), Err(Refusal::ContentChanged));
        let both = Actor { role: Role::Approver, ..PLANNER };
        assert_eq!(post.approve(&both, "two"), Err(Refusal::OwnProposal));
        assert_eq!(post.approve(&APPROVER, "two"), Ok(()));
    }

    #[test]
    fn who_puts_a_photo_with_a_post_does_not_approve_it() {
        let mut post = draft();
        assert!(matches!(post.change_photo(&PLANNER, "one", "two"), Err(Refusal::WrongRole { .. })));
        post.change_photo(&APPROVER, "one", "two").expect("changed");
        assert_eq!(post.approve(&APPROVER, "two"), Err(Refusal::OwnProposal));
        let second = Actor::second_simulated(Role::Approver);
        assert_eq!(post.approve(&second, "two"), Ok(()));
    }

    #[test]
    fn what_was_sent_back_waits_for_its_author() {
        let mut post = draft();
        post.send_back(&APPROVER, "one", SendBack::WrongTone).expect("sent back");
        assert!(matches!(post.approve(&APPROVER, "one"), Err(Refusal::WrongState { .. })));
        assert_eq!(post.edit(&PLANNER, "old", "two"), Err(Refusal::ContentChanged));
        post.edit(&PLANNER, "one", "two").expect("edited");
        assert_eq!(post.approve(&APPROVER, "two"), Ok(()));
        post.state = FollowUpState::Queued;
        assert!(matches!(post.edit(&PLANNER, "two", "three"), Err(Refusal::WrongState { .. })));
    }
}

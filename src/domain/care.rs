//! Care cases: what people answer to our posts, with two clocks that start when the case opens.
//!
//! Invariant: deadlines are stored at opening and never moved; nobody approves their own answer.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
use super::approval::SendBack;
use super::id::AccountId;
use super::instant::Instant;
use super::refusal::Refusal;

words! {
    /// States of a care case.
    CareState {
        /// Nobody answered yet.
        Open = "open",
        /// Answered, not solved.
        Answered = "answered",
        /// Solved.
        Solved = "solved",
    }
}

words! {
    /// What a case is about.
    CareKind {
        /// Somebody complains.
        Complaint = "complaint",
        /// Anything else that was answered to us.
        Reply = "reply",
    }
}

words! {
    /// States of an answer.
    AnswerState {
        /// Written.
        Draft = "draft",
        /// Another person approved it; it goes out.
        Approved = "approved",
        /// Nobody knows whether it is out; it is looked at again.
        Uncertain = "uncertain",
        /// On the network.
        Published = "published",
        /// The network refused it for good.
        Failed = "failed",
    }
}

/// Longest answer, graphemes: what the strictest network takes.
pub const LONGEST_ANSWER: usize = 280;

/// Minutes that a case belongs to whoever took it.
pub const CLAIM_MINUTES: i64 = 15;

/// The two deadlines, stored when the case opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Answer by: one hour.
    pub answer_by: Instant,
    /// Solve by: one day.
    pub solve_by: Instant,
}

impl Deadlines {
    /// The deadlines of a case opened at an instant.
    pub fn from_opening(opened_at: Instant) -> Self {
        Self { answer_by: opened_at + Duration::hours(1), solve_by: opened_at + Duration::hours(24) }
    }

    /// The deadline that counts now; none once it is solved.
    pub const fn due(&self, state: CareState) -> Option<Instant> {
        match state {
            CareState::Open => Some(self.answer_by),
            CareState::Answered => Some(self.solve_by),
            CareState::Solved => None,
        }
    }
}

/// Care hears by mail of a case at least this long before it is to be answered.
pub const NOTICE: Duration = Duration::minutes(20);
/// Deadlines within the same quarter of an hour are told in one mail.
const TOLD_TOGETHER_SECONDS: i64 = 15 * 60;

/// The quarter of an hour that a deadline is told with.
pub const fn told_with(answer_by: Instant) -> i64 {
    answer_by.timestamp().div_euclid(TOLD_TOGETHER_SECONDS)
}

/// Cases to be answered before this instant are told now. All of them are open already, for it is less than the hour ahead
/// that each case has; so none comes late to the mail that names it.
pub fn told_until(now: Instant) -> Instant {
    let end = (told_with(now + NOTICE) + 1) * TOLD_TOGETHER_SECONDS;
    now + Duration::seconds(end - now.timestamp())
}

/// Whose a case is for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The account.
    pub by: AccountId,
    /// Until when.
    pub until: Instant,
}

/// Whether somebody may work on a case: it is theirs, or nobody's.
pub fn may_work(state: CareState, claim: Option<Claim>, by: &Actor, now: Instant) -> Result<(), Refusal> {
    if by.role != Role::Care {
        return Err(Refusal::WrongRole { role: by.role.as_str(), action: "work on a case", who: "care" });
    }
    if state == CareState::Solved {
        let state = state.as_str();
        return Err(Refusal::WrongState { thing: "case", state, wanted: "open", action: "worked on" });
    }
    match claim {
        Some(claim) if claim.by != by.id && now < claim.until => Err(Refusal::WrongState {
            thing: "case",
            state: "taken by somebody else",
            wanted: "free",
            action: "worked on",
        }),
        _ => Ok(()),
    }
}

/// An answer as far as decisions on it need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerStanding<'a> {
    /// State.
    pub state: AnswerState,
    /// Who wrote it.
    pub written_by: AccountId,
    /// Hash of its text.
    pub content_hash: &'a str,
    /// Why it was sent back to its author.
    pub sent_back: Option<SendBack>,
}

impl AnswerStanding<'_> {
    /// Whether somebody may approve it, or send it back: an approver who did not write it, and saw exactly this text.
    pub fn may_be_decided(&self, by: &Actor, content_hash: &str) -> Result<(), Refusal> {
        let refused = |state| Refusal::WrongState { thing: "answer", state, wanted: "draft", action: "decided on" };
        match self.sent_back {
            _ if by.role != Role::Approver => {
                Err(Refusal::WrongRole { role: by.role.as_str(), action: "decide on an answer", who: "an approver" })
            }
            _ if self.written_by == by.id => Err(Refusal::OwnProposal),
            _ if self.state != AnswerState::Draft => Err(refused(self.state.as_str())),
            Some(_) => Err(refused("sent back")),
            None if self.content_hash != content_hash => Err(Refusal::ContentChanged),
            None => Ok(()),
        }
    }

    /// Whether somebody may write it anew: its author, over the text they saw, while nobody has approved it. A colleague
    /// writes an answer of their own, so whoever wrote a part of one never approves it.
    pub fn may_be_edited(&self, by: &Actor, content_hash: &str) -> Result<(), Refusal> {
        let refused = |state, wanted| Refusal::WrongState { thing: "answer", state, wanted, action: "edited" };
        match self.state {
            _ if self.written_by != by.id => Err(refused("somebody else's", "your own")),
            AnswerState::Draft if self.content_hash != content_hash => Err(Refusal::ContentChanged),
            AnswerState::Draft => Ok(()),
            other => Err(refused(other.as_str(), "draft")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_belongs_to_whoever_took_it_for_a_quarter_of_an_hour() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let (one, other) = (Actor::simulated(Role::Care), Actor::second_simulated(Role::Care));
        let claim = Some(Claim { by: one.id, until: now + Duration::minutes(CLAIM_MINUTES) });
        assert_eq!(may_work(CareState::Open, claim, &one, now), Ok(()));
        assert!(may_work(CareState::Open, claim, &other, now).is_err());
        assert_eq!(may_work(CareState::Open, claim, &other, now + Duration::minutes(CLAIM_MINUTES)), Ok(()));
        assert!(may_work(CareState::Solved, None, &one, now).is_err());
        assert!(may_work(CareState::Open, None, &Actor::simulated(Role::Planner), now).is_err());
    }

    #[test]
    fn nobody_approves_their_own_answer() {
        let (author, approver) = (Actor::simulated(Role::Care), Actor::simulated(Role::Approver));
        let draft =
            |written_by| AnswerStanding { state: AnswerState::Draft, written_by, content_hash: "one", sent_back: None };
        let own = draft(author.id);
        assert_eq!(own.may_be_decided(&approver, "one"), Ok(()));
        assert_eq!(own.may_be_decided(&approver, "two"), Err(Refusal::ContentChanged));
        assert_eq!(draft(approver.id).may_be_decided(&approver, "one"), Err(Refusal::OwnProposal));
        assert!(AnswerStanding { state: AnswerState::Published, ..own }.may_be_decided(&approver, "one").is_err());
        assert!(own.may_be_decided(&author, "one").is_err());
    }

    #[test]
    fn what_was_sent_back_waits_for_its_author_and_nobody_else() {
        let (author, approver) = (Actor::simulated(Role::Care), Actor::simulated(Role::Approver));
        let back = AnswerStanding {
            state: AnswerState::Draft,
            written_by: author.id,
            content_hash: "one",
            sent_back: Some(SendBack::WrongTone),
        };
        assert!(matches!(back.may_be_decided(&approver, "one"), Err(Refusal::WrongState { .. })));
        assert_eq!(back.may_be_edited(&author, "one"), Ok(()));
        assert_eq!(back.may_be_edited(&author, "two"), Err(Refusal::ContentChanged));
        assert!(back.may_be_edited(&Actor::second_simulated(Role::Care), "one").is_err());
        assert!(AnswerStanding { state: AnswerState::Approved, ..back }.may_be_edited(&author, "one").is_err());
    }

    #[test]
    fn a_deadline_is_told_with_its_quarter_of_an_hour_when_all_of_it_is_known() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        for minute in 0..60 {
            let now = now + Duration::minutes(minute);
            let until = told_until(now);
            assert!(until > now + NOTICE && until <= now + NOTICE + Duration::minutes(15), "{now}: {until}");
            assert_eq!(told_with(until - Duration::seconds(1)), told_with(now + NOTICE));
            assert!(until < Deadlines::from_opening(now).answer_by, "no case that opens now belongs to it");
        }
    }

    #[test]
    fn the_deadline_that_counts_is_the_next_one() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let deadlines = Deadlines::from_opening(now);
        assert_eq!(deadlines.due(CareState::Open), Some(now + Duration::hours(1)));
        assert_eq!(deadlines.due(CareState::Answered), Some(now + Duration::hours(24)));
        assert_eq!(deadlines.due(CareState::Solved), None);
    }
}

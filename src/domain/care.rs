//! Care cases: what people answer to our posts, with two clocks that start when the case opens.
//!
//! Invariant: deadlines are stored at opening and never moved; nobody approves their own answer.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
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

/// Whether somebody may approve an answer: an approver who did not write it.
pub fn may_approve(state: AnswerState, written_by: AccountId, by: &Actor) -> Result<(), Refusal> {
    if by.role != Role::Approver {
        return Err(Refusal::WrongRole { role: by.role.as_str(), action: "approve an answer", who: "an approver" });
    }
    if written_by == by.id {
        return Err(Refusal::OwnProposal);
    }
    if state != AnswerState::Draft {
        let state = state.as_str();
        return Err(Refusal::WrongState { thing: "answer", state, wanted: "draft", action: "approved" });
    }
    Ok(())
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
        assert_eq!(may_approve(AnswerState::Draft, author.id, &approver), Ok(()));
        assert!(may_approve(AnswerState::Draft, approver.id, &approver).is_err());
        assert!(may_approve(AnswerState::Published, author.id, &approver).is_err());
        assert!(may_approve(AnswerState::Draft, author.id, &author).is_err());
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

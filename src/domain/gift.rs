//! A gift: one line of a plan, from draft to hand-over. Four eyes, and money before goods.

use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
use super::approval::TurnDown;
use super::id::{AccountId, GiftId};
use super::instant::{Instant, TimeWindow};
use super::refusal::Refusal;

words! {
    /// States of a gift.
    GiftState {
        /// The plan has it; nobody proposed it.
        Draft = "draft",
        /// A planner asks for approval.
        Proposed = "proposed",
        /// Someone else approved it; its cost is reserved.
        Approved = "approved",
        /// A courier carries it.
        PickedUp = "picked_up",
        /// The traveller has it; its cost is committed.
        HandedOver = "handed_over",
        /// The traveller said no, thank you.
        Declined = "declined",
        /// Nobody met the traveller in time.
        Missed = "missed",
        /// Taken back before hand-over.
        Withdrawn = "withdrawn",
    }
}

impl GiftState {
    /// Whether nothing more will happen to it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::HandedOver | Self::Declined | Self::Missed | Self::Withdrawn)
    }
}

/// The parts of a score, points each; they add up to the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScoreParts {
    /// How well the gift fits what the traveller wrote about.
    pub relevance: i64,
    /// Birthday, honeymoon ...
    pub occasion: i64,
    /// Whether it serves on this very trip.
    pub use_on_trip: i64,
    /// What it does for what it costs in money and minutes.
    pub effort_benefit: i64,
    /// How likely it can be there in time.
    pub feasibility: i64,
    /// How sure the match is.
    pub confidence: i64,
    /// What the airline's own value band is worth in this campaign; nothing unless its file says so.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub value: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
const fn is_nothing(points: &i64) -> bool {
    *points == 0
}

impl ScoreParts {
    /// The score.
    pub const fn total(self) -> i64 {
        self.relevance
            + self.occasion
            + self.use_on_trip
            + self.effort_benefit
            + self.feasibility
            + self.confidence
            + self.value
    }

    /// The parts with their names, in the order pages show them.
    pub const fn named(self) -> [(&'static str, i64); 7] {
        [
            ("relevance", self.relevance),
            ("occasion", self.occasion),
            ("use_on_trip", self.use_on_trip),
            ("effort_benefit", self.effort_benefit),
            ("feasibility", self.feasibility),
            ("confidence", self.confidence),
            ("value", self.value),
        ]
    }
}

words! {
    /// How a hand-over ended.
    HandOverOutcome {
        /// Given.
        Given = "given",
        /// Declined with thanks.
        Declined = "declined",
        /// Nobody met.
        NotFound = "not_found",
    }
}

impl HandOverOutcome {
    /// The gift's state after it.
    pub const fn state(self) -> GiftState {
        match self {
            Self::Given => GiftState::HandedOver,
            Self::Declined => GiftState::Declined,
            Self::NotFound => GiftState::Missed,
        }
    }
}

/// A gift as far as decisions need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// Its id.
    pub id: GiftId,
    /// State.
    pub state: GiftState,
    /// Who proposed it.
    pub proposed_by: Option<AccountId>,
    /// SHA-256 of what an approver sees (traveller, gift, cost, facts, text), hex.
    pub content_hash: String,
    /// The hand-over window, where the flight allows one.
    pub window: Option<TimeWindow>,
}

impl Gift {
    /// A planner asks for approval.
    pub fn propose(&mut self, by: &Actor) -> Result<(), Refusal> {
        if by.role != Role::Planner {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "propose a gift", who: "a planner" });
        }
        self.expect_state(&[GiftState::Draft], "draft", "proposed")?;
        self.state = GiftState::Proposed;
        self.proposed_by = Some(by.id);
        Ok(())
    }

    /// Someone else approves exactly what they saw (`content_hash`), while there is time to bring it.
    pub fn approve(&mut self, by: &Actor, content_hash: &str, now: Instant) -> Result<(), Refusal> {
        if by.role != Role::Approver {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "approve a gift", who: "an approver" });
        }
        self.expect_state(&[GiftState::Proposed], "proposed", "approved")?;
        if self.proposed_by == Some(by.id) {
            return Err(Refusal::OwnProposal);
        }
        if self.content_hash != content_hash {
            return Err(Refusal::ContentChanged);
        }
        if self.window.is_none_or(|window| window.closes_at <= now) {
            return Err(Refusal::TooLate);
        }
        self.state = GiftState::Approved;
        Ok(())
    }

    /// Someone else says no to exactly what they saw: it goes back to its author, or is off for this traveller.
    pub fn turn_down(&mut self, by: &Actor, content_hash: &str, why: TurnDown) -> Result<(), Refusal> {
        if by.role != Role::Approver {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "turn a gift down", who: "an approver" });
        }
        self.expect_state(&[GiftState::Proposed], "proposed", "turned down")?;
        if self.proposed_by == Some(by.id) {
            return Err(Refusal::OwnProposal);
        }
        if self.content_hash != content_hash {
            return Err(Refusal::ContentChanged);
        }
        self.state = if why.is_final() { GiftState::Withdrawn } else { GiftState::Draft };
        Ok(())
    }

    /// A courier takes it from the desk.
    pub fn pick_up(&mut self, by: &Actor) -> Result<(), Refusal> {
        Self::expect_gate(by, "pick a gift up")?;
        self.expect_state(&[GiftState::Approved], "approved", "picked up")?;
        self.state = GiftState::PickedUp;
        Ok(())
    }

    /// The hand-over ended.
    pub fn hand_over(&mut self, by: &Actor, outcome: HandOverOutcome) -> Result<(), Refusal> {
        Self::expect_gate(by, "hand a gift over")?;
        self.expect_state(&[GiftState::PickedUp], "picked up", "handed over")?;
        self.state = outcome.state();
        Ok(())
    }

    /// The report of a hand-over was a mistake: the courier has the gift again.
    pub fn take_back(&mut self, by: &Actor) -> Result<(), Refusal> {
        Self::expect_gate(by, "take a hand-over back")?;
        let ended = [GiftState::HandedOver, GiftState::Declined, GiftState::Missed];
        self.expect_state(&ended, "handed over, declined or missed", "taken back")?;
        self.state = GiftState::PickedUp;
        Ok(())
    }

    /// Taken back: the flight is off, the person objected, the campaign stopped.
    pub fn withdraw(&mut self) -> Result<(), Refusal> {
        let open = [GiftState::Draft, GiftState::Proposed, GiftState::Approved, GiftState::PickedUp];
        self.expect_state(&open, "not handed over", "withdrawn")?;
        self.state = GiftState::Withdrawn;
        Ok(())
    }

    fn expect_gate(by: &Actor, action: &'static str) -> Result<(), Refusal> {
        match by.role {
            Role::Gate => Ok(()),
            role => Err(Refusal::WrongRole { role: role.as_str(), action, who: "gate staff" }),
        }
    }

    fn expect_state(&self, from: &[GiftState], wanted: &'static str, action: &'static str) -> Result<(), Refusal> {
        if from.contains(&self.state) {
            return Ok(());
        }
        Err(Refusal::WrongState { thing: "gift", state: self.state.as_str(), wanted, action })
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use uuid::Uuid;

    use super::*;

    fn proposed() -> (Gift, Instant) {
        let now: Instant = "2025-03-04T06:00:00Z".parse().expect("an instant");
        let mut gift = Gift {
            id: GiftId(Uuid::nil()),
            state: GiftState::Draft,
            proposed_by: None,
            content_hash: "abc".to_owned(),
            window: TimeWindow::new(now, now + Duration::minutes(20)),
        };
        gift.propose(&Actor::simulated(Role::Planner)).expect("a planner proposes a draft");
        (gift, now)
    }

    #[test]
    fn nobody_approves_their_own_proposal() {
        let (mut gift, now) = proposed();
        let both = Actor { role: Role::Approver, ..Actor::simulated(Role::Planner) };
        assert_eq!(gift.approve(&both, "abc", now), Err(Refusal::OwnProposal));
        assert_eq!(gift.approve(&Actor::simulated(Role::Approver), "abc", now), Ok(()));
    }

    #[test]
    fn an_edit_voids_what_the_approver_saw() {
        let (mut gift, now) = proposed();
        assert_eq!(gift.approve(&Actor::simulated(Role::Approver), "abd", now), Err(Refusal::ContentChanged));
    }

    #[test]
    fn a_gift_is_not_approved_once_the_gate_has_closed() {
        let (mut gift, now) = proposed();
        let late = now + Duration::minutes(20);
        assert_eq!(gift.approve(&Actor::simulated(Role::Approver), "abc", late), Err(Refusal::TooLate));
    }

    #[test]
    fn a_gift_that_is_turned_down_goes_back_to_its_author_or_is_off() {
        for (why, state) in [(TurnDown::WrongGift, GiftState::Draft), (TurnDown::WrongPerson, GiftState::Withdrawn)] {
            let (mut gift, now) = proposed();
            let both = Actor { role: Role::Approver, ..Actor::simulated(Role::Planner) };
            assert_eq!(gift.turn_down(&both, "abc", why), Err(Refusal::OwnProposal));
            assert_eq!(gift.turn_down(&Actor::simulated(Role::Approver), "abd", why), Err(Refusal::ContentChanged));
            assert!(gift.turn_down(&Actor::SYSTEM, "abc", why).is_err());
            gift.turn_down(&Actor::simulated(Role::Approver), "abc", why).expect("turned down");
            assert_eq!(gift.state, state);
            assert!(gift.approve(&Actor::simulated(Role::Approver), "abc", now).is_err());
        }
    }

    #[test]
    fn the_machine_decides_nothing() {
        let (mut gift, now) = proposed();
        assert!(gift.approve(&Actor::SYSTEM, "abc", now).is_err());
        assert!(gift.hand_over(&Actor::SYSTEM, HandOverOutcome::Given).is_err());
    }

    #[test]
    fn what_was_handed_over_is_not_withdrawn() {
        let (mut gift, now) = proposed();
        gift.approve(&Actor::simulated(Role::Approver), "abc", now).expect("approved");
        gift.pick_up(&Actor::simulated(Role::Gate)).expect("picked up");
        gift.hand_over(&Actor::simulated(Role::Gate), HandOverOutcome::Given).expect("handed over");
        assert!(matches!(gift.withdraw(), Err(Refusal::WrongState { .. })));
    }
}

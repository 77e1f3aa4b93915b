//! A match: one author's post ↔ one traveller on a leg, suggested by the machine and decided by a person.

use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
use super::refusal::Refusal;
use super::review::expect_reviewer;

words! {
    /// States of a match.
    MatchState {
        /// The machine suggests it.
        Suggested = "suggested",
        /// A person confirmed it.
        Confirmed = "confirmed",
        /// A person rejected it.
        Rejected = "rejected",
        /// Two or more travellers fit equally well.
        Ambiguous = "ambiguous",
        /// The flight left undecided.
        Expired = "expired",
        /// The post went, or the person objected.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The lawful basis on which an author was matched.
    Basis {
        /// The traveller joined the programme with this handle.
        OptedIn = "opted_in",
        /// The traveller gave the airline this handle.
        GaveHandle = "gave_handle",
        /// The author addressed the airline.
        MentionedUs = "mentioned_us",
        /// Open search under a signed impact assessment.
        OpenSearch = "open_search",
    }
}

/// One piece of evidence with its weight in bits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was compared: `name`, `flight` ...; `prior` for the prior.
    pub comparison: String,
    /// How well it agreed.
    pub level: String,
    /// log2(m/u), bits; the prior's log2 odds for `prior`.
    pub weight: f64,
}

impl MatchState {
    /// A person takes the match as right.
    pub fn confirm(&mut self, by: &Actor) -> Result<(), Refusal> {
        self.decide(by, Self::Confirmed, "confirmed")
    }

    /// A person takes the match as wrong.
    pub fn reject(&mut self, by: &Actor) -> Result<(), Refusal> {
        self.decide(by, Self::Rejected, "rejected")
    }

    /// A person takes a decision back, as long as no gift rests on it.
    pub fn reopen(&mut self, by: &Actor, has_gift: bool) -> Result<(), Refusal> {
        expect_reviewer(by, "take back a decision on a match")?;
        if !matches!(self, Self::Confirmed | Self::Rejected) {
            let (state, wanted) = (self.as_str(), "confirmed or rejected");
            return Err(Refusal::WrongState { thing: "match", state, wanted, action: "reopened" });
        }
        if has_gift {
            return Err(Refusal::HasGift);
        }
        *self = Self::Suggested;
        Ok(())
    }

    /// A person says that these two must never be contacted; nothing can take it back.
    pub fn bar(&mut self, by: &Actor) -> Result<(), Refusal> {
        expect_reviewer(by, "bar a traveller from being contacted")?;
        if *self == Self::Withdrawn {
            let (state, wanted) = (self.as_str(), "not withdrawn yet");
            return Err(Refusal::WrongState { thing: "match", state, wanted, action: "barred" });
        }
        *self = Self::Withdrawn;
        Ok(())
    }

    fn decide(&mut self, by: &Actor, to: Self, action: &'static str) -> Result<(), Refusal> {
        if !matches!(by.role, Role::Planner | Role::Approver) {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "decide on a match", who: "a planner" });
        }
        if *self != Self::Suggested {
            return Err(Refusal::WrongState { thing: "match", state: self.as_str(), wanted: "suggested", action });
        }
        *self = to;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ambiguous_match_is_never_confirmed_and_the_machine_confirms_none() {
        let mut state = MatchState::Ambiguous;
        assert!(state.confirm(&Actor::simulated(Role::Planner)).is_err());
        let mut state = MatchState::Suggested;
        assert!(state.confirm(&Actor::SYSTEM).is_err());
        assert_eq!(state.confirm(&Actor::simulated(Role::Planner)), Ok(()));
        assert!(state.reject(&Actor::simulated(Role::Planner)).is_err());
    }

    #[test]
    fn a_decision_is_taken_back_only_while_no_gift_rests_on_it() {
        let planner = Actor::simulated(Role::Planner);
        for decided in [MatchState::Confirmed, MatchState::Rejected] {
            let mut state = decided;
            assert_eq!(state.reopen(&planner, true), Err(Refusal::HasGift));
            assert!(state.reopen(&Actor::SYSTEM, false).is_err());
            assert_eq!((state.reopen(&planner, false), state), (Ok(()), MatchState::Suggested));
        }
        for mut state in [MatchState::Suggested, MatchState::Ambiguous, MatchState::Withdrawn, MatchState::Expired] {
            assert!(matches!(state.reopen(&planner, false), Err(Refusal::WrongState { .. })));
        }
    }

    #[test]
    fn never_contact_is_final() {
        let planner = Actor::simulated(Role::Planner);
        let mut state = MatchState::Ambiguous;
        assert!(state.bar(&Actor::SYSTEM).is_err());
        assert_eq!((state.bar(&planner), state), (Ok(()), MatchState::Withdrawn));
        assert!(state.bar(&planner).is_err() && state.reopen(&planner, false).is_err());
    }
}

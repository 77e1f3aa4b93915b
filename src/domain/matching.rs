//! A match: one author's post ↔ one traveller on a leg, suggested by the machine and decided by a person.

use serde::{Deserialize, Serialize};

use super::actor::{Actor, Role};
use super::flight::LegKey;
use super::id::{AuthorId, MatchId, PostId, TravellerId};
use super::refusal::Refusal;

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

/// A match with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Its id.
    pub id: MatchId,
    /// The post it hangs on.
    pub post: PostId,
    /// Who wrote the post.
    pub author: AuthorId,
    /// The traveller.
    pub traveller: TravellerId,
    /// The leg.
    pub leg: LegKey,
    /// Posterior probability, 0 to 1.
    pub probability: f64,
    /// Sum of the evidence's weights, bits.
    pub weight: f64,
    /// The evidence; its weights add up to `weight`.
    pub evidence: Vec<Evidence>,
    /// Lawful basis.
    pub basis: Basis,
    /// State.
    pub state: MatchState,
}

impl Match {
    /// A person takes the match as right.
    pub fn confirm(&mut self, by: &Actor) -> Result<(), Refusal> {
        self.decide(by, MatchState::Confirmed, "confirmed")
    }

    /// A person takes the match as wrong.
    pub fn reject(&mut self, by: &Actor) -> Result<(), Refusal> {
        self.decide(by, MatchState::Rejected, "rejected")
    }

    fn decide(&mut self, by: &Actor, to: MatchState, action: &'static str) -> Result<(), Refusal> {
        if !matches!(by.role, Role::Planner | Role::Approver) {
            return Err(Refusal::WrongRole { role: by.role.as_str(), action: "decide on a match", who: "a planner" });
        }
        if self.state != MatchState::Suggested {
            let state = self.state.as_str();
            return Err(Refusal::WrongState { thing: "match", state, wanted: "suggested", action });
        }
        self.state = to;
        Ok(())
    }
}

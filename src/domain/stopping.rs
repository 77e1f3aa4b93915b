//! The stop switch: one person stops a campaign, two people let it go on.
//!
//! Four eyes: who asked can't confirm. A request nobody confirmed in an hour counts no longer.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::actor::{Actor, Role};
use super::campaign_state::CampaignState;
use super::id::AccountId;
use super::instant::Instant;
use super::refusal::Refusal;
use super::review::expect_reviewer;

/// How long a request waits for a second person.
pub const WAITS: Duration = Duration::minutes(60);

/// Somebody asked that a stopped campaign goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeRequest {
    /// Its id.
    pub id: Uuid,
    /// Who asked.
    pub asked_by: AccountId,
    /// In which role.
    pub asked_role: Role,
    /// A demo's stand-in.
    pub simulated: bool,
    /// When.
    pub asked_at: Instant,
    /// Until when it can be confirmed.
    pub expires_at: Instant,
}

impl ResumeRequest {
    /// Asks; `open` is a request that waits already.
    pub fn ask(id: Uuid, state: CampaignState, open: Option<&Self>, by: &Actor, now: Instant) -> Result<Self, Refusal> {
        expect_reviewer(by, "ask to resume a campaign")?;
        expect_paused(state, "resumed")?;
        if open.is_some_and(|open| now < open.expires_at) {
            return Err(Refusal::AlreadyAsked);
        }
        let (asked_by, asked_role, simulated) = (by.id, by.role, by.simulated);
        Ok(Self { id, asked_by, asked_role, simulated, asked_at: now, expires_at: now + WAITS })
    }

    /// A second person agrees; gives the campaign's new state.
    pub fn confirm(&self, state: CampaignState, by: &Actor, now: Instant) -> Result<CampaignState, Refusal> {
        expect_reviewer(by, "confirm that a campaign goes on")?;
        expect_paused(state, "resumed")?;
        if self.asked_by == by.id {
            return Err(Refusal::OwnRequest);
        }
        if now >= self.expires_at {
            return Err(Refusal::RequestExpired);
        }
        Ok(CampaignState::Live)
    }
}

fn expect_paused(state: CampaignState, action: &'static str) -> Result<(), Refusal> {
    if state == CampaignState::Paused {
        return Ok(());
    }
    Err(Refusal::WrongState { thing: "campaign", state: state.as_str(), wanted: "paused", action })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANNER: Actor = Actor::simulated(Role::Planner);
    const APPROVER: Actor = Actor::simulated(Role::Approver);

    #[test]
    fn nobody_resumes_a_campaign_alone_nor_an_hour_after_it_was_asked_for() {
        let now: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let paused = CampaignState::Paused;
        let request = ResumeRequest::ask(Uuid::nil(), paused, None, &PLANNER, now).expect("asked");
        assert_eq!(request.confirm(paused, &PLANNER, now), Err(Refusal::OwnRequest));
        let same_person_other_role = Actor { role: Role::Approver, ..PLANNER };
        assert_eq!(request.confirm(paused, &same_person_other_role, now), Err(Refusal::OwnRequest));
        assert_eq!(request.confirm(paused, &APPROVER, now), Ok(CampaignState::Live));
        assert_eq!(request.confirm(paused, &APPROVER, now + WAITS), Err(Refusal::RequestExpired));
        assert!(matches!(request.confirm(CampaignState::Live, &APPROVER, now), Err(Refusal::WrongState { .. })));
        let gate = Actor::simulated(Role::Gate);
        assert!(matches!(request.confirm(paused, &gate, now), Err(Refusal::WrongRole { .. })));
        let again = |at| ResumeRequest::ask(Uuid::nil(), paused, Some(&request), &APPROVER, at);
        assert_eq!(again(now), Err(Refusal::AlreadyAsked));
        assert_eq!(again(now + WAITS).map(|request| request.asked_by), Ok(APPROVER.id));
        let live = ResumeRequest::ask(Uuid::nil(), CampaignState::Live, None, &PLANNER, now);
        assert!(matches!(live, Err(Refusal::WrongState { .. })));
        assert!(matches!(ResumeRequest::ask(Uuid::nil(), paused, None, &gate, now), Err(Refusal::WrongRole { .. })));
    }
}

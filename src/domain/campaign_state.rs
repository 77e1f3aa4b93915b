//! Where a campaign stands, and who may move it on.

use super::actor::{Actor, Role};
use super::refusal::Refusal;

words! {
    /// States of a campaign.
    CampaignState {
        /// Being written.
        Draft = "draft",
        /// Run against past days; nobody is contacted.
        Rehearsal = "rehearsal",
        /// Under way.
        Live = "live",
        /// Stopped by a person: posts and open deliveries are frozen.
        Paused = "paused",
        /// No new gifts; posts and answers go on.
        CoolDown = "cool_down",
        /// Over, with its report.
        Closed = "closed",
    }
}

impl CampaignState {
    /// Whether a campaign may go from this state to another, by whom. Anyone who plans may start, end and close it; a
    /// privacy officer may stop it; the system only rehearses.
    pub fn move_to(self, to: Self, by: &Actor) -> Result<(), Refusal> {
        let (wanted, action, from): (_, _, &[Self]) = match to {
            Self::Draft => ("a rehearsal", "set back to draft", &[Self::Rehearsal]),
            Self::Rehearsal => ("a draft", "rehearsed", &[Self::Draft]),
            Self::Live => ("a draft, a rehearsal or paused", "started", &[Self::Draft, Self::Rehearsal, Self::Paused]),
            Self::Paused => ("live", "paused", &[Self::Live]),
            Self::CoolDown => ("live or paused", "ended", &[Self::Live, Self::Paused]),
            Self::Closed => ("cooling down", "closed", &[Self::CoolDown]),
        };
        let may = match by.role {
            Role::Planner | Role::Admin => true,
            Role::Approver | Role::Privacy => to == Self::Paused,
            Role::System => to == Self::Rehearsal,
            _ => false,
        };
        if !may {
            return Err(Refusal::WrongRole {
                role: by.role.as_str(),
                action: "move this campaign on",
                who: "a planner",
            });
        }
        if !from.contains(&self) {
            return Err(Refusal::WrongState { thing: "campaign", state: self.as_str(), wanted, action });
        }
        // On pages it takes two people (`stopping::ResumeRequest`); whoever has the machine itself could do anything anyway.
        if self == Self::Paused && by.role != Role::Admin {
            return Err(Refusal::NeedsTwo);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANNER: Actor = Actor::simulated(Role::Planner);

    #[test]
    fn a_campaign_goes_its_way_and_nobody_alone_starts_a_stopped_one_again() {
        use CampaignState::{Closed, CoolDown, Draft, Live, Paused, Rehearsal};
        for (from, to) in [(Draft, Rehearsal), (Rehearsal, Live), (Live, Paused), (Live, CoolDown), (CoolDown, Closed)]
        {
            assert_eq!(from.move_to(to, &PLANNER), Ok(()), "{from} → {to}");
        }
        for (from, to) in [(Closed, Live), (Draft, Closed), (CoolDown, Live), (Live, Draft), (Live, Live)] {
            let refused = from.move_to(to, &PLANNER);
            assert!(matches!(refused, Err(Refusal::WrongState { .. })), "{from} → {to}");
        }
        for to in [Live, CoolDown] {
            assert_eq!(Paused.move_to(to, &PLANNER), Err(Refusal::NeedsTwo));
            assert_eq!(Paused.move_to(to, &Actor::OPERATOR), Ok(()), "at the command line");
        }
    }

    #[test]
    fn who_watches_may_stop_a_campaign_but_not_start_it() {
        for role in [Role::Approver, Role::Privacy] {
            let watcher = Actor::simulated(role);
            assert_eq!(CampaignState::Live.move_to(CampaignState::Paused, &watcher), Ok(()));
            let refused = CampaignState::Paused.move_to(CampaignState::Live, &watcher);
            assert!(matches!(refused, Err(Refusal::WrongRole { .. })), "{role}");
        }
        let refused = CampaignState::Draft.move_to(CampaignState::Live, &Actor::SYSTEM);
        assert!(matches!(refused, Err(Refusal::WrongRole { .. })), "no machine starts a campaign");
    }
}

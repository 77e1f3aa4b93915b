//! What a program may do with a token: its scopes, each for some roles. A token never does more than its account may.

use chrono::Duration;

use super::account::Grant;
use super::actor::Role;

words! {
    /// A part of the API that a token opens.
    Scope {
        /// Campaigns, their funnels and caps.
        CampaignsRead = "campaigns:read",
        /// Campaign files: read, edit and make them; and stop a campaign.
        CampaignsWrite = "campaigns:write",
        /// Candidates with their evidence, names masked.
        CandidatesRead = "candidates:read",
        /// Confirm and reject candidates.
        CandidatesWrite = "candidates:write",
        /// Gift ideas and gifts.
        GiftsRead = "gifts:read",
        /// Propose gifts.
        GiftsWrite = "gifts:write",
        /// Plans and what-if.
        PlansRead = "plans:read",
        /// Make plans.
        PlansWrite = "plans:write",
        /// What waits for approval.
        ApprovalsRead = "approvals:read",
        /// Approve and turn down.
        ApprovalsWrite = "approvals:write",
        /// Follow-up posts.
        PostsRead = "posts:read",
        /// Edit follow-up posts.
        PostsWrite = "posts:write",
        /// How far deliveries are.
        DeliveriesRead = "deliveries:read",
        /// Hand-overs of a station, with first names and seats.
        GateRead = "gate:read",
        /// Figures of the report.
        ReportsRead = "reports:read",
        /// Send flights and bookings in; nothing can be read with it.
        IntakeWrite = "intake:write",
    }
}

impl Scope {
    /// The roles that may have it.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::CampaignsRead | Self::ReportsRead => &[Role::Planner, Role::Approver, Role::Marketer],
            Self::CandidatesRead
            | Self::GiftsRead
            | Self::PlansRead
            | Self::ApprovalsRead
            | Self::PostsRead
            | Self::DeliveriesRead => &[Role::Planner, Role::Approver],
            Self::CampaignsWrite | Self::CandidatesWrite | Self::GiftsWrite | Self::PlansWrite | Self::PostsWrite => {
                &[Role::Planner]
            }
            Self::ApprovalsWrite => &[Role::Approver],
            Self::GateRead => &[Role::Gate],
            Self::IntakeWrite => &[Role::Admin],
        }
    }

    /// The scopes that grants have a use for.
    pub fn of(grants: &[Grant]) -> Vec<Self> {
        let fits = |scope: &Self| grants.iter().any(|grant| scope.roles().contains(&grant.role));
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

/// Days for which a token can be made.
pub const TOKEN_DAYS: [i64; 3] = [30, 90, 365];
/// Most tokens of one account.
pub const MOST_TOKENS: usize = 20;
/// Longest label, characters.
pub const LONGEST_LABEL: usize = 60;
/// How long an answer is kept for a request that is sent again under the same key.
pub const ANSWERS_KEPT: Duration = Duration::hours(24);

words! {
    /// Why a token is not made.
    TokenFault {
        /// No label, or a very long one.
        Label = "label",
        /// Not one scope that the own roles have a use for.
        Scopes = "scopes",
        /// No such time.
        Days = "days",
        /// There are [`MOST_TOKENS`] already.
        Most = "most",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sends_bookings_in_reads_nothing_and_who_approves_does_not_plan() {
        assert_eq!(Scope::of(&[Grant::everywhere(Role::Admin)]), [Scope::IntakeWrite]);
        let approver = Scope::of(&[Grant::everywhere(Role::Approver)]);
        assert!(approver.contains(&Scope::ApprovalsWrite) && !approver.contains(&Scope::PlansWrite));
        assert_eq!(Scope::of(&[Grant::everywhere(Role::Care), Grant::everywhere(Role::Privacy)]), []);
    }
}

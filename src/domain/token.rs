//! What a program may do with a token: its scopes, each for some roles. A token never does more than its account may.

use chrono::Duration;

use super::account::Grant;
use super::actor::Role;

words! {
    /// A part of the API that a token opens.
    Scope {
        /// Campaigns, their funnels and caps.
        CampaignsRead = "campaigns:read",
        /// Campaign files: read, edit and make them.
        CampaignsWrite = "campaigns:write",
        /// Whether a campaign is stopped, and stopping it.
        CampaignsStop = "campaigns:stop",
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
        /// Figures of the report, their sources, the effect, and case studies.
        ReportsRead = "reports:read",
        /// Care cases and our answers.
        CareRead = "care:read",
        /// Take cases, write answers, mark as solved; approving one is of `approvals:write`.
        CareWrite = "care:write",
        /// Requests of people with their clocks, and what is kept how long.
        PrivacyRead = "privacy:read",
        /// Note and close requests, look people up; names stay masked.
        PrivacyWrite = "privacy:write",
        /// The audit log and the check of its chain.
        AuditRead = "audit:read",
        /// Accounts with their roles.
        AccountsRead = "accounts:read",
        /// Invite, change roles, disable and enable; never an admin.
        AccountsWrite = "accounts:write",
        /// Health, stations and failed work.
        OperationsRead = "operations:read",
        /// Run failed work again, or drop it.
        OperationsWrite = "operations:write",
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
            Self::CampaignsStop => &[Role::Planner, Role::Approver, Role::Privacy],
            Self::ApprovalsWrite => &[Role::Approver],
            Self::GateRead => &[Role::Gate],
            Self::CareRead => &[Role::Care, Role::Approver],
            Self::CareWrite => &[Role::Care],
            Self::PrivacyRead | Self::PrivacyWrite => &[Role::Privacy],
            Self::AuditRead => &[Role::Privacy, Role::Admin],
            Self::IntakeWrite
            | Self::AccountsRead
            | Self::AccountsWrite
            | Self::OperationsRead
            | Self::OperationsWrite => &[Role::Admin],
        }
    }

    /// The scopes that grants have a use for.
    pub fn of(grants: &[Grant]) -> Vec<Self> {
        let fits = |scope: &Self| grants.iter().any(|grant| scope.roles().contains(&grant.role));
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

/// Whether a token may give or take these roles: none makes an admin or touches one, so that one that leaked opens no door
/// that stays open. People do that on pages.
pub fn may_change(grants: &[Grant]) -> bool {
    grants.iter().all(|grant| grant.role != Role::Admin)
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
    fn who_sends_bookings_in_reads_no_traveller_and_who_approves_does_not_plan() {
        let admin = Scope::of(&[Grant::everywhere(Role::Admin)]);
        let travellers =
            [Scope::CandidatesRead, Scope::GiftsRead, Scope::GateRead, Scope::CareRead, Scope::PrivacyRead];
        assert!(admin.contains(&Scope::IntakeWrite) && travellers.iter().all(|scope| !admin.contains(scope)));
        let approver = Scope::of(&[Grant::everywhere(Role::Approver)]);
        assert!(approver.contains(&Scope::ApprovalsWrite) && !approver.contains(&Scope::PlansWrite));
        assert!(approver.contains(&Scope::CampaignsStop) && !approver.contains(&Scope::CampaignsWrite));
        assert!(!Scope::of(&[Grant::everywhere(Role::Care)]).contains(&Scope::ApprovalsWrite));
    }

    #[test]
    fn no_token_makes_an_admin() {
        assert!(may_change(&[Grant::everywhere(Role::Gate), Grant::everywhere(Role::Privacy)]));
        assert!(!may_change(&[Grant::everywhere(Role::Gate), Grant::everywhere(Role::Admin)]));
    }
}

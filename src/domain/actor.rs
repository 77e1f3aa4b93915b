//! Who does a thing: a person in a role, the system, or the labelled stand-in of a demo.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::AccountId;

words! {
    /// What a person's account may do (which pages: `web/routes.rs`, walked by a test).
    Role {
        /// Writes campaigns, confirms matches, proposes gifts.
        Planner = "planner",
        /// Approves what others proposed.
        Approver = "approver",
        /// Hands gifts over.
        Gate = "gate",
        /// Reads figures.
        Marketer = "marketer",
        /// Answers complaints.
        Care = "care",
        /// Objections, erasure, basis.
        Privacy = "privacy",
        /// Accounts, networks, stations.
        Admin = "admin",
        /// Scheduled work; decides nothing.
        System = "system",
    }
}

/// The doer of an action, as the audit log knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub id: AccountId,
    /// The role they act in.
    pub role: Role,
    /// A stand-in that a demo uses in place of a person; shown as such wherever it decided something.
    pub simulated: bool,
}

impl Actor {
    /// Scheduled work of giftgate itself.
    pub const SYSTEM: Self = Self { id: AccountId(Uuid::nil()), role: Role::System, simulated: false };

    /// The person at the command line.
    pub const OPERATOR: Self = Self { id: AccountId(Uuid::from_u128(1)), role: Role::Admin, simulated: false };

    /// The demo's stand-in for a role. Each role has an id of its own, so four eyes stay four.
    pub const fn simulated(role: Role) -> Self {
        Self { id: AccountId(Uuid::from_u128(0xd0_0000 + role as u128)), role, simulated: true }
    }

    /// A second stand-in for the same role, for what needs two people.
    pub const fn second_simulated(role: Role) -> Self {
        Self { id: AccountId(Uuid::from_u128(0xd1_0000 + role as u128)), role, simulated: true }
    }
}

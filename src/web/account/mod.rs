//! Pages about accounts: the way in, the own sessions, and what admins keep. No traveller stands on any of them.

pub mod code;
pub mod factor;
pub mod forgotten;
pub mod list;
pub mod mine;
pub mod one;
pub mod passkeys;
pub mod provider;
mod qr;
pub mod set_up;
pub mod sign_in;
pub mod tokens;
pub mod welcome;

use serde::Serialize;

use super::csrf::Fields;
use crate::domain::account::Grant;
use crate::domain::actor::Role;
use crate::services::accounts::{AccountFault, read_grants};

/// The roles that an account can have, in the order of the matrix.
pub const ROLES: [Role; 7] =
    [Role::Planner, Role::Approver, Role::Gate, Role::Marketer, Role::Care, Role::Privacy, Role::Admin];

/// What a form about roles holds, right or not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RolesForm {
    /// Ticked roles.
    pub roles: Vec<Role>,
    /// Stations for gate staff, separated by commas; empty for all.
    pub stations: String,
    /// Campaigns for the others, separated by commas; empty for all.
    pub campaigns: String,
}

impl RolesForm {
    fn sent(fields: &Fields) -> Self {
        let roles = ROLES.into_iter().filter(|role| fields.has(role.as_str())).collect();
        Self { roles, stations: fields.get("stations").to_owned(), campaigns: fields.get("campaigns").to_owned() }
    }

    fn of(grants: &[Grant]) -> Self {
        let roles = ROLES.into_iter().filter(|role| grants.iter().any(|grant| grant.role == *role)).collect();
        let joined = |place: fn(&Grant) -> Option<&String>| {
            let mut places: Vec<_> = grants.iter().filter_map(place).map(String::as_str).collect();
            places.sort_unstable();
            places.dedup();
            places.join(", ")
        };
        let (stations, campaigns) = (joined(|grant| grant.station.as_ref()), joined(|grant| grant.campaign.as_ref()));
        Self { roles, stations, campaigns }
    }

    fn grants(&self) -> Result<Vec<Grant>, AccountFault> {
        read_grants(&self.roles, &self.stations, &self.campaigns)
    }
}

//! Signing in through the airline's identity provider: what is known of it, and which of its groups may do what.
//!
//! Groups that are not listed give nothing; nobody gets in by being known to the provider alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::account::{Grant, Place};
use super::actor::Role;
use super::station::find_station;

/// An OpenID Connect provider and what its groups may do here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOnSettings {
    /// Its address; what it calls itself in every token.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// File with the secret it gave us; none for a public client.
    pub client_secret_file: Option<PathBuf>,
    /// The claim of the ID token that lists groups.
    pub groups_claim: String,
    /// What a group may do.
    pub groups: BTreeMap<String, Vec<Grant>>,
}

impl SignOnSettings {
    /// What somebody in these groups may do.
    pub fn grants_for<'a>(&self, groups: impl IntoIterator<Item = &'a str>) -> Vec<Grant> {
        let listed = groups.into_iter().filter_map(|group| self.groups.get(group)).flatten();
        listed.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// A role as settings write it: `planner`, or with a place that narrows it: `gate@AMS`, `planner@spring-surprise`.
pub fn read_grant(text: &str) -> Result<Grant, String> {
    let (role, place) = text.split_once('@').map_or((text, None), |(role, place)| (role, Some(place)));
    let role: Role = role.parse().map_err(|_| format!("`{role}` is no role"))?;
    if role == Role::System {
        return Err("nobody signs in as the system".to_owned());
    }
    let everywhere = Grant::everywhere(role);
    match (place, Grant::narrowed_by(role)) {
        (None, _) => Ok(everywhere),
        (Some(station), Some(Place::Station)) if find_station(station).is_some() => {
            Ok(Grant { station: Some(station.to_owned()), ..everywhere })
        }
        (Some(station), Some(Place::Station)) => Err(format!("`{station}` is no station")),
        (Some(campaign), Some(Place::Campaign)) if !campaign.is_empty() => {
            Ok(Grant { campaign: Some(campaign.to_owned()), ..everywhere })
        }
        (Some(_), _) => Err(format!("the role {role} is not for one place")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_give_roles_and_unknown_ones_give_nothing() {
        let read = |text: &str| read_grant(text).expect("a grant");
        let groups = [
            ("gifts", vec![read("planner@spring"), read("marketer")]),
            ("gate-ams", vec![read("gate@AMS")]),
            ("all", vec![read("marketer")]),
        ];
        let settings = SignOnSettings {
            issuer: "https://id.example".to_owned(),
            client_id: "giftgate".to_owned(),
            client_secret_file: None,
            groups_claim: "groups".to_owned(),
            groups: groups.into_iter().map(|(group, grants)| (group.to_owned(), grants)).collect(),
        };
        assert_eq!(settings.grants_for(["all", "gifts", "others"]), [read("planner@spring"), read("marketer")]);
        assert_eq!(settings.grants_for(["Gifts", "admin"]), []);
        for wrong in ["boss", "system", "gate@XX", "gate@", "admin@AMS", "planner@", ""] {
            assert!(read_grant(wrong).is_err(), "{wrong}");
        }
    }
}

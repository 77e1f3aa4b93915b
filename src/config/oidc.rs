//! The table `[oidc]` of `giftgate.toml`: the airline's identity provider and what its groups may do.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::domain::account::Grant;
use crate::domain::sign_on::{SignOnSettings, read_grant};

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    #[serde(default = "groups")]
    groups_claim: String,
    groups: BTreeMap<String, OneOrMany>,
}

/// `"planner"`, or `["planner@spring", "marketer"]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn groups() -> String {
    "groups".to_owned()
}

/// What the table says; faults are added to `faults`.
pub(super) fn read(table: &toml::Value, faults: &mut Vec<String>) -> Option<SignOnSettings> {
    let written: Written = match table.clone().try_into() {
        Ok(written) => written,
        Err(error) => {
            faults.push(format!("giftgate.toml: [oidc]: {}", error.to_string().trim_end()));
            return None;
        }
    };
    let before = faults.len();
    let loopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    if !written.issuer.starts_with("https://") && !loopback.iter().any(|start| written.issuer.starts_with(start)) {
        faults.push("giftgate.toml: [oidc]: issuer starts with https://".to_owned());
    }
    let mut groups: BTreeMap<String, Vec<Grant>> = BTreeMap::new();
    for (group, roles) in written.groups {
        let roles = match roles {
            OneOrMany::One(role) => vec![role],
            OneOrMany::Many(roles) => roles,
        };
        for role in roles {
            match read_grant(&role) {
                Ok(grant) => groups.entry(group.clone()).or_default().push(grant),
                Err(what) => faults.push(format!(
                    "giftgate.toml: [oidc.groups] {group}: {what}; write a role, or one with its place such as gate@AMS"
                )),
            }
        }
    }
    let Written { issuer, client_id, client_secret_file, groups_claim, .. } = written;
    (faults.len() == before).then_some(SignOnSettings { issuer, client_id, client_secret_file, groups_claim, groups })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<SignOnSettings>, Vec<String>) {
        let table: toml::Table = text.parse().expect("TOML");
        let mut faults = Vec::new();
        let read = read(&toml::Value::Table(table), &mut faults);
        (read, faults)
    }

    const GOOD: &str = "issuer = \"https://id.klm.example\"\nclient_id = \"giftgate\"\nclient_secret_file = \"oidc.secret\"\n\
                        [groups]\ngg-plan = [\"planner@spring\", \"marketer\"]\ngg-gate-ams = \"gate@AMS\"\n";

    #[test]
    fn a_group_gives_one_role_or_several() {
        let (settings, faults) = told(GOOD);
        assert!(faults.is_empty(), "{faults:?}");
        let settings = settings.expect("settings");
        assert_eq!((settings.groups_claim.as_str(), settings.groups["gg-plan"].len()), ("groups", 2));
        assert_eq!(settings.groups["gg-gate-ams"][0].station.as_deref(), Some("AMS"));
    }

    #[test]
    fn every_fault_of_the_table_is_told() {
        let wrong = GOOD.replace("https://id", "http://id").replace("gate@AMS", "gate@XX").replace("marketer", "boss");
        let (settings, faults) = told(&wrong);
        assert!(settings.is_none() && faults.len() == 3, "{faults:?}");
        assert!(told("issuer = \"https://id.klm.example\"").1[0].contains("[oidc]"));
        assert!(told(&GOOD.replace("client_id", "client")).1[0].contains("client"));
    }
}

//! Rules of the filtered stream: what the settings say is what stands there, and other programs' rules are left alone.

use reqwest::Method;
use serde_json::{Value, json};

use super::{By, NETWORK, X, fault_of};
use crate::domain::instant::Instant;
use crate::networks::Fault;
use crate::networks::http::{Answer, send};

/// The label of our rules.
const TAG: &str = "giftgate";
const PATH: &str = "/2/tweets/search/stream/rules";

impl X {
    /// Makes our rules these: adds what is missing, then takes away what is too much, so that nothing is missed meanwhile.
    pub(super) async fn keep_rules(&self, wanted: &[String], now: Instant) -> Result<(), Fault> {
        let answer = self.get(PATH, &[], By::App, now).await?;
        let standing = answer.body["data"].as_array().map_or(&[][..], Vec::as_slice);
        let ours: Vec<(&str, &str)> = standing
            .iter()
            .filter(|rule| rule["tag"] == TAG)
            .filter_map(|rule| Some((rule["id"].as_str()?, rule["value"].as_str()?)))
            .collect();
        let add: Vec<Value> = wanted
            .iter()
            .filter(|value| !ours.iter().any(|(_, known)| known == value))
            .map(|value| json!({ "value": value, "tag": TAG }))
            .collect();
        let old: Vec<&str> =
            ours.iter().filter(|(_, value)| !wanted.iter().any(|one| one == value)).map(|(id, _)| *id).collect();
        if !add.is_empty() {
            let answer = self.change(&json!({ "add": add }), now).await?;
            // Some may be taken and some not; a rule that is there already is no fault.
            let mut faults = answer.body["errors"].as_array().into_iter().flatten();
            if let Some(fault) = faults.find(|fault| fault["title"] != "DuplicateRule") {
                let value = fault["value"].as_str().unwrap_or_default();
                let place = wanted.iter().position(|rule| rule == value).unwrap_or_default() + 1;
                return Err(Fault::away(NETWORK, &format!("rule {place} of x_rules is not taken")));
            }
        }
        if !old.is_empty() {
            self.change(&json!({ "delete": { "ids": old } }), now).await?;
        }
        Ok(())
    }

    async fn change(&self, change: &Value, now: Instant) -> Result<Answer, Fault> {
        let request = self.request(Method::POST, PATH, &[], By::App, now).json(change);
        let answer = send(NETWORK, request).await.map_err(Fault::of_question)?;
        let partly = answer.body["errors"].is_array() && answer.body["meta"].is_object();
        if answer.status.is_success() || partly { Ok(answer) } else { Err(fault_of(&answer).of_question()) }
    }
}

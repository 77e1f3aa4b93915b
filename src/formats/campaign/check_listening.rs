//! Whom the campaign may listen to, and on which basis. These rules protect people; no file loosens them.

use super::checks::Checks;
use super::fault::quoted;
use crate::domain::campaign::{Assessment, ListeningMode};
use crate::domain::post::Network;

pub(super) fn check(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let listening = &campaign.listening;
    if listening.networks.is_empty() {
        let message = "no network is named".to_owned();
        checks.fault(&["listening.networks"], "no_network", message, "name at least one, such as [\"bluesky\"]");
    }
    checks.twice("listening.networks", &listening.networks);
    let x = listening.networks.iter().position(|&network| network == Network::X);
    if let Some(index) = x.filter(|_| listening.mode != ListeningMode::OptIn) {
        let path = format!("listening.networks[{index}]");
        let message = format!("X is listed with the mode `{}`", listening.mode);
        let remedy = "take X out or write mode = \"opt_in\": its rules forbid linking people to customer \
                          records who did not join";
        checks.fault(&[&path, "listening.mode"], "x_needs_opt_in", message, remedy);
    }
    if listening.mode == ListeningMode::Mention && listening.mentions.is_empty() {
        let message = "the mode is `mention` and no handle of ours is named".to_owned();
        let remedy = "add mentions = [\"your-handle.example\"], or write mode = \"opt_in\"";
        checks.fault(&["listening.mentions", "listening.mode"], "no_mentions", message, remedy);
    }
    for handle in &listening.mentions {
        let fits = !handle.is_empty() && handle.len() <= 253 && !handle.contains(|mark: char| mark.is_whitespace());
        if !fits || handle.starts_with('@') {
            let message = format!("{} is no handle", quoted(handle));
            checks.fault(&["listening.mentions"], "bad_handle", message, "write it without @ and without blanks");
        }
    }
    assessment(checks);
}

fn assessment(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let listening = &campaign.listening;
    let Some(assessment) = &listening.assessment else {
        if listening.mode == ListeningMode::OpenSearch {
            let message = "open search without a signed impact assessment".to_owned();
            let remedy = "let the privacy officer sign one and add [listening.assessment] with signed_by and signed_on";
            checks.fault(&["listening.mode", "listening.assessment"], "no_assessment", message, remedy);
        }
        return;
    };
    checks.text("listening.assessment.signed_by", &assessment.signed_by, 200);
    if listening.mode != ListeningMode::OpenSearch {
        return;
    }
    let valid = Assessment::VALID_DAYS;
    for (path, day, what) in [("starts_on", campaign.starts_on, "starts"), ("ends_on", campaign.ends_on, "ends")] {
        if !assessment.covers(day) {
            let message =
                format!("signed on {}, it covers {valid} days; the campaign {what} on {day}", assessment.signed_on);
            let remedy = "let the privacy officer sign a fresh one, or change the campaign's days";
            checks.fault(
                &["listening.assessment.signed_on", path, "listening.mode"],
                "assessment_expired",
                message,
                remedy,
            );
        }
    }
}

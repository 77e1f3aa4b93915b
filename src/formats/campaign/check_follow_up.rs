//! What is written afterwards: embargo, one safe template per language, short enough on every network.

use super::checks::Checks;
use crate::domain::language::Language;
use crate::formats::follow_up_text::{TemplateValues, check_template, length_on, longest_on, render_template};

/// A long first name and a long city, to measure templates with.
const LONG: (&str, &str) = ("Maximiliane-Alexandra", "Thiruvananthapuram (Trivandrum)");
/// The same in Japanese, where characters are fewer and count twice on X.
const LONG_JA: (&str, &str) = ("マクシミリアーネ", "ティルヴァナンタプラム");

pub(super) fn check(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let follow_up = &campaign.follow_up;
    let why = "nothing is published before the traveller is safely out of the airport";
    checks.range("follow_up.hours_after_arrival", follow_up.hours_after_arrival, 3..=720, why);
    checks.twice("follow_up.networks", &follow_up.networks);
    for language in &campaign.languages {
        if !follow_up.networks.is_empty() && !follow_up.templates.contains_key(language) {
            let message = format!("there is no template in `{language}`");
            let remedy = format!("add {language} = \"…\" or take the language out of languages");
            let about = ["follow_up.templates", "languages", "follow_up.networks"];
            checks.fault(&about, "no_template", message, remedy);
        }
    }
    for (&language, template) in &follow_up.templates {
        let path = format!("follow_up.templates.{language}");
        checks.text(&path, template, usize::MAX - 1);
        match check_template(template) {
            Ok(()) => lengths(checks, &path, language, template),
            Err(fault) => checks.fault(&[&path], fault.code(), fault.to_string(), fault.remedy()),
        }
    }
}

fn lengths(checks: &mut Checks<'_>, path: &str, language: Language, template: &str) {
    let campaign = checks.campaign;
    let names = campaign.gifts.iter().map(|gift| gift.name_in(language));
    let gift = names.max_by_key(|name| name.chars().count()).unwrap_or_default();
    let (first_name, city) = if language == Language::Ja { LONG_JA } else { LONG };
    let values = TemplateValues { first_name, gift, city, campaign: &campaign.name };
    let Ok(text) = render_template(template, &values) else { return };
    for &network in &campaign.follow_up.networks {
        let length = length_on(network, &text);
        if let Some(most) = longest_on(network).filter(|&most| length > most) {
            let message = format!("with long names the text has {length} characters, {network} takes {most}");
            let remedy = format!("shorten it by {}, or shorten the longest gift name (`{gift}`)", length - most);
            checks.fault(&[path, "gifts", "name", "follow_up.networks"], "template_too_long", message, remedy);
        }
    }
}

//! What is written afterwards: embargo, one safe template per language, short enough on every network.

use super::checks::Checks;
use crate::domain::language::Language;
use crate::domain::posting_rule::PostingRule;
use crate::formats::follow_up_text::{
    TemplateValues, check_template, length_on, longest_on, mentions, render_template,
};

/// A short address of ours, to measure templates with.
const LINK: &str = "https://gifts.some-airline.example/r/0123456789";
/// Longest address that a post may lead to.
const LONGEST_LINK: usize = 500;

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
    for (index, network) in follow_up.networks.iter().enumerate().filter(|(_, network)| network.needs_public_picture())
    {
        let message = format!(
            "{network} takes no post without a picture at a public address, and photos of travellers have none"
        );
        let remedy = format!("take {network} out; what your team posts there by hand is measured all the same");
        checks.fault(&[&format!("follow_up.networks[{index}]")], "network_needs_picture", message, remedy);
    }
    if let Some(Err(fault)) = follow_up.when.as_ref().map(|rule| rule.parse::<PostingRule>()) {
        let message = "there is no such rule about the landing".to_owned();
        checks.fault(&["follow_up.when"], "posting_rule", message, fault.to_string());
    }
    if follow_up.link.as_deref().is_some_and(|link| !is_link(link)) {
        let message = "posts can't lead there".to_owned();
        let remedy = "write an address such as https://www.airline.example/surprise".to_owned();
        checks.fault(&["follow_up.link"], "posting_link", message, remedy);
    }
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
            Ok(()) => {
                lengths(checks, &path, language, template);
                tied(checks, &path, template);
            }
            Err(fault) => checks.fault(&[&path], fault.code(), fault.to_string(), fault.remedy()),
        }
    }
}

/// Whether posts may lead to an address: https, a host with a dot, and nothing that hides where it leads.
fn is_link(link: &str) -> bool {
    let host = link.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let plain = |mark: char| mark.is_ascii_graphic() && !matches!(mark, '"' | '<' | '>' | '\\' | '`' | '{' | '}');
    let named = |mark: char| mark.is_ascii_alphanumeric() || matches!(mark, '.' | '-');
    link.len() <= LONGEST_LINK && link.chars().all(plain) && host.contains('.') && host.chars().all(named)
}

/// A link needs somewhere to lead, and a handle a consent that no template can have.
fn tied(checks: &mut Checks<'_>, path: &str, template: &str) {
    let listening = &checks.campaign.listening;
    let text = |link| {
        let values = TemplateValues { first_name: "", gift: "", city: "", campaign: "", link };
        render_template(template, &values).unwrap_or_default()
    };
    if checks.campaign.follow_up.link.is_none() && text("x") != text("y") {
        let message = "the text has a link, but the campaign leads nowhere".to_owned();
        let remedy = "set follow_up.link, or take {{ link }} out".to_owned();
        checks.fault(&[path, "follow_up.link"], "posting_link", message, remedy);
    }
    let own = |name: &String| listening.mentions.iter().any(|own| own.eq_ignore_ascii_case(name));
    if let Some(name) = mentions(&text("")).iter().find(|name| !own(name)) {
        let message = format!("the text names @{name}, who would be told of every post");
        let remedy =
            "name only your own handles (listening.mentions); a traveller's is a consent of its own".to_owned();
        checks.fault(&[path, "listening.mentions"], "posting_mention", message, remedy);
    }
}

fn lengths(checks: &mut Checks<'_>, path: &str, language: Language, template: &str) {
    let campaign = checks.campaign;
    let names = campaign.gifts.iter().map(|gift| gift.name_in(language));
    let gift = names.max_by_key(|name| name.chars().count()).unwrap_or_default();
    let (first_name, city) = if language == Language::Ja { LONG_JA } else { LONG };
    let values = TemplateValues { first_name, gift, city, campaign: &campaign.name, link: LINK };
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

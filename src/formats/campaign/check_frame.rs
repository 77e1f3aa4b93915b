//! The frame: names, days, languages, shares, targets, tact.

use super::checks::Checks;
use super::fault::{nearest, quoted};
use crate::domain::campaign::TargetMetric;
use crate::domain::flight::is_station_code;

/// Longest campaign, days.
const LONGEST_DAYS: i64 = 366;
/// Words for contents that customs and diets ask about; others are allowed, slips of these are not.
const CONTENTS: [&str; 22] = [
    "alcohol",
    "meat",
    "dairy",
    "nuts",
    "plants",
    "fish",
    "fruit",
    "seeds",
    "honey",
    "eggs",
    "gluten",
    "soy",
    "wood",
    "battery",
    "blade",
    "aerosol",
    "perfume",
    "tobacco",
    "chocolate",
    "caffeine",
    "leather",
    "pork",
];

pub(super) fn check(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    checks.slug("slug", &campaign.slug);
    checks.text("name", &campaign.name, 100);
    checks.text("goal", &campaign.goal, 500);
    checks.text("owner", &campaign.owner, 200);
    checks.text("tone", &campaign.tone, 500);
    days(checks);
    if campaign.languages.is_empty() {
        let message = "no language is named".to_owned();
        checks.fault(&["languages"], "no_language", message, "name at least one, such as [\"en\"]");
    }
    checks.twice("languages", &campaign.languages);
    let hold_out = u64::from(campaign.hold_out_percent);
    checks.range("hold_out_percent", hold_out, 0..=50, "the hold-out group is at most half");
    let cool_down = u64::from(campaign.cool_down_days);
    checks.range("cool_down_days", cool_down, 0..=3_650, "ten years is the most");
    targets(checks);
    rules(checks);
}

fn days(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let days = (campaign.ends_on - campaign.starts_on).num_days();
    if days < 0 {
        let message = format!("the last day {} is before the first, {}", campaign.ends_on, campaign.starts_on);
        checks.fault(&["ends_on", "starts_on"], "days_reversed", message, "swap them or correct one");
    } else if days >= LONGEST_DAYS {
        let message = format!("the campaign lasts {} days", days + 1);
        let remedy = format!("end it within {LONGEST_DAYS} days, and start a new one after");
        checks.fault(&["ends_on", "starts_on"], "too_long_campaign", message, remedy);
    }
}

fn targets(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    if campaign.targets.is_empty() {
        let message = "no target says what success means".to_owned();
        checks.fault(&["targets"], "no_target", message, "add one, such as metric = \"hand_overs\", value = 40");
    }
    for (index, target) in campaign.targets.iter().enumerate() {
        let path = format!("targets[{index}].value");
        match target.metric {
            TargetMetric::OnTimePercent | TargetMetric::AnsweredInHourPercent => {
                checks.range(&path, target.value, 1..=100, "this target is a percentage");
            }
            TargetMetric::Impressions => {
                checks.range(&path, target.value, 1..=100_000_000_000, "it is a number of views");
            }
            TargetMetric::HandOvers | TargetMetric::PublicationConsents => {
                checks.range(&path, target.value, 1..=10_000_000, "it is a number of people");
                let most = campaign.caps.gifts.map_or(u64::MAX, u64::from);
                if target.value > most {
                    let message = format!("the target of {} is over the cap of {most} gifts", target.value);
                    checks.fault(&[&path, "caps.gifts"], "target_over_cap", message, "lower it or raise caps.gifts");
                }
            }
        }
        if campaign.targets[..index].iter().any(|other| other.metric == target.metric) {
            let path = format!("targets[{index}].metric");
            let message = format!("a target on `{}` stands here twice", target.metric);
            checks.fault(&[&path, "targets"], "twice", message, "remove one of them");
        }
    }
}

fn rules(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let rules = &campaign.rules;
    for (band, points) in &rules.value_points {
        let path = format!("rules.value_points.{band}");
        checks.range(&path, u64::from(*points), 0..=100, "what people write about comes before what they pay");
    }
    if !rules.value_points.is_empty() && rules.value_model.as_deref().is_none_or(|model| model.trim().is_empty()) {
        let message = "nothing says what the value bands rest on".to_owned();
        let remedy = "add value_model = \"margin of the last two years\" or what it is, or remove value_points";
        checks.fault(&["rules.value_points", "rules"], "no_value_model", message, remedy);
    }
    let facts = u64::from(rules.max_facts);
    checks.range("rules.max_facts", facts, 0..=2, "more than two facts from posts feel like being watched");
    let age = u64::from(rules.max_fact_age_days);
    checks.range("rules.max_fact_age_days", age, 0..=14, "older facts feel like being watched");
    if rules.only_may_leave && rules.skip_open_complaint {
        let message = "whoever may leave has complained, and people with an open complaint are left out".to_owned();
        let remedy = "write skip_open_complaint = false, or remove only_may_leave";
        checks.fault(&["rules.only_may_leave", "rules"], "nobody_left", message, remedy);
    }
    if let Some(percent) = rules.elite_percent_max {
        checks.range("rules.elite_percent_max", u64::from(percent), 0..=100, "it is a percentage");
    }
    for code in rules.exclude_destinations.iter().filter(|code| !is_station_code(code)) {
        let message = format!("{} is no airport code", quoted(code));
        let remedy = "write three capital letters (IATA), such as JFK";
        checks.fault(&["rules.exclude_destinations"], "bad_station", message, remedy);
    }
    for (place, contents) in &rules.forbidden_contents {
        let path = format!("rules.forbidden_contents.{place}");
        let country = place.len() == 2 && place.bytes().all(|byte| byte.is_ascii_uppercase());
        if !country && !is_station_code(place) {
            let message = format!("{} is neither a country nor an airport", quoted(place));
            let remedy = "write a country of two capital letters (JP) or an airport of three (NRT)";
            checks.fault(&[&path], "bad_place", message, remedy);
        }
        for content in contents {
            check_content(checks, &path, content);
        }
    }
    let mut sum = 0_u64;
    for (language, least) in &rules.language_min {
        let path = format!("rules.language_min.{language}");
        sum += u64::from(*least);
        if !campaign.languages.contains(language) {
            let message = format!("the campaign does not serve `{language}`");
            checks.fault(
                &[&path, "languages"],
                "language_not_served",
                message,
                "add it to languages or remove it here",
            );
        }
    }
    if let Some(most) = campaign.caps.gifts.map(u64::from).filter(|&most| sum > most) {
        let message = format!("the languages ask for {sum} gifts together, caps.gifts allows {most}");
        checks.fault(
            &["rules.language_min", "caps.gifts"],
            "minimum_over_cap",
            message,
            "lower the numbers or raise the cap",
        );
    }
}

/// Reports a word for contents that is a slip of a usual one: a slip would let the forbidden through.
pub(super) fn check_content(checks: &mut Checks<'_>, path: &str, content: &str) {
    if CONTENTS.contains(&content) {
        return;
    }
    let remedy = match nearest(content, CONTENTS) {
        Some(word) => format!("did you mean `{word}`?"),
        None if !content.is_empty() && content.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => return,
        None => "write one word in lower case letters, such as alcohol".to_owned(),
    };
    checks.fault(&[path], "unknown_content", format!("{} is no usual word for contents", quoted(content)), remedy);
}

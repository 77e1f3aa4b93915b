//! Answers of the care desk to begin with: named, there in every language of the campaign, safe, and short enough.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::checks::Checks;
use crate::domain::care::LONGEST_ANSWER;
use crate::domain::language::Language;
use crate::formats::follow_up_text::{check_care_text, mentions, render_care_text};

/// More answers than anybody looks through.
const MOST_ANSWERS: usize = 12;

pub(super) fn check(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let answers = &campaign.care.answers;
    if answers.len() > MOST_ANSWERS {
        let message =
            format!("{} answers to begin with are more than the {MOST_ANSWERS} that a page shows", answers.len());
        checks.fault(&["care.answers"], "too_many", message, "keep those that are used most");
    }
    let mut slugs = BTreeSet::new();
    for (index, answer) in answers.iter().enumerate() {
        let at = |key: &str| format!("care.answers[{index}].{key}");
        checks.slug(&at("slug"), &answer.slug);
        if !slugs.insert(&answer.slug) {
            let message = format!("`{}` is the name of another answer already", answer.slug);
            checks.fault(&[&at("slug")], "twice", message, "give it a name of its own");
        }
        if !answer.name.contains_key(&Language::En) {
            let message = "the English name is missing; other languages fall back on it".to_owned();
            checks.fault(&[&at("name")], "no_english_name", message, "add name.en");
        }
        for (language, name) in &answer.name {
            checks.text(&at(&format!("name.{language}")), name, 60);
        }
        for language in campaign.languages.iter().filter(|language| !answer.text.contains_key(language)) {
            let message = format!("there is no text in `{language}`");
            let remedy = format!("add text.{language} = \"…\" or take the language out of languages");
            checks.fault(&[&at("text"), "languages"], "no_template", message, remedy);
        }
        for (language, text) in &answer.text {
            check_text(checks, &at(&format!("text.{language}")), text);
        }
    }
}

fn check_text(checks: &mut Checks<'_>, path: &str, template: &str) {
    checks.text(path, template, usize::MAX - 1);
    if let Err(fault) = check_care_text(template) {
        checks.fault(&[path], fault.code(), fault.to_string(), fault.remedy());
        return;
    }
    let campaign = checks.campaign;
    let link = campaign.follow_up.link.as_deref();
    let text = |link| render_care_text(template, &campaign.name, link).unwrap_or_default();
    if link.is_none() && text("x") != text("y") {
        let message = "the text has a link, but the campaign leads nowhere".to_owned();
        let remedy = "set follow_up.link, or take {{ link }} out".to_owned();
        checks.fault(&[path, "follow_up.link"], "posting_link", message, remedy);
    }
    let own = |name: &String| campaign.listening.mentions.iter().any(|own| own.eq_ignore_ascii_case(name));
    if let Some(name) = mentions(&text("")).iter().find(|name| !own(name)) {
        let message = format!("the text names @{name}, who would be told of every answer");
        let remedy = "name only your own handles (listening.mentions)".to_owned();
        checks.fault(&[path, "listening.mentions"], "posting_mention", message, remedy);
    }
    let length = text(link.unwrap_or_default()).graphemes(true).count();
    if length > LONGEST_ANSWER {
        let message = format!("the text has {length} characters, an answer takes {LONGEST_ANSWER}");
        let remedy = format!("shorten it by {}", length - LONGEST_ANSWER);
        checks.fault(&[path, "name", "follow_up.link"], "template_too_long", message, remedy);
    }
}

//! The catalogue: names, tags, sizes. What is bought airside may be liquid; what can't be carried is refused.
//!
//! Liquids over 100 ml are allowed: gifts are handed over behind security. The rules of the choose step decide per
//! traveller (a connection with a second security check forbids them); a file can't know that.

use std::collections::BTreeSet;

use super::check_frame::check_content;
use super::checks::Checks;
use super::fault::{nearest, quoted};
use crate::domain::language::Language;

pub(super) fn check(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    if campaign.gifts.is_empty() {
        checks.fault(&["gifts"], "no_gift", "there is nothing to give".to_owned(), "add a [[gifts]] table");
    }
    if campaign.gifts.len() > 500 {
        let message = format!("{} gift ideas are more than a planner can judge", campaign.gifts.len());
        checks.fault(&["gifts"], "too_many_gifts", message, "keep the best 500");
        return;
    }
    for (index, gift) in campaign.gifts.iter().enumerate() {
        let at = |key: &str| format!("gifts[{index}].{key}");
        checks.slug(&at("slug"), &gift.slug);
        if let Some(first) = campaign.gifts[..index].iter().position(|other| other.slug == gift.slug) {
            let message = format!("`{}` is the name of gift {} already", gift.slug, first + 1);
            checks.fault(&[&at("slug"), "gifts"], "twice", message, "give one of them another slug");
        }
        if !gift.name.contains_key(&Language::En) {
            let message = "the English name is missing; other languages fall back on it".to_owned();
            checks.fault(&[&at("name")], "no_english_name", message, "add name.en");
        }
        for (language, name) in &gift.name {
            checks.text(&at(&format!("name.{language}")), name, 60);
        }
        checks.range(&at("stock"), gift.stock, 0..=100_000, "more pieces than any desk holds");
        checks.range(&at("lead_minutes"), gift.lead_minutes, 0..=10_080, "a week is the most");
        checks.range(&at("weight_grams"), gift.weight_grams, 0..=8_000, "it has to fit a hand bag of 8 kg");
        checks.range(&at("size_cm"), gift.size_cm, 0..=115, "it has to go under a seat or into a locker");
        checks.range(&at("liquid_ml"), gift.liquid_ml, 0..=5_000, "five litres is what airlines let on board");
        checks.range(&at("min_age"), gift.min_age, 0..=99, "it is an age");
        checks.range(&at("effort_minutes"), gift.effort_minutes, 0..=480, "a working day is the most");
        checks.range(&at("benefit"), gift.benefit, 0..=100, "it is a share of the greatest delight");
        for content in &gift.contains {
            check_content(checks, &at("contains"), content);
        }
        if gift.contains.contains("alcohol") && gift.min_age < 18 {
            let message = "it contains alcohol and may be given to minors".to_owned();
            let remedy = "write min_age = 18 (or 21 where the law says so)";
            checks.fault(&[&at("min_age"), &at("contains")], "alcohol_for_minors", message, remedy);
        }
        words(checks, &at("tags"), "interest", &gift.tags, checks.known.tags);
        words(checks, &at("occasions"), "occasion", &gift.occasions, checks.known.occasions);
    }
}

fn words(checks: &mut Checks<'_>, path: &str, what: &str, words: &BTreeSet<String>, known: Option<&BTreeSet<String>>) {
    let Some(known) = known else { return };
    for word in words.difference(known) {
        let remedy = nearest(word, known.iter().map(String::as_str)).map_or_else(
            || format!("leave it out: no post is ever read as this {what}"),
            |near| format!("did you mean `{near}`?"),
        );
        checks.fault(&[path], "unknown_tag", format!("the listen step knows no {what} {}", quoted(word)), remedy);
    }
}

//! Editing a campaign file by its common fields: only what differs is written, comments and order stay as they are.
//!
//! A text that can't be what its field wants is written as it was typed, so that the one reader of campaign files says
//! what is wrong with it, under the field's own path.

use std::collections::BTreeMap;

use serde::Serialize;
use toml_edit::{Array, ArrayOfTables, Datetime, DocumentMut, Item, Table, TableLike, Value};

use self::FieldKind::{Day, Flag, List, Long, Text, Whole, Word};
use crate::domain::campaign::Denominator;
use crate::domain::follow_up::PostAs;
use crate::domain::money::Money;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Some lines.
    Long,
    /// One of a few words.
    Word,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// An amount in the campaign's currency.
    Money,
    /// Yes or no.
    Flag,
    /// Words, separated by commas.
    List,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormField {
    /// The key, as faults name it: `gifts[3].cost`.
    pub path: String,
    /// What names the entry of a list that it belongs to: a slug, an airport, a figure; empty for a gift to come.
    pub entry: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// What stands in it.
    pub value: String,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// Fields there is one of; `true`: may be left empty.
const SINGLE: [Key; 35] = [
    ("name", Text, false),
    ("goal", Long, false),
    ("owner", Text, false),
    ("tone", Long, false),
    ("pillar", Word, false),
    ("languages", List, false),
    ("starts_on", Day, false),
    ("ends_on", Day, false),
    ("hold_out_percent", Whole, false),
    ("cool_down_days", Whole, false),
    ("engagement_by", Word, false),
    ("caps.campaign", FieldKind::Money, false),
    ("caps.day", FieldKind::Money, true),
    ("caps.gift", FieldKind::Money, true),
    ("caps.person", FieldKind::Money, true),
    ("caps.network_calls", FieldKind::Money, true),
    ("caps.gifts", Whole, true),
    ("caps.team_minutes", Whole, true),
    ("rules.max_facts", Whole, true),
    ("rules.max_fact_age_days", Whole, true),
    ("rules.exclude_destinations", List, true),
    ("rules.skip_open_complaint", Flag, false),
    ("rules.only_may_leave", Flag, false),
    ("rules.elite_percent_max", Whole, true),
    ("listening.mode", Word, false),
    ("listening.networks", List, false),
    ("listening.mentions", List, true),
    ("delivery.service_minutes", Whole, true),
    ("delivery.before_closure_minutes", Whole, true),
    ("follow_up.networks", List, false),
    ("follow_up.hours_after_arrival", Whole, false),
    ("follow_up.when", Text, true),
    ("follow_up.link", Text, true),
    ("follow_up.link_tags", Flag, false),
    ("follow_up.as", Word, false),
];

/// A key of an entry, how it is written, and whether it may be left empty.
type Key = (&'static str, FieldKind, bool);

/// Lists with the key that names an entry, and the fields of each.
const ENTRIES: [(&str, &str, &[Key]); 4] = [
    ("targets", "metric", &[("value", Whole, false)]),
    ("stations", "iata", &[("budget", FieldKind::Money, true)]),
    (
        "gifts",
        "slug",
        &[
            ("cost", FieldKind::Money, false),
            ("tax", FieldKind::Money, true),
            ("stock", Whole, false),
            ("benefit", Whole, true),
            ("effort_minutes", Whole, true),
            ("lead_minutes", Whole, true),
        ],
    ),
    ("approval", "", &[("up_to", FieldKind::Money, false), ("approvers", Whole, false)]),
];

/// Fields of a gift that is not in the file yet, under `gifts[<how many there are>]`.
const NEW_GIFT: [(&str, FieldKind); 6] = [
    ("slug", Text),
    ("name.en", Text),
    ("cost", FieldKind::Money),
    ("stock", Whole),
    ("use_on", Word),
    ("benefit", Whole),
];

/// The fields of a file with what stands in them; none where it is not TOML at all.
pub fn form_fields(source: &str) -> Option<Vec<FormField>> {
    let file = parse(source)?;
    let currency = currency_of(&file);
    let mut fields = Vec::new();
    let mut add = |path: String, entry: Option<String>, kind, optional| {
        let item = find(&file, &path);
        let value = item.map_or_else(|| unsaid(&path).to_owned(), |item| shown(item, kind, &currency));
        fields.push(FormField { path, entry, kind, value, optional });
    };
    for (path, kind, optional) in SINGLE {
        add(path.to_owned(), None, kind, optional);
    }
    for (list, names, keys) in ENTRIES {
        for index in 0..entries(&file, list) {
            let name = find(&file, &format!("{list}[{index}].{names}")).and_then(Item::as_str);
            let name = name.map_or_else(|| (index + 1).to_string(), str::to_owned);
            for (key, kind, optional) in keys {
                add(format!("{list}[{index}].{key}"), Some(name.clone()), *kind, *optional);
            }
        }
    }
    let new = entries(&file, "gifts");
    for (key, kind) in NEW_GIFT {
        add(format!("gifts[{new}].{key}"), Some(String::new()), kind, true);
    }
    for language in texts_of(&file, "languages") {
        add(format!("follow_up.templates.{language}"), Some(language), Long, false);
    }
    for index in 0..entries(&file, "care.answers") {
        let slug = find(&file, &format!("care.answers[{index}].slug")).and_then(Item::as_str).unwrap_or_default();
        for language in texts_of(&file, "languages") {
            add(format!("care.answers[{index}].text.{language}"), Some(slug.to_owned()), Long, false);
        }
    }
    Some(fields)
}

/// What holds where a file says nothing.
fn unsaid(path: &str) -> &'static str {
    match path {
        "rules.skip_open_complaint" => "true",
        "engagement_by" => Denominator::Impressions.as_str(),
        "follow_up.as" => PostAs::Post.as_str(),
        _ => "",
    }
}

/// The file with fields as they were sent. Only fields of [`form_fields`] are taken; `gifts[3]` with `remove` takes an entry
/// out. What is not TOML stays as it is.
pub fn edited(source: &str, sent: &BTreeMap<String, String>) -> String {
    let (Some(mut file), Some(fields)) = (parse(source), form_fields(source)) else { return source.to_owned() };
    let currency = currency_of(&file);
    let new_gift = format!("gifts[{}].", entries(&file, "gifts"));
    for field in &fields {
        let Some(text) = sent.get(&field.path) else { continue };
        let text = text.replace("\r\n", "\n");
        if text.trim() == field.value.trim() || field.path.starts_with(&new_gift) {
            continue;
        }
        let value = (!(text.trim().is_empty() && field.optional)).then(|| written(&text, field.kind, &currency));
        set(&mut file, &field.path, value);
    }
    add_gift(&mut file, &new_gift, sent, &currency);
    let removed: Vec<usize> = (0..entries(&file, "gifts"))
        .filter(|index| sent.get(&format!("gifts[{index}]")).is_some_and(|word| word == "remove"))
        .collect();
    for index in removed.into_iter().rev() {
        match file.get_mut("gifts") {
            Some(Item::ArrayOfTables(gifts)) => {
                gifts.remove(index);
            }
            Some(Item::Value(Value::Array(gifts))) => {
                gifts.remove(index);
            }
            _ => {}
        }
    }
    file.to_string()
}

/// A gift that the form names a slug for.
fn add_gift(file: &mut DocumentMut, prefix: &str, sent: &BTreeMap<String, String>, currency: &str) {
    let text = |key: &str| sent.get(&format!("{prefix}{key}")).map(|text| text.trim()).unwrap_or_default();
    if text("slug").is_empty() {
        return;
    }
    let mut gift = Table::new();
    for (key, kind) in NEW_GIFT {
        let value = written(text(key), kind, currency);
        if let Some(language) = key.strip_prefix("name.") {
            let mut names = Table::new();
            names.set_dotted(true);
            names.insert(language, Item::Value(value));
            gift.insert("name", Item::Table(names));
        } else if key != "benefit" || !text(key).is_empty() {
            gift.insert(key, Item::Value(value));
        }
    }
    let list = file.entry("gifts").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    match list {
        Item::ArrayOfTables(gifts) => gifts.push(gift),
        Item::Value(Value::Array(gifts)) => gifts.push(gift.into_inline_table()),
        _ => {}
    }
}

fn parse(source: &str) -> Option<DocumentMut> {
    source.strip_prefix('\u{FEFF}').unwrap_or(source).parse().ok()
}

fn currency_of(file: &DocumentMut) -> String {
    file.get("currency").and_then(Item::as_str).unwrap_or_default().to_owned()
}

fn entries(file: &DocumentMut, list: &str) -> usize {
    match find(file, list) {
        Some(Item::ArrayOfTables(list)) => list.len(),
        Some(Item::Value(Value::Array(list))) => list.len(),
        _ => 0,
    }
}

fn texts_of(file: &DocumentMut, path: &str) -> Vec<String> {
    let list = find(file, path).and_then(Item::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A step of a path.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// The steps of a path of ours, such as `gifts[3].name.en`.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, index) = part.split_once('[').map_or((part, None), |(key, rest)| (key, Some(rest)));
        steps.push(Step::Key(key));
        let index = index.and_then(|rest| rest.strip_suffix(']')).and_then(|digits| digits.parse().ok());
        steps.extend(index.map(Step::Index));
    }
    steps
}

fn find<'a>(file: &'a DocumentMut, path: &str) -> Option<&'a Item> {
    steps(path).into_iter().try_fold(file.as_item(), |item, step| match step {
        Step::Key(key) => item.get(key),
        Step::Index(index) => item.get(index),
    })
}

/// Sets or removes a key; tables on the way are made where they are missing.
fn set(file: &mut DocumentMut, path: &str, value: Option<Value>) {
    let mut way = steps(path);
    let Some(Step::Key(last)) = way.pop() else { return };
    let mut item = file.as_item_mut();
    for step in way {
        let next = match step {
            Step::Index(index) => item.get_mut(index),
            Step::Key(key) => {
                let Some(table) = item.as_table_like_mut() else { return };
                if !table.contains_key(key) {
                    if value.is_none() {
                        return;
                    }
                    table.insert(key, toml_edit::table());
                }
                table.get_mut(key)
            }
        };
        let Some(next) = next else { return };
        item = next;
    }
    let Some(table) = item.as_table_like_mut() else { return };
    match value {
        None => {
            table.remove(last);
        }
        Some(value) => replace(table, last, value),
    }
}

/// Puts a value where another one stood, with the blanks and the comment around it.
fn replace(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn shown(item: &Item, kind: FieldKind, currency: &str) -> String {
    // A text where something else belongs is shown as it was typed.
    let plain = || item.as_str().map_or_else(|| item.to_string().trim().to_owned(), str::to_owned);
    match kind {
        FieldKind::Money => {
            let text = plain();
            let amount = text.strip_prefix(currency).map(str::trim).map(str::to_owned);
            amount.filter(|amount| !amount.is_empty()).unwrap_or(text)
        }
        Whole => item.as_integer().map_or_else(plain, |number| number.to_string()),
        Flag => if item.as_bool() == Some(false) { "" } else { "true" }.to_owned(),
        List => item.as_array().map_or_else(plain, |list| {
            let texts = list.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            texts.collect::<Vec<_>>().join(", ")
        }),
        Day => item.as_datetime().map_or_else(plain, ToString::to_string),
        Text | Long | Word => plain(),
    }
}

fn written(text: &str, kind: FieldKind, currency: &str) -> Value {
    let text = text.trim();
    match kind {
        Whole => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
        FieldKind::Money => {
            let own = format!("{currency} {}", text.replace(',', "."));
            let read = text.parse::<Money>().or_else(|_| own.parse::<Money>());
            read.map_or_else(|_| Value::from(text), |money| Value::from(money.to_string()))
        }
        Day => text.parse::<Datetime>().map_or_else(|_| Value::from(text), Value::from),
        Flag => Value::from(text == "true"),
        List => {
            let words = text.split([',', ' ', '\n']).map(str::trim).filter(|word| !word.is_empty());
            Value::from(words.collect::<Array>())
        }
        Text | Long | Word => Value::from(text),
    }
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;

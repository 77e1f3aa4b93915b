//! What an edit of a campaign changes, in words: `budget +EUR 340.00`, `stock of trail-watch +5`.
//!
//! Lists are compared by what names their entries (slug, station, courier), so that a moved entry is no change.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::domain::campaign::Campaign;
use crate::domain::money::Money;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The key, entries of lists by name: `gifts.trail-watch.stock`.
    pub path: String,
    /// What it was; `None` where it is new.
    pub before: Option<String>,
    /// What it is now; `None` where it is gone.
    pub after: Option<String>,
    /// What that does.
    pub effect: String,
}

/// Every change from one campaign to another, in the order of the file.
pub fn campaign_diff(old: &Campaign, new: &Campaign) -> Vec<Change> {
    let mut changes = Vec::new();
    match (serde_json::to_value(old), serde_json::to_value(new)) {
        (Ok(old), Ok(new)) => compare(&mut Vec::new(), Some(&old), Some(&new), &mut changes),
        _ => return changes,
    }
    let order = |change: &Change| {
        let section = change.path.split('.').next().unwrap_or_default();
        SECTIONS.iter().position(|name| *name == section).map_or(0, |place| place + 1)
    };
    changes.sort_by_key(order);
    changes
}

/// Sections in the order of the file; keys of the frame come first.
const SECTIONS: [&str; 10] =
    ["targets", "stations", "caps", "gifts", "rules", "listening", "delivery", "approval", "follow_up", "care"];

fn compare(path: &mut Vec<String>, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<Change>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
            for key in keys {
                path.push(key.clone());
                compare(path, before.get(key), after.get(key), changes);
                path.pop();
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) if named(before) && named(after) => {
            let (before, after) = (by_name(before), by_name(after));
            let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
            for key in keys {
                path.push(key.clone());
                compare(path, before.get(key).copied(), after.get(key).copied(), changes);
                path.pop();
            }
        }
        _ => {
            let (before, after) = (old.and_then(shown), new.and_then(shown));
            if before != after {
                let effect = effect(path, before.as_deref(), after.as_deref());
                changes.push(Change { path: path.join("."), before, after, effect });
            }
        }
    }
}

/// Whether the list holds tables.
fn named(list: &[Value]) -> bool {
    list.iter().all(Value::is_object)
}

fn by_name(list: &[Value]) -> BTreeMap<String, &Value> {
    let mut all = BTreeMap::new();
    for (index, entry) in list.iter().enumerate() {
        let text = |key: &str| entry[key].as_str();
        let courier = || Some(format!("{} {}", text("station")?, text("name")?));
        let plain = || text("slug").or(text("iata")).or(text("metric")).map(str::to_owned);
        // Tiers are named by their place: their amount is what an edit changes.
        let name = plain().or_else(courier).unwrap_or_else(|| (index + 1).to_string());
        let again = all.contains_key(&name);
        all.insert(if again { format!("{name} {}", index + 1) } else { name }, entry);
    }
    all
}

/// A value in words; `None` where nothing is set.
fn shown(value: &Value) -> Option<String> {
    let list = |list: &[Value]| list.iter().filter_map(shown).collect::<Vec<_>>().join(", ");
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(entries) if entries.is_empty() => None,
        Value::Array(entries) => Some(list(entries)),
        Value::Object(entry) => {
            let price = entry.get("cost").and_then(Value::as_str);
            let stock = entry.get("stock").and_then(Value::as_u64);
            match (price, stock) {
                (Some(price), Some(stock)) => Some(format!("{stock} pieces at {price}")),
                _ => Some(
                    entry
                        .iter()
                        .filter_map(|(key, value)| Some(format!("{key} {}", shown(value)?)))
                        .collect::<Vec<_>>()
                        .join(", "),
                ),
            }
        }
        other => Some(other.to_string()),
    }
}

fn effect(path: &[String], before: Option<&str>, after: Option<&str>) -> String {
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let step = difference(before, after);
    match (parts.as_slice(), before, after) {
        (["gifts", slug], None, Some(what)) => format!("new gift {slug}: {what}"),
        (["gifts", slug], Some(_), None) => format!("{slug} is no longer given"),
        (["stations", iata], None, _) => format!("gifts are handed over at {iata} too"),
        (["stations", iata], _, None) => format!("nothing is handed over at {iata} any more"),
        (["delivery", "couriers", name], None, _) => format!("courier {name} joins"),
        (["delivery", "couriers", name], _, None) => format!("courier {name} leaves"),
        (["targets", metric], None, Some(_)) => format!("new target on {metric}"),
        (["targets", metric], _, None) => format!("no target on {metric} any more"),
        (["targets", metric, "value"], Some(_), Some(_)) => format!("target on {metric} {step}"),
        (["caps", "campaign"], ..) => format!("budget {step}"),
        (["caps", "day"], ..) => capped("daily budget", &step, before, after),
        (["caps", "gift"], ..) => capped("most per gift", &step, before, after),
        (["caps", "person"], ..) => capped("most per person", &step, before, after),
        (["caps", "network_calls"], ..) => capped("money for network calls", &step, before, after),
        (["caps", "gifts"], ..) => capped("number of gifts", &step, before, after),
        (["caps", "team_minutes"], ..) => capped("minutes of staff", &step, before, after),
        (["stations", iata, "budget"], ..) => capped(&format!("budget of {iata}"), &step, before, after),
        (["gifts", slug, "stock"], ..) => format!("stock of {slug} {step}"),
        (["gifts", slug, "cost" | "tax"], Some(_), Some(_)) => format!("price of {slug} {step}"),
        (["delivery", "couriers", name, "capacity"], ..) => format!("{name} carries {step}"),
        (["listening", ..], ..) => format!("whom the campaign listens to changes ({})", parts[1..].join(" ")),
        (["follow_up", "templates", language], _, Some(_)) => {
            format!("new text in {language}; drafts made from the old one need approval again")
        }
        (["care", "answers", slug, ..], _, Some(_)) => format!("the care desk can begin with {slug}"),
        (["care", "answers", slug, ..], _, None) => format!("the care desk begins with {slug} no more"),
        (["languages"], ..) => format!("people are served in {}", after.unwrap_or("no language")),
        (_, None, Some(after)) => format!("{} is now {}", words(&parts), short(after)),
        (_, Some(before), None) => format!("{} is no longer {}", words(&parts), short(before)),
        (_, Some(_), Some(_)) if step.starts_with(['+', '-']) => format!("{} {step}", words(&parts)),
        (_, Some(before), Some(after)) => format!("{}: {} instead of {}", words(&parts), short(after), short(before)),
        (_, None, None) => String::new(),
    }
}

fn words(parts: &[&str]) -> String {
    parts.join(" ").replace('_', " ")
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { format!("“{cut}…”") } else { format!("“{cut}”") }
}

fn capped(what: &str, step: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (None, Some(after)) => format!("{what} is limited to {after}"),
        (Some(before), None) => format!("{what} is no longer limited to {before}"),
        _ => format!("{what} {step}"),
    }
}

/// `+EUR 340.00`, `-5`, or the words `a → b`.
fn difference(before: Option<&str>, after: Option<&str>) -> String {
    let (Some(before), Some(after)) = (before, after) else { return String::new() };
    if let (Ok(old), Ok(new)) = (before.parse::<Money>(), after.parse::<Money>())
        && old.currency == new.currency
    {
        let step = new.minor.saturating_sub(old.minor);
        let sign = if step < 0 { '-' } else { '+' };
        return format!("{sign}{}", Money::new(step.saturating_abs(), new.currency));
    }
    if let (Ok(old), Ok(new)) = (before.parse::<i64>(), after.parse::<i64>()) {
        return format!("{:+}", new.saturating_sub(old));
    }
    format!("{before} → {after}")
}

//! The access document for people: the same facts as the JSON, as plain text with one fact a line.

use std::fmt::Write as _;

use serde_json::Value;

use super::Records;

/// A document as plain text.
pub fn readable(records: &Records) -> String {
    let mut text = String::new();
    // A struct of plain fields always serializes.
    if let Ok(Value::Object(parts)) = serde_json::to_value(records) {
        for (name, value) in parts {
            match &value {
                Value::Object(_) | Value::Array(_) => {
                    let _ = writeln!(text, "\n{}", title(&name).to_uppercase());
                    write(&mut text, &value, 1);
                }
                value => {
                    let _ = writeln!(text, "{}: {}", title(&name), plain(value));
                }
            }
        }
    }
    text
}

fn write(text: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    let mut line = |name: &str, value: &Value| match value {
        Value::Object(_) | Value::Array(_) if !is_empty(value) => {
            let _ = writeln!(text, "{indent}{name}");
            write(text, value, depth + 1);
        }
        value => {
            let _ = writeln!(text, "{indent}{name} {}", plain(value));
        }
    };
    match value {
        Value::Object(parts) => parts.iter().for_each(|(name, value)| line(&format!("{}:", title(name)), value)),
        Value::Array(all) if all.is_empty() => line("nothing", &Value::Null),
        Value::Array(all) => all.iter().for_each(|one| line("-", one)),
        other => line("", other),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(parts) => parts.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => "nothing".to_owned(),
        other => other.to_string(),
    }
}

fn title(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fact_stands_on_a_line_of_its_own() {
        let mut text = String::new();
        write(&mut text, &json!({ "source": "the airline", "entries": [{ "seat_at": "12A", "legs": [] }, "x"] }), 1);
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        assert_eq!(lines, ["entries:", "-", "legs: nothing", "seat at: 12A", "- x", "source: the airline"]);
    }
}
